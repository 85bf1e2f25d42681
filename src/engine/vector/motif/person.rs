//! A person as a bust in cut shapes, shared by the motifs with people: no face, only form, light and hair.

use kurbo::{Affine, BezPath, Point, Rect};

use crate::engine::vector::kit::{Tones, form};
use crate::scene::{Colour, Shape};

/// What a person looks like.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Clothes.
    pub cloth: Colour,
    /// Face and neck.
    pub skin: Colour,
    /// Hair.
    pub hair: Colour,
    /// Which of [`CUTS`] hair styles.
    pub cut: usize,
    /// Whether the light comes from the left.
    pub lit_left: bool,
}

/// How many hair styles there are.
pub const CUTS: usize = 5;

impl Person {
    /// The bust with its chin's middle at `chin`, whose head is `size` units high. Shoulders reach far down, to be
    /// cut by the canvas or by whoever stands in front.
    pub fn bust(&self, tones: &Tones, chin: Point, size: f64) -> Vec<Shape> {
        let flip = if self.lit_left { 1.0 } else { -1.0 };
        let place =
            Affine::translate(chin.to_vec2()) * Affine::scale_non_uniform(size / 100.0 * flip, size / 100.0);
        let mut shapes = Vec::new();
        shapes.extend(self.hair_behind());
        shapes.push(Shape::filled(shoulders(), self.cloth));
        shapes.push(Shape::filled(shoulders_shaded(), tones.shaded(tones.shaded(self.cloth))));
        shapes.push(Shape::filled(
            form::rounded(Rect::new(-16.0, -22.0, 16.0, 34.0), 16.0),
            tones.shaded(self.skin),
        ));
        shapes.push(Shape::filled(collar(), tones.lit(self.cloth)));
        let face = form::rounded(Rect::new(-34.0, -88.0, 34.0, 4.0), 34.0);
        shapes.push(Shape::filled(face, self.skin));
        shapes.push(Shape::filled(cheek(), tones.shaded(tones.shaded(self.skin))));
        shapes.extend(self.hair_before(tones));
        shapes.iter().map(|shape| shape.transformed(place)).collect()
    }

    /// Long hair falls behind the shoulders.
    fn hair_behind(&self) -> Option<Shape> {
        match self.cut {
            1 => Some(Shape::filled(form::rounded(Rect::new(-48.0, -100.0, 48.0, 40.0), 46.0), self.hair)),
            3 => Some(Shape::filled(form::disc((0.0, -112.0), 22.0), self.hair)),
            4 => Some(Shape::filled(form::disc((0.0, -62.0), 56.0), self.hair)),
            _ => None,
        }
    }

    fn hair_before(&self, tones: &Tones) -> Vec<Shape> {
        let mut path = BezPath::new();
        match self.cut {
            // Short, parted at the side.
            0 => {
                path.move_to((-38.0, -46.0));
                path.curve_to((-44.0, -92.0), (-18.0, -106.0), (4.0, -102.0));
                path.curve_to((34.0, -102.0), (44.0, -80.0), (37.0, -46.0));
                path.curve_to((34.0, -66.0), (20.0, -74.0), (-10.0, -74.0));
                path.curve_to((-26.0, -72.0), (-34.0, -62.0), (-38.0, -46.0));
            }
            // A fringe that sweeps to one side, over long hair or a bun.
            1 | 3 => {
                path.move_to((-38.0, -38.0));
                path.curve_to((-46.0, -92.0), (-14.0, -102.0), (0.0, -102.0));
                path.curve_to((28.0, -102.0), (44.0, -84.0), (38.0, -38.0));
                path.curve_to((36.0, -64.0), (22.0, -78.0), (8.0, -84.0));
                path.curve_to((-4.0, -66.0), (-28.0, -62.0), (-38.0, -38.0));
            }
            // A bob.
            2 => {
                path.move_to((-46.0, -6.0));
                path.curve_to((-52.0, -92.0), (-20.0, -104.0), (0.0, -104.0));
                path.curve_to((24.0, -104.0), (52.0, -90.0), (46.0, -6.0));
                path.curve_to((36.0, -6.0), (30.0, -10.0), (30.0, -20.0));
                path.curve_to((34.0, -48.0), (24.0, -62.0), (14.0, -66.0));
                path.curve_to((-4.0, -60.0), (-24.0, -60.0), (-30.0, -50.0));
                path.curve_to((-32.0, -36.0), (-28.0, -20.0), (-30.0, -10.0));
                path.curve_to((-34.0, -6.0), (-40.0, -4.0), (-46.0, -6.0));
            }
            // A crown of curls.
            _ => {
                path.move_to((-36.0, -52.0));
                path.curve_to((-40.0, -84.0), (-16.0, -96.0), (0.0, -96.0));
                path.curve_to((18.0, -96.0), (40.0, -84.0), (36.0, -52.0));
                path.curve_to((28.0, -70.0), (-28.0, -70.0), (-36.0, -52.0));
            }
        }
        path.close_path();
        let shine =
            form::turned(&form::oval(Point::new(-14.0, -92.0), 15.0, 3.2), Point::new(-14.0, -92.0), -0.35);
        vec![
            Shape::filled(path, self.hair),
            Shape::filled(shine, tones.lit(tones.lit(self.hair)).with_alpha(0.5)),
        ]
    }
}

fn shoulders() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-92.0, 420.0));
    path.line_to((-92.0, 90.0));
    path.curve_to((-92.0, 40.0), (-50.0, 24.0), (-18.0, 18.0));
    path.line_to((18.0, 18.0));
    path.curve_to((50.0, 24.0), (92.0, 40.0), (92.0, 90.0));
    path.line_to((92.0, 420.0));
    path.close_path();
    path
}

fn shoulders_shaded() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((18.0, 18.0));
    path.curve_to((50.0, 24.0), (92.0, 40.0), (92.0, 90.0));
    path.line_to((92.0, 420.0));
    path.line_to((30.0, 420.0));
    path.curve_to((52.0, 200.0), (44.0, 80.0), (18.0, 18.0));
    path.close_path();
    path
}

fn collar() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-24.0, 17.0));
    path.curve_to((-16.0, 44.0), (16.0, 44.0), (24.0, 17.0));
    path.curve_to((14.0, 30.0), (-14.0, 30.0), (-24.0, 17.0));
    path.close_path();
    path
}

/// The shaded side of the face: a long crescent.
fn cheek() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((6.0, -88.0));
    path.curve_to((28.0, -84.0), (34.0, -66.0), (34.0, -54.0));
    path.line_to((34.0, -30.0));
    path.curve_to((34.0, -10.0), (18.0, 4.0), (0.0, 4.0));
    path.curve_to((22.0, -18.0), (22.0, -60.0), (6.0, -88.0));
    path.close_path();
    path
}
