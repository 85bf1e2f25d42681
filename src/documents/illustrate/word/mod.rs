//! Word texts: sections by their headings, places between paragraphs, captions as the document writes them.
//!
//! Read in this order: [`styles`] and [`columns`] (what the document says of itself), [`scan`] and [`blocks`] (the
//! body in a row), [`outline`] (sections and places), [`captions`] and [`numbers`] (how captions are written and
//! counted, or [`typed`] by hand), [`insert`] (the markup that goes in).

use crate::documents::drawing::stored::Stored;
use crate::documents::illustrate::{Insertion, Note, Section, Spot};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::Package;
use crate::documents::package::ids::Ids;
use crate::documents::{DocumentError, theme};
use crate::scene::{Language, Palette};
use blocks::Block;
use captions::{Conventions, Sequence};
use insert::{Caption, Dialect, Figure};
use numbers::Number;
use styles::Styles;

mod blocks;
mod captions;
mod columns;
mod insert;
mod numbers;
mod outline;
mod scan;
mod styles;
#[cfg(test)]
mod tests;
mod typed;

/// An opened Word document.
#[derive(Clone, Debug)]
pub(super) struct Report {
    package: Package,
    part: String,
    text: String,
    styles_part: Option<String>,
    styles: Styles,
    blocks: Vec<Block>,
    conventions: Conventions,
    tracks_changes: bool,
    pub sections: Vec<Section>,
    pub palette: Option<Palette>,
}

impl Report {
    /// Reads the main part, the styles, the settings and the theme.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when one of them is not well-formed or there is no text;
    /// [`DocumentError::Locked`] for a document that may not be edited.
    pub fn open(package: Package) -> Result<Self, DocumentError> {
        let part = package.main_part()?;
        let related = |kind: &str| package.related(&part, kind);
        let tracks_changes = related("settings")?.map_or(Ok(false), |part| read_settings(&package, &part))?;
        let styles_part = related("styles")?;
        let styles = styles_part
            .as_ref()
            .map_or(Ok(Styles::default()), |part| Styles::read(part, &package.text(part)?))?;
        let palette = theme::palette(&package)?;
        let text = package.text(&part)?;
        let nodes = tree::parse(&part, &text)?;
        let body = body(&nodes).ok_or_else(|| without_text(&part))?;
        let blocks = blocks::read(body, &styles);
        let conventions = Conventions::read(&blocks, body, &styles);
        let sections = outline::sections(&blocks, &part);
        Ok(Self {
            package,
            part,
            text,
            styles_part,
            styles,
            blocks,
            conventions,
            tracks_changes,
            sections,
            palette,
        })
    }

