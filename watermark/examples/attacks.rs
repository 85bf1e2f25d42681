//! How marks come through what happens to pictures, and what is found in pictures that carry none.
//!
//! `cargo run --release -p vignette-watermark --example attacks -- marked FILE...` marks each picture at three sizes and prints a line
//! for each attack; `... -- foreign FILE...` looks for marks in pictures as they are; `... -- save FILE OUT` marks one to look at.

#![allow(clippy::print_stdout)]

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, crop_imm, resize};
use image::{DynamicImage, RgbImage};
use vignette_watermark::{Found, embed, find, outstanding};

const NUMBER: u64 = 0x5EED_0123_4567_89AB;
/// Width and height of the pictures that are marked.
const SIZES: [(u32, u32); 3] = [(512, 512), (1024, 1024), (2048, 1152)];

type Attack = (&'static str, fn(&RgbImage) -> RgbImage);

const ATTACKS: &[Attack] = &[
    ("none", Clone::clone),
    ("JPEG 75", |picture| jpeg(picture, 75)),
    ("JPEG 50", |picture| jpeg(picture, 50)),
    ("half the size (Lanczos)", |picture| scaled(picture, 0.5, FilterType::Lanczos3)),
    ("half the size (bilinear)", |picture| scaled(picture, 0.5, FilterType::Triangle)),
    ("half the size, JPEG 75", |picture| jpeg(&scaled(picture, 0.5, FilterType::Lanczos3), 75)),
    ("cut to 80 % of each side, middle", |picture| cut(picture, 0.8, 0.1, 0.1)),
    ("cut to 80 % of each side, corner", |picture| cut(picture, 0.8, 0.2, 0.0)),
    ("cut to 80 %, JPEG 75", |picture| jpeg(&cut(picture, 0.8, 0.07, 0.13), 75)),
    ("Office at 220 ppi, 6.5 inches wide", |picture| office(picture, 6.5)),
    ("Office at 220 ppi, 3 inches wide", |picture| office(picture, 3.0)),
    ("cut to 80 %, half the size, JPEG 75", |picture| {
        jpeg(&scaled(&cut(picture, 0.8, 0.07, 0.13), 0.5, FilterType::Lanczos3), 75)
    }),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let files: Vec<String> = arguments.collect();
    match what.as_str() {
        "marked" => marked(&files),
        "foreign" => foreign(&files),
        "save" => save(&files),
        _ => Err("say `marked`, `foreign` or `save`, and files".into()),
    }
}

fn marked(files: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    for (width, height) in SIZES {
        let mut found = vec![0; ATTACKS.len()];
        let mut certainties = vec![f32::MAX; ATTACKS.len()];
        let mut ratios = Vec::new();
        for file in files {
            let picture = image::open(file)?.resize_to_fill(width, height, FilterType::Lanczos3).into_rgb8();
            let mut marked = picture.clone();
            embed(&mut marked, 3, width as usize, height as usize, NUMBER);
            ratios.push(ratio(&picture, &marked));
            for (place, (name, attack)) in ATTACKS.iter().enumerate() {
                match seen(&attack(&marked)) {
                    Some(mark) if mark.number == NUMBER => {
                        found[place] += 1;
                        certainties[place] = certainties[place].min(mark.certainty);
                    }
                    Some(_) => println!("{file}: another number after {name}"),
                    None if std::env::var_os("MISSED").is_some() => println!("{file}: lost after {name}"),
                    None => {}
                }
            }
        }
        ratios.sort_by(f64::total_cmp);
        let (least, middle) = (ratios[0], ratios[ratios.len() / 2]);
        println!(
            "{width}x{height}, {} pictures: PSNR {least:.1} dB at least, median {middle:.1}",
            files.len()
        );
        for ((name, _), (found, certainty)) in ATTACKS.iter().zip(found.iter().zip(&certainties)) {
            println!("  {name:<38} {found} of {} (least certainty {certainty:.1})", files.len());
        }
    }
    Ok(())
}

/// The first file, marked, as the second one: to look at.
fn save(files: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let [from, to] = files else { return Err("say which file, and where to".into()) };
    let mut picture = image::open(from)?.into_rgb8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    println!("marked: {}", embed(&mut picture, 3, width, height, NUMBER));
    Ok(picture.save(to)?)
}

fn foreign(files: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let (mut looked, mut small, mut unreadable) = (0, 0, 0);
    let mut highest = Vec::new();
    for file in files {
        let Ok(picture) = image::open(Path::new(file)) else {
            unreadable += 1;
            continue;
        };
        let picture = picture.into_rgb8();
        let Some(outstanding) =
            outstanding(picture.as_raw(), 3, picture.width() as usize, picture.height() as usize)
        else {
            small += 1;
            continue;
        };
        looked += 1;
        highest.push(outstanding);
        if let Some(found) = seen(&picture) {
            println!("{file}: {found:?}");
        }
    }
    highest.sort_by(f32::total_cmp);
    let at = |share: f64| highest.get((highest.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    println!("{looked} looked at, {small} too small, {unreadable} not read");
    println!(
        "certainty by chance: median {:.1}, of 100 {:.1}, of 1000 {:.1}, highest {:.1}",
        at(0.5),
        at(0.99),
        at(0.999),
        highest.last().unwrap_or(&0.0)
    );
    Ok(())
}

fn seen(picture: &RgbImage) -> Option<Found> {
    find(picture.as_raw(), 3, picture.width() as usize, picture.height() as usize)
}

fn jpeg(picture: &RgbImage, quality: u8) -> RgbImage {
    let mut file = Cursor::new(Vec::new());
    if JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture).is_err() {
        return picture.clone();
    }
    image::load_from_memory(file.get_ref()).map_or_else(|_| picture.clone(), DynamicImage::into_rgb8)
}

fn scaled(picture: &RgbImage, by: f64, filter: FilterType) -> RgbImage {
    let side = |side: u32| (f64::from(side) * by).round() as u32;
    resize(picture, side(picture.width()), side(picture.height()), filter)
}

fn cut(picture: &RgbImage, share: f64, left: f64, top: f64) -> RgbImage {
    let part = |side: u32, share: f64| (f64::from(side) * share) as u32;
    let (width, height) = picture.dimensions();
    crop_imm(picture, part(width, left), part(height, top), part(width, share), part(height, share))
        .to_image()
}

/// What Office does when it makes pictures smaller: 220 pixels an inch at most, then JPEG.
fn office(picture: &RgbImage, inches: f64) -> RgbImage {
    let by = (inches * 220.0 / f64::from(picture.width())).min(1.0);
    jpeg(&scaled(picture, by, FilterType::Triangle), 80)
}

/// Peak signal to noise in decibels, over the three colours.
fn ratio(before: &RgbImage, after: &RgbImage) -> f64 {
    let square = |(a, b): (&u8, &u8)| (f64::from(*a) - f64::from(*b)).powi(2);
    let mean =
        before.as_raw().iter().zip(after.as_raw()).map(square).sum::<f64>() / before.as_raw().len() as f64;
    10.0 * (255.0_f64.powi(2) / mean).log10()
}
