//! The day itself is the graphic: its number as large as the page is wide.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    desk.copy.numeral.as_ref()?;
    let (width, height, margin) = (desk.size.width, desk.size.height, desk.scale.margin);
    let inside = desk.inside();
    let (number, picture, text, apart) = match desk.aspect {
        Aspect::Upright => {
            let low = height * desk.share(0.27, 0.16);
            let edge = height * desk.share(0.66, 0.34);
            let text = Rect { y0: edge + margin * 0.85, ..inside };
            (Rect { y1: low, ..inside }, Rect::new(0.0, low + margin * 0.7, width, edge), text, true)
        }
        Aspect::Square | Aspect::Wide => {
            let edge = width * desk.share(0.56, 0.68);
            let column = Rect { x1: edge - margin, ..inside };
            let low = inside.y0 + height * desk.share(0.30, 0.2);
            let text = Rect { y0: low + margin * 0.8, ..column };
            (Rect { y1: low, ..column }, Rect::new(edge, 0.0, width, height), text, false)
        }
        Aspect::Strip => return None,
    };
    let mut inks = desk.inks();
    inks.strong = inks.accent;
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![Layer::picture(picture)],
        veil: Cover::None,
        title: TitleLook::sans(desk, 0.14),
        head: Area::start(text, if apart { Anchor::Top } else { Anchor::Bottom }, desk.inks()),
        foot: apart.then(|| Area::start(text, Anchor::Bottom, desk.inks())),
        facts: if apart { FactsStyle::Columns } else { FactsStyle::Lines },
        bar: None,
        numeral: Some(Area::start(number, Anchor::Top, inks)),
    })
}
