"""Where a tag may stand: one document for each place, filled by Vignette, docxtpl and docxtemplater.

Prints a Markdown table. A place counts as filled when its part has the value and no brace is left of the tag; what a
tool makes must still be a zip of well-formed parts. Usage: places.py [--vignette BINARY]; `make compare-places` sets
up the other programs first.
"""

import argparse
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

from lxml import etree
from package import docx, drawing, hyperlink, link, pptx, shape, text, text_box

HERE = Path(__file__).resolve().parent
VALUE = "OK_value"
OPEN = {"vignette": ("{{ ", " }}"), "docxtpl": ("{{ ", " }}"), "docxtemplater": ("{", "}")}


def split(tag):
    """The tag over four runs, with what proofing leaves between them."""
    cuts = [tag[:1], tag[1:4], tag[4:-1], tag[-1:]]
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>"
    return "<w:p>" + '<w:proofErr w:type="spellStart"/>'.join(map(run.format, cuts)) + "</w:p>"


def cell(tag):
    row = f"<w:tr><w:tc><w:tcPr/>{text(tag)}</w:tc></w:tr>"
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{row}</w:tbl>'


def control(content):
    return f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def run(tag):
    return f'<w:r><w:t xml:space="preserve">{tag}</w:t></w:r>'


def tracked(tag):
    return f'<w:p><w:ins w:id="90" w:author="a">{run(tag)}</w:ins></w:p>'


def field(tag):
    kinds = ["begin", "separate", "end"]
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = f'<w:r><w:instrText xml:space="preserve"> QUOTE "{tag}" </w:instrText></w:r>'
    return f"<w:p>{begin}{code}{separate}{run('old')}{end}</w:p>"


def equation(tag):
    return f"<w:p><m:oMath><m:r><m:t>{tag}</m:t></m:r></m:oMath></w:p>"


def watermark(tag):
    return f'<w:p><w:r><w:pict><v:shape id="w"><v:textpath string="{tag}"/></v:shape></w:pict></w:r></w:p>'


