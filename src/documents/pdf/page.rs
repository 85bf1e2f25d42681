//! Paints a scene's items on a krilla page, in order, each as tagged content or as an artifact.

use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use kurbo::Vec2;

use super::ink::Ink;
use super::tags::Structure;
use super::{Print, bleed, convert};
use crate::documents::DocumentError;
use crate::scene::{Colour, Fonts, Frame, Item, Paint, Picture, PlacedLine, Role, Scene, Shape, TextBox};

/// Letters spaced wider than this share of their size are read as single letters by extractors that look at gaps
/// (poppler's `minWordBreakSpace` is 0.1): such lines carry their text beside the glyphs.
const WIDE_TRACKING: f64 = 0.05;

/// A page being painted.
pub(super) struct Painter<'a> {
    ink: Ink<'a>,
    scene: &'a Scene,
    print: Print,
    fonts: &'a Fonts,
    structure: Structure,
}

impl<'a> Painter<'a> {
    pub fn new(ink: Ink<'a>, scene: &'a Scene, print: Print, fonts: &'a Fonts) -> Self {
        Self { ink, scene, print, fonts, structure: Structure::new(scene.language) }
    }

    /// Paints the ground and every item.
    pub fn paint(&mut self, pictures: &[Picture]) -> Result<(), DocumentError> {
        self.ground(self.scene.background);
        let mut pictures = pictures.iter();
        for item in &self.scene.items {
            match item {
                Item::Shape(shape) => {
                    let shape = self.print.shape(shape, self.scene.page.bounds());
                    self.ink.decorate(|ink| ink.draw(&shape));
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

    /// Ends the page and hands over its structure.
    pub fn finish(self) -> Structure {
        self.ink.surface.finish();
        self.structure
    }

    fn ground(&mut self, colour: Colour) {
        let bounds = self.print.bled(self.scene.page.bounds());
        let artifact = Artifact::new(ArtifactType::Background, convert::rect(bounds));
        self.ink.surface.start_tagged(ContentTag::Artifact(artifact));
        self.ink.draw(&Shape::filled(bounds, Paint::Solid(colour)));
        self.ink.surface.end_tagged();
    }

    fn mark_cuts(&mut self) {
        let marks = bleed::marks(self.print, self.scene.page.bounds());
        self.ink.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        self.ink.draw(&Shape::stroked(marks, Colour::BLACK, bleed::MARK_WIDTH));
        self.ink.surface.end_tagged();
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
        let set = |ink: &mut Ink<'_>| {
            line.runs.iter().try_for_each(|run| ink.set_run(run, line.baseline, Vec2::ZERO))
        };
        self.ink.tagged(ContentTag::Span(span), set).map(Some)
    }

    fn fill_frame(&mut self, frame: &Frame, picture: &Picture) -> Result<(), DocumentError> {
        let alt = if picture.alt.is_empty() { &frame.alt } else { &picture.alt };
        let tag = match alt.is_empty() {
            true => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            false => ContentTag::Other,
        };
        let piece = self.ink.tagged(tag, |ink| ink.fill_frame(frame, picture))?;
        if !alt.is_empty() {
            self.structure.add_figure(alt, convert::rect(frame.bounds), piece);
        }
        Ok(())
    }
}
