//! The gallery: 48 briefs, four candidates each, drawn by `vector-1`; a sheet for each twelve briefs, a table of scores,
//! and pages at 150 dots to the inch with their words, for a reader of printed text (`ocr.py`).
//!
//! `cargo run --release --example gallery -- --out docs/gallery [--pages DIR] [--tiles DIR] [--only N,M]`; `--tiles` keeps every
//! candidate by itself, to be looked at.

mod briefs;
mod measure;
mod sheet;

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use vignette::app::{open_layouts, open_studio};
use vignette::art::{Score, likeness};
use vignette::config::Config;
use vignette::documents::Format;
use vignette::documents::pdf::Print;
use vignette::engine::Unwatched;
use vignette::studio::{Design, DesignRequest, DesignSet, Sampling, Studio};

/// The longer side of a candidate, in pixels.
const SIDE: u32 = 1024;
/// Briefs on one sheet.
const ON_A_SHEET: usize = 12;

struct Options {
    out: PathBuf,
    pages: Option<PathBuf>,
    tiles: Option<PathBuf>,
    only: Vec<usize>,
    seed: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let config = Config::from_env()?;
    let mut studio = open_studio(&config);
    studio.layouts = Some(Arc::new(open_layouts(config.layouts.0.as_deref())?));
    let mut table = String::from(HEAD);
    let mut rows = Vec::new();
    std::fs::create_dir_all(&options.out)?;
    for index in 0..briefs::COUNT {
        if !options.only.is_empty() && !options.only.contains(&index) {
            continue;
        }
        let began = Instant::now();
        let set = studio.design(&request(index, options.seed), &Unwatched)?;
        let tiles = set
            .designs
            .iter()
            .map(|design| measure::pixels(&studio, design, SIDE))
            .collect::<Result<Vec<_>, _>>()?;
        let spent = began.elapsed();
        let began = Instant::now();
        let pdf = studio.deliver(&set.designs[0], Format::Pdf)?;
        let finals = began.elapsed();
        eprintln!("{index:>2} {spent:>8.0?} {finals:>8.1?} {:>7} bytes", pdf.bytes.len());
        table.push_str(&scores(index, &studio, &set)?);
        if let Some(folder) = &options.pages {
            keep_page(folder, index, &studio, &set)?;
        }
        if let Some(folder) = &options.tiles {
            std::fs::create_dir_all(folder)?;
            for (place, tile) in tiles.iter().enumerate() {
                tile.save(folder.join(format!("{index:02}-{}.png", place + 1)))?;
            }
        }
        rows.push(tiles);
    }
    for (number, rows) in rows.chunks(ON_A_SHEET).enumerate() {
        sheet::save(&options.out.join(format!("sheet-{}.png", number + 1)), rows)?;
    }
    std::fs::write(options.out.join("scores.md"), table)?;
    Ok(())
}

const HEAD: &str = "# Scores of the gallery\n\nEach from 0 to 1 but contrast (the ratio that 95 of 100 pixels under the \
    worst line reach; the law is 4.5, 3 for large type), restless (mean gradient under words, lower is calmer) and apart \
    (the least distance of its perceptual hash to the other three, of 64). `make gallery` renews this.\n\n\
    | brief | design | alignment | balance | occlusion | white space | hierarchy | contrast | restless | apart | alike |\n\
    |---|---|---|---|---|---|---|---|---|---|---|\n";

fn request(index: usize, seed: u64) -> DesignRequest {
    DesignRequest {
        words: briefs::words(index),
        today: briefs::TODAY,
        candidates: 4,
        seed: seed + index as u64,
        model: None,
        negative: None,
        steps: None,
        guidance: None,
        sampling: Sampling::default(),
        print: Print::default(),
    }
}

fn scores(index: usize, studio: &Studio, set: &DesignSet) -> Result<String, Box<dyn Error>> {
    let seen = set
        .designs
        .iter()
        .map(|design| measure::look(studio, design, SIDE))
        .collect::<Result<Vec<_>, _>>()?;
    let mut rows = String::new();
    for (place, (design, one)) in set.designs.iter().zip(&seen).enumerate() {
        let score = Score::of(&design.scene);
        let others = |other: &usize| *other != place;
        let apart =
            (0..seen.len()).filter(others).map(|other| measure::distance(one.hash, seen[other].hash)).min();
        let alike = (0..seen.len())
            .filter(others)
            .map(|other| likeness(&design.scene, &set.designs[other].scene))
            .fold(0.0, f64::max);
        writeln!(
            rows,
            "| {index} {} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} | {:.3} | {} | {alike:.2} |",
            name(design),
            place + 1,
            score.alignment,
            score.balance,
            score.occlusion,
            score.white_space,
            score.hierarchy,
            one.contrast,
            one.restless,
            apart.unwrap_or(64),
        )?;
    }
    Ok(rows)
}

fn name(design: &Design) -> String {
    design.scene.title.chars().filter(|letter| *letter != '|').take(24).collect()
}

/// The first candidate at 150 dots to the inch, and its words in reading order.
fn keep_page(
    folder: &std::path::Path,
    index: usize,
    studio: &Studio,
    set: &DesignSet,
) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let design = &set.designs[0];
    let words: Vec<_> = design.scene.texts().map(vignette::scene::TextBox::plain).collect();
    if words.is_empty() {
        return Ok(());
    }
    let size = design.scene.page.size;
    let longer = (size.width.max(size.height) / 72.0 * 150.0).round() as u32;
    let mut image = measure::pixels(studio, design, longer)?;
    image.pixels_mut().for_each(|pixel| pixel.0[3] = 255);
    image.save(folder.join(format!("{index:02}.png")))?;
    std::fs::write(folder.join(format!("{index:02}.txt")), words.join("\n"))?;
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options =
        Options { out: PathBuf::from("docs/gallery"), pages: None, tiles: None, only: Vec::new(), seed: 7 };
    let mut words = std::env::args().skip(1);
    while let Some(name) = words.next() {
        let value = words.next().ok_or("every option takes a value")?;
        match name.as_str() {
            "--out" => options.out = value.into(),
            "--pages" => options.pages = Some(value.into()),
            "--tiles" => options.tiles = Some(value.into()),
            "--only" => options.only = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--seed" => options.seed = value.parse()?,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    Ok(options)
}
