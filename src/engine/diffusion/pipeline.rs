//! One picture, from words to pixels.

use std::path::Path;
use std::sync::Arc;

use candle_core::{Device, Tensor};
use image::ImageEncoder;
use image::codecs::png::PngEncoder;

use super::autoencoder::Autoencoder;
use super::config::{self, TextConfig, UnetConfig, VaeConfig};
use super::denoise::{Denoising, Keep, Place};
use super::error::DiffusionError;
use super::prompt::{self, Reading};
use super::schedule::{Known, Schedule, ScheduleConfig, USUAL_STEPS, Wish};
use super::size::Sizes;
use super::text::TextEncoder;
use super::tokens::{Tokens, Words};
use super::unet::Unet;
use super::{noise, preview, start, weights};
use crate::engine::{PaintRequest, Precision, Watch};
use crate::models::Checkpoint;
use crate::scene::{Content, Encoding, Origin, Picture, PixelSize};

/// Classifier-free guidance when the request does not say: Stable Diffusion's published scale.
const USUAL_GUIDANCE: f64 = 7.5;

/// Largest guidance; beyond it pictures only burn out.
const MOST_GUIDANCE: f64 = 50.0;

/// A loaded checkpoint.
#[derive(Debug)]
pub(super) struct Pipeline {
    name: String,
    device: Device,
    words: Words,
    text_encoder: TextEncoder,
    unet: Unet,
    autoencoder: Autoencoder,
    schedule: ScheduleConfig,
    sizes: Sizes,
    latent_channels: usize,
    latent_scale: u32,
}

/// What the UNet looks at: the states of the prompt, and of what to move away from.
struct Guide {
    wanted: Tensor,
    unwanted: Option<Tensor>,
    scale: f64,
}

impl Pipeline {
    /// Loads the checkpoint in `folder`: configs first, then weights, the text network first as it is the smallest.
    ///
    /// # Errors
    /// [`DiffusionError`] names the first file that is missing, broken or unsupported.
    pub fn load(name: &str, folder: &Path, precision: Precision) -> Result<Self, DiffusionError> {
        let checkpoint = Checkpoint::find(folder)?;
        let text: TextConfig = config::read(&checkpoint, &checkpoint.text_encoder.config)?;
        let unet: UnetConfig = config::read(&checkpoint, &checkpoint.unet.config)?;
        let vae: VaeConfig = config::read(&checkpoint, &checkpoint.vae.config)?;
        let schedule: ScheduleConfig = config::read(&checkpoint, &checkpoint.scheduler)?;
        check_together(&checkpoint, &text, &unet, &vae)?;
        // The one place that chooses the device; everything below follows it.
        let device = Device::Cpu;
        let place = (&device, precision);
        Ok(Self {
            words: Words::load(&checkpoint, text.max_position_embeddings, text.vocab_size)?,
            text_encoder: weights::load(&checkpoint, &checkpoint.text_encoder, place, |tensors| {
                TextEncoder::new(&text, &tensors)
            })?,
            unet: weights::load(&checkpoint, &checkpoint.unet, place, |tensors| Unet::new(&unet, &tensors))?,
            autoencoder: weights::load(&checkpoint, &checkpoint.vae, place, |tensors| {
                Autoencoder::new(&vae, &tensors)
            })?,
            schedule,
            sizes: Sizes::new(unet.sample_size * vae.scale(), vae.scale()),
            latent_channels: unet.in_channels,
            latent_scale: vae.scale(),
            name: name.to_owned(),
            device,
        })
    }

    /// Makes one picture, reporting each denoising step.
    ///
    /// # Errors
    /// [`DiffusionError::Cancelled`] at the step at which `watch` asked to stop; else what went wrong.
    pub fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, DiffusionError> {
        let size = self.size(request.source.as_ref().map_or(request.size, |source| source.size))?;
        self.paint_from(&self.noise(request.seed, size)?, request, watch)
    }

