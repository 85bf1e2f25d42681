//! `vignette layout`: which layouts there are, and whether one of your own can be used.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use vignette::app;
use vignette::studio::Layouts;

use super::{Failure, output};

/// `vignette layout list`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// The layouts and what each is for.
    List {
        /// The folder with layouts of your own (.toml).
        #[arg(long, env = "VIGNETTE_LAYOUTS")]
        layouts: Option<PathBuf>,
    },
    /// Read a layout's file and say what is wrong with it.
    Check {
        /// The file.
        file: PathBuf,
    },
}

/// Prints the layouts, or what is wrong with one.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.action {
        Action::List { layouts } => {
            for (name, about) in folder(layouts.as_deref())?.names() {
                output::say(format_args!("{name:<18} {about}"));
            }
        }
        Action::Check { file } => {
            let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, "read", &error))?;
            Layouts::built_in().clone().with(&file.display().to_string(), &text).map_err(mistake)?;
            output::say(format_args!("{}: can be used", file.display()));
        }
    }
    Ok(())
}

/// Our layouts and those of a folder.
pub fn folder(folder: Option<&Path>) -> Result<Layouts, Failure> {
    app::open_layouts(folder).map_err(Failure::from)
}

/// A layout's file that cannot be used.
pub fn mistake(error: impl std::fmt::Display) -> Failure {
    Failure::input(error, "docs/layouts.md says what a layout's file may hold; ours are in templates/layouts")
}
