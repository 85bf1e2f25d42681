//! Previews of running jobs, for listeners in the same process: they are worth nothing once the job has ended.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use image::imageops::{self, FilterType};
use image::{ImageFormat, RgbImage};

use crate::engine::Preview;
use crate::store::JobId;

/// The longer side of a preview in pixels: latents are an eighth of the picture, too small to look at.
const SIDE: u32 = 256;

/// The newest preview of each running job.
#[derive(Clone, Default)]
pub(super) struct Shown(Arc<Mutex<HashMap<JobId, Shot>>>);

/// One preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// Its number among the job's, from 1.
    pub number: u32,
    /// The whole PNG.
    pub png: Arc<[u8]>,
}

impl Shown {
    /// Takes in a job's next preview; one that is no picture is left out.
    pub fn put(&self, job: &JobId, preview: &Preview) {
        let Some(png) = png(preview) else { return };
        let mut shown = self.locked();
        let number = shown.get(job).map_or(0, |shot| shot.number) + 1;
        shown.insert(job.clone(), Shot { number, png });
    }

    /// The newest preview of a job.
    pub fn get(&self, job: &JobId) -> Option<Shot> {
        self.locked().get(job).cloned()
    }

    /// Forgets a job's previews.
    pub fn remove(&self, job: &JobId) {
        self.locked().remove(job);
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<JobId, Shot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The preview as a PNG file of at most [`SIDE`] pixels a side.
fn png(preview: &Preview) -> Option<Arc<[u8]>> {
    let (width, height) = (preview.size.width, preview.size.height);
    let pixels = RgbImage::from_raw(width, height, preview.pixels.to_vec())?;
    let scale = f64::from(SIDE) / f64::from(width.max(height).max(1));
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let pixels = imageops::resize(&pixels, side(width), side(height), FilterType::CatmullRom);
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::Png).ok()?;
    Some(file.into_inner().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::PixelSize;

    #[test]
    fn the_newest_preview_is_shown_until_the_job_ends() {
        let (shown, job) = (Shown::default(), JobId::from_text("job_1"));
        let preview = |bytes: usize| Preview { size: PixelSize::new(4, 2), pixels: vec![9; bytes].into() };
        shown.put(&job, &preview(24));
        shown.put(&job, &preview(24));
        shown.put(&job, &preview(5));
        let shot = shown.get(&job).unwrap();
        let picture = image::load_from_memory(&shot.png).unwrap();
        assert_eq!((shot.number, picture.width(), picture.height()), (2, 256, 128));
        shown.remove(&job);
        assert_eq!(shown.get(&job), None);
    }
}
