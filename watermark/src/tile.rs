//! Which square of a tile carries which sign.

use crate::code::{SIGNS, encode};

/// Squares along a side of a tile.
pub(crate) const SIDE: usize = 32;
/// Squares of a tile.
pub(crate) const SQUARES: usize = SIDE * SIDE;
/// Squares that carry each coded sign; the rest are always the same, to find the tile by.
const TIMES: usize = 3;

/// Where the squares of a tile stand, shuffled once and for ever: changing it makes every picture marked before unreadable.
pub(crate) struct Layout {
    /// Squares that are always the same, and their signs.
    pub(crate) fixed: Vec<(usize, f32)>,
    /// Squares that carry coded signs: the square, which sign, and what it is multiplied by.
    pub(crate) carrying: Vec<(usize, usize, f32)>,
}

impl Layout {
    pub(crate) fn new() -> Self {
        let mut random = Random(0x5649_474E_4554_5445);
        let mut squares: Vec<usize> = (0..SQUARES).collect();
        for last in (1..SQUARES).rev() {
            squares.swap(last, random.below(last + 1));
        }
        let (carrying, fixed) = squares.split_at(SIGNS * TIMES);
        let carrying = carrying
            .iter()
            .enumerate()
            .map(|(place, square)| (*square, place % SIGNS, random.sign()))
            .collect();
        let fixed = fixed.iter().map(|square| (*square, random.sign())).collect();
        Self { fixed, carrying }
    }

    /// A whole tile that carries `number`: a sign for each square, row by row.
    pub(crate) fn tile(&self, number: u64) -> Vec<f32> {
        let coded = encode(number);
        let mut tile = vec![0.0; SQUARES];
        for (square, sign) in &self.fixed {
            tile[*square] = *sign;
        }
        for (square, which, times) in &self.carrying {
            tile[*square] = coded[*which] * times;
        }
        tile
    }

    /// Only the squares that are always the same.
    pub(crate) fn fixed_tile(&self) -> Vec<f32> {
        let mut tile = vec![0.0; SQUARES];
        self.fixed.iter().for_each(|(square, sign)| tile[*square] = *sign);
        tile
    }

    /// The coded signs that a tile of measured values carries, softly.
    pub(crate) fn read(&self, tile: &[f32]) -> Vec<f32> {
        let mut soft = vec![0.0; SIGNS];
        for (square, which, times) in &self.carrying {
            soft[*which] += tile[*square] * times;
        }
        soft
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 32) as usize % end
    }

    fn sign(&mut self) -> f32 {
        if self.next() >> 63 == 0 { 1.0 } else { -1.0 }
    }
}

/// A tile's value between the middles of its squares, smooth and repeating; `x` and `y` in squares.
pub(crate) fn value(tile: &[f32], x: f32, y: f32) -> f32 {
    let ((left, across), (top, down)) = (between(x), between(y));
    let at = |column: usize, row: usize| tile[row % SIDE * SIDE + column % SIDE];
    let upper = at(left, top) + (at(left + 1, top) - at(left, top)) * across;
    let lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * across;
    upper + (lower - upper) * down
}

/// The square whose middle lies before a place, and how much the next one counts there: Hermite's step.
fn between(place: f32) -> (usize, f32) {
    let place = (place - 0.5).rem_euclid(SIDE as f32);
    let part = place.fract();
    (place as usize % SIDE, part * part * (3.0 - 2.0 * part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tile_carries_is_read_from_it() {
        let layout = Layout::new();
        let tile = layout.tile(42);
        assert!(tile.iter().all(|sign| sign.abs() == 1.0), "every square carries something");
        assert_eq!(crate::code::decode(&layout.read(&tile)), Some(42));
        assert_eq!(value(&tile, 0.5, 0.5), tile[0]);
        assert_eq!(value(&tile, 32.5, 33.5), tile[SIDE]);
    }

    #[test]
    fn the_layout_never_changes() {
        let sum = Layout::new().tile(1).iter().enumerate().fold(0_u64, |sum, (place, sign)| {
            sum.wrapping_mul(31).wrapping_add(if *sign > 0.0 { place as u64 } else { 7 })
        });
        assert_eq!(sum, 10_329_708_841_404_516_735, "pictures marked before could not be read any more");
    }
}
