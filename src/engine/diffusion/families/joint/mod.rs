//! What the transformers of Stable Diffusion 3 and Flux share (Esser et al. 2024): a stream of words and one of patches, each
//! with its own weights, that attend to all of both; every layer is told time and words' summary by scales and gates.

pub(super) mod flux;
pub(super) mod sd3;

use candle_core::{D, DType, Result, Tensor};
use candle_nn::VarBuilder;

use crate::engine::diffusion::ops::{Activation, LayerNorm, Linear, RmsNorm};
use crate::engine::diffusion::unet::time::TimeEmbedding;

/// What keeps the norms from dividing by zero.
const EPS: f64 = 1e-6;

/// Waves that the time is made into.
const TIME_WAVES: usize = 256;

/// Query, key and value of one stream, and what follows attention.
#[derive(Debug)]
struct Stream {
    query: Linear,
    key: Linear,
    value: Linear,
    norms: Option<(RmsNorm, RmsNorm)>,
    out: Option<Linear>,
    heads: usize,
}

/// diffusers' names in one stream: query, key, value, their norms, and the projection behind.
type StreamNames = [&'static str; 6];

const PATCHES: StreamNames = ["to_q", "to_k", "to_v", "norm_q", "norm_k", "to_out.0"];
const WORDS: StreamNames =
    ["add_q_proj", "add_k_proj", "add_v_proj", "norm_added_q", "norm_added_k", "to_add_out"];

impl Stream {
    fn new(
        (heads, head): (usize, usize),
        names: StreamNames,
        (normed, projected): (bool, bool),
        tensors: &VarBuilder,
    ) -> Result<Self> {
        let width = heads * head;
        let [query, key, value, norm_query, norm_key, out] = names;
        let project = |name: &str| Linear::new(width, width, &tensors.pp(name));
        let norm = |name: &str| RmsNorm::new(head, EPS, &tensors.pp(name));
        let norms = || -> Result<_> { Ok((norm(norm_query)?, norm(norm_key)?)) };
        Ok(Self {
            query: project(query)?,
            key: project(key)?,
            value: project(value)?,
            norms: normed.then(norms).transpose()?,
            out: projected.then(|| project(out)).transpose()?,
            heads,
        })
    }

    /// Query, key and value `[batch, tokens, width]`, the first two normed in each head.
    fn project(&self, tokens: &Tensor) -> Result<[Tensor; 3]> {
        let (query, key) = (self.query.forward(tokens)?, self.key.forward(tokens)?);
        let (query, key) = match &self.norms {
            Some((of_query, of_key)) => (self.normed(&query, of_query)?, self.normed(&key, of_key)?),
            None => (query, key),
        };
        Ok([query, key, self.value.forward(tokens)?])
    }

    fn normed(&self, tokens: &Tensor, norm: &RmsNorm) -> Result<Tensor> {
        let (batch, length, width) = tokens.dims3()?;
        let heads = tokens.reshape((batch, length, self.heads, width / self.heads))?;
        norm.forward(&heads)?.reshape((batch, length, width))
    }
}

/// Two layers with an activation between them, four times as wide.
#[derive(Debug)]
struct Perceptron {
    wide: Linear,
    narrow: Linear,
}

impl Perceptron {
    fn new(width: usize, tensors: &VarBuilder) -> Result<Self> {
        let wide = Linear::new(width, 4 * width, &tensors.pp("net.0.proj"))?;
        Ok(Self { wide, narrow: Linear::new(4 * width, width, &tensors.pp("net.2"))? })
    }

    fn forward(&self, states: &Tensor) -> Result<Tensor> {
        self.narrow.forward(&self.wide.forward_then(states, Activation::GeluTanh)?)
    }
}

/// Time and the words' summary as one row, activated, f32.
#[derive(Debug)]
struct Told {
    time: TimeEmbedding,
    guidance: Option<TimeEmbedding>,
    first: Linear,
    second: Linear,
}

impl Told {
    fn new(width: usize, summary: usize, guided: bool, tensors: &VarBuilder) -> Result<Self> {
        let tensors = tensors.pp("time_text_embed").to_dtype(DType::F32);
        let waves = |name: &str| TimeEmbedding::new(TIME_WAVES, width, (true, 0.0), &tensors.pp(name));
        Ok(Self {
            time: waves("timestep_embedder")?,
            guidance: guided.then(|| waves("guidance_embedder")).transpose()?,
            first: Linear::new(summary, width, &tensors.pp("text_embedder.linear_1"))?,
            second: Linear::new(width, width, &tensors.pp("text_embedder.linear_2"))?,
        })
    }

    /// `[batch, width]` of a time from 0 to 1000, guidance where the network is told it, and `summary` `[batch, …]`.
    fn forward(&self, time: f64, guidance: f64, summary: &Tensor) -> Result<Tensor> {
        let summary = summary.to_dtype(DType::F32)?;
        let mut told = self.time.forward(time, summary.device())?;
        if let Some(embedding) = &self.guidance {
            told = (told + embedding.forward(guidance * 1000.0, summary.device())?)?;
        }
        let words = self.second.forward(&self.first.forward_then(&summary, Activation::Silu)?)?;
        Activation::Silu.apply(&words.broadcast_add(&told)?)
    }
}

/// Scales, shifts and gates of a layer, each `[batch, width]`, from what it is told.
#[derive(Debug)]
struct Modulation {
    linear: Linear,
    parts: usize,
}

impl Modulation {
    fn new(width: usize, parts: usize, tensors: &VarBuilder) -> Result<Self> {
        let linear = Linear::new(width, parts * width, &tensors.pp("linear").to_dtype(DType::F32))?;
        Ok(Self { linear, parts })
    }

    fn forward(&self, told: &Tensor) -> Result<Vec<Tensor>> {
        self.linear.forward(told)?.chunk(self.parts, D::Minus1)?.iter().map(Tensor::contiguous).collect()
    }
}

/// `states + gate · change`, the gate `[batch, width]`.
fn gated(states: &Tensor, gate: &Tensor, change: &Tensor) -> Result<Tensor> {
    states + change.broadcast_mul(&gate.to_dtype(change.dtype())?.unsqueeze(1)?)?
}

/// The last layer of both: a norm that is told scale and shift, then a projection to patches.
#[derive(Debug)]
struct Last {
    norm: LayerNorm,
    modulation: Modulation,
    out: Linear,
}

impl Last {
    fn new(width: usize, outputs: usize, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self {
            norm: LayerNorm::plain(width, EPS, tensors.device())?,
            modulation: Modulation::new(width, 2, &tensors.pp("norm_out"))?,
            out: Linear::new(width, outputs, &tensors.pp("proj_out").to_dtype(DType::F32))?,
        })
    }

    /// f32 `[batch, patches, outputs]`.
    fn forward(&self, states: &Tensor, told: &Tensor) -> Result<Tensor> {
        let parts = self.modulation.forward(told)?;
        let normed = self.norm.forward_modulated(states, &parts[0], &parts[1])?;
        self.out.forward(&normed.to_dtype(DType::F32)?)
    }
}
