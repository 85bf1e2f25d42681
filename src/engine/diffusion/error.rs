//! Why a checkpoint cannot be loaded or cannot make a picture.

use crate::engine::EngineError;
use crate::models::CheckpointError;
use crate::scene::PixelSize;

/// What went wrong, without the model's name; [`DiffusionError::of`] adds it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(super) enum DiffusionError {
    /// A file is missing, or the folder is another kind of model.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A file cannot be read or parsed.
    #[error("{file} cannot be read: {reason}")]
    Unreadable { file: String, reason: String },
    /// A file asks for something this engine cannot do, or for nonsense.
    #[error("{file} cannot be used: {reason}")]
    Unsupported { file: String, reason: String },
    /// The weights are not those the config describes.
    #[error("{file} does not fit its config: {reason}")]
    Weights { file: String, reason: String },
    /// No word of the prompt means anything to the model.
    #[error("it reads English, and finds no word it knows in the prompt")]
    Words,
    /// The size is none the model can make.
    #[error("{reason}")]
    Size { size: PixelSize, reason: String },
    /// The network was trained for samplers of another kind.
    #[error("it is sampled by {own}, and {sampler} is of another kind")]
    Sampler { sampler: &'static str, own: &'static str },
    /// The watch asked to stop.
    #[error("the work was cancelled")]
    Cancelled,
    /// The computation failed.
    #[error("{0}")]
    Compute(String),
}

impl DiffusionError {
    /// The engine's error for the model of that name.
    pub fn of(self, model: &str) -> EngineError {
        let model = model.to_owned();
        match self {
            Self::Cancelled => EngineError::Cancelled,
            Self::Size { size, reason } => EngineError::Size { model, size, reason },
            Self::Words => EngineError::Words { model, reason: self.to_string() },
            Self::Sampler { .. } => EngineError::Sampler { model, reason: self.to_string() },
            Self::Compute(reason) => EngineError::Failed { model, reason },
            Self::Checkpoint(_)
            | Self::Unreadable { .. }
            | Self::Unsupported { .. }
            | Self::Weights { .. } => EngineError::Unusable { model, reason: self.to_string() },
        }
    }
}

impl From<candle_core::Error> for DiffusionError {
    fn from(error: candle_core::Error) -> Self {
        Self::Compute(sentence(&error))
    }
}

/// candle's message without the stack trace that follows it when `RUST_BACKTRACE` is set.
pub(super) fn sentence(error: &candle_core::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_becomes_one_sentence_with_the_model() {
        let check =
            |error: DiffusionError, expected: &str| assert_eq!(error.of("tiny").to_string(), expected);
        check(DiffusionError::Cancelled, "the work was cancelled");
        check(
            CheckpointError::Missing { file: "vae/config.json".to_owned() }.into(),
            "the model tiny cannot be used: vae/config.json is missing",
        );
        check(
            DiffusionError::Words,
            "the model tiny cannot follow the prompt: it reads English, and finds no word it knows in the prompt",
        );
        check(
            DiffusionError::Size { size: PixelSize::new(0, 8), reason: "it is empty".to_owned() },
            "the model tiny cannot make a picture of 0x8 pixels: it is empty",
        );
        check(candle_core::Error::Msg("bad\nat frame 1".to_owned()).into(), "the model tiny failed: bad");
    }
}
