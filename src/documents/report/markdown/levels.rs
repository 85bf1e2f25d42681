//! Blocks within blocks: what is open is closed into what it stands in, and everything is counted.

use super::lines::{is_page_break, note_line, strong_beside_hangul, trim};
use super::{Builder, Level, Open};
use crate::documents::DocumentError;
use crate::documents::report::model::{Block, DEEPEST, Figure, Item, MOST_BLOCKS, Span, wrong};

impl Builder<'_> {
    pub(super) fn open(&mut self, open: Open) -> Result<(), DocumentError> {
        self.flush()?;
        // An item closes into a list, so it is never the one that is too deep.
        let is_deep = self.levels.len() >= DEEPEST * 2 && !matches!(open, Open::Item(_));
        if is_deep || self.deeper > 0 {
            self.deeper += 1;
        } else {
            self.levels.push(Level { open, blocks: Vec::new() });
        }
        Ok(())
    }

    pub(super) fn close(&mut self) -> Result<(), DocumentError> {
        self.flush()?;
        if self.deeper > 0 {
            self.deeper -= 1;
            return Ok(());
        }
        let Some(Level { open, blocks }) = self.levels.pop() else { return Ok(()) };
        match open {
            Open::Quote => self.block(Block::Quote(blocks)),
            Open::List(list) => self.block(Block::List(list)),
            Open::Item(done) => {
                if let Some(Level { open: Open::List(list), .. }) = self.levels.last_mut() {
                    list.items.push(Item { done, blocks });
                }
                Ok(())
            }
            Open::Note(label) => {
                self.notes.insert(label, note_line(blocks));
                Ok(())
            }
        }
    }

    pub(super) fn flush(&mut self) -> Result<(), DocumentError> {
        let mut spans = strong_beside_hangul(std::mem::take(&mut self.spans));
        trim(&mut spans);
        let heading = self.heading.take();
        if !spans.is_empty() {
            let block = match heading {
                Some(level) => Block::Heading(level, spans),
                None if is_page_break(&spans) => Block::PageBreak,
                None => Block::Paragraph(spans),
            };
            self.block(block)?;
        }
        for figure in std::mem::take(&mut self.pending) {
            self.block(Block::Picture(figure))?;
        }
        Ok(())
    }

    pub(super) fn block(&mut self, block: Block) -> Result<(), DocumentError> {
        self.counts(1)?;
        match self.levels.last_mut() {
            Some(level) => level.blocks.push(block),
            None => self.blocks.push(block),
        }
        Ok(())
    }

    pub(super) fn counts(&mut self, more: usize) -> Result<(), DocumentError> {
        self.count += more;
        if self.count > MOST_BLOCKS {
            return Err(self.wrong(format!("it has more than {MOST_BLOCKS} paragraphs, items and cells")));
        }
        Ok(())
    }

    pub(super) fn line(&mut self) -> usize {
        let (from, lines) = self.counted;
        let at = self.at.min(self.text.len());
        if at >= from {
            let more = self.text.as_bytes()[from..at].iter().filter(|byte| **byte == b'\n').count();
            self.counted = (at, lines + more);
        }
        self.counted.1
    }

    pub(super) fn wrong(&mut self, reason: impl Into<String>) -> DocumentError {
        wrong(format!("line {}", self.line()), reason)
    }

    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Vec<Span>>, Vec<Figure>) {
        let mut notes = vec![Vec::new(); self.note_count];
        for (label, numbers) in &self.note_numbers {
            for number in numbers {
                notes[*number] = self.notes.get(label).cloned().unwrap_or_default();
            }
        }
        (std::mem::take(&mut self.blocks), notes, self.figures)
    }
}
