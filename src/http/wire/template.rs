//! What a template wants, as JSON: for the API's answers and for `vignette template … --json`.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::error::ProblemBody;
use crate::documents::check::Finding;
use crate::documents::template::inspect::{FieldReport, PictureReport, TagReport, TagUse};
use crate::jobs::failure::Problem;
use crate::scene::Fit;
use crate::studio::Inspection;

/// What a template wants, and every mistake in it.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = TemplateCheck)]
pub struct TemplateCheckBody {
    /// docx, pptx or pdf; `null` when the file cannot be opened.
    #[schema(value_type = Option<String>)]
    format: Option<&'static str>,
    /// Whether it can be filled, and Office opens the file without offering to repair it.
    ok: bool,
    /// Its tags, in the order they are filled.
    tags: Vec<TagBody>,
    /// Its places for pictures.
    pictures: Vec<PictureBody>,
    /// The fields of a PDF form.
    fields: Vec<FieldBody>,
    /// What is wrong with its tags, whatever the data says.
    #[schema(value_type = Vec<ProblemBody>)]
    problems: Vec<Problem>,
    /// Tags where nothing is ever filled, as in a comment.
    #[schema(value_type = Vec<ProblemBody>)]
    unfilled: Vec<Problem>,
    /// What is wrong with the file itself.
    package: Vec<FindingBody>,
}

/// One tag, or one half of a pair.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplateTag)]
pub struct TagBody {
    /// The part it stands in, as in `word/document.xml`.
    part: String,
    /// Where in the part, counted from 1.
    position: usize,
    /// value, condition or loop.
    #[schema(value_type = String)]
    kind: &'static str,
    /// The tag as it stands there.
    tag: String,
    /// Its expression.
    expression: String,
    /// The names that a loop gives each item.
    names: Vec<String>,
    /// The text around it, shortened; empty when it stands alone.
    around: String,
}

/// One place for a picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplatePicture)]
pub struct PictureBody {
    /// The key of its picture in the data.
    name: String,
    /// The part it stands in.
    part: String,
    /// Where in the part, counted from 1.
    position: usize,
    /// Width in points; 0 when the document does not say.
    width_pt: f64,
    /// Height in points.
    height_pt: f64,
    /// Width in millimetres.
    width_mm: f64,
    /// Height in millimetres.
    height_mm: f64,
    /// Width for each unit of height; `null` when the document does not say.
    ratio: Option<f64>,
    /// cover, contain or stretch.
    #[schema(value_type = String)]
    fit: &'static str,
    /// What the template itself asks the picture to show.
    prompt: Option<String>,
}

/// One field of a form.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplateField)]
pub struct FieldBody {
    /// The full name, its steps joined by dots.
    name: String,
    /// The page it shows on, counted from 1.
    page: usize,
    /// text, tick, choice, list, picture or other.
    #[schema(value_type = String)]
    kind: &'static str,
    /// The values it takes, when they are given.
    choices: Vec<String>,
    /// Whether the form must have it.
    required: bool,
    /// The most characters of a text.
    max_length: Option<usize>,
}

/// Something in the file that Office would stumble over.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingBody {
    /// A stable name, as in `duplicate_drawing_id`.
    #[schema(value_type = String)]
    code: &'static str,
    /// `repair` when Office would offer to repair the file, else `warning`.
    #[schema(value_type = String)]
    severity: &'static str,
    /// The part; empty for the package itself.
    part: String,
    /// Where in the part; empty when the whole part is meant.
    place: String,
    /// What is wrong, in one sentence.
    message: String,
    /// What can be done about it.
    #[schema(value_type = String)]
    hint: &'static str,
}

/// The data a template wants.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplateSchema)]
pub struct TemplateSchemaBody {
    /// JSON Schema (2020-12) of the data.
    pub schema: Value,
    /// Data that fills the template.
    pub example: Value,
}

impl TemplateCheckBody {
    /// What can be said of a file that cannot be opened.
    pub fn unreadable(findings: &[Finding]) -> Self {
        Self { package: findings.iter().map(FindingBody::from).collect(), ..Self::default() }
    }
}

impl From<&Inspection> for TemplateCheckBody {
    fn from(inspection: &Inspection) -> Self {
        let report = &inspection.report;
        Self {
            format: Some(report.format.extension()),
            ok: inspection.is_good(),
            tags: report.tags.iter().map(TagBody::from).collect(),
            pictures: report.pictures.iter().map(PictureBody::from).collect(),
            fields: report.fields.iter().map(FieldBody::from).collect(),
            problems: report.problems.iter().map(Problem::from).collect(),
            unfilled: report.unfilled.iter().map(Problem::from).collect(),
            package: inspection.findings.iter().map(FindingBody::from).collect(),
        }
    }
}

impl From<&TagReport> for TagBody {
    fn from(tag: &TagReport) -> Self {
        let (kind, names) = match &tag.kind {
            TagUse::Value => ("value", Vec::new()),
            TagUse::Condition => ("condition", Vec::new()),
            TagUse::Loop(names) => ("loop", names.clone()),
        };
        let TagReport { part, position, tag, around, expression, .. } = tag.clone();
        Self { part, position, kind, tag, expression, names, around }
    }
}

impl From<&PictureReport> for PictureBody {
    fn from(picture: &PictureReport) -> Self {
        let place = &picture.place;
        let (width, height) = (place.size.width, place.size.height);
        let rounded = |length: f64| (length * 10.0).round() / 10.0;
        Self {
            name: place.name.clone(),
            part: picture.part.clone(),
            position: picture.position,
            width_pt: rounded(width),
            height_pt: rounded(height),
            width_mm: rounded(picture.millimetres().0),
            height_mm: rounded(picture.millimetres().1),
            ratio: (height > 0.0).then(|| (width / height * 1_000.0).round() / 1_000.0),
            fit: fit(place.fit),
            prompt: place.prompt.clone(),
        }
    }
}

/// A fit by its name.
pub fn fit(fit: Fit) -> &'static str {
    match fit {
        Fit::Cover => "cover",
        Fit::Contain => "contain",
        Fit::Stretch => "stretch",
    }
}

impl From<&FieldReport> for FieldBody {
    fn from(field: &FieldReport) -> Self {
        let FieldReport { name, page, kind, choices, is_required, longest, .. } = field.clone();
        Self { name, page, kind, choices, required: is_required, max_length: longest }
    }
}

impl From<&Finding> for FindingBody {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.rule.code(),
            severity: finding.rule.severity().name(),
            part: finding.part.clone(),
            place: finding.place.clone(),
            message: finding.sentence.clone(),
            hint: finding.rule.hint(),
        }
    }
}
