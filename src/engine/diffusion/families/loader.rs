//! What loading any family shares: where the networks go, in which type, and what is merged into them.

use std::path::Path;
use std::sync::Arc;

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::VarBuilder;
use serde_json::Value;

use crate::engine::Precision;
use crate::engine::diffusion::autoencoder::Autoencoder;
use crate::engine::diffusion::config::{self, Config, TextConfig, VaeConfig};
use crate::engine::diffusion::error::DiffusionError;
use crate::engine::diffusion::prompt::Text;
use crate::engine::diffusion::text::{TextEncoder, TextStates};
use crate::engine::diffusion::tokens::{Tokens, Window, Words};
use crate::engine::diffusion::weights::{self, Adapters};
use crate::models::Checkpoint;
use crate::models::checkpoint::Network;

/// A checkpoint being loaded.
pub(super) struct Loader<'a> {
    pub checkpoint: &'a Checkpoint,
    pub device: Device,
    precision: Precision,
    adapters: Arc<Adapters>,
}

impl<'a> Loader<'a> {
    /// Reads what is merged into the networks. The one place that chooses the device; everything else follows.
    pub fn new(
        checkpoint: &'a Checkpoint,
        precision: Precision,
    ) -> std::result::Result<Self, DiffusionError> {
        let adapters = Arc::new(Adapters::load(checkpoint)?);
        Ok(Self { checkpoint, device: Device::Cpu, precision, adapters })
    }

    /// Reads and checks a network's config.
    pub fn config<T: Config>(&self, path: &Path) -> std::result::Result<T, DiffusionError> {
        config::read(self.checkpoint, path)
    }

    /// Builds a network from its weights.
    pub fn network<T>(
        &self,
        network: &Network,
        build: impl FnOnce(VarBuilder) -> Result<T>,
    ) -> std::result::Result<T, DiffusionError> {
        weights::load(self.checkpoint, network, (&self.device, self.precision), &self.adapters, build)
    }

    /// The text network number `place`, of CLIP's kind, with its tokenizer.
    pub fn reader(&self, place: usize) -> std::result::Result<Reader, DiffusionError> {
        let network = &self.checkpoint.text_encoders[place];
        let config: TextConfig = self.config(&network.config)?;
        let window = config.max_position_embeddings;
        Ok(Reader {
            words: Words::load(self.checkpoint, place, window, config.vocab_size)?,
            encoder: self.network(network, |tensors| TextEncoder::new(&config, &tensors))?,
            width: config.hidden_size,
        })
    }

    /// The autoencoder.
    pub fn autoencoder(&self, config: &VaeConfig) -> std::result::Result<Autoencoder, DiffusionError> {
        self.network(&self.checkpoint.vae, |tensors| Autoencoder::new(config, &tensors))
    }

    /// A value of `model_index.json`.
    pub fn index(&self, key: &str) -> Value {
        let text = config::read_bytes(&self.checkpoint.folder.join("model_index.json")).unwrap_or_default();
        let index: Value = serde_json::from_slice(&text).unwrap_or_default();
        index[key].clone()
    }

    /// Refuses what was to be merged and fits nothing.
    pub fn finish(&self) -> std::result::Result<(), DiffusionError> {
        self.adapters.check()
    }

    /// An error in the denoiser's config.
    pub fn misfit(&self, reason: String) -> DiffusionError {
        let file = self.checkpoint.shown(&self.checkpoint.denoiser.config);
        DiffusionError::Unsupported { file, reason }
    }
}

/// One of CLIP's text networks and its tokenizer.
#[derive(Debug)]
pub(super) struct Reader {
    words: Words,
    encoder: TextEncoder,
    /// Numbers of each state.
    pub width: usize,
}

impl Reader {
    /// Each text as tokens, all in as many windows as the longest one takes.
    pub fn tokens(&self, texts: &[Text]) -> std::result::Result<Vec<Tokens>, DiffusionError> {
        let tokens = texts.iter().map(|text| self.words.encode(text));
        let tokens = tokens.collect::<std::result::Result<Vec<_>, _>>()?;
        let count = tokens.iter().map(|tokens| tokens.windows.len()).max().unwrap_or(1);
        let empty = self.words.empty();
        Ok(tokens.into_iter().map(|tokens| tokens.padded(count, &empty)).collect())
    }

    /// The states of a text, its windows one behind the other; the summary is the first window's.
    pub fn read(&self, tokens: &Tokens) -> Result<TextStates> {
        let windows = tokens.windows.iter().map(|window| self.read_window(window));
        let windows = windows.collect::<Result<Vec<_>>>()?;
        let joined =
            |part: fn(&TextStates) -> &Tensor| Tensor::cat(&windows.iter().map(part).collect::<Vec<_>>(), 1);
        Ok(TextStates {
            last: joined(|states| &states.last)?,
            before_last: joined(|states| &states.before_last)?,
            summary: windows[0].summary.clone(),
        })
    }

    /// The states of a window. A token that counts more stands farther from what an empty text has in its place, as compel
    /// and ComfyUI have it; the summary stays.
    fn read_window(&self, window: &Window) -> Result<TextStates> {
        let states = self.encoder.forward(&window.tokens, self.words.end())?;
        let Some(weights) = &window.weights else { return Ok(states) };
        let empty = self.encoder.forward(&self.words.empty().tokens, self.words.end())?;
        let weights = Tensor::from_slice(weights, (1, weights.len(), 1), states.last.device())?;
        let moved = |states: &Tensor, empty: &Tensor| {
            let kind = states.dtype();
            let (states, empty) = (states.to_dtype(DType::F32)?, empty.to_dtype(DType::F32)?);
            (&empty + (states - &empty)?.broadcast_mul(&weights)?)?.to_dtype(kind)
        };
        Ok(TextStates {
            last: moved(&states.last, &empty.last)?,
            before_last: moved(&states.before_last, &empty.before_last)?,
            summary: states.summary,
        })
    }
}
