//! CLIP's text network (Radford et al. 2021): tokens become the states that the UNet looks at.
//!
//! candle-transformers has it too, but its config cannot be filled from a checkpoint's own, and its second
//! Stable Diffusion 2 form approximates the activation.

use candle_core::{Module, Result, Tensor};
use candle_nn::{Embedding, VarBuilder, embedding};

use crate::engine::diffusion::config::{self, TextConfig};
use crate::engine::diffusion::ops::{Activation, Attention, LayerNorm, Linear, Mask};

/// The text network.
#[derive(Debug)]
pub(in crate::engine::diffusion) struct TextEncoder {
    tokens: Embedding,
    positions: Tensor,
    layers: Vec<Layer>,
    norm: LayerNorm,
    projection: Option<Linear>,
}

/// What the network makes of one window of tokens.
#[derive(Clone, Debug)]
pub(in crate::engine::diffusion) struct TextStates {
    /// The states behind the last layer, normed: `[1, length, hidden_size]`.
    pub last: Tensor,
    /// Those before the last layer, not normed.
    pub before_last: Tensor,
    /// The text in one row, `[1, hidden_size]`, or as wide as the projection where the network has one.
    pub summary: Tensor,
}

impl TextEncoder {
    /// Takes the tensors of `text_model.…`, or of the same names without that prefix, as transformers 5 writes them.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &TextConfig, tensors: &VarBuilder) -> Result<Self> {
        let bare = tensors.contains_tensor("embeddings.token_embedding.weight");
        let projection = tensors.contains_tensor("text_projection.weight").then(|| {
            let outputs = config.projection_dim.unwrap_or(config.hidden_size);
            Linear::without_bias(config.hidden_size, outputs, &tensors.pp("text_projection"))
        });
        let tensors = if bare { tensors.clone() } else { tensors.pp("text_model") };
        let (width, length) = (config.hidden_size, config.max_position_embeddings);
        let embeddings = tensors.pp("embeddings");
        let layer = |index: usize| Layer::new(config, &tensors.pp("encoder.layers").pp(index));
        Ok(Self {
            tokens: embedding(config.vocab_size, width, embeddings.pp("token_embedding"))?,
            positions: embeddings.pp("position_embedding").get((length, width), "weight")?,
            layers: (0..config.num_hidden_layers).map(layer).collect::<Result<_>>()?,
            norm: LayerNorm::new(width, config.layer_norm_eps, &tensors.pp("final_layer_norm"))?,
            projection: projection.transpose()?,
        })
    }

    /// The states of `length` tokens, `length` being `max_position_embeddings`; the summary is that of the first token `end`, which
    /// has seen the whole text.
    ///
    /// # Errors
    /// candle's, when there are more or fewer tokens, or one is not in the vocabulary.
    pub fn forward(&self, tokens: &[u32], end: u32) -> Result<TextStates> {
        let place = tokens.iter().position(|&token| token == end).unwrap_or(tokens.len() - 1);
        let tokens = Tensor::from_slice(tokens, tokens.len(), self.positions.device())?;
        let mut states = (self.tokens.forward(&tokens)? + &self.positions)?.unsqueeze(0)?;
        let mut before_last = states.clone();
        for layer in &self.layers {
            before_last = states;
            states = layer.forward(&before_last)?;
        }
        let last = self.norm.forward(&states)?;
        let summary = last.narrow(1, place, 1)?.squeeze(1)?.contiguous()?;
        let summary = match &self.projection {
            Some(projection) => projection.forward(&summary)?,
            None => summary,
        };
        Ok(TextStates { last, before_last, summary })
    }
}

/// One transformer layer: attention, then a two-layer perceptron, each on normed states and added to them.
#[derive(Debug)]
struct Layer {
    norm1: LayerNorm,
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    attention: Attention,
    norm2: LayerNorm,
    wide: Linear,
    narrow: Linear,
    activation: Activation,
}

impl Layer {
    fn new(config: &TextConfig, tensors: &VarBuilder) -> Result<Self> {
        let (width, inner) = (config.hidden_size, config.intermediate_size);
        let norm = |name: &str| LayerNorm::new(width, config.layer_norm_eps, &tensors.pp(name));
        let project = |name: &str| Linear::new(width, width, &tensors.pp("self_attn").pp(name));
        Ok(Self {
            norm1: norm("layer_norm1")?,
            query: project("q_proj")?,
            key: project("k_proj")?,
            value: project("v_proj")?,
            out: project("out_proj")?,
            attention: Attention::new(config.num_attention_heads),
            norm2: norm("layer_norm2")?,
            wide: Linear::new(width, inner, &tensors.pp("mlp.fc1"))?,
            narrow: Linear::new(inner, width, &tensors.pp("mlp.fc2"))?,
            activation: activation(config.hidden_act),
        })
    }

    /// `[1, length, hidden_size]` to the same.
    fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let normed = self.norm1.forward(states)?;
        let (query, key, value) =
            (self.query.forward(&normed)?, self.key.forward(&normed)?, self.value.forward(&normed)?);
        // A token looks only at those before it.
        let seen = self.attention.forward(&query, &key, &value, Mask::Causal)?;
        let states = self.out.forward_add(&seen, states)?;
        let wide = self.wide.forward_then(&self.norm2.forward(&states)?, self.activation)?;
        self.narrow.forward_add(&wide, &states)
    }
}

fn activation(named: config::Activation) -> Activation {
    match named {
        config::Activation::QuickGelu => Activation::QuickGelu,
        config::Activation::Gelu => Activation::Gelu,
    }
}
