"""Small Word and PowerPoint packages for the comparisons: dictionaries of part names and texts."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{OFFICE}/relationships",
        "m": f"{OFFICE}/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def text(content):
    """A paragraph of Word."""
    return f'<w:p><w:r><w:t xml:space="preserve">{content}</w:t></w:r></w:p>'


def link(tag):
    """An address with the tag as Word writes it there."""
    return "https://example.com/" + tag.replace(" ", "%20")


def hyperlink(content, tooltip=""):
    return f'<w:p><w:hyperlink r:id="rIdLink" w:tooltip="{tooltip}"><w:r><w:t>{content}</w:t></w:r></w:hyperlink></w:p>'


def text_box(drawn="<w:p/>", fallback="<w:p/>", descr="", title=""):
    """A text box as Word writes it: DrawingML, and VML for older readers."""
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{drawn}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    choice = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="500000"/>'
        f'<wp:docPr id="7" name="Text Box 7" descr="{descr}" title="{title}"/><a:graphic><a:graphicData uri="{uri}">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    older = (
        '<w:pict><v:shape style="width:150pt;height:40pt"><v:textbox><w:txbxContent>'
        f"{fallback}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    both = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"


def rich(content):
    return f"<a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{content}</a:t></a:r></a:p>"


def shape(runs, descr=""):
    """A shape of a slide with these runs."""
    runs = "".join(f'<a:r><a:rPr lang="en-US"/><a:t>{run}</a:t></a:r>' for run in runs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="Text 4" descr="{descr}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:p>{runs}</a:p></p:txBody></p:sp>"
    )


def drawing(content):
    """A table of a slide with one cell."""
    cell = f"<a:tc><a:txBody>{rich(content)}</a:txBody><a:tcPr/></a:tc>"
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="5" name="Table 5"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>'
        f'<a:gridCol w="9"/></a:tblGrid><a:tr h="9">{cell}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )


class Parts:
    """A package in the making: parts with their types, and who is related to whom."""

    def __init__(self):
        self.parts, self.types, self.links = {}, {}, {}

    def add(self, name, kind, content, to="", relation=None, identifier=None):
        self.parts[name] = HEAD + content
        self.types[name] = kind
        self.relate(to, relation, "/" + name, identifier)

    def relate(self, to, relation, target, identifier=None, mode=""):
        links = self.links.setdefault(to, [])
        uri = relation if relation.startswith("http") else f"{OFFICE}/relationships/{relation}"
        identifier = identifier or f"rId{len(links) + 1}"
        links.append(f'<Relationship Id="{identifier}" Type="{uri}" Target="{target}"{mode}/>')

    def outside(self, to, address):
        self.relate(to, "hyperlink", address, "rIdLink", ' TargetMode="External"')

    def properties(self, title, custom="", company=""):
        core = f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        kind = "application/vnd.openxmlformats-package.core-properties+xml"
        self.add("docProps/core.xml", kind, core, relation=f"{PACKAGE}/relationships/metadata/core-properties")
        kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        app = f'<Properties xmlns="{OFFICE}/extended-properties"><Company>{company}</Company></Properties>'
        self.add("docProps/app.xml", kind, app, relation="extended-properties")
        types = f"{OFFICE}/docPropsVTypes"
        value = f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="n"><vt:lpwstr>{custom}</vt:lpwstr></property>'
        text = f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{types}">{value}</Properties>'
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        self.add("docProps/custom.xml", kind, text, relation="custom-properties")

    def all(self):
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items())
        rels = f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        xml = '<Default Extension="xml" ContentType="application/xml"/>'
        files = {"[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{rels}{xml}{overrides}</Types>'}
        for part, links in self.links.items():
            folder, _, name = part.rpartition("/")
            path = f"{folder}/_rels/{name}.rels".lstrip("/")
            files[path] = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'
        return files | self.parts


def docx(body, target="https://example.com/", header="", footer="", footnotes="", endnotes="", title="", chart="",
         diagram="", custom="", company="", bound=""):
    """A Word document with something in one of its parts."""
    parts, main = Parts(), "word/document.xml"
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/></w:sectPr>'
    if footnotes or endnotes:
        body += '<w:p><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    document = f"<w:document {SPACES}><w:body>{body or text('x')}{sections}</w:body></w:document>"
    parts.add(main, f"{WORD}.document.main+xml", document, relation="officeDocument")
    parts.add("word/header1.xml", f"{WORD}.header+xml", f"<w:hdr {SPACES}>{header or '<w:p/>'}</w:hdr>", main, "header", "rIdH")
    parts.add("word/footer1.xml", f"{WORD}.footer+xml", f"<w:ftr {SPACES}>{footer or '<w:p/>'}</w:ftr>", main, "footer", "rIdF")
    for kind, content in (("footnote", footnotes), ("endnote", endnotes)):
        first = "".join(
            f'<w:{kind} w:id="{number}" w:type="{name}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        notes = f'{first}<w:{kind} w:id="1">{content or "<w:p/>"}</w:{kind}>'
        parts.add(f"word/{kind}s.xml", f"{WORD}.{kind}s+xml", f"<w:{kind}s {SPACES}>{notes}</w:{kind}s>", main, f"{kind}s")
    parts.outside(main, target)
    parts.properties(title, custom, company)
    if chart:
        drawn = f"<c:chartSpace {SPACES}><c:chart><c:title><c:tx><c:rich>{rich(chart)}</c:rich></c:tx></c:title><c:plotArea/></c:chart></c:chartSpace>"
        parts.add("word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", drawn, main, "chart")
    if diagram:
        point = f'<dgm:pt modelId="1"><dgm:prSet/><dgm:spPr/><dgm:t>{rich(diagram)}</dgm:t></dgm:pt>'
        model = f"<dgm:dataModel {SPACES}><dgm:ptLst>{point}</dgm:ptLst></dgm:dataModel>"
        parts.add("word/diagrams/data1.xml", "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml", model, main, "diagramData")
    if bound:
        parts.add("customXml/item1.xml", "application/xml", f"<data><name>{bound}</name></data>", main, "customXml")
    return parts.all()


def pptx(shapes, target="https://example.com/", notes="", title=""):
    """A presentation of one slide."""
    parts, main, slide = Parts(), "ppt/presentation.xml", "ppt/slides/slide1.xml"
    listed = '<p:sldIdLst><p:sldId id="256" r:id="rIdS"/></p:sldIdLst><p:notesSz cx="6858000" cy="9144000"/>'
    parts.add(main, f"{PRESENTATION}.presentation.main+xml", f"<p:presentation {SPACES}>{listed}</p:presentation>", relation="officeDocument")
    tree = lambda inner: f"<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{inner}</p:spTree></p:cSld>"
    parts.add(slide, f"{PRESENTATION}.slide+xml", f"<p:sld {SPACES}>{tree(shapes)}</p:sld>", main, "slide", "rIdS")
    parts.outside(slide, target)
    if notes:
        page = f"<p:notes {SPACES}>{tree(shape([notes]))}</p:notes>"
        parts.add("ppt/notesSlides/notesSlide1.xml", f"{PRESENTATION}.notesSlide+xml", page, slide, "notesSlide")
    parts.properties(title)
    return parts.all()
