//! The art library: vector works by others under MIT, found by their Korean and English names.
//!
//! Read in this order: [`pack`] (a work's outlines as bytes), [`file`] (the library as one file), [`build`] (the npm
//! packages of `art/package.json` turned into that file). A [`Library`] is read once, shared, and hands out works.
//! Without one the engine draws its motifs and icons.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use kurbo::Size;

use crate::scene::{Shape, Shown, WorkRecord};

pub mod build;
mod file;
mod pack;

pub use file::LibraryError;
pub use pack::SIDE;

/// Works with their names, their outlines and whose they are.
#[derive(Debug)]
pub struct Library {
    sets: Vec<Set>,
    works: Vec<Work>,
    by_name: HashMap<String, WorkId>,
    body: Vec<u8>,
}

/// A work's place in its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkId(u32);

/// A collection of works by one author under one licence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Set {
    /// Its name, as in `fluent-emoji-flat`.
    pub name: String,
    /// Its title, as in `Fluent Emoji Flat`.
    pub title: String,
    /// The version of its npm package.
    pub version: String,
    /// An SPDX licence.
    pub licence: String,
    /// Who made it.
    pub author: String,
    /// Where it comes from.
    pub url: String,
}

/// One work: a single object or a small scene without a ground.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Work {
    /// Its name in its set, as in `whale`.
    pub name: String,
    /// Its set, as a number in the library.
    set: usize,
    /// What it is, in Korean.
    pub korean: String,
    /// What it is, in English.
    pub english: String,
    /// Further words for what it stands for, in both languages.
    pub tags: Vec<String>,
    /// Where such a thing is found.
    pub habitat: Habitat,
    /// Whether its own colours are a part of what it is: a lemon is yellow, a mug has any colour.
    pub is_natural: bool,
    /// Its box: the longer side is [`SIDE`].
    size: (f64, f64),
    at: Range<usize>,
}

/// Where a thing is found, which decides what a picture puts around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Habitat {
    /// On the ground, in the open: animals, houses, vehicles, trees.
    Land,
    /// In or on water.
    Water,
    /// In the air.
    Air,
    /// Beyond it.
    Space,
    /// On a table or a floor, indoors.
    Table,
    /// A person, shown down to the chest.
    Person,
    /// Nowhere: signs and symbols.
    Sign,
}

impl Library {
    /// The name of its file in the art folder.
    pub const FILE: &str = "library.art";

    /// Reads a library's file.
    ///
    /// # Errors
    /// [`LibraryError`] when it cannot be read or is no whole library of this version.
    pub fn open(path: &Path) -> Result<Self, LibraryError> {
        Self::from_bytes(&file::read(path)?)
    }

    /// Reads a library from the bytes of its file.
    ///
    /// # Errors
    /// [`LibraryError::Broken`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LibraryError> {
        let file::Contents { sets, works, body } = file::parse(bytes)?;
        let mut by_name = HashMap::new();
        for (nth, work) in works.iter().enumerate() {
            by_name.entry(work.name.clone()).or_insert(WorkId(nth as u32));
        }
        Ok(Self { sets, works, by_name, body })
    }

    /// Every work with its place.
    pub fn works(&self) -> impl Iterator<Item = (WorkId, &Work)> {
        self.works.iter().enumerate().map(|(nth, work)| (WorkId(nth as u32), work))
    }

    /// The sets the works come from.
    pub fn sets(&self) -> &[Set] {
        &self.sets
    }

    /// The work at a place.
    pub fn work(&self, id: WorkId) -> &Work {
        &self.works[id.0 as usize]
    }

    /// The set a work comes from.
    pub fn set_of(&self, id: WorkId) -> &Set {
        &self.sets[self.work(id).set]
    }

    /// A work as a picture's record names it.
    pub fn shown(&self, id: WorkId) -> Shown {
        let (work, set) = (self.work(id), self.set_of(id));
        let record = WorkRecord {
            name: work.name.clone(),
            collection: format!("{} {}", set.name, set.version),
            author: set.author.clone(),
            licence: set.licence.clone(),
            url: set.url.clone(),
        };
        Shown { korean: work.korean.clone(), english: work.english.clone(), work: Some(record) }
    }

    /// The work of this name; of two sets that have one, the first set's.
    pub fn named(&self, name: &str) -> Option<WorkId> {
        self.by_name.get(name).copied()
    }

    /// A work's outlines, lowest first, in a box from the origin to its size.
    pub fn shapes(&self, id: WorkId) -> Vec<Shape> {
        pack::unpack(&self.body[self.work(id).at.clone()]).unwrap_or_default()
    }
}

impl Work {
    /// Its box; the longer side is [`SIDE`].
    pub fn size(&self) -> Size {
        self.size.into()
    }
}

/// A library for tests that need none fetched: one plain work for each habitat, named as real ones are.
#[cfg(test)]
pub fn stand_in() -> Library {
    use kurbo::{Circle, Rect};

    use crate::scene::Colour;
    let named = [
        ("elephant", "코끼리", Habitat::Land),
        ("whale", "고래", Habitat::Water),
        ("tropical-fish", "열대어", Habitat::Water),
        ("airplane", "비행기", Habitat::Air),
        ("rocket", "로켓", Habitat::Space),
        ("laptop", "노트북", Habitat::Table),
        ("health-worker", "의료인", Habitat::Person),
        ("bullseye", "과녁 명중", Habitat::Sign),
    ];
    let (mut works, mut body) = (Vec::new(), Vec::new());
    for (name, korean, habitat) in named {
        let shapes = [
            Shape::filled(Rect::new(0.0, 0.0, SIDE, 700.0), Colour::hex(0xC0_40_20)),
            Shape::filled(Circle::new((500.0, 350.0), 200.0), Colour::hex(0x30_60_C0)),
        ];
        let start = body.len();
        body.extend(pack::pack(&shapes));
        works.push(Work {
            name: name.to_owned(),
            set: 0,
            korean: korean.to_owned(),
            english: name.replace('-', " "),
            tags: Vec::new(),
            habitat,
            is_natural: habitat == Habitat::Land,
            size: (SIDE, 700.0),
            at: start..body.len(),
        });
    }
    let set = Set {
        name: "stand-in".to_owned(),
        title: "Stand-in".to_owned(),
        version: "1.0.0".to_owned(),
        licence: "MIT".to_owned(),
        author: "Nobody".to_owned(),
        url: "https://example.com".to_owned(),
    };
    let file = file::write(&[set], &works, &body).unwrap();
    Library::from_bytes(&file).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_library_is_refused() {
        let library = stand_in();
        let file = file::write(&library.sets, &library.works, &library.body).unwrap();
        assert_eq!(Library::from_bytes(&file).unwrap().works, library.works);
        for at in [0, 16, file.len() / 2, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(matches!(Library::from_bytes(&changed), Err(LibraryError::Broken { .. })), "{at}");
            assert!(Library::from_bytes(&file[..at]).is_err());
        }
    }
}
