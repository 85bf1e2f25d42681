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

    /// The pixel, above or left of which `padding` zeros stand, that is looked at in one direction.
    fn source(&self, place: usize, tap: usize, size: usize, enlarged: usize) -> Option<usize> {
        let pixel = (place * self.stride + tap).checked_sub(self.padding.0)?;
        (pixel < enlarged).then(|| pixel * size / enlarged)
    }
}

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
    let source = Pixels { parts, shape, height, width, zeros: &zeros };
    let blocks = blocks(weights, [parts[0].1, parts[1].1]);
    multiply(weights, shape.batch * height * width, &source, &blocks, finish)
}

/// What each place of the answer looks at.
struct Pixels<'a, T> {
    parts: [(&'a [T], usize); 2],
    shape: &'a Convolution,
    height: usize,
    width: usize,
    zeros: &'a [T],
}

impl<T: Number> Rows<T> for Pixels<'_, T> {
    fn point(&self, block: &Block, first: usize, count: usize, pointers: &mut Vec<*const T>) {
        let (numbers, channels) = self.parts[block.part];
        let shape = self.shape;
        let (high, wide) = shape.enlarged.unwrap_or((shape.height, shape.width));
        let last = shape.batch * self.height * self.width - 1;
        for segment in block.segment..block.segment + block.segments {
            let (down, across) = (segment / shape.kernel, segment % shape.kernel);
            let row = first.min(last);
            let (mut x, mut line) = (row % self.width, row / self.width);
            for _ in 0..count {
                let y = shape.source(line % self.height, down, shape.height, high);
                let column = shape.source(x, across, shape.width, wide);
                let numbers = match (y, column) {
                    (Some(y), Some(column)) => {
                        let pixel = (line / self.height * shape.height + y) * shape.width + column;
                        &numbers[pixel * channels + block.start..]
                    }
                    _ => self.zeros,
                };
                pointers.push(numbers[..block.length].as_ptr());
                // Rows behind the last one look where it looks.
                if line * self.width + x < last {
                    x += 1;
                    if x == self.width {
                        (x, line) = (0, line + 1);
                    }
                }
            }
        }
    }
}
