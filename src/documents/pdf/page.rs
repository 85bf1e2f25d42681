//! Paints a scene's items on a krilla page, in order, each as tagged content or as an artifact.

use std::sync::Arc;

use krilla::geom::{Point, Size};
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use kurbo::{Affine, Rect};

use super::fonts::FontShelf;
use super::tags::Structure;
use super::verbatim::Verbatim;
use super::{Print, bleed, convert, image};
use crate::documents::DocumentError;
use crate::scene::{
    Colour, Content, Drawing, Encoding, Fonts, Frame, Item, Paint, Picture, PlacedLine, PlacedRun, Role,
    Scene, Shape, TextBox,
};

/// Letters spaced wider than this share of their size are read as single letters by extractors that look at gaps
/// (poppler's `minWordBreakSpace` is 0.1): such lines carry their text beside the glyphs.
const WIDE_TRACKING: f64 = 0.05;

/// A page being painted.
pub(super) struct Painter<'a> {
    surface: Surface<'a>,
    scene: &'a Scene,
    print: Print,
    fonts: &'a Fonts,
    shelf: FontShelf,
    structure: Structure,
    verbatim: Verbatim,
}

impl<'a> Painter<'a> {
    pub fn new(surface: Surface<'a>, scene: &'a Scene, print: Print, fonts: &'a Fonts) -> Self {
        let structure = Structure::new(scene.language);
        let (shelf, verbatim) = (FontShelf::default(), Verbatim::default());
        Self { surface, scene, print, fonts, shelf, structure, verbatim }
    }

    /// Paints the ground and every item.
    pub fn paint(&mut self, pictures: &[Picture]) -> Result<(), DocumentError> {
        self.ground(self.scene.background);
        let mut pictures = pictures.iter();
        for item in &self.scene.items {
            match item {
                Item::Shape(shape) => {
                    let shape = self.print.shape(shape, self.scene.page.bounds());
                    self.decorate(|painter| painter.draw(&shape));
                }
                Item::Text(text) => self.set(text)?,
                Item::Frame(frame) => {
                    if let Some(picture) = pictures.next() {
                        self.fill_frame(&self.print.frame(frame, self.scene.page.bounds()), picture)?;
                    }
                }
            }
        }
        if self.print.crop_marks {
            self.mark_cuts();
        }
        Ok(())
    }

    /// Ends the page and hands over its structure, and the pictures that only have stand-ins yet.
    pub fn finish(self) -> (Structure, Verbatim) {
        self.surface.finish();
        (self.structure, self.verbatim)
    }

    fn ground(&mut self, colour: Colour) {
        let bounds = self.print.bled(self.scene.page.bounds());
        let artifact = Artifact::new(ArtifactType::Background, convert::rect(bounds));
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        self.draw(&Shape::filled(bounds, Paint::Solid(colour)));
        self.surface.end_tagged();
    }

    fn mark_cuts(&mut self) {
        let marks = bleed::marks(self.print, self.scene.page.bounds());
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        self.draw(&Shape::stroked(marks, Colour::BLACK, bleed::MARK_WIDTH));
        self.surface.end_tagged();
    }

    /// Paints something that says nothing: screen readers pass over it.
    fn decorate(&mut self, paint: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        paint(self);
        self.surface.end_tagged();
    }

    fn draw(&mut self, shape: &Shape) {
        let Some(path) = convert::path(&shape.path) else { return };
        let stroke = shape.stroke.filter(|stroke| stroke.width > 0.0);
        if shape.fill.is_none() && stroke.is_none() {
            return; // krilla would paint it black.
        }
        self.surface.set_fill(shape.fill.as_ref().map(convert::fill));
        self.surface.set_stroke(stroke.map(convert::stroke));
        self.surface.draw_path(&path);
    }

    /// Sets a text box: a heading as one piece of structure, anything else as one for each paragraph.
    fn set(&mut self, text: &TextBox) -> Result<(), DocumentError> {
        let placed = self.fonts.typeset(text, self.scene.language)?;
        let is_heading = matches!(text.role, Role::Title | Role::Subtitle);
        for lines in placed.lines.chunk_by(|one, two| is_heading || one.paragraph == two.paragraph) {
            let pieces = lines.iter().map(|line| self.set_line(line)).collect::<Result<Vec<_>, _>>()?;
            let pieces: Vec<_> = pieces.into_iter().flatten().collect();
            let words = lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
            if !pieces.is_empty() {
                self.structure.add_text(text.role, &words, lines[0].bounds.origin(), pieces);
            }
        }
        Ok(())
    }

    /// Sets one line; `None` when it has no words.
    fn set_line(&mut self, line: &PlacedLine) -> Result<Option<Identifier>, DocumentError> {
        if line.text.trim().is_empty() {
            return Ok(None);
        }
        let wide = line.runs.iter().any(|run| run.style.tracking > WIDE_TRACKING * run.style.size);
        let words = format!("{} ", line.text);
        let span = SpanTag::empty()
            .with_lang(Some(self.scene.language.tag()))
            .with_actual_text(wide.then_some(words.as_str()));
        let piece = self.surface.start_tagged(ContentTag::Span(span));
        for run in &line.runs {
            self.set_run(run, line.baseline)?;
        }
        self.surface.end_tagged();
        Ok(Some(piece))
    }

    fn set_run(&mut self, run: &PlacedRun, baseline: f64) -> Result<(), DocumentError> {
        let font = self.shelf.font(run)?;
        let glyphs = glyphs(run, baseline);
        let Some(first) = run.glyphs.iter().find(|glyph| glyph.id != 0) else { return Ok(()) };
        let start = Point::from_xy(first.x as f32, baseline as f32);
        self.surface.set_fill(Some(convert::solid(run.style.colour)));
        self.surface.set_stroke(None);
        self.surface.draw_glyphs(start, &glyphs, font, &run.text, run.style.size as f32, false);
        Ok(())
    }

    fn fill_frame(&mut self, frame: &Frame, picture: &Picture) -> Result<(), DocumentError> {
        let alt = if picture.alt.is_empty() { &frame.alt } else { &picture.alt };
        let Some(outline) = convert::path(&frame.outline()) else { return Ok(()) };
        let tag = match alt.is_empty() {
            true => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            false => ContentTag::Other,
        };
        let piece = self.surface.start_tagged(tag);
        self.surface.push_clip_path(&outline, &FillRule::NonZero);
        let painted = self.paint_picture(frame, picture);
        self.surface.pop();
        self.surface.end_tagged();
        if !alt.is_empty() {
            self.structure.add_figure(alt, convert::rect(frame.bounds), piece);
        }
        painted
    }

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
        let (image, pixels) = image::load(bytes, encoding, &frame.alt, &mut self.verbatim)?;
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
    let place = |(glyph, end): (&&crate::scene::PlacedGlyph, f64)| {
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
