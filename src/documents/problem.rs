//! What is wrong with a template's tag, where it stands, and what helps.

use std::fmt::{Display, Formatter};

/// One tag that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagProblem {
    /// Which kind of mistake it is.
    pub code: FaultCode,
    /// The part it stands in, as in `word/document.xml`, or the PDF's page.
    pub part: String,
    /// Where in the part: the paragraph, counted from 1 (for a PDF: the field's place in the form).
    pub position: usize,
    /// The text it stands in, shortened; empty when it is the tag alone.
    pub around: String,
    /// The tag as it stands there.
    pub tag: String,
    /// What is wrong with it, in one sentence.
    pub problem: String,
    /// What helps, when that is known.
    pub hint: Option<String>,
}

impl TagProblem {
    /// Where it is, for people; see [`place_of`].
    pub fn place(&self) -> String {
        place_of(&self.part, self.position)
    }
}

/// A place as people see it in Office, as in `text, paragraph 3` or `slide 2, paragraph 1`; a part that Office shows
/// nowhere is named as it is. A position of 0 is the part as a whole.
pub fn place_of(part: &str, position: usize) -> String {
    let file = part.rsplit('/').next().unwrap_or(part);
    let name = file.split('.').next().unwrap_or(file);
    let stem = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let number = &name[stem.len()..];
    let counted = |what: &str| if number.is_empty() { what.to_owned() } else { format!("{what} {number}") };
    let (known, counts) = match stem {
        _ if part.ends_with(".rels") => (format!("links of {}", place_of(name, 0)), "link"),
        _ if part == "slots" => (part.to_owned(), "slot"),
        _ if part.starts_with("page ") => (part.to_owned(), "field"),
        _ if part.starts_with("customXml/") => (part.to_owned(), "text"),
        "document" => ("text".to_owned(), "paragraph"),
        "slide" | "header" | "footer" | "chart" => (counted(stem), "paragraph"),
        "footnotes" | "endnotes" | "comments" => (stem.to_owned(), "paragraph"),
        "notesSlide" => (counted("notes of slide"), "paragraph"),
        "slideMaster" => (counted("slide master"), "paragraph"),
        "slideLayout" => (counted("slide layout"), "paragraph"),
        "core" | "app" | "custom" => ("properties".to_owned(), "text"),
        _ => (part.to_owned(), "paragraph"),
    };
    if position == 0 { known } else { format!("{known}, {counts} {position}") }
}

impl Display for TagProblem {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({}): {}", self.tag, self.place(), self.problem)
    }
}

/// A mistake, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::documents) struct Fault {
    /// Which kind of mistake it is.
    pub code: FaultCode,
    /// What is wrong, in one sentence.
    pub problem: String,
    /// What helps, when that is known.
    pub hint: Option<String>,
}

impl Fault {
    /// A mistake with its sentence.
    pub fn new(code: FaultCode, problem: impl Into<String>) -> Self {
        Self { code, problem: problem.into(), hint: None }
    }

    /// The same with what helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The mistake in its place; `text` is the paragraph around the tag.
    pub fn at(self, part: &str, position: usize, text: &str, tag: &str) -> TagProblem {
        let tag = tag.trim().to_owned();
        TagProblem {
            code: self.code,
            part: part.to_owned(),
            position,
            around: around(text, &tag),
            tag,
            problem: self.problem,
            hint: self.hint,
        }
    }
}

/// The kinds of mistake. Their names are part of the API: a new one may come, none changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultCode {
    /// The data has no value for it.
    MissingValue,
    /// Its value is of a kind that cannot stand there.
    WrongValue,
    /// The expression cannot be read.
    UnreadableExpression,
    /// There is no such filter, test or function.
    UnknownFilter,
    /// The tag is not closed.
    UnclosedTag,
    /// The tag is empty, or no statement that is known.
    UnknownTag,
    /// The other half of a loop or condition is missing.
    UnpairedTag,
    /// The loop or the tag cannot stand where it does.
    WrongPlace,
    /// Evaluating it takes too long, is nested too deeply, or makes too much text.
    TooMuch,
    /// There is no picture for it.
    MissingPicture,
    /// The address is not one that documents may link to.
    BadAddress,
    /// The text does not fit, or is none of the choices.
    Unfit,
}

