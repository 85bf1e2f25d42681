//! The same document from JSON, for programs: nothing in a text means anything but itself. [`shape`] is what they send.

use super::labels::Labels;
use super::minutes::{self, Action};
use super::model::{
    Block, Cell, DEEPEST, Fact, Figure, Head, Item, Kind, List, MOST_BLOCKS, MOST_COLUMNS, MOST_TEXT, Marks,
    Paper, RATIO, Report, Side, Source, Span, Table, Words, words, wrong,
};
use crate::documents::DocumentError;
use crate::scene::Language;
use shape::{ActionText, BlockText, ItemText, LineText, PieceText, TopicText};

mod shape;

pub use shape::DocumentText;

/// Reads a document from JSON.
///
/// # Errors
/// [`DocumentError::Text`] with line and column, or with the block that no document can hold.
pub fn read(json: &[u8]) -> Result<Report, DocumentError> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let text: DocumentText = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let place = match error.path().to_string() {
            path if path == "." => String::new(),
            path => path,
        };
        wrong(place, error.inner().to_string())
    })?;
    Reader::default().document(text)
}

#[derive(Default)]
struct Reader {
    notes: Vec<Vec<Span>>,
    figures: Vec<Figure>,
    count: usize,
    bytes: usize,
}

impl Reader {
    fn document(mut self, text: DocumentText) -> Result<Report, DocumentError> {
        let kind = text.kind.as_deref().map_or(Some(Kind::Report), Kind::from_name);
        let kind = kind.ok_or_else(|| wrong("kind", "there are report, minutes and letter"))?;
        let mut head = head(&text)?;
        let mut blocks = self.blocks(text.blocks, "blocks", 0)?;
        let sample =
            [text.title.as_str(), &text.date, text.decisions.first().map_or("", String::as_str)].concat();
        let language = head.language.unwrap_or_else(|| super::model::language_of(&sample));
        let labels = Labels::of(language);
        blocks.extend(agenda(&text.agenda, labels));
        if !text.decisions.is_empty() {
            blocks.push(Block::Heading(1, words(labels.decisions)));
            blocks.push(minutes::numbered(text.decisions.iter().map(|line| plain_line(line))));
        }
        if !text.actions.is_empty() {
            blocks.push(Block::Heading(1, words(labels.actions)));
            let actions: Vec<Action> = text.actions.into_iter().map(action).collect();
            blocks.push(Block::Table(minutes::table(&actions, labels)));
        }
        if let Some(next) = text.next_meeting {
            blocks.extend([Block::Heading(1, words(labels.next)), Block::Paragraph(plain_line(&next))]);
        }
        if let Some(prompt) = text.cover {
            head.cover = Some(self.figures.len());
            self.figures
                .push(figure(super::markdown::source(&prompt, &format!("vignette:{prompt}")), "cover"));
        }
        Report { kind, head, blocks, notes: self.notes, figures: self.figures, unread: Vec::new() }.checked()
    }

    fn blocks(
        &mut self,
        blocks: Vec<BlockText>,
        place: &str,
        depth: usize,
    ) -> Result<Vec<Block>, DocumentError> {
        let named = blocks.into_iter().enumerate();
        named.map(|(index, block)| self.block(block, &format!("{place}[{index}]"), depth)).collect()
    }

