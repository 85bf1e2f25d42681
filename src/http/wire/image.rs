//! A request for pictures and its answer, in OpenAI's shape (facts of November 2026, clients 1.109 to 3.54).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::design::Order;
use crate::brief::{Fields, READ_CHARS, Words};
use crate::config::Limits;
use crate::documents::Format;
use crate::documents::pdf::Print;
use crate::http::error::{ApiError, Code};
use crate::http::validate;
use crate::models::Catalogue;
use crate::studio::DesignRequest;

/// Names that callers kept from models since retired, or never had: all mean the default model here.
const ALIASES: [&str; 10] = [
    "default",
    "dall-e-2",
    "dall-e-3",
    "gpt-image-1",
    "gpt-image-1-mini",
    "gpt-image-1.5",
    "gpt-image-2",
    "chatgpt-image-latest",
    "mai-image-1",
    "mai-image-2",
];

/// What is wanted, in OpenAI's shape; `seed` and what follows it are ours.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageBody {
    /// What the picture shows. At most 32,000 characters.
    #[schema(example = "a lighthouse by the sea")]
    pub prompt: String,
    /// A model of `GET /v1/models`, or a name such as `dall-e-3` or `gpt-image-1`, which means the default one.
    pub model: Option<String>,
    /// How many, 1 to 10.
    pub n: Option<u32>,
    /// `auto` or as in `1024x1024`.
    pub size: Option<String>,
    /// `url` or `b64_json`; `url` for the DALL·E names when not said, else `b64_json`.
    pub response_format: Option<String>,
    /// `png`, the only one so far.
    pub output_format: Option<String>,
    /// Taken and without effect: this server has one quality.
    pub quality: Option<String>,
    /// `vivid` or `natural` (without effect), or style words of your own.
    pub style: Option<String>,
    /// `auto` or `opaque`.
    pub background: Option<String>,
    /// Taken and without effect: the policy is the administrator's.
    pub moderation: Option<String>,
    /// Taken and without effect: PNG loses nothing.
    pub output_compression: Option<u32>,
    /// Must be false or absent: pictures are not streamed.
    pub stream: Option<bool>,
    /// Must be 0 or absent: pictures are not streamed.
    pub partial_images: Option<u32>,
    /// Taken and not kept.
    pub user: Option<String>,
    /// Taken and not kept.
    pub safety_identifier: Option<String>,
    /// The same request with the same seed gives the same pictures.
    pub seed: Option<u64>,
    /// What the picture must not show.
    pub negative_prompt: Option<String>,
    /// Denoising steps, for models that have them.
    pub steps: Option<u32>,
    /// Guidance scale, for models that have one.
    pub guidance: Option<f64>,
    /// How noise is taken away, for models that have it: ddim, euler, euler_a, dpm++_2m, unipc, lcm or tcd, each with
    /// `_karras` behind it if wanted; the model's own when not said.
    #[schema(example = "dpm++_2m_karras")]
    pub sampler: Option<String>,
    /// The part of the way, from 0 to 1, on which guidance is used; all of it when not said.
    pub guidance_interval: Option<[f64; 2]>,
}

/// How the pictures come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseFormat {
    /// As a link that works for a while.
    Url,
    /// In the answer, in base 64.
    Base64,
}

impl ImageBody {
    /// The order, every field judged. `today` is the server's day.
    ///
    /// # Errors
    /// Names the first field that cannot be used.
    pub fn order(&self, today: Date, limits: &Limits, catalogue: &Catalogue) -> Result<Order, ApiError> {
        if self.prompt.trim().is_empty() {
            return Err(ApiError { field: Some("prompt".to_owned()), ..empty_prompt() });
        }
        let length = self.prompt.chars().count();
        if length > READ_CHARS {
            // A picture is of all that is said: nothing of it is left out, as it is for a page.
            let message = format!("the prompt has {length} characters; at most {READ_CHARS} are read");
            let error = ApiError::new(Code::Work(crate::jobs::FailureKind::PromptTooLong), message);
            return Err(ApiError { field: Some("prompt".to_owned()), ..error });
        }
        self.check_output()?;
        let style = self.style.clone().filter(|style| !["vivid", "natural"].contains(&style.as_str()));
        let size = self.size.as_deref().map_or(Ok(None), |size| validate::size_text(size, limits))?;
        let request = DesignRequest {
            words: Words {
                prompt: self.prompt.clone(),
                fields: Fields { style, size, ..Fields::default() },
                invitation: None,
            },
            today,
            candidates: validate::count("n", self.n.unwrap_or(1), limits)?,
            seed: validate::seed(self.seed)?,
            model: self.model_name(catalogue)?,
            negative: self.negative_prompt.clone(),
            steps: validate::steps(self.steps)?,
            guidance: validate::guidance(self.guidance)?,
            sampling: validate::sampling(self.sampler.as_deref(), self.guidance_interval)?,
            print: Print::default(),
        };
        Ok(Order { request, formats: vec![Format::Png] })
    }

