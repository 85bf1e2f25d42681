//! Small PowerPoint files made for tests, and a look into filled ones through another zip reader than the product's.

use std::io::{Cursor, Read, Write};

use vignette::scene::{Content, Encoding, Origin, Picture, PixelSize};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const NAMESPACES: &str = concat!(
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" "#,
    r#"xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" "#,
    r#"xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" "#,
    r#"xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative""#
);
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument";

/// A presentation in the making.
#[derive(Clone, Debug, Default)]
pub struct Pptx {
    slides: Vec<Slide>,
    layout: String,
    extensions: String,
    parts: Vec<(String, String)>,
}

/// A slide in the making.
#[derive(Clone, Debug, Default)]
pub struct Slide {
    shapes: String,
    before: String,
    after: String,
    notes: Option<String>,
    links: Vec<(String, String, String)>,
}

impl Slide {
    /// A slide with these shapes.
    pub fn new(shapes: &str) -> Self {
        Self { shapes: shapes.to_owned(), ..Self::default() }
    }

    /// Notes of these lines.
    pub fn notes(mut self, lines: &[&str]) -> Self {
        let body: String = lines.iter().map(|line| paragraph(line)).collect();
        self.notes = Some(format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
        ));
        self
    }

    /// A relationship: id, kind, target.
    pub fn link(mut self, id: &str, kind: &str, target: &str) -> Self {
        self.links.push((id.to_owned(), kind.to_owned(), target.to_owned()));
        self
    }

    /// The placeholder picture that shapes show as `rId9`.
    pub fn picture(self) -> Self {
        self.link("rId9", "image", "../media/placeholder.png")
    }

    /// What stands behind the shapes, as timing and extensions.
    pub fn after(mut self, xml: &str) -> Self {
        self.after = xml.to_owned();
        self
    }

    /// What stands before the shapes: the background.
    pub fn before(mut self, xml: &str) -> Self {
        self.before = xml.to_owned();
        self
    }
}

impl Pptx {
    /// A presentation of these slides.
    pub fn new(slides: impl IntoIterator<Item = Slide>) -> Self {
        Self { slides: slides.into_iter().collect(), ..Self::default() }
    }

    /// The shapes of the one layout.
    pub fn layout(mut self, shapes: &str) -> Self {
        self.layout = shapes.to_owned();
        self
    }

    /// What stands behind the presentation's lists: custom shows, then extensions.
    pub fn lists(mut self, xml: &str) -> Self {
        self.extensions = xml.to_owned();
        self
    }

    /// One more part.
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.to_owned(), text.to_owned()));
        self
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let mut parts = self.parts.clone();
        let mut add = |name: String, text: String| parts.push((name, text));
        let mut list = String::new();
        let mut links = link("rId1", "slideMaster", "slideMasters/slideMaster1.xml");
        for (number, slide) in (1..).zip(&self.slides) {
            list += &format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + number, 100 + number);
            links += &link(&format!("rId{}", 100 + number), "slide", &format!("slides/slide{number}.xml"));
            let Slide { shapes, before, after, notes, links } = slide;
            add(format!("ppt/slides/slide{number}.xml"), part("sld", before, shapes, after));
            let mut own = link("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml");
            own += &links.iter().map(|(id, kind, target)| link(id, kind, target)).collect::<String>();
            if let Some(notes) = notes {
                add(format!("ppt/notesSlides/notesSlide{number}.xml"), part("notes", "", notes, ""));
                let back = link("rId1", "slide", &format!("../slides/slide{number}.xml"));
                add(format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), relationships(&back));
                own += &link("rId2", "notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
            }
            add(format!("ppt/slides/_rels/slide{number}.xml.rels"), relationships(&own));
        }
        let presentation = format!(
            "<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>{}</p:presentation>",
            self.extensions
        );
        add("ppt/presentation.xml".to_owned(), presentation);
        add("ppt/_rels/presentation.xml.rels".to_owned(), relationships(&links));
        add("ppt/slideMasters/slideMaster1.xml".to_owned(), part("sldMaster", "", "", ""));
        add("ppt/slideLayouts/slideLayout1.xml".to_owned(), part("sldLayout", "", &self.layout, ""));
        let up = link("rId1", "slideMaster", "../slideMasters/slideMaster1.xml");
        add("ppt/slideLayouts/_rels/slideLayout1.xml.rels".to_owned(), relationships(&up));
        add("ppt/media/placeholder.png".to_owned(), "placeholder".to_owned());
        add("_rels/.rels".to_owned(), relationships(&link("rId1", "officeDocument", "ppt/presentation.xml")));
        parts.insert(0, ("[Content_Types].xml".to_owned(), content_types(&parts)));
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

