//! A town of isometric blocks that rises towards the focal point.

use kurbo::{BezPath, Point};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let focal = canvas.focal(rng, (0.45, 0.6));
    let grid = Grid::new(canvas, focal, rng);
    let mut shapes = vec![canvas.cover(tones.depth(0.5))];
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            let top = grid.foot(row, column);
            let level = grid.level(canvas, top, rng);
            shapes.extend(grid.column(canvas, &tones, top, level, rng));
        }
    }
    shapes
}

/// Rows of rhombic tiles, back to front, every second row set off by half a tile.
struct Grid {
    /// Half a tile across; half a tile down is `across / √3`.
    across: f64,
    down: f64,
    rows: usize,
    columns: usize,
    focal: Point,
    hills: (curve::Swell, curve::Swell),
}

/// Levels from the ground to the highest roof.
const LEVELS: f64 = 7.0;

impl Grid {
    fn new(canvas: &Canvas, focal: Point, rng: &mut ChaCha8Rng) -> Self {
        // Long strips get larger tiles, which keeps the number of faces bounded.
        let across = 96.0 * (canvas.width * canvas.height / 3e6).sqrt().max(1.0);
        let down = across / 3f64.sqrt();
        let rows = ((canvas.height + down * LEVELS * 1.2) / down).ceil() as usize + 3;
        let columns = (canvas.width / (across * 2.0)).ceil() as usize + 2;
        let hills = (curve::Swell::new(0.8, 820.0, rng), curve::Swell::new(0.8, 700.0, rng));
        Self { across, down, rows, columns, focal, hills }
    }

    /// The middle of a tile on the ground.
    fn foot(&self, row: usize, column: usize) -> Point {
        let odd = if row % 2 == 1 { self.across } else { 0.0 };
        Point::new(column as f64 * self.across * 2.0 + odd - self.across, (row as f64 - 1.0) * self.down)
    }

    fn level(&self, canvas: &Canvas, foot: Point, rng: &mut ChaCha8Rng) -> f64 {
        let away = foot.distance(self.focal) / 430.0;
        let hill = (-away * away).exp() * 4.6;
        let swell = 1.1 + self.hills.0.at(foot.x + foot.y) + self.hills.1.at(foot.x - foot.y);
        let level = (hill + swell + rng.about(0.62)).clamp(0.0, LEVELS);
        let calm = canvas.calm(foot);
        if calm < 0.5 { 0.0 } else { (level * calm).round() }
    }

    fn column(
        &self,
        canvas: &Canvas,
        tones: &Tones,
        foot: Point,
        level: f64,
        rng: &mut ChaCha8Rng,
    ) -> Vec<Shape> {
        let rise = level * self.down * 0.92;
        let top = Point::new(foot.x, foot.y - rise);
        let share = level / LEVELS;
        let base = self.colour(tones, share, canvas.is_free(foot), rng);
        let (across, down) = (self.across, self.down);
        let fall = rise + down * 2.4;
        let face = |side: f64, colour: Colour| {
            let corner = Point::new(top.x + side * across, top.y);
            let front = Point::new(top.x, top.y + down);
            let points =
                [corner, front, Point::new(front.x, front.y + fall), Point::new(corner.x, corner.y + fall)];
            Shape::filled(
                curve::polygon(&points),
                light::down(
                    top.y,
                    top.y + fall.max(down * 4.0),
                    &[colour, tones.shaded(tones.shaded(colour))],
                ),
            )
        };
        let mut shapes = vec![
            face(-1.0, base),
            face(1.0, tones.shaded(tones.shaded(base))),
            Shape::filled(self.rhombus(top, 1.0), tones.lit(tones.lit(base))),
        ];
        if level > 0.5 && canvas.is_free(top) {
            shapes.extend(self.roof(tones, top, base, rng));
        }
        shapes
    }

    fn colour(&self, tones: &Tones, share: f64, free: bool, rng: &mut ChaCha8Rng) -> Colour {
        let pick = rng.share();
        if !free {
            tones.depth(0.66)
        } else if pick < 0.035 {
            tones.accent
        } else if pick < 0.075 {
            tones.light.mix(tones.side, 0.25)
        } else {
            tones.depth(0.66 - 0.6 * share)
        }
    }

    fn rhombus(&self, centre: Point, size: f64) -> BezPath {
        let (across, down) = (self.across * size, self.down * size);
        curve::polygon(&[
            Point::new(centre.x - across, centre.y),
            Point::new(centre.x, centre.y - down),
            Point::new(centre.x + across, centre.y),
            Point::new(centre.x, centre.y + down),
        ])
    }

    /// What stands on a roof: mostly nothing; a court, a dome, a pyramid or a smaller block.
    fn roof(&self, tones: &Tones, top: Point, base: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let (across, down) = (self.across, self.down);
        match rng.below(34) {
            0 => {
                let inner = self.rhombus(top, 0.62);
                let wall = |side: f64, colour: Colour| {
                    let points = [
                        Point::new(top.x + side * across * 0.62, top.y),
                        Point::new(top.x, top.y - down * 0.62),
                        Point::new(top.x, top.y - down * 0.12),
                        Point::new(top.x + side * across * 0.31, top.y + down * 0.19),
                    ];
                    Shape::filled(curve::polygon(&points), colour)
                };
                vec![
                    Shape::filled(inner, tones.shade().mix(base, 0.35)),
                    wall(-1.0, tones.shaded(tones.shaded(base))),
                    wall(1.0, base),
                ]
            }
            1 | 2 => {
                let radius = across * 0.42;
                let centre = Point::new(top.x, top.y - radius * 0.55);
                let colour = tones.accent;
                let paint = light::ball(
                    centre,
                    radius,
                    (-0.5, -0.6).into(),
                    [tones.light.mix(colour, 0.45), colour, tones.shaded(tones.shaded(colour))],
                );
                let shade = form::oval(
                    Point::new(top.x + radius * 0.35, top.y + radius * 0.3),
                    radius * 1.05,
                    radius * 0.55,
                );
                vec![
                    Shape::filled(shade, tones.shade().with_alpha(0.28)),
                    Shape::filled(form::disc(centre, radius), paint),
                ]
            }
            3 => {
                let apex = Point::new(top.x, top.y - down * 1.35);
                let side = |sign: f64, colour: Colour| {
                    let corner = Point::new(top.x + sign * across * 0.7, top.y);
                    Shape::filled(
                        curve::polygon(&[apex, corner, Point::new(top.x, top.y + down * 0.7)]),
                        colour,
                    )
                };
                vec![side(-1.0, tones.light.mix(base, 0.3)), side(1.0, tones.shaded(tones.shaded(base)))]
            }
            _ => Vec::new(),
        }
    }
}
