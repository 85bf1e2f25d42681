//! How large the page is: what was asked for, else what the intent is usually made at.

use super::ArtError;
use crate::brief::{Brief, Intent, RequestedSize};
use crate::scene::{Page, PixelSize};

/// The shortest and longest side of a screen, in pixels.
const PIXELS: (u32, u32) = (16, 8192);
/// The shortest and longest side of paper, in millimetres: a stamp and a wall.
const MILLIMETRES: (f64, f64) = (20.0, 2000.0);
/// The most pixels a page may have: the limit of `documents` for one picture.
const AREA: u64 = 50_000_000;

/// The page a brief asks for.
///
/// # Errors
/// [`ArtError::Size`] when it is too small or too large to be designed for.
pub(super) fn page_for(brief: &Brief) -> Result<Page, ArtError> {
    match brief.size {
        Some(RequestedSize::Pixels(pixels)) => screen(pixels),
        Some(RequestedSize::Paper { width_mm, height_mm }) => paper(width_mm, height_mm),
        None => Ok(usual(brief.intent)),
    }
}

fn usual(intent: Option<Intent>) -> Page {
    let (width, height) = match intent {
        Some(Intent::Poster | Intent::Cover) => return Page::a4(),
        Some(Intent::SlideIllustration | Intent::Background | Intent::Slide) => (1920, 1080),
        Some(Intent::ReportFigure) => (1600, 1000),
        Some(Intent::Icon) => (512, 512),
        Some(Intent::Banner) => (1600, 500),
        Some(Intent::SocialPost) => (1080, 1080),
        None => (1024, 1024),
    };
    Page::screen(PixelSize::new(width, height))
}

fn screen(pixels: PixelSize) -> Result<Page, ArtError> {
    let refuse = |reason: String| {
        Err(ArtError::Size {
            width: pixels.width.into(),
            height: pixels.height.into(),
            unit: "pixels",
            reason,
        })
    };
    let (shortest, longest) = PIXELS;
    if [pixels.width, pixels.height].iter().any(|side| !(shortest..=longest).contains(side)) {
        return refuse(format!("each side is from {shortest} to {longest} pixels"));
    }
    if pixels.area() > AREA {
        return refuse(format!("it has more than {} megapixels", AREA / 1_000_000));
    }
    Ok(Page::screen(pixels))
}

fn paper(width: f64, height: f64) -> Result<Page, ArtError> {
    let (shortest, longest) = MILLIMETRES;
    if [width, height].iter().any(|side| !(shortest..=longest).contains(side)) {
        let reason = format!("each side is from {shortest} to {longest} mm");
        return Err(ArtError::Size { width, height, unit: "mm", reason });
    }
    Ok(within_pixels(Page::paper(width, height)))
}

/// Large paper is rasterised at fewer pixels to the inch, so that its picture stays within the limits.
fn within_pixels(page: Page) -> Page {
    let (width, height) = (f64::from(page.pixels.width), f64::from(page.pixels.height));
    let by_area = (AREA as f64 / (width * height)).sqrt();
    let by_side = f64::from(PIXELS.1) / width.max(height);
    let share = by_area.min(by_side).min(1.0);
    let pixels = |side: f64| (side * share).floor().max(1.0) as u32;
    Page { pixels: PixelSize::new(pixels(width), pixels(height)), ..page }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(size: RequestedSize, expected: Option<(u32, u32)>) {
        let brief = Brief { size: Some(size), ..Brief::default() };
        let pixels = page_for(&brief).ok().map(|page| (page.pixels.width, page.pixels.height));
        assert_eq!(pixels, expected, "{size:?}");
    }

    #[test]
    fn sizes_within_the_limits_make_pages() {
        let pixels = |width, height| RequestedSize::Pixels(PixelSize::new(width, height));
        let paper = |width_mm, height_mm| RequestedSize::Paper { width_mm, height_mm };
        check(pixels(1920, 1080), Some((1920, 1080)));
        check(pixels(16, 8192), Some((16, 8192)));
        check(pixels(15, 100), None);
        check(pixels(9000, 9000), None);
        check(pixels(8000, 8000), None);
        check(pixels(0, 0), None);
        check(paper(210.0, 297.0), Some((1240, 1754)));
        check(paper(19.0, 297.0), None);
        check(paper(f64::NAN, 297.0), None);
        check(paper(2001.0, 297.0), None);
        check(paper(2000.0, 2000.0), Some((7071, 7071)));
    }

    #[test]
    fn every_intent_has_a_usual_page() {
        for intent in Intent::ALL {
            let brief = Brief { intent: Some(intent), ..Brief::default() };
            assert!(page_for(&brief).is_ok(), "{}", intent.name());
        }
    }
}
