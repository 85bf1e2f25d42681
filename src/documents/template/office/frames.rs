//! Frames of pictures: what of a shape changes when it shows another picture, and nothing else.

use super::places::{asked_by_properties, is_picture, properties};
use super::vml;
use crate::documents::drawing::stored::{SVG_EXTENSION, SVG_NAMESPACE};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};

const DRAWING: [&str; 2] =
    ["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"];
/// The namespace of relationships, transitional and strict.
pub(super) const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// What a part calls the namespaces that new elements need: prefixes, and their declarations where it has none.
#[derive(Clone, Debug)]
pub(super) struct Prefixes {
    drawing: String,
    pub relations: String,
    declarations: String,
}

/// A picture as a frame shows it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The relationship to its file.
    pub image: String,
    /// The relationship to the same as SVG.
    pub drawing: Option<String>,
    /// What is cut of its sides, in thousandths of a percent.
    pub crop: [i64; 4],
}

impl Prefixes {
    /// What the part's root declares.
    pub fn of(nodes: &[Node<'_>]) -> Self {
        let root = nodes.iter().find_map(Node::element);
        let mut declarations = String::new();
        let mut prefix =
            |usual: &str, namespaces: &[&str]| match root.and_then(|root| root.declared(namespaces)) {
                Some(known) => known.to_owned(),
                None => {
                    declarations.push_str(&format!(" xmlns:{usual}=\"{}\"", namespaces[0]));
                    usual.to_owned()
                }
            };
        let (drawing, relations) = (prefix("a", &DRAWING), prefix("r", &RELATIONS));
        Self { drawing, relations, declarations }
    }

    /// A new element of DrawingML.
    pub fn element<'a>(&self, local: &str) -> Element<'a> {
        Element::new(Space::Drawing, format!("{}:{local}{}", self.drawing, self.declarations))
    }
}

/// Whether it shows a picture or will, rather than describing one that does.
pub(super) fn is_place(element: &Element<'_>) -> bool {
    ["pic", "sp", "wsp"].contains(&element.local()) || vml::is_picture(element)
}

/// Whether a place asks for a picture behind everything.
pub(super) fn is_background(shape: &Element<'_>) -> bool {
    properties(shape).and_then(asked_by_properties).is_some_and(|asked| asked.is_background)
}

/// Shows a picture in a place; the relationships of what it showed before.
pub(super) fn show<'a>(shape: &mut Element<'a>, shown: &Shown, prefixes: &Prefixes) -> Vec<String> {
    if !is_picture(shape) && fill_of(shape).is_none() {
        become_picture(shape, prefixes);
    }
    fill_of(shape).map(|fill| refill(fill, shown, prefixes)).unwrap_or_default()
}

/// The relationships of what a shape shows.
pub(super) fn images(shape: &mut Element<'_>) -> Vec<String> {
    fill_of(shape).and_then(|fill| fill.child("blip").map(relations)).unwrap_or_default()
}

/// The picture fill of a picture, or of a shape's form.
fn fill_of<'e, 'a>(shape: &'e mut Element<'a>) -> Option<&'e mut Element<'a>> {
    match is_picture(shape) {
        true => shape.child_mut("blipFill"),
        false => shape.child_mut("spPr")?.child_mut("blipFill"),
    }
}

/// Files a picture names: embedded, linked, its drawing.
fn relations(blip: &Element<'_>) -> Vec<String> {
    let own = ["embed", "link"].into_iter().filter_map(|name| blip.attribute(name));
    let extensions = blip.child("extLst").into_iter().flat_map(Element::elements);
    let drawings = extensions.filter_map(|extension| extension.child("svgBlip")?.attribute("embed"));
    own.chain(drawings).collect()
}

/// Puts new pixels into a fill; the relationships of the old ones.
fn refill<'a>(fill: &mut Element<'a>, shown: &Shown, prefixes: &Prefixes) -> Vec<String> {
    let Some(blip) = fill.child_mut("blip") else {
        fill.children = picture_fill(shown, prefixes);
        return Vec::new();
    };
    let old = relations(blip);
    blip.remove_attribute("link");
    let name = if blip.attribute("embed").is_some() {
        "embed".to_owned()
    } else {
        format!("{}:embed", prefixes.relations)
    };
    blip.set_attribute(&name, &shown.image);
    drop_extension(blip, "svgBlip");
    add_drawing(blip, shown, prefixes);
    for name in ["srcRect", "tile", "stretch"] {
        fill.remove_children(name);
    }
    let at =
        fill.children.iter().position(|node| node.element().is_some_and(|child| child.local() == "blip"));
    let at = at.map_or(fill.children.len(), |at| at + 1);
    fill.children.splice(at..at, placing(shown, prefixes));
    old
}

