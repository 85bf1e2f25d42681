//! What a field may hold, judged before anything is queued.

use jiff::civil::{Date, Time};

use super::error::ApiError;
use crate::brief::Intent;
use crate::config::Limits;
use crate::documents::Format;
use crate::documents::pdf::{MAX_BLEED, Print};
use crate::models::Catalogue;
use crate::scene::{Language, units};
use crate::studio::Sampling;

mod size;

pub use size::{size, size_text};

/// The largest whole number that every JSON reader keeps exactly (RFC 7493): 2^53 - 1.
const MAX_SEED: u64 = (1 << 53) - 1;

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

#[cfg(test)]
mod tests {
    use super::*;

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
