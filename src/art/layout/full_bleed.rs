//! The picture is the page; the words lie on a dark veil at its foot, on a wide page at its left.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::ink::Veil;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;
use crate::scene::page::Crop;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let page = desk.size.to_rect();
    let inside = desk.inside();
    let veil = Veil::of(&desk.palette);
    let side = matches!(desk.aspect, Aspect::Wide | Aspect::Strip);
    let (text, cover, focus) = if side {
        let right = inside.x0 + inside.width() * desk.share(0.5, 0.62);
        (Rect { x1: right, ..inside }, Cover::Left(veil), (0.7, 0.5))
    } else {
        let top = inside.y0 + inside.height() * desk.share(0.45, 0.12);
        (Rect { y0: top, ..inside }, Cover::Below(veil), (0.5, 0.35))
    };
    let title = match desk.aspect {
        Aspect::Strip => 0.26,
        Aspect::Wide => 0.19,
        _ => 0.19,
    };
    Some(Plan {
        ground: veil.colour.with_alpha(1.0),
        layers: vec![Layer::Picture { bounds: page, crop: Crop::Rectangle, focus }],
        veil: cover,
        title: TitleLook::sans(desk, title),
        head: Area::start(text, if side { Anchor::Middle } else { Anchor::Bottom }, veil.inks),
        foot: None,
        facts: if desk.aspect == Aspect::Strip { FactsStyle::Row } else { FactsStyle::Lines },
        bar: desk.has_details().then_some(veil.inks.accent),
        numeral: None,
    })
}
