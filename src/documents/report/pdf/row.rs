//! A row of a table, as one brick or line by line.

use std::rc::Rc;

use kurbo::{BezPath, Point, Rect};

use super::brick::{Brick, Mark};
use super::text::Line;
use crate::scene::{Colour, Shape, Stroke};

/// The lines of each cell.
pub(super) type Cells = Vec<Vec<Rc<Line>>>;

/// Space above and below the words of a cell.
const ABOVE: f64 = 3.5;
/// The least height of a row's words: an empty row is one.
const LEAST: f64 = 10.0;

/// A row before it is laid: its cells' lines, and where each stands.
pub(super) struct Row {
    pub cells: Cells,
    /// Left edges of the words.
    pub places: Vec<f64>,
    pub ground: Option<Colour>,
    pub rule: Rule,
    /// Whether words stand in the middle of the row's height.
    pub centred: bool,
}

/// The line below a row, and the one above it where there is one.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    pub left: f64,
    pub right: f64,
    /// Widths and colours.
    pub above: Option<(f64, Colour)>,
    pub below: (f64, Colour),
}

impl Row {
    /// How high it stands.
    pub fn height(&self) -> f64 {
        self.cells.iter().map(|lines| height(lines)).fold(LEAST, f64::max) + 2.0 * ABOVE
    }

    /// The whole row.
    pub fn whole(&self) -> Brick {
        let total = self.height();
        Brick { marks: self.marks(total), ..Brick::gap(total) }
    }

    /// The row line by line: the first lines of all cells, then the second ones.
    pub fn slices(&self) -> Vec<Brick> {
        let count = self.cells.iter().map(Vec::len).max().unwrap_or(0);
        (0..count).map(|index| self.slice(index, index == 0, index + 1 == count)).collect()
    }

    fn marks(&self, total: f64) -> Vec<Mark> {
        let mut marks = self.ground(total);
        for (lines, left) in self.cells.iter().zip(&self.places) {
            let room = if self.centred { (total - 2.0 * ABOVE - height(lines)) / 2.0 } else { 0.0 };
            let mut top = ABOVE + room;
            for line in lines {
                marks.push(Mark::Line(Point::new(*left, top), Rc::clone(line)));
                top += line.height();
            }
        }
        marks.extend(self.rules(total, true, true));
        marks
    }

    /// The lines with that index of every cell.
    fn slice(&self, index: usize, is_first: bool, is_last: bool) -> Brick {
        let lines = || {
            self.cells.iter().zip(&self.places).filter_map(|(lines, left)| Some((lines.get(index)?, left)))
        };
        let above = if is_first { ABOVE } else { 0.0 };
        let tallest = lines().map(|(line, _)| line.height()).fold(0.0, f64::max);
        let total = above + tallest + if is_last { ABOVE } else { 0.0 };
        let mut marks = self.ground(total);
        marks.extend(lines().map(|(line, left)| Mark::Line(Point::new(*left, above), Rc::clone(line))));
        marks.extend(self.rules(total, is_first, is_last));
        Brick { marks, ..Brick::gap(total) }
    }

    fn ground(&self, total: f64) -> Vec<Mark> {
        let place = Rect::new(self.rule.left, 0.0, self.rule.right, total);
        self.ground.map(|colour| Mark::Shape(Shape::filled(place, colour))).into_iter().collect()
    }

    fn rules(&self, total: f64, is_first: bool, is_last: bool) -> impl Iterator<Item = Mark> {
        let Rule { left, right, above, below } = self.rule;
        let line = move |y: f64, (width, colour): (f64, Colour)| {
            let mut path = BezPath::new();
            path.move_to((left, y));
            path.line_to((right, y));
            Mark::Shape(Shape { path, fill: None, stroke: Some(Stroke { colour, width }) })
        };
        let above = above.filter(|_| is_first).map(|rule| line(0.0, rule));
        let below = is_last.then(|| line(total, below));
        above.into_iter().chain(below)
    }
}

fn height(lines: &[Rc<Line>]) -> f64 {
    lines.iter().map(|line| line.height()).sum()
}
