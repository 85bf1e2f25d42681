//! The type scale and the margins of a page: everything is a multiple of one body size.

use kurbo::Size;

use crate::brief::Intent;

/// The shape of a page: which arrangement suits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Clearly higher than wide: A4, 9:16.
    Upright,
    /// About as wide as high.
    Square,
    /// Wider than high: 4:3 to 2:1.
    Wide,
    /// A strip: 2.2:1 and more.
    Strip,
}

impl Aspect {
    /// The aspect of a page of `size`.
    pub fn of(size: Size) -> Self {
        match size.width / size.height {
            ratio if ratio < 0.87 => Self::Upright,
            ratio if ratio < 1.2 => Self::Square,
            ratio if ratio < 2.2 => Self::Wide,
            _ => Self::Strip,
        }
    }
}

/// Type sizes in points, each a perfect fourth (4:3) above the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The smallest type there may be: 10.5 points on A4.
    pub least: f64,
    /// Labels and notes.
    pub note: f64,
    /// Running text.
    pub body: f64,
    /// Agenda lines: read from as far as the facts, and there are more of them.
    pub list: f64,
    /// Facts.
    pub lead: f64,
    /// Facts that speak up.
    pub large: f64,
    /// Empty space around the page's text.
    pub margin: f64,
    /// The page's shorter side.
    pub side: f64,
}

/// The root of A4's area and its shorter side, in points: the page all sizes are stated for.
const A4: (f64, f64) = (707.9, 595.3);
/// No type is smaller than this on any page: 8 pixels on a screen.
const FLOOR: f64 = 6.0;
const FOURTH: f64 = 4.0 / 3.0;

impl Scale {
    /// The scale for a page of `size` points; `ease` shrinks the type below the title from 1 towards the least.
    pub fn of(size: Size, intent: Option<Intent>, ease: f64) -> Self {
        let side = size.width.min(size.height);
        let factor = (size.area().sqrt() / A4.0).min(1.5 * side / A4.1);
        // Read at arm's length on a phone, in passing on a web page, or from a few steps away on a wall.
        let body = match intent {
            Some(Intent::SocialPost) => 21.0,
            Some(Intent::Banner) => 20.0,
            Some(Intent::Cover) => 15.0,
            Some(Intent::Slide) => 18.0,
            _ => 17.5,
        };
        let least = (10.5 * factor).max(FLOOR);
        let step = |power: i32| (body * ease * factor * FOURTH.powi(power)).max(least);
        let margin = match Aspect::of(size) {
            Aspect::Strip => 0.13 * side,
            Aspect::Upright => 0.083 * side,
            Aspect::Square | Aspect::Wide => 0.078 * side,
        };
        Self {
            least,
            note: (step(0) * 0.86).max(least),
            body: step(0),
            list: (step(0) * 1.14).max(least),
            lead: step(1),
            large: step(2),
            margin,
            side,
        }
    }
}

impl Scale {
    /// The same with smaller type, none below the least.
    pub fn smaller(&self, times: f64) -> Self {
        let type_of = |size: f64| (size * times).max(self.least);
        Self {
            note: type_of(self.note),
            body: type_of(self.body),
            list: type_of(self.list),
            lead: type_of(self.lead),
            large: type_of(self.large),
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Page;

    #[test]
    fn nothing_is_smaller_than_is_read_at_arms_length() {
        let scale = Scale::of(Page::a4().size, Some(Intent::Poster), 0.1);
        assert!(scale.note >= 10.49 && scale.large >= 10.49);
    }

    #[test]
    fn pages_know_their_aspect() {
        for (width, height, expected) in [
            (595.0, 842.0, Aspect::Upright),
            (100.0, 100.0, Aspect::Square),
            (1920.0, 1080.0, Aspect::Wide),
            (1600.0, 500.0, Aspect::Strip),
        ] {
            assert_eq!(Aspect::of(Size::new(width, height)), expected);
        }
    }
}
