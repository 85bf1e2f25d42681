"""Documents written from Markdown and JSON, as python-docx, LibreOffice, the Open XML SDK and other checkers read them."""

import json
import subprocess

import docx
import pptx
import pytest
from conftest import ROOT, pdf_pages, pdf_text, run, tool
from docx.oxml.ns import qn
from pptx.enum.shapes import PP_PLACEHOLDER
from test_schema import findings

TEXTS = ROOT / "templates/text"
NAMES = ["report.md", "report.en.md", "minutes.md", "letter.en.md"]
DECKS = ["deck.md", "report.en.md", "minutes.md"]


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    for name in NAMES:
        paths = [folder / name.replace(".md", ending) for ending in (".docx", ".pdf")]
        run("write", TEXTS / name, "-o", paths[0], "-o", paths[1], "--seed", 7)
    for name in DECKS:
        run("write", TEXTS / name, "-o", folder / name.replace(".md", ".pptx"), "--seed", 7)
    return folder


FILES = [name.replace(".md", ".docx") for name in NAMES] + [name.replace(".md", ".pptx") for name in DECKS]


@pytest.mark.parametrize("name", FILES)
def test_no_checker_finds_anything(written, tmp_path, name):
    document = written / name
    assert findings(document, tmp_path) == []
    for checker in (["openxml-audit"], ["ooxml-integrity", "check"]):
        program = ROOT / ".venv/bin" / checker[0]
        checked = subprocess.run([program, *checker[1:], document], capture_output=True, text=True, timeout=120)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def styles(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_python_docx_reads_headings_lists_tables_and_pictures(written):
    document = docx.Document(written / "report.docx")
    found = styles(document)
    assert ("Title", "2026년 3분기 고객 경험 보고서") in found
    assert [text for style, text in found if style == "Heading 1"] == ["요약", "측정 기준", "다음 단계"]
    assert ("List Number", "급한 문의는 먼저 알립니다.") in found
    assert ("List Bullet 2", "요금, 고장, 이사, 가입, 해지, 기타") in found
    assert ("Caption", "그림 1. 분기별 고객 만족도") in found
    assert any(style == "Quote" for style, _ in found)
    table = document.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["수도권", "8,120", "4.2", "4.7", "자동 분류 적용"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    alts = [properties.get("descr") for properties in document.element.body.iter(qn("wp:docPr"))]
    assert alts == ["바다와 낮게 뜬 해: ‘바다 위로 떠오르는 해와 등대’ 그림", "점점 높아지는 막대와 성장 곡선: ‘상승하는 막대그래프’ 그림"]
    properties = document.core_properties
    assert (properties.title, properties.author) == ("2026년 3분기 고객 경험 보고서", "서비스기획팀 박지훈")
    assert properties.language == "ko-KR"


def test_fields_show_what_they_say_before_they_are_updated(written):
    document = docx.Document(written / "report.en.docx")
    text = "".join(node.text for node in document.element.body.iter(qn("w:instrText")))
    assert "TOC" in text and "SEQ Figure" in text and "SEQ Table" in text
    entries = [text for style, text in styles(document) if style.startswith("toc")] or [
        "".join(node.text for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
        if (style := paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) is not None
        and style.get(qn("w:val")).startswith("TOC")
    ]
    assert "2.1 How it was measured" in entries
    footer = "".join(node.text for node in document.sections[0].footer._element.iter(qn("w:instrText")))
    assert footer.split() == ["PAGE", "NUMPAGES"]


def test_libreoffice_prints_all_of_it(written, as_pdf):
    printed = pdf_text(as_pdf(written / "report.docx"))
    for words in ["목차", "그림 1.", "표 1.", "야간 상담", "수도권과 부산의 상담", "☒"]:
        assert words in printed, words
    assert pdf_pages(as_pdf(written / "minutes.docx")) == 1
    assert pdf_pages(as_pdf(written / "letter.en.docx")) == 1


def test_minutes_name_people_decisions_and_tasks(written):
    document = docx.Document(written / "minutes.docx")
    facts, actions = document.tables
    said = {row.cells[0].text: row.cells[1].text for row in facts.rows}
    assert said["참석"] == "박지훈, 이수민, 김도윤, 최하은, 정우진, 한예린"
    assert [cell.text for cell in actions.rows[1].cells] == ["결제 모듈 최종 점검 결과 공유", "김도윤", "12월 4일", "진행"]


def shapes(slide, kind):
    return [shape for shape in slide.placeholders if shape.placeholder_format.type == kind]


def test_python_pptx_reads_slides_placeholders_tables_pictures_and_notes(written):
    deck = pptx.Presentation(written / "deck.pptx")
    slides = list(deck.slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:4] == ["신규 서비스 출시 계획", "왜 지금인가", "고객이 기다리고 있습니다", "준비는 끝났습니다"]
    layouts = [slide.slide_layout.name for slide in slides]
    assert layouts[:4] == ["Title Slide with Picture", "Section Header", "Title and Content", "Text and Picture"]
    body = shapes(slides[2], PP_PLACEHOLDER.OBJECT)[0].text_frame
    assert [(paragraph.level, paragraph.text) for paragraph in body.paragraphs][1:3] == [
        (0, "절반은 밤 9시 이후에 들어왔습니다"),
        (1, "상담원이 없는 시간입니다"),
    ]
    assert "10월 말 기준" in slides[2].notes_slide.notes_text_frame.text
    picture = shapes(slides[3], PP_PLACEHOLDER.PICTURE)[0]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "로켓 발사"
    table = next(shape.table for shape in slides[5].shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells] == ["개발", "1,200", "800", "400", "400"]
    colours = [node.get("val") for slide in slides for node in slide._element.iter("{*}schemeClr")]
    plain = [node for slide in slides for node in slide._element.iter("{*}srgbClr")]
    assert colours and not plain, "colours of slides come from the theme"


def test_libreoffice_shows_every_slide_once(written, as_pdf):
    deck = written / "deck.pptx"
    assert pdf_pages(as_pdf(deck)) == len(pptx.Presentation(deck).slides)


def test_the_same_text_and_seed_give_the_same_bytes(written, tmp_path):
    run("write", TEXTS / "report.md", "-o", tmp_path / "again.docx", "--seed", 7)
    assert (tmp_path / "again.docx").read_bytes() == (written / "report.docx").read_bytes()


def test_json_minutes_of_the_template_are_minutes_too(tmp_path):
    data = json.loads((ROOT / "templates/minutes.sample.json").read_text())
    (tmp_path / "minutes.json").write_text(json.dumps({"kind": "minutes", **data}))
    run("write", tmp_path / "minutes.json", "-o", tmp_path / "minutes.docx", "--seed", 1)
    headings = [text for style, text in styles(docx.Document(tmp_path / "minutes.docx")) if style == "Heading 1"]
    assert headings == ["안건과 논의", "결정 사항", "할 일", "다음 회의"]


WRONG = {
    "too long": ("word " * 2_200_000, "MiB of text"),
    "too wide": ("|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n", "10000 columns"),
    "remote picture": ("![a](https://example.com/a.png)", "line 1: a picture on the network"),
    "missing picture": ("![a](none.png)", "none.png could not be read"),
    "empty": ("", "it says nothing"),
    "not UTF-8": (b"\xff\xfe", "not UTF-8"),
    "bad header": ("---\nlanguage: fr\n---\n", "line 2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_written_is_said_with_its_place(tmp_path, name):
    text, expected = WRONG[name]
    (tmp_path / "in.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    finished = run("write", tmp_path / "in.md", "-o", tmp_path / "out.docx", check=False)
    assert finished.returncode == 2 and expected in finished.stderr, finished.stderr
    assert "hint:" in finished.stderr
    assert not (tmp_path / "out.docx").exists()


HARD = {
    "deep quotes": "> " * 5_000 + "deep",
    "deep lists": "".join(" " * (2 * depth) + "- x\n" for depth in range(300)),
    "control characters": "a\x01b\x0bc\x1b[0m",
    "emoji": "# 👩‍👩‍👧 🇰🇷 ☎️\n\ntext 🎉",
    "right to left": "# שלום עולם\n\nمرحبا بالعالم 123 **غامق**\n\n- واحد\n- اثنان\n\n|א|ב|\n|-|-|\n|1|2|\n",
    "only a title": "# Only a title",
    "no headings": "one\n\ntwo",
    "huge table": "|a|b|c|\n|-|-|-|\n" + "|x|1|y|\n" * 5_000,
    "many columns": "|a" * 63 + "|\n" + "|-" * 63 + "|\n" + "|x" * 63 + "|\n",
    "html": "<div>a <b>b</b></div>\n\n<script>alert(1)</script>\n\ntext<br>more <!-- x -->",
    "table after table": "|a|\n|-|\n|x|\n\n|b|\n|-|\n|y|\n",
    "notes": "a[^1] b[^1] c[^2]\n\n[^1]: one\n[^2]: two\n\n    more\n[^3]: unused\n",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_become_good_documents(tmp_path, name):
    (tmp_path / "in.md").write_text(HARD[name])
    run("write", tmp_path / "in.md", "-o", tmp_path / "out.docx", "--seed", 1)
    docx.Document(tmp_path / "out.docx")
    assert findings(tmp_path / "out.docx", tmp_path) == []
    slides = run("write", tmp_path / "in.md", "-o", tmp_path / "out.pptx", "--seed", 1, check=False)
    if slides.returncode == 0:
        pptx.Presentation(tmp_path / "out.pptx")
        assert findings(tmp_path / "out.pptx", tmp_path) == []
    else:
        assert "a deck has at most" in slides.stderr, slides.stderr


def roles_of(path):
    """The names of the structure's elements in reading order, as poppler prints them, their titles in UTF-16."""
    printed = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, timeout=60).stdout
    return [line.split()[0].rstrip(b":").decode() for line in printed.splitlines() if line.strip()]


def test_a_pdf_is_tagged_paged_and_says_the_same(written):
    report = written / "report.pdf"
    info = " ".join(tool("pdfinfo", report).split())
    assert pdf_pages(report) == 3 and "Tagged: yes" in info and "PDF version: 1.7" in info
    text = pdf_text(report)
    for said in ["목차", "그림 1.", "표 1.", "야간 상담", "수도권과 부산의 상담", "2/3", "3/3"]:
        assert said in text.replace(" / ", "/"), said
    roles = roles_of(report)
    for role in ["H1", "H2", "H3", "TOC", "TOCI", "Link", "Figure", "Caption", "Table", "THead", "TH", "TD", "L", "LI",
                 "Lbl", "LBody", "BlockQuote", "Code", "Reference", "Note"]:
        assert role in roles, role
    assert roles.count("TR") == 5 and roles.count("TD") == 20
    fonts = [line.split() for line in tool("pdffonts", report).splitlines()[2:]]
    assert fonts and all("+" in font[0] and font[-5:-2] == ["yes", "yes", "yes"] for font in fonts), fonts
    tool("qpdf", "--check", report)
    assert pdf_pages(written / "minutes.pdf") == 1 and pdf_pages(written / "letter.en.pdf") == 1
    run("write", TEXTS / "report.md", "-o", report.with_name("again.pdf"), "--seed", 7)
    assert report.with_name("again.pdf").read_bytes() == report.read_bytes()


def test_a_long_table_repeats_its_head_on_every_page_and_reads_it_once(tmp_path):
    rows = "".join(f"| {number} | {number * 1000:,} |\n" for number in range(1, 121))
    (tmp_path / "in.md").write_text(f"# 표\n\n| 번호 | 금액 |\n|---|---|\n{rows}\n끝[^1]\n\n[^1]: 각주\n")
    run("write", tmp_path / "in.md", "-o", tmp_path / "out.pdf", "--seed", 1)
    pages = pdf_pages(tmp_path / "out.pdf")
    printed = [tool("pdftotext", "-f", page, "-l", page, tmp_path / "out.pdf", "-") for page in range(1, pages + 1)]
    assert pages >= 3 and all("금액" in page for page in printed)
    assert "각주" in printed[-1] and f"{pages}/{pages}" in printed[-1].replace(" / ", "/")
    roles = roles_of(tmp_path / "out.pdf")
    assert (roles.count("TH"), roles.count("TD"), roles.count("Note")) == (2, 240, 1)


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_become_good_pdfs(tmp_path, name):
    (tmp_path / "in.md").write_text(HARD[name])
    run("write", tmp_path / "in.md", "-o", tmp_path / "out.pdf", "--seed", 1)
    tool("qpdf", "--check", tmp_path / "out.pdf")


def test_what_no_font_has_is_a_box_that_says_what_it_is(tmp_path):
    (tmp_path / "in.md").write_text("# 보고\n\n점검 \u0378 끝\n")
    finished = run("write", tmp_path / "in.md", "-o", tmp_path / "out.pdf", "--seed", 1)
    assert "no installed font has \u0378" in finished.stderr
    text = tool("pdftotext", tmp_path / "out.pdf", "-")
    assert "\u0378" in text and "□" not in text, text


def commands():
    """The commands of the guide that name files which lie here."""
    text = (ROOT / "docs/documents.md").read_text()
    lines = [line.split("#")[0].split() for line in text.splitlines() if line.startswith("vignette ")]
    return [line[1:] for line in lines if any(word.startswith("templates/") for word in line)]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_the_commands_of_the_guide_work(tmp_path, command):
    outputs = [at + 1 for at, word in enumerate(command) if word == "-o"]
    command = [tmp_path / word if at in outputs else word for at, word in enumerate(command)]
    run(*command)
    assert outputs and all(command[at].stat().st_size > 5_000 for at in outputs)
