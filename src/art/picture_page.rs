//! Pages that are one picture: slide illustrations, report figures, icons, backgrounds.

use kurbo::Rect;

use super::House;
use super::copy;
use super::dice::Dice;
use super::directions::Choice;
use crate::brief::{Brief, Intent};
use crate::scene::page::Crop;
use crate::scene::{Fit, Frame, Item, Page, Palette, Scene};

/// `count` pages of one frame each; they differ in palette and seed.
pub(super) fn pictures(brief: &Brief, page: Page, house: House<'_>, seed: u64, count: u32) -> Vec<Scene> {
    let choices = choices(brief, house, seed, count).into_iter();
    choices.map(|choice| picture(brief, page, choice.palette, choice.seed)).collect()
}

/// The palettes and seeds of `count` such pages.
pub(super) fn choices(brief: &Brief, house: House<'_>, seed: u64, count: u32) -> Vec<Choice> {
    let mut dice = Dice::new(seed);
    let palettes = house.palettes(brief, &mut dice);
    let choice =
        |palette| Choice { layout: Choice::PICTURE.to_owned(), palette, flip: false, seed: dice.seed() };
    palettes.into_iter().cycle().take(count as usize).map(choice).collect()
}

/// One page that is one picture.
pub(super) fn picture(brief: &Brief, page: Page, palette: Palette, seed: u64) -> Scene {
    let bounds = page.bounds();
    // A background is made to be written on, most of all in its middle.
    let quiet = match brief.intent {
        Some(Intent::Background) => vec![inner(bounds)],
        _ => Vec::new(),
    };
    let alt = copy::picture_alt(brief);
    let frame = Frame {
        bounds,
        crop: Crop::Rectangle,
        fit: Fit::Cover,
        focus: (0.5, 0.5),
        prompt: copy::picture_prompt(brief),
        alt: alt.clone(),
        seed,
        quiet,
    };
    let title = brief.title.clone().or_else(|| brief.subject.clone()).unwrap_or(alt);
    let items = vec![Item::Frame(frame)];
    Scene { page, title, language: brief.language, palette, background: palette.ground, items }
}

fn inner(bounds: Rect) -> Rect {
    bounds.inset((-bounds.width() * 0.15, -bounds.height() * 0.2))
}
