//! `vignette verify`: what a file says of the pictures in it.

use std::path::PathBuf;

use clap::Args;
use vignette::documents::Limits;
use vignette::studio::verify::verify;

use super::{Failure, output};

/// `vignette verify report.docx`
#[derive(Args)]
pub struct Arguments {
    /// A picture, a Word or PowerPoint document, or a PDF.
    file: PathBuf,
}

/// Prints one line for each mark; exit code 1 when there is none.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let name = arguments.file.display();
    let file = std::fs::read(&arguments.file)
        .map_err(|error| Failure::input(format!("{name} cannot be read: {error}"), "check the path"))?;
    let told = verify(&file, &Limits::DEFAULT)
        .map_err(|error| Failure::input(error, "pass a picture, a DOCX or PPTX document, or a PDF"))?;
    let named = |place: &str| if place.is_empty() { "the file itself" } else { place }.to_owned();
    for mark in &told.marks {
        let place = named(&mark.place);
        let program = if mark.program.is_empty() { "nobody" } else { &mark.program };
        output::say(format_args!("{place}: {} (says {program})", mark.source_type));
    }
    for mark in &told.watermarks {
        output::say(format_args!("{}: number {:016x} in its pixels", named(&mark.place), mark.number));
    }
    match told.marks.is_empty() && told.watermarks.is_empty() {
        true => Err(Failure::work(format!("{name} carries no mark"))),
        false => Ok(()),
    }
}
