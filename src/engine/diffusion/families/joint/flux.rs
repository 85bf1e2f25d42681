//! The transformer of Flux: diffusers' `FluxTransformer2DModel`. Layers with two streams, then layers with one in which
//! attention and perceptron stand side by side; queries and keys turn with their place (Su et al. 2021).

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::VarBuilder;
use candle_nn::rotary_emb::rope_i;

use super::{EPS, Last, Modulation, PATCHES, Perceptron, Stream, Told, WORDS, gated};
use crate::engine::diffusion::config::FluxConfig;
use crate::engine::diffusion::ops::{Activation, Attention, LayerNorm, Linear, Mask};

/// The slowest turn is so many times slower than the fastest.
const TURNS: f64 = 10_000.0;

/// Guidance that a distilled network is told; the published one's.
const GUIDANCE: f64 = 3.5;

/// The transformer.
#[derive(Debug)]
pub(in crate::engine::diffusion::families) struct FluxTransformer {
    patches: Linear,
    words: Linear,
    told: Told,
    layers: Vec<Layer>,
    single: Vec<SingleLayer>,
    last: Last,
    axes: [usize; 3],
    kind: DType,
}

/// How far each token turns: cosines and sines `[tokens, head / 2]`.
struct Turns {
    cosines: Tensor,
    sines: Tensor,
}

impl FluxTransformer {
    /// Takes the tensors that the config calls for, by diffusers' names.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &FluxConfig, tensors: &VarBuilder) -> Result<Self> {
        let heads = (config.num_attention_heads, config.attention_head_dim);
        let width = heads.0 * heads.1;
        let layer = |index: usize| Layer::new(heads, &tensors.pp("transformer_blocks").pp(index));
        let single =
            |index: usize| SingleLayer::new(heads, &tensors.pp("single_transformer_blocks").pp(index));
        Ok(Self {
            patches: Linear::new(config.in_channels, width, &tensors.pp("x_embedder"))?,
            words: Linear::new(config.joint_attention_dim, width, &tensors.pp("context_embedder"))?,
            told: Told::new(width, config.pooled_projection_dim, config.guidance_embeds, tensors)?,
            layers: (0..config.num_layers).map(layer).collect::<Result<_>>()?,
            single: (0..config.num_single_layers).map(single).collect::<Result<_>>()?,
            last: Last::new(width, config.in_channels, tensors)?,
            axes: config.axes_dims_rope,
            kind: tensors.dtype(),
        })
    }

    /// The velocity, f32 `[batch, channels, height, width]` for latents of that shape with even sides at a time from 0 to
    /// 1000, looking at words `[batch, length, joint_attention_dim]` and told their summary.
    ///
    /// # Errors
    /// candle's, when the shapes are others.
    pub fn forward(&self, latents: &Tensor, time: f64, words: &Tensor, summary: &Tensor) -> Result<Tensor> {
        let (_, _, height, width) = latents.dims4()?;
        let packed = pack(&latents.to_dtype(self.kind)?)?;
        let mut patches = self.patches.forward(&packed)?;
        let mut words = self.words.forward(&words.to_dtype(self.kind)?)?;
        let told = self.told.forward(time, GUIDANCE, summary)?;
        let length = words.dim(1)?;
        let turns = self.turns(length, (height / 2, width / 2), latents.device())?;
        for layer in &self.layers {
            (patches, words) = layer.forward(&patches, &words, &told, &turns)?;
        }
        let mut all = Tensor::cat(&[&words, &patches], 1)?;
        for layer in &self.single {
            all = layer.forward(&all, &told, &turns)?;
        }
        let patches = all.narrow(1, length, patches.dim(1)?)?.contiguous()?;
        unpack(&self.last.forward(&patches, &told)?, height, width)
    }

    fn angles(&self, place: [usize; 3]) -> Vec<f64> {
        self.axes.iter().zip(place).flat_map(|(&axis, place)| along(axis, place)).collect()
    }

    /// The words stand at no place, the patches at their row and column.
    fn turns(&self, words: usize, (rows, columns): (usize, usize), device: &Device) -> Result<Turns> {
        let patches = (0..rows).flat_map(|row| (0..columns).map(move |column| [0, row, column]));
        let places: Vec<[usize; 3]> = std::iter::repeat_n([0; 3], words).chain(patches).collect();
        let angles: Vec<f64> = places.iter().flat_map(|place| self.angles(*place)).collect();
        let half = self.axes.iter().sum::<usize>() / 2;
        let of = |function: fn(f64) -> f64| {
            let numbers: Vec<f32> = angles.iter().map(|&angle| function(angle) as f32).collect();
            Tensor::from_vec(numbers, (places.len(), half), device)?.to_dtype(self.kind)
        };
        Ok(Turns { cosines: of(f64::cos)?, sines: of(f64::sin)? })
    }
}

/// The angles of one token along an axis: from one for each place to nearly none.
fn along(axis: usize, place: usize) -> impl Iterator<Item = f64> {
    (0..axis / 2).map(move |index| place as f64 / TURNS.powf(2.0 * index as f64 / axis as f64))
}

impl Turns {
    /// Queries or keys `[batch, tokens, heads * head]`, turned: pairs of neighbours are one complex number.
    fn turn(&self, tokens: &Tensor, heads: usize) -> Result<Tensor> {
        let (batch, length, width) = tokens.dims3()?;
        let split = tokens.reshape((batch, length, heads, width / heads))?.transpose(1, 2)?.contiguous()?;
        let turned = rope_i(&split, &self.cosines, &self.sines)?;
        turned.transpose(1, 2)?.reshape((batch, length, width))
    }
}

