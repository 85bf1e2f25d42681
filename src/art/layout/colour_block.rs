//! One strong colour over the whole page, the picture set into it like a print on a wall.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::ink::{self, Inks};
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let inside = desk.inside();
    let margin = desk.scale.margin;
    let ground = ink::block(&desk.palette);
    let inks = Inks::on(ground, &desk.palette);
    let (picture, text) = match desk.aspect {
        Aspect::Upright | Aspect::Square => {
            let edge = inside.y0 + inside.height() * desk.share(0.60, 0.2);
            (Rect { y1: edge, ..inside }, Rect { y0: edge + margin * 0.8, ..inside })
        }
        Aspect::Wide | Aspect::Strip => {
            let edge = inside.x1 - inside.width() * desk.share(0.5, 0.32);
            let text = Rect { x1: edge - margin, ..inside };
            (desk.mirrored(Rect { x0: edge, ..inside }), desk.mirrored(text))
        }
    };
    let strip = desk.aspect == Aspect::Strip;
    let apart = !strip && desk.has_details();
    Some(Plan {
        ground,
        layers: vec![
            Layer::fill(picture, desk.palette.surface),
            Layer::picture(picture.inset(-margin * 0.2)),
        ],
        veil: Cover::None,
        title: TitleLook::sans(desk, if strip { 0.26 } else { 0.185 }),
        head: Area::start(text, if strip { Anchor::Middle } else { Anchor::Top }, inks),
        foot: apart.then(|| Area::start(text, Anchor::Bottom, inks)),
        facts: match desk.aspect {
            Aspect::Upright | Aspect::Square => FactsStyle::Columns,
            Aspect::Wide => FactsStyle::Lines,
            Aspect::Strip => FactsStyle::Row,
        },
        bar: None,
        numeral: None,
    })
}
