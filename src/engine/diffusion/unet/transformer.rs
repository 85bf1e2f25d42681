//! Where a block looks at itself and at the text: diffusers' `Transformer2DModel`.

use candle_core::{D, Module, Result, Tensor};
use candle_nn::{GroupNorm, LayerNorm, Linear, VarBuilder, group_norm, layer_norm, linear, linear_no_bias};

use crate::engine::diffusion::attention::{attend, join_heads, split_heads};
use crate::engine::diffusion::config::UnetConfig;

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
            norm: group_norm(config.norm_num_groups, channels, 1e-6, tensors.pp("norm"))?,
            project_in: project("proj_in")?,
            layers: (0..config.depth(block)).map(layer).collect::<Result<_>>()?,
            project_out: project("proj_out")?,
        })
    }

    /// `[batch, channels, height, width]` to the same, looking at the text `[batch, length, cross_attention_dim]`.
    pub fn forward(&self, states: &Tensor, text: &Tensor) -> Result<Tensor> {
        let (batch, channels, height, width) = states.dims4()?;
        let tokens = self.norm.forward(states)?.flatten_from(2)?.transpose(1, 2)?.contiguous()?;
        let mut tokens = self.project_in.forward(&tokens)?;
        for layer in &self.layers {
            tokens = layer.forward(&tokens, text)?;
        }
        let tokens = self.project_out.forward(&tokens)?;
        states + tokens.transpose(1, 2)?.reshape((batch, channels, height, width))?
    }
}

/// A projection of each pixel's channels: Stable Diffusion 1 stores it as a 1x1 convolution, 2 as a matrix.
fn projection(config: &UnetConfig, channels: usize, tensors: &VarBuilder) -> Result<Linear> {
    if config.linear_projection() {
        return linear(channels, channels, tensors.clone());
    }
    let weight = tensors.get((channels, channels, 1, 1), "weight")?.reshape((channels, channels))?;
    Ok(Linear::new(weight, Some(tensors.get(channels, "bias")?)))
}

/// Attention among the pixels, attention to the text, then a gated perceptron; each on normed tokens and added.
#[derive(Debug)]
struct Layer {
    norm1: LayerNorm,
    itself: Attention,
    norm2: LayerNorm,
    text: Attention,
    norm3: LayerNorm,
    wide: Linear,
    narrow: Linear,
}

impl Layer {
    fn new(channels: usize, heads: usize, text_width: usize, tensors: &VarBuilder) -> Result<Self> {
        let norm = |name: &str| layer_norm(channels, 1e-5, tensors.pp(name));
        Ok(Self {
            norm1: norm("norm1")?,
            itself: Attention::new(channels, channels, heads, &tensors.pp("attn1"))?,
            norm2: norm("norm2")?,
            text: Attention::new(channels, text_width, heads, &tensors.pp("attn2"))?,
            norm3: norm("norm3")?,
            wide: linear(channels, channels * 8, tensors.pp("ff.net.0.proj"))?,
            narrow: linear(channels * 4, channels, tensors.pp("ff.net.2"))?,
        })
    }

    /// `[batch, height * width, channels]` to the same.
    fn forward(&self, tokens: &Tensor, text: &Tensor) -> Result<Tensor> {
        let normed = self.norm1.forward(tokens)?;
        let tokens = (tokens + self.itself.forward(&normed, &normed)?)?;
        let tokens = (&tokens + self.text.forward(&self.norm2.forward(&tokens)?, text)?)?;
        let wide = self.wide.forward(&self.norm3.forward(&tokens)?)?.chunk(2, D::Minus1)?;
        // GEGLU (Shazeer 2020), with the exact GELU.
        let gated = (&wide[0] * wide[1].contiguous()?.gelu_erf()?)?;
        tokens + self.narrow.forward(&gated)?
    }
}

/// Multi-head attention of tokens to a context.
#[derive(Debug)]
struct Attention {
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    heads: usize,
}

impl Attention {
    fn new(channels: usize, context: usize, heads: usize, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self {
            query: linear_no_bias(channels, channels, tensors.pp("to_q"))?,
            key: linear_no_bias(context, channels, tensors.pp("to_k"))?,
            value: linear_no_bias(context, channels, tensors.pp("to_v"))?,
            out: linear(channels, channels, tensors.pp("to_out.0"))?,
            heads,
        })
    }

    /// `[batch, tokens, channels]` and `[batch, length, context]` to `[batch, tokens, channels]`.
    fn forward(&self, tokens: &Tensor, context: &Tensor) -> Result<Tensor> {
        let heads = |linear: &Linear, states: &Tensor| split_heads(&linear.forward(states)?, self.heads);
        let query = heads(&self.query, tokens)?;
        let seen = attend(&query, &heads(&self.key, context)?, &heads(&self.value, context)?, None)?;
        self.out.forward(&join_heads(&seen)?)
    }
}
