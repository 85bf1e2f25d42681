//! The network: pieces looked up, seen beside their neighbours by three convolutions, summed, and turned by four layers.

use vignette_kernels::{Finish, Isa, Layers, Misfit, PackedMatrix, RowNorm};

use super::file::File;
use super::{SenseError, WIDTH};

/// Numbers of a piece.
const PIECE: usize = 512;
/// Numbers of a piece in one convolution.
const SEEN: usize = 256;
/// The table's rows are stored in steps of their own, one for each remainder of their number.
const STEPS: usize = 17;
/// The convolutions: how many neighbours each sees, and how many of them stand before the piece.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Most pieces that are read of a text: about four pages.
const MOST: usize = 4_096;

pub(super) struct Network {
    table: Vec<u8>,
    scale: Vec<f32>,
    lowest: Vec<f32>,
    eps: f32,
    project: Layer,
    project_norm: Norm,
    convolutions: Vec<[Layer; 2]>,
    norm: Norm,
    output: Layer,
    turn: [Layer; 4],
}

struct Layer {
    weight: PackedMatrix<f32>,
    bias: Option<Vec<f32>>,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Network {
    pub fn new(file: &File<'_>) -> Result<Self, SenseError> {
        let table = file.bytes("table")?.to_vec();
        let (scale, lowest) = (file.numbers("scale")?, file.numbers("lowest")?);
        if table.is_empty()
            || !table.len().is_multiple_of(PIECE)
            || [&scale, &lowest].iter().any(|step| step.len() != STEPS)
        {
            return Err(SenseError::broken("its table has another shape"));
        }
        let widest = PIECE + WINDOWS.len() * SEEN;
        let convolution = |number: usize| {
            let inputs = WINDOWS[number].0 * SEEN;
            let layer = |nth: &str| Layer::new(file, &format!("window.{number}.{nth}"), (SEEN, inputs), true);
            Ok([layer("first")?, layer("second")?])
        };
        let turn = |nth: usize, shape| Layer::new(file, &format!("turn.{nth}"), shape, false);
        Ok(Self {
            table,
            scale,
            lowest,
            eps: file.eps,
            project: Layer::new(file, "project", (WINDOWS.len() * SEEN, PIECE), true)?,
            project_norm: Norm::new(file, "project.norm", WINDOWS.len() * SEEN)?,
            convolutions: (0..WINDOWS.len()).map(convolution).collect::<Result<_, SenseError>>()?,
            norm: Norm::new(file, "norm", widest)?,
            output: Layer::new(file, "output", (WIDTH, widest), true)?,
            turn: [turn(0, (320, 512))?, turn(1, (320, 832))?, turn(2, (512, 320))?, turn(3, (WIDTH, 832))?],
        })
    }

    /// The direction of a text's pieces: [`WIDTH`] numbers whose squares sum to one.
    pub fn run(&self, pieces: &[u32]) -> Result<Vec<f32>, Misfit> {
        let pieces = &pieces[..pieces.len().min(MOST)];
        let looked_up = self.look_up(pieces);
        let projected = self.project.run((&looked_up, &[]))?;
        let projected = self.project_norm.run(&projected, self.eps)?;
        let seen = (0..WINDOWS.len()).map(|number| self.convolve(number, &projected));
        let seen: Vec<Vec<f32>> = seen.collect::<Result<_, _>>()?;
        let features = side_by_side(&looked_up, &seen, pieces.len());
        let features = self.norm.run(&features, self.eps)?;
        self.turned(&summed(&features, pieces.len()), pieces.len())
    }

    /// `[pieces, 512]`; a piece beyond the table is the unknown one.
    fn look_up(&self, pieces: &[u32]) -> Vec<f32> {
        let mut rows = Vec::with_capacity(pieces.len() * PIECE);
        for piece in pieces.iter().map(|piece| *piece as usize) {
            let (scale, lowest) = (self.scale[piece % STEPS], self.lowest[piece % STEPS]);
            let row = self.table.get(piece * PIECE..(piece + 1) * PIECE).unwrap_or(&self.table[..PIECE]);
            rows.extend(row.iter().map(|number| f32::from(*number) * scale + lowest));
        }
        rows
    }

    /// What one convolution sees in its third of `[pieces, 768]`, twice over: `[pieces, 256]`.
    fn convolve(&self, number: usize, projected: &[f32]) -> Result<Vec<f32>, Misfit> {
        let rows = projected.chunks_exact(WINDOWS.len() * SEEN);
        let mut states = rows.map(|row| &row[number * SEEN..][..SEEN]).collect::<Vec<_>>().concat();
        for layer in &self.convolutions[number] {
            let mut seen = layer.run((&windows(&states, WINDOWS[number]), &[]))?;
            rectify(&mut seen);
            states.iter_mut().zip(seen).for_each(|(state, seen)| *state += seen);
        }
        Ok(states)
    }

    /// The sum of so many pieces' features, turned into a direction.
    fn turned(&self, sum: &[f32], pieces: usize) -> Result<Vec<f32>, Misfit> {
        let count = pieces as f32;
        let bias = self.output.bias.iter().flatten();
        let mut mean = f32::linear((sum, &[]), &self.output.weight, &Finish::default())?;
        mean.iter_mut()
            .zip(bias)
            .for_each(|(number, bias)| *number = (*number + count * bias) / count.sqrt());
        let rectified = |layer: &Layer, input: (&[f32], &[f32])| {
            let mut answer = layer.run(input)?;
            rectify(&mut answer);
            Ok::<_, Misfit>(answer)
        };
        let [first, second, third, fourth] = &self.turn;
        let one = rectified(first, (&mean, &[]))?;
        let two = rectified(second, (&mean, &one))?;
        let three = rectified(third, (&two, &[]))?;
        let mut direction = fourth.run((&two, &three))?;
        direction.iter_mut().for_each(|number| *number = number.tanh());
        let length = direction.iter().map(|number| number * number).sum::<f32>().max(self.eps).sqrt();
        direction.iter_mut().for_each(|number| *number /= length);
        Ok(direction)
    }
}

impl Layer {
    /// The layer of that name, `(outputs, inputs)`.
    fn new(
        file: &File<'_>,
        name: &str,
        (outputs, inputs): (usize, usize),
        has_bias: bool,
    ) -> Result<Self, SenseError> {
        let weight = file.numbers(&format!("{name}.weight"))?;
        let weight = PackedMatrix::linear(Isa::best(), &weight, outputs, inputs)
            .map_err(|misfit| SenseError::broken(format!("{name}: {misfit}")))?;
        let bias = has_bias.then(|| file.numbers(&format!("{name}.bias"))).transpose()?;
        match bias.as_ref().is_some_and(|bias| bias.len() != outputs) {
            true => Err(SenseError::broken(format!("{name}: its bias has another length"))),
            false => Ok(Self { weight, bias }),
        }
    }

