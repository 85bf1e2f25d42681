//! `vignette illustrate`: a finished document in, the same document with pictures out.

use std::path::{Path, PathBuf};

use clap::Args;
use vignette::studio::{IllustrateRequest, Plan};

use super::{Failure, any_seed, output, progress::Progress, studio};

/// `vignette illustrate report.docx -o illustrated.docx`
#[derive(Args)]
pub struct Arguments {
    /// The document: a finished DOCX or PPTX.
    document: PathBuf,
    /// Where to write the illustrated document.
    #[arg(short, long, required_unless_present = "plan", conflicts_with = "plan")]
    output: Option<PathBuf>,
    /// Only print the plan as JSON: what would go where, and what is skipped and why.
    #[arg(long)]
    plan: bool,
    /// Apply this plan, as `--plan` printed it and you edited it.
    #[arg(long, value_name = "PLAN", conflicts_with_all = ["plan", "pictures"])]
    apply: Option<PathBuf>,
    /// How many pictures at most; by the document's length when not given.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=50))]
    pictures: Option<u32>,
    /// Style words, such as "watercolor".
    #[arg(long)]
    style: Option<String>,
    /// The seed of the pictures.
    #[arg(long)]
    seed: Option<u64>,
    /// The model that makes the pictures.
    #[arg(long)]
    model: Option<String>,
    /// The folder with model checkpoints.
    #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
}

/// Illustrates the document; no file is written when a step fails.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let plan =
        arguments.apply.as_deref().map(|path| Ok::<_, Failure>(Plan::read(&read(path)?)?)).transpose()?;
    let request = IllustrateRequest {
        document: read(&arguments.document)?,
        plan,
        pictures: arguments.pictures.map(|count| count as usize),
        style: arguments.style.clone(),
        seed: arguments.seed.unwrap_or_else(any_seed),
        model: arguments.model.clone(),
    };
    let studio = studio(&arguments.models);
    let Some(path) = &arguments.output else {
        let plan = studio.plan_pictures(&request)?;
        output::say(serde_json::to_string_pretty(&plan).map_err(Failure::work)?);
        return Ok(());
    };
    let illustrated = studio.illustrate(&request, &Progress::new())?;
    output::write_document(path, &illustrated.delivery)?;
    for entry in &illustrated.plan.pictures {
        eprintln!("{}: {} ({})", entry.id, entry.heading, entry.prompt);
    }
    illustrated.delivery.remarks.iter().for_each(|remark| eprintln!("note: {remark}"));
    eprintln!("{} ({} bytes)", path.display(), illustrated.delivery.bytes.len());
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, "read", &error))
}
