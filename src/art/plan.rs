//! What a layout decides: colours, pictures, decoration and the places for words. Values only; `compose` sets the
//! words. A layout is a pure function from a [`Desk`] to a [`Plan`]; the functions are data, read by `layout`.

use kurbo::{Rect, Size};

use super::block::facts::FactsStyle;
use super::copy::Copy;
use super::ink::{Inks, Veil};
use super::scale::{Aspect, Scale};
use crate::scene::page::Crop;
use crate::scene::{Align, Anchor, Colour, Palette, Shape, Typeface};

/// What a layout is planned on.
pub(super) struct Desk<'a> {
    /// The page in points.
    pub size: Size,
    pub aspect: Aspect,
    pub scale: Scale,
    pub palette: Palette,
    pub copy: &'a Copy,
    /// Whether left and right are exchanged, where that changes the look.
    pub flip: bool,
    /// How crowded the page is, 0 (a title alone) to 1 (all the room goes to the text).
    pub crowding: f64,
}

/// A planned page.
pub(super) struct Plan {
    pub ground: Colour,
    /// Shapes and the picture, lowest first.
    pub layers: Vec<Layer>,
    pub veil: Cover,
    pub title: TitleLook,
    /// The title, with the facts below it unless there is a foot.
    pub head: Area,
    /// Facts and agenda when they stand apart from the title.
    pub foot: Option<Area>,
    pub facts: FactsStyle,
    pub details: DetailsStyle,
    /// A short bar between title and facts.
    pub bar: Option<Colour>,
    /// The day as a graphic, on a slide the figure of its title.
    pub numeral: Option<Area>,
}

/// How further lines are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DetailsStyle {
    /// Rows under hairlines.
    List,
    /// Along a line with dots.
    Timeline,
    /// Numbered cards side by side.
    Steps,
}

/// One thing below the text.
pub(super) enum Layer {
    Shape(Shape),
    Picture { bounds: Rect, crop: Crop, focus: (f64, f64) },
}

/// What lies between a picture and the text over it; sized to the text when it is set.
#[derive(Clone, Copy)]
pub(super) enum Cover {
    /// Nothing: the text lies on plain colour.
    None,
    /// A gradient from the bottom edge up to the text.
    Below(Veil),
    /// A gradient from the left edge to the text.
    Left(Veil),
    /// A card around the text.
    Card { fill: Colour, padding: f64, radius: f64, edge: Colour },
}

/// How a title looks.
#[derive(Clone, Copy)]
pub(super) struct TitleLook {
    pub typeface: Typeface,
    /// The largest size it may take, in points.
    pub most: f64,
}

/// A place for words.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub bounds: Rect,
    pub anchor: Anchor,
    pub align: Align,
    pub inks: Inks,
}

impl Desk<'_> {
    /// The page within its margins.
    pub fn inside(&self) -> Rect {
        self.size.to_rect().inset(-self.scale.margin)
    }

    /// A share that goes from `easy` on an airy page to `tight` on a crowded one.
    pub fn share(&self, easy: f64, tight: f64) -> f64 {
        easy + (tight - easy) * self.crowding
    }

    /// Whether anything stands below the title.
    pub fn has_details(&self) -> bool {
        !self.copy.facts.is_empty() || !self.copy.lines.is_empty()
    }

    /// Text colours on the page's ground.
    pub fn inks(&self) -> Inks {
        Inks::on_ground(&self.palette)
    }
}

impl Layer {
    /// A filled outline.
    pub fn fill(outline: impl kurbo::Shape, colour: Colour) -> Self {
        Self::Shape(Shape::filled(outline, colour))
    }

    /// A line along an outline.
    pub fn line(outline: impl kurbo::Shape, colour: Colour, width: f64) -> Self {
        Self::Shape(Shape::stroked(outline, colour, width))
    }
}