fn part(root: &str, before: &str, shapes: &str, after: &str) -> String {
    format!(
        "<p:{root} {NAMESPACES}><p:cSld>{before}<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>{after}</p:{root}>"
    )
}

fn link(id: &str, kind: &str, target: &str) -> String {
    let mode = if target.contains(':') || target == "NULL" { " TargetMode=\"External\"" } else { "" };
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/>")
}

fn relationships(inner: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
}

fn content_types(parts: &[(String, String)]) -> String {
    let known = [
        ("ppt/presentation", "presentationml.presentation.main"),
        ("ppt/slides/slide", "presentationml.slide"),
        ("ppt/notesSlides/notes", "presentationml.notesSlide"),
        ("ppt/slideLayouts/slide", "presentationml.slideLayout"),
        ("ppt/slideMasters/slide", "presentationml.slideMaster"),
        ("ppt/charts/chart", "drawingml.chart"),
        ("ppt/viewProps", "presentationml.viewProps"),
        ("docProps/core", "core-properties"),
    ];
    let mut text = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"xlsx\" ContentType=\"{TYPE}.spreadsheetml.sheet\"/>"
    );
    for (name, _) in parts {
        if let Some((_, kind)) = known.iter().find(|(start, _)| name.starts_with(start)) {
            let kind = match *kind {
                "core-properties" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
                kind => format!("{TYPE}.{kind}+xml"),
            };
            text += &format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
        }
    }
    text + "</Types>"
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
}

/// A text shape with this id and these lines.
pub fn shape(id: u32, lines: &[&str]) -> String {
    let body: String = lines.iter().map(|line| paragraph(line)).collect();
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )
}

/// A picture of 200 by 200 points that shows `rId9`, with this id and description, in an elliptical frame.
pub fn picture_shape(id: u32, description: &str) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{description}\"><a:hlinkClick r:id=\"rId8\"/></p:cNvPr><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill dpi=\"0\" rotWithShape=\"1\"><a:blip r:embed=\"rId9\"><a:alphaModFix amt=\"80000\"/></a:blip><a:srcRect l=\"1\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm rot=\"600000\" flipH=\"1\"><a:off x=\"1\" y=\"2\"/><a:ext cx=\"2540000\" cy=\"2540000\"/></a:xfrm><a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"FF0000\"/></a:solidFill></a:ln><a:effectLst><a:glow rad=\"63500\"><a:srgbClr val=\"00FF00\"/></a:glow></a:effectLst></p:spPr><p:style><a:lnRef idx=\"0\"/></p:style></p:pic>"
    )
}

/// A picture of so many pixels; `mark` makes its bytes its own.
pub fn picture(width: u32, height: u32, mark: &str) -> Picture {
    let bytes = [b"\x89PNG\r\n\x1a\n pixels ".as_slice(), mark.as_bytes()].concat();
    Picture {
        content: Content::Encoded { encoding: Encoding::Png, bytes: bytes.into() },
        size: PixelSize::new(width, height),
        seed: 1,
        model: "vector-1".to_owned(),
        alt: format!("A picture of {mark}"),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

/// The text of a part.
pub fn part_of(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut part = archive.by_name(name).unwrap_or_else(|_| panic!("no {name}"));
    part.read_to_string(&mut text).unwrap();
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

/// The names of all parts, sorted.
pub fn names(file: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut names: Vec<_> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    names
}

/// The parts that a part is related to, by id: relative targets as they stand.
pub fn targets(file: &[u8], part: &str) -> Vec<(String, String)> {
    let (folder, name) = part.rsplit_once('/').unwrap();
    let text = part_of(file, &format!("{folder}/_rels/{name}.rels"));
    let value = |tag: &str, key: &str| {
        tag.split_once(&format!("{key}=\"")).unwrap().1.split('"').next().unwrap().to_owned()
    };
    text.split("<Relationship ").skip(1).map(|tag| (value(tag, "Id"), value(tag, "Target"))).collect()
}

/// The slides in the order they are shown.
pub fn shown(file: &[u8]) -> Vec<String> {
    let targets = targets(file, "ppt/presentation.xml");
    let presentation = part_of(file, "ppt/presentation.xml");
    let list = presentation.split_once("<p:sldIdLst>").map_or("", |(_, list)| list);
    let list = list.split("</p:sldIdLst>").next().unwrap();
    let ids = list.split("r:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    ids.map(|id| format!("ppt/{}", targets.iter().find(|(known, _)| known == id).unwrap().1)).collect()
}

/// The texts of a part's runs.
pub fn texts(xml: &str) -> Vec<String> {
    let runs = xml.split("<a:t>").skip(1).filter_map(|rest| rest.split_once("</a:t>"));
    runs.map(|(text, _)| text.to_owned()).collect()
}
