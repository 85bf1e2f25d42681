//! Scale, place, number: the mark found again in a picture that may have been cut, made smaller and compressed.

use crate::code::decode;
use crate::fourier::{Field, correlate};
use crate::plane::Plane;
use crate::tile::{Layout, SIDE, SQUARES, value};

/// A mark that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The number it carries.
    pub number: u64,
    /// How far the fixed part of the tiles stands out of what chance gives, in standard deviations.
    pub certainty: f32,
}

/// Longer sides are made this long: what is larger was marked in larger squares.
const LONGEST: usize = 1024;
/// Pixels of the shorter side at least.
const SMALLEST: usize = 96;
/// Pixels of a tile, from as small as its squares can be told apart to those of a large picture cut to a third.
const TILES: std::ops::Range<f32> = 38.0..230.0;
/// Sizes of a tile that are tried, the likeliest ones, and those of a picture as it was made and of half the size.
const TRIED: usize = 12;
const USUAL: [f32; 2] = [128.0, 64.0];
/// Steps within a square at which a folded tile is sampled.
const STEPS: usize = 4;
const FOLDED: usize = SIDE * STEPS;
/// Standard deviations of the fixed part that a mark has at least.
const CERTAIN: f32 = 6.5;

/// The mark in pixels of `channels` bytes, of which the first three are red, green and blue.
pub fn find(pixels: &[u8], channels: usize, width: usize, height: usize) -> Option<Found> {
    let looks = looks(pixels, channels, width, height);
    let read = looks.iter().filter(|look| look.certainty >= CERTAIN);
    let read = read.filter_map(|look| look.number.map(|number| Found { number, certainty: look.certainty }));
    read.max_by(|a, b| a.certainty.total_cmp(&b.certainty))
}

/// How far the likeliest place of a mark stands out, whether it is one or not: what chance gives in pictures without one. `None` for
/// pictures that are too small to look at.
pub fn outstanding(pixels: &[u8], channels: usize, width: usize, height: usize) -> Option<f32> {
    let looks = looks(pixels, channels, width, height);
    looks.into_iter().map(|look| look.certainty).max_by(f32::total_cmp)
}

/// A look for each likely size of a tile.
fn looks(pixels: &[u8], channels: usize, width: usize, height: usize) -> Vec<Look> {
    if width.min(height) < SMALLEST || channels < 3 || pixels.len() != width * height * channels {
        return Vec::new();
    }
    let plane = Plane::brightness(pixels, channels, width, height).within(LONGEST);
    if plane.width.min(plane.height) < SMALLEST {
        return Vec::new();
    }
    let (residue, likeness) = whitened(&residue(&plane));
    let layout = Layout::new();
    let pattern = pattern(&layout);
    let sizes = likeness.sizes();
    sizes.into_iter().map(|size| look(&residue, size, &layout, &pattern)).collect()
}

/// What is left when the picture's content is taken away: detail, evened out so that busy places do not drown the rest.
fn residue(plane: &Plane) -> Plane {
    const CLIPPED: f32 = 2.5;
    let mut detail = plane.detail(4);
    let spread = detail.spread(6);
    for (value, spread) in detail.values.iter_mut().zip(&spread.values) {
        *value = (*value / (spread + 0.7)).clamp(-CLIPPED, CLIPPED);
    }
    detail
}

/// A residue with as much of each frequency, and how like itself it is. What a picture has more of than of others, textures and edges,
/// is noise to the mark, whose frequencies are all alike.
fn whitened(residue: &Plane) -> (Plane, Likeness) {
    let (width, height) = (residue.width, residue.height);
    let (across, down) = (width.next_power_of_two(), height.next_power_of_two());
    let mut padded = vec![0.0; across * down];
    for (row, values) in padded.chunks_exact_mut(across).zip(residue.values.chunks_exact(width)) {
        row[..width].copy_from_slice(values);
    }
    let mut field = Field::new(padded, across, down);
    field.transform();
    let sizes =
        field.real.iter().zip(&field.imaginary).map(|(real, imaginary)| real.hypot(*imaginary)).collect();
    let sizes = Plane { values: sizes, width: across, height: down };
    let usual = sizes.blurred(4);
    let mut power = Field::new(vec![0.0; across * down], across, down);
    for place in 0..across * down {
        let scale = 1.0 / (usual.values[place] + 1.0);
        // The root of the power: half way to a white spectrum, in which repeats stand out.
        power.real[place] = sizes.values[place];
        field.real[place] *= scale;
        field.imaginary[place] *= scale;
    }
    let likeness = Plane { values: power.back(), width: across, height: down }.detail(7);
    let white = field.back();
    let values = white.chunks_exact(across).take(height).flat_map(|row| &row[..width]).copied().collect();
    (Plane { values, ..*residue }, Likeness { values: likeness.values, across, down, width, height })
}

