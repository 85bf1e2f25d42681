//! Gradients, glows and soft shadows: how depth is painted without a blur.

use kurbo::{BezPath, Point, Rect, Vec2};

use crate::scene::{Colour, Paint, Shape, Stop, Stroke};

/// Colours down the page from level `top` to `bottom`, evenly spread.
pub fn down(top: f64, bottom: f64, colours: &[Colour]) -> Paint {
    Paint::Linear { from: Point::new(0.0, top), to: Point::new(0.0, bottom), stops: even(colours) }
}

/// Colours along a line, evenly spread.
pub fn along(from: Point, to: Point, colours: &[Colour]) -> Paint {
    Paint::Linear { from, to, stops: even(colours) }
}

/// A ball lit from `towards` (a direction from its centre): light, middle and shaded colour.
pub fn ball(centre: Point, radius: f64, towards: Vec2, colours: [Colour; 3]) -> Paint {
    Paint::Radial { centre: centre + towards * (radius * 0.45), radius: radius * 1.45, stops: even(&colours) }
}

/// A glow: `colour` at `strength` (0 to 1) in the middle, fading to nothing at `radius`.
pub fn glow(centre: Point, radius: f64, colour: Colour, strength: f32) -> Shape {
    // Four stops follow the fall of light better than two: no hard ring shows where it ends.
    let stops = [(0.0, 1.0), (0.3, 0.62), (0.6, 0.24), (1.0, 0.0)]
        .map(|(offset, share)| Stop { offset, colour: colour.with_alpha(strength * share) });
    let paint = Paint::Radial { centre, radius, stops: stops.to_vec() };
    Shape::filled(kurbo::Circle::new(centre, radius), paint)
}

/// The soft shadow `outline` throws when it floats `lift` units above what lies below, light from above.
pub fn shadow(outline: &BezPath, lift: f64, colour: Colour, strength: f32) -> Vec<Shape> {
    let fallen = super::form::moved(outline, (lift * 0.25, lift * 0.6));
    [1.5, 0.9, 0.35]
        .map(|spread| Shape {
            path: fallen.clone(),
            fill: Some(colour.with_alpha(strength / 3.0).into()),
            stroke: Some(Stroke { colour: colour.with_alpha(strength / 3.0), width: lift * spread }),
        })
        .to_vec()
}

/// A veil of `colour` over `rect` whose edges fade out over `fade` units: nine patches of gradient.
pub fn veil(rect: Rect, fade: f64, colour: Colour) -> Vec<Shape> {
    let clear = colour.with_alpha(0.0);
    let (inner, outer) = (rect, rect.inflate(fade, fade));
    let mut shapes = vec![Shape::filled(inner, colour)];
    let sides = [
        (Rect::new(outer.x0, inner.y0, inner.x0, inner.y1), (inner.x0, inner.y0), (outer.x0, inner.y0)),
        (Rect::new(inner.x1, inner.y0, outer.x1, inner.y1), (inner.x1, inner.y0), (outer.x1, inner.y0)),
        (Rect::new(inner.x0, outer.y0, inner.x1, inner.y0), (inner.x0, inner.y0), (inner.x0, outer.y0)),
        (Rect::new(inner.x0, inner.y1, inner.x1, outer.y1), (inner.x0, inner.y1), (inner.x0, outer.y1)),
    ];
    for (side, from, to) in sides {
        shapes.push(Shape::filled(side, Paint::linear(from, to, colour, clear)));
    }
    let corners = [
        (Rect::new(outer.x0, outer.y0, inner.x0, inner.y0), (inner.x0, inner.y0)),
        (Rect::new(inner.x1, outer.y0, outer.x1, inner.y0), (inner.x1, inner.y0)),
        (Rect::new(outer.x0, inner.y1, inner.x0, outer.y1), (inner.x0, inner.y1)),
        (Rect::new(inner.x1, inner.y1, outer.x1, outer.y1), (inner.x1, inner.y1)),
    ];
    for (corner, centre) in corners {
        shapes.push(Shape::filled(corner, Paint::radial(centre, fade, colour, clear)));
    }
    shapes
}

/// Colours evenly spread from 0 to 1.
pub fn even(colours: &[Colour]) -> Vec<Stop> {
    let last = colours.len().saturating_sub(1).max(1) as f32;
    colours
        .iter()
        .enumerate()
        .map(|(index, colour)| Stop { offset: index as f32 / last, colour: *colour })
        .collect()
}
