//! How a document writes its captions: style, label, number, and what stands between them, read off the captions it
//! has.

use super::blocks::{Block, Kind};
use super::scan::keyword;
use super::styles::Styles;
use super::typed::Typed;
use crate::documents::markup::tree::{Element, Node};
use crate::scene::Language;

/// The words before a caption's number, where it is typed by hand.
pub(super) const LABELS: [&str; 9] = ["그림", "사진", "도표", "figure", "fig.", "fig", "図", "图", "圖"];

/// How a document writes its captions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Conventions {
    /// The paragraph whose caption is the example, by its number in the part.
    pub example: Option<usize>,
    /// The name of the sequence that numbers pictures.
    pub sequence: Option<String>,
    /// What stands between the number and the words.
    pub separator: String,
    /// Whether captions stand above their pictures.
    pub is_above: bool,
    /// Whether captions have numbers typed by hand.
    pub is_typed: bool,
    /// How they are typed, where new ones can be numbered on.
    pub typed: Option<Typed>,
}

/// A `SEQ` field's instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    pub name: String,
    /// `\r`: starts again at this number.
    pub reset: Option<usize>,
    /// `\s`: starts again after every heading of this level, from 1.
    pub level: Option<u8>,
    /// `\c`: repeats the number before.
    pub repeats: bool,
    /// Whether its number is written in plain digits.
    pub is_arabic: bool,
}

impl Sequence {
    /// Reads an instruction; `None` when it is no `SEQ` (ECMA-376 part 1, 17.16.5.56).
    pub fn read(instruction: &str) -> Option<Self> {
        if keyword(instruction) != "SEQ" {
            return None;
        }
        let mut words = instruction.split_whitespace().skip(1);
        let name = words.next()?.trim_matches('"').to_owned();
        let mut sequence = Self { name, reset: None, level: None, repeats: false, is_arabic: true };
        while let Some(word) = words.next() {
            match word.to_ascii_lowercase().as_str() {
                "\\r" => sequence.reset = words.next().and_then(|number| number.parse().ok()),
                "\\s" => sequence.level = words.next().and_then(|level| level.parse().ok()),
                "\\c" => sequence.repeats = true,
                "\\*" => {
                    let format = words.next().unwrap_or_default().to_ascii_uppercase();
                    sequence.is_arabic &= matches!(format.as_str(), "ARABIC" | "MERGEFORMAT" | "CHARFORMAT");
                }
                _ => {}
            }
        }
        Some(sequence)
    }

    /// The number after `count`.
    pub fn next(&self, count: usize) -> usize {
        if self.repeats { count } else { self.reset.unwrap_or(count + 1) }
    }
}

/// What a caption stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    PictureAbove,
    PictureBelow,
    Other,
}

impl Conventions {
    /// Reads them off the blocks' captions: those of pictures first, else any caption for its looks.
    pub fn read(blocks: &[Block], body: &Element<'_>, styles: &Styles) -> Self {
        let captions: Vec<(usize, Beside)> = (0..blocks.len())
            .filter(|&at| blocks[at].kind == Kind::Caption)
            .map(|at| (at, beside(blocks, at)))
            .collect();
        let of_pictures = captions.iter().filter(|(_, beside)| *beside != Beside::Other);
        let above = of_pictures.clone().filter(|(_, beside)| *beside == Beside::PictureBelow).count();
        let numbered = |at: usize| blocks[at].instructions.iter().find_map(|text| Sequence::read(text));
        let named = |at: &usize| numbered(*at).is_some_and(|found| is_for_pictures(&found.name));
        let own = of_pictures.clone().map(|(at, _)| *at).find(|at| numbered(*at).is_some());
        let own = own.or_else(|| captions.iter().map(|(at, _)| *at).find(named));
        let typed = captions
            .iter()
            .map(|(at, _)| *at)
            .find(|at| is_typed(&blocks[*at].text) && numbered(*at).is_none());
        let contents = || blocks.iter().filter(|block| block.kind == Kind::Contents);
        let listed = contents().map(|block| block.index).collect();
        let form = if own.is_none() { Typed::read(body, styles, &listed) } else { None };
        // Numbers that a list gives away are taken, wherever their captions are: in pictures, perhaps.
        let lists = contents().any(|block| is_typed(&block.text));
        let example = own.or(typed).or(captions.first().map(|(at, _)| *at));
        Self {
            example: example.map(|at| blocks[at].paragraph),
            sequence: own.and_then(numbered).map(|found| found.name),
            separator: example.and_then(|at| separator(body, &blocks[at])).unwrap_or_else(|| ". ".to_owned()),
            is_above: above * 2 > of_pictures.count(),
            is_typed: own.is_none() && (typed.is_some() || form.is_some() || lists),
            typed: form,
        }
    }
}