    /// How the pictures come back.
    ///
    /// # Errors
    /// Names the field `response_format`.
    pub fn response_format(&self) -> Result<ResponseFormat, ApiError> {
        ResponseFormat::from_name(self.response_format.as_deref(), self.is_dall_e())
    }

    /// Whether the caller was written for DALL·E: its code for a refusal differs.
    pub fn is_dall_e(&self) -> bool {
        self.model.as_deref().is_some_and(|model| model.starts_with("dall-e"))
    }

    fn model_name(&self, catalogue: &Catalogue) -> Result<Option<String>, ApiError> {
        self.model.as_deref().map_or(Ok(None), |name| model_name(name, catalogue))
    }

    /// What cannot be honoured is refused, not quietly left out.
    fn check_output(&self) -> Result<(), ApiError> {
        let only = |field: &str, value: Option<&str>, allowed: &[&str]| match value {
            Some(value) if !allowed.contains(&value) => {
                Err(ApiError::field(field, format!("it must be {}", allowed.join(" or "))))
            }
            _ => Ok(()),
        };
        only("output_format", self.output_format.as_deref(), &["png"])?;
        only("background", self.background.as_deref(), &["auto", "opaque"])?;
        only("moderation", self.moderation.as_deref(), &["auto", "low"])?;
        let qualities = ["auto", "low", "medium", "high", "xhigh", "max", "standard", "hd"];
        only("quality", self.quality.as_deref(), &qualities)?;
        if self.stream == Some(true) || self.partial_images.is_some_and(|count| count > 0) {
            return Err(ApiError::field("stream", "pictures are not streamed by this server")
                .hint("leave it out, or use POST /v1/designs and its events"));
        }
        Ok(())
    }
}

impl ResponseFormat {
    /// How the pictures come back; callers of DALL·E expect links.
    ///
    /// # Errors
    /// Names the field `response_format`.
    pub fn from_name(name: Option<&str>, is_dall_e: bool) -> Result<Self, ApiError> {
        match name {
            Some("url") => Ok(Self::Url),
            Some("b64_json") => Ok(Self::Base64),
            None if is_dall_e => Ok(Self::Url),
            None => Ok(Self::Base64),
            Some(_) => Err(ApiError::field("response_format", "it must be url or b64_json")),
        }
    }
}

/// The model of that name; `None` for the names of retired ones, which mean the default one.
///
/// # Errors
/// Names the field `model`.
pub fn model_name(name: &str, catalogue: &Catalogue) -> Result<Option<String>, ApiError> {
    if catalogue.find(name).is_some() {
        Ok(Some(name.to_owned()))
    } else if ALIASES.contains(&name.to_lowercase().as_str()) {
        Ok(None)
    } else {
        validate::model(name, catalogue).map(Some)
    }
}

fn empty_prompt() -> ApiError {
    ApiError::new(Code::Work(crate::jobs::FailureKind::EmptyPrompt), "the prompt is empty")
}

/// Pictures, in OpenAI's shape.
#[derive(Serialize, ToSchema)]
#[schema(as = Images)]
pub struct ImagesBody {
    /// When, in seconds since 1970.
    pub created: i64,
    /// The pictures.
    pub data: Vec<ImageDatum>,
    /// `png`.
    #[schema(value_type = String)]
    pub output_format: &'static str,
}

/// One picture: a link or base 64.
#[derive(Serialize, ToSchema)]
#[schema(as = Image)]
pub struct ImageDatum {
    /// The whole PNG in base 64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b64_json: Option<String>,
    /// A link that works for a while without a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
