//! Which designs are offered: every layout is composed and scored, the best that differ are kept.

use super::compose::{Composed, Subject, Words, compose};
use super::copy::{self, Copy};
use super::dice::Dice;
use super::directions::{Choice, Directions};
use super::headline::Headline;
use super::judge;
use super::layout::Layout;
use super::picture_page;
use super::plan::Desk;
use super::scale::{Aspect, Scale};
use super::score::{Score, likeness};
use super::setter::{Misfit, Setter};
use super::{ArtError, House};
use crate::brief::{Brief, Intent};
use crate::scene::{Page, Palette, Role, Scene, Typeface};

/// Everything the designs of one brief share.
pub(super) struct Studio<'a> {
    pub brief: &'a Brief,
    pub house: House<'a>,
    pub page: Page,
    pub setter: Setter<'a>,
    pub copy: Copy,
    pub sans: Option<Headline>,
    pub serif: Option<Headline>,
    pub directions: Directions,
}

/// What differs between two designs of one layout.
#[derive(Clone, Copy)]
pub(super) struct Variation {
    pub palette: Palette,
    pub flip: bool,
    pub seed: u64,
}

/// A design with its score.
struct Scored<'a> {
    layout: &'a Layout,
    scene: Scene,
    score: f64,
    /// Whether the title stands in one line.
    unbroken: bool,
}

/// How much better a layout must be to lead with a title in several lines, when another keeps it in one: a short name
/// in one line is read, searched and copied as one.
const LEAD: f64 = 0.25;

/// What the geometry's score, from about 0.5 to 1, weighs beside a layout's merit.
const MEASURED: f64 = 1.0;
/// What a page loses that stands where one before it stands.
const REPEATED: f64 = 0.6;

/// One step a layout takes to make room.
#[derive(Clone, Copy)]
struct Attempt {
    /// How crowded the page may be, 0 to 1.
    crowding: f64,
    /// How much smaller the type below the title is.
    ease: f64,
    /// The least size of the title as a share of the layout's largest, and as a multiple of the facts' type.
    title: (f64, f64),
}

/// From the airiest to the tightest.
const ATTEMPTS: [Attempt; 7] = [
    Attempt { crowding: 0.0, ease: 1.18, title: (0.75, 1.35) },
    Attempt { crowding: 0.0, ease: 1.0, title: (0.7, 1.3) },
    Attempt { crowding: 0.3, ease: 1.0, title: (0.6, 1.3) },
    Attempt { crowding: 0.6, ease: 0.95, title: (0.5, 1.25) },
    Attempt { crowding: 0.85, ease: 0.88, title: (0.4, 1.15) },
    Attempt { crowding: 1.0, ease: 0.8, title: (0.0, 1.0) },
    Attempt { crowding: 1.0, ease: 0.6, title: (0.0, 0.8) },
];

/// The same for a page with an agenda, which people came to read: its type grows before the picture does.
const LIST_ATTEMPTS: [Attempt; 7] = [
    Attempt { crowding: 0.5, ease: 1.45, title: (0.6, 1.2) },
    Attempt { crowding: 0.7, ease: 1.3, title: (0.5, 1.2) },
    Attempt { crowding: 0.7, ease: 1.15, title: (0.5, 1.2) },
    Attempt { crowding: 0.85, ease: 1.0, title: (0.4, 1.15) },
    Attempt { crowding: 1.0, ease: 0.9, title: (0.3, 1.0) },
    Attempt { crowding: 1.0, ease: 0.75, title: (0.0, 1.0) },
    Attempt { crowding: 1.0, ease: 0.6, title: (0.0, 0.8) },
];

