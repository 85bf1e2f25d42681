//! The plan as people see it: what goes where and why, as JSON that can be read, edited and applied.

use kurbo::{Rect, Size};
use serde::{Deserialize, Serialize};

use super::Colours;
use crate::documents::DocumentError;
use crate::documents::illustrate::{Note, Place, Spot};
use crate::studio::StudioError;

/// The plan's own version; a newer one is refused.
pub const VERSION: u32 = 1;

/// Pictures for one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 1.
    pub version: u32,
    /// `docx` or `pptx`.
    pub format: String,
    /// The document's language, as in `ko`.
    pub language: String,
    /// The model that makes the pictures; the default one when missing.
    #[serde(default)]
    pub model: Option<String>,
    /// Style words.
    #[serde(default)]
    pub style: Option<String>,
    /// The colours of the document's theme; the engine's own when missing.
    #[serde(default)]
    pub palette: Option<Colours>,
    /// What goes where, in reading order.
    pub pictures: Vec<Entry>,
    /// What gets no picture, and why.
    #[serde(default)]
    pub skipped: Vec<Skipped>,
    /// What should be known before it is applied.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What errors call it.
    pub id: String,
    /// The heading it goes under, or the slide's title; to read only.
    #[serde(default)]
    pub heading: String,
    /// The part it goes into.
    pub part: String,
    /// Where in the part.
    pub place: PlannedPlace,
    /// What the picture shows.
    pub prompt: String,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The caption after its number; none when missing or empty, and on slides.
    #[serde(default)]
    pub caption: Option<String>,
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// The seed it is made from.
    pub seed: u64,
    /// Why it is there; to read only.
    #[serde(default)]
    pub reason: String,
}

/// Where a picture goes: after a paragraph, into a placeholder, or onto free room.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedPlace {
    /// The paragraph of a Word text that it follows, counted from 1 through the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_paragraph: Option<usize>,
    /// The slide, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slide: Option<usize>,
    /// The id of the empty placeholder on the slide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<u32>,
    /// Free room on the slide: left, top, right and bottom in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<[f64; 4]>,
    /// The text that stands there; to read only.
    #[serde(default)]
    pub text: String,
    /// Tells that it is still the same text.
    pub hash: String,
}

/// A section without a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skipped {
    /// Its heading, or the slide's title.
    pub heading: String,
    /// Why it gets none.
    pub reason: String,
}

impl Plan {
    /// Reads a plan from JSON.
    ///
    /// # Errors
    /// [`StudioError::BadPlan`] with line and column, or when it is of another version.
    pub fn read(json: &[u8]) -> Result<Self, StudioError> {
        let plan: Self = serde_json::from_slice(json)
            .map_err(|error| StudioError::BadPlan { reason: error.to_string() })?;
        plan.checked()
    }

    /// The plan, if it is of the version that is read here.
    ///
    /// # Errors
    /// [`StudioError::BadPlan`].
    pub fn checked(self) -> Result<Self, StudioError> {
        match self.version {
            VERSION => Ok(self),
            other => {
                Err(StudioError::BadPlan { reason: format!("its version is {other}; {VERSION} is read") })
            }
        }
    }

    /// A plan with everything a plan can have.
    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        use crate::scene::{Colour, Palette};
        let place = PlannedPlace {
            after_paragraph: Some(1),
            slide: Some(1),
            placeholder: Some(2),
            area: Some([0.0; 4]),
            ..PlannedPlace::default()
        };
        let text = String::new;
        let entry = Entry {
            id: text(),
            heading: text(),
            part: text(),
            place,
            prompt: text(),
            alt: text(),
            caption: Some(text()),
            width: 1.0,
            height: 1.0,
            seed: 0,
            reason: text(),
        };
        Self {
            version: VERSION,
            format: text(),
            language: text(),
            model: None,
            style: None,
            palette: Some(Colours::of(&Palette {
                ground: Colour::WHITE,
                surface: Colour::WHITE,
                ink: Colour::BLACK,
                muted: Colour::BLACK,
                primary: Colour::BLACK,
                secondary: Colour::BLACK,
                accent: Colour::BLACK,
            })),
            pictures: vec![entry],
            skipped: vec![Skipped { heading: text(), reason: text() }],
            notes: Vec::new(),
        }
    }
}

impl PlannedPlace {
    /// The place as the plan says it.
    pub fn of(place: &Place) -> Self {
        let bare = Self { text: place.text.clone(), hash: place.hash.clone(), ..Self::default() };
        match place.spot {
            Spot::After { paragraph } => Self { after_paragraph: Some(paragraph), ..bare },
            Spot::Placeholder { slide, shape, .. } => {
                Self { slide: Some(slide), placeholder: Some(shape), ..bare }
            }
            Spot::Area { slide, bounds } => {
                let sides = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(tenths);
                Self { slide: Some(slide), area: Some(sides), ..bare }
            }
        }
    }

    /// The spot it means; `None` when it says too little or too much.
    pub fn spot(&self) -> Option<Spot> {
        match (self.after_paragraph, self.slide, self.placeholder, self.area) {
            (Some(paragraph), None, None, None) => Some(Spot::After { paragraph }),
            (None, Some(slide), Some(shape), None) => {
                Some(Spot::Placeholder { slide, shape, bounds: Rect::ZERO, wants_picture: false })
            }
            (None, Some(slide), None, Some([x0, y0, x1, y1])) => {
                Some(Spot::Area { slide, bounds: Rect::new(x0, y0, x1, y1) })
            }
            _ => None,
        }
    }
}

impl Entry {
    /// The size it asks for, if it fits the place.
    ///
    /// # Errors
    /// [`DocumentError::Plan`] when it does not.
    pub fn size(&self, place: &Place) -> Result<Size, DocumentError> {
        let size = Size::new(self.width, self.height);
        let fits = size.is_finite()
            && size.width >= 1.0
            && size.height >= 1.0
            && size.width <= place.room.width + 1.0
            && size.height <= place.room.height + 1.0;
        let room = place.room;
        match fits {
            true => Ok(size),
            false => Err(self.wrong(format!(
                "a picture of {} by {} points does not fit: there is room for {:.0} by {:.0}",
                self.width, self.height, room.width, room.height
            ))),
        }
    }

    /// An error that names it.
    pub fn wrong(&self, reason: impl Into<String>) -> DocumentError {
        DocumentError::Plan { entry: self.id.clone(), reason: reason.into() }
    }
}

/// What a note says.
pub(super) fn sentence(note: Note) -> String {
    match note {
        Note::TracksChanges => {
            "the document tracks changes; the pictures go in as plain text, because a tracked change \
                                names a person and a time"
                .to_owned()
        }
        Note::NumbersByHand => {
            "the document's captions are numbered by hand, and not in one rising row; the pictures' captions carry no \
             number"
                .to_owned()
        }
        Note::RenumbersTyped(count) | Note::Renumbers(count) => renumbered(count),
        Note::RenumbersReferenced(count) => {
            format!("{}; update the fields to be sure of all (Ctrl+A, F9)", renumbered(count))
        }
        Note::ListsFigures => {
            "the table of figures lists the pictures once its fields are updated (Ctrl+A, F9)".to_owned()
        }
    }
}

fn renumbered(count: usize) -> String {
    match count {
        1 => "one caption that follows gets a new number, and so does the text that names it".to_owned(),
        more => format!("{more} captions that follow get new numbers, and so does the text that names them"),
    }
}

/// A length as people write it, in tenths of a point.
pub(super) fn tenths(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}
