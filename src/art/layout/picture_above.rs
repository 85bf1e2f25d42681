//! The Swiss page: a picture to the edges above, a large title on the left axis, facts on a grid below.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let share = match desk.aspect {
        Aspect::Upright => desk.share(0.64, 0.22),
        Aspect::Square => desk.share(0.56, 0.24),
        Aspect::Wide | Aspect::Strip => return None,
    };
    let (width, height) = (desk.size.width, desk.size.height);
    let edge = height * share;
    let margin = desk.scale.margin;
    let text = Rect::new(margin, edge + margin * 0.85, width - margin, height - margin);
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![Layer::picture(Rect::new(0.0, 0.0, width, edge))],
        veil: Cover::None,
        title: TitleLook::sans(desk, 0.19),
        head: Area::start(text, Anchor::Top, desk.inks()),
        foot: desk.has_details().then(|| Area::start(text, Anchor::Bottom, desk.inks())),
        facts: FactsStyle::Columns,
        bar: None,
        numeral: None,
    })
}
