//! Further lines as a list: rows under hairlines, times in bold, two columns when there is width.

use kurbo::Rect;

use super::facts::FactsLook;
use super::{Block, Look};
use crate::art::copy::{Copy, MAX_LINES};
use crate::art::setter::{Misfit, Setter};
use crate::scene::{Align, Item, Paragraph, Role, Shape, TextBox};

/// Space below a row, as a share of its type size.
const ROW_GAP: f64 = 0.75;
/// A column of the list wants at least this many ems.
const COLUMN: f64 = 21.0;

/// The agenda of `copy` within `width`; `None` when there is none.
pub(in crate::art) fn agenda(
    setter: &Setter<'_>,
    copy: &Copy,
    look: FactsLook<'_>,
    width: f64,
) -> Result<Option<Block>, Misfit> {
    if copy.lines.len() > MAX_LINES {
        return Err(Misfit::Room(format!("{} lines; at most {MAX_LINES} are laid out", copy.lines.len())));
    }
    if copy.lines.is_empty() {
        return Ok(None);
    }
    let gutter = look.scale.list * 2.0;
    let half = (width - gutter) / 2.0;
    if copy.lines.len() < 4 || half < look.scale.list * COLUMN {
        return list(setter, &copy.lines, look, width).map(Some);
    }
    let (left, right) = copy.lines.split_at(copy.lines.len().div_ceil(2));
    let left = list(setter, left, look, half)?;
    let right = list(setter, right, look, half)?;
    Ok(Block::beside(vec![(0.0, left), (half + gutter, right)]))
}

fn list(setter: &Setter<'_>, lines: &[String], look: FactsLook<'_>, width: f64) -> Result<Block, Misfit> {
    let last = lines.len().saturating_sub(1);
    let rows = lines.iter().enumerate().map(|(index, line)| {
        let space = if index == last { 0.0 } else { look.scale.list * ROW_GAP };
        row(line, look, space)
    });
    let rows: Vec<_> = rows.collect();
    let mut block = Block::text(setter, Role::Body, rows.clone(), width)?;
    if lines.len() == 1 {
        block = balanced(setter, block, &rows, width)?;
    }
    let rules = match &block.items[..] {
        [Item::Text(text)] => hairlines(setter, text, look)?,
        _ => Vec::new(),
    };
    block.items.splice(0..0, rules);
    Ok(block)
}

/// One statement in as many lines, none of which is left with a single word: as narrow as that number of lines allows.
fn balanced(setter: &Setter<'_>, wide: Block, rows: &[Paragraph], width: f64) -> Result<Block, Misfit> {
    let mut best = wide;
    for step in 1..=10 {
        let narrower = Block::text(setter, Role::Body, rows.to_vec(), width * (1.0 - 0.05 * f64::from(step)));
        match narrower {
            Ok(block) if block.size.height <= best.size.height + 0.5 => best = block,
            Err(Misfit::Typeset(error)) => return Err(error.into()),
            _ => break,
        }
    }
    Ok(best)
}

/// A row; a time at its start is set in bold.
fn row(line: &str, look: FactsLook<'_>, space_after: f64) -> Paragraph {
    let plain = Look {
        typeface: look.typeface,
        size: look.scale.list,
        weight: 400,
        colour: look.inks.strong,
        align: if look.align == Align::Centre { Align::Centre } else { Align::Start },
    };
    let bold = Look { weight: 700, colour: look.inks.accent, ..plain };
    let (time, rest) = split_time(line);
    let mut runs = Vec::new();
    if !time.is_empty() {
        runs.push(bold.run(time));
    }
    runs.push(plain.run(rest));
    Paragraph { align: plain.align, leading: 1.35, space_after, runs }
}

/// A leading clock time or range with the space after it, and the rest.
pub(super) fn split_time(line: &str) -> (&str, &str) {
    let Some(end) = line.find(' ') else { return ("", line) };
    let (time, _) = line.split_at(end);
    let of_a_clock =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '-' | '–' | '~' | '\u{2007}');
    let clock = time.contains(':') && time.chars().all(of_a_clock);
    if clock { line.split_at(end + 1) } else { ("", line) }
}

/// A hairline in the middle of the space below each row but the last.
fn hairlines(setter: &Setter<'_>, text: &TextBox, look: FactsLook<'_>) -> Result<Vec<Item>, Misfit> {
    let placed = setter.set(text)?;
    let last = text.paragraphs.len().saturating_sub(1);
    let gap = look.scale.list * ROW_GAP;
    let colour = look.inks.rule;
    let below_rows = (0..last).filter_map(|row| {
        placed.lines.iter().rfind(|line| line.paragraph == row).map(|line| line.bounds.y1 + gap / 2.0)
    });
    let thickness = look.scale.list * 0.05;
    Ok(below_rows
        .map(|y| {
            let line = Rect::new(0.0, y - thickness / 2.0, text.bounds.width(), y + thickness / 2.0);
            Item::Shape(Shape::filled(line, colour))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_at_the_start_stands_out() {
        for (line, expected) in [
            ("15:00 개회", ("15:00 ", "개회")),
            ("9:30–10:00 Coffee", ("9:30–10:00 ", "Coffee")),
            ("3 teams present", ("", "3 teams present")),
            ("15:10 2026년 성과", ("15:10 ", "2026년 성과")),
            ("\u{2007}9:00 Coffee", ("\u{2007}9:00 ", "Coffee")),
            ("개회", ("", "개회")),
            ("15:00", ("", "15:00")),
        ] {
            assert_eq!(split_time(line), expected);
        }
    }
}
