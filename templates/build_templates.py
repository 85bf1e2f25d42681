"""Builds report.docx, minutes.docx, poster.docx and, by build_deck.py, deck.pptx.

    pip install python-docx==1.2.0 python-pptx==1.0.2 pillow==13.0.0
    python templates/build_templates.py

The templates are ordinary Office files: people may change them in Word and PowerPoint. This script is how they came to
be, so that they share one look: one theme, one type scale, tables without vertical lines. The same script gives the same bytes.
"""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import Image, ImageDraw

import build_deck

HERE = Path(__file__).parent
FONT = "Noto Sans CJK KR"
THEME = {
    "dk1": "1B2330", "lt1": "FFFFFF", "dk2": "22345C", "lt2": "F2F5FA",
    "accent1": "2F5FE0", "accent2": "0F9B8E", "accent3": "F0A33A",
    "accent4": "E0584F", "accent5": "7A5AE0", "accent6": "66748A",
    "hlink": "2F5FE0", "folHlink": "7A5AE0",
}  # fmt: skip
INK, GREY, BLUE, NAVY, PALE = "dk1", "accent6", "accent1", "dk2", "lt2"
THEME_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}


# The base: theme, styles, page.


def new_document(title, margins):
    """A document with our theme and styles; margins are top, right, bottom, left in mm."""
    document = docx.Document()
    use_theme(document)
    use_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = margins
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(10)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.keywords = title, "Vignette", "", ""
    properties.created = properties.modified = datetime(2026, 11, 23)
    properties.language = "ko-KR"
    use_settings(document)
    return document


def use_settings(document):
    """Word 2013 and later: otherwise Word opens the file in its compatibility mode and shifts tables to the left."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for old in list(compat):
        compat.remove(old)
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        )
    )


def use_theme(document):
    part = next(p for p in document.part.package.iter_parts() if str(p.partname).startswith("/word/theme/"))
    xml = part.blob.decode("utf-8")
    for name, colour in THEME.items():
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml, flags=re.S)
    for kind in ("majorFont", "minorFont"):
        fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface=""/>'
        xml = re.sub(rf"<a:{kind}>.*?</a:{kind}>", f"<a:{kind}>{fonts}</a:{kind}>", xml, flags=re.S)
    part._blob = re.sub(r'name="Office[^"]*"', 'name="Vignette"', xml).encode("utf-8")


def use_styles(document):
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_font(run)
    language = run.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ko-KR")
    normal = style(document, "Normal", 10, INK, after=6, line=1.35)
    normal.paragraph_format.widow_control = True
    for name in ("autoSpaceDE", "autoSpaceDN"):  # no gap between digits and Hangul, as in 2026년
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        normal.element.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc")
    style(document, "Title", 28, NAVY, bold=True, after=4, line=1.15)
    style(document, "Subtitle", 13, GREY, after=10, line=1.25)
    style(document, "Heading 1", 15, NAVY, bold=True, before=14, after=5, line=1.2, keep=True)
    style(document, "Heading 2", 11.5, BLUE, bold=True, before=10, after=3, line=1.25, keep=True)
    style(document, "Caption", 8.5, GREY, before=3, after=10, line=1.25)
    style(document, "Header", 8, GREY, after=0, line=1.2)
    style(document, "Footer", 8, GREY, after=0, line=1.2)
    style(document, "Eyebrow", 9, BLUE, bold=True, after=4, line=1.2)
    style(document, "Meta", 9.5, GREY, after=0, line=1.35)
    style(document, "Cell", 9.5, INK, after=0, line=1.25)
    style(document, "Cell Head", 8.5, GREY, bold=True, after=0, line=1.25)
    style(document, "Lead", 11, NAVY, after=0, line=1.45)


def style(document, name, size, colour, bold=False, before=0, after=0, line=1.0, keep=False):
    """A paragraph style; sizes and spaces in points."""
    styles = document.styles
    made = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = None if name == "Normal" else styles["Normal"]
    made.quick_style = True
    run = made.element.get_or_add_rPr()
    for child in list(run):
        run.remove(child)
    set_font(run)
    made.font.size, made.font.bold, made.font.italic = Pt(size), bold, False
    set_colour(run, colour)
    form = made.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.keep_with_next = keep
    paragraph = made.element.get_or_add_pPr()
    for old in paragraph.findall(qn("w:pBdr")) + paragraph.findall(qn("w:tabs")):
        paragraph.remove(old)
    return made


def set_font(run):
    fonts = run.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        run.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def set_colour(run, name):
    colour = run.get_or_add_color()
    colour.set(qn("w:val"), THEME[name])
    colour.set(qn("w:themeColor"), THEME_NAMES.get(name, name))


# Pieces.


def add(container, text, style_name, colour=None, align=None):
    paragraph = container.add_paragraph(text, style=style_name)
    if colour:
        for run in paragraph.runs:
            set_colour(run._r.get_or_add_rPr(), colour)
    if align:
        paragraph.alignment = align
    return paragraph


def border(paragraph, side, name, width=6, space=4):
    """A line beside a paragraph; width in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    xml = f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{THEME[name]}" w:themeColor="{THEME_NAMES.get(name, name)}"/></w:pBdr>'
    successors = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    properties.insert_element_before(parse_xml(xml), *successors)


