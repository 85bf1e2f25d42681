//! `vignette model`: which models there are, adding one, checking one, and what one may be used for; and the network that
//! makes pictures larger.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use vignette::engine::{Engines, PaintRequest, Unwatched};
use vignette::models::add::{self, Addition};
use vignette::models::hub::Hub;
use vignette::models::{Catalogue, Model, licences, upscaler};
use vignette::scene::{Content, PixelSize};

use super::{Failure, output};

/// `vignette model …`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
    /// The folder with model checkpoints.
    #[arg(long, global = true, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
}

#[derive(Subcommand)]
enum Action {
    /// The models, the default one first.
    List,
    /// Add a model: a folder, a .safetensors file, or hf:owner/name.
    Add(AddArguments),
    /// Check a model: its files, its licence, and a small picture.
    Check {
        /// The model.
        name: String,
        /// Write the small picture here.
        #[arg(long)]
        picture: Option<PathBuf>,
    },
    /// Make the file of the network that makes pictures larger, of the package that npm fetched.
    Upscaler {
        /// The folder the package was installed in.
        #[arg(long, default_value = "models/upscaler/node_modules")]
        from: PathBuf,
    },
    /// Show what a model is and may be used for.
    Card {
        /// The model.
        name: String,
    },
}

#[derive(Args)]
struct AddArguments {
    /// A folder in the diffusers layout, a .safetensors file of the original code, or hf:owner/name.
    source: String,
    /// The model's name here.
    #[arg(long)]
    name: Option<String>,
    /// A LoRA file to merge, with its weight as in film.safetensors=0.8; may be given again.
    #[arg(long, value_parser = adapter)]
    lora: Vec<(PathBuf, f64)>,
    /// The folder of CLIP's tokenizer, for a single file.
    #[arg(long)]
    tokenizer: Option<PathBuf>,
    /// The single file's network answers with velocity (Stable Diffusion 2.1 at 768 pixels).
    #[arg(long)]
    velocity: bool,
    /// Use the model although its licence forbids commercial use.
    #[arg(long)]
    accept_non_commercial: bool,
    /// Where hf: models come from.
    #[arg(long, default_value = "https://huggingface.co", env = "HF_ENDPOINT")]
    hub: String,
    /// The token of an account there, for models that ask for one.
    #[arg(long, env = "HF_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

/// `film.safetensors=0.8`: a path and a weight, 1 when it has none.
fn adapter(text: &str) -> Result<(PathBuf, f64), String> {
    match text.rsplit_once('=') {
        Some((path, weight)) => match weight.parse() {
            Ok(weight) if (-100.0..=100.0).contains(&weight) => Ok((PathBuf::from(path), weight)),
            _ => Err(format!("the weight {weight:?} is no number from -100 to 100")),
        },
        None => Ok((PathBuf::from(text), 1.0)),
    }
}

/// Runs one of the model commands.
///
/// # Errors
/// [`Failure`] with a hint.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let models = arguments.models;
    match arguments.action {
        Action::List => {
            list(&models);
            Ok(())
        }
        Action::Add(add) => add_model(models, add),
        Action::Check { name, picture } => check(&models, &name, picture.as_deref()),
        Action::Upscaler { from } => add_upscaler(&models, &from),
        Action::Card { name } => {
            output::say(format_args!("{}", card(&find(&Catalogue::open(&models), &name)?)));
            Ok(())
        }
    }
}

/// Prints one line for each model: name, licence, summary.
fn list(models: &Path) {
    for model in Catalogue::open(models).models() {
        let licence = model.licence.as_deref().unwrap_or("licence unknown");
        let reason = model.problem.as_ref().or(model.refusal.as_ref());
        let state = reason.map_or_else(String::new, |reason| format!("  [cannot be used: {reason}]"));
        output::say(format_args!("{:<24} {licence:<20} {}{state}", model.name, model.summary));
    }
    if models.join(upscaler::FILE).is_file() {
        output::say(format_args!(
            "{:<24} {:<20} Makes pictures up to four times as wide",
            upscaler::NAME,
            "MIT"
        ));
    }
}

