//! Pictures as PDF images: JPEG and plain PNG files keep their compressed bytes.

use image::ImageFormat;
use kurbo::{Rect, Size};
use lopdf::{Document, ObjectId, Stream, dictionary};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};

use super::defect;
use crate::documents::image_file::{self, PngPixels};
use crate::documents::{DocumentError, raster, xmp};
use crate::scene::{Encoding, Picture, PixelSize};

/// The most pixels a picture may have before it is refused: decoding costs 4 bytes each.
const MAX_PIXELS: u64 = 100_000_000;

/// An image in the document.
pub(super) struct Image {
    pub id: ObjectId,
    /// In pixels.
    pub size: Size,
}

/// Adds a picture to the document, with its transparency and the mark of how it was made.
pub(super) fn embed(picture: &Picture, place: &str, document: &mut Document) -> Result<Image, DocumentError> {
    let (bytes, encoding) = raster::encode(picture)?;
    let ready = match encoding {
        Encoding::Jpeg => jpeg_stream(&bytes),
        Encoding::Png => image_file::png_pixels(&bytes).map(png_stream),
    };
    let (mut stream, size) = match ready {
        Some(ready) => ready,
        None => {
            let refuse = |reason| DocumentError::Picture { place: place.to_owned(), reason };
            decoded_stream(&decode(&bytes, encoding).map_err(refuse)?, document)?
        }
    };
    let mark = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let mark = Stream::new(mark, xmp::packet(picture.origin).into_bytes()).with_compression(false);
    stream.dict.set("Metadata", document.add_object(mark));
    Ok(Image { id: document.add_object(stream), size: Size::new(size.width.into(), size.height.into()) })
}

/// The operators that draw the image `Im` on `place` (y downwards), cut to a box of `size`.
pub(super) fn operators(size: Size, place: Rect) -> String {
    let (width, height) = (size.width, size.height);
    let (x, y) = (place.x0, height - place.y1);
    let (across, up) = (place.width(), place.height());
    format!("q 0 0 {width:.3} {height:.3} re W n {across:.3} 0 0 {up:.3} {x:.3} {y:.3} cm /Im Do Q\n")
}

/// A JPEG file as it is; `None` for one that is broken or in CMYK, whose inks differ from file to file.
fn jpeg_stream(file: &[u8]) -> Option<(Stream, PixelSize)> {
    let header = image_file::jpeg_header(file)?;
    let space = match header.channels {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return None,
    };
    Some((stream_of(header.size, space, "DCTDecode", file.to_vec()), header.size))
}

/// The pixels of a PNG file as they are.
fn png_stream(pixels: PngPixels) -> (Stream, PixelSize) {
    let PngPixels { size, channels, data } = pixels;
    let rows = dictionary! {
        "Predictor" => 15, // each row names its own PNG filter
        "Colors" => i64::from(channels),
        "BitsPerComponent" => 8,
        "Columns" => i64::from(size.width),
    };
    let space = if channels == 1 { "DeviceGray" } else { "DeviceRGB" };
    let mut stream = stream_of(size, space, "FlateDecode", data);
    stream.dict.set("DecodeParms", rows);
    (stream, size)
}

/// Decoded pixels: colours in one image, and their opacity in another when any is not solid.
fn decoded_stream(
    pixels: &image::RgbaImage,
    document: &mut Document,
) -> Result<(Stream, PixelSize), DocumentError> {
    let size = PixelSize::new(pixels.width(), pixels.height());
    let colours: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
    let opacity: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
    let (mut stream, _) = png_stream(packed(size, ColorType::Rgb, &colours)?);
    if opacity.iter().any(|part| *part != 255) {
        let (mask, _) = png_stream(packed(size, ColorType::Grayscale, &opacity)?);
        stream.dict.set("SMask", document.add_object(mask));
    }
    Ok((stream, size))
}

/// Packs pixels the way PNG does: fdeflate on filtered rows is ten times faster than plain zlib, and smaller.
fn packed(size: PixelSize, colour: ColorType, pixels: &[u8]) -> Result<PngPixels, DocumentError> {
    let write = || -> Result<Vec<u8>, EncodingError> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, size.width, size.height);
        encoder.set_color(colour);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Fast);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(pixels)?;
        writer.finish()?;
        Ok(file)
    };
    image_file::png_pixels(&write().map_err(defect)?).ok_or_else(|| defect("packed pixels cannot be read"))
}

fn stream_of(size: PixelSize, space: &str, filter: &str, data: Vec<u8>) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(size.width),
        "Height" => i64::from(size.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Filter" => filter,
    };
    Stream::new(dictionary, data).with_compression(false)
}

fn decode(bytes: &[u8], encoding: Encoding) -> Result<image::RgbaImage, String> {
    let format = match encoding {
        Encoding::Png => ImageFormat::Png,
        Encoding::Jpeg => ImageFormat::Jpeg,
    };
    let reader = || image::ImageReader::with_format(std::io::Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(|error| error.to_string())?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!("it has {width}x{height} pixels"));
    }
    Ok(reader().decode().map_err(|error| error.to_string())?.into_rgba8())
}
