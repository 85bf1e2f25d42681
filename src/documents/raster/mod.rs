//! Pixels: a [`Scene`] or a [`Picture`] becomes a PNG file.
//!
//! [`canvas`] paints outlines, glyphs and pictures with tiny-skia; [`png`] writes the file with its provenance mark.

use std::sync::Arc;

use kurbo::Affine;
use tiny_skia::Pixmap;

use super::{DocumentError, xmp};
use crate::scene::{Content, Drawing, Encoding, Fonts, Item, Picture, PixelSize, Scene};
use canvas::Canvas;

mod canvas;
mod glyphs;
mod png;
mod svg_file;

pub use png::write_png;
pub use svg_file::render_svg;

/// The whole page as a PNG file of [`crate::scene::Page::pixels`]. `pictures[n]` fills the scene's `n`th frame;
/// a frame without a picture stays empty.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Picture`] for a picture that cannot be
/// decoded; [`DocumentError::Writer`] when the page has no pixels.
pub fn render(scene: &Scene, pictures: &[Picture], fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    let mut canvas = Canvas::new(scene.page.pixels, Affine::scale(scene.page.scale()))?;
    canvas.clear(scene.background);
    let mut pictures_left = pictures.iter();
    for item in &scene.items {
        match item {
            Item::Shape(shape) => canvas.draw(shape),
            Item::Text(text) => canvas.set(&fonts.typeset(text, scene.language)?),
            Item::Frame(frame) => {
                if let Some(picture) = pictures_left.next() {
                    canvas.fill_frame(frame, picture)?;
                }
            }
        }
    }
    png::write(&canvas.into_pixels(), xmp::page_origin(pictures))
}

/// The bytes of a picture as an image file: encoded ones as they are, SVG files and drawings as PNG of [`Picture::size`].
///
/// # Errors
/// [`DocumentError::Writer`] when the picture has no pixels.
pub fn encode(picture: &Picture) -> Result<(Arc<[u8]>, Encoding), DocumentError> {
    match &picture.content {
        Content::Encoded { encoding, bytes } => Ok((Arc::clone(bytes), *encoding)),
        Content::Svg { png, .. } => Ok((Arc::clone(png), Encoding::Png)),
        Content::Drawn(drawing) => {
            let bytes = png::write(&draw(drawing, picture.size)?, picture.origin)?;
            Ok((bytes.into(), Encoding::Png))
        }
    }
}

/// A drawing stretched to so many pixels.
fn draw(drawing: &Drawing, size: PixelSize) -> Result<Pixmap, DocumentError> {
    let across = f64::from(size.width) / drawing.size.width;
    let down = f64::from(size.height) / drawing.size.height;
    let mut canvas = Canvas::new(size, Affine::scale_non_uniform(across, down))?;
    for shape in &drawing.shapes {
        canvas.draw(shape);
    }
    Ok(canvas.into_pixels())
}

#[cfg(test)]
mod tests;
