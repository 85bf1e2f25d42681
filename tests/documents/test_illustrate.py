"""Finished reports and decks, illustrated: nothing is lost, captions count on, pictures touch nothing."""

import json
import zipfile

import docx
import finished
import pytest
from conftest import pdf_text, run
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx import Presentation
from test_schema import findings

# What may differ in an illustrated document, beside new media.
TOUCHED = ("word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "ppt/slides/")


@pytest.fixture(scope="module")
def korean(tmp_path_factory):
    return finished.korean_report(tmp_path_factory.mktemp("korean") / "보고서.docx")


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    return finished.english_report(tmp_path_factory.mktemp("english") / "report.docx")


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    return finished.deck(tmp_path_factory.mktemp("deck") / "deck.pptx")


def illustrate(source, folder, *options):
    output = folder / f"illustrated{source.suffix}"
    run("illustrate", source, "-o", output, "--seed", 7, *options)
    return output


def plan(source, *options):
    return json.loads(run("illustrate", source, "--plan", "--seed", 7, *options).stdout)


def paragraphs(path):
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


def is_subsequence(short, long):
    rest = iter(long)
    return all(item in rest for item in short)


def untouched(before, after):
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        for name in old.namelist():
            if not name.startswith(TOUCHED):
                assert old.read(name) == new.read(name), name
        added = set(new.namelist()) - set(old.namelist())
        assert all("/media/" in name or name.endswith(".rels") for name in added), added


def own_caption(document, label):
    """What the document's own caption says after its number."""
    return next(text.split(". ", 1)[1] for text in paragraphs(document) if text.startswith(f"{label} 1"))


@pytest.mark.parametrize(("name", "label"), [("korean", "그림"), ("english", "Figure")])
def test_a_report_keeps_its_text_and_counts_its_captions(request, tmp_path, as_pdf, name, label):
    source = request.getfixturevalue(name)
    output = illustrate(source, tmp_path, "--pictures", 5)
    untouched(source, output)
    captions = [text for text in paragraphs(output) if text.startswith(f"{label} ")]
    moved = next(number for number, text in enumerate(captions, 1) if text.endswith(own_caption(source, label)))
    own = [text.replace(f"See {label} 1 ", f"See {label} {moved} ") for text in paragraphs(source)]
    assert is_subsequence([text for text in own if not text.startswith(label)], paragraphs(output))
    assert len(captions) >= 4
    for number, caption in enumerate(captions, 1):
        assert caption.startswith(f"{label} {number}. "), captions
    document = docx.Document(output)
    alts = [node.get("descr") for node in document.element.iter(qn("wp:docPr")) if node.get("descr")]
    assert len(alts) == len(captions) - 1 and len(set(alts)) == len(alts), alts
    assert all(("삽화" if label == "그림" else "Illustration") in alt for alt in alts), alts
    ids = [node.get("id") for node in document.element.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids))
    printed = pdf_text(as_pdf(output)).replace(" ", "")
    assert all(text.replace(" ", "") in printed for text in captions), printed
    assert findings(output, tmp_path) == []


