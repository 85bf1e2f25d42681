//! What pages are painted with: a scene's shapes, glyphs and pictures, said to krilla.

use std::sync::Arc;

use krilla::geom::{Point, Size, Transform};
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier};
use krilla::text::{GlyphId, KrillaGlyph};
use kurbo::{Affine, Rect, Vec2};

use super::fonts::FontShelf;
use super::verbatim::Verbatim;
use super::{convert, image};
use crate::documents::DocumentError;
use crate::scene::{Content, Drawing, Encoding, Frame, Picture, PlacedGlyph, PlacedRun, Shape};

/// What all pages of a document share: each font once, and the pictures that only have stand-ins yet.
#[derive(Default)]
pub(in crate::documents) struct Inks {
    shelf: FontShelf,
    pub(super) verbatim: Verbatim,
}

/// A page being painted.
pub(in crate::documents) struct Ink<'a> {
    pub surface: Surface<'a>,
    inks: &'a mut Inks,
}

/// How far letters lean that have no slanted design of their own, as Word leans them: 0.2 of their height.
const LEAN: f32 = -0.2;

impl<'a> Ink<'a> {
    pub fn new(surface: Surface<'a>, inks: &'a mut Inks) -> Self {
        Self { surface, inks }
    }

    /// Paints something under a tag.
    ///
    /// # Errors
    /// Those of `paint`.
    pub fn tagged(
        &mut self,
        tag: ContentTag<'_>,
        paint: impl FnOnce(&mut Self) -> Result<(), DocumentError>,
    ) -> Result<Identifier, DocumentError> {
        let piece = self.surface.start_tagged(tag);
        let painted = paint(self);
        self.surface.end_tagged();
        painted.map(|()| piece)
    }

    /// Paints something that says nothing: screen readers pass over it.
    pub fn decorate(&mut self, paint: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        paint(self);
        self.surface.end_tagged();
    }

    /// Paints an outline.
    pub fn draw(&mut self, shape: &Shape) {
        let Some(path) = convert::path(&shape.path) else { return };
        let stroke = shape.stroke.filter(|stroke| stroke.width > 0.0);
        if shape.fill.is_none() && stroke.is_none() {
            return; // krilla would paint it black.
        }
        self.surface.set_fill(shape.fill.as_ref().map(convert::fill));
        self.surface.set_stroke(stroke.map(convert::stroke));
        self.surface.draw_path(&path);
    }

    /// Sets glyphs, moved from where they were placed.
    ///
    /// # Errors
    /// [`DocumentError::Writer`] for a font that cannot be embedded.
    pub fn set_run(&mut self, run: &PlacedRun, baseline: f64, moved: Vec2) -> Result<(), DocumentError> {
        let font = self.inks.shelf.font(run)?;
        let glyphs = glyphs(run, baseline);
        let Some(first) = run.glyphs.iter().find(|glyph| glyph.id != 0) else { return Ok(()) };
        let start = Point::from_xy((first.x + moved.x) as f32, (baseline + moved.y) as f32);
        self.surface.set_fill(Some(convert::solid(run.style.colour)));
        self.surface.set_stroke(None);
        self.surface.draw_glyphs(start, &glyphs, font, &run.text, run.style.size as f32, false);
        Ok(())
    }

    /// The same, leaning.
    ///
    /// # Errors
    /// As for [`Ink::set_run`].
    pub fn set_leaning(&mut self, run: &PlacedRun, baseline: f64, moved: Vec2) -> Result<(), DocumentError> {
        let foot = (baseline + moved.y) as f32;
        self.surface.push_transform(&Transform::from_row(1.0, 0.0, LEAN, 1.0, -LEAN * foot, 0.0));
        let set = self.set_run(run, baseline, moved);
        self.surface.pop();
        set
    }

    /// Paints a picture in its frame, cut to the frame's outline.
    ///
    /// # Errors
    /// As for [`Ink::paint_picture`].
    pub fn fill_frame(&mut self, frame: &Frame, picture: &Picture) -> Result<(), DocumentError> {
        let Some(outline) = convert::path(&frame.outline()) else { return Ok(()) };
        self.surface.push_clip_path(&outline, &FillRule::NonZero);
        let painted = self.paint_picture(frame, picture);
        self.surface.pop();
        painted
    }

    /// Paints a picture in its frame, without the frame's outline.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] for a file that cannot be decoded.
    fn paint_picture(&mut self, frame: &Frame, picture: &Picture) -> Result<(), DocumentError> {
        match &picture.content {
            Content::Drawn(drawing) => self.draw_all(drawing, frame.placement(drawing.size)),
            Content::Encoded { encoding, bytes } => self.paint_file(frame, bytes, *encoding)?,
            Content::Svg { png, .. } => self.paint_file(frame, png, Encoding::Png)?,
        }
        Ok(())
    }

    fn paint_file(
        &mut self,
        frame: &Frame,
        bytes: &Arc<[u8]>,
        encoding: Encoding,
    ) -> Result<(), DocumentError> {
        let (image, pixels) = image::load(bytes, encoding, &frame.alt, &mut self.inks.verbatim)?;
        let place = frame.placement(kurbo::Size::new(pixels.width.into(), pixels.height.into()));
        let Some(size) = Size::from_wh(place.width() as f32, place.height() as f32) else {
            return Ok(()); // A frame without room shows nothing.
        };
        self.surface.push_transform(&convert::transform(Affine::translate(place.origin().to_vec2())));
        self.surface.draw_image(image, size);
        self.surface.pop();
        Ok(())
    }

    /// The drawing's outlines, its canvas laid on `place` and cut to it.
    fn draw_all(&mut self, drawing: &Drawing, place: Rect) {
        let canvas = drawing.size.to_rect();
        let Some(edge) = convert::path(&kurbo::Shape::to_path(&canvas, 0.1)) else { return };
        let stretch = Affine::translate(place.origin().to_vec2())
            * Affine::scale_non_uniform(place.width() / canvas.width(), place.height() / canvas.height());
        self.surface.push_transform(&convert::transform(stretch));
        self.surface.push_clip_path(&edge, &FillRule::NonZero);
        for shape in &drawing.shapes {
            self.draw(shape);
        }
        self.surface.pop();
        self.surface.pop();
    }
}

/// A run's glyphs with distances as shares of the type size. Each advance is the way to the next glyph's place, so
/// that the letters stand where they were set, tracking and kerning included.
///
/// Glyph 0 stands only for invisible characters here (line breaks); PDF/UA forbids it.
fn glyphs(run: &PlacedRun, baseline: f64) -> Vec<KrillaGlyph> {
    let share = |length: f64| (length / run.style.size) as f32;
    let visible: Vec<_> = run.glyphs.iter().filter(|glyph| glyph.id != 0).collect();
    let ends = visible.iter().skip(1).map(|next| next.x);
    let last = visible.last().map(|glyph| glyph.x + glyph.advance);
    let place = |(glyph, end): (&&PlacedGlyph, f64)| {
        let rise = share(baseline - glyph.y);
        KrillaGlyph::new(
            GlyphId::new(glyph.id),
            share(end - glyph.x),
            0.0,
            rise,
            0.0,
            glyph.text.clone(),
            None,
        )
    };
    visible.iter().zip(ends.chain(last)).map(place).collect()
}
