//! Where a tensor of diffusers' name lies in a file of the original code.
//!
//! The original Stable Diffusion code (Rombach et al. 2022) counts its blocks in one list, OpenCLIP and the later
//! transformers keep query, key and value in one matrix. Each table below is a list of endings or beginnings, the
//! diffusers' name first. `models/golden/make.py` checks them against diffusers' own conversion.

use candle_core::{Error, Result, Tensor};

use crate::models::Checkpoint;
use crate::models::checkpoint::Network;
use crate::models::family::Family;

/// Where one tensor may lie, and which part of what lies there it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The name in the file.
    pub name: String,
    /// What of it.
    pub cut: Cut,
}

/// A part of a stored tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// All of it.
    Whole,
    /// Rows `from / of` to `to / of`.
    Rows { from: usize, to: usize, of: usize },
    /// Rows and columns changed.
    Transposed,
    /// The second half before the first.
    Swapped,
}

impl Cut {
    /// The part of a tensor.
    pub fn apply(self, tensor: Tensor) -> Result<Tensor> {
        match self {
            Self::Whole => Ok(tensor),
            Self::Transposed => tensor.t()?.contiguous(),
            Self::Swapped => {
                let half = tensor.dim(0)? / 2;
                Tensor::cat(&[tensor.narrow(0, half, half)?, tensor.narrow(0, 0, half)?], 0)
            }
            Self::Rows { from, to, of } => {
                let rows = tensor.dim(0)?;
                if !rows.is_multiple_of(of) {
                    return Err(Error::Msg(format!("a tensor of {rows} rows is not {of} in one")));
                }
                tensor.narrow(0, rows / of * from, rows / of * (to - from))?.contiguous()
            }
        }
    }
}

/// How the names of one network's tensors change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Not at all.
    Diffusers,
    /// The UNet of the original code, by its residual layers in a block.
    Unet {
        layers: usize,
    },
    /// The autoencoder of the original code, by its blocks.
    Vae {
        blocks: usize,
    },
    /// The first text network, and the second.
    Clip,
    OpenClip,
    /// The transformers of Stable Diffusion 3 and Flux, by their double layers.
    Sd3 {
        layers: usize,
    },
    Flux,
}

impl Names {
    /// The names in the file that `network` is read from.
    pub fn of(checkpoint: &Checkpoint, network: &Network) -> Self {
        if !network.original {
            return Self::Diffusers;
        }
        let number = |key: &str| config_number(network, key);
        match (network.part.as_str(), checkpoint.family) {
            ("unet", _) => Self::Unet { layers: number("layers_per_block") },
            ("vae", _) => Self::Vae { blocks: number("block_out_channels") },
            ("transformer", Family::StableDiffusion3) => Self::Sd3 { layers: number("num_layers") },
            ("transformer", Family::Flux) => Self::Flux,
            ("text_encoder", _) => Self::Clip,
            ("text_encoder_2", Family::StableDiffusionXl | Family::StableDiffusion3) => Self::OpenClip,
            _ => Self::Diffusers,
        }
    }

    /// Where the tensor may lie, likeliest first.
    pub fn places(self, name: &str) -> Vec<Place> {
        let whole =
            |names: Vec<String>| names.into_iter().map(|name| Place { name, cut: Cut::Whole }).collect();
        match self {
            Self::Diffusers => whole(vec![name.to_owned()]),
            Self::Unet { layers } => whole(unet(name, layers)),
            Self::Vae { blocks } => whole(vec![format!("first_stage_model.{}", vae(name, blocks))]),
            // Stable Diffusion 2 has OpenCLIP's names in the first place too.
            Self::Clip => [whole(clip(name)), open_clip("cond_stage_model.model", name)].concat(),
            Self::OpenClip => [
                open_clip("conditioner.embedders.1.model", name),
                whole(vec![format!("text_encoders.clip_g.transformer.{name}")]),
            ]
            .concat(),
            Self::Sd3 { layers } => sd3(name, layers),
            Self::Flux => flux(name),
        }
    }
}

impl Names {
    /// A layer's name in the original UNet, for files that were trained with it. Diffusers' UNets have them too: two
    /// layers in each block are what every published one has.
    pub fn flattened_unet(self, layer: &str) -> Option<String> {
        let layers = match self {
            Self::Unet { layers } => layers,
            Self::Diffusers => 2,
            _ => return None,
        };
        unet_names(layer, layers).into_iter().next()
    }
}

