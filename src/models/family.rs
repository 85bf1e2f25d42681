//! The families of models: which published pipeline is which, and the folders each has.

use serde_json::Value;

/// Networks that work together in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Stable Diffusion 1 and 2, and SD-Turbo: one text network, a UNet.
    StableDiffusion,
    /// Stable Diffusion XL, its Turbo and Lightning forms: two text networks, a UNet that is told sizes.
    StableDiffusionXl,
    /// Stable Diffusion 3 and 3.5: two text networks, T5 where it is there, a transformer.
    StableDiffusion3,
    /// Flux: CLIP's summary, T5's words, a transformer.
    Flux,
    /// Z-Image: a language model's words, a transformer.
    ZImage,
}

/// A folder that holds a network or tokenizer of a pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Tokenizers, in the order of the text networks.
    pub tokenizers: &'static [&'static str],
    /// Text networks.
    pub text_encoders: &'static [&'static str],
    /// The network that takes noise away.
    pub denoiser: &'static str,
    /// How many text networks must be there; those after them may be left out.
    pub needed: usize,
}

const ALL: [Family; 5] = [
    Family::StableDiffusion,
    Family::StableDiffusionXl,
    Family::StableDiffusion3,
    Family::Flux,
    Family::ZImage,
];

impl Family {
    /// The pipeline's class in diffusers' `model_index.json`.
    pub fn class(self) -> &'static str {
        match self {
            Self::StableDiffusion => "StableDiffusionPipeline",
            Self::StableDiffusionXl => "StableDiffusionXLPipeline",
            Self::StableDiffusion3 => "StableDiffusion3Pipeline",
            Self::Flux => "FluxPipeline",
            Self::ZImage => "ZImagePipeline",
        }
    }

    /// The family of a class, if it is one of ours.
    pub fn of_class(class: &str) -> Option<Self> {
        ALL.into_iter().find(|family| family.class() == class)
    }

    /// Every class there is, for messages.
    pub fn classes() -> String {
        ALL.map(Self::class).join(", ")
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::StableDiffusion => "Stable Diffusion",
            Self::StableDiffusionXl => "Stable Diffusion XL",
            Self::StableDiffusion3 => "Stable Diffusion 3",
            Self::Flux => "Flux",
            Self::ZImage => "Z-Image",
        }
    }

    /// The folders of its pipeline.
    pub fn parts(self) -> Parts {
        const NAMES: [&str; 3] = ["tokenizer", "tokenizer_2", "tokenizer_3"];
        const TEXTS: [&str; 3] = ["text_encoder", "text_encoder_2", "text_encoder_3"];
        let (count, needed, denoiser) = match self {
            Self::StableDiffusion => (1, 1, "unet"),
            Self::StableDiffusionXl => (2, 2, "unet"),
            Self::StableDiffusion3 => (3, 2, "transformer"),
            Self::Flux => (2, 2, "transformer"),
            Self::ZImage => (1, 1, "transformer"),
        };
        Parts { tokenizers: &NAMES[..count], text_encoders: &TEXTS[..count], denoiser, needed }
    }

    /// Whether `model_index.json` leaves a part out, as Stable Diffusion 3 may leave out T5: `[null, null]`.
    pub(super) fn leaves_out(index: &Value, part: &str) -> bool {
        index.get(part).and_then(Value::as_array).is_some_and(|pair| pair.iter().all(Value::is_null))
    }
}
