//! Type is the picture: a title as large as the page allows on one colour, with a small round picture as its point.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::ink::{self, Inks};
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let inside = desk.inside();
    let side = desk.scale.side;
    let ground = ink::field(&desk.palette);
    let inks = Inks::on(ground, &desk.palette);
    let radius = match desk.aspect {
        Aspect::Upright => side * desk.share(0.27, 0.14),
        Aspect::Square | Aspect::Wide => side * desk.share(0.22, 0.13),
        Aspect::Strip => return None,
    };
    let centre = (inside.x1 - radius, inside.y0 + radius);
    let facts = Rect { x1: centre.0 - radius - desk.scale.margin * 0.6, ..inside };
    let title = Rect { y0: centre.1 + radius + desk.scale.margin * 0.5, ..inside };
    Some(Plan {
        ground,
        layers: vec![Layer::disc(centre, radius, (0.5, 0.5))],
        veil: Cover::None,
        title: TitleLook::sans(desk, 0.26),
        head: Area::start(title, Anchor::Bottom, inks),
        foot: desk.has_details().then(|| Area::start(facts, Anchor::Top, inks)),
        facts: FactsStyle::Lines,
        bar: None,
        numeral: None,
    })
}
