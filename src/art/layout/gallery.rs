//! The museum page: a hung picture, serif type on the middle axis, much empty space.

use kurbo::Rect;

use crate::art::block::facts::FactsStyle;
use crate::art::plan::{Area, Cover, Desk, Layer, Plan, TitleLook};
use crate::art::scale::Aspect;
use crate::scene::Anchor;
use crate::scene::page::Crop;

pub(super) fn plan(desk: &Desk<'_>) -> Option<Plan> {
    let (width, height, margin) = (desk.size.width, desk.size.height, desk.scale.margin);
    let inside = desk.inside();
    let (picture, text) = match desk.aspect {
        Aspect::Upright | Aspect::Square => {
            let depth = height * desk.share(0.54, 0.2);
            let breadth = (width * 0.66).min(depth * 1.5);
            let top = margin * 1.75;
            let left = (width - breadth) / 2.0;
            let picture = Rect::new(left, top, left + breadth, top + depth);
            let text = Rect::new(
                inside.x0 + margin * 0.5,
                picture.y1 + margin,
                inside.x1 - margin * 0.5,
                inside.y1 - margin * 0.3,
            );
            (picture, text)
        }
        Aspect::Wide => {
            let depth = height - 3.5 * margin;
            let breadth = depth * desk.share(0.74, 0.5);
            let left = margin * 1.75;
            let picture = Rect::new(left, margin * 1.75, left + breadth, margin * 1.75 + depth);
            let text = Rect { x0: picture.x1 + margin, x1: width - margin * 1.75, ..picture };
            (desk.mirrored(picture), desk.mirrored(text))
        }
        Aspect::Strip => return None,
    };
    // Hung as a rectangle or, as often, cut to a tall arch-like capsule.
    let upright = picture.height() > picture.width();
    let crop = if desk.flip && upright { Crop::Rounded(picture.width() / 2.0) } else { Crop::Rectangle };
    let border = desk.size.to_rect().inset(-margin * 0.5);
    Some(Plan {
        ground: desk.palette.ground,
        layers: vec![
            Layer::line(border, desk.palette.ink, desk.scale.body * 0.06),
            Layer::Picture { bounds: picture, crop, focus: (0.5, 0.5) },
        ],
        veil: Cover::None,
        title: TitleLook::serif(desk, 0.12),
        head: Area::centred(text, Anchor::Middle, desk.inks()),
        foot: None,
        facts: FactsStyle::Lines,
        bar: desk.has_details().then_some(desk.palette.accent),
        numeral: None,
    })
}
