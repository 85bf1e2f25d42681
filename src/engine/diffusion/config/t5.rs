//! `text_encoder_3/config.json`, or `text_encoder_2` in Flux: T5.

use serde::Deserialize;

use super::{Config, MOST_CHANNELS, MOST_LAYERS, only, within};

/// T5's encoder.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct T5Config {
    /// Tokens it knows.
    pub vocab_size: usize,
    /// Numbers per token between layers, per head, and inside the perceptrons.
    pub d_model: usize,
    pub d_kv: usize,
    pub d_ff: usize,
    /// Layers.
    pub num_layers: usize,
    /// Attention heads.
    pub num_heads: usize,
    /// Kinds of distance between tokens, and the distance from which on they are one.
    #[serde(default = "buckets")]
    pub relative_attention_num_buckets: usize,
    #[serde(default = "farthest")]
    pub relative_attention_max_distance: usize,
    /// What keeps the norms from dividing by zero.
    #[serde(default = "eps")]
    pub layer_norm_epsilon: f64,
    #[serde(default = "gated")]
    feed_forward_proj: String,
}

fn buckets() -> usize {
    32
}

fn farthest() -> usize {
    128
}

fn eps() -> f64 {
    1e-6
}

fn gated() -> String {
    "gated-gelu".to_owned()
}

impl Config for T5Config {
    fn check(&self) -> Result<(), String> {
        within("vocab_size", self.vocab_size, 1 << 20)?;
        within("d_model", self.d_model, MOST_CHANNELS)?;
        within("d_kv", self.d_kv, MOST_CHANNELS)?;
        within("d_ff", self.d_ff, 4 * MOST_CHANNELS)?;
        within("num_layers", self.num_layers, MOST_LAYERS)?;
        within("num_heads", self.num_heads, 256)?;
        if !(4..=1024).contains(&self.relative_attention_num_buckets) {
            return Err(format!("relative_attention_num_buckets is {}", self.relative_attention_num_buckets));
        }
        if self.relative_attention_max_distance <= self.relative_attention_num_buckets / 4 {
            return Err(format!(
                "relative_attention_max_distance is {}",
                self.relative_attention_max_distance
            ));
        }
        only("feed_forward_proj", &self.feed_forward_proj, &gated())
    }
}
