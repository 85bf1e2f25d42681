//! PNG pixels that travel as they are.
//!
//! krilla unpacks a PNG file and deflates it again without PNG's row filters, which took 1.67 MB to 2.6 MB in the
//! trials. So krilla gets a stand-in, one pixel high and of a width no picture has, and the finished file gets the
//! PNG's own compressed rows in its place.

use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};

use super::defect;
use super::splice::{Edit, find, find_last};
use crate::documents::DocumentError;
use crate::documents::image_file::PngPixels;

/// The width of the first stand-in; the next ones are a pixel wider each. Nobody draws pictures of this one row.
const FIRST_WIDTH: usize = 60_013;

/// The pictures whose stand-ins have been drawn.
#[derive(Default)]
pub(super) struct Verbatim {
    pictures: Vec<PngPixels>,
}

impl Verbatim {
    /// Keeps the pixels and gives the image to draw instead.
    pub fn stand_in(&mut self, pixels: PngPixels) -> Result<Image, DocumentError> {
        let width = FIRST_WIDTH + self.pictures.len();
        let pixel_row = vec![0; width * usize::from(pixels.channels)].into();
        self.pictures.push(pixels);
        Image::from_custom(StandIn { width, pixel_row }, false).map_err(defect)
    }

    /// The edits that put the pixels in their places. One pass over the file, however many pictures there are.
    pub fn edits(self, file: &[u8]) -> Result<Vec<Edit>, DocumentError> {
        let mut waiting: Vec<_> = self.pictures.into_iter().map(Some).collect();
        let mut edits = Vec::new();
        let mut at = 0;
        while edits.len() < waiting.len() {
            let found = find(&file[at..], MARK).ok_or_else(missing)?;
            at += found + MARK.len();
            let number =
                width_before(&file[..at - MARK.len()]).and_then(|width| width.checked_sub(FIRST_WIDTH));
            let pixels = number.and_then(|number| waiting.get_mut(number)).and_then(Option::take);
            if let Some(pixels) = pixels {
                edits.push(edit(file, at, pixels).ok_or_else(missing)?);
            }
        }
        Ok(edits)
    }
}

/// What follows a stand-in's width, up to its colour space.
const MARK: &[u8] = b"/Height 1/ColorSpace";

fn missing() -> DocumentError {
    defect("a picture's stand-in is missing in the file")
}

/// The width that stands before the mark.
fn width_before(file: &[u8]) -> Option<usize> {
    let tail = &file[file.len().saturating_sub(24)..];
    let digits = &tail[find_last(tail, b"/Width ")? + 7..];
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The edit that turns a stand-in into the picture: its dictionary keeps only its colour space, which stands at `at`.
fn edit(file: &[u8], at: usize, pixels: PngPixels) -> Option<Edit> {
    let start = find_last(&file[..at], b"<<")?;
    let end = at + find(&file[at..], b"\nendstream")?;
    let colours = &file[at..];
    let colours = std::str::from_utf8(&colours[..find(colours, b"/BitsPerComponent")?]).ok()?;
    let PngPixels { size, channels, data } = pixels;
    let (width, height, length) = (size.width, size.height, data.len());
    let mut content = format!(
        "<</Length {length}/Type/XObject/Subtype/Image/Filter/FlateDecode\
         /DecodeParms<</Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {width}>>\
         /Width {width}/Height {height}/ColorSpace{colours}/BitsPerComponent 8>>\nstream\n"
    )
    .into_bytes();
    content.extend_from_slice(&data);
    Some(Edit { place: start..end, content })
}

/// One row of nothing.
#[derive(Clone, Hash)]
struct StandIn {
    width: usize,
    pixel_row: Arc<[u8]>,
}

impl CustomImage for StandIn {
    fn color_channel(&self) -> &[u8] {
        &self.pixel_row
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (u32::try_from(self.width).unwrap_or(u32::MAX), 1)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.pixel_row.len() == self.width { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}
