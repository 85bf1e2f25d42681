//! When, where and who: in lines, in columns under rules, or in one line.

use kurbo::Rect;

use super::{Block, Look};
use crate::art::copy::{Copy, Fact};
use crate::art::ink::Inks;
use crate::art::scale::Scale;
use crate::art::setter::{Misfit, Setter};
use crate::art::wording;
use crate::scene::{Align, Anchor, Paragraph, Role, TextBox, Typeface};

/// Facts above this multiple of the least type are large, and how much smaller ordinary ones are.
const LARGE: f64 = 2.4;
const ORDINARY: f64 = 0.85;

/// How the facts are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::art) enum FactsStyle {
    /// One under the other, the day largest.
    Lines,
    /// Side by side on a grid, each under a rule with a small label.
    Columns,
    /// Side by side in one line.
    Row,
}

/// What facts are set with.
#[derive(Clone, Copy)]
pub(in crate::art) struct FactsLook<'a> {
    pub scale: &'a Scale,
    pub inks: Inks,
    pub align: Align,
    pub typeface: Typeface,
}

/// The facts of `copy` within `width`; `None` when there are none. Columns and rows that are too narrow become lines.
pub(in crate::art) fn facts(
    setter: &Setter<'_>,
    copy: &Copy,
    style: FactsStyle,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Option<Block>, Misfit> {
    if copy.facts.is_empty() {
        return Ok(None);
    }
    let first = match style {
        FactsStyle::Lines => return lines(setter, copy, look, width),
        FactsStyle::Columns => columns(setter, copy, look, width),
        FactsStyle::Row => row(setter, copy, look, width),
    };
    match first {
        Err(Misfit::Room(_)) => lines(setter, copy, look, width),
        other => other,
    }
}

fn lines(setter: &Setter<'_>, copy: &Copy, look: FactsLook<'_>, width: f64) -> Result<Option<Block>, Misfit> {
    let mut parts = Vec::new();
    for (index, fact) in copy.facts.iter().enumerate() {
        let (size, weight, colour) = match fact.role {
            Role::Host if copy.labelled => (look.scale.body, 400, look.inks.quiet),
            Role::Host => (look.scale.lead, 400, look.inks.strong),
            _ if index == 0 => (look.scale.large, 700, look.inks.strong),
            _ => (look.scale.lead, 400, look.inks.strong),
        };
        let style = Look { typeface: look.typeface, size, weight, colour, align: look.align };
        let words = in_lines(setter, copy, fact, &style, width)?;
        let paragraphs = words.iter().map(|words| style.paragraph(words)).collect();
        let distance = look.scale.lead * if fact.role == Role::Host { 0.85 } else { 0.62 };
        parts.push((distance, Block::text(setter, fact.role, paragraphs, width)?));
    }
    Ok(Block::stack(parts))
}

/// The lines of a fact: one when it fits, else one for each part. A day never breaks inside.
fn in_lines(
    setter: &Setter<'_>,
    copy: &Copy,
    fact: &Fact,
    style: &Look,
    width: f64,
) -> Result<Vec<String>, Misfit> {
    let one = fact.line(copy.language);
    let one =
        if copy.labelled && fact.role == Role::Host { wording::hosted(&one, copy.language) } else { one };
    if natural_width(setter, style, &one)? <= width || fact.parts.len() == 1 && fact.role != Role::Date {
        return Ok(vec![one]);
    }
    for part in &fact.parts {
        if natural_width(setter, style, part)? > width {
            return Err(Misfit::Room(format!("“{part}” in one line")));
        }
    }
    Ok(fact.parts.clone())
}

fn columns(
    setter: &Setter<'_>,
    copy: &Copy,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Option<Block>, Misfit> {
    if copy.facts.len() < 2 || !copy.labelled {
        return lines(setter, copy, look, width);
    }
    let gutter = look.scale.body * 1.4;
    let natural = copy
        .facts
        .iter()
        .map(|fact| column_width(setter, copy, fact, look))
        .collect::<Result<Vec<_>, _>>()?;
    let count = natural.len() as f64;
    let room = width - gutter * (count - 1.0);
    let spare = room - natural.iter().sum::<f64>();
    let even = natural.iter().all(|natural| *natural <= room / count);
    if !even && look.scale.lead > look.scale.least * LARGE {
        // Even columns in ordinary type before uneven ones in large.
        let scale = look.scale.smaller(ORDINARY);
        return columns(setter, copy, FactsLook { scale: &scale, ..look }, width);
    }
    if spare < 0.0 {
        return Err(Misfit::Room("the facts are too wide for columns".to_owned()));
    }
    let mut x = 0.0;
    let mut parts = Vec::new();
    for (fact, natural) in copy.facts.iter().zip(natural) {
        let column = if even { room / count } else { natural + spare / count };
        parts.push((x, ruled(setter, copy, fact, look, column)?));
        x += column + gutter;
    }
    Ok(Block::beside(parts))
}

fn label_and_value(look: FactsLook<'_>) -> (Look, Look) {
    let (typeface, align) = (look.typeface, Align::Start);
    let label = Look { typeface, size: look.scale.note, weight: 400, colour: look.inks.quiet, align };
    (label, Look { size: look.scale.lead, weight: 700, colour: look.inks.strong, ..label })
}

/// The width a column needs so that no line of it breaks.
fn column_width(setter: &Setter<'_>, copy: &Copy, fact: &Fact, look: FactsLook<'_>) -> Result<f64, Misfit> {
    let (label, value) = label_and_value(look);
    let mut widest = natural_width(setter, &label, wording::label(fact.label, copy.language))?;
    for part in &fact.parts {
        widest = widest.max(natural_width(setter, &value, part)?);
    }
    Ok(widest + 1.0)
}

/// A fact under a rule: label, then what it is.
fn ruled(
    setter: &Setter<'_>,
    copy: &Copy,
    fact: &Fact,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Block, Misfit> {
    let rule = Block::shape(Rect::new(0.0, 0.0, width, look.scale.body * 0.11), look.inks.strong);
    let (label, value) = label_and_value(look);
    let name = wording::label(fact.label, copy.language);
    let mut paragraphs = vec![Paragraph { space_after: look.scale.note * 0.3, ..label.paragraph(name) }];
    paragraphs.extend(fact.parts.iter().map(|part| value.paragraph(part)));
    let text = Block::text(setter, fact.role, paragraphs, width)?;
    let parts = vec![(0.0, rule), (look.scale.body * 0.75, text)];
    Block::stack(parts).ok_or_else(|| Misfit::Room("no column".to_owned()))
}

fn row(setter: &Setter<'_>, copy: &Copy, look: FactsLook<'_>, width: f64) -> Result<Option<Block>, Misfit> {
    let gap = look.scale.lead * 1.9;
    let mut x = 0.0;
    let mut parts: Vec<(f64, Block)> = Vec::new();
    for (index, fact) in copy.facts.iter().enumerate() {
        let weight = if index == 0 { 700 } else { 400 };
        let colour = if fact.role == Role::Host { look.inks.quiet } else { look.inks.strong };
        let style =
            Look { typeface: look.typeface, size: look.scale.lead, weight, colour, align: Align::Start };
        let words = fact.line(copy.language);
        let natural = natural_width(setter, &style, &words)?;
        if index > 0 {
            let height = look.scale.lead;
            let rule = Rect::new(0.0, height * 0.2, height * 0.07, height * 1.25);
            parts.push((x - gap / 2.0, Block::shape(rule, look.inks.strong).with_air_above(height * 0.2)));
        }
        let room = natural * 1.02 + 0.5;
        parts.push((x, Block::text(setter, fact.role, vec![style.paragraph(words)], room)?));
        x += room + gap;
    }
    let used = x - gap;
    if used > width {
        return Err(Misfit::Room("the facts are too wide for one line".to_owned()));
    }
    let left = match look.align {
        Align::Start => 0.0,
        Align::Centre => (width - used) / 2.0,
        Align::End => width - used,
    };
    Ok(Block::beside(parts.into_iter().map(|(x, block)| (x + left, block)).collect()))
}

pub(super) fn natural_width(setter: &Setter<'_>, style: &Look, words: &str) -> Result<f64, Misfit> {
    let style = Look { align: Align::Start, ..*style };
    let text = TextBox {
        role: Role::Body,
        bounds: Rect::new(0.0, 0.0, 1e6, 1e6),
        anchor: Anchor::Top,
        paragraphs: vec![style.paragraph(words)],
    };
    Ok(setter.set(&text)?.bounds.width())
}