/// A number of a network's config, or the length of a list in it; the config was checked when it was read.
fn config_number(network: &Network, key: &str) -> usize {
    let text = std::fs::read(&network.config).unwrap_or_default();
    let config: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    match &config[key] {
        serde_json::Value::Array(list) => list.len(),
        number => number.as_u64().unwrap_or_default() as usize,
    }
}

/// Replaces the first beginning of the table that fits.
fn begin(name: &str, table: &[(&str, &str)]) -> Option<String> {
    table.iter().find_map(|(new, old)| Some(format!("{old}{}", name.strip_prefix(new)?)))
}

/// A number and what follows it: `3.attentions.0` is 3 and `attentions.0`.
fn counted(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.split_once('.')?;
    Some((number.parse().ok()?, rest))
}

const RESIDUAL: [(&str, &str); 6] = [
    ("norm1", "in_layers.0"),
    ("conv1", "in_layers.2"),
    ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"),
    ("conv2", "out_layers.3"),
    ("conv_shortcut", "skip_connection"),
];

const UNET: [(&str, &str); 8] = [
    ("conv_in", "input_blocks.0.0"),
    ("time_embedding.linear_1", "time_embed.0"),
    ("time_embedding.linear_2", "time_embed.2"),
    ("add_embedding.linear_1", "label_emb.0.0"),
    ("add_embedding.linear_2", "label_emb.0.2"),
    ("conv_norm_out", "out.0"),
    ("conv_out", "out.2"),
    ("mid_block.attentions.0", "middle_block.1"),
];

fn unet(name: &str, layers: usize) -> Vec<String> {
    unet_names(name, layers).into_iter().map(|name| format!("model.diffusion_model.{name}")).collect()
}

/// The names in the UNet alone.
fn unet_names(name: &str, layers: usize) -> Vec<String> {
    if let Some(rest) = name.strip_prefix("down_blocks.").and_then(counted) {
        return down(rest.0, rest.1, layers).into_iter().collect();
    }
    if let Some(rest) = name.strip_prefix("up_blocks.").and_then(counted) {
        return up(rest.0, rest.1, layers);
    }
    if let Some((index, rest)) = name.strip_prefix("mid_block.resnets.").and_then(counted) {
        return begin(rest, &RESIDUAL)
            .map(|rest| format!("middle_block.{}.{rest}", 2 * index))
            .into_iter()
            .collect();
    }
    begin(name, &UNET).into_iter().collect()
}

/// `resnets.0.norm1.weight` or `attentions.0.…` of a block: which layer, and the name inside it.
fn layer(rest: &str) -> Option<(usize, String)> {
    if let Some((layer, rest)) = rest.strip_prefix("resnets.").and_then(counted) {
        return Some((layer, format!("0.{}", begin(rest, &RESIDUAL)?)));
    }
    let (layer, rest) = rest.strip_prefix("attentions.").and_then(counted)?;
    Some((layer, format!("1.{rest}")))
}

fn down(block: usize, rest: &str, layers: usize) -> Option<String> {
    let first = 1 + block * (layers + 1);
    if let Some(rest) = rest.strip_prefix("downsamplers.0.conv") {
        return Some(format!("input_blocks.{}.0.op{rest}", first + layers));
    }
    let (layer, rest) = layer(rest)?;
    Some(format!("input_blocks.{}.{rest}", first + layer))
}

fn up(block: usize, rest: &str, layers: usize) -> Vec<String> {
    let first = block * (layers + 1);
    if let Some(rest) = rest.strip_prefix("upsamplers.0.conv") {
        // Behind the transformer, where the block has one.
        return [2, 1].map(|place| format!("output_blocks.{}.{place}.conv{rest}", first + layers)).to_vec();
    }
    let named = layer(rest).map(|(layer, rest)| format!("output_blocks.{}.{rest}", first + layer));
    named.into_iter().collect()
}

const VAE_ATTENTION: [(&str, &str); 5] =
    [("group_norm", "norm"), ("to_q", "q"), ("to_k", "k"), ("to_v", "v"), ("to_out.0", "proj_out")];

fn vae(name: &str, blocks: usize) -> String {
    let Some((half, rest)) = name.split_once('.') else { return name.to_owned() };
    vae_half(rest, blocks).map_or_else(|| name.to_owned(), |rest| format!("{half}.{rest}"))
}