    fn run(&self, input: (&[f32], &[f32])) -> Result<Vec<f32>, Misfit> {
        let finish = Finish { bias: self.bias.as_deref(), ..Finish::default() };
        f32::linear(input, &self.weight, &finish)
    }
}

impl Norm {
    fn new(file: &File<'_>, name: &str, width: usize) -> Result<Self, SenseError> {
        let [weight, bias] = ["weight", "bias"].map(|part| file.numbers(&format!("{name}.{part}")));
        let (weight, bias) = (weight?, bias?);
        match weight.len() == width && bias.len() == width {
            true => Ok(Self { weight, bias }),
            false => Err(SenseError::broken(format!("{name} has another length"))),
        }
    }

    fn run(&self, input: &[f32], eps: f32) -> Result<Vec<f32>, Misfit> {
        let width = self.weight.len();
        let norm = RowNorm { centred: true, eps, weight: &self.weight, bias: Some(&self.bias), width };
        f32::row_norm(Isa::best(), input, &norm)
    }
}

/// Each piece beside its neighbours, zeros beyond the ends: `[pieces, width * 256]`.
fn windows(states: &[f32], (width, before): (usize, usize)) -> Vec<f32> {
    let pieces = states.len() / SEEN;
    let mut seen = vec![0.0; pieces * width * SEEN];
    for (piece, window) in seen.chunks_exact_mut(width * SEEN).enumerate() {
        for (nth, place) in window.chunks_exact_mut(SEEN).enumerate() {
            if let Some(at) = (piece + nth).checked_sub(before).filter(|at| *at < pieces) {
                place.copy_from_slice(&states[at * SEEN..][..SEEN]);
            }
        }
    }
    seen
}

/// `[pieces, 512 + 3 * 256]`.
fn side_by_side(looked_up: &[f32], seen: &[Vec<f32>], pieces: usize) -> Vec<f32> {
    let mut rows = Vec::with_capacity(pieces * (PIECE + seen.len() * SEEN));
    for piece in 0..pieces {
        rows.extend_from_slice(&looked_up[piece * PIECE..][..PIECE]);
        seen.iter().for_each(|seen| rows.extend_from_slice(&seen[piece * SEEN..][..SEEN]));
    }
    rows
}

/// The sum of the rows.
fn summed(features: &[f32], rows: usize) -> Vec<f32> {
    let mut sum = vec![0.0; features.len() / rows.max(1)];
    for row in features.chunks_exact(sum.len().max(1)) {
        sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
    }
    sum
}

fn rectify(numbers: &mut [f32]) {
    numbers.iter_mut().for_each(|number| *number = number.max(0.0));
}
