//! Tokenizers that say everything in one `tokenizer.json`: T5's pieces, a language model's bytes.

use tokenizers::Tokenizer;

use crate::engine::diffusion::config::read_bytes;
use crate::engine::diffusion::error::DiffusionError;
use crate::models::Checkpoint;
use crate::models::checkpoint::TokenizerFiles;

/// A tokenizer that fills or cuts every text to one length.
#[derive(Debug)]
pub(super) struct Pieces {
    tokenizer: Tokenizer,
    /// What ends a text, where something does, and what fills it up.
    end: Option<u32>,
    padding: u32,
}

impl Pieces {
    /// Reads the tokenizer number `place`, whose network knows `vocabulary` tokens.
    ///
    /// # Errors
    /// [`DiffusionError`] names the file that is broken or has tokens the network does not know.
    pub fn load(
        checkpoint: &Checkpoint,
        place: usize,
        vocabulary: usize,
        (end, padding): (Option<&str>, &str),
    ) -> Result<Self, DiffusionError> {
        let path = match &checkpoint.tokenizers[place] {
            TokenizerFiles::Whole(path) => path,
            TokenizerFiles::Parts { vocabulary, .. } => {
                let file = checkpoint.shown(vocabulary);
                return Err(DiffusionError::Unsupported {
                    file,
                    reason: "it needs a tokenizer.json".to_owned(),
                });
            }
        };
        let file = checkpoint.shown(path);
        let read = read_bytes(path)
            .and_then(|bytes| Tokenizer::from_bytes(bytes).map_err(|error| error.to_string()))
            .map_err(|reason| DiffusionError::Unreadable { file: file.clone(), reason });
        let mut tokenizer = read?;
        let unsupported = |reason: String| DiffusionError::Unsupported { file: file.clone(), reason };
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| unsupported(error.to_string()))?;
        let id = |token: &str| {
            tokenizer.token_to_id(token).ok_or_else(|| unsupported(format!("it has no {token}")))
        };
        let (end, padding) = (end.map(id).transpose()?, id(padding)?);
        let most = tokenizer.get_vocab(true).into_values().max().unwrap_or(0) as usize;
        if most >= vocabulary {
            return Err(unsupported(format!(
                "it has a token {most}, and the text network knows {vocabulary}"
            )));
        }
        Ok(Self { tokenizer, end, padding })
    }

    /// The tokens of a text, cut to `length`, and how many were cut.
    ///
    /// # Errors
    /// The tokenizer's reason.
    pub fn encode(&self, text: &str, length: usize) -> Result<(Vec<u32>, usize), DiffusionError> {
        let encoding = self.tokenizer.encode_fast(text, false);
        let encoding =
            encoding.map_err(|error| DiffusionError::Compute(format!("the text has no tokens: {error}")))?;
        let room = length - usize::from(self.end.is_some());
        let ids = encoding.get_ids();
        let kept = ids.len().min(room);
        Ok((ids[..kept].iter().copied().chain(self.end).collect(), ids.len() - kept))
    }

    /// The same, filled up to `length`.
    ///
    /// # Errors
    /// The tokenizer's reason.
    pub fn filled(&self, text: &str, length: usize) -> Result<(Vec<u32>, usize), DiffusionError> {
        let (mut tokens, cut) = self.encode(text, length)?;
        tokens.resize(length, self.padding);
        Ok((tokens, cut))
    }
}