fn add_model(models: PathBuf, arguments: AddArguments) -> Result<(), Failure> {
    let addition = Addition {
        models,
        source: arguments.source,
        name: arguments.name,
        adapters: arguments.lora,
        tokenizer: arguments.tokenizer,
        velocity: arguments.velocity,
        accept_non_commercial: arguments.accept_non_commercial,
    };
    let hub = Hub::new(&arguments.hub, arguments.token);
    let shows = std::io::stderr().is_terminal();
    let mut progress = |file: &str, bytes: u64| {
        if shows {
            eprint!("\r{file}: {} MiB\u{1b}[K", bytes >> 20);
        }
    };
    let added = add::add(&addition, &hub, &mut progress)
        .map_err(|error| Failure::input(&error, error.hint.clone()))?;
    output::say(format_args!("added {}: {} files, {} MiB", added.name, added.files, added.bytes >> 20));
    output::say(format_args!("{}", card(&find(&Catalogue::open(&addition.models), &added.name)?)));
    Ok(())
}

fn add_upscaler(models: &Path, from: &Path) -> Result<(), Failure> {
    let file = upscaler::build(from)
        .map_err(|reason| Failure::input(reason, "run `scripts/setup.sh run`, which fetches the package"))?;
    output::write(&models.join(upscaler::FILE), &file)?;
    output::say(format_args!("{}: {} MiB, MIT", upscaler::NAME, file.len() >> 20));
    Ok(())
}

fn find(catalogue: &Catalogue, name: &str) -> Result<Model, Failure> {
    let known = || catalogue.models().iter().map(|model| model.name.as_str()).collect::<Vec<_>>().join(", ");
    let missing = || Failure::input(format!("there is no model {name:?}"), format!("there are: {}", known()));
    catalogue.find(name).cloned().ok_or_else(missing)
}

/// What a model is and may be used for, a line each.
fn card(model: &Model) -> String {
    let known = model.licence.as_deref().and_then(licences::find);
    let commercial = match (model.commercial_use, &model.refusal) {
        (Some(true), _) => "yes",
        (Some(false), None) => "no; accepted by the administrator",
        (Some(false), Some(_)) => "no; not accepted, so it is not used",
        (None, _) => "unknown",
    };
    let unknown = || "unknown".to_owned();
    let mut lines = vec![
        ("model", model.name.clone()),
        ("summary", model.summary.clone()),
        ("licence", model.licence.clone().unwrap_or_else(unknown)),
        ("commercial use", commercial.to_owned()),
        ("source", model.source.clone().unwrap_or_else(unknown)),
        ("training data", model.training_data.clone().unwrap_or_else(unknown)),
    ];
    lines.extend(
        known.filter(|known| !known.note.is_empty()).map(|known| ("licence note", known.note.to_owned())),
    );
    let lines = lines.iter().map(|(name, value)| format!("{name:<15} {value}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Checks files, licence and networks; says each as it is done.
fn check(models: &Path, name: &str, picture: Option<&Path>) -> Result<(), Failure> {
    let catalogue = Catalogue::open(models);
    let model = find(&catalogue, name)?;
    output::say(format_args!("{}", card(&model)));
    if let Some(folder) = &model.folder {
        check_files(folder)?;
    }
    if let Some(problem) = model.problem {
        return Err(Failure::input(format!("{name} cannot be used: {problem}"), "see models/README.md"));
    }
    let made = Engines::new(catalogue)
        .get(Some(name))
        .and_then(|engine| engine.paint(&self_test(), &Unwatched))
        .map_err(|error| Failure::input(error, "add the model again from its source"))?;
    output::say(format_args!("picture         made, {}x{}", made.size.width, made.size.height));
    match (picture, made.content) {
        (Some(place), Content::Encoded { bytes, .. }) => output::write(place, &bytes),
        (Some(_), _) => {
            Err(Failure::input(format!("{name} draws outlines, not pixels"), "leave --picture out"))
        }
        (None, _) => Ok(()),
    }
}

fn check_files(folder: &Path) -> Result<(), Failure> {
    match add::changed(folder) {
        None => output::say(format_args!(
            "files           not known: the folder was not added by `vignette model add`"
        )),
        Some(wrong) if wrong.is_empty() => output::say(format_args!("files           as they were added")),
        Some(wrong) => {
            return Err(Failure::input(wrong.join("; "), "add the model again from its source"));
        }
    }
    Ok(())
}

/// A small picture in two steps, which shows whether every network loads and answers with numbers.
fn self_test() -> PaintRequest {
    PaintRequest {
        prompt: "a red apple on a table".to_owned(),
        negative: None,
        style: None,
        alt: "A test".to_owned(),
        size: PixelSize::new(256, 256),
        seed: 1,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: Some(2),
        guidance: None,
        ..PaintRequest::default()
    }
}
