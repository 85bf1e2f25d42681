//! Sets text for measuring: what real shaping says about a box before it is placed.

use kurbo::{Point, Rect};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::ArtError;
use crate::scene::{Fonts, Language, PlacedLine, PlacedRun, PlacedText, TextBox, TypesetError};

/// Why a layout cannot hold the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Misfit {
    /// There is not enough room; says what does not fit.
    Room(String),
    /// The words cannot be set in any layout.
    Typeset(TypesetError),
}

impl From<TypesetError> for Misfit {
    fn from(error: TypesetError) -> Self {
        Self::Typeset(error)
    }
}

impl From<Misfit> for ArtError {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::Room(what) => Self::TooMuchText { what },
            Misfit::Typeset(error) => Self::Typeset(error),
        }
    }
}

/// The fonts and the language that text is set in.
#[derive(Clone, Copy)]
pub(super) struct Setter<'a> {
    pub fonts: &'a Fonts,
    pub language: Language,
}

impl Setter<'_> {
    /// Sets `text` as every document writer will.
    pub fn set(&self, text: &TextBox) -> Result<PlacedText, Misfit> {
        Ok(self.fonts.typeset(text, self.language)?)
    }
}

/// The smallest rectangle around the letters' own outlines, in points on the page: what the eye aligns, while a
/// line's box has air around it. Falls back on the line boxes where a font has no outlines.
pub(super) fn ink(placed: &PlacedText) -> Rect {
    let inner = placed.lines.iter().filter_map(line_ink).reduce(|one, two| one.union(two));
    inner.unwrap_or(placed.bounds)
}

fn line_ink(line: &PlacedLine) -> Option<Rect> {
    line.runs.iter().filter_map(run_ink).reduce(|one, two| one.union(two))
}

fn run_ink(run: &PlacedRun) -> Option<Rect> {
    let font = FontRef::from_index(run.font.data.as_ref(), run.font.index).ok()?;
    let coordinates: Vec<_> = run.coordinates.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
    let metrics = font.glyph_metrics(Size::new(run.style.size as f32), LocationRef::new(&coordinates));
    run.glyphs
        .iter()
        .filter_map(|glyph| {
            let bounds = metrics.bounds(GlyphId::new(glyph.id))?;
            let corner = |x: f32, y: f32| Point::new(glyph.x + f64::from(x), glyph.y - f64::from(y));
            Some(Rect::from_points(corner(bounds.x_min, bounds.y_min), corner(bounds.x_max, bounds.y_max)))
        })
        .filter(|bounds| bounds.area() > 0.0)
        .reduce(|one, two| one.union(two))
}
