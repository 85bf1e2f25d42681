//! Subjects and plain figures in square tiles, one tile larger than the others, after the Bauhaus.

use kurbo::{Point, Rect, Size};
use rand_chacha::ChaCha8Rng;

use super::{Library, drawn, fitted, tints, works};
use crate::engine::vector::find::Cast;
use crate::engine::vector::kit::{Canvas, Chance, Tones};
use crate::engine::vector::library::WorkId;
use crate::engine::vector::motif::geometry;
use crate::scene::{Colour, Shape};

/// How much of its tile a subject takes.
const FILLS: f64 = 0.68;

/// A sheet in square tiles.
struct Grid {
    across: usize,
    down: usize,
    side: f64,
    origin: Point,
}

/// Draws the cast; the first shape covers the sheet.
pub fn draw(
    library: &Library,
    cast: &Cast,
    canvas: &Canvas,
    tones: &Tones,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let works = works(cast);
    let grid = Grid::of(canvas, rng);
    let large = grid.large(canvas, rng);
    let parity = rng.below(2);
    let mut shapes = vec![canvas.cover(tones.ground)];
    let mut last = [tones.ground; 2];
    let mut turn = 0;
    if let Some((column, row)) = large {
        let cell = grid.cell(column, row, 2.0);
        shapes.extend(worked(library, cast.main, cell, (tones, last), rng));
        turn = 1;
    }
    for row in 0..grid.down {
        for column in 0..grid.across {
            if large.is_some_and(|(x, y)| (x..x + 2).contains(&column) && (y..y + 2).contains(&row)) {
                continue;
            }
            let cell = grid.cell(column, row, 1.0);
            // One subject repeated as often as two would be tiring.
            let every = if works.len() == 1 { 3 } else { 2 };
            let made = if (column + row) % every == parity {
                let work = works[turn % works.len()];
                let swap = (turn / works.len()) % 2 == 1;
                turn += 1;
                let own = if swap { tints::swapped(tones) } else { *tones };
                worked(library, work, cell, (&own, last), rng)
            } else {
                figure(cell, tones, last, rng)
            };
            last = [last[1], ground(&made).unwrap_or(tones.ground)];
            shapes.extend(made);
        }
    }
    shapes
}

impl Grid {
    /// Two to four tiles along the short side, one to two on a strip: as many as leave the long side nearly whole.
    fn of(canvas: &Canvas, rng: &mut ChaCha8Rng) -> Self {
        let ratio = canvas.ratio().max(1.0 / canvas.ratio());
        let counts: &[usize] = if ratio > 2.2 { &[1, 2] } else { &[2, 3, 4] };
        let waste = |count: usize| {
            let long = ratio * count as f64;
            (long.round() / long).max(long / long.round()) - 1.0 + if count == 4 { 0.03 } else { 0.0 }
        };
        let chance = counts.iter().map(|count| (waste(*count) + rng.between(0.0, 0.06), *count));
        let count = chance.min_by(|one, other| one.0.total_cmp(&other.0)).map_or(2, |(_, count)| count);
        let long = ((ratio * count as f64).round() as usize).max(1);
        let (across, down) = if canvas.ratio() >= 1.0 { (long, count) } else { (count, long) };
        // Square, and over the edges rather than short of them.
        let side = (canvas.width / across as f64).max(canvas.height / down as f64);
        let spare = Size::new(canvas.width - side * across as f64, canvas.height - side * down as f64);
        Self { across, down, side, origin: Point::new(spare.width / 2.0, spare.height / 2.0) }
    }

    fn cell(&self, column: usize, row: usize, size: f64) -> Rect {
        let corner =
            Point::new(self.origin.x + self.side * column as f64, self.origin.y + self.side * row as f64);
        Rect::from_origin_size(corner, (self.side * size, self.side * size))
    }

    /// Where the larger tile lies, if there is room for one and for others: around the wished focus, else by chance.
    fn large(&self, canvas: &Canvas, rng: &mut ChaCha8Rng) -> Option<(usize, usize)> {
        let chance = (rng.below(self.across.max(2) - 1), rng.below(self.down.max(2) - 1));
        if self.across < 2 || self.down < 2 || self.across * self.down < 6 {
            return None;
        }
        let near =
            |at: f64, count: usize| (at / self.side - 1.0).round().clamp(0.0, count as f64 - 2.0) as usize;
        let wished = canvas
            .wish()
            .map(|wish| (near(wish.x - self.origin.x, self.across), near(wish.y - self.origin.y, self.down)));
        Some(wished.unwrap_or(chance))
    }
}

/// The colour of a tile's ground.
fn ground(tile: &[Shape]) -> Option<Colour> {
    match tile.first()?.fill {
        Some(crate::scene::Paint::Solid(colour)) => Some(colour),
        _ => None,
    }
}

/// A tile with a subject, on a ground it stands out on and that its neighbours do not have.
fn worked(
    library: &Library,
    work: WorkId,
    cell: Rect,
    (tones, neighbours): (&Tones, [Colour; 2]),
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let at = fitted(library, work, cell.center(), cell.size() * FILLS);
    let shapes = drawn(library, work, at, tones);
    let mut grounds = tints::grounds(tones).to_vec();
    grounds.rotate_left(rng.below(3));
    grounds.retain(|colour| !neighbours.contains(colour));
    let mut tile = vec![Shape::filled(cell.inflate(0.5, 0.5), tints::behind(&shapes, &grounds))];
    tile.extend(shapes);
    tile
}

/// A tile with a plain figure in two colours that its neighbours' grounds are not.
fn figure(cell: Rect, tones: &Tones, neighbours: [Colour; 2], rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut colours = tints::grounds(tones).to_vec();
    colours.rotate_left(rng.below(6));
    colours.retain(|colour| !neighbours.contains(colour));
    let ground = colours.first().copied().unwrap_or(tones.side);
    let figure = colours.iter().find(|colour| colour.contrast(ground) > 1.4).copied().unwrap_or(tones.deep);
    let second = colours.iter().rfind(|colour| **colour != ground && **colour != figure);
    let mut tile = vec![Shape::filled(cell.inflate(0.5, 0.5), ground)];
    let (kind, turn) = (rng.below(geometry::SMALL), rng.below(4));
    tile.extend(geometry::small(cell, kind, turn, figure, second.copied().unwrap_or(figure)));
    tile
}
