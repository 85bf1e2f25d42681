//! Markdown (CommonMark with GitHub's tables, footnotes, task lists and strikethrough) as a [`Report`].
//!
//! The parser hands over events; [`Builder`] keeps what is open on a stack of its own, so that no nesting, however
//! deep, uses the thread's. What nests deeper than a document can show is kept at the deepest level. [`levels`]
//! opens and closes blocks, [`objects`] reads tables, pictures and HTML, [`lines`] finishes lines of text.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::header;
use super::model::{Block, Cell, Figure, List, MOST_TEXT, Marks, Report, Source, Span, Table, Words};
use crate::documents::DocumentError;

mod levels;
mod lines;
mod objects;

pub(super) use lines::{address, source};

/// Reads a text.
///
/// # Errors
/// [`DocumentError::Text`] with the line, for what no document can hold.
pub fn read(text: &str) -> Result<Report, DocumentError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (header, bytes, _) = header::read(text)?;
    let mut builder = Builder::new(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    builder.base = bytes;
    for (event, range) in Parser::new_ext(&text[bytes..], options).into_offset_iter() {
        builder.take(event, range)?;
    }
    let (mut blocks, notes, mut figures) = builder.finish();
    let mut head = header.head;
    super::shape::captions(&mut blocks);
    super::shape::title(&mut head, &mut blocks);
    if let Some(mut cover) = header.cover {
        if cover.source == Source::Prompt(String::new()) {
            cover.source = Source::Prompt(head.title.clone());
        }
        head.cover = Some(figures.len());
        figures.push(cover);
    }
    let kind = header.kind.unwrap_or_default();
    Report { kind, head, blocks, notes, figures, unread: header.unread }.checked()
}

/// What is open around the next block.
enum Open {
    Quote,
    List(List),
    Item(Option<bool>),
    Note(String),
}

struct Level {
    open: Open,
    blocks: Vec<Block>,
}

struct OpenTable {
    table: Table,
    row: Vec<Cell>,
}

