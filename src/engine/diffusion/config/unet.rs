//! `unet/config.json`.

use serde::Deserialize;
use serde_json::Value;

use super::{Config, MOST_CHANNELS, MOST_LAYERS, check_channels, divides, only, within};

/// The network that predicts noise.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct UnetConfig {
    /// Channels of the latents it reads.
    pub in_channels: usize,
    /// Channels of its answer.
    pub out_channels: usize,
    /// Channels of each block, from full size down.
    pub block_out_channels: Vec<usize>,
    /// Residual layers of each block on the way down; on the way up there is one more.
    pub layers_per_block: usize,
    /// Numbers per token of the text it looks at.
    pub cross_attention_dim: usize,
    /// Groups of each group norm.
    #[serde(default = "default_groups")]
    pub norm_num_groups: usize,
    /// What keeps the group norms from dividing by zero.
    #[serde(default = "default_eps")]
    pub norm_eps: f64,
    /// Latents across a picture of the size it was trained on.
    #[serde(default = "default_sample_size")]
    pub sample_size: u32,
    /// Whether the time embedding has its cosines first.
    #[serde(default = "yes")]
    pub flip_sin_to_cos: bool,
    /// Shift of the time embedding's frequencies.
    #[serde(default)]
    pub freq_shift: f64,
    /// Whether latents are mapped by `2 x - 1` first.
    #[serde(default)]
    pub center_input_sample: bool,
    /// The middle block's residual sums are divided by this.
    #[serde(default = "one")]
    pub mid_block_scale_factor: f64,
    down_block_types: Vec<String>,
    up_block_types: Vec<String>,
    #[serde(default)]
    mid_block_type: Option<String>,
    attention_head_dim: OneOrEach,
    #[serde(default)]
    num_attention_heads: Option<OneOrEach>,
    #[serde(default)]
    transformer_layers_per_block: Option<OneOrEach>,
    #[serde(default)]
    use_linear_projection: bool,
    #[serde(default = "silu")]
    act_fn: String,
    #[serde(default = "one_pixel")]
    downsample_padding: usize,
    #[serde(default)]
    dual_cross_attention: bool,
    #[serde(default)]
    only_cross_attention: Value,
    #[serde(default = "default_time_shift")]
    resnet_time_scale_shift: String,
    /// What other kinds of model add.
    #[serde(flatten)]
    additions: Additions,
}

/// Conditioning that the plain Stable Diffusion network does not have; only Stable Diffusion XL's is supported.
#[derive(Clone, Debug, Default, Deserialize)]
struct Additions {
    #[serde(default)]
    addition_embed_type: Value,
    #[serde(default)]
    addition_time_embed_dim: Option<usize>,
    #[serde(default)]
    projection_class_embeddings_input_dim: Option<usize>,
    #[serde(default)]
    class_embed_type: Value,
    #[serde(default)]
    encoder_hid_dim: Value,
    #[serde(default)]
    time_cond_proj_dim: Value,
    #[serde(default)]
    num_class_embeds: Value,
}

/// One number for all blocks, or one for each.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum OneOrEach {
    One(usize),
    Each(Vec<usize>),
}

impl OneOrEach {
    fn get(&self, index: usize) -> usize {
        match self {
            Self::One(value) => *value,
            Self::Each(values) => values.get(index).copied().unwrap_or(0),
        }
    }
}

impl UnetConfig {
    /// Attention heads of a block. In the published files they are called `attention_head_dim`.
    pub fn heads(&self, block: usize) -> usize {
        self.num_attention_heads.as_ref().unwrap_or(&self.attention_head_dim).get(block)
    }

    /// Transformer layers behind each residual layer of a block.
    pub fn depth(&self, block: usize) -> usize {
        self.transformer_layers_per_block.as_ref().map_or(1, |depth| depth.get(block))
    }

    /// Whether a block looks at the text.
    pub fn has_attention(&self, block: usize) -> bool {
        self.down_block_types.get(block).is_some_and(|kind| kind == CROSS_DOWN)
    }

    /// Whether the transformers' projections are stored as matrices, not as 1x1 convolutions.
    pub fn linear_projection(&self) -> bool {
        self.use_linear_projection
    }

    /// What Stable Diffusion XL adds to the time: numbers of each size it is told, and of all it is told.
    pub fn added(&self) -> Option<(usize, usize)> {
        let Additions { addition_embed_type, addition_time_embed_dim, .. } = &self.additions;
        (addition_embed_type == TEXT_AND_SIZES).then_some(())?;
        Some(((*addition_time_embed_dim)?, self.additions.projection_class_embeddings_input_dim?))
    }

    /// The last block's number.
    pub fn last(&self) -> usize {
        self.block_out_channels.len().saturating_sub(1)
    }

    fn check_blocks(&self) -> Result<(), String> {
        only("the number of down_block_types", &self.down_block_types.len(), &self.block_out_channels.len())?;
        for kind in &self.down_block_types {
            if ![CROSS_DOWN, PLAIN_DOWN].contains(&kind.as_str()) {
                return Err(format!("the block type {kind} is not supported"));
            }
        }
        let mirrored = |kind: &String| if kind == CROSS_DOWN { CROSS_UP } else { PLAIN_UP }.to_owned();
        let up: Vec<_> = self.down_block_types.iter().rev().map(mirrored).collect();
        only("up_block_types", &self.up_block_types, &up)?;
        let middle = self.mid_block_type.as_deref().unwrap_or(CROSS_MIDDLE);
        only("mid_block_type", &middle, &CROSS_MIDDLE)
    }

