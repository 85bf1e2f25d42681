//! The layouts, one file each: a pure function from a [`Desk`] to a [`Plan`], `None` where it does not suit.
//!
//! A layout answers for the page shapes it knows (upright, square, wide, strip) and for any amount of text: the
//! desk's crowding takes room from the picture and gives it to the words.

mod card;
mod circle;
mod colour_block;
mod full_bleed;
mod gallery;
mod mosaic;
mod numeral;
mod picture_above;
mod picture_beside;
mod ribbon;
mod typographic;

use super::plan::{Desk, Plan};

/// A way to arrange a page.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub name: &'static str,
    /// Plans a page; `None` when this layout does not suit the desk.
    pub plan: fn(&Desk<'_>) -> Option<Plan>,
    /// How often one would reach for it, about 1.
    pub merit: f64,
    /// Whether an agenda looks at home in it.
    pub holds_lists: bool,
}

/// Every layout.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout { name: "picture above", plan: picture_above::plan, merit: 1.0, holds_lists: true },
    Layout { name: "picture beside", plan: picture_beside::plan, merit: 0.95, holds_lists: true },
    Layout { name: "full bleed", plan: full_bleed::plan, merit: 1.0, holds_lists: false },
    Layout { name: "numeral", plan: numeral::plan, merit: 0.95, holds_lists: true },
    Layout { name: "colour block", plan: colour_block::plan, merit: 0.95, holds_lists: true },
    Layout { name: "gallery", plan: gallery::plan, merit: 0.95, holds_lists: false },
    Layout { name: "circle", plan: circle::plan, merit: 0.95, holds_lists: false },
    Layout { name: "mosaic", plan: mosaic::plan, merit: 0.95, holds_lists: true },
    Layout { name: "card", plan: card::plan, merit: 0.9, holds_lists: false },
    Layout { name: "typographic", plan: typographic::plan, merit: 0.9, holds_lists: false },
    Layout { name: "ribbon", plan: ribbon::plan, merit: 0.95, holds_lists: false },
];
