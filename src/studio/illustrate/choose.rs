//! Which sections get a picture: those whose words name a subject, spread over the document, no subject twice.

use std::collections::HashSet;

use kurbo::Size;

use super::plan::{Entry, PlannedPlace, Skipped, tenths};
use super::reading::{self, Found};
use super::subjects::{PATTERNS, Subject};
use super::wording;
use crate::documents::Format;
use crate::documents::illustrate::{Manuscript, Place, Section, Spot};
use crate::scene::Language;

/// A section of less text reads on without a picture: about 60 Hangul syllables, or 30 English words.
const LEAST_TEXT: usize = 300;

/// The same when its own heading names the subject.
const LEAST_NAMED: usize = 200;

/// One picture for so much text: about 400 Hangul syllables or 200 English words, not quite a page of a report.
const TEXT_PER_PICTURE: usize = 2_000;

/// The most pictures when nobody says how many.
const MOST: usize = 8;

/// A second subject stands in for the first when it is at least this sure beside it.
const SECOND: f64 = 0.5;

/// A picture is at most so high, as a share of the page's text.
const HIGHEST: f64 = 0.36;

/// Beside little text a picture is a strip of this share of the height: whole, it would outweigh the text, and leave the
/// larger hole when it has to move to the next page.
const STRIP: f64 = 0.75;

/// Twice the height of a text of weight 1 in a column of one point's width, in points: lines of 17 points with a weight
/// of 0.42 to the point. A picture is no higher than that.
const TWICE_TEXT: f64 = 80.0;

/// What is asked for beside the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub pictures: Option<usize>,
    pub seed: u64,
    pub language: Language,
    /// Whether the model understands Korean prompts.
    pub reads_korean: bool,
}

/// A section with a subject and a place.
struct Candidate<'m> {
    number: usize,
    section: &'m Section,
    found: Vec<Found>,
    /// How much text stands before its middle.
    position: usize,
}

/// What goes where, in reading order, and what is skipped.
pub(super) fn choose(manuscript: &Manuscript, wish: &Wish) -> (Vec<Entry>, Vec<Skipped>) {
    let (chosen, skipped) = match manuscript.format() {
        Format::Pptx => slides(manuscript.sections(), wish),
        _ => sections(manuscript.sections(), wish),
    };
    let entries = (1..).zip(chosen).map(|(number, chosen)| entry(number, &chosen, wish)).collect();
    (entries, skipped)
}

/// A place with what goes there.
struct Chosen<'m> {
    section: &'m Section,
    place: &'m Place,
    /// `None` for a calm pattern.
    found: Option<Found>,
}

fn sections<'m>(sections: &'m [Section], wish: &Wish) -> (Vec<Chosen<'m>>, Vec<Skipped>) {
    let mut skipped = Vec::new();
    let mut candidates = Vec::new();
    let mut read = 0;
    for (number, section) in sections.iter().enumerate() {
        let position = read + section.weight / 2;
        read += section.weight;
        let found = reading::subjects(section);
        match reason_against(section, &found) {
            None => candidates.push(Candidate { number, section, found, position }),
            Some(_)
                if section.weight == 0
                    && !section.has_picture
                    && !section.is_table
                    && !section.is_contents => {}
            Some(reason) => skipped.push((number, reason)),
        }
    }
    let most = wish.pictures.unwrap_or_else(|| (read / TEXT_PER_PICTURE).clamp(1, MOST));
    let apart = read / (most.max(1) * 3);
    let mut chosen = pick(&candidates, most, apart, wish.pictures.is_some());
    let taken: HashSet<usize> = chosen.iter().map(|(candidate, _)| candidate.number).collect();
    let left = candidates.iter().filter(|candidate| !taken.contains(&candidate.number));
    let enough = "there are enough pictures, or one of the same subject, around it";
    skipped.extend(left.map(|candidate| (candidate.number, enough)));
    skipped.sort_by_key(|(number, _)| *number);
    chosen.sort_by_key(|(candidate, _)| candidate.number);
    let chosen = chosen.into_iter().filter_map(|(candidate, found)| {
        Some(Chosen {
            section: candidate.section,
            place: candidate.section.places.first()?,
            found: Some(found),
        })
    });
    let skip = |(number, reason): (usize, &str)| Skipped {
        heading: sections[number].heading.clone(),
        reason: reason.to_owned(),
    };
    (chosen.collect(), skipped.into_iter().map(skip).collect())
}

fn reason_against(section: &Section, found: &[Found]) -> Option<&'static str> {
    let unfit = reading::unfit(section);
    unfit
        .or((section.weight < least_text(found)).then_some("it has too little text"))
        .or(section.obstacle)
        .or(found.is_empty().then_some("its words name nothing that a picture could show"))
}

fn least_text(found: &[Found]) -> usize {
    if found.first().is_some_and(|found| found.is_named) { LEAST_NAMED } else { LEAST_TEXT }
}