    /// Makes one picture from `noise` of variance 1, `[1, latent channels, height/scale, width/scale]`.
    ///
    /// # Errors
    /// Those of [`Self::paint`].
    pub fn paint_from(
        &self,
        noise: &Tensor,
        request: &PaintRequest,
        watch: &dyn Watch,
    ) -> Result<Picture, DiffusionError> {
        let schedule = self.schedule(request)?;
        let guide = self.read(request)?;
        let (start, keep) = self.start(noise, &schedule, request)?;
        let denoising = Denoising {
            schedule: &schedule,
            seeds: &[request.seed],
            guided: request.sampling.guided.unwrap_or((0.0, 1.0)),
            keep,
        };
        let latents = denoising.run(
            start,
            |latents, place| self.predict(latents, place, &guide),
            |done, total, known| {
                show(known, watch);
                watch.step(done, total)
            },
        )?;
        let (size, bytes) = self.encode(&latents)?;
        Ok(Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes },
            size,
            seed: request.seed,
            model: self.name.clone(),
            alt: request.alt.clone(),
            origin: Origin::Trained,
            shows: Vec::new(),
        })
    }

    fn schedule(&self, request: &PaintRequest) -> Result<Schedule, DiffusionError> {
        let strength = request.source.as_ref().map_or(1.0, |source| source.strength);
        let steps = Wish::steps(request.steps.unwrap_or(USUAL_STEPS));
        Schedule::new(&self.schedule, &Wish { sampling: request.sampling, strength, ..steps })
    }

    /// The first latents, and what of the source stays.
    fn start(
        &self,
        noise: &Tensor,
        schedule: &Schedule,
        request: &PaintRequest,
    ) -> Result<(Tensor, Option<Keep>), DiffusionError> {
        let (Some(source), Some(first)) = (&request.source, schedule.steps.first()) else {
            return Ok(((noise * schedule.initial)?, None));
        };
        let (_, _, height, width) = noise.dims4()?;
        let pixels = |side: usize| side as u32 * self.latent_scale;
        let picture = start::picture(source, PixelSize::new(pixels(width), pixels(height)))?;
        let clean = self.autoencoder.encode(&picture)?;
        let keep = start::mask(source, (width, height))?;
        let keep = keep.map(|mask| Keep { clean: clean.clone(), noise: noise.clone(), mask });
        Ok((first.noisy(&clean, noise)?, keep))
    }

    fn size(&self, wanted: PixelSize) -> Result<PixelSize, DiffusionError> {
        self.sizes.fit(wanted).map_err(|reason| DiffusionError::Size { size: wanted, reason })
    }

    /// Reads the prompt and what to avoid. A guidance of 1 or less needs no second reading.
    fn read(&self, request: &PaintRequest) -> Result<Guide, DiffusionError> {
        if request.source.is_some() && request.prompt.trim().is_empty() {
            // A variation: nothing is said, and there is nothing to move away from.
            let wanted = self.understand(&self.words.encode("")?)?;
            return Ok(Guide { wanted, unwanted: None, scale: 1.0 });
        }
        let prompt = prompt::read(&request.prompt, request.style.as_deref())?;
        let wanted = self.words.encode(&prompt.text)?;
        report(&prompt, &wanted);
        let scale =
            request.guidance.filter(|scale| scale.is_finite()).unwrap_or(USUAL_GUIDANCE).min(MOST_GUIDANCE);
        if scale <= 1.0 {
            return Ok(Guide { wanted: self.understand(&wanted)?, unwanted: None, scale });
        }
        let empty = self.words.encode("")?;
        let unwanted = self.words.encode(&prompt::english(request.negative.as_deref().unwrap_or("")).text)?;
        let count = wanted.windows.len().max(unwanted.windows.len());
        let unwanted = self.understand(&unwanted.padded(count, &empty))?;
        Ok(Guide { wanted: self.understand(&wanted.padded(count, &empty))?, unwanted: Some(unwanted), scale })
    }

    /// The states of a text, `[1, windows * length, cross_attention_dim]`.
    fn understand(&self, tokens: &Tokens) -> Result<Tensor, DiffusionError> {
        let states: Vec<_> = tokens
            .windows
            .iter()
            .map(|window| self.text_encoder.forward(window))
            .collect::<Result<_, _>>()?;
        Ok(Tensor::cat(&states, 1)?)
    }

    /// Noise `[1, latent channels, height/scale, width/scale]`.
    fn noise(&self, seed: u64, size: PixelSize) -> Result<Tensor, DiffusionError> {
        let side = |pixels: u32| (pixels / self.latent_scale) as usize;
        let shape = (1, self.latent_channels, side(size.height), side(size.width));
        let numbers = noise::normal(seed, shape.1 * shape.2 * shape.3);
        Ok(Tensor::from_vec(numbers, shape, &self.device)?)
    }

    /// The network's answer, moved away from the unwanted by the guidance scale (Ho and Salimans 2022).
    ///
    /// The two passes are made one after the other: on a CPU that takes no longer than a batch of two, and half the
    /// memory.
    fn predict(&self, latents: &Tensor, place: &Place, guide: &Guide) -> Result<Tensor, DiffusionError> {
        let wanted = self.unet.forward(latents, place.timestep, &guide.wanted)?;
        let Some(unwanted) = guide.unwanted.as_ref().filter(|_| place.guided) else { return Ok(wanted) };
        let unwanted = self.unet.forward(latents, place.timestep, unwanted)?;
        Ok((&unwanted + ((wanted - &unwanted)? * guide.scale)?)?)
    }

    /// The picture as a PNG file, and its size.
    fn encode(&self, latents: &Tensor) -> Result<(PixelSize, Arc<[u8]>), DiffusionError> {
        let picture = self.autoencoder.decode(latents)?;
        let (_, _, height, width) = picture.dims4()?;
        let size = PixelSize::new(width as u32, height as u32);
        let pixels = Autoencoder::pixels(&picture)?.ok_or_else(|| {
            DiffusionError::Compute("the picture holds values that are no numbers".to_owned())
        })?;
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes)
            .write_image(&pixels, size.width, size.height, image::ExtendedColorType::Rgb8)
            .map_err(|error| DiffusionError::Compute(error.to_string()))?;
        Ok((size, bytes.into()))
    }
}

