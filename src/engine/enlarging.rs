//! An engine whose pictures are made larger until they cover what was asked for.

use std::io::Cursor;
use std::sync::Arc;

use image::ImageFormat;

use super::diffusion::Upscaler;
use super::{Engine, EngineError, PaintRequest, Watch};
use crate::scene::{Content, Encoding, Picture, PixelSize};

/// Less than this many times wider, whoever places the picture may stretch it.
const LEAST: f64 = 1.25;

/// More than this many times wider, it only becomes soft.
const MOST: f64 = 4.0;

/// The longest side of a picture.
const LONGEST: f64 = 4096.0;

/// The engine and what makes its pictures larger.
pub(super) struct Enlarging {
    pub engine: Arc<dyn Engine>,
    pub upscaler: Upscaler,
}

impl Engine for Enlarging {
    fn model(&self) -> &str {
        self.engine.model()
    }

    fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, EngineError> {
        let picture = self.engine.paint(request, watch)?;
        let asked = request.source.as_ref().map_or(request.size, |source| source.size);
        match (&picture.content, covering(picture.size, asked)) {
            (Content::Encoded { bytes, .. }, Some(wanted)) if self.upscaler.is_trained() => {
                let bytes = self.enlarged(bytes, wanted, watch)?;
                let content = Content::Encoded { encoding: Encoding::Png, bytes };
                Ok(Picture { content, size: wanted, ..picture })
            }
            _ => Ok(picture),
        }
    }
}

impl Enlarging {
    fn enlarged(&self, file: &[u8], wanted: PixelSize, watch: &dyn Watch) -> Result<Arc<[u8]>, EngineError> {
        let failed = |error: image::ImageError| EngineError::Failed {
            model: self.model().to_owned(),
            reason: error.to_string(),
        };
        let picture = image::load_from_memory(file).map_err(failed)?.into_rgb8();
        // Its steps are done; what is told now only asks whether anybody still waits.
        let large = self.upscaler.enlarge(picture, wanted, &mut |_, _| watch.step(1, 1))?;
        let mut file = Cursor::new(Vec::new());
        large.write_to(&mut file, ImageFormat::Png).map_err(failed)?;
        Ok(file.into_inner().into())
    }
}

/// The size in which a picture covers what was asked for; `None` when it is as good as that already.
fn covering(size: PixelSize, asked: PixelSize) -> Option<PixelSize> {
    let times = |asked: u32, own: u32| f64::from(asked) / f64::from(own.max(1));
    let longest = LONGEST / f64::from(size.width.max(size.height).max(1));
    let factor = times(asked.width, size.width).max(times(asked.height, size.height));
    let factor = factor.min(MOST).min(longest);
    let side = |own: u32| (f64::from(own) * factor).round() as u32;
    (factor >= LEAST).then(|| PixelSize::new(side(size.width), side(size.height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_cover_what_was_asked_for() {
        let check = |own: (u32, u32), asked: (u32, u32), expected: Option<(u32, u32)>| {
            let made = covering(PixelSize::new(own.0, own.1), PixelSize::new(asked.0, asked.1));
            assert_eq!(made.map(|size| (size.width, size.height)), expected, "{own:?} for {asked:?}");
        };
        check((512, 512), (512, 512), None);
        check((512, 512), (600, 600), None);
        check((512, 512), (1024, 1024), Some((1024, 1024)));
        check((768, 432), (1920, 1080), Some((1920, 1080)));
        check((768, 432), (1920, 1000), Some((1920, 1080)));
        check((512, 512), (4096, 4096), Some((2048, 2048)));
        check((1024, 1024), (9000, 9000), Some((4096, 4096)));
        check((1440, 728), (9000, 100), Some((4096, 2071)));
    }
}
