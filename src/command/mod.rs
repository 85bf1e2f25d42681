//! The commands and what they share: failures with a hint, whole-file output, progress on a terminal.

pub mod art;
pub mod audit;
pub mod backup;
pub mod batch;
pub mod brief;
pub mod config;
pub mod design;
pub mod edit;
mod failure;
pub mod fill;
pub mod illustrate;
pub mod layout;
pub mod manifest;
pub mod mcp;
pub mod model;
mod output;
mod progress;
pub mod refine;
pub mod route;
pub mod serve;
pub mod template;
pub mod token;
pub mod verify;
pub mod write;

use std::path::Path;

use jiff::civil::Date;
use vignette::app;
use vignette::config::{ArtFolder, Config, ModelsFolder};
use vignette::studio::Studio;

pub use failure::Failure;

/// The studio with the system's fonts, the models in `models` and the art library of `VIGNETTE_ART`.
fn studio(models: &Path) -> Studio {
    let defaults = Config::default();
    let art = std::env::var_os("VIGNETTE_ART").map_or(defaults.art, |folder| ArtFolder(folder.into()));
    // `VIGNETTE_PRECISION` is for every verb; the rest of the environment is the server's, which says what is wrong with it.
    let precision = Config::from_env().map(|config| config.precision).unwrap_or_default();
    let models = ModelsFolder(models.to_owned());
    app::open_studio(&Config { models, art, precision, ..Config::default() })
}

/// The day "tomorrow" is counted from: the one given, else this machine's.
fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
}

/// A seed for work that asked for none; printed, so that the result can be made again. At most 2^32, so that it is
/// short to type and exact in JSON.
fn any_seed() -> u64 {
    use rand::RngExt as _;
    u64::from(rand::rng().random::<u32>())
}
