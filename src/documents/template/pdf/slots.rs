//! Slots: places for text and pictures on pages that no field marks, described in JSON.
//!
//! ```json
//! [{"name": "title", "page": 1, "rect": [20, 30, 170, 25], "font_size": 24, "align": "center"},
//!  {"name": "photo", "kind": "picture", "rect": {"x": 20, "y": 60, "width": 80, "height": 60}, "fit": "cover"}]
//! ```
//! Rectangles count from the top left corner of the page as people see it, in millimetres unless `"unit": "pt"`.

use kurbo::{Rect, Size};
use lopdf::ObjectId;
use serde_json::{Map, Value};

use super::fields::TextField;
use super::look::Look;
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::{DocumentError, TagProblem};
use crate::scene::{Anchor, Colour, Fit, Typeface, units};

/// The most slots a document may get.
const MAX_SLOTS: usize = 10_000;

/// How far a slot may reach beyond its page, in points: what rounding millimetres makes.
const TOLERANCE: f64 = 0.5;

/// A place on a page.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub name: String,
    /// Its place among the slots, or among the notes of its page, counted from 1.
    pub position: usize,
    /// The page, counted from 0.
    pub page: usize,
    /// In points from the top left corner of the page as people see it.
    pub place: Rect,
    pub content: SlotContent,
    /// Whether it may stay empty.
    pub optional: bool,
    /// The note that it takes the place of.
    pub note: Option<ObjectId>,
}

/// What goes there.
#[derive(Clone, Debug)]
pub(super) enum SlotContent {
    /// A text with tags, or the value of the slot's name.
    Text {
        text: Option<String>,
        field: TextField,
    },
    Picture {
        fit: Fit,
        focus: (f64, f64),
        prompt: Option<String>,
        alt: Option<String>,
    },
}

impl Slot {
    /// The part that problems with it name.
    pub fn part(&self) -> String {
        if self.note.is_some() { format!("page {}", self.page + 1) } else { "slots".to_owned() }
    }
}

/// Reads slots for pages of these sizes.
///
/// # Errors
/// [`DocumentError::Slots`] with everything that is wrong.
pub(super) fn read(slots: &Value, pages: &[Size]) -> Result<Vec<Slot>, DocumentError> {
    let (list, unit) = match slots {
        Value::Object(whole) => (whole.get("slots"), whole.get("unit")),
        list => (Some(list), None),
    };
    let Some(Value::Array(list)) = list else {
        return Err(problems(vec![problem(
            0,
            "slots",
            "they must be a list, or an object with the list “slots”",
        )]));
    };
    if list.len() > MAX_SLOTS {
        return Err(problems(vec![problem(0, "slots", &format!("there are more than {MAX_SLOTS}"))]));
    }
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    for (index, slot) in list.iter().enumerate() {
        let name = slot.get("name").and_then(Value::as_str).unwrap_or("slot");
        match slot.as_object().ok_or_else(|| "it must be an object".to_owned()).and_then(|slot| {
            let reader = SlotReader { slot, unit, pages };
            reader.read(index + 1)
        }) {
            Ok(slot) => found.push(slot),
            Err(reason) => wrong.push(problem(index + 1, name, &reason)),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(problems(wrong)) }
}

const KEYS: [&str; 17] = [
    "name",
    "page",
    "rect",
    "unit",
    "kind",
    "text",
    "optional",
    "font_size",
    "align",
    "valign",
    "colour",
    "color",
    "bold",
    "serif",
    "fit",
    "focus",
    "alt",
];

struct SlotReader<'a> {
    slot: &'a Map<String, Value>,
    unit: Option<&'a Value>,
    pages: &'a [Size],
}

