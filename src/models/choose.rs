//! Which of a repository's or folder's files a model needs.

use super::checkpoint::PICKLES;

/// A file that is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Its path inside the repository, with `/`.
    pub path: String,
    /// Its length in bytes, where it is known.
    pub length: Option<u64>,
    /// Its SHA-256 in hexadecimal, where it is known.
    pub sha256: Option<String>,
}

/// The folders of all families.
const PARTS: [&str; 12] = [
    "tokenizer",
    "tokenizer_2",
    "tokenizer_3",
    "text_encoder",
    "text_encoder_2",
    "text_encoder_3",
    "unet",
    "transformer",
    "vae",
    "vae_tiny",
    "scheduler",
    "lora",
];

/// The files that are needed: configs, tokenizers, one form of each network's weights, and what is said of the
/// model. Half precision comes first, which is half as much to fetch and what the model was published in.
///
/// # Errors
/// A sentence when there are no weights that are read here.
pub fn choose(offers: &[Offer]) -> Result<Vec<Offer>, String> {
    let chosen: Vec<Offer> = offers.iter().filter(|offer| is_needed(offer, offers)).cloned().collect();
    let is_weights = |offer: &Offer| ends(&offer.path, &["safetensors", "gguf"]);
    if chosen.iter().any(is_weights) {
        return Ok(chosen);
    }
    match offers.iter().find(|offer| ends(&offer.path, &PICKLES)) {
        Some(pickle) => Err(format!(
            "its weights are pickles ({}), which can run code when they are read; only safetensors and GGUF files are",
            pickle.path
        )),
        None => Err("it holds no weights: no safetensors and no GGUF file".to_owned()),
    }
}

fn is_needed(offer: &Offer, offers: &[Offer]) -> bool {
    let Some((folder, file)) = offer.path.rsplit_once('/') else {
        return is_needed_at_the_top(offer, offers);
    };
    if !PARTS.contains(&folder) || file.starts_with('.') {
        return false;
    }
    if !is_of_weights(file) {
        return ends(file, &["json", "txt", "model"]);
    }
    if folder == "lora" {
        return true;
    }
    form(file) == best_form(folder, offers)
}

fn is_needed_at_the_top(offer: &Offer, offers: &[Offer]) -> bool {
    const SAID: [&str; 5] = ["model_index.json", "card.json", "README.md", "adapters.json", "tokenizer.json"];
    let path = offer.path.as_str();
    let networks = offers.iter().any(|offer| is_of_weights(&offer.path) && offer.path.contains('/'));
    SAID.contains(&path)
        || path.to_ascii_uppercase().starts_with("LICEN")
        || (!networks && ends(path, &["safetensors", "gguf"]))
}

/// The forms of weights that are read, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Half,
    Full,
    Quantised,
    Other,
}

fn form(file: &str) -> Form {
    if ends(file, &["gguf"]) {
        return Form::Quantised;
    }
    let stem = ["model", "diffusion_pytorch_model"].into_iter().find_map(|stem| file.strip_prefix(stem));
    // `.safetensors`, `-00001-of-00002.safetensors`, `.safetensors.index.json`, each with `.fp16` somewhere.
    match stem {
        Some(rest) if rest.contains(".fp16") => Form::Half,
        Some(rest) if rest.starts_with(".safetensors") || rest.starts_with('-') => Form::Full,
        _ => Form::Other,
    }
}

fn best_form(folder: &str, offers: &[Offer]) -> Form {
    let files = offers.iter().filter_map(|offer| offer.path.strip_prefix(folder)?.strip_prefix('/'));
    let forms = files.filter(|file| is_of_weights(file)).map(form);
    forms.filter(|form| *form != Form::Other).min().unwrap_or(Form::Full)
}

fn is_of_weights(path: &str) -> bool {
    ends(path, &["safetensors", "gguf"]) || path.contains(".safetensors.index.")
}

fn ends(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    endings.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_of_each_network_is_chosen() {
        let check = |offered: &[&str], expected: Result<&[&str], &str>| {
            let offers: Vec<_> =
                offered.iter().map(|&path| Offer { path: path.to_owned(), ..Offer::default() }).collect();
            match (choose(&offers), expected) {
                (Ok(chosen), Ok(expected)) => {
                    let chosen: Vec<_> = chosen.iter().map(|offer| offer.path.as_str()).collect();
                    assert_eq!(chosen, expected);
                }
                (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
                (made, expected) => panic!("{made:?}, expected {expected:?}"),
            }
        };
        check(
            &[
                ".gitattributes",
                "README.md",
                "v1-5.ckpt",
                "v1-5.safetensors",
                "model_index.json",
                "unet/config.json",
                "unet/diffusion_pytorch_model.bin",
                "unet/diffusion_pytorch_model.fp16.safetensors",
                "unet/diffusion_pytorch_model.non_ema.safetensors",
                "unet/diffusion_pytorch_model.safetensors",
                "safety_checker/model.safetensors",
                "vae/config.json",
                "vae/diffusion_pytorch_model.safetensors",
                "tokenizer/vocab.json",
                "tokenizer/merges.txt",
                "unet/.cache/x.json",
                "flax_model.msgpack",
            ],
            Ok(&[
                "README.md",
                "model_index.json",
                "unet/config.json",
                "unet/diffusion_pytorch_model.fp16.safetensors",
                "vae/config.json",
                "vae/diffusion_pytorch_model.safetensors",
                "tokenizer/vocab.json",
                "tokenizer/merges.txt",
            ]),
        );
        check(
            &[
                "unet/diffusion_pytorch_model.safetensors.index.json",
                "unet/diffusion_pytorch_model-00001-of-00002.safetensors",
            ],
            Ok(&[
                "unet/diffusion_pytorch_model.safetensors.index.json",
                "unet/diffusion_pytorch_model-00001-of-00002.safetensors",
            ]),
        );
        check(&["dream.safetensors", "LICENSE", "notes.txt"], Ok(&["dream.safetensors", "LICENSE"]));
        check(
            &["model_index.json", "unet/diffusion_pytorch_model.bin"],
            Err("pickles (unet/diffusion_pytorch_model.bin)"),
        );
        check(&["dream.ckpt"], Err("pickles (dream.ckpt)"));
        check(&["README.md"], Err("it holds no weights"));
    }
}
