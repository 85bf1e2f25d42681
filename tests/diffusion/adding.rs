//! Models that are added: from a folder, from a file, from a hub that this test plays.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use vignette::engine::{EngineError, Engines};
use vignette::models::Catalogue;
use vignette::models::add::{AddError, Added, Addition, MANIFEST, add, changed};
use vignette::models::hub::Hub;

use crate::{bytes, paint, request, tiny};

/// No hub is asked.
fn nowhere() -> Hub {
    Hub::new("http://127.0.0.1:9", None)
}

fn addition(models: &TempDir, source: &str) -> Addition {
    Addition { models: models.path().to_owned(), source: source.to_owned(), ..Addition::default() }
}

fn add_quietly(addition: &Addition, hub: &Hub) -> Result<Added, AddError> {
    add(addition, hub, &mut |_, _| {})
}

/// The names of everything in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A model to add, outside the models folder.
fn outside() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 0);
    std::fs::write(folder.path().join("README.md"), "---\nlicense: openrail++\n---\n# Small\n").unwrap();
    folder
}

#[test]
fn a_folder_is_copied_sealed_and_painted_with() {
    let (models, source) = (tempfile::tempdir().unwrap(), outside());
    std::fs::write(source.path().join("unet/diffusion_pytorch_model.bin"), "a pickle that is left out")
        .unwrap();
    let wanted =
        Addition { name: Some("small".to_owned()), ..addition(&models, source.path().to_str().unwrap()) };
    let added = add_quietly(&wanted, &nowhere()).unwrap();
    assert_eq!(added.name, "small");
    assert_eq!(names(models.path()), ["small"]);
    let folder = models.path().join("small");
    assert!(!folder.join("unet/diffusion_pytorch_model.bin").exists());
    assert_eq!(changed(&folder), Some(Vec::new()));
    let engines = Engines::new(Catalogue::open(models.path()));
    let model = engines.catalogue().find("small").unwrap();
    assert_eq!((model.licence.as_deref(), model.commercial_use), (Some("LicenseRef-openrailpp"), Some(true)));
    paint(&*engines.get(Some("small")).unwrap(), &request());
    std::fs::write(folder.join(tiny::VAE), "another").unwrap();
    assert_eq!(changed(&folder), Some(vec![format!("{} is not the file that was added", tiny::VAE)]));
    let again = add_quietly(&wanted, &nowhere()).unwrap_err();
    assert_eq!(again.message, "there is a model small already");
}

#[test]
fn what_is_no_model_leaves_nothing_behind() {
    let models = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &[u8]| {
        std::fs::write(place.path().join(name), text).unwrap();
        place.path().join(name).to_str().unwrap().to_owned()
    };
    let check = |source: &str, expected: &str| {
        // A temporary folder's name starts with a point, which no model's may.
        let name = (!source.starts_with("hf:")).then(|| "small".to_owned());
        let wanted = Addition { name, ..addition(&models, source) };
        let error = add_quietly(&wanted, &nowhere()).unwrap_err();
        assert!(error.message.contains(expected), "{}", error.message);
        assert!(!error.hint.is_empty());
        assert_eq!(names(models.path()), Vec::<String>::new());
    };
    check(&file("dream.ckpt", b"\x80\x02}q\x00."), "is a pickle, which can run code");
    check(&file("dream.safetensors", b"\x80\x02}q\x00(X\x05\x00\x00\x00"), "no safetensors file");
    check(&file("dream.txt", b"x"), "is no model file");
    check("/nowhere/at/all", "is no file and no folder");
    check("hf:owner", "is no owner/name");
    check("hf:../..", "is no owner/name");
    check("hf:owner/name", "does not answer");
    let empty = tempfile::tempdir().unwrap();
    check(empty.path().to_str().unwrap(), "it holds no weights");
    let half = outside();
    std::fs::remove_file(half.path().join("vae/config.json")).unwrap();
    check(half.path().to_str().unwrap(), "vae/config.json is missing");
    let named =
        Addition { name: Some("../up".to_owned()), ..addition(&models, half.path().to_str().unwrap()) };
    assert!(add_quietly(&named, &nowhere()).unwrap_err().message.contains("is no name for a model"));
}

#[test]
fn licences_against_commercial_use_are_asked_about() {
    let (models, source) = (tempfile::tempdir().unwrap(), outside());
    std::fs::write(source.path().join("README.md"), "---\nlicense: sai-nc-community\n---\n# Small\n")
        .unwrap();
    let plain =
        Addition { name: Some("small".to_owned()), ..addition(&models, source.path().to_str().unwrap()) };
    let error = add_quietly(&plain, &nowhere()).unwrap_err();
    assert!(error.message.contains("--accept-non-commercial"), "{}", error.message);
    assert_eq!(names(models.path()), Vec::<String>::new());
    add_quietly(&Addition { accept_non_commercial: true, ..plain }, &nowhere()).unwrap();
    paint(&*Engines::new(Catalogue::open(models.path())).get(Some("small")).unwrap(), &request());
    // What was only copied into the models folder is asked about too.
    tiny::write(&models.path().join("copied"), 0);
    tiny::write_json(&models.path().join("copied"), "card.json", &json!({"licence": "CC-BY-NC-4.0"}));
    let refused = Engines::new(Catalogue::open(models.path())).get(Some("copied")).err().unwrap();
    assert!(matches!(&refused, EngineError::Unusable { .. }));
    assert!(refused.to_string().contains("its licence (CC-BY-NC-4.0) forbids commercial use"), "{refused}");
}

/// A hub with one repository, which may break off, lie about hashes, or not know ranges.
struct PlayedHub {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone, Default)]
struct Mood {
    /// Bytes of a large file after which the first answer breaks off.
    breaks_after: Option<usize>,
    lies: bool,
}

