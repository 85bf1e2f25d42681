//! Finds what a prompt names among the library's works: by their Korean and English names, and by a table of what
//! stands for business words.
//!
//! [`terms`] takes text apart, [`index`] knows every term, [`Finder::find`] weighs what was hit. Where nothing is named,
//! [`sense`] knows what is nearest to what is meant, in sixteen languages.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::library::{Library, WorkId};
use super::motif::Motif;
use crate::sense::{Encoder, SenseError};
use index::{Answer, Index};
use sense::Senses;

mod index;
mod sense;
mod terms;

/// A library with the terms it answers to.
#[derive(Debug)]
pub struct Finder {
    library: Arc<Library>,
    index: Index,
    senses: Option<Senses>,
}

/// What was found for a prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// The work that shows it.
    pub main: WorkId,
    /// Others that belong to it: named beside it, or from the same line of the table.
    pub supporting: Vec<WorkId>,
    /// Whether the first of the others was named in the prompt as the main one was, and is as large.
    pub is_pair: bool,
    /// Whether the main one stands for a topic, which is nowhere in particular.
    pub is_symbol: bool,
    /// A scene of our own that shows the same as well.
    pub motif: Option<Motif>,
    /// How much of the prompt it explains; see [`terms::weight`].
    pub score: f64,
}

/// A term found in the prompt.
#[derive(Clone, Debug)]
struct Hit {
    span: Range<usize>,
    answer: Answer,
    score: f64,
}

/// Animals, food and vehicles named beside a topic are what the picture shows: "a pizza for the team meeting".
const CONCRETE: f64 = 6.0;
/// Less than this explains too little of a prompt to draw it.
const LEAST: f64 = 3.9;
/// What is named beside the main subject has to be named more plainly than by a short tag.
const LEAST_BESIDE: f64 = 6.0;
/// What the ones a thing is for weigh less than the thing: "신입사원을 위한 정보보안 교육" is about security.
const ADDRESSED: f64 = 0.5;
/// Names that explain as much of a prompt need no second opinion.
const SURE: f64 = 6.0;
/// What a prompt that names nothing must at least be near to: unrelated office words are alike to 0.45.
const ALIKE: f32 = 0.5;
/// How near it must be to say more than a weak name.
const CLEAR: f32 = 0.65;
/// A picture holds a main subject and at most two others.
const MOST_SUPPORTING: usize = 2;

impl Finder {
    /// A finder over a library.
    pub fn new(library: Arc<Library>) -> Self {
        let index = Index::new(&library);
        Self { library, index, senses: None }
    }

    /// The name of the file of what its names mean, in the art folder.
    pub const NAMES: &str = "names.art";

    /// That file's bytes, by an encoder.
    ///
    /// # Errors
    /// The encoder's.
    pub fn senses(&self, encoder: &Encoder) -> Result<Vec<u8>, SenseError> {
        sense::build(&self.index, encoder)
    }

