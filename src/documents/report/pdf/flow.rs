//! The text, block by block, as bricks.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use krilla::tagging::Tag;
use kurbo::Point;

use super::Page;
use super::brick::{Brick, Ground, Mark, TableRow};
use super::notes::Note;
use super::style::{Style, Styles};
use super::text::{Line, Link, Piece, To};
use super::tree::{NodeId, Tree};
use crate::documents::DocumentError;
use crate::documents::report::headings::{self, Entry, slug};
use crate::documents::report::model::{Block, Span, words};
use crate::scene::Colour;

/// Sets a report.
pub(super) struct Writer<'a> {
    pub page: Page<'a>,
    pub styles: Styles<'a>,
    pub tree: Tree,
    pub bricks: Vec<Brick>,
    pub links: Vec<Link>,
    /// What no installed font has, and boxes stand for.
    pub boxed: BTreeSet<String>,
    pub notes: HashMap<usize, Note>,
    pub entries: Vec<Entry>,
    /// The first heading of each name that links use.
    names: HashMap<String, usize>,
    /// How many headings, figures, tables with captions and grounds there are so far.
    headings: usize,
    pub figures: usize,
    pub tables: usize,
    /// Tables with or without a caption.
    pub grids: usize,
    grounds: usize,
    /// How many lists are around.
    pub depth: usize,
    /// The level of the last heading: none is passed over (PDF/UA-1, 7.4.2).
    level: u16,
    /// Where text stands between: how far in from the column's left and right edge.
    pub left: f64,
    pub right: f64,
    /// What blocks belong to.
    pub parent: NodeId,
    /// What lies behind or beside blocks: the bar of the quote around them.
    pub around: Option<Ground>,
    /// Space wanted below the last brick.
    pub after: f64,
    pub break_page: bool,
}

/// Least width of a text, however deep it stands.
pub(super) const NARROW: f64 = 90.0;

impl<'a> Writer<'a> {
    pub fn new(page: Page<'a>) -> Self {
        let entries = headings::entries(page.report);
        let mut names = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            names.entry(slug(&entry.text)).or_insert(number);
        }
        Self {
            page,
            styles: Styles { palette: page.palette },
            tree: Tree::new(),
            bricks: Vec::new(),
            links: Vec::new(),
            boxed: BTreeSet::new(),
            notes: HashMap::new(),
            entries,
            names,
            headings: 0,
            figures: 0,
            tables: 0,
            grids: 0,
            grounds: 0,
            depth: 0,
            level: 0,
            left: 0.0,
            right: 0.0,
            parent: Tree::ROOT,
            around: None,
            after: 0.0,
            break_page: false,
        }
    }

    /// Where an address leads; none for a heading there is not.
    pub fn destination(&self, address: &str) -> Option<To> {
        match address.strip_prefix('#') {
            Some(name) => self.names.get(&slug(name)).copied().map(To::Heading),
            None => Some(To::Address(address.to_owned())),
        }
    }

    /// How wide text is here.
    pub fn width(&self) -> f64 {
        (self.page.sheet.column - self.left - self.right).max(NARROW)
    }

    pub fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocumentError> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    pub fn block(&mut self, block: &Block) -> Result<(), DocumentError> {
        match block {
            Block::Heading(level, spans) => self.heading(*level, spans),
            Block::Paragraph(spans) => self.paragraph(spans, &self.styles.body()),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Picture(number) => self.picture(*number),
            Block::Quote(blocks) => self.quote(blocks),
            Block::Code(text) => self.code(text),
            Block::Rule => {
                self.rule();
                Ok(())
            }
            Block::PageBreak => {
                self.break_page = true;
                Ok(())
            }
        }
    }

    /// A paragraph of its own.
    pub fn paragraph(&mut self, spans: &[Span], style: &Style) -> Result<(), DocumentError> {
        let node = self.tree.node(self.parent, Tag::P);
        let lines = self.set(spans, style, self.width(), node)?;
        self.push_lines(&lines, style, None);
        Ok(())
    }

    /// A paragraph of words without marks, when there are any.
    pub fn line(&mut self, text: &str, style: &Style) -> Result<(), DocumentError> {
        if text.is_empty() { Ok(()) } else { self.paragraph(&words(text), style) }
    }

    fn heading(&mut self, level: u8, spans: &[Span]) -> Result<(), DocumentError> {
        let number = self.headings;
        let Some(entry) = self.entries.get(number) else { return Ok(()) };
        self.headings += 1;
        let mut pieces: Vec<Span> = Vec::new();
        if !entry.number.is_empty() {
            pieces = words(format!("{}\u{2002}", entry.number));
        }
        pieces.extend_from_slice(spans);
        let title = entry.numbered();
        let node = self.heading_node(u16::from(level), &title);
        let style = self.styles.heading(level);
        let lines = self.set(&pieces, &style, self.width(), node)?;
        let first = self.bricks.len();
        self.push_lines(&lines, &style, None);
        if let Some(brick) = self.bricks.get_mut(first) {
            brick.marks.push(Mark::Heading(number));
        }
        Ok(())
    }

    /// The node of a heading, below the title's and at most one level below the last.
    pub fn heading_node(&mut self, level: u16, title: &str) -> NodeId {
        let below_title = u16::from(!self.page.report.head.title.is_empty());
        self.level = (level + below_title).min(self.level + 1);
        let level = std::num::NonZeroU16::new(self.level).unwrap_or(std::num::NonZeroU16::MIN);
        self.tree.node(self.parent, Tag::Hn(level, Some(title.to_owned())))
    }

    /// Something behind the blocks that follow.
    pub fn ground(&mut self, left: f64, right: f64, colour: Colour) -> Ground {
        self.grounds += 1;
        Ground { number: self.grounds, left, right, colour }
    }

    /// Adds the lines of a paragraph. None stands alone at the end or the beginning of a page.
    pub fn push_lines(&mut self, lines: &[Rc<Line>], style: &Style, ground: Option<Ground>) {
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let keep = style.keep_next || (count > 1 && (index == 0 || index + 2 == count));
            let marks = vec![Mark::Line(Point::new(self.left, 0.0), Rc::clone(line))];
            let before = if index == 0 { style.before } else { 0.0 };
            let brick = Brick { before, keep, ground, marks, ..Brick::gap(line.height()) };
            self.push(brick, if index + 1 == count { style.after } else { 0.0 });
        }
    }

    /// Adds a brick below the last one: of the space that one wants below it and this one above, the larger counts.
    /// `after` is the space below this one.
    pub fn push(&mut self, mut brick: Brick, after: f64) {
        brick.before = brick.before.max(std::mem::replace(&mut self.after, after));
        brick.ground = brick.ground.or(self.around);
        brick.new_page = std::mem::take(&mut self.break_page) && !self.bricks.is_empty();
        self.bricks.push(brick);
    }

    /// A row of a table.
    pub fn push_row(&mut self, mut brick: Brick, row: TableRow, after: f64) {
        brick.table = Some(row);
        self.push(brick, after);
    }

    /// Words that lead to a heading.
    pub fn to_heading(number: usize, text: String) -> Vec<Piece> {
        vec![Piece { text, to: Some(To::Heading(number)), quiet: true, ..Piece::default() }]
    }
}
