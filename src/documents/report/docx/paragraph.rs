//! Paragraphs and runs with their properties in the schema's order, which Word insists on.

use crate::documents::docx::styles::valued;
use crate::documents::docx::text::theme_colour;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::scheme::Scheme;
use crate::scene::Colour;

/// What a paragraph says about itself beyond its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// The id of its style; the default one when empty.
    pub style: &'static str,
    /// Whether it stays on the page of the next.
    pub keep_next: bool,
    /// The level and number of its list.
    pub numbering: Option<(usize, usize)>,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
    /// Space above, in twentieths of a point.
    pub before: Option<i64>,
    /// How far it stands in from the left, in twentieths of a point.
    pub left: Option<i64>,
    /// How its lines stand: `left`, `center`, `right`.
    pub align: Option<&'static str>,
}

impl Paragraph {
    /// A paragraph in a style.
    pub fn styled(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// The element with its runs.
    pub fn element(&self, runs: impl IntoIterator<Item = Element>) -> Element {
        let numbering = self.numbering.map(|(level, number)| {
            Element::new("w:numPr").child(valued("w:ilvl", level)).child(valued("w:numId", number))
        });
        let properties: Vec<Element> = [
            (!self.style.is_empty()).then(|| valued("w:pStyle", self.style)),
            self.keep_next.then(|| Element::new("w:keepNext")),
            numbering,
            self.right_to_left.then(|| Element::new("w:bidi")),
            self.before.map(|before| Element::new("w:spacing").with("w:before", before)),
            self.left.map(|left| Element::new("w:ind").with("w:left", left).with("w:firstLine", 0)),
            self.align.map(|align| valued("w:jc", align)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let properties = (!properties.is_empty()).then(|| Element::new("w:pPr").children(properties));
        Element::new("w:p").children(properties).children(runs)
    }
}

/// A run of words; tabs and line ends in them become Word's own.
pub(super) fn run(properties: Option<Element>, text: &str) -> Element {
    let mut run = Element::new("w:r").children(properties);
    for (index, line) in text.split('\n').enumerate() {
        run = run.children((index > 0).then(|| Element::new("w:br")));
        for (index, piece) in line.split('\t').enumerate() {
            run = run.children((index > 0).then(|| Element::new("w:tab")));
            if !piece.is_empty() {
                run = run.child(Element::new("w:t").with("xml:space", "preserve").text(piece));
            }
        }
    }
    run
}

/// A field with what it shows until it is updated.
pub(super) fn field(code: &str, shown: &str) -> Vec<Element> {
    let mark = |kind: &str| Element::new("w:r").child(Element::new("w:fldChar").with("w:fldCharType", kind));
    let code = Element::new("w:instrText").with("xml:space", "preserve").text(format!(" {code} "));
    vec![mark("begin"), Element::new("w:r").child(code), mark("separate"), run(None, shown), mark("end")]
}

/// `w:color`, by its theme name too.
pub(super) fn colour(colour: Colour, scheme: &Scheme) -> Element {
    valued("w:color", colour).with_some("w:themeColor", theme_colour(colour, scheme))
}

/// A line at one side of a paragraph or cell; width in eighths of a point.
pub(super) fn line(side: &'static str, width: i64, space: i64, colour: Colour, scheme: &Scheme) -> Element {
    valued(side, "single")
        .with("w:sz", width)
        .with("w:space", space)
        .with("w:color", colour)
        .with_some("w:themeColor", theme_colour(colour, scheme))
}

/// `w:shd`, a plain ground.
pub(super) fn shade(colour: Colour, scheme: &Scheme) -> Element {
    valued("w:shd", "clear")
        .with("w:color", "auto")
        .with("w:fill", colour)
        .with_some("w:themeFill", theme_colour(colour, scheme))
}
