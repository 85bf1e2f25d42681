//! How a work's outlines lie in the library's file: a compact list of shapes, coordinates in sixteenths.
//!
//! A work is drawn in a box whose longer side is [`SIDE`] units, so that two bytes a coordinate leave 1/16 of a unit:
//! a sixtieth of a pixel when the work is drawn 1024 pixels large.

use kurbo::{BezPath, PathEl, Point};

use crate::scene::{Colour, Paint, Shape, Stop, Stroke};

/// The longer side of every work's box, in units.
pub const SIDE: f64 = 1000.0;
/// Steps of one unit.
const STEPS: f64 = 16.0;

/// Shapes as bytes. What lies more than a box away from the box is brought nearer.
pub fn pack(shapes: &[Shape]) -> Vec<u8> {
    let mut out = Vec::new();
    for shape in shapes {
        match &shape.fill {
            None => out.push(0),
            Some(paint) => pack_paint(&mut out, paint),
        }
        match shape.stroke {
            None => out.push(0),
            Some(Stroke { colour, width }) => {
                out.push(1);
                put_colour(&mut out, colour);
                put(&mut out, width);
            }
        }
        pack_path(&mut out, &shape.path);
    }
    out
}

/// The shapes that [`pack`] wrote; `None` when the bytes are no such list.
pub fn unpack(bytes: &[u8]) -> Option<Vec<Shape>> {
    let mut from = Reader(bytes);
    let mut shapes = Vec::new();
    while !from.0.is_empty() {
        let fill = match from.byte()? {
            0 => None,
            kind => Some(unpack_paint(&mut from, kind)?),
        };
        let stroke = match from.byte()? {
            0 => None,
            _ => Some(Stroke { colour: from.colour()?, width: from.number()? }),
        };
        shapes.push(Shape { path: unpack_path(&mut from)?, fill, stroke });
    }
    Some(shapes)
}

fn pack_paint(out: &mut Vec<u8>, paint: &Paint) {
    match paint {
        Paint::Solid(colour) => {
            out.push(1);
            put_colour(out, *colour);
        }
        Paint::Linear { from, to, stops } => {
            out.push(2);
            put_point(out, *from);
            put_point(out, *to);
            put_stops(out, stops);
        }
        Paint::Radial { centre, radius, stops } => {
            out.push(3);
            put_point(out, *centre);
            put(out, *radius);
            put_stops(out, stops);
        }
    }
}

fn unpack_paint(from: &mut Reader<'_>, kind: u8) -> Option<Paint> {
    Some(match kind {
        1 => Paint::Solid(from.colour()?),
        2 => Paint::Linear { from: from.point()?, to: from.point()?, stops: from.stops()? },
        3 => Paint::Radial { centre: from.point()?, radius: from.number()?, stops: from.stops()? },
        _ => return None,
    })
}

fn pack_path(out: &mut Vec<u8>, path: &BezPath) {
    let count = path.elements().len().min(usize::from(u16::MAX));
    out.extend((count as u16).to_le_bytes());
    for element in path.elements().iter().take(count) {
        let (verb, points): (u8, &[Point]) = match element {
            PathEl::MoveTo(a) => (0, &[*a]),
            PathEl::LineTo(a) => (1, &[*a]),
            PathEl::QuadTo(a, b) => (2, &[*a, *b]),
            PathEl::CurveTo(a, b, c) => (3, &[*a, *b, *c]),
            PathEl::ClosePath => (4, &[]),
        };
        out.push(verb);
        for point in points {
            put_point(out, *point);
        }
    }
}

fn unpack_path(from: &mut Reader<'_>) -> Option<BezPath> {
    let mut path = BezPath::new();
    for nth in 0..from.short()? {
        match (from.byte()?, nth) {
            (0, _) => path.move_to(from.point()?),
            // An outline that does not start with a move would end the program in kurbo.
            (_, 0) => return None,
            (1, _) => path.line_to(from.point()?),
            (2, _) => path.quad_to(from.point()?, from.point()?),
            (3, _) => path.curve_to(from.point()?, from.point()?, from.point()?),
            (4, _) => path.close_path(),
            _ => return None,
        }
    }
    Some(path)
}

fn put(out: &mut Vec<u8>, number: f64) {
    let steps = (number * STEPS).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX));
    out.extend((steps as i16).to_le_bytes());
}

fn put_point(out: &mut Vec<u8>, point: Point) {
    put(out, point.x);
    put(out, point.y);
}

fn put_colour(out: &mut Vec<u8>, colour: Colour) {
    out.extend([colour.red, colour.green, colour.blue, colour.alpha]);
}

fn put_stops(out: &mut Vec<u8>, stops: &[Stop]) {
    let stops = &stops[..stops.len().min(255)];
    out.push(stops.len() as u8);
    for stop in stops {
        out.push((stop.offset.clamp(0.0, 1.0) * 255.0).round() as u8);
        put_colour(out, stop.colour);
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn short(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn number(&mut self) -> Option<f64> {
        self.take().map(|bytes| f64::from(i16::from_le_bytes(bytes)) / STEPS)
    }

    fn point(&mut self) -> Option<Point> {
        Some(Point::new(self.number()?, self.number()?))
    }

    fn colour(&mut self) -> Option<Colour> {
        self.take().map(|[red, green, blue, alpha]| Colour { red, green, blue, alpha })
    }

    fn stops(&mut self) -> Option<Vec<Stop>> {
        let count = self.byte()?;
        (0..count)
            .map(|_| Some(Stop { offset: f32::from(self.byte()?) / 255.0, colour: self.colour()? }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use kurbo::{Circle, Rect};

    use super::*;

    fn sample() -> Vec<Shape> {
        let mut dot = Shape::filled(Circle::new((500.0, 500.0), 250.0), Colour::hex(0x12_34_56));
        dot.stroke = Some(Stroke { colour: Colour::WHITE, width: 12.5 });
        let sky = Paint::linear((0.0, 0.0), (0.0, 1000.0), Colour::WHITE, Colour::BLACK.with_alpha(0.5));
        let glow = Paint::radial((10.0, 20.0), 300.0, Colour::WHITE, Colour::BLACK);
        let square = Rect::new(0.0, 0.0, 1000.0, 800.0);
        vec![Shape::filled(square, sky), dot, Shape::filled(square, glow)]
    }

    #[test]
    fn what_was_packed_comes_out() {
        let shapes = sample();
        let back = unpack(&pack(&shapes)).unwrap();
        assert_eq!(back.len(), shapes.len());
        for (one, other) in back.iter().zip(&shapes) {
            assert_eq!(one.stroke, other.stroke);
            let (one, other) = (one.bounds(), other.bounds());
            assert!((one.x0 - other.x0).abs() + (one.y1 - other.y1).abs() < 0.2, "{one} {other}");
        }
        assert_eq!(pack(&back), pack(&unpack(&pack(&back)).unwrap()));
    }

    #[test]
    fn broken_bytes_are_refused_and_never_panic() {
        let bytes = pack(&sample());
        for cut in 0..bytes.len() {
            let _ = unpack(&bytes[..cut]);
            let mut changed = bytes.clone();
            changed[cut] ^= 0x5A;
            let _ = unpack(&changed);
        }
        assert_eq!(unpack(&bytes[..bytes.len() - 1]), None);
        assert_eq!(unpack(&[1, 0, 0, 0, 255, 0, 1, 0, 1, 0, 0, 0, 0]), None);
    }
}
