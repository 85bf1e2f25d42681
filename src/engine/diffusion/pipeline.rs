//! One picture, from words to pixels.

use std::path::Path;

use candle_core::{Device, Tensor};

use super::autoencoder::Autoencoder;
use super::config;
use super::denoise::{Denoising, Keep, Place};
use super::error::DiffusionError;
use super::families::{self, Conditioning, Model};
use super::prompt::{self, Text};
use super::schedule::{Known, Schedule, ScheduleConfig, Wish};
use super::{noise, preview, start};
use crate::engine::{PaintRequest, Precision, Watch, mark};
use crate::scene::provenance::packet;
use crate::scene::{Content, Encoding, Origin, Picture, PixelSize};

/// Largest guidance; beyond it pictures only burn out.
const MOST_GUIDANCE: f64 = 50.0;

/// A loaded checkpoint.
#[derive(Debug)]
pub(super) struct Pipeline {
    name: String,
    model: Box<dyn Model>,
    schedule: ScheduleConfig,
}

/// What the network looks at: the states of the prompt, and of what to move away from.
struct Guide {
    wanted: Conditioning,
    unwanted: Option<Conditioning>,
    scale: f64,
}

impl Pipeline {
    /// Loads the checkpoint in `folder`.
    ///
    /// # Errors
    /// [`DiffusionError`] names the first file that is missing, broken or unsupported.
    pub fn load(name: &str, folder: &Path, precision: Precision) -> Result<Self, DiffusionError> {
        let (checkpoint, model) = families::load(folder, precision)?;
        let schedule: ScheduleConfig = config::read(&checkpoint, &checkpoint.scheduler)?;
        Ok(Self { name: name.to_owned(), model, schedule })
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
        let schedule = self.schedule(request, noise)?;
        let guide = self.read(request, self.size(request.size)?)?;
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
        self.finish(&latents, request)
    }

    fn schedule(&self, request: &PaintRequest, noise: &Tensor) -> Result<Schedule, DiffusionError> {
        let (_, _, height, width) = noise.dims4()?;
        let strength = request.source.as_ref().map_or(1.0, |source| source.strength);
        let steps = Wish::steps(request.steps.unwrap_or(self.model.habits().steps));
        let flow = self.model.noise((height, width));
        Schedule::new(&self.schedule, &Wish { sampling: request.sampling, strength, flow, ..steps })
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
        let pixels = |side: usize| side as u32 * self.model.habits().scale;
        let picture = start::picture(source, PixelSize::new(pixels(width), pixels(height)))?;
        let clean = self.model.encode(&picture)?;
        let keep = start::mask(source, (width, height))?;
        let keep = keep.map(|mask| Keep { clean: clean.clone(), noise: noise.clone(), mask });
        Ok((first.noisy(&clean, noise)?, keep))
    }

    fn size(&self, wanted: PixelSize) -> Result<PixelSize, DiffusionError> {
        self.model.habits().sizes.fit(wanted).map_err(|reason| DiffusionError::Size { size: wanted, reason })
    }

    /// Reads the prompt and what to avoid. A guidance of 1 or less needs no second reading.
    fn read(&self, request: &PaintRequest, size: PixelSize) -> Result<Guide, DiffusionError> {
        if request.source.is_some() && request.prompt.trim().is_empty() {
            // A variation: nothing is said, and there is nothing to move away from.
            let nothing = self.model.understand(&[Text::default()], size)?.texts.into_iter().next();
            return Ok(Guide { wanted: nothing.ok_or(DiffusionError::Words)?, unwanted: None, scale: 1.0 });
        }
        let habits = self.model.habits();
        let scale = request.guidance.filter(|scale| scale.is_finite()).unwrap_or(habits.guidance);
        let scale = scale.min(MOST_GUIDANCE);
        let negative = request.negative.as_deref().unwrap_or("");
        let (prompt, negative, unread) = if habits.english {
            let prompt = prompt::read(&request.prompt, request.style.as_deref())?;
            (prompt.text, prompt::english(negative).text, prompt.unread)
        } else {
            let style = request.style.as_deref();
            (prompt::unchanged(&request.prompt, style), prompt::unchanged(negative, None), 0)
        };
        let texts = [prompt, negative];
        let understood = self.model.understand(if scale > 1.0 { &texts } else { &texts[..1] }, size)?;
        report(unread, understood.cut);
        let mut texts = understood.texts.into_iter();
        let wanted = texts.next().ok_or(DiffusionError::Words)?;
        Ok(Guide { wanted, unwanted: texts.next(), scale })
    }

    /// Noise `[1, latent channels, height/scale, width/scale]`.
    fn noise(&self, seed: u64, size: PixelSize) -> Result<Tensor, DiffusionError> {
        let habits = self.model.habits();
        let side = |pixels: u32| (pixels / habits.scale) as usize;
        let shape = (1, habits.channels, side(size.height), side(size.width));
        let numbers = noise::normal(seed, shape.1 * shape.2 * shape.3);
        Ok(Tensor::from_vec(numbers, shape, &Device::Cpu)?)
    }

    /// The network's answer, moved away from the unwanted by the guidance scale (Ho and Salimans 2022).
    ///
    /// The two passes are made one after the other: on a CPU that takes no longer than a batch of two, and half the
    /// memory.
    fn predict(&self, latents: &Tensor, place: &Place, guide: &Guide) -> Result<Tensor, DiffusionError> {
        let wanted = self.model.predict(latents, place.timestep, &guide.wanted)?;
        let Some(unwanted) = guide.unwanted.as_ref().filter(|_| place.guided) else { return Ok(wanted) };
        let unwanted = self.model.predict(latents, place.timestep, unwanted)?;
        Ok((&unwanted + ((wanted - &unwanted)? * guide.scale)?)?)
    }

    /// The picture as a PNG file, and its size.
    /// The finished picture: a PNG file that says how it came to be, in words and in its pixels.
    fn finish(&self, latents: &Tensor, request: &PaintRequest) -> Result<Picture, DiffusionError> {
        let picture = self.model.decode(latents)?;
        let (_, _, height, width) = picture.dims4()?;
        let size = PixelSize::new(width as u32, height as u32);
        let mut pixels = Autoencoder::pixels(&picture)?.ok_or_else(|| {
            DiffusionError::Compute("the picture holds values that are no numbers".to_owned())
        })?;
        let mark = mark(&mut pixels, 3, size, &self.name, request.seed);
        let file = png_file(&pixels, size).map_err(|error| DiffusionError::Compute(error.to_string()))?;
        Ok(Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes: file.into() },
            size,
            seed: request.seed,
            model: self.name.clone(),
            alt: request.alt.clone(),
            origin: Origin::Trained,
            shows: Vec::new(),
            mark,
        })
    }
}

/// Red, green and blue of each pixel as a PNG file with its provenance.
fn png_file(pixels: &[u8], size: PixelSize) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width, size.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), packet(Origin::Trained))?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

/// Shows whoever watches what is guessed by now. A preview that cannot be made is no reason to stop.
fn show(known: &Known, watch: &dyn Watch) {
    let Some(clean) = known.clean().filter(|_| watch.wants_preview()) else { return };
    if let Ok(Some(preview)) = preview::preview(clean) {
        watch.preview(preview);
    }
}

/// Tells the log how much of a prompt was left out; never the words.
fn report(unread_words: usize, cut_tokens: usize) {
    if unread_words > 0 || cut_tokens > 0 {
        tracing::warn!(unread_words, cut_tokens, "part of a prompt was not read");
    }
}
