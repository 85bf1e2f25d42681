//! A scene to SVG: live text, real outlines, pictures inside the file.
//!
//! [`page`] writes the items in order with [`shapes`] and [`text`]; [`xml`] keeps the file well-formed. The file says
//! what it shows (`title`, `desc`, `aria-label`) and how it came to be (an XMP packet in `metadata`). Text keeps
//! the letters live: a reader without the font sees its own, at the same places.

use super::{DocumentError, xmp};
use crate::scene::{Drawing, Fonts, Origin, Picture, Scene};
use page::PageWriter;
use xml::Xml;

mod page;
mod shapes;
mod text;
mod xml;

/// One drawing of [`Scene::page`]'s size. `pictures[n]` fills the scene's `n`th frame; a frame without a picture
/// stays empty.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has.
pub fn write(scene: &Scene, pictures: &[Picture], fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    let size = scene.page.size;
    let (width, height) = (xml::number(size.width), xml::number(size.height));
    // A page with words is a document of graphics (WAI-ARIA Graphics Module); without, it is one image.
    let role = if scene.texts().next().is_some() { "graphics-document document" } else { "img" };
    let mut xml = Xml::new();
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &format!("{width}pt")),
            ("height", &format!("{height}pt")),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("lang", scene.language.code()),
            ("role", role),
            ("aria-label", &scene.title),
        ],
    );
    xml.leaf("title", &[], &scene.title);
    let shown: Vec<_> =
        pictures.iter().map(|picture| picture.alt.as_str()).filter(|alt| !alt.is_empty()).collect();
    xml.leaf("desc", &[], &shown.join("; "));
    xml.open("metadata", &[]);
    xml.raw(&xmp::packet(xmp::page_origin(pictures)));
    xml.close();
    let mut page = PageWriter::new(xml, scene, fonts);
    page.write(pictures)?;
    Ok(page.finish().finish().into_bytes())
}

/// A drawing alone, on its canvas; the root cuts what sticks out.
pub fn draw(drawing: &Drawing, origin: Origin) -> Vec<u8> {
    let (width, height) = (xml::number(drawing.size.width), xml::number(drawing.size.height));
    let mut xml = Xml::new();
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("preserveAspectRatio", "none"),
        ],
    );
    xml.open("metadata", &[]);
    xml.raw(&xmp::packet(origin));
    xml.close();
    let mut next_id = 0;
    for shape in &drawing.shapes {
        shapes::write(&mut xml, &mut next_id, shape);
    }
    xml.finish().into_bytes()
}

#[cfg(test)]
mod tests;
