//! Large pictures piece by piece: the network's memory is that of one tile, whatever the picture.
//!
//! Each tile is seen with a margin of its neighbours, or of its own mirror image at the picture's edge, and the margin's part
//! of the answer is thrown away.

use std::ops::{ControlFlow, Range};

use candle_core::{Device, Result, Tensor};
use image::{Rgb, RgbImage};

use super::network::{Network, SCALE};

/// Pixels across a tile: at 152 with its margins the network's layers take 18 MB.
const TILE: u32 = 128;

/// Pixels of margin. Published weights look farther in principle (150 layers), but with 12 pixels no
/// pixel at a seam differs by more than 1 of 255 from the picture made whole (measured on a photograph and a page of text).
pub(super) const MARGIN: u32 = 12;

/// The picture four times as wide, or twice when `halved`. `watch` is told how many tiles are done, of how many.
///
/// # Errors
/// candle's; `None` when `watch` breaks.
pub(super) fn enlarge(
    network: &Network,
    picture: &RgbImage,
    halved: bool,
    watch: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Option<RgbImage>> {
    let scale = if halved { SCALE as u32 / 2 } else { SCALE as u32 };
    let (width, height) = picture.dimensions();
    let mut made = RgbImage::new(width * scale, height * scale);
    let (columns, rows) = (pieces(width), pieces(height));
    let total = (columns.len() * rows.len()) as u32;
    let places = rows.iter().flat_map(|row| columns.iter().map(move |column| (column, row)));
    for ((column, row), done) in places.zip(1..) {
        let answer = network.forward(&seen(picture, column, row)?)?;
        let answer: Vec<f32> = answer.flatten_all()?.to_vec1()?;
        put(&mut made, &answer, (column, row), scale);
        if watch(done, total).is_break() {
            return Ok(None);
        }
    }
    Ok(Some(made))
}

/// A side cut into pieces of nearly one length, none longer than [`TILE`].
fn pieces(side: u32) -> Vec<Range<u32>> {
    let count = side.div_ceil(TILE);
    let at = |index: u32| (u64::from(side) * u64::from(index) / u64::from(count)) as u32;
    (0..count).map(|index| at(index)..at(index + 1)).collect()
}

/// A piece with its margins, `[1, height, width, 3]` from 0 to 1.
fn seen(picture: &RgbImage, column: &Range<u32>, row: &Range<u32>) -> Result<Tensor> {
    let with_margin =
        |piece: &Range<u32>| i64::from(piece.start) - i64::from(MARGIN)..i64::from(piece.end + MARGIN);
    let (xs, ys) = (with_margin(column), with_margin(row));
    let shape = (1, (ys.end - ys.start) as usize, (xs.end - xs.start) as usize, 3);
    let pixels = ys.flat_map(|y| {
        let y = mirrored(y, picture.height());
        xs.clone().flat_map(move |x| picture.get_pixel(mirrored(x, picture.width()), y).0)
    });
    Tensor::from_vec(pixels.map(|value| f32::from(value) / 255.0).collect::<Vec<_>>(), shape, &Device::Cpu)
}

/// A place beyond an edge is the one as far within it.
fn mirrored(place: i64, side: u32) -> u32 {
    let last = i64::from(side) - 1;
    let place = if place < 0 { -place - 1 } else { place };
    let place = if place > last { 2 * last + 1 - place } else { place };
    place.clamp(0, last) as u32
}

/// Writes the middle of an answer where it belongs; `scale` below the network's means squares of its pixels.
fn put(made: &mut RgbImage, answer: &[f32], (column, row): (&Range<u32>, &Range<u32>), scale: u32) {
    let size = |piece: &Range<u32>| piece.end - piece.start;
    let line = (size(column) + 2 * MARGIN) as usize * SCALE;
    let square = SCALE / scale as usize;
    let first = MARGIN as usize * SCALE;
    for y in 0..size(row) * scale {
        for x in 0..size(column) * scale {
            let (left, top) = (first + x as usize * square, first + y as usize * square);
            let value = |colour: usize| {
                let at =
                    |down: usize, across: usize| answer[((top + down) * line + left + across) * 3 + colour];
                let sum: f32 = (0..square * square).map(|index| at(index / square, index % square)).sum();
                // `as` saturates.
                (sum / (square * square) as f32 * 255.0).round() as u8
            };
            let pixel = Rgb([value(0), value(1), value(2)]);
            made.put_pixel(column.start * scale + x, row.start * scale + y, pixel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_cut_evenly() {
        let check = |side: u32, ends: &[u32]| {
            let pieces = pieces(side);
            assert_eq!(pieces.iter().map(|piece| piece.end).collect::<Vec<_>>(), ends, "{side}");
            let starts = pieces.iter().skip(1).map(|piece| piece.start);
            assert!(pieces[0].start == 0 && starts.eq(ends[..ends.len() - 1].iter().copied()));
        };
        check(1, &[1]);
        check(128, &[128]);
        check(129, &[64, 129]);
        check(300, &[100, 200, 300]);
    }

    #[test]
    fn edges_are_mirrored() {
        let check = |place: i64, expected: u32| assert_eq!(mirrored(place, 5), expected, "{place}");
        check(-1, 0);
        check(-3, 2);
        check(-9, 1);
        check(-12, 0);
        check(4, 4);
        check(5, 4);
        check(7, 2);
        check(40, 0);
    }
}