/// The same for a slide, read from the far end of a room: its lines fill the slide before the picture does.
const SLIDE_ATTEMPTS: [Attempt; 7] = [
    Attempt { crowding: 0.0, ease: 1.5, title: (0.75, 1.0) },
    Attempt { crowding: 0.0, ease: 1.3, title: (0.7, 1.05) },
    Attempt { crowding: 0.3, ease: 1.15, title: (0.6, 1.1) },
    Attempt { crowding: 0.6, ease: 1.0, title: (0.5, 1.1) },
    Attempt { crowding: 0.85, ease: 0.88, title: (0.4, 1.0) },
    Attempt { crowding: 1.0, ease: 0.75, title: (0.0, 1.0) },
    Attempt { crowding: 1.0, ease: 0.6, title: (0.0, 0.8) },
];

/// Designs `count` pages with text, best first.
pub(super) fn designs(
    brief: &Brief,
    page: Page,
    house: House<'_>,
    seed: u64,
    count: u32,
) -> Result<Vec<Scene>, ArtError> {
    let studio = Studio::open(brief, page, house)?;
    let choices = studio.choose(seed, count)?;
    choices.iter().map(|choice| studio.follow(choice)).collect()
}

/// What is decided for each of these pages.
pub(super) fn choices(
    brief: &Brief,
    page: Page,
    house: House<'_>,
    seed: u64,
    count: u32,
) -> Result<Vec<Choice>, ArtError> {
    Studio::open(brief, page, house)?.choose(seed, count)
}

/// The page of a choice as `directions` want it.
pub(super) fn redesign(
    brief: &Brief,
    page: Page,
    house: House<'_>,
    choice: &Choice,
    directions: &Directions,
) -> Result<Scene, ArtError> {
    Studio { directions: *directions, ..Studio::open(brief, page, house)? }.follow(choice)
}

impl<'a> Studio<'a> {
    /// Writes the words and measures the title.
    pub fn open(brief: &'a Brief, page: Page, house: House<'a>) -> Result<Self, ArtError> {
        let setter = Setter { fonts: house.fonts, language: brief.language };
        let copy = Copy::of(brief);
        let measure = |typeface| {
            copy.title.as_deref().map(|title| Headline::measure(&setter, title, typeface)).transpose()
        };
        let (sans, serif) = (measure(Typeface::Sans)?, measure(Typeface::Serif)?);
        Ok(Self { brief, house, page, setter, copy, sans, serif, directions: Directions::default() })
    }

    /// Chooses `count` designs, best first.
    fn choose(&self, seed: u64, count: u32) -> Result<Vec<Choice>, ArtError> {
        if self.is_wordless() {
            return Ok(picture_page::choices(self.brief, self.house, seed, count));
        }
        let mut dice = Dice::new(seed);
        let palettes = self.house.palettes(self.brief, &mut dice);
        let Some(first) = palettes.first() else { return Ok(Vec::new()) };
        let ranked = self.rank(*first, &mut dice)?;
        let choice = |index: usize| Choice {
            layout: ranked[index % ranked.len()].layout.name.clone(),
            // Round two of the layouts starts one palette later, so that no pair of the two comes twice.
            palette: palettes[(index + index / ranked.len()) % palettes.len()],
            flip: dice.unit() < 0.5,
            seed: dice.seed(),
        };
        Ok((0..count as usize).map(choice).collect())
    }

    /// The page of a choice; the best layout takes the place of one that cannot hold the words.
    fn follow(&self, choice: &Choice) -> Result<Scene, ArtError> {
        let palette = self.directions.shifted(choice.palette);
        if self.is_wordless() {
            return Ok(picture_page::picture(self.brief, self.page, palette, choice.seed));
        }
        let variation = Variation { palette, flip: choice.flip, seed: choice.seed };
        let chosen = self.house.layouts.find(&choice.layout);
        let made = chosen.map(|layout| self.design(layout, variation));
        match made {
            Some(Ok((scene, _))) => Ok(scene),
            Some(Err(Misfit::Typeset(error))) => Err(error.into()),
            Some(Err(Misfit::Room(_))) | None => {
                let ranked = self.rank(palette, &mut Dice::new(choice.seed))?;
                Ok(self.design(ranked[0].layout, variation)?.0)
            }
        }
    }

    fn is_wordless(&self) -> bool {
        self.copy.title.is_none() && self.copy.lines.is_empty()
    }

