//! What a field may hold, judged before anything is queued.

use jiff::civil::{Date, Time};
use serde_json::Value;

use super::error::{ApiError, Code};
use crate::brief::{Intent, RequestedSize, Words};
use crate::config::Limits;
use crate::documents::Format;
use crate::documents::pdf::{MAX_BLEED, Print};
use crate::models::Catalogue;
use crate::scene::{Language, PixelSize, units};
use crate::studio::Sampling;

/// The largest whole number that every JSON reader keeps exactly (RFC 7493): 2^53 - 1.
const MAX_SEED: u64 = (1 << 53) - 1;

const SIZE_HINT: &str = "write “1024x1024”, “16:9”, “A4”, “A3 landscape” or “auto”";

/// The seed, or a new one. New ones stay below 2^32, so that every engine takes them.
///
/// # Errors
/// Names the field `seed`.
pub fn seed(seed: Option<u64>) -> Result<u64, ApiError> {
    match seed {
        None => Ok(rand::Rng::next_u32(&mut rand::rng()).into()),
        Some(seed) if seed <= MAX_SEED => Ok(seed),
        Some(_) => Err(ApiError::field("seed", format!("it must be at most {MAX_SEED}"))),
    }
}

/// How many; `name` is what the caller called it.
///
/// # Errors
/// Names the field.
pub fn count(name: &str, count: u32, limits: &Limits) -> Result<u32, ApiError> {
    if (1..=limits.candidates).contains(&count) {
        Ok(count)
    } else {
        Err(ApiError::field(name, format!("it must be from 1 to {}", limits.candidates)))
    }
}

/// Denoising steps.
///
/// # Errors
/// Names the field `steps`.
pub fn steps(steps: Option<u32>) -> Result<Option<u32>, ApiError> {
    match steps {
        Some(steps) if !(1..=150).contains(&steps) => {
            Err(ApiError::field("steps", "it must be from 1 to 150"))
        }
        steps => Ok(steps),
    }
}

/// Bleed and crop marks, which only a PDF has.
///
/// # Errors
/// Names the field `bleed_mm` or `formats`.
pub fn print(bleed: Option<f64>, crop_marks: Option<bool>, formats: &[Format]) -> Result<Print, ApiError> {
    let bleed = units::mm(bleed.unwrap_or(0.0));
    if !(0.0..=MAX_BLEED).contains(&bleed) {
        return Err(ApiError::field("bleed_mm", "it must be from 0 to 20 millimetres"));
    }
    let print = Print { bleed, crop_marks: crop_marks.unwrap_or(false) };
    if !print.is_plain() && !formats.contains(&Format::Pdf) {
        return Err(ApiError::field("formats", "bleed and crop marks need pdf among the formats"));
    }
    Ok(print)
}

/// The guidance scale.
///
/// # Errors
/// Names the field `guidance`.
pub fn guidance(guidance: Option<f64>) -> Result<Option<f64>, ApiError> {
    match guidance {
        Some(scale) if !(0.0..=50.0).contains(&scale) => {
            Err(ApiError::field("guidance", "it must be from 0 to 50"))
        }
        guidance => Ok(guidance),
    }
}

/// How noise is taken away.
///
/// # Errors
/// Names the field `sampler` or `guidance_interval`.
pub fn sampling(sampler: Option<&str>, interval: Option<[f64; 2]>) -> Result<Sampling, ApiError> {
    let named = sampler.map(Sampling::from_name).transpose();
    let named = named.map_err(|reason| ApiError::field("sampler", reason))?.unwrap_or_default();
    match interval {
        Some([from, to]) if !(0.0 <= from && from <= to && to <= 1.0) => {
            Err(ApiError::field("guidance_interval", "it must be two rising numbers from 0 to 1"))
        }
        interval => Ok(Sampling { guided: interval.map(|[from, to]| (from, to)), ..named }),
    }
}

/// The kind of thing wanted.
///
/// # Errors
/// Names the field `intent`.
pub fn intent(name: &str) -> Result<Intent, ApiError> {
    let names = || Intent::ALL.map(Intent::name).join(", ");
    Intent::from_name(name).ok_or_else(|| {
        ApiError::field("intent", format!("there is no “{name}”")).hint(format!("there are: {}", names()))
    })
}

/// The language of the design's text.
///
/// # Errors
/// Names the field `language`.
pub fn language(code: &str) -> Result<Language, ApiError> {
    let codes = || Language::ALL.map(Language::code).join(", ");
    Language::from_code(code).ok_or_else(|| {
        ApiError::field("language", format!("there is no “{code}”")).hint(format!("there are: {}", codes()))
    })
}

/// The formats, each once; `standard` when none is named.
///
/// # Errors
/// Names the field `formats`.
pub fn formats(names: Option<&[String]>, standard: &[Format]) -> Result<Vec<Format>, ApiError> {
    let Some(names) = names else { return Ok(standard.to_vec()) };
    let mut formats = Vec::new();
    for name in names {
        let known = || Format::ALL.map(Format::extension).join(", ");
        let format = Format::from_extension(name).ok_or_else(|| {
            ApiError::field("formats", format!("there is no “{name}”"))
                .hint(format!("there are: {}", known()))
        })?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if formats.is_empty() { Err(ApiError::field("formats", "it is empty")) } else { Ok(formats) }
}

/// A model's name.
///
/// # Errors
/// Names the field `model`.
pub fn model(name: &str, catalogue: &Catalogue) -> Result<String, ApiError> {
    if catalogue.find(name).is_some() {
        return Ok(name.to_owned());
    }
    let names: Vec<_> = catalogue.models().iter().map(|model| model.name.as_str()).collect();
    Err(ApiError::field("model", format!("there is no model “{name}”"))
        .hint(format!("there are: {}", names.join(", "))))
}

/// A day, as in `2026-11-26`.
///
/// # Errors
/// Names the field.
pub fn date(name: &str, text: &str) -> Result<Date, ApiError> {
    text.parse().map_err(|_| ApiError::field(name, "it is no day").hint("write it as 2026-11-26"))
}

/// A time of day, as in `15:00`.
///
/// # Errors
/// Names the field.
pub fn time(name: &str, text: &str) -> Result<Time, ApiError> {
    let time = Time::strptime("%H:%M", text).or_else(|_| text.parse());
    time.map_err(|_| ApiError::field(name, "it is no time of day").hint("write it as 15:00"))
}

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

    #[test]
    fn times_are_read_or_refused() {
        let check =
            |text: &str, expected: Option<Time>| assert_eq!(time("time", text).ok(), expected, "{text}");
        check("15:00", Some(jiff::civil::time(15, 0, 0, 0)));
        check("09:05:30", Some(jiff::civil::time(9, 5, 30, 0)));
        check("25:00", None);
        check("3pm", None);
    }

    #[test]
    fn seeds_are_exact_in_every_reader() {
        assert_eq!(seed(Some(MAX_SEED)).unwrap(), MAX_SEED);
        assert!(seed(Some(MAX_SEED + 1)).is_err());
        assert!(seed(None).unwrap() <= u64::from(u32::MAX));
    }
}
