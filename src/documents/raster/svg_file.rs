//! An SVG file somebody passes in, as pixels. The file was cleaned before; here its work is bounded.

use resvg::usvg::{
    ClipPath, Group, ImageHrefResolver, LineCap, LineJoin, Mask, Node, Options, Path, Rect, Stroke, Tree,
};
use tiny_skia::{Pixmap, Transform};

use super::png;
use crate::scene::{Origin, PixelSize};

/// How often the whole picture may be painted over; beyond it the picture gets fewer pixels.
const MOST_PASSES: f64 = 60.0;

/// How many layers of the picture's size may be held at once: 16 MiB each at 2048 x 2048 pixels.
const MOST_LAYERS: f64 = 16.0;

/// The most things to paint.
const MOST_STEPS: usize = 100_000;

/// How many corners take as long as painting the picture over once.
const CORNERS_PER_PASS: f64 = 2_000.0;

/// The most pairs of edges that may cross within outlines. Edges are sorted anew in each line of pixels: the 360 million
/// pairs of an outline with 19,000 corners take 1.5 s, those of 190,000 corners minutes.
const MOST_PAIRS: f64 = 1e9;

/// How many edges one corner of a stroked line becomes, and of one whose joins or ends are round.
const EDGES: (f64, f64) = (6.0, 16.0);

/// The fewest pixels that a drawing's longer side is cut down to.
const LEAST_SIDE: f64 = 256.0;

const TOO_LONG: &str = "its SVG file takes too long to draw";

/// The drawing as a PNG file whose longer side has `longest` pixels, fewer where it has much to paint. Files it
/// names are not read, pictures within it are left out.
///
/// # Errors
/// Why it cannot be drawn, as the rest of a sentence.
pub fn render_svg(text: &str, longest: u32) -> Result<(Vec<u8>, PixelSize), String> {
    let nothing =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nothing, ..Options::default() };
    let tree = Tree::from_str(text, &options).map_err(|error| format!("it is no SVG drawing: {error}"))?;
    let size = tree.size();
    let longest = longest_side(&tree, longest)?;
    let scale = longest / size.width().max(size.height());
    let side = |length: f32| (length * scale).round().clamp(1.0, longest) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| "it has no size".to_owned())?;
    let place = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, place, &mut pixels.as_mut());
    let file = png::write(&pixels, Origin::Given).map_err(|error| error.to_string())?;
    Ok((file, PixelSize::new(width, height)))
}

/// The longer side in pixels that the drawing's work allows.
fn longest_side(tree: &Tree, longest: u32) -> Result<f32, String> {
    let area = f64::from(tree.size().width()) * f64::from(tree.size().height());
    let mut work = Work { area, passes: 0.0, layers: 0.0, pairs: 0.0, steps: 0 };
    work.add_group(tree.root(), 0.0)?;
    let share = (MOST_PASSES / work.passes).min(MOST_LAYERS / work.layers).min(1.0);
    let side = (f64::from(longest) * share.sqrt()).floor();
    if side < LEAST_SIDE.min(longest.into()) {
        return Err(TOO_LONG.to_owned());
    }
    Ok(side as f32)
}

/// What painting a drawing takes.
struct Work {
    /// The drawing's own, in its units.
    area: f64,
    /// How often the whole picture is painted over.
    passes: f64,
    /// The most layers at a time, in pictures.
    layers: f64,
    /// How many pairs of edges may cross.
    pairs: f64,
    steps: usize,
}

impl Work {
    fn add_group(&mut self, group: &Group, above: f64) -> Result<(), String> {
        if !group.filters().is_empty() {
            return Err("its SVG file uses filters; save it as plain outlines or as PNG".to_owned());
        }
        let mut layers = above;
        if group.should_isolate() {
            // resvg cuts a layer to five times the picture each way; clips and masks are layers of the same size.
            let layer = self.share(group.abs_layer_bounding_box().to_rect(), 25.0) + 0.01;
            let extra = f64::from(u8::from(group.clip_path().is_some()) + u8::from(group.mask().is_some()));
            layers += layer * (1.0 + extra);
            self.passes += layer * (2.0 + 2.0 * extra);
            self.layers = self.layers.max(layers);
            group.clip_path().map_or(Ok(()), |clip| self.add_clip(clip, layers))?;
            group.mask().map_or(Ok(()), |mask| self.add_mask(mask, layers))?;
        }
        for node in group.children() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return Err(TOO_LONG.to_owned());
            }
            match node {
                Node::Group(group) => self.add_group(group, layers)?,
                Node::Path(path) => self.add_path(path)?,
                Node::Image(_) | Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn add_clip(&mut self, clip: &ClipPath, above: f64) -> Result<(), String> {
        self.add_group(clip.root(), above + 1.0)?;
        clip.clip_path().map_or(Ok(()), |clip| self.add_clip(clip, above + 1.0))
    }

    fn add_mask(&mut self, mask: &Mask, above: f64) -> Result<(), String> {
        self.add_group(mask.root(), above + 1.0)?;
        mask.mask().map_or(Ok(()), |mask| self.add_mask(mask, above + 1.0))
    }

    fn add_path(&mut self, path: &Path) -> Result<(), String> {
        let corners = path.data().points().len() as f64;
        let line = (corners + dashes(path)) * edges(path);
        self.pairs += corners * corners + line * line;
        if self.pairs > MOST_PAIRS {
            return Err(
                "its SVG file has outlines with too many corners; simplify them or save it as PNG".to_owned()
            );
        }
        let layer = self.share(path.abs_stroke_bounding_box(), 1.0);
        self.passes += layer + (corners + line) / CORNERS_PER_PASS;
        Ok(())
    }

    /// How much of the picture a part of it may touch, at most `most`.
    fn share(&self, part: Rect, most: f64) -> f64 {
        (f64::from(part.width()) * f64::from(part.height()) / self.area).clamp(0.0, most)
    }
}

/// How many edges each corner of a path's line becomes; none without a line.
fn edges(path: &Path) -> f64 {
    let is_round =
        |stroke: &Stroke| stroke.linejoin() == LineJoin::Round || stroke.linecap() == LineCap::Round;
    path.stroke().map_or(0.0, |stroke| if is_round(stroke) { EDGES.1 } else { EDGES.0 })
}

/// How many dashes an outline's edge is drawn with, at most.
fn dashes(path: &Path) -> f64 {
    let pattern = path.stroke().and_then(|stroke| stroke.dasharray());
    let Some(pattern) = pattern else { return 0.0 };
    let length = |pair: &[tiny_skia::Point]| f64::from((pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y));
    let length: f64 = path.data().points().windows(2).map(length).sum();
    let round: f64 = pattern.iter().copied().map(f64::from).sum();
    pattern.len() as f64 * length / round.max(1e-6)
}
