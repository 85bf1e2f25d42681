//! Lists: labels hang to the left of what items say.

use std::rc::Rc;

use krilla::tagging::{ListNumbering, Tag};
use kurbo::{BezPath, Point, Rect, Shape as _};

use super::brick::{Brick, Mark};
use super::flow::{NARROW, Writer};
use super::style::Style;
use super::text::Line;
use super::tree::NodeId;
use crate::documents::DocumentError;
use crate::documents::report::model::{Block, Item, List};
use crate::scene::{Colour, Shape, Stroke};

/// How far labels stand in, and what they say at least stands behind them.
const INDENT: f64 = 3.0;
const HANGING: f64 = 16.0;
/// Space between a wide number and its words.
const GAP: f64 = 5.0;
/// More space below a list than below an item.
const BELOW: f64 = 3.5;
/// The side of a task's box.
const BOX: f64 = 8.5;

/// What hangs beside an item.
enum Label {
    Words(Rc<Line>),
    Task(bool, super::tree::SlotId),
}

impl Writer<'_> {
    /// A list.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn list(&mut self, list: &List) -> Result<(), DocumentError> {
        let depth = self.depth;
        let numbering = match (list.start, depth % 3) {
            (None, _) if list.items.iter().any(|item| item.done.is_some()) => ListNumbering::None,
            (None, _) => ListNumbering::Disc,
            (Some(_), 0) => ListNumbering::Decimal,
            (Some(_), 1) => ListNumbering::LowerAlpha,
            (Some(_), _) => ListNumbering::LowerRoman,
        };
        let node = self.tree.node(self.parent, Tag::L(numbering));
        let (parent, left) = (self.parent, self.left);
        let hanging = self.hanging(list)?;
        let deepest = (self.page.sheet.column - self.right - NARROW).max(0.0);
        self.left = (left + INDENT + hanging).min(deepest);
        self.depth += 1;
        for (index, item) in list.items.iter().enumerate() {
            self.item(item, node, &label(list, index, depth), hanging)?;
        }
        (self.parent, self.left, self.depth) = (parent, left, depth);
        if depth == 0 {
            self.after += BELOW;
        }
        Ok(())
    }

    /// Room for the widest number of a list: its last one.
    fn hanging(&self, list: &List) -> Result<f64, DocumentError> {
        if list.start.is_none() || list.items.is_empty() {
            return Ok(HANGING);
        }
        let last = label(list, list.items.len() - 1, self.depth);
        let width = self.measure(&last, &self.styles.item())?;
        Ok(HANGING.max(width + GAP))
    }

    fn item(&mut self, item: &Item, list: NodeId, sign: &str, hanging: f64) -> Result<(), DocumentError> {
        let style = self.styles.item();
        let node = self.tree.node(list, Tag::LI);
        let label_node = self.tree.node(node, Tag::Lbl);
        let body = self.tree.node(node, Tag::LBody);
        let label = match item.done {
            Some(done) => Some(Label::Task(done, self.tree.slot(label_node))),
            None => self.sign(sign, &style, label_node)?.map(Label::Words),
        };
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(spans), rest)) => (spans.as_slice(), rest),
            _ => (&[][..], item.blocks.as_slice()),
        };
        self.parent = body;
        let at = self.bricks.len();
        self.paragraph(first, &style)?;
        if self.bricks.len() == at {
            let height = style.size * style.leading;
            self.push(Brick { keep: !rest.is_empty(), ..Brick::gap(height) }, style.after);
        }
        let mark = label.map(|label| self.mark(label, hanging, &style));
        self.bricks[at].marks.splice(0..0, mark);
        for block in rest {
            match block {
                Block::Paragraph(spans) => self.paragraph(spans, &style)?,
                other => self.blocks(std::slice::from_ref(other))?,
            }
        }
        Ok(())
    }

    /// A bullet or a number.
    fn sign(&mut self, sign: &str, style: &Style, node: NodeId) -> Result<Option<Rc<Line>>, DocumentError> {
        let is_bullet = sign.chars().all(|character| !character.is_alphanumeric());
        let colour = if is_bullet { self.page.palette.primary } else { style.colour };
        Ok(self
            .set_words(sign, &Style { colour, ..*style }, self.page.sheet.column, node)?
            .into_iter()
            .next())
    }

    fn mark(&self, label: Label, hanging: f64, style: &Style) -> Mark {
        let left = self.left - hanging;
        match label {
            Label::Words(line) => Mark::Line(Point::new(left, 0.0), line),
            Label::Task(done, slot) => {
                let labels = self.page.labels;
                let words = if done { labels.done } else { labels.open };
                let top = (style.size * style.leading - BOX) / 2.0;
                let place = Rect::from_origin_size((left, top), (BOX, BOX));
                Mark::Sign(task_box(place, done, self.page.palette.primary), words.to_owned(), slot)
            }
        }
    }
}

/// What stands beside the item with that index.
fn label(list: &List, index: usize, depth: usize) -> String {
    let Some(start) = list.start else {
        return if depth.is_multiple_of(2) { "•" } else { "–" }.to_owned();
    };
    let number = start.saturating_add(index as u64);
    match depth % 3 {
        0 => format!("{number}."),
        1 => format!("{}.", letters(number)),
        _ => format!("{}.", roman(number)),
    }
}

/// a to z, then aa, bb and so on, as Word counts; digits beyond that.
fn letters(number: u64) -> String {
    if number == 0 || number > 26 * 9 {
        return number.to_string();
    }
    let letter = char::from(b'a' + ((number - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((number - 1) / 26) as usize + 1).collect()
}

/// Small Roman numbers up to 3,999; digits beyond that.
fn roman(mut number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

/// A box, with a tick in it when the task is done.
fn task_box(place: Rect, done: bool, colour: Colour) -> Shape {
    let mut path: BezPath = place.inset(-0.5).to_path(0.1);
    if done {
        let at = |x: f64, y: f64| (place.x0 + x * BOX, place.y0 + y * BOX);
        path.move_to(at(0.22, 0.52));
        path.line_to(at(0.43, 0.73));
        path.line_to(at(0.78, 0.28));
    }
    Shape { path, fill: None, stroke: Some(Stroke { colour, width: if done { 1.1 } else { 0.8 } }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_count_as_word_counts() {
        let check = |start: u64, index: usize, depth: usize, expected: &str| {
            let list = List { start: Some(start), items: Vec::new() };
            assert_eq!(label(&list, index, depth), expected);
        };
        check(1, 0, 0, "1.");
        check(9, 3, 3, "12.");
        check(1, 25, 1, "z.");
        check(1, 27, 1, "bb.");
        check(1, 8, 2, "ix.");
        check(u64::MAX, 7, 2, "18446744073709551615.");
        assert_eq!(label(&List::default(), 0, 1), "–");
    }
}
