//! The diffusion engine as the studio uses it: a folder under the models directory becomes a model that paints.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a test helper that fails has found something

#[path = "diffusion/adding.rs"]
mod adding;
#[path = "diffusion/formats.rs"]
mod formats;
#[path = "diffusion/tiny.rs"]
mod tiny;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tempfile::TempDir;
use vignette::engine::{Engine, EngineError, Engines, PaintRequest, Unwatched, Watch};
use vignette::models::Catalogue;
use vignette::scene::{Content, Encoding, Origin, Picture, PixelSize};

/// A models directory with the checkpoint `tiny`, and the engines over it.
fn models() -> (TempDir, Engines) {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(&folder.path().join("tiny"), 0);
    let engines = Engines::new(Catalogue::open(folder.path()));
    (folder, engines)
}

fn request() -> PaintRequest {
    PaintRequest {
        prompt: "the blue fox".to_owned(),
        negative: None,
        style: None,
        alt: "A fox".to_owned(),
        size: PixelSize::new(64, 64),
        seed: 7,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: Some(2),
        guidance: None,
        ..PaintRequest::default()
    }
}

fn paint(engine: &dyn Engine, request: &PaintRequest) -> Picture {
    engine.paint(request, &Unwatched).unwrap()
}

fn bytes(picture: &Picture) -> Arc<[u8]> {
    match &picture.content {
        Content::Encoded { encoding: Encoding::Png, bytes } => bytes.clone(),
        other => panic!("{other:?}"),
    }
}

/// Keeps the steps it is told, and stops at one of them.
struct Steps {
    seen: Mutex<Vec<(u32, u32)>>,
    stop_at: AtomicU32,
}

impl Steps {
    fn stopping_at(step: u32) -> Self {
        Self { seen: Mutex::default(), stop_at: step.into() }
    }
}

impl Watch for Steps {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        self.seen.lock().unwrap().push((done, total));
        let stop = done >= self.stop_at.load(Ordering::Relaxed);
        if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn a_checkpoint_paints_a_picture_with_everything_a_document_needs() {
    let (_folder, engines) = models();
    let names: Vec<_> = engines.catalogue().models().iter().map(|model| model.name.as_str()).collect();
    assert_eq!(names, ["vector-1", "tiny"]);
    let engine = engines.get(Some("tiny")).unwrap();
    let size = PixelSize::new(80, 65);
    let picture = paint(&*engine, &PaintRequest { size, ..request() });
    assert_eq!((picture.model.as_str(), picture.seed, picture.alt.as_str()), ("tiny", 7, "A fox"));
    assert_eq!((picture.size, picture.origin), (PixelSize::new(80, 64), Origin::Trained));
    let decoded = image::load_from_memory(&bytes(&picture)).unwrap();
    assert_eq!((decoded.width(), decoded.height(), decoded.color()), (80, 64, image::ColorType::Rgb8));
    let first = decoded.to_rgb8().get_pixel(0, 0).0;
    assert!(decoded.to_rgb8().pixels().any(|pixel| pixel.0 != first), "the picture is one flat colour");
}

#[test]
fn what_is_asked_decides_the_bytes() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let base = bytes(&paint(&*engine, &request()));
    let check = |same: bool, what: &str, request: PaintRequest| {
        assert_eq!(bytes(&paint(&*engine, &request)) == base, same, "{what}");
    };
    let text = |text: &str| Some(text.to_owned());
    check(true, "again", request());
    check(true, "alt text", PaintRequest { alt: String::new(), ..request() });
    check(true, "an empty negative prompt", PaintRequest { negative: text(""), ..request() });
    check(true, "the usual guidance", PaintRequest { guidance: Some(7.5), ..request() });
    check(false, "seed", PaintRequest { seed: 8, ..request() });
    check(false, "prompt", PaintRequest { prompt: "the red fox".to_owned(), ..request() });
    check(false, "style", PaintRequest { style: text("watercolor"), ..request() });
    check(false, "negative prompt", PaintRequest { negative: text("red and blue"), ..request() });
    check(false, "guidance", PaintRequest { guidance: Some(3.0), ..request() });
    check(false, "steps", PaintRequest { steps: Some(3), ..request() });
    let korean = |prompt: &str| PaintRequest { prompt: prompt.to_owned(), ..request() };
    assert_eq!(bytes(&paint(&*engine, &korean("파란 여우"))), bytes(&paint(&*engine, &korean("blue fox"))));
}

