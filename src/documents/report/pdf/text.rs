//! Lines of text: spans become runs of letters, each with the slot of the structure it belongs to.

use std::collections::BTreeSet;
use std::rc::Rc;

use kurbo::Rect;
use unicode_segmentation::UnicodeSegmentation as _;

use super::flow::Writer;
use super::style::Style;
use super::tree::{NodeId, SlotId};
use crate::documents::DocumentError;
use crate::documents::report::model::{Marks, Span, wrong};
use crate::scene::{
    Anchor, Colour, Paragraph, PlacedLine, PlacedText, Role, Run, TextBox, TextStyle, Typeface, TypesetError,
};
use krilla::tagging::Tag;

/// A line of text, set.
#[derive(Debug)]
pub(super) struct Line {
    /// Where its glyphs stand, counted from the paragraph's top left corner.
    pub placed: PlacedLine,
    /// How each run of the paragraph is painted.
    pub looks: Rc<[Look]>,
    /// The footnotes it refers to.
    pub notes: Vec<usize>,
}

impl Line {
    /// How high it stands.
    pub fn height(&self) -> f64 {
        self.placed.bounds.height()
    }

    /// Where its words end.
    pub fn end(&self) -> f64 {
        self.placed.bounds.x1
    }
}

/// How a run is painted beyond its letters.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub slot: SlotId,
    pub marks: Marks,
    /// The ground of text of a program.
    pub tint: Option<Colour>,
    /// The link it is part of.
    pub link: Option<usize>,
    /// Whether a line below it says so.
    pub underlined: bool,
    /// How far it stands above the line.
    pub raise: f64,
    /// What it says, where that is not what it shows.
    pub stands_for: Option<String>,
    note: Option<usize>,
}

/// Words before they are set.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub text: String,
    pub marks: Marks,
    pub to: Option<To>,
    /// The footnote that it is the mark of.
    pub note: Option<usize>,
    /// Whether it looks like other text though it leads somewhere.
    pub quiet: bool,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum To {
    Address(String),
    Heading(usize),
}

/// A link of the document.
#[derive(Debug)]
pub(super) struct Link {
    pub to: To,
    /// What it says, for people who cannot see it.
    pub text: String,
    pub slot: SlotId,
}

/// How large and how high the mark of a footnote is, as shares of the text's size.
const NOTE_SIZE: f64 = 0.64;
const NOTE_RAISE: f64 = 0.34;

/// Text of a program beside other text, as a share of its size: letters of one width look larger.
const CODE_SIZE: f64 = 0.92;

/// A box that no text is too high for.
const HIGH: f64 = 1e6;

