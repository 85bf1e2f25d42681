//! Paints the pages: what runs along their edges, then their bricks, then their footnotes.

use kurbo::{BezPath, Point, Rect, Vec2};

use krilla::Document;
use krilla::page::PageSettings;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, SpanTag, Tag};

use super::brick::{Brick, Ground, Mark};
use super::flow::Writer;
use super::links::Reached;
use super::pages::{ABOVE_NOTES, Placed, Sheet};
use super::tree::{NodeId, SlotId};
use crate::documents::DocumentError;
use crate::documents::pdf::{self, Ink, Inks, convert};
use crate::documents::report::sheet::{ABOVE, BELOW, SIDES};
use crate::scene::page::Crop;
use crate::scene::{Colour, Fit, Frame, Shape, Stroke};

/// Where each heading stands: its page and its place there.
pub(super) type Places = Vec<(usize, Point)>;

/// One page being painted.
pub(super) struct Painter<'p, 'a> {
    pub ink: Ink<'p>,
    pub writer: &'p mut Writer<'a>,
    pub number: usize,
    pub count: usize,
    places: &'p Places,
    /// Rectangles of links on this page.
    pub reached: Reached,
    /// Whether what is painted is a repetition, which is no part of the text.
    pub is_repeated: bool,
}

/// Paints every page into the document.
///
/// # Errors
/// [`DocumentError::Picture`] for a picture that cannot be decoded, [`DocumentError::Writer`] for a defect of ours.
pub(super) fn pages(
    document: &mut Document,
    writer: &mut Writer<'_>,
    inks: &mut Inks,
    sheets: &[Sheet],
) -> Result<Places, DocumentError> {
    let places = places(&writer.bricks, sheets);
    let size = writer.page.sheet.size;
    let settings = || {
        PageSettings::from_wh(size.width as f32, size.height as f32)
            .ok_or_else(|| pdf::defect(format!("no page of {}x{} pt", size.width, size.height)))
    };
    for (number, sheet) in sheets.iter().enumerate() {
        let mut page = document.start_page_with(settings()?);
        let ink = Ink::new(page.surface(), inks);
        let reached = Reached::default();
        let count = sheets.len();
        let mut painter =
            Painter { ink, writer, number, count, places: &places, reached, is_repeated: false };
        painter.paint(sheet)?;
        let reached = painter.finish();
        reached.annotate(&mut page, writer, &places)?;
        page.finish();
    }
    Ok(places)
}

/// Where every heading stands.
fn places(bricks: &[Brick], sheets: &[Sheet]) -> Places {
    let mut places = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for placed in sheet.bricks.iter().filter(|placed| !placed.repeated) {
            for mark in &bricks[placed.brick].marks {
                if let Mark::Heading(heading) = mark {
                    places.resize(places.len().max(heading + 1), (0, Point::ZERO));
                    places[*heading] = (number, Point::new(0.0, (ABOVE + placed.top - 8.0).max(0.0)));
                }
            }
        }
    }
    places
}

impl Painter<'_, '_> {
    fn paint(&mut self, sheet: &Sheet) -> Result<(), DocumentError> {
        self.header()?;
        self.grounds(sheet);
        for placed in &sheet.bricks {
            let top = Point::new(SIDES, ABOVE + placed.top);
            self.is_repeated = placed.repeated;
            self.brick(&self.writer.bricks[placed.brick].clone(), top)?;
        }
        self.is_repeated = false;
        self.notes(sheet)?;
        self.footer()
    }

    fn finish(self) -> Reached {
        self.ink.surface.finish();
        self.reached
    }

