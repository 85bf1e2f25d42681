//! What a checkpoint says about itself: `card.json`, or the front matter of its `README.md`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::add::{Addition, write_json};
use super::licences;

/// Largest card read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What a card says. Unknown stays `None`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Card {
    /// One line on what the model is.
    pub summary: Option<String>,
    /// An SPDX licence expression.
    pub licence: Option<String>,
    /// Whether pictures may be used commercially.
    pub commercial_use: Option<bool>,
    /// Where the weights came from.
    pub source: Option<String>,
    /// What it was trained on, as its publisher says.
    pub training_data: Option<String>,
    /// Steps it is best used with.
    pub steps: Option<u32>,
    /// Guidance it is best used with.
    pub guidance: Option<f64>,
    /// Set by the administrator: the house uses the model within a licence that forbids commercial use.
    #[serde(default)]
    pub non_commercial_accepted: bool,
}

impl Card {
    /// Fills what the licence's own text answers.
    fn with_licence(mut self) -> Self {
        if let Some(known) = self.licence.as_deref().and_then(licences::find) {
            self.commercial_use = self.commercial_use.or(Some(known.commercial));
            self.licence = Some(known.spdx.to_owned());
        }
        self
    }

    /// Why the model may not be used, in one sentence; `None` when it may, or nothing is known against it.
    pub fn refusal(&self) -> Option<String> {
        (self.commercial_use == Some(false) && !self.non_commercial_accepted).then(|| {
            format!(
                "its licence ({}) forbids commercial use; an administrator who accepts that sets \
                 \"non_commercial_accepted\": true in its card.json",
                self.licence.as_deref().unwrap_or("as its card says")
            )
        })
    }
}

/// Writes the card of a model that is added: what its own card or its README says, and how such models are used best.
///
/// # Errors
/// A sentence when the card is broken, or its licence is against commercial use and that is not accepted.
pub(super) fn write(folder: &Path, name: &str, addition: &Addition) -> Result<(), String> {
    let mut card = read(folder)?;
    let fast = fast_habits(&format!("{name} {}", addition.source));
    card.steps = card.steps.or(fast.map(|(steps, _)| steps));
    card.guidance = card.guidance.or(fast.map(|(_, guidance)| guidance));
    card.source = card.source.or_else(|| {
        let repository = addition.source.strip_prefix("hf:")?;
        Some(format!("https://huggingface.co/{repository}"))
    });
    card.non_commercial_accepted |= addition.accept_non_commercial;
    if card.commercial_use == Some(false) && !card.non_commercial_accepted {
        let licence = card.licence.as_deref().unwrap_or("its licence");
        return Err(format!(
            "{licence} forbids commercial use: --accept-non-commercial says that this is known"
        ));
    }
    let value = serde_json::to_value(&card).map_err(|error| error.to_string())?;
    write_json(&folder.join("card.json"), &value).map_err(|error| error.to_string())
}

/// Steps and guidance of models that were distilled to few steps, by what their names say.
fn fast_habits(name: &str) -> Option<(u32, f64)> {
    let name = name.to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    if has("lightning") || has("hyper") {
        let steps = [1, 2, 4, 8].into_iter().find(|steps| has(&format!("{steps}step")));
        return Some((steps.unwrap_or(4), 1.0));
    }
    if has("z-image-turbo") {
        return Some((8, 1.0));
    }
    if has("schnell") || has("large-turbo") || has("lcm") {
        return Some((4, 1.0));
    }
    has("turbo").then_some((2, 1.0))
}

/// Reads the card of a folder; an empty one when it has none.
///
/// # Errors
/// A sentence when `card.json` is there and cannot be read.
pub(super) fn read(folder: &Path) -> Result<Card, String> {
    if let Some(text) = read_small(&folder.join("card.json"))? {
        let card: Card =
            serde_json::from_str(&text).map_err(|error| format!("card.json is no model card: {error}"))?;
        return Ok(card.with_licence());
    }
    let readme = read_small(&folder.join("README.md")).unwrap_or_default();
    Ok(readme.map(|text| from_readme(&text).with_licence()).unwrap_or_default())
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
    let licence = value("license_name").or_else(|| value("license")).or_else(|| value("licence"));
    Card {
        summary: value("summary").or(heading),
        licence: licence.map(|id| spdx(&id)),
        source: value("source"),
        training_data: list(front, "datasets"),
        ..Card::default()
    }
}

/// The values of a list: `- one` lines below the key.
fn list(front: &str, key: &str) -> Option<String> {
    let below = front.lines().skip_while(|line| line.trim_end() != format!("{key}:")).skip(1);
    let values: Vec<&str> =
        below.map_while(|line| line.trim_start().strip_prefix("- ")).map(str::trim).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn front_matter(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).unwrap_or(("", text))
}

/// The SPDX name of a model hub's licence id; what SPDX lacks is a `LicenseRef-`.
fn spdx(id: &str) -> String {
    if let Some(known) = licences::find(id) {
        return known.spdx.to_owned();
    }
    let plain = |character: char| match character {
        'a'..='z' | '0'..='9' | '.' | '-' => character,
        _ => '-',
    };
    format!("LicenseRef-{}", id.to_ascii_lowercase().chars().map(plain).collect::<String>())
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
    fn licences_against_commercial_use_need_a_yes() {
        let check = |front: &str, accepted: bool, expected: Option<&str>| {
            let card = from_readme(&format!("---\n{front}\n---\n")).with_licence();
            let refusal = Card { non_commercial_accepted: accepted, ..card }.refusal();
            assert_eq!(refusal.is_some(), expected.is_some(), "{refusal:?}");
            assert!(refusal.unwrap_or_default().contains(expected.unwrap_or_default()));
        };
        check("license: apache-2.0", false, None);
        check("license: nobody-knows", false, None);
        check("license: other\nlicense_name: sai-nc-community", false, Some("LicenseRef-sai-nc-community"));
        check("license: other\nlicense_name: sai-nc-community", true, None);
    }

    #[test]
    fn few_steps_are_told_by_the_name() {
        let check =
            |name: &str, expected: Option<(u32, f64)>| assert_eq!(fast_habits(name), expected, "{name}");
        check("stable-diffusion-v1-5", None);
        check("stabilityai/sdxl-turbo", Some((2, 1.0)));
        check("sdxl_lightning_4step", Some((4, 1.0)));
        check("sdxl_lightning_8step_unet", Some((8, 1.0)));
        check("hf:black-forest-labs/FLUX.1-schnell", Some((4, 1.0)));
        check("Tongyi-MAI/Z-Image-Turbo", Some((8, 1.0)));
    }

    #[test]
    fn lists_are_read_from_the_front_matter() {
        assert_eq!(
            list("datasets:\n- laion/one\n- two\nlicense: mit", "datasets").as_deref(),
            Some("laion/one, two")
        );
        assert_eq!(list("license: mit", "datasets"), None);
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
