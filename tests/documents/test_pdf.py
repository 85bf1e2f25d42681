"""PDF forms, flat and signed ones, and slots: as poppler, qpdf and pyHanko see them."""

import json

import pytest
from conftest import ROOT, TODAY, pdf_text, run, tool, words
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec
from signing import Signer

TEMPLATES = ROOT / "templates"
SAMPLE = TEMPLATES / "application.sample.json"


def filled(template, output, data, *options, check=True):
    values = output.with_suffix(".json")
    values.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return run("fill", template, "--data", values, "-o", output, "--seed", 1, *options, check=check)


def sample():
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def refused(finished, output, *expected):
    assert finished.returncode == 2, finished.stderr
    assert all(word in finished.stderr for word in expected), finished.stderr
    assert "hint:" in finished.stderr and not output.exists()


@pytest.fixture(scope="session")
def signer(tmp_path_factory):
    return Signer(tmp_path_factory.mktemp("signer"))


def test_every_kind_of_field_shows_its_value(tmp_path):
    output = tmp_path / "application.pdf"
    filled(TEMPLATES / "application.pdf", output, sample())
    tool("qpdf", "--check", output)
    text = pdf_text(output)
    for said in ["김하늘", "1 9 9 3 0 4 1 2", "010-1234-5678", "데이터 분석 기초", "제주", "1,250,000", "월간 보고서"]:
        assert words(said) in text, text
    form = PdfFileReader(output.open("rb")).root["/AcroForm"]
    values = {str(field.get_object()["/T"]): field.get_object().get("/V") for field in form["/Fields"]}
    assert values["attendance"] == "/both" and list(values["places"]) == ["seoul", "jeju"]
    needs = next(field.get_object() for field in form["/Fields"] if field.get_object()["/T"] == "needs")
    assert [str(kid.get_object()["/V"]) for kid in needs["/Kids"]] == ["/Yes", "/Off", "/Yes"]


def elements(node):
    """Every element of a structure tree with its kids."""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    for kid in kids:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(kid, "get") and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_a_flat_form_looks_the_same_and_keeps_its_structure(tmp_path):
    form, flat = tmp_path / "form.pdf", tmp_path / "flat.pdf"
    filled(TEMPLATES / "application.pdf", form, sample())
    filled(TEMPLATES / "application.pdf", flat, sample(), "--flatten")
    tool("qpdf", "--check", flat)
    assert pdf_text(flat) == pdf_text(form)
    for path in (form, flat):
        tool("pdftoppm", "-r", 60, "-singlefile", path, path.with_suffix(""))
    assert form.with_suffix(".ppm").read_bytes() == flat.with_suffix(".ppm").read_bytes()
    root = PdfFileReader(flat.open("rb")).root
    page = root["/Pages"]["/Kids"][0].get_object()
    assert "/AcroForm" not in root and "/Annots" not in page
    tree = root["/StructTreeRoot"]
    kinds = [str(element["/S"]) for element in elements(tree)]
    assert kinds.count("/Form") == 16 and kinds.count("/Figure") == 1, kinds
    described = {str(element.get("/A", {}).get("/Role")): element for element in elements(tree) if "/A" in element}
    assert set(described) == {"/tv", "/cb", "/rb"}
    marks = {int(key): value for key, value in zip(*[iter(tree["/ParentTree"]["/Nums"])] * 2)}
    on_page = marks[int(page["/StructParents"])]
    assert list(marks) == [int(page["/StructParents"])], "no key leads to a widget any more"
    for element in elements(tree):
        kids = element["/K"] if isinstance(element["/K"], list) else [element["/K"]]
        for kid in kids:
            kid = kid.get_object() if hasattr(kid, "get_object") else kid
            if hasattr(kid, "get") and "/S" in kid:
                continue
            mark = kid["/MCID"] if hasattr(kid, "get") else kid
            assert on_page[int(mark)].get_object()["/S"] == element["/S"], (mark, element)


@pytest.mark.parametrize("packed", ["disable", "generate"])
@pytest.mark.parametrize("level", [None, 2, 3])
def test_a_signature_that_allows_filling_stays_valid(tmp_path, signer, level, packed):
    template, signed, output = (tmp_path / f"{name}.pdf" for name in ("template", "signed", "output"))
    tool("qpdf", f"--object-streams={packed}", TEMPLATES / "application.pdf", template)
    signer.sign(template, signed, level)
    # pyHanko does not follow the buttons of a radio group, which have no names of their own.
    data = {key: value for key, value in sample().items() if key != "attendance"}
    finished = filled(signed, output, data)
    assert "stays valid" in finished.stderr
    assert output.read_bytes().startswith(signed.read_bytes())
    status = signer.status(output)
    assert status.intact and status.valid and status.trusted and status.bottom_line, status
    assert status.modification_level == ModificationLevel.FORM_FILLING
    assert "김하늘" in pdf_text(output)


