//! The procedural engine as seen from outside: pictures of it, rasterised.

#![allow(clippy::unwrap_used)] // a test that cannot draw has failed

use image::GrayImage;
use vignette::documents::raster;
use vignette::engine::vector::VectorEngine;
use vignette::engine::{Engine as _, PaintRequest, Unwatched};
use vignette::scene::PixelSize;

const SCENES: &[&str] = &[
    "mountains",
    "바다",
    "city",
    "성장",
    "회의",
    "타운홀",
    "team",
    "network",
    "우주",
    "식물",
    "벚꽃",
    "겨울",
    "가을",
    "로드맵",
    "hot air balloon",
    "파티",
    "독서",
    "카페",
    "isometric",
    "paper cut",
    "minimal",
    "geometric",
];

fn picture(prompt: &str, seed: u64, quiet: &[[f64; 4]]) -> GrayImage {
    let request = PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: None,
        alt: String::new(),
        size: PixelSize::new(300, 200),
        seed,
        palette: None,
        quiet: quiet.to_vec(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    };
    let picture = VectorEngine::default().paint(&request, &Unwatched).unwrap();
    let (bytes, _) = raster::encode(&picture).unwrap();
    image::load_from_memory(&bytes).unwrap().into_luma8()
}

/// How much neighbouring pixels differ on average, in the columns from `left` to `right`.
fn detail(image: &GrayImage, left: u32, right: u32) -> f64 {
    let mut sum = 0.0;
    for y in 0..image.height() - 1 {
        for x in left..right - 1 {
            let [here, beside, below] =
                [(x, y), (x + 1, y), (x, y + 1)].map(|(x, y)| f64::from(image.get_pixel(x, y).0[0]));
            sum += (here - beside).abs() + (here - below).abs();
        }
    }
    sum / f64::from((right - left - 1) * (image.height() - 1))
}

#[test]
fn quiet_places_are_calmer_than_the_rest_and_than_they_would_be() {
    let quiet = [[0.0, 0.0, 0.5, 1.0]];
    for prompt in SCENES {
        let (mut hushed, mut plain, mut other) = (0.0, 0.0, 0.0);
        for seed in 0..3 {
            let with = picture(prompt, seed, &quiet);
            hushed += detail(&with, 0, 140);
            other += detail(&with, 160, 300);
            plain += detail(&picture(prompt, seed, &[]), 0, 140);
        }
        assert!(
            hushed < 0.7 * plain,
            "{prompt}: {hushed:.2} in the quiet place, {plain:.2} without the wish"
        );
        assert!(hushed < 0.7 * other, "{prompt}: {hushed:.2} in the quiet place, {other:.2} beside it");
    }
}

#[test]
fn no_pixel_stays_bare() {
    for prompt in SCENES {
        let request = PixelSize::new(64, 48);
        let picture = VectorEngine::default()
            .paint(
                &PaintRequest {
                    prompt: (*prompt).to_owned(),
                    negative: None,
                    style: None,
                    alt: String::new(),
                    size: request,
                    seed: 5,
                    palette: None,
                    quiet: Vec::new(),
                    focus: (0.9, 0.1),
                    steps: None,
                    guidance: None,
                    ..PaintRequest::default()
                },
                &Unwatched,
            )
            .unwrap();
        let (bytes, _) = raster::encode(&picture).unwrap();
        let pixels = image::load_from_memory(&bytes).unwrap().into_rgba8();
        assert!(pixels.pixels().all(|pixel| pixel.0[3] == 255), "{prompt}");
    }
}