    /// What should be known before pictures go into these places.
    pub fn notes(&self, spots: &[Spot]) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.tracks_changes {
            notes.push(Note::TracksChanges);
        }
        match &self.conventions.typed {
            Some(typed) => {
                let mut after: Vec<usize> =
                    spots.iter().filter_map(|spot| self.block(*spot)).map(|block| block.index).collect();
                after.sort_unstable();
                let moved = typed.moved(&after).len();
                notes.extend((moved > 0).then_some(Note::RenumbersTyped(moved)));
            }
            None if self.conventions.is_typed => notes.push(Note::NumbersByHand),
            None => {}
        }
        let first = spots.iter().filter_map(|spot| self.block(*spot)).map(|block| block.index).min();
        let instructions = |from| {
            self.blocks.iter().filter(move |block| block.index > from).flat_map(|block| &block.instructions)
        };
        let is_ours = |text: &&String| {
            Sequence::read(text).is_some_and(|found| Some(&found.name) == self.conventions.sequence.as_ref())
        };
        let moved = first.map_or(0, |first| instructions(first).filter(is_ours).count());
        let refers = |text: &String| matches!(scan::keyword(text).as_str(), "REF" | "PAGEREF" | "NOTEREF");
        let is_referenced = self.blocks.iter().flat_map(|block| &block.instructions).any(refers);
        match (moved, is_referenced) {
            (0, _) => {}
            (moved, true) => notes.push(Note::RenumbersReferenced(moved)),
            (moved, false) => notes.push(Note::Renumbers(moved)),
        }
        let lists = |text: &String| scan::keyword(text) == "TOC" && text.contains("\\c");
        if !spots.is_empty() && self.blocks.iter().flat_map(|block| &block.instructions).any(lists) {
            notes.push(Note::ListsFigures);
        }
        notes
    }

    /// The document with the pictures in it.
    ///
    /// # Errors
    /// [`DocumentError::Plan`] for an insertion that has no place here; those of the package.
    pub fn illustrate(&self, insertions: &[Insertion], language: Language) -> Result<Vec<u8>, DocumentError> {
        if insertions.is_empty() {
            return self.package.save();
        }
        let mut placed = Vec::new();
        for insertion in insertions {
            let block = self.block(insertion.spot).ok_or_else(|| DocumentError::Plan {
                entry: insertion.id.clone(),
                reason: "there is no such paragraph".to_owned(),
            })?;
            placed.push((block.index, insertion));
        }
        placed.sort_by_key(|(index, _)| *index);
        let mut package = self.package.clone();
        let mut nodes = tree::parse(&self.part, &self.text)?;
        let markup = self.markup(&mut nodes, &placed, language, &mut package)?;
        let body = body_mut(&mut nodes).ok_or_else(|| without_text(&self.part))?;
        for ((index, _), markup) in placed.iter().zip(&markup).rev() {
            body.children.insert(index + 1, Node::Verbatim(markup));
        }
        let mut text = String::with_capacity(self.text.len() + markup.iter().map(String::len).sum::<usize>());
        tree::write(&nodes, &mut text);
        package.set_part(&self.part, text.into_bytes());
        package.save()
    }

    /// The paragraphs of each insertion as text; pictures, relationships and a style go into the package.
    fn markup(
        &self,
        nodes: &mut [Node<'_>],
        placed: &[(usize, &Insertion)],
        language: Language,
        package: &mut Package,
    ) -> Result<Vec<String>, DocumentError> {
        let dialect = nodes.iter().filter_map(Node::element).map(Dialect::of).next();
        let dialect = dialect.ok_or_else(|| without_text(&self.part))?;
        let mut ids = taken_ids(package)?;
        let numbers = self.numbers(nodes, placed, language)?;
        let style = self.caption_style(placed, &dialect, language, package)?;
        let body = body(nodes).ok_or_else(|| without_text(&self.part))?;
        let example = self.conventions.example.and_then(|number| paragraph(body, number));
        let mut all = Vec::new();
        for ((_, insertion), number) in placed.iter().zip(numbers) {
            let related = Stored::of(&insertion.picture)?.relate(&self.part, package)?;
            let (alt, size) = (insertion.picture.alt.as_str(), insertion.size);
            let pixels = insertion.picture.size;
            let figure = Figure { related, id: ids.take(None), alt, size, pixels };
            let caption =
                insertion.caption.as_deref().map(|words| Caption { words, number, style: style.as_deref() });
            let caption = caption
                .map(|caption| insert::caption(&dialect, &caption, &self.conventions, example, language));
            all.push(match (caption, self.conventions.is_above) {
                (None, _) => insert::figure(&dialect, &figure, false),
                (Some(caption), true) => caption + &insert::figure(&dialect, &figure, false),
                (Some(caption), false) => insert::figure(&dialect, &figure, true) + &caption,
            });
        }
        Ok(all)
    }

    /// The number of each caption; later captions are numbered anew in the tree.
    fn numbers(
        &self,
        nodes: &mut [Node<'_>],
        placed: &[(usize, &Insertion)],
        language: Language,
    ) -> Result<Vec<Option<Number>>, DocumentError> {
        let has_caption = |placed: &&(usize, &Insertion)| placed.1.caption.is_some();
        let after: Vec<usize> = placed.iter().filter(has_caption).map(|(index, _)| *index).collect();
        if self.conventions.is_typed && self.conventions.typed.is_none() {
            return Ok(vec![None; placed.len()]);
        }
        let name = self.conventions.sequence.as_deref().unwrap_or_else(|| captions::label(language));
        let body = body_mut(nodes).ok_or_else(|| without_text(&self.part))?;
        let numbers = match &self.conventions.typed {
            Some(typed) => {
                typed.renumber(body, &after);
                typed.numbers(&after)
            }
            None => {
                let (numbers, moved) = numbers::count(body, &after, name, &self.styles);
                typed::renumber(body, &name.to_lowercase(), &moved);
                numbers
            }
        };
        let mut numbers = numbers.into_iter();
        Ok(placed.iter().map(|placed| has_caption(&placed).then(|| numbers.next()).flatten()).collect())
    }

    /// The id of the style for captions, added to the styles when there is none and a caption needs one.
    fn caption_style(
        &self,
        placed: &[(usize, &Insertion)],
        dialect: &Dialect,
        language: Language,
        package: &mut Package,
    ) -> Result<Option<String>, DocumentError> {
        let is_needed = placed.iter().any(|(_, insertion)| insertion.caption.is_some());
        let has_style = self.styles.caption.is_some() || self.conventions.example.is_some();
        let Some(part) = self.styles_part.as_ref().filter(|_| is_needed && !has_style) else {
            return Ok(self.styles.caption.clone());
        };
        let id = self.styles.free_id("Caption");
        let colour = self.palette.map(|palette| palette.muted.to_string());
        let style = insert::caption_style(dialect, &id, self.styles.default.as_deref(), colour, language);
        let text = package.text(part)?;
        let mut nodes = tree::parse(part, &text)?;
        if let Some(root) = nodes.iter_mut().filter_map(Node::element_mut).next() {
            root.children.push(Node::Verbatim(&style));
        }
        let mut written = String::with_capacity(text.len() + style.len());
        tree::write(&nodes, &mut written);
        package.set_part(part, written.into_bytes());
        Ok(Some(id))
    }

    fn block(&self, spot: Spot) -> Option<&Block> {
        let Spot::After { paragraph } = spot else { return None };
        self.blocks.iter().find(|block| block.paragraph == paragraph && paragraph > 0)
    }
}

/// Whether changes are tracked.
fn read_settings(package: &Package, part: &str) -> Result<bool, DocumentError> {
    let text = package.text(part)?;
    let nodes = tree::parse(part, &text)?;
    let Some(root) = nodes.iter().filter_map(Node::element).next() else { return Ok(false) };
    let protection = root.child("documentProtection");
    if protection.is_some_and(|protection| styles::is_on(protection.attribute("enforcement"))) {
        return Err(DocumentError::Locked { reason: "it is protected against editing" });
    }
    Ok(styles::switch(root, "trackRevisions").unwrap_or(false))
}

fn without_text(part: &str) -> DocumentError {
    DocumentError::Broken { reason: format!("{part} has no text") }
}

fn body<'e, 'a>(nodes: &'e [Node<'a>]) -> Option<&'e Element<'a>> {
    nodes.iter().filter_map(Node::element).find(|root| root.is(Space::Word, "document"))?.child("body")
}

