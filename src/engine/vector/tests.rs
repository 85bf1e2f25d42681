//! Laws that hold for every picture of the engine.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

use kurbo::{PathEl, Rect};

use super::motif::Motif;
use super::*;
use crate::engine::Unwatched;

/// More would make pages slow to rasterise and PDF files large.
const MOST_SHAPES: usize = 4000;
const MOST_SEGMENTS: usize = 60_000;

fn request(prompt: &str, size: (u32, u32), seed: u64) -> PaintRequest {
    PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: None,
        alt: "alt".to_owned(),
        size: PixelSize::new(size.0, size.1),
        seed,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    }
}

fn paint(request: &PaintRequest) -> Drawing {
    match VectorEngine::default().paint(request, &Unwatched).unwrap().content {
        Content::Drawn(drawing) => drawing,
        Content::Encoded { .. } | Content::Svg { .. } => panic!("the engine draws"),
    }
}

fn check(drawing: &Drawing, what: &str) {
    let bounds = drawing.size.to_rect();
    let ground = drawing.shapes.first().expect(what);
    assert!(covers(ground.bounds(), bounds), "{what}: the first shape covers the canvas");
    assert!(is_solid(ground), "{what}: the ground is not clear");
    assert!(drawing.shapes.len() <= MOST_SHAPES, "{what}: {} shapes", drawing.shapes.len());
    let segments: usize = drawing.shapes.iter().map(|shape| shape.path.elements().len()).sum();
    assert!(segments <= MOST_SEGMENTS, "{what}: {segments} segments");
    for shape in &drawing.shapes {
        assert!(shape.path.is_finite() && !shape.path.is_nan(), "{what}: {:?}", shape.path);
        assert!(shape.fill.is_some() || shape.stroke.is_some(), "{what}: nothing to see");
        assert!(matches!(shape.path.elements().first(), Some(PathEl::MoveTo(_)) | None), "{what}: no start");
    }
    let seen = drawing.shapes.iter().filter(|shape| shape.bounds().overlaps(bounds)).count();
    assert!(seen >= 3, "{what}: only {seen} shapes in sight");
}

fn covers(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

fn is_solid(shape: &Shape) -> bool {
    let solid = |colour: Colour| colour.alpha == 255;
    match &shape.fill {
        Some(Paint::Solid(colour)) => solid(*colour),
        Some(Paint::Linear { stops, .. } | Paint::Radial { stops, .. }) => {
            stops.iter().all(|stop| solid(stop.colour))
        }
        None => false,
    }
}

const SIZES: &[(u32, u32)] =
    &[(1024, 1024), (1920, 1080), (1080, 1920), (2048, 512), (512, 2048), (16, 16), (8192, 8192), (1, 700)];

#[test]
fn every_motif_draws_on_every_size() {
    for motif in Motif::all() {
        for (seed, size) in SIZES.iter().enumerate().flat_map(|(nth, size)| [(nth, size), (nth + 90, size)]) {
            let mut request = request(motif.name(), *size, seed as u64);
            check(&paint(&request), &format!("{} {size:?} seed {seed}", motif.name()));
            request.quiet = vec![[0.0, 0.0, 0.5, 1.0], [0.4, 0.4, 1.0, 0.6]];
            request.focus = (0.8, 0.2);
            check(&paint(&request), &format!("{} {size:?} seed {seed}, quiet", motif.name()));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_picture_and_another_one_another() {
    for motif in Motif::all() {
        let of = |seed| paint(&request(motif.name(), (600, 400), seed));
        assert_eq!(of(7), of(7), "{}", motif.name());
        assert_ne!(of(7), of(8), "{}", motif.name());
    }
}

#[test]
fn a_size_of_zero_is_refused() {
    for size in [(0, 10), (10, 0), (0, 0)] {
        let error = VectorEngine::default().paint(&request("sea", size, 1), &Unwatched).unwrap_err();
        assert!(matches!(error, EngineError::Size { .. }), "{error}");
    }
}

/// Stops at its `0`th call.
struct StopAt(u32, AtomicU32);

impl Watch for StopAt {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        assert!(done <= total);
        let seen = self.1.fetch_add(1, Ordering::Relaxed);
        if seen == self.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn the_watch_stops_the_work_at_every_step() {
    for step in 0..=STEPS {
        let watch = StopAt(step, AtomicU32::new(0));
        let error = VectorEngine::default().paint(&request("sea", (64, 64), 1), &watch).unwrap_err();
        assert!(matches!(error, EngineError::Cancelled));
        assert_eq!(watch.1.load(Ordering::Relaxed), step + 1);
    }
}

#[test]
fn every_object_draws_on_every_size() {
    for icon in icon::Icon::all() {
        for (seed, size) in SIZES.iter().enumerate() {
            let request = request(&format!("{} icon", icon.name()), *size, seed as u64);
            check(&paint(&request), &format!("{} {size:?}", icon.name()));
        }
    }
}

fn with_library() -> VectorEngine {
    VectorEngine::new(Arc::new(library::stand_in()))
}

fn painted(engine: &VectorEngine, request: &PaintRequest) -> Drawing {
    match engine.paint(request, &Unwatched).unwrap().content {
        Content::Drawn(drawing) => drawing,
        Content::Encoded { .. } | Content::Svg { .. } => panic!("the engine draws"),
    }
}

#[test]
fn every_setting_draws_on_every_size() {
    let engine = with_library();
    let prompts = [
        "코끼리",
        "whale",
        "tropical fish",
        "airplane",
        "rocket",
        "laptop",
        "의료인",
        "bullseye",
        "고래와 로켓",
    ];
    for prompt in prompts {
        // Seeds enough for every arrangement on every size.
        for (seed, size) in (0..SIZES.len() * 4).map(|seed| (seed, &SIZES[seed % SIZES.len()])) {
            let mut request = request(prompt, *size, seed as u64);
            check(&painted(&engine, &request), &format!("{prompt} {size:?} seed {seed}"));
            request.quiet = vec![[0.0, 0.0, 0.5, 1.0], [0.4, 0.4, 1.0, 0.6]];
            request.focus = (0.8, 0.2);
            check(&painted(&engine, &request), &format!("{prompt} {size:?} seed {seed}, quiet"));
        }
        let of = |seed| painted(&engine, &request(prompt, (600, 400), seed));
        assert_eq!(of(7), of(7), "{prompt}");
        assert_ne!(of(7), of(8), "{prompt}");
    }
}

#[test]
fn prompts_that_name_no_work_are_drawn_as_without_a_library() {
    let engine = with_library();
    for prompt in ["전사 타운홀", "qwerty", "등산 동호회"] {
        let request = request(prompt, (600, 400), 3);
        assert_eq!(painted(&engine, &request), paint(&request), "{prompt}");
    }
}
