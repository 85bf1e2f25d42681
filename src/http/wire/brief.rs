//! What was understood, as JSON: for the API's answers and for `vignette brief --json`.

use serde::Serialize;
use serde_json::Number;
use utoipa::ToSchema;

use crate::brief::{Brief, RequestedSize};

/// What was understood of a request; `null` where it was not said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Brief)]
pub struct BriefBody {
    /// poster, slide_illustration, report_figure, icon, banner, cover, background or social_post.
    #[schema(value_type = Option<String>)]
    intent: Option<&'static str>,
    /// ISO 639-1, as in `ko`.
    #[schema(value_type = String)]
    language: &'static str,
    /// What the picture is about.
    subject: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The day, as in `2026-11-26`.
    date: Option<String>,
    /// The time, as in `15:00`.
    time: Option<String>,
    /// When it ends, as in `17:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
    /// Where it happens.
    place: Option<String>,
    /// Who invites.
    host: Option<String>,
    /// Further lines of the page: an agenda, whom to ask, what to bring.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<String>,
    /// Style words.
    style: Option<String>,
    /// How many were asked for.
    count: Option<u32>,
    /// The size that was asked for.
    size: Option<SizeBody>,
    /// What was left out because no page holds it, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<String>,
}

/// A size: pixels of a screen or millimetres of paper.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Size)]
pub struct SizeBody {
    /// Across.
    #[schema(value_type = f64)]
    width: Number,
    /// Down.
    #[schema(value_type = f64)]
    height: Number,
    /// `px` or `mm`.
    #[schema(value_type = String)]
    unit: &'static str,
}

impl From<&Brief> for BriefBody {
    fn from(brief: &Brief) -> Self {
        Self {
            intent: brief.intent.map(crate::brief::Intent::name),
            language: brief.language.code(),
            subject: brief.subject.clone(),
            title: brief.title.clone(),
            date: brief.date.map(|date| date.to_string()),
            time: brief.time.map(|time| time.strftime("%H:%M").to_string()),
            end_time: brief.end_time.map(|time| time.strftime("%H:%M").to_string()),
            place: brief.place.clone(),
            host: brief.host.clone(),
            lines: brief.lines.clone(),
            style: brief.style.clone(),
            count: brief.count,
            size: brief.size.map(SizeBody::from),
            notices: brief.notices.clone(),
        }
    }
}

impl From<RequestedSize> for SizeBody {
    fn from(size: RequestedSize) -> Self {
        match size {
            RequestedSize::Pixels(size) => {
                Self { width: size.width.into(), height: size.height.into(), unit: "px" }
            }
            RequestedSize::Paper { width_mm, height_mm } => {
                Self { width: number(width_mm), height: number(height_mm), unit: "mm" }
            }
        }
    }
}

/// Whole millimetres without a point: `210`, not `210.0`.
fn number(millimetres: f64) -> Number {
    let whole = millimetres.fract() == 0.0 && millimetres.abs() < 1e9;
    if whole {
        return Number::from(millimetres as i64);
    }
    Number::from_f64(millimetres).unwrap_or_else(|| Number::from(0))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::brief::Intent;
    use crate::scene::{Language, PixelSize};

    #[test]
    fn a_brief_says_what_is_known_and_null_for_the_rest() {
        let brief = Brief {
            intent: Some(Intent::SlideIllustration),
            language: Language::Korean,
            date: Some(jiff::civil::date(2026, 11, 26)),
            time: Some(jiff::civil::time(9, 5, 0, 0)),
            size: Some(RequestedSize::Paper { width_mm: 210.0, height_mm: 148.5 }),
            ..Brief::default()
        };
        let expected = json!({
            "intent": "slide_illustration", "language": "ko", "subject": null, "title": null,
            "date": "2026-11-26", "time": "09:05", "place": null, "host": null, "style": null, "count": null,
            "size": {"width": 210, "height": 148.5, "unit": "mm"},
        });
        assert_eq!(serde_json::to_value(BriefBody::from(&brief)).unwrap(), expected);
    }

    #[test]
    fn pixels_are_whole_numbers() {
        let size = SizeBody::from(RequestedSize::Pixels(PixelSize::new(1024, 768)));
        let expected = json!({"width": 1024, "height": 768, "unit": "px"});
        assert_eq!(serde_json::to_value(size).unwrap(), expected);
    }
}
