//! Where a block looks at itself and at the text: diffusers' `Transformer2DModel`.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use crate::engine::diffusion::config::UnetConfig;
use crate::engine::diffusion::ops::{self, Activation, GatedLinear, GroupNorm, LayerNorm, Linear, Mask};
use crate::engine::diffusion::residual::point;

/// Transformer layers over the pixels of a block.
#[derive(Debug)]
pub(super) struct SpatialTransformer {
    norm: GroupNorm,
    project_in: Linear,
    layers: Vec<Layer>,
    project_out: Linear,
}

impl SpatialTransformer {
    /// A transformer of the block number `block`, whose tensors are given.
    pub fn new(config: &UnetConfig, block: usize, tensors: &VarBuilder) -> Result<Self> {
        let channels = config.block_out_channels[block];
        let project = |name: &str| projection(config, channels, &tensors.pp(name));
        let layer = |index: usize| {
            let tensors = tensors.pp("transformer_blocks").pp(index);
            Layer::new(channels, config.heads(block), config.cross_attention_dim, &tensors)
        };
        Ok(Self {
            norm: GroupNorm::new(config.norm_num_groups, channels, 1e-6, &tensors.pp("norm"))?,
            project_in: project("proj_in")?,
            layers: (0..config.depth(block)).map(layer).collect::<Result<_>>()?,
            project_out: project("proj_out")?,
        })
    }

    /// `[batch, height, width, channels]` to the same, looking at the text `[batch, length, cross_attention_dim]`.
    pub fn forward(&self, states: &Tensor, text: &Tensor) -> Result<Tensor> {
        let (batch, height, width, channels) = states.dims4()?;
        let normed = self.norm.forward(states)?.reshape((batch, height * width, channels))?;
        let mut tokens = self.project_in.forward(&normed)?;
        for layer in &self.layers {
            tokens = layer.forward(&tokens, text)?;
        }
        self.project_out.forward_add(&tokens.reshape(states.shape())?, states)
    }
}

/// A projection of each pixel's channels: Stable Diffusion 1 stores it as a 1x1 convolution, 2 as a matrix.
fn projection(config: &UnetConfig, channels: usize, tensors: &VarBuilder) -> Result<Linear> {
    if config.linear_projection() {
        return Linear::new(channels, channels, tensors);
    }
    point(channels, channels, tensors)
}

/// Attention among the pixels, attention to the text, then a gated perceptron; each on normed tokens and added.
#[derive(Debug)]
struct Layer {
    norm1: LayerNorm,
    itself: Attention,
    norm2: LayerNorm,
    text: Attention,
    norm3: LayerNorm,
    gated: GatedLinear,
    narrow: Linear,
}

impl Layer {
    fn new(channels: usize, heads: usize, text_width: usize, tensors: &VarBuilder) -> Result<Self> {
        let norm = |name: &str| LayerNorm::new(channels, 1e-5, &tensors.pp(name));
        Ok(Self {
            norm1: norm("norm1")?,
            itself: Attention::new(channels, channels, heads, &tensors.pp("attn1"))?,
            norm2: norm("norm2")?,
            text: Attention::new(channels, text_width, heads, &tensors.pp("attn2"))?,
            norm3: norm("norm3")?,
            // GEGLU (Shazeer 2020), with the exact GELU.
            gated: GatedLinear::new(channels, channels * 4, Activation::Gelu, &tensors.pp("ff.net.0.proj"))?,
            narrow: Linear::new(channels * 4, channels, &tensors.pp("ff.net.2"))?,
        })
    }

    /// `[batch, height * width, channels]` to the same.
    fn forward(&self, tokens: &Tensor, text: &Tensor) -> Result<Tensor> {
        let normed = self.norm1.forward(tokens)?;
        let tokens = self.itself.forward_add(&normed, &normed, tokens)?;
        let tokens = self.text.forward_add(&self.norm2.forward(&tokens)?, text, &tokens)?;
        let gated = self.gated.forward(&self.norm3.forward(&tokens)?)?;
        self.narrow.forward_add(&gated, &tokens)
    }
}

/// Multi-head attention of tokens to a context.
#[derive(Debug)]
struct Attention {
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    attention: ops::Attention,
}

impl Attention {
    fn new(channels: usize, context: usize, heads: usize, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self {
            query: Linear::without_bias(channels, channels, &tensors.pp("to_q"))?,
            key: Linear::without_bias(context, channels, &tensors.pp("to_k"))?,
            value: Linear::without_bias(context, channels, &tensors.pp("to_v"))?,
            out: Linear::new(channels, channels, &tensors.pp("to_out.0"))?,
            attention: ops::Attention::new(heads),
        })
    }

    /// `[batch, tokens, channels]` and `[batch, length, context]` to `[batch, tokens, channels]`, added to `residual`.
    fn forward_add(&self, tokens: &Tensor, context: &Tensor, residual: &Tensor) -> Result<Tensor> {
        let (key, value) = (self.key.forward(context)?, self.value.forward(context)?);
        let seen = self.attention.forward(&self.query.forward(tokens)?, &key, &value, Mask::None)?;
        self.out.forward_add(&seen, residual)
    }
}
