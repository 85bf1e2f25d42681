//! Blocks: pieces of a page that know their size, and are stacked, set beside each other and placed.
//!
//! A block lies at the origin until [`Block::placed`] moves it. Distances are between inks, not between boxes: the
//! eye sees letters, and a line's box has air around them.
//!
//! [`facts`], [`agenda`] and [`steps`] build the blocks that pages need.

pub(super) mod agenda;
pub(super) mod facts;
pub(super) mod steps;

use kurbo::{Affine, Rect, Size, Vec2};

use super::setter::{Misfit, Setter, ink};
use crate::scene::{Align, Anchor, Colour, Item, Paragraph, Role, Run, Shape, TextBox, TextStyle, Typeface};

/// A piece of a page at the origin.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub size: Size,
    /// Air above the topmost ink and below the lowest, within `size`.
    pub air: (f64, f64),
    pub items: Vec<Item>,
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub typeface: Typeface,
    pub size: f64,
    pub weight: u16,
    pub colour: Colour,
    pub align: Align,
}

/// Distance between baselines of running text.
const LEADING: f64 = 1.42;

impl Look {
    /// A run in this look.
    pub fn run(&self, text: impl Into<String>) -> Run {
        let style = TextStyle {
            typeface: self.typeface,
            size: self.size,
            weight: self.weight,
            colour: self.colour,
            tracking: 0.0,
        };
        Run { text: text.into(), style }
    }

    /// One paragraph in this look.
    pub fn paragraph(&self, text: impl Into<String>) -> Paragraph {
        Paragraph { align: self.align, leading: LEADING, space_after: 0.0, runs: vec![self.run(text)] }
    }
}

impl Block {
    /// Text as wide as its column and as high as it needs.
    pub fn text(
        setter: &Setter<'_>,
        role: Role,
        paragraphs: Vec<Paragraph>,
        width: f64,
    ) -> Result<Self, Misfit> {
        let bounds = Rect::new(0.0, 0.0, width, 1e6);
        Self::of_box(setter, TextBox { role, bounds, anchor: Anchor::Top, paragraphs })
    }

    /// A box of text whose width is settled; its height becomes what the text needs.
    pub fn of_box(setter: &Setter<'_>, mut text: TextBox) -> Result<Self, Misfit> {
        let width = text.bounds.width();
        text.bounds = Rect::new(0.0, 0.0, width, text.bounds.height().max(1e6));
        let placed = setter.set(&text)?;
        if placed.breaks_words || placed.overflows {
            return Err(Misfit::Room(format!("“{}” is too wide", text.plain())));
        }
        let height = placed.lines.last().map_or(0.0, |line| line.bounds.y1);
        let ink = ink(&placed);
        text.bounds.y1 = height + 0.1;
        if text.paragraphs.iter().all(|paragraph| paragraph.align == Align::Start) {
            // Letters have air on their left; without it large and small type share one edge.
            text.bounds = text.bounds - Vec2::new(ink.x0.clamp(0.0, width * 0.1), 0.0);
        }
        let air = (ink.y0.max(0.0), (height - ink.y1).max(0.0));
        Ok(Self { size: Size::new(width, height), air, items: vec![Item::Text(text)] })
    }

    /// A filled shape, as large as its outline.
    pub fn shape(outline: Rect, colour: Colour) -> Self {
        Self {
            size: Size::new(outline.x1, outline.y1),
            air: (0.0, 0.0),
            items: vec![Item::Shape(Shape::filled(outline, colour))],
        }
    }

    /// The height of the ink.
    pub fn depth(&self) -> f64 {
        self.size.height - self.air.0 - self.air.1
    }

    /// The block moved.
    pub fn moved(mut self, by: Vec2) -> Self {
        for item in &mut self.items {
            match item {
                Item::Text(text) => text.bounds = text.bounds + by,
                Item::Shape(shape) => *shape = shape.transformed(Affine::translate(by)),
                Item::Frame(frame) => frame.bounds = frame.bounds + by,
            }
        }
        self
    }

    /// Its items in `area`: the ink at the top, in the middle or at the bottom.
    pub fn placed(self, area: Rect, anchor: Anchor) -> Vec<Item> {
        let room = area.height() - self.depth();
        let down = match anchor {
            Anchor::Top => 0.0,
            Anchor::Middle => room / 2.0,
            Anchor::Bottom => room,
        };
        let by = Vec2::new(area.x0, area.y0 + down - self.air.0);
        self.moved(by).items
    }

    /// Blocks from top to bottom, each with the distance from the ink above it.
    pub fn stack(parts: Vec<(f64, Self)>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let (_, mut whole) = parts.next()?;
        for (gap, block) in parts {
            let below_ink = whole.size.height - whole.air.1 + gap - block.air.0;
            let top = below_ink.max(whole.size.height);
            whole.size.width = whole.size.width.max(block.size.width);
            whole.size.height = top + block.size.height;
            whole.air.1 = block.air.1;
            whole.items.extend(block.moved(Vec2::new(0.0, top)).items);
        }
        Some(whole)
    }

    /// Blocks side by side, each at its distance from the left; tops aligned.
    pub fn beside(parts: Vec<(f64, Self)>) -> Option<Self> {
        let size = parts.iter().fold(Size::ZERO, |size, (x, block)| {
            Size::new(size.width.max(x + block.size.width), size.height.max(block.size.height))
        });
        let top = parts.iter().map(|(_, block)| block.air.0).reduce(f64::min)?;
        let low = parts.iter().map(|(_, block)| block.size.height - block.air.1).reduce(f64::max)?;
        let items = parts.into_iter().flat_map(|(x, block)| block.moved(Vec2::new(x, 0.0)).items).collect();
        Some(Self { size, air: (top, size.height - low), items })
    }

    /// The rectangle around its text boxes' ink, roughly: the block without its air.
    pub fn with_air_above(mut self, air: f64) -> Self {
        self.air.0 = air;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacked_blocks_keep_their_distance() {
        let bar = |height| Block::shape(Rect::new(0.0, 0.0, 10.0, height), Colour::BLACK);
        let stacked = Block::stack(vec![(0.0, bar(4.0)), (6.0, bar(2.0))]).unwrap();
        assert_eq!(stacked.size, Size::new(10.0, 12.0));
        let items = stacked.placed(Rect::new(5.0, 0.0, 50.0, 100.0), Anchor::Bottom);
        let bounds: Vec<_> = items
            .iter()
            .map(|item| match item {
                Item::Shape(shape) => shape.bounds(),
                _ => Rect::ZERO,
            })
            .collect();
        assert_eq!(bounds, [Rect::new(5.0, 88.0, 15.0, 92.0), Rect::new(5.0, 98.0, 15.0, 100.0)]);
    }
}
