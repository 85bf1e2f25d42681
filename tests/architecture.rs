//! Who may use whom: the table of `ARCHITECTURE.md` against the code's own paths.

#![allow(clippy::unwrap_used)] // a test that cannot read the project has failed

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms below it that it may name. `app` and the command line may name every room.
const MAY_USE: &[(&str, &[&str])] = &[
    ("scene", &[]),
    ("brief", &["scene"]),
    ("art", &["brief", "scene"]),
    ("safety", &["brief", "scene"]),
    ("documents", &["scene"]),
    ("models", &[]),
    ("sense", &[]),
    ("engine", &["models", "scene", "sense"]),
    ("store", &[]),
    ("manifest", &["documents"]),
    ("auth", &["store", "config"]),
    ("studio", &["brief", "art", "safety", "documents", "engine", "models", "store", "scene"]),
    ("jobs", &["studio", "store", "brief", "documents", "engine", "scene", "config"]),
    (
        "http",
        &["jobs", "studio", "auth", "models", "documents", "brief", "scene", "config", "store", "manifest"],
    ),
    ("config", &["documents", "manifest"]),
    ("telemetry", &["config"]),
];

/// Rooms whose code takes values and gives values: none of these may be named in them.
const PURE: &[&str] = &["scene", "brief", "art", "documents", "safety", "manifest"];
const IMPURE: &[&str] = &[
    "async fn",
    "tokio::",
    "actix_web",
    "std::env",
    "std::fs",
    "std::net",
    "std::time::",
    "::now()",
    "rand::rng",
];

/// Words that belong to one room: only it may name the crate.
const OWNED: &[(&str, &[&str])] = &[
    ("actix_web", &["http", "app"]),
    ("sqlx", &["store"]),
    ("candle_core", &["engine/diffusion"]),
    ("tiny_skia", &["documents/raster"]),
    // Draws SVG files with the same pixels; reads those of the art library.
    ("resvg", &["documents/raster", "engine/vector/library"]),
    ("krilla", &["documents/pdf", "documents/report/pdf"]),
    ("lopdf", &["documents/template"]),
    ("parley", &["scene"]),
];

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let table: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(allowed) = table.get(room(&file).as_str()) else { continue };
        for used in rooms_named(&code(&file)) {
            if used != room(&file) && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let table: BTreeSet<_> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    let outside = ["app", "lib", "main", "command"];
    let missing: BTreeSet<_> = sources()
        .iter()
        .map(|file| room(file))
        .filter(|room| !table.contains(room) && !outside.contains(&room.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| PURE.contains(&room(file).as_str())) {
        let code = code(file);
        wrong.extend(
            IMPURE
                .iter()
                .filter(|word| code.contains(*word))
                .map(|word| format!("{}: {word}", file.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in sources() {
        let code = code(&file);
        for (name, homes) in OWNED {
            let at_home = homes.iter().any(|home| {
                let place = file.strip_prefix("src").unwrap();
                place.starts_with(home) || place == Path::new(&format!("{home}.rs"))
            });
            if !at_home && code.contains(&format!("{name}::")) {
                wrong.push(format!("{} names {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every source file under `src`.
fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(Path::new("src"), &mut files);
    files
}

/// The first folder below `src`, or the file's own name.
fn room(file: &Path) -> String {
    let first = file.strip_prefix("src").unwrap().iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The file without comments and without its test module, which may reach further.
fn code(file: &Path) -> String {
    if file.file_stem().is_some_and(|name| name == "tests") {
        return String::new();
    }
    let text = fs::read_to_string(file).unwrap();
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    shipped.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms a file names as `crate::room` or in a `use crate::{...}` list.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        if let Some(list) = after.strip_prefix('{') {
            rooms.extend(names_at_top_level(list));
        } else {
            rooms.insert(first_word(after));
        }
    }
    rooms
}

/// The names in `a, b::c, d::{e, f}}` that stand at the first level: a, b, d.
fn names_at_top_level(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut at_start = true;
    for (index, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && depth == 0 && character.is_alphabetic() => {
                names.push(first_word(&list[index..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn the_reader_of_use_lines_reads_them() {
    let check = |code: &str, expected: &[&str]| {
        let expected: BTreeSet<_> = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(rooms_named(code), expected, "{code}");
    };
    check("use crate::scene::Page;", &["scene"]);
    check("use crate::{art, brief::{Brief, Intent}, scene};", &["art", "brief", "scene"]);
    check("let x = crate::store::open();", &["store"]);
}