    /// What lies behind bricks: one piece for those that follow each other.
    fn grounds(&mut self, sheet: &Sheet) {
        let ground = |placed: &Placed| self.writer.bricks[placed.brick].ground;
        let number = |placed: &Placed| ground(placed).map(|ground| ground.number);
        let mut shapes = Vec::new();
        for run in sheet.bricks.chunk_by(|one, two| number(one) == number(two)) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let Some(Ground { left, right, colour, .. }) = ground(first) else { continue };
            let bottom = last.top + self.writer.bricks[last.brick].height;
            let place = Rect::new(left, first.top, right, bottom) + Vec2::new(SIDES, ABOVE);
            shapes.push(Shape::filled(place, colour));
        }
        shapes.iter().for_each(|shape| self.ink.decorate(|ink| ink.draw(shape)));
    }

    fn brick(&mut self, brick: &Brick, top: Point) -> Result<(), DocumentError> {
        for mark in &brick.marks {
            match mark {
                Mark::Line(at, line) => self.line(line, top + at.to_vec2())?,
                Mark::Shape(shape) => {
                    let shape = moved(shape, top);
                    self.ink.decorate(|ink| ink.draw(&shape));
                }
                Mark::Sign(shape, words, slot) => self.sign(&moved(shape, top), words, *slot)?,
                Mark::Picture(place, number, node) => self.picture(*place + top.to_vec2(), *number, *node)?,
                Mark::Heading(_) => {}
                Mark::PageOf { heading, at, from, slot } => {
                    let page = self.places.get(*heading).map_or(0, |place| place.0);
                    let is_strong = self.writer.entries.get(*heading).is_some_and(|entry| entry.level <= 1);
                    self.page_number(page + 1, is_strong, top + at.to_vec2(), top.x + from, *slot)?;
                }
            }
        }
        Ok(())
    }

    /// A shape that stands for words.
    fn sign(&mut self, shape: &Shape, words: &str, slot: SlotId) -> Result<(), DocumentError> {
        let language = self.writer.page.language.tag();
        let span = SpanTag::empty().with_lang(Some(language)).with_actual_text(Some(words));
        let paint = |ink: &mut Ink<'_>| {
            ink.draw(shape);
            Ok(())
        };
        let piece = self.ink.tagged(ContentTag::Span(span), paint)?;
        self.writer.tree.fill(slot, piece);
        Ok(())
    }

    fn picture(
        &mut self,
        place: Rect,
        number: usize,
        node: Option<(NodeId, SlotId)>,
    ) -> Result<(), DocumentError> {
        let page = self.writer.page;
        let (Some(picture), Some(figure)) = (page.pictures.get(number), page.report.figures.get(number))
        else {
            return Ok(());
        };
        let alt = if figure.alt.is_empty() { &picture.alt } else { &figure.alt };
        let frame = Frame {
            bounds: place,
            crop: Crop::Rectangle,
            fit: Fit::Cover,
            focus: (0.5, 0.5),
            prompt: String::new(),
            alt: figure.place.clone(),
            seed: 0,
            quiet: Vec::new(),
        };
        let tag = match node {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let piece = self.ink.tagged(tag, |ink| ink.fill_frame(&frame, picture))?;
        if let Some((node, slot)) = node {
            let bounds = convert::rect(place).map(|place| BBox::new(self.number, place));
            self.writer.tree.retag(node, Tag::Figure(Some(alt.clone())).with_bbox(bounds));
            self.writer.tree.fill(slot, piece);
        }
        Ok(())
    }

    /// The footnotes at the foot of the page.
    fn notes(&mut self, sheet: &Sheet) -> Result<(), DocumentError> {
        if sheet.notes.is_empty() {
            return Ok(());
        }
        let size = self.writer.page.sheet.size;
        let mut top = size.height - BELOW - sheet.notes_height;
        let y = top - ABOVE_NOTES / 2.0;
        let rule = stroked((SIDES, y), (SIDES + 144.0, y), self.writer.page.palette.muted, 0.5);
        self.ink.decorate(|ink| ink.draw(&rule));
        for (note, line) in &sheet.notes {
            let Some(brick) = self.writer.notes.get(note).and_then(|note| note.get(*line)).cloned() else {
                continue;
            };
            self.brick(&brick, Point::new(SIDES, top))?;
            top += brick.height;
        }
        Ok(())
    }
}

fn moved(shape: &Shape, to: Point) -> Shape {
    Shape { path: kurbo::Affine::translate(to.to_vec2()) * &shape.path, ..shape.clone() }
}

/// A straight line.
pub(super) fn stroked(from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) -> Shape {
    let mut path = BezPath::new();
    path.move_to(from);
    path.line_to(to);
    Shape { path, fill: None, stroke: Some(Stroke { colour, width }) }
}
