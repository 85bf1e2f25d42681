//! People around a table, seen from above, in cut shapes.

use std::f64::consts::{FRAC_PI_2, PI};

use kurbo::{Affine, Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let table = Table::new(canvas, rng);
    let floor = if tones.night { tones.ground } else { tones.depth(0.12) };
    let mut shapes = vec![canvas.cover(light::along(
        canvas.at(0.0, 0.0),
        canvas.at(1.0, 1.0),
        &[tones.lit(floor), floor],
    ))];
    shapes.extend(rug(canvas, &tones, &table));
    let seats = table.seats();
    for (index, seat) in seats.iter().enumerate() {
        shapes.extend(chair(&tones, *seat, index));
    }
    shapes.extend(table.top(&tones));
    for (index, seat) in seats.iter().enumerate() {
        shapes.extend(person(&tones, *seat, index, rng));
        shapes.extend(things(&tones, *seat, table.depth(), rng));
    }
    shapes.extend(plant(&tones, table.centre(), rng));
    shapes
}

/// A table with round ends: a circle on square canvases, longer on long ones.
struct Table {
    body: Rect,
    upright: bool,
}

/// Where somebody sits and the direction from there to the table.
#[derive(Clone, Copy)]
struct Seat {
    at: Point,
    facing: Vec2,
}

/// Half the table's depth.
const HALF: f64 = 240.0;

impl Table {
    fn new(canvas: &Canvas, rng: &mut ChaCha8Rng) -> Self {
        let upright = canvas.ratio() < 1.0;
        let long = canvas.width.max(canvas.height);
        let stretch = ((long - 1000.0) * 0.6).clamp(0.0, 1700.0);
        let wish = canvas.focal(rng, (0.5, 0.5));
        // The table keeps a seat's room to every edge.
        let reach = HALF + 170.0;
        let hold = |wish: f64, length: f64, half: f64| {
            let low = (half + reach - HALF).min(length / 2.0);
            wish.clamp(low, (length - low).max(low))
        };
        let (across, down) =
            if upright { (HALF, HALF + stretch / 2.0) } else { (HALF + stretch / 2.0, HALF) };
        let middle = canvas.at(0.5, 0.5).lerp(wish, 0.75);
        let centre = Point::new(hold(middle.x, canvas.width, across), hold(middle.y, canvas.height, down));
        Self { body: Rect::from_center_size(centre, (across * 2.0, down * 2.0)), upright }
    }

    fn centre(&self) -> Point {
        self.body.center()
    }

    fn depth(&self) -> f64 {
        HALF
    }

    /// Seats at even distances around the table's edge.
    fn seats(&self) -> Vec<Seat> {
        let straight = (self.body.width().max(self.body.height()) - 2.0 * HALF).max(0.0);
        let radius = HALF + 62.0;
        let around = 2.0 * straight + 2.0 * PI * radius;
        let count = ((around / 245.0).round() as usize).max(5);
        (0..count)
            .map(|index| self.seat(around * (index as f64 + 0.25) / count as f64, straight, radius))
            .collect()
    }

    /// The seat `along` units around the edge, begun at the upper straight side's left end.
    fn seat(&self, along: f64, straight: f64, radius: f64) -> Seat {
        let half = straight / 2.0;
        let bend = PI * radius;
        let (at, facing) = if along < straight {
            (Vec2::new(along - half, -radius), Vec2::new(0.0, 1.0))
        } else if along < straight + bend {
            let turn = Vec2::from_angle((along - straight) / radius - FRAC_PI_2);
            (Vec2::new(half, 0.0) + turn * radius, -turn)
        } else if along < 2.0 * straight + bend {
            (Vec2::new(half - (along - straight - bend), radius), Vec2::new(0.0, -1.0))
        } else {
            let turn = Vec2::from_angle((along - 2.0 * straight - bend) / radius + FRAC_PI_2);
            (Vec2::new(-half, 0.0) + turn * radius, -turn)
        };
        let swap = |vector: Vec2| if self.upright { Vec2::new(-vector.y, vector.x) } else { vector };
        Seat { at: self.centre() + swap(at), facing: swap(facing) }
    }