/// How like itself a picture is when it is moved.
struct Likeness {
    values: Vec<f32>,
    across: usize,
    down: usize,
    width: usize,
    height: usize,
}

impl Likeness {
    /// Moved by `x` and `y` pixels, between the four nearest values.
    fn at(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (right, lower) = (x - left, y - top);
        let value = |x: f32, y: f32| {
            let column = (x as isize).rem_euclid(self.across as isize) as usize;
            let row = (y as isize).rem_euclid(self.down as isize) as usize;
            self.values[row * self.across + column]
        };
        let upper = value(left, top) * (1.0 - right) + value(left + 1.0, top) * right;
        let under = value(left, top + 1.0) * (1.0 - right) + value(left + 1.0, top + 1.0) * right;
        upper * (1.0 - lower) + under * lower
    }

    /// How like itself it is when moved by whole tiles of `size`, `reach` of them in each direction.
    fn repeats(&self, size: f32, reach: i32) -> f32 {
        let (mut sum, mut weights) = (0.0, 0.0_f32);
        for down in 0..=reach {
            for across in -reach..=reach {
                if down == 0 && across <= 0 {
                    continue;
                }
                let (x, y) = (across as f32 * size, down as f32 * size);
                let overlap = (1.0 - x.abs() / self.width as f32) * (1.0 - y / self.height as f32);
                if x.abs() < 0.7 * self.width as f32 && y < 0.7 * self.height as f32 {
                    sum += self.at(x, y) * overlap;
                    weights += overlap * overlap;
                }
            }
        }
        if weights > 0.0 { sum / weights.sqrt() } else { 0.0 }
    }

    /// The likeliest sizes of a tile, in pixels.
    fn sizes(&self) -> Vec<f32> {
        let mut sizes = Vec::new();
        let mut size = TILES.start;
        while size < TILES.end.min(0.9 * self.width.max(self.height) as f32) {
            sizes.push((self.repeats(size, 2), size));
            size *= 1.0 + 1.0 / (SIDE * 12) as f32;
        }
        let peak = |at: usize| {
            let near = &sizes[at.saturating_sub(4)..(at + 5).min(sizes.len())];
            near.iter().all(|(score, _)| *score <= sizes[at].0)
        };
        let mut peaks: Vec<(f32, f32)> =
            (0..sizes.len()).filter(|at| peak(*at)).map(|at| sizes[at]).collect();
        peaks.sort_by(|a, b| b.0.total_cmp(&a.0));
        let likely = peaks.iter().take(TRIED).map(|(_, size)| self.refined(*size));
        likely.chain(USUAL.into_iter().filter(|size| *size < self.width.min(self.height) as f32)).collect()
    }

    /// A size as exactly as the farthest repeats tell it.
    fn refined(&self, size: f32) -> f32 {
        let tiles = (self.width.max(self.height) as f32 / size).max(1.0);
        let step = size / (SIDE as f32 * 8.0 * tiles);
        let near = (-12..=12).map(|count| size + count as f32 * step * 1.5);
        let scored = near.map(|size| (self.repeats(size, tiles as i32), size));
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(size, |(_, size)| size)
    }
}

/// The fixed part of a tile, transformed.
fn pattern(layout: &Layout) -> Field {
    let tile = layout.fixed_tile();
    let place = |at: usize| (at as f32 + 0.5) / STEPS as f32;
    let values =
        (0..FOLDED * FOLDED).map(|at| value(&tile, place(at % FOLDED), place(at / FOLDED))).collect();
    let mut field = Field::new(values, FOLDED, FOLDED);
    field.transform();
    field
}

struct Look {
    number: Option<u64>,
    certainty: f32,
}

/// Looks for tiles of `size` pixels.
fn look(residue: &Plane, size: f32, layout: &Layout, pattern: &Field) -> Look {
    let folded = folded(residue, size);
    let mut field = Field::new(folded.clone(), FOLDED, FOLDED);
    field.transform();
    let alike = correlate(&field, pattern);
    let (place, peak) = alike
        .iter()
        .enumerate()
        .fold((0, f32::MIN), |best, (place, value)| if *value > best.1 { (place, *value) } else { best });
    let spread = (alike.iter().map(|value| value * value).sum::<f32>() / alike.len() as f32).sqrt();
    let tile = squares(&folded, place % FOLDED, place / FOLDED);
    Look { number: decode(&layout.read(&tile)), certainty: peak / spread.max(f32::MIN_POSITIVE) }
}

