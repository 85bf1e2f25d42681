"""The poster of the README, opened by other people's programs."""

import hashlib
import sys
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pptx
import pytest
from conftest import TODAY, brief, pdf_pages, pdf_text, run, tool, words
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

SAID = ["전사 타운홀", "11월 26일", "대회의실"]
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def check_says(text, expected=SAID):
    missing = [said for said in expected if said not in text]
    assert not missing, f"{missing} not in: {text}"


def test_pdf_has_the_words_live_tagged_and_with_embedded_fonts(town_hall):
    poster = town_hall / "poster.pdf"
    check_says(pdf_text(poster))
    assert pdf_pages(poster) == 1
    tool("qpdf", "--check", poster)
    assert "Tagged:          yes" in tool("pdfinfo", poster)
    fonts = tool("pdffonts", poster).splitlines()[2:]
    assert fonts and all(" yes yes yes " in font for font in fonts), fonts  # embedded, subset, with Unicode


@pytest.mark.parametrize("name", ["poster.docx", "poster.pptx"])
def test_libreoffice_prints_the_same_words_on_one_page(town_hall, as_pdf, name):
    printed = as_pdf(town_hall / name)
    # LibreOffice leaves a gap between digits and Hangul, which pdftotext reads as a space.
    text = pdf_text(printed).replace(" ", "")
    check_says(text, [said.replace(" ", "") for said in SAID])
    assert pdf_pages(printed) == 1
    assert Counter(text) == Counter(pdf_text(town_hall / "poster.pdf").replace(" ", ""))


def test_python_docx_reads_the_words_and_the_alt_text(town_hall):
    document = docx.Document(town_hall / "poster.docx")
    text = words(" ".join(node.text or "" for node in document.element.iter("{*}t")))
    check_says(text)
    pictures = [node.get("descr") for node in document.element.iter(DRAWING) if node.get("descr")]
    assert any("전사 타운홀" in alt for alt in pictures), pictures
    assert document.core_properties.title == "전사 타운홀"


def test_python_pptx_reads_the_words_and_the_alt_text(town_hall):
    slides = pptx.Presentation(town_hall / "poster.pptx").slides
    assert len(slides) == 1
    shapes = list(slides[0].shapes)
    check_says(words(" ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)))
    alts = [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes if shape.shape_type == 13]
    assert any("전사 타운홀" in (alt or "") for alt in alts), alts
    assert slides[0].shapes.title.text_frame.text == "전사 타운홀"


def test_text_has_the_colours_of_the_theme_and_one_reading_order(town_hall):
    slide = pptx.Presentation(town_hall / "poster.pptx").slides[0]
    texts = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    colours = [node for shape in texts for run in shape._element.iter("{*}rPr") for node in run.iter("{*}srgbClr")]
    assert colours == []
    document = docx.Document(town_hall / "poster.docx")
    plain = [node for node in document.element.body.iter(qn("w:color")) if node.get(qn("w:themeColor")) is None]
    assert plain == []
    said = [line for shape in texts for line in shape.text_frame.text.split("\n")]
    assert said == [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_powerpoint_can_insert_the_slide(town_hall):
    """insertSlidesFromBase64 wants a whole presentation; nothing in it may lead outside."""
    deck = pptx.Presentation(town_hall / "poster.pptx")
    assert (len(deck.slides), len(deck.slide_masters), len(deck.slide_layouts)) == (1, 1, 1)
    with zipfile.ZipFile(town_hall / "poster.pptx") as package:
        names = package.namelist()
        relations = [package.read(name).decode() for name in names if name.endswith(".rels")]
        assert "ppt/theme/theme1.xml" in names and not any("External" in text for text in relations)


@pytest.mark.parametrize("name", ["poster.docx", "poster.pptx"])
def test_every_id_is_its_own_and_every_part_is_well_formed(town_hall, name):
    with zipfile.ZipFile(town_hall / name) as package:
        assert package.testzip() is None
        for part in package.namelist():
            if not part.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(package.read(part))
            ids = [node.get("id") for node in tree.iter(DRAWING, "{*}cNvPr") if node.get("id")]
            assert len(ids) == len(set(ids)), f"{part}: {Counter(ids).most_common(3)}"


@pytest.mark.parametrize("name", ["poster.docx", "poster.pptx"])
def test_the_open_xml_audit_finds_nothing(town_hall, name):
    found = tool(Path(sys.executable).with_name("openxml-audit"), town_hall / name)
    assert "Errors: 0" in found, found


def test_svg_text_is_text(town_hall):
    root = etree.parse(town_hall / "poster.svg").getroot()
    text = words(" ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")))
    check_says(text)


def test_png_has_the_pixels_of_the_paper(town_hall):
    with Image.open(town_hall / "poster.png") as picture:
        assert picture.size == (1240, 1754)
        assert "algorithmicMedia" in picture.info["XML:com.adobe.xmp"]


def test_the_same_seed_gives_the_same_bytes(tmp_path, town_hall):
    prompt = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"
    for name in ["poster.png", "poster.svg", "poster.pdf", "poster.docx", "poster.pptx"]:
        run("design", prompt, "-o", tmp_path / name, "--seed", 7, "--today", TODAY)
        digests = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for folder in (tmp_path, town_hall)]
        assert digests[0] == digests[1], name


