//! `vignette model`: which models there are.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vignette::models::Catalogue;

use super::{Failure, output};

/// `vignette model list`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// The models, the default one first.
    List {
        /// The folder with model checkpoints.
        #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
        models: PathBuf,
    },
}

/// Prints one line for each model: name, licence, summary.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Action::List { models } = &arguments.action;
    for model in Catalogue::open(models).models() {
        let licence = model.licence.as_deref().unwrap_or("licence unknown");
        let state = model
            .problem
            .as_deref()
            .map_or_else(String::new, |problem| format!("  [cannot be used: {problem}]"));
        output::say(format_args!("{:<24} {licence:<20} {}{state}", model.name, model.summary));
    }
    Ok(())
}
