//! Words as pieces of a vocabulary of 128,010: SentencePiece's unigram model (Kudo 2018, arXiv:1804.10959).

use tokenizers::models::unigram::Unigram;
use tokenizers::normalizers::replace::ReplacePattern;
use tokenizers::normalizers::{Precompiled, Replace, Sequence, Strip};
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::{NormalizerWrapper, Tokenizer};

use super::SenseError;
use super::file::File;

/// The pieces for what is not known, and for the ends.
const UNKNOWN: u32 = 0;
const FIRST: u32 = 1;
const LAST: u32 = 2;

pub(super) struct Pieces {
    tokenizer: Tokenizer,
}

impl Pieces {
    pub fn new(file: &File<'_>) -> Result<Self, SenseError> {
        let texts = std::str::from_utf8(file.bytes("pieces")?).map_err(SenseError::broken)?;
        let scores = file.numbers("scores")?.into_iter().map(f64::from);
        let known: Vec<(String, f64)> = texts.split('\n').map(str::to_owned).zip(scores).collect();
        let model = Unigram::from(known, Some(UNKNOWN as usize), false).map_err(SenseError::broken)?;
        let mut tokenizer = Tokenizer::new(model);
        let characters = Precompiled::from(file.bytes("characters")?).map_err(SenseError::broken)?;
        let spaces =
            Replace::new(ReplacePattern::Regex(" {2,}".to_owned()), " ").map_err(SenseError::broken)?;
        let ready = Sequence::new(vec![
            NormalizerWrapper::Precompiled(characters),
            NormalizerWrapper::StripNormalizer(Strip::new(true, true)),
            NormalizerWrapper::Replace(spaces),
        ]);
        tokenizer.with_normalizer(Some(ready)).map_err(SenseError::broken)?;
        tokenizer.with_pre_tokenizer(Some(Metaspace::new('▁', PrependScheme::Always, true)));
        Ok(Self { tokenizer })
    }

    /// The pieces of some words, between the two that mark the ends.
    pub fn of(&self, words: &str) -> Result<Vec<u32>, SenseError> {
        let encoding = self.tokenizer.encode_fast(words, false).map_err(SenseError::broken)?;
        let inner = match encoding.get_ids() {
            [] => &[UNKNOWN],
            ids => ids,
        };
        Ok([&[FIRST], inner, &[LAST]].concat())
    }
}
