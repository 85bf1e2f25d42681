//! Words become tokens: CLIP's byte-pair encoding, as the checkpoint's tokenizer says.

use std::path::Path;

use serde_json::{Value, json};
use tokenizers::Tokenizer;

use super::config::read_bytes;
use super::error::DiffusionError;
use super::prompt::{Piece, Text};
use crate::models::Checkpoint;
use crate::models::checkpoint::TokenizerFiles;

const START: &str = "<|startoftext|>";
const END: &str = "<|endoftext|>";

/// Windows of text read at most: four, so about 300 tokens or 200 words.
pub(super) const MOST_WINDOWS: usize = 4;

/// The checkpoint's tokenizer.
#[derive(Debug)]
pub(super) struct Words {
    tokenizer: Tokenizer,
    start: u32,
    end: u32,
    padding: u32,
    window: usize,
}

/// A text as tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tokens {
    /// One to [`MOST_WINDOWS`] windows of equal length.
    pub windows: Vec<Window>,
    /// Tokens left out at the end because there were too many.
    pub cut: usize,
}

/// As many tokens as a text network reads at once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    /// Start, tokens, end, padding.
    pub tokens: Vec<u32>,
    /// How much each counts; `None` where all count 1.
    pub weights: Option<Vec<f32>>,
}

impl Words {
    /// Reads the tokenizer number `place` of a checkpoint, whose text network has windows of `window` tokens and knows
    /// `vocabulary` tokens.
    ///
    /// # Errors
    /// [`DiffusionError`] names the file that is broken or has tokens the network does not know.
    pub fn load(
        checkpoint: &Checkpoint,
        place: usize,
        window: usize,
        vocabulary: usize,
    ) -> Result<Self, DiffusionError> {
        let (file, tokenizer) = match &checkpoint.tokenizers[place] {
            TokenizerFiles::Whole(path) => (path, whole(path)),
            TokenizerFiles::Parts { vocabulary, merges } => (vocabulary, from_parts(vocabulary, merges)),
        };
        let file = checkpoint.shown(file);
        let mut tokenizer =
            tokenizer.map_err(|reason| DiffusionError::Unreadable { file: file.clone(), reason })?;
        // What the file says about cutting and padding is for one window; this type does both.
        tokenizer.with_padding(None);
        let unsupported = |reason: String| DiffusionError::Unsupported { file: file.clone(), reason };
        tokenizer.with_truncation(None).map_err(|error| unsupported(error.to_string()))?;
        let id = |token: &str| {
            tokenizer.token_to_id(token).ok_or_else(|| unsupported(format!("it has no {token}")))
        };
        let (start, end) = (id(START)?, id(END)?);
        let padding = id(&padding(&checkpoint.folder.join(checkpoint.family.parts().tokenizers[place])))?;
        let most = tokenizer.get_vocab(true).into_values().max().unwrap_or(0) as usize;
        if most >= vocabulary {
            return Err(unsupported(format!(
                "it has a token {most}, and the text network knows {vocabulary}"
            )));
        }
        Ok(Self { tokenizer, start, end, padding, window })
    }

    /// The windows of a text; one window of padding for an empty text.
    ///
    /// # Errors
    /// The tokenizer's reason.
    pub fn encode(&self, text: &Text) -> Result<Tokens, DiffusionError> {
        let room = self.window - 2;
        let mut parts: Vec<Vec<(u32, f32)>> = Vec::new();
        let mut is_open = false;
        for piece in &text.pieces {
            let Piece::Words(words, weight) = piece else {
                is_open = false;
                continue;
            };
            for id in self.ids(words)? {
                match parts.last_mut().filter(|part| is_open && part.len() < room) {
                    Some(part) => part.push((id, *weight)),
                    None => parts.push(vec![(id, *weight)]),
                }
                is_open = true;
            }
        }
        let cut = parts.iter().skip(MOST_WINDOWS).map(Vec::len).sum();
        parts.truncate(MOST_WINDOWS);
        if parts.is_empty() {
            parts.push(Vec::new());
        }
        Ok(Tokens { windows: parts.iter().map(|part| self.windowed(part)).collect(), cut })
    }

