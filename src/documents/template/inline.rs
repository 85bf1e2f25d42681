//! Pictures in running text: `{{ picture | width("12cm") }}`.

use kurbo::Size;
use serde_json::Value;

use super::tags::is_name;
use crate::documents::problem::{Fault, FaultCode};
use crate::scene::Fit;

/// Word's largest drawing: 22 inches.
pub(super) const LARGEST: f64 = 1_584.0;

/// Width over height of a picture that is made for one side only.
const USUAL_RATIO: f64 = 1.5;

/// A picture that a tag asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    /// The name of its value.
    pub name: String,
    /// The room for it in points; zero on a side that follows from the picture.
    pub room: Size,
    /// How it meets the room when both sides are given.
    pub fit: Fit,
}

/// The picture an expression asks for: a name with `width`, `height` or `fit`; `None` for any other expression.
///
/// # Errors
/// What is wrong with a length or a fit, and with other filters among them.
pub(super) fn asked(expression: &str) -> Option<Result<Asked, Fault>> {
    if !["width", "height", "fit"].iter().any(|word| expression.contains(word)) {
        return None;
    }
    let mut pieces = expression.split('|').map(str::trim);
    let name = pieces.next().filter(|name| name.split('.').all(is_name))?;
    let filters: Vec<_> = pieces.map(|filter| filter.split_once('(').unwrap_or((filter, ""))).collect();
    let is_ours = |(name, _): &(&str, &str)| matches!(name.trim(), "width" | "height" | "fit");
    filters.iter().any(is_ours).then(|| read(name, &filters))
}

fn read(name: &str, filters: &[(&str, &str)]) -> Result<Asked, Fault> {
    let mut asked = Asked { name: name.to_owned(), room: Size::ZERO, fit: Fit::Contain };
    for (filter, argument) in filters {
        let argument =
            argument.trim_end().strip_suffix(')').unwrap_or(argument).trim().trim_matches(['"', '\'']);
        match filter.trim() {
            "width" => asked.room.width = length(argument)?,
            "height" => asked.room.height = length(argument)?,
            "fit" => asked.fit = fit(argument)?,
            other => {
                let problem = format!("a picture has no filter `{other}`");
                return Err(
                    Fault::new(FaultCode::UnknownFilter, problem).hint("it takes width, height and fit")
                );
            }
        }
    }
    match asked.room.width + asked.room.height > 0.0 {
        true => Ok(asked),
        false => Err(wrong("the picture has no size", "add a width, as in {{ picture | width(\"12cm\") }}")),
    }
}

/// A length with its unit, in points.
fn length(text: &str) -> Result<f64, Fault> {
    let digits = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let points = match unit.trim() {
        "pt" => 1.0,
        "px" => 0.75,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        _ => 0.0,
    };
    let length = number.trim().parse::<f64>().unwrap_or(0.0) * points;
    if (1.0..=LARGEST).contains(&length) {
        return Ok(length);
    }
    let problem = format!("“{text}” is no length between 1pt and 22in");
    Err(wrong(&problem, "write a number with cm, mm, in, pt or px, as in \"12cm\""))
}

fn fit(text: &str) -> Result<Fit, Fault> {
    match text {
        "cover" => Ok(Fit::Cover),
        "contain" => Ok(Fit::Contain),
        "stretch" => Ok(Fit::Stretch),
        _ => Err(wrong(&format!("there is no fit “{text}”"), "there are cover, contain and stretch")),
    }
}

fn wrong(problem: &str, hint: &str) -> Fault {
    Fault::new(FaultCode::WrongValue, problem).hint(hint)
}

impl Asked {
    /// The size to make a picture in: what one side leaves open follows from the `ratio` the data says, or 3:2.
    pub fn size(&self, value: Option<&Value>) -> Size {
        let ratio = value.and_then(|value| ratio(value.get("ratio")?)).unwrap_or(USUAL_RATIO);
        frame(self.room, Fit::Stretch, ratio)
    }
}

