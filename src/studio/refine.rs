//! The verb `refine`: a chosen design changed in words, again and again, each version remade from its first.
//!
//! A [`History`] is all there is to keep: the design's own request, which candidate was chosen, and the sentences said
//! since, each with its day. Version `n` is the first version with the first `n` sentences applied, so the same history
//! makes the same bytes. What a sentence does not speak of stays: the choice of layout, palette and seed is pinned
//! ([`crate::art::Choice`]), and a picture whose prompt, size, colours and seed are the last version's is painted by
//! the last version's request, so that its bytes are the same even where the text over it has moved.

use jiff::civil::Date;

use super::design::{paint, paint_requests};
use super::progress::Parts;
use super::{Design, DesignRequest, Studio, StudioError};
use crate::art::{self, Choice, Directions};
use crate::brief::refine::{self, Change, RefineError};
use crate::brief::{self, Brief};
use crate::engine::{PaintRequest, Watch};
use crate::safety;
use crate::scene::{Language, Palette, Role, Scene};

#[cfg(test)]
mod tests;

/// The most sentences one design takes: every version is remade from the first, at about 10 ms a sentence.
pub const MOST_STEPS: usize = 60;
/// From how many candidates another layout or palette is taken: more than there are layouts.
const POOL: u32 = 24;
/// How far sentences may move lightness and sizes in all: beyond, no palette and no page is left.
const LIGHTNESS: f32 = 0.45;
const SIZES: (f64, f64) = (0.5, 2.5);

/// One sentence, and the day that its "Friday" is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was said.
    pub words: String,
    /// The day it was said.
    pub today: Date,
}

/// A design, which candidate of it was chosen, and what was said since.
#[derive(Clone, Debug)]
pub struct History {
    /// The request that made it.
    pub design: DesignRequest,
    /// The chosen candidate; the first is 0.
    pub candidate: u32,
    /// Every sentence, those that were undone too.
    pub steps: Vec<Step>,
    /// How many of them hold; the others can be done again.
    pub at: usize,
}

/// A version of a design.
#[derive(Clone, Debug)]
pub struct Refined {
    /// What it says now.
    pub brief: Brief,
    /// The page.
    pub design: Design,
    /// What is worth knowing about the last change, in sentences.
    pub notices: Vec<String>,
}

/// What a version is made from.
struct Version {
    brief: Brief,
    choice: Choice,
    directions: Directions,
    /// Layouts and palettes that were shown, so that "another" is a new one.
    shown: Vec<Choice>,
}

impl History {
    /// The history of a design of which nothing was said yet.
    pub fn of(design: DesignRequest, candidate: u32) -> Self {
        Self { design, candidate, steps: Vec::new(), at: 0 }
    }

    /// The brief as it stands.
    ///
    /// # Errors
    /// [`StudioError::Brief`], [`StudioError::Refine`].
    pub fn brief(&self) -> Result<Brief, StudioError> {
        let mut brief = brief::read(&self.design.words, self.design.today)?;
        for step in &self.steps[..self.at.min(self.steps.len())] {
            for change in refine::read(&step.words, &brief, step.today)? {
                refine::apply(&mut brief, &change)?;
            }
        }
        Ok(brief)
    }

    /// The history after one more sentence: a step back, a step forward, or a new one in place of what was undone.
    ///
    /// # Errors
    /// [`StudioError::Refine`] when it is not understood or changes nothing, [`StudioError::Refused`] when it asks for what
    /// may not be made; this history holds then.
    pub fn say(&self, step: Step) -> Result<Self, StudioError> {
        let mut brief = self.brief()?;
        let changes = refine::read(&step.words, &brief, step.today)?;
        let nothing = |reason: &str| RefineError::Nothing { reason: reason.to_owned() };
        let at = match changes.first() {
            Some(Change::Undo) => {
                self.at.checked_sub(1).ok_or_else(|| nothing("this is the first version"))?
            }
            Some(Change::Redo) if self.at == self.steps.len() => Err(nothing("this is the newest version"))?,
            Some(Change::Redo) => self.at + 1,
            Some(Change::First) if self.at == 0 => Err(nothing("this is the first version"))?,
            Some(Change::First) => 0,
            _ if self.at >= MOST_STEPS => Err(nothing("a design takes at most 60 changes"))?,
            _ => {
                changes.iter().try_for_each(|change| refine::apply(&mut brief, change))?;
                safety::clear_brief(brief)?;
                let mut steps = self.steps[..self.at].to_vec();
                steps.push(step);
                return Ok(Self { at: steps.len(), steps, ..self.clone() });
            }
        };
        Ok(Self { at, ..self.clone() })
    }
}

impl Studio {
    /// Makes the version of a design at which a history stands.
    ///
    /// # Errors
    /// [`StudioError`] of the step that failed.
    pub fn refine(&self, history: &History, watch: &dyn Watch) -> Result<Refined, StudioError> {
        let request = &history.design;
        let engine = self.engines.get(request.model.as_deref())?;
        let mut version = self.first_version(history)?;
        let mut scene = self.scene_of(&version)?;
        let mut paints = paint_requests(&scene, &version.brief, request);
        let mut notices = Vec::new();
        for step in &history.steps[..history.at.min(history.steps.len())] {
            let changes = refine::read(&step.words, &version.brief, step.today)?;
            for change in &changes {
                self.change(&mut version, change, request)?;
            }
            let before = scene;
            scene = self.scene_of(&version)?;
            let fresh = paint_requests(&scene, &version.brief, request);
            let mut last = paints.into_iter();
            paints = fresh.into_iter().map(|fresh| kept(fresh, last.next())).collect();
            notices = changes.iter().filter_map(|change| notice(change, &before, &scene)).collect();
        }
        let brief = safety::clear_brief(version.brief)?.into_inner();
        let parts = Parts::new(watch, paints.len());
        let design = paint(scene, &brief, &paints, request.print, engine.as_ref(), &parts)?;
        Ok(Refined { brief, design, notices })
    }