#[test]
fn guidance_of_one_or_less_makes_no_second_pass() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let with = |guidance: f64, negative: Option<&str>| {
        let negative = negative.map(str::to_owned);
        bytes(&paint(&*engine, &PaintRequest { guidance: Some(guidance), negative, ..request() }))
    };
    // A second pass would look at the negative prompt.
    let alone = with(1.0, None);
    assert_eq!(alone, with(1.0, Some("red and blue")));
    assert_eq!(alone, with(0.0, Some("red")));
    assert_eq!(alone, with(-3.0, None));
    // The guided sum tends to the unguided answer as the scale tends to 1.
    let decoded = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8().into_raw();
    let (alone, nearly) = (decoded(&alone), decoded(&with(1.0 + 1e-6, Some("red"))));
    assert!(alone.iter().zip(&nearly).all(|(left, right)| left.abs_diff(*right) <= 1));
}

#[test]
fn long_prompts_are_read_past_the_first_window() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let prompt = |tail: &str| PaintRequest { prompt: format!("{}{tail}", "the ".repeat(90)), ..request() };
    assert_ne!(bytes(&paint(&*engine, &prompt("red"))), bytes(&paint(&*engine, &prompt("blue"))));
}

#[test]
fn every_step_is_reported() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let steps = Steps::stopping_at(u32::MAX);
    engine.paint(&PaintRequest { steps: Some(5), ..request() }, &steps).unwrap();
    let mut seen = steps.seen.into_inner().unwrap();
    // While it waits, the watch is asked again with what it already knows.
    seen.retain(|step| step.0 > 0);
    seen.dedup();
    assert_eq!(seen, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
}

#[test]
fn a_cancelled_picture_stops_and_the_next_one_is_made() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    for stop in [0, 1, 3] {
        let steps = Steps::stopping_at(stop);
        let error = engine.paint(&PaintRequest { steps: Some(150), ..request() }, &steps).unwrap_err();
        assert!(matches!(error, EngineError::Cancelled), "{error}");
        let last = steps.seen.into_inner().unwrap().pop().unwrap();
        assert!(last.0 <= stop.max(1), "stopped at {last:?}, not at {stop}");
    }
    paint(&*engine, &request());
}

#[test]
fn waiting_requests_can_be_called_off() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let running = Steps::stopping_at(u32::MAX);
    std::thread::scope(|scope| {
        let long = scope.spawn(|| engine.paint(&PaintRequest { steps: Some(150), ..request() }, &running));
        while running.seen.lock().unwrap().iter().all(|step| step.0 == 0) {
            std::thread::yield_now();
        }
        // The first one holds the device: this one leaves the queue before its turn.
        let waiting = Steps::stopping_at(0);
        let error = engine.paint(&request(), &waiting).unwrap_err();
        assert!(matches!(error, EngineError::Cancelled), "{error}");
        assert!(waiting.seen.lock().unwrap().iter().all(|step| step.0 == 0), "it was never painted");
        running.stop_at.store(0, Ordering::Relaxed);
        assert!(matches!(long.join().unwrap(), Err(EngineError::Cancelled)));
    });
    paint(&*engine, &request());
}

