"""What the document tests share: the built binary, and other people's programs that open its files."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "target" / "debug" / "vignette"
TODAY = "2026-11-23"


def run(*arguments, check=True):
    """Runs vignette; returns the finished process with its output as text."""
    finished = subprocess.run([BINARY, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=300)
    if check:
        assert finished.returncode == 0, finished.stderr
    return finished


def tool(*arguments):
    """Runs somebody else's program and returns what it printed."""
    finished = subprocess.run([*map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, f"{arguments}: {finished.stdout}{finished.stderr}"
    return finished.stdout


def unsound(document):
    """What Office would stumble over in a document, by code, part and sentence: empty for a sound one."""
    told = json.loads(run("template", "check", "--json", document, check=False).stdout)
    return {(found["code"], found["part"], found["message"]) for found in told["package"]}


def words(text):
    """The text without its line ends and runs of spaces."""
    return " ".join(text.split())


def pdf_text(path):
    return words(tool("pdftotext", "-layout", path, "-"))


def pdf_pages(path):
    info = tool("pdfinfo", path)
    return int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))


@pytest.fixture(scope="session")
def office_profile(tmp_path_factory):
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture
def as_pdf(tmp_path, office_profile):
    """Opens a document in LibreOffice and returns the PDF it prints."""

    def convert(path):
        tool(
            "soffice", f"-env:UserInstallation=file://{office_profile}", "--headless",
            "--convert-to", "pdf", "--outdir", tmp_path / "printed", path,
        )
        return tmp_path / "printed" / f"{path.stem}.pdf"

    return convert


@pytest.fixture(scope="session")
def town_hall(tmp_path_factory):
    """One poster in every format, made by one command."""
    folder = tmp_path_factory.mktemp("town-hall")
    formats = ["png", "svg", "pdf", "docx", "pptx"]
    outputs = [part for name in formats for part in ("-o", folder / f"poster.{name}")]
    prompt = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"
    run("design", prompt, *outputs, "--seed", 7, "--today", TODAY)
    return folder


def brief(prompt):
    return json.loads(run("brief", "--json", "--today", TODAY, prompt).stdout)
