//! The words of a document without its marks, and what they tell of its language.

use super::{Block, Span, Words};
use crate::scene::Language;

/// The words alone.
pub(in crate::documents::report) fn plain(spans: &[Span]) -> String {
    let words = spans.iter().map(|span| match span {
        Span::Words(words) => words.text.as_str(),
        Span::Break => " ",
        Span::Note(_) => "",
    });
    words.collect()
}

/// Words without any marks.
pub(in crate::documents::report) fn words(text: impl Into<String>) -> Vec<Span> {
    vec![Span::Words(Words { text: text.into(), ..Words::default() })]
}

/// The words of blocks, one after the other.
pub(super) fn plain_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(_, spans) | Block::Paragraph(spans) => text.push_str(&plain(spans)),
            Block::List(list) => list.items.iter().for_each(|item| plain_blocks(&item.blocks, text)),
            Block::Quote(blocks) => plain_blocks(blocks, text),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| text.push_str(&plain(cell)));
            }
            _ => {}
        }
    }
}

/// Korean where a fifth of the letters are Hangul: Korean texts are full of Latin names and numbers.
pub(in crate::documents::report) fn language_of(text: &str) -> Language {
    let (mut hangul, mut kana, mut han, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| character.is_alphabetic()).take(20_000) {
        all += 1;
        match character {
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    let share = |count: usize| count * 5 >= all && count > 0;
    match () {
        () if share(hangul) => Language::Korean,
        () if share(kana) => Language::Japanese,
        () if share(han) => Language::Chinese,
        () => Language::English,
    }
}

/// Whether the first letter that has a direction is of Hebrew or Arabic (Unicode bidi rule P2, by blocks).
pub(in crate::documents::report) fn is_right_to_left(text: &str) -> bool {
    let is_rtl = |character: char| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    text.chars().find(|character| character.is_alphabetic()).is_some_and(is_rtl)
}
