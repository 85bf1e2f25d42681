//! Pictures of Word 97 to 2007: a `v:shape` with a `v:imagedata` in it, named by the shape's alternative text.

use kurbo::Size;

use super::frames::Shown;
use crate::documents::markup::tree::Element;

/// Whether it is a shape of VML that shows a picture.
pub(super) fn is_picture(element: &Element<'_>) -> bool {
    ["shape", "rect"].contains(&element.local()) && element.child("imagedata").is_some()
}

/// The size in points that a shape's style says; zero where it says none.
pub(super) fn size(shape: &Element<'_>) -> Size {
    let style = shape.attribute("style").unwrap_or_default();
    let length = |name: &str| {
        let mut said = style.split(';').filter_map(|part| part.split_once(':'));
        let value = said.rfind(|(key, _)| key.trim() == name).map(|(_, value)| value.trim());
        value.and_then(points).unwrap_or(0.0)
    };
    Size::new(length("width"), length("height"))
}

/// A length of VML, in pixels where it has no unit (MS-OI29500, 2.1.1825).
fn points(text: &str) -> Option<f64> {
    let end = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let factor = match &text[end..] {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "pc" => 12.0,
        "px" | "" => 0.75,
        _ => return None,
    };
    text[..end].trim().parse::<f64>().ok().map(|number| number * factor).filter(|points| *points > 0.0)
}

/// Shows a picture in a shape; the relationships of what it showed before. A crop is in 65,536ths of the picture.
pub(super) fn show(
    shape: &mut Element<'_>,
    shown: &Shown,
    alt: Option<&str>,
    relations: &str,
) -> Vec<String> {
    shape.set_attribute("alt", alt.unwrap_or_default());
    let Some(image) = shape.child_mut("imagedata") else { return Vec::new() };
    let old = image.attribute("id").into_iter().collect();
    image.remove_attribute("href");
    let name = if image.attribute("id").is_some() { "id".to_owned() } else { format!("{relations}:id") };
    image.set_attribute(&name, &shown.image);
    for (name, cut) in ["cropleft", "croptop", "cropright", "cropbottom"].into_iter().zip(shown.crop) {
        image.remove_attribute(name);
        if cut != 0 {
            image.set_attribute(name, &format!("{}f", cut * 65_536 / 100_000));
        }
    }
    old
}
