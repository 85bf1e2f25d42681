//! Words set in a field: size, lines and alignment as the field asks, and the operators that draw them.

use std::fmt::Write as _;

use kurbo::{Rect, Size};

use super::border;
use super::fields::TextField;
use super::fonts::FontBook;
use super::look::language;
use crate::documents::DocumentError;
use crate::scene::{
    Align, Anchor, Colour, Fonts, Paragraph, PlacedGlyph, PlacedRun, PlacedText, Role, TextBox, TypesetError,
};

/// The smallest type a reader can read; text that does not fit at this size does not fit.
const SMALLEST: f64 = 5.0;
/// The size that a field of many lines starts from when it leaves the size open; one line fills its field up to
/// the other.
const USUAL: f64 = 12.0;
const LARGEST: f64 = 96.0;
/// Line height as a multiple of the type size.
const LEADING: f64 = 1.25;
/// What lies under the chosen lines of a list: the blue that Acrobat uses.
const CHOSEN: Colour = Colour::hex(0x99_C1_DA);

/// Text set for one widget or slot, in points from its lower left corner.
#[derive(Clone, Debug)]
pub(super) struct SetText {
    placed: PlacedText,
    /// Width and height of the widget as its text runs.
    size: Size,
    /// How far the text is from the widget's edges.
    padding: f64,
    /// What lies under the text: the chosen lines of a list.
    marks: Vec<Rect>,
}

/// Sets `words` in a widget of that size and border: at the field's type size when they fit, else as large as they do.
///
/// # Errors
/// [`TypesetError`] for a character no font has; `Ok(None)` when the words do not fit at 5 pt.
pub(super) fn set(
    words: &str,
    field: &TextField,
    (size, border): (Size, f64),
    fonts: &Fonts,
) -> Result<Option<SetText>, TypesetError> {
    let inside = inside(size, border, (2.0 * border).max(2.0));
    if inside.width() <= 0.0 || inside.height() <= 0.0 {
        return Ok(None);
    }
    let words = if field.hidden { "*".repeat(words.chars().count()) } else { words.replace("\r\n", "\n") };
    let setter = Setter { field, inside, fonts };
    let placed = if field.multiline {
        setter.lines(&words)?
    } else {
        setter.line(&words.replace(['\n', '\r'], " "))?
    };
    Ok(placed.map(|placed| SetText { placed, size, padding: border, marks: Vec::new() }))
}

/// Sets the options of a list, one on each line from the first that shows, the chosen ones marked.
///
/// # Errors
/// As [`set`].
pub(super) fn list(
    options: &[&str],
    chosen: &[usize],
    field: &TextField,
    (size, border): (Size, f64),
    fonts: &Fonts,
) -> Result<(SetText, usize), TypesetError> {
    let inside = inside(size, border, border + 2.0);
    let step = field.look.size.unwrap_or(USUAL) * LEADING;
    let room = ((inside.height() / step).floor() as usize).max(1);
    // The first chosen line must be in sight; the list stays at its top when it is there anyway.
    let first = chosen.first().filter(|chosen| **chosen >= room).map_or(0, |chosen| chosen + 1 - room);
    let shown: Vec<_> =
        options.iter().skip(first).take(room + 1).map(|option| option.replace('\n', " ")).collect();
    let mark = |chosen: &usize| {
        let top = border + step * chosen.checked_sub(first)? as f64;
        Some(Rect::new(border, top, size.width - border, top + step))
    };
    let setter = Setter { field, inside, fonts };
    let placed = setter.at(&shown.join("\n"), step / LEADING, 1e6)?;
    let marks = chosen.iter().filter_map(mark).collect();
    Ok((SetText { placed, size, padding: border, marks }, first))
}

/// The room within a border, and within the padding at the sides.
fn inside(size: Size, border: f64, padding: f64) -> Rect {
    Rect::new(padding, border, size.width - padding, size.height - border)
}

/// What setting needs to know.
struct Setter<'a> {
    field: &'a TextField,
    inside: Rect,
    fonts: &'a Fonts,
}