    fn block(&mut self, block: BlockText, place: &str, depth: usize) -> Result<Block, DocumentError> {
        self.counts(place)?;
        Ok(match block {
            BlockText::Heading { level, text } => Block::Heading(level.clamp(1, 4), self.line(text, place)?),
            BlockText::Paragraph { text } => Block::Paragraph(self.line(text, place)?),
            BlockText::Quote { text } => Block::Quote(vec![Block::Paragraph(self.line(text, place)?)]),
            BlockText::Code { text } => {
                self.text(&text, place)?;
                Block::Code(text)
            }
            BlockText::Rule => Block::Rule,
            BlockText::PageBreak => Block::PageBreak,
            BlockText::List { ordered, items } => Block::List(self.list(ordered, items, place, depth)?),
            BlockText::Table { caption, head, align, rows } => {
                Block::Table(self.table(words_or_none(caption), head, &align, rows, place)?)
            }
            BlockText::Picture { prompt, data, name, alt, caption, ratio } => {
                let source = match (prompt, data, name) {
                    (Some(prompt), None, None) => Source::Prompt(prompt),
                    (None, Some(data), None) => Source::Data(data),
                    (None, None, Some(name)) => Source::Named(name),
                    _ => return Err(wrong(place, "a picture has one of prompt, data and name")),
                };
                let ratio = ratio.filter(|ratio| (0.2..=5.0).contains(ratio)).unwrap_or(RATIO);
                self.figures.push(Figure { alt, caption, ratio, ..figure(source, place) });
                Block::Picture(self.figures.len() - 1)
            }
        })
    }

    fn list(
        &mut self,
        ordered: bool,
        items: Vec<ItemText>,
        place: &str,
        depth: usize,
    ) -> Result<List, DocumentError> {
        if depth >= DEEPEST {
            return Err(wrong(place, format!("lists nest more than {DEEPEST} deep")));
        }
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let place = format!("{place}.items[{index}]");
            self.counts(&place)?;
            read.push(match item {
                ItemText::Plain(text) => Item {
                    done: None,
                    blocks: vec![Block::Paragraph(self.line(LineText::Plain(text), &place)?)],
                },
                ItemText::Item { text, done, blocks } => {
                    let mut all = vec![Block::Paragraph(self.line(text, &place)?)];
                    all.extend(self.blocks(blocks, &format!("{place}.blocks"), depth + 1)?);
                    Item { done, blocks: all }
                }
            });
        }
        Ok(List { start: ordered.then_some(1), items: read })
    }

    fn table(
        &mut self,
        caption: Vec<Span>,
        head: Vec<LineText>,
        align: &[String],
        rows: Vec<Vec<LineText>>,
        place: &str,
    ) -> Result<Table, DocumentError> {
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        if columns == 0 {
            return Err(wrong(place, "the table has no cell"));
        }
        if columns > MOST_COLUMNS {
            return Err(wrong(
                place,
                format!("the table has {columns} columns; Word opens at most {MOST_COLUMNS}"),
            ));
        }
        let side = |index: usize| match align.get(index).map(String::as_str) {
            None => Ok(Side::Auto),
            Some("left" | "start") => Ok(Side::Start),
            Some("centre" | "center") => Ok(Side::Centre),
            Some("right" | "end") => Ok(Side::End),
            Some(_) => Err(wrong(format!("{place}.align"), "there are left, centre and right")),
        };
        let head = if head.is_empty() { Vec::new() } else { self.row(head, columns, place)? };
        let rows = rows.into_iter().map(|row| self.row(row, columns, place)).collect::<Result<_, _>>()?;
        Ok(Table { caption, sides: (0..columns).map(side).collect::<Result<_, _>>()?, head, rows })
    }

    fn row(&mut self, cells: Vec<LineText>, columns: usize, place: &str) -> Result<Vec<Cell>, DocumentError> {
        let mut row = Vec::with_capacity(columns);
        for cell in cells {
            self.counts(place)?;
            row.push(self.line(cell, place)?);
        }
        row.resize(columns, Vec::new());
        Ok(row)
    }

    fn line(&mut self, text: LineText, place: &str) -> Result<Vec<Span>, DocumentError> {
        let pieces = match text {
            LineText::Plain(text) => vec![PieceText { text, ..PieceText::default() }],
            LineText::Pieces(pieces) => pieces,
        };
        let mut line = Vec::new();
        for piece in pieces {
            self.text(&piece.text, place)?;
            let marks =
                Marks { bold: piece.bold, italic: piece.italic, strike: piece.strike, code: piece.code };
            let link = piece.link.as_deref().map(|link| {
                super::markdown::address(link).ok_or_else(|| {
                    wrong(place, "a link is an address with http, https, mailto or tel, or # and a heading")
                })
            });
            let link = link.transpose()?;
            for (index, text) in piece.text.split('\n').enumerate() {
                line.extend((index > 0).then_some(Span::Break));
                if !text.is_empty() {
                    line.push(Span::Words(Words { text: text.to_owned(), marks, link: link.clone() }));
                }
            }
            if let Some(note) = piece.note {
                line.push(Span::Note(self.notes.len()));
                self.notes.push(words(note));
            }
        }
        Ok(line)
    }

    fn text(&mut self, text: &str, place: &str) -> Result<(), DocumentError> {
        self.bytes += text.len();
        if self.bytes > MOST_TEXT {
            return Err(wrong(place, format!("it has more than {} MiB of text", MOST_TEXT >> 20)));
        }
        Ok(())
    }

    fn counts(&mut self, place: &str) -> Result<(), DocumentError> {
        self.count += 1;
        if self.count > MOST_BLOCKS {
            return Err(wrong(place, format!("it has more than {MOST_BLOCKS} paragraphs, items and cells")));
        }
        Ok(())
    }
}

