//! One subject, as large as the sheet allows, on a disc before a flat field; what belongs to it on badges beside it.

use kurbo::{Point, Rect, Size, Vec2};
use rand_chacha::ChaCha8Rng;

use super::field::Field;
use super::stage::Stage;
use super::{Library, drawn, fitted, tints, works};
use crate::engine::vector::find::Cast;
use crate::engine::vector::kit::{Canvas, Chance, Tones, form};
use crate::engine::vector::library::WorkId;
use crate::scene::{Colour, Shape};

/// Areas longer than this line their subjects up.
const LINED_UP: f64 = 1.35;

/// Draws the cast; the first shape covers the sheet.
pub fn draw(
    library: &Library,
    cast: &Cast,
    canvas: &Canvas,
    tones: &Tones,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let stage = Stage::new(canvas, 0.5, rng);
    let works = works(cast);
    let boxes = boxes(library, &works, &stage, canvas);
    let actor = |nth: usize| (boxes[nth], drawn(library, works[nth], boxes[nth], tones));
    let (main, shapes) = actor(0);
    let reach = main.width().max(main.height()) * 0.5;
    let (disc, field) = colours(&shapes, tones, rng);
    let radius = (reach * 1.24).min(stage.area.width().min(stage.area.height()) * 0.56);
    let mut picture =
        Field::choose(rng).draw(canvas, main.center(), radius, [field, tints::beside(field, tones)]);
    picture.push(Shape::filled(form::disc(main.center(), radius), disc));
    picture.extend(shadow(&shapes, reach, tones));
    picture.extend(shapes);
    for nth in 1..works.len() {
        let (at, shapes) = actor(nth);
        picture.extend(badge(at, &shapes, (disc, field), tones));
        picture.extend(shapes);
    }
    picture
}

/// The disc's colour, on which the subject stands out, and the field's, on which the disc does.
fn colours(shapes: &[Shape], tones: &Tones, rng: &mut ChaCha8Rng) -> (Colour, Colour) {
    let [light, pale, side, main, accent, deep] = tints::grounds(tones);
    let loud = rng.flip(0.5);
    let discs = if loud { [side, accent, light, main, deep] } else { [light, side, accent, deep, main] };
    let disc = tints::behind(shapes, &discs);
    let fields = if loud { [pale, light, deep, side, main] } else { [side, main, deep, pale, accent] };
    let field = fields.into_iter().find(|colour| colour.contrast(disc) >= 1.25 && *colour != disc);
    (disc, field.unwrap_or(pale))
}

/// The shadow of a subject on its disc, as printed a little aside.
fn shadow(shapes: &[Shape], reach: f64, tones: &Tones) -> Vec<Shape> {
    let shadow = tints::silhouette(shapes, tones.shade().with_alpha(0.16));
    let aside = kurbo::Affine::translate(Vec2::new(reach * 0.045, reach * 0.06));
    vec![shadow.transformed(aside)]
}

/// A round below a lesser subject.
fn badge(at: Rect, shapes: &[Shape], (disc, field): (Colour, Colour), tones: &Tones) -> Vec<Shape> {
    let [light, pale, side, main, accent, deep] = tints::grounds(tones);
    let all = [light, pale, accent, side, main, deep];
    let free: Vec<_> = all.into_iter().filter(|colour| *colour != disc && *colour != field).collect();
    let radius = at.width().hypot(at.height()) * 0.56;
    let edge = Shape::filled(form::disc(at.center(), radius * 1.07), field);
    vec![edge, Shape::filled(form::disc(at.center(), radius), tints::behind(shapes, &free))]
}

/// The boxes of the works: lined up along a long area, else the lesser ones at two corners of the main one.
fn boxes(library: &Library, works: &[WorkId], stage: &Stage, canvas: &Canvas) -> Vec<Rect> {
    let area = stage.area;
    let ratio = area.width() / area.height();
    let middle = canvas.wish().map_or(area.center(), |wish| {
        Point::new(wish.x.clamp(area.x0, area.x1), wish.y.clamp(area.y0, area.y1))
    });
    let alone = works.len() == 1;
    let share = |of: Size| if alone { of * 0.68 } else { of * 0.6 };
    let side = area.width().min(area.height());
    let room = if (1.0 / LINED_UP..LINED_UP).contains(&ratio) {
        share(area.size())
    } else {
        Size::new(side * 0.7, side * 0.7)
    };
    let main = fitted(library, works[0], within(middle, room, area), room);
    let mut boxes = vec![main];
    for (nth, work) in works.iter().enumerate().skip(1) {
        let sign = if nth == 1 { stage.side } else { -stage.side };
        let small = Size::new(side * 0.19, side * 0.19);
        let reach = main.width().max(main.height()) * 0.5;
        let aside = if ratio > LINED_UP {
            Vec2::new(sign * (reach * 1.3 + side * 0.2), sign * side * 0.14)
        } else if ratio < 1.0 / LINED_UP {
            Vec2::new(sign * side * 0.2, sign * (reach * 1.3 + side * 0.2))
        } else {
            // On the disc's rim, above on one side and below on the other: the subject stays whole.
            Vec2::from_angle(if sign > 0.0 { -0.62 } else { 2.52 }) * (reach * 1.24)
        };
        // The badge around it has to lie inside too.
        let centre = within(main.center() + aside, small * 1.55, area.inflate(side * 0.03, side * 0.03));
        boxes.push(fitted(library, *work, centre, small));
    }
    boxes
}

/// The point nearest to `centre` around which `size` lies within `area`.
fn within(centre: Point, size: Size, area: Rect) -> Point {
    let clamp = |at: f64, low: f64, high: f64, length: f64| {
        let (low, high) = (low + length / 2.0, high - length / 2.0);
        if low > high { f64::midpoint(low, high) } else { at.clamp(low, high) }
    };
    Point::new(clamp(centre.x, area.x0, area.x1, size.width), clamp(centre.y, area.y0, area.y1, size.height))
}