def test_what_would_break_a_signature_is_refused(tmp_path, signer):
    output = tmp_path / "output.pdf"
    form = TEMPLATES / "application.pdf"
    certified = signer.sign(form, tmp_path / "certified.pdf", 1)
    refused(filled(certified, output, sample(), check=False), output, "signed", "allow no changes", "Approval")
    locks = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["name"])
    locked = signer.sign(form, tmp_path / "locked.pdf", locks=locks)
    refused(filled(locked, output, sample(), check=False), output, "locks name")
    signed = signer.sign(form, tmp_path / "signed.pdf", 2)
    refused(filled(signed, output, sample(), "--flatten", check=False), output, "flat")
    slots = tmp_path / "slots.json"
    slots.write_text('[{"text": "x", "rect": [10, 10, 50, 10]}]')
    refused(filled(signed, output, sample(), "--slots", slots, check=False), output, "slots")
    finished = filled(signed, output, sample(), "--flatten", "--remove-signatures")
    assert "not signed any more" in finished.stderr
    assert not PdfFileReader(output.open("rb")).embedded_signatures
    tool("qpdf", "--check", output)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_slots_are_filled_on_a_page_without_a_form(tmp_path, town_hall, turn):
    page, output, slots = tmp_path / "page.pdf", tmp_path / "output.pdf", tmp_path / "slots.json"
    tool("qpdf", f"--rotate={turn}", town_hall / "poster.pdf", page)
    wide, high = (297, 210) if turn % 180 else (210, 297)
    places = [
        {"name": "note", "rect": [10, 10, 80, 12], "font_size": 16, "colour": "#C02020", "align": "right"},
        {"name": "stamp", "kind": "picture", "rect": [wide - 50, high - 50, 40, 40], "fit": "contain"},
    ]
    slots.write_text(json.dumps(places))
    data = {"note": "대외비 초안", "stamp": {"prompt": "a seal", "alt": "회사 직인"}}
    filled(page, output, data, "--slots", slots)
    assert output.read_bytes().startswith(page.read_bytes())
    tool("qpdf", "--check", output)
    found = tool("pdftotext", "-bbox", output, "-").splitlines()
    word = next(line for line in found if "대외비" in line)
    place = {key: float(word.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin", "xMax", "yMax")}
    points = 72 / 25.4
    assert 10 * points < place["xMin"] < place["xMax"] < 90 * points, word
    assert 9 * points < place["yMin"] < place["yMax"] < 22 * points, word  # the box of a font is taller than its letters
    text = pdf_text(output)
    assert "타운홀" in text
    described = [element.get("/Alt") for element in elements(PdfFileReader(output.open("rb")).root["/StructTreeRoot"])]
    assert described[-2:] == [None, "회사 직인"], described


def test_slots_may_stand_in_the_data(tmp_path, town_hall):
    output = tmp_path / "output.pdf"
    data = {"who": "김하늘", "$slots": [{"text": "{{ who }} 귀하", "rect": [10, 10, 80, 12]}]}
    filled(town_hall / "poster.pdf", output, data)
    assert "김하늘 귀하" in pdf_text(output)
    data["$slots"][0]["page"] = 3
    output = tmp_path / "refused.pdf"
    refused(filled(town_hall / "poster.pdf", output, data, check=False), output, "no page 3", "millimetres")


def boxes(path):
    lines = [line.split() for line in tool("pdfinfo", "-box", path).splitlines() if "Box:" in line]
    return {words[0].rstrip(":"): [float(number) for number in words[1:]] for words in lines}


def test_a_poster_for_a_printer_has_bleed_and_marks_and_the_same_words(tmp_path, town_hall):
    output = tmp_path / "poster.pdf"
    prompt = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"
    run("design", prompt, "-o", output, "--seed", 7, "--today", TODAY, "--bleed", "3mm", "--crop-marks")
    tool("qpdf", "--check", output)
    assert pdf_text(output) == pdf_text(town_hall / "poster.pdf")
    found = boxes(output)
    millimetre = 72 / 25.4
    width, height = 210 * millimetre, 297 * millimetre
    for name, room in [("TrimBox", 0), ("BleedBox", 3), ("MediaBox", 10)]:
        expected = [-room * millimetre, -room * millimetre, width + room * millimetre, height + room * millimetre]
        assert all(abs(one - two) < 0.02 for one, two in zip(found[name], expected)), (name, found[name], expected)
    xmp = tool("pdfinfo", "-meta", output)
    assert "<pdfuaid:part>1" in xmp and "<pdfaid:part>2" in xmp


def test_bleed_without_a_pdf_or_out_of_measure_is_refused(tmp_path):
    for options in (["-o", "x.png", "--bleed", "3mm"], ["-o", "x.pdf", "--bleed", "30mm"], ["-o", "x.pdf", "--bleed", "wide"]):
        finished = run("design", "poster", *options, check=False)
        assert finished.returncode == 2 and "panicked" not in finished.stderr, finished.stderr
