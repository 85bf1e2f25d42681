//! Shelves of books: spines in the palette's colours, some leaning, with a plant, a globe and an arch between.

use kurbo::{Affine, Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let wall = if tones.night { tones.ground } else { tones.ground.mix(tones.side, 0.4) };
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[tones.lit(wall), wall]))];
    let rows = ((canvas.height / 330.0).round() as usize).clamp(3, 24);
    let pitch = canvas.height / rows as f64;
    let focal = canvas.focal(rng, (0.3, 0.7));
    for row in 0..rows {
        let floor = pitch * (row as f64 + 1.0) - 26.0;
        let shelf = Shelf { floor, height: pitch - 26.0, focal };
        shapes.extend(shelf.draw(canvas, &tones, wall, rng));
    }
    shapes
}

struct Shelf {
    floor: f64,
    height: f64,
    focal: Point,
}

impl Shelf {
    fn draw(&self, canvas: &Canvas, tones: &Tones, wall: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let top = self.floor - self.height;
        let inside = tones.shaded(wall);
        let board = tones.depth(0.9);
        let back = Rect::new(-20.0, top, canvas.width + 20.0, self.floor);
        let mut shapes =
            vec![Shape::filled(back, light::down(top, self.floor, &[tones.shaded(inside), inside, wall]))];
        let mut x = -rng.between(0.0, 60.0);
        while x < canvas.width + 40.0 {
            let place = Point::new(x + 60.0, self.floor - self.height * 0.4);
            let here = (top..self.floor).contains(&self.focal.y) && (x - self.focal.x).abs() < 120.0;
            let kind = if !canvas.is_free(place) {
                99
            } else if here {
                0
            } else {
                rng.below(16)
            };
            x += match kind {
                0 => self.globe(tones, x, &mut shapes),
                1 => self.plant(tones, x, rng, &mut shapes),
                2 => self.lying(tones, x, rng, &mut shapes),
                99 => 150.0,
                _ => self.run(canvas, tones, x, rng, &mut shapes),
            };
        }
        let plank = Rect::new(-20.0, self.floor, canvas.width + 20.0, self.floor + 26.0);
        shapes.push(Shape::filled(
            plank,
            light::down(self.floor, self.floor + 26.0, &[tones.lit(board), board]),
        ));
        let under = Rect::new(-20.0, self.floor + 26.0, canvas.width + 20.0, self.floor + 60.0);
        shapes.push(Shape::filled(
            under,
            light::down(under.y0, under.y1, &[tones.shade().with_alpha(0.3), tones.shade().with_alpha(0.0)]),
        ));
        shapes
    }

    /// A run of upright books, the last of which may lean on the others.
    fn run(
        &self,
        canvas: &Canvas,
        tones: &Tones,
        start: f64,
        rng: &mut ChaCha8Rng,
        shapes: &mut Vec<Shape>,
    ) -> f64 {
        let mut x = start;
        let count = 3 + rng.below(7);
        for _ in 0..count {
            if x > canvas.width + 40.0
                || !canvas.is_free(Point::new(x + 30.0, self.floor - self.height * 0.4))
            {
                break;
            }
            let width = rng.between(26.0, 62.0);
            let height = self.height * rng.between(0.56, 0.86);
            shapes.extend(self.book(tones, Rect::new(x, self.floor - height, x + width, self.floor), rng));
            x += width + 1.5;
        }
        if rng.flip(0.4) {
            let (width, height) = (rng.between(30.0, 44.0), self.height * rng.between(0.6, 0.74));
            let body = Rect::new(0.0, -height, width, 0.0);
            let lean = rng.between(0.16, 0.24);
            let foot = x + height * lean.sin() + 2.0;
            let place = Affine::translate((foot, self.floor)) * Affine::rotate(-lean);
            shapes.extend(self.book(tones, body, rng).iter().map(|shape| shape.transformed(place)));
            x = foot + width + 16.0;
        }
        x - start + rng.between(0.0, 26.0)
    }

    fn book(&self, tones: &Tones, body: Rect, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let colours = [
            tones.main,
            tones.depth(0.3),
            tones.accent,
            tones.depth(0.82),
            tones.side,
            tones.light.mix(tones.side, 0.2),
            tones.main.mix(tones.accent, 0.35),
            tones.depth(0.55),
        ];
        let index = rng.below(colours.len() + 3) % colours.len();
        let colour = colours[index];
        let mark = if colour.luminance() > 0.35 { tones.deep } else { tones.light };
        let paint = light::along(
            Point::new(body.x0, 0.0),
            Point::new(body.x1, 0.0),
            &[tones.shaded(colour), tones.lit(colour), colour, tones.shaded(tones.shaded(colour))],
        );
        let mut shapes = vec![Shape::filled(form::rounded(body, 5.0), paint)];
        let stripe = |from: f64, to: f64, alpha: f32| {
            let y = |share: f64| body.y0 + body.height() * share;
            Shape::filled(Rect::new(body.x0, y(from), body.x1, y(to)), mark.with_alpha(alpha))
        };
        match rng.below(4) {
            0 => shapes.extend([stripe(0.1, 0.13, 0.75), stripe(0.86, 0.89, 0.75)]),
            1 => shapes.push(stripe(0.16, 0.34, 0.6)),
            2 => {
                let middle = body.center().x;
                let title = Rect::new(
                    middle - 4.0,
                    body.y0 + body.height() * 0.2,
                    middle + 4.0,
                    body.y0 + body.height() * 0.58,
                );
                shapes.push(Shape::filled(form::rounded(title, 4.0), mark.with_alpha(0.7)));
                shapes.push(Shape::filled(
                    form::disc((middle, body.y0 + body.height() * 0.84), 6.5),
                    mark.with_alpha(0.7),
                ));
            }
            _ => shapes.extend([stripe(0.72, 0.735, 0.7), stripe(0.76, 0.775, 0.7)]),
        }
        shapes
    }

