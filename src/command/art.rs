//! `vignette art`: the art library.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vignette::engine::vector::library::{Library, build};

use super::{Failure, output};

/// `vignette art`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Build the library from the npm packages that `art/package-lock.json` pins.
    Build {
        /// The folder the packages were installed in.
        #[arg(long, default_value = "art/node_modules")]
        from: PathBuf,
        /// The folder the library is put in.
        #[arg(long, default_value = "art", env = "VIGNETTE_ART")]
        art: PathBuf,
    },
    /// List the works with their names and licences.
    List {
        /// The folder the library is in.
        #[arg(long, default_value = "art", env = "VIGNETTE_ART")]
        art: PathBuf,
    },
}

/// Builds or lists.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.action {
        Action::Build { from, art } => {
            let built = build::build(from).map_err(|error| {
                Failure::input(error.to_string(), "run `scripts/setup.sh run`, which fetches the packages")
            })?;
            std::fs::create_dir_all(art).map_err(|error| Failure::file(art, "made", &error))?;
            output::write(&art.join(Library::FILE), &built.file)?;
            for (work, reason) in &built.left_out {
                output::say(format_args!("left out {work}: {reason}"));
            }
            output::say(format_args!("{} works, {} KiB", built.works, built.file.len() >> 10));
        }
        Action::List { art } => {
            let library = Library::open(&art.join(Library::FILE)).map_err(|error| {
                Failure::input(error.to_string(), "run `vignette art build`, which makes the library")
            })?;
            for (id, work) in library.works() {
                let set = library.set_of(id);
                output::say(format_args!(
                    "{}\t{}\t{}\t{} {}",
                    work.name, work.korean, work.english, set.name, set.licence
                ));
            }
        }
    }
    Ok(())
}