fn head(text: &DocumentText) -> Result<Head, DocumentError> {
    let language = text.language.as_deref().map(|code| {
        Language::from_code(code).ok_or_else(|| wrong("language", "there are ko, en, ja and zh"))
    });
    let paper = text
        .paper
        .as_deref()
        .map(|name| Paper::from_name(name).ok_or_else(|| wrong("paper", "there are A4 and letter")));
    let one = |fact: Fact, value: &Option<String>| Some((fact, vec![value.clone()?]));
    let several = |fact: Fact, people: &[String]| (!people.is_empty()).then(|| (fact, people.to_vec()));
    let facts = [
        one(Fact::Place, &text.place),
        one(Fact::Chair, &text.chair),
        one(Fact::Writer, &text.writer),
        several(Fact::Present, &text.attendees),
        several(Fact::Absent, &text.absent),
    ];
    Ok(Head {
        title: text.title.clone(),
        subtitle: text.subtitle.clone(),
        author: text.author.clone(),
        date: text.date.clone(),
        organisation: text.organisation.clone(),
        language: language.transpose()?,
        paper: paper.transpose()?,
        contents: text.contents,
        numbered: text.numbered,
        cover: None,
        facts: facts.into_iter().flatten().collect(),
        to: text.to.clone(),
        closing: text.closing.clone(),
    })
}

fn figure(source: Source, place: &str) -> Figure {
    Figure { source, alt: String::new(), caption: String::new(), ratio: RATIO, place: place.to_owned() }
}

fn agenda(topics: &[TopicText], labels: &Labels) -> Vec<Block> {
    let heading = (!topics.is_empty()).then(|| Block::Heading(1, words(labels.agenda)));
    let topic = |topic: &TopicText| {
        let said = (!topic.discussion.is_empty()).then(|| Block::Paragraph(plain_line(&topic.discussion)));
        [Some(Block::Heading(2, words(&topic.topic))), said].into_iter().flatten()
    };
    heading.into_iter().chain(topics.iter().flat_map(topic)).collect()
}

fn action(text: ActionText) -> Action {
    Action { task: plain_line(&text.task), owner: text.owner, due: text.due, state: text.state }
}

fn plain_line(text: &str) -> Vec<Span> {
    let mut line = Vec::new();
    for (index, text) in text.split('\n').enumerate() {
        line.extend((index > 0).then_some(Span::Break));
        line.extend(words(text));
    }
    line
}

fn words_or_none(text: String) -> Vec<Span> {
    if text.is_empty() { Vec::new() } else { words(text) }
}
