//! Image files to krilla images. JPEG files travel as they are; PNG files are decoded and deflated again.

use std::io::Cursor;
use std::sync::Arc;

use ::image::{ImageFormat, ImageReader};
use krilla::Data;
use krilla::image::Image;

use crate::documents::DocumentError;
use crate::scene::Encoding;

/// The most pixels an image file may announce before it is refused; decoding one costs 4 bytes a pixel.
const MAX_PIXELS: u64 = 100_000_000;

/// The image in `bytes`; `place` names the frame in the error.
pub(super) fn load(bytes: &Arc<[u8]>, encoding: Encoding, place: &str) -> Result<Image, DocumentError> {
    let refuse = |reason: String| refused(place, &reason);
    let format = match encoding {
        Encoding::Png => ImageFormat::Png,
        Encoding::Jpeg => ImageFormat::Jpeg,
    };
    let reader = || ImageReader::with_format(Cursor::new(bytes.as_ref()), format);
    let (width, height) = reader().into_dimensions().map_err(|error| refuse(error.to_string()))?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(refuse(format!("it has {width}x{height} pixels")));
    }
    let file: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(bytes));
    match encoding {
        Encoding::Png => Image::from_png(Data::from(file), false).map_err(refuse),
        Encoding::Jpeg if has_four_channels(bytes) => {
            // PDF/A would need a CMYK profile that the page does not have: such a picture becomes RGB.
            let pixels = reader().decode().map_err(|error| refuse(error.to_string()))?;
            Ok(Image::from_rgba8(pixels.into_rgba8().into_raw(), width, height))
        }
        Encoding::Jpeg => Image::from_jpeg(Data::from(file), false).map_err(refuse),
    }
}

/// The error for a picture that cannot be used.
pub(super) fn refused(place: &str, reason: &str) -> DocumentError {
    DocumentError::Picture { place: place.to_owned(), reason: reason.to_owned() }
}

/// Whether a JPEG file is CMYK or YCCK: its frame header (SOF, ITU T.81 B.2.2) counts four components.
fn has_four_channels(jpeg: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = jpeg.get(at..at + 4) {
        let is_frame_header = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame_header {
            return jpeg.get(at + 9) == Some(&4);
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    false
}
