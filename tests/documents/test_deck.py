"""The presentation template, filled and opened by other people's programs."""

import json
import sys
import zipfile
from pathlib import Path

import pptx
import pytest
from conftest import ROOT, pdf_pages, pdf_text, run, tool, words
from pptx.util import Emu
from test_schema import findings

TEMPLATE = ROOT / "templates/deck.pptx"


@pytest.fixture(scope="module", params=["", ".en"], ids=["korean", "english"])
def filled(request, tmp_path_factory):
    """The filled presentation and the data it was filled with."""
    sample = ROOT / f"templates/deck.sample{request.param}.json"
    output = tmp_path_factory.mktemp("deck") / "deck.pptx"
    run("fill", TEMPLATE, "--data", sample, "-o", output, "--seed", 1)
    return output, json.loads(sample.read_text(encoding="utf-8"))


def texts(shapes):
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        if shape.has_chart:
            yield shape.chart.chart_title.text_frame.text


def test_each_section_has_its_slide(filled):
    output, data = filled
    slides = pptx.Presentation(output).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]
    sections = [section["title"] for section in data["sections"]]
    assert titles[2:5] == sections and len(slides) == 8, titles
    for section, slide in zip(data["sections"], list(slides)[2:5]):
        said = list(texts(slide.shapes))
        assert section["lead"] in said and "\n".join(section["points"]) in said, said
        assert slide.notes_slide.notes_text_frame.text == section["lead"]
        assert slide.notes_slide.part.rels and slide.part.slide_id >= 256
    everything = " ".join(text for slide in slides for text in texts(slide.shapes))
    assert "{{" not in everything and "{%" not in everything
    assert all(kpi["now"] in everything for kpi in data["kpis"]) and data["chart_title"] in everything


def test_each_section_has_a_picture_of_its_own_in_the_layouts_frame(filled):
    output, data = filled
    slides = list(pptx.Presentation(output).slides)[2:5]
    shown = []
    for section, slide in zip(data["sections"], slides):
        (picture,) = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 13]
        assert isinstance(picture, pptx.shapes.placeholder.PlaceholderPicture)
        assert picture._element.nvPicPr.cNvPr.get("descr") == section["picture"]["alt"]
        frame = picture.width / picture.height
        across, down = picture.image.size
        seen = across * (1 - picture.crop_left - picture.crop_right) / (down * (1 - picture.crop_top - picture.crop_bottom))
        assert abs(seen / frame - 1) < 0.01, "the picture is bent"
        shown.append(picture.image.sha1)
    assert len(set(shown)) == 3
    assert Emu(slides[0].part.package.presentation_part.presentation.slide_width).inches > 13


def test_every_program_opens_it(filled, as_pdf):
    output, data = filled
    printed = as_pdf(output)
    assert pdf_pages(printed) == 8
    said = pdf_text(printed).replace(" ", "")
    wanted = [data["title"], data["closing"], data["chart_title"], data["sections"][2]["points"][0]]
    assert all(words(text).replace(" ", "") in said for text in wanted), said


@pytest.mark.parametrize("path", ["template", "filled"])
def test_no_checker_finds_anything(filled, tmp_path, path):
    path = TEMPLATE if path == "template" else filled[0]
    assert findings(path, tmp_path) == []
    audit = tool(Path(sys.executable).with_name("openxml-audit"), path)
    assert "Errors: 0" in audit, audit


def test_ids_are_unique_and_every_part_is_used(filled):
    output, _ = filled
    with zipfile.ZipFile(output) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        rels = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
        lost = [name for name in names if "/_rels/" not in name and not name.startswith(("[", "_")) and name.split("/")[-1] not in rels]
        assert not lost, lost