fn body_mut<'e, 'a>(nodes: &'e mut [Node<'a>]) -> Option<&'e mut Element<'a>> {
    nodes
        .iter_mut()
        .filter_map(Node::element_mut)
        .find(|root| root.is(Space::Word, "document"))?
        .child_mut("body")
}

/// The body's paragraph of that number.
fn paragraph<'e, 'a>(body: &'e Element<'a>, number: usize) -> Option<&'e Element<'a>> {
    body.elements().find(|element| element.is_paragraph() && element.number == number)
}

/// The ids of all drawings in the document: in one file no two may be the same.
fn taken_ids(package: &Package) -> Result<Ids, DocumentError> {
    fn collect(nodes: &[Node<'_>], ids: &mut Ids) {
        for element in nodes.iter().filter_map(Node::element) {
            if element.local() == "docPr" {
                ids.take(element.attribute("id").and_then(|id| id.parse().ok()));
            }
            collect(&element.children, ids);
        }
    }
    let mut ids = Ids::default();
    // Macro documents have content types of their own; an embedded document is no part of this one.
    let names: Vec<&str> =
        package.names().filter(|name| package.content_type(name).ends_with("+xml")).collect();
    for name in names {
        let text = package.text(name)?;
        if text.contains("docPr") {
            collect(&tree::parse(name, &text)?, &mut ids);
        }
    }
    Ok(ids)
}
