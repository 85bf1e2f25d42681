//! `text_encoder/config.json`.

use serde::Deserialize;

use super::{Config, MOST_CHANNELS, MOST_LAYERS, divides, within};

/// CLIP's text network.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct TextConfig {
    /// Tokens it knows.
    pub vocab_size: usize,
    /// Numbers per token between layers.
    pub hidden_size: usize,
    /// Numbers per token inside a layer.
    pub intermediate_size: usize,
    /// Layers.
    pub num_hidden_layers: usize,
    /// Attention heads.
    pub num_attention_heads: usize,
    /// Tokens it reads at once, the first and last being the marks of start and end.
    pub max_position_embeddings: usize,
    /// Numbers of the text's summary, where it is projected.
    #[serde(default)]
    pub projection_dim: Option<usize>,
    /// The non-linearity inside a layer.
    pub hidden_act: Activation,
    /// What keeps the norms from dividing by zero.
    #[serde(default = "default_eps")]
    pub layer_norm_eps: f64,
}

/// The non-linearities that published text encoders use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Activation {
    /// x · sigmoid(1.702 x), of OpenAI's CLIP (Stable Diffusion 1).
    QuickGelu,
    /// x · Φ(x) by the error function, of OpenCLIP (Stable Diffusion 2).
    Gelu,
}

fn default_eps() -> f64 {
    1e-5
}

impl Config for TextConfig {
    fn check(&self) -> Result<(), String> {
        within("vocab_size", self.vocab_size, 1 << 20)?;
        within("hidden_size", self.hidden_size, MOST_CHANNELS)?;
        within("intermediate_size", self.intermediate_size, 4 * MOST_CHANNELS)?;
        within("num_hidden_layers", self.num_hidden_layers, MOST_LAYERS)?;
        within("projection_dim", self.projection_dim.unwrap_or(1), MOST_CHANNELS)?;
        within("max_position_embeddings", self.max_position_embeddings, 1024)?;
        if self.max_position_embeddings < 3 {
            return Err("max_position_embeddings leaves no room for a word".to_owned());
        }
        divides("num_attention_heads", self.num_attention_heads, "hidden_size", self.hidden_size)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_change;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn impossible_numbers_are_refused() {
        let valid = json!({"vocab_size": 49408, "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
            "num_attention_heads": 12, "max_position_embeddings": 77, "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5});
        let check = |key: &str, value: Value, expected: Option<&str>| {
            check_change::<TextConfig>(&valid, key, value, expected);
        };
        check("architectures", json!(["CLIPTextModel"]), None);
        check("hidden_act", json!("gelu"), None);
        check("hidden_act", json!("relu"), Some("unknown variant `relu`"));
        check("num_attention_heads", json!(0), Some("num_attention_heads 0 does not divide hidden_size 768"));
        check("num_attention_heads", json!(13), Some("does not divide"));
        check("hidden_size", json!(0), Some("hidden_size is 0"));
        check("vocab_size", json!(-5), Some("invalid value"));
        check("num_hidden_layers", json!(1_000_000), Some("num_hidden_layers"));
        check("max_position_embeddings", json!(2), Some("no room"));
    }
}