/// Shows whoever watches what is guessed by now. A preview that cannot be made is no reason to stop.
fn show(known: &Known, watch: &dyn Watch) {
    let Some(clean) = known.clean().filter(|_| watch.wants_preview()) else { return };
    if let Ok(Some(preview)) = preview::preview(clean) {
        watch.preview(preview);
    }
}

/// Tells the log how much of a prompt was left out; never the words.
fn report(prompt: &Reading, tokens: &Tokens) {
    if prompt.unread > 0 || tokens.cut > 0 {
        tracing::warn!(
            unread_words = prompt.unread,
            cut_tokens = tokens.cut,
            "part of a prompt was not read"
        );
    }
}

/// Refuses networks that do not fit each other.
fn check_together(
    checkpoint: &Checkpoint,
    text: &TextConfig,
    unet: &UnetConfig,
    vae: &VaeConfig,
) -> Result<(), DiffusionError> {
    let pairs = [
        ("cross_attention_dim", unet.cross_attention_dim, "the text network's hidden_size", text.hidden_size),
        ("in_channels", unet.in_channels, "the autoencoder's latent_channels", vae.latent_channels),
    ];
    match pairs.iter().find(|(_, left, _, right)| left != right) {
        Some((name, left, other, right)) => Err(DiffusionError::Unsupported {
            file: checkpoint.shown(&checkpoint.unet.config),
            reason: format!("{name} is {left}, and {other} is {right}"),
        }),
        None => Ok(()),
    }
}
