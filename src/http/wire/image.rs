//! A request for pictures and its answer, in OpenAI's shape (facts of November 2026, clients 1.109 to 3.54).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::brief::{Fields, READ_CHARS, Words};
use crate::config::Limits;
use crate::documents::pdf::Print;
use crate::http::dialect::Dialect;
use crate::http::error::{ApiError, Code};
use crate::http::images::names;
use crate::http::images::notes::Notes;
use crate::http::images::options::{Options, Reply};
use crate::http::validate;
use crate::jobs::FailureKind;
use crate::studio::DesignRequest;

/// What is wanted, in OpenAI's shape; `seed` and what follows it are ours.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
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
    /// png, jpeg, webp, or svg from the built-in model; png when not said.
    pub output_format: Option<String>,
    /// Taken and without effect: this server has one quality.
    pub quality: Option<String>,
    /// `vivid` or `natural` (without effect), or style words of your own.
    pub style: Option<String>,
    /// transparent (from the built-in model, not as jpeg), opaque or auto.
    pub background: Option<String>,
    /// Taken and without effect: the policy is the administrator's.
    pub moderation: Option<String>,
    /// The quality of a JPEG, 0 to 100; 100 when not said.
    pub output_compression: Option<u32>,
    /// Whether the pictures come as server-sent events.
    pub stream: Option<bool>,
    /// Previews in the stream at most, 0 to 3; quick models have none.
    pub partial_images: Option<u32>,
    /// Taken and without effect.
    pub complexity: Option<String>,
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

/// What is wanted of MAI-Image's API.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MaiImageBody)]
pub struct MaiBody {
    /// As for OpenAI's API; a name such as `MAI-Image-2.5` means the default model, and its size rules.
    pub model: String,
    /// What the picture shows.
    pub prompt: String,
    /// At least 768; 1024 when not said.
    pub width: Option<u32>,
    /// At least 768; 1024 when not said.
    pub height: Option<u32>,
    /// Taken and without effect, as the API itself does.
    pub size: Option<String>,
    /// Taken and without effect: it is always one picture.
    pub n: Option<u32>,
}

impl ImageBody {
    /// The order, every field judged, and how it is answered. `today` is the server's day, `model` what the model's name means.
    ///
    /// # Errors
    /// Names the first field that cannot be used.
    pub fn order(
        &self,
        dialect: Dialect,
        today: Date,
        limits: &Limits,
        model: Option<String>,
        mut notes: Notes,
    ) -> Result<(DesignRequest, Reply), ApiError> {
        self.check_prompt()?;
        let options = self.options();
        options.without_effect(&mut notes)?;
        let is_dall_e = names::is_dall_e(self.model.as_deref());
        let format = options.response_format(is_dall_e)?;
        let reply = Reply {
            dialect,
            verb: "image_generation",
            format,
            partials: options.partials(format)?,
            is_dall_e,
            output: options.output(names::draws(model.as_deref()), &mut notes)?,
            words: self.prompt.split_whitespace().count(),
            notes: Notes::default(),
        };
        let request = self.request(today, model, limits, &mut notes)?;
        Ok((request, Reply { notes, ..reply }))
    }

    fn request(
        &self,
        today: Date,
        model: Option<String>,
        limits: &Limits,
        notes: &mut Notes,
    ) -> Result<DesignRequest, ApiError> {
        let is_named = |style: &String| ["vivid", "natural"].contains(&style.as_str());
        if self.style.as_ref().is_some_and(is_named) {
            notes.say("style", "without effect, write style words of your own");
        }
        let style = self.style.clone().filter(|style| !is_named(style));
        let size = self.size.as_deref().map_or(Ok(None), |size| validate::size_text(size, limits))?;
        Ok(DesignRequest {
            words: Words {
                prompt: self.prompt.clone(),
                fields: Fields { style, size, ..Fields::default() },
                invitation: None,
            },
            today,
            candidates: validate::count("n", self.n.unwrap_or(1), limits)?,
            seed: validate::seed(self.seed)?,
            model,
            negative: self.negative_prompt.clone(),
            steps: validate::steps(self.steps)?,
            guidance: validate::guidance(self.guidance)?,
            sampling: validate::sampling(self.sampler.as_deref(), self.guidance_interval)?,
            print: Print::default(),
        })
    }

    fn options(&self) -> Options {
        Options {
            response_format: self.response_format.clone(),
            output_format: self.output_format.clone(),
            output_compression: self.output_compression,
            background: self.background.clone(),
            stream: self.stream,
            partial_images: self.partial_images,
            moderation: self.moderation.clone(),
            quality: self.quality.clone(),
            complexity: self.complexity.clone(),
            user: self.user.clone(),
            safety_identifier: self.safety_identifier.clone(),
        }
    }

    /// A picture is of all that is said: nothing of it is left out, as it is for a page.
    fn check_prompt(&self) -> Result<(), ApiError> {
        let length = self.prompt.chars().count();
        let (kind, message) = if self.prompt.trim().is_empty() {
            (FailureKind::EmptyPrompt, "the prompt is empty".to_owned())
        } else if length > READ_CHARS {
            (
                FailureKind::PromptTooLong,
                format!("the prompt has {length} characters; at most {READ_CHARS} are read"),
            )
        } else {
            return Ok(());
        };
        Err(ApiError { field: Some("prompt".to_owned()), ..ApiError::new(Code::Work(kind), message) })
    }
}

/// Pictures, in OpenAI's shape.
#[derive(Serialize, ToSchema)]
#[schema(as = Images)]
pub struct ImagesBody {
    /// When, in seconds since 1970.
    pub created: i64,
    /// The pictures.
    pub data: Vec<ImageDatum>,
    /// `opaque` or `transparent`.
    #[schema(value_type = String)]
    pub background: &'static str,
    /// png, jpeg, webp or svg.
    #[schema(value_type = String)]
    pub output_format: &'static str,
    /// `high`, the only one.
    #[schema(value_type = String)]
    pub quality: &'static str,
    /// As in `1024x1024`; outlines have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// What went in and came out, counted.
    pub usage: UsageBody,
}

/// What went in and came out: words of the prompt, and patches of 32 by 32 pixels.
#[derive(Serialize, ToSchema)]
#[schema(as = ImageUsage)]
pub struct UsageBody {
    input_tokens: u64,
    input_tokens_details: InputBody,
    output_tokens: u64,
    total_tokens: u64,
}

/// What went in, by kind.
#[derive(Serialize, ToSchema)]
#[schema(as = ImageUsageInput)]
struct InputBody {
    image_tokens: u64,
    text_tokens: u64,
}

impl UsageBody {
    /// So many words in, so many patches out.
    pub fn new(words: u64, patches: u64) -> Self {
        Self {
            input_tokens: words,
            input_tokens_details: InputBody { image_tokens: 0, text_tokens: words },
            output_tokens: patches,
            total_tokens: words + patches,
        }
    }
}

/// One picture: a link or base 64.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = Image)]
pub struct ImageDatum {
    /// The whole file in base 64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b64_json: Option<String>,
    /// A link that works for a while without a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Azure's addresses only: what the policy says of the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub content_filter_results: Option<Value>,
    /// Azure's addresses only: what the policy says of the prompt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub prompt_filter_results: Option<Value>,
}
