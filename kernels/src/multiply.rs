//! The one loop around the tiles: rows of any source times packed weights, with what follows done while a tile is warm.

use rayon::prelude::*;

use crate::finish::{self, Finish};
use crate::number::Number;
use crate::output::{Output, Shared};
use crate::pack::PackedMatrix;
use crate::tile::{COLUMNS, MOST_ROWS, Tile, TileKernel};

/// Bytes of a panel read before the next rows begin; half of a usual second-level cache.
const BLOCK_BYTES: usize = 512 << 10;

/// Rows of one task. Its sums, 64 columns of them, then fill 128 KiB.
const TASK_ROWS: usize = 512;

/// Products below which other threads are not worth waking.
const SMALL: usize = 1 << 20;

/// Where the rows of a product lie.
pub(crate) trait Rows<T>: Sync {
    /// Puts a pointer to the numbers of `block` for each of `count` rows from `first` on, segment by segment:
    /// `pointers[segment * count + row]`. Rows behind the last one get any readable numbers.
    fn point(&self, block: &Block, first: usize, count: usize, pointers: &mut Vec<*const T>);
}

/// A part of the sum: the same run of inputs of some segments, all from one source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Which of a source's pictures.
    pub part: usize,
    /// The first segment and how many.
    pub segment: usize,
    pub segments: usize,
    /// The first input inside the part, and how many.
    pub start: usize,
    pub length: usize,
    /// The first input inside the weights' segment.
    pub input: usize,
}

/// Cuts the sum into blocks whose panels fit the cache. `parts` are the widths of what stands side by side.
pub(crate) fn blocks<T: Number>(matrix: &PackedMatrix<T>, parts: [usize; 2]) -> Vec<Block> {
    let most = BLOCK_BYTES / (COLUMNS * size_of::<T>());
    let mut blocks = Vec::new();
    let mut input = 0;
    for (part, width) in parts.into_iter().enumerate().filter(|(_, width)| *width > 0) {
        let runs = width.div_ceil(most);
        let run = width.div_ceil(runs).next_multiple_of(T::STEP * 16);
        for start in (0..width).step_by(run) {
            let length = run.min(width - start);
            let together = (most / length).clamp(1, matrix.segments());
            let groups = matrix.segments().div_ceil(together);
            let together = matrix.segments().div_ceil(groups);
            for segment in (0..matrix.segments()).step_by(together) {
                let segments = together.min(matrix.segments() - segment);
                blocks.push(Block { part, segment, segments, start, length, input: input + start });
            }
        }
        input += width;
    }
    blocks
}

/// `rows` rows of `source` times `matrix`, finished: `[rows, outputs]`.
///
/// The caller has checked that `source` has `rows` rows as wide as the blocks say and the weights are.
pub(crate) fn multiply<T: Number>(
    matrix: &PackedMatrix<T>,
    rows: usize,
    source: &impl Rows<T>,
    blocks: &[Block],
    finish: &Finish<T>,
) -> Vec<T> {
    let mut output = Output::new(rows * matrix.outputs());
    let work = Work { matrix, kernel: T::kernel(matrix.isa()), rows, source, blocks, finish };
    let shared = output.shared();
    let chunk = work.chunk();
    let (chunks, panels) = (rows.div_ceil(chunk), matrix.panels());
    let task = |index: usize| work.task(index / panels * chunk, chunk, index % panels, &shared);
    let products = rows * matrix.outputs() * matrix.inputs() * matrix.segments();
    if products < SMALL {
        (0..chunks * panels).for_each(task);
    } else {
        (0..chunks * panels).into_par_iter().for_each(task);
    }
    // SAFETY: the tasks' rows and panels cover every row and output.
    unsafe { output.finish() }
}

struct Work<'a, T: Number, S> {
    matrix: &'a PackedMatrix<T>,
    kernel: TileKernel<T>,
    rows: usize,
    source: &'a S,
    blocks: &'a [Block],
    finish: &'a Finish<'a, T>,
}

impl<T: Number, S: Rows<T>> Work<'_, T, S> {
    /// Rows of a task: at least eight tasks in all where there are rows enough.
    fn chunk(&self) -> usize {
        let wanted = (self.rows * self.matrix.panels()).div_ceil(8);
        wanted.clamp(1, TASK_ROWS).next_multiple_of(self.kernel.rows)
    }

    /// All blocks of some rows and one panel.
    fn task(&self, first: usize, chunk: usize, panel: usize, output: &Shared<T>) {
        let (columns, numbers) = self.matrix.panel(panel);
        let last = (first + chunk).min(self.rows);
        let height = self.kernel.rows;
        let kept = if self.blocks.len() > 1 { chunk } else { height };
        let mut sums = Sums::new(kept * COLUMNS);
        let mut pointers = Vec::with_capacity(height * self.matrix.segments());
        for (index, block) in self.blocks.iter().enumerate() {
            let done = index + 1 == self.blocks.len();
            for row in (first..last).step_by(height) {
                let place = if self.blocks.len() > 1 { (row - first) * COLUMNS } else { 0 };
                let sums = &mut sums.numbers()[place..place + height * COLUMNS];
                pointers.clear();
                self.source.point(block, row, height, &mut pointers);
                self.tile(block, &pointers, (numbers, columns), sums, index > 0);
                if done {
                    self.finish(row, panel, sums, output);
                }
            }
        }
    }

    fn tile(
        &self,
        block: &Block,
        pointers: &[*const T],
        (panel, columns): (&[T], usize),
        sums: &mut [f32],
        add: bool,
    ) {
        let step = self.matrix.padded() * columns;
        let panel = &panel[block.segment * step + block.input * columns..];
        assert!(
            pointers.len() >= block.segments * self.kernel.rows && sums.len() >= self.kernel.rows * COLUMNS
        );
        assert!(panel.len() >= (block.segments - 1) * step + block.length * columns);
        let tile = Tile {
            rows: pointers.as_ptr(),
            segments: block.segments,
            length: block.length,
            panel: panel.as_ptr(),
            panel_step: step,
            columns,
            sums: sums.as_mut_ptr(),
            stride: COLUMNS,
            add,
        };
        // SAFETY: the sizes are checked above; the source's pointers lead to `length` numbers each, as `Rows` promises;
        // the weights were packed for instructions that the machine has.
        unsafe { self.kernel.run(&tile) }
    }

    fn finish(&self, row: usize, panel: usize, sums: &mut [f32], output: &Shared<T>) {
        let count = self.kernel.rows.min(self.rows - row);
        let sums = &mut sums[..count * COLUMNS];
        finish::rows::<T>(self.matrix.isa(), self.finish, self.matrix, (row, panel), sums, output);
    }
}

/// Sums of a task: on the stack where they fit.
enum Sums {
    Tile(Box<[f32; MOST_ROWS * COLUMNS]>),
    Many(Vec<f32>),
}

impl Sums {
    fn new(count: usize) -> Self {
        if count <= MOST_ROWS * COLUMNS {
            Self::Tile(Box::new([0.0; MOST_ROWS * COLUMNS]))
        } else {
            Self::Many(vec![0.0; count])
        }
    }

    fn numbers(&mut self) -> &mut [f32] {
        match self {
            Self::Tile(numbers) => numbers.as_mut_slice(),
            Self::Many(numbers) => numbers,
        }
    }
}