def test_an_english_poster_says_its_words(tmp_path):
    prompt = "Design a poster for the Annual Town Hall on November 26 at 3pm in the main auditorium"
    run("design", prompt, "-o", tmp_path / "poster.pdf", "--seed", 3, "--today", TODAY)
    text = pdf_text(tmp_path / "poster.pdf")
    check_says(text, ["November 26"])
    check_says(text.lower(), ["annual town hall", "main auditorium"])


def test_a_slide_picture_has_the_size_that_was_asked_for(tmp_path):
    output = tmp_path / "growth.png"
    run("design", "make an image for my slide about quarterly growth", "--size", "1920x1080", "-o", output)
    with Image.open(output) as picture:
        assert picture.size == (1920, 1080)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 50, "the picture is empty"


def test_an_invitation_becomes_a_poster(tmp_path):
    invitation = tmp_path / "invite.ics"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261101T000000Z",
        "DTSTART;TZID=Asia/Seoul:20261126T150000", "DTEND;TZID=Asia/Seoul:20261126T170000", "SUMMARY:전사 타운홀",
        "LOCATION:대회의실", "ORGANIZER;CN=인사팀:mailto:hr@example.com", "END:VEVENT", "END:VCALENDAR", "",
    ]
    invitation.write_text("\r\n".join(lines), encoding="utf-8")
    run("design", "포스터 만들어줘", "--invite", invitation, "-o", tmp_path / "poster.pdf", "--today", TODAY)
    check_says(pdf_text(tmp_path / "poster.pdf"), [*SAID, "인사팀"])


def test_the_brief_of_the_readme():
    understood = brief("회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀")
    expected = {
        "intent": "poster", "language": "ko", "title": "전사 타운홀", "date": "2026-11-26", "time": "15:00",
        "place": "대회의실", "host": None, "style": None, "count": None, "size": None,
    }
    assert {name: understood[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["", "-o", "x.png"], "prompt"),
        (["a cat", "-o", "x.png", "--size", "0x100"], "0x100"),
        (["a cat", "-o", "x.png", "--size", "9000x9000"], "9000x9000"),
        (["a cat", "-o", "x.png", "--intent", "statue"], "statue"),
        (["a cat", "-o", "x.png", "--model", "nothing-1"], "nothing-1"),
        (["a cat", "-o", "x.gif"], "x.gif"),
        (["a cat", "-o", "x.png", "--invite", "missing.ics"], "missing.ics"),
        (["포스터 만들어줘: 로고\ue123의 밤", "-o", "x.png"], "U+E123"),
    ],
)
def test_bad_input_gets_a_sentence_a_hint_and_no_file(tmp_path, arguments, named):
    arguments = [tmp_path / word if word.startswith("x.") else word for word in arguments]
    finished = run("design", *arguments, check=False)
    assert finished.returncode == 2, finished.stderr
    assert named in finished.stderr and "hint:" in finished.stderr and "panicked" not in finished.stderr
    assert list(tmp_path.iterdir()) == []
