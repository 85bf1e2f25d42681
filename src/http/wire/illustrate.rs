//! The plan of an illustrated document, as it is described; the plan itself is a file format of the studio.

use utoipa::ToSchema;

/// What goes where in a document, and what is skipped and why. It may be edited: entries taken out, prompts,
/// alternative texts, captions, sizes and colours changed.
#[derive(ToSchema)]
#[schema(as = IllustrationPlan)]
#[allow(dead_code)] // describes `studio::Plan`; a test compares their fields
pub struct PlanBody {
    /// 1.
    version: u32,
    /// `docx` or `pptx`.
    format: String,
    /// The document's language, as in `ko`.
    language: String,
    /// The model that makes the pictures.
    model: Option<String>,
    /// Style words.
    style: Option<String>,
    /// The colours of the document's theme, six hex digits each.
    palette: Option<PlanColoursBody>,
    /// The pictures, in reading order.
    pictures: Vec<PlanEntryBody>,
    /// Sections that get none.
    skipped: Vec<PlanSkippedBody>,
    /// What should be known before it is applied.
    notes: Vec<String>,
}

/// One picture of a plan.
#[derive(ToSchema)]
#[schema(as = IllustrationPlanEntry)]
#[allow(dead_code)] // as above
pub struct PlanEntryBody {
    /// What errors call it.
    id: String,
    /// The heading it goes under, or the slide's title.
    heading: String,
    /// The part it goes into.
    part: String,
    /// Where in the part.
    place: PlanPlaceBody,
    /// What the picture shows.
    prompt: String,
    /// What it shows, for people who cannot see it.
    alt: String,
    /// The caption after its number; none when missing or empty, and on slides.
    caption: Option<String>,
    /// In points.
    width: f64,
    /// In points.
    height: f64,
    /// The seed it is made from.
    seed: u64,
    /// Why it is there.
    reason: String,
}

/// Where a picture of a plan goes.
#[derive(ToSchema)]
#[schema(as = IllustrationPlanPlace)]
#[allow(dead_code)] // as above
pub struct PlanPlaceBody {
    /// The paragraph of a Word text that it follows, counted from 1.
    after_paragraph: Option<usize>,
    /// The slide, counted from 1.
    slide: Option<usize>,
    /// The id of the empty placeholder on the slide.
    placeholder: Option<u32>,
    /// Free room on the slide: left, top, right and bottom in points.
    area: Option<Vec<f64>>,
    /// The text that stands there.
    text: String,
    /// Tells that it is still the same text.
    hash: String,
}

/// A section without a picture.
#[derive(ToSchema)]
#[schema(as = IllustrationPlanSkipped)]
#[allow(dead_code)] // as above
pub struct PlanSkippedBody {
    /// Its heading, or the slide's title.
    heading: String,
    /// Why it gets none.
    reason: String,
}

/// Colours of a plan, six hex digits each.
#[derive(ToSchema)]
#[schema(as = IllustrationPlanColours)]
#[allow(dead_code)] // as above
pub struct PlanColoursBody {
    ground: String,
    surface: String,
    ink: String,
    muted: String,
    primary: String,
    secondary: String,
    accent: String,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use utoipa::PartialSchema;

    use super::*;

    #[test]
    fn what_is_described_is_what_a_plan_has() {
        fn described<T: PartialSchema>() -> BTreeSet<String> {
            let schema = serde_json::to_value(T::schema()).unwrap();
            schema["properties"].as_object().unwrap().keys().cloned().collect()
        }
        let plan = serde_json::to_value(crate::studio::illustrate::Plan::sample()).unwrap();
        let check = |part: &serde_json::Value, described: BTreeSet<String>| {
            let has: BTreeSet<String> = part.as_object().unwrap().keys().cloned().collect();
            assert_eq!(has, described);
        };
        check(&plan, described::<PlanBody>());
        check(&plan["palette"], described::<PlanColoursBody>());
        check(&plan["pictures"][0], described::<PlanEntryBody>());
        check(&plan["pictures"][0]["place"], described::<PlanPlaceBody>());
        check(&plan["skipped"][0], described::<PlanSkippedBody>());
    }
}