/// All tiles of a picture laid over one another: the mean, sampled at [`STEPS`] places along each square.
fn folded(residue: &Plane, size: f32) -> Vec<f32> {
    let step = FOLDED as f32 / size;
    let column = |x: usize| ((x as f32 + 0.5) * step) as usize % FOLDED;
    let columns: Vec<usize> = (0..residue.width).map(column).collect();
    let mut sums = vec![(0.0_f32, 0.0_f32); FOLDED * FOLDED];
    for (y, row) in residue.values.chunks_exact(residue.width).enumerate() {
        let start = column(y) * FOLDED;
        for (value, column) in row.iter().zip(&columns) {
            let sum = &mut sums[start + column];
            sum.0 += value;
            sum.1 += 1.0;
        }
    }
    sums.into_iter().map(|(sum, count)| if count > 0.0 { sum / count } else { 0.0 }).collect()
}

/// The mean of each square of a folded tile that begins at `left` and `top`.
fn squares(folded: &[f32], left: usize, top: usize) -> Vec<f32> {
    let mut squares = vec![0.0; SQUARES];
    for y in 0..FOLDED {
        for x in 0..FOLDED {
            let value = folded[(y + top) % FOLDED * FOLDED + (x + left) % FOLDED];
            squares[y / STEPS * SIDE + x / STEPS] += value;
        }
    }
    squares
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::codecs::jpeg::JpegEncoder;
    use image::imageops::{FilterType, crop_imm, resize};
    use image::{Rgb, RgbImage};

    use super::*;

    const NUMBER: u64 = 0x0123_4567_89AB_CDEF;

    /// Soft shapes and grain, as in a photograph.
    fn picture(width: u32, height: u32) -> RgbImage {
        let mut grain = 1_u32;
        RgbImage::from_fn(width, height, |x, y| {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (x, y) = (f64::from(x), f64::from(y));
            let soft =
                120.0 + 60.0 * (x / 90.0).sin() * (y / 70.0).cos() + 20.0 * ((x * y).sqrt() / 9.0).sin();
            let level = |by: f64| (soft * by + f64::from(grain >> 28) - 8.0) as u8;
            Rgb([level(1.0), level(0.9), level(0.7)])
        })
    }

    fn marked(width: u32, height: u32) -> RgbImage {
        let mut picture = picture(width, height);
        assert!(crate::embed(&mut picture, 3, width as usize, height as usize, NUMBER));
        picture
    }

    fn number(picture: &RgbImage) -> Option<u64> {
        find(picture, 3, picture.width() as usize, picture.height() as usize).map(|found| found.number)
    }

    fn jpeg(picture: &RgbImage) -> RgbImage {
        let mut file = Cursor::new(Vec::new());
        JpegEncoder::new_with_quality(&mut file, 75).encode_image(picture).unwrap();
        image::load_from_memory(file.get_ref()).unwrap().into_rgb8()
    }

    #[test]
    fn marks_come_through_what_happens_to_pictures() {
        let marked = marked(640, 512);
        let check = |picture: &RgbImage, what: &str| assert_eq!(number(picture), Some(NUMBER), "{what}");
        check(&marked, "nothing");
        check(&jpeg(&marked), "JPEG");
        check(&resize(&marked, 320, 256, FilterType::Lanczos3), "half");
        let cut = crop_imm(&marked, 70, 40, 512, 410).to_image();
        check(&jpeg(&cut), "cut, JPEG");
        check(&jpeg(&resize(&marked, 413, 330, FilterType::Triangle)), "any size, JPEG");
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        assert_eq!(number(&picture(640, 512)), None);
        assert_eq!(number(&RgbImage::new(300, 300)), None);
        assert_eq!(number(&RgbImage::new(20, 20)), None);
        assert_eq!(find(&[1, 2, 3], 3, 640, 512), None, "fewer pixels than said");
        assert!(outstanding(&picture(640, 512), 3, 640, 512).unwrap() < CERTAIN);
    }

    #[test]
    fn what_is_too_small_stays_as_it_is() {
        let mut small = picture(200, 300);
        assert!(!crate::embed(&mut small, 3, 200, 300, NUMBER));
        assert_eq!(small, picture(200, 300));
    }

    #[test]
    fn marks_are_not_seen() {
        let (before, after) = (picture(640, 512), marked(640, 512));
        let square = |(a, b): (&u8, &u8)| (f64::from(*a) - f64::from(*b)).powi(2);
        let mean = before.iter().zip(after.iter()).map(square).sum::<f64>() / before.len() as f64;
        assert!(10.0 * (255.0_f64.powi(2) / mean).log10() > 40.0, "{mean}");
    }
}