#[test]
fn pictures_asked_for_at_once_are_those_asked_for_alone() {
    let (_folder, engines) = models();
    let seeds = [1, 2, 3];
    let alone = seeds.map(|seed| {
        let engine = engines.get(Some("tiny")).unwrap();
        bytes(&paint(&*engine, &PaintRequest { seed, ..request() }))
    });
    let (_other_folder, fresh) = models();
    let together = std::thread::scope(|scope| {
        let started = seeds.map(|seed| {
            let engine = fresh.get(Some("tiny")).unwrap();
            scope.spawn(move || bytes(&paint(&*engine, &PaintRequest { seed, ..request() })))
        });
        started.map(|thread| thread.join().unwrap())
    });
    assert_eq!(alone, together);
}

/// Run by the next test in processes of their own: prints the picture's bytes, summed.
#[test]
#[ignore = "a part of another test"]
fn print_a_picture() {
    let (_folder, engines) = models();
    let size = PixelSize::new(96, 96);
    let picture = paint(&*engines.get(Some("tiny")).unwrap(), &PaintRequest { size, ..request() });
    println!("picture {}", crc32fast::hash(&bytes(&picture)));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let made = ["1", "2", "5"].map(|threads| {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "print_a_picture", "--ignored", "--nocapture"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().find(|line| line.starts_with("picture ")).map(str::to_owned).unwrap()
    });
    assert_eq!(made[0], made[1]);
    assert_eq!(made[0], made[2]);
}

#[test]
fn sizes_are_limited_and_nothing_is_no_size() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let large = PaintRequest { size: PixelSize::new(4000, 2000), steps: Some(1), ..request() };
    // Trained on 64x64 pixels, so 96x96 is its largest area.
    assert_eq!(paint(&*engine, &large).size, PixelSize::new(136, 64));
    let error =
        engine.paint(&PaintRequest { size: PixelSize::new(0, 64), ..request() }, &Unwatched).unwrap_err();
    assert_eq!(error.to_string(), "the model tiny cannot make a picture of 0x64 pixels: a side is zero");
}

#[test]
fn prompts_it_cannot_read_are_refused() {
    let (_folder, engines) = models();
    let engine = engines.get(Some("tiny")).unwrap();
    let prompt = "쀍쀍".to_owned();
    let error = engine.paint(&PaintRequest { prompt, ..request() }, &Unwatched).unwrap_err();
    assert!(matches!(error, EngineError::Words { .. }), "{error}");
}

#[test]
fn unknown_models_are_named_with_the_known_ones() {
    let (_folder, engines) = models();
    let check = |name: Option<&str>, expected: Result<&str, &str>| {
        let model =
            engines.get(name).map(|engine| engine.model().to_owned()).map_err(|error| error.to_string());
        assert_eq!(model, expected.map(str::to_owned).map_err(str::to_owned));
    };
    check(None, Ok("vector-1"));
    check(Some("vector-1"), Ok("vector-1"));
    check(Some("tiny"), Ok("tiny"));
    check(Some("huge"), Err("there is no model “huge”; there are: vector-1, tiny"));
    check(Some("../tiny"), Err("there is no model “../tiny”; there are: vector-1, tiny"));
}

/// What asking a checkpoint for a picture says after `damage`, and that mending it helps without a restart.
fn check_damage(damage: impl Fn(&Path), expected: &str) {
    let (folder, engines) = models();
    let model = folder.path().join("tiny");
    damage(&model);
    let engine = engines.get(Some("tiny")).unwrap();
    let error = engine.paint(&request(), &Unwatched).unwrap_err();
    let sentence = error.to_string();
    assert!(matches!(error, EngineError::Unusable { .. }), "{sentence}");
    assert!(sentence.starts_with(&format!("the model tiny cannot be used: {expected}")), "{sentence}");
    assert!(!sentence.contains('\n') && sentence.len() < 400, "{sentence}");
    tiny::write(&model, 0);
    paint(&*engine, &request());
}

