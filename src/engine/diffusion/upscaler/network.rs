//! The network that makes a picture four times as wide: dense blocks in dense blocks (RRDN, the generator of ESRGAN:
//! Wang et al. 2018), in the form of idealo's "Image Super-Resolution", as published for UpscalerJS.

use candle_core::{DType, Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::engine::diffusion::ops::{Activation, Conv2d, ConvShape};

/// How much of a block's answer is added to what went in (its `beta`).
const SHARE: f64 = 0.2;

/// How large a network is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Channels between blocks, and those that each layer of a block adds.
    pub width: usize,
    pub growth: usize,
    /// Blocks, dense blocks in each, layers in each of those.
    pub blocks: usize,
    pub dense: usize,
    pub layers: usize,
}

/// How many times wider the answer is.
pub(super) const SCALE: usize = 4;

impl Shape {
    /// `esrgan-thick`.
    pub const PUBLISHED: Self = Self { width: 64, growth: 32, blocks: 10, dense: 3, layers: 4 };
}

/// The network.
#[derive(Debug)]
pub(super) struct Network {
    first: Conv2d,
    blocks: Vec<Vec<Dense>>,
    last: Conv2d,
    spread: Conv2d,
    colours: Conv2d,
    kind: DType,
}

impl Network {
    /// Takes the tensors by the names they were published with.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(shape: Shape, tensors: &VarBuilder) -> Result<Self> {
        let width = shape.width;
        let conv = |inputs: usize, outputs: usize, name: &str| {
            Conv2d::new(inputs, outputs, ConvShape::SAME, &tensors.pp(name))
        };
        let block = |block: usize| {
            (1..=shape.dense).map(|dense| Dense::new(shape, (block, dense), tensors)).collect::<Result<_>>()
        };
        Ok(Self {
            first: conv(3, width, "Pre_blocks_conv")?,
            blocks: (1..=shape.blocks).map(block).collect::<Result<_>>()?,
            last: conv(width, width, "post_blocks_conv")?,
            spread: conv(width, 3 * SCALE * SCALE, "PreShuffle")?,
            colours: conv(3, 3, "SR")?,
            kind: tensors.dtype(),
        })
    }

    /// Red, green and blue from 0 to 1, f32 `[1, height, width, 3]`, to `[1, 4 height, 4 width, 3]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, picture: &Tensor) -> Result<Tensor> {
        let first = self.first.forward(&picture.to_dtype(self.kind)?)?;
        let mut states = first.clone();
        for block in &self.blocks {
            let made = block.iter().try_fold(states.clone(), |made, dense| dense.forward(&made))?;
            states = (states + (made * SHARE)?)?;
        }
        let states = self.last.forward_add(&states, &first)?;
        self.colours.forward(&spread(&self.spread.forward(&states)?)?)?.to_dtype(DType::F32)
    }
}

/// Channels become pixels: each pixel's 16 triples are its square, row by row.
fn spread(states: &Tensor) -> Result<Tensor> {
    let (batch, height, width, _) = states.dims4()?;
    let squares = states.reshape((batch * height, width, SCALE, SCALE, 3))?;
    squares.transpose(1, 2)?.contiguous()?.reshape((batch, height * SCALE, width * SCALE, 3))
}

/// Layers each of which sees what all before it made.
#[derive(Debug)]
struct Dense {
    layers: Vec<Conv2d>,
    fuse: Conv2d,
}

impl Dense {
    fn new(shape: Shape, (block, dense): (usize, usize), tensors: &VarBuilder) -> Result<Self> {
        let Shape { width, growth, layers, .. } = shape;
        let layer = |index: usize| {
            let tensors = tensors.pp(format!("F_{block}_{dense}_{}", index + 1));
            Conv2d::new(width + index * growth, growth, ConvShape::SAME, &tensors)
        };
        let fuse = tensors.pp(format!("LFF_{block}_{dense}"));
        let exact = |shape: &[usize], name: &str| {
            fuse.get_with_hints_dtype(shape, name, Init::Const(0.0), DType::F32)
        };
        // Its answer's share is taken of the weights, once.
        let weight = (exact(&[width, width + layers * growth, 3, 3], "weight")? * SHARE)?;
        let bias = (exact(&[width], "bias")? * SHARE)?;
        Ok(Self {
            layers: (0..layers).map(layer).collect::<Result<_>>()?,
            fuse: Conv2d::from_tensors(&weight.to_dtype(tensors.dtype())?, Some(&bias), ConvShape::SAME)?,
        })
    }

    fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let mut seen = states.clone();
        for layer in &self.layers {
            let new = layer.forward_then(&seen, Activation::Relu)?;
            seen = Tensor::cat(&[&seen, &new], 3)?;
        }
        self.fuse.forward_add(&seen, states)
    }
}
