//! Glyph outlines from the font file, at their place on the page.

use kurbo::BezPath;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::scene::{PlacedGlyph, PlacedRun};

/// The outlines of a run's glyphs in page points, as one path. A glyph the font cannot draw leaves its space empty.
pub(super) fn outline(run: &PlacedRun) -> BezPath {
    let mut path = BezPath::new();
    let Ok(font) = FontRef::from_index(run.font.data.as_ref(), run.font.index) else { return path };
    let coordinates: Vec<_> = run.coordinates.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
    let size = Size::new(run.style.size as f32);
    let outlines = font.outline_glyphs();
    for glyph in &run.glyphs {
        let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else { continue };
        let settings = DrawSettings::unhinted(size, LocationRef::new(&coordinates));
        // An outline that breaks off half-way keeps what was drawn, as browsers do.
        let _ = outline.draw(settings, &mut Pen { path: &mut path, glyph });
    }
    path
}

/// Moves a glyph's outline to its place; fonts count y upwards.
struct Pen<'a> {
    path: &'a mut BezPath,
    glyph: &'a PlacedGlyph,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.glyph.x + f64::from(x), self.glyph.y - f64::from(y))
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
