//! Filled and stroked outlines.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _};

use super::Colour;

/// One outline with its fill and stroke.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The outline, in points.
    pub path: BezPath,
    /// What fills it; non-zero winding.
    pub fill: Option<Paint>,
    /// What draws its edge, on top of the fill.
    pub stroke: Option<Stroke>,
}

impl Shape {
    /// Any kurbo shape (rectangle, circle, path ...) filled, without an edge. Curves are within 0.05 pt.
    pub fn filled(outline: impl kurbo::Shape, fill: impl Into<Paint>) -> Self {
        Self { path: outline.to_path(0.05), fill: Some(fill.into()), stroke: None }
    }

    /// Any kurbo shape drawn as a line of `width` points with round ends.
    pub fn stroked(outline: impl kurbo::Shape, colour: Colour, width: f64) -> Self {
        Self { path: outline.to_path(0.05), fill: None, stroke: Some(Stroke { colour, width }) }
    }

    /// The smallest rectangle around the outline, without the stroke's width.
    pub fn bounds(&self) -> Rect {
        self.path.bounding_box()
    }

    /// The shape after `transform`, gradients included; stroke widths grow with the mean scale.
    pub fn transformed(&self, transform: Affine) -> Self {
        let mut path = self.path.clone();
        path.apply_affine(transform);
        let scale = transform.determinant().abs().sqrt();
        Self {
            path,
            fill: self.fill.as_ref().map(|paint| paint.transformed(transform)),
            stroke: self.stroke.map(|stroke| Stroke { width: stroke.width * scale, ..stroke }),
        }
    }
}

/// A line along an outline: round joins and round ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width in points.
    pub width: f64,
}

/// What fills an outline.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Colour),
    /// Colours along a line; the first and last go on beyond it.
    Linear {
        /// Where the first stop lies.
        from: Point,
        /// Where the last stop lies.
        to: Point,
        /// The colours on the way.
        stops: Vec<Stop>,
    },
    /// Colours from a centre outwards; the last goes on beyond the radius.
    Radial {
        /// Where the first stop lies.
        centre: Point,
        /// How far the last stop is, in points.
        radius: f64,
        /// The colours on the way.
        stops: Vec<Stop>,
    },
}

impl Paint {
    /// A gradient of two colours along a line.
    pub fn linear(from: impl Into<Point>, to: impl Into<Point>, first: Colour, last: Colour) -> Self {
        Self::Linear { from: from.into(), to: to.into(), stops: Stop::pair(first, last) }
    }

    /// A gradient of two colours from a centre outwards.
    pub fn radial(centre: impl Into<Point>, radius: f64, first: Colour, last: Colour) -> Self {
        Self::Radial { centre: centre.into(), radius, stops: Stop::pair(first, last) }
    }

    fn transformed(&self, transform: Affine) -> Self {
        match self {
            Self::Solid(colour) => Self::Solid(*colour),
            Self::Linear { from, to, stops } => {
                Self::Linear { from: transform * *from, to: transform * *to, stops: stops.clone() }
            }
            Self::Radial { centre, radius, stops } => Self::Radial {
                centre: transform * *centre,
                radius: radius * transform.determinant().abs().sqrt(),
                stops: stops.clone(),
            },
        }
    }
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Self::Solid(colour)
    }
}

/// A colour at a place on a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 at the start, 1 at the end.
    pub offset: f32,
    /// The colour there.
    pub colour: Colour,
}

impl Stop {
    fn pair(first: Colour, last: Colour) -> Vec<Self> {
        vec![Self { offset: 0.0, colour: first }, Self { offset: 1.0, colour: last }]
    }
}
