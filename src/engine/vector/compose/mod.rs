//! Composes works of the library into one illustration, in one of four ways ([`arrange`]): on a stage that suits the
//! main subject ([`stage`], [`setting`], [`decor`]), large before a flat field ([`hero`], [`field`]), in a quilt of
//! tiles ([`quilt`]), or as a repeated pattern ([`pattern`]).
//!
//! [`recolour`] brings works into the palette, [`tints`] finds what they stand out on.

use kurbo::{Affine, Rect};
use rand_chacha::ChaCha8Rng;

use super::find::Cast;
use super::kit::{Canvas, Tones, light};
use super::library::{Habitat, Library, WorkId};
use crate::scene::{Palette, Shape};
use arrange::Arrangement;
use setting::Setting;
use stage::{Stage, Stance};

pub use recolour::mapped as recoloured;

mod arrange;
mod decor;
mod field;
mod hero;
mod pattern;
mod quilt;
mod recolour;
mod setting;
mod stage;
mod tints;

/// A subject in its place.
struct Actor {
    at: Rect,
    stance: Stance,
    habitat: Habitat,
    shapes: Vec<Shape>,
}

/// Draws a cast as a scene; the first shape covers the sheet.
pub fn scene(
    library: &Library,
    cast: &Cast,
    canvas: &Canvas,
    palette: &Palette,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let setting = Setting::of(library, cast);
    match Arrangement::choose(canvas, setting, rng) {
        Arrangement::Stage => staged(library, cast, canvas, (setting, &tones), rng),
        Arrangement::Hero => hero::draw(library, cast, canvas, &tones, rng),
        Arrangement::Quilt => quilt::draw(library, cast, canvas, &tones, rng),
        Arrangement::Pattern => pattern::draw(library, cast, canvas, &tones, rng),
    }
}

/// The cast in its surroundings.
fn staged(
    library: &Library,
    cast: &Cast,
    canvas: &Canvas,
    (setting, tones): (Setting, &Tones),
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let stage = Stage::new(canvas, setting.floor(), rng);
    let (actors, main) = actors(library, cast, &stage, setting, tones);
    let around =
        actors.iter().map(|actor| actor.at).reduce(|one, other| one.union(other)).unwrap_or(stage.area);
    let (mut shapes, front) = setting.draw(canvas, &stage, tones, main, rng);
    let (behind, before): (Vec<_>, Vec<_>) =
        actors.into_iter().partition(|actor| actor.habitat == Habitat::Person || setting.hides_feet());
    shapes.extend(behind.into_iter().flat_map(|actor| actor.shapes));
    shapes.extend(front);
    for actor in before {
        shapes.extend(shadow(&actor, setting, tones));
        shapes.extend(actor.shapes);
    }
    shapes.extend(decor::satellites(canvas, tones, around, setting.sparkle(), rng));
    shapes
}

/// Draws a work alone before a round of the companion colour, as an icon.
pub fn emblem(
    library: &Library,
    work: WorkId,
    canvas: &Canvas,
    palette: &Palette,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let (mut shapes, centre) = super::icon::round(canvas, &tones, rng);
    let size = library.work(work).size();
    let scaled = size * (600.0 / size.width).min(600.0 / size.height);
    shapes.extend(drawn(library, work, Rect::from_center_size(centre, scaled), &tones));
    shapes
}

/// The subjects in the order they are painted, and the box of the main one, or of the pair.
fn actors(
    library: &Library,
    cast: &Cast,
    stage: &Stage,
    setting: Setting,
    tones: &Tones,
) -> (Vec<Actor>, Rect) {
    let fits = |work: &&WorkId| setting.takes(library.work(**work));
    let others: Vec<WorkId> = cast.supporting.iter().filter(fits).copied().collect();
    let size = |work: WorkId| library.work(work).size();
    let stance = |work: WorkId| setting.stance(library.work(work).habitat);
    let actor = |work: WorkId, at: Rect| Actor {
        at,
        stance: stance(work),
        habitat: library.work(work).habitat,
        shapes: drawn(library, work, at, tones),
    };
    if let ([second, ..], true) = (others.as_slice(), cast.is_pair) {
        let works = [cast.main, *second];
        let [first, other] = stage.pair(works.map(size), works.map(stance));
        return (vec![actor(*second, other), actor(cast.main, first)], first.union(other));
    }
    let main = stage.main(size(cast.main), stance(cast.main), others.len());
    let beside = |(nth, work): (usize, &WorkId)| {
        let at = match library.work(*work).habitat {
            Habitat::Person => stage.behind(main, size(*work), nth),
            _ => stage.beside(main, size(*work), stance(*work), nth),
        };
        actor(*work, at)
    };
    let mut actors: Vec<_> = others.iter().enumerate().map(beside).collect();
    // What stands a little nearer is painted over the main subject.
    actors.sort_by_key(|actor| actor.stance == Stance::Stands);
    let nearer = actors.iter().position(|actor| actor.stance == Stance::Stands).unwrap_or(actors.len());
    actors.insert(nearer, actor(cast.main, main));
    (actors, main)
}

/// The works of a cast, the main one first.
fn works(cast: &Cast) -> Vec<WorkId> {
    [&[cast.main][..], &cast.supporting].concat()
}

/// A work's box scaled to fit into `room`, around `centre`.
fn fitted(library: &Library, work: WorkId, centre: kurbo::Point, room: kurbo::Size) -> Rect {
    let size = library.work(work).size();
    let scale = (room.width / size.width).min(room.height / size.height);
    Rect::from_center_size(centre, size * scale)
}

/// A work's outlines in the picture's colours, in a box.
fn drawn(library: &Library, work: WorkId, at: Rect, tones: &Tones) -> Vec<Shape> {
    let size = library.work(work).size();
    let place = Affine::translate(at.origin().to_vec2()) * Affine::scale(at.width() / size.width);
    let shapes = recolour::recolour(&library.shapes(work), library.work(work).is_natural, tones);
    shapes.iter().map(|shape| shape.transformed(place)).collect()
}

/// The shadow a subject throws on what it stands on.
fn shadow(actor: &Actor, setting: Setting, tones: &Tones) -> Vec<Shape> {
    if actor.stance == Stance::Floats || !setting.has_floor() {
        return Vec::new();
    }
    let (width, foot) = (actor.at.width(), actor.at.y1);
    let flat = Affine::translate((actor.at.center().x, foot)) * Affine::scale_non_uniform(1.0, 0.14);
    let mut shapes = Vec::new();
    for (reach, strength) in [(0.56, 0.12_f32), (0.44, 0.2)] {
        let glow = light::glow(kurbo::Point::ORIGIN, width * reach, tones.shade(), strength);
        shapes.push(Shape {
            path: flat * glow.path,
            fill: Some(tones.shade().with_alpha(strength).into()),
            stroke: None,
        });
    }
    shapes
}
