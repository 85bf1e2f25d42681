//! Live text: what is said, how it looks, and the box it must stay in. Never pixels.

use kurbo::Rect;

use super::Colour;

/// A box of live text. The art director sizes the type so that the set text fits inside `bounds`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    /// What the text is to the design; documents turn it into headings and tags.
    pub role: Role,
    /// Where it must stay, in points.
    pub bounds: Rect,
    /// Where the lines stand in the box when they do not fill it.
    pub anchor: Anchor,
    /// The paragraphs from top to bottom.
    pub paragraphs: Vec<Paragraph>,
}

impl TextBox {
    /// The words alone, one line a paragraph.
    pub fn plain(&self) -> String {
        self.paragraphs.iter().map(Paragraph::plain).collect::<Vec<_>>().join("\n")
    }
}

/// What a text is to its design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The one line people read first: a level 1 heading.
    Title,
    /// What goes with the title: a level 2 heading.
    Subtitle,
    /// A small line above the title: the kind of event, a section.
    Kicker,
    /// When it is.
    Date,
    /// Where it is.
    Place,
    /// Who invites.
    Host,
    /// Running text, agenda lines.
    Body,
    /// A small note, a source, a footer.
    Note,
}

/// One paragraph: runs that follow each other and break into lines together.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// How its lines stand in the box.
    pub align: Align,
    /// Distance between baselines as a multiple of the type size.
    pub leading: f64,
    /// Empty space below, in points.
    pub space_after: f64,
    /// The text.
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// One run of text, start-aligned, with a leading of 1.3.
    pub fn of(text: impl Into<String>, style: TextStyle) -> Self {
        Self {
            align: Align::Start,
            leading: 1.3,
            space_after: 0.0,
            runs: vec![Run { text: text.into(), style }],
        }
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// How they look.
    pub style: TextStyle,
}

/// How text looks.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The design of the letters.
    pub typeface: Typeface,
    /// Type size in points.
    pub size: f64,
    /// 100 (thin) to 900 (black); 400 is regular and 700 bold.
    pub weight: u16,
    /// The colour of the letters.
    pub colour: Colour,
    /// Extra space between letters in points; negative draws them together.
    pub tracking: f64,
}

/// The design of the letters; [`super::Fonts`] finds the installed family for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Typeface {
    /// Without serifs: Noto Sans and its like.
    #[default]
    Sans,
    /// With serifs: Noto Serif and its like (in Korean: Myeongjo).
    Serif,
    /// Letters of one width, for text of programs.
    Mono,
}

/// How lines stand between the left and right edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the edge where reading starts.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the edge where reading ends.
    End,
}

/// How lines stand between the top and bottom edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}
