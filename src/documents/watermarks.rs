//! Numbers that lie in the pixels of a file's pictures: of the file itself, and of each picture in a Word, PowerPoint or PDF document.

use std::io::Cursor;

use image::{DynamicImage, ImageReader};

use super::package::Package;
use super::template::{is_pdf, pdf_pictures};
use super::{DocumentError, Limits};

/// A number found in a picture's pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Watermark {
    /// The part of the document the picture lies in; empty when it is the file itself or of a PDF.
    pub place: String,
    /// The number.
    pub number: u64,
    /// How far it stands out of what chance gives, in standard deviations.
    pub certainty: f32,
}

/// Pictures of one document that are looked at: each takes some tenths of a second.
const MOST_PICTURES: usize = 16;

/// The numbers in the pictures of a file, in the order they are found. Pictures that cannot be read carry none.
///
/// # Errors
/// [`DocumentError`] for a package or a PDF that is refused or broken.
pub fn watermarks(file: &[u8], limits: &Limits) -> Result<Vec<Watermark>, DocumentError> {
    if is_pdf(file) {
        let pictures = pdf_pictures(file, MOST_PICTURES, limits)?;
        return Ok(pictures.iter().filter_map(|picture| in_pixels(picture, "")).collect());
    }
    if !file.starts_with(b"PK") {
        return Ok(in_file(file, "", limits).into_iter().collect());
    }
    let package = Package::open(file, limits)?;
    let is_still = |name: &&str| {
        let name = name.to_ascii_lowercase();
        name.contains("/media/") && [".png", ".jpg", ".jpeg", ".webp"].iter().any(|end| name.ends_with(end))
    };
    let names: Vec<String> =
        package.names().filter(is_still).take(MOST_PICTURES).map(str::to_owned).collect();
    let mut found = Vec::new();
    for name in names {
        found.extend(in_file(&package.part(&name)?, &name, limits));
    }
    Ok(found)
}

/// What lies in a picture file; its size is judged before its pixels are unpacked.
fn in_file(file: &[u8], place: &str, limits: &Limits) -> Option<Watermark> {
    in_pixels(&read(file, limits)?, place)
}

pub(super) fn read(file: &[u8], limits: &Limits) -> Option<DynamicImage> {
    let reader = || ImageReader::new(Cursor::new(file)).with_guessed_format().ok();
    let (width, height) = reader()?.into_dimensions().ok()?;
    if u64::from(width) * u64::from(height) > limits.picture_pixels {
        return None;
    }
    reader()?.decode().ok()
}

fn in_pixels(picture: &DynamicImage, place: &str) -> Option<Watermark> {
    let pixels = picture.to_rgb8();
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let found = vignette_watermark::find(&pixels, 3, width, height)?;
    Some(Watermark { place: place.to_owned(), number: found.number, certainty: found.certainty })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::documents::export::{Still, export};
    use crate::documents::raster::write_png;
    use crate::documents::{Format, place};
    use crate::scene::page::Crop;
    use crate::scene::{
        Colour, Content, Encoding, Fit, Fonts, Frame, Item, Language, Origin, Page, Palette, Picture,
        PixelSize, Scene,
    };

    const SIZE: PixelSize = PixelSize { width: 512, height: 384 };

    fn png(number: Option<u64>) -> Vec<u8> {
        let wave = |at: usize, by: usize| (127.0 + 80.0 * ((at / by) as f32 / 40.0).sin()) as u8;
        let mut pixels: Vec<u8> = (0..512 * 384)
            .flat_map(|at| [wave(at % 512, 1), wave(at / 512, 1), wave(at % 512 + at / 512, 2), 255])
            .collect();
        if let Some(number) = number {
            assert!(vignette_watermark::embed(&mut pixels, 4, 512, 384, number));
        }
        write_png(&pixels, SIZE, Origin::Trained).unwrap()
    }

    fn numbers(file: &[u8]) -> Vec<u64> {
        watermarks(file, &Limits::DEFAULT).unwrap().iter().map(|found| found.number).collect()
    }

    #[test]
    fn numbers_come_back_from_every_kind_of_file() {
        let file = png(Some(77));
        for still in [Still::Png, Still::Jpeg(75), Still::Webp] {
            assert_eq!(numbers(&export(&file, still, true, Origin::Trained).unwrap()), [77], "{still:?}");
        }
        assert!(numbers(&png(None)).is_empty());
        assert!(numbers(b"a text").is_empty());
        assert!(numbers(b"").is_empty());
    }

    #[test]
    fn numbers_come_back_from_documents() {
        let bounds = kurbo::Rect::new(0.0, 0.0, 384.0, 288.0);
        let frame = Frame {
            bounds,
            crop: Crop::Rectangle,
            fit: Fit::Cover,
            focus: (0.5, 0.5),
            prompt: String::new(),
            alt: String::new(),
            seed: 0,
            quiet: Vec::new(),
        };
        let white = Colour::WHITE;
        let scene = Scene {
            page: Page::screen(SIZE),
            title: String::new(),
            language: Language::English,
            palette: Palette {
                ground: white,
                surface: white,
                ink: Colour::BLACK,
                muted: Colour::BLACK,
                primary: white,
                secondary: white,
                accent: white,
            },
            background: white,
            items: vec![Item::Frame(frame)],
        };
        let picture = Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes: Arc::from(png(Some(78))) },
            size: SIZE,
            seed: 1,
            model: String::new(),
            alt: String::new(),
            origin: Origin::Trained,
            shows: Vec::new(),
            mark: Some(78),
        };
        for format in [Format::Docx, Format::Pptx, Format::Pdf] {
            let file = place(&scene, std::slice::from_ref(&picture), format, &Fonts::system()).unwrap();
            assert_eq!(numbers(&file), [78], "{format:?}");
        }
    }
}
