//! The markup of a picture and its caption.

use kurbo::Size;

use super::captions::{Conventions, end_of_number, label};
use super::numbers::Number;
use crate::documents::drawing::stored::{Related, blip};
use crate::documents::illustrate::source_rect;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::xml::escape;
use crate::scene::units::EMU_PER_POINT;
use crate::scene::{Language, PixelSize};

const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const PLACED: [&str; 2] = [
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
];
const DRAWING: [&str; 2] =
    ["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"];
const PICTURE: [&str; 2] = [
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://purl.oclc.org/ooxml/drawingml/picture",
];

/// What a document's markup is written in.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    /// Before the names of elements and attributes, as in `w:`.
    prefix: String,
    /// Declares the prefix where the document has none: its attributes need one.
    declaration: String,
    /// 0 for transitional documents, 1 for strict ones.
    edition: usize,
}

/// A picture to be written.
#[derive(Clone, Debug)]
pub(super) struct Figure<'i> {
    pub related: Related,
    pub id: u32,
    pub alt: &'i str,
    pub size: Size,
    pub pixels: PixelSize,
}

/// A caption to be written.
#[derive(Clone, Debug)]
pub(super) struct Caption<'i> {
    pub words: &'i str,
    /// `None` where captions are numbered by hand.
    pub number: Option<Number>,
    pub style: Option<&'i str>,
}

impl Dialect {
    /// That of a part, by its root.
    pub fn of(root: &Element<'_>) -> Self {
        let prefix = root.prefix();
        let declared = root.attribute(if prefix.is_empty() { "xmlns" } else { prefix });
        let edition = usize::from(declared.is_some_and(|space| space == WORD[1]));
        let (prefix, declaration) = match prefix {
            "" => ("w", format!(" xmlns:w=\"{}\"", WORD[edition])),
            own => (own, String::new()),
        };
        Self { prefix: format!("{prefix}:"), declaration, edition }
    }

    /// An empty element with one attribute.
    fn set(&self, name: &str, value: &str) -> String {
        let w = &self.prefix;
        format!("<{w}{name} {w}val=\"{}\"/>", escape(value))
    }

    fn run(&self, properties: &str, text: &str) -> String {
        let w = &self.prefix;
        format!("<{w}r>{properties}<{w}t xml:space=\"preserve\">{}</{w}t></{w}r>", escape(text))
    }
}

