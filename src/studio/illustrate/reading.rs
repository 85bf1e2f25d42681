//! What a section is about: its words against those of the [`SUBJECTS`].

use super::subjects::{SUBJECTS, Subject};
use super::words::Word;
use crate::documents::illustrate::Section;

/// What a word in the heading weighs against one in the text.
const HEADING: f64 = 8.0;
/// What a word in a heading above weighs.
const ABOVE: f64 = 3.0;
/// What a heading's head weighs more: "Energy and travel" is about energy first, "Launch schedule" about a schedule.
const HEAD: f64 = 2.0;
/// Where one of these stands in a heading, its first word is the head; else, in both languages, the last.
const JOINTS: [&str; 11] = [" and ", ", ", " & ", " of ", " in ", " for ", " to ", " 및 ", "와 ", "과 ", "·"];
/// What a word of all kinds of texts weighs against one that tells.
const WEAK: f64 = 0.4;
/// One word counts at most so often: a table of one word is no proof.
const MOST: usize = 4;
/// A scene carries a wide picture better than one object.
const SCENE: f64 = 1.1;
/// Below this a short section only mentions the subject.
const LEAST: f64 = 2.0;
/// Of so much text (500 English letters) one word more must tell: long texts mention many things.
const TEXT_PER_WORD: f64 = 1_000.0;

/// A subject found in a section, and how surely.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub subject: &'static Subject,
    pub score: f64,
    /// The word that told most, as the section writes it.
    pub word: String,
    /// Whether the section's own heading names it.
    pub is_named: bool,
}

/// A word of a subject where it stands, in bytes.
struct Hit {
    subject: usize,
    word: Word,
    range: std::ops::Range<usize>,
}

/// The subjects of a section, surest first.
pub(super) fn subjects(section: &Section) -> Vec<Found> {
    let heading = section.heading.to_lowercase();
    let above = section.above.join("\n").to_lowercase();
    let text = section.text.to_lowercase();
    let [named, under, told] = [&heading, &above, &text].map(|text| hits(text));
    let least = LEAST + section.weight as f64 / TEXT_PER_WORD;
    let mut found: Vec<Found> = SUBJECTS
        .iter()
        .enumerate()
        .filter_map(|(number, subject)| {
            let mut tally = Tally::default();
            tally.named(&named, number, &heading, HEADING);
            let is_named = tally.score > 0.0;
            tally.named(&under, number, &above, ABOVE);
            tally.told(&told, number, &text);
            let score = if subject.is_object { tally.score } else { tally.score * SCENE };
            let is_sure = score >= if is_named { LEAST } else { least };
            is_sure.then_some(Found { subject, score, word: tally.word, is_named })
        })
        .collect();
    found.sort_by(|one, two| two.score.total_cmp(&one.score));
    found
}

/// What speaks for a subject, and the word that says most.
#[derive(Default)]
struct Tally {
    score: f64,
    best: f64,
    word: String,
}

impl Tally {
    fn add(&mut self, score: f64, word: &str) {
        self.score += score;
        if score > self.best {
            (self.best, self.word) = (score, word.to_owned());
        }
    }

    /// Words in a heading: each once.
    fn named(&mut self, hits: &[Hit], subject: usize, text: &str, weight: f64) {
        let starts = hits.iter().map(|hit| hit.range.start);
        let is_joined = JOINTS.iter().any(|joint| text.contains(joint));
        let head = if is_joined { starts.min() } else { starts.max() };
        let mut seen: Vec<Word> = Vec::new();
        for hit in hits.iter().filter(|hit| hit.subject == subject) {
            if !seen.contains(&hit.word) {
                seen.push(hit.word);
                let bonus = if head == Some(hit.range.start) { HEAD } else { 0.0 };
                self.add(weight * strength(hit.word) + bonus, &text[hit.range.clone()]);
            }
        }
    }

