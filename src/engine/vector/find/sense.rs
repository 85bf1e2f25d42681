//! What a prompt means where it names nothing: the name in the library or the table that is nearest by a sentence encoder.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::index::{Answer, Index};
use crate::sense::{Direction, Encoder, SenseError, WIDTH};

/// Most letters of a prompt that are looked at: what it is about stands at its beginning, and a page takes seconds.
const MOST_LETTERS: usize = 500;
/// Most clauses of a prompt that are looked at.
const MOST_CLAUSES: usize = 6;

/// The meanings of all names.
#[derive(Clone, Debug)]
pub(super) struct Senses {
    encoder: Arc<Lazy>,
    names: Arc<Vec<(Answer, Direction)>>,
}

/// An encoder that is read when it is first asked: most prompts name what they want.
#[derive(Debug)]
struct Lazy {
    path: PathBuf,
    encoder: OnceLock<Option<Encoder>>,
}

impl Lazy {
    fn get(&self) -> Option<&Encoder> {
        let open = || {
            let warn = |error: &SenseError| tracing::warn!(%error, "prompts are looked up by names alone");
            Encoder::open(&self.path).inspect_err(warn).ok()
        };
        self.encoder.get_or_init(open).as_ref()
    }
}

/// The file of the meanings of an index's names, by an encoder.
///
/// # Errors
/// The encoder's.
pub(super) fn build(index: &Index, encoder: &Encoder) -> Result<Vec<u8>, SenseError> {
    let names = index.names();
    let mut file = mark(names).to_le_bytes().to_vec();
    for (name, _) in names {
        file.extend(encoder.direction(name)?.to_bytes());
    }
    Ok(file)
}

impl Senses {
    /// The meanings in the file that [`build`] made of the same names; `None` when it is of others.
    pub fn parse(file: &[u8], index: &Index, encoder: &Path) -> Option<Self> {
        let (own, directions) = file.split_first_chunk()?;
        let names = index.names();
        if u32::from_le_bytes(*own) != mark(names) || directions.len() != names.len() * WIDTH {
            return None;
        }
        let each = directions.chunks_exact(WIDTH).zip(names);
        let names = each.map(|(bytes, (_, answer))| Some((*answer, Direction::from_bytes(bytes)?)));
        let encoder = Lazy { path: encoder.to_owned(), encoder: OnceLock::new() };
        Some(Self { encoder: Arc::new(encoder), names: Arc::new(names.collect::<Option<_>>()?) })
    }

    /// What the words are nearest to, and how near; `None` when they are too few to say.
    pub fn nearest(&self, prompt: &str) -> Option<(Answer, f32)> {
        if !is_telling(prompt) {
            return None;
        }
        let encoder = self.encoder.get()?;
        let end = prompt.char_indices().nth(MOST_LETTERS).map_or(prompt.len(), |(at, _)| at);
        let prompt = &prompt[..end];
        let likeness = |words: &str| {
            let meant = encoder.direction(words).ok()?;
            let near = self.names.iter().map(|(answer, name)| (*answer, name.likeness(&meant)));
            near.max_by(|one, other| one.1.total_cmp(&other.1))
        };
        clauses(prompt).filter_map(likeness).max_by(|one, other| one.1.total_cmp(&other.1))
    }
}

/// The whole and its clauses: the encoder does not see which words belong together.
fn clauses(prompt: &str) -> impl Iterator<Item = &str> {
    let parts = prompt.split([',', ':', ';', '\n', '(', ')', '，', '：', '、', '。']).map(str::trim);
    let parts = parts.filter(|part| part.chars().any(char::is_alphabetic)).take(MOST_CLAUSES);
    [prompt].into_iter().chain(parts.filter(move |part| part.len() < prompt.len()))
}

/// Whether it is enough to go by: a short word that is in no list is near to anything that looks like it ("asdf": OKRs).
fn is_telling(prompt: &str) -> bool {
    let weight = |letter: char| if letter.is_ascii() { 1 } else { 2 };
    prompt.chars().filter(|letter| letter.is_alphabetic()).map(weight).sum::<u32>() >= 6
}

/// Small words that say a text in Latin letters is not English.
const FOREIGN: &str = "la los las una para por del el der das und ein eine im zum zur le les des du une pour sur aux il \
    della per gli het een voor van dla na w z dos da uma ile ve bir";

/// Whether names in Korean and English are likely to be hit by chance: a poster "over cyberveiligheid" is about nothing
/// that is over.
pub(super) fn is_foreign(prompt: &str) -> bool {
    let is_known = |letter: char| letter.is_ascii() || super::terms::is_hangul(letter);
    let lower = prompt.to_lowercase();
    let small = |word: &str| FOREIGN.split_whitespace().any(|small| small == word);
    prompt.chars().any(|letter| letter.is_alphabetic() && !is_known(letter))
        || lower.split_whitespace().any(small)
}

/// A number that is another one for other names.
fn mark(names: &[(String, Answer)]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for (name, _) in names {
        hasher.update(name.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}