def test_pictures_stand_after_paragraphs_of_text(korean, tmp_path):
    body = docx.Document(illustrate(korean, tmp_path, "--pictures", 8)).element.body
    for drawing in body.iter(qn("wp:docPr")):
        if not drawing.get("descr"):
            continue
        paragraph = next(node for node in drawing.iterancestors() if node.tag == qn("w:p"))
        assert paragraph.getparent() is body
        before, caption, after = paragraph.getprevious(), paragraph.getnext(), paragraph.getnext().getnext()
        styles = [node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") for node in (before, caption, after)]
        before, caption, after = ["" if style is None else style.get(qn("w:val")) for style in styles]
        assert before in ("", "Normal") and caption == "Caption" and not after.startswith("List"), (before, after)
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_two_narrow_columns_get_pictures_of_their_width(tmp_path, as_pdf):
    source = finished.report(tmp_path / "two.docx", "소식", "홍보실", finished.KOREAN, columns=2)
    output = illustrate(source, tmp_path)
    widths = [node.get("cx") for node in docx.Document(output).element.iter(qn("wp:extent"))]
    column = (16.0 / 2.54 * 1440 - 500) / 2 * 635
    assert any(abs(int(width) - column) < 20_000 for width in widths), (widths, column)
    as_pdf(output)


def test_the_plan_can_be_edited_and_applied(korean, tmp_path):
    made = plan(korean, "--pictures", 4)
    assert made["language"] == "ko" and made["palette"]["primary"] == "4F81BD"
    assert any("참고문헌" in entry["heading"] for entry in made["skipped"])
    assert [entry["prompt"] for entry in made["pictures"]] == [
        entry["prompt"] for entry in plan(korean, "--pictures", 4)["pictures"]
    ]
    made["pictures"] = made["pictures"][-1:]
    made["pictures"][0] |= {"prompt": "잔잔한 바다", "alt": "잔잔한 바다를 그린 삽화", "caption": "다시 쓴 설명"}
    edited = tmp_path / "plan.json"
    edited.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    output = illustrate(korean, tmp_path, "--apply", edited)
    assert len([text for text in paragraphs(output) if text.endswith("다시 쓴 설명")]) == 1
    other = finished.report(tmp_path / "other.docx", "다른 문서", "아무개", finished.KOREAN[3:])
    refused = run("illustrate", other, "-o", tmp_path / "no.docx", "--apply", edited, check=False)
    assert refused.returncode == 2 and "picture-4" in refused.stderr and "hint:" in refused.stderr
    assert not (tmp_path / "no.docx").exists()


def rectangles(slide):
    return [(shape, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes]


def test_a_deck_gets_pictures_where_nothing_is(deck, tmp_path, as_pdf):
    output = illustrate(deck, tmp_path)
    untouched(deck, output)
    old, new = Presentation(deck), Presentation(output)
    added = {}
    for number, (before, after) in enumerate(zip(old.slides, new.slides, strict=True), 1):
        names = {shape.shape_id for shape in before.shapes}
        added[number] = [shape for shape in after.shapes if shape.shape_id not in names]
        texts = [shape.text_frame.text for shape in before.shapes if shape.has_text_frame and shape.text_frame.text]
        kept = [shape.text_frame.text for shape in after.shapes if shape.has_text_frame and shape.text_frame.text]
        assert texts == kept
    assert [number for number, shapes in added.items() if shapes] == [2, 3]
    fourth = {shape.placeholder_format.type: shape for shape in new.slides[3].placeholders}
    assert any("PICTURE" in str(kind) and hasattr(shape, "image") for kind, shape in fourth.items()), fourth
    last = [shape for shape in new.slides[7].placeholders if hasattr(shape, "image")]
    assert len(last) == 1 and last[0].width / last[0].height == pytest.approx(last[0].image.size[0] / last[0].image.size[1], 0.02)
    with zipfile.ZipFile(deck) as one, zipfile.ZipFile(output) as two:
        for number in (1, 5, 6, 7):
            assert one.read(f"ppt/slides/slide{number}.xml") == two.read(f"ppt/slides/slide{number}.xml")
    for number in (2, 3):
        [picture] = added[number]
        title = new.slides[number - 1].shapes.title
        assert picture.top >= title.top + title.height
        assert 0 < picture.left and picture.left + picture.width < new.slide_width
        assert picture.top + picture.height < new.slide_height
        assert picture._element.nvPicPr.cNvPr.get("descr").endswith(title.text_frame.text)
    own = findings(deck, tmp_path)
    assert [finding for finding in findings(output, tmp_path) if finding not in own] == []
    as_pdf(output)


def with_settings(path, name):
    document = docx.Document()
    document.add_heading("매출 현황", 1)
    document.add_paragraph("매출이 크게 늘었다. " * 40)
    element = OxmlElement(name)
    if name == "w:documentProtection":
        element.set(qn("w:edit"), "readOnly")
        element.set(qn("w:enforcement"), "1")
    document.settings.element.insert(0, element)
    document.save(path)
    return path


def test_tracked_changes_are_noted(tmp_path):
    source = with_settings(tmp_path / "tracked.docx", "w:trackRevisions")
    assert any("tracks changes" in note for note in plan(source)["notes"])


@pytest.mark.parametrize(("make", "sentence", "hint"), [
    (lambda path: with_settings(path, "w:documentProtection"), "the document is locked", "unlock it"),
    (lambda path: docx.Document().save(path), "nothing was changed", "--plan"),
    (lambda path: path.write_bytes(b"%PDF-1.7 %%EOF"), "a PDF cannot be illustrated", "DOCX or PPTX"),
    (lambda path: path.write_bytes(b""), "not a DOCX", "pass a .docx"),
])
def test_what_cannot_be_illustrated_is_refused_and_nothing_is_written(tmp_path, make, sentence, hint):
    source, output = tmp_path / "in.docx", tmp_path / "out.docx"
    make(source)
    refused = run("illustrate", source, "-o", output, check=False)
    assert refused.returncode == 2 and sentence in refused.stderr and hint in refused.stderr, refused.stderr
    assert not output.exists()