fn vae_half(rest: &str, blocks: usize) -> Option<String> {
    let shortcut =
        |rest: &str| begin(rest, &[("conv_shortcut", "nin_shortcut")]).unwrap_or_else(|| rest.to_owned());
    if let Some((index, rest)) = rest.strip_prefix("mid_block.resnets.").and_then(counted) {
        return Some(format!("mid.block_{}.{}", index + 1, shortcut(rest)));
    }
    if let Some(rest) = rest.strip_prefix("mid_block.attentions.0.") {
        return Some(format!("mid.attn_1.{}", begin(rest, &VAE_ATTENTION)?));
    }
    if let Some(rest) = rest.strip_prefix("conv_norm_out") {
        return Some(format!("norm_out{rest}"));
    }
    let (side, sampled, old, (block, rest)) = match rest.strip_prefix("down_blocks.").and_then(counted) {
        Some(found) => ("down", "downsamplers.0.conv", "downsample.conv", found),
        None => {
            ("up", "upsamplers.0.conv", "upsample.conv", rest.strip_prefix("up_blocks.").and_then(counted)?)
        }
    };
    // The original counts both halves from the pixels.
    let block = if side == "down" { block } else { blocks.checked_sub(block + 1)? };
    if let Some(rest) = rest.strip_prefix(sampled) {
        return Some(format!("{side}.{block}.{old}{rest}"));
    }
    let (layer, rest) = rest.strip_prefix("resnets.").and_then(counted)?;
    Some(format!("{side}.{block}.block.{layer}.{}", shortcut(rest)))
}

/// The first text network: Stable Diffusion 1, XL and 3.
fn clip(name: &str) -> Vec<String> {
    let beginnings = ["cond_stage_model", "conditioner.embedders.0", "text_encoders.clip_l"];
    beginnings.map(|begin| format!("{begin}.transformer.{name}")).to_vec()
}

const OPEN_CLIP: [(&str, &str); 4] = [
    ("text_model.embeddings.token_embedding", "token_embedding"),
    ("text_model.final_layer_norm", "ln_final"),
    ("text_model.embeddings.position_embedding.weight", "positional_embedding"),
    ("text_projection.weight", "text_projection"),
];

const OPEN_CLIP_LAYER: [(&str, &str, Option<usize>); 8] = [
    ("layer_norm1.", "ln_1.", None),
    ("layer_norm2.", "ln_2.", None),
    ("mlp.fc1.", "mlp.c_fc.", None),
    ("mlp.fc2.", "mlp.c_proj.", None),
    ("self_attn.out_proj.", "attn.out_proj.", None),
    ("self_attn.q_proj.", "attn.in_proj_", Some(0)),
    ("self_attn.k_proj.", "attn.in_proj_", Some(1)),
    ("self_attn.v_proj.", "attn.in_proj_", Some(2)),
];

/// OpenCLIP's names behind `prefix`.
fn open_clip(prefix: &str, name: &str) -> Vec<Place> {
    let third = |part| Cut::Rows { from: part, to: part + 1, of: 3 };
    let inner = |name: &str| {
        let (layer, rest) = name.strip_prefix("text_model.encoder.layers.").and_then(counted)?;
        let found = OPEN_CLIP_LAYER.iter().find_map(|(new, old, part)| {
            Some((format!("{old}{}", rest.strip_prefix(new)?), part.map_or(Cut::Whole, third)))
        });
        let (rest, cut) = found?;
        Some(Place { name: format!("{prefix}.transformer.resblocks.{layer}.{rest}"), cut })
    };
    let outer = || {
        let cut = if name == "text_projection.weight" { Cut::Transposed } else { Cut::Whole };
        Some(Place { name: format!("{prefix}.{}", begin(name, &OPEN_CLIP)?), cut })
    };
    inner(name).or_else(outer).into_iter().collect()
}

/// A table of a transformer: diffusers' beginning, the original's, and which part of it.
type Table = [(&'static str, &'static str, Cut)];

const fn rows(from: usize, to: usize, of: usize) -> Cut {
    Cut::Rows { from, to, of }
}

fn look_up(name: &str, table: &Table) -> Option<(String, Cut)> {
    table.iter().find_map(|(new, old, cut)| Some((format!("{old}{}", name.strip_prefix(new)?), *cut)))
}

/// The places of a name in a file that holds the transformer alone, or the whole model.
fn beside_prefix(found: Option<(String, Cut)>) -> Vec<Place> {
    let Some((name, cut)) = found else { return Vec::new() };
    vec![Place { name: format!("model.diffusion_model.{name}"), cut }, Place { name, cut }]
}

