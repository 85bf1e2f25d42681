//! `vignette design`: words in, files out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use vignette::app;
use vignette::brief::{Fields, Intent, Words};
use vignette::documents::Format;
use vignette::documents::pdf::{MAX_BLEED, Print};
use vignette::studio::{DesignRequest, DesignSet, Sampling, Studio};

use super::{Failure, any_seed, layout, output, progress::Progress, studio, today};
use crate::command::brief::parse_size;

/// `vignette design "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀" -o poster.pdf`
#[derive(Args)]
pub struct Arguments {
    /// What you need, in your own words (Korean or English).
    prompt: Option<String>,
    /// Where to write it; the ending says the format: png, svg, pdf, docx, pptx. May be given several times.
    #[arg(short, long, required = true)]
    pub(super) output: Vec<PathBuf>,
    /// The kind of thing: poster, slide_illustration, report_figure, icon, banner, cover, background, social_post, slide.
    #[arg(long)]
    intent: Option<String>,
    /// The size: 1920x1080, 16:9, A4, "A3 landscape" …
    #[arg(long)]
    size: Option<String>,
    /// The layout by name; `vignette layout list` lists them.
    #[arg(long)]
    layout: Option<String>,
    /// The folder with layouts of your own (.toml).
    #[arg(long, env = "VIGNETTE_LAYOUTS")]
    layouts: Option<PathBuf>,
    /// The folder of the brand to design in: brand.toml, and its fonts beside it.
    #[arg(long, env = "VIGNETTE_BRAND")]
    brand: Option<PathBuf>,
    /// The seed; the same request with the same seed gives the same bytes.
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// How many candidates to make, 1 to 10: poster.pdf, poster-2.pdf …
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10))]
    candidates: u32,
    /// The model that makes the pictures.
    #[arg(long)]
    model: Option<String>,
    /// The folder with model checkpoints.
    #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
    pub(super) models: PathBuf,
    /// A meeting invitation (.ics) to take title, date, time and place from.
    #[arg(long)]
    invite: Option<PathBuf>,
    /// What the pictures must not show.
    #[arg(long)]
    negative: Option<String>,
    /// Denoising steps, for models that have them.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=200))]
    steps: Option<u32>,
    /// Guidance scale, for models that have one.
    #[arg(long)]
    guidance: Option<f64>,
    /// How noise is taken away, for models that have it: ddim, euler, euler_a, dpm++_2m, unipc, lcm, tcd; with _karras
    /// behind it if wanted.
    #[arg(long)]
    sampler: Option<Sampling>,
    /// How far a PDF's ground reaches beyond the page's edges, for a printer: 3mm, 0.125in or 9pt, at most 20mm.
    #[arg(long, value_parser = length)]
    bleed: Option<f64>,
    /// Marks outside the bleed of a PDF that say where to cut.
    #[arg(long)]
    crop_marks: bool,
    /// The day "tomorrow" is counted from (YYYY-MM-DD); this machine's when left out.
    #[arg(long)]
    pub(super) today: Option<Date>,
}

/// Makes the designs, then writes all files; nothing is written when one of them fails.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let formats = formats(&arguments)?;
    let seed = arguments.seed.unwrap_or_else(any_seed);
    let mut studio = studio(&arguments.models);
    if let Some(folder) = &arguments.layouts {
        studio.layouts = Some(Arc::new(layout::folder(Some(folder))?));
    }
    if let Some(folder) = &arguments.brand {
        let (brand, fonts) = app::open_brand(folder)?;
        brand.remarks.iter().for_each(|remark| eprintln!("note: {remark}"));
        app::put_on(&mut studio, (brand, fonts));
    }
    let outputs = arguments.output.clone();
    let given_seed = arguments.seed;
    let request = request(arguments, seed)?;
    let set = studio.design(&request, &Progress::new())?;
    let files = deliver(&studio, &set, &outputs, &formats)?;
    for (path, bytes) in &files {
        output::write(path, bytes)?;
        eprintln!("{} ({} bytes)", path.display(), bytes.len());
    }
    if given_seed.is_none() {
        eprintln!("seed {seed}: the same request with --seed {seed} makes it again");
    }
    Ok(())
}

/// The formats of the outputs.
pub(super) fn formats(arguments: &Arguments) -> Result<Vec<Format>, Failure> {
    let formats = arguments.output.iter().map(|path| format_of(path)).collect::<Result<Vec<_>, _>>()?;
    if (arguments.bleed.is_some() || arguments.crop_marks) && !formats.contains(&Format::Pdf) {
        return Err(Failure::input(
            "bleed and crop marks are for PDF, and no output is one",
            "end an output's name with .pdf",
        ));
    }
    Ok(formats)
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    Format::from_extension(&extension).ok_or_else(|| {
        Failure::input(
            format!("{} has no ending that says its format", path.display()),
            "end the name with .png, .svg, .pdf, .docx or .pptx",
        )
    })
}

/// The request for the studio.
pub(super) fn request(arguments: Arguments, seed: u64) -> Result<DesignRequest, Failure> {
    let read =
        |path: PathBuf| std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, "read", &error));
    Ok(DesignRequest {
        words: Words {
            prompt: arguments.prompt.unwrap_or_default(),
            fields: Fields {
                intent: arguments.intent.as_deref().map(parse_intent).transpose()?,
                size: arguments.size.as_deref().map(parse_size).transpose()?,
                layout: arguments.layout,
                ..Fields::default()
            },
            invitation: arguments.invite.map(read).transpose()?,
        },
        today: today(arguments.today),
        candidates: arguments.candidates,
        seed,
        model: arguments.model,
        negative: arguments.negative,
        steps: arguments.steps,
        guidance: arguments.guidance,
        sampling: arguments.sampler.unwrap_or_default(),
        print: Print { bleed: arguments.bleed.unwrap_or(0.0), crop_marks: arguments.crop_marks },
    })
}

/// A length in points, from millimetres, inches or points.
fn length(text: &str) -> Result<f64, String> {
    let units = [("mm", 72.0 / 25.4), ("in", 72.0), ("pt", 1.0), ("", 72.0 / 25.4)];
    let (number, unit) = units
        .iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, unit)))
        .ok_or("it has no unit")?;
    let points = number.trim().parse::<f64>().map_err(|_| "write it as 3mm, 0.125in or 9pt")? * unit;
    (0.0..=MAX_BLEED + 1e-9)
        .contains(&points)
        .then_some(points)
        .ok_or_else(|| "it must be from 0 to 20mm".to_owned())
}

fn parse_intent(name: &str) -> Result<Intent, Failure> {
    Intent::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Intent::ALL.iter().map(|intent| intent.name()).collect();
        Failure::input(format!("there is no intent “{name}”"), format!("use one of: {}", names.join(", ")))
    })
}

fn deliver(
    studio: &Studio,
    set: &DesignSet,
    outputs: &[PathBuf],
    formats: &[Format],
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for (index, design) in set.designs.iter().enumerate() {
        for (path, format) in outputs.iter().zip(formats) {
            files.push((output::numbered(path, index), studio.deliver(design, *format)?.bytes));
        }
    }
    Ok(files)
}
