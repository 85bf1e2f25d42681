//! Captions whose numbers are typed by hand, in the text or in a table's cells: new ones are numbered on, those that
//! follow move up, and so do the places in the text that name them ("see Figures 2 and 3").

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::captions::LABELS;
use super::numbers::Number;
use super::styles::Styles;
use crate::documents::markup::tree::{Element, Node};

/// A caption is at most so many characters long; more is a paragraph that begins like one.
const LONGEST: usize = 200;

/// What may stand between two numbers after one label.
const JOINTS: [&str; 9] = [", ", " and ", " & ", "와 ", "과 ", "·", ", and ", " 및 ", " or "];

/// How captions are typed, and which numbers are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// What stands before the number, as in `<그림 `.
    lead: String,
    /// What stands between number and words.
    separator: String,
    /// What closes a caption, as in `]`.
    close: String,
    /// Each caption's number with its place among the body's children.
    captions: Vec<(usize, usize)>,
}

/// A caption's beginning.
struct Start {
    /// Where its digits are, in bytes.
    digits: Range<usize>,
    number: usize,
}

impl Typed {
    /// Reads the captions of a body, but for the lines of lists (by their places among its children); `None` when there
    /// are none, or their numbers do not simply rise.
    pub fn read(body: &Element<'_>, styles: &Styles, listed: &HashSet<usize>) -> Option<Self> {
        let mut typed = Self::default();
        for (child, node) in body.children.iter().enumerate().filter(|(child, _)| !listed.contains(child)) {
            let mut found = Vec::new();
            node.element().into_iter().for_each(|element| paragraphs(element, &mut found));
            for paragraph in found {
                let text = text(paragraph);
                let Some(start) = start(&text).filter(|start| is_caption(paragraph, &text, start, styles))
                else {
                    continue;
                };
                if typed.captions.is_empty() {
                    typed.look(&text, &start);
                }
                typed.captions.push((child, start.number));
            }
        }
        let rises = typed.captions.windows(2).all(|pair| pair[0].1 < pair[1].1);
        (rises && !typed.captions.is_empty()).then_some(typed)
    }

    /// Takes over how a caption is typed.
    fn look(&mut self, text: &str, start: &Start) {
        let rest = &text[start.digits.end..];
        let words = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        self.lead = text[..start.digits.start].to_owned();
        self.separator = rest[..words].to_owned();
        if words == rest.len() || words > 6 {
            self.separator = ". ".to_owned();
        }
        let closer = self.lead.chars().next().and_then(closing);
        let closes =
            closer.filter(|closer| !self.separator.contains(*closer) && text.trim_end().ends_with(*closer));
        self.close = closes.map(String::from).unwrap_or_default();
    }

    /// A new caption up to its words, and what stands behind them.
    pub fn around(&self, number: usize) -> (String, &str) {
        (format!("{}{number}{}", self.lead, self.separator), &self.close)
    }

    /// The numbers of new captions after each of the body's children `after` (ascending).
    pub fn numbers(&self, after: &[usize]) -> Vec<Number> {
        let before = |child: usize| {
            self.captions.iter().rfind(|(place, _)| *place <= child).map_or(0, |(_, number)| *number)
        };
        let own = after.iter().enumerate();
        own.map(|(count, child)| Number { number: before(*child) + count + 1, chapter: 0 }).collect()
    }

    /// The numbers that change when captions come after these children: old to new.
    pub fn moved(&self, after: &[usize]) -> BTreeMap<usize, usize> {
        let shift = |child: usize| after.iter().filter(|place| **place < child).count();
        let all = self.captions.iter().map(|(child, number)| (*number, number + shift(*child)));
        all.filter(|(old, new)| old != new).collect()
    }

    /// Writes the moved numbers, in captions and where the text names them.
    pub fn renumber(&self, body: &mut Element<'_>, after: &[usize]) {
        renumber(body, label(&self.lead).unwrap_or_default(), &self.moved(after));
    }
}

