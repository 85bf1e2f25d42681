//! Fills and lines.
//!
//! A DrawingML linear gradient has only an angle: it spans the box so that the corners reach its ends. A scene's
//! gradient runs between two points, so its stops are moved to where they fall on that span. A radial one runs from
//! the box's centre to its corners; others cannot be said ([`is_exact`]) and are painted as a picture.

use kurbo::{Point, Rect, Vec2};

use super::element::Element;
use super::scheme::Scheme;
use crate::scene::units::emu;
use crate::scene::{Colour, Paint, Stop, Stroke};

/// Whether DrawingML can say the paint on an outline with these bounds.
pub(super) fn is_exact(paint: &Paint, bounds: Rect) -> bool {
    let Paint::Radial { centre, .. } = paint else { return true };
    let (width, height) = (bounds.width(), bounds.height());
    // PowerPoint keeps circles round, LibreOffice stretches them with the box: they agree on squares.
    (width - height).abs() <= 0.02 * width.max(height)
        && (*centre - bounds.center()).hypot() <= 0.01 * width.max(height)
}

/// The fill of an outline with these bounds; `a:noFill` without paint.
pub(in crate::documents) fn fill(paint: Option<&Paint>, bounds: Rect, scheme: &Scheme) -> Element {
    match paint {
        None => Element::new("a:noFill"),
        Some(Paint::Solid(colour)) => solid(*colour, scheme),
        Some(Paint::Linear { from, to, stops }) => match along(*from, *to, bounds) {
            Some((span, degrees)) => {
                let angle = (degrees * 60_000.0).round() as i64 % 21_600_000;
                let line = Element::new("a:lin").with("ang", angle).with("scaled", "0");
                gradient(&respaced(stops, span), line, scheme)
            }
            None => last(stops, scheme),
        },
        Some(Paint::Radial { radius, stops, .. }) => {
            let corner = bounds.size().to_vec2().hypot() / 2.0;
            if *radius <= 0.0 {
                return last(stops, scheme);
            }
            let centre = ["l", "t", "r", "b"]
                .into_iter()
                .fold(Element::new("a:fillToRect"), |centre, side| centre.with(side, 50_000));
            let path = Element::new("a:path").with("path", "circle").child(centre);
            gradient(&respaced(stops, (0.0, corner / radius)), path, scheme)
        }
    }
}

/// One colour.
pub(in crate::documents) fn solid(colour: Colour, scheme: &Scheme) -> Element {
    Element::new("a:solidFill").child(scheme.colour(colour))
}

/// `a:ln`: round joins and ends, or no line.
pub(in crate::documents) fn line(stroke: Option<Stroke>, scheme: &Scheme) -> Element {
    let Some(stroke) = stroke else { return Element::new("a:ln").child(Element::new("a:noFill")) };
    Element::new("a:ln")
        .with("w", emu(stroke.width).clamp(0, 20_116_800))
        .with("cap", "rnd")
        .child(solid(stroke.colour, scheme))
        .child(Element::new("a:round"))
}

fn last(stops: &[Stop], scheme: &Scheme) -> Element {
    stops.last().map_or_else(|| Element::new("a:noFill"), |stop| solid(stop.colour, scheme))
}

fn gradient(stops: &[Stop], shade: Element, scheme: &Scheme) -> Element {
    let stop = |stop: &Stop| {
        let place = (f64::from(stop.offset) * 100_000.0).round() as i64;
        Element::new("a:gs").with("pos", place).child(scheme.colour(stop.colour))
    };
    Element::new("a:gradFill")
        .with("rotWithShape", "1")
        .child(Element::new("a:gsLst").children(stops.iter().map(stop)))
        .child(shade)
}

/// Where the box's span begins and ends on the gradient's own line (0 at `from`, 1 at `to`), and the angle in degrees
/// clockwise from rightwards. None for a gradient without length.
fn along(from: Point, to: Point, bounds: Rect) -> Option<((f64, f64), f64)> {
    let line = to - from;
    let length = line.hypot();
    if length < 1e-6 {
        return None;
    }
    let direction: Vec2 = line / length;
    let half = (bounds.width() * direction.x.abs() + bounds.height() * direction.y.abs()) / 2.0;
    let centre = (bounds.center() - from).dot(direction);
    let span = ((centre - half) / length, (centre + half) / length);
    Some((span, line.atan2().to_degrees().rem_euclid(360.0)))
}

