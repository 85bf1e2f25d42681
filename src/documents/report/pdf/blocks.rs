//! Blocks other than text, lists and tables: quotes, text of programs, rules, pictures with their captions.

use krilla::tagging::Tag;
use kurbo::Rect;

use super::brick::{Brick, Mark};
use super::flow::Writer;
use super::paint::stroked;
use super::style::Style;
use super::tree::{NodeId, SlotId};
use crate::documents::DocumentError;
use crate::documents::report::model::{Block, Span, words};

/// How far quotes stand in, and how wide the bar beside them is.
const QUOTE: f64 = 17.0;
const BAR: f64 = 3.0;
/// Space between code and the edges of its tint.
const PADDING: f64 = 6.0;
/// Space above a picture.
const ABOVE_PICTURE: f64 = 8.0;

impl Writer<'_> {
    /// Words of somebody else, with a bar beside them.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn quote(&mut self, blocks: &[Block]) -> Result<(), DocumentError> {
        let node = self.tree.node(self.parent, Tag::BlockQuote);
        let (parent, left, right, around) = (self.parent, self.left, self.right, self.around);
        (self.parent, self.left, self.right) = (node, left + QUOTE, right + QUOTE);
        let colour = self.page.palette.primary;
        self.around = Some(self.ground(left + 2.0, left + 2.0 + BAR, colour));
        let style = self.styles.quote();
        for block in blocks {
            match block {
                Block::Paragraph(spans) => {
                    let node = self.tree.node(self.parent, Tag::P);
                    let lines = self.set(spans, &style, self.width(), node)?;
                    self.push_lines(&lines, &style, None);
                }
                other => self.block(other)?,
            }
        }
        (self.parent, self.left, self.right, self.around) = (parent, left, right, around);
        Ok(())
    }

    /// Text of a program, on a tint.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn code(&mut self, text: &str) -> Result<(), DocumentError> {
        let style = self.styles.code();
        let (left, right) = (self.left, self.page.sheet.column - self.right);
        let tint = self.ground(left, right, self.page.palette.surface);
        let outer = self.tree.node(self.parent, Tag::P);
        let node = self.tree.node(outer, Tag::Code);
        let text = text.trim_end_matches('\n').replace('\t', "    ");
        let lines = self.set_words(&text, &style, self.width() - 2.0 * PADDING, node)?;
        let first = self.bricks.len();
        self.left += PADDING;
        self.push_lines(&lines, &style, Some(tint));
        self.left -= PADDING;
        self.pad(first);
        Ok(())
    }

    /// Gives the bricks from this one on space above the first and below the last.
    fn pad(&mut self, first: usize) {
        if let Some(brick) = self.bricks.get_mut(first) {
            brick.height += PADDING;
            for mark in &mut brick.marks {
                if let Mark::Line(at, _) = mark {
                    at.y += PADDING;
                }
            }
        }
        if let Some(brick) = self.bricks[first..].last_mut() {
            brick.height += PADDING;
        }
    }

    /// A line across.
    pub fn rule(&mut self) {
        let (left, right) = (self.left, self.left + self.width());
        let shape = stroked((left, 4.0), (right, 4.0), self.page.palette.muted, 0.5);
        self.push(Brick { before: 6.0, marks: vec![Mark::Shape(shape)], ..Brick::gap(8.0) }, 10.0);
    }

    /// The picture with that number, in the middle of the column.
    ///
    /// # Errors
    /// As for [`Writer::set`], of its caption.
    pub fn picture(&mut self, number: usize) -> Result<(), DocumentError> {
        let page = self.page;
        let (Some(figure), Some(picture)) = (page.report.figures.get(number), page.pictures.get(number))
        else {
            return Ok(());
        };
        let size = page.sheet.figure(figure, picture);
        let parent =
            if figure.caption.is_empty() { self.parent } else { self.tree.node(self.parent, Tag::Div) };
        let alt = if figure.alt.is_empty() { &picture.alt } else { &figure.alt };
        let node = self.figure_node(parent, alt);
        let left = ((page.sheet.column - size.width) / 2.0).max(0.0);
        let place = Rect::from_origin_size((left, 0.0), size);
        let has_caption = !figure.caption.is_empty();
        let brick = Brick {
            before: ABOVE_PICTURE,
            keep: has_caption,
            marks: vec![Mark::Picture(place, number, node)],
            ..Brick::gap(size.height)
        };
        self.push(brick, if has_caption { 0.0 } else { 10.0 });
        if has_caption {
            self.figures += 1;
            let label = format!("{} {}. ", page.labels.figure, self.figures);
            let node = self.tree.node(parent, Tag::Caption);
            self.caption(&label, &words(&figure.caption), &self.styles.caption(), node)?;
        }
        Ok(())
    }

    /// The node of a picture; none for one that only decorates.
    pub fn figure_node(&mut self, parent: NodeId, alt: &str) -> Option<(NodeId, SlotId)> {
        if alt.is_empty() {
            return None;
        }
        let node = self.tree.node(parent, Tag::Figure(Some(alt.to_owned())));
        Some((node, self.tree.slot(node)))
    }

    /// A caption: its label with its number, its words.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn caption(
        &mut self,
        label: &str,
        spans: &[Span],
        style: &Style,
        node: NodeId,
    ) -> Result<(), DocumentError> {
        let spans: Vec<Span> = words(label).into_iter().chain(spans.iter().cloned()).collect();
        let left = std::mem::take(&mut self.left);
        let lines = self.set(&spans, style, self.width(), node)?;
        self.push_lines(&lines, style, None);
        self.left = left;
        Ok(())
    }
}
