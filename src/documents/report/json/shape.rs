//! The shape of the JSON, as the API describes it.

use serde::Deserialize;
use utoipa::ToSchema;

/// A document to be written.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WrittenDocument)]
pub struct DocumentText {
    /// report, minutes or letter; report when not said.
    pub kind: Option<String>,
    /// The title.
    #[serde(default)]
    pub title: String,
    /// A line below it.
    #[serde(default)]
    pub subtitle: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// When, as it should stand there.
    #[serde(default)]
    pub date: String,
    /// The company or team.
    #[serde(alias = "company", alias = "organization")]
    #[serde(default)]
    pub organisation: String,
    /// ko, en, ja or zh; that of the text when not said.
    pub language: Option<String>,
    /// A4 or letter; letter in English, else A4, when not said.
    pub paper: Option<String>,
    /// Whether a table of contents follows the title.
    #[serde(default)]
    pub contents: bool,
    /// Whether headings are numbered.
    #[serde(default)]
    pub numbered: bool,
    /// What a cover's picture shows; no cover when not said.
    pub cover: Option<String>,
    /// Minutes: where it was.
    pub place: Option<String>,
    /// Minutes: who led it.
    #[serde(alias = "host")]
    pub chair: Option<String>,
    /// Minutes: who wrote them.
    pub writer: Option<String>,
    /// Minutes: who was there.
    #[serde(default)]
    pub attendees: Vec<String>,
    /// Minutes: who was not.
    #[serde(default)]
    pub absent: Vec<String>,
    /// Letter: to whom, line by line.
    #[serde(default)]
    pub to: Vec<String>,
    /// Letter: how it ends.
    #[serde(default)]
    pub closing: String,
    /// The text.
    #[schema(value_type = Vec<BlockText>)]
    #[serde(default)]
    pub blocks: Vec<BlockText>,
    /// Minutes: what was talked about.
    #[serde(default)]
    pub agenda: Vec<TopicText>,
    /// Minutes: what was decided.
    #[serde(default)]
    pub decisions: Vec<String>,
    /// Minutes: what is to be done.
    #[serde(default)]
    pub actions: Vec<ActionText>,
    /// Minutes: when the next meeting is.
    pub next_meeting: Option<String>,
}

/// A point of the agenda.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WrittenTopic)]
pub struct TopicText {
    /// What it is about.
    pub topic: String,
    /// What was said.
    #[serde(default)]
    pub discussion: String,
}

/// Something to be done.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WrittenAction)]
pub struct ActionText {
    /// What.
    pub task: String,
    /// By whom.
    #[serde(default)]
    pub owner: String,
    /// Until when.
    #[serde(default)]
    pub due: String,
    /// How far it is.
    #[serde(default)]
    pub state: String,
}

/// A piece of the text.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = WrittenBlock)]
pub enum BlockText {
    /// A heading.
    Heading {
        /// 1 is the highest, 4 the lowest.
        #[serde(default = "one")]
        level: u8,
        /// What it says.
        text: LineText,
    },
    /// Running text.
    Paragraph {
        /// What it says.
        text: LineText,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        #[serde(default)]
        ordered: bool,
        /// Its items.
        items: Vec<ItemText>,
    },
    /// A table.
    Table {
        /// What it shows.
        #[serde(default)]
        caption: String,
        /// The head row; no head row when empty.
        #[serde(default)]
        head: Vec<LineText>,
        /// How each column stands: left, centre or right; numbers to the right when not said.
        #[serde(default)]
        align: Vec<String>,
        /// The rows.
        rows: Vec<Vec<LineText>>,
    },
    /// A picture: one of `prompt`, `data` and `name`.
    Picture {
        /// What the engine draws.
        #[serde(default)]
        prompt: Option<String>,
        /// A `data:` URL of a PNG, JPEG, WebP or SVG file.
        #[serde(default)]
        data: Option<String>,
        /// The name of a picture that is passed in beside the document.
        #[serde(default)]
        name: Option<String>,
        /// What it shows, for people who cannot see it.
        #[serde(default)]
        alt: String,
        /// What stands below it.
        #[serde(default)]
        caption: String,
        /// Width to height of a picture that is drawn; 2 when not said.
        #[serde(default)]
        ratio: Option<f64>,
    },
    /// Words of somebody else.
    Quote {
        /// What they said.
        text: LineText,
    },
    /// Text of a program.
    Code {
        /// The lines.
        text: String,
    },
    /// A line across.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
}

fn one() -> u8 {
    1
}

/// Words, or pieces of words with a look.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = WrittenLine)]
pub enum LineText {
    /// Words; a line break starts a new line.
    Plain(String),
    /// Pieces.
    Pieces(Vec<PieceText>),
}

/// Words with a look.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WrittenPiece)]
pub struct PieceText {
    /// The words.
    #[serde(default)]
    pub text: String,
    /// Strong.
    #[serde(default)]
    pub bold: bool,
    /// Emphasised.
    #[serde(default)]
    pub italic: bool,
    /// Struck out.
    #[serde(default)]
    pub strike: bool,
    /// Of a program.
    #[serde(default)]
    pub code: bool,
    /// An address: http, https, mailto or tel.
    pub link: Option<String>,
    /// A footnote to them.
    pub note: Option<String>,
}

/// An item of a list.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = WrittenItem)]
pub enum ItemText {
    /// Words.
    Plain(String),
    /// Words and more below them.
    Item {
        /// What it says.
        text: LineText,
        /// For a task: whether it is done.
        #[serde(default)]
        done: Option<bool>,
        /// What stands below, such as another list.
        #[serde(default)]
        #[schema(no_recursion)]
        blocks: Vec<BlockText>,
    },
}
