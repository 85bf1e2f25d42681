"""`vignette template`: what a template wants, what is wrong with it, and the law that no output is worse than its template."""

import json
import zipfile

import jsonschema
import pytest
from conftest import ROOT, run, unsound
from docx import Document

TEMPLATES = ROOT / "templates"
OURS = sorted(path for path in TEMPLATES.iterdir() if path.suffix in (".docx", ".pptx", ".pdf"))


def named(path):
    return path.name


def samples(template):
    return sorted(TEMPLATES.glob(f"{template.stem}.sample*.json"))


@pytest.mark.parametrize("template", OURS, ids=named)
def test_our_templates_have_no_mistakes_and_their_samples_fit_the_schema(template):
    assert "It can be filled." in run("template", "check", template).stdout
    schema = json.loads(run("template", "schema", template).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for sample in samples(template):
        validator.validate(json.loads(sample.read_text(encoding="utf-8")))
    assert not validator.is_valid({})


@pytest.mark.parametrize("template", OURS, ids=named)
def test_the_example_of_a_template_fits_its_schema_and_fills_it(tmp_path, template):
    example = json.loads(run("template", "schema", "--example", template).stdout)
    jsonschema.validate(example, json.loads(run("template", "schema", template).stdout))
    (tmp_path / "example.json").write_text(json.dumps(example), encoding="utf-8")
    run("fill", template, "--data", tmp_path / "example.json", "-o", tmp_path / template.name, "--seed", 1)


@pytest.mark.parametrize("template", [path for path in OURS if path.suffix != ".pdf"], ids=named)
def test_a_filled_template_is_as_sound_as_before(tmp_path, template):
    for sample in samples(template):
        run("fill", template, "--data", sample, "-o", tmp_path / template.name, "--seed", 1)
        assert unsound(tmp_path / template.name) - unsound(template) == set()


@pytest.mark.parametrize("name", ["poster.docx", "poster.pptx"])
def test_a_design_is_sound(town_hall, name):
    assert unsound(town_hall / name) == set()


def letter(path, *paragraphs):
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(path)
    return path


def test_every_mistake_is_told_at_once_with_place_and_hint(tmp_path):
    template = letter(tmp_path / "letter.docx", "Dear {{ name | uper }},", "{% for x in list %}", "{{ open", "{{ fine }}")
    finished = run("template", "check", template, check=False)
    assert finished.returncode == 2
    for said in ["Mistakes in the tags (3)", "did you mean `upper`?", "{% endfor %} is missing", "it is not closed",
                 "text, paragraph 1", "“Dear {{ name | uper }},”", "It cannot be filled as it is."]:
        assert said in finished.stdout, f"{said}: {finished.stdout}"
    assert "letter.docx has mistakes" in finished.stderr and "hint:" in finished.stderr
    told = json.loads(run("template", "check", "--json", template, check=False).stdout)
    assert [problem["code"] for problem in told["problems"]] == ["unknown_filter", "unpaired_tag", "unclosed_tag"]
    assert told["ok"] is False and told["package"] == []


def test_a_fault_of_the_file_itself_is_told(tmp_path):
    good, broken = letter(tmp_path / "good.docx", "{{ a }}"), tmp_path / "broken.docx"
    with zipfile.ZipFile(good) as given, zipfile.ZipFile(broken, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            written.writestr(name, content.replace(b"</w:sectPr>", b"</w:sectPr><w:p/>") if name == "word/document.xml" else content)
    finished = run("template", "check", broken, check=False)
    assert finished.returncode == 2 and "content_after_section" in finished.stdout, finished.stdout
    assert "content_after_section" in {code for code, _, _ in unsound(broken) - unsound(good)}


def test_what_is_no_document_gets_a_sentence_and_a_hint(tmp_path):
    (tmp_path / "notes.docx").write_text("just text")
    for arguments in [("check", tmp_path / "notes.docx"), ("schema", tmp_path / "notes.docx"), ("check", tmp_path / "no.docx")]:
        finished = run("template", *arguments, check=False)
        assert finished.returncode == 2 and "hint:" in finished.stderr and "panicked" not in finished.stderr
