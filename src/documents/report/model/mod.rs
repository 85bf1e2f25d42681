//! What a new document says, whatever it was read from and whatever it becomes.

use crate::documents::DocumentError;
use crate::scene::Language;

mod head;
mod text;

pub use head::{Fact, Head, Kind, Paper};
use text::plain_blocks;
pub(super) use text::{is_right_to_left, language_of, plain, words};

/// Most bytes of text in one document: about 1,500 printed pages.
pub(super) const MOST_TEXT: usize = 4 << 20;
/// Most columns of a table: Word opens no table with more.
pub(super) const MOST_COLUMNS: usize = 63;
/// Most paragraphs, items and cells together; each costs about 2 kB while the document is written.
pub(super) const MOST_BLOCKS: usize = 100_000;
/// Most pictures of one document.
pub(super) const MOST_FIGURES: usize = 200;
/// Lists and quotes within each other: Word numbers nine levels.
pub(super) const DEEPEST: usize = 9;

/// A document to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What it is for.
    pub kind: Kind,
    /// What stands above the text, and how the whole is set.
    pub head: Head,
    /// The text.
    pub blocks: Vec<Block>,
    /// The footnotes; [`Span::Note`] counts from 0.
    pub notes: Vec<Vec<Span>>,
    /// The pictures; [`Block::Picture`] counts from 0.
    pub figures: Vec<Figure>,
    /// Names in the header that mean nothing here.
    pub unread: Vec<String>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; level 1 is the highest, 4 the lowest.
    Heading(u8, Vec<Span>),
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// The picture with that number.
    Picture(usize),
    /// Words of somebody else.
    Quote(Vec<Block>),
    /// Text of a program, line by line as it stands.
    Code(String),
    /// A line across.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// For an item of a task list: whether it is done.
    pub done: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows; no caption when empty.
    pub caption: Vec<Span>,
    /// How each column stands.
    pub sides: Vec<Side>,
    /// The head row; none when empty.
    pub head: Vec<Cell>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// What a cell says.
pub type Cell = Vec<Span>;

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Numbers to the right, words where the text begins.
    #[default]
    Auto,
    /// Where the text begins.
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Words(Words),
    /// A new line in the same paragraph.
    Break,
    /// The mark of the footnote with that number.
    Note(usize),
}

/// Words with one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// What they say.
    pub text: String,
    /// How they look.
    pub marks: Marks,
    /// Where they lead: an address, or `#` and a heading's name.
    pub link: Option<String>,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Strong.
    pub bold: bool,
    /// Emphasised.
    pub italic: bool,
    /// Struck out.
    pub strike: bool,
    /// Of a program.
    pub code: bool,
}

/// A picture of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it comes from.
    pub source: Source,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// What stands below it; no caption when empty.
    pub caption: String,
    /// Width to height of a picture that is to be made.
    pub ratio: f64,
    /// Where it stands in what was read, as in "line 12", for error messages.
    pub place: String,
}

/// Where a picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is to be made from these words.
    Prompt(String),
    /// A `data:` URL.
    Data(String),
    /// A picture that is passed in beside the text, by its name.
    Named(String),
}

/// The shape of a picture nobody says more about.
pub(super) const RATIO: f64 = 2.0;

impl Report {
    /// The language of its labels: as said, else that of most of its letters.
    pub fn language(&self) -> Language {
        self.head.language.unwrap_or_else(|| {
            let mut text = self.head.title.clone();
            plain_blocks(&self.blocks, &mut text);
            language_of(&text)
        })
    }

    /// The title, or the first heading, or nothing.
    pub fn title(&self) -> String {
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Heading(_, spans) => Some(plain(spans)),
            _ => None,
        });
        if self.head.title.is_empty() { first.unwrap_or_default() } else { self.head.title.clone() }
    }

    /// Refuses what no program could open.
    ///
    /// # Errors
    /// [`DocumentError::Text`] names what there is too much of.
    pub(super) fn checked(self) -> Result<Self, DocumentError> {
        let nothing = self.blocks.is_empty() && self.head.title.is_empty() && self.head.facts.is_empty();
        if nothing {
            return Err(wrong("", "it says nothing"));
        }
        if self.figures.len() > MOST_FIGURES {
            return Err(wrong("", format!("it has more than {MOST_FIGURES} pictures")));
        }
        Ok(self)
    }
}

/// What is wrong with a text, and where: "line 3", or nothing.
pub(super) fn wrong(place: impl Into<String>, reason: impl Into<String>) -> DocumentError {
    DocumentError::Text { place: place.into(), reason: reason.into() }
}
