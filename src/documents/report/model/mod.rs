//! What a new document says, whatever it was read from and whatever it becomes.

use kurbo::Size;

use crate::documents::DocumentError;
use crate::scene::Language;

mod text;

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

/// What a document is for: it decides the title block and the labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A report: title, author, text.
    #[default]
    Report,
    /// Minutes of a meeting: who met when, what was decided, who does what.
    Minutes,
    /// A letter: sender, recipient, subject, text, closing.
    Letter,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Report, Self::Minutes, Self::Letter];

    /// The kind's name, as in `minutes`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Minutes => "minutes",
            Self::Letter => "letter",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What stands above the text. What is empty is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// A line below it.
    pub subtitle: String,
    /// Who wrote it.
    pub author: String,
    /// When, in the writer's own words.
    pub date: String,
    /// The company or team.
    pub organisation: String,
    /// The language of labels and proofing; that of the text when `None`.
    pub language: Option<Language>,
    /// The paper; Letter in English for the United States, else A4.
    pub paper: Option<Paper>,
    /// Whether a table of contents follows the title.
    pub contents: bool,
    /// Whether headings are numbered.
    pub numbered: bool,
    /// The picture of the cover, if there is a cover.
    pub cover: Option<usize>,
    /// What minutes say about the meeting, in this order.
    pub facts: Vec<(Fact, Vec<String>)>,
    /// To whom a letter goes, line by line.
    pub to: Vec<String>,
    /// How a letter ends, as in "Yours sincerely".
    pub closing: String,
}

/// Something that minutes say about their meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// When it was.
    Date,
    /// Where it was.
    Place,
    /// Who led it.
    Chair,
    /// Who wrote the minutes.
    Writer,
    /// Who was there.
    Present,
    /// Who was not.
    Absent,
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Width and height in points.
    pub fn size(self) -> Size {
        match self {
            Self::A4 => Size::new(595.3, 841.9),
            Self::Letter => Size::new(612.0, 792.0),
        }
    }

    /// The paper of that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "a4" => Some(Self::A4),
            "letter" => Some(Self::Letter),
            _ => None,
        }
    }
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