/// The surest candidates that are apart from each other, each with a subject of its own. When a number was asked
/// for, nearness gives way before the number does.
fn pick<'c, 'm>(
    candidates: &'c [Candidate<'m>],
    most: usize,
    apart: usize,
    is_asked: bool,
) -> Vec<(&'c Candidate<'m>, Found)> {
    let worth = |candidate: &Candidate<'_>| {
        let score = candidate.found.first().map_or(0.0, |found| found.score);
        score * (1.0 + candidate.section.weight.min(2_000) as f64 / 4_000.0)
    };
    let mut sorted: Vec<&Candidate<'_>> = candidates.iter().collect();
    sorted.sort_by(|one, two| worth(two).total_cmp(&worth(one)));
    let mut chosen: Vec<(&Candidate<'_>, Found)> = Vec::new();
    let end = candidates.last().map_or(0, |candidate| candidate.position + 1);
    let band = |candidate: &Candidate<'_>| candidate.position * most / end.max(1);
    // The best of each part of the document first, then the best of what is left.
    let by_band = (0..most.min(candidates.len()))
        .flat_map(|part| sorted.iter().filter(move |one| band(one) == part).take(1));
    let first: Vec<&Candidate<'_>> = by_band.copied().collect();
    for (order, apart) in [(&first, apart), (&sorted, apart), (&sorted, if is_asked { 0 } else { apart })] {
        for candidate in order {
            let is_near = |(other, _): &(&Candidate<'_>, Found)| {
                other.number == candidate.number || other.position.abs_diff(candidate.position) < apart
            };
            if chosen.len() < most && !chosen.iter().any(is_near) {
                let found = free_subject(candidate, &chosen);
                chosen.extend(found.map(|found| (*candidate, found)));
            }
        }
    }
    chosen
}

/// The surest subject of a section that no chosen picture shows.
fn free_subject(candidate: &Candidate<'_>, chosen: &[(&Candidate<'_>, Found)]) -> Option<Found> {
    let used = |subject: &Subject| chosen.iter().any(|(_, found)| found.subject.english == subject.english);
    let best = candidate.found.first()?.score;
    candidate.found.iter().find(|found| found.score >= best * SECOND && !used(found.subject)).cloned()
}

/// Every empty picture placeholder, and free room on at most half of the slides.
fn slides<'m>(slides: &'m [Section], wish: &Wish) -> (Vec<Chosen<'m>>, Vec<Skipped>) {
    let mut chosen = Vec::new();
    let mut skipped = Vec::new();
    let mut used: HashSet<&str> = HashSet::new();
    let most = wish.pictures.unwrap_or(usize::MAX);
    let mut free = wish.pictures.unwrap_or(slides.len().div_ceil(2));
    for (number, slide) in slides.iter().enumerate() {
        let mut skip = |reason: &str| {
            skipped.push(Skipped { heading: slide.heading.clone(), reason: reason.to_owned() });
        };
        let found = reading::subjects(slide);
        let wants = |place: &&Place| matches!(place.spot, Spot::Placeholder { wants_picture: true, .. });
        let wanted: Vec<&Place> = slide.places.iter().filter(wants).collect();
        if !wanted.is_empty() {
            for (order, place) in wanted.into_iter().enumerate().take(most.saturating_sub(chosen.len())) {
                let found = found.get(order).cloned();
                used.extend(found.as_ref().map(|found| found.subject.english));
                chosen.push(Chosen { section: slide, place, found });
            }
            continue;
        }
        let fresh = found.iter().find(|found| !used.contains(found.subject.english)).cloned();
        match (reading::unfit(slide).or(slide.obstacle), slide.places.first(), fresh) {
            (Some(reason), ..) => skip(reason),
            _ if number == 0 && slides.len() > 2 => skip("the title slide stands for itself"),
            (_, _, None) if found.is_empty() => skip("its words name nothing that a picture could show"),
            (_, Some(place), Some(found)) if free > 0 && chosen.len() < most => {
                free -= 1;
                used.insert(found.subject.english);
                chosen.push(Chosen { section: slide, place, found: Some(found) });
            }
            _ => skip("there are enough pictures, or one of the same subject, around it"),
        }
    }
    (chosen, skipped)
}

fn entry(number: usize, chosen: &Chosen<'_>, wish: &Wish) -> Entry {
    let Chosen { section, place, found } = chosen;
    let pattern = PATTERNS[number % PATTERNS.len()];
    let (korean, english) =
        found.as_ref().map_or(pattern, |found| (found.subject.korean, found.subject.english));
    let prompt = match found {
        Some(found) => wording::prompt(found.subject, wish.language, wish.reads_korean),
        None => english,
    };
    let is_object = found.as_ref().is_some_and(|found| found.subject.is_object);
    let size = size(place, section.weight, is_object);
    let in_text = matches!(place.spot, Spot::After { .. });
    Entry {
        id: format!("picture-{number}"),
        heading: section.heading.clone(),
        part: section.part.clone(),
        place: PlannedPlace::of(place),
        prompt: prompt.to_owned(),
        alt: wording::alt(korean, english, &section.heading, wish.language),
        caption: in_text.then(|| wording::caption(&section.heading, wish.language)),
        width: tenths(size.width),
        height: tenths(size.height),
        seed: wish.seed.wrapping_add(number as u64 - 1),
        reason: match found {
            Some(found) => format!("its words name “{}”", found.word),
            None => "an empty placeholder for a picture".to_owned(),
        },
    }
}

/// A calm size: as wide as the column, wider than high, never more than about a third of a page, and lower beside little
/// text. A single object stands lost in a wide strip.
fn size(place: &Place, weight: usize, is_object: bool) -> Size {
    let room = place.room;
    match place.spot {
        Spot::Area { .. } | Spot::Placeholder { wants_picture: true, .. } => room,
        Spot::Placeholder { .. } => {
            let ratio = (room.width / room.height).clamp(0.75, 2.2);
            Size::new(room.width.min(room.height * ratio), room.height.min(room.width / ratio))
        }
        Spot::After { .. } => {
            let ratio = match room.width {
                wide if wide >= 400.0 => 2.4,
                middle if middle >= 240.0 => 16.0 / 9.0,
                _ => 1.5,
            };
            let full = (room.width / ratio).min(room.height * HIGHEST);
            let height = (weight as f64 * TWICE_TEXT / room.width).clamp(full * STRIP, full);
            let widest = if is_object { 2.0 } else { 3.2 };
            let height = if is_object { height.min(full * STRIP) } else { height };
            Size::new(room.width.min(height * widest), height)
        }
    }
}
