//! What a check finds, and every rule with its code, its weight and its hint.

use std::fmt;

/// Something in a document that Office would stumble over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule is broken.
    pub rule: Rule,
    /// The part, as in `word/document.xml`; empty for the package itself.
    pub part: String,
    /// Where in the part, as in `paragraph 3, “Dear Ms”`; empty when the whole part is meant.
    pub place: String,
    /// What is wrong, in one sentence.
    pub sentence: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in [&self.part, &self.place].into_iter().filter(|place| !place.is_empty()) {
            write!(formatter, "{place}: ")?;
        }
        formatter.write_str(&self.sentence)
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Office opens the file, and something in it is not as it should be.
    Warning,
    /// Office says that it found unreadable content, and offers to repair the file.
    Repair,
}

impl Severity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Repair => "repair",
        }
    }
}

/// Declares the rules: name, code, severity, hint.
macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $hint:literal;)+) => {
        /// One rule of the check. Its code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // code and hint say it
        pub enum Rule { $($name,)+ }

        impl Rule {
            /// Every rule, in the order of the report.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its stable code, as in `duplicate_drawing_id`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What Office makes of it.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What can be done about it, in one sentence.
            pub fn hint(self) -> &'static str {
                match self { $(Self::$name => $hint,)+ }
            }
        }
    };
}

rules! {
    // The package.
    NotADocument "not_a_document" Repair "pass a DOCX, PPTX or PDF file";
    BrokenPackage "broken_package" Repair "open it in Office, let it be repaired, save it, and pass that file";
    RefusedPackage "refused_package" Repair "pass a file that an office program saved, within the size limits";
    MissingContentType "missing_content_type" Repair "add a Default or an Override to [Content_Types].xml";
    WrongContentType "wrong_content_type" Repair "give the part the content type that its relationship needs";
    TypeWithoutPart "type_without_part" Warning "take the Override out, or add the part";
    MissingMainPart "missing_main_part" Repair "relate the package to its main part in _rels/.rels";
    MissingTarget "missing_target" Repair "add the part, or take the relationship and what uses it out";
    NameCase "name_case" Warning "write the part's name in one case everywhere";
    DuplicateRelationship "duplicate_relationship" Repair "give each relationship of a part its own id";
    DanglingRelationship "dangling_relationship" Repair "add the relationship, or take out what uses it";
    // Any markup.
    MalformedPart "malformed_part" Repair "mend the part so that it is well-formed XML";
    InvalidCharacter "invalid_character" Repair "take out characters that XML 1.0 cannot hold";
    UndeclaredPrefix "undeclared_prefix" Repair "declare the prefix on the part's root element";
    UndeclaredIgnorable "undeclared_ignorable" Repair "declare each prefix that mc:Ignorable names";
    AlternateContentShape "alternate_content_shape" Repair
        "an mc:AlternateContent holds Choices with Requires, then at most one Fallback";
    ChildOrder "child_order" Repair "put the element where the schema of Office wants it";
    RepeatedChild "repeated_child" Repair "keep one of them";
    UnexpectedChild "unexpected_child" Repair "take the element out, or move it to where it belongs";
    MissingChild "missing_child" Repair "add the element that Office needs there";
    BadValue "bad_value" Repair "write a value of the kind that Office reads there";
    DuplicateDrawingId "duplicate_drawing_id" Repair "give each drawing or shape of a part its own id";
    // Word.
    ContentAfterSection "content_after_section" Repair "keep the last w:sectPr at the end of the body";
    CellWithoutParagraph "cell_without_paragraph" Repair "end each table cell with a paragraph";
    TableWithoutRows "table_without_rows" Repair "give the table a row, or take it out";
    RowWithoutCells "row_without_cells" Repair "give the row a cell, or take it out";
    TableWithoutGrid "table_without_grid" Warning "give the table a w:tblGrid";
    UnpairedBookmark "unpaired_bookmark" Warning "keep both ends of the bookmark, or neither";
    DuplicateBookmark "duplicate_bookmark" Warning "give each bookmark its own id and name";
    DuplicateParagraphId "duplicate_paragraph_id" Warning "take w14:paraId off copied paragraphs";
    MissingNote "missing_note" Repair "add the note or comment, or take its reference out";
    MissingNumbering "missing_numbering" Warning "add the list to the numbering part, or take w:numPr out";
    MissingStyle "missing_style" Warning "add the style, or take its name out";
    // PowerPoint.
    SlideId "slide_id" Repair "give each slide an id of its own from 256 up";
    UnlistedSlide "unlisted_slide" Repair "list the slide in the presentation, or take it out";
    LayoutId "layout_id" Repair "give each master and layout an id of its own from 2147483648 up";
    BrokenChain "broken_chain" Repair "relate slide to layout, layout to master, master to theme";
    NotesWithoutSlide "notes_without_slide" Repair "relate the notes to their slide, and the slide to them";
    SectionEntry "section_entry" Repair "list in sections only slides of the presentation, each once";
    TableGrid "table_grid" Repair "give each row as many cells as the grid has columns";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_stable_names_of_their_own() {
        let codes: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        assert_eq!(codes.len(), Rule::ALL.len());
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')));
    }
}
