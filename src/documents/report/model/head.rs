//! What stands above the text, and what the whole is for.

use kurbo::Size;

use crate::scene::Language;

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
