//! `vignette fill`: a template and data in, the finished document out.

use std::path::{Path, PathBuf};

use clap::Args;
use vignette::documents::template::FillOptions;
use vignette::scene::Language;
use vignette::studio::{Files, FillRequest};

use super::{Failure, any_seed, batch, output, progress::Progress, studio};

/// `vignette fill templates/report.docx --data report.json -o report.docx`
#[derive(Args)]
pub struct Arguments {
    /// The template: a DOCX or PPTX with `{{ tags }}` and placeholder pictures, or a PDF form.
    template: PathBuf,
    /// The values, as a JSON file; with --rows they lie under each row's own.
    #[arg(long, required_unless_present = "rows")]
    data: Option<PathBuf>,
    /// Many rows, one document each: a CSV table with a header, JSON lines, or a JSON array.
    #[arg(long)]
    rows: Option<PathBuf>,
    /// Where to write the document; with --rows a folder, or a zip when it ends so.
    #[arg(short, long)]
    output: PathBuf,
    /// With --rows: what each document is called, as in "{{ name }}-{{ number }}"; `number` counts the rows.
    #[arg(long, requires = "rows")]
    name: Option<String>,
    /// With --rows: how many are filled at once; as many as there are cores when not given.
    #[arg(long, requires = "rows", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// The seed of the pictures that are made for it.
    #[arg(long)]
    seed: Option<u64>,
    /// The language that numbers, dates and currencies are written in: ko, en, ja or zh. The template's own when not
    /// given.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// Makes a PDF form page content: its fields are filled and then gone.
    #[arg(long)]
    flatten: bool,
    /// Places for text and pictures on a PDF's pages, as a JSON file: [{"name": "title", "page": 1, "rect": [20, 30, 170,
    /// 25]}], in millimetres from the page's top left corner.
    #[arg(long)]
    slots: Option<PathBuf>,
    /// Removes the signatures of a signed document, so that anything may change; without it, what would make them invalid
    /// is an error.
    #[arg(long)]
    remove_signatures: bool,
    /// Takes out what leads outside a Word or PowerPoint document: targets of links (their words stay), linked
    /// pictures, objects, media and templates.
    #[arg(long)]
    strip_external: bool,
    /// The model that makes the pictures.
    #[arg(long)]
    model: Option<String>,
    /// The folder with model checkpoints.
    #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
}

/// Fills the template; no file is written when a tag cannot be filled.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let template = read(&arguments.template)?;
    let data = match &arguments.data {
        Some(path) => an_object(path, parse_data(path, &read(path)?)?)?,
        None => serde_json::Value::Object(serde_json::Map::new()),
    };
    let named_files = arguments.rows.as_ref().or(arguments.data.as_ref());
    let folder = named_files.map_or(Path::new("."), |path| output::folder_of(path)).to_owned();
    let seed = arguments.seed.unwrap_or_else(any_seed);
    let request = FillRequest {
        template,
        data,
        files: Files::Folder(folder),
        seed,
        model: arguments.model.clone(),
        options: options(arguments)?,
    };
    if let Some(rows) = &arguments.rows {
        let job = batch::Job {
            template: &arguments.template,
            rows,
            output: &arguments.output,
            name: arguments.name.as_deref(),
            threads: arguments.jobs.map_or_else(cores, usize::from),
        };
        return batch::run(&studio(&arguments.models), &job, request);
    }
    let delivery = studio(&arguments.models).fill(&request, &Progress::new())?;
    output::write_document(&arguments.output, &delivery)?;
    eprintln!("{} ({} bytes)", arguments.output.display(), delivery.bytes.len());
    delivery.remarks.iter().for_each(|remark| eprintln!("note: {remark}"));
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn options(arguments: &Arguments) -> Result<FillOptions, Failure> {
    let slots = arguments.slots.as_ref().map(|path| parse_data(path, &read(path)?)).transpose()?;
    Ok(FillOptions {
        language: arguments.language,
        flatten: arguments.flatten,
        slots,
        remove_signatures: arguments.remove_signatures,
        strip_external: arguments.strip_external,
    })
}

fn language(code: &str) -> Result<Language, String> {
    let codes = || Language::ALL.map(Language::code).join(", ");
    Language::from_code(code).ok_or_else(|| format!("there are: {}", codes()))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, "read", &error))
}

fn an_object(path: &Path, data: serde_json::Value) -> Result<serde_json::Value, Failure> {
    if data.is_object() {
        return Ok(data);
    }
    let sentence = format!("{} holds no object: names with their values between {{ and }}", path.display());
    Err(Failure::input(sentence, "pass a list of objects with --rows: it makes one document for each"))
}

fn parse_data(path: &Path, bytes: &[u8]) -> Result<serde_json::Value, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failure::input(
            format!("{} is not JSON: {error}", path.display(),),
            "a data file is one JSON object, as in {\"title\": \"전사 타운홀\"}",
        )
    })
}