    fn top(&self, tones: &Tones) -> Vec<Shape> {
        let outline = form::rounded(self.body, HALF);
        let wood = if tones.night { tones.side.mix(tones.light, 0.12) } else { tones.light };
        let inner = form::rounded(self.body.inset(-26.0), HALF);
        let paint = light::along(
            self.body.origin(),
            Point::new(self.body.x1, self.body.y1),
            &[tones.lit(wood), wood, wood.mix(tones.side, 0.3)],
        );
        let mut shapes = light::shadow(&outline, 46.0, tones.shade(), 0.3);
        shapes.push(Shape::filled(outline, paint));
        shapes.push(Shape::stroked(inner, tones.main.with_alpha(0.14), 3.0));
        shapes
    }
}

/// A great round on the floor under the table.
fn rug(canvas: &Canvas, tones: &Tones, table: &Table) -> Vec<Shape> {
    let centre = table.centre();
    let body = table.body.inflate(170.0, 170.0);
    let colour =
        if tones.night { tones.side.mix(tones.ground, 0.45) } else { tones.side.mix(tones.ground, 0.12) };
    let far = Point::new(canvas.width - centre.x, canvas.height - centre.y);
    let light_patch =
        form::turned(&form::rect(far.x - 900.0, -900.0, far.x - 520.0, canvas.height + 900.0), far, 0.5);
    vec![
        Shape::filled(light_patch, tones.light.with_alpha(if tones.night { 0.04 } else { 0.35 })),
        Shape::filled(form::rounded(body, HALF + 170.0), colour),
        Shape::stroked(form::rounded(body.inset(-22.0), HALF + 150.0), tones.light.with_alpha(0.35), 4.0),
    ]
}

/// Takes drawings made at the origin, facing up, to a seat.
fn seated(seat: Seat) -> Affine {
    Affine::translate(seat.at.to_vec2()) * Affine::rotate(seat.facing.atan2() + FRAC_PI_2)
}

fn clothes(tones: &Tones, index: usize) -> Colour {
    let colours =
        [tones.main, tones.accent, tones.depth(0.85), tones.depth(0.32), tones.main.mix(tones.accent, 0.5)];
    if tones.night && index % 5 == 2 { tones.light } else { colours[index % 5] }
}

fn chair(tones: &Tones, seat: Seat, index: usize) -> Vec<Shape> {
    let place = seated(seat);
    let colour = tones.depth(if index.is_multiple_of(2) { 0.6 } else { 0.72 });
    let back = place * form::rounded(Rect::new(-58.0, 20.0, 58.0, 78.0), 26.0);
    let mut shapes = light::shadow(&back, 22.0, tones.shade(), 0.24);
    shapes.push(Shape::filled(back, colour));
    shapes
}

/// Shoulders, arms on the table, a head with hair, all from above.
fn person(tones: &Tones, seat: Seat, index: usize, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let place = seated(seat) * Affine::rotate(rng.about(0.22));
    let cloth = clothes(tones, index);
    let skin = tones.skin(index + rng.below(2));
    let hairs = [tones.deep, tones.shade(), Colour::oklch(0.33, 0.06, 50.0), tones.depth(0.8)];
    let hair = hairs[(index * 3 + rng.below(2)) % 4];
    let body = form::rounded(Rect::new(-70.0, -30.0, 70.0, 36.0), 33.0);
    let arm = |side: f64| form::bar(Point::new(side * 56.0, -8.0), Point::new(side * 30.0, -72.0), 27.0);
    let hand = |side: f64| form::disc((side * 29.0, -80.0), 13.0);
    let shade = light::shadow(&(place * body.clone()), 16.0, tones.shade(), 0.26);
    let mut shapes = shade;
    for side in [-1.0, 1.0] {
        shapes.push(Shape::filled(place * hand(side), skin));
        shapes.push(Shape::filled(
            place * arm(side),
            if side < 0.0 { tones.lit(cloth) } else { tones.shaded(cloth) },
        ));
    }
    shapes.push(Shape::filled(place * body, cloth));
    shapes.push(Shape::filled(
        place * form::rounded(Rect::new(4.0, -24.0, 66.0, 32.0), 28.0),
        tones.shaded(cloth).with_alpha(0.6),
    ));
    shapes.push(Shape::filled(place * form::disc((0.0, -12.0), 35.0), skin));
    shapes.push(Shape::filled(place * form::disc((0.0, -3.0), 35.0), hair));
    if index % 3 == 1 {
        shapes.push(Shape::filled(place * form::disc((0.0, 25.0), 17.0), tones.shaded(hair)));
    }
    shapes
}