impl Writer<'_> {
    /// Sets spans as lines of `width`, as content of `node`.
    ///
    /// # Errors
    /// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Text`] for one that has no meaning.
    pub fn set(
        &mut self,
        spans: &[Span],
        style: &Style,
        width: f64,
        node: NodeId,
    ) -> Result<Vec<Rc<Line>>, DocumentError> {
        let pieces = spans.iter().map(|span| self.piece(span)).collect();
        self.set_pieces(pieces, style, width, node)
    }

    /// The same for words without any marks.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn set_words(
        &mut self,
        words: &str,
        style: &Style,
        width: f64,
        node: NodeId,
    ) -> Result<Vec<Rc<Line>>, DocumentError> {
        self.set_pieces(vec![Piece { text: words.to_owned(), ..Piece::default() }], style, width, node)
    }

    fn piece(&self, span: &Span) -> Piece {
        match span {
            Span::Words(words) => Piece {
                text: words.text.clone(),
                marks: words.marks,
                to: words.link.as_deref().and_then(|address| self.destination(address)),
                ..Piece::default()
            },
            Span::Break => Piece { text: "\n".to_owned(), ..Piece::default() },
            Span::Note(number) => {
                Piece { text: (number + 1).to_string(), note: Some(*number), ..Piece::default() }
            }
        }
    }

    /// Sets pieces.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn set_pieces(
        &mut self,
        pieces: Vec<Piece>,
        style: &Style,
        width: f64,
        node: NodeId,
    ) -> Result<Vec<Rc<Line>>, DocumentError> {
        let mut runs = Vec::new();
        let mut looks = Vec::new();
        let mut open: Option<(Option<To>, SlotId, Option<usize>)> = None;
        for piece in pieces {
            let text = clean(&piece.text)?;
            if text.is_empty() {
                continue;
            }
            if let Some(note) = piece.note {
                open = None;
                let (slot, letters) = (self.reference(node, note)?, style.letters());
                looks.push(Look { raise: style.size * NOTE_RAISE, note: Some(note), ..look(slot) });
                runs.push(Run { text, style: TextStyle { size: style.size * NOTE_SIZE, ..letters } });
                continue;
            }
            let (slot, link) = match &open {
                Some((to, slot, link)) if *to == piece.to => (*slot, *link),
                _ => self.open(node, piece.to.clone()),
            };
            if let Some(link) = link.and_then(|link| self.links.get_mut(link)) {
                link.text.push_str(&text);
            }
            open = Some((piece.to, slot, link));
            let tint = piece.marks.code.then_some(self.page.palette.surface);
            let underlined = link.is_some() && !piece.quiet;
            looks.push(Look { marks: piece.marks, tint, link, underlined, ..look(slot) });
            runs.push(Run { text, style: self.letters(style, piece.marks, underlined) });
        }
        self.lines(runs, looks, style, width)
    }

    /// A slot for words that lead nowhere, or the node of a link and its slot.
    fn open(&mut self, node: NodeId, to: Option<To>) -> (SlotId, Option<usize>) {
        let Some(to) = to else { return (self.tree.slot(node), None) };
        let link = self.tree.node(node, Tag::Link);
        let slot = self.tree.slot(link);
        self.links.push(Link { to, text: String::new(), slot });
        (slot, Some(self.links.len() - 1))
    }

    fn letters(&self, style: &Style, marks: Marks, is_link: bool) -> TextStyle {
        let mut letters = style.letters();
        if marks.bold {
            letters.weight = 700;
        }
        if marks.code && letters.typeface != Typeface::Mono {
            letters.typeface = Typeface::Mono;
            letters.size *= CODE_SIZE;
        }
        if is_link {
            letters.colour = self.page.palette.primary;
        }
        letters
    }

    /// Breaks runs into lines. What no font has becomes a box that says what it stands for.
    fn lines(
        &mut self,
        mut runs: Vec<Run>,
        mut looks: Vec<Look>,
        style: &Style,
        width: f64,
    ) -> Result<Vec<Rc<Line>>, DocumentError> {
        if runs.is_empty() {
            return Ok(Vec::new());
        }
        let placed = loop {
            match self.place_runs(runs.clone(), style, width) {
                Err(TypesetError::MissingGlyph { character, .. })
                    if character != BOX && self.boxed.len() < MOST_BOXED =>
                {
                    (runs, looks) = boxed(runs, looks, character, &mut self.boxed);
                }
                placed => break placed?,
            }
        };
        let looks: Rc<[Look]> = looks.into();
        let line = |placed: PlacedLine| {
            let notes = placed.runs.iter().filter_map(|run| looks.get(run.source)?.note).collect();
            Rc::new(Line { placed, looks: Rc::clone(&looks), notes })
        };
        Ok(placed.lines.into_iter().map(line).collect())
    }

    fn place_runs(&self, runs: Vec<Run>, style: &Style, width: f64) -> Result<PlacedText, TypesetError> {
        let paragraph = Paragraph { align: style.align, leading: style.leading, space_after: 0.0, runs };
        let bounds = Rect::new(0.0, 0.0, width.max(1.0), HIGH);
        let text = TextBox { role: Role::Body, bounds, anchor: Anchor::Top, paragraphs: vec![paragraph] };
        self.page.fonts.typeset(&text, self.page.language)
    }
}

/// What stands for a character that no font has.
const BOX: char = '□';
/// So many different ones at most; a text of more is in a script there is no font for.
const MOST_BOXED: usize = 100;

/// The runs with a box for each letter, as readers see letters, that `missing` is a part of.
fn boxed(
    runs: Vec<Run>,
    looks: Vec<Look>,
    missing: char,
    seen: &mut BTreeSet<String>,
) -> (Vec<Run>, Vec<Look>) {
    let mut all = (Vec::new(), Vec::new());
    for (run, look) in runs.into_iter().zip(looks) {
        let letters: Vec<&str> = run.text.graphemes(true).collect();
        for part in letters.chunk_by(|one, two| !one.contains(missing) && !two.contains(missing)) {
            let words = part.concat();
            let is_missing = words.contains(missing);
            all.0.push(Run {
                text: if is_missing { BOX.to_string() } else { words.clone() },
                style: run.style.clone(),
            });
            let stands_for = if is_missing { Some(words.clone()) } else { look.stands_for.clone() };
            all.1.push(Look { stands_for, ..look.clone() });
            if is_missing {
                seen.insert(words);
            }
        }
    }
    all
}

fn look(slot: SlotId) -> Look {
    Look {
        slot,
        marks: Marks::default(),
        tint: None,
        link: None,
        underlined: false,
        raise: 0.0,
        stands_for: None,
        note: None,
    }
}

/// The text without what no line can show. What is for private use means nothing outside one font, and PDF/A has no
/// place for it (ISO 19005-2, 6.2.11.7.2).
pub(super) fn clean(text: &str) -> Result<String, DocumentError> {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => clean.push(' '),
            '\n' => clean.push('\n'),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => {
                let reason = format!(
                    "the character U+{:04X} is for private use, which a PDF cannot explain to readers",
                    u32::from(character)
                );
                return Err(wrong(format!("“{}”", text.chars().take(40).collect::<String>()), reason));
            }
            other if other.is_control() => {}
            other => clean.push(other),
        }
    }
    Ok(clean)
}
