//! A scene as the graphics that both Word and PowerPoint place, in paint order.

use kurbo::{Affine, Rect, Size};

use super::outline::Outline;
use super::stored::Stored;
use super::wording::Wording;
use super::{clip, paint};
use crate::documents::DocumentError;
use crate::scene::page::Crop;
use crate::scene::{
    Content, Drawing, Fit, Fonts, Frame, Item, Origin, Page, Paint, Picture, PixelSize, Scene, Shape, Stroke,
    TextBox,
};

/// One thing to place.
#[derive(Clone, Debug)]
pub(in crate::documents) enum Graphic<'a> {
    /// Decorative outlines that follow each other; at least one.
    Decoration(Vec<Ornament>),
    /// A picture with its alt text.
    Picture(Placed),
    /// Live text.
    Text(Wording<'a>),
}

/// One decorative thing.
#[derive(Clone, Debug)]
pub(in crate::documents) enum Ornament {
    /// An outline.
    Outline(Figure),
    /// An outline that DrawingML cannot paint, as a picture.
    Picture(Placed),
}

/// An outline with its fill and line.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Figure {
    /// Where it is, in points.
    pub bounds: Rect,
    /// Its form.
    pub outline: Outline,
    /// What fills it.
    pub fill: Option<Paint>,
    /// What draws its edge.
    pub stroke: Option<Stroke>,
}

/// A picture at its place.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Placed {
    /// Its files.
    pub stored: Stored,
    /// Where it is seen, in points.
    pub bounds: Rect,
    /// What is cut from its left, top, right and bottom, as shares of its width and height; negative leaves empty
    /// space.
    pub cut: [f64; 4],
    /// The form it is cut to.
    pub outline: Outline,
    /// What it shows; empty when it is decorative.
    pub alt: String,
}

/// Everything a document of this scene shows, in paint order. `pictures[n]` fills the scene's `n`th frame; frames
/// without a picture are left out.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Writer`] when a drawing has no pixels.
pub(in crate::documents) fn plan<'a>(
    scene: &'a Scene,
    pictures: &[Picture],
    fonts: &Fonts,
) -> Result<Vec<Graphic<'a>>, DocumentError> {
    let page = scene.page.bounds();
    let mut graphics = Vec::new();
    let mut pictures = pictures.iter();
    for item in &scene.items {
        match item {
            Item::Shape(shape) => {
                let Some(ornament) = ornament(shape, &scene.page)? else { continue };
                match graphics.last_mut() {
                    Some(Graphic::Decoration(ornaments)) => ornaments.push(ornament),
                    _ => graphics.push(Graphic::Decoration(vec![ornament])),
                }
            }
            Item::Text(text) => {
                graphics.push(Graphic::Text(Wording::set(
                    text,
                    free_space(scene, text),
                    scene.language,
                    fonts,
                )?));
            }
            Item::Frame(frame) => {
                if let Some(picture) = pictures.next() {
                    graphics.push(Graphic::Picture(place(frame, picture, page)?));
                }
            }
        }
    }
    Ok(graphics)
}

/// The page from the next text on the left to the next one on the right.
fn free_space(scene: &Scene, text: &TextBox) -> Rect {
    let mut free = scene.page.bounds();
    let own = text.bounds;
    for other in scene.texts().map(|other| other.bounds) {
        if other.y0 < own.y1 && own.y0 < other.y1 {
            if other.x0 >= own.x1 - 1.0 {
                free.x1 = free.x1.min(other.x0.max(own.x1));
            }
            if other.x1 <= own.x0 + 1.0 {
                free.x0 = free.x0.max(other.x1.min(own.x0));
            }
        }
    }
    free
}

/// The smallest rectangle around some ornaments, in points.
pub(in crate::documents) fn around(ornaments: &[Ornament]) -> Rect {
    let bounds = |ornament: &Ornament| match ornament {
        Ornament::Outline(figure) => figure.bounds,
        Ornament::Picture(placed) => placed.bounds,
    };
    ornaments.iter().map(bounds).reduce(|one, two| one.union(two)).unwrap_or_default()
}

fn ornament(shape: &Shape, page: &Page) -> Result<Option<Ornament>, DocumentError> {
    let Some(shape) = clip::to_page(shape, page.bounds()) else { return Ok(None) };
    let bounds = shape.bounds();
    if shape.fill.as_ref().is_some_and(|fill| !paint::is_exact(fill, bounds)) {
        return Ok(Some(Ornament::Picture(painted(&shape, page)?)));
    }
    let outline = Outline::of(&shape.path);
    Ok(Some(Ornament::Outline(Figure { bounds, outline, fill: shape.fill, stroke: shape.stroke })))
}

/// A shape as a picture of itself, at the page's own resolution.
fn painted(shape: &Shape, page: &Page) -> Result<Placed, DocumentError> {
    let edge = shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
    let bounds = shape.bounds().inflate(edge, edge);
    let pixels = |points: f64| (points * page.scale()).ceil().max(1.0) as u32;
    let picture = Picture {
        content: Content::Drawn(Drawing {
            size: bounds.size(),
            shapes: vec![shape.transformed(Affine::translate(-bounds.origin().to_vec2()))],
        }),
        size: PixelSize::new(pixels(bounds.width()), pixels(bounds.height())),
        seed: 0,
        model: String::new(),
        alt: String::new(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    };
    let stored = Stored::of(&picture)?;
    Ok(Placed { stored, bounds, cut: [0.0; 4], outline: Outline::Rectangle, alt: String::new() })
}

/// A picture in its frame.
fn place(frame: &Frame, picture: &Picture, page: Rect) -> Result<Placed, DocumentError> {
    let stored = Stored::of(picture)?;
    let whole = frame.placement(shape_of(picture));
    let bounds = match (frame.crop, frame.fit) {
        (Crop::Rectangle, Fit::Contain) => whole,
        (Crop::Rectangle, _) => frame.bounds.intersect(page),
        _ => frame.bounds,
    };
    let outline = match frame.crop {
        Crop::Rectangle => Outline::Rectangle,
        Crop::Rounded(radius) => Outline::Rounded(radius),
        Crop::Ellipse => Outline::Ellipse,
    };
    let cut = [
        (bounds.x0 - whole.x0) / whole.width(),
        (bounds.y0 - whole.y0) / whole.height(),
        (whole.x1 - bounds.x1) / whole.width(),
        (whole.y1 - bounds.y1) / whole.height(),
    ];
    let alt = if frame.alt.is_empty() { &picture.alt } else { &frame.alt };
    Ok(Placed { stored, bounds, cut, outline, alt: alt.clone() })
}

/// The picture's own width and height: a drawing's canvas, or a file's pixels.
fn shape_of(picture: &Picture) -> Size {
    match &picture.content {
        Content::Drawn(drawing) => drawing.size,
        Content::Encoded { .. } | Content::Svg { .. } => {
            Size::new(picture.size.width.into(), picture.size.height.into())
        }
    }
}
