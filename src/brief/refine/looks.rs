//! What a design should look like: larger, lighter, in other colours, in another layout, on another page.

use super::words::{self, find, says};
use super::{Change, words as w};
use crate::brief::style::{self, Named};
use crate::brief::text::{Text, is_hangul};
use crate::brief::{self, size};
use crate::scene::Language;

/// How much "larger" and "lighter" are, slightly, plainly and much: shares of the size, and OKLCH lightness. 1.2 is one
/// step of the type scale that the eye surely sees; 0.08 moves a colour by a visible step (8 of 100).
const LARGER: [f64; 3] = [1.1, 1.2, 1.45];
const LIGHTER: [f32; 3] = [0.04, 0.08, 0.16];

/// "제목을 더 크게", "make the text smaller".
pub(super) fn sizes(text: &Text) -> Option<Change> {
    // "too big" says big and wants small.
    let too_large = says(text, &["too big", "too large", "너무 크", "너무 커", "너무 큰"]);
    let too_small = says(text, &["too small", "너무 작", "작아서", "too tiny"]);
    let larger = too_small || says(text, words::LARGER) && !too_large;
    let smaller = too_large || says(text, words::SMALLER) && !too_small;
    if larger == smaller {
        return None;
    }
    let factor = LARGER[degree(text)];
    let factor = if larger { factor } else { 1.0 / factor };
    if says(text, words::TITLE) {
        return Some(Change::TitleSize(factor));
    }
    says(text, words::TEXT).then_some(Change::TextSize(factor))
}

fn degree(text: &Text) -> usize {
    match (says(text, words::SLIGHTLY), says(text, words::MUCH)) {
        (true, _) => 0,
        (_, true) => 2,
        _ => 1,
    }
}

/// Everything else about the looks; several may be said at once.
pub(super) fn read(text: &Text) -> Option<Vec<Change>> {
    // The colour of one text alone is the layout's to choose, so that it reads.
    if says(text, words::TITLE) {
        return None;
    }
    if says(text, words::OTHER)
        && let Some(change) = another(text)
    {
        return Some(vec![change]);
    }
    let mut changes = Vec::new();
    changes.extend(language(text));
    changes.extend(page(text));
    let (colours, manners) = named_looks(text);
    let lightness = lightness(text, colours.is_some());
    changes.extend(colours.map(Change::Colours));
    changes.extend(manners.map(Change::Style));
    changes.extend(lightness);
    if says(text, words::MIRROR) {
        changes.push(Change::Mirror);
    }
    if changes.is_empty() {
        changes.extend(shown(text).or_else(|| another(text)));
    }
    (!changes.is_empty()).then_some(changes)
}

fn lightness(text: &Text, coloured: bool) -> Option<Change> {
    let (lighter, darker) = (says(text, words::LIGHTER), says(text, words::DARKER));
    let step = LIGHTER[degree(text)];
    let asked = find(text, &["더", "좀", "너무", "조금", "brighter", "lighter", "darker", "too"]).is_some()
        || !coloured;
    match (lighter && asked, darker && asked) {
        // "너무 어두워서 밝게", "not so dark": what is wanted is lighter.
        (true, true) => {
            let too_light = says(text, &["너무 밝", "too bright", "too light", "너무 환"]);
            Some(Change::Lightness(if too_light { -step } else { step }))
        }
        (true, false) => Some(Change::Lightness(step)),
        (false, true) => Some(Change::Lightness(-step)),
        (false, false) => None,
    }
}

/// Colours and tones, and manners of drawing, that the words name.
fn named_looks(text: &Text) -> (Option<String>, Option<String>) {
    let (mut colours, mut manners): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    // "green instead of red", "빨간색 말고 파란색": what is to go is not what is wanted.
    let last = find(text, &["instead of", "rather than", "not"]).map_or(text.len(), |span| span.start);
    let mut at = find(text, &["말고", "대신", "보다는"]).map_or(0, |span| span.end);
    while at < last {
        match style::named_at(text, at) {
            Some((Named::Colour(name), end)) => {
                colours.push(name);
                at = end;
            }
            Some((Named::Manner(name), end)) => {
                manners.push(name);
                at = end;
            }
            None => at += 1,
        }
    }
    let list = |mut names: Vec<&str>| {
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    };
    (list(colours), list(manners))
}

/// Whether words name only a colour, a tone or a manner.
pub(super) fn is_look(words: &str) -> bool {
    let text = Text::new(words);
    let light = says(&text, w::LIGHTER) || says(&text, w::DARKER);
    let (colours, manners) = named_looks(&text);
    let other =
        says(&text, &["다른", "새로운", "another", "different", "something else", "다른 걸", "new one"]);
    light || colours.is_some() || manners.is_some() || other
}

fn another(text: &Text) -> Option<Change> {
    let asked = says(text, words::ANOTHER);
    if !asked {
        return None;
    }
    if says(text, words::COLOUR) {
        return Some(Change::AnotherPalette);
    }
    if says(text, words::PICTURE) {
        return Some(Change::AnotherPicture);
    }
    says(text, words::LAYOUT).then_some(Change::AnotherLayout)
}

/// "영어로", "in Korean"
fn language(text: &Text) -> Option<Change> {
    let names: [(&[&str], Language); 4] = [
        (
            &[
                "영어로",
                "영문으로",
                "영어 버전",
                "in english",
                "to english",
                "english version",
                "into english",
            ],
            Language::English,
        ),
        (
            &["한국어로", "한글로", "국문으로", "in korean", "to korean", "korean version", "into korean"],
            Language::Korean,
        ),
        (&["일본어로", "일어로", "in japanese", "to japanese", "into japanese"], Language::Japanese),
        (&["중국어로", "중문으로", "in chinese", "to chinese", "into chinese"], Language::Chinese),
    ];
    names.into_iter().find(|(names, _)| says(text, names)).map(|(_, language)| Change::Language(language))
}

/// "A3로", "make it square", "가로로 눕혀줘"
fn page(text: &Text) -> Option<Change> {
    let said = text.written(0..text.len());
    let courtesy = [" please", " now", " thanks"];
    let said = courtesy.iter().find_map(|word| said.strip_suffix(word)).unwrap_or(&said);
    let mut rest = Text::new(said);
    size::take(&mut rest, Some(brief::Intent::Poster)).map(Change::Size)
}

/// "show a lighthouse instead", "산 그림으로 바꿔줘"
fn shown(text: &Text) -> Option<Change> {
    let shows = find(text, &["show", "draw", "use a picture of", "put", "make it about"]);
    if let Some(verb) = shows.filter(|verb| verb.start < 12) {
        let instead = find(text, &["instead", "in the picture", "on it"])?;
        let said = text.written(verb.end..instead.start);
        let thing = said
            .trim_start_matches("me ")
            .trim_start_matches("a ")
            .trim_start_matches("an ")
            .trim_start_matches("the ");
        return (!thing.is_empty()).then(|| Change::Subject(thing.to_owned()));
    }
    // "바다 그림으로"
    let picture =
        find(text, words::PICTURE).filter(|name| name.start > 1 && is_hangul(text.get(name.start)))?;
    let turns = text.longest(picture.end, &["으로", "로"]).is_some();
    let thing = text.written(0..picture.start);
    let thing = thing.trim_start_matches("배경을 ").trim_start_matches("그림을 ").to_owned();
    (turns && !thing.is_empty() && !is_look(&thing)).then_some(Change::Subject(thing))
}
