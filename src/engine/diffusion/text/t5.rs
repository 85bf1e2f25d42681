//! T5's encoder (Raffel et al. 2020; version 1.1 with gated perceptrons): words become states, without CLIP's limit of 77.

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{Embedding, Module, VarBuilder, embedding};

use crate::engine::diffusion::config::T5Config;
use crate::engine::diffusion::ops::{Activation, Attention, GatedLinear, Linear, Mask, RmsNorm};

/// The encoder.
#[derive(Debug)]
pub(in crate::engine::diffusion) struct T5Encoder {
    tokens: Embedding,
    /// `[buckets, heads]`.
    distances: Tensor,
    layers: Vec<Layer>,
    norm: RmsNorm,
    buckets: usize,
    farthest: usize,
    kind: DType,
}

impl T5Encoder {
    /// Takes the tensors of `shared` and `encoder`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &T5Config, tensors: &VarBuilder) -> Result<Self> {
        let shared = tensors.contains_tensor("shared.weight");
        let words = if shared { tensors.pp("shared") } else { tensors.pp("encoder.embed_tokens") };
        let tensors = tensors.pp("encoder");
        let layer = |index: usize| Layer::new(config, &tensors.pp("block").pp(index).pp("layer"));
        let (buckets, heads) = (config.relative_attention_num_buckets, config.num_heads);
        let first = tensors.pp("block.0.layer.0.SelfAttention.relative_attention_bias").to_dtype(DType::F32);
        Ok(Self {
            tokens: embedding(config.vocab_size, config.d_model, words)?,
            distances: first.get((buckets, heads), "weight")?,
            layers: (0..config.num_layers).map(layer).collect::<Result<_>>()?,
            norm: RmsNorm::new(config.d_model, config.layer_norm_epsilon, &tensors.pp("final_layer_norm"))?,
            buckets,
            farthest: config.relative_attention_max_distance,
            kind: tensors.dtype(),
        })
    }

    /// The states `[1, length, d_model]` of `length` tokens, each of which looks at all.
    ///
    /// # Errors
    /// candle's, when a token is not in the vocabulary.
    pub fn forward(&self, tokens: &[u32]) -> Result<Tensor> {
        let length = tokens.len();
        let tokens = Tensor::from_slice(tokens, length, self.distances.device())?;
        let mut states = self.tokens.forward(&tokens)?.unsqueeze(0)?.to_dtype(self.kind)?;
        let bias = self.bias(length, self.distances.device())?;
        for layer in &self.layers {
            states = layer.forward(&states, &bias)?;
        }
        self.norm.forward(&states)
    }

    /// What is added to the scores for the distance between two tokens: `[heads, length, length]`.
    fn bias(&self, length: usize, device: &Device) -> Result<Tensor> {
        let bucket = |index: usize| {
            let (from, to) = ((index / length) as i64, (index % length) as i64);
            bucket(to - from, self.buckets, self.farthest)
        };
        let buckets: Vec<u32> = (0..length * length).map(bucket).collect();
        let rows = self.distances.index_select(&Tensor::from_vec(buckets, length * length, device)?, 0)?;
        rows.t()?.reshape(((), length, length))?.contiguous()
    }
}

/// The bucket of a distance: half of them look ahead; of each half, near distances have their own, far ones share by
/// their logarithm.
fn bucket(distance: i64, buckets: usize, farthest: usize) -> u32 {
    let half = buckets / 2;
    let ahead = if distance > 0 { half } else { 0 };
    let distance = distance.unsigned_abs() as usize;
    let exact = half / 2;
    let within = if distance < exact {
        distance
    } else {
        let far = (distance as f32 / exact as f32).ln() / (farthest as f32 / exact as f32).ln();
        (exact + (far * (half - exact) as f32) as usize).min(half - 1)
    };
    (ahead + within) as u32
}

/// Attention, then a gated perceptron, each on normed states and added.
#[derive(Debug)]
struct Layer {
    norm1: RmsNorm,
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    attention: Attention,
    norm2: RmsNorm,
    gated: GatedLinear,
    narrow: Linear,
}

impl Layer {
    fn new(config: &T5Config, tensors: &VarBuilder) -> Result<Self> {
        let (width, inner) = (config.d_model, config.num_heads * config.d_kv);
        let attention = tensors.pp("0.SelfAttention");
        let dense = tensors.pp("1.DenseReluDense");
        let project = |name: &str| Linear::without_bias(width, inner, &attention.pp(name));
        let wide = |name: &str| dense.get((config.d_ff, width), &format!("{name}.weight"));
        let norm = |index: &str| {
            RmsNorm::new(width, config.layer_norm_epsilon, &tensors.pp(format!("{index}.layer_norm")))
        };
        Ok(Self {
            norm1: norm("0")?,
            query: project("q")?,
            key: project("k")?,
            value: project("v")?,
            out: Linear::without_bias(inner, width, &attention.pp("o"))?,
            // T5's scores are not divided by the root of a head's width.
            attention: Attention::new(config.num_heads).scaled(1.0),
            norm2: norm("1")?,
            gated: GatedLinear::from_tensors(&wide("wi_1")?, &wide("wi_0")?, Activation::GeluTanh)?,
            narrow: Linear::without_bias(config.d_ff, width, &dense.pp("wo"))?,
        })
    }

    fn forward(&self, states: &Tensor, bias: &Tensor) -> Result<Tensor> {
        let normed = self.norm1.forward(states)?;
        let (query, key, value) =
            (self.query.forward(&normed)?, self.key.forward(&normed)?, self.value.forward(&normed)?);
        let seen = self.attention.forward(&query, &key, &value, Mask::Added(bias))?;
        let states = self.out.forward_add(&seen, states)?;
        self.narrow.forward_add(&self.gated.forward(&self.norm2.forward(&states)?)?, &states)
    }
}

#[cfg(test)]
mod tests {
    use super::bucket;

    #[test]
    fn distances_fall_into_the_buckets_of_transformers() {
        let check =
            |distance: i64, expected: u32| assert_eq!(bucket(distance, 32, 128), expected, "{distance}");
        check(0, 0);
        check(-7, 7);
        check(-8, 8);
        check(-200, 15);
        check(1, 17);
        check(7, 23);
        check(200, 31);
    }
}
