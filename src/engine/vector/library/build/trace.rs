//! An SVG drawing as plain outlines in the library's box.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use resvg::usvg::tiny_skia_path::PathSegment;
use resvg::usvg::{self, FillRule, Group, Node, Options, Transform, Tree};

use super::super::SIDE;
use super::winding;
use crate::scene::{Colour, Paint, Shape, Stop, Stroke};

/// More outlines than this make a page slow and no object clearer.
const MOST_SHAPES: usize = 160;

/// The drawing's outlines, lowest first, moved into a box from the origin whose longer side is [`SIDE`]; and the box.
///
/// # Errors
/// What it needs that outlines cannot show.
pub(super) fn trace(text: &str) -> Result<(Vec<Shape>, (f64, f64)), &'static str> {
    let tree = Tree::from_str(text, &Options::default()).map_err(|_| "it is no SVG drawing")?;
    let mut shapes = Vec::new();
    add_group(&mut shapes, tree.root(), 1.0)?;
    if shapes.is_empty() || shapes.len() > MOST_SHAPES {
        return Err("it has no outlines, or too many");
    }
    let bounds = shapes.iter().map(reach).reduce(|one, other| one.union(other)).unwrap_or_default();
    let longer = bounds.width().max(bounds.height());
    if longer <= 0.0 {
        return Err("it has no size");
    }
    let place = Affine::scale(SIDE / longer) * Affine::translate(-bounds.origin().to_vec2());
    let shapes = shapes.iter().map(|shape| shape.transformed(place)).collect();
    Ok((shapes, (bounds.width() * SIDE / longer, bounds.height() * SIDE / longer)))
}

/// The same outlines with the yellow that stands for any skin (hue about 85 degrees in OKLCH) made a brown of skin.
pub(super) fn with_skin(shapes: &[Shape]) -> Vec<Shape> {
    crate::engine::vector::compose::recoloured(shapes, |colour| {
        let [lightness, chroma, hue] = colour.to_oklch();
        let is_yellow = (55.0..105.0).contains(&hue) && chroma > 0.09;
        if is_yellow { Colour::oklch(lightness - 0.08, chroma * 0.5, 58.0) } else { colour }
    })
}

/// The rectangle a shape paints in.
fn reach(shape: &Shape) -> Rect {
    let half = shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
    shape.bounds().inflate(half, half)
}

fn add_group(shapes: &mut Vec<Shape>, group: &Group, opacity: f32) -> Result<(), &'static str> {
    if group.mask().is_some() || !group.filters().is_empty() {
        return Err("it has a mask or a filter");
    }
    if group.clip_path().is_some_and(|clip| !is_idle(clip, group)) {
        return Err("it is clipped");
    }
    if group.blend_mode() != usvg::BlendMode::Normal {
        return Err("it blends");
    }
    let opacity = opacity * group.opacity().get();
    for child in group.children() {
        match child {
            Node::Group(group) => add_group(shapes, group, opacity)?,
            Node::Path(path) if path.is_visible() => add_path(shapes, path, opacity)?,
            Node::Path(_) => {}
            Node::Image(_) | Node::Text(_) => return Err("it holds a picture or text"),
        }
    }
    Ok(())
}

/// Whether a clip cuts nothing off: one outline that is a rectangle around everything in the group.
fn is_idle(clip: &usvg::ClipPath, group: &Group) -> bool {
    let [Node::Path(path)] = clip.root().children() else { return false };
    let bounds = outline(path.data(), affine(clip.transform()) * affine(path.abs_transform()));
    let box_of = bounds.bounding_box();
    let full = (bounds.area().abs() - box_of.area()).abs() < box_of.area() * 0.01;
    let inside = group.stroke_bounding_box();
    let slack = box_of.width().max(box_of.height()) * 0.01;
    let around = box_of.inflate(slack, slack);
    full && around.contains(Point::new(inside.left().into(), inside.top().into()))
        && around.contains(Point::new(inside.right().into(), inside.bottom().into()))
}

fn add_path(shapes: &mut Vec<Shape>, path: &usvg::Path, opacity: f32) -> Result<(), &'static str> {
    let place = affine(path.abs_transform());
    let line = outline(path.data(), place);
    if let Some(fill) = path.fill() {
        let even = fill.rule() == FillRule::EvenOdd;
        let filled = if even { winding::from_even_odd(&line) } else { line.clone() };
        let paint = paint(fill.paint(), opacity * fill.opacity().get(), place)?;
        shapes.push(Shape { path: filled, fill: Some(paint), stroke: None });
    }
    if let Some(stroke) = path.stroke() {
        if stroke.dasharray().is_some() {
            return Err("it has dashes");
        }
        let colour = match paint(stroke.paint(), opacity * stroke.opacity().get(), place)? {
            Paint::Solid(colour) => colour,
            Paint::Linear { .. } | Paint::Radial { .. } => return Err("it has a gradient along a line"),
        };
        let width = f64::from(stroke.width().get()) * place.determinant().abs().sqrt();
        shapes.push(Shape { path: line, fill: None, stroke: Some(Stroke { colour, width }) });
    }
    Ok(())
}

fn paint(paint: &usvg::Paint, opacity: f32, place: Affine) -> Result<Paint, &'static str> {
    let point = |x: f32, y: f32| Point::new(x.into(), y.into());
    Ok(match paint {
        usvg::Paint::Color(colour) => Paint::Solid(solid(*colour, opacity)),
        usvg::Paint::LinearGradient(gradient) => {
            let place = place * affine(gradient.transform());
            let (from, to) = (point(gradient.x1(), gradient.y1()), point(gradient.x2(), gradient.y2()));
            Paint::Linear { from: place * from, to: place * to, stops: stops(gradient.stops(), opacity) }
        }
        usvg::Paint::RadialGradient(gradient) => {
            let place = place * affine(gradient.transform());
            // An ellipse becomes the circle of the same area: our gradients are round.
            let radius = f64::from(gradient.r().get()) * place.determinant().abs().sqrt();
            let centre = place * point(gradient.cx(), gradient.cy());
            Paint::Radial { centre, radius, stops: stops(gradient.stops(), opacity) }
        }
        usvg::Paint::Pattern(_) => return Err("it has a pattern"),
    })
}

fn stops(stops: &[usvg::Stop], opacity: f32) -> Vec<Stop> {
    let one = |stop: &usvg::Stop| Stop {
        offset: stop.offset().get(),
        colour: solid(stop.color(), opacity * stop.opacity().get()),
    };
    stops.iter().map(one).collect()
}

fn solid(colour: usvg::Color, opacity: f32) -> Colour {
    Colour::rgb(colour.red, colour.green, colour.blue).with_alpha(opacity)
}

fn outline(path: &usvg::tiny_skia_path::Path, place: Affine) -> BezPath {
    let point = |at: usvg::tiny_skia_path::Point| Point::new(at.x.into(), at.y.into());
    let mut line = BezPath::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(a) => line.move_to(point(a)),
            PathSegment::LineTo(a) => line.line_to(point(a)),
            PathSegment::QuadTo(a, b) => line.quad_to(point(a), point(b)),
            PathSegment::CubicTo(a, b, c) => line.curve_to(point(a), point(b), point(c)),
            PathSegment::Close => line.close_path(),
        }
    }
    line.apply_affine(place);
    line
}

fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}