impl SlotReader<'_> {
    fn read(&self, position: usize) -> Result<Slot, String> {
        if let Some(key) = self.slot.keys().find(|key| !KEYS.contains(&key.as_str()) && *key != "prompt") {
            return Err(format!("it has an unknown key “{key}”; there are: {}, prompt", KEYS.join(", ")));
        }
        let text = self.text("text")?.map(str::to_owned);
        let name = match (self.text("name")?, &text) {
            (Some(name), _) => name.to_owned(),
            (None, Some(text)) => text.clone(),
            (None, None) => return Err("it needs a “name”".to_owned()),
        };
        let page = self.page()?;
        let place = self.place(page)?;
        let content = match self.text("kind")?.unwrap_or("text") {
            "text" => SlotContent::Text { text, field: self.field()? },
            "picture" => self.picture()?,
            other => return Err(format!("its kind is “{other}”; there are: text, picture")),
        };
        Ok(Slot { name, position, page, place, content, optional: self.flag("optional")?, note: None })
    }

    fn page(&self) -> Result<usize, String> {
        let count = self.pages.len();
        match self.slot.get("page") {
            None if count > 0 => Ok(0),
            None => Err("the document has no pages".to_owned()),
            Some(page) => match page.as_u64().and_then(|page| usize::try_from(page).ok()) {
                Some(page) if (1..=count).contains(&page) => Ok(page - 1),
                _ => Err(format!("there is no page {page}; the document has {count}")),
            },
        }
    }

    fn place(&self, page: usize) -> Result<Rect, String> {
        let wrong = || "its rect must be [x, y, width, height] or an object of these".to_owned();
        let numbers = match self.slot.get("rect").ok_or("it needs a “rect”")? {
            Value::Array(numbers) if numbers.len() == 4 => numbers.iter().map(Value::as_f64).collect(),
            Value::Object(rect) => ["x", "y", "width", "height"]
                .iter()
                .map(|key| rect.get(*key)?.as_f64())
                .collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let numbers = numbers.ok_or_else(wrong)?;
        let points: fn(f64) -> f64 = match self.slot.get("unit").or(self.unit).map(Value::as_str) {
            None | Some(Some("mm")) => units::mm,
            Some(Some("pt")) => |points| points,
            Some(_) => return Err("its unit is unknown; there are: mm, pt".to_owned()),
        };
        let [x, y, width, height] = [numbers[0], numbers[1], numbers[2], numbers[3]].map(points);
        if width <= 0.0 || height <= 0.0 {
            return Err("its width and height must be larger than 0".to_owned());
        }
        let place = Rect::from_origin_size((x, y), (width, height));
        let size = self.pages[page];
        let reach = size.to_rect().inflate(TOLERANCE, TOLERANCE);
        if place.union(reach) != reach {
            let shown = points(1.0);
            return Err(format!(
                "it reaches beyond page {}, which is {:.0} wide and {:.0} high",
                page + 1,
                size.width / shown,
                size.height / shown
            ));
        }
        Ok(place)
    }

    fn field(&self) -> Result<TextField, String> {
        let size = match self.slot.get("font_size") {
            None => None,
            Some(size) => match size.as_f64() {
                Some(size) if (1.0..=1000.0).contains(&size) => Some(size),
                _ => return Err("its font_size must be a number of points from 1 to 1000".to_owned()),
            },
        };
        let look = Look {
            size,
            colour: self.colour()?,
            weight: if self.flag("bold")? { 700 } else { 400 },
            typeface: if self.flag("serif")? { Typeface::Serif } else { Typeface::Sans },
        };
        let quadding = match self.text("align")? {
            None | Some("left" | "start") => 0,
            Some("center" | "centre") => 1,
            Some("right" | "end") => 2,
            Some(other) => return Err(format!("its align is “{other}”; there are: left, center, right")),
        };
        let anchor = match self.text("valign")? {
            None | Some("top") => Anchor::Top,
            Some("middle") => Anchor::Middle,
            Some("bottom") => Anchor::Bottom,
            Some(other) => return Err(format!("its valign is “{other}”; there are: top, middle, bottom")),
        };
        Ok(TextField { look, anchor: Some(anchor), quadding, multiline: true, ..TextField::default() })
    }

    fn picture(&self) -> Result<SlotContent, String> {
        let fit = match self.text("fit")? {
            None | Some("cover") => Fit::Cover,
            Some("contain") => Fit::Contain,
            Some("stretch") => Fit::Stretch,
            Some(other) => return Err(format!("its fit is “{other}”; there are: cover, contain, stretch")),
        };
        let focus = match self.slot.get("focus") {
            None => (0.5, 0.5),
            Some(focus) => {
                let share = |at: usize| focus.get(at)?.as_f64().filter(|share| (0.0..=1.0).contains(share));
                share(0).zip(share(1)).ok_or("its focus must be two numbers from 0 to 1: across and down")?
            }
        };
        let own = |key| Ok::<_, String>(self.text(key)?.map(str::to_owned));
        Ok(SlotContent::Picture { fit, focus, prompt: own("prompt")?, alt: own("alt")? })
    }

    fn colour(&self) -> Result<Colour, String> {
        let Some(name) = self.text("colour")?.or(self.text("color")?) else { return Ok(Colour::BLACK) };
        let digits = name.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.map(Colour::hex).ok_or_else(|| format!("its colour is “{name}”, not as in “#1D2B3A”"))
    }

    fn text(&self, key: &str) -> Result<Option<&str>, String> {
        match self.slot.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(format!("its {key} must be a text")),
        }
    }

    fn flag(&self, key: &str) -> Result<bool, String> {
        match self.slot.get(key) {
            None => Ok(false),
            Some(flag) => flag.as_bool().ok_or_else(|| format!("its {key} must be true or false")),
        }
    }
}

fn problem(position: usize, tag: &str, problem: &str) -> TagProblem {
    Fault::new(FaultCode::WrongPlace, problem).at("slots", position, "", tag)
}

fn problems(problems: Vec<TagProblem>) -> DocumentError {
    DocumentError::Slots(problems)
}
