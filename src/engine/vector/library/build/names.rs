//! What emoji are called, after Unicode's CLDR: a name and further words in Korean and English.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use super::{BuildError, json};

/// The names of every character that CLDR annotates.
pub(super) struct Names {
    korean: HashMap<String, Named>,
    english: HashMap<String, Named>,
}

/// A character's name in one language, and the further words for it.
#[derive(Default)]
pub(super) struct Named {
    pub name: String,
    pub words: Vec<String>,
}

impl Names {
    /// Reads the annotations of `cldr-annotations-full`.
    pub fn read(node_modules: &Path) -> Result<Self, BuildError> {
        let of = |language: &str| {
            let folder = node_modules.join("cldr-annotations-full/annotations").join(language);
            Ok(annotations(&json(&folder.join("annotations.json"))?))
        };
        Ok(Self { korean: of("ko")?, english: of("en")? })
    }

    /// The Korean and English names of a sequence of code points in hexadecimal, as in `1f433` or `1f469-200d-1f4bb`.
    pub fn of(&self, code: &str) -> Option<(&Named, &Named)> {
        let text: Option<String> =
            code.split('-').map(|part| u32::from_str_radix(part, 16).ok().and_then(char::from_u32)).collect();
        // Annotations leave out the selector that asks for colour.
        let text: String = text?.chars().filter(|character| *character != '\u{FE0F}').collect();
        Some((self.korean.get(&text)?, self.english.get(&text)?))
    }
}

fn annotations(file: &Value) -> HashMap<String, Named> {
    let all = file["annotations"]["annotations"].as_object();
    all.into_iter().flatten().map(|(text, entry)| (text.replace('\u{FE0F}', ""), named(entry))).collect()
}

fn named(entry: &Value) -> Named {
    let texts = |key: &str| -> Vec<String> {
        let list = entry[key].as_array();
        list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let name = texts("tts").into_iter().next().unwrap_or_default();
    let words = texts("default").into_iter().filter(|word| *word != name).collect();
    Named { name, words }
}
