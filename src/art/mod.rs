//! A [`Brief`] to [`Scene`]s: layouts, type scale, palette, contrast. No pixels are made here.
//!
//! Read in this order: [`page`] (how large), [`copy`] and [`wording`] (what is said), [`palette`], [`brand`] and [`ink`] (in which
//! colours), [`scale`] and [`headline`] (in what sizes), [`plan`] and [`layout`] (where), [`block`] and [`compose`]
//! (set by real shaping), [`judge`] (does it hold), [`score`] (how well), [`candidates`] (which designs are offered). Pictures come from an
//! engine later; here they are frames with a prompt.

use crate::brief::{Brief, Intent};
use crate::scene::{Fonts, Palette, Scene, Shown, TypesetError};

mod block;
mod brand;
mod candidates;
mod compose;
mod copy;
mod dice;
mod directions;
mod headline;
mod ink;
mod judge;
mod layout;
mod page;
mod palette;
mod picture_page;
mod plan;
mod scale;
mod score;
mod setter;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod thresholds;
mod wording;

pub use brand::{Brand, BrandFonts};
pub use directions::{Choice, Directions};
pub use layout::{LayoutError, Layouts};
pub use score::{Score, likeness};

/// What a house designs with. Fonts alone are one: with the layouts that ship, and palettes by mood.
#[derive(Clone, Copy)]
pub struct House<'a> {
    /// The fonts text is set in.
    pub fonts: &'a Fonts,
    /// The layouts there are.
    pub layouts: &'a Layouts,
    /// The palettes designs are made in, best first; by style and mood when there are none.
    pub palettes: &'a [Palette],
}

impl<'a> From<&'a Fonts> for House<'a> {
    fn from(fonts: &'a Fonts) -> Self {
        Self { fonts, layouts: Layouts::built_in(), palettes: &[] }
    }
}

impl House<'_> {
    fn palettes(&self, brief: &Brief, dice: &mut dice::Dice) -> Vec<Palette> {
        if self.palettes.is_empty() {
            return palette::choose(brief, dice);
        }
        let mut own = self.palettes.to_vec();
        if brief.style.as_deref().is_some_and(palette::wants_dark) {
            own.sort_by(|one, two| one.ground.luminance().total_cmp(&two.ground.luminance()));
        }
        own
    }
}

/// The colours of a document: the palette that style words ask for, the house's own without any.
pub fn palette_for(style: Option<&str>, seed: u64) -> Palette {
    let wish = style.map(str::trim).filter(|style| !style.is_empty());
    wish.and_then(|style| {
        let brief = Brief { style: Some(style.to_owned()), ..Brief::default() };
        palette::choose(&brief, &mut dice::Dice::new(seed)).first().copied()
    })
    .unwrap_or_else(palette::house)
}

/// What a picture for this brief shows, for people who cannot see it, once it is known what is in it; `None` when
/// nothing is known beyond what the frame's own words say.
pub fn alt_of(brief: &Brief, shown: &[Shown]) -> Option<String> {
    copy::alt_shown(brief, shown)
}

/// Why no scene could be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ArtError {
    /// The text cannot be set.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// The text does not fit the page in any layout, at the smallest size a reader can read.
    #[error("the text does not fit on the page: {what}")]
    TooMuchText {
        /// Which text, and by how much.
        what: String,
    },
    /// There is no layout of that name.
    #[error("there is no layout “{name}”")]
    NoLayout {
        /// The name asked for.
        name: String,
        /// The one that may have been meant, else all there are.
        hint: String,
    },
    /// The layout that was asked for does not suit the page or the words.
    #[error("the layout “{name}” does not suit this page: {reason}")]
    Unsuited {
        /// The layout.
        name: String,
        /// What it lacks.
        reason: String,
    },
    /// The page's size is none that can be designed for.
    #[error("a page of {width}x{height} {unit} cannot be designed: {reason}")]
    Size {
        /// The width asked for.
        width: f64,
        /// The height asked for.
        height: f64,
        /// `pixels` or `mm`.
        unit: &'static str,
        /// Why not.
        reason: String,
    },
}

/// Designs `count` scenes that differ, best first. Intents with text (poster, banner, cover, social post, slide), and
/// any for which a layout is named, become laid-out pages with live text; the others become one frame that fills the page.
///
/// # Errors
/// [`ArtError`] when the text cannot be set or does not fit.
pub fn direct<'a>(
    brief: &Brief,
    house: impl Into<House<'a>>,
    seed: u64,
    count: u32,
) -> Result<Vec<Scene>, ArtError> {
    let (page, house) = (page::page_for(brief)?, house.into());
    if sets_text(brief) {
        candidates::designs(brief, page, house, seed, count)
    } else {
        Ok(picture_page::pictures(brief, page, house, seed, count))
    }
}

/// What was decided for each of the scenes that [`direct`] gives for the same arguments, in the same order.
///
/// # Errors
/// Those of [`direct`].
pub fn choices<'a>(
    brief: &Brief,
    house: impl Into<House<'a>>,
    seed: u64,
    count: u32,
) -> Result<Vec<Choice>, ArtError> {
    let (page, house) = (page::page_for(brief)?, house.into());
    if sets_text(brief) {
        candidates::choices(brief, page, house, seed, count)
    } else {
        Ok(picture_page::choices(brief, house, seed, count))
    }
}

/// The scene of a choice, as `directions` want it. With the brief and a choice of [`choices`], and directions that ask
/// for nothing, it is the scene of [`direct`]. A layout that cannot hold the words any more gives way to the best that can.
///
/// # Errors
/// Those of [`direct`].
pub fn redirect<'a>(
    brief: &Brief,
    house: impl Into<House<'a>>,
    choice: &Choice,
    directions: &Directions,
) -> Result<Scene, ArtError> {
    let page = page::page_for(brief)?;
    if sets_text(brief) {
        candidates::redesign(brief, page, house.into(), choice, directions)
    } else {
        Ok(picture_page::picture(brief, page, directions.shifted(choice.palette), choice.seed))
    }
}

/// Whether a brief becomes a page with text, and not one picture.
pub fn sets_text(brief: &Brief) -> bool {
    let with_words = |intent: Intent| intent.announces() || intent == Intent::Slide;
    brief.intent.is_some_and(with_words) || brief.layout.is_some()
}
