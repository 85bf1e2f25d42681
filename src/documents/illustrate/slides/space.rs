//! The largest room on a slide where nothing is.

use kurbo::{Rect, Size};

/// Room is kept free between a picture and whatever is beside it, in points.
const GAP: f64 = 14.0;

/// At the slide's edges, as a share of its width and height, and at the bottom, where footers are.
const EDGE: f64 = 0.045;
const FOOT: f64 = 0.08;

/// Pictures stand beside text rather than under it, if they are not much smaller there.
const BESIDE: f64 = 1.35;

/// The least share of the slide that is worth a picture.
const LEAST: f64 = 0.18;

/// The ratios of width to height that a picture may have here.
const RATIOS: (f64, f64) = (0.75, 2.4);

/// More rooms than a slide with a hundred shapes leaves; beyond it, some are forgotten.
const MOST_ROOMS: usize = 400;

/// The bounds of the largest picture that touches nothing; `None` when there is no room worth one.
pub(super) fn largest(slide: Size, occupied: &[Rect]) -> Option<Rect> {
    let (across, down) = (slide.width * EDGE, slide.height * EDGE);
    let whole = Rect::new(across, down, slide.width - across, slide.height * (1.0 - FOOT));
    let mut rooms = vec![whole];
    for taken in occupied.iter().map(|rect| rect.inflate(GAP, GAP)) {
        let mut left: Vec<Rect> = rooms.iter().flat_map(|room| around(*room, taken)).collect();
        left.sort_by(|one, two| two.area().total_cmp(&one.area()));
        left.truncate(MOST_ROOMS);
        rooms = left;
    }
    let pictures = rooms.into_iter().filter(|room| room.area() >= LEAST * slide.area()).map(within);
    let worth =
        |picture: &Rect| picture.area() * if picture.width() < picture.height() * 1.6 { BESIDE } else { 1.0 };
    let large = pictures.filter(|picture| picture.area() >= LEAST * 0.8 * slide.area());
    large.max_by(|one, two| worth(one).total_cmp(&worth(two)))
}

/// What is left of a room: the whole of it, or up to four rooms beside what takes its place.
fn around(room: Rect, taken: Rect) -> Vec<Rect> {
    let shared = room.intersect(taken);
    if shared.width() <= 0.0 || shared.height() <= 0.0 {
        return vec![room];
    }
    let sides = [
        Rect::new(room.x0, room.y0, taken.x0, room.y1),
        Rect::new(taken.x1, room.y0, room.x1, room.y1),
        Rect::new(room.x0, room.y0, room.x1, taken.y0),
        Rect::new(room.x0, taken.y1, room.x1, room.y1),
    ];
    // A strip thinner than a thumbnail leads nowhere and only multiplies.
    sides.into_iter().filter(|side| side.width() > 40.0 && side.height() > 40.0).collect()
}

/// The largest rectangle of a calm ratio in the middle of a room.
fn within(room: Rect) -> Rect {
    let ratio = (room.width() / room.height()).clamp(RATIOS.0, RATIOS.1);
    let width = room.width().min(room.height() * ratio);
    let height = room.height().min(width / ratio);
    Rect::from_center_size(room.center(), Size::new(width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLIDE: Size = Size::new(960.0, 540.0);

    #[test]
    fn the_free_half_is_found_and_nothing_is_touched() {
        let title = Rect::new(60.0, 30.0, 900.0, 110.0);
        let check = |text: Rect, expected: Option<&str>| {
            let found = largest(SLIDE, &[title, text]);
            let side = found.map(|found| match found.center() {
                centre if centre.x > 540.0 => "right",
                centre if centre.x < 420.0 => "left",
                _ => "below",
            });
            assert_eq!(side, expected, "{text:?}: {found:?}");
            if let Some(found) = found {
                let apart =
                    |rect: Rect| found.intersect(rect).area() <= 0.0 || found.intersect(rect).width() < 0.0;
                assert!(apart(text.inflate(13.0, 13.0)) && apart(title.inflate(13.0, 13.0)));
                assert!(found.x0 > 40.0 && found.x1 < 920.0 && found.y1 < 520.0);
            }
        };
        check(Rect::new(60.0, 130.0, 420.0, 480.0), Some("right"));
        check(Rect::new(520.0, 130.0, 900.0, 480.0), Some("left"));
        check(Rect::new(60.0, 130.0, 900.0, 200.0), Some("below"));
        check(Rect::new(60.0, 130.0, 900.0, 480.0), None);
    }

    #[test]
    fn many_shapes_are_no_trouble() {
        let dots = (0..2_000).map(|number| {
            Rect::from_center_size((f64::from(number % 50) * 20.0, f64::from(number / 50) * 14.0), (4.0, 4.0))
        });
        assert_eq!(largest(SLIDE, &dots.collect::<Vec<_>>()), None);
        assert!(largest(SLIDE, &[]).is_some());
    }
}
