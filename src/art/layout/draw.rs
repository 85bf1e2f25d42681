//! What a layout draws below the words.

use kurbo::{Arc, BezPath, Circle, Point, Rect, Shape as _, Vec2};

use super::data::{ColourName, DrawName, LayerData, OutlineName};
use super::place::{Places, inset};
use crate::art::ink;
use crate::art::plan::{Desk, Layer};
use crate::scene::page::Crop;
use crate::scene::{Colour, Palette};

/// A colour by its role.
pub(super) fn colour(name: ColourName, palette: &Palette) -> Colour {
    match name {
        ColourName::Ground => palette.ground,
        ColourName::Surface => palette.surface,
        ColourName::Ink => palette.ink,
        ColourName::Muted => palette.muted,
        ColourName::Primary => palette.primary,
        ColourName::Secondary => palette.secondary,
        ColourName::Accent => palette.accent,
        ColourName::Block => ink::block(palette),
        ColourName::Field => ink::field(palette),
        ColourName::Veil => ink::Veil::of(palette).colour.with_alpha(1.0),
    }
}

/// The shapes of one layer; `ground` is the page's colour.
pub(super) fn layer(
    data: &LayerData,
    places: &Places,
    desk: &Desk<'_>,
    ground: Colour,
    flip: bool,
) -> Vec<Layer> {
    let bounds = bounds(data, places, desk, flip);
    let own = colour(data.colour, &desk.palette).mix(ground, data.tint.clamp(0.0, 1.0));
    let shape = if desk.flip { data.flipped.unwrap_or(data.shape) } else { data.shape };
    match data.draw {
        DrawName::Picture => {
            let focus = (if flip { 1.0 - data.focus[0] } else { data.focus[0] }, data.focus[1]);
            vec![Layer::Picture { bounds, crop: crop(shape, bounds, desk), focus }]
        }
        DrawName::Fill => vec![Layer::fill(outline(shape, bounds, desk), own)],
        DrawName::Line => vec![Layer::line(outline(shape, bounds, desk), own, data.width * desk.scale.body)],
        DrawName::Tiles => tiles(data, bounds, desk),
        DrawName::Dots => dot_grid(bounds, desk.scale.side * 0.035, own),
        DrawName::Stripes => stripes(bounds, desk.scale.side * 0.05, own),
        DrawName::Quote => quote(bounds, own),
    }
}

fn bounds(data: &LayerData, places: &Places, desk: &Desk<'_>, flip: bool) -> Rect {
    let region = inset(places.get(&data.region), data.margins * desk.scale.margin);
    let across = if flip { 1.0 - data.at[0] } else { data.at[0] };
    let centre = Point::new(region.x0 + region.width() * across, region.y0 + region.height() * data.at[1]);
    Rect::from_center_size(centre, (region.width() * data.grow, region.height() * data.grow))
}

fn crop(shape: OutlineName, bounds: Rect, desk: &Desk<'_>) -> Crop {
    match shape {
        OutlineName::Rounded => Crop::Rounded(desk.scale.margin * 0.35),
        OutlineName::Capsule => Crop::Rounded(bounds.width().min(bounds.height()) / 2.0),
        OutlineName::Circle => Crop::Ellipse,
        OutlineName::Rectangle | OutlineName::Arch | OutlineName::Slant => Crop::Rectangle,
    }
}

fn outline(shape: OutlineName, bounds: Rect, desk: &Desk<'_>) -> BezPath {
    let rounded = |radius: f64| bounds.to_rounded_rect(radius).to_path(0.05);
    match shape {
        OutlineName::Rectangle => bounds.to_path(0.05),
        OutlineName::Rounded => rounded(desk.scale.margin * 0.35),
        OutlineName::Capsule => rounded(bounds.width().min(bounds.height()) / 2.0),
        OutlineName::Circle => kurbo::Ellipse::from_rect(bounds).to_path(0.05),
        OutlineName::Arch => {
            let radius = bounds.width().min(bounds.height() * 2.0) / 2.0;
            bounds.to_rounded_rect((radius, radius, 0.0, 0.0)).to_path(0.05)
        }
        OutlineName::Slant => {
            let lean = bounds.height() * 0.18;
            polygon(&[
                (bounds.x0 + lean, bounds.y0),
                (bounds.x1, bounds.y0),
                (bounds.x1 - lean, bounds.y1),
                (bounds.x0, bounds.y1),
            ])
        }
    }
}

fn polygon(points: &[(f64, f64)]) -> BezPath {
    let mut path = BezPath::new();
    for (index, point) in points.iter().enumerate() {
        if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
    }
    path.close_path();
    path
}

/// The most dots or stripes of one layer: a texture, not a burden on every document that holds it.
const MOST: usize = 400;

fn dot_grid(bounds: Rect, step: f64, colour: Colour) -> Vec<Layer> {
    let step = step.max((bounds.area() / MOST as f64).sqrt()).max(0.5);
    let (across, down) = ((bounds.width() / step) as usize, (bounds.height() / step) as usize);
    let centre = |index: usize| {
        let (x, y) = ((index % across) as f64 + 0.5, (index / across) as f64 + 0.5);
        bounds.origin() + Vec2::new(x * step, y * step)
    };
    (0..across * down).map(|index| Layer::fill(Circle::new(centre(index), step * 0.16), colour)).collect()
}

