//! Which models there are: their names, folders, licences and what they are for.
//!
//! A [`Catalogue`] lists the built-in `vector-1` and every checkpoint folder under the models directory; [`card`]
//! reads what a folder says about itself ([`licences`] what its licence allows), [`checkpoint`] which files it has and
//! which it lacks. [`add`] brings a new one: [`choose`] says which files are needed, [`hub`] fetches them, [`single`]
//! completes a file of the original code, whose [`header`] is read. [`routes`] say what public names mean. [`upscaler`] makes
//! the one file of the network that makes pictures larger. Nothing here reads weights: that is the engine's
//! work. `models/README.md` tells people how to add one.

pub mod add;
pub mod card;
pub mod checkpoint;
mod choose;
pub mod family;
pub mod header;
pub mod hub;
pub mod licences;
pub mod routes;
mod single;
pub mod upscaler;

use std::path::{Path, PathBuf};

use card::Card;
pub use checkpoint::{Checkpoint, CheckpointError};
pub use family::Family;

/// The name of the built-in procedural model.
pub const BUILT_IN: &str = "vector-1";

/// The models of this installation.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    models: Vec<Model>,
}

/// One model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The name callers use, as in `vector-1`; for a checkpoint: its folder's name.
    pub name: String,
    /// Where the weights are; `None` for the built-in engine.
    pub folder: Option<PathBuf>,
    /// One line on what it is.
    pub summary: String,
    /// The licence of the weights as an SPDX expression, when the card says it.
    pub licence: Option<String>,
    /// Whether the licence lets pictures be used commercially, when the card says it.
    pub commercial_use: Option<bool>,
    /// Where the weights came from, when the card says it.
    pub source: Option<String>,
    /// What it was trained on, when the card says it.
    pub training_data: Option<String>,
    /// Steps it is best used with, when the card says so.
    pub steps: Option<u32>,
    /// Guidance it is best used with, when the card says so.
    pub guidance: Option<f64>,
    /// Why it may not be used, in one sentence; `None` when it may.
    pub refusal: Option<String>,
    /// Why it cannot be used, in one sentence; `None` when its folder has every file.
    pub problem: Option<String>,
}

impl Default for Catalogue {
    /// The built-in model alone.
    fn default() -> Self {
        Self { models: vec![built_in()] }
    }
}

impl Catalogue {
    /// Lists the built-in model and every checkpoint folder in `folder`, by name (none when the folder is missing).
    ///
    /// A sub-folder is a checkpoint when it has a `model_index.json` or a `unet` folder. One that lacks files is
    /// listed with its [`Model::problem`].
    pub fn open(folder: &Path) -> Self {
        let mut found: Vec<Model> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| describe(&entry.ok()?.path()))
            .collect();
        found.sort_by(|left, right| left.name.cmp(&right.name));
        let mut catalogue = Self::default();
        catalogue.models.append(&mut found);
        catalogue
    }

    /// The models, the default one first.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model of that name.
    pub fn find(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }
}

fn built_in() -> Model {
    Model {
        name: BUILT_IN.to_owned(),
        summary: "Procedural pictures from rules, a palette and a seed; built in, needs no weights"
            .to_owned(),
        licence: Some(env!("CARGO_PKG_LICENSE").to_owned()),
        commercial_use: Some(true),
        ..Model::default()
    }
}

/// The model in a folder, if it is a checkpoint.
fn describe(folder: &Path) -> Option<Model> {
    let name = folder.file_name()?.to_str()?.to_owned();
    if !Checkpoint::is_one(folder) {
        return None;
    }
    if name.starts_with('.') {
        return None;
    }
    let (card, bad_card) = match card::read(folder) {
        Ok(card) => (card, None),
        Err(error) => (Card::default(), Some(error)),
    };
    let problem = if name == BUILT_IN {
        Some(format!("its folder has the built-in model's name {BUILT_IN}: rename the folder"))
    } else {
        Checkpoint::find(folder).err().map(|error| error.to_string()).or(bad_card)
    };
    Some(Model {
        refusal: card.refusal(),
        name,
        folder: Some(folder.to_owned()),
        summary: card.summary.unwrap_or_else(|| "A checkpoint without a card".to_owned()),
        training_data: card.training_data,
        steps: card.steps,
        guidance: card.guidance,
        licence: card.licence,
        commercial_use: card.commercial_use,
        source: card.source,
        problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use checkpoint::tests::write_empty_checkpoint;

    fn write(path: PathBuf, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    #[test]
    fn a_missing_folder_leaves_the_built_in_model() {
        let catalogue = Catalogue::open(Path::new("/nowhere/at/all"));
        assert_eq!(catalogue, Catalogue::default());
        assert_eq!(catalogue.models()[0].name, BUILT_IN);
        assert_eq!(catalogue.models()[0].licence.as_deref(), Some("Apache-2.0"));
    }

    #[test]
    fn checkpoints_are_listed_by_name_after_the_built_in_model() {
        let models = tempfile::tempdir().unwrap();
        write_empty_checkpoint(&models.path().join("zebra"));
        write_empty_checkpoint(&models.path().join("apple"));
        write(models.path().join("notes/README.md"), "not a model");
        write(models.path().join("golden/values.json"), "{}");
        let catalogue = Catalogue::open(models.path());
        let names: Vec<_> = catalogue.models().iter().map(|model| model.name.as_str()).collect();
        assert_eq!(names, [BUILT_IN, "apple", "zebra"]);
        assert_eq!(catalogue.find("apple").unwrap().problem, None);
        assert_eq!(catalogue.find("pear"), None);
    }

    #[test]
    fn an_incomplete_or_misnamed_checkpoint_is_listed_with_its_problem() {
        let models = tempfile::tempdir().unwrap();
        for name in ["half", BUILT_IN, "carded"] {
            write_empty_checkpoint(&models.path().join(name));
        }
        std::fs::remove_file(models.path().join("half/vae/config.json")).unwrap();
        write(models.path().join("carded/card.json"), "{\"summary\": 5}");
        let catalogue = Catalogue::open(models.path());
        let check = |model: &Model, expected: &str| {
            let problem = model.problem.as_deref().unwrap();
            assert!(problem.contains(expected), "{problem:?} lacks {expected:?}");
        };
        check(catalogue.find("half").unwrap(), "vae/config.json is missing");
        check(catalogue.find("carded").unwrap(), "card.json");
        check(&catalogue.models()[3], "rename the folder");
        assert_eq!(catalogue.find(BUILT_IN).unwrap().problem, None, "the built-in model answers to its name");
    }
}
