//! Sizes: pixels, paper, ratios, words for shapes.

use serde_json::Value;

use crate::brief::{RequestedSize, Words};
use crate::config::Limits;
use crate::http::error::{ApiError, Code};
use crate::scene::PixelSize;

const SIZE_HINT: &str = "write “1024x1024”, “16:9”, “A4”, “A3 landscape” or “auto”";

/// A size: text, or an object of width, height and `px` or `mm`. `None` for `auto`.
///
/// # Errors
/// Names the field `size`.
pub fn size(value: &Value, limits: &Limits) -> Result<Option<RequestedSize>, ApiError> {
    let fail = |reason: &str| ApiError::field("size", reason).hint(SIZE_HINT);
    match value {
        Value::Null => Ok(None),
        Value::String(text) => size_text(text, limits),
        Value::Object(object) => {
            if let Some(unknown) =
                object.keys().find(|key| !["width", "height", "unit"].contains(&key.as_str()))
            {
                let error = ApiError::new(Code::UnknownField, format!("unknown field `size.{unknown}`"));
                return Err(ApiError { field: Some(format!("size.{unknown}")), ..error });
            }
            let side = |name: &str| object.get(name).and_then(Value::as_f64);
            let (Some(width), Some(height)) = (side("width"), side("height")) else {
                return Err(fail("it needs a width and a height"));
            };
            match object.get("unit").map_or(Some("px"), Value::as_str) {
                Some("px") => pixels(width, height, limits).map(Some),
                Some("mm") => paper(width, height, limits).map(Some),
                _ => Err(fail("its unit is px or mm")),
            }
        }
        _ => Err(fail("it is neither text nor an object")),
    }
}

/// A size as text. `None` for `auto`.
///
/// # Errors
/// Names the field `size`.
pub fn size_text(text: &str, limits: &Limits) -> Result<Option<RequestedSize>, ApiError> {
    let text = text.trim().to_lowercase();
    if text == "auto" {
        return Ok(None);
    }
    let unknown = || ApiError::field("size", "it is no size that is known here").hint(SIZE_HINT);
    match text.split_once(['x', '×', '*']) {
        Some((width, height)) if text.contains(|character: char| character.is_ascii_digit()) => {
            let sides = side(width).zip(side(height)).ok_or_else(unknown)?;
            pixels(sides.0, sides.1, limits).map(Some)
        }
        _ => within_limits(size_in_words(&text).ok_or_else(unknown)?, limits).map(Some),
    }
}

/// Papers, ratios and shapes, as the prompt's own reader knows them; a size does not depend on the day.
fn size_in_words(text: &str) -> Option<RequestedSize> {
    let words = Words { prompt: text.replace('-', " "), ..Words::default() };
    crate::brief::read(&words, jiff::civil::date(2000, 1, 1)).ok()?.size
}

fn within_limits(size: RequestedSize, limits: &Limits) -> Result<RequestedSize, ApiError> {
    match size {
        RequestedSize::Pixels(size) => pixels(size.width.into(), size.height.into(), limits),
        RequestedSize::Paper { width_mm, height_mm } => paper(width_mm, height_mm, limits),
    }
}

/// One side of a size in words: digits only, so that `1e3`, `-5` and `1.5` are no sizes.
fn side(text: &str) -> Option<f64> {
    text.trim().parse::<u32>().ok().map(f64::from)
}

fn pixels(width: f64, height: f64, limits: &Limits) -> Result<RequestedSize, ApiError> {
    let most = limits.side_pixels;
    let whole = |side: f64| side.fract() == 0.0 && (1.0..=f64::from(most)).contains(&side);
    if whole(width) && whole(height) {
        return Ok(RequestedSize::Pixels(PixelSize::new(width as u32, height as u32)));
    }
    let reason = format!("{width}x{height} pixels; each side must be a whole number from 1 to {most}");
    Err(ApiError::field("size", reason).hint(SIZE_HINT))
}

fn paper(width_mm: f64, height_mm: f64, limits: &Limits) -> Result<RequestedSize, ApiError> {
    let most = limits.side_mm;
    let fits = |side: f64| (10.0..=f64::from(most)).contains(&side);
    if fits(width_mm) && fits(height_mm) {
        return Ok(RequestedSize::Paper { width_mm, height_mm });
    }
    let reason = format!("{width_mm}x{height_mm} mm; each side must be from 10 to {most} mm");
    Err(ApiError::field("size", reason).hint(SIZE_HINT))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: &Value, expected: Result<Option<(f64, f64, &str)>, &str>) {
        let plain = |size| match size {
            RequestedSize::Pixels(size) => (size.width.into(), size.height.into(), "px"),
            RequestedSize::Paper { width_mm, height_mm } => (width_mm, height_mm, "mm"),
        };
        let size = size(value, &Limits::DEFAULT).map(|size| size.map(plain));
        let size = size.map_err(|error| error.field.unwrap());
        assert_eq!(size, expected.map_err(str::to_owned), "{value}");
    }

    #[test]
    fn sizes_are_read_or_refused() {
        check(&json!("auto"), Ok(None));
        check(&json!(null), Ok(None));
        check(&json!("1024x768"), Ok(Some((1024.0, 768.0, "px"))));
        check(&json!("1024 × 768"), Ok(Some((1024.0, 768.0, "px"))));
        check(&json!("A4"), Ok(Some((210.0, 297.0, "mm"))));
        check(&json!("A4-landscape"), Ok(Some((297.0, 210.0, "mm"))));
        check(&json!("A3 landscape"), Ok(Some((420.0, 297.0, "mm"))));
        check(&json!("16:9"), Ok(Some((1920.0, 1080.0, "px"))));
        check(&json!("정사각형"), Ok(Some((1024.0, 1024.0, "px"))));
        check(&json!({"width": 640, "height": 480}), Ok(Some((640.0, 480.0, "px"))));
        check(&json!({"width": 90, "height": 50.5, "unit": "mm"}), Ok(Some((90.0, 50.5, "mm"))));
        for wrong in [
            json!(0),
            json!(""),
            json!("0x0"),
            json!("9000x9000"),
            json!("1024x"),
            json!("-5x5"),
            json!("huge"),
            json!("a4x"),
            json!("1e3x10"),
            json!("1024x768 and more"),
            json!([1, 2]),
            json!({"width": 0, "height": 10}),
            json!({"width": 10}),
            json!({"width": 10.5, "height": 10}),
            json!({"width": 1e300, "height": 10}),
            json!({"width": 10, "height": 10, "unit": "inch"}),
            json!({"width": 5000, "height": 10, "unit": "mm"}),
        ] {
            check(&wrong, Err("size"));
        }
        check(&json!({"width": 1, "height": 1, "depth": 1}), Err("size.depth"));
    }
}
