//! Requests in other languages than Korean and English: what kind is wanted, and about what. Nothing else is read of
//! them but the days, hours and sizes that are written in figures.
//!
//! [`tongues`] has the words. A script of its own tells its language (kana, Han, Cyrillic, Arabic, Thai); among languages
//! in Latin letters the one whose small words are most of the request, if they are more than English's.

use super::Intent;
use super::kinds::Weight;
use super::text::is_hangul;
use super::tongues::{ARABIC, CHINESE, ENGLISH, JAPANESE, LATIN, RUSSIAN, THAI};

/// The words of a language. A star at a word's end stands for any ending.
pub(super) struct Tongue {
    /// Whether words stand apart.
    pub spaced: bool,
    /// Names of kinds.
    pub nouns: &'static [(&'static str, Intent, Weight)],
    /// Words for a picture, requests, courtesies: never part of the subject.
    pub asks: &'static [&'static str],
    /// Articles, prepositions, particles: part of the subject only inside it.
    pub small: &'static [&'static str],
}

/// A test for a script's letters, and the language that is written in it.
type Script = (fn(char) -> bool, &'static Tongue);

/// What a request in such a language says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub intent: Option<Intent>,
    pub subject: Option<String>,
}

/// Reads a request in another language; `None` when it is in Korean or English, or in none that is known.
pub(super) fn read(prompt: &str) -> Option<Said> {
    let tongue = tongue_of(prompt)?;
    Some(if tongue.spaced { spaced(tongue, prompt) } else { unspaced(tongue, prompt) })
}

fn tongue_of(prompt: &str) -> Option<&'static Tongue> {
    let share = |inside: fn(char) -> bool| {
        let letters = prompt.chars().filter(|c| c.is_alphabetic()).count();
        prompt.chars().filter(|&c| inside(c)).count() * 3 > letters
    };
    if prompt.chars().any(is_hangul) {
        return None;
    }
    let kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    if share(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')) {
        return Some(if prompt.contains(kana) { &JAPANESE } else { &CHINESE })
            .filter(|_| prompt.contains(han) || prompt.contains(kana));
    }
    let scripts: [Script; 3] = [
        (|c| matches!(c, '\u{0400}'..='\u{04ff}'), &RUSSIAN),
        (|c| matches!(c, '\u{0600}'..='\u{06ff}'), &ARABIC),
        (|c| matches!(c, '\u{0e00}'..='\u{0e7f}'), &THAI),
    ];
    scripts.into_iter().find(|(inside, _)| share(*inside)).map(|(_, tongue)| tongue).or_else(|| latin(prompt))
}

/// The language in Latin letters whose words are most, at least two and more than English's.
fn latin(prompt: &str) -> Option<&'static Tongue> {
    let words: Vec<String> = words(prompt).map(folded).take(200).collect();
    let known = |tongue: &Tongue| {
        let is_known = |word: &&String| {
            tongue.asks.iter().chain(tongue.small).any(|name| matches(word, name))
                || tongue.nouns.iter().any(|(name, ..)| matches(word, name))
        };
        words.iter().filter(is_known).count()
    };
    let english = words.iter().filter(|word| ENGLISH.contains(&word.as_str())).count();
    let (score, tongue) =
        LATIN.iter().map(|tongue| (known(tongue), *tongue)).rev().max_by_key(|(score, _)| *score)?;
    (score >= 2 && score > english).then_some(tongue)
}

fn words(prompt: &str) -> impl Iterator<Item = &str> {
    prompt
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// A word in lower case, without the article that an apostrophe joins to it.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    match lower.split_once('\'') {
        Some((article, noun)) if article.chars().count() <= 4 && noun.chars().count() > 2 => noun.to_owned(),
        _ => lower,
    }
}

fn matches(word: &str, name: &str) -> bool {
    name.strip_suffix('*').map_or(word == name, |stem| word.starts_with(stem))
}

/// Drops what asks from both ends; the first run of other words is the subject.
fn spaced(tongue: &Tongue, prompt: &str) -> Said {
    let noun = |word: &str| tongue.nouns.iter().find(|(name, ..)| matches(&folded(word), name));
    let found = words(prompt).filter_map(noun).max_by_key(|(.., weight)| *weight);
    let is_ask =
        |word: &str| tongue.asks.iter().any(|name| matches(&folded(word), name)) || noun(word).is_some();
    let is_small = |word: &str| tongue.small.contains(&folded(word).as_str());
    let mut subject: Vec<&str> = Vec::new();
    for token in prompt.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = is_ask(word) || word.chars().any(|c| c.is_ascii_digit());
        if ends && !subject.is_empty() {
            break;
        }
        if !(ends || word.is_empty() || subject.is_empty() && is_small(word)) {
            subject.push(word);
        }
        if token.ends_with([',', '.', ';', '!', '?', '،', '؟']) && !subject.is_empty() {
            break;
        }
    }
    while subject.last().is_some_and(|word| is_small(word)) {
        subject.pop();
    }
    let subject = Some(subject.join(" ")).filter(|words| !words.is_empty());
    Said {
        intent: found.map(|(_, intent, _)| *intent),
        subject: subject.map(|words| without_article(&words)),
    }
}

/// "l'été" named alone is "été"; "d'été" inside a name stays.
fn without_article(subject: &str) -> String {
    match subject.split_once(['\'', '’']) {
        Some((article, rest))
            if ["l", "un", "d", "dell", "all"].contains(&article.to_lowercase().as_str()) =>
        {
            rest.to_owned()
        }
        _ => subject.to_owned(),
    }
}

/// Cuts out what asks; the first piece that is left is the subject.
fn unspaced(tongue: &Tongue, prompt: &str) -> Said {
    let named = tongue.nouns.iter().filter(|(name, ..)| prompt.contains(name));
    let found = named.max_by_key(|(name, _, weight)| (*weight, name.len()));
    let mut cuts: Vec<&str> = tongue.asks.to_vec();
    cuts.extend(found.map(|(name, ..)| *name));
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.len()));
    let mut rest = prompt.to_owned();
    for cut in cuts {
        rest = rest.replace(cut, "\n");
    }
    let edge = |c: char| {
        c.is_whitespace()
            || c.is_ascii_punctuation()
            || "、。，！？：；「」『』".contains(c)
            || tongue.small.iter().any(|small| small.starts_with(c))
    };
    let pieces =
        rest.split(['\n', '、', '。', '，', ',', '.', '！', '!']).map(|piece| piece.trim_matches(edge));
    let subject = pieces.filter(|piece| piece.chars().any(char::is_alphabetic)).map(str::to_owned).next();
    Said { intent: found.map(|(_, intent, _)| *intent), subject }
}
