//! A grid of quarter circles, rings, leaves and stripes, after the Bauhaus.

use std::f64::consts::{FRAC_PI_2, PI};

use kurbo::{Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let rows = if canvas.ratio() < 1.0 { canvas.count(1000.0 / 4.0, 4, 4) } else { 4 + rng.below(2) };
    let side = canvas.width.min(canvas.height) / rows as f64;
    let (across, down) = ((canvas.width / side).ceil() as usize, (canvas.height / side).ceil() as usize);
    // What does not divide evenly is shared by both edges, so that no edge shows a cut row.
    let origin =
        Point::new((canvas.width - across as f64 * side) / 2.0, (canvas.height - down as f64 * side) / 2.0);
    let mut shapes = vec![canvas.cover(tones.ground)];
    let mut taken = vec![false; across * down];
    let hero = canvas.focal(rng, (0.3, 0.7));
    for row in 0..down {
        for column in 0..across {
            if taken[row * across + column] {
                continue;
            }
            let place = |size: f64| {
                let corner = Point::new(origin.x + side * column as f64, origin.y + side * row as f64);
                Rect::from_origin_size(corner, (side * size, side * size))
            };
            let fits = column + 1 < across && row + 1 < down && !taken[row * across + column + 1];
            let near_hero = place(2.0).contains(hero);
            let large = fits && (near_hero || rng.flip(0.1));
            if large {
                for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    taken[(row + y) * across + column + x] = true;
                }
            }
            let cell = place(if large { 2.0 } else { 1.0 });
            shapes.extend(tile(canvas, &tones, cell, large, rng));
        }
    }
    shapes
}

/// A pair of colours that belong together: the tile's ground and what lies on it.
fn pair(tones: &Tones, rng: &mut ChaCha8Rng) -> (Colour, Colour) {
    let pale = tones.depth(0.05);
    let pairs = [
        (tones.ground, tones.main),
        (tones.main, tones.side),
        (tones.deep, tones.accent),
        (tones.side, tones.deep),
        (tones.main, tones.ground),
        (pale, tones.deep),
        (tones.accent, tones.deep),
        (tones.side, tones.main),
        (tones.deep, tones.side),
        (tones.ground, tones.deep),
        (tones.main, tones.light),
    ];
    pairs[rng.below(pairs.len())]
}

fn tile(canvas: &Canvas, tones: &Tones, cell: Rect, large: bool, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let (ground, figure) = pair(tones, rng);
    let kind = rng.below(if large { 4 } else { SMALL });
    let turn = rng.below(4);
    let second = tones.cuts()[rng.below(4)];
    if !canvas.is_free(cell.center()) {
        let plain = tones.ground.mix(tones.depth(0.0), [0.0, 0.25, 0.5][turn.min(2)]);
        return vec![Shape::filled(cell.inflate(0.5, 0.5), plain)];
    }
    let mut shapes = vec![Shape::filled(cell.inflate(0.5, 0.5), ground)];
    let second = if second == ground { figure } else { second };
    shapes.extend(if large {
        great(cell, kind, turn, figure, second)
    } else {
        small(cell, kind, turn, figure, second)
    });
    shapes
}

/// The figures of large tiles: sun in rings, great quarter, half over half, leaf.
fn great(cell: Rect, kind: usize, turn: usize, figure: Colour, second: Colour) -> Vec<Shape> {
    let (side, centre) = (cell.width(), cell.center());
    let (corner, start) = corner(cell, turn);
    match kind {
        0 => [(0.5, figure), (0.36, second), (0.2, figure)]
            .map(|(share, colour)| Shape::filled(form::disc(centre, side * share), colour))
            .to_vec(),
        1 => [(1.0, figure), (0.7, second), (0.4, figure)]
            .map(|(share, colour)| {
                Shape::filled(form::sector(corner, side * share, start, FRAC_PI_2), colour)
            })
            .to_vec(),
        2 => vec![
            Shape::filled(form::sector(centre, side / 2.0, start, PI), figure),
            Shape::filled(form::sector(centre, side / 4.0, start + PI, PI), second),
        ],
        _ => vec![
            Shape::filled(eye(cell, turn), figure),
            Shape::filled(form::disc(centre, side * 0.17), second),
        ],
    }
}

/// How many figures [`small`] knows.
pub const SMALL: usize = 10;

/// The figures of single tiles.
pub fn small(cell: Rect, kind: usize, turn: usize, figure: Colour, second: Colour) -> Vec<Shape> {
    let (side, centre) = (cell.width(), cell.center());
    let (corner, start) = corner(cell, turn);
    match kind {
        0 | 1 => vec![Shape::filled(form::sector(corner, side, start, FRAC_PI_2), figure)],
        2 => vec![Shape::filled(eye(cell, turn), figure)],
        3 => vec![Shape::filled(form::disc(centre, side * 0.5), figure)],
        4 => vec![
            Shape::filled(form::sector(corner, side, start, FRAC_PI_2), figure),
            Shape::filled(form::sector(corner, side * 0.5, start, FRAC_PI_2), second),
        ],
        5 => vec![Shape::filled(form::sector(edge(cell, turn), side / 2.0, start, PI), figure)],
        6 => [0.92, 0.64, 0.36]
            .iter()
            .map(|share| {
                let inner = side * (share - 0.14);
                Shape::filled(form::band(corner, inner, side * share, start, FRAC_PI_2), figure)
            })
            .collect(),
        7 => (0..4)
            .map(|row| {
                let y = cell.y0 + side * (f64::from(row) + 0.25) / 4.0;
                Shape::filled(Rect::new(cell.x0, y, cell.x1, y + side / 8.0), figure)
            })
            .collect(),
        8 => vec![Shape::filled(triangle(cell, turn), figure)],
        _ => vec![
            Shape::filled(form::disc(centre, side * 0.34), figure),
            Shape::filled(form::disc(centre, side * 0.14), second),
        ],
    }
}

/// A corner of the cell and the angle from which a quarter circle there fills the cell.
fn corner(cell: Rect, turn: usize) -> (Point, f64) {
    match turn {
        0 => (Point::new(cell.x0, cell.y0), 0.0),
        1 => (Point::new(cell.x1, cell.y0), FRAC_PI_2),
        2 => (Point::new(cell.x1, cell.y1), PI),
        _ => (Point::new(cell.x0, cell.y1), -FRAC_PI_2),
    }
}

/// The middle of an edge from which a half circle, begun at [`corner`]'s angle, fills half the cell.
fn edge(cell: Rect, turn: usize) -> Point {
    let centre = cell.center();
    match turn {
        0 => Point::new(centre.x, cell.y0),
        1 => Point::new(cell.x1, centre.y),
        2 => Point::new(centre.x, cell.y1),
        _ => Point::new(cell.x0, centre.y),
    }
}

/// Two quarter circles laid over each other: a leaf or an eye across the cell.
fn eye(cell: Rect, turn: usize) -> kurbo::BezPath {
    let side = cell.width();
    let (one, other) = if turn.is_multiple_of(2) { (0, 2) } else { (1, 3) };
    let ((first, start), (second, back)) = (corner(cell, one), corner(cell, other));
    let mut path = form::arc(first, side, start, FRAC_PI_2);
    form::arc_to(&mut path, second, side, back, FRAC_PI_2);
    path.close_path();
    path
}

fn triangle(cell: Rect, turn: usize) -> kurbo::BezPath {
    let corners = [0, 1, 2, 3].map(|index| corner(cell, index).0);
    let kept: Vec<_> = (0..4).filter(|index| *index != turn).map(|index| corners[index]).collect();
    super::super::kit::curve::polygon(&kept)
}
