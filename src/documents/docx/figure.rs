//! A scene that is one picture: in a document it is a figure.

use kurbo::Rect;

use super::drawing::Anchors;
use super::section;
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::plan::{Graphic, Placed};
use crate::scene::Page;

/// An inch on all sides, as Word starts with.
const MARGIN: f64 = 72.0;

/// The picture of a page that has nothing else, and is filled by it.
pub(super) fn only_picture<'a>(graphics: &'a [Graphic<'_>], page: &Page) -> Option<&'a Placed> {
    match graphics {
        [Graphic::Picture(placed)] => {
            let seen = placed.bounds.intersect(page.bounds()).area();
            (seen > page.bounds().area() * 0.99).then_some(placed)
        }
        _ => None,
    }
}

/// An A4 page with the picture in its first line, no larger than the column and no larger than it was designed.
///
/// # Errors
/// [`DocumentError::Broken`] when the picture cannot be related.
pub(super) fn body(placed: &Placed, anchors: &mut Anchors<'_>) -> Result<Element, DocumentError> {
    let page = Page::a4();
    // A line needs some air below the picture, or the paragraph goes to a second page.
    let (width, height) = (page.size.width - 2.0 * MARGIN, page.size.height - 2.0 * MARGIN - 24.0);
    let size = placed.bounds.size();
    let scale = (width / size.width).min(height / size.height).min(1.0);
    let figure = Placed { bounds: Rect::from_origin_size((0.0, 0.0), size * scale), ..placed.clone() };
    let run = Element::new("w:r").child(anchors.inline_picture(&figure)?);
    let paragraph = Element::new("w:p").child(run);
    Ok(Element::new("w:body").child(paragraph).child(section(&page, MARGIN)))
}
