//! Further lines as a picture of their order: along a line with dots, or as numbered cards.

use kurbo::{Circle, Rect, Vec2};

use super::agenda::{agenda, split_time};
use super::facts::FactsLook;
use super::{Block, Look};
use crate::art::copy::{Copy, MAX_LINES};
use crate::art::setter::{Misfit, Setter};
use crate::scene::{Align, Item, Role, Shape};

/// Stops stand side by side only with this many ems of room each; else they stand below each other.
const STOP: f64 = 7.5;
/// An agenda's usual type as a multiple of the least: larger type makes way for an order that can be seen.
const USUAL: f64 = 1.6;
/// Stops and cards take so many lines, as long as smaller type can make fewer of them.
const LINES: usize = 2;
/// A card is at least this high for its width.
const CARD: f64 = 0.62;
/// The most stops side by side.
const ACROSS: usize = 6;

/// The lines of `copy` along a line: from left to right where there is room, else from top to bottom.
pub(in crate::art) fn timeline(
    setter: &Setter<'_>,
    copy: &Copy,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Option<Block>, Misfit> {
    if copy.lines.len() < 2 || copy.lines.len() > MAX_LINES {
        return agenda(setter, copy, look, width);
    }
    let share = width / copy.lines.len() as f64;
    let crowded = share <= look.scale.list * STOP;
    if copy.lines.len() <= ACROSS && crowded && share > look.scale.least * USUAL * STOP {
        return Err(Misfit::Room("the stops stand side by side in smaller type".to_owned()));
    }
    if copy.lines.len() <= ACROSS && share > look.scale.list * STOP {
        return across(setter, copy, look, width).map(Some);
    }
    down(setter, copy, look, width).map(Some)
}

/// The lines of `copy` as numbered cards from left to right; a list where there is no room.
pub(in crate::art) fn steps(
    setter: &Setter<'_>,
    copy: &Copy,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Option<Block>, Misfit> {
    let count = copy.lines.len();
    let gap = look.scale.list * 0.9;
    let card = (width - gap * (count.max(1) as f64 - 1.0)) / count.max(1) as f64;
    let crowded = card < look.scale.list * STOP;
    if (2..=ACROSS).contains(&count) && crowded && card > look.scale.least * USUAL * STOP {
        return Err(Misfit::Room("the cards stand side by side in smaller type".to_owned()));
    }
    if !(2..=ACROSS).contains(&count) || crowded {
        return agenda(setter, copy, look, width);
    }
    let padding = look.scale.list * 0.8;
    let mut cards = Vec::new();
    for (index, line) in copy.lines.iter().enumerate() {
        let (number, text) = match split_time(line) {
            ("", text) => (format!("{}", index + 1), text),
            (time, text) => (time.trim().to_owned(), text),
        };
        let parts = vec![
            (0.0, words(setter, look, &number, true, card - 2.0 * padding)?),
            (look.scale.list * 0.7, few_lines(setter, look, text, card - 2.0 * padding)?),
        ];
        cards.extend(Block::stack(parts));
    }
    let deepest = cards.iter().map(|card| card.size.height).fold(0.0, f64::max) + 2.0 * padding;
    let deepest = deepest.max(card * CARD);
    let cards = cards.into_iter().enumerate().map(|(index, block)| {
        let ground = Rect::new(0.0, 0.0, card, deepest);
        let edge = Rect::new(0.0, 0.0, card, look.scale.body * 0.16);
        let mut card_block = Block::shape(ground, look.inks.panel);
        card_block.items.push(Item::Shape(Shape::filled(edge, look.inks.accent)));
        card_block.items.extend(block.moved(Vec2::new(padding, padding)).items);
        (index as f64 * (card + gap), card_block)
    });
    Ok(Block::beside(cards.collect()))
}

fn words(
    setter: &Setter<'_>,
    look: FactsLook<'_>,
    text: &str,
    strong: bool,
    width: f64,
) -> Result<Block, Misfit> {
    let style = Look {
        typeface: look.typeface,
        size: if strong { look.scale.large.max(look.scale.list) } else { look.scale.list },
        weight: if strong { 700 } else { 400 },
        colour: if strong { look.inks.accent } else { look.inks.strong },
        align: Align::Start,
    };
    let role = if strong { Role::Note } else { Role::Body };
    Block::text(setter, role, vec![style.paragraph(text)], width)
}

/// A stop's words, in few lines or in none.
fn few_lines(setter: &Setter<'_>, look: FactsLook<'_>, text: &str, width: f64) -> Result<Block, Misfit> {
    let block = words(setter, look, text, false, width)?;
    let lines = (block.size.height / look.scale.list / 1.42).round() as usize;
    if lines > LINES && look.scale.list > look.scale.least * USUAL {
        return Err(Misfit::Room(format!("“{text}” takes {lines} lines")));
    }
    Ok(block)
}

fn across(setter: &Setter<'_>, copy: &Copy, look: FactsLook<'_>, width: f64) -> Result<Block, Misfit> {
    let count = copy.lines.len() as f64;
    let gutter = look.scale.list * 1.2;
    let column = (width - gutter * (count - 1.0)) / count;
    let radius = look.scale.list * 0.34;
    let mut stops = Vec::new();
    for (index, line) in copy.lines.iter().enumerate() {
        let x = index as f64 * (column + gutter);
        let (time, text) = split_time(line);
        let mut parts = vec![(0.0, dot(radius, look))];
        if !time.is_empty() {
            parts.push((look.scale.list * 0.9, words(setter, look, time.trim(), true, column)?));
        }
        parts.push((look.scale.list * 0.7, few_lines(setter, look, text, column)?));
        stops.extend(Block::stack(parts).map(|block| (x, block)));
    }
    let mut block = Block::beside(stops).ok_or_else(|| Misfit::Room("no stops".to_owned()))?;
    let thick = look.scale.body * 0.09;
    let line = Rect::new(0.0, radius - thick / 2.0, width, radius + thick / 2.0);
    block.items.insert(0, Item::Shape(Shape::filled(line, look.inks.rule)));
    Ok(block)
}

fn down(setter: &Setter<'_>, copy: &Copy, look: FactsLook<'_>, width: f64) -> Result<Block, Misfit> {
    let radius = look.scale.list * 0.26;
    let size = look.scale.list;
    let style =
        Look { typeface: look.typeface, size, weight: 700, colour: look.inks.accent, align: Align::Start };
    let mut widest: f64 = 0.0;
    for line in &copy.lines {
        let time = split_time(line).0.trim();
        if !time.is_empty() {
            widest = widest.max(super::facts::natural_width(setter, &style, time)?);
        }
    }
    let left = radius * 2.0 + size * 0.9;
    let texts = if widest > 0.0 { left + widest + size * 0.9 } else { left };
    let mut rows = Vec::new();
    for line in &copy.lines {
        let (time, text) = split_time(line);
        let mut parts = vec![(texts, words(setter, look, text, false, width - texts)?)];
        if !time.is_empty() {
            let mut text_look =
                Block::text(setter, Role::Note, vec![style.paragraph(time.trim())], widest * 1.02 + 1.0)?;
            text_look.air = parts[0].1.air;
            parts.insert(0, (left, text_look));
        }
        rows.extend(Block::beside(parts).map(|row| (size * 0.85, row)));
    }
    let mut tops = Vec::new();
    let mut whole: Option<Block> = None;
    for (gap, row) in rows {
        let height = row.size.height;
        whole = Block::stack(whole.map(|block| (0.0, block)).into_iter().chain([(gap, row)]).collect());
        let bottom = whole.as_ref().map_or(0.0, |block| block.size.height);
        tops.push(bottom - height + size * 0.72);
    }
    let mut block = whole.ok_or_else(|| Misfit::Room("no stops".to_owned()))?;
    let thick = look.scale.body * 0.09;
    if let (Some(first), Some(last)) = (tops.first(), tops.last()) {
        let line = Rect::new(radius - thick / 2.0, *first, radius + thick / 2.0, *last);
        block.items.insert(0, Item::Shape(Shape::filled(line, look.inks.rule)));
    }
    let dots =
        tops.iter().map(|y| Item::Shape(Shape::filled(Circle::new((radius, *y), radius), look.inks.accent)));
    block.items.extend(dots);
    Ok(block)
}

fn dot(radius: f64, look: FactsLook<'_>) -> Block {
    let mut block = Block::shape(Rect::new(0.0, 0.0, radius * 2.0, radius * 2.0), look.inks.accent);
    block.items = vec![Item::Shape(Shape::filled(Circle::new((radius, radius), radius), look.inks.accent))];
    block
}
