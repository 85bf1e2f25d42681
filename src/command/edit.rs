//! `vignette edit`: a picture in, the picture changed or made larger out.

use std::path::{Path, PathBuf};

use clap::Args;
use vignette::brief::RequestedSize;
use vignette::studio::{Edges, EditRequest, Sampling};

use super::{Failure, any_seed, output, progress::Progress, studio};
use crate::command::brief::parse_size;

/// `vignette edit cat.png "a cat with a red hat" --mask hat.png -o out.png`
#[derive(Args)]
pub struct Arguments {
    /// The picture: PNG, JPEG or WebP.
    picture: PathBuf,
    /// What it shall show; variations of it are made when left out.
    words: Option<String>,
    /// Where to write the result, a PNG.
    #[arg(short, long, required = true)]
    output: PathBuf,
    /// A PNG of the same size whose transparent pixels are what changes.
    #[arg(long)]
    mask: Option<PathBuf>,
    /// How many pixels wider it becomes: one number for all edges, or left,top,right,bottom.
    #[arg(long)]
    outpaint: Option<Edges>,
    /// How far to go from the picture, 0 to 1: all the way where a mask says what may change, else 0.6.
    #[arg(long, value_parser = share)]
    strength: Option<f64>,
    /// Make it 2, 3 or 4 times as wide, and change nothing else.
    #[arg(long, value_parser = clap::value_parser!(u32).range(2..=4),
        conflicts_with_all = ["words", "mask", "outpaint", "size", "count", "strength"])]
    upscale: Option<u32>,
    /// A size of the picture's own shape, as in 1024x1024.
    #[arg(long)]
    size: Option<String>,
    /// How many, 1 to 10: out.png, out-2.png …
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10))]
    count: u32,
    /// The seed of the first.
    #[arg(long)]
    seed: Option<u64>,
    /// The model; the first checkpoint when left out.
    #[arg(long)]
    model: Option<String>,
    /// The folder with model checkpoints.
    #[arg(long, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
    /// What it must not show.
    #[arg(long)]
    negative: Option<String>,
    /// Denoising steps.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    steps: Option<u32>,
    /// Guidance scale.
    #[arg(long)]
    guidance: Option<f64>,
    /// How noise is taken away: ddim, euler, euler_a, dpm++_2m, unipc, lcm, tcd; with _karras behind it if wanted.
    #[arg(long)]
    sampler: Option<Sampling>,
}

/// Makes all results, then writes them; no file is written when one fails.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let seed = arguments.seed.unwrap_or_else(any_seed);
    let studio = studio(&arguments.models);
    let (path, is_given) = (arguments.output.clone(), arguments.seed.is_some());
    let is_larger = arguments.upscale.is_some();
    let made = studio.edit(&request(arguments, seed)?, &Progress::new())?;
    for (number, delivery) in made.iter().enumerate() {
        let path = output::numbered(&path, number);
        output::write_document(&path, delivery)?;
        eprintln!("{} ({} bytes)", path.display(), delivery.bytes.len());
    }
    if !is_given && !is_larger {
        eprintln!("seed {seed}: the same request with --seed {seed} makes it again");
    }
    Ok(())
}

fn request(arguments: Arguments, seed: u64) -> Result<EditRequest, Failure> {
    let size = match arguments.size.as_deref().map(parse_size).transpose()? {
        Some(RequestedSize::Pixels(size)) => Some(size),
        None => None,
        Some(RequestedSize::Paper { .. }) => {
            return Err(Failure::input("a picture has no paper size", "write --size 1024x1024"));
        }
    };
    Ok(EditRequest {
        output: vignette::studio::Output::default(),
        picture: read(&arguments.picture)?,
        mask: arguments.mask.as_deref().map(read).transpose()?,
        words: arguments.words.filter(|words| !words.trim().is_empty()),
        negative: arguments.negative,
        outpaint: arguments.outpaint.unwrap_or_default(),
        strength: arguments.strength,
        size,
        upscale: arguments.upscale,
        count: arguments.count,
        seed,
        model: arguments.model,
        steps: arguments.steps,
        guidance: arguments.guidance,
        sampling: arguments.sampler.unwrap_or_default(),
    })
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it must be from 0 to 1".to_owned())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, "read", &error))
}