impl Setter<'_> {
    /// One line: it never breaks; what is too wide is set smaller.
    fn line(&self, words: &str) -> Result<Option<PlacedText>, TypesetError> {
        let fitting = (self.inside.height() / LEADING).min(LARGEST);
        let size = self.field.look.size.unwrap_or(fitting);
        let mut placed = self.at(words, size, 1e6)?;
        let room = if self.field.comb { f64::INFINITY } else { self.inside.width() };
        if placed.bounds.width() > room {
            let smaller = size * room / placed.bounds.width() * 0.999;
            if smaller < SMALLEST.min(size) {
                return Ok(None);
            }
            placed = self.at(words, smaller, 1e6)?;
        }
        match self.field.max_length.filter(|_| self.field.comb) {
            Some(cells) => spread(&mut placed, self.inside, cells),
            None => align(&mut placed, self.inside, self.field.quadding),
        }
        Ok(Some(placed))
    }

    /// Lines that break between words.
    fn lines(&self, words: &str) -> Result<Option<PlacedText>, TypesetError> {
        let mut size = self.field.look.size.unwrap_or(USUAL);
        loop {
            let placed = self.at(words, size, self.inside.width())?;
            if !placed.overflows {
                return Ok(Some(placed));
            }
            if size <= SMALLEST {
                return Ok(None);
            }
            size = (size * 0.94).max(SMALLEST);
        }
    }

    fn at(&self, words: &str, size: f64, width: f64) -> Result<PlacedText, TypesetError> {
        let multiline = self.field.multiline;
        let align = match self.field.quadding {
            1 if multiline => Align::Centre,
            2 if multiline => Align::End,
            _ => Align::Start,
        };
        let style = self.field.look.style(size);
        let usual = if multiline { Anchor::Top } else { Anchor::Middle };
        let paragraph =
            |words: &str| Paragraph { align, leading: LEADING, ..Paragraph::of(words, style.clone()) };
        let text = TextBox {
            role: Role::Body,
            bounds: Rect { x1: self.inside.x0 + width, ..self.inside },
            anchor: self.field.anchor.unwrap_or(usual),
            paragraphs: words.split('\n').map(paragraph).collect(),
        };
        self.fonts.typeset(&text, language(words))
    }
}

/// Moves one line to the left edge, the middle or the right edge.
fn align(placed: &mut PlacedText, inside: Rect, quadding: i64) {
    let free = inside.width() - placed.bounds.width();
    let shift = match quadding {
        1 => free / 2.0,
        2 => free,
        _ => 0.0,
    };
    for glyph in glyphs(placed) {
        glyph.x += shift;
    }
}

/// Puts each character in the middle of its cell.
fn spread(placed: &mut PlacedText, inside: Rect, cells: usize) {
    let cell = inside.width() / cells as f64;
    let mut before = 0;
    for run in placed.lines.iter_mut().flat_map(|line| &mut line.runs) {
        let text = run.text.clone();
        for cluster in run.glyphs.chunk_by_mut(|one, two| one.text == two.text) {
            let place = before + text[..cluster[0].text.start].chars().count();
            let width: f64 = cluster.iter().map(|glyph| glyph.advance).sum();
            let shift = inside.x0 + cell * (place as f64 + 0.5) - width / 2.0 - cluster[0].x;
            cluster.iter_mut().for_each(|glyph| glyph.x += shift);
        }
        before += text.chars().count();
    }
}

fn glyphs(placed: &mut PlacedText) -> impl Iterator<Item = &mut PlacedGlyph> {
    placed.lines.iter_mut().flat_map(|line| &mut line.runs).flat_map(|run| &mut run.glyphs)
}

impl SetText {
    /// The operators that draw the text, marked as the field's own so that readers can exchange it (ISO 32000-1,
    /// 12.7.3.3).
    pub fn field_operators(&self, book: &mut FontBook) -> Result<String, DocumentError> {
        Ok(format!("/Tx BMC {}EMC\n", self.operators(book)?))
    }

    /// The operators that draw the text, cut to its box.
    pub fn operators(&self, book: &mut FontBook) -> Result<String, DocumentError> {
        let inset = self.padding;
        let (width, height) = (self.size.width - 2.0 * inset, self.size.height - 2.0 * inset);
        let mut text = format!("q {inset:.3} {inset:.3} {width:.3} {height:.3} re W n\n");
        for mark in &self.marks {
            let foot = self.size.height - mark.y1;
            let _ = writeln!(
                text,
                "{} {:.3} {foot:.3} {:.3} {:.3} re f",
                border::fill(CHOSEN),
                mark.x0,
                mark.width(),
                mark.height()
            );
        }
        text.push_str("BT\n");
        for run in self.placed.lines.iter().flat_map(|line| &line.runs) {
            self.write_run(run, book, &mut text)?;
        }
        text.push_str("ET Q\n");
        Ok(text)
    }

    fn write_run(
        &self,
        run: &PlacedRun,
        book: &mut FontBook,
        text: &mut String,
    ) -> Result<(), DocumentError> {
        let visible: Vec<_> = run.glyphs.iter().filter(|glyph| glyph.id != 0).collect();
        let font = book.font(run)?;
        let _ =
            writeln!(text, "{} {} {:.3} Tf", border::fill(run.style.colour), font.resource(), run.style.size);
        for level in visible.chunk_by(|one, two| one.y == two.y) {
            let _ = write!(text, "1 0 0 1 {:.3} {:.3} Tm [", level[0].x, self.size.height - level[0].y);
            for (index, glyph) in level.iter().enumerate() {
                let (code, natural) = font.code(glyph, &run.text);
                let _ = write!(text, "<{code:04X}>");
                let Some(next) = level.get(index + 1) else { continue };
                // What the next glyph stands nearer than its font says, in thousandths of the type size.
                let nearer = (natural - (next.x - glyph.x) / run.style.size) * 1000.0;
                if nearer.abs() > 0.5 {
                    let _ = write!(text, "{nearer:.0}");
                }
            }
            text.push_str("] TJ\n");
        }
        Ok(())
    }
}