/// The paragraph of a picture. Its line is as high as the picture needs, whatever the text's lines are.
pub(super) fn figure(dialect: &Dialect, figure: &Figure<'_>, keeps_next: bool) -> String {
    let w = &dialect.prefix;
    let at = |spaces: [&'static str; 2]| spaces[dialect.edition];
    let [across, down] =
        [figure.size.width, figure.size.height].map(|points| (points * EMU_PER_POINT).round() as i64);
    let keep = if keeps_next { format!("<{w}keepNext/>") } else { String::new() };
    let spacing = format!(
        "<{w}spacing {w}before=\"160\" {w}after=\"{}\" {w}line=\"240\" {w}lineRule=\"auto\"/>",
        if keeps_next { 120 } else { 160 }
    );
    let indent = format!("<{w}ind {w}left=\"0\" {w}right=\"0\" {w}firstLine=\"0\"/>");
    let properties = format!("<{w}pPr>{keep}{spacing}{indent}{}</{w}pPr>", dialect.set("jc", "center"));
    let (id, alt) = (figure.id, escape(figure.alt));
    let blip = blip(&figure.related).to_text();
    format!(
        "<{w}p{}>{properties}<{w}r><{w}drawing><wp:inline xmlns:wp=\"{}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{across}\" cy=\"{down}\"/><wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{a}\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic xmlns:a=\"{a}\"><a:graphicData uri=\"{pic}\"><pic:pic xmlns:pic=\"{pic}\">\
         <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill xmlns:r=\"{}\">{blip}{}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></{w}drawing></{w}r></{w}p>",
        dialect.declaration,
        at(PLACED),
        at(RELATIONSHIPS),
        source_rect(figure.pixels, figure.size),
        a = at(DRAWING),
        pic = at(PICTURE),
    )
}

/// The paragraph of a caption: like the example the document has, else in its caption style.
pub(super) fn caption(
    dialect: &Dialect,
    caption: &Caption<'_>,
    conventions: &Conventions,
    example: Option<&Element<'_>>,
    language: Language,
) -> String {
    let w = &dialect.prefix;
    let properties = caption_properties(dialect, caption, example, conventions.is_above);
    let runs = example.and_then(last_run_properties).map(|runs| written(&runs)).unwrap_or_default();
    if let (Some(typed), Some(number)) = (&conventions.typed, caption.number) {
        let (lead, close) = typed.around(number.number);
        let words = dialect.run(&runs, &format!("{lead}{}{close}", caption.words));
        return format!("<{w}p{}>{properties}{words}</{w}p>", dialect.declaration);
    }
    let lead = match (caption.number, example.and_then(|example| number_like(example, caption.number?))) {
        (None, _) => String::new(),
        (Some(_), Some(lead)) => lead + &dialect.run(&runs, &conventions.separator),
        (Some(number), None) => new_number(dialect, &runs, number, conventions, language),
    };
    let words = dialect.run(&runs, caption.words);
    format!("<{w}p{}>{properties}{lead}{words}</{w}p>", dialect.declaration)
}

/// Label, number and separator in fields of our own.
fn new_number(
    dialect: &Dialect,
    runs: &str,
    number: Number,
    conventions: &Conventions,
    language: Language,
) -> String {
    let w = &dialect.prefix;
    let name = conventions.sequence.as_deref().unwrap_or_else(|| label(language));
    let mark = |kind: &str| format!("<{w}r>{runs}<{w}fldChar {w}fldCharType=\"{kind}\"/></{w}r>");
    let instruction = format!(
        "<{w}r>{runs}<{w}instrText xml:space=\"preserve\"> SEQ {} \\* ARABIC </{w}instrText></{w}r>",
        escape(name)
    );
    [
        dialect.run(runs, &format!("{} ", label(language))),
        mark("begin"),
        instruction,
        mark("separate"),
        dialect.run(runs, &number.number.to_string()),
        mark("end"),
        dialect.run(runs, &conventions.separator),
    ]
    .concat()
}

/// The example's paragraph properties, kept together with the picture.
fn caption_properties(
    dialect: &Dialect,
    caption: &Caption<'_>,
    example: Option<&Element<'_>>,
    is_above: bool,
) -> String {
    let w = &dialect.prefix;
    let keep = if is_above { format!("<{w}keepNext/>") } else { format!("<{w}keepNext {w}val=\"0\"/>") };
    let Some(own) = example.and_then(|example| example.child("pPr")) else {
        let style = caption.style.map(|style| dialect.set("pStyle", style)).unwrap_or_default();
        return format!("<{w}pPr>{style}{keep}{}</{w}pPr>", dialect.set("jc", "center"));
    };
    let mut own = own.clone();
    for gone in ["keepNext", "framePr", "sectPr", "pPrChange", "rPr"] {
        own.remove_children(gone);
    }
    let (style, rest): (Vec<_>, Vec<_>) = own.elements().partition(|property| property.local() == "pStyle");
    let text = |properties: Vec<&Element<'_>>| properties.into_iter().map(written).collect::<String>();
    format!("<{w}pPr>{}{keep}{}</{w}pPr>", text(style), text(rest))
}

/// The example's label and number, with our number; `None` when they cannot be copied safely.
fn number_like(example: &Element<'_>, number: Number) -> Option<String> {
    let end = end_of_number(example)?;
    let mut text = String::new();
    let mut fields = Vec::new();
    for node in &example.children[..end] {
        let Some(element) = node.element() else { continue };
        match element.local() {
            "r" | "fldSimple" => {
                let mut copy = element.clone();
                renumber(&mut copy, number, &mut fields)?;
                text.push_str(&written(&copy));
            }
            // Marks of other things than text.
            "pPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr" | "commentRangeStart"
            | "commentRangeEnd" => {}
            _ => return None,
        }
    }
    Some(text)
}

/// Writes our number as the result of the `SEQ` field and our chapter as that of a `STYLEREF`. Gives up on anything
/// that must not be there twice.
fn renumber(run: &mut Element<'_>, number: Number, fields: &mut Vec<String>) -> Option<()> {
    if run.local() == "fldSimple" {
        fields.push(run.attribute("instr").unwrap_or_default());
        for child in run.elements_mut() {
            renumber(child, number, fields)?;
        }
        fields.pop();
        return Some(());
    }
    for child in run.elements_mut() {
        match (child.local(), child.attribute("fldCharType").as_deref()) {
            ("fldChar", Some("begin")) => fields.push(String::new()),
            ("fldChar", Some("end")) => drop(fields.pop()),
            ("instrText", _) => fields.last_mut()?.push_str(&child.own_text()),
            ("t", _) => match fields.last().map(|field| super::scan::keyword(field)) {
                Some(word) if word == "SEQ" => child.set_own_text(&number.number.to_string()),
                Some(word) if word == "STYLEREF" => child.set_own_text(&number.chapter.to_string()),
                _ => {}
            },
            ("fldChar" | "rPr" | "tab" | "noBreakHyphen", _) => {}
            _ => return None,
        }
    }
    Some(())
}

/// How the words of the example are set.
fn last_run_properties<'a>(example: &Element<'a>) -> Option<Element<'a>> {
    let run = example.elements().filter(|child| child.local() == "r" && child.child("t").is_some()).last()?;
    let mut properties = run.child("rPr")?.clone();
    for gone in ["ins", "del", "moveFrom", "moveTo", "rPrChange"] {
        properties.remove_children(gone);
    }
    Some(properties)
}

fn written(element: &Element<'_>) -> String {
    let mut text = String::new();
    tree::write(&[Node::Element(element.clone())], &mut text);
    text
}

/// A style for captions: small, in the theme's second text colour; Hangul and Han characters stand upright.
pub(super) fn caption_style(
    dialect: &Dialect,
    id: &str,
    base: Option<&str>,
    colour: Option<String>,
    language: Language,
) -> String {
    let w = &dialect.prefix;
    let base = base.map(|base| dialect.set("basedOn", base) + &dialect.set("next", base)).unwrap_or_default();
    let italic = if language == Language::English { format!("<{w}i/><{w}iCs/>") } else { String::new() };
    let colour = colour.map(|colour| dialect.set("color", &colour)).unwrap_or_default();
    let size = dialect.set("sz", "18") + &dialect.set("szCs", "18");
    format!(
        "<{w}style{} {w}type=\"paragraph\" {w}styleId=\"{}\">{}{base}{}<{w}unhideWhenUsed/><{w}qFormat/>\
         <{w}pPr><{w}spacing {w}after=\"200\" {w}line=\"240\" {w}lineRule=\"auto\"/></{w}pPr>\
         <{w}rPr>{italic}{colour}{size}</{w}rPr></{w}style>",
        dialect.declaration,
        escape(id),
        dialect.set("name", "caption"),
        dialect.set("uiPriority", "35"),
    )
}
