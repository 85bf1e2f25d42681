//! What stands around the text: header, footer, page, footnotes.

use super::paragraph::{Paragraph, field, run};
use super::text::{Links, runs};
use super::{NOTES, Page};
use crate::documents::DocumentError;
use crate::documents::docx::styles::valued;
use crate::documents::docx::{DOCUMENT, add, root};
use crate::documents::drawing::element::Element;
use crate::documents::package::{Package, relationship_type};
use crate::documents::report::model::{is_right_to_left, plain};
use crate::documents::report::sheet::{ABOVE, BELOW, FOOTER, HEADER, SIDES};
use crate::scene::units::twips;

/// The section's properties, with its headers and footers added to the package: the first page has no header, a cover
/// and a letter's first page no footer either.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate`].
pub(super) fn section(package: &mut Package, page: Page<'_>) -> Result<Element, DocumentError> {
    let is_bare = page.is_letter() || page.report.head.cover.is_some();
    let (header, footer) = (header(page), footer(page));
    let empty = |style| vec![Paragraph::styled(style).element(Vec::new())];
    let first_footer = if is_bare { empty("Footer") } else { footer.clone() };
    let parts = [
        ("header", "default", "word/header1.xml", "w:hdr", header),
        ("header", "first", "word/header2.xml", "w:hdr", empty("Footer")),
        ("footer", "default", "word/footer1.xml", "w:ftr", footer),
        ("footer", "first", "word/footer2.xml", "w:ftr", first_footer),
    ];
    let mut section = Element::new("w:sectPr");
    for (kind, pages, part, name, content) in parts {
        package.set_part(part, root(name).children(content).into_part());
        let content_type =
            format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        package.set_content_type(part, &content_type);
        let id = package.relate(DOCUMENT, &relationship_type(kind), part)?;
        let reference = if kind == "header" { "w:headerReference" } else { "w:footerReference" };
        section = section.child(Element::new(reference).with("w:type", pages).with("r:id", id));
    }
    let size = page.sheet.size;
    let paper = Element::new("w:pgSz").with("w:w", twips(size.width)).with("w:h", twips(size.height));
    let margins = Element::new("w:pgMar")
        .with("w:top", twips(ABOVE))
        .with("w:right", twips(SIDES))
        .with("w:bottom", twips(BELOW))
        .with("w:left", twips(SIDES))
        .with("w:header", twips(HEADER))
        .with("w:footer", twips(FOOTER))
        .with("w:gutter", 0);
    Ok(section
        .child(paper)
        .child(margins)
        .child(Element::new("w:cols").with("w:space", 720))
        .child(Element::new("w:titlePg")))
}

/// The title at the left, the organisation at the right; a letter has neither.
fn header(page: Page<'_>) -> Vec<Element> {
    let head = &page.report.head;
    if page.is_letter() || (head.title.is_empty() && head.organisation.is_empty()) {
        return vec![Paragraph::styled("Footer").element(Vec::new())];
    }
    let words = format!("{}\t{}", head.title, head.organisation);
    vec![Paragraph::styled("Header").element([run(None, words.trim_end_matches('\t'))])]
}

/// The day at the left, the page's number of all at the right.
fn footer(page: Page<'_>) -> Vec<Element> {
    let date = if page.is_letter() { "" } else { page.report.head.date.as_str() };
    let mut runs = vec![run(None, &format!("{date}\t"))];
    runs.extend(field("PAGE", "1"));
    runs.push(run(None, " / "));
    runs.extend(field("NUMPAGES", "1"));
    vec![Paragraph::styled("Footer").element(runs)]
}

/// The part with the footnotes, the two separators first.
///
/// # Errors
/// As for [`section`].
pub(super) fn notes(package: &mut Package, page: Page<'_>) -> Result<(), DocumentError> {
    let mut links = Links::default();
    let separator = |id: i64, kind: &str, sign: &'static str| {
        let paragraph =
            Paragraph::styled("FootnoteText").element([Element::new("w:r").child(Element::new(sign))]);
        Element::new("w:footnote").with("w:type", kind).with("w:id", id).child(paragraph)
    };
    let mut part = root("w:footnotes").child(separator(-1, "separator", "w:separator")).child(separator(
        0,
        "continuationSeparator",
        "w:continuationSeparator",
    ));
    for (number, note) in page.report.notes.iter().enumerate() {
        let style = Element::new("w:rPr").child(valued("w:rStyle", "FootnoteReference"));
        let mark = Element::new("w:r").child(style).child(Element::new("w:footnoteRef"));
        let right_to_left = is_right_to_left(&plain(note));
        let paragraph = Paragraph { right_to_left, ..Paragraph::styled("FootnoteText") };
        let words = [mark, run(None, " ")].into_iter().chain(runs(note, &mut links));
        part =
            part.child(Element::new("w:footnote").with("w:id", number + 1).child(paragraph.element(words)));
    }
    add(package, NOTES, "footnotes", "footnotes", part.into_part())?;
    links.relate(package, NOTES)
}
