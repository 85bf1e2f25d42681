//! Pictures put into their places: the frame, wrap, border and effects stay; the pixels, the crop and the alternative
//! text are new.

use std::collections::BTreeMap;

use super::places::{fit_of, is_picture};
use super::render::stop_prompting;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::package::{Package, relationship_type};
use crate::documents::template::wall::{Hanging, Wall, WantedPicture};
use crate::documents::{DocumentError, raster};
use crate::scene::{Fit, Picture, PixelSize};
use kurbo::Size;

/// The pictures of one filling.
pub(super) struct Gallery<'d> {
    pictures: &'d BTreeMap<String, Picture>,
    wall: &'d Wall,
    stored: BTreeMap<String, String>,
}

/// A picture for one place.
struct Hung {
    media: String,
    crop: [i64; 4],
    alt: String,
}

impl<'d> Gallery<'d> {
    /// The pictures by the names that are wanted; the data may say `fit` and `alt` there too.
    pub fn new(pictures: &'d BTreeMap<String, Picture>, wall: &'d Wall) -> Self {
        Self { pictures, wall, stored: BTreeMap::new() }
    }

    /// Fills every marked picture of a part. Returns the relationship ids of the pictures that were there before.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] for a picture that is no picture; [`DocumentError::Writer`] when a drawing has no
    /// pixels.
    pub fn hang(
        &mut self,
        nodes: &mut [Node<'_>],
        part: &str,
        package: &mut Package,
    ) -> Result<Vec<String>, DocumentError> {
        let mut replaced = Vec::new();
        for node in nodes {
            let Node::Element(element) = node else { continue };
            let number = if element.is_paragraph() { 0 } else { element.number };
            if let Some((hanging, wanted)) = self.wall.hanging(number) {
                let Some(hung) = self.hung(hanging, wanted, package)? else { continue };
                if is_picture(element) {
                    let id = package.relate(part, &relationship_type("image"), &hung.media)?;
                    replaced.extend(replace(element, &id, hung.crop));
                } else {
                    element.set_attribute("descr", &hung.alt);
                    drop_decorative(element, &hung.alt);
                }
            }
            let inside = self.hang(&mut element.children, part, package)?;
            if !inside.is_empty() {
                stop_prompting(element);
            }
            replaced.extend(inside);
        }
        Ok(replaced)
    }

    fn hung(
        &mut self,
        hanging: &Hanging,
        wanted: &WantedPicture,
        package: &mut Package,
    ) -> Result<Option<Hung>, DocumentError> {
        let name = &wanted.name;
        let Some(picture) = self.pictures.get(name) else {
            return Ok(None);
        };
        let media = match self.stored.get(name) {
            Some(media) => media.clone(),
            None => {
                let (bytes, encoding) = raster::encode(picture)?;
                let media = package.add_media(bytes, encoding);
                self.stored.insert(name.clone(), media.clone());
                media
            }
        };
        let wish = |key| wanted.value.as_ref().and_then(|value| value.get(key)?.as_str());
        let fit = wish("fit").and_then(fit_of).unwrap_or(hanging.fit);
        let alt = wish("alt").unwrap_or(&picture.alt).to_owned();
        Ok(Some(Hung { media, crop: crop(fit, hanging.size, picture.size), alt }))
    }
}

/// How much of each side is cut (left, top, right, bottom), in thousandths of a percent of the picture; negative
/// where the frame stays empty. Word and PowerPoint write just this for "fill" and "fit" (ECMA-376 part 1,
/// 20.1.8.55).
fn crop(fit: Fit, frame: Size, picture: PixelSize) -> [i64; 4] {
    let usable = frame.area() > 0.0 && picture.area() > 0;
    let (frame, picture) = (frame.width / frame.height.max(f64::MIN_POSITIVE), picture.ratio());
    let side = |inner: f64, outer: f64| ((1.0 - inner / outer) / 2.0 * 100_000.0).round() as i64;
    let wider = picture > frame;
    match fit {
        _ if !usable => [0; 4],
        Fit::Stretch => [0; 4],
        // Of a picture that is wider than the frame, cover cuts the sides and contain leaves room above and below.
        Fit::Cover if wider => [side(frame, picture), 0, side(frame, picture), 0],
        Fit::Cover => [0, side(picture, frame), 0, side(picture, frame)],
        Fit::Contain if wider => [0, side(picture, frame), 0, side(picture, frame)],
        Fit::Contain => [side(frame, picture), 0, side(frame, picture), 0],
    }
}

/// Puts new pixels into a picture; the relationship of the old ones.
fn replace(picture: &mut Element<'_>, id: &str, crop: [i64; 4]) -> Option<String> {
    let fill = picture.child_mut("blipFill")?;
    let blip = fill.child_mut("blip")?;
    let old = blip.attribute("embed");
    blip.remove_attribute("link");
    blip.set_attribute("r:embed", id);
    drop_vector_original(blip);
    let mut source = blip.sibling("srcRect");
    for (name, cut) in ["l", "t", "r", "b"].into_iter().zip(crop).filter(|(_, cut)| *cut != 0) {
        source.set_attribute(name, &cut.to_string());
    }
    let mut stretch = blip.sibling("stretch");
    stretch.children = vec![Node::Element(blip.sibling("fillRect"))];
    for name in ["srcRect", "tile", "stretch"] {
        fill.remove_children(name);
    }
    if crop != [0; 4] {
        fill.children.push(Node::Element(source));
    }
    fill.children.push(Node::Element(stretch));
    old
}

/// The placeholder's SVG original would be shown instead of the new pixels.
fn drop_vector_original(blip: &mut Element<'_>) {
    let Some(extensions) = blip.child_mut("extLst") else { return };
    extensions
        .children
        .retain(|node| node.element().is_none_or(|extension| extension.child("svgBlip").is_none()));
    if extensions.elements().next().is_none() {
        blip.remove_children("extLst");
    }
}

/// A picture that says something is not decorative any more.
fn drop_decorative(properties: &mut Element<'_>, alt: &str) {
    let Some(extensions) = properties.child_mut("extLst").filter(|_| !alt.is_empty()) else { return };
    extensions.children.retain(|node| node.element().is_none_or(|ext| ext.child("decorative").is_none()));
    if extensions.elements().next().is_none() {
        properties.remove_children("extLst");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_cuts_and_contain_leaves_room() {
        let check = |fit, frame: (f64, f64), pixels: (u32, u32), expected| {
            assert_eq!(crop(fit, frame.into(), PixelSize::new(pixels.0, pixels.1)), expected);
        };
        check(Fit::Cover, (100.0, 100.0), (200, 100), [25_000, 0, 25_000, 0]);
        check(Fit::Cover, (200.0, 100.0), (100, 100), [0, 25_000, 0, 25_000]);
        check(Fit::Contain, (100.0, 100.0), (200, 100), [0, -50_000, 0, -50_000]);
        check(Fit::Contain, (200.0, 100.0), (100, 100), [-50_000, 0, -50_000, 0]);
        check(Fit::Cover, (16.0, 9.0), (1600, 900), [0; 4]);
        check(Fit::Stretch, (200.0, 100.0), (100, 100), [0; 4]);
        check(Fit::Cover, (0.0, 100.0), (100, 100), [0; 4]);
        check(Fit::Cover, (100.0, 100.0), (0, 100), [0; 4]);
    }
}
