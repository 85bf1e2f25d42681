//! A tag of ours in somebody else's document.

use vignette::documents::package::{Kind, Package};

/// The name in the tag.
pub const PROBE: &str = "vignette_probe";

const FILLED: &str = "&lt;Filled &amp; 채움&gt;";

/// A part, its text with a tag put in, and its text with the tag filled; `None` when there is no place for one.
pub fn place(package: &Package) -> Option<(String, String, String)> {
    match package.kind() {
        Kind::Word => paragraph(package),
        Kind::PowerPoint => slide(package),
        Kind::Excel => None,
    }
}

/// A paragraph at the start of the body.
fn paragraph(package: &Package) -> Option<(String, String, String)> {
    let main = "wordprocessingml.document.main+xml";
    let name = package
        .names()
        .find(|name| {
            package.content_type(name).ends_with(main) || package.content_type(name).ends_with(".main+xml")
        })?
        .to_owned();
    let text = package.text(&name).ok()?;
    let open = text.match_indices('<').map(|(at, _)| at + 1).find(|&at| {
        let tag = text[at..].split(['>', ' ', '/']).next().unwrap_or_default();
        tag == "body" || tag.ends_with(":body")
    })?;
    let end = open + text[open..].find('>')?;
    if text[..end].ends_with('/') {
        return None;
    }
    let prefix = text[open..].split_once("body")?.0;
    let with = |attribute: &str, content: &str| {
        let run = format!(
            "<{prefix}p><{prefix}r><{prefix}t{attribute}>{content}</{prefix}t></{prefix}r></{prefix}p>"
        );
        format!("{}{run}{}", &text[..=end], &text[end + 1..])
    };
    Some((name, with("", &format!("{{{{ {PROBE} }}}}")), with(" xml:space=\"preserve\"", FILLED)))
}

/// A run before the first run of a slide.
fn slide(package: &Package) -> Option<(String, String, String)> {
    let slides =
        package.names().filter(|name| package.content_type(name).ends_with("presentationml.slide+xml"));
    slides.map(str::to_owned).find_map(|name| {
        let text = package.text(&name).ok()?;
        let at = text.find("<a:r>")?;
        let with = |content: &str| format!("{}<a:r><a:t>{content}</a:t></a:r>{}", &text[..at], &text[at..]);
        Some((name, with(&format!("{{{{ {PROBE} }}}}")), with(FILLED)))
    })
}
