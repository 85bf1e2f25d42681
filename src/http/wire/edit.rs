//! The forms of edits, variations and larger pictures, as the description shows them.

#![allow(dead_code)] // the fields are read one by one from the form

use utoipa::ToSchema;

/// A picture to be edited.
#[derive(ToSchema)]
#[schema(as = ImageEdit)]
pub struct EditBody {
    /// A PNG, JPEG or WebP file, at most 4096 pixels a side; `image[]` with one file does too.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// A PNG of the same size; its transparent pixels are what changes.
    #[schema(value_type = Option<String>, format = Binary)]
    mask: Option<Vec<u8>>,
    /// What it shall show.
    prompt: String,
    /// A model of `GET /v1/models`; the first checkpoint when not said or a name such as `gpt-image-1`.
    model: Option<String>,
    /// How many, 1 to 10.
    n: Option<u32>,
    /// `auto`, or a size of the picture's own shape.
    size: Option<String>,
    /// `url` or `b64_json`.
    response_format: Option<String>,
    /// How far to go from the picture, 0 to 1: all the way where a mask says what may change, else 0.6.
    strength: Option<f64>,
    /// How many pixels wider it becomes: one number for all edges, or left, top, right, bottom with commas.
    #[schema(example = "0,0,256,0")]
    outpaint: Option<String>,
    /// The same request with the same seed gives the same pictures.
    seed: Option<u64>,
    /// What it must not show.
    negative_prompt: Option<String>,
    /// Denoising steps.
    steps: Option<u32>,
    /// Guidance scale.
    guidance: Option<f64>,
    /// How noise is taken away, as for new pictures.
    sampler: Option<String>,
    /// high means a strength of 0.35 where there is no mask.
    input_fidelity: Option<String>,
    /// png, jpeg or webp; png when not said.
    output_format: Option<String>,
    /// The quality of a JPEG, 0 to 100.
    output_compression: Option<u32>,
    /// opaque puts white under what is transparent; transparent and auto leave it as it is.
    background: Option<String>,
    /// Whether the pictures come as server-sent events.
    stream: Option<bool>,
    /// Previews in the stream at most, 0 to 3.
    partial_images: Option<u32>,
}

/// A picture to be varied.
#[derive(ToSchema)]
#[schema(as = ImageVariation)]
pub struct VariationBody {
    /// A PNG, JPEG or WebP file, at most 4096 pixels a side.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// A model of `GET /v1/models`; the first checkpoint when not said, and the built-in one when there is none.
    model: Option<String>,
    /// How many, 1 to 10.
    n: Option<u32>,
    /// `auto`, or a size of the picture's own shape.
    size: Option<String>,
    /// `url` or `b64_json`.
    response_format: Option<String>,
    /// How far to go from the picture, 0 to 1; 0.6 when not said.
    strength: Option<f64>,
    /// The same request with the same seed gives the same pictures.
    seed: Option<u64>,
}

/// A picture to be edited, in MAI-Image's API.
#[derive(ToSchema)]
#[schema(as = MaiImageEdit)]
pub struct MaiEditBody {
    /// A PNG or JPEG file.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// What it shall show.
    prompt: String,
    /// As for new pictures.
    model: Option<String>,
    /// The result's width, of the picture's own shape.
    width: Option<u32>,
    /// The result's height.
    height: Option<u32>,
}

/// A picture to be made larger.
#[derive(ToSchema)]
#[schema(as = ImageUpscale)]
pub struct UpscaleBody {
    /// A PNG, JPEG or WebP file; the result has at most 4096 pixels a side.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// How many times as wide it becomes: 2, 3 or 4; 2 when not said.
    scale: Option<u32>,
    /// `url` or `b64_json`.
    response_format: Option<String>,
    /// `png`, `jpeg` or `webp`.
    output_format: Option<String>,
    /// How well JPEG keeps it, 0 to 100.
    output_compression: Option<u8>,
}