    /// Words in the text: the more often the more, but ever less.
    fn told(&mut self, hits: &[Hit], subject: usize, text: &str) {
        let own: Vec<&Hit> = hits.iter().filter(|hit| hit.subject == subject).collect();
        for (at, hit) in own.iter().enumerate() {
            if own[..at].iter().all(|other| other.word != hit.word) {
                let often = own.iter().filter(|other| other.word == hit.word).count().min(MOST) as f64;
                self.add(often.sqrt() * strength(hit.word), &text[hit.range.clone()]);
            }
        }
    }
}

fn strength(word: Word) -> f64 {
    if word.is_weak { WEAK } else { 1.0 }
}

/// Every word of every subject in a lower-case text that no longer word covers: "customer support" is not about
/// customers.
fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (subject, words) in SUBJECTS.iter().enumerate() {
        for word in words.words.split(", ").map(Word::read) {
            hits.extend(word.places(text).map(|range| Hit { subject, word, range }));
        }
    }
    let mut longest = vec![0; text.len()];
    for hit in &hits {
        for reach in &mut longest[hit.range.clone()] {
            *reach = hit.range.len().max(*reach);
        }
    }
    hits.retain(|hit| longest[hit.range.clone()].iter().all(|reach| *reach <= hit.range.len()));
    hits
}

/// Why a section is none for a picture, whatever it is about.
pub(super) fn unfit(section: &Section) -> Option<&'static str> {
    if section.is_contents {
        return Some(UNFIT[0].0);
    }
    let headings = || std::iter::once(&section.heading).chain(&section.above);
    let says = |text: &str, words: &'static str| {
        let text = text.to_lowercase();
        words.split(", ").any(|word| match word.strip_prefix('=') {
            Some(whole) => super::wording::bare(&text) == whole,
            None => Word::read(word).places(&text).next().is_some(),
        })
    };
    let unfit = UNFIT.iter().find(|(_, words)| headings().any(|heading| says(heading, words)));
    unfit
        .map(|(reason, _)| *reason)
        .or(says(&section.text, GRAVE).then_some(UNSUITABLE))
        .or(section.has_picture.then_some("it has a picture already"))
        .or(section.is_table.then_some("a table says it"))
}

const UNSUITABLE: &str = "a picture would not suit its subject";

/// Beside a text with these words a cheerful picture would hurt.
const GRAVE: &str = "사망, 숨졌, 순직, 자살, 희생자, 유가족, fatalit*, died, killed, suicide, bereave*";

/// Why sections with these words in their headings get no picture; words parted by `, `, and `=` before one that must be
/// the whole heading.
const UNFIT: &[(&str, &str)] = &[
    (
        "it is a table of contents",
        "목차, =차례, =contents, table of contents, list of figures, list of tables",
    ),
    (
        "it lists references",
        "참고문헌, 참고 문헌, 참고자료, 참고 자료, =출처, =references, bibliography, works cited, =sources",
    ),
    (
        "it is an appendix",
        "부록, 별첨, 별지, 붙임, =첨부, =용어, 용어 정의, 색인, 약어, appendix, appendices, annex, glossary, =index",
    ),
    (
        "it is for signatures or the document's history",
        "서명, 결재, 날인, 작성자, 문서 이력, signature, =approvals, sign-off, revision history, document history",
    ),
    (
        "it is a legal or formal text",
        "면책, 법적 고지, 약관, 저작권, 개인정보 처리방침, 감사의 글, disclaimer, legal notice, terms and conditions, \
         copyright, confidentiality, acknowledgement, acknowledgment",
    ),
    (
        UNSUITABLE,
        "부고, 사망, 추모, 징계, 해고, 구조조정, 희망퇴직, 감원, 파산, 소송, 성희롱, 괴롭힘, 횡령, 사고 경위, 중대재해, 자살, \
         참사, obituar*, death, fatalit*, dismissal, layoff, lay-off, job cut, redundancies, insolvency, bankrupt*, \
         litigation, lawsuit, harassment, misconduct, suicide, casualty, casualties, accident, injury, injuries",
    ),
];

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
