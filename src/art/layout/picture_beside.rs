//! Two columns: words on the ground, a picture to the edges beside them.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let (share, title) = match desk.aspect {
        Aspect::Upright => (desk.share(0.38, 0.26), 0.19),
        Aspect::Square => (desk.share(0.44, 0.3), 0.19),
        Aspect::Wide => (desk.share(0.5, 0.36), 0.2),
        Aspect::Strip => (desk.share(0.42, 0.26), 0.27),
    };
    let (width, height) = (desk.size.width, desk.size.height);
    let edge = width * (1.0 - share);
    let margin = desk.scale.margin;
    let text = desk.mirrored(Rect::new(margin, margin, edge - margin, height - margin));
    let picture = desk.mirrored(Rect::new(edge, 0.0, width, height));
    let strip = desk.aspect == Aspect::Strip;
    let anchor = if strip { Anchor::Middle } else { Anchor::Top };
    let apart = !strip && desk.has_details();
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![Layer::picture(picture)],
        veil: Cover::None,
        title: TitleLook::sans(desk, title),
        head: Area::start(text, anchor, desk.inks()),
        foot: apart.then(|| Area::start(text, Anchor::Bottom, desk.inks())),
        facts: if strip { FactsStyle::Row } else { FactsStyle::Lines },
        bar: None,
        numeral: None,
    })
}
