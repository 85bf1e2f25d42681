//! What pages are built of: bricks of one line, one row or one picture, which stay whole.

use std::rc::Rc;

use kurbo::{Point, Rect};

use super::text::Line;
use super::tree::{NodeId, SlotId};
use crate::scene::{Colour, Shape};

/// A piece that stays whole. Places in it are counted from the column's left edge and its own top, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Brick {
    /// Space above it, unless it is the first of its page.
    pub before: f64,
    pub height: f64,
    /// Whether it stays on the page of the next.
    pub keep: bool,
    /// Whether it begins a page.
    pub new_page: bool,
    /// What lies behind it and its neighbours of the same ground.
    pub ground: Option<Ground>,
    /// The table it is a row of.
    pub table: Option<TableRow>,
    pub marks: Vec<Mark>,
}

/// A brick's place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableRow {
    pub table: usize,
    pub is_head: bool,
}

/// Something painted.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text, its top left corner at this point.
    Line(Point, Rc<Line>),
    /// An outline that says nothing.
    Shape(Shape),
    /// An outline that stands for words: the box of a task.
    Sign(Shape, String, SlotId),
    /// The picture with that number, and its node unless it only decorates.
    Picture(Rect, usize, Option<(NodeId, SlotId)>),
    /// Here is the heading with that number.
    Heading(usize),
    /// The number of the page where that heading is, its line's top right corner at this point; dots lead to it from
    /// where the words end.
    PageOf { heading: usize, at: Point, from: f64, slot: SlotId },
}

impl Mark {
    /// The footnotes it refers to.
    pub fn notes(&self) -> &[usize] {
        match self {
            Self::Line(_, line) => &line.notes,
            _ => &[],
        }
    }
}

/// Something behind several bricks, one piece on each page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ground {
    /// Bricks with the same number share it.
    pub number: usize,
    pub left: f64,
    pub right: f64,
    pub colour: Colour,
}

impl Brick {
    /// The footnotes it refers to, in order.
    pub fn notes(&self) -> impl Iterator<Item = usize> + '_ {
        self.marks.iter().flat_map(|mark| mark.notes().iter().copied())
    }

    /// A brick without words.
    pub fn gap(height: f64) -> Self {
        Self { height, ..Self::default() }
    }
}