struct Builder<'a> {
    text: &'a str,
    /// Where in the text the parser began.
    base: usize,
    /// The place up to which lines are counted, and how many there are.
    counted: (usize, usize),
    levels: Vec<Level>,
    /// How many more are open, deeper than documents nest: what stands in them goes to the innermost level.
    deeper: usize,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    heading: Option<u8>,
    marks: [u32; 3],
    links: Vec<Option<String>>,
    table: Option<OpenTable>,
    code: Option<String>,
    html: Option<String>,
    image: Option<(Figure, String)>,
    pending: Vec<usize>,
    figures: Vec<Figure>,
    note_numbers: HashMap<String, Vec<usize>>,
    note_count: usize,
    notes: HashMap<String, Vec<Span>>,
    bytes: usize,
    count: usize,
    at: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            base: 0,
            counted: (0, 1),
            levels: Vec::new(),
            deeper: 0,
            blocks: Vec::new(),
            spans: Vec::new(),
            heading: None,
            marks: [0; 3],
            links: Vec::new(),
            table: None,
            code: None,
            html: None,
            image: None,
            pending: Vec::new(),
            figures: Vec::new(),
            note_numbers: HashMap::new(),
            note_count: 0,
            notes: HashMap::new(),
            bytes: 0,
            count: 0,
            at: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), DocumentError> {
        self.at = self.base + range.start;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, false),
            Event::Code(text) => self.words(&text, true),
            Event::InlineHtml(html) => {
                if html.trim_start_matches(['<', '/']).to_ascii_lowercase().starts_with("br") {
                    self.spans.push(Span::Break);
                }
                Ok(())
            }
            Event::Html(html) => {
                if let Some(open) = &mut self.html {
                    open.push_str(&html);
                }
                Ok(())
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => {
                self.spans.push(Span::Break);
                Ok(())
            }
            Event::Rule => self.block(Block::Rule),
            Event::FootnoteReference(label) => {
                self.note_reference(&label);
                Ok(())
            }
            Event::TaskListMarker(done) => {
                if self.deeper == 0
                    && let Some(Level { open: Open::Item(state), .. }) = self.levels.last_mut()
                {
                    *state = Some(done);
                }
                Ok(())
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, true),
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), DocumentError> {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush()?;
                self.heading = Some(level_of(level));
            }
            Tag::BlockQuote(_) => self.open(Open::Quote)?,
            Tag::CodeBlock(_) => {
                self.flush()?;
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(start) => self.open(Open::List(List { start, items: Vec::new() }))?,
            Tag::Item => self.open(Open::Item(None))?,
            Tag::FootnoteDefinition(label) => self.open(Open::Note(label.to_string()))?,
            Tag::Table(sides) => self.open_table(&sides)?,
            Tag::Emphasis => self.marks[0] += 1,
            Tag::Strong => self.marks[1] += 1,
            Tag::Strikethrough => self.marks[2] += 1,
            Tag::Link { dest_url, .. } => self.links.push(address(&dest_url)),
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, &title)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), DocumentError> {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close()
            }
            TagEnd::CodeBlock => {
                let mut code = self.code.take().unwrap_or_default();
                code.truncate(code.trim_end_matches('\n').len());
                self.block(Block::Code(code))
            }
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => {
                if let Some(open) = &mut self.table {
                    open.table.head = std::mem::take(&mut open.row);
                }
                Ok(())
            }
            TagEnd::TableRow => {
                if let Some(open) = &mut self.table {
                    open.table.rows.push(std::mem::take(&mut open.row));
                }
                Ok(())
            }
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => self.unmark(0),
            TagEnd::Strong => self.unmark(1),
            TagEnd::Strikethrough => self.unmark(2),
            TagEnd::Link => {
                self.links.pop();
                Ok(())
            }
            TagEnd::Image => self.close_image(),
            _ => Ok(()),
        }
    }

    fn unmark(&mut self, which: usize) -> Result<(), DocumentError> {
        self.marks[which] = self.marks[which].saturating_sub(1);
        Ok(())
    }

    fn words(&mut self, text: &str, code: bool) -> Result<(), DocumentError> {
        self.bytes += text.len();
        if self.bytes > MOST_TEXT {
            return Err(self.wrong(format!("it has more than {} MiB of text", MOST_TEXT >> 20)));
        }
        if let Some(open) = &mut self.code {
            open.push_str(text);
        } else if let Some((_, alt)) = &mut self.image {
            alt.push_str(text);
        } else {
            let marks =
                Marks { italic: self.marks[0] > 0, bold: self.marks[1] > 0, strike: self.marks[2] > 0, code };
            let link = self.links.last().cloned().flatten();
            match self.spans.last_mut() {
                Some(Span::Words(last)) if last.marks == marks && last.link == link => {
                    last.text.push_str(text);
                }
                _ => self.spans.push(Span::Words(Words { text: text.to_owned(), marks, link })),
            }
        }
        Ok(())
    }

    /// A line's end in the text is a space, but between kana and Han, which are written without.
    fn soft_break(&mut self) -> Result<(), DocumentError> {
        let is_dense =
            |character: char| matches!(character, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        let before = match self.spans.last() {
            Some(Span::Words(words)) => words.text.chars().next_back(),
            _ => None,
        };
        if before.is_some_and(is_dense) { Ok(()) } else { self.words(" ", false) }
    }

    /// Numbers count from the first mention; a note mentioned twice is printed twice, for Word's notes have one mark.
    fn note_reference(&mut self, label: &str) {
        let in_note = self.levels.iter().any(|level| matches!(level.open, Open::Note(_)));
        if in_note {
            return;
        }
        self.note_numbers.entry(label.to_owned()).or_default().push(self.note_count);
        self.spans.push(Span::Note(self.note_count));
        self.note_count += 1;
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    (level as u8).clamp(1, 6)
}
