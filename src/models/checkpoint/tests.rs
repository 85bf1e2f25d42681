use super::*;

const FILES: [&str; 8] = [
    "tokenizer/tokenizer.json",
    "text_encoder/config.json",
    "text_encoder/model.safetensors",
    "unet/config.json",
    "unet/diffusion_pytorch_model.safetensors",
    "vae/config.json",
    "vae/diffusion_pytorch_model.safetensors",
    "scheduler/scheduler_config.json",
];

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Every file of the layout, with nothing in it.
pub(crate) fn write_empty_checkpoint(folder: &Path) {
    for file in FILES {
        write(folder, file, "{}");
    }
}

#[test]
fn each_missing_file_is_named() {
    for missing in FILES {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        std::fs::remove_file(folder.path().join(missing)).unwrap();
        let error = Checkpoint::find(folder.path()).unwrap_err();
        assert_eq!(error.to_string(), format!("{missing} is missing"));
    }
}

#[test]
fn tokenizers_are_found_whole_and_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    let path = |file: &str| folder.path().join(file);
    std::fs::remove_file(path("tokenizer/tokenizer.json")).unwrap();
    write(folder.path(), "tokenizer/vocab.json", "{}");
    let check = |expected: Result<TokenizerFiles, &str>| {
        let found = Checkpoint::find(folder.path()).map(|mut checkpoint| checkpoint.tokenizers.remove(0));
        assert_eq!(found.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
    };
    check(Err("tokenizer/merges.txt is missing"));
    write(folder.path(), "tokenizer/merges.txt", "");
    check(Ok(TokenizerFiles::Parts {
        vocabulary: path("tokenizer/vocab.json"),
        merges: path("tokenizer/merges.txt"),
    }));
    write(folder.path(), "tokenizer.json", "{}");
    check(Ok(TokenizerFiles::Whole(path("tokenizer.json"))));
}

#[test]
fn weights_are_found_in_halves_and_parts() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    let unet = "unet/diffusion_pytorch_model";
    std::fs::remove_file(folder.path().join(format!("{unet}.safetensors"))).unwrap();
    let check = |expected: Result<&[&str], &str>| {
        let found = Checkpoint::find(folder.path());
        let names = found.map(|found| found.denoiser.weights.iter().map(|file| found.shown(file)).collect());
        let expected: Result<Vec<String>, _> =
            expected.map(|names| names.iter().map(|&name| name.to_owned()).collect()).map_err(str::to_owned);
        assert_eq!(names.map_err(|error| error.to_string()), expected);
    };
    let index = format!("{unet}.safetensors.index.json");
    write(folder.path(), &index, r#"{"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}"#);
    check(Err("unet/one.safetensors is missing"));
    write(folder.path(), "unet/one.safetensors", "");
    write(folder.path(), "unet/two.safetensors", "");
    check(Ok(&["unet/one.safetensors", "unet/two.safetensors"]));
    write(folder.path(), &index, r#"{"weight_map": {"a": "../../secret"}}"#);
    check(Err("unet/diffusion_pytorch_model.safetensors.index.json cannot be read: \"../../secret\" is no \
               plain file name"));
    write(folder.path(), &index, "{}");
    check(Err(
        "unet/diffusion_pytorch_model.safetensors.index.json cannot be read: its weight_map lists no \
               files",
    ));
    write(folder.path(), &format!("{unet}.fp16.safetensors"), "");
    check(Ok(&["unet/diffusion_pytorch_model.fp16.safetensors"]));
}

#[test]
fn another_pipeline_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    let check = |index: &str, expected: Option<&str>| {
        write(folder.path(), "model_index.json", index);
        let error = Checkpoint::find(folder.path()).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), expected, "{index}");
    };
    check(r#"{"_class_name": "StableDiffusionPipeline"}"#, None);
    check("{}", None);
    check(
        r#"{"_class_name": "WuerstchenPipeline"}"#,
        Some(
            "model_index.json says it is a WuerstchenPipeline; there are: StableDiffusionPipeline, \
             StableDiffusionXLPipeline, StableDiffusion3Pipeline, FluxPipeline, ZImagePipeline",
        ),
    );
    check("{", Some("model_index.json cannot be read: EOF while parsing an object at line 1 column 1"));
}

#[test]
fn pickles_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    std::fs::remove_file(folder.path().join("unet/diffusion_pytorch_model.safetensors")).unwrap();
    for file in ["model.ckpt", "unet/diffusion_pytorch_model.bin"] {
        write(folder.path(), file, "");
        let error = Checkpoint::find(folder.path()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{file} is a pickle, which can run code")), "{error}");
    }
}

#[test]
fn a_whole_file_stands_for_every_network_without_its_own() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    for part in ["unet", "vae"] {
        let file = format!("{part}/diffusion_pytorch_model.safetensors");
        std::fs::remove_file(folder.path().join(file)).unwrap();
    }
    write(folder.path(), "dream.safetensors", "");
    let found = Checkpoint::find(folder.path()).unwrap();
    let networks = found.networks().map(|network| (network.part.as_str(), network.original));
    let expected = [("text_encoder", false), ("unet", true), ("vae", true)];
    assert_eq!(networks.collect::<Vec<_>>(), expected);
    write(folder.path(), "second.safetensors", "");
    let error = Checkpoint::find(folder.path()).unwrap_err().to_string();
    assert_eq!(error, "unet/diffusion_pytorch_model.safetensors is missing");
}

#[test]
fn adapters_stay_inside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    write_empty_checkpoint(folder.path());
    let check = |text: &str, expected: Result<usize, &str>| {
        write(folder.path(), "adapters.json", text);
        let found = Checkpoint::find(folder.path()).map(|found| found.adapters.len());
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, expected) => panic!("{text}: {found:?}, expected {expected:?}"),
        }
    };
    check(r#"[{"file": "lora/film.safetensors"}]"#, Err("lora/film.safetensors is missing"));
    write(folder.path(), "lora/film.safetensors", "");
    check(r#"[{"file": "lora/film.safetensors", "weight": 0.5}]"#, Ok(1));
    check(r#"[{"file": "lora/film.safetensors", "weight": 1e9}]"#, Err("not from -100 to 100"));
    check(r#"[{"file": "../film.safetensors"}]"#, Err("leaves the folder"));
    check("[{}]", Err("missing field `file`"));
    check("[]", Ok(0));
}
