//! The procedural engine `vector-1`: pictures from rules, a palette and a seed; no weights, no network.

use super::{Engine, EngineError, PaintRequest, Watch};
use crate::scene::{Content, Drawing, Origin, Picture};

/// The engine's public name.
pub const MODEL: &str = "vector-1";

/// The procedural engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct VectorEngine;

impl Engine for VectorEngine {
    fn model(&self) -> &str {
        MODEL
    }

    fn paint(&self, request: &PaintRequest, _watch: &dyn Watch) -> Result<Picture, EngineError> {
        let size = kurbo::Size::new(request.size.width.into(), request.size.height.into());
        Ok(Picture {
            content: Content::Drawn(Drawing { size, shapes: Vec::new() }),
            size: request.size,
            seed: request.seed,
            model: MODEL.to_owned(),
            alt: request.alt.clone(),
            origin: Origin::Procedural,
        })
    }
}
