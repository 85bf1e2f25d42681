//! `vae/config.json`.

use serde::Deserialize;

use super::{Config, MOST_LAYERS, check_channels, only, within};

/// The autoencoder between pixels and latents.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct VaeConfig {
    /// Channels of each block, from pixels to latents.
    pub block_out_channels: Vec<usize>,
    /// Residual layers of each encoder block; a decoder block has one more.
    pub layers_per_block: usize,
    /// Groups of each group norm.
    pub norm_num_groups: usize,
    /// Channels of a latent.
    #[serde(default = "four")]
    pub latent_channels: usize,
    /// Latents are multiplied by this for the UNet.
    #[serde(default = "default_scaling")]
    pub scaling_factor: f64,
    /// Subtracted from latents before that.
    #[serde(default)]
    pub shift_factor: Option<f64>,
    /// Whether a 1x1 convolution follows the encoder.
    #[serde(default = "yes")]
    pub use_quant_conv: bool,
    /// Whether a 1x1 convolution precedes the decoder.
    #[serde(default = "yes")]
    pub use_post_quant_conv: bool,
    #[serde(default = "three")]
    in_channels: usize,
    #[serde(default = "three")]
    out_channels: usize,
    #[serde(default = "silu")]
    act_fn: String,
    #[serde(default = "yes")]
    mid_block_add_attention: bool,
    #[serde(default)]
    up_block_types: Option<Vec<String>>,
}

impl VaeConfig {
    /// Pixels per latent, across and down.
    pub fn scale(&self) -> u32 {
        1 << (self.block_out_channels.len().saturating_sub(1))
    }
}

fn yes() -> bool {
    true
}

fn three() -> usize {
    3
}

fn four() -> usize {
    4
}

fn silu() -> String {
    "silu".to_owned()
}

fn default_scaling() -> f64 {
    0.18215
}

impl Config for VaeConfig {
    fn check(&self) -> Result<(), String> {
        check_channels(&self.block_out_channels, self.norm_num_groups)?;
        within("layers_per_block", self.layers_per_block, MOST_LAYERS)?;
        within("latent_channels", self.latent_channels, 64)?;
        if !(self.scaling_factor.is_finite() && self.scaling_factor > 0.0) {
            return Err(format!("scaling_factor is {}", self.scaling_factor));
        }
        only("in_channels", &self.in_channels, &3)?;
        only("out_channels", &self.out_channels, &3)?;
        only("act_fn", &self.act_fn, &silu())?;
        only("mid_block_add_attention", &self.mid_block_add_attention, &true)?;
        if !self.shift_factor.unwrap_or(0.0).is_finite() {
            return Err("shift_factor is no number".to_owned());
        }
        let blocks = vec!["UpDecoderBlock2D".to_owned(); self.block_out_channels.len()];
        only("up_block_types", self.up_block_types.as_ref().unwrap_or(&blocks), &blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_change;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn impossible_numbers_are_refused() {
        let valid = json!({"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "norm_num_groups": 32,
            "latent_channels": 4});
        let config: VaeConfig = serde_json::from_value(valid.clone()).unwrap();
        assert_eq!((config.scale(), config.scaling_factor), (8, 0.18215));
        let check = |key: &str, value: Value, expected: Option<&str>| {
            check_change::<VaeConfig>(&valid, key, value, expected);
        };
        check("sample_size", json!(512), None);
        check("block_out_channels", json!([]), Some("the number of blocks is 0"));
        check("block_out_channels", json!(vec![32; 40]), Some("the number of blocks is 40"));
        check(
            "block_out_channels",
            json!([16]),
            Some("norm_num_groups 32 does not divide block_out_channels 16"),
        );
        check("norm_num_groups", json!(0), Some("norm_num_groups is 0"));
        check("scaling_factor", json!(0), Some("scaling_factor is 0"));
        check("shift_factor", json!(0.1), None);
        check("latent_channels", json!(0), Some("latent_channels is 0"));
        check("act_fn", json!("relu"), Some("act_fn is \"relu\"; only \"silu\""));
        check("up_block_types", json!(["Other"]), Some("up_block_types"));
    }
}
