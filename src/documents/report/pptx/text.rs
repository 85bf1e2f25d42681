//! Lines of a slide as DrawingML paragraphs.

use std::collections::HashMap;

use super::fit::size_of;
use super::outline::{Line, Sign};
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::package::{Package, relationship_type};
use crate::documents::report::model::{Span, Words, is_right_to_left, plain};
use crate::scene::Language;

/// The addresses one slide leads to.
pub(super) struct Links<'a> {
    package: &'a mut Package,
    part: &'a str,
    known: HashMap<String, String>,
}

impl<'a> Links<'a> {
    pub fn new(package: &'a mut Package, part: &'a str) -> Self {
        Self { package, part, known: HashMap::new() }
    }

    /// The id of the relationship; `None` for a place in the text, which a slide has not.
    fn id(&mut self, address: &str) -> Result<Option<String>, DocumentError> {
        if address.starts_with('#') {
            return Ok(None);
        }
        if let Some(id) = self.known.get(address) {
            return Ok(Some(id.clone()));
        }
        let id = self.package.relate_outside(self.part, &relationship_type("hyperlink"), address)?;
        self.known.insert(address.to_owned(), id.clone());
        Ok(Some(id))
    }
}

/// The paragraphs of a slide's text.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate_outside`].
pub(super) fn lines(
    lines: &[Line],
    links: &mut Links<'_>,
    language: Language,
) -> Result<Vec<Element>, DocumentError> {
    let starts = starts(lines);
    let paragraphs = lines.iter().zip(starts);
    paragraphs.map(|(line, start)| paragraph(line, start, links, language)).collect()
}

/// The first number of the list that each numbered line belongs to: PowerPoint counts on from there.
fn starts(lines: &[Line]) -> Vec<u64> {
    let mut open: Vec<Option<(u64, u64)>> = vec![None; 5];
    let start = |line: &Line| {
        let level = line.level.min(4);
        open[level + 1..].fill(None);
        let Sign::Number(number) = line.sign else {
            open[level] = None;
            return 1;
        };
        let first = match open[level] {
            Some((first, last)) if last + 1 == number => first,
            _ => number,
        };
        open[level] = Some((first, number));
        first
    };
    lines.iter().map(start).collect()
}

/// A sign hangs a quarter of an inch.
const HANG: i64 = 228_600;
/// A number or a box is wider than a bullet.
const WIDER: i64 = 160_000;

fn paragraph(
    line: &Line,
    start: u64,
    links: &mut Links<'_>,
    language: Language,
) -> Result<Element, DocumentError> {
    let level = line.level.min(4);
    let left = HANG * (level as i64 + 1);
    let none = || Element::new("a:buNone");
    let sign = |sign: &str| Element::new("a:buChar").with("char", sign);
    // What has no sign of its own says where it stands; bullets are the placeholder's own.
    let (place, mark) = match line.sign {
        Sign::Bullet => (None, None),
        Sign::Number(_) => {
            let start = (start != 1).then_some(start.min(32_767));
            let numbers =
                Element::new("a:buAutoNum").with("type", "arabicPeriod").with_some("startAt", start);
            (Some((left + WIDER, -(HANG + WIDER))), Some(numbers))
        }
        Sign::Box(done) => (Some((left + WIDER, -(HANG + WIDER))), Some(sign(if done { "☑" } else { "☐" }))),
        Sign::Quote => (Some((HANG, 0)), Some(none())),
        Sign::None | Sign::Code | Sign::Heading if level > 0 => {
            (Some((HANG * level as i64, 0)), Some(none()))
        }
        Sign::None | Sign::Heading | Sign::Code | Sign::Small => (Some((0, 0)), Some(none())),
    };
    let right_to_left = is_right_to_left(&plain(&line.spans)).then_some(1);
    let properties = Element::new("a:pPr")
        .with_some("marL", place.map(|place| place.0))
        .with_some("lvl", (level > 0).then_some(level))
        .with_some("indent", place.map(|place| place.1))
        .with_some("algn", right_to_left.map(|_| "r"))
        .with_some("rtl", right_to_left)
        .children(mark);
    let look = Look {
        size: (line.sign == Sign::Code).then(|| size_of(line)),
        bold: line.sign == Sign::Heading,
        quiet: line.sign == Sign::Quote,
        code: line.sign == Sign::Code,
    };
    Ok(Element::new("a:p").child(properties).children(runs(&line.spans, look, links, language)?))
}

/// How a whole line looks beyond its placeholder.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub size: Option<f64>,
    pub bold: bool,
    pub quiet: bool,
    pub code: bool,
}

/// The runs of a line.
///
/// # Errors
/// As for [`lines`].
pub(super) fn runs(
    spans: &[Span],
    look: Look,
    links: &mut Links<'_>,
    language: Language,
) -> Result<Vec<Element>, DocumentError> {
    let mut runs = Vec::new();
    for span in spans {
        match span {
            Span::Words(words) => {
                let link = words.link.as_deref().map_or(Ok(None), |address| links.id(address))?;
                for (index, line) in words.text.split('\n').enumerate() {
                    runs.extend((index > 0).then(|| Element::new("a:br")));
                    let text = Element::new("a:t").text(line);
                    let properties = character(words, look, link.as_deref(), language);
                    runs.push(Element::new("a:r").child(properties).child(text));
                }
            }
            Span::Break => runs.push(Element::new("a:br")),
            Span::Note(number) => {
                let raised = Element::new("a:rPr").with("lang", language.tag()).with("baseline", 30_000);
                let mark = Element::new("a:t").text(format!("{}", number + 1));
                runs.push(Element::new("a:r").child(raised).child(mark));
            }
        }
    }
    Ok(runs)
}

fn character(words: &Words, look: Look, link: Option<&str>, language: Language) -> Element {
    let marks = words.marks;
    let on = |on: bool| on.then_some(1);
    let quiet =
        look.quiet.then(|| Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "tx2")));
    let mono = (marks.code || look.code).then(|| Element::new("a:latin").with("typeface", "Consolas"));
    Element::new("a:rPr")
        .with("lang", language.tag())
        .with("altLang", if language == Language::English { "ko-KR" } else { "en-US" })
        .with_some("sz", look.size.map(|size| (size * 100.0) as i64))
        .with_some("b", on(marks.bold || look.bold))
        .with_some("i", on(marks.italic))
        .with_some("strike", marks.strike.then_some("sngStrike"))
        .children(quiet)
        .children(mono)
        .children(link.map(|id| Element::new("a:hlinkClick").with("r:id", id)))
}