/// Stripes that lean by 45 degrees, cut to the bounds.
fn stripes(bounds: Rect, step: f64, colour: Colour) -> Vec<Layer> {
    let step = step.max((bounds.width() + bounds.height()) / MOST as f64).max(0.5);
    let (width, height) = (bounds.width(), bounds.height());
    let count = ((width + height) / step) as usize;
    (0..count)
        .map(|index| {
            let (from, to) = (index as f64 * step, index as f64 * step + step * 0.42);
            // Along the top edge from the left, then down the right edge; and down the left, then along the bottom.
            let above = |at: f64| {
                if at <= width { (bounds.x0 + at, bounds.y0) } else { (bounds.x1, bounds.y0 + at - width) }
            };
            let below = |at: f64| {
                if at <= height { (bounds.x0, bounds.y0 + at) } else { (bounds.x0 + at - height, bounds.y1) }
            };
            let to = to.min(width + height);
            let mut points = vec![above(from)];
            if from < width && to > width {
                points.push((bounds.x1, bounds.y0));
            }
            points.extend([above(to), below(to)]);
            if from < height && to > height {
                points.push((bounds.x0, bounds.y1));
            }
            points.push(below(from));
            Layer::fill(polygon(&points), colour)
        })
        .collect()
}

/// An opening quotation mark as two drops, as wide as the bounds.
fn quote(bounds: Rect, colour: Colour) -> Vec<Layer> {
    let radius = bounds.width() / 4.6;
    [0.0, bounds.width() - 2.0 * radius]
        .into_iter()
        .map(|left| {
            let centre = Point::new(bounds.x0 + left + radius, bounds.y0 + radius * 2.1);
            let mut path = Circle::new(centre, radius).to_path(0.05);
            path.move_to((centre.x - radius, centre.y));
            path.quad_to(
                (centre.x - radius, centre.y - radius * 1.7),
                (centre.x + radius * 0.55, centre.y - radius * 2.1),
            );
            path.line_to((centre.x + radius * 0.75, centre.y - radius * 1.65));
            path.quad_to((centre.x - radius * 0.2, centre.y - radius * 1.2), (centre.x, centre.y));
            path.close_path();
            Layer::fill(path, colour)
        })
        .collect()
}

/// A field of square tiles, after the Bauhaus, with the picture's tiles left out.
fn tiles(data: &LayerData, bounds: Rect, desk: &Desk<'_>) -> Vec<Layer> {
    let [column, row, across, down] = data.skip.unwrap_or([0; 4]);
    let free =
        |x: usize, y: usize| !((column..column + across).contains(&x) && (row..row + down).contains(&y));
    let side = bounds.width() / data.columns.max(1) as f64;
    let cell = |x: usize, y: usize| {
        Rect::from_origin_size(bounds.origin() + Vec2::new(x as f64 * side, y as f64 * side), (side, side))
    };
    let first = order(desk);
    let cells = (0..data.rows).flat_map(|y| (0..data.columns).map(move |x| (x, y)));
    cells
        .filter(|(x, y)| free(*x, *y))
        .enumerate()
        .flat_map(|(index, (x, y))| tile(index + first, cell(x, y), &desk.palette))
        .collect()
}

/// Where the order of tiles begins: by chance, so that the fields of two pages differ.
fn order(desk: &Desk<'_>) -> usize {
    if desk.flip { 3 } else { 0 }
}

/// One tile: a ground and a simple form, in an order that never puts two alike side by side.
fn tile(index: usize, cell: Rect, palette: &Palette) -> Vec<Layer> {
    // A hair larger, so that no seam shows between neighbours.
    let side = cell.width();
    let cell = cell.inflate(0.15, 0.15);
    match index % 6 {
        0 => vec![
            Layer::fill(cell, palette.primary),
            Layer::fill(quarter(Point::new(cell.x0, cell.y1), side, -90.0), palette.secondary),
        ],
        1 => vec![
            Layer::fill(cell, palette.accent),
            Layer::fill(Circle::new(cell.center(), side * 0.3), palette.ground),
        ],
        2 => vec![
            Layer::fill(cell, palette.secondary),
            Layer::fill(quarter(Point::new(cell.x1, cell.y1), side, 180.0), palette.primary),
        ],
        3 => {
            let mut layers = vec![Layer::fill(cell, palette.surface)];
            layers.extend(dot_grid(cell, cell.width() / 4.0 - 1e-6, palette.primary));
            layers
        }
        4 => vec![
            Layer::fill(cell, palette.ink),
            Layer::fill(quarter(Point::new(cell.x0, cell.y0), side, 0.0), palette.accent),
        ],
        _ => vec![
            Layer::fill(cell, palette.secondary),
            Layer::fill(Circle::new(cell.center(), side * 0.5), palette.accent),
            Layer::fill(Circle::new(cell.center(), side * 0.2), palette.ground),
        ],
    }
}

/// A quarter of a disc around a corner, from `start` degrees clockwise from the x axis.
fn quarter(corner: Point, radius: f64, start: f64) -> BezPath {
    let arc = Arc::new(corner, (radius, radius), start.to_radians(), 90_f64.to_radians(), 0.0);
    let mut path = arc.to_path(0.05);
    path.line_to(corner);
    path.close_path();
    path
}
