//! Words to a [`Brief`]: what was asked, understood, with nothing invented.
//!
//! [`read`] is the only door. It takes free text in Korean or English, structured fields, or a meeting invitation,
//! and today's date, and gives back what it is sure of; everything else stays `None`.
//!
//! Free text is read by claiming: [`text::Text`] holds the characters and a mark on those somebody has understood.
//! One reader after the other looks for its own part and claims it, the surest first; the phrases left over are the
//! headline and the subject. Read [`prompt`] for the order, then any reader: [`labels`], [`quotes`], [`date`] and
//! [`week`], [`time`], [`size`], [`count`], [`intent`] (with its words in [`kinds`]), [`style`], [`request`], [`host`], [`place`], [`rest`], [`title`], [`whereabouts`], [`remarks`].
//! Requests in other languages are read by [`tongue`] (its words are in [`tongues`]): kind and subject alone.
//! [`refine`] reads the sentences that change a design that is there.
//! No grammar and no model: what these do not know stays unknown.

mod asides;
mod count;
mod cursor;
mod date;
mod destination;
mod fit;
mod host;
mod intent;
mod invitation;
mod kinds;
mod labels;
mod language;
mod lines;
mod place;
mod prompt;
mod quotes;
pub mod refine;
mod remarks;
mod reply;
mod request;
mod rest;
mod size;
mod style;
mod styles;
mod text;
mod time;
mod title;
mod tongue;
mod tongues;
mod typos;
mod week;
mod whereabouts;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod understanding;

use jiff::civil::{Date, Time};

use crate::scene::{Language, PixelSize};

/// What was asked for, as far as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// The words as they came.
    pub prompt: String,
    /// The kind of thing wanted.
    pub intent: Option<Intent>,
    /// The language of the words, and so of the design's text.
    pub language: Language,
    /// What the picture is about, without the words that ask for it.
    pub subject: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day it happens.
    pub date: Option<Date>,
    /// When it starts.
    pub time: Option<Time>,
    /// When it ends, if that was said.
    pub end_time: Option<Time>,
    /// Where it happens.
    pub place: Option<String>,
    /// Who invites.
    pub host: Option<String>,
    /// Further lines for the page, such as an agenda.
    pub lines: Vec<String>,
    /// Style words, such as `watercolor, minimal`.
    pub style: Option<String>,
    /// How many were asked for.
    pub count: Option<u32>,
    /// The size that was asked for.
    pub size: Option<RequestedSize>,
    /// What was left out because no page holds it, in sentences.
    pub notices: Vec<String>,
    /// The layout that was asked for by name.
    pub layout: Option<String>,
}

/// The kind of thing wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Intent {
    /// A page that announces something.
    Poster,
    /// A picture for a slide.
    SlideIllustration,
    /// A picture for a report's column.
    ReportFigure,
    /// One small object.
    Icon,
    /// A wide strip.
    Banner,
    /// A document's first page.
    Cover,
    /// A calm picture to put text on.
    Background,
    /// A picture for a social network.
    SocialPost,
    /// A whole slide with its words.
    Slide,
}

impl Intent {
    /// Every intent.
    pub const ALL: [Self; 9] = [
        Self::Poster,
        Self::SlideIllustration,
        Self::ReportFigure,
        Self::Icon,
        Self::Banner,
        Self::Cover,
        Self::Background,
        Self::SocialPost,
        Self::Slide,
    ];

    /// The name on the wire and the command line, as in `slide_illustration`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::SlideIllustration => "slide_illustration",
            Self::ReportFigure => "report_figure",
            Self::Icon => "icon",
            Self::Banner => "banner",
            Self::Cover => "cover",
            Self::Background => "background",
            Self::SocialPost => "social_post",
            Self::Slide => "slide",
        }
    }

    /// Whether it announces something that happens somewhere, rather than showing something.
    pub(crate) fn announces(self) -> bool {
        matches!(self, Self::Poster | Self::Banner | Self::SocialPost | Self::Cover)
    }

    /// The intent of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|intent| intent.name() == name)
    }
}

/// A size as people say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RequestedSize {
    /// So many pixels.
    Pixels(PixelSize),
    /// Paper of so many millimetres.
    Paper {
        /// Across.
        width_mm: f64,
        /// Down.
        height_mm: f64,
    },
}

/// Everything a brief is read from. Fields win over the invitation, the invitation over the prompt.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Free text.
    pub prompt: String,
    /// What the caller says in so many words.
    pub fields: Fields,
    /// An iCalendar file (`.ics`).
    pub invitation: Option<String>,
}

/// The parts of a brief a caller may give outright; empty ones are read from the prompt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// The kind of thing wanted.
    pub intent: Option<Intent>,
    /// What the picture is about.
    pub subject: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day it happens.
    pub date: Option<Date>,
    /// When it starts.
    pub time: Option<Time>,
    /// Where it happens.
    pub place: Option<String>,
    /// Who invites.
    pub host: Option<String>,
    /// Further lines for the page.
    pub lines: Vec<String>,
    /// Style words.
    pub style: Option<String>,
    /// The size.
    pub size: Option<RequestedSize>,
    /// The language of the design's text.
    pub language: Option<Language>,
    /// The layout by name.
    pub layout: Option<String>,
}

impl Fields {
    /// Whether they say what is wanted: a kind, a style or a size alone does not.
    fn say_something(&self) -> bool {
        let texts = [&self.subject, &self.title, &self.place, &self.host].into_iter().flatten();
        texts.chain(&self.lines).any(|text| !text.trim().is_empty())
            || self.date.is_some()
            || self.time.is_some()
    }
}