# A place: its name, the document with the tag in it, the part that must hold the value.
BODY = "word/document.xml"
SIXTEEN = [
    ("paragraph", lambda t: docx(text(t)), BODY),
    ("split over runs", lambda t: docx(split(t)), BODY),
    ("table cell", lambda t: docx(cell(t)), BODY),
    ("text box (DrawingML)", lambda t: docx(text_box(drawn=text(t))), BODY),
    ("text box (VML fallback)", lambda t: docx(text_box(fallback=text(t))), BODY),
    ("alternative text", lambda t: docx(text_box(descr=t)), BODY),
    ("hyperlink text", lambda t: docx(hyperlink(t)), BODY),
    ("hyperlink target", lambda t: docx(hyperlink("here"), target=link(t)), "word/_rels/document.xml.rels"),
    ("content control, block", lambda t: docx(control(text(t))), BODY),
    ("content control, inline", lambda t: docx(f"<w:p>{control(run(t))}</w:p>"), BODY),
    ("header", lambda t: docx("", header=text(t)), "word/header1.xml"),
    ("footer", lambda t: docx("", footer=text(t)), "word/footer1.xml"),
    ("footnote", lambda t: docx("", footnotes=text(t)), "word/footnotes.xml"),
    ("endnote", lambda t: docx("", endnotes=text(t)), "word/endnotes.xml"),
    ("tracked insertion", lambda t: docx(tracked(t)), BODY),
    ("document title", lambda t: docx("", title=t), "docProps/core.xml"),
]
MORE = [
    ("alternative text's title", lambda t: docx(text_box(title=t)), BODY),
    ("hyperlink tooltip", lambda t: docx(hyperlink("here", tooltip=t)), BODY),
    ("field code", lambda t: docx(field(t)), BODY),
    ("equation", lambda t: docx(equation(t)), BODY),
    ("watermark", lambda t: docx("", header=watermark(t)), "word/header1.xml"),
    ("chart title", lambda t: docx("", chart=t), "word/charts/chart1.xml"),
    ("SmartArt", lambda t: docx("", diagram=t), "word/diagrams/data1.xml"),
    ("custom property", lambda t: docx("", custom=t), "docProps/custom.xml"),
    ("company (extended property)", lambda t: docx("", company=t), "docProps/app.xml"),
    ("bound XML data", lambda t: docx("", bound=t), "customXml/item1.xml"),
]
SLIDE = "ppt/slides/slide1.xml"
SLIDES = [
    ("text box", lambda t: pptx(shape([t])), SLIDE),
    ("split over runs", lambda t: pptx(shape([t[:1], t[1:4], t[4:-1], t[-1:]])), SLIDE),
    ("shape in a group", lambda t: pptx(f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{shape([t])}</p:grpSp>"), SLIDE),
    ("table cell", lambda t: pptx(drawing(t)), SLIDE),
    ("alternative text", lambda t: pptx(shape(["x"], descr=t)), SLIDE),
    ("hyperlink target", lambda t: pptx(shape(["x"]), target=link(t)), "ppt/slides/_rels/slide1.xml.rels"),
    ("speaker notes", lambda t: pptx(shape(["x"]), notes=t), "ppt/notesSlides/notesSlide1.xml"),
    ("document title", lambda t: pptx(shape(["x"]), title=t), "docProps/core.xml"),
]


def write(folder, tool):
    """One document for each place, and the list of what each must hold."""
    left, right = OPEN[tool]
    wanted = []
    for group, places in (("docx", SIXTEEN + MORE), ("pptx", SLIDES)):
        for number, (_, build, part) in enumerate(places):
            path = folder / f"{number:02}.{group}"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
                for name, content in build(f"{left}value{right}").items():
                    package.writestr(name, content)
            wanted.append((path, part))
    return wanted


def fill_vignette(paths, binary):
    for path in paths:
        values = path.with_suffix(".json")
        values.write_text(json.dumps({"value": VALUE}))
        subprocess.run([binary, "fill", path, "--data", values, "-o", path.with_suffix(f".out{path.suffix}")],
                       capture_output=True)


def fill_docxtpl(paths, _):
    from docxtpl import DocxTemplate

    for path in paths:
        if path.suffix == ".docx":
            try:
                template = DocxTemplate(path)
                template.render({"value": VALUE})
                template.save(path.with_suffix(".out.docx"))
            except Exception:  # whatever it is, the place is not filled
                pass


def fill_docxtemplater(paths, _):
    subprocess.run(["node", HERE / "places.mjs", VALUE, *paths], check=True)


def outcome(path, part):
    """"yes", or why not."""
    filled = path.with_suffix(f".out{path.suffix}")
    if not filled.exists():
        return "error"
    with zipfile.ZipFile(filled) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        found = package.read(part).decode() if part in package.namelist() else ""
    if VALUE in found and not any(brace in found.replace(VALUE, "") for brace in ("{{", "}}", "%7B")):
        return "yes"
    return "no"


def table(title, places, results, tools):
    head = f"| {title} | {' | '.join(tools)} |\n|---|{'---|' * len(tools)}"
    rows = [f"| {name} | {' | '.join(results[tool][n] for tool in tools)} |" for n, (name, *_) in enumerate(places)]
    counts = [str(results[tool][: len(places)].count("yes")) for tool in tools]
    return "\n".join([head, *rows, f"| **filled of {len(places)}** | {' | '.join(counts)} |"])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--vignette", default=HERE.parents[1] / "target" / "debug" / "vignette")
    binary = arguments.parse_args().vignette
    fillers = {"vignette": fill_vignette, "docxtpl": fill_docxtpl, "docxtemplater": fill_docxtemplater}
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for tool, fill in fillers.items():
            own = Path(folder) / tool
            own.mkdir()
            wanted = write(own, tool)
            fill([path for path, _ in wanted], binary)
            found[tool] = [outcome(path, part) for path, part in wanted]
    word, most = len(SIXTEEN), len(SIXTEEN) + len(MORE)
    cut = lambda start, end: {tool: results[start:end] for tool, results in found.items()}
    print(table("Word: the sixteen places", SIXTEEN, cut(0, word), list(fillers)), end="\n\n")
    print(table("Word: more places", MORE, cut(word, most), list(fillers)), end="\n\n")
    print(table("PowerPoint", SLIDES, cut(most, None), ["vignette", "docxtemplater"]))


if __name__ == "__main__":
    main()