/// The frame of a picture of that ratio: a missing side follows, `contain` shrinks to it, and none is too large.
pub(super) fn frame(room: Size, fit: Fit, ratio: f64) -> Size {
    let size = match (room.width > 0.0, room.height > 0.0) {
        (true, false) => Size::new(room.width, room.width / ratio),
        (false, _) => Size::new(room.height * ratio, room.height),
        (true, true) if fit == Fit::Contain && room.width / room.height > ratio => {
            Size::new(room.height * ratio, room.height)
        }
        (true, true) if fit == Fit::Contain => Size::new(room.width, room.width / ratio),
        (true, true) => room,
    };
    size * (LARGEST / size.width.max(size.height)).min(1.0)
}

/// `16:9` or 1.78.
fn ratio(value: &Value) -> Option<f64> {
    let text = value.as_str().unwrap_or_default();
    let sides = text.split_once([':', '/']).and_then(|(width, height)| {
        Some(width.trim().parse::<f64>().ok()? / height.trim().parse::<f64>().ok()?)
    });
    sides
        .or_else(|| value.as_f64())
        .or_else(|| text.parse().ok())
        .filter(|ratio| (0.05..=20.0).contains(ratio))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pictures_are_asked_for_by_their_size() {
        let check = |expression: &str, room: (f64, f64), fit: Fit| {
            let asked = asked(expression).unwrap().unwrap();
            assert_eq!((asked.name.as_str(), asked.fit), ("a.b", fit), "{expression}");
            let (dx, dy) = (asked.room.width - room.0, asked.room.height - room.1);
            assert!(dx.abs() + dy.abs() < 1e-6, "{expression}: {:?}", asked.room);
        };
        check("a.b | width(\"2.54cm\")", (72.0, 0.0), Fit::Contain);
        check("a.b|width('1in')|height('96px') | fit('cover')", (72.0, 72.0), Fit::Cover);
        check("a.b | height(\"25.4 mm\")", (0.0, 72.0), Fit::Contain);
        assert_eq!(asked("title | upper"), None);
        assert_eq!(asked("width"), None);
        assert_eq!(asked("room.width | number"), None);
    }

    #[test]
    fn wrong_sizes_are_sentences() {
        let check = |expression: &str, words: &str| {
            let fault = asked(expression).unwrap().unwrap_err();
            assert!(fault.problem.contains(words), "{fault:?}");
        };
        check("a | width(\"12\")", "“12” is no length");
        check("a | width(\"900cm\")", "no length between 1pt and 22in");
        check("a | width(w)", "“w” is no length");
        check("a | fit(\"cover\")", "has no size");
        check("a | width(\"1cm\") | fit(\"big\")", "no fit “big”");
        check("a | upper | width(\"1cm\")", "no filter `upper`");
    }

    #[test]
    fn the_open_side_follows_from_the_picture() {
        let check = |room: (f64, f64), fit, ratio, expected: (f64, f64)| {
            assert_eq!(frame(room.into(), fit, ratio), expected.into());
        };
        check((100.0, 0.0), Fit::Contain, 2.0, (100.0, 50.0));
        check((0.0, 100.0), Fit::Contain, 2.0, (200.0, 100.0));
        check((100.0, 100.0), Fit::Contain, 2.0, (100.0, 50.0));
        check((100.0, 100.0), Fit::Contain, 0.5, (50.0, 100.0));
        check((100.0, 100.0), Fit::Cover, 0.5, (100.0, 100.0));
        check((1_584.0, 0.0), Fit::Contain, 0.5, (792.0, 1_584.0));
        let asked = asked("a | width(\"90pt\")").unwrap().unwrap();
        assert_eq!(asked.size(None), (90.0, 60.0).into());
        assert_eq!(asked.size(Some(&json!({"ratio": "9:16"}))), (90.0, 160.0).into());
        assert_eq!(asked.size(Some(&json!({"ratio": 1}))), (90.0, 90.0).into());
        assert_eq!(asked.size(Some(&json!({"ratio": "wide"}))), (90.0, 60.0).into());
    }
}