    fn ids(&self, words: &str) -> Result<Vec<u32>, DiffusionError> {
        let encoding = self.tokenizer.encode_fast(words, false);
        let encoding =
            encoding.map_err(|error| DiffusionError::Compute(format!("the text has no tokens: {error}")))?;
        Ok(encoding.get_ids().to_vec())
    }

    /// The window of an empty text.
    pub fn empty(&self) -> Window {
        self.windowed(&[])
    }

    /// The token behind the last of a window.
    pub fn end(&self) -> u32 {
        self.end
    }

    fn windowed(&self, part: &[(u32, f32)]) -> Window {
        let around = |own: Vec<_>, start, end, padding| {
            let mut window = vec![start];
            window.extend(own);
            window.push(end);
            window.resize(self.window, padding);
            window
        };
        let weighted = part.iter().any(|(_, weight)| *weight != 1.0);
        let mut weights = vec![1.0];
        weights.extend(part.iter().map(|(_, weight)| *weight));
        weights.resize(self.window, 1.0);
        let tokens = part.iter().map(|(id, _)| *id).collect();
        Window {
            tokens: around(tokens, self.start, self.end, self.padding),
            weights: weighted.then_some(weights),
        }
    }
}

impl Tokens {
    /// The same text in `count` windows, the added ones like `empty`.
    pub fn padded(mut self, count: usize, empty: &Window) -> Self {
        self.windows.resize_with(count.max(self.windows.len()), || empty.clone());
        self
    }
}

fn whole(path: &Path) -> Result<Tokenizer, String> {
    Tokenizer::from_bytes(read_bytes(path)?).map_err(|error| error.to_string())
}

/// The tokenizer that transformers makes from CLIP's original files (`CLIPConverter`).
fn from_parts(vocabulary: &Path, merges: &Path) -> Result<Tokenizer, String> {
    let vocabulary: Value =
        serde_json::from_slice(&read_bytes(vocabulary)?).map_err(|error| error.to_string())?;
    let merges = String::from_utf8(read_bytes(merges)?).map_err(|_| "merges.txt is no UTF-8".to_owned())?;
    let merges: Vec<&str> =
        merges.lines().filter(|line| !line.starts_with("#version") && !line.is_empty()).collect();
    let special = |token: &str| {
        let id = vocabulary.get(token).and_then(Value::as_u64).ok_or_else(|| format!("it has no {token}"))?;
        Ok::<_, String>(
            json!({"id": id, "content": token, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true}),
        )
    };
    let tokenizer = json!({
        "version": "1.0",
        "added_tokens": [special(START)?, special(END)?],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"},
            {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
            {"type": "Lowercase"},
        ]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "behavior": "Removed", "invert": true, "pattern": {"Regex":
                r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"}},
            {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
        ]},
        "model": {"type": "BPE", "unk_token": END, "continuing_subword_prefix": "", "end_of_word_suffix": "</w>",
            "fuse_unk": false, "vocab": vocabulary, "merges": merges},
    });
    Tokenizer::from_bytes(tokenizer.to_string()).map_err(|error| error.to_string())
}

