//! Convolutions over channels-last pictures, as products whose rows are found by pointers: nothing is unfolded.

use crate::finish::Finish;
use crate::linear::{Beside, fits, side_by_side};
use crate::multiply::{Block, Rows, blocks, multiply};
use crate::number::Number;
use crate::pack::PackedMatrix;
use crate::shape::Misfit;

/// A batch of pictures and how a kernel moves over them.
#[derive(Clone, Copy, Debug)]
pub struct Convolution {
    /// Pictures.
    pub batch: usize,
    /// Rows of pixels of each.
    pub height: usize,
    /// Pixels in a row.
    pub width: usize,
    /// The size that the picture is enlarged to first, by its nearest pixels: height and width.
    pub enlarged: Option<(usize, usize)>,
    /// The kernel's side.
    pub kernel: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Zeros around the picture: above and to the left, below and to the right.
    pub padding: (usize, usize),
}

impl Convolution {
    /// Height and width of the answer.
    pub fn answer(&self) -> (usize, usize) {
        let (height, width) = self.enlarged.unwrap_or((self.height, self.width));
        let side = |pixels: usize| {
            let places = (pixels + self.padding.0 + self.padding.1 + 1).saturating_sub(self.kernel);
            places.div_ceil(self.stride.max(1))
        };
        (side(height), side(width))
    }

    /// The pixel that each place and tap looks at in one direction, [`OUTSIDE`] where that is a zero of the padding:
    /// `[places, kernel]`.
    fn sources(&self, places: usize, size: usize, enlarged: usize) -> Vec<usize> {
        let source = |index: usize| {
            let pixel = index / self.kernel * self.stride + index % self.kernel;
            match pixel.checked_sub(self.padding.0) {
                Some(pixel) if pixel < enlarged => pixel * size / enlarged,
                _ => OUTSIDE,
            }
        };
        (0..places * self.kernel).map(source).collect()
    }
}

/// No pixel.
const OUTSIDE: usize = usize::MAX;

/// `finish(convolution)`: `[batch, height, width, inputs]` to `[batch, height', width', outputs]`.
pub(crate) fn convolve<T: Number>(
    (left, right): Beside<T>,
    shape: &Convolution,
    weights: &PackedMatrix<T>,
    finish: &Finish<T>,
) -> Result<Vec<T>, Misfit> {
    Misfit::unless(weights.segments() == shape.kernel * shape.kernel, "a kernel of its size")?;
    Misfit::unless(shape.stride > 0, "a stride")?;
    let pixels = shape.batch * shape.height * shape.width;
    Misfit::unless(left.len() + right.len() == pixels * weights.inputs(), "as many channels as weights")?;
    let (height, width) = shape.answer();
    let rows = shape.batch * height * width;
    if rows * pixels == 0 {
        return Ok(Vec::new());
    }
    Misfit::unless(left.len().is_multiple_of(pixels), "two pictures of one size")?;
    finish.check(weights, rows)?;
    let widths = [left.len() / pixels, right.len() / pixels];
    if fits(weights, widths) {
        return Ok(run([(left, widths[0]), (right, widths[1])], shape, weights, finish));
    }
    let (together, width) = side_by_side((left, right), widths);
    Ok(run([(&together, width), (&[], 0)], shape, weights, finish))
}

fn run<T: Number>(
    parts: [(&[T], usize); 2],
    shape: &Convolution,
    weights: &PackedMatrix<T>,
    finish: &Finish<T>,
) -> Vec<T> {
    let (height, width) = shape.answer();
    let zeros = vec![T::default(); parts[0].1.max(parts[1].1)];
    let (high, across) = shape.enlarged.unwrap_or((shape.height, shape.width));
    let lines = shape.sources(height, shape.height, high);
    let columns = shape.sources(width, shape.width, across);
    let source = Pixels { parts, shape, height, width, lines: &lines, columns: &columns, zeros: &zeros };
    let blocks = blocks(weights, [parts[0].1, parts[1].1]);
    multiply(weights, shape.batch * height * width, &source, &blocks, finish)
}

/// What each place of the answer looks at.
struct Pixels<'a, T> {
    parts: [(&'a [T], usize); 2],
    shape: &'a Convolution,
    height: usize,
    width: usize,
    lines: &'a [usize],
    columns: &'a [usize],
    zeros: &'a [T],
}

impl<T: Number> Rows<T> for Pixels<'_, T> {
    fn point(&self, block: &Block, first: usize, count: usize, pointers: &mut Vec<*const T>) {
        let (numbers, channels) = self.parts[block.part];
        let (shape, kernel) = (self.shape, self.shape.kernel);
        let last = shape.batch * self.height * self.width - 1;
        let row = first.min(last);
        let (x, line) = (row % self.width, row / self.width);
        let (y, picture) = (line % self.height, line / self.height);
        for segment in block.segment..block.segment + block.segments {
            let (down, across) = (segment / kernel, segment % kernel);
            let (mut x, mut y, mut picture) = (x, y, picture);
            for row in first..first + count {
                let source = (self.lines[y * kernel + down], self.columns[x * kernel + across]);
                let numbers = match source {
                    (OUTSIDE, _) | (_, OUTSIDE) => self.zeros,
                    (line, column) => {
                        let pixel = (picture * shape.height + line) * shape.width + column;
                        &numbers[pixel * channels + block.start..]
                    }
                };
                pointers.push(numbers[..block.length].as_ptr());
                // Rows behind the last one look where it looks.
                if row < last {
                    x += 1;
                    if x == self.width {
                        (x, y) = (0, y + 1);
                    }
                    if y == self.height {
                        (y, picture) = (0, picture + 1);
                    }
                }
            }
        }
    }
}
