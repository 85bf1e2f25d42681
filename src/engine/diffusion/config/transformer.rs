//! `transformer/config.json` of Stable Diffusion 3 and of Flux.

use serde::Deserialize;
use serde_json::Value;

use super::{Config, MOST_CHANNELS, only, within};

/// Most layers of a transformer: twice those of the largest one published.
const MOST: usize = 128;

/// The transformer of Stable Diffusion 3.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sd3Config {
    /// Channels of the latents.
    pub in_channels: usize,
    /// Latents across a picture of the size it was trained on.
    pub sample_size: u32,
    /// Latents across a patch.
    pub patch_size: usize,
    /// Layers, heads, and numbers per head.
    pub num_layers: usize,
    pub num_attention_heads: usize,
    pub attention_head_dim: usize,
    /// Numbers per token of the words, and of their summary.
    pub joint_attention_dim: usize,
    pub pooled_projection_dim: usize,
    /// Patches across the largest picture.
    pub pos_embed_max_size: usize,
    /// Layers that look at the picture alone once more.
    #[serde(default)]
    pub dual_attention_layers: Vec<usize>,
    #[serde(default)]
    out_channels: Option<usize>,
    #[serde(default)]
    qk_norm: Option<String>,
}

impl Sd3Config {
    /// Whether queries and keys are normed.
    pub fn norms_queries(&self) -> bool {
        self.qk_norm.is_some()
    }
}

/// The transformer of Flux.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct FluxConfig {
    /// Channels of the latents, four in one.
    pub in_channels: usize,
    /// Layers with two streams, and with one.
    pub num_layers: usize,
    pub num_single_layers: usize,
    /// Heads, and numbers per head.
    pub num_attention_heads: usize,
    pub attention_head_dim: usize,
    /// Numbers per token of the words, and of their summary.
    pub joint_attention_dim: usize,
    pub pooled_projection_dim: usize,
    /// Whether it is told the guidance it was distilled with.
    #[serde(default)]
    pub guidance_embeds: bool,
    /// Numbers per head that turn with each of the three coordinates.
    #[serde(default = "axes")]
    pub axes_dims_rope: [usize; 3],
    #[serde(default = "one")]
    patch_size: usize,
    #[serde(default)]
    out_channels: Value,
}

fn axes() -> [usize; 3] {
    [16, 56, 56]
}

fn one() -> usize {
    1
}

/// The widths that every transformer has.
fn check_widths(
    layers: usize,
    heads: usize,
    head: usize,
    words: usize,
    summary: usize,
) -> Result<(), String> {
    within("num_layers", layers, MOST)?;
    within("num_attention_heads", heads, 256)?;
    within("attention_head_dim", head, 1024)?;
    within("num_attention_heads * attention_head_dim", heads * head, 2 * MOST_CHANNELS)?;
    within("joint_attention_dim", words, 2 * MOST_CHANNELS)?;
    within("pooled_projection_dim", summary, 2 * MOST_CHANNELS)
}

impl Config for Sd3Config {
    fn check(&self) -> Result<(), String> {
        let (heads, head) = (self.num_attention_heads, self.attention_head_dim);
        check_widths(self.num_layers, heads, head, self.joint_attention_dim, self.pooled_projection_dim)?;
        within("in_channels", self.in_channels, 64)?;
        only("out_channels", &self.out_channels.unwrap_or(self.in_channels), &self.in_channels)?;
        within("sample_size", self.sample_size as usize, 1024)?;
        within("patch_size", self.patch_size, 8)?;
        within("pos_embed_max_size", self.pos_embed_max_size, 1024)?;
        let usual = "rms_norm".to_owned();
        only("qk_norm", self.qk_norm.as_ref().unwrap_or(&usual), &usual)
    }
}

impl Config for FluxConfig {
    fn check(&self) -> Result<(), String> {
        let (heads, head) = (self.num_attention_heads, self.attention_head_dim);
        check_widths(self.num_layers, heads, head, self.joint_attention_dim, self.pooled_projection_dim)?;
        within("num_single_layers", self.num_single_layers, MOST)?;
        within("in_channels", self.in_channels, 256)?;
        only("in_channels % 4", &(self.in_channels % 4), &0)?;
        only("patch_size", &self.patch_size, &1)?;
        if let Some(channels) = self.out_channels.as_u64() {
            only("out_channels", &(channels as usize), &self.in_channels)?;
        }
        if self.axes_dims_rope.iter().any(|axis| axis % 2 != 0) {
            return Err("axes_dims_rope is odd".to_owned());
        }
        only("the sum of axes_dims_rope", &self.axes_dims_rope.iter().sum::<usize>(), &head)
    }
}
