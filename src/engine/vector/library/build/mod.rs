//! Turns the npm packages of `art/package.json` into a library: `vignette art build`.
//!
//! [`sets`] says which works of the emoji set are taken and where they live, `chosen.tsv` which of the sets that
//! have no names in CLDR; [`names`] reads the names, [`trace`] the drawings, [`winding`] mends their outlines.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Library, Set, Work, file, pack};
use crate::scene::Shape;
use names::Names;

mod names;
mod sets;
mod trace;
mod winding;

/// The sets, first choice first: of two works with one name the first is taken.
const SETS: [&str; 3] = ["fluent-emoji-flat", "flat-color-icons", "fluent-color"];
/// The only licences that works may come under.
const LICENCES: [&str; 3] = ["MIT", "Apache-2.0", "CC0-1.0"];
/// The sets with names of their own, line by line: set, icon, English, Korean, further words.
const CHOSEN: &str = include_str!("chosen.tsv");

/// A library's file and what was left out of it.
#[derive(Debug)]
pub struct Built {
    /// The file.
    pub file: Vec<u8>,
    /// How many works it holds.
    pub works: usize,
    /// Works that cannot be had as plain outlines, and why.
    pub left_out: Vec<(String, &'static str)>,
}

/// Why no library can be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file of the packages is missing or no JSON.
    #[error("{path} cannot be read: {reason}")]
    File {
        /// The file.
        path: String,
        /// The reason.
        reason: String,
    },
    /// A set's licence is not one of those that are allowed.
    #[error("the set {set} is licensed under {licence}, which is not allowed here")]
    Licence {
        /// The set.
        set: String,
        /// Its licence.
        licence: String,
    },
}

/// Builds a library from a `node_modules` folder. The same packages give the same bytes.
///
/// # Errors
/// [`BuildError`] names the file that is missing, or the set whose licence is not allowed.
pub fn build(node_modules: &Path) -> Result<Built, BuildError> {
    let names = Names::read(node_modules)?;
    let mut building = Building::default();
    for (number, set) in SETS.iter().enumerate() {
        let folder = node_modules.join("@iconify-json").join(set);
        building.sets.push(describe(&folder)?);
        let icons = json(&folder.join("icons.json"))?;
        let taken = if number == 0 {
            sets::emoji(&json(&folder.join("chars.json"))?, &json(&folder.join("metadata.json"))?, &names)
        } else {
            chosen(set)
        };
        for entry in taken {
            building.add(number, &entry, &icons);
        }
    }
    let file = file::write(&building.sets, &building.works, &building.body)
        .map_err(|reason| BuildError::File { path: "the library".to_owned(), reason: reason.to_string() })?;
    Ok(Built { file, works: building.works.len(), left_out: building.left_out })
}

/// A work to take: its icon, or several that show the same, and what it will be called.
struct Entry {
    icons: Vec<String>,
    /// Whether it shows skin, in the yellow of emoji only.
    is_untoned: bool,
    work: Work,
}

#[derive(Default)]
struct Building {
    sets: Vec<Set>,
    works: Vec<Work>,
    body: Vec<u8>,
    left_out: Vec<(String, &'static str)>,
}

impl Building {
    fn add(&mut self, set: usize, entry: &Entry, icons: &Value) {
        let mut reason = "it is not in the set";
        for icon in &entry.icons {
            match svg(icons, icon).ok_or(reason).and_then(|text| trace::trace(&text)) {
                Ok((shapes, size)) => {
                    let shapes = if entry.is_untoned { trace::with_skin(&shapes) } else { shapes };
                    return self.keep(set, entry.work.clone(), &shapes, size);
                }
                Err(why) => reason = why,
            }
        }
        self.left_out.push((entry.work.name.clone(), reason));
    }

    fn keep(&mut self, set: usize, work: Work, shapes: &[Shape], size: (f64, f64)) {
        let start = self.body.len();
        self.body.extend(pack::pack(shapes));
        self.works.push(Work { set, size, at: start..self.body.len(), ..work });
    }
}

/// An icon as an SVG file. Icons that come in several sizes carry the size in their name: the largest is taken.
fn svg(icons: &Value, icon: &str) -> Option<String> {
    let all = icons["icons"].as_object()?;
    let sized = |name: &&String| {
        name.strip_prefix(icon)?
            .strip_prefix('-')
            .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))?;
        name.rsplit('-').next()?.parse::<u32>().ok()
    };
    let name = if all.contains_key(icon) { icon } else { all.keys().max_by_key(|name| sized(name))? };
    let entry = all.get(name).filter(|_| name == icon || sized(&&name.to_owned()).is_some())?;
    let side = |key: &str| entry[key].as_f64().or_else(|| icons[key].as_f64());
    let width = side("width").or_else(|| side("height")).unwrap_or(16.0);
    let height = side("height").unwrap_or(16.0);
    let body = entry["body"].as_str()?;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{body}</svg>"
    ))
}

/// The works of a set that `chosen.tsv` names.
fn chosen(set: &str) -> Vec<Entry> {
    let lines = CHOSEN.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let [of, icon, english, korean, tags] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
            (of == set).then(|| {
                let tags = tags.split(", ").map(str::to_owned).collect();
                let work = sets::chosen(icon, english, korean, tags);
                let is_untoned = work.habitat == super::Habitat::Person;
                Entry { icons: vec![icon.to_owned()], is_untoned, work }
            })
        })
        .collect()
}

/// What a set says of itself.
fn describe(folder: &Path) -> Result<Set, BuildError> {
    let (info, package) = (json(&folder.join("info.json"))?, json(&folder.join("package.json"))?);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let set = Set {
        name: text(&info["prefix"]),
        title: text(&info["name"]),
        version: text(&package["version"]),
        licence: text(&info["license"]["spdx"]),
        author: text(&info["author"]["name"]),
        url: text(&info["author"]["url"]),
    };
    if LICENCES.contains(&set.licence.as_str()) {
        Ok(set)
    } else {
        Err(BuildError::Licence { set: set.name, licence: set.licence })
    }
}

fn json(path: &Path) -> Result<Value, BuildError> {
    let refuse = |reason: String| BuildError::File { path: path.display().to_string(), reason };
    let bytes = std::fs::read(path).map_err(|error| refuse(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| refuse(error.to_string()))
}

/// The library of this checkout's `art` folder, where it was fetched: for tests that look at real works.
pub fn of_checkout() -> Option<Library> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("art/node_modules");
    Library::from_bytes(&build(&folder).ok()?.file).ok()
}

#[cfg(test)]
mod tests;
