//! The pictures that a PDF holds, as pixels.

use image::{DynamicImage, GrayImage, RgbImage};
use lopdf::{Document, Object, Stream};

use super::load;
use crate::documents::{DocumentError, Limits, watermarks};

/// The first pictures of a PDF, `most` of them, in the order of its objects: JPEG files as they are, and packed pixels of one or
/// three colours of 8 bits. Others, and what is broken, are passed over.
///
/// # Errors
/// [`DocumentError`] for a file that is refused or broken.
pub(in crate::documents) fn pdf_pictures(
    file: &[u8],
    most: usize,
    limits: &Limits,
) -> Result<Vec<DynamicImage>, DocumentError> {
    let document = load::document(file, limits)?;
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let pictures = streams.filter(|stream| name(stream, b"Subtype").as_deref() == Some(b"Image"));
    Ok(pictures.take(most).filter_map(|stream| picture(stream, &document, limits)).collect())
}

fn picture(stream: &Stream, document: &Document, limits: &Limits) -> Option<DynamicImage> {
    let filters = stream.filters().ok()?;
    if filters.last().is_some_and(|filter| *filter == b"DCTDecode") {
        return (filters.len() == 1).then(|| watermarks::read(&stream.content, limits)).flatten();
    }
    let side = |key: &[u8]| stream.dict.get_deref(key, document).and_then(Object::as_i64).ok();
    let (width, height) = (u32::try_from(side(b"Width")?).ok()?, u32::try_from(side(b"Height")?).ok()?);
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > limits.picture_pixels || side(b"BitsPerComponent")? != 8 {
        return None;
    }
    // A row of PNG's predictors has a byte more.
    let most = usize::try_from(pixels * 3 + u64::from(height)).ok()?;
    let content = stream.decompressed_content_with_limit(most).ok()?;
    match content.len() as u64 / pixels {
        3 => RgbImage::from_raw(width, height, content).map(DynamicImage::from),
        1 => GrayImage::from_raw(width, height, content).map(DynamicImage::from),
        _ => None,
    }
}

fn name(stream: &Stream, key: &[u8]) -> Option<Vec<u8>> {
    stream.dict.get(key).and_then(Object::as_name).ok().map(<[u8]>::to_vec)
}
