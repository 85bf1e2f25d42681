//! Pictures and the words about them.

use super::element::Element;
use super::plan::Placed;

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

/// The image with its crop (`p:blipFill`, `pic:blipFill`); `relation` is the id of the relationship to the file.
pub(in crate::documents) fn blip_fill(element: &'static str, relation: &str, picture: &Placed) -> Element {
    let share = |share: f64| (share * 100_000.0).round() as i64;
    let sides = ["l", "t", "r", "b"].into_iter().zip(picture.cut.map(share));
    let cut = sides
        .filter(|(_, share)| *share != 0)
        .fold(Element::new("a:srcRect"), |cut, (side, share)| cut.with(side, share));
    Element::new(element)
        .child(Element::new("a:blip").with("r:embed", relation))
        .child(cut)
        .child(Element::new("a:stretch").child(Element::new("a:fillRect")))
}
