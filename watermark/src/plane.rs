//! Brightness, and what is left of it when the picture's own content is taken away.

/// One value for each pixel, row by row.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) values: Vec<f32>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Plane {
    /// The brightness (ITU-R BT.601) of pixels of `channels` bytes, of which the first three are red, green and blue.
    pub(crate) fn brightness(pixels: &[u8], channels: usize, width: usize, height: usize) -> Self {
        let bright = |pixel: &[u8]| {
            0.299 * f32::from(pixel[0]) + 0.587 * f32::from(pixel[1]) + 0.114 * f32::from(pixel[2])
        };
        Self { values: pixels.chunks_exact(channels).map(bright).collect(), width, height }
    }

    /// Smaller, so that the longer side is `longest` at most: the mean of what each pixel covers.
    pub(crate) fn within(self, longest: usize) -> Self {
        let long = self.width.max(self.height);
        if long <= longest {
            return self;
        }
        let size = |side: usize| (side * longest / long).max(1);
        let (width, height) = (size(self.width), size(self.height));
        let rows = shrunk(&self.values, self.width, self.height, width);
        // The second time over columns: turned, shrunk, turned back.
        let turned = turned(&rows, width, self.height);
        let columns = shrunk(&turned, self.height, width, height);
        Self { values: self::turned(&columns, height, width), width, height }
    }

    /// The mean of the square of `2 * radius + 1` pixels around each, cut at the edges.
    pub(crate) fn blurred(&self, radius: usize) -> Self {
        let across = means(&self.values, self.width, radius);
        let down = means(&turned(&across, self.width, self.height), self.height, radius);
        Self { values: turned(&down, self.height, self.width), ..*self }
    }

    /// How far each value is from the mean around it.
    pub(crate) fn detail(&self, radius: usize) -> Self {
        let mean = self.blurred(radius);
        let values = self.values.iter().zip(&mean.values).map(|(value, mean)| value - mean).collect();
        Self { values, ..*self }
    }

    /// The spread around each pixel, in levels: the root of the mean square.
    pub(crate) fn spread(&self, radius: usize) -> Self {
        let squares = Self { values: self.values.iter().map(|value| value * value).collect(), ..*self };
        let mut spread = squares.blurred(radius);
        spread.values.iter_mut().for_each(|value| *value = value.max(0.0).sqrt());
        spread
    }
}

/// Rows of `from` values as rows of `to`, each the mean of what it covers.
fn shrunk(values: &[f32], from: usize, rows: usize, to: usize) -> Vec<f32> {
    let mut made = Vec::with_capacity(rows * to);
    let step = from as f32 / to as f32;
    for row in values.chunks_exact(from) {
        for place in 0..to {
            let (start, end) = (place as f32 * step, (place + 1) as f32 * step);
            let (first, last) = (start as usize, (end.ceil() as usize).min(from));
            let mut sum = 0.0;
            for (at, value) in row[first..last].iter().enumerate() {
                let at = (first + at) as f32;
                sum += value * (end.min(at + 1.0) - start.max(at));
            }
            made.push(sum / step);
        }
    }
    made
}

fn means(values: &[f32], width: usize, radius: usize) -> Vec<f32> {
    let mut made = Vec::with_capacity(values.len());
    for row in values.chunks_exact(width) {
        // In f64: a running sum of f32 would drift by a level within a long row of squares.
        let mut sum: f64 = row[..radius.min(width)].iter().map(|value| f64::from(*value)).sum();
        for place in 0..width {
            if let Some(entering) = row.get(place + radius) {
                sum += f64::from(*entering);
            }
            if place > radius {
                sum -= f64::from(row[place - radius - 1]);
            }
            let count = (place + radius + 1).min(width) - place.saturating_sub(radius);
            made.push((sum / count as f64) as f32);
        }
    }
    made
}

fn turned(values: &[f32], width: usize, height: usize) -> Vec<f32> {
    const BLOCK: usize = 16;
    let mut made = vec![0.0; values.len()];
    for top in (0..height).step_by(BLOCK) {
        for left in (0..width).step_by(BLOCK) {
            for y in top..(top + BLOCK).min(height) {
                for x in left..(left + BLOCK).min(width) {
                    made[x * height + y] = values[y * width + x];
                }
            }
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_those_of_what_is_there() {
        let plane = Plane { values: vec![0.0, 3.0, 6.0, 0.0, 3.0, 6.0], width: 3, height: 2 };
        assert_eq!(plane.blurred(1).values, [1.5, 3.0, 4.5, 1.5, 3.0, 4.5]);
        assert_eq!(plane.detail(1).values, [-1.5, 0.0, 1.5, -1.5, 0.0, 1.5]);
        let halved = Plane { values: vec![1.0, 3.0, 5.0, 7.0], width: 4, height: 1 }.within(2);
        assert_eq!((halved.values, halved.width, halved.height), (vec![2.0, 6.0], 2, 1));
    }
}