def field(paragraph, code):
    """A field that Word fills, as a page number."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "text":
            run.text = text
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def header_and_footer(document, left, right, note):
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    header.text = f"{left}\t{right}"
    border(header, "bottom", "lt2", width=8, space=5)
    footer.add_run(f"{note}\t")
    field(footer, "PAGE")
    footer.add_run(" / ")
    field(footer, "NUMPAGES")


def table(container, widths, head=None):
    """A table of those column widths in mm, with a quiet head row."""
    rows = 1 if head else 0
    made = container.add_table(rows=rows, cols=len(widths))
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    layout = (
        f'<w:tblBorders {nsdecls("w")}><w:top w:val="single" w:sz="8" w:space="0" w:color="{THEME[NAVY]}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{THEME[NAVY]}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9DFE9"/></w:tblBorders>',
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
        f'<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>',
    )
    place = properties.find(qn("w:tblLayout"))
    place.addprevious(parse_xml(layout[0]))
    place.addnext(parse_xml(layout[1]))
    for column, width in zip(made.columns, widths):
        column.width = Mm(width)
    if head:
        for cell, text, width in zip(made.rows[0].cells, head, widths):
            fill_cell(cell, text, width, "Cell Head", shade=PALE)
        row = made.rows[0]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:cantSplit"))
        row.append(OxmlElement("w:tblHeader"))
    return made


def add_row(made, widths, texts, style_name="Cell", bold_first=False, right=()):
    row = made.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths)):
        fill_cell(cell, text, width, style_name)
        paragraph = cell.paragraphs[0]
        if bold_first and number == 0:
            paragraph.runs[0].bold = True
        if number in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return row


def fill_cell(cell, text, width, style_name, shade=None):
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.style = style_name
    if text:
        paragraph.add_run(text)
    if shade:
        xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{THEME[shade]}" w:themeFill="{THEME_NAMES.get(shade, shade)}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(xml))
    cell.vertical_alignment = 1


def panel(document, width, style_name, texts):
    """A shaded box with an accent line at its left."""
    made = document.add_table(rows=1, cols=1)
    made.autofit = False
    cell = made.rows[0].cells[0]
    fill_cell(cell, "", width, "Cell", shade=PALE)
    properties = cell._tc.get_or_add_tcPr()
    side = f'<w:tcBorders {nsdecls("w")}><w:left w:val="single" w:sz="36" w:space="0" w:color="{THEME[BLUE]}"/></w:tcBorders>'
    margins = f'<w:tcMar {nsdecls("w")}><w:top w:w="160" w:type="dxa"/><w:left w:w="240" w:type="dxa"/><w:bottom w:w="160" w:type="dxa"/><w:right w:w="240" w:type="dxa"/></w:tcMar>'
    properties.find(qn("w:shd")).addprevious(parse_xml(side))
    properties.find(qn("w:shd")).addnext(parse_xml(margins))
    cell.paragraphs[0].style = style_name[0]
    cell.paragraphs[0].add_run(texts[0])
    for name, text in zip(style_name[1:], texts[1:]):
        add(cell, text, name)
    return made


# Placeholder pictures.


def placeholder(width, height):
    """A neat grey picture with a glyph of a picture; sizes in mm."""
    scale = 4
    size = (round(width * scale), round(height * scale))
    image = Image.new("RGB", size, "#E8ECF2")
    draw = ImageDraw.Draw(image)
    unit = min(size) / 10
    x, y = size[0] / 2, size[1] / 2
    frame = [x - 2.1 * unit, y - 1.6 * unit, x + 2.1 * unit, y + 1.6 * unit]
    draw.rounded_rectangle(frame, radius=unit * 0.35, outline="#AEB8C7", width=max(2, round(unit * 0.16)))
    draw.ellipse([x - 1.4 * unit, y - 1.0 * unit, x - 0.7 * unit, y - 0.3 * unit], fill="#AEB8C7")
    base = y + 1.15 * unit
    draw.polygon([(x - 1.6 * unit, base), (x - 0.5 * unit, y), (x + 0.6 * unit, base)], fill="#AEB8C7")
    draw.polygon([(x - 0.3 * unit, base), (x + 0.75 * unit, y - 0.45 * unit), (x + 1.7 * unit, base)], fill="#C3CBD7")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    file.seek(0)
    return file


def inline_picture(paragraph, width, height, tag):
    """A placeholder in the text; its alternative text is the tag."""
    shape = paragraph.add_run().add_picture(placeholder(width, height), Mm(width), Mm(height))
    for side in "TBLR":  # LibreOffice takes a missing distance for 3 mm
        shape._inline.set(f"dist{side}", "0")
    describe(shape._inline.docPr, tag)


def page_picture(paragraph, width, height, tag):
    """A placeholder at the page's top left corner, behind the text; sizes in mm."""
    inline_picture(paragraph, width, height, tag)
    inline = paragraph._p.find(f".//{qn('wp:inline')}")
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{Mm(width)}" cy="{Mm(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/></wp:anchor>'
    )
    for child in list(inline):
        if child.tag not in (qn("wp:extent"), qn("wp:effectExtent")):
            anchor.append(child)
    inline.getparent().replace(inline, anchor)


def describe(properties, tag):
    properties.set("descr", tag)
    properties.set("name", "Picture place")


# The three templates.


def report():
    document = new_document("{{ title }}", (26, 22, 22, 22))
    width = 166
    header_and_footer(document, "{{ company }}", "{{ title }}", "{{ department }}")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "{{ company }}"
    lead = add(document, "{{ kind }}", "Eyebrow")
    page_picture(lead, 210, 96, "{{ cover }}")
    lead.paragraph_format.space_before = Pt(216)
    add(document, "{{ title }}", "Title")
    add(document, "{{ subtitle }}", "Subtitle")
    meta = add(document, "{{ date }}   |   {{ department }}   |   {{ author }}", "Meta")
    meta.paragraph_format.space_after = Pt(14)
    panel(document, width, ("Eyebrow", "Lead"), ('{{ heading_summary | default("요약") }}', "{{ summary }}"))

    add(document, '{{ heading_kpis | default("핵심 지표") }}', "Heading 1")
    widths = (46, 28, 28, 24, 40)
    names = ("지표", "이번 분기", "지난 분기", "증감", "비고")
    keys = ("name", "now", "before", "change", "note")
    head = [f'{{{{ head_{key} | default("{name}") }}}}' for key, name in zip(keys, names)]
    kpis = table(document, widths, head)
    for number in (1, 2, 3):
        kpis.rows[0].cells[number].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cells = ["{% for kpi in kpis %}{{ kpi.name }}", "{{ kpi.now }}", "{{ kpi.before }}", "{{ kpi.change }}", "{{ kpi.note }}{% endfor %}"]
    add_row(kpis, widths, cells, bold_first=True, right=(1, 2, 3))

    add(document, '{{ heading_figures | default("한눈에 보기") }}', "Heading 1")
    figures(document)
    add(document, "{% for section in sections %}", "Normal")
    add(document, "{{ section.title }}", "Heading 1")
    add(document, "{{ section.text }}", "Normal")
    add(document, "{% for point in section.points %}", "Normal")
    bullet(document, "{{ point }}")
    add(document, "{% endfor %}", "Normal")
    add(document, "{% endfor %}", "Normal")

    add(document, '{{ heading_next | default("다음 단계") }}', "Heading 1")
    widths = (94, 36, 36)
    steps = table(document, widths, ['{{ head_task | default("할 일") }}', '{{ head_owner | default("담당") }}', '{{ head_due | default("기한") }}'])
    add_row(steps, widths, ["{% for step in next_steps %}{{ step.task }}", "{{ step.owner }}", "{{ step.due }}{% endfor %}"])
    return document


def figures(document):
    """Two figures side by side with their captions, on a page of their own choosing."""
    made = document.add_table(rows=2, cols=2)
    made.autofit = False
    margins = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    made._tbl.tblPr.find(qn("w:tblLayout")).addnext(parse_xml(margins))
    for number in (0, 1):
        picture, caption = (row.cells[number] for row in made.rows)
        picture.width = caption.width = Mm(83)
        frame, words = picture.paragraphs[0], caption.paragraphs[0]
        frame.style, words.style = "Cell", "Caption"
        frame.paragraph_format.keep_with_next = True
        inline_picture(frame, 80, 54, f"{{{{ figure{number + 1} }}}}")
        words.add_run(f"{{{{ figure{number + 1}_caption }}}}")
        if number == 1:
            frame.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            words.paragraph_format.left_indent = Mm(3)
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def bullet(document, text):
    paragraph = add(document, text, "List Bullet")
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def minutes():
    document = new_document("{{ title }}", (23, 22, 18, 22))
    width = 166
    header_and_footer(document, "{{ company }}", '{{ heading_minutes | default("회의록") }}', "{{ title }}")
    add(document, '{{ heading_minutes | default("회의록") }}', "Eyebrow")
    title = add(document, "{{ title }}", "Title")
    title.runs[0].font.size = Pt(24)
    title.paragraph_format.space_after = Pt(10)
    facts = table(document, (22, 66, 22, 56))
    pairs = (("date", "일시", "place", "장소"), ("host", "주관", "writer", "작성"))
    for left, left_name, right, right_name in pairs:
        texts = [f'{{{{ head_{left} | default("{left_name}") }}}}', f"{{{{ {left} }}}}", f'{{{{ head_{right} | default("{right_name}") }}}}', f"{{{{ {right} }}}}"]
        row = add_row(facts, (22, 66, 22, 56), texts)
        label(row.cells[0])
        label(row.cells[2])
    row = add_row(facts, (22, 66, 22, 56), ['{{ head_attendees | default("참석자") }}', "", "", ""])
    merged = row.cells[1].merge(row.cells[3])
    for extra in merged.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    merged.paragraphs[0].style = "Cell"
    merged.paragraphs[0].add_run('{{ attendees | join(", ") }}')
    label(row.cells[0])

    add(document, '{{ heading_agenda | default("안건과 논의") }}', "Heading 1")
    add(document, "{% for item in agenda %}", "Normal")
    add(document, "{{ loop.index }}. {{ item.topic }}", "Heading 2")
    add(document, "{{ item.discussion }}", "Normal")
    add(document, "{% endfor %}", "Normal")

    add(document, '{{ heading_decisions | default("결정 사항") }}', "Heading 1")
    widths = (12, width - 12)
    decisions = table(document, widths)
    row = add_row(decisions, widths, ["{% for decision in decisions %}{{ loop.index }}", "{{ decision }}{% endfor %}"], bold_first=True)
    set_colour(row.cells[0].paragraphs[0].runs[0]._r.get_or_add_rPr(), BLUE)

    add(document, '{{ heading_actions | default("실행 항목") }}', "Heading 1")
    widths = (82, 28, 32, 24)
    names = (("task", "할 일"), ("owner", "담당"), ("due", "기한"), ("state", "상태"))
    actions = table(document, widths, [f'{{{{ head_{key} | default("{name}") }}}}' for key, name in names])
    add_row(actions, widths, ["{% for action in actions %}{{ action.task }}", "{{ action.owner }}", "{{ action.due }}", "{{ action.state }}{% endfor %}"])
    closing = add(document, "{% if next_meeting %}{{ heading_following | default(\"다음 회의\") }}  {{ next_meeting }}{% endif %}", "Meta")
    closing.paragraph_format.space_before = Pt(14)
    return document


def label(cell):
    cell.paragraphs[0].style = "Cell Head"
    xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{THEME[PALE]}" w:themeFill="background2"/>'
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(list(properties).index(properties.find(qn("w:tcW"))) + 1, parse_xml(xml))


def poster():
    document = new_document("{{ title }}", (192, 20, 14, 20))
    width = 170
    host = add(document, "{{ host }}", "Eyebrow")
    host.runs[0].font.size = Pt(13)
    page_picture(host, 210, 182, "{{ picture }}")
    title = add(document, "{{ title }}", "Title")
    title.runs[0].font.size = Pt(32)
    title.paragraph_format.space_after = Pt(6)
    note = add(document, "{{ note }}", "Subtitle")
    note.paragraph_format.space_after = Pt(12)
    widths = (66, 50, width - 116)
    facts = table(document, widths)
    names = (("date", "날짜"), ("time", "시간"), ("place", "장소"))
    heads = add_row(facts, widths, [f'{{{{ head_{key} | default("{name}") }}}}' for key, name in names], style_name="Cell Head")
    values = add_row(facts, widths, [f"{{{{ {key} }}}}" for key, _ in names])
    for cell in heads.cells:
        cell.paragraphs[0].runs[0].font.size = Pt(10)
    for cell in values.cells:
        run = cell.paragraphs[0].runs[0]
        run.bold, run.font.size = True, Pt(13)
        set_colour(run._r.get_or_add_rPr(), NAVY)
    inside = facts._tbl.tblPr.find(qn("w:tblBorders")).find(qn("w:insideH"))
    inside.set(qn("w:val"), "nil")
    return document


def save(document, name):
    """Writes the file with fixed times, so that the same script gives the same bytes."""
    memory = io.BytesIO()
    document.save(memory)
    with zipfile.ZipFile(memory) as source, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            # Left over from python-docx's own template; Word reads neither.
            if entry.filename in ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"):
                continue
            content = source.read(entry)
            if entry.filename.endswith(".rels"):
                content = re.sub(rb"<Relationship [^>]*(thumbnail|stylesWithEffects)[^>]*/>", b"", content)
            if entry.filename == "[Content_Types].xml":
                content = re.sub(rb"<Override [^>]*stylesWithEffects[^>]*/>", b"", content)
            target.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    save(report(), "report.docx")
    save(minutes(), "minutes.docx")
    save(poster(), "poster.docx")
    build_deck.save(build_deck.deck(THEME, FONT, placeholder), HERE / "deck.pptx")
