//! Paints lines of text: letters under their slots, tints behind them, lines under and through them.

use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use kurbo::{Point, Rect, Vec2};

use super::paint::{Painter, stroked};
use super::text::{Line, Look};
use crate::documents::DocumentError;
use crate::scene::{PlacedGlyph, PlacedRun, Shape};

impl Painter<'_, '_> {
    /// A line of text whose top left corner is at this point.
    ///
    /// # Errors
    /// [`DocumentError::Writer`] for a font that cannot be embedded.
    pub fn line(&mut self, line: &Line, at: Point) -> Result<(), DocumentError> {
        let placed = &line.placed;
        let moved = Vec2::new(at.x, at.y - placed.bounds.y0);
        let pieces = placed.runs.iter().filter_map(|run| Some((run, line.looks.get(run.source)?)));
        let pieces: Vec<(&PlacedRun, &Look)> = pieces.collect();
        let alike = |one: &Look, two: &Look| one.slot == two.slot && one.stands_for == two.stands_for;
        for same in pieces.chunk_by(|one, two| alike(one.1, two.1)) {
            self.behind(same, placed.baseline, moved);
            if let Some(piece) = self.words(same, placed.baseline, moved)? {
                self.writer.tree.fill(same[0].1.slot, piece);
            }
            self.across(same, placed.baseline, moved);
            if let Some(link) = same[0].1.link.filter(|_| !self.is_repeated) {
                let height = line.height();
                let words = same.iter().filter_map(|(run, _)| extent(run)).reduce(union);
                if let Some((left, right)) = words {
                    let place = Rect::new(left + moved.x, at.y, right + moved.x, at.y + height);
                    self.reached.push(link, place);
                }
            }
        }
        Ok(())
    }

    /// Words under one slot; nothing for what has no letters or is a repetition.
    fn words(
        &mut self,
        pieces: &[(&PlacedRun, &Look)],
        baseline: f64,
        moved: Vec2,
    ) -> Result<Option<Identifier>, DocumentError> {
        if pieces.iter().all(|(run, _)| run.glyphs.iter().all(|glyph| glyph.id == 0)) {
            return Ok(None);
        }
        let language = self.writer.page.language.tag();
        let tag = match self.is_repeated {
            true => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            false => {
                let stands_for = pieces[0].1.stands_for.as_deref();
                ContentTag::Span(SpanTag::empty().with_lang(Some(language)).with_actual_text(stands_for))
            }
        };
        let piece = self.ink.tagged(tag, |ink| {
            pieces.iter().try_for_each(|(run, look)| {
                let moved = moved - Vec2::new(0.0, look.raise);
                match look.marks.italic {
                    true => ink.set_leaning(run, baseline, moved),
                    false => ink.set_run(run, baseline, moved),
                }
            })
        })?;
        Ok((!self.is_repeated).then_some(piece))
    }

    /// The tint behind text of a program.
    fn behind(&mut self, pieces: &[(&PlacedRun, &Look)], baseline: f64, moved: Vec2) {
        for (run, look) in pieces {
            if let Some((tint, (left, right))) = look.tint.zip(extent(run)) {
                let size = run.style.size;
                let place = Rect::new(left - 1.0, baseline - size * 0.95, right + 1.0, baseline + size * 0.3);
                let shape = Shape::filled((place + moved).to_rounded_rect(1.5), tint);
                self.ink.decorate(|ink| ink.draw(&shape));
            }
        }
    }

    /// Lines under links and through what is struck out.
    fn across(&mut self, pieces: &[(&PlacedRun, &Look)], baseline: f64, moved: Vec2) {
        for (run, look) in pieces {
            let Some((left, right)) = extent(run) else { continue };
            let size = run.style.size;
            let heights = [look.underlined.then_some(0.14 * size), look.marks.strike.then_some(-0.31 * size)];
            for height in heights.into_iter().flatten() {
                let y = baseline + height + moved.y;
                let shape = stroked((left + moved.x, y), (right + moved.x, y), run.style.colour, size * 0.05);
                self.ink.decorate(|ink| ink.draw(&shape));
            }
        }
    }
}

/// The left and right end of a run's letters, without spaces at its end.
fn extent(run: &PlacedRun) -> Option<(f64, f64)> {
    let is_letter = |glyph: &&PlacedGlyph| {
        glyph.id != 0 && !run.text.get(glyph.text.clone()).is_some_and(|text| text.trim().is_empty())
    };
    let letters = || run.glyphs.iter().filter(is_letter);
    let left = letters().map(|glyph| glyph.x).reduce(f64::min)?;
    let right = letters().map(|glyph| glyph.x + glyph.advance).reduce(f64::max)?;
    Some((left, right))
}

fn union(one: (f64, f64), two: (f64, f64)) -> (f64, f64) {
    (one.0.min(two.0), one.1.max(two.1))
}
