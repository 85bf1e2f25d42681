//! Every term the library and the table of concepts answer to.

use std::collections::HashMap;

use super::terms;
use crate::engine::vector::library::{Library, Work, WorkId};
use crate::engine::vector::motif::Motif;

/// What stands for business words, line by line: words, works.
const CONCEPTS: &str = include_str!("concepts.tsv");

/// English names that are more often something else in an office: "key results", "seal the deal", "paper plane".
const WEAK: &str = "key safe seal ram bat bear bull link label plus window wing ring log wood person man woman boy girl \
    child hook mirror thread hole pin bug egg ice mouse light board box orange crane fall date order page pen wheel \
    folder document sponge clamp chains knot yarn jar cricket hut seat boar ox fan turkey duck goose camel net rock \
    satellite cooking baby basket bell door fire fog track scroll table star cloud sun moon rose watch";

/// Tags that describe anything.
const VAGUE: &str = "long short small big large little dark light bright new old good best hard easy fast slow high low \
    hot cold open closed round square white black red blue green yellow first last great more work make 작은 큰 긴 짧은 \
    어두운 밝은 새로운 좋은 빠른 느린 높은 낮은 많은 하얀 검은 빨간 파란";

/// Korean names of one syllable that are hardly ever anything else; the others are ("밤": night, "배": ship, belly).
const SURE: &str = "곰 닭 꽃 책 빵 귤 뱀 섬 집 산 용 돼지 콩 떡 게";

/// What a term stands for, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// What it stands for.
    pub answer: Answer,
    /// How much its weight counts: 1 for a work's own name.
    pub worth: f64,
}

/// What a term can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This work.
    Work(WorkId),
    /// A line of the table.
    Concept(usize),
}

/// A line of the table of concepts.
#[derive(Clone, Debug)]
pub struct Concept {
    /// A scene of our own that shows the same.
    pub motif: Option<Motif>,
    /// The works that show it, the leading one first; at least one.
    pub works: Vec<WorkId>,
    /// Whether a topic beside it says better what the picture is about.
    pub is_occasion: bool,
}

/// The terms.
#[derive(Debug)]
pub struct Index {
    terms: HashMap<String, Vec<Meaning>>,
    concepts: Vec<Concept>,
    /// Every name that says by itself what is meant, as it is written.
    names: Vec<(String, Answer)>,
    /// The longest term in words.
    pub longest: usize,
}

impl Index {
    /// Of a library's works and the concepts that they can show.
    pub fn new(library: &Library) -> Self {
        let mut index = Self { terms: HashMap::new(), concepts: Vec::new(), names: Vec::new(), longest: 1 };
        for line in CONCEPTS.lines().filter(|line| !line.starts_with('#')) {
            index.add_concept(line, library);
        }
        for (id, work) in library.works() {
            index.add_work(id, work);
        }
        index
    }

    /// What a key (see [`terms::key`]) stands for, surest first.
    pub fn get(&self, key: &str) -> &[Meaning] {
        self.terms.get(key).map_or(&[], Vec::as_slice)
    }

    /// A line of the table.
    pub fn concept(&self, number: usize) -> &Concept {
        &self.concepts[number]
    }

    /// Every name that says by itself what is meant, the table's first.
    pub fn names(&self) -> &[(String, Answer)] {
        &self.names
    }

    /// The line of the table that this work leads.
    pub fn led_by(&self, work: WorkId) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.works.first() == Some(&work))
    }

    fn add_concept(&mut self, line: &'static str, library: &Library) {
        let Some((words, answers)) = line.trim_start_matches('~').split_once('\t') else { return };
        let motif = answers.split(' ').find_map(|name| Motif::named(name.strip_prefix("motif:")?));
        let works: Vec<_> = answers.split(' ').filter_map(|name| library.named(name)).collect();
        if works.is_empty() {
            return;
        }
        let is_occasion = line.starts_with('~');
        let answer = Answer::Concept(self.concepts.len());
        self.concepts.push(Concept { motif, works, is_occasion });
        for word in words.split(", ") {
            self.add(word, Meaning { answer, worth: if is_occasion { 0.55 } else { 1.1 } });
            self.names.push((word.to_owned(), answer));
        }
    }

    fn add_work(&mut self, id: WorkId, work: &Work) {
        let answer = Answer::Work(id);
        let has = |list: &str, name: &str| list.split_whitespace().any(|word| word == name);
        for name in [&work.korean, &work.english, &work.name.replace('-', " ")] {
            let single = name.chars().count() == 1;
            if single && !has(SURE, name) {
                continue;
            }
            let is_weak = has(WEAK, name);
            self.add(name, Meaning { answer, worth: if is_weak { 0.4 } else { 1.0 } });
            let lower = name.to_lowercase();
            if !is_weak && !single && self.names.last().is_none_or(|(last, _)| *last != lower) {
                self.names.push((lower, answer));
            }
        }
        // The words of works that were chosen one by one were chosen too; CLDR's are looser.
        for tag in work.tags.iter().filter(|tag| tag.chars().count() > 1 && !has(VAGUE, tag)) {
            self.add(tag, Meaning { answer, worth: 0.5 });
        }
    }

    fn add(&mut self, term: &str, meaning: Meaning) {
        let lower = term.to_lowercase();
        let words = terms::words(&lower);
        self.longest = self.longest.max(words.len());
        let key = terms::key(words.iter().map(|word| word.text));
        let meanings = self.terms.entry(key).or_default();
        if !meanings.iter().any(|known| known.answer == meaning.answer) {
            meanings.push(meaning);
            // Stable: of two that are as sure, the one that came first leads.
            meanings.sort_by(|one, other| other.worth.total_cmp(&one.worth));
        }
    }
}
