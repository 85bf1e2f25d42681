//! A contact sheet of the procedural engine, for looking at:
//! `cargo run --example motif_sheet -- OUT.png "PROMPT,PROMPT" [WIDTHxHEIGHT] [COLUMNS] [LEFT:TOP:RIGHT:BOTTOM]`.
//! One row for each prompt, one column for each seed and palette; the last argument is a quiet place in shares.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a tool for people at a terminal

use std::time::Instant;

use image::{GenericImage as _, RgbaImage};
use vignette::documents::raster;
use vignette::engine::vector::VectorEngine;
use vignette::engine::{Engine as _, PaintRequest, Unwatched};
use vignette::scene::{Colour, Palette, PixelSize};

/// Ground, leading colour, companion, accent as lightness, chroma and hue: three by day, three by night, and two
/// that put a design to the test (one hue only; a strong ground).
const PALETTES: [[(f32, f32, f32); 4]; 8] = [
    [(0.972, 0.008, 90.0), (0.46, 0.20, 264.0), (0.81, 0.085, 235.0), (0.69, 0.20, 40.0)],
    [(0.20, 0.05, 268.0), (0.60, 0.17, 264.0), (0.40, 0.11, 270.0), (0.84, 0.145, 82.0)],
    [(0.953, 0.024, 72.0), (0.57, 0.145, 38.0), (0.83, 0.085, 74.0), (0.45, 0.085, 205.0)],
    [(0.27, 0.058, 162.0), (0.60, 0.20, 27.0), (0.46, 0.085, 158.0), (0.84, 0.125, 85.0)],
    [(0.962, 0.018, 108.0), (0.45, 0.10, 155.0), (0.79, 0.11, 130.0), (0.79, 0.155, 72.0)],
    [(0.982, 0.003, 90.0), (0.58, 0.225, 28.0), (0.87, 0.008, 80.0), (0.58, 0.225, 28.0)],
    [(0.755, 0.16, 55.0), (0.36, 0.10, 20.0), (0.87, 0.10, 78.0), (0.975, 0.02, 90.0)],
    [(0.30, 0.06, 225.0), (0.77, 0.115, 190.0), (0.47, 0.085, 220.0), (0.81, 0.135, 58.0)],
];
/// Pixels between the pictures.
const GAP: u32 = 8;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let [_, out, prompts, rest @ ..] = arguments.as_slice() else {
        println!("usage: motif_sheet OUT.png PROMPT,PROMPT [WIDTHxHEIGHT] [COLUMNS] [LEFT:TOP:RIGHT:BOTTOM]");
        return;
    };
    let (width, height) = rest.first().map_or((480, 320), |text| {
        let (width, height) = text.split_once('x').unwrap();
        (width.parse().unwrap(), height.parse().unwrap())
    });
    let columns = rest.get(1).map_or(4, |text| text.parse().unwrap());
    let quiet: Vec<[f64; 4]> = rest.get(2).iter().map(|text| shares(text)).collect();
    let prompts: Vec<_> = prompts.split(',').collect();
    let mut sheet = RgbaImage::new(columns * (width + GAP), prompts.len() as u32 * (height + GAP));
    for (row, prompt) in prompts.iter().enumerate() {
        for column in 0..columns {
            let request = request(prompt, PixelSize::new(width, height), column, &quiet);
            let image = painted(&request);
            sheet.copy_from(&image, column * (width + GAP), row as u32 * (height + GAP)).unwrap();
        }
    }
    sheet.save(out).unwrap();
}

fn shares(text: &str) -> [f64; 4] {
    let parts: Vec<f64> = text.split(':').map(|part| part.parse().unwrap()).collect();
    parts.try_into().unwrap()
}

fn request(prompt: &str, size: PixelSize, column: u32, quiet: &[[f64; 4]]) -> PaintRequest {
    PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: None,
        alt: String::new(),
        size,
        seed: u64::from(column) + 1,
        palette: Some(palette(PALETTES[column as usize % PALETTES.len()])),
        quiet: quiet.to_vec(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    }
}

fn painted(request: &PaintRequest) -> RgbaImage {
    let start = Instant::now();
    let picture = VectorEngine::default().paint(request, &Unwatched).unwrap();
    let drawn = start.elapsed();
    let (bytes, _) = raster::encode(&picture).unwrap();
    println!(
        "{} seed {}: drawn in {drawn:?}, as PNG after {:?}",
        request.prompt,
        request.seed,
        start.elapsed()
    );
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

fn palette(colours: [(f32, f32, f32); 4]) -> Palette {
    let [ground, primary, secondary, accent] = colours.map(|(l, c, h)| Colour::oklch(l, c, h));
    let ink = ground.with_lightness(if ground.luminance() < 0.18 { 0.96 } else { 0.2 });
    let muted = ground.mix(ink, 0.6);
    Palette { ground, surface: ground.mix(ink, 0.05), ink, muted, primary, secondary, accent }
}
