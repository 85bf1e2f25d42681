//! The transformer of Stable Diffusion 3 and 3.5: diffusers' `SD3Transformer2DModel`.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{EPS, Last, Modulation, PATCHES, Perceptron, Stream, Told, WORDS, gated};
use crate::engine::diffusion::config::Sd3Config;
use crate::engine::diffusion::ops::{
    Attention, Conv2d, ConvShape, LayerNorm, Linear, Mask, channels_first, channels_last,
};

/// The transformer.
#[derive(Debug)]
pub(in crate::engine::diffusion::families) struct Sd3Transformer {
    patches: Conv2d,
    /// `[1, most, most, width]`.
    positions: Tensor,
    told: Told,
    words: Linear,
    layers: Vec<Layer>,
    last: Last,
    patch: usize,
    most: usize,
    kind: candle_core::DType,
}

impl Sd3Transformer {
    /// Takes the tensors that the config calls for, by diffusers' names.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &Sd3Config, tensors: &VarBuilder) -> Result<Self> {
        let width = config.num_attention_heads * config.attention_head_dim;
        let (patch, most) = (config.patch_size, config.pos_embed_max_size);
        let positions = tensors.get((1, most * most, width), "pos_embed.pos_embed")?;
        let layer = |index: usize| Layer::new(config, index, &tensors.pp("transformer_blocks").pp(index));
        Ok(Self {
            patches: Conv2d::new(
                config.in_channels,
                width,
                ConvShape::patch(patch),
                &tensors.pp("pos_embed.proj"),
            )?,
            positions: positions.reshape((1, most, most, width))?,
            told: Told::new(width, config.pooled_projection_dim, false, tensors)?,
            words: Linear::new(config.joint_attention_dim, width, &tensors.pp("context_embedder"))?,
            layers: (0..config.num_layers).map(layer).collect::<Result<_>>()?,
            last: Last::new(width, patch * patch * config.in_channels, tensors)?,
            patch,
            most,
            kind: tensors.dtype(),
        })
    }

    /// The velocity, f32 `[batch, channels, height, width]` for latents of that shape at a time from 0 to 1000, looking
    /// at words `[batch, length, joint_attention_dim]` and told their summary `[batch, pooled_projection_dim]`.
    ///
    /// # Errors
    /// candle's, when the shapes are others.
    pub fn forward(&self, latents: &Tensor, time: f64, words: &Tensor, summary: &Tensor) -> Result<Tensor> {
        let patches = self.patches.forward(&channels_last(&latents.to_dtype(self.kind)?)?)?;
        let (batch, height, width, channels) = patches.dims4()?;
        let patches = patches.broadcast_add(&self.positions_of(height, width)?)?;
        let mut patches = patches.reshape((batch, height * width, channels))?;
        let told = self.told.forward(time, 0.0, summary)?;
        let mut words = self.words.forward(&words.to_dtype(self.kind)?)?;
        for layer in &self.layers {
            (patches, words) = layer.forward(&patches, words, &told)?;
        }
        let made = self.last.forward(&patches, &told)?;
        let side = self.patch;
        let made =
            made.reshape(
                &[
                    batch,
                    height,
                    width,
                    side,
                    side,
                    made.elem_count() / (batch * height * width * side * side),
                ][..],
            )?;
        let made = made.permute(vec![0, 1, 3, 2, 4, 5])?.contiguous()?;
        channels_first(&made.reshape((batch, height * side, width * side, ()))?)
    }

    /// The positions in the middle of the largest picture: `[1, height, width, channels]`.
    fn positions_of(&self, height: usize, width: usize) -> Result<Tensor> {
        if height > self.most || width > self.most {
            return Err(candle_core::Error::Msg(format!(
                "the picture has more than {} patches on a side",
                self.most
            )));
        }
        let (top, left) = ((self.most - height) / 2, (self.most - width) / 2);
        self.positions.narrow(1, top, height)?.narrow(2, left, width)?.contiguous()
    }
}

