//! A pixel canvas in page coordinates.

use kurbo::{Affine, BezPath, PathEl, Rect, Size};
use tiny_skia::{
    Color, FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Path, PathBuilder,
    Pattern, Pixmap, PixmapPaint, RadialGradient, Shader, SpreadMode, Transform,
};

use super::glyphs;
use crate::documents::DocumentError;
use crate::scene::{
    Colour, Content, Drawing, Encoding, Frame, Paint, Picture, PixelSize, PlacedText, Shape, Stop,
};

/// The most pixels a picture passed in may have before it is refused: a pixel flood costs 4 bytes each.
const MAX_DECODED_PIXELS: u64 = 100_000_000;

/// Pixels with the transform from page points to them.
pub(super) struct Canvas {
    pixels: Pixmap,
    transform: Affine,
}

impl Canvas {
    /// A clear canvas; `transform` takes the coordinates of what is drawn to pixels.
    pub fn new(size: PixelSize, transform: Affine) -> Result<Self, DocumentError> {
        let pixels = Pixmap::new(size.width, size.height).ok_or_else(|| DocumentError::Writer {
            format: "png",
            reason: format!("no canvas of {}x{} pixels", size.width, size.height),
        })?;
        Ok(Self { pixels, transform })
    }

    /// The pixels, premultiplied.
    pub fn into_pixels(self) -> Pixmap {
        self.pixels
    }

    /// One colour everywhere.
    pub fn clear(&mut self, colour: Colour) {
        self.pixels.fill(skia_colour(colour));
    }

    /// One outline: its fill, then its stroke.
    pub fn draw(&mut self, shape: &Shape) {
        let Some(path) = skia_path(&shape.path, self.transform) else { return };
        if let Some(paint) = &shape.fill {
            self.fill(&path, shader(paint, self.transform));
        }
        if let Some(stroke) = shape.stroke {
            let scale = self.transform.determinant().abs().sqrt();
            let line = tiny_skia::Stroke {
                width: (stroke.width * scale) as f32,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..tiny_skia::Stroke::default()
            };
            let ink = ink(Shader::SolidColor(skia_colour(stroke.colour)));
            self.pixels.stroke_path(&path, &ink, &line, Transform::identity(), None);
        }
    }

    /// Set text, glyph by glyph.
    pub fn set(&mut self, text: &PlacedText) {
        for run in text.lines.iter().flat_map(|line| &line.runs) {
            let outline = glyphs::outline(run);
            if let Some(path) = skia_path(&outline, self.transform) {
                self.fill(&path, Shader::SolidColor(skia_colour(run.style.colour)));
            }
        }
    }

    /// A picture in its frame, cut to the frame's outline.
    pub fn fill_frame(&mut self, frame: &Frame, picture: &Picture) -> Result<(), DocumentError> {
        let window = self.transform.transform_rect_bbox(frame.bounds).expand();
        let (width, height) = (window.width() as u32, window.height() as u32);
        let Ok(mut layer) = Self::new(
            PixelSize::new(width, height),
            Affine::translate(-window.origin().to_vec2()) * self.transform,
        ) else {
            return Ok(()); // Narrower than a pixel: nothing of it would be seen.
        };
        match &picture.content {
            Content::Drawn(drawing) => layer.draw_all(drawing, frame),
            Content::Encoded { encoding, bytes } => layer.draw_file(bytes, *encoding, frame)?,
            Content::Svg { png, .. } => layer.draw_file(png, Encoding::Png, frame)?,
        }
        if let Some(path) = skia_path(&frame.outline(), self.transform) {
            let place = Transform::from_translate(window.x0 as f32, window.y0 as f32);
            let pixels = layer.pixels.as_ref();
            let shader = Pattern::new(pixels, SpreadMode::Pad, FilterQuality::Nearest, 1.0, place);
            self.fill(&path, shader);
        }
        Ok(())
    }

    fn draw_all(&mut self, drawing: &Drawing, frame: &Frame) {
        let place = frame.placement(drawing.size);
        let whole = self.transform;
        self.transform = whole * stretch(drawing.size.to_rect(), place);
        for shape in &drawing.shapes {
            self.draw(shape);
        }
        self.transform = whole;
    }

