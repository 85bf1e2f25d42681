//! Image files to krilla images. JPEG files and plain PNG files travel as they are; other PNG files (with
//! transparency, a palette, a colour profile) are decoded and deflated again.

use std::io::Cursor;
use std::sync::Arc;

use ::image::{ImageFormat, ImageReader};
use krilla::Data;
use krilla::image::Image;

use super::verbatim::Verbatim;
use crate::documents::{DocumentError, image_file};
use crate::scene::{Encoding, PixelSize};

/// The most pixels an image file may announce before it is refused; decoding one costs 4 bytes a pixel.
const MAX_PIXELS: u64 = 100_000_000;

/// The image in `bytes` and its size; `place` names the frame in the error.
pub(super) fn load(
    bytes: &Arc<[u8]>,
    encoding: Encoding,
    place: &str,
    verbatim: &mut Verbatim,
) -> Result<(Image, PixelSize), DocumentError> {
    let refuse = |reason: String| refused(place, &reason);
    let format = match encoding {
        Encoding::Png => ImageFormat::Png,
        Encoding::Jpeg => ImageFormat::Jpeg,
    };
    let reader = || ImageReader::with_format(Cursor::new(bytes.as_ref()), format);
    let (width, height) = reader().into_dimensions().map_err(|error| refuse(error.to_string()))?;
    let size = PixelSize::new(width, height);
    if size.area() > MAX_PIXELS {
        return Err(refuse(format!("it has {width}x{height} pixels")));
    }
    let file: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(bytes));
    let image = match encoding {
        Encoding::Png => match image_file::png_pixels(bytes) {
            Some(pixels) => verbatim.stand_in(pixels)?,
            None => Image::from_png(Data::from(file), false).map_err(refuse)?,
        },
        Encoding::Jpeg if image_file::jpeg_header(bytes).is_some_and(|header| header.channels == 4) => {
            // PDF/A would need a CMYK profile that the page does not have: such a picture becomes RGB.
            let pixels = reader().decode().map_err(|error| refuse(error.to_string()))?;
            Image::from_rgba8(pixels.into_rgba8().into_raw(), width, height)
        }
        Encoding::Jpeg => Image::from_jpeg(Data::from(file), false).map_err(refuse)?,
    };
    Ok((image, size))
}

/// The error for a picture that cannot be used.
pub(super) fn refused(place: &str, reason: &str) -> DocumentError {
    DocumentError::Picture { place: place.to_owned(), reason: reason.to_owned() }
}