/// The stops as they fall on a span of the gradient's line, with one at each end.
fn respaced(stops: &[Stop], (start, end): (f64, f64)) -> Vec<Stop> {
    let room = (end - start).max(1e-9);
    let mut inner: Vec<Stop> = stops
        .iter()
        .map(|stop| Stop { offset: ((f64::from(stop.offset) - start) / room) as f32, colour: stop.colour })
        .filter(|stop| (0.0005..=0.9995).contains(&stop.offset))
        .collect();
    inner.insert(0, Stop { offset: 0.0, colour: colour_at(stops, start) });
    inner.push(Stop { offset: 1.0, colour: colour_at(stops, end) });
    inner
}

/// The gradient's colour at a place on its line, mixed in sRGB as painters do.
fn colour_at(stops: &[Stop], place: f64) -> Colour {
    let place = place as f32;
    let before = stops.iter().rev().find(|stop| stop.offset <= place);
    let after = stops.iter().find(|stop| stop.offset > place);
    match (before, after) {
        (Some(one), Some(two)) => {
            let share = (place - one.offset) / (two.offset - one.offset);
            let mix = |one: u8, two: u8| {
                (f32::from(one) + (f32::from(two) - f32::from(one)) * share).round().clamp(0.0, 255.0) as u8
            };
            Colour {
                red: mix(one.colour.red, two.colour.red),
                green: mix(one.colour.green, two.colour.green),
                blue: mix(one.colour.blue, two.colour.blue),
                alpha: mix(one.colour.alpha, two.colour.alpha),
            }
        }
        (Some(only), None) | (None, Some(only)) => only.colour,
        (None, None) => Colour::BLACK.with_alpha(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect::new(0.0, 0.0, 100.0, 50.0);

    fn check(from: (f64, f64), to: (f64, f64), expected: ((f64, f64), f64)) {
        let (span, degrees) = along(from.into(), to.into(), BOX).unwrap();
        assert!((span.0 - expected.0.0).abs() < 1e-9 && (span.1 - expected.0.1).abs() < 1e-9, "{span:?}");
        assert!((degrees - expected.1).abs() < 1e-9, "{degrees}");
    }

    #[test]
    fn a_gradient_finds_its_angle_and_span() {
        check((0.0, 0.0), (100.0, 0.0), ((0.0, 1.0), 0.0));
        check((0.0, 0.0), (0.0, 100.0), ((0.0, 0.5), 90.0));
        check((100.0, 9.0), (50.0, 9.0), ((0.0, 2.0), 180.0));
    }

    #[test]
    fn stops_move_with_the_span_and_reach_both_ends() {
        let stops = [(0.0, 0), (1.0, 200)]
            .map(|(offset, grey)| Stop { offset, colour: Colour::rgb(grey, grey, grey) });
        let moved = |span| {
            respaced(&stops, span).iter().map(|stop| (stop.offset, stop.colour.red)).collect::<Vec<_>>()
        };
        assert_eq!(moved((0.0, 1.0)), [(0.0, 0), (1.0, 200)]);
        assert_eq!(moved((0.25, 0.5)), [(0.0, 50), (1.0, 100)]);
        assert_eq!(moved((0.0, 2.0)), [(0.0, 0), (0.5, 200), (1.0, 200)]);
        assert_eq!(moved((-1.0, 1.0)), [(0.0, 0), (0.5, 0), (1.0, 200)]);
    }

    #[test]
    fn only_centred_circles_can_be_said() {
        let radial = |centre: (f64, f64)| Paint::radial(centre, 9.0, Colour::BLACK, Colour::WHITE);
        assert!(is_exact(&radial((50.0, 50.0)), Rect::new(0.0, 0.0, 100.0, 100.0)));
        assert!(!is_exact(&radial((50.0, 25.0)), BOX));
        assert!(!is_exact(&radial((0.0, 0.0)), Rect::new(0.0, 0.0, 100.0, 100.0)));
    }
}