const SD3: &Table = &[
    ("pos_embed.pos_embed", "pos_embed", Cut::Whole),
    ("pos_embed.proj", "x_embedder.proj", Cut::Whole),
    ("time_text_embed.timestep_embedder.linear_1", "t_embedder.mlp.0", Cut::Whole),
    ("time_text_embed.timestep_embedder.linear_2", "t_embedder.mlp.2", Cut::Whole),
    ("time_text_embed.text_embedder.linear_1", "y_embedder.mlp.0", Cut::Whole),
    ("time_text_embed.text_embedder.linear_2", "y_embedder.mlp.2", Cut::Whole),
    ("context_embedder", "context_embedder", Cut::Whole),
    ("norm_out.linear", "final_layer.adaLN_modulation.1", Cut::Swapped),
    ("proj_out", "final_layer.linear", Cut::Whole),
];

const SD3_BLOCK: &Table = &[
    ("norm1.linear", "x_block.adaLN_modulation.1", Cut::Whole),
    ("norm1_context.linear", "context_block.adaLN_modulation.1", Cut::Whole),
    ("attn.to_q", "x_block.attn.qkv", rows(0, 1, 3)),
    ("attn.to_k", "x_block.attn.qkv", rows(1, 2, 3)),
    ("attn.to_v", "x_block.attn.qkv", rows(2, 3, 3)),
    ("attn.add_q_proj", "context_block.attn.qkv", rows(0, 1, 3)),
    ("attn.add_k_proj", "context_block.attn.qkv", rows(1, 2, 3)),
    ("attn.add_v_proj", "context_block.attn.qkv", rows(2, 3, 3)),
    ("attn.norm_q", "x_block.attn.ln_q", Cut::Whole),
    ("attn.norm_k", "x_block.attn.ln_k", Cut::Whole),
    ("attn.norm_added_q", "context_block.attn.ln_q", Cut::Whole),
    ("attn.norm_added_k", "context_block.attn.ln_k", Cut::Whole),
    ("attn.to_out.0", "x_block.attn.proj", Cut::Whole),
    ("attn.to_add_out", "context_block.attn.proj", Cut::Whole),
    ("attn2.to_q", "x_block.attn2.qkv", rows(0, 1, 3)),
    ("attn2.to_k", "x_block.attn2.qkv", rows(1, 2, 3)),
    ("attn2.to_v", "x_block.attn2.qkv", rows(2, 3, 3)),
    ("attn2.norm_q", "x_block.attn2.ln_q", Cut::Whole),
    ("attn2.norm_k", "x_block.attn2.ln_k", Cut::Whole),
    ("attn2.to_out.0", "x_block.attn2.proj", Cut::Whole),
    ("ff.net.0.proj", "x_block.mlp.fc1", Cut::Whole),
    ("ff.net.2", "x_block.mlp.fc2", Cut::Whole),
    ("ff_context.net.0.proj", "context_block.mlp.fc1", Cut::Whole),
    ("ff_context.net.2", "context_block.mlp.fc2", Cut::Whole),
];

fn sd3(name: &str, layers: usize) -> Vec<Place> {
    let block = |name: &str| {
        let (layer, rest) = name.strip_prefix("transformer_blocks.").and_then(counted)?;
        let (rest, cut) = look_up(rest, SD3_BLOCK)?;
        // The last layer's norm of the text is of the kind that diffusers stores scale first.
        let last = layer + 1 == layers && rest.starts_with("context_block.adaLN");
        Some((format!("joint_blocks.{layer}.{rest}"), if last { Cut::Swapped } else { cut }))
    };
    beside_prefix(block(name).or_else(|| look_up(name, SD3)))
}

const FLUX: &Table = &[
    ("x_embedder", "img_in", Cut::Whole),
    ("context_embedder", "txt_in", Cut::Whole),
    ("time_text_embed.timestep_embedder.linear_1", "time_in.in_layer", Cut::Whole),
    ("time_text_embed.timestep_embedder.linear_2", "time_in.out_layer", Cut::Whole),
    ("time_text_embed.text_embedder.linear_1", "vector_in.in_layer", Cut::Whole),
    ("time_text_embed.text_embedder.linear_2", "vector_in.out_layer", Cut::Whole),
    ("time_text_embed.guidance_embedder.linear_1", "guidance_in.in_layer", Cut::Whole),
    ("time_text_embed.guidance_embedder.linear_2", "guidance_in.out_layer", Cut::Whole),
    ("norm_out.linear", "final_layer.adaLN_modulation.1", Cut::Swapped),
    ("proj_out", "final_layer.linear", Cut::Whole),
];