/// The token that fills a window: the one the tokenizer's settings name, else the end token.
fn padding(folder: &Path) -> String {
    let named = |file: &str| {
        let settings: Value = serde_json::from_slice(&read_bytes(&folder.join(file)).ok()?).ok()?;
        let token = settings.get("pad_token")?;
        token.as_str().or_else(|| token.get("content")?.as_str()).map(str::to_owned)
    };
    let files = ["tokenizer_config.json", "special_tokens_map.json"];
    files.iter().find_map(|file| named(file)).unwrap_or_else(|| END.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn golden(file: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("models/golden").join(file)
    }

    fn checkpoint(folder: &Path, tokenizer: TokenizerFiles) -> Checkpoint {
        Checkpoint { tokenizers: vec![tokenizer], ..Checkpoint::empty(folder) }
    }

    fn plain(text: &str) -> Text {
        Text { pieces: vec![Piece::Words(text.to_owned(), 1.0)] }
    }

    fn parts() -> TokenizerFiles {
        TokenizerFiles::Parts { vocabulary: golden("vocab.json"), merges: golden("merges.txt") }
    }

    #[test]
    fn tokens_are_those_of_transformers() {
        let golden: Value = serde_json::from_slice(&std::fs::read(golden("tiny.json")).unwrap()).unwrap();
        let words = Words::load(&checkpoint(Path::new("/nowhere"), parts()), 0, 77, 525).unwrap();
        for case in golden["tokens"].as_array().unwrap() {
            let expected: Vec<u32> = serde_json::from_value(case["tokens"].clone()).unwrap();
            let made = words.encode(&plain(case["text"].as_str().unwrap())).unwrap();
            let window = words.windowed(&expected.iter().map(|id| (*id, 1.0)).collect::<Vec<_>>());
            assert_eq!(made, Tokens { windows: vec![window], cut: 0 }, "{}", case["text"]);
        }
    }

    #[test]
    fn long_texts_take_more_windows() {
        let words = Words::load(&checkpoint(Path::new("/nowhere"), parts()), 0, 10, 525).unwrap();
        let check = |count: usize, windows: usize, cut: usize| {
            let tokens = words.encode(&plain(&"the ".repeat(count))).unwrap();
            assert_eq!((tokens.windows.len(), tokens.cut), (windows, cut), "{count}");
            let whole = |window: &Window| window.tokens.len() == 10 && window.tokens[0] == words.start;
            assert!(tokens.windows.iter().all(whole));
        };
        check(0, 1, 0);
        check(8, 1, 0);
        check(9, 2, 0);
        check(32, 4, 0);
        check(40, 4, 8);
        let empty = words.empty();
        assert_eq!(words.encode(&plain("the")).unwrap().padded(3, &empty).windows.len(), 3);
    }

    #[test]
    fn emphasis_goes_with_its_tokens_and_breaks_open_windows() {
        let words = Words::load(&checkpoint(Path::new("/nowhere"), parts()), 0, 10, 525).unwrap();
        let encode = |text: &str| words.encode(&Text::of(text, str::to_owned)).unwrap().windows;
        let weighted = encode("the (the the:1.5)");
        let expected = vec![1.0, 1.0, 1.5, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        assert_eq!((weighted.len(), &weighted[0].weights), (1, &Some(expected)));
        assert_eq!(weighted[0].tokens, encode("the the the")[0].tokens);
        let broken = encode("BREAK the the BREAK BREAK the BREAK");
        assert_eq!(broken, [encode("the the"), encode("the")].concat());
        assert_eq!(encode("BREAK"), [words.empty()]);
    }

    #[test]
    fn broken_tokenizers_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokenizer.json");
        let check = |text: &str, expected: &str| {
            std::fs::write(&path, text).unwrap();
            let files = TokenizerFiles::Whole(path.clone());
            let error = Words::load(&checkpoint(folder.path(), files), 0, 77, 525).unwrap_err().to_string();
            assert!(error.starts_with(expected) && !error.contains('\n'), "{error}");
        };
        check("{", "tokenizer.json cannot be read: EOF");
        check(
            r#"{"model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}}"#,
            "tokenizer.json cannot",
        );
        let few = Words::load(&checkpoint(folder.path(), parts()), 0, 77, 400).unwrap_err().to_string();
        assert!(few.contains("it has a token 524, and the text network knows 400"), "{few}");
    }

    #[test]
    fn settings_name_the_padding() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tokenizer")).unwrap();
        let check = |file: &str, text: &str, expected: &str| {
            std::fs::write(folder.path().join(file), text).unwrap();
            assert_eq!(padding(&folder.path().join("tokenizer")), expected, "{text}");
        };
        assert_eq!(padding(&folder.path().join("tokenizer")), END);
        check("tokenizer/special_tokens_map.json", r#"{"pad_token": {"content": "?"}}"#, "?");
        check("tokenizer/tokenizer_config.json", r#"{"pad_token": "!"}"#, "!");
        check("tokenizer/tokenizer_config.json", "{", "?");
    }
}