/// Four neighbours in one: `[batch, channels, height, width]` to `[batch, height/2 * width/2, 4 * channels]`.
fn pack(latents: &Tensor) -> Result<Tensor> {
    let (batch, channels, height, width) = latents.dims4()?;
    let split = latents.reshape(&[batch, channels, height / 2, 2, width / 2, 2][..])?;
    split.permute(vec![0, 2, 4, 1, 3, 5])?.reshape((batch, (height / 2) * (width / 2), 4 * channels))
}

/// The way back.
fn unpack(patches: &Tensor, height: usize, width: usize) -> Result<Tensor> {
    let (batch, _, channels) = patches.dims3()?;
    let split = patches.reshape(&[batch, height / 2, width / 2, channels / 4, 2, 2][..])?;
    split.permute(vec![0, 3, 1, 4, 2, 5])?.reshape((batch, channels / 4, height, width))
}

/// A layer with two streams.
#[derive(Debug)]
struct Layer {
    norm: LayerNorm,
    of_patches: Modulation,
    of_words: Modulation,
    patches: Stream,
    words: Stream,
    attention: Attention,
    perceptron: Perceptron,
    words_perceptron: Perceptron,
    heads: usize,
}

impl Layer {
    fn new(heads: (usize, usize), tensors: &VarBuilder) -> Result<Self> {
        let width = heads.0 * heads.1;
        let stream = |names| Stream::new(heads, names, (true, true), &tensors.pp("attn"));
        Ok(Self {
            norm: LayerNorm::plain(width, EPS, tensors.device())?,
            of_patches: Modulation::new(width, 6, &tensors.pp("norm1"))?,
            of_words: Modulation::new(width, 6, &tensors.pp("norm1_context"))?,
            patches: stream(PATCHES)?,
            words: stream(WORDS)?,
            attention: Attention::new(heads.0),
            perceptron: Perceptron::new(width, &tensors.pp("ff"))?,
            words_perceptron: Perceptron::new(width, &tensors.pp("ff_context"))?,
            heads: heads.0,
        })
    }

    fn forward(
        &self,
        patches: &Tensor,
        words: &Tensor,
        told: &Tensor,
        turns: &Turns,
    ) -> Result<(Tensor, Tensor)> {
        let (parts, of_words) = (self.of_patches.forward(told)?, self.of_words.forward(told)?);
        let first = self.words.project(&self.norm.forward_modulated(words, &of_words[1], &of_words[0])?)?;
        let second = self.patches.project(&self.norm.forward_modulated(patches, &parts[1], &parts[0])?)?;
        let both = |part: usize| Tensor::cat(&[&first[part], &second[part]], 1);
        let (query, key) = (turns.turn(&both(0)?, self.heads)?, turns.turn(&both(1)?, self.heads)?);
        let seen = self.attention.forward(&query, &key, &both(2)?, Mask::None)?;
        let length = words.dim(1)?;
        let of_patches = seen.narrow(1, length, patches.dim(1)?)?.contiguous()?;
        let of_words_seen = seen.narrow(1, 0, length)?.contiguous()?;
        let finish =
            |states: &Tensor, seen: &Tensor, stream: &Stream, perceptron: &Perceptron, parts: &[Tensor]| {
                let projected =
                    stream.out.as_ref().map_or_else(|| Ok(seen.clone()), |out| out.forward(seen))?;
                let made = gated(states, &parts[2], &projected)?;
                let normed = self.norm.forward_modulated(&made, &parts[4], &parts[3])?;
                gated(&made, &parts[5], &perceptron.forward(&normed)?)
            };
        Ok((
            finish(patches, &of_patches, &self.patches, &self.perceptron, &parts)?,
            finish(words, &of_words_seen, &self.words, &self.words_perceptron, &of_words)?,
        ))
    }
}

/// A layer with one stream: attention and a wide layer of the same normed states, projected together.
#[derive(Debug)]
struct SingleLayer {
    norm: LayerNorm,
    modulation: Modulation,
    stream: Stream,
    wide: Linear,
    out: Linear,
    attention: Attention,
    heads: usize,
}

impl SingleLayer {
    fn new(heads: (usize, usize), tensors: &VarBuilder) -> Result<Self> {
        let width = heads.0 * heads.1;
        Ok(Self {
            norm: LayerNorm::plain(width, EPS, tensors.device())?,
            modulation: Modulation::new(width, 3, &tensors.pp("norm"))?,
            stream: Stream::new(heads, PATCHES, (true, false), &tensors.pp("attn"))?,
            wide: Linear::new(width, 4 * width, &tensors.pp("proj_mlp"))?,
            out: Linear::new(5 * width, width, &tensors.pp("proj_out"))?,
            attention: Attention::new(heads.0),
            heads: heads.0,
        })
    }

    fn forward(&self, states: &Tensor, told: &Tensor, turns: &Turns) -> Result<Tensor> {
        let parts = self.modulation.forward(told)?;
        let normed = self.norm.forward_modulated(states, &parts[1], &parts[0])?;
        let [query, key, value] = self.stream.project(&normed)?;
        let (query, key) = (turns.turn(&query, self.heads)?, turns.turn(&key, self.heads)?);
        let seen = self.attention.forward(&query, &key, &value, Mask::None)?;
        let wide = self.wide.forward_then(&normed, Activation::GeluTanh)?;
        gated(states, &parts[2], &self.out.forward_beside(&seen, &wide)?)
    }
}