/// Writes moved numbers (old to new) wherever the text gives a figure of that label one, in a caption that is typed or
/// in a sentence. Captions whose numbers are fields are left as they are.
pub(super) fn renumber(body: &mut Element<'_>, label: &str, moved: &BTreeMap<usize, usize>) {
    if moved.is_empty() {
        return;
    }
    let labels: &[&str] = if label == "figure" { &["figure", "fig."] } else { &[label] };
    for node in &mut body.children {
        let Node::Element(element) = node else { continue };
        each_paragraph(element, &mut |paragraph| {
            let text = text(paragraph);
            let found = labels.iter().flat_map(|label| named(&text, label));
            let mut edits: Vec<(Range<usize>, usize)> =
                found.filter_map(|(range, number)| Some((range, *moved.get(&number)?))).collect();
            if !edits.is_empty() && !has_sequence(paragraph) {
                edits.sort_by_key(|(range, _)| range.start);
                rewrite(paragraph, &edits, &mut 0);
            }
        });
    }
}

/// Whether a paragraph that begins like a caption is one: by its style, or by what stands behind the number.
fn is_caption(paragraph: &Element<'_>, text: &str, start: &Start, styles: &Styles) -> bool {
    let style = paragraph.child("pPr").and_then(|properties| properties.child("pStyle")?.attribute("val"));
    let rest = text[start.digits.end..].trim_start_matches(' ');
    let is_parted =
        rest.is_empty() || rest.starts_with(['.', ':', ')', '>', ']', '〉', '-', '–', '—', '\t', '：', '|']);
    let has_field = has_sequence(paragraph);
    !has_field && text.chars().count() <= LONGEST && (is_parted || styles.role(style.as_deref()).is_caption)
}

fn has_sequence(element: &Element<'_>) -> bool {
    element.elements().any(|child| match child.local() {
        "instrText" => super::scan::keyword(&child.own_text()) == "SEQ",
        "fldSimple" => child.attribute("instr").is_some_and(|text| super::scan::keyword(&text) == "SEQ"),
        _ => has_sequence(child),
    })
}

/// The label that a text begins with, brackets aside, in small letters.
fn label(text: &str) -> Option<&'static str> {
    let lower = text.trim_start_matches(['<', '[', '(', '〈']).to_lowercase();
    LABELS.into_iter().find(|label| lower.starts_with(label))
}

fn closing(opening: char) -> Option<char> {
    ["<>", "[]", "()", "〈〉"].iter().find_map(|pair| pair.strip_prefix(opening)?.chars().next())
}

/// `그림 3`, `<Figure 12` at the beginning of a text; `None` for `Figure 2-1` and `Figure 2.1`.
fn start(text: &str) -> Option<Start> {
    let label = label(text)?;
    let open = text.len() - text.trim_start_matches(['<', '[', '(', '〈']).len();
    let after = text.get(open + label.len()..)?;
    let from = text.len() - after.trim_start_matches([' ', '\u{a0}']).len();
    let digits = digits(text, from)?;
    let number = text[digits.clone()].parse().ok()?;
    Some(Start { digits, number })
}

/// The whole number that begins there; `None` when it is one of several parts.
fn digits(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let length = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
    let mut behind = rest[length..].chars();
    let goes_on = matches!(behind.next(), Some('.' | '-' | '–' | '~'))
        && behind.next().is_some_and(|next| next.is_ascii_digit());
    (length > 0 && length <= 4 && !goes_on).then_some(from..from + length)
}

/// Every number that the text gives a figure of that label, with its place in bytes.
fn named(text: &str, label: &str) -> Vec<(Range<usize>, usize)> {
    let lower = text.to_lowercase();
    if label.is_empty() || lower.len() != text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (start, _) in lower.match_indices(label) {
        let is_inside = lower[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let mut rest = start + label.len();
        if lower[rest..].starts_with("s ") {
            rest += 1;
        }
        rest += lower[rest..].len() - lower[rest..].trim_start_matches([' ', '\u{a0}']).len();
        while let Some(digits) = digits(text, rest).filter(|_| !is_inside) {
            rest = digits.end;
            found.extend(text[digits.clone()].parse().ok().map(|number| (digits, number)));
            let joint = JOINTS.iter().find(|joint| {
                text[rest..]
                    .strip_prefix(**joint)
                    .is_some_and(|next| next.starts_with(|next: char| next.is_ascii_digit()))
            });
            rest += joint.map_or(0, |joint| joint.len());
            if joint.is_none() {
                break;
            }
        }
    }
    found
}

fn paragraphs<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    match element.is_paragraph() {
        true => found.push(element),
        false => element.elements().for_each(|child| paragraphs(child, found)),
    }
}

