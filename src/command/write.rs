//! `vignette write`: a text in Markdown or JSON in, new documents out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use vignette::documents::Format;
use vignette::documents::report::{FORMATS, Kind, Report, Source};
use vignette::scene::Language;
use vignette::studio::WriteRequest;
use vignette::studio::write::{read_json, read_markdown};

use super::{Failure, any_seed, output, progress::Progress, studio};

/// `vignette write minutes.md -o minutes.docx -o minutes.pptx`
#[derive(Args)]
pub struct Arguments {
    /// The text: Markdown, or JSON when its name ends with .json.
    text: PathBuf,
    /// Where to write it; the ending says the format: docx, pptx, pdf. May be given several times.
    #[arg(short, long, required = true)]
    output: Vec<PathBuf>,
    /// What it is for: report, minutes, letter; as the text says when left out.
    #[arg(long)]
    kind: Option<String>,
    /// The language of labels and proofing: ko, en, ja, zh; that of the text when left out.
    #[arg(long)]
    language: Option<String>,
    /// Style words for colours and pictures, as in "green, calm".
    #[arg(long)]
    style: Option<String>,
    /// The seed of the pictures that are made for it.
    #[arg(long)]
    seed: Option<u64>,
    /// The model that makes the pictures.
    #[arg(long)]
    model: Option<String>,
    /// The folder with model checkpoints.
    #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
}

/// Writes the documents; no file is written when the text or a picture is wrong.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let formats = arguments.output.iter().map(|path| format_of(path)).collect::<Result<Vec<_>, _>>()?;
    let kind = arguments.kind.as_deref().map(parse_kind).transpose()?;
    let language = arguments.language.as_deref().map(parse_language).transpose()?;
    let report = read_report(&arguments.text)?;
    let pictures = read_pictures(&report, &arguments.text)?;
    let seed = arguments.seed.unwrap_or_else(any_seed);
    let request = WriteRequest {
        report,
        kind,
        language,
        formats,
        style: arguments.style,
        seed,
        model: arguments.model,
        pictures,
    };
    let written = studio(&arguments.models).write(&request, &Progress::new())?;
    for (path, delivery) in arguments.output.iter().zip(&written.deliveries) {
        output::write(path, &delivery.bytes)?;
        eprintln!("{} ({} bytes)", path.display(), delivery.bytes.len());
    }
    let remarks: BTreeSet<&String> =
        written.deliveries.iter().flat_map(|delivery| &delivery.remarks).collect();
    remarks.iter().for_each(|remark| eprintln!("note: {remark}"));
    Ok(())
}

fn read_report(path: &Path) -> Result<Report, Failure> {
    let text = std::fs::read(path).map_err(|error| Failure::file(path, "read", &error))?;
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    Ok(if is_json { read_json(&text) } else { read_markdown(&text) }?)
}

/// The files that the text names, found from where the text lies.
fn read_pictures(report: &Report, text: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let folder = text.parent().unwrap_or(Path::new(""));
    let mut pictures = BTreeMap::new();
    for figure in &report.figures {
        if let Source::Named(name) = &figure.source {
            let path = folder.join(name);
            let file = std::fs::read(&path).map_err(|error| Failure::file(&path, "read", &error))?;
            pictures.insert(name.clone(), file);
        }
    }
    Ok(pictures)
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = Format::from_extension(&extension).filter(|format| FORMATS.contains(format));
    format.ok_or_else(|| {
        Failure::input(
            format!("{} has no ending that a text can become", path.display()),
            "end the name with .docx, .pptx or .pdf",
        )
    })
}

fn parse_kind(name: &str) -> Result<Kind, Failure> {
    Kind::from_name(name)
        .ok_or_else(|| Failure::input(format!("there is no kind “{name}”"), "use report, minutes or letter"))
}

fn parse_language(code: &str) -> Result<Language, Failure> {
    Language::from_code(code)
        .ok_or_else(|| Failure::input(format!("there is no language “{code}”"), "use ko, en, ja or zh"))
}
