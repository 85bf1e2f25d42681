//! What can only be seen on the pixels of a finished page.

use image::RgbaImage;
use kurbo::Rect;
use vignette::documents::Format;
use vignette::scene::{Colour, Item, PixelSize};
use vignette::studio::{Design, Studio, StudioError};

/// The measures of one page.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The contrast that 95 of 100 pixels under the text of a line reach, the worst line counting (WCAG 2.2).
    pub contrast: f64,
    /// How restless the picture is under the words: the mean gradient of luminance, 0 to 1 (PosterLayout 2023).
    pub restless: f64,
    /// Its perceptual hash: 64 comparisons of neighbours (Krawetz 2013, “dHash”).
    pub hash: u64,
}

/// A page as pixels, its longer side `side` pixels.
pub fn pixels(studio: &Studio, design: &Design, side: u32) -> Result<RgbaImage, StudioError> {
    let mut design = design.clone();
    let page = &mut design.scene.page;
    let share = f64::from(side) / f64::from(page.pixels.width.max(page.pixels.height));
    let scaled = |length: u32| (f64::from(length) * share).round().max(1.0) as u32;
    page.pixels = PixelSize::new(scaled(page.pixels.width), scaled(page.pixels.height));
    let delivery = studio.deliver(&design, Format::Png)?;
    Ok(image::load_from_memory(&delivery.bytes).map(image::DynamicImage::into_rgba8).unwrap_or_default())
}

/// Looks at a page.
pub fn look(studio: &Studio, design: &Design, side: u32) -> Result<Seen, StudioError> {
    let hash = hash(&pixels(studio, design, side)?);
    let mut bare = design.clone();
    bare.scene.items.retain(|item| !matches!(item, Item::Text(_)));
    let bare = pixels(studio, &bare, side)?;
    let scale = f64::from(bare.width()) / design.scene.page.size.width;
    let (mut contrast, mut restless) = (21.0_f64, 0.0_f64);
    for text in design.scene.texts() {
        let Ok(placed) = studio.fonts.typeset(text, design.scene.language) else { continue };
        for line in &placed.lines {
            for run in &line.runs {
                contrast = contrast.min(worst(&bare, line.bounds, scale, run.style.colour));
            }
        }
        restless = restless.max(gradient(&bare, placed.bounds, scale));
    }
    Ok(Seen { contrast, restless, hash })
}

/// How many of the 64 comparisons differ.
pub fn distance(one: u64, two: u64) -> u32 {
    (one ^ two).count_ones()
}

fn inside(image: &RgbaImage, bounds: Rect, scale: f64) -> impl Iterator<Item = (u32, u32)> + use<> {
    let clamp = |at: f64, most: u32| (at * scale).round().clamp(0.0, f64::from(most)) as u32;
    let (left, right) = (clamp(bounds.x0, image.width()), clamp(bounds.x1, image.width()));
    let (top, low) = (clamp(bounds.y0, image.height()), clamp(bounds.y1, image.height()));
    (top..low).flat_map(move |y| (left..right).map(move |x| (x, y)))
}

fn colour(image: &RgbaImage, (x, y): (u32, u32)) -> Colour {
    let [red, green, blue, _] = image.get_pixel(x, y).0;
    Colour::rgb(red, green, blue)
}

fn worst(image: &RgbaImage, bounds: Rect, scale: f64, ink: Colour) -> f64 {
    let mut contrasts: Vec<f64> =
        inside(image, bounds, scale).map(|at| ink.contrast(colour(image, at))).collect();
    contrasts.sort_by(f64::total_cmp);
    contrasts.get(contrasts.len() / 20).copied().unwrap_or(21.0)
}

fn gradient(image: &RgbaImage, bounds: Rect, scale: f64) -> f64 {
    let light = |x: u32, y: u32| colour(image, (x, y)).luminance();
    let steps: Vec<f64> = inside(image, bounds, scale)
        .filter(|(x, y)| x + 1 < image.width() && y + 1 < image.height())
        .map(|(x, y)| {
            let here = light(x, y);
            (light(x + 1, y) - here).hypot(light(x, y + 1) - here)
        })
        .collect();
    if steps.is_empty() { 0.0 } else { steps.iter().sum::<f64>() / steps.len() as f64 }
}

fn hash(image: &RgbaImage) -> u64 {
    let small = image::imageops::resize(image, 9, 8, image::imageops::FilterType::Triangle);
    let light = |x: u32, y: u32| colour(&small, (x, y)).luminance();
    (0..64).fold(0, |hash, bit| {
        let (x, y) = (bit % 8, bit / 8);
        hash << 1 | u64::from(light(x, y) > light(x + 1, y))
    })
}
