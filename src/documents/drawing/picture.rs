//! Pictures and the words about them.

use super::element::Element;
use super::plan::Placed;
use super::stored::{Related, blip};

/// The extension that marks a drawing as decorative (MS-ODRAWXML 2.24): screen readers pass over it.
const DECORATIVE: &str = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
const DECORATIVE_NAMESPACE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

/// A drawing's properties (`p:cNvPr`, `wp:docPr` ...): its id, its name, and its alt text or that it has none.
pub(in crate::documents) fn described(element: &'static str, id: u32, name: &str, alt: &str) -> Element {
    let named = named(element, id, name).with("descr", alt);
    if !alt.is_empty() {
        return named;
    }
    let mark = Element::new("adec:decorative").with("xmlns:adec", DECORATIVE_NAMESPACE).with("val", "1");
    let extension = Element::new("a:ext").with("uri", DECORATIVE).child(mark);
    named.child(Element::new("a:extLst").child(extension))
}

/// A drawing's properties without words about it: text says itself what it is.
pub(in crate::documents) fn named(element: &'static str, id: u32, name: &str) -> Element {
    Element::new(element).with("id", id).with("name", name)
}

/// The image with its crop (`p:blipFill`, `pic:blipFill`); `related` are the relationships to its files.
pub(in crate::documents) fn blip_fill(element: &'static str, related: &Related, picture: &Placed) -> Element {
    Element::new(element)
        .child(blip(related))
        .child(sides("a:srcRect", picture.cut))
        .child(Element::new("a:stretch").child(Element::new("a:fillRect")))
}

/// The image as the fill of a shape: there LibreOffice passes over `a:srcRect`, so the crop is said as how far the
/// image reaches beyond the shape.
pub(in crate::documents) fn shape_fill(related: &Related, picture: &Placed) -> Element {
    let [left, top, right, bottom] = picture.cut;
    let (across, down) = ((1.0 - left - right).max(1e-6), (1.0 - top - bottom).max(1e-6));
    let beyond = [-left / across, -top / down, -right / across, -bottom / down];
    Element::new("a:blipFill")
        .with("rotWithShape", 1)
        .child(blip(related))
        .child(Element::new("a:stretch").child(sides("a:fillRect", beyond)))
}

/// Shares of the image's width and height, those that are not 0.
fn sides(element: &'static str, shares: [f64; 4]) -> Element {
    let thousandths = shares.map(|share| (share * 100_000.0).round() as i64);
    ["l", "t", "r", "b"]
        .into_iter()
        .zip(thousandths)
        .filter(|(_, share)| *share != 0)
        .fold(Element::new(element), |rect, (side, share)| rect.with(side, share))
}
