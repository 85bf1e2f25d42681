//! Where the subjects of a picture stand: in the part that is not kept quiet, around the wished focus.

use kurbo::{Point, Rect, Size};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance};

/// The part of the sheet that the subjects have to themselves.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// The part.
    pub area: Rect,
    /// The level that things stand on.
    pub floor: f64,
    /// The middle of the main subject.
    pub centre: f64,
    /// The side, left (-1) or right (1), that comes first in everything that has sides.
    pub side: f64,
}

/// How a subject is set: by its foot on the floor, or floating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// On the floor.
    Stands,
    /// In the air.
    Floats,
}

impl Stage {
    /// The stage of a sheet; the floor lies at this share of its height.
    pub fn new(canvas: &Canvas, floor: f64, rng: &mut ChaCha8Rng) -> Self {
        // A margin all around: nothing touches the sheet's edge.
        let free = free(canvas);
        let margin = free.width().min(free.height()) * 0.05;
        let area = free.inflate(-margin, -margin * 0.6);
        let side = if rng.flip(0.5) { -1.0 } else { 1.0 };
        let wished = canvas.wish().map(|point| point.x.clamp(area.x0, area.x1));
        let stray = (area.width() - area.height()).max(0.0) * 0.07 * side;
        let centre = wished.unwrap_or(area.center().x + stray);
        Self { area, floor: area.y0 + area.height() * floor, centre, side }
    }

    /// The height above the floor, and the free area's width.
    pub fn room(&self) -> Size {
        Size::new(self.area.width(), self.floor - self.area.y0)
    }

    /// The box of the main subject of this size, standing or floating, with others beside it or alone.
    pub fn main(&self, size: Size, stance: Stance, company: usize) -> Rect {
        let room = self.room();
        let wide = room.width > room.height * 1.25;
        let share = match (company, wide) {
            (0, _) => 0.62,
            (_, true) => 0.44,
            (_, false) => 0.54,
        };
        let most = Size::new(room.width * share, room.height * if wide { 0.8 } else { 0.74 });
        let scaled = size * (most.width / size.width).min(most.height / size.height);
        let foot = match stance {
            Stance::Stands => self.floor,
            Stance::Floats => self.floor - (room.height - scaled.height) * 0.42,
        };
        standing(Point::new(self.centre, foot), scaled)
    }

    /// The boxes of two subjects of the same rank, side by side.
    pub fn pair(&self, sizes: [Size; 2], stances: [Stance; 2]) -> [Rect; 2] {
        let room = self.room();
        let most = Size::new(room.width * 0.4, room.height * 0.66);
        let scaled = sizes.map(|size| size * (most.width / size.width).min(most.height / size.height));
        let gap = room.width * 0.02;
        let whole = scaled[0].width + scaled[1].width + gap;
        let left = (self.centre - whole / 2.0).clamp(self.area.x0, (self.area.x1 - whole).max(self.area.x0));
        let (first, second) = if self.side < 0.0 { (0, 1) } else { (1, 0) };
        let mut boxes = [Rect::ZERO; 2];
        let mut at = left;
        for nth in [first, second] {
            let lift = match stances[nth] {
                Stance::Stands => 0.0,
                Stance::Floats => room.height * 0.16,
            };
            boxes[nth] = standing(Point::new(at + scaled[nth].width / 2.0, self.floor - lift), scaled[nth]);
            at += scaled[nth].width + gap;
        }
        boxes
    }

    /// The box of a person behind the table and beside `main`, life-size to what lies on the table.
    pub fn behind(&self, main: Rect, size: Size, nth: usize) -> Rect {
        let side = if nth == 0 { self.side } else { -self.side };
        let most = (self.area.width() * 0.42).min(self.room().height * 0.72);
        let scaled = size * (most / size.width.max(size.height));
        let x = main.center().x + side * (main.width() * 0.42 + scaled.width * 0.34);
        let x =
            x.clamp(self.area.x0 + scaled.width * 0.5, (self.area.x1 - scaled.width * 0.5).max(self.area.x0));
        standing(Point::new(x, self.floor - self.room().height * 0.03), scaled)
    }

