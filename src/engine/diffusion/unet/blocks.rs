//! The blocks of the UNet: pairs of a residual layer and, where the config says so, a transformer.

use candle_core::{Error, Result, Tensor};
use candle_nn::VarBuilder;

use super::time_channels;
use super::transformer::SpatialTransformer;
use crate::engine::diffusion::config::UnetConfig;
use crate::engine::diffusion::ops::{Conv2d, ConvShape};
use crate::engine::diffusion::residual::{Residual, ResidualShape};

/// A residual layer with what follows it.
#[derive(Debug)]
struct Layer {
    residual: Residual,
    transformer: Option<SpatialTransformer>,
}

impl Layer {
    /// The layer `index` of the block whose tensors are given, from `inputs` channels to the block's own.
    fn new(
        config: &UnetConfig,
        block: usize,
        index: usize,
        inputs: usize,
        tensors: &VarBuilder,
    ) -> Result<Self> {
        let outputs = config.block_out_channels[block];
        let transformer = config
            .has_attention(block)
            .then(|| SpatialTransformer::new(config, block, &tensors.pp("attentions").pp(index)))
            .transpose()?;
        Ok(Self {
            residual: residual(config, inputs, outputs, 1.0, &tensors.pp("resnets").pp(index))?,
            transformer,
        })
    }

    fn forward(&self, states: &Tensor, time: &Tensor, text: &Tensor) -> Result<Tensor> {
        self.look(self.residual.forward(states, Some(time))?, text)
    }

    /// The same with the channels of a skip beside those of the states.
    fn forward_beside(&self, states: &Tensor, skip: &Tensor, time: &Tensor, text: &Tensor) -> Result<Tensor> {
        self.look(self.residual.forward_beside(states, skip, Some(time))?, text)
    }

    fn look(&self, states: Tensor, text: &Tensor) -> Result<Tensor> {
        match &self.transformer {
            Some(transformer) => transformer.forward(&states, text),
            None => Ok(states),
        }
    }
}

fn residual(
    config: &UnetConfig,
    inputs: usize,
    outputs: usize,
    scale: f64,
    tensors: &VarBuilder,
) -> Result<Residual> {
    let (groups, eps, time) = (config.norm_num_groups, config.norm_eps, Some(time_channels(config)));
    Residual::new(&ResidualShape { inputs, outputs, groups, eps, time, scale }, tensors)
}

/// A block on the way down; all but the last halve the size.
#[derive(Debug)]
pub(super) struct DownBlock {
    layers: Vec<Layer>,
    halve: Option<Conv2d>,
}

impl DownBlock {
    /// The block number `block`, counted from full size.
    pub fn new(config: &UnetConfig, block: usize, tensors: &VarBuilder) -> Result<Self> {
        let tensors = tensors.pp("down_blocks").pp(block);
        let outputs = config.block_out_channels[block];
        let before = config.block_out_channels[block.saturating_sub(1)];
        let layer = |index: usize| {
            let inputs = if index == 0 { before } else { outputs };
            Layer::new(config, block, index, inputs, &tensors)
        };
        let halve = || Conv2d::new(outputs, outputs, ConvShape::HALVE, &tensors.pp("downsamplers.0.conv"));
        Ok(Self {
            layers: (0..config.layers_per_block).map(layer).collect::<Result<_>>()?,
            halve: (block < config.last()).then(halve).transpose()?,
        })
    }

    /// `[batch, height, width, channels before]` to `[batch, height/2, width/2, channels]`, rounded up; each layer's
    /// answer is pushed on `skips`.
    pub fn forward(
        &self,
        states: &Tensor,
        time: &Tensor,
        text: &Tensor,
        skips: &mut Vec<Tensor>,
    ) -> Result<Tensor> {
        let mut states = states.clone();
        for layer in &self.layers {
            states = layer.forward(&states, time, text)?;
            skips.push(states.clone());
        }
        if let Some(halve) = &self.halve {
            states = halve.forward(&states)?;
            skips.push(states.clone());
        }
        Ok(states)
    }
}

/// The coarsest block: a transformer between two residual layers.
#[derive(Debug)]
pub(super) struct MiddleBlock {
    before: Residual,
    transformer: SpatialTransformer,
    after: Residual,
}

impl MiddleBlock {
    /// The block between down and up.
    pub fn new(config: &UnetConfig, tensors: &VarBuilder) -> Result<Self> {
        let tensors = tensors.pp("mid_block");
        let block = config.last();
        let channels = config.block_out_channels[block];
        let scale = config.mid_block_scale_factor;
        let layer =
            |index: usize| residual(config, channels, channels, scale, &tensors.pp("resnets").pp(index));
        Ok(Self {
            before: layer(0)?,
            transformer: SpatialTransformer::new(config, block, &tensors.pp("attentions.0"))?,
            after: layer(1)?,
        })
    }

    /// `[batch, height, width, channels]` to the same.
    pub fn forward(&self, states: &Tensor, time: &Tensor, text: &Tensor) -> Result<Tensor> {
        let states = self.before.forward(states, Some(time))?;
        let states = self.transformer.forward(&states, text)?;
        self.after.forward(&states, Some(time))
    }
}

/// A block on the way up; all but the last double the size.
#[derive(Debug)]
pub(super) struct UpBlock {
    layers: Vec<Layer>,
    double: Option<Conv2d>,
}

impl UpBlock {
    /// The mirror of the down block number `block`.
    pub fn new(config: &UnetConfig, block: usize, tensors: &VarBuilder) -> Result<Self> {
        let tensors = tensors.pp("up_blocks").pp(config.last() - block);
        let channels = &config.block_out_channels;
        let outputs = channels[block];
        let coarser = channels[(block + 1).min(config.last())];
        let finer = channels[block.saturating_sub(1)];
        let layer = |index: usize| {
            let inputs = if index == 0 { coarser } else { outputs };
            let skip = if index == config.layers_per_block { finer } else { outputs };
            Layer::new(config, block, index, inputs + skip, &tensors)
        };
        let double = || Conv2d::new(outputs, outputs, ConvShape::SAME, &tensors.pp("upsamplers.0.conv"));
        Ok(Self {
            layers: (0..=config.layers_per_block).map(layer).collect::<Result<_>>()?,
            double: (block > 0).then(double).transpose()?,
        })
    }

    /// `[batch, height, width, channels before]` to `[batch, 2 height, 2 width, channels]`, or to the size of the
    /// next skip where that was rounded; one skip is taken for each layer.
    pub fn forward(
        &self,
        states: &Tensor,
        time: &Tensor,
        text: &Tensor,
        skips: &mut Vec<Tensor>,
    ) -> Result<Tensor> {
        let mut states = states.clone();
        for layer in &self.layers {
            let skip = skips.pop().ok_or_else(|| Error::Msg("a layer has no skip".to_owned()))?;
            states = layer.forward_beside(&states, &skip, time, text)?;
        }
        match (&self.double, skips.last()) {
            (Some(double), Some(next)) => {
                let (_, height, width, _) = next.dims4()?;
                double.forward_enlarged(&states, height, width)
            }
            _ => Ok(states),
        }
    }
}