/// Names the SVG of a picture.
fn add_drawing<'a>(blip: &mut Element<'a>, shown: &Shown, prefixes: &Prefixes) {
    let Some(drawing) = &shown.drawing else { return };
    let declaration = match prefixes.declarations.contains("xmlns:r=") {
        true => format!(" xmlns:r=\"{}\"", RELATIONS[0]),
        false => String::new(),
    };
    let mut svg =
        Element::new(Space::Other, format!("asvg:svgBlip xmlns:asvg=\"{SVG_NAMESPACE}\"{declaration}"));
    svg.set_attribute(&format!("{}:embed", prefixes.relations), drawing);
    let mut extension = prefixes.element("ext");
    extension.set_attribute("uri", SVG_EXTENSION);
    let extension = extension.holding(svg);
    match blip.child_mut("extLst") {
        Some(extensions) => extensions.children.push(Node::Element(extension)),
        None => blip.children.push(Node::Element(prefixes.element("extLst").holding(extension))),
    }
}

/// The children of a new picture fill.
fn picture_fill<'a>(shown: &Shown, prefixes: &Prefixes) -> Vec<Node<'a>> {
    let mut blip = prefixes.element("blip");
    blip.set_attribute(&format!("{}:embed", prefixes.relations), &shown.image);
    add_drawing(&mut blip, shown, prefixes);
    std::iter::once(Node::Element(blip)).chain(placing(shown, prefixes)).collect()
}

/// What is cut, and that the rest fills the frame.
fn placing<'a>(shown: &Shown, prefixes: &Prefixes) -> Vec<Node<'a>> {
    let mut source = prefixes.element("srcRect");
    for (name, cut) in ["l", "t", "r", "b"].into_iter().zip(shown.crop).filter(|(_, cut)| *cut != 0) {
        source.set_attribute(name, &cut.to_string());
    }
    let stretch = prefixes.element("stretch").holding(prefixes.element("fillRect"));
    let source = (shown.crop != [0; 4]).then_some(source);
    source.into_iter().chain([stretch]).map(Node::Element).collect()
}

/// A picture placeholder without a picture becomes a picture: what it is called, where it belongs and its form stay.
fn become_picture<'a>(shape: &mut Element<'a>, prefixes: &Prefixes) {
    let mut picture = shape.sibling("pic");
    picture.number = shape.number;
    for node in std::mem::take(&mut shape.children) {
        let Node::Element(child) = node else { continue };
        match child.local() {
            "nvSpPr" => {
                picture.children.push(Node::Element(picture_properties(child, prefixes)));
                picture.children.push(Node::Element(picture.sibling("blipFill")));
            }
            "spPr" | "style" => picture.children.push(Node::Element(child)),
            _ => {}
        }
    }
    *shape = picture;
}

fn picture_properties<'a>(old: Element<'a>, prefixes: &Prefixes) -> Element<'a> {
    let mut new = old.sibling("nvPicPr");
    for node in old.children {
        match node {
            Node::Element(child) if child.local() == "cNvSpPr" => {
                let mut locks = prefixes.element("picLocks");
                locks.set_attribute("noGrp", "1");
                locks.set_attribute("noChangeAspect", "1");
                new.children.push(Node::Element(child.sibling("cNvPicPr").holding(locks)));
            }
            other => new.children.push(other),
        }
    }
    new
}

/// Puts a picture behind everything on a slide; the relationships of what lay there.
pub(super) fn set_background<'a>(slide: &mut Element<'a>, shown: &Shown, prefixes: &Prefixes) -> Vec<String> {
    let mut background = slide.sibling("bg");
    let mut form = slide.sibling("bgPr");
    let mut fill = prefixes.element("blipFill");
    fill.set_attribute("dpi", "0");
    fill.set_attribute("rotWithShape", "1");
    fill.children = picture_fill(shown, prefixes);
    form.children = vec![Node::Element(fill), Node::Element(prefixes.element("effectLst"))];
    background.children = vec![Node::Element(form)];
    let old = slide
        .child_mut("bg")
        .and_then(|old| old.child_mut("bgPr"))
        .and_then(|form| form.child_mut("blipFill"));
    let old = old.and_then(|fill| fill.child("blip").map(relations)).unwrap_or_default();
    slide.remove_children("bg");
    slide.children.insert(0, Node::Element(background));
    old
}

/// Takes out the extension that holds an element of that name.
pub(super) fn drop_extension(element: &mut Element<'_>, local: &str) {
    let Some(extensions) = element.child_mut("extLst") else { return };
    let before = extensions.children.len();
    extensions
        .children
        .retain(|node| node.element().is_none_or(|extension| extension.child(local).is_none()));
    if extensions.children.len() != before && extensions.elements().next().is_none() {
        element.remove_children("extLst");
    }
}
