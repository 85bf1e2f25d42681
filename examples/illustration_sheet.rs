//! A sheet of illustrations for the eye: prompts in Korean and English, several palettes and sizes, painted with
//! `vector-1` and the art library of the folder `art`.
//!
//! `cargo run --example illustration_sheet -- sheet.png [seed] [prompt ...]`

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::{RgbaImage, imageops};
use vignette::documents::raster;
use vignette::engine::vector::VectorEngine;
use vignette::engine::vector::library::Library;
use vignette::engine::{Engine, PaintRequest, Unwatched};
use vignette::scene::PixelSize;

const PROMPTS: [&str; 24] = [
    "고래",
    "해변",
    "건강 검진",
    "music festival",
    "workshop",
    "정보보안 교육",
    "a dog and a rocket",
    "물류 배송 혁신",
    "budget planning",
    "채용 설명회",
    "customer support",
    "신재생에너지",
    "elephant",
    "contract signing",
    "소방 훈련 안내",
    "cooking class",
    "우주 탐사 로켓",
    "remote work",
    "농업 스마트팜",
    "marathon",
    "반도체 연구",
    "birthday party, purple",
    "a turtle under the sea",
    "특허와 아이디어",
];
const SIZES: [(u32, u32); 4] = [(480, 360), (480, 270), (360, 360), (300, 400)];
const WIDTH: u32 = 2000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().unwrap_or_else(|| "illustrations.png".to_owned());
    let seed = arguments.next().map_or(Ok(7), |seed| seed.parse::<u64>())?;
    let given: Vec<String> = arguments.collect();
    let prompts = if given.is_empty() { PROMPTS.map(str::to_owned).to_vec() } else { given };
    let engine = VectorEngine::new(Arc::new(Library::open(&Path::new("art").join(Library::FILE))?));
    let mut sheet = Vec::new();
    for (nth, prompt) in prompts.iter().enumerate() {
        let (width, height) = SIZES[nth % SIZES.len()];
        sheet.push(paint(&engine, prompt, PixelSize::new(width, height), seed + nth as u64)?);
    }
    pasted(&sheet).save(&out)?;
    eprintln!("{out}: {} illustrations", sheet.len());
    Ok(())
}

fn paint(
    engine: &VectorEngine,
    prompt: &str,
    size: PixelSize,
    seed: u64,
) -> Result<RgbaImage, Box<dyn Error>> {
    let request = PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: None,
        alt: String::new(),
        size,
        seed,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    };
    let started = std::time::Instant::now();
    let picture = engine.paint(&request, &Unwatched)?;
    let (png, _) = raster::encode(&picture)?;
    eprintln!("{prompt}: {} ms", started.elapsed().as_millis());
    Ok(image::ImageReader::new(Cursor::new(png)).with_guessed_format()?.decode()?.to_rgba8())
}

/// The pictures in rows.
fn pasted(pictures: &[RgbaImage]) -> RgbaImage {
    let (mut x, mut y, mut row) = (10, 10, 0);
    let mut places = Vec::new();
    for picture in pictures {
        if x + picture.width() + 10 > WIDTH {
            (x, y, row) = (10, y + row + 10, 0);
        }
        places.push((x, y));
        x += picture.width() + 10;
        row = row.max(picture.height());
    }
    let mut sheet = RgbaImage::from_pixel(WIDTH, y + row + 10, image::Rgba([225, 225, 225, 255]));
    for (picture, (x, y)) in pictures.iter().zip(places) {
        imageops::overlay(&mut sheet, picture, x.into(), y.into());
    }
    sheet
}