    fn lying(&self, tones: &Tones, x: f64, rng: &mut ChaCha8Rng, shapes: &mut Vec<Shape>) -> f64 {
        let mut floor = self.floor;
        let length = rng.between(150.0, 190.0);
        for _ in 0..(2 + rng.below(2)) {
            let (thick, shift) = (rng.between(28.0, 40.0), rng.between(0.0, 22.0));
            let body = Rect::new(0.0, -(length - shift), thick, 0.0);
            let place =
                Affine::translate((x + shift, floor - thick)) * Affine::rotate(std::f64::consts::FRAC_PI_2);
            shapes.extend(self.book(tones, body, rng).iter().map(|shape| shape.transformed(place)));
            floor -= thick + 1.0;
        }
        let ball = Point::new(x + length * 0.5, floor - 24.0);
        let paint = light::ball(
            ball,
            24.0,
            Vec2::new(-0.5, -0.6),
            [tones.light, tones.accent, tones.shaded(tones.accent)],
        );
        shapes.push(Shape::filled(form::disc(ball, 24.0), paint));
        length + 36.0
    }

    fn plant(&self, tones: &Tones, x: f64, rng: &mut ChaCha8Rng, shapes: &mut Vec<Shape>) -> f64 {
        let foot = Point::new(x + 75.0, self.floor - 62.0);
        for leaf in 0..7 {
            let angle = -2.75 + 0.4 * f64::from(leaf) + rng.about(0.1);
            let tip = foot + Vec2::from_angle(angle) * self.height * rng.between(0.3, 0.5);
            let colour = tones.depth(if leaf % 2 == 0 { 0.5 } else { 0.75 });
            shapes.push(Shape::filled(form::leaf(foot, tip, 34.0, 0.08), tones.lit(colour)));
            shapes.push(Shape::filled(form::half_leaf(foot, tip, 34.0, 0.08), tones.shaded(colour)));
        }
        let pot = super::super::kit::curve::polygon(&[
            Point::new(x + 32.0, self.floor - 70.0),
            Point::new(x + 118.0, self.floor - 70.0),
            Point::new(x + 106.0, self.floor),
            Point::new(x + 44.0, self.floor),
        ]);
        let paint = light::along(
            Point::new(x + 32.0, 0.0),
            Point::new(x + 118.0, 0.0),
            &[tones.lit(tones.accent), tones.accent, tones.shaded(tones.accent)],
        );
        shapes.push(Shape::filled(pot, paint));
        160.0
    }

    fn globe(&self, tones: &Tones, x: f64, shapes: &mut Vec<Shape>) -> f64 {
        let radius = (self.height * 0.3).min(92.0);
        let centre = Point::new(x + radius + 24.0, self.floor - radius - 34.0);
        let foot = Point::new(centre.x, self.floor);
        shapes.push(Shape::filled(
            form::oval(Point::new(foot.x, foot.y - 6.0), radius * 0.62, 8.0),
            tones.deep,
        ));
        shapes.push(Shape::filled(
            form::bar(Point::new(foot.x, centre.y + radius), Point::new(foot.x, foot.y - 8.0), 10.0),
            tones.deep,
        ));
        shapes.push(Shape::stroked(form::arc(centre, radius * 1.14, -1.2, 3.3), tones.deep, 8.0));
        let sea = light::ball(
            centre,
            radius,
            Vec2::new(-0.5, -0.6),
            [tones.lit(tones.side), tones.side, tones.shaded(tones.main)],
        );
        shapes.push(Shape::filled(form::disc(centre, radius), sea));
        for share in [-0.45, 0.0, 0.45] {
            let bow = form::oval(centre, radius * f64::abs(share).max(0.02), radius);
            shapes.push(Shape::stroked(bow, tones.light.with_alpha(0.4), 2.5));
            let half = radius * (1.0 - share * share).sqrt();
            let line = kurbo::Line::new(
                (centre.x - half, centre.y + share * radius),
                (centre.x + half, centre.y + share * radius),
            );
            shapes.push(Shape::stroked(line, tones.light.with_alpha(0.4), 2.5));
        }
        2.0 * radius + 62.0
    }
}
