//! What stands in a text for the document as a whole: its title, and the captions of its tables.

use super::model::{Block, Head, Span, Words, plain};

/// The first heading is the title when nothing else says one: alone at its level, it and no other. The headings below
/// it move up, so that levels begin at 1.
pub(super) fn title(head: &mut Head, blocks: &mut Vec<Block>) {
    let highest = |blocks: &[Block]| blocks.iter().filter_map(level).min();
    let first = blocks.first().and_then(level);
    if head.title.is_empty() && first.is_some() && first == highest(blocks) {
        let alone = blocks.iter().filter(|block| level(block) == first).count() == 1;
        if alone && let Block::Heading(_, spans) = blocks.remove(0) {
            head.title = plain(&spans);
        }
    }
    let up = highest(blocks).map_or(0, |highest| highest - 1);
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level = (*level - up).min(4);
        }
    }
}

fn level(block: &Block) -> Option<u8> {
    match block {
        Block::Heading(level, _) => Some(*level),
        _ => None,
    }
}

/// How the paragraph before or after a table begins that is its caption.
const CAPTIONS: [&str; 4] = ["table:", "표:", "표 :", "caption:"];

/// Paragraphs such as "Table: Costs by quarter" beside a table become its caption.
pub(super) fn captions(blocks: &mut Vec<Block>) {
    for at in 0..blocks.len() {
        if !matches!(blocks[at], Block::Table(_)) {
            continue;
        }
        let before = at.checked_sub(1).filter(|before| is_caption(&blocks[*before]));
        let after = Some(at + 1).filter(|after| blocks.get(*after).is_some_and(is_caption));
        let Some(place) = before.or(after) else { continue };
        let caption = std::mem::replace(&mut blocks[place], Block::Paragraph(Vec::new()));
        if let (Block::Table(table), Block::Paragraph(spans)) = (&mut blocks[at], caption) {
            table.caption = without_label(spans);
        }
    }
    blocks.retain(|block| !matches!(block, Block::Paragraph(spans) if spans.is_empty()));
}

fn is_caption(block: &Block) -> bool {
    let Block::Paragraph(spans) = block else { return false };
    let Some(Span::Words(first)) = spans.first() else { return false };
    label(&first.text).is_some()
}

/// How long the label at the beginning is, in bytes.
fn label(text: &str) -> Option<usize> {
    let starts =
        |label: &&&str| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
    CAPTIONS.iter().find(starts).map(|label| label.len())
}

fn without_label(mut spans: Vec<Span>) -> Vec<Span> {
    if let Some(Span::Words(Words { text, .. })) = spans.first_mut()
        && let Some(length) = label(text)
    {
        *text = text[length..].trim_start().to_owned();
    }
    spans
}