    fn draw_file(&mut self, bytes: &[u8], encoding: Encoding, frame: &Frame) -> Result<(), DocumentError> {
        let refuse = |reason: String| DocumentError::Picture { place: frame.alt.clone(), reason };
        let image = decode(bytes, encoding).map_err(refuse)?;
        let size = Size::new(image.width().into(), image.height().into());
        let place = self.transform.transform_rect_bbox(frame.placement(size));
        // Scaled once to its pixels by a good filter, then copied without another.
        let (width, height) = (place.width().round().max(1.0) as u32, place.height().round().max(1.0) as u32);
        let image = match (image.width(), image.height()) {
            same if same == (width, height) => image,
            _ => image::imageops::resize(&image, width, height, image::imageops::FilterType::CatmullRom),
        };
        let Some(pixels) = premultiplied(&image) else { return Ok(()) };
        let (x, y) = (place.x0.round() as i32, place.y0.round() as i32);
        self.pixels.draw_pixmap(x, y, pixels.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        Ok(())
    }

    fn fill(&mut self, path: &Path, shader: Shader<'_>) {
        self.pixels.fill_path(path, &ink(shader), FillRule::Winding, Transform::identity(), None);
    }
}

/// Decodes an image file to straight RGBA, refusing pixel floods by their header.
fn decode(bytes: &[u8], encoding: Encoding) -> Result<image::RgbaImage, String> {
    let format = match encoding {
        Encoding::Png => image::ImageFormat::Png,
        Encoding::Jpeg => image::ImageFormat::Jpeg,
    };
    let reader = || image::ImageReader::with_format(std::io::Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(|error| error.to_string())?;
    if u64::from(width) * u64::from(height) > MAX_DECODED_PIXELS {
        return Err(format!("it has {width}x{height} pixels"));
    }
    Ok(reader().decode().map_err(|error| error.to_string())?.into_rgba8())
}

fn premultiplied(image: &image::RgbaImage) -> Option<Pixmap> {
    let mut pixels = Pixmap::new(image.width(), image.height())?;
    for (target, source) in pixels.pixels_mut().iter_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = source.0;
        *target = tiny_skia::ColorU8::from_rgba(red, green, blue, alpha).premultiply();
    }
    Some(pixels)
}

/// The transform that takes `from` to `to`.
fn stretch(from: Rect, to: Rect) -> Affine {
    Affine::translate(to.origin().to_vec2())
        * Affine::scale_non_uniform(to.width() / from.width(), to.height() / from.height())
        * Affine::translate(-from.origin().to_vec2())
}

fn ink(shader: Shader<'_>) -> tiny_skia::Paint<'_> {
    tiny_skia::Paint { shader, anti_alias: true, ..tiny_skia::Paint::default() }
}

fn skia_colour(colour: Colour) -> Color {
    Color::from_rgba8(colour.red, colour.green, colour.blue, colour.alpha)
}

fn skia_path(path: &BezPath, transform: Affine) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: kurbo::Point| {
        let point = transform * point;
        (point.x as f32, point.y as f32)
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(at(to).0, at(to).1),
            PathEl::LineTo(to) => builder.line_to(at(to).0, at(to).1),
            PathEl::QuadTo(one, to) => builder.quad_to(at(one).0, at(one).1, at(to).0, at(to).1),
            PathEl::CurveTo(one, two, to) => {
                builder.cubic_to(at(one).0, at(one).1, at(two).0, at(two).1, at(to).0, at(to).1);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The paint as a shader; a gradient without length is its last colour.
fn shader(paint: &Paint, transform: Affine) -> Shader<'static> {
    let place = skia_transform(transform);
    let (gradient, stops) = match paint {
        Paint::Solid(colour) => return Shader::SolidColor(skia_colour(*colour)),
        Paint::Linear { from, to, stops } => (
            LinearGradient::new(
                skia_point(*from),
                skia_point(*to),
                skia_stops(stops),
                SpreadMode::Pad,
                place,
            ),
            stops,
        ),
        Paint::Radial { centre, radius, stops } => {
            let centre = skia_point(*centre);
            let stop_list = skia_stops(stops);
            let gradient =
                RadialGradient::new(centre, 0.0, centre, *radius as f32, stop_list, SpreadMode::Pad, place);
            (gradient, stops)
        }
    };
    let last = stops.last().map_or(Color::TRANSPARENT, |stop| skia_colour(stop.colour));
    gradient.unwrap_or(Shader::SolidColor(last))
}

fn skia_stops(stops: &[Stop]) -> Vec<GradientStop> {
    stops.iter().map(|stop| GradientStop::new(stop.offset, skia_colour(stop.colour))).collect()
}

fn skia_point(point: kurbo::Point) -> tiny_skia::Point {
    tiny_skia::Point::from_xy(point.x as f32, point.y as f32)
}

fn skia_transform(transform: Affine) -> Transform {
    let [sx, ky, kx, sy, tx, ty] = transform.as_coeffs().map(|part| part as f32);
    Transform::from_row(sx, ky, kx, sy, tx, ty)
}
