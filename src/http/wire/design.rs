//! A request for designs.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::brief::{Fields, Words};
use crate::config::Limits;
use crate::documents::Format;
use crate::http::error::ApiError;
use crate::http::validate;
use crate::jobs::DesignWork;
use crate::models::Catalogue;
use crate::studio::DesignRequest;

/// What is wanted: words, and the parts that the caller says outright. Those win over the invitation, the
/// invitation over the words.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignBody {
    /// What is wanted, in your own words, Korean or English. At most 200,000 characters, of which the first 32,000 are
    /// read; what no page holds is left out, and `brief.notices` says so.
    #[schema(example = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀")]
    pub prompt: Option<String>,
    /// poster, slide_illustration, report_figure, icon, banner, cover, background, social_post or slide.
    pub intent: Option<String>,
    /// What the picture is about.
    pub subject: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day, as in `2026-11-26`.
    pub date: Option<String>,
    /// The time, as in `15:00`.
    pub time: Option<String>,
    /// Where it happens.
    pub place: Option<String>,
    /// Who invites.
    pub host: Option<String>,
    /// Further lines for the page.
    pub lines: Option<Vec<String>>,
    /// Style words, as in `watercolor`.
    pub style: Option<String>,
    /// `1024x1024`, `16:9`, `A4`, `A3 landscape`, `auto`, or an object of width, height and unit (`px` or `mm`).
    #[schema(value_type = Option<Object>)]
    pub size: Option<Value>,
    /// The layout by name, as in `full bleed`; the best ones that suit when not said.
    pub layout: Option<String>,
    /// The language of the design's text: ko, en, ja or zh; that of the words when not said.
    pub language: Option<String>,
    /// How many to choose from, 1 to 10; 4 when not said.
    #[serde(alias = "count")]
    pub candidates: Option<u32>,
    /// The same request with the same seed gives the same files.
    pub seed: Option<u64>,
    /// The model; `GET /v1/models` lists them.
    pub model: Option<String>,
    /// png, svg, pdf, docx, pptx; all but svg when not said.
    pub formats: Option<Vec<String>>,
    /// An iCalendar file (`.ics`), as text.
    pub invite: Option<String>,
    /// What the picture must not show.
    pub negative_prompt: Option<String>,
    /// Denoising steps, for models that have them: 1 to 150.
    pub steps: Option<u32>,
    /// Guidance scale, for models that have one: 0 to 50.
    pub guidance: Option<f64>,
    /// How noise is taken away, for models that have it: ddim, euler, euler_a, dpm++_2m, unipc, lcm or tcd, each with
    /// `_karras` behind it if wanted; the model's own when not said.
    #[schema(example = "dpm++_2m_karras")]
    pub sampler: Option<String>,
    /// The part of the way, from 0 to 1, on which guidance is used; all of it when not said.
    pub guidance_interval: Option<[f64; 2]>,
    /// How far a PDF's ground reaches beyond the page's edges, for a printer: 0 to 20 mm.
    pub bleed_mm: Option<f64>,
    /// Whether a PDF has marks that say where to cut.
    pub crop_marks: Option<bool>,
    /// The day that "tomorrow" is counted from; the server's own when not said.
    pub today: Option<String>,
}

/// The formats of a design when none are named: what people put designs into.
const STANDARD_FORMATS: [Format; 4] = [Format::Png, Format::Pdf, Format::Docx, Format::Pptx];

/// How many to choose from when not said.
const STANDARD_CANDIDATES: u32 = 4;

impl DesignBody {
    /// The request, every field judged. `today` is the server's day.
    ///
    /// # Errors
    /// Names the first field that cannot be used.
    pub fn read(self, today: Date, limits: &Limits, catalogue: &Catalogue) -> Result<Order, ApiError> {
        let formats = validate::formats(self.formats.as_deref(), &STANDARD_FORMATS)?;
        let today = self.today.as_deref().map_or(Ok(today), |day| validate::date("today", day))?;
        let request = DesignRequest {
            today,
            candidates: validate::count(
                "candidates",
                self.candidates.unwrap_or(STANDARD_CANDIDATES),
                limits,
            )?,
            seed: validate::seed(self.seed)?,
            model: self.model.as_deref().map(|name| validate::model(name, catalogue)).transpose()?,
            negative: self.negative_prompt.clone(),
            steps: validate::steps(self.steps)?,
            guidance: validate::guidance(self.guidance)?,
            sampling: validate::sampling(self.sampler.as_deref(), self.guidance_interval)?,
            print: validate::print(self.bleed_mm, self.crop_marks, &formats)?,
            words: self.words(limits)?,
        };
        Ok(Order { request, formats })
    }

    fn words(self, limits: &Limits) -> Result<Words, ApiError> {
        let fields = Fields {
            intent: self.intent.as_deref().map(validate::intent).transpose()?,
            date: self.date.as_deref().map(|date| validate::date("date", date)).transpose()?,
            time: self.time.as_deref().map(|time| validate::time("time", time)).transpose()?,
            size: self.size.map_or(Ok(None), |size| validate::size(&size, limits))?,
            subject: self.subject,
            title: self.title,
            place: self.place,
            host: self.host,
            lines: self.lines.unwrap_or_default(),
            language: self.language.as_deref().map(validate::language).transpose()?,
            style: self.style,
            layout: self.layout,
        };
        Ok(Words { prompt: self.prompt.unwrap_or_default(), fields, invitation: self.invite })
    }
}

/// A design request and the formats it is wanted in.
#[derive(Clone, Debug)]
pub struct Order {
    /// The request.
    pub request: DesignRequest,
    /// The formats.
    pub formats: Vec<Format>,
}

impl Order {
    /// What is kept in the job's row.
    pub fn work(self) -> DesignWork {
        DesignWork::new(self.request, &self.formats)
    }
}
