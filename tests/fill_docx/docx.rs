//! Small Word files made for tests, and a look into filled ones through another zip reader than the product's.

use std::io::{Cursor, Read, Write};

use vignette::scene::{Content, Encoding, Origin, Picture, PixelSize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" "#,
    r#"xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" xmlns:v="urn:schemas-microsoft-com:vml""#
);
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The places of `sixteen_places` and the part each stands in.
pub const PLACES: &[(&str, &str)] = &[
    ("body", "word/document.xml"),
    ("split", "word/document.xml"),
    ("cell", "word/document.xml"),
    ("textbox", "word/document.xml"),
    ("textboxvml", "word/document.xml"),
    ("alttext", "word/document.xml"),
    ("linktext", "word/document.xml"),
    ("linkurl", "word/_rels/document.xml.rels"),
    ("sdtblock", "word/document.xml"),
    ("sdtinline", "word/document.xml"),
    ("header", "word/header1.xml"),
    ("footer", "word/footer1.xml"),
    ("footnote", "word/footnotes.xml"),
    ("endnote", "word/endnotes.xml"),
    ("tracked", "word/document.xml"),
    ("coretitle", "docProps/core.xml"),
];

/// A Word file in the making: parts by name.
#[derive(Clone, Debug)]
pub struct Docx {
    parts: Vec<(String, String)>,
    links: String,
}

impl Docx {
    /// A document with this body.
    pub fn new(body: &str) -> Self {
        let document = format!("<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
        Self { parts: vec![("word/document.xml".to_owned(), document)], links: String::new() }
    }

    /// One more part.
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.to_owned(), text.to_owned()));
        self
    }

    /// A header with these paragraphs.
    pub fn header(self, body: &str) -> Self {
        let text = format!("<w:hdr {NAMESPACES}>{body}</w:hdr>");
        self.related("header", "rIdHeader", "header1.xml").with("word/header1.xml", &text)
    }

    /// The document's title.
    pub fn title(self, title: &str) -> Self {
        let text = format!(
            "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></cp:coreProperties>"
        );
        self.with("docProps/core.xml", &text)
    }

    /// An address outside.
    pub fn link(mut self, target: &str) -> Self {
        self.links += &format!(
            "<Relationship Id=\"rIdLink\" Type=\"{RELATIONS}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
        self
    }

    /// A relationship of that kind to an address outside.
    pub fn outside(mut self, kind: &str, id: &str, target: &str) -> Self {
        self.links += &format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
        self
    }

    /// The placeholder picture that drawings show.
    pub fn picture(self, id: &str) -> Self {
        self.related("image", id, "media/placeholder.png").with("word/media/placeholder.png", "placeholder")
    }

    fn related(mut self, kind: &str, id: &str, target: &str) -> Self {
        self.links += &format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
        self
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        self.written(str::to_owned)
    }

    /// The file as a strict document (ECMA-376 part 1, annex A).
    pub fn strict_file(&self) -> Vec<u8> {
        self.written(|text| {
            let strict = [
                ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
                (RELATIONS, "officeDocument/relationships"),
                (
                    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
                    "drawingml/wordprocessingDrawing",
                ),
                ("http://schemas.openxmlformats.org/drawingml/2006/picture", "drawingml/picture"),
                ("http://schemas.openxmlformats.org/drawingml/2006/main", "drawingml/main"),
            ];
            strict.iter().fold(text.to_owned(), |text, (from, to)| {
                text.replace(from, &format!("http://purl.oclc.org/ooxml/{to}"))
            })
        })
    }

    fn written(&self, edit: impl Fn(&str) -> String) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, text: &str| {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(edit(text).as_bytes()).unwrap();
        };
        add("[Content_Types].xml", &self.content_types());
        let core = format!(
            "<Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        );
        let core =
            if self.parts.iter().any(|(name, _)| name.contains("core")) { core } else { String::new() };
        add(
            "_rels/.rels",
            &relationships(&format!(
                "<Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>{core}"
            )),
        );
        add("word/_rels/document.xml.rels", &relationships(&self.links));
        self.parts.iter().for_each(|(name, text)| add(name, text));
        if self.parts.iter().any(|(name, _)| name == "word/header1.xml") {
            let picture = format!(
                "<Relationship Id=\"rId9\" Type=\"{RELATIONS}/image\" Target=\"media/placeholder.png\"/>"
            );
            add("word/_rels/header1.xml.rels", &relationships(&picture));
        }
        writer.finish().unwrap().into_inner()
    }

    fn content_types(&self) -> String {
        let mut text = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
        );
        for (name, _) in &self.parts {
            let kind = match name.as_str() {
                "word/document.xml" => format!("{WORD_TYPE}.document.main+xml"),
                "docProps/core.xml" => {
                    "application/vnd.openxmlformats-package.core-properties+xml".to_owned()
                }
                other => {
                    let stem =
                        other.trim_start_matches("word/").trim_end_matches(".xml").trim_end_matches('1');
                    if !["header", "footer", "footnotes", "endnotes", "comments"].contains(&stem) {
                        continue;
                    }
                    format!("{WORD_TYPE}.{stem}+xml")
                }
            };
            text += &format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
        }
        text + "</Types>"
    }
}