/// What lies before a seat: paper, a laptop, a cup.
fn things(tones: &Tones, seat: Seat, depth: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let place = seated(seat);
    let before = -(62.0 + depth * 0.32);
    let sheet = Rect::new(-46.0, before - 38.0, 46.0, before + 32.0);
    let mut shapes = Vec::new();
    let turn = Affine::rotate(rng.about(0.12));
    if rng.flip(0.45) {
        let base = place * turn * form::rounded(sheet, 8.0);
        shapes.extend(light::shadow(&base, 8.0, tones.shade(), 0.2));
        shapes.push(Shape::filled(base, tones.depth(0.88)));
        let screen = Rect::new(-40.0, before - 33.0, 40.0, before - 6.0);
        shapes
            .push(Shape::filled(place * turn * form::rounded(screen, 4.0), tones.side.mix(tones.light, 0.3)));
    } else {
        let paper = place * turn * form::rounded(sheet.inset((-6.0, 0.0)), 3.0);
        shapes.extend(light::shadow(&paper, 6.0, tones.shade(), 0.16));
        shapes.push(Shape::filled(paper, tones.light.mix(tones.side, 0.06)));
        for line in 0..3 {
            let y = before - 20.0 + f64::from(line) * 16.0;
            let stroke = kurbo::Line::new((-26.0, y), (if line == 2 { 6.0 } else { 26.0 }, y));
            shapes.push(Shape::stroked(
                place * turn * kurbo::Shape::to_path(&stroke, 0.1),
                tones.main.with_alpha(0.45),
                4.0,
            ));
        }
    }
    let cup = place * Point::new(if rng.flip(0.5) { 78.0 } else { -78.0 }, before + 22.0);
    if rng.flip(0.6) {
        shapes
            .push(Shape::filled(form::disc(cup + Vec2::new(3.0, 6.0), 20.0), tones.shade().with_alpha(0.18)));
        shapes.push(Shape::filled(form::disc(cup, 19.0), tones.accent));
        shapes.push(Shape::filled(form::disc(cup, 13.0), tones.accent.mix(tones.deep, 0.7)));
    }
    shapes
}

/// A plant in the table's middle.
fn plant(tones: &Tones, centre: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let turn = rng.between(0.0, PI);
    let mut shapes = vec![
        Shape::filled(form::disc(centre + Vec2::new(5.0, 10.0), 40.0), tones.shade().with_alpha(0.2)),
        Shape::filled(form::disc(centre, 36.0), tones.accent),
        Shape::filled(form::disc(centre, 26.0), tones.shaded(tones.accent)),
    ];
    for leaf in 0..7 {
        let tip =
            centre + Vec2::from_angle(turn + f64::from(leaf) * 0.9) * if leaf % 2 == 0 { 68.0 } else { 52.0 };
        let colour = tones.depth(if leaf % 2 == 0 { 0.55 } else { 0.8 });
        shapes.push(Shape::filled(form::leaf(centre, tip, 30.0, 0.06), tones.lit(colour)));
        shapes.push(Shape::filled(form::half_leaf(centre, tip, 30.0, 0.06), tones.shaded(colour)));
    }
    shapes
}