impl FaultCode {
    /// The stable name, as in `missing_value`.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingValue => "missing_value",
            Self::WrongValue => "wrong_value",
            Self::UnreadableExpression => "unreadable_expression",
            Self::UnknownFilter => "unknown_filter",
            Self::UnclosedTag => "unclosed_tag",
            Self::UnknownTag => "unknown_tag",
            Self::UnpairedTag => "unpaired_tag",
            Self::WrongPlace => "wrong_place",
            Self::TooMuch => "too_much",
            Self::MissingPicture => "missing_picture",
            Self::BadAddress => "bad_address",
            Self::Unfit => "unfit",
        }
    }
}

/// How many characters are shown on each side of a tag.
const SIDE: usize = 40;

/// The text on both sides of a tag, shortened to a line; empty when there is nothing but the tag.
fn around(text: &str, tag: &str) -> String {
    let text = text.trim();
    if text == tag || tag.is_empty() {
        return String::new();
    }
    let Some(start) = text.find(tag) else { return String::new() };
    let (before, after) = (&text[..start], &text[start + tag.len()..]);
    let from = before.char_indices().rev().take(SIDE).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(SIDE).map_or(after.len(), |(at, _)| at);
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let line = [cut(from > 0), &before[from..], tag, &after[..to], cut(to < after.len())].concat();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first problems of many, in one sentence.
pub(super) fn summary(problems: &[TagProblem]) -> String {
    let shown: Vec<_> = problems.iter().take(3).map(TagProblem::to_string).collect();
    match problems.len().saturating_sub(shown.len()) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_shown_in_its_line() {
        let check = |text: &str, tag: &str, expected: &str| assert_eq!(around(text, tag), expected);
        check("Dear {{ a }},\n\tyours", "{{ a }}", "Dear {{ a }}, yours");
        check(" {{ a }} ", "{{ a }}", "");
        check("gone", "{{ a }}", "");
        let long = format!("{}{{{{ a }}}}{}", "가".repeat(90), "나".repeat(90));
        check(&long, "{{ a }}", &format!("…{}{{{{ a }}}}{}…", "가".repeat(40), "나".repeat(40)));
    }

    #[test]
    fn places_are_named_as_office_shows_them() {
        let check =
            |part: &str, position, expected: &str| assert_eq!(place_of(part, position), expected, "{part}");
        check("word/document.xml", 3, "text, paragraph 3");
        check("word/header2.xml", 1, "header 2, paragraph 1");
        check("ppt/slides/slide12.xml", 4, "slide 12, paragraph 4");
        check("ppt/notesSlides/notesSlide1.xml", 0, "notes of slide 1");
        check("word/_rels/document.xml.rels", 2, "links of text, link 2");
        check("ppt/slides/_rels/slide3.xml.rels", 1, "links of slide 3, link 1");
        check("docProps/core.xml", 1, "properties, text 1");
        check("page 2", 5, "page 2, field 5");
        check("slots", 1, "slots, slot 1");
        check("word/glossary/unknown.xml", 1, "word/glossary/unknown.xml, paragraph 1");
    }

    #[test]
    fn many_problems_make_a_short_sentence() {
        let problem = |position| {
            Fault::new(FaultCode::UnclosedTag, "it is not closed").at(
                "word/document.xml",
                position,
                "",
                "{{ a",
            )
        };
        let one = "{{ a (text, paragraph 1): it is not closed";
        assert_eq!(summary(&[problem(1)]), one);
        let five: Vec<_> = (1..6).map(problem).collect();
        assert!(summary(&five).ends_with("paragraph 3): it is not closed; and 2 more"));
    }
}