    fn first_version(&self, history: &History) -> Result<Version, StudioError> {
        let request = &history.design;
        let brief = safety::clear_brief(brief::read(&request.words, request.today)?)?.into_inner();
        let count = request.candidates.max(history.candidate + 1);
        let choices = art::choices(&brief, self.house(), request.seed, count)?;
        let chosen = choices.into_iter().nth(history.candidate as usize);
        let choice =
            chosen.ok_or_else(|| RefineError::Nothing { reason: "there is no such candidate".to_owned() })?;
        let shown = vec![choice.clone()];
        Ok(Version { brief, choice, directions: Directions::default(), shown })
    }

    fn scene_of(&self, version: &Version) -> Result<Scene, StudioError> {
        Ok(art::redirect(&version.brief, self.house(), &version.choice, &version.directions)?)
    }

    /// Makes one change: the brief's own, or one of art direction.
    fn change(
        &self,
        version: &mut Version,
        change: &Change,
        request: &DesignRequest,
    ) -> Result<(), StudioError> {
        refine::apply(&mut version.brief, change)?;
        let directions = &mut version.directions;
        match change {
            Change::Lightness(step) => {
                directions.lightness = (directions.lightness + step).clamp(-LIGHTNESS, LIGHTNESS);
            }
            Change::TitleSize(times) => directions.title = (directions.title * times).clamp(SIZES.0, SIZES.1),
            Change::TextSize(times) => directions.text = (directions.text * times).clamp(SIZES.0, SIZES.1),
            Change::Mirror => version.choice.flip = !version.choice.flip,
            Change::Colours(_) => version.choice.palette = self.coloured(version, request)?,
            Change::AnotherPicture => version.choice.seed = next_seed(version.choice.seed),
            Change::AnotherLayout | Change::AnotherPalette => self.another(version, change, request)?,
            _ => {}
        }
        Ok(())
    }

    /// The palette for the colours that the brief names now: of those that have them, the one whose page is as light
    /// or dark as it was.
    fn coloured(&self, version: &Version, request: &DesignRequest) -> Result<Palette, StudioError> {
        let pool = art::choices(&version.brief, self.house(), request.seed, POOL)?;
        let ground = |palette: &Palette| palette.ground.to_oklch()[0];
        let was = ground(&version.choice.palette);
        let nearest = pool
            .iter()
            .map(|choice| choice.palette)
            .min_by(|one, two| (ground(one) - was).abs().total_cmp(&(ground(two) - was).abs()));
        Ok(nearest.unwrap_or(version.choice.palette))
    }

    /// The best layout or palette that this design has not shown yet; from the best again when all were.
    fn another(
        &self,
        version: &mut Version,
        change: &Change,
        request: &DesignRequest,
    ) -> Result<(), StudioError> {
        let layout = *change == Change::AnotherLayout;
        let same = |one: &Choice, two: &Choice| {
            if layout { one.layout == two.layout } else { one.palette == two.palette }
        };
        let pool = art::choices(&version.brief, self.house(), request.seed, POOL)?;
        let fresh = pool.iter().find(|other| !version.shown.iter().any(|shown| same(shown, other)));
        let other = fresh.or_else(|| pool.iter().find(|other| !same(&version.choice, other)));
        let Some(other) = other else {
            let reason = if layout {
                "the page has no other layout"
            } else {
                "there is no other palette for these colours"
            };
            return Err(RefineError::Nothing { reason: reason.to_owned() }.into());
        };
        if layout {
            version.choice.layout.clone_from(&other.layout);
        } else {
            version.choice.palette = other.palette;
        }
        version.shown.push(other.clone());
        Ok(())
    }
}

/// The last version's request for a picture when this one differs only in what the text over it asks for.
fn kept(fresh: PaintRequest, last: Option<PaintRequest>) -> PaintRequest {
    match last {
        Some(last) if asks_the_same(&fresh, &last) => PaintRequest { alt: fresh.alt, ..last },
        _ => fresh,
    }
}

fn asks_the_same(one: &PaintRequest, two: &PaintRequest) -> bool {
    (&one.prompt, &one.style, one.size, one.seed, one.palette)
        == (&two.prompt, &two.style, two.size, two.seed, two.palette)
}

/// Another seed, below 2^32 as every engine takes them: a step of the Weyl sequence of SplitMix64 (Steele, Lea, Flood 2014),
/// cut to 32 bits, which comes back to a seed only after all others.
fn next_seed(seed: u64) -> u64 {
    seed.wrapping_add(0x9E37_79B9) & 0xFFFF_FFFF
}

/// What is worth knowing about a change that could not do all that was asked.
fn notice(change: &Change, before: &Scene, after: &Scene) -> Option<String> {
    let title = |scene: &Scene| {
        let title = scene.texts().find(|text| text.role == Role::Title)?;
        title.paragraphs.first()?.runs.first().map(|run| run.style.size)
    };
    match change {
        Change::TitleSize(times) if *times > 1.0 && title(after) <= title(before) => {
            Some("the title is as large as its place allows; another layout may have more room".to_owned())
        }
        Change::Language(Language::English | Language::Korean | Language::Japanese | Language::Chinese) => {
            Some("dates and labels follow the language; the words stay as they were written".to_owned())
        }
        _ => None,
    }
}
