//! Words become tokens: CLIP's byte-pair encoding, as the checkpoint's tokenizer says.

use std::path::Path;

use serde_json::{Value, json};
use tokenizers::Tokenizer;

use super::config::read_bytes;
use super::error::DiffusionError;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tokens {
    /// One to [`MOST_WINDOWS`] windows of equal length: start, tokens, end, padding.
    pub windows: Vec<Vec<u32>>,
    /// Tokens left out at the end because there were too many.
    pub cut: usize,
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
    pub fn encode(&self, text: &str) -> Result<Tokens, DiffusionError> {
        let encoding = self.tokenizer.encode_fast(text, false);
        let ids =
            encoding.map_err(|error| DiffusionError::Compute(format!("the text has no tokens: {error}")))?;
        let ids = ids.get_ids();
        let room = self.window - 2;
        let kept = ids.len().min(room * MOST_WINDOWS);
        let mut windows: Vec<_> = ids[..kept].chunks(room).map(|part| self.windowed(part)).collect();
        if windows.is_empty() {
            windows.push(self.windowed(&[]));
        }
        Ok(Tokens { windows, cut: ids.len() - kept })
    }

    /// The token behind the last of a window.
    pub fn end(&self) -> u32 {
        self.end
    }

    fn windowed(&self, tokens: &[u32]) -> Vec<u32> {
        let mut window = Vec::with_capacity(self.window);
        window.push(self.start);
        window.extend_from_slice(tokens);
        window.push(self.end);
        window.resize(self.window, self.padding);
        window
    }
}

impl Tokens {
    /// The same text in `count` windows, the added ones like those of `empty`.
    pub fn padded(mut self, count: usize, empty: &Self) -> Self {
        if let Some(window) = empty.windows.first() {
            self.windows.resize_with(count.max(self.windows.len()), || window.clone());
        }
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

    fn parts() -> TokenizerFiles {
        TokenizerFiles::Parts { vocabulary: golden("vocab.json"), merges: golden("merges.txt") }
    }

    #[test]
    fn tokens_are_those_of_transformers() {
        let golden: Value = serde_json::from_slice(&std::fs::read(golden("tiny.json")).unwrap()).unwrap();
        let words = Words::load(&checkpoint(Path::new("/nowhere"), parts()), 0, 77, 525).unwrap();
        for case in golden["tokens"].as_array().unwrap() {
            let expected: Vec<u32> = serde_json::from_value(case["tokens"].clone()).unwrap();
            let made = words.encode(case["text"].as_str().unwrap()).unwrap();
            let window = words.windowed(&expected);
            assert_eq!(made, Tokens { windows: vec![window], cut: 0 }, "{}", case["text"]);
        }
    }

    #[test]
    fn long_texts_take_more_windows() {
        let words = Words::load(&checkpoint(Path::new("/nowhere"), parts()), 0, 10, 525).unwrap();
        let check = |count: usize, windows: usize, cut: usize| {
            let tokens = words.encode(&"the ".repeat(count)).unwrap();
            assert_eq!((tokens.windows.len(), tokens.cut), (windows, cut), "{count}");
            assert!(tokens.windows.iter().all(|window| window.len() == 10 && window[0] == words.start));
        };
        check(0, 1, 0);
        check(8, 1, 0);
        check(9, 2, 0);
        check(32, 4, 0);
        check(40, 4, 8);
        let empty = words.encode("").unwrap();
        assert_eq!(words.encode("the").unwrap().padded(3, &empty).windows.len(), 3);
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
