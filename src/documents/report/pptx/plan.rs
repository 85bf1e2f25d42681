//! The text as slides: one for each heading of the first two levels, more where one does not hold what stands below it.

use super::fit::{BODY, HALF, TIGHT, height, split};
use super::outline::{Layout, Line, Sign, Slide};
use crate::documents::report::docx::title::joined;
use crate::documents::report::labels::Labels;
use crate::documents::report::model::{Block, Kind, List, Report, Side, Span, Table, Words, plain, words};

/// All slides of a document.
pub(super) fn slides(report: &Report, labels: &Labels) -> Vec<Slide> {
    let mut planner =
        Planner { report, labels, slides: Vec::new(), open: Slide::default(), figures: Vec::new() };
    planner.title();
    for block in &report.blocks {
        planner.block(block, 0);
    }
    planner.close();
    planner.slides
}

struct Planner<'a> {
    report: &'a Report,
    labels: &'a Labels,
    slides: Vec<Slide>,
    open: Slide,
    figures: Vec<usize>,
}

impl Planner<'_> {
    fn title(&mut self) {
        let head = &self.report.head;
        if !head.title.is_empty() {
            let who = joined(&[&head.organisation, &head.author]);
            let line = |level, sign, text: &str| Line { level, sign, spans: words(text) };
            let lines = [
                line(0, Sign::None, &head.subtitle),
                line(1, Sign::Small, &who),
                line(1, Sign::Small, &head.date),
            ];
            let lines = lines.into_iter().filter(|line| !plain(&line.spans).is_empty());
            let layout = if head.cover.is_some() { Layout::TitlePicture } else { Layout::Title };
            self.slides.push(Slide {
                layout,
                title: words(&head.title),
                lines: lines.collect(),
                figure: head.cover,
                ..Slide::default()
            });
        }
        if self.report.kind == Kind::Minutes && !head.facts.is_empty() {
            let row = |(fact, values): &(_, Vec<String>)| {
                vec![words(self.labels.fact(*fact)), words(values.join(", "))]
            };
            let table = Table {
                sides: vec![Side::Start; 2],
                rows: head.facts.iter().map(row).collect(),
                ..Table::default()
            };
            self.slides.push(Slide {
                layout: Layout::TitleOnly,
                title: words(self.labels.minutes),
                table: Some(table),
                ..Slide::default()
            });
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Heading(1 | 2, spans) => {
                // A heading with nothing below it but another heading opens a section.
                if self.is_bare() && !self.open.title.is_empty() {
                    self.open.layout = Layout::Section;
                }
                self.close();
                self.open.title = self.noted(spans);
            }
            Block::Heading(_, spans) => self.line(level, Sign::Heading, spans),
            Block::Paragraph(spans) => self.line(level, Sign::None, spans),
            Block::List(list) => self.list(list, level),
            Block::Table(table) => self.table(table),
            Block::Picture(number) => self.figures.push(*number),
            Block::Quote(blocks) => self.quote(blocks, level),
            Block::Code(text) => {
                for line in text.lines() {
                    self.line(level, Sign::Code, &words(line));
                }
            }
            Block::Rule => {}
            Block::PageBreak => {
                let title = self.open.title.clone();
                self.close();
                self.open.title = title;
            }
        }
    }

    fn is_bare(&self) -> bool {
        self.open.lines.is_empty() && self.figures.is_empty() && self.open.table.is_none()
    }

    fn line(&mut self, level: usize, sign: Sign, spans: &[Span]) {
        let spans = self.noted(spans);
        self.open.lines.push(Line { level: level.min(4), sign, spans });
    }

    /// Footnotes go to what the speaker says; a slide has no foot.
    fn noted(&mut self, spans: &[Span]) -> Vec<Span> {
        for span in spans {
            if let Span::Note(number) = span
                && let Some(note) = self.report.notes.get(*number)
            {
                self.open.notes.push(format!("[{}] {}", number + 1, plain(note)));
            }
        }
        spans.to_vec()
    }

    fn list(&mut self, list: &List, level: usize) {
        for (number, item) in (list.start.unwrap_or(1)..).zip(&list.items) {
            let sign = match (item.done, list.start) {
                (Some(done), _) => Sign::Box(done),
                (None, Some(_)) => Sign::Number(number),
                (None, None) => Sign::Bullet,
            };
            let mut blocks = item.blocks.iter();
            match item.blocks.first() {
                Some(Block::Paragraph(spans)) => {
                    blocks.next();
                    self.line(level, sign, spans);
                }
                _ => self.line(level, sign, &[]),
            }
            blocks.for_each(|block| self.block_below(block, level + 1));
        }
    }

    /// Headings in lists are no slides.
    fn block_below(&mut self, block: &Block, level: usize) {
        match block {
            Block::Heading(_, spans) => self.line(level, Sign::Heading, spans),
            other => self.block(other, level),
        }
    }

    fn quote(&mut self, blocks: &[Block], level: usize) {
        if let Some(Block::Paragraph(spans)) = blocks.first()
            && let Some(words) = speakers(&plain(spans))
        {
            let rest = blocks[1..].iter().filter_map(|block| match block {
                Block::Paragraph(spans) => Some(plain(spans)),
                _ => None,
            });
            self.open.notes.push(words);
            self.open.notes.extend(rest);
            return;
        }
        for block in blocks {
            match block {
                Block::Paragraph(spans) => self.line(level, Sign::Quote, spans),
                other => self.block_below(other, level),
            }
        }
    }

    /// A table has slides of its own, as many as its rows need; the text before it stands before it.
    fn table(&mut self, table: &Table) {
        let (title, notes) = (self.open.title.clone(), std::mem::take(&mut self.open.notes));
        if !self.is_bare() {
            self.close();
            self.open.title.clone_from(&title);
        }
        let heading = if table.caption.is_empty() { title.clone() } else { table.caption.clone() };
        let parts = super::table::parts(table);
        let count = parts.len();
        for (number, part) in (1..).zip(parts) {
            self.slides.push(Slide {
                layout: Layout::TitleOnly,
                title: counted(&heading, number, count),
                table: Some(part),
                notes: if number == 1 { notes.clone() } else { Vec::new() },
                ..Slide::default()
            });
        }
        // What follows has the heading again; a heading that only led to the table is done.
        self.open = Slide { title, ..Slide::default() };
    }

    /// Ends the open slide: pictures beside text that leaves room, else on their own.
    fn close(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        if open.title.is_empty()
            && !self.report.head.title.is_empty()
            && !(open.lines.is_empty() && self.figures.is_empty())
        {
            open.title = words(&self.report.head.title);
        }
        let figures = std::mem::take(&mut self.figures);
        let is_repeat = self.slides.last().is_some_and(|last| last.table.is_some());
        if open.lines.is_empty() && figures.is_empty() {
            let says = !open.title.is_empty() || !open.notes.is_empty();
            if says && !(is_repeat && open.notes.is_empty()) {
                let layout = if open.layout == Layout::Section { Layout::Section } else { Layout::TitleOnly };
                self.slides.push(Slide { layout, ..open });
            }
            return;
        }
        let mut figures = figures.into_iter();
        let beside = open.lines.is_empty() || height(&open.lines, HALF, 1.0) <= BODY.1;
        if beside && let Some(figure) = figures.next() {
            let layout = if open.lines.is_empty() { Layout::Picture } else { Layout::TextPicture };
            let lines = if open.lines.is_empty() { self.caption(figure) } else { open.lines.clone() };
            self.slides.push(Slide { layout, figure: Some(figure), lines, ..open.clone() });
        } else {
            self.text(open.clone());
        }
        for figure in figures {
            self.slides.push(Slide {
                layout: Layout::Picture,
                title: open.title.clone(),
                lines: self.caption(figure),
                figure: Some(figure),
                ..Slide::default()
            });
        }
    }

    /// What stands below a picture that has a slide of its own.
    fn caption(&self, figure: usize) -> Vec<Line> {
        let caption = self.report.figures.get(figure).map_or("", |figure| figure.caption.as_str());
        let line = || Line { level: 0, sign: Sign::None, spans: words(caption) };
        (!caption.is_empty()).then(line).into_iter().collect()
    }

    /// Text on as many slides as it needs.
    fn text(&mut self, open: Slide) {
        if height(&open.lines, BODY.0, 1.0) <= BODY.1 {
            self.slides.push(open);
        } else if height(&open.lines, BODY.0, TIGHT) <= BODY.1 {
            self.slides.push(Slide { tight: true, ..open });
        } else {
            let parts = split(&open.lines);
            let count = parts.len();
            for (number, lines) in (1..).zip(parts) {
                self.slides.push(Slide {
                    title: counted(&open.title, number, count),
                    lines,
                    notes: if number == 1 { open.notes.clone() } else { Vec::new() },
                    ..Slide::default()
                });
            }
        }
    }
}

/// What a quote beginning with "Note:" lets the speaker say.
fn speakers(text: &str) -> Option<String> {
    let marks = ["note:", "notes:", "노트:", "메모:", "발표자 노트:"];
    let lower = text.to_lowercase();
    let mark = marks.iter().find(|mark| lower.starts_with(**mark))?;
    // Lower case has the same number of characters for all marks.
    Some(text.chars().skip(mark.chars().count()).collect::<String>().trim().to_owned())
}

/// A title with its number, where it stands on several slides.
fn counted(title: &[Span], number: usize, count: usize) -> Vec<Span> {
    let mut title = title.to_vec();
    if count > 1 {
        title.push(Span::Words(Words { text: format!(" ({number}/{count})"), ..Words::default() }));
    }
    title
}
