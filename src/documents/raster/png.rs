//! Pixels to a PNG file with its provenance mark.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use tiny_skia::Pixmap;

use crate::documents::{DocumentError, xmp};
use crate::scene::{Origin, PixelSize};

/// Writes `pixels` as PNG: 8-bit RGB when every pixel is solid, else RGBA, with the origin in an XMP packet.
pub(super) fn write(pixels: &Pixmap, origin: Origin) -> Result<Vec<u8>, DocumentError> {
    encode(pixels, origin).map_err(|error| DocumentError::Writer { format: "png", reason: error.to_string() })
}

/// Writes straight red, green, blue and alpha of each pixel as PNG, as [`write`] does.
///
/// # Errors
/// [`DocumentError::Writer`] when there are more or fewer pixels than the size says.
pub fn write_png(pixels: &[u8], size: PixelSize, origin: Origin) -> Result<Vec<u8>, DocumentError> {
    let solid = pixels.iter().skip(3).step_by(4).all(|alpha| *alpha == 255);
    let colours = |pixels: &[u8]| -> Vec<u8> {
        pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    };
    let made = if solid {
        encode_bytes(&colours(pixels), size, true, origin)
    } else {
        encode_bytes(pixels, size, false, origin)
    };
    made.map_err(|error| DocumentError::Writer { format: "png", reason: error.to_string() })
}

fn encode(pixels: &Pixmap, origin: Origin) -> Result<Vec<u8>, EncodingError> {
    let solid = pixels.pixels().iter().all(|pixel| pixel.alpha() == 255);
    let size = PixelSize::new(pixels.width(), pixels.height());
    encode_bytes(&if solid { rgb(pixels) } else { rgba(pixels) }, size, solid, origin)
}

fn encode_bytes(
    bytes: &[u8],
    size: PixelSize,
    solid: bool,
    origin: Origin,
) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size.width, size.height);
    encoder.set_color(if solid { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    // fdeflate: a tenth of zlib's time for about the same size on drawings.
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), xmp::packet(origin))?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bytes)?;
    writer.finish()?;
    Ok(file)
}

fn rgb(pixels: &Pixmap) -> Vec<u8> {
    pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

fn rgba(pixels: &Pixmap) -> Vec<u8> {
    let straight = pixels.pixels().iter().map(|pixel| pixel.demultiply());
    straight.flat_map(|colour| [colour.red(), colour.green(), colour.blue(), colour.alpha()]).collect()
}
