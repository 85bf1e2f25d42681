//! One picture in another file format, with its provenance mark: what programs ask for that take no PNG.
//!
//! JPEG carries the mark in an APP1 segment (Adobe XMP, part 3, 1.1.3), WebP in an `XMP ` chunk (RFC 9649, 2.7).

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder as _, ImageError, ImageFormat, Rgb, RgbImage, RgbaImage,
};

use super::{DocumentError, xmp};
use crate::scene::{Origin, PixelSize};

/// A file format for one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// PNG: nothing is lost.
    Png,
    /// JPEG of a quality from 1 to 100; what was transparent becomes white.
    Jpeg(u8),
    /// WebP, the kind that loses nothing.
    Webp,
}

impl Still {
    /// The file name's ending, as in `jpeg`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg(_) => "jpeg",
            Self::Webp => "webp",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg(_) => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// A PNG file of ours in another format. `opaque` puts white under what is transparent; a JPEG is always opaque.
///
/// # Errors
/// [`DocumentError::Writer`] for a file that is no PNG.
pub fn export(png: &[u8], still: Still, opaque: bool, origin: Origin) -> Result<Vec<u8>, DocumentError> {
    let fail = |reason: String| DocumentError::Writer { format: still.extension(), reason };
    let pixels = image::load_from_memory_with_format(png, ImageFormat::Png);
    let pixels = pixels.map_err(|error| fail(error.to_string()))?;
    let pixels = match opaque && pixels.color().has_alpha() {
        true => DynamicImage::from(over_white(&pixels.into_rgba8())),
        false => pixels,
    };
    match still {
        Still::Png => {
            let size = PixelSize::new(pixels.width(), pixels.height());
            super::raster::write_png(&pixels.into_rgba8(), size, origin)
        }
        Still::Jpeg(quality) => jpeg(&pixels, quality, origin).map_err(|error| fail(error.to_string())),
        Still::Webp => webp(&pixels, origin).map_err(|error| fail(error.to_string())),
    }
}

fn jpeg(pixels: &DynamicImage, quality: u8, origin: Origin) -> Result<Vec<u8>, ImageError> {
    let solid = if pixels.color().has_alpha() { over_white(&pixels.to_rgba8()) } else { pixels.to_rgb8() };
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality.clamp(1, 100)).encode_image(&solid)?;
    Ok(marked_jpeg(&file, &xmp::packet(origin)))
}

/// The file with the packet in a segment behind its first one, JFIF's own.
fn marked_jpeg(file: &[u8], packet: &str) -> Vec<u8> {
    const NAME: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
    let length = (2 + NAME.len() + packet.len()) as u16;
    // Start of image, then APP0 with its length.
    let after = match file.get(2..6) {
        Some([0xFF, 0xE0, high, low]) => 4 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 2,
    };
    let (head, rest) = file.split_at(after.min(file.len()));
    [head, &[0xFF, 0xE1], &length.to_be_bytes(), NAME, packet.as_bytes(), rest].concat()
}

fn webp(pixels: &DynamicImage, origin: Origin) -> Result<Vec<u8>, ImageError> {
    let mut file = Cursor::new(Vec::new());
    let has_alpha = pixels.color().has_alpha();
    let encoder = WebPEncoder::new_lossless(&mut file);
    let (width, height) = (pixels.width(), pixels.height());
    if has_alpha {
        encoder.write_image(&pixels.to_rgba8(), width, height, ExtendedColorType::Rgba8)?;
    } else {
        encoder.write_image(&pixels.to_rgb8(), width, height, ExtendedColorType::Rgb8)?;
    }
    Ok(marked_webp(&file.into_inner(), width, height, has_alpha, &xmp::packet(origin)))
}

/// The simple file as an extended one: a `VP8X` chunk that says what follows, the picture's own chunk, the packet.
fn marked_webp(file: &[u8], width: u32, height: u32, has_alpha: bool, packet: &str) -> Vec<u8> {
    const RIFF_HEADER: usize = 12;
    let picture = file.get(RIFF_HEADER..).unwrap_or_default();
    let flags = if has_alpha { 0x14 } else { 0x04 };
    let side = |pixels: u32| pixels.saturating_sub(1).to_le_bytes();
    let ([w0, w1, w2, _], [h0, h1, h2, _]) = (side(width), side(height));
    let header = chunk(b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
    let body = [&b"WEBP"[..], &header, picture, &chunk(b"XMP ", packet.as_bytes())].concat();
    chunk(b"RIFF", &body)
}

/// A chunk: its name, its length, what is in it, and a byte that makes it even.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = [name, &(content.len() as u32).to_le_bytes()[..], content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn over_white(pixels: &RgbaImage) -> RgbImage {
    let (width, height) = pixels.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0.map(u32::from);
        Rgb([red, green, blue].map(|part| ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left half a colour, right half transparent.
    fn half() -> Vec<u8> {
        let pixels = RgbaImage::from_fn(33, 20, |x, _| {
            image::Rgba(if x < 16 { [10, 120, 200, 255] } else { [10, 120, 200, 0] })
        });
        super::super::raster::write_png(&pixels, PixelSize::new(33, 20), Origin::Procedural).unwrap()
    }

    fn check(still: Still, opaque: bool, right: [u8; 4]) {
        let file = export(&half(), still, opaque, Origin::Trained).unwrap();
        let mark = Origin::Trained.source_type().as_bytes();
        assert!(file.windows(mark.len()).any(|window| window == mark), "{still:?}: no mark");
        let pixels = image::load_from_memory(&file).unwrap().into_rgba8();
        assert_eq!(pixels.dimensions(), (33, 20), "{still:?}");
        let near = |x: u32, expected: [u8; 4]| {
            let found = pixels.get_pixel(x, 10).0;
            assert!(
                found.iter().zip(expected).all(|(one, two)| one.abs_diff(two) < 12),
                "{still:?}: {found:?}"
            );
        };
        near(4, [10, 120, 200, 255]);
        if right[3] == 0 { assert_eq!(pixels.get_pixel(28, 10).0[3], 0) } else { near(28, right) }
    }

    #[test]
    fn each_format_keeps_the_picture_and_carries_its_mark() {
        check(Still::Png, false, [0; 4]);
        check(Still::Webp, false, [0; 4]);
        check(Still::Jpeg(90), false, [255; 4]);
        for still in [Still::Png, Still::Webp, Still::Jpeg(90)] {
            check(still, true, [255; 4]);
        }
    }

    #[test]
    fn less_quality_is_a_smaller_file() {
        let pixels = RgbaImage::from_fn(64, 64, |x, y| {
            image::Rgba([(x * 4) as u8, (y * x) as u8, (y * 4) as u8, 255])
        });
        let png = super::super::raster::write_png(&pixels, PixelSize::new(64, 64), Origin::Given).unwrap();
        let size = |quality| export(&png, Still::Jpeg(quality), false, Origin::Given).unwrap().len();
        assert!(size(20) < size(95));
        assert!(export(b"GIF89a", Still::Webp, false, Origin::Given).is_err());
    }
}
