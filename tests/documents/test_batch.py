"""Many documents from one template: tables as spreadsheets save them, folders and zips, rows that fail."""

import json
import signal
import subprocess
import time
import zipfile

import docx
import pytest
from conftest import BINARY, ROOT, run

TEMPLATES = ROOT / "templates"


@pytest.fixture
def letter(tmp_path):
    """A letter of one page: a name, an amount, and a line that some rows lack."""
    document = docx.Document()
    document.add_paragraph("{{ 이름 }} 귀하")
    document.add_paragraph("금액: {{ amount | number }}원 ({{ company }})")
    path = tmp_path / "letter.docx"
    document.save(path)
    return path


def batch(tmp_path, letter, rows, output, *more, code=0):
    """Runs a batch over rows given as text or bytes; returns what it said."""
    path = tmp_path / "rows.csv"
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    common = tmp_path / "common.json"
    common.write_text('{"company": "한빛"}', encoding="utf-8")
    finished = run("fill", letter, "--rows", path, "--data", common, "-o", tmp_path / output, *more, check=False)
    assert finished.returncode == code, finished.stderr
    assert "panicked" not in finished.stderr
    return finished.stderr


def text(file):
    return "\n".join(paragraph.text for paragraph in docx.Document(file).paragraphs)


TABLE = "이름,amount\n김하늘,1250000\n\"이 \"\"솔\"\"\",300\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_table_becomes_a_folder_whatever_its_encoding(tmp_path, letter, encoding):
    batch(tmp_path, letter, TABLE.replace("\n", "\r\n").encode(encoding), "out", "--name", "{{ 이름 }}-{{ number }}")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["김하늘-1.docx", "이 솔 -2.docx"]
    assert text(tmp_path / "out" / names[0]) == "김하늘 귀하\n금액: 1,250,000원 (한빛)"
    assert text(tmp_path / "out" / names[1]).startswith('이 "솔" 귀하')


def test_a_zip_holds_the_same_documents(tmp_path, letter):
    batch(tmp_path, letter, TABLE, "out")
    batch(tmp_path, letter, TABLE, "out.zip", "--jobs", 3)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["letter-1.docx", "letter-2.docx"]
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "out" / name).read_bytes()


def test_rows_that_fail_are_listed_and_the_others_are_there(tmp_path, letter):
    rows = '{"이름": "a", "amount": 1}\n{"이름": "b"}\nnonsense\n{"이름": "c", "amount": 2}\n'
    said = batch(tmp_path, letter, rows, "out", code=3)
    assert "2 of 4 rows" in said and "hint:" in said
    assert sorted(path.name for path in (tmp_path / "out").glob("*.docx")) == ["letter-1.docx", "letter-4.docx"]
    errors = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert [(error["row"], error["line"], error["code"]) for error in errors] == [
        (2, 2, "unfilled_tags"), (3, 3, "bad_rows"),
    ]
    assert errors[0]["problems"][0]["position"] == 2 and errors[0]["hint"]
    batch(tmp_path, letter, rows, "out.zip", code=3)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["letter-1.docx", "letter-4.docx", "errors.jsonl"]
        assert [json.loads(line) for line in archive.read("errors.jsonl").splitlines()] == errors
    batch(tmp_path, letter, TABLE, "out")
    assert not (tmp_path / "out" / "errors.jsonl").exists(), "an older run's list is still there"


def test_names_stay_in_the_folder_and_apart(tmp_path, letter):
    names = ["../../climb", "/etc/passwd", "..\\up", "CON", "same", "SAME", "same (2)", "…", "a/b"]
    rows = "이름,amount\n" + "".join(f"{name},1\n" for name in names)
    batch(tmp_path, letter, rows, "deep/out", "--name", "{{ 이름 }}")
    made = sorted(path.relative_to(tmp_path / "deep").as_posix() for path in tmp_path.rglob("*.docx") if path != letter)
    assert all(name.startswith("out/") and name.count("/") == 1 for name in made), made
    assert len({name.lower() for name in made}) == len(names), made
    assert "out/_CON.docx" in made and "out/a b.docx" in made


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", "there are no rows"),
        ("이름,amount\n", "there are no rows"),
        ("[]", "there are no rows"),
        ("이름,이름\n1,2\n", "two columns are named 이름"),
        ('[{"이름": "a"},\n{]', "line 2, column 2"),
        (b"a\n\xff\xfe\xff\n", "no text in UTF-8"),
    ],
)
def test_rows_that_cannot_be_read_write_nothing(tmp_path, letter, rows, expected):
    for output in ("out", "out.zip"):
        said = batch(tmp_path, letter, rows, output, code=2)
        assert expected in said and "hint:" in said, said
        assert not (tmp_path / output).exists()


def test_a_name_that_cannot_be_read_writes_nothing(tmp_path, letter):
    said = batch(tmp_path, letter, TABLE, "out.zip", "--name", "{{ 이름", code=2)
    assert "{{ 이름" in said and not (tmp_path / "out.zip").exists()


def test_a_picture_that_many_rows_show_is_the_same_one(tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("title\n하나\n둘\n", encoding="utf-8")
    sample = TEMPLATES / "report.sample.json"
    run("fill", TEMPLATES / "report.docx", "--rows", rows, "--data", sample, "-o", tmp_path / "out", "--seed", 1)
    alone = json.loads(sample.read_text(encoding="utf-8")) | {"title": "둘"}
    data = tmp_path / "alone.json"
    data.write_text(json.dumps(alone), encoding="utf-8")
    run("fill", TEMPLATES / "report.docx", "--data", data, "-o", tmp_path / "alone.docx", "--seed", 1)
    assert (tmp_path / "out" / "report-2.docx").read_bytes() == (tmp_path / "alone.docx").read_bytes()


def test_ctrl_c_leaves_nothing_half_written(tmp_path, letter):
    rows = tmp_path / "many.csv"
    rows.write_text("이름,amount,company\n" + "a,1,b\n" * 300_000, encoding="utf-8")
    command = [BINARY, "fill", letter, "--rows", rows, "-o", tmp_path / "out.zip"]
    process = subprocess.Popen([*map(str, command)], stderr=subprocess.PIPE, text=True)
    waited = time.monotonic() + 60
    while not any(path.name.startswith(".vignette-") and path.stat().st_size for path in tmp_path.iterdir()):
        assert process.poll() is None and time.monotonic() < waited
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1 and "cancelled" in said, said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.docx", "many.csv"]
