//! One look through a paragraph or table: its text, what it holds, and which fields and moves are still open after it.

use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;

/// What is open at a point of the text, carried from block to block.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// The instructions of the fields that have begun, the innermost last, and whether their result has begun.
    fields: Vec<(String, bool)>,
    /// Ranges of moved text that have begun.
    moves: usize,
}

/// What one block holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Its text as it is read now: deleted text and text boxes left out.
    pub text: String,
    /// Letters, and those of them that are set bold by their own run.
    pub letters: usize,
    pub bold_letters: usize,
    /// A picture, chart, diagram or embedded object.
    pub has_picture: bool,
    /// Something that floats beside the text.
    pub floats: bool,
    /// A page or column break.
    pub breaks: bool,
    /// The instructions of all fields in it.
    pub instructions: Vec<String>,
}

impl Open {
    /// Whether no field and no move is open.
    pub fn is_closed(&self) -> bool {
        self.fields.is_empty() && self.moves == 0
    }

    /// Whether a table of contents, of figures or an index is open.
    pub fn is_contents(&self) -> bool {
        self.fields.iter().any(|(instruction, _)| is_contents(instruction))
    }

    /// Looks through a block.
    pub fn scan(&mut self, element: &Element<'_>) -> Found {
        let mut found = Found::default();
        self.visit(element, false, &mut found);
        found.text = found.text.split_whitespace().collect::<Vec<_>>().join(" ");
        found
    }

    fn visit(&mut self, element: &Element<'_>, is_bold: bool, found: &mut Found) {
        let mut is_bold = is_bold;
        match element.local() {
            "r" => {
                is_bold =
                    element.child("rPr").and_then(|runs| super::styles::switch(runs, "b")).unwrap_or(false);
            }
            "t" if element.space == Space::Word => return self.text(element, is_bold, found),
            "tab" | "br" | "cr" | "p" | "tc" => found.text.push(' '),
            "instrText" => return self.instruct(&element.own_text(), found),
            "fldSimple" => found.instructions.extend(element.attribute("instr")),
            "fldChar" => return self.field_mark(element, found),
            "moveFromRangeStart"
            | "moveToRangeStart"
            | "customXmlInsRangeStart"
            | "customXmlDelRangeStart"
            | "customXmlMoveFromRangeStart"
            | "customXmlMoveToRangeStart" => self.moves += 1,
            "moveFromRangeEnd"
            | "moveToRangeEnd"
            | "customXmlInsRangeEnd"
            | "customXmlDelRangeEnd"
            | "customXmlMoveFromRangeEnd"
            | "customXmlMoveToRangeEnd" => self.moves = self.moves.saturating_sub(1),
            "anchor" => found.floats = true,
            "pic" | "chart" | "relIds" | "wgp" | "wpc" | "imagedata" | "object" | "blip" => {
                found.has_picture = true;
            }
            // Other stories, text that is gone, what older programs see instead, and properties.
            "txbxContent" | "moveFrom" | "Fallback" | "pPr" | "rPr" => return,
            _ => {}
        }
        if element.local() == "br" {
            found.breaks |= element.attribute("type").is_some_and(|kind| kind == "page" || kind == "column");
        }
        element.elements().for_each(|child| self.visit(child, is_bold, found));
    }

    fn text(&self, element: &Element<'_>, is_bold: bool, found: &mut Found) {
        let text = element.own_text();
        let letters = text.chars().filter(|character| !character.is_whitespace()).count();
        found.letters += letters;
        found.bold_letters += if is_bold { letters } else { 0 };
        found.text.push_str(&text);
    }

    fn instruct(&mut self, text: &str, found: &mut Found) {
        if let Some((instruction, false)) = self.fields.last_mut() {
            instruction.push_str(text);
        }
        if self.fields.is_empty() {
            found.instructions.push(text.to_owned());
        }
    }

    fn field_mark(&mut self, element: &Element<'_>, found: &mut Found) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push((String::new(), false)),
            Some("separate") => {
                if let Some((instruction, has_result)) = self.fields.last_mut() {
                    *has_result = true;
                    found.instructions.push(instruction.clone());
                }
            }
            Some("end") => {
                if let Some((instruction, false)) = self.fields.pop() {
                    found.instructions.push(instruction);
                }
            }
            _ => {}
        }
    }
}

/// The first word of a field's instruction, in capitals.
pub(super) fn keyword(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

/// Whether a field lists other places of the document.
pub(super) fn is_contents(instruction: &str) -> bool {
    matches!(keyword(instruction).as_str(), "TOC" | "INDEX" | "TOA" | "BIBLIOGRAPHY")
}