impl PlayedHub {
    fn of(folder: &Path, mood: Mood) -> Self {
        let files: BTreeMap<String, Vec<u8>> = files(folder, folder).into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let log = asked.clone();
        let broken = AtomicUsize::new(0);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &files, &mood, &broken, &log);
            }
        });
        Self { address, asked }
    }

    fn hub(&self) -> Hub {
        Hub::new(&self.address, Some("a-token".to_owned()))
    }
}

fn files(root: &Path, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| {
        if path.is_dir() {
            return files(root, &path);
        }
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        vec![(name, std::fs::read(&path).unwrap())]
    };
    entries.flat_map(read).collect()
}

/// The list as the hub gives it: large files have their hash.
fn listing(files: &BTreeMap<String, Vec<u8>>, lies: bool) -> Vec<u8> {
    let siblings = files.iter().map(|(name, content)| {
        let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        let hash = if lies { "0".repeat(64) } else { hash };
        let large = name.ends_with(".safetensors").then(|| json!({"sha256": hash, "size": content.len()}));
        json!({"rfilename": name, "size": content.len(), "lfs": large})
    });
    json!({"sha": "abc123", "siblings": siblings.collect::<Vec<_>>()}).to_string().into_bytes()
}

fn answer(
    mut stream: TcpStream,
    files: &BTreeMap<String, Vec<u8>>,
    mood: &Mood,
    broken: &AtomicUsize,
    log: &Mutex<Vec<String>>,
) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let header = |name: &str| {
        let line = headers.iter().find(|line| line.to_ascii_lowercase().starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let start =
        header("range").and_then(|range| range.strip_prefix("bytes=")?.trim_end_matches('-').parse().ok());
    log.lock().unwrap().push(format!("{path} from {}", start.unwrap_or(0)));
    let body = match path.strip_prefix("/owner/name/resolve/abc123/") {
        _ if header("authorization").as_deref() != Some("Bearer a-token") => None,
        Some(file) => files.get(file).cloned(),
        None if path.starts_with("/api/models/owner/name") => Some(listing(files, mood.lies)),
        None => None,
    };
    let Some(body) = body else {
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    };
    let rest = &body[start.unwrap_or(0).min(body.len())..];
    let status = if start.is_some() { "206 Partial Content" } else { "200 OK" };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", rest.len());
    let breaks = path.ends_with(".safetensors") && broken.fetch_add(1, Ordering::Relaxed) == 0;
    let sent = mood.breaks_after.filter(|_| breaks).unwrap_or(rest.len()).min(rest.len());
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&rest[..sent]);
}

#[test]
fn a_hub_gives_only_what_is_needed_and_goes_on_where_it_broke_off() {
    let (models, source) = (tempfile::tempdir().unwrap(), outside());
    std::fs::write(source.path().join("large.ckpt"), "left out").unwrap();
    let played = PlayedHub::of(source.path(), Mood { breaks_after: Some(1000), lies: false });
    let wanted = addition(&models, "hf:owner/name");
    let error = add_quietly(&wanted, &played.hub()).unwrap_err();
    assert!(error.message.contains(".safetensors"), "{}", error.message);
    assert!(error.hint.contains("not fetched twice"), "{}", error.hint);
    // Nothing is a model until all is there.
    assert_eq!(Catalogue::open(models.path()).models().len(), 1);
    let first_try = played.asked.lock().unwrap().len();
    let added = add_quietly(&wanted, &played.hub()).unwrap();
    assert_eq!(added.name, "name");
    assert_eq!(names(models.path()), ["name"]);
    let asked = played.asked.lock().unwrap().clone();
    assert!(asked[first_try..].iter().any(|line| line.ends_with("from 1000")), "{asked:?}");
    assert!(asked.iter().all(|line| !line.contains("large.ckpt")), "{asked:?}");
    assert!(!models.path().join("name").join(".part").exists());
    let text = std::fs::read_to_string(models.path().join("name/card.json")).unwrap();
    assert!(text.contains("https://huggingface.co/owner/name"), "{text}");
    assert!(models.path().join("name").join(MANIFEST).is_file());
    paint(&*Engines::new(Catalogue::open(models.path())).get(Some("name")).unwrap(), &request());
}

#[test]
fn what_a_hub_sends_wrongly_is_not_used() {
    let (models, source) = (tempfile::tempdir().unwrap(), outside());
    let check = |mood: Mood, repository: &str, token: Option<&str>, expected: &str| {
        let played = PlayedHub::of(source.path(), mood);
        let hub = Hub::new(&played.address, token.map(str::to_owned));
        let error = add_quietly(&addition(&models, repository), &hub).unwrap_err();
        assert!(error.message.contains(expected), "{}", error.message);
        assert_eq!(Catalogue::open(models.path()).models().len(), 1);
    };
    let lies = Mood { lies: true, ..Mood::default() };
    check(lies, "hf:owner/name", Some("a-token"), "its SHA-256 is not the one the hub says");
    check(Mood::default(), "hf:owner/other", Some("a-token"), "is not there");
    check(Mood::default(), "hf:owner/name", None, "is not there");
}

#[test]
fn pictures_of_an_added_model_are_those_of_the_source() {
    let (models, source) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    tiny::write(&source.path().join("tiny"), 0);
    let from = source.path().join("tiny");
    add_quietly(&addition(&models, from.to_str().unwrap()), &nowhere()).unwrap();
    let painted = |folder: &Path| {
        let engines = Engines::new(Catalogue::open(folder));
        bytes(&paint(&*engines.get(Some("tiny")).unwrap(), &request()))
    };
    assert_eq!(painted(models.path()), painted(source.path()));
}
