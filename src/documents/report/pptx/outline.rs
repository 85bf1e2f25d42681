//! What a slide holds before it is written.

use crate::documents::report::model::{Span, Table};

/// One slide.
#[derive(Clone, Debug, Default)]
pub(super) struct Slide {
    pub layout: Layout,
    pub title: Vec<Span>,
    /// The lines of its text.
    pub lines: Vec<Line>,
    pub table: Option<Table>,
    /// The number of its picture.
    pub figure: Option<usize>,
    /// What the speaker says.
    pub notes: Vec<String>,
    /// Whether its text is set a little smaller to fit.
    pub tight: bool,
}

/// How a slide is laid out; PowerPoint's own names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Layout {
    Title,
    TitlePicture,
    Section,
    #[default]
    Content,
    /// A title, and free below.
    TitleOnly,
    TextPicture,
    Picture,
}

/// One paragraph of a slide.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub level: usize,
    pub sign: Sign,
    pub spans: Vec<Span>,
}

/// What stands before a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Bullet,
    Number(u64),
    Box(bool),
    /// A heading within the slide.
    Heading,
    Quote,
    Code,
    /// A small line on a title slide.
    Small,
}