const FLUX_DOUBLE: &Table = &[
    ("norm1.linear", "img_mod.lin", Cut::Whole),
    ("norm1_context.linear", "txt_mod.lin", Cut::Whole),
    ("attn.to_q", "img_attn.qkv", rows(0, 1, 3)),
    ("attn.to_k", "img_attn.qkv", rows(1, 2, 3)),
    ("attn.to_v", "img_attn.qkv", rows(2, 3, 3)),
    ("attn.add_q_proj", "txt_attn.qkv", rows(0, 1, 3)),
    ("attn.add_k_proj", "txt_attn.qkv", rows(1, 2, 3)),
    ("attn.add_v_proj", "txt_attn.qkv", rows(2, 3, 3)),
    ("attn.norm_q.weight", "img_attn.norm.query_norm.scale", Cut::Whole),
    ("attn.norm_k.weight", "img_attn.norm.key_norm.scale", Cut::Whole),
    ("attn.norm_added_q.weight", "txt_attn.norm.query_norm.scale", Cut::Whole),
    ("attn.norm_added_k.weight", "txt_attn.norm.key_norm.scale", Cut::Whole),
    ("attn.to_out.0", "img_attn.proj", Cut::Whole),
    ("attn.to_add_out", "txt_attn.proj", Cut::Whole),
    ("ff.net.0.proj", "img_mlp.0", Cut::Whole),
    ("ff.net.2", "img_mlp.2", Cut::Whole),
    ("ff_context.net.0.proj", "txt_mlp.0", Cut::Whole),
    ("ff_context.net.2", "txt_mlp.2", Cut::Whole),
];

/// Query, key and value are each as wide as the layer, its perceptron four times: sevenths.
const FLUX_SINGLE: &Table = &[
    ("norm.linear", "modulation.lin", Cut::Whole),
    ("attn.to_q", "linear1", rows(0, 1, 7)),
    ("attn.to_k", "linear1", rows(1, 2, 7)),
    ("attn.to_v", "linear1", rows(2, 3, 7)),
    ("proj_mlp", "linear1", rows(3, 7, 7)),
    ("proj_out", "linear2", Cut::Whole),
    ("attn.norm_q.weight", "norm.query_norm.scale", Cut::Whole),
    ("attn.norm_k.weight", "norm.key_norm.scale", Cut::Whole),
];

fn flux(name: &str) -> Vec<Place> {
    let block = |new: &str, old: &str, table: &Table| {
        let (layer, rest) = name.strip_prefix(new).and_then(counted)?;
        let (rest, cut) = look_up(rest, table)?;
        Some((format!("{old}.{layer}.{rest}"), cut))
    };
    let double = block("transformer_blocks.", "double_blocks", FLUX_DOUBLE);
    let single = || block("single_transformer_blocks.", "single_blocks", FLUX_SINGLE);
    beside_prefix(double.or_else(single).or_else(|| look_up(name, FLUX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::diffusion::tiny;

    /// Every name that diffusers' own conversion gives is found in the place it came from.
    fn check(names: Names, case: &str) {
        let golden = tiny::golden("families.json")["names"][case].take();
        let golden = golden.as_object().unwrap();
        assert!(golden.len() > 40, "{case} has {} names", golden.len());
        for (new, old) in golden {
            let places = names.places(new);
            let found = places.iter().any(|place| place.name == *old && place.cut == Cut::Whole);
            assert!(found, "{new} lies in {old}, not in {places:?}");
        }
    }

    /// The same for the rows of tensors that are cut: their first and last one.
    fn check_rows(names: Names, case: &str) {
        let golden = tiny::golden("families.json")["names"][case].take();
        let golden = golden.as_object().unwrap();
        assert!(golden.len() > 40, "{case} has {} names", golden.len());
        for (new, old) in golden {
            let (name, first, last, rows): (String, usize, usize, usize) =
                serde_json::from_value(old.clone()).unwrap();
            let ends = |cut: Cut| match cut {
                Cut::Whole | Cut::Transposed => (0, rows - 1),
                Cut::Swapped => (rows / 2, rows / 2 - 1),
                Cut::Rows { from, to, of } => (rows / of * from, rows / of * to - 1),
            };
            let places = names.places(new);
            let found = places.iter().any(|place| place.name == name && ends(place.cut) == (first, last));
            assert!(found, "{new} is rows {first} to {last} of {name}, not {places:?}");
        }
    }

    #[test]
    fn names_are_those_of_diffusers_conversion() {
        check(Names::Unet { layers: 2 }, "unet");
        check(Names::Vae { blocks: 4 }, "vae");
        check_rows(Names::Sd3 { layers: 2 }, "sd3");
        check_rows(Names::Flux, "flux");
    }
}
