//! SVG files as they go on: written anew with what is drawn; what acts, fetches or needs more than outlines is refused.

use super::cost;
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::xml;

/// The largest file: logos and icons are a hundredth of it.
const LARGEST: usize = 2 << 20;

/// The most elements; a map of the world's countries has a tenth of it.
const MOST_ELEMENTS: usize = 20_000;

/// The deepest nesting: drawing programs stay below 20.
const DEEPEST: usize = 64;

/// How often a style sheet may be held against an element: rules times elements.
const MOST_MATCHES: usize = 4_000_000;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements that stay. Others say nothing that is seen (metadata, animations, what editors remember) and go.
const KEPT: [&str; 21] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "style",
    "title",
    "desc",
];

/// Elements without which the drawing would look different, and what to call them.
const REFUSED: [(&str, &str); 8] = [
    ("script", "holds a script"),
    ("text", "holds live text; save it with the text as outlines"),
    ("image", "holds a picture of pixels; give that as PNG or JPEG"),
    ("filter", "uses filters; save it as plain outlines or as PNG"),
    ("pattern", "uses patterns; save it as plain outlines or as PNG"),
    ("marker", "uses markers; save it as plain outlines or as PNG"),
    ("foreignObject", "holds HTML; save it as plain outlines or as PNG"),
    ("font-face-uri", "names a font file; save it with the text as outlines"),
];

/// Whether a file looks like SVG.
pub(super) fn is_svg(file: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&file[..file.len().min(4096)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<svg")
        || (start.starts_with("<?xml") || start.starts_with("<!")) && start.contains("<svg")
        || start.starts_with("<svg:svg")
}

/// An SVG file that may be drawn and passed on, written anew.
///
/// # Errors
/// Why not, as the rest of a sentence.
pub(super) fn clean(file: &[u8]) -> Result<String, String> {
    if file.len() > LARGEST {
        return Err(format!("its SVG file is larger than {} MiB", LARGEST >> 20));
    }
    let text = without_doctype(&xml::decode("the SVG file", file).map_err(|error| error.to_string())?)?;
    let nodes = tree::parse("the SVG file", &text).map_err(|error| error.to_string())?;
    let root = nodes.iter().find_map(Node::element).filter(|root| root.local() == "svg");
    let root = root.ok_or("it is no SVG drawing")?;
    let mut cleaning = Cleaning { prefix: root.prefix(), elements: 0, rules: 0 };
    let mut cleaned = cleaning.kept(root, "", 0)?.ok_or("it is no SVG drawing")?;
    if cleaning.rules * cleaning.elements > MOST_MATCHES {
        return Err("its SVG file has too many style rules".to_owned());
    }
    cost::check(&cleaned)?;
    cleaned.set_exact("xmlns", SVG);
    cleaned.set_exact("xmlns:xlink", XLINK);
    let mut written = String::new();
    tree::write(&[Node::Element(cleaned)], &mut written);
    Ok(written)
}

/// Drawing programs write a DOCTYPE that says nothing; one that declares something is refused.
fn without_doctype(text: &str) -> Result<String, String> {
    let Some(start) = text.find("<!DOCTYPE") else { return Ok(text.to_owned()) };
    let end = text[start..].find('>').map_or(text.len(), |end| start + end + 1);
    match text[start..end].contains('[') || text[end..].contains("<!DOCTYPE") {
        true => Err("its DOCTYPE declares entities; save it as plain SVG".to_owned()),
        false => Ok(format!("{}{}", &text[..start], &text[end..])),
    }
}

struct Cleaning<'p> {
    /// What the file calls the namespace of SVG.
    prefix: &'p str,
    elements: usize,
    rules: usize,
}

impl Cleaning<'_> {
    /// The element as it is passed on; `None` when nothing of it is seen.
    fn kept(
        &mut self,
        element: &Element<'_>,
        parent: &str,
        depth: usize,
    ) -> Result<Option<Element<'static>>, String> {
        let is_foreign = element.prefix() != self.prefix
            || element.exact("xmlns").is_some_and(|namespace| namespace != SVG);
        let local = element.local();
        // Illustrator puts what only it reads into a switch, beside the drawing itself.
        if is_foreign || local == "foreignObject" && parent == "switch" {
            return Ok(None);
        }
        if let Some((_, what)) = REFUSED.iter().find(|(name, _)| *name == local) {
            return Err(format!("its SVG file {what}"));
        }
        // A link leads out of the document; what it shows stays.
        let local = if local == "a" { "g" } else { local };
        if !KEPT.contains(&local) {
            return Ok(None);
        }
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || depth > DEEPEST {
            return Err(format!(
                "its SVG file has more than {MOST_ELEMENTS} elements or nests deeper than {DEEPEST}"
            ));
        }
        let mut kept = Element::new(Space::Other, local.to_owned());
        copy_attributes(element, &mut kept)?;
        match local {
            "style" | "title" | "desc" => self.keep_text(element, &mut kept)?,
            _ => {
                for child in element.elements() {
                    kept.children.extend(self.kept(child, local, depth + 1)?.map(Node::Element));
                }
            }
        }
        Ok(Some(kept))
    }

    fn keep_text(&mut self, element: &Element<'_>, kept: &mut Element<'_>) -> Result<(), String> {
        let text = element.own_text();
        if element.local() == "style" {
            self.rules += text.matches('{').count();
            refuse_outside(&text)?;
        }
        kept.set_own_text(&text);
        Ok(())
    }
}

/// Attributes of SVG itself, and references within the file.
fn copy_attributes(element: &Element<'_>, kept: &mut Element<'_>) -> Result<(), String> {
    for (name, raw) in element.raw_attributes() {
        let value = xml::unescape(raw);
        let own = match name.split_once(':') {
            Some(("xml", "space" | "lang")) => name,
            Some((_, "href")) => "href",
            Some(_) => continue,
            None if name == "xmlns" => continue,
            None => name,
        };
        if own.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err("its SVG file holds a script".to_owned());
        }
        if own == "href" {
            match element.local() {
                "a" => continue,
                _ if !value.starts_with('#') => return Err(OUTSIDE.to_owned()),
                _ => kept.set_exact("xlink:href", &value),
            }
            continue;
        }
        refuse_outside(&value)?;
        kept.set_exact(own, &value);
    }
    Ok(())
}

const OUTSIDE: &str = "its SVG file names something outside of itself";

/// Refuses text with an address in it, however a style sheet may write one.
fn refuse_outside(text: &str) -> Result<(), String> {
    let text = text.to_ascii_lowercase();
    let is_within = |rest: &str| rest.trim_start_matches([' ', '\t', '\n', '\r', '\'', '"']).starts_with('#');
    let signs = ["//", "\\", "@import", "javascript:", "file:", "data:", "image-set(", "src("];
    if signs.iter().any(|sign| text.contains(sign)) || text.split("url(").skip(1).any(|rest| !is_within(rest))
    {
        return Err(OUTSIDE.to_owned());
    }
    Ok(())
}
