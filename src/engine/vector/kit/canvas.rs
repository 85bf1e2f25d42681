//! The sheet a motif draws on.

use kurbo::{Point, Rect, Size};
use rand_chacha::ChaCha8Rng;

use super::Chance;
use crate::scene::{Paint, PixelSize, Shape};

/// Every canvas is this long on its short side, so that motifs can be drawn in plain numbers.
pub const SHORT: f64 = 1000.0;
/// Pictures up to this many pixels on the short side show one thing.
const SMALL: u32 = 400;
/// No canvas is longer: narrower pictures show the middle strip of one of these proportions (8:1).
const LONGEST: f64 = 8.0 * SHORT;
/// Detail comes back over this distance from the edge of a quiet place.
const FADE: f64 = 140.0;
/// Shares of a side that divide it by the golden section.
pub const GOLDEN: f64 = 0.382;

/// A sheet with its proportions, its focus and the places to keep calm. Origin top left, y downwards.
#[derive(Clone, Debug)]
pub struct Canvas {
    /// Across, in canvas units.
    pub width: f64,
    /// Down, in canvas units.
    pub height: f64,
    /// Whether the picture is so small that one thing is all it can show.
    pub small: bool,
    /// The point asked to stay in sight, as shares; `None` when the centre was asked for, which is no wish.
    focus: Option<(f64, f64)>,
    quiet: Vec<Rect>,
}

impl Canvas {
    /// The canvas for a picture of `size` pixels, which must not be zero. `focus` and `quiet` are shares of it.
    pub fn new(size: PixelSize, focus: (f64, f64), quiet: &[[f64; 4]]) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let scale = SHORT / width.min(height);
        let (width, height) = ((width * scale).min(LONGEST), (height * scale).min(LONGEST));
        let share = |value: f64| if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.5 };
        let place = |[left, top, right, bottom]: [f64; 4]| {
            Rect::new(share(left) * width, share(top) * height, share(right) * width, share(bottom) * height)
                .abs()
        };
        let focus = (share(focus.0), share(focus.1));
        let wished = (focus.0 - 0.5).abs() > 0.02 || (focus.1 - 0.5).abs() > 0.02;
        Self {
            width,
            height,
            small: size.width.min(size.height) <= SMALL,
            focus: wished.then_some(focus),
            quiet: quiet.iter().copied().map(place).collect(),
        }
    }

    /// The whole sheet.
    pub fn bounds(&self) -> Rect {
        Size::new(self.width, self.height).to_rect()
    }

    /// The point at these shares of width and height.
    pub fn at(&self, across: f64, down: f64) -> Point {
        Point::new(self.width * across, self.height * down)
    }

    /// The point asked to stay in sight; `None` when none was.
    pub fn wish(&self) -> Option<Point> {
        self.focus.map(|(across, down)| self.at(across, down))
    }

    /// Width divided by height.
    pub fn ratio(&self) -> f64 {
        self.width / self.height
    }

    /// How many things of `length` units fit side by side, at least `least`, at most `most`.
    pub fn count(&self, length: f64, least: usize, most: usize) -> usize {
        ((self.width / length).round() as usize).clamp(least, most)
    }

    /// The whole sheet painted, a little over its edges so that no pixel stays bare.
    pub fn cover(&self, paint: impl Into<Paint>) -> Shape {
        Shape::filled(self.bounds().inflate(20.0, 20.0), paint)
    }

    /// 0 inside a quiet place, 1 well away from all of them: how much detail a point may carry.
    pub fn calm(&self, point: Point) -> f64 {
        self.quiet.iter().map(|rect| (distance(*rect, point) / FADE).min(1.0)).fold(1.0, f64::min)
    }

    /// Whether detail may stand at `point`.
    pub fn is_free(&self, point: Point) -> bool {
        self.calm(point) > 0.5
    }

    /// The level from which quiet places take the foot of the sheet; its height where none does.
    pub fn covered_from(&self) -> f64 {
        let wide =
            self.quiet.iter().filter(|rect| rect.width() > self.width * 0.45 && rect.y1 > self.height * 0.6);
        wide.map(|rect| rect.y0).filter(|top| *top > self.height * 0.3).fold(self.height, f64::min)
    }

    /// The places to keep calm, in canvas units.
    pub fn quiet(&self) -> &[Rect] {
        &self.quiet
    }

    /// Where the picture's main object belongs: at the wished focus, else on a golden section of the width,
    /// away from quiet places. `rows` are the lowest and the highest share of the height it may take.
    pub fn focal(&self, rng: &mut ChaCha8Rng, rows: (f64, f64)) -> Point {
        let preferred = rng.between(0.3, 0.7);
        let first = if rng.flip(0.5) { GOLDEN } else { 1.0 - GOLDEN };
        if let Some((across, down)) = self.focus {
            return self.at(across.clamp(0.12, 0.88), down.clamp(rows.0, rows.1));
        }
        let columns = [first, 1.0 - first, 0.5, 0.25, 0.75, 0.14, 0.86];
        let steps = [preferred, 0.5, 0.15, 0.85];
        let mut best = (f64::MIN, self.at(first, rows.0));
        for (order, across) in columns.into_iter().enumerate() {
            for (lower, step) in steps.into_iter().enumerate() {
                let point = self.at(across, rows.0 + (rows.1 - rows.0) * step);
                // Earlier candidates compose better; a later one must be clearly calmer to win.
                let score = self.room(point) - 0.04 * order as f64 - 0.03 * lower as f64;
                if score > best.0 {
                    best = (score, point);
                }
            }
        }
        best.1
    }

    /// Left (-1) or right (1) of `from`: where, `reach` units on, there is more room for a companion, within the sheet
    /// and away from quiet places.
    pub fn open_side(&self, from: Point, reach: f64) -> f64 {
        let score = |side: f64| {
            let point = Point::new(from.x + side * reach, from.y);
            // Near the edge a companion moves in, and stands closer than it would like to.
            let point = Point::new(point.x.clamp(0.0, self.width), point.y);
            self.room(point)
                + from.distance(point) / reach.max(1.0)
                + 0.1 * side * (self.width / 2.0 - from.x).signum()
        };
        if score(-1.0) > score(1.0) { -1.0 } else { 1.0 }
    }

    /// Like [`Self::calm`], but looks a third of the short side around.
    fn room(&self, point: Point) -> f64 {
        self.quiet.iter().map(|rect| (distance(*rect, point) / (SHORT * 0.3)).min(1.0)).fold(1.0, f64::min)
    }
}