fn relationships(inner: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
}

/// One paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with a picture of 200 by 200 points that has an SVG original, an elliptical frame and this description.
pub fn drawing(description: &str, id: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"2540000\" cy=\"2540000\"/><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"{description}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"placeholder.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"><a:extLst><a:ext uri=\"{{28A0092B-C50C-407E-A947-70E740481C1C}}\"><a14:useLocalDpi val=\"0\"/></a:ext><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip r:embed=\"rId99\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"2540000\" cy=\"2540000\"/></a:xfrm><a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

/// A picture content control with this tag.
pub fn picture_control(tag: &str, content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/><w:showingPlcHdr/><w:picture/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
}

/// The file with a tag in each of sixteen places, the ones other fillers were tried on.
pub fn sixteen_places() -> Docx {
    let t = |name: &str| format!("{{{{ {name} }}}}");
    let p = |name: &str| paragraph(&t(name));
    let pieces = ["{", "{ sp", "lit }", "}"]
        .map(|piece| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{piece}</w:t></w:r>"));
    let split = format!(
        "<w:p>{}</w:p>",
        pieces.join("<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"3\" w:name=\"b\"/>")
    );
    let cell = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>",
        p("cell")
    );
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"2000000\" cy=\"500000\"/><wp:docPr id=\"7\" name=\"Text Box 7\" descr=\"{}\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        t("alttext"),
        p("textbox"),
        p("textboxvml")
    );
    let link = format!(
        "<w:p><w:hyperlink r:id=\"rIdLink\"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>",
        t("linktext")
    );
    let controls = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w:tag w:val=\"y\"/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        p("sdtblock"),
        t("sdtinline")
    );
    let tracked = format!(
        "<w:p><w:ins w:id=\"90\" w:author=\"a\"><w:r><w:t>{}</w:t></w:r></w:ins></w:p>",
        t("tracked")
    );
    let part = |root: &str, inner: &str| format!("<w:{root} {NAMESPACES}>{inner}</w:{root}>");
    let note =
        |kind: &str| part(&format!("{kind}s"), &format!("<w:{kind} w:id=\"1\">{}</w:{kind}>", p(kind)));
    Docx::new(&[p("body"), split, cell, text_box, link, controls, tracked].concat())
        .link("https://example.com/{{%20linkurl%20}}")
        .header(&p("header"))
        .with("word/footer1.xml", &part("ftr", &p("footer")))
        .with("word/footnotes.xml", &note("footnote"))
        .with("word/endnotes.xml", &note("endnote"))
        .title(&t("coretitle"))
}

/// A picture of so many pixels; its bytes only have to be bytes here.
pub fn picture(width: u32, height: u32, alt: &str) -> Picture {
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n pixels".to_vec();
    Picture {
        content: Content::Encoded { encoding: Encoding::Png, bytes: bytes.into() },
        size: PixelSize::new(width, height),
        seed: 1,
        model: "vector-1".to_owned(),
        alt: alt.to_owned(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

/// The text of a part.
pub fn part(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The packed bytes of a part.
pub fn raw_part(file: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let at = archive.index_for_name(name).unwrap();
    let mut bytes = Vec::new();
    archive.by_index_raw(at).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Whether a part lies in the file without compression.
pub fn is_stored(file: &[u8], name: &str) -> bool {
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(name).unwrap().compression()
        == CompressionMethod::Stored
}

/// The names of all parts.
pub fn names(file: &[u8]) -> Vec<String> {
    ZipArchive::new(Cursor::new(file)).unwrap().file_names().map(str::to_owned).collect()
}

/// The texts of a part's runs.
pub fn texts(xml: &str) -> Vec<String> {
    let runs = xml.split("<w:t").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</w:t>"));
    runs.map(|(text, _)| text.to_owned()).collect()
}
