//! The tiles laid over a picture, stronger where it is busy.

use crate::plane::Plane;
use crate::tile::{Layout, SIDE, value};

/// Pixels of the shorter side, below which there is no room for the number.
pub const SMALLEST: usize = 256;

/// Pixels along a square at least: 4 are still 2 in a picture of half the size, and low enough for JPEG to keep.
const LEAST_SQUARE: f32 = 4.0;
/// Squares along the longer side of a large picture, so that it may become small as a whole.
const SQUARES_ACROSS: usize = 256;

/// Levels of brightness that a square is lighter or darker by: where nothing is seen around it, for each level that the
/// picture's own detail is strong, and at most.
const PLAIN: f32 = 2.0;
const FOR_DETAIL: f32 = 0.25;
const MOST: f32 = 5.0;
/// The mean square of all changes, at most: 42 dB, and 40.6 dB for pictures with few tiles, whose longer side is below [`FEW`].
const MOST_CHANGE: f32 = 4.1;
const MOST_CHANGE_OF_FEW: f32 = 5.6;
const FEW: usize = 768;

/// Lays `number` over pixels of `channels` bytes, of which the first three are red, green and blue. What is smaller than
/// [`SMALLEST`] stays as it is; answers whether it was marked.
pub fn embed(pixels: &mut [u8], channels: usize, width: usize, height: usize, number: u64) -> bool {
    if width.min(height) < SMALLEST || channels < 3 || pixels.len() != width * height * channels {
        return false;
    }
    let brightness = Plane::brightness(pixels, channels, width, height);
    let mut strength = brightness.detail(4).spread(4);
    strength.values.iter_mut().for_each(|value| *value = (PLAIN + FOR_DETAIL * *value).min(MOST));
    let square = (width.max(height) as f32 / SQUARES_ACROSS as f32).round().max(LEAST_SQUARE);
    let tile = Layout::new().tile(number);
    let mut changes: Vec<f32> = Vec::with_capacity(width * height);
    for (y, row) in strength.values.chunks_exact(width).enumerate() {
        let down = (y as f32 + 0.5) / square % SIDE as f32;
        let across = |x: usize| (x as f32 + 0.5) / square % SIDE as f32;
        changes.extend(row.iter().enumerate().map(|(x, strength)| strength * value(&tile, across(x), down)));
    }
    let change = changes.iter().map(|change| change * change).sum::<f32>() / changes.len() as f32;
    let most = if width.max(height) < FEW { MOST_CHANGE_OF_FEW } else { MOST_CHANGE };
    let scale = (most / change).sqrt().min(1.0);
    for (pixel, change) in pixels.chunks_exact_mut(channels).zip(&changes) {
        for colour in &mut pixel[..3] {
            *colour = (f32::from(*colour) + change * scale).round().clamp(0.0, 255.0) as u8;
        }
    }
    true
}