/// How far `point` lies outside `rect`; 0 inside.
fn distance(rect: Rect, point: Point) -> f64 {
    let across = (rect.x0 - point.x).max(point.x - rect.x1).max(0.0);
    let down = (rect.y0 - point.y).max(point.y - rect.y1).max(0.0);
    across.hypot(down)
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    fn canvas(width: u32, height: u32, focus: (f64, f64), quiet: &[[f64; 4]]) -> Canvas {
        Canvas::new(PixelSize::new(width, height), focus, quiet)
    }

    #[test]
    fn the_short_side_is_always_a_thousand_units() {
        let check = |width, height, expected: (f64, f64)| {
            let canvas = canvas(width, height, (0.5, 0.5), &[]);
            assert_eq!((canvas.width, canvas.height), expected, "{width}x{height}");
        };
        check(16, 16, (1000.0, 1000.0));
        check(8192, 2048, (4000.0, 1000.0));
        check(300, 1200, (1000.0, 4000.0));
        check(8192, 16, (8000.0, 1000.0));
    }

    #[test]
    fn the_focal_point_honours_the_wish_and_flees_quiet_places() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let wished = canvas(800, 400, (0.7, 0.3), &[]).focal(&mut rng, (0.2, 0.6));
        assert!((wished.x - 1400.0).abs() < 1e-9 && (wished.y - 300.0).abs() < 1e-9);
        for seed in 0..20 {
            let canvas = canvas(800, 400, (0.5, 0.5), &[[0.0, 0.0, 0.5, 1.0]]);
            let point = canvas.focal(&mut ChaCha8Rng::seed_from_u64(seed), (0.2, 0.6));
            assert!(canvas.is_free(point), "{point}");
        }
    }

    #[test]
    fn calm_grows_with_the_distance_from_quiet_places() {
        let canvas = canvas(500, 500, (0.5, 0.5), &[[0.0, 0.0, 0.5, 0.5]]);
        assert_eq!(canvas.calm(Point::new(250.0, 250.0)), 0.0);
        assert!((canvas.calm(Point::new(570.0, 250.0)) - 0.5).abs() < 1e-9);
        assert_eq!(canvas.calm(Point::new(900.0, 900.0)), 1.0);
    }
}
