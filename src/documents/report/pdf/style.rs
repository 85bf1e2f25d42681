//! How each kind of paragraph is set: the sizes, weights and spaces of the Word document's styles, in points.

use crate::documents::report::docx::table::columns_of;
use crate::documents::report::model::Kind;
use crate::scene::{Align, Colour, Palette, TextStyle, Typeface};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub size: f64,
    pub weight: u16,
    pub colour: Colour,
    pub typeface: Typeface,
    /// Space above and below.
    pub before: f64,
    pub after: f64,
    /// Distance of baselines as a multiple of the size.
    pub leading: f64,
    pub align: Align,
    /// Whether it stays on the page of the next.
    pub keep_next: bool,
}

/// A font's own line as a multiple of its size, where Word would ask the font: that of Noto Sans and Malgun Gothic,
/// so that a text is about as long here as there.
const NATURAL: f64 = 1.36;

/// The smallest leading of text that people read.
const RUNNING: f64 = 1.15 * NATURAL;

impl Style {
    /// The letters of this style.
    pub fn letters(&self) -> TextStyle {
        let Self { typeface, size, weight, colour, .. } = *self;
        TextStyle { typeface, size, weight, colour, tracking: 0.0 }
    }

    fn small(self, size: f64, colour: Colour) -> Self {
        Self { size, colour, leading: 1.05 * NATURAL, ..self }
    }

    fn strong(self) -> Self {
        Self { weight: 700, ..self }
    }

    fn spaced(self, before: f64, after: f64) -> Self {
        Self { before, after, ..self }
    }

    fn kept(self) -> Self {
        Self { keep_next: true, ..self }
    }
}

/// The styles of a document on paper of these colours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styles<'a> {
    pub palette: &'a Palette,
}

impl Styles<'_> {
    /// Running text.
    pub fn body(self) -> Style {
        Style {
            size: 10.5,
            weight: 400,
            colour: self.palette.ink,
            typeface: Typeface::Sans,
            before: 0.0,
            after: 7.0,
            leading: RUNNING,
            align: Align::Start,
            keep_next: false,
        }
    }

    /// A heading of level 1 to 4.
    pub fn heading(self, level: u8) -> Style {
        let Palette { primary, ink, muted, .. } = *self.palette;
        let (size, colour, before, after) = match level {
            0 | 1 => (16.0, primary, 20.0, 6.0),
            2 => (13.0, ink, 15.0, 4.5),
            3 => (11.0, primary, 12.0, 3.5),
            _ => (10.5, muted, 10.0, 3.0),
        };
        self.body().small(size, colour).spaced(before, after).strong().kept()
    }

    /// The line above the title.
    pub fn kicker(self) -> Style {
        self.body().small(9.0, self.palette.primary).spaced(0.0, 3.0).strong().kept()
    }

    /// The title: a long one is set smaller, so that it takes two lines and not four.
    pub fn title(self, words: &str, kind: Kind) -> Style {
        let size = match columns_of(words) {
            short if short <= 30.0 => 27.0,
            middle if middle <= 60.0 => 23.0,
            _ => 19.0,
        };
        let after = if kind == Kind::Minutes { 11.0 } else { 4.0 };
        Style { leading: 0.95 * NATURAL, ..self.body().small(size, self.palette.ink) }
            .spaced(0.0, after)
            .strong()
            .kept()
    }

    /// The line below the title.
    pub fn subtitle(self) -> Style {
        self.body().small(13.5, self.palette.muted).spaced(0.0, 6.0).kept()
    }

    /// Who and when, above a rule.
    pub fn title_note(self) -> Style {
        self.body().small(9.5, self.palette.muted).spaced(0.0, 20.0)
    }

    /// A line of a letter's address.
    pub fn address(self) -> Style {
        self.body().spaced(0.0, 0.0)
    }

    /// What a letter is about.
    pub fn subject(self) -> Style {
        Style { size: 12.5, ..self.body() }.spaced(12.0, 10.0).strong().kept()
    }

    /// An item of a list.
    pub fn item(self) -> Style {
        self.body().spaced(0.0, 3.5)
    }

    /// Words of somebody else.
    pub fn quote(self) -> Style {
        Style { colour: self.palette.muted, ..self.body() }.spaced(3.0, 10.0)
    }

    /// The words below a picture.
    pub fn caption(self) -> Style {
        Style { align: Align::Centre, ..self.body().small(9.0, self.palette.muted) }.spaced(6.0, 13.0)
    }

    /// The words above a table.
    pub fn table_caption(self) -> Style {
        self.body().small(9.0, self.palette.muted).spaced(10.0, 4.5).strong().kept()
    }

    /// The text of a cell; what has many columns is set smaller.
    pub fn cell(self, columns: usize) -> Style {
        let size = match columns {
            0..=7 => 9.5,
            8..=12 => 8.0,
            _ => 5.5,
        };
        self.body().small(size, self.palette.ink).spaced(0.0, 0.0)
    }

    /// The name of a fact.
    pub fn fact_name(self) -> Style {
        self.body().small(9.0, self.palette.muted).spaced(0.0, 0.0).strong()
    }

    /// Text of programs.
    pub fn code(self) -> Style {
        Style { typeface: Typeface::Mono, ..self.body().small(9.0, self.palette.ink) }.spaced(6.0, 11.0)
    }

    /// A footnote.
    pub fn note(self) -> Style {
        self.body().small(8.5, self.palette.ink).spaced(0.0, 2.0)
    }

    /// Header and footer.
    pub fn margin(self) -> Style {
        self.body().small(8.0, self.palette.muted).spaced(0.0, 0.0)
    }

    /// The title of the table of contents.
    pub fn contents(self) -> Style {
        self.body().small(14.0, self.palette.primary).spaced(6.0, 8.0).strong().kept()
    }

    /// An entry of it, of level 1 to 3.
    pub fn entry(self, level: u8) -> Style {
        let style = self.body().small(10.5, self.palette.ink);
        if level <= 1 { style.spaced(6.0, 2.5).strong() } else { style.spaced(0.0, 2.5) }
    }
}
