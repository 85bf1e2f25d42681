//! Picture files that people pass in: recognised by their first bytes, bounded by their header. SVG files are written
//! anew by `clean`, bounded by `cost`, and drawn once for readers that cannot draw them.

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, ImageReader};

use super::{DocumentError, Limits, raster};
use crate::scene::{Content, Encoding, Origin, Picture, PixelSize};

mod clean;
mod cost;

/// The longer side of a drawing in pixels: a page's width at 250 to the inch.
const DRAWN_SIDE: u32 = 2048;

/// Reads a PNG, JPEG, WebP or SVG file into a [`Picture`] for `place`; WebP becomes PNG, which every Office reads; SVG
/// keeps its outlines beside a PNG.
///
/// # Errors
/// [`DocumentError::Picture`] when it is no such file, is broken, or has more pixels than the limits allow.
pub fn read_picture(
    file: impl Into<Arc<[u8]>>,
    place: &str,
    alt: &str,
    limits: &Limits,
) -> Result<Picture, DocumentError> {
    let refuse = |reason: String| DocumentError::Picture { place: place.to_owned(), reason };
    let file: Arc<[u8]> = file.into();
    if clean::is_svg(&file) {
        let svg = clean::clean(&file).map_err(&refuse)?;
        let (png, size) = raster::render_svg(&svg, DRAWN_SIDE).map_err(refuse)?;
        return Ok(picture(Content::Svg { svg: svg.into_bytes().into(), png: png.into() }, size, alt));
    }
    let format = image::guess_format(&file)
        .map_err(|_| refuse("it is not a PNG, JPEG, WebP or SVG file".to_owned()))?;
    let reader = || ImageReader::with_format(Cursor::new(file.as_ref()), format);
    let (width, height) = reader().into_dimensions().map_err(|error| refuse(error.to_string()))?;
    if u64::from(width) * u64::from(height) > limits.picture_pixels {
        return Err(refuse(format!(
            "it has {width}x{height} pixels; at most {} are read",
            limits.picture_pixels
        )));
    }
    // Decoded once even when kept as it is: a broken file must be refused here, not by Word.
    let decode = || reader().decode().map_err(|error| refuse(error.to_string()));
    let (bytes, encoding) = match format {
        ImageFormat::Png => {
            png_rows(&file).map_err(|error| refuse(error.to_string()))?;
            (file, Encoding::Png)
        }
        ImageFormat::Jpeg => {
            decode()?;
            (file, Encoding::Jpeg)
        }
        _ => {
            let mut png = Cursor::new(Vec::new());
            decode()?.write_to(&mut png, ImageFormat::Png).map_err(|error| refuse(error.to_string()))?;
            (png.into_inner().into(), Encoding::Png)
        }
    };
    Ok(picture(Content::Encoded { encoding, bytes }, PixelSize::new(width, height), alt))
}

/// Decodes a PNG file row by row and keeps none: at 50 megapixels that is 150 MB less than the picture.
fn png_rows(file: &[u8]) -> Result<(), png::DecodingError> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info()?;
    while reader.next_row()?.is_some() {}
    Ok(())
}

fn picture(content: Content, size: PixelSize, alt: &str) -> Picture {
    Picture {
        content,
        size,
        seed: 0,
        model: String::new(),
        alt: alt.to_owned(),
        origin: Origin::Given,
        shows: Vec::new(),
        mark: None,
    }
}

#[cfg(test)]
mod svg_tests;
#[cfg(test)]
mod tests {
    use super::*;

    fn file(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(8, 4, image::Rgb([200, 30, 30])).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn the_formats_that_documents_carry_are_kept_and_webp_is_converted() {
        let check = |format, expected: Encoding| {
            let picture = read_picture(file(format), "cover", "", &Limits::for_testing()).unwrap();
            let Content::Encoded { encoding, .. } = picture.content else { panic!("drawn") };
            assert_eq!((encoding, picture.size), (expected, PixelSize::new(8, 4)));
        };
        check(ImageFormat::Png, Encoding::Png);
        check(ImageFormat::Jpeg, Encoding::Jpeg);
        check(ImageFormat::WebP, Encoding::Png);
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_place() {
        let check = |bytes: Vec<u8>, expected: &str| {
            let error = read_picture(bytes, "cover", "", &Limits::for_testing()).unwrap_err().to_string();
            assert!(error.contains("cover") && error.contains(expected), "{error}");
        };
        check(b"GIF89a".to_vec(), "");
        check(b"hello".to_vec(), "not a PNG, JPEG, WebP or SVG");
        check(file(ImageFormat::Png)[..60].to_vec(), "");
        let mut flood = file(ImageFormat::Png);
        flood[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        let crc = crc32fast::hash(&flood[12..29]);
        flood[29..33].copy_from_slice(&crc.to_be_bytes());
        check(flood, "16384x16384 pixels");
    }
}
