"""Our templates, filled and opened by other people's programs."""

import json
import zipfile
from collections import Counter

import docx
import pytest
from conftest import ROOT, pdf_pages, pdf_text, run, tool, words
from lxml import etree

TEMPLATES = ROOT / "templates"


@pytest.mark.parametrize("name", ["report.docx", "minutes.docx", "poster.docx", "poster.pdf"])
def test_a_template_is_filled_with_its_sample(tmp_path, as_pdf, name):
    sample = TEMPLATES / f"{name.split('.')[0]}.sample.json"
    output = tmp_path / name
    run("fill", TEMPLATES / name, "--data", sample, "-o", output, "--seed", 1)
    printed = as_pdf(output) if name.endswith("docx") else output
    text = pdf_text(printed)
    assert "{{" not in text and "{%" not in text, text
    said = [value for value in json.loads(sample.read_text(encoding="utf-8")).values() if isinstance(value, str)]
    missing = [value for value in said if words(value).replace(" ", "") not in text.replace(" ", "")]
    assert not missing, f"{missing} not in: {text}"


@pytest.mark.parametrize(
    ("data", "output", "said"),
    [
        ('["a"]', "out.docx", "holds no object"),
        ('{"a": 1,}', "out.docx", "is not JSON: trailing comma at line 1"),
        (None, "out.pdf", "the result is a docx document"),
    ],
)
def test_what_was_mixed_up_is_said(tmp_path, data, output, said):
    file = TEMPLATES / "report.sample.json"
    if data:
        file = tmp_path / "data.json"
        file.write_text(data, encoding="utf-8")
    finished = run("fill", TEMPLATES / "report.docx", "--data", file, "-o", tmp_path / output, check=False)
    assert finished.returncode == 2 and said in finished.stderr, finished.stderr
    assert not (tmp_path / output).exists()


def test_the_report_has_its_three_pictures_with_alt_text(tmp_path, as_pdf):
    output = tmp_path / "report.docx"
    run("fill", TEMPLATES / "report.docx", "--data", TEMPLATES / "report.sample.json", "-o", output, "--seed", 1)
    document = docx.Document(output)
    pictures = [node for node in document.element.iter("{*}docPr")]
    alts = [node.get("descr") for node in pictures if node.get("descr")]
    assert len(alts) >= 3 and not any("{{" in alt for alt in alts), alts
    ids = [node.get("id") for node in pictures]
    assert len(ids) == len(set(ids)), Counter(ids)
    with zipfile.ZipFile(output) as package:
        media = [entry for entry in package.infolist() if entry.filename.startswith("word/media/")]
        assert sum(entry.file_size > 10_000 for entry in media) >= 3
    assert pdf_pages(as_pdf(output)) >= 1


def test_a_filled_form_passes_qpdf(tmp_path):
    output = tmp_path / "poster.pdf"
    run("fill", TEMPLATES / "poster.pdf", "--data", TEMPLATES / "poster.sample.json", "-o", output, "--seed", 1)
    tool("qpdf", "--check", output)
    images = tool("pdfimages", "-list", output).splitlines()[2:]
    assert images, "the picture field is empty"


def template_with(tmp_path, document_xml):
    """The report with another main part."""
    path = tmp_path / "template.docx"
    with zipfile.ZipFile(TEMPLATES / "report.docx") as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = document_xml if entry.filename == "word/document.xml" else source.read(entry)
            target.writestr(entry.filename, content)
    return path


def refused(tmp_path, template, data, *expected):
    output = tmp_path / "out.docx"
    values = tmp_path / "values.json"
    values.write_text(data, encoding="utf-8")
    finished = run("fill", template, "--data", values, "-o", output, check=False)
    assert finished.returncode == 2, finished.stderr
    assert all(word in finished.stderr for word in expected), finished.stderr
    assert "hint:" in finished.stderr and "panicked" not in finished.stderr
    assert not output.exists()


def test_all_bad_tags_are_listed_at_once_and_nothing_is_written(tmp_path):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:p>" for name in ("missing_one", "missing_two"))
    document = f'<w:document xmlns:w="{w}"><w:body>{paragraphs}<w:sectPr/></w:body></w:document>'
    etree.fromstring(document)
    template = template_with(tmp_path, document)
    refused(tmp_path, template, "{}", "missing_one", "missing_two", "text, paragraph 2")


def test_data_that_is_not_json_says_line_and_column(tmp_path):
    refused(tmp_path, TEMPLATES / "report.docx", '{\n "title": oops\n}', "line 2", "column")


def test_a_file_that_is_no_document_is_refused(tmp_path):
    (tmp_path / "notes.docx").write_text("just text")
    refused(tmp_path, tmp_path / "notes.docx", "{}", "not a DOCX")


def test_a_doctype_is_refused(tmp_path):
    document = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x"/>'
    refused(tmp_path, template_with(tmp_path, document), "{}", "DOCTYPE")


def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(TEMPLATES / "report.docx") as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
        target.writestr("word/media/bomb.xml", b"\0" * (400 << 20))
    refused(tmp_path, path, "{}", "refused")


def test_a_path_that_climbs_out_is_refused(tmp_path):
    path = tmp_path / "slip.docx"
    with zipfile.ZipFile(TEMPLATES / "report.docx") as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
        target.writestr("../../evil.xml", "<x/>")
    refused(tmp_path, path, "{}", "refused")
