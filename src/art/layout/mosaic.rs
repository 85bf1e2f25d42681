//! A field of square tiles, one of them the picture, after the Bauhaus.

use kurbo::{Arc, BezPath, Circle, Point, Rect, Shape as _, Vec2};

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::{Anchor, Palette};

/// A field of square tiles with the picture's tiles left out.
struct Field {
    origin: Point,
    cell: f64,
    columns: usize,
    rows: usize,
    /// The picture's first column and row, and how many it spans.
    picture: (usize, usize, usize, usize),
}

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let field = field(desk)?;
    let (width, height, margin) = (desk.size.width, desk.size.height, desk.scale.margin);
    let inside = desk.inside();
    let upright = matches!(desk.aspect, Aspect::Upright | Aspect::Square);
    let text = if upright {
        let edge = field.origin.y + field.cell * field.rows as f64;
        Rect { y0: edge + margin * 0.85, ..inside }
    } else {
        Rect { x1: field.origin.x - margin, ..inside }
    };
    let mut layers =
        vec![Layer::picture(field.picture_bounds().intersect(Rect::new(0.0, 0.0, width, height)))];
    layers.extend(field.tiles(&desk.palette));
    let strip = desk.aspect == Aspect::Strip;
    let apart = !strip && desk.has_details();
    Some(Plan {
        ground: desk.palette.ground,
        layers,
        veil: Cover::None,
        title: TitleLook::sans(desk, if strip { 0.26 } else { 0.185 }),
        head: Area::start(text, if strip { Anchor::Middle } else { Anchor::Top }, desk.inks()),
        foot: apart.then(|| Area::start(text, Anchor::Bottom, desk.inks())),
        facts: match desk.aspect {
            Aspect::Strip => FactsStyle::Row,
            Aspect::Wide => FactsStyle::Lines,
            _ => FactsStyle::Columns,
        },
        bar: None,
        numeral: None,
    })
}

fn field(desk: &Desk<'_>) -> Option<Field> {
    let (width, height) = (desk.size.width, desk.size.height);
    let airy = desk.crowding < 0.25;
    let field = match desk.aspect {
        Aspect::Upright if airy => {
            Field { origin: Point::ZERO, cell: width / 4.0, columns: 4, rows: 3, picture: (1, 0, 3, 2) }
        }
        Aspect::Upright if desk.crowding < 0.8 => {
            Field { origin: Point::ZERO, cell: width / 5.0, columns: 5, rows: 3, picture: (1, 0, 4, 2) }
        }
        Aspect::Upright => {
            Field { origin: Point::ZERO, cell: width / 5.0, columns: 5, rows: 2, picture: (1, 0, 3, 2) }
        }
        Aspect::Square => {
            let rows = 2;
            let cell = if airy { width / 4.0 } else { width / 6.0 };
            let columns = if airy { 4 } else { 6 };
            Field { origin: Point::ZERO, cell, columns, rows, picture: (1, 0, columns - 2, 2) }
        }
        Aspect::Wide => {
            let cell = height / if airy { 3.0 } else { 4.0 };
            let (columns, rows) = if airy { (3, 3) } else { (2, 4) };
            let origin = Point::new(width - cell * columns as f64, 0.0);
            Field { origin, cell, columns, rows, picture: (columns - 2, 0, 2, 2) }
        }
        Aspect::Strip => {
            let cell = height / 2.0;
            let columns = if airy { 4 } else { 3 };
            let origin = Point::new(width - cell * columns as f64, 0.0);
            Field { origin, cell, columns, rows: 2, picture: (columns - 2, 0, 2, 2) }
        }
    };
    (field.origin.x >= 0.0).then_some(field)
}

impl Field {
    fn cell_bounds(&self, column: usize, row: usize) -> Rect {
        let corner = self.origin + Vec2::new(column as f64 * self.cell, row as f64 * self.cell);
        Rect::from_origin_size(corner, (self.cell, self.cell))
    }

    fn picture_bounds(&self) -> Rect {
        let (column, row, across, down) = self.picture;
        self.cell_bounds(column, row).union(self.cell_bounds(column + across - 1, row + down - 1))
    }

    fn tiles(&self, palette: &Palette) -> Vec<Layer> {
        let (column, row, across, down) = self.picture;
        let free =
            |x: usize, y: usize| !((column..column + across).contains(&x) && (row..row + down).contains(&y));
        let cells = (0..self.rows).flat_map(|y| (0..self.columns).map(move |x| (x, y)));
        cells
            .filter(|(x, y)| free(*x, *y))
            .enumerate()
            .flat_map(|(index, (x, y))| tile(index, self.cell_bounds(x, y), palette))
            .collect()
    }
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
        3 => dots(cell, palette),
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

fn dots(cell: Rect, palette: &Palette) -> Vec<Layer> {
    let step = cell.width() / 4.0;
    let mut layers = vec![Layer::fill(cell, palette.surface)];
    for row in 0..4 {
        for column in 0..4 {
            let centre =
                cell.origin() + Vec2::new((f64::from(column) + 0.5) * step, (f64::from(row) + 0.5) * step);
            layers.push(Layer::fill(Circle::new(centre, step * 0.2), palette.primary));
        }
    }
    layers
}
