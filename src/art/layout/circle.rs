//! Large type and a large round picture that runs off the page's corner.

use kurbo::{Circle, Rect};

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let (width, height) = (desk.size.width, desk.size.height);
    let inside = desk.inside();
    let (centre, radius, text) = match desk.aspect {
        Aspect::Upright | Aspect::Square => {
            let radius = width * desk.share(0.56, 0.3);
            let centre = (width - radius * 0.62, height - radius * 0.70);
            (centre, radius, Rect { y1: centre.1 - radius - desk.scale.margin * 0.5, ..inside })
        }
        Aspect::Wide | Aspect::Strip => {
            let radius = height * desk.share(0.60, 0.42);
            let centre = (width - radius * 0.72, height * 0.5);
            (centre, radius, Rect { x1: centre.0 - radius - desk.scale.margin, ..inside })
        }
    };
    let strip = desk.aspect == Aspect::Strip;
    let wide = desk.aspect == Aspect::Wide;
    let apart = wide && desk.has_details();
    let dot = Circle::new((centre.0 - radius * 0.86, centre.1 - radius * 0.70), radius * 0.085);
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![
            Layer::line(Circle::new(centre, radius * 1.12), desk.palette.secondary, desk.scale.body * 0.12),
            Layer::disc(centre, radius, (0.45, 0.45)),
            Layer::fill(dot, desk.palette.accent),
        ],
        veil: Cover::None,
        title: TitleLook::sans(desk, if strip { 0.26 } else { 0.19 }),
        head: Area::start(text, if strip { Anchor::Middle } else { Anchor::Top }, desk.inks()),
        foot: apart.then(|| Area::start(text, Anchor::Bottom, desk.inks())),
        facts: if strip { FactsStyle::Row } else { FactsStyle::Lines },
        bar: None,
        numeral: None,
    })
}
