//! The picture is the page; the words stand on a card laid upon it.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;
use crate::scene::page::Crop;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let page = desk.size.to_rect();
    let padding = desk.scale.margin * if desk.aspect == Aspect::Strip { 0.62 } else { 0.72 };
    let edge = page.inset(-desk.scale.margin * 0.62).inset(-padding);
    let side = matches!(desk.aspect, Aspect::Wide | Aspect::Strip);
    let (text, focus) = if side {
        let right = edge.x0 + edge.width() * desk.share(0.42, 0.56);
        (desk.mirrored(Rect { x1: right, ..edge }), if desk.flip { (0.28, 0.5) } else { (0.72, 0.5) })
    } else {
        (Rect { y0: edge.y0 + edge.height() * desk.share(0.5, 0.1), ..edge }, (0.5, 0.3))
    };
    Some(Plan {
        ground: desk.palette.secondary,
        layers: vec![Layer::Picture { bounds: page, crop: Crop::Rectangle, focus }],
        veil: Cover::Card { fill: desk.palette.surface, padding, radius: 0.0, edge: desk.palette.accent },
        title: TitleLook::sans(desk, if desk.aspect == Aspect::Strip { 0.22 } else { 0.15 }),
        head: Area::start(text, if side { Anchor::Middle } else { Anchor::Bottom }, desk.inks()),
        foot: None,
        facts: match desk.aspect {
            Aspect::Upright | Aspect::Square => FactsStyle::Columns,
            Aspect::Wide => FactsStyle::Lines,
            Aspect::Strip => FactsStyle::Row,
        },
        bar: None,
        numeral: None,
    })
}