fn each_paragraph<'a>(element: &mut Element<'a>, change: &mut dyn FnMut(&mut Element<'a>)) {
    match element.is_paragraph() {
        true => change(element),
        false => element.elements_mut().for_each(|child| each_paragraph(child, change)),
    }
}

/// What is never read as a paragraph's own text.
fn is_apart(element: &Element<'_>) -> bool {
    matches!(element.local(), "txbxContent" | "Fallback" | "del" | "moveFrom" | "instrText" | "rPr" | "pPr")
}

/// A paragraph's text. Bytes of it are counted alike by [`rewrite`].
fn text(element: &Element<'_>) -> String {
    let mut all = String::new();
    collect(element, &mut all);
    all
}

fn collect(element: &Element<'_>, all: &mut String) {
    match element.local() {
        "t" => all.push_str(&element.own_text()),
        "tab" => all.push('\t'),
        _ => element.elements().filter(|child| !is_apart(child)).for_each(|child| collect(child, all)),
    }
}

/// Writes numbers in place of others. One whose digits lie in several runs is written in the first.
fn rewrite(element: &mut Element<'_>, edits: &[(Range<usize>, usize)], at: &mut usize) {
    match element.local() {
        "tab" => *at += 1,
        "t" => {
            let old = element.own_text();
            let (from, to) = (*at, *at + old.len());
            *at = to;
            let mut new = old.clone();
            for (range, number) in
                edits.iter().rev().filter(|(range, _)| range.start < to && range.end > from)
            {
                let inner = range.start.max(from) - from..range.end.min(to) - from;
                let written = if range.start >= from { number.to_string() } else { String::new() };
                new.replace_range(inner, &written);
            }
            if new != old {
                element.set_own_text(&new);
            }
        }
        _ => element
            .elements_mut()
            .filter(|child| !is_apart(child))
            .for_each(|child| rewrite(child, edits, at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_begin_with_a_label_and_a_number() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(start(text).map(|start| start.number), expected, "{text}");
        };
        check("Figure 12: Sales", Some(12));
        check("<그림 2> 조직도", Some(2));
        check("그림3. 매출", Some(3));
        check("Figure 2-1: Sales", None);
        check("Figure 2.1 Sales", None);
        check("그림을 보면", None);
        check("표 1. 예산", None);
    }

    #[test]
    fn figures_are_named_in_the_text() {
        let check = |text: &str, label: &str, expected: &[usize]| {
            let found: Vec<usize> = named(text, label).into_iter().map(|(_, number)| number).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("as Figure 3 shows (see figures 2 and 4)", "figure", &[3, 2, 4]);
        check("그림 2와 3을 보면, <그림 5>", "그림", &[2, 3, 5]);
        check("Figure 2-1 and configure 3", "figure", &[]);
        check("Figure 3.", "figure", &[3]);
    }

    #[test]
    fn new_captions_are_numbered_on() {
        let typed = Typed { captions: vec![(2, 1), (5, 2), (9, 3)], ..Typed::default() };
        let check = |after: &[usize], expected: &[usize], moved: &[(usize, usize)]| {
            let numbers: Vec<usize> = typed.numbers(after).iter().map(|number| number.number).collect();
            assert_eq!(numbers, expected, "{after:?}");
            assert_eq!(typed.moved(after), moved.iter().copied().collect(), "{after:?}");
        };
        check(&[12], &[4], &[]);
        check(&[0], &[1], &[(1, 2), (2, 3), (3, 4)]);
        check(&[3, 7, 10], &[2, 4, 6], &[(2, 3), (3, 5)]);
    }
}
