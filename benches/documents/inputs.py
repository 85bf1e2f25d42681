"""Builds what the benchmark fills: one report in each tool's own syntax, a deck, a letter, and their data.

usage: inputs.py FOLDER COUNT LETTERS
"""

import csv
import io
import json
import sys
from pathlib import Path

import numpy
from docx import Document
from docx.shared import Cm
from fontTools.ttLib import TTCollection
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

ENGLISH = "This section describes the results of the quarterly review and repeats enough words to fill a page for layout. "
KOREAN = "이 보고서는 분기별 회의 결과를 정리한 문서입니다. 생성된 이미지는 본문에 바로 삽입됩니다. "
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
COLUMNS = ["no", "name", "amount", "note"]
ROWS = [{"no": n, "name": f"항목 {n}", "amount": 1000 * n, "note": f"note {n} & more"} for n in range(1, 51)]
TAGS = {f"t{n}": f"값 {n} value" for n in range(1, 21)}


def photograph(seed):
    """1024x1024 pixels that deflate like a photograph: broad colours, texture, a little noise."""
    random = numpy.random.default_rng(seed)
    pixels = numpy.zeros((1024, 1024, 3))
    for side, weight in ((8, 90), (32, 40), (128, 18)):
        coarse = Image.fromarray((random.random((side, side, 3)) * 255).astype("u1"))
        pixels += weight * numpy.asarray(coarse.resize((1024, 1024), Image.BICUBIC), float) / 255
    pixels += random.normal(0, 3, pixels.shape) + 40
    return Image.fromarray(pixels.clip(0, 255).astype("u1"))


def small_picture(number):
    file = io.BytesIO()
    Image.new("RGB", (640, 360), (20 * number, 120, 200)).save(file, "PNG")
    file.seek(0)
    return file


def report(path, kind):
    """10 sections, page breaks, 20 tags with header and footer, a table loop of 50 rows, 5 pictures at 12 cm."""
    opening, closing = ("{", "}") if kind == "docxtemplater" else ("{{ ", " }}")
    tags = iter(f"{opening}t{n}{closing}" for n in range(3, 21))
    document = Document()
    document.sections[0].header.paragraphs[0].text = f"Report {opening}t1{closing} / 보고서"
    document.sections[0].footer.paragraphs[0].text = f"{opening}t2{closing}"
    for section in range(1, 11):
        document.add_heading(f"Section {section}: {next(tags)}", 1)
        for _ in range(3):
            document.add_paragraph(ENGLISH * 3 + KOREAN * 2)
        if section <= 8:
            document.add_paragraph(f"Value: {next(tags)} and text after")
        if section % 2 == 0:
            picture(document, section // 2, kind)
        if section == 5:
            table(document, kind)
        if section < 10:
            document.add_page_break()
    document.save(path)


def picture(document, number, kind):
    if kind == "docxtpl":
        document.add_paragraph(f"{{{{ img{number} }}}}")
    elif kind == "docxtemplater":
        document.add_paragraph(f"{{%img{number}}}")
    else:
        document.add_picture(small_picture(1), width=Cm(12), height=Cm(12))
        for properties in document.paragraphs[-1]._p.iter("{*}docPr"):
            properties.set("descr", f"{{{{ img{number} }}}}")


def table(document, kind):
    grid = document.add_table(1, len(COLUMNS), style="Table Grid")
    for cell, column in zip(grid.rows[0].cells, COLUMNS):
        cell.text = column
    if kind == "docxtemplater":
        texts = [f"{{{column}}}" for column in COLUMNS]
        texts[0], texts[-1] = "{#rows}" + texts[0], texts[-1] + "{/rows}"
        lines = [texts]
    else:
        lines = [["{%tr for r in rows %}"], [f"{{{{ r.{column} }}}}" for column in COLUMNS], ["{%tr endfor %}"]]
    for line in lines:
        for cell, text in zip(grid.add_row().cells, line):
            cell.text = text


def deck(path):
    """10 slides, each with a picture whose alt text names the one that takes its place."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for number in range(1, 11):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"Slide {number} 회의 자료"
        shape = slide.shapes.add_picture(small_picture(number), Inches(1), Inches(1.6), Inches(8), Inches(4.5))
        shape._element.nvPicPr.cNvPr.set("descr", f"{{{{ pic{number} }}}}")
    presentation.save(path)


def letter(path):
    """One page with six tags, as in a mailing."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ company }}"
    document.add_heading("{{ title }}", 1)
    document.add_paragraph("{{ name }} 귀하 ({{ city }})")
    for _ in range(4):
        document.add_paragraph(ENGLISH * 2 + KOREAN * 2)
    document.add_paragraph("금액 {{ amount | number }}원, 기한 {{ due }}")
    document.save(path)


def letter_rows(path, count):
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "city", "amount", "due"])
        rows.writerows((f"김하늘 {n}", "서울" if n % 2 else "부산", 1000 * n, "2026-12-31") for n in range(count))


def build(folder, count):
    """Everything, in `folder`; `count` documents are made from each template."""
    for number in range(1, 6):
        photograph(number).save(folder / f"img{number}.png")
    for kind in ("docxtpl", "docxtemplater", "vignette"):
        report(folder / f"report_{kind}.docx", kind)
    deck(folder / "deck.pptx")
    letter(folder / "letter.docx")
    TTCollection(NOTO).fonts[1].save(folder / "korean.otf")  # Noto Sans CJK KR
    pictures = {f"img{n}": {"file": f"img{n}.png", "alt": f"사진 {n}"} for n in range(1, 6)}
    slides = {f"pic{n}": {"file": f"img{(n - 1) % 5 + 1}.png", "alt": f"사진 {n}"} for n in range(1, 11)}
    common = {**TAGS, "rows": ROWS, **pictures}
    fields = {f"field{n}": f"한글 값 {n} and words" for n in range(1, 13)}
    for name, data in (("report", common), ("deck", slides), ("fields", fields), ("letter", {"company": "한빛", "title": "안내"})):
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    lines = [json.dumps({"t1": f"문서 {n}"}, ensure_ascii=False) for n in range(count)]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
    letter_rows(Path(sys.argv[1]) / "letters.csv", int(sys.argv[3]))