#[test]
fn damaged_checkpoints_say_which_file() {
    let remove = |file: &'static str| move |model: &Path| std::fs::remove_file(model.join(file)).unwrap();
    let cut = |file: &'static str, length: u64| {
        move |model: &Path| {
            let file = std::fs::File::options().write(true).open(model.join(file)).unwrap();
            file.set_len(length).unwrap();
        }
    };
    let overwrite = |file: &'static str, text: &'static str| {
        move |model: &Path| std::fs::write(model.join(file), text).unwrap()
    };
    check_damage(remove("vae/config.json"), "vae/config.json is missing");
    check_damage(remove(tiny::UNET), "unet/diffusion_pytorch_model.safetensors is missing");
    check_damage(cut(tiny::UNET, 100_000), "unet/diffusion_pytorch_model.safetensors cannot be read");
    check_damage(cut(tiny::VAE, 4), "vae/diffusion_pytorch_model.safetensors cannot be read");
    check_damage(cut(tiny::TEXT, 0), "text_encoder/model.safetensors cannot be read");
    check_damage(
        overwrite("unet/config.json", "{\"in_channels\": 4,"),
        "unet/config.json cannot be read: EOF",
    );
    check_damage(
        overwrite("scheduler/scheduler_config.json", "[]"),
        "scheduler/scheduler_config.json cannot be read",
    );
    check_damage(
        overwrite("tokenizer/vocab.json", "{}"),
        "tokenizer/vocab.json cannot be read: it has no <|start",
    );
    check_damage(overwrite("tokenizer/merges.txt", "x y"), "tokenizer/vocab.json cannot be read");
}

#[test]
fn configs_that_do_not_fit_say_why() {
    let set = |part: &'static str, key: &'static str, value: Value| {
        move |model: &Path| {
            let path = model.join(part).join("config.json");
            let mut config: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            config[key] = value.clone();
            std::fs::write(path, config.to_string()).unwrap();
        }
    };
    check_damage(
        set("unet", "cross_attention_dim", json!(64)),
        "unet/config.json cannot be used: cross_attention_dim is 64, and the text network's hidden_size is 32",
    );
    check_damage(
        set("unet", "attention_head_dim", json!(0)),
        "unet/config.json cannot be used: attention_head_dim 0 does not divide block_out_channels 32",
    );
    check_damage(
        set("unet", "block_out_channels", json!([64, 64])),
        "unet/diffusion_pytorch_model.safetensors does not fit its config: the tensor conv_in.weight is [32, 4, 3, 3], and its config wants [64, 4, 3, 3]",
    );
    check_damage(
        set("vae", "layers_per_block", json!(2)),
        "vae/diffusion_pytorch_model.safetensors does not fit its config: the tensor encoder.down_blocks",
    );
    check_damage(
        set("text_encoder", "hidden_act", json!("relu")),
        "text_encoder/config.json cannot be read: unknown variant `relu`",
    );
}

#[test]
fn a_load_that_fails_fails_everyone_who_waits() {
    let (folder, engines) = models();
    std::fs::remove_file(folder.path().join("tiny").join(tiny::VAE)).unwrap();
    let engine = engines.get(Some("tiny")).unwrap();
    let failed = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let error = engine.paint(&request(), &Unwatched).unwrap_err().to_string();
                assert!(error.contains("vae/diffusion_pytorch_model.safetensors is missing"), "{error}");
                failed.fetch_add(1, Ordering::Relaxed);
            });
        }
    });
    assert_eq!(failed.into_inner(), 4);
}

#[test]
fn other_schedulers_give_other_pictures() {
    let (folder, _) = models();
    let painted = |changes: Value| {
        let mut config = tiny::scheduler();
        config.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        tiny::write_json(&folder.path().join("tiny"), "scheduler/scheduler_config.json", &config);
        let engines = Engines::new(Catalogue::open(folder.path()));
        bytes(&paint(&*engines.get(Some("tiny")).unwrap(), &request()))
    };
    let ddim = painted(json!({"_class_name": "DDIMScheduler"}));
    assert_eq!(ddim, painted(json!({})));
    assert_ne!(ddim, painted(json!({"_class_name": "EulerDiscreteScheduler"})));
    assert_ne!(ddim, painted(json!({"prediction_type": "v_prediction"})));
    assert_ne!(ddim, painted(json!({"timestep_spacing": "trailing"})));
}