    /// The layouts that hold the words, best first. Chance decides between layouts of about the same merit.
    fn rank(&self, palette: Palette, dice: &mut Dice) -> Result<Vec<Scored<'a>>, ArtError> {
        let mut misfit = Misfit::Room("no layout suits a page of this shape".to_owned());
        let mut ranked = Vec::new();
        for layout in self.offered()? {
            let chance = dice.unit();
            match self.design(layout, Variation { palette, flip: false, seed: 0 }) {
                Ok((scene, score)) => {
                    let unbroken = self.keeps_title_whole(&scene)?;
                    let wish = if self.asks_for(&layout.name) { 1.0 } else { 0.0 };
                    ranked.push(Scored { layout, scene, score: score + wish + chance * 0.5, unbroken });
                }
                Err(Misfit::Typeset(error)) => return Err(error.into()),
                Err(unfit) => misfit = unfit,
            }
        }
        if ranked.is_empty() {
            return Err(self.unsuited(misfit));
        }
        ranked.sort_by(|one, two| two.score.total_cmp(&one.score));
        let lead = ranked.iter().position(|scored| scored.unbroken && ranked[0].score - scored.score < LEAD);
        ranked[..=lead.unwrap_or(0)].rotate_right(1);
        Ok(varied(ranked))
    }

    /// The layouts to choose from: the one that was asked for by name, else those for the intent.
    fn offered(&self) -> Result<Vec<&'a Layout>, ArtError> {
        let layouts = self.house.layouts;
        let Some(name) = &self.brief.layout else {
            return Ok(layouts.iter().filter(|layout| layout.suits(self.brief.intent)).collect());
        };
        layouts.find(name).map(|layout| vec![layout]).ok_or_else(|| ArtError::NoLayout {
            name: name.clone(),
            hint: layouts.nearest(name).map_or_else(
                || {
                    format!(
                        "there are: {}",
                        layouts.names().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
                    )
                },
                |nearest| format!("did you mean “{nearest}”?"),
            ),
        })
    }

    fn unsuited(&self, misfit: Misfit) -> ArtError {
        match (&self.brief.layout, misfit) {
            (Some(name), Misfit::Room(reason)) => ArtError::Unsuited { name: name.clone(), reason },
            (_, misfit) => misfit.into(),
        }
    }

    fn keeps_title_whole(&self, scene: &Scene) -> Result<bool, Misfit> {
        let title = scene.texts().find(|text| text.role == Role::Title);
        title.map_or(Ok(false), |title| Ok(self.setter.set(title)?.lines.len() == 1))
    }

    /// Whether the style names a layout, as in "full bleed" or "typographic".
    fn asks_for(&self, layout: &str) -> bool {
        self.brief.style.as_deref().is_some_and(|style| style.to_lowercase().contains(layout))
    }

    /// One layout, in the airiest way that holds the words, and its score. A title that was asked to grow and has no room
    /// to takes a more crowded way that gives it some.
    pub fn design(&self, layout: &Layout, variation: Variation) -> Result<(Scene, f64), Misfit> {
        let mut misfit = None;
        let mut best: Option<(Scene, Composed, f64)> = None;
        for (index, attempt) in self.attempts().iter().enumerate() {
            match self.attempt(layout, variation, *attempt) {
                Ok(Some((scene, composed))) => {
                    let score = self.quality(layout, &scene, &composed) - 0.2 * index as f64;
                    let plain = best.as_ref().map_or(composed.plain_title, |(_, first, _)| first.plain_title);
                    let grown = self.directions.title <= 1.0 || composed.title > plain * 1.08;
                    if best.is_none() || composed.title > plain * 1.08 {
                        best = Some((scene, composed, score));
                    }
                    if grown {
                        break;
                    }
                }
                Ok(None) => break,
                Err(Misfit::Typeset(error)) => return Err(error.into()),
                Err(unfit) => misfit = Some(unfit),
            }
        }
        let made = best.map(|(scene, _, score)| (scene, score));
        made.ok_or_else(|| {
            misfit.unwrap_or_else(|| Misfit::Room("no layout suits a page of this shape".to_owned()))
        })
    }

    fn attempts(&self) -> &'static [Attempt] {
        if self.brief.intent == Some(Intent::Slide) {
            return &SLIDE_ATTEMPTS;
        }
        match self.copy.lines.len() {
            // A strip has its facts in one line.
            0..=3 if Aspect::of(self.page.size) == Aspect::Strip => &ATTEMPTS[1..],
            0..=3 => &ATTEMPTS,
            _ => &LIST_ATTEMPTS,
        }
    }

    fn attempt(
        &self,
        layout: &Layout,
        variation: Variation,
        step: Attempt,
    ) -> Result<Option<(Scene, Composed)>, Misfit> {
        let scale = Scale::of(self.page.size, self.brief.intent, step.ease * self.directions.text);
        let desk = Desk {
            size: self.page.size,
            aspect: Aspect::of(self.page.size),
            scale,
            palette: variation.palette,
            copy: &self.copy,
            flip: variation.flip,
            crowding: step.crowding,
        };
        let Some(plan) = layout.plan(&desk) else { return Ok(None) };
        let words = Words {
            setter: self.setter,
            copy: &self.copy,
            scale: &scale,
            sans: self.sans.as_ref(),
            serif: self.serif.as_ref(),
            title: self.directions.title,
            least_title: (plan.title.most * step.title.0).max(scale.large * step.title.1),
        };
        let composed = compose(&plan, &words, &self.subject(variation.seed))?;
        let scene = Scene {
            page: self.page,
            title: self.copy.title.clone().unwrap_or_default(),
            language: self.brief.language,
            palette: variation.palette,
            background: plan.ground,
            items: composed.items.clone(),
        };
        let faults = judge::faults(&scene, &self.setter)?;
        match faults.into_iter().next() {
            Some(fault) => Err(Misfit::Room(fault)),
            None => Ok(Some((scene, composed))),
        }
    }

    fn subject(&self, seed: u64) -> Subject {
        Subject { prompt: copy::picture_prompt(self.brief), alt: copy::picture_alt(self.brief), seed }
    }

    /// How well a page leads the eye: its layout's merit, a large title in few lines. From about 0.5 to 1.5.
    fn quality(&self, layout: &Layout, scene: &Scene, composed: &Composed) -> f64 {
        let side = self.page.size.width.min(self.page.size.height);
        let large = (composed.title / (side * 0.13)).min(1.0);
        let lines = match composed.title_lines {
            0 | 1 => 0.1,
            2 => 0.07,
            3 => 0.03,
            _ => 0.0,
        };
        let wide = if self.brief.intent == Some(Intent::Banner) { 0.2 } else { 0.35 };
        let crowded = if self.copy.lines.len() > 3 && !layout.holds_lists { 0.4 } else { 0.0 };
        let bare = self.brief.intent == Some(Intent::Slide) && self.copy.lines.is_empty();
        let crowded = crowded + if bare && layout.holds_lists { 0.3 } else { 0.0 };
        let geometry = MEASURED * (Score::of(scene).mean() - 0.8);
        layout.merit + geometry + wide * large + lines - crowded
    }
}

/// The best stays first; each that follows is the best of the rest after what it repeats of those before it is taken off.
fn varied(mut ranked: Vec<Scored<'_>>) -> Vec<Scored<'_>> {
    let mut chosen: Vec<Scored<'_>> = Vec::new();
    while !ranked.is_empty() {
        let worth = |scored: &Scored<'_>| {
            let alike = chosen.iter().map(|other| likeness(&scored.scene, &other.scene));
            scored.score - REPEATED * alike.fold(0.0, f64::max)
        };
        let best = if chosen.is_empty() {
            0
        } else {
            let worths: Vec<f64> = ranked.iter().map(worth).collect();
            (0..worths.len()).fold(0, |best, index| if worths[index] > worths[best] { index } else { best })
        };
        chosen.push(ranked.remove(best));
    }
    chosen
}