    fn check_attention(&self) -> Result<(), String> {
        for (block, &channels) in self.block_out_channels.iter().enumerate() {
            divides("attention_head_dim", self.heads(block), "block_out_channels", channels)?;
            within("transformer_layers_per_block", self.depth(block), MOST_LAYERS)?;
        }
        within("cross_attention_dim", self.cross_attention_dim, MOST_CHANNELS)
    }

    fn check_additions(&self) -> Result<(), String> {
        let Additions {
            addition_embed_type,
            class_embed_type,
            encoder_hid_dim,
            time_cond_proj_dim,
            num_class_embeds,
            ..
        } = &self.additions;
        match self.added() {
            Some((size, all)) => {
                within("addition_time_embed_dim", size, MOST_CHANNELS)?;
                within("projection_class_embeddings_input_dim", all, 2 * MOST_CHANNELS)?;
                if all <= SIZES_TOLD * size {
                    return Err(
                        "projection_class_embeddings_input_dim leaves no room for the text".to_owned()
                    );
                }
            }
            None => absent("addition_embed_type", addition_embed_type)?,
        }
        absent("class_embed_type", class_embed_type)?;
        absent("encoder_hid_dim", encoder_hid_dim)?;
        absent("time_cond_proj_dim", time_cond_proj_dim)?;
        absent("num_class_embeds", num_class_embeds)
    }
}

/// Refuses conditioning that this engine would leave out.
fn absent(name: &str, value: &Value) -> Result<(), String> {
    if value.is_null() { Ok(()) } else { Err(format!("it needs {name} {value}, which is not supported")) }
}

/// Stable Diffusion XL's `addition_embed_type`.
const TEXT_AND_SIZES: &str = "text_time";

/// Numbers about sizes that Stable Diffusion XL is told: the original size, where it was cut, the size wanted.
pub(crate) const SIZES_TOLD: usize = 6;

const CROSS_DOWN: &str = "CrossAttnDownBlock2D";
const PLAIN_DOWN: &str = "DownBlock2D";
const CROSS_UP: &str = "CrossAttnUpBlock2D";
const PLAIN_UP: &str = "UpBlock2D";
const CROSS_MIDDLE: &str = "UNetMidBlock2DCrossAttn";

fn default_groups() -> usize {
    32
}

fn default_eps() -> f64 {
    1e-5
}

fn default_sample_size() -> u32 {
    64
}

fn yes() -> bool {
    true
}

fn one() -> f64 {
    1.0
}

fn one_pixel() -> usize {
    1
}

fn silu() -> String {
    "silu".to_owned()
}

fn default_time_shift() -> String {
    "default".to_owned()
}

impl Config for UnetConfig {
    fn check(&self) -> Result<(), String> {
        check_channels(&self.block_out_channels, self.norm_num_groups)?;
        within("layers_per_block", self.layers_per_block, MOST_LAYERS)?;
        within("in_channels", self.in_channels, 64)?;
        only("out_channels", &self.out_channels, &self.in_channels)?;
        within("sample_size", self.sample_size as usize, 1024)?;
        only("block_out_channels[0] % 2", &(self.block_out_channels[0] % 2), &0)?;
        if !(self.mid_block_scale_factor.is_finite() && self.mid_block_scale_factor > 0.0) {
            return Err(format!("mid_block_scale_factor is {}", self.mid_block_scale_factor));
        }
        only("act_fn", &self.act_fn, &silu())?;
        only("downsample_padding", &self.downsample_padding, &1)?;
        only("dual_cross_attention", &self.dual_cross_attention, &false)?;
        only("resnet_time_scale_shift", &self.resnet_time_scale_shift, &default_time_shift())?;
        if !matches!(self.only_cross_attention, Value::Null | Value::Bool(false)) {
            return Err("only_cross_attention is not supported".to_owned());
        }
        self.check_blocks()?;
        self.check_attention()?;
        self.check_additions()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_change;
    use super::*;
    use serde_json::json;

    #[test]
    fn impossible_numbers_are_refused() {
        let valid = json!({"in_channels": 4, "out_channels": 4, "block_out_channels": [320, 640], "layers_per_block": 2,
            "cross_attention_dim": 768, "attention_head_dim": 8, "sample_size": 64,
            "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
            "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]});
        let check = |key: &str, value: Value, expected: Option<&str>| {
            check_change::<UnetConfig>(&valid, key, value, expected);
        };
        check("act_fn", json!("silu"), None);
        check("attention_head_dim", json!([5, 10]), None);
        check("attention_head_dim", json!([5]), Some("attention_head_dim 0 does not divide"));
        check(
            "attention_head_dim",
            json!(0),
            Some("attention_head_dim 0 does not divide block_out_channels 320"),
        );
        check("num_attention_heads", json!(7), Some("attention_head_dim 7 does not divide"));
        check("block_out_channels", json!([]), Some("the number of blocks is 0"));
        check("block_out_channels", json!([320]), Some("the number of down_block_types"));
        check("in_channels", json!(9), Some("out_channels is 4; only 9"));
        check("up_block_types", json!(["CrossAttnUpBlock2D", "UpBlock2D"]), Some("up_block_types"));
        check("down_block_types", json!(["AttnDownBlock2D", "DownBlock2D"]), Some("AttnDownBlock2D is not"));
        check("mid_block_type", json!("UNetMidBlock2D"), Some("mid_block_type"));
        check("addition_embed_type", json!("text_time"), Some("it needs addition_embed_type \"text_time\""));
        check("time_cond_proj_dim", json!(256), Some("time_cond_proj_dim"));
        check("time_cond_proj_dim", Value::Null, None);
        check("sample_size", json!(0), Some("sample_size is 0"));
        check("only_cross_attention", json!(false), None);
        check("only_cross_attention", json!([true, false]), Some("only_cross_attention"));
        check("transformer_layers_per_block", json!(0), Some("transformer_layers_per_block"));
    }
}