fn beside(blocks: &[Block], at: usize) -> Beside {
    let has_picture = |block: Option<&Block>| block.is_some_and(|block| block.has_picture);
    if blocks[at].has_picture || has_picture(at.checked_sub(1).and_then(|before| blocks.get(before))) {
        return Beside::PictureAbove;
    }
    if has_picture(blocks.get(at + 1)) { Beside::PictureBelow } else { Beside::Other }
}

fn is_for_pictures(sequence: &str) -> bool {
    let sequence = sequence.to_lowercase();
    LABELS.iter().any(|label| sequence == *label) || sequence == "abbildung" || sequence == "picture"
}

/// `그림 3. …` or `Figure 2: …`, whether or not a field wrote the number.
pub(super) fn is_typed(text: &str) -> bool {
    let text = text.trim_start_matches(['<', '[', '(', '〈']).to_lowercase();
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|next: char| next.is_ascii_digit()))
}

/// What stands between the number and the words of a caption.
fn separator(body: &Element<'_>, block: &Block) -> Option<String> {
    let paragraph = body.children.get(block.index).and_then(Node::element)?;
    let words = after_number(paragraph)?;
    let end = words.find(char::is_alphanumeric)?;
    Some(words[..end].to_owned()).filter(|separator| !separator.is_empty() && separator.chars().count() <= 4)
}

/// The text of a caption after its `SEQ` field.
fn after_number(paragraph: &Element<'_>) -> Option<String> {
    let end = end_of_number(paragraph)?;
    let mut words = String::new();
    for node in &paragraph.children[end..] {
        node.element().into_iter().for_each(|element| texts(element, &mut words));
    }
    Some(words)
}

fn texts(element: &Element<'_>, words: &mut String) {
    match element.local() {
        "t" => words.push_str(&element.own_text()),
        "tab" => words.push('\t'),
        _ => element.elements().for_each(|child| texts(child, words)),
    }
}

/// Where the children of a caption go on after its `SEQ` field; `None` when the field is not plainly among them.
pub(super) fn end_of_number(paragraph: &Element<'_>) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_sequence = false;
    for (at, node) in paragraph.children.iter().enumerate() {
        let Some(element) = node.element() else { continue };
        if element.local() == "fldSimple"
            && element.attribute("instr").is_some_and(|text| keyword(&text) == "SEQ")
        {
            return Some(at + 1);
        }
        for child in element.elements() {
            match (child.local(), child.attribute("fldCharType").as_deref()) {
                ("fldChar", Some("begin")) => depth += 1,
                ("fldChar", Some("end")) => depth = depth.saturating_sub(1),
                ("instrText", _) => is_sequence |= keyword(&child.own_text()) == "SEQ",
                _ => {}
            }
        }
        if is_sequence && depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The label and sequence name where a document has no captions yet.
pub(super) fn label(language: Language) -> &'static str {
    match language {
        Language::Korean => "그림",
        Language::English => "Figure",
        Language::Japanese => "図",
        Language::Chinese => "图",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_read() {
        let check = |text: &str, expected: Option<(&str, usize, bool)>| {
            let found = Sequence::read(text);
            let found = found.as_ref().map(|found| (found.name.as_str(), found.next(3), found.is_arabic));
            assert_eq!(found, expected, "{text}");
        };
        check(" SEQ 그림 \\* ARABIC ", Some(("그림", 4, true)));
        check("seq \"Figure\" \\* roman \\r 7", Some(("Figure", 7, false)));
        check(" SEQ Figure \\c", Some(("Figure", 3, true)));
        check("REF _Ref1 \\h", None);
        check("SEQ", None);
        assert_eq!(Sequence::read("SEQ 그림 \\* ARABIC \\s 1").unwrap().level, Some(1));
    }

    #[test]
    fn typed_captions_are_known() {
        let check = |text, expected| assert_eq!(is_typed(text), expected, "{text}");
        check("그림 3. 매출 추이", true);
        check("<그림 2> 조직도", true);
        check("Figure 12: Sales", true);
        check("그림을 보면 3분기", false);
        check("표 1. 예산", false);
    }
}