/// Why no brief could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BriefError {
    /// There is nothing to read: no words, no fields, no invitation.
    #[error("the prompt is empty")]
    Empty,
    /// The words are longer than [`MAX_PROMPT_CHARS`].
    #[error("the prompt has {length} characters; at most {MAX_PROMPT_CHARS} are read")]
    TooLong {
        /// How many characters came.
        length: usize,
    },
    /// The invitation is not an iCalendar file with an event in it.
    #[error("the invitation cannot be read: {reason}")]
    BadInvitation {
        /// What is wrong with it.
        reason: String,
    },
}

/// The longest prompt that is taken, in characters: about a hundred pages.
pub const MAX_PROMPT_CHARS: usize = 200_000;
/// How much of it is read, in characters (the image APIs' own limit); what a request wants stands at its beginning.
pub const READ_CHARS: usize = 32_000;

/// A sense for words that are in no list, such as a sentence encoder's. It is asked only where the rules are silent, and
/// must answer the same for the same words.
pub trait Sense {
    /// The kind of thing that a request in any language wants; `None` when it is not sure.
    fn intent(&self, words: &str) -> Option<Intent>;
}

/// No sense: the rules alone.
impl Sense for () {
    fn intent(&self, _words: &str) -> Option<Intent> {
        None
    }
}

/// The language of some words; `None` when they say none that we speak.
pub fn language_of(words: &str) -> Option<Language> {
    language::of(words)
}

/// Reads a brief by the rules. `today` resolves words like "tomorrow" and "다음 주 수요일".
///
/// # Errors
/// [`BriefError`] when there is nothing to read or it cannot be read.
pub fn read(words: &Words, today: Date) -> Result<Brief, BriefError> {
    read_with(words, today, &())
}

/// Reads a brief by the rules, and by a sense where they are silent.
///
/// # Errors
/// [`BriefError`] when there is nothing to read or it cannot be read.
pub fn read_with(words: &Words, today: Date, sense: &dyn Sense) -> Result<Brief, BriefError> {
    let length = words.prompt.chars().count();
    if length > MAX_PROMPT_CHARS {
        return Err(BriefError::TooLong { length });
    }
    let blank = words.prompt.trim().is_empty();
    if blank && !words.fields.say_something() && words.invitation.is_none() {
        return Err(BriefError::Empty);
    }
    let invitation = words.invitation.as_deref().map(invitation::read).transpose()?;
    let mut brief = read_prompt(&words.prompt, length, today);
    if let Some(invitation) = invitation {
        invite(&mut brief, invitation);
    }
    override_with(&mut brief, words.fields.clone());
    if blank {
        let said =
            [&brief.title, &brief.subject, &brief.place].into_iter().flatten().cloned().collect::<Vec<_>>();
        brief.language = language::of(&said.join(" ")).unwrap_or_default();
    }
    brief.language = words.fields.language.unwrap_or(brief.language);
    if brief.intent.is_none() && !blank {
        brief.intent = sense.intent(&brief.prompt);
    }
    if brief.intent.is_none() && tells_of_a_day(&brief) {
        brief.intent = Some(Intent::Poster);
    }
    Ok(brief)
}

/// Whether the words name an event with its day and an hour or a place, and no picture is asked for: "blood donation
/// drive, Monday Dec 7, parking lot" is put up on a wall.
fn tells_of_a_day(brief: &Brief) -> bool {
    let told = brief.date.is_some() && (brief.time.is_some() || brief.place.is_some());
    told && brief.title.is_some() && !request::asks_for_a_picture(&brief.prompt)
}

/// Reads the words, the beginning of very long ones, and cuts what they say to what a page holds.
fn read_prompt(prompt: &str, length: usize, today: Date) -> Brief {
    if length <= READ_CHARS {
        let mut brief = prompt::read(prompt, today);
        fit::fit(&mut brief);
        return brief;
    }
    let beginning: String = prompt.chars().take(READ_CHARS).collect();
    let mut brief = prompt::read(&beginning, today);
    brief.notices.push(format!("the first {READ_CHARS} of {length} characters were read"));
    fit::fit(&mut brief);
    brief
}

/// An invitation's words win over the prompt's; an invitation alone asks for a poster.
fn invite(brief: &mut Brief, invitation: invitation::Invitation) {
    brief.intent.get_or_insert(Intent::Poster);
    if invitation.title.is_some() {
        brief.subject.clone_from(&invitation.title);
    }
    prefer(&mut brief.title, invitation.title);
    prefer(&mut brief.date, invitation.date);
    if invitation.time.is_some() {
        brief.end_time = invitation.end_time;
    }
    prefer(&mut brief.time, invitation.time);
    prefer(&mut brief.place, invitation.place);
    prefer(&mut brief.host, invitation.host);
    if !invitation.lines.is_empty() {
        brief.lines = invitation.lines;
    }
}

fn override_with(brief: &mut Brief, fields: Fields) {
    // An end that was read beside another start says nothing about this one.
    if fields.time.is_some_and(|time| Some(time) != brief.time) {
        brief.end_time = None;
    }
    prefer(&mut brief.intent, fields.intent);
    prefer(&mut brief.subject, fields.subject.or_else(|| fields.title.clone()));
    prefer(&mut brief.title, fields.title);
    prefer(&mut brief.date, fields.date);
    prefer(&mut brief.time, fields.time);
    prefer(&mut brief.place, fields.place);
    prefer(&mut brief.host, fields.host);
    prefer(&mut brief.style, fields.style);
    prefer(&mut brief.size, fields.size);
    prefer(&mut brief.layout, fields.layout);
    if !fields.lines.is_empty() {
        brief.lines = fields.lines;
    }
}

fn prefer<T>(slot: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *slot = said;
    }
}
