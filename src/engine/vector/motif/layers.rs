//! Sheets of cut paper, one behind the other, open onto a small world in the middle.

use std::f64::consts::TAU;

use kurbo::{BezPath, Point, Vec2};
use rand_chacha::ChaCha8Rng;

use super::landscape;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape, Stroke};

/// Sheets from the innermost to the one nearest to the viewer.
const SHEETS: usize = 6;

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let centre = canvas.focal(rng, (0.42, 0.55));
    // The outermost sheet's colour lies below everything: it is the picture's ground.
    let mut shapes = vec![
        canvas.cover(tones.depth(0.92)),
        canvas.cover(light::down(0.0, canvas.height, &[tones.sky, tones.horizon])),
    ];
    shapes.extend(world(canvas, &tones, centre, rng));
    let turn = rng.between(0.0, TAU);
    for sheet in 0..SHEETS {
        let share = sheet as f64 / (SHEETS - 1) as f64;
        let hole = hole(canvas, centre, share, turn, rng);
        shapes.extend(paper(canvas, &tones, &hole, share));
    }
    shapes
}

/// What is seen through the opening: a sun over two hills with a few pines.
fn world(canvas: &Canvas, tones: &Tones, centre: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let sun = centre + Vec2::new(rng.about(60.0), -50.0);
    let mut shapes =
        vec![light::glow(sun, 420.0, tones.halo, 0.45), Shape::filled(form::disc(sun, 82.0), tones.sun)];
    for (level, near) in [(40.0, 0.25), (92.0, 0.45), (140.0, 0.62)] {
        let swell = curve::Swell::new(34.0, 420.0, rng);
        let y = centre.y + level;
        if near > 0.4 {
            for _ in 0..4 {
                let x = centre.x + rng.about(230.0);
                let foot = Point::new(x, y + swell.at(x) + 8.0);
                shapes.push(Shape::filled(landscape::pine(foot, rng.between(50.0, 95.0)), tones.depth(near)));
            }
        }
        let hill = curve::under(&swell.line(canvas.width, y, 60.0), canvas.height + 20.0);
        shapes.push(Shape::filled(hill, tones.depth(near)));
    }
    shapes
}

/// The opening of one sheet: a wavering round that grows from sheet to sheet, the last beyond the nearer edges.
fn hole(canvas: &Canvas, centre: Point, share: f64, turn: f64, rng: &mut ChaCha8Rng) -> BezPath {
    // Wide sheets open into wide rounds.
    let stretch = canvas.ratio().powf(0.42).clamp(0.55, 1.8);
    let radius = 250.0 + 320.0 * share.powf(0.9);
    let wobble = 0.05 + 0.05 * share;
    let phases = [
        turn + share * 1.1 + rng.about(0.5),
        turn * 2.0 - share * 0.8 + rng.about(0.5),
        turn * 3.0 + share * 2.0,
    ];
    let points: Vec<_> = (0..28)
        .map(|step| {
            let angle = TAU * f64::from(step) / 28.0;
            let stray = (angle * 2.0 + phases[0]).sin()
                + 0.8 * (angle * 3.0 + phases[1]).sin()
                + 0.42 * (angle * 5.0 + phases[2]).sin();
            let reach = radius * (1.0 + wobble * stray);
            centre + Vec2::new(angle.cos() * stretch, angle.sin() / stretch.sqrt()) * reach
        })
        .collect();
    curve::around(&points)
}

/// The sheet around the hole, with the soft shadow it throws on what lies behind and a lit edge.
fn paper(canvas: &Canvas, tones: &Tones, hole: &BezPath, share: f64) -> Vec<Shape> {
    let lift = 26.0 + 16.0 * share;
    let fallen = form::moved(hole, (lift * 0.2, lift * 0.45));
    let shade = tones.shade();
    let mut shapes: Vec<_> = [2.4, 1.3, 0.5]
        .into_iter()
        .map(|spread| Shape {
            path: fallen.clone(),
            fill: None,
            stroke: Some(Stroke { colour: shade.with_alpha(0.13), width: lift * spread }),
        })
        .collect();
    let near = if tones.night { 0.12 + 0.78 * share } else { 0.3 + 0.62 * share };
    let colour = tones.depth(near);
    let mut sheet =
        canvas.cover(light::down(0.0, canvas.height, &[tones.lit(colour), colour, tones.shaded(colour)]));
    // The hole runs against the sheet's direction, so that the non-zero rule leaves it open.
    sheet.path.extend(against(hole, &sheet.path));
    sheet.stroke = Some(Stroke { colour: tones.lit(tones.lit(colour)).with_alpha(0.55), width: 2.5 });
    shapes.push(sheet);
    shapes
}

/// `hole` in the direction opposite to that of `sheet`.
fn against(hole: &BezPath, sheet: &BezPath) -> BezPath {
    use kurbo::Shape as _;
    if (hole.area() > 0.0) == (sheet.area() > 0.0) { hole.reverse_subpaths() } else { hole.clone() }
}