    /// The same finder, with what its names mean and the file of the encoder that says what a prompt means; as it was
    /// when the names are those of another library.
    #[must_use]
    pub fn with_senses(mut self, names: &[u8], encoder: &Path) -> Self {
        self.senses = Senses::parse(names, &self.index, encoder);
        if self.senses.is_none() {
            tracing::warn!(
                "the meanings of names are of another library; `vignette art build` makes them anew"
            );
        }
        self
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What the prompt names, or what it means where that is surer; `None` when it is nothing the library has.
    pub fn find(&self, prompt: &str) -> Option<Cast> {
        let named = self.named(prompt);
        let is_sure = named.as_ref().is_some_and(|cast| cast.score >= SURE);
        let is_foreign = sense::is_foreign(prompt);
        if is_sure && !is_foreign {
            return named;
        }
        let meant = self.meant(prompt, if named.is_some() && !is_foreign { CLEAR } else { ALIKE });
        meant.or(named)
    }

    /// The work that leads an answer, those that go with it, and the scene that shows the same.
    fn leads(&self, answer: Answer) -> (WorkId, &[WorkId], Option<Motif>) {
        match answer {
            Answer::Work(work) => {
                let led = self.index.led_by(work);
                (work, led.map_or(&[][..], |concept| &concept.works[1..]), None)
            }
            Answer::Concept(number) => {
                let concept = self.index.concept(number);
                (concept.works[0], &concept.works[1..], concept.motif)
            }
        }
    }

    /// What is at least so near to what the prompt means.
    fn meant(&self, prompt: &str, alike: f32) -> Option<Cast> {
        let (answer, _) = self.senses.as_ref()?.nearest(prompt).filter(|(_, likeness)| *likeness >= alike)?;
        let (main, further, motif) = self.leads(answer);
        let supporting = further.iter().copied().filter(|work| *work != main).take(MOST_SUPPORTING).collect();
        let is_symbol = self.is_symbol(answer);
        Some(Cast { main, supporting, is_pair: false, is_symbol, motif, score: LEAST })
    }

    /// What the prompt names.
    fn named(&self, prompt: &str) -> Option<Cast> {
        let hits = self.hits(&prompt.to_lowercase());
        let best = hits.first().filter(|hit| hit.score >= LEAST)?;
        let (main, further, motif) = self.leads(best.answer);
        let beside = |hit: &&Hit| hit.score >= LEAST_BESIDE && !overlaps(&hit.span, &best.span);
        let named = hits.iter().filter(beside).filter_map(|hit| self.shown(hit.answer));
        let mut supporting: Vec<WorkId> = Vec::new();
        let is_pair = named.clone().next().is_some_and(|work| work != main && self.is_concrete(work));
        for work in named.chain(further.iter().copied()) {
            if work != main && !supporting.contains(&work) && supporting.len() < MOST_SUPPORTING {
                supporting.push(work);
            }
        }
        let is_symbol = self.is_symbol(best.answer);
        Some(Cast { main, supporting, is_pair, is_symbol, motif, score: best.score })
    }

    /// The work that shows an answer. An occasion beside a topic adds nothing that can be drawn.
    fn shown(&self, answer: Answer) -> Option<WorkId> {
        match answer {
            Answer::Work(work) => Some(work),
            Answer::Concept(number) => {
                let concept = self.index.concept(number);
                // A place is where the subject is, not something beside it.
                (!concept.is_occasion && concept.motif.is_none()).then(|| concept.works[0])
            }
        }
    }

    /// Whether an answer is a sign for something that cannot be drawn itself.
    fn is_symbol(&self, answer: Answer) -> bool {
        matches!(answer, Answer::Concept(number) if !self.is_thing(number))
    }

    /// Whether a line of the table is led by a living thing or by food.
    fn is_thing(&self, concept: usize) -> bool {
        self.library.work(self.index.concept(concept).works[0]).is_natural
    }

    fn is_concrete(&self, work: WorkId) -> bool {
        use super::library::Habitat::{Air, Land, Space, Water};
        let work = self.library.work(work);
        work.is_natural || matches!(work.habitat, Air | Land | Space | Water)
    }

    /// Every term in the lower-case text that no longer one covers, surest first.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let words = terms::words(text);
        let mut hits = Vec::new();
        for first in 0..words.len() {
            for count in (1..=self.index.longest.min(words.len() - first)).rev() {
                hits.extend(self.look_up(&words[first..first + count]));
            }
        }
        for word in &words {
            if !hits.iter().any(|hit: &Hit| overlaps(&hit.span, &(word.start..word.end()))) {
                hits.extend(self.take_apart(*word));
            }
        }
        let covered = |hit: &Hit| {
            let covers = |other: &Hit| other.span.len() > hit.span.len() && overlaps(&other.span, &hit.span);
            hits.iter().any(covers)
        };
        let mut kept: Vec<_> = hits.iter().filter(|hit| !covered(hit)).cloned().collect();
        for hit in &mut kept {
            if is_addressed(text, &hit.span) {
                hit.score *= ADDRESSED;
            }
        }
        kept.sort_by(|one, other| {
            // Of two things that say as much, a Korean phrase is about the last: "아기 고래".
            let order = one.span.start.cmp(&other.span.start);
            let things = [one, other].iter().all(|hit| matches!(hit.answer, Answer::Work(_)));
            let korean = things && text[one.span.clone()].chars().all(terms::is_hangul);
            other.score.total_cmp(&one.score).then(if korean { order.reverse() } else { order })
        });
        kept
    }

    /// What these words together stand for.
    fn look_up(&self, words: &[terms::Word<'_>]) -> Option<Hit> {
        let (last, before) = words.split_last()?;
        terms::stems(last.text).into_iter().find_map(|stem| {
            let key = terms::key(before.iter().map(|word| word.text).chain([stem.as_str()]));
            let span = words[0].start..last.start + stem.len().min(last.text.len());
            self.hit(&key, span, |_| 1.0)
        })
    }

    /// What a Korean compound stands for by its parts: a thing by its end ("아기고래" is a whale), a topic by its
    /// beginning ("보안교육" is about security).
    fn take_apart(&self, word: terms::Word<'_>) -> Option<Hit> {
        if word.text.chars().filter(|character| terms::is_hangul(*character)).count() < 3 {
            return None;
        }
        let stems = terms::stems(word.text);
        let stem = stems.last()?;
        let cuts = || word.text.char_indices().map(|(at, _)| at).skip(2);
        let starts = cuts().filter_map(|at| {
            self.hit(&word.text[..at], word.start..word.start + at, |answer| match answer {
                Answer::Work(_) => 0.6,
                Answer::Concept(_) => 0.9,
            })
        });
        let ends = stems.iter().take(1).chain([stem]).flat_map(|stem| {
            let cuts = stem.char_indices().map(|(at, _)| at).skip(1);
            cuts.filter(|at| stem[*at..].chars().count() >= 2).filter_map(|at| {
                self.hit(&stem[at..], word.start + at..word.start + stem.len(), |answer| match answer {
                    Answer::Work(_) => 0.9,
                    Answer::Concept(number) if self.is_thing(number) => 1.0,
                    Answer::Concept(_) => 0.7,
                })
            })
        });
        starts.chain(ends).max_by(|one, other| one.score.total_cmp(&other.score))
    }

    fn hit(&self, key: &str, span: Range<usize>, share: impl Fn(Answer) -> f64) -> Option<Hit> {
        let meaning = self.index.get(key).first()?;
        let concrete = matches!(meaning.answer, Answer::Work(work)
            if meaning.worth >= 1.0 && self.is_concrete(work));
        let score = terms::weight(key) * meaning.worth * share(meaning.answer);
        let score = if concrete { score + CONCRETE } else { score };
        Some(Hit { span, answer: meaning.answer, score })
    }
}

/// Whether what stands there is whom something is for.
fn is_addressed(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    let for_them = ["을 위한", "를 위한", "들을 위한", "과 함께", "와 함께", " 대상", "을 대상", "를 대상"];
    for_them.iter().any(|words| after.starts_with(words))
        || before.ends_with(" for ")
        || before.ends_with(" for our ")
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests;
