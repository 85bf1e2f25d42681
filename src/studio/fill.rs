//! The verb `fill`: a template and data in, the finished document out.

use serde_json::Value;

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct FillRequest {
    /// The whole template file: DOCX or PDF.
    pub template: Vec<u8>,
    /// The values for its tags and picture places.
    pub data: Value,
    /// The seed of the pictures that are made for it.
    pub seed: u64,
    /// The model that makes them; the default one when `None`.
    pub model: Option<String>,
}