/// One layer. The last one leaves the words as they are; some look at the patches alone once more.
#[derive(Debug)]
struct Layer {
    norm: LayerNorm,
    of_patches: Modulation,
    of_words: Modulation,
    patches: Stream,
    words: Stream,
    alone: Option<Stream>,
    attention: Attention,
    perceptron: Perceptron,
    words_perceptron: Option<Perceptron>,
}

impl Layer {
    fn new(config: &Sd3Config, index: usize, tensors: &VarBuilder) -> Result<Self> {
        let heads = (config.num_attention_heads, config.attention_head_dim);
        let width = heads.0 * heads.1;
        let (last, dual) = (index + 1 == config.num_layers, config.dual_attention_layers.contains(&index));
        let normed = config.norms_queries();
        let stream =
            |names, projected, part: &str| Stream::new(heads, names, (normed, projected), &tensors.pp(part));
        Ok(Self {
            norm: LayerNorm::plain(width, EPS, tensors.device())?,
            of_patches: Modulation::new(width, if dual { 9 } else { 6 }, &tensors.pp("norm1"))?,
            of_words: Modulation::new(width, if last { 2 } else { 6 }, &tensors.pp("norm1_context"))?,
            patches: stream(PATCHES, true, "attn")?,
            words: stream(WORDS, !last, "attn")?,
            alone: dual.then(|| stream(PATCHES, true, "attn2")).transpose()?,
            attention: Attention::new(heads.0),
            perceptron: Perceptron::new(width, &tensors.pp("ff"))?,
            words_perceptron: (!last)
                .then(|| Perceptron::new(width, &tensors.pp("ff_context")))
                .transpose()?,
        })
    }

    fn forward(&self, patches: &Tensor, words: Tensor, told: &Tensor) -> Result<(Tensor, Tensor)> {
        let (parts, of_words) = (self.of_patches.forward(told)?, self.of_words.forward(told)?);
        // Shift before scale, but in the last layer's words.
        let (scale, shift) = if self.words_perceptron.is_some() { (1, 0) } else { (0, 1) };
        let normed_words = self.norm.forward_modulated(&words, &of_words[scale], &of_words[shift])?;
        let normed = self.norm.forward_modulated(patches, &parts[1], &parts[0])?;
        let (seen, seen_words) = self.attend(&normed, &normed_words)?;
        let mut made = gated(patches, &parts[2], &project(&self.patches, &seen)?)?;
        if let Some(alone) = &self.alone {
            let normed = self.norm.forward_modulated(patches, &parts[7], &parts[6])?;
            let [query, key, value] = alone.project(&normed)?;
            let seen = self.attention.forward(&query, &key, &value, Mask::None)?;
            made = gated(&made, &parts[8], &project(alone, &seen)?)?;
        }
        let normed = self.norm.forward_modulated(&made, &parts[4], &parts[3])?;
        let made = gated(&made, &parts[5], &self.perceptron.forward(&normed)?)?;
        let Some(perceptron) = &self.words_perceptron else { return Ok((made, words)) };
        let words = gated(&words, &of_words[2], &project(&self.words, &seen_words)?)?;
        let normed = self.norm.forward_modulated(&words, &of_words[4], &of_words[3])?;
        Ok((made, gated(&words, &of_words[5], &perceptron.forward(&normed)?)?))
    }

    /// Attention of patches and words to all of both.
    fn attend(&self, patches: &Tensor, words: &Tensor) -> Result<(Tensor, Tensor)> {
        let (first, second) = (self.words.project(words)?, self.patches.project(patches)?);
        let both = |part: usize| Tensor::cat(&[&first[part], &second[part]], 1);
        let seen = self.attention.forward(&both(0)?, &both(1)?, &both(2)?, Mask::None)?;
        let length = words.dim(1)?;
        Ok((seen.narrow(1, length, patches.dim(1)?)?.contiguous()?, seen.narrow(1, 0, length)?.contiguous()?))
    }
}

fn project(stream: &Stream, seen: &Tensor) -> Result<Tensor> {
    stream.out.as_ref().map_or_else(|| Ok(seen.clone()), |out| out.forward(seen))
}
