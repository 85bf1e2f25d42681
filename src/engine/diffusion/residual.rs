//! The residual layer that UNets and autoencoders are made of (He et al. 2016, with group norm and SiLU first).

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;

use super::ops::{Activation, Conv2d, ConvShape, GroupNorm, Linear};

/// What residual layers of one network share.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResidualShape {
    /// Channels of the input and of the answer.
    pub inputs: usize,
    pub outputs: usize,
    /// Groups of the norms, and what keeps them from dividing by zero.
    pub groups: usize,
    pub eps: f64,
    /// Numbers of the time embedding, where there is one.
    pub time: Option<usize>,
    /// The sum is divided by this.
    pub scale: f64,
}

/// Two normed and activated convolutions, added to their input.
#[derive(Debug)]
pub(super) struct Residual {
    norm1: GroupNorm,
    conv1: Conv2d,
    time: Option<Linear>,
    norm2: GroupNorm,
    conv2: Conv2d,
    shortcut: Option<Linear>,
    scale: f64,
}

impl Residual {
    /// Takes `norm1`, `conv1`, `norm2`, `conv2`, with a time `time_emb_proj`, and where the channels change
    /// `conv_shortcut`, which is 1x1.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(shape: &ResidualShape, tensors: &VarBuilder) -> Result<Self> {
        let ResidualShape { inputs, outputs, groups, eps, time, scale } = *shape;
        let norm = |channels, name: &str| GroupNorm::new(groups, channels, eps, &tensors.pp(name));
        let conv = |inputs, name: &str| Conv2d::new(inputs, outputs, ConvShape::SAME, &tensors.pp(name));
        let project = |width| Linear::new(width, outputs, &tensors.pp("time_emb_proj"));
        let shortcut = || point(inputs, outputs, &tensors.pp("conv_shortcut"));
        Ok(Self {
            norm1: norm(inputs, "norm1")?,
            conv1: conv(inputs, "conv1")?,
            time: time.map(project).transpose()?,
            norm2: norm(outputs, "norm2")?,
            conv2: conv(outputs, "conv2")?,
            shortcut: (inputs != outputs).then(shortcut).transpose()?,
            scale,
        })
    }

    /// `[batch, height, width, inputs]` to `[batch, height, width, outputs]`; `time` is `[1, width]`, already activated.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward(&self, states: &Tensor, time: Option<&Tensor>) -> Result<Tensor> {
        let normed = self.norm1.forward_then(states, Activation::Silu)?;
        let beside = match &self.shortcut {
            Some(shortcut) => shortcut.forward(states)?,
            None => states.clone(),
        };
        self.finish(&normed, time, &beside)
    }

    /// [`Self::forward`] of states and a skip whose channels stand side by side.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_beside(&self, states: &Tensor, skip: &Tensor, time: Option<&Tensor>) -> Result<Tensor> {
        let normed = self.norm1.forward_beside(states, skip, Activation::Silu)?;
        let beside = match &self.shortcut {
            Some(shortcut) => shortcut.forward_beside(states, skip)?,
            None => Tensor::cat(&[states, skip], 3)?,
        };
        self.finish(&normed, time, &beside)
    }

    fn finish(&self, normed: &Tensor, time: Option<&Tensor>, beside: &Tensor) -> Result<Tensor> {
        let states = match (&self.time, time) {
            (Some(project), Some(time)) => {
                self.conv1.forward_shifted(normed, &project.forward(time)?.to_dtype(DType::F32)?)?
            }
            _ => self.conv1.forward(normed)?,
        };
        let states = self.norm2.forward_then(&states, Activation::Silu)?;
        let sum = self.conv2.forward_add(&states, beside)?;
        if self.scale == 1.0 { Ok(sum) } else { sum / self.scale }
    }
}

/// A 1x1 convolution as what it is: a projection of each pixel.
pub(super) fn point(inputs: usize, outputs: usize, tensors: &VarBuilder) -> Result<Linear> {
    let weight = tensors.get((outputs, inputs, 1, 1), "weight")?.reshape((outputs, inputs))?;
    Linear::from_tensors(&weight, Some(&tensors.get(outputs, "bias")?))
}
