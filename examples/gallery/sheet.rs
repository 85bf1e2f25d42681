//! Candidates side by side, a row for each brief.

use std::error::Error;
use std::path::Path;

use image::{Rgb, RgbImage, RgbaImage, imageops};

/// The height of a row, the space between designs, and the width of a row's part, in pixels.
const ROW: u32 = 260;
const GAP: u32 = 14;
const PART: u32 = 470;

/// Writes a sheet with two briefs in a row.
pub fn save(path: &Path, rows: &[Vec<RgbaImage>]) -> Result<(), Box<dyn Error>> {
    let deep = rows.len().div_ceil(2) as u32;
    let size = (4 * PART + GAP, deep * (ROW + GAP) + GAP);
    let mut sheet = RgbImage::from_pixel(size.0, size.1, Rgb([222, 222, 222]));
    for (index, tiles) in rows.iter().enumerate() {
        let mut x = GAP + (index as u32 % 2) * 2 * PART;
        let y = GAP + (index as u32 / 2) * (ROW + GAP);
        let most = (2 * PART - 5 * GAP) / tiles.len().max(1) as u32;
        for tile in tiles {
            let share =
                (f64::from(ROW) / f64::from(tile.height())).min(f64::from(most) / f64::from(tile.width()));
            let scaled = |side: u32| (f64::from(side) * share).round().max(1.0) as u32;
            let small = imageops::resize(
                tile,
                scaled(tile.width()),
                scaled(tile.height()),
                imageops::FilterType::CatmullRom,
            );
            let solid = image::DynamicImage::ImageRgba8(small).into_rgb8();
            imageops::replace(&mut sheet, &solid, x.into(), y.into());
            x += solid.width() + GAP;
        }
    }
    sheet.save(path)?;
    Ok(())
}
