//! A strip in three: the day on a block of colour, the words, the picture.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::ink::{self, Inks};
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    desk.copy.numeral.as_ref()?;
    if desk.aspect != Aspect::Strip {
        return None;
    }
    let (width, height, margin) = (desk.size.width, desk.size.height, desk.scale.margin);
    let block = Rect::new(0.0, 0.0, width * 0.24, height);
    let picture = Rect::new(width * desk.share(0.68, 0.8), 0.0, width, height);
    let text = Rect::new(block.x1 + margin, margin, picture.x0 - margin, height - margin);
    let number = block.inset(-margin * 0.9);
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![Layer::fill(block, ink::block(&desk.palette)), Layer::picture(picture)],
        veil: Cover::None,
        title: TitleLook::sans(desk, 0.22),
        head: Area::start(text, Anchor::Middle, desk.inks()),
        foot: None,
        facts: FactsStyle::Row,
        bar: None,
        numeral: Some(Area::start(
            number,
            Anchor::Middle,
            Inks::on(ink::block(&desk.palette), &desk.palette),
        )),
    })
}
