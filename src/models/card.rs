//! What a checkpoint says about itself: `card.json`, or the front matter of its `README.md`.

use std::path::Path;

use serde::Deserialize;

/// Largest card read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What a card says. Unknown stays `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Card {
    /// One line on what the model is.
    pub summary: Option<String>,
    /// An SPDX licence expression.
    pub licence: Option<String>,
    /// Whether pictures may be used commercially.
    pub commercial_use: Option<bool>,
    /// Where the weights came from.
    pub source: Option<String>,
}

/// Reads the card of a folder; an empty one when it has none.
///
/// # Errors
/// A sentence when `card.json` is there and cannot be read.
pub(super) fn read(folder: &Path) -> Result<Card, String> {
    if let Some(text) = read_small(&folder.join("card.json"))? {
        return serde_json::from_str(&text).map_err(|error| format!("card.json is no model card: {error}"));
    }
    let readme = read_small(&folder.join("README.md")).unwrap_or_default();
    Ok(readme.map(|text| from_readme(&text)).unwrap_or_default())
}

fn read_small(path: &Path) -> Result<Option<String>, String> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() && about.len() <= LARGEST => {}
        Ok(_) => return Err(format!("{} is no text file under 1 MiB", path.display())),
        Err(_) => return Ok(None),
    }
    std::fs::read_to_string(path)
        .map(Some)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// The card in a model hub's `README.md`: `key: value` lines between two `---` lines, then the first heading.
fn from_readme(text: &str) -> Card {
    let (front, body) = front_matter(text);
    let value = |key: &str| {
        let line = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
        let value = line.trim().trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_owned())
    };
    let heading = body.lines().find_map(|line| line.strip_prefix("# ")).map(|line| line.trim().to_owned());
    Card {
        summary: value("summary").or(heading),
        licence: value("license").or_else(|| value("licence")).map(|id| spdx(&id)),
        commercial_use: None,
        source: value("source"),
    }
}

fn front_matter(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).unwrap_or(("", text))
}

/// The SPDX name of a model hub's licence id: `apache-2.0` is `Apache-2.0`; what SPDX lacks is a `LicenseRef-`.
fn spdx(id: &str) -> String {
    match id.to_ascii_lowercase().as_str() {
        "apache-2.0" => "Apache-2.0".to_owned(),
        "mit" => "MIT".to_owned(),
        "bsd-3-clause" => "BSD-3-Clause".to_owned(),
        "cc0-1.0" => "CC0-1.0".to_owned(),
        "cc-by-4.0" => "CC-BY-4.0".to_owned(),
        "cc-by-sa-4.0" => "CC-BY-SA-4.0".to_owned(),
        "cc-by-nc-4.0" => "CC-BY-NC-4.0".to_owned(),
        other => {
            let plain = |character: char| match character {
                'a'..='z' | '0'..='9' | '.' | '-' => character,
                _ => '-',
            };
            format!("LicenseRef-{}", other.chars().map(plain).collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readme_gives_licence_and_heading() {
        let check = |text: &str, summary: Option<&str>, licence: Option<&str>| {
            let card = from_readme(text);
            assert_eq!((card.summary.as_deref(), card.licence.as_deref()), (summary, licence), "{text:?}");
        };
        check("---\nlicense: apache-2.0\n---\n# A model\n", Some("A model"), Some("Apache-2.0"));
        check("---\nlicense: \"mit\"\nsummary: Small\n---\n# Long", Some("Small"), Some("MIT"));
        check("---\nlicense: creativeml-openrail-m\n---\n", None, Some("LicenseRef-creativeml-openrail-m"));
        check("---\nlicense: Open Rail++\n---\n", None, Some("LicenseRef-open-rail--"));
        check("# Only a heading", Some("Only a heading"), None);
        check("license: mit is not front matter", None, None);
        check("---\nlicense:\n---\n", None, None);
        check("", None, None);
    }

    #[test]
    fn a_card_comes_before_the_readme() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("README.md"), "# Readme").unwrap();
        assert_eq!(read(folder.path()).unwrap().summary.as_deref(), Some("Readme"));
        let card = r#"{"summary": "Card", "licence": "MIT", "commercial_use": true, "source": "https://example.org"}"#;
        std::fs::write(folder.path().join("card.json"), card).unwrap();
        let card = read(folder.path()).unwrap();
        assert_eq!(card.summary.as_deref(), Some("Card"));
        assert_eq!((card.licence.as_deref(), card.commercial_use), (Some("MIT"), Some(true)));
        std::fs::write(folder.path().join("card.json"), "{").unwrap();
        assert!(read(folder.path()).unwrap_err().contains("card.json"));
    }
}
