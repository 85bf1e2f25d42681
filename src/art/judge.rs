//! The laws of a finished page, checked on the page itself: nothing overflows, overlaps or leaves the page, and all
//! text reads on whatever lies under it.

use kurbo::{Point, Rect, Shape as _};

use super::setter::{Misfit, Setter};
use crate::scene::{Colour, Item, Paint, PlacedText, Scene, Stop};

/// The contrast the law asks of all text (WCAG 2.2, level AA for body text).
const CONTRAST: f64 = 4.5;
/// Boxes may touch, by rounding, but not lie on each other.
const TOUCH: f64 = 0.2;

/// What is wrong with a page, in words for the log; empty when nothing is.
pub(super) fn faults(scene: &Scene, setter: &Setter<'_>) -> Result<Vec<String>, Misfit> {
    let mut faults = Vec::new();
    let page = scene.page.bounds();
    for (index, item) in scene.items.iter().enumerate() {
        match item {
            Item::Text(text) => {
                let placed = setter.set(text)?;
                let name = text.plain();
                if placed.overflows || placed.breaks_words {
                    faults.push(format!("“{name}” overflows its box"));
                }
                if page.union(placed.bounds).area() > page.area() * 1.000_1 {
                    faults.push(format!("“{name}” leaves the page"));
                }
                faults.extend(unreadable(scene, index, &placed));
            }
            Item::Frame(frame) if frame.alt.is_empty() => faults.push("a picture has no text".to_owned()),
            Item::Frame(frame) if frame.bounds.intersect(page).area() <= 0.0 => {
                faults.push("a frame is off the page".to_owned());
            }
            _ => {}
        }
    }
    faults.extend(overlaps(scene));
    Ok(faults)
}

fn overlaps(scene: &Scene) -> Vec<String> {
    let texts: Vec<_> = scene.texts().collect();
    let mut faults = Vec::new();
    for (index, one) in texts.iter().enumerate() {
        for two in &texts[index + 1..] {
            let common = one.bounds.intersect(two.bounds);
            if common.width() > TOUCH && common.height() > TOUCH {
                faults.push(format!("“{}” lies on “{}”", one.plain(), two.plain()));
            }
        }
    }
    faults
}

/// The first place where a text does not read on what is under it.
fn unreadable(scene: &Scene, index: usize, placed: &PlacedText) -> Option<String> {
    placed.lines.iter().find_map(|line| {
        let points = sample(line.bounds);
        let colours: Vec<_> = line.runs.iter().map(|run| run.style.colour).collect();
        points.into_iter().flat_map(|point| under(scene, index, point)).find_map(|ground| {
            let colour = colours.iter().find(|colour| colour.contrast(ground) < CONTRAST)?;
            Some(format!("“{}” in {colour} does not read on {ground}", line.text))
        })
    })
}

fn sample(bounds: Rect) -> Vec<Point> {
    let at = |across: f64, down: f64| {
        Point::new(bounds.x0 + bounds.width() * across, bounds.y0 + bounds.height() * down)
    };
    [0.01, 0.25, 0.5, 0.75, 0.99].iter().flat_map(|x| [0.1, 0.5, 0.9].map(|y| at(*x, y))).collect()
}

/// Every colour that may lie under `point` below item `index`: a picture may be anything, so it counts as both
/// white and black.
fn under(scene: &Scene, index: usize, point: Point) -> Vec<Colour> {
    let mut colours = vec![scene.background];
    for item in &scene.items[..index] {
        match item {
            Item::Frame(frame) if frame.outline().contains(point) => {
                colours = vec![Colour::WHITE, Colour::BLACK];
            }
            Item::Shape(shape) if shape.path.contains(point) => {
                if let Some(fill) = &shape.fill {
                    let top = paint_at(fill, point);
                    colours = colours.into_iter().map(|ground| top.over(ground)).collect();
                }
            }
            _ => {}
        }
    }
    colours
}

fn paint_at(paint: &Paint, point: Point) -> Colour {
    match paint {
        Paint::Solid(colour) => *colour,
        Paint::Linear { from, to, stops } => {
            let along = *to - *from;
            stop_at(stops, (point - *from).dot(along) / along.hypot2().max(1e-9))
        }
        Paint::Radial { centre, radius, stops } => stop_at(stops, centre.distance(point) / radius.max(1e-9)),
    }
}

fn stop_at(stops: &[Stop], offset: f64) -> Colour {
    let offset = offset.clamp(0.0, 1.0) as f32;
    let next = stops.iter().position(|stop| stop.offset >= offset);
    match next {
        None => stops.last().map_or(Colour::BLACK.with_alpha(0.0), |stop| stop.colour),
        Some(0) => stops[0].colour,
        Some(next) => {
            let (before, after) = (stops[next - 1], stops[next]);
            let share = (offset - before.offset) / (after.offset - before.offset).max(1e-6);
            before.colour.mix(after.colour, share)
        }
    }
}
