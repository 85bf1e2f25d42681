//! The blocks of the UNet: pairs of a residual layer and, where the config says so, a transformer.

use candle_core::{Error, Module, Result, Tensor};
use candle_nn::{Conv2d, Conv2dConfig, VarBuilder, conv2d};
use candle_transformers::models::stable_diffusion::resnet::{ResnetBlock2D, ResnetBlock2DConfig};

use super::transformer::SpatialTransformer;
use super::{same_size, time_channels};
use crate::engine::diffusion::config::UnetConfig;

/// A residual layer with what follows it.
#[derive(Debug)]
struct Layer {
    residual: ResnetBlock2D,
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
        let states = self.residual.forward(states, Some(time))?;
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
    output_scale_factor: f64,
    tensors: &VarBuilder,
) -> Result<ResnetBlock2D> {
    let shape = ResnetBlock2DConfig {
        out_channels: Some(outputs),
        temb_channels: Some(time_channels(config)),
        groups: config.norm_num_groups,
        eps: config.norm_eps,
        output_scale_factor,
        ..ResnetBlock2DConfig::default()
    };
    ResnetBlock2D::new(tensors.clone(), inputs, shape)
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
        let stride = Conv2dConfig { stride: 2, ..same_size() };
        let halve = || conv2d(outputs, outputs, 3, stride, tensors.pp("downsamplers.0.conv"));
        Ok(Self {
            layers: (0..config.layers_per_block).map(layer).collect::<Result<_>>()?,
            halve: (block < config.last()).then(halve).transpose()?,
        })
    }

    /// `[batch, channels before, height, width]` to `[batch, channels, height/2, width/2]`, rounded up; each layer's
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
    before: ResnetBlock2D,
    transformer: SpatialTransformer,
    after: ResnetBlock2D,
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

    /// `[batch, channels, height, width]` to the same.
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
        let double = || conv2d(outputs, outputs, 3, same_size(), tensors.pp("upsamplers.0.conv"));
        Ok(Self {
            layers: (0..=config.layers_per_block).map(layer).collect::<Result<_>>()?,
            double: (block > 0).then(double).transpose()?,
        })
    }

    /// `[batch, channels before, height, width]` to `[batch, channels, 2 height, 2 width]`, or to the size of the
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
            states = layer.forward(&Tensor::cat(&[&states, &skip], 1)?.contiguous()?, time, text)?;
        }
        match (&self.double, skips.last()) {
            (Some(double), Some(next)) => {
                let (_, _, height, width) = next.dims4()?;
                double.forward(&states.upsample_nearest2d(height, width)?)
            }
            _ => Ok(states),
        }
    }
}