    /// The box of a lesser subject beside `main`: the first on the stage's side, the second on the other.
    pub fn beside(&self, main: Rect, size: Size, stance: Stance, nth: usize) -> Rect {
        let side = if nth == 0 { self.side } else { -self.side };
        let longest = size.width.max(size.height);
        let rank = if nth == 0 { 0.5 } else { 0.42 };
        let room = (self.area.width() - main.width()) / 2.0 + main.width() * 0.24;
        let length = (main.width().max(main.height()) * rank).min(room.max(main.width() * 0.3));
        let scaled = size * (length / longest);
        let edge = if side < 0.0 { main.x0 } else { main.x1 };
        let inward = if stance == Stance::Stands { 0.2 } else { 0.05 };
        let x = edge + side * (scaled.width * (0.5 - inward) + main.width() * 0.02);
        let x =
            x.clamp(self.area.x0 + scaled.width * 0.5, (self.area.x1 - scaled.width * 0.5).max(self.area.x0));
        let foot = match stance {
            // A little nearer than the main one, so a little lower.
            Stance::Stands => self.floor + self.room().height * (0.022 + 0.014 * nth as f64),
            Stance::Floats => {
                let high = main.y0 + main.height() * if nth == 0 { 0.3 } else { 0.42 };
                high.max(self.area.y0 + scaled.height * 1.05)
            }
        };
        standing(Point::new(x, foot), scaled)
    }
}

/// A box of this size with the middle of its foot at a point.
fn standing(foot: Point, size: Size) -> Rect {
    Rect::new(foot.x - size.width / 2.0, foot.y - size.height, foot.x + size.width / 2.0, foot.y)
}

/// The largest part of the sheet beside its quiet places; all of it when they leave too little.
fn free(canvas: &Canvas) -> Rect {
    let whole = canvas.bounds();
    let mut best = whole;
    for place in canvas.quiet() {
        let parts = [
            Rect::new(best.x0, best.y0, place.x0.min(best.x1), best.y1),
            Rect::new(place.x1.max(best.x0), best.y0, best.x1, best.y1),
            Rect::new(best.x0, best.y0, best.x1, place.y0.min(best.y1)),
            Rect::new(best.x0, place.y1.max(best.y0), best.x1, best.y1),
        ];
        let overlaps = place.intersect(best);
        if overlaps.width() <= 0.0 || overlaps.height() <= 0.0 {
            continue;
        }
        let score = |part: &Rect| {
            let (width, height) = (part.width().max(0.0), part.height().max(0.0));
            width * height * if canvas.wish().is_some_and(|wish| part.contains(wish)) { 2.0 } else { 1.0 }
        };
        if let Some(part) = parts.into_iter().max_by(|one, other| score(one).total_cmp(&score(other))) {
            best = part;
        }
    }
    if best.width() < 240.0 || best.height() < 240.0 { whole } else { best }
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::scene::PixelSize;

    #[test]
    fn subjects_stand_beside_quiet_places() {
        let check = |quiet: [f64; 4], inside: [f64; 4]| {
            let canvas = Canvas::new(PixelSize::new(1600, 900), (0.5, 0.5), &[quiet]);
            for seed in 0..8 {
                let stage = Stage::new(&canvas, 0.8, &mut ChaCha8Rng::seed_from_u64(seed));
                let main = stage.main(Size::new(1000.0, 700.0), Stance::Stands, 2);
                let [left, top, right, bottom] = inside;
                let part = Rect::new(
                    left * canvas.width,
                    top * canvas.height,
                    right * canvas.width,
                    bottom * canvas.height,
                );
                assert!(part.contains(main.center()), "{main} {part}");
                assert!(main.width() > 100.0 && main.height() > 100.0);
            }
        };
        check([0.0, 0.0, 0.5, 1.0], [0.5, 0.0, 1.0, 1.0]);
        check([0.5, 0.0, 1.0, 1.0], [0.0, 0.0, 0.5, 1.0]);
        check([0.0, 0.0, 1.0, 0.4], [0.0, 0.4, 1.0, 1.0]);
        check([0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]);
    }
}
