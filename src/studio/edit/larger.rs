//! Pictures made larger, and nothing else of them changed.

use std::ops::ControlFlow;

use image::imageops::{self, FilterType};
use image::{DynamicImage, RgbaImage};

use super::canvas::{self, LONGEST};
use super::{Delivery, EditRequest, Studio, StudioError, delivery};
use crate::documents::{Limits, raster};
use crate::engine::{Upscaler, Watch, mark};
use crate::safety;
use crate::scene::{Content, Encoding, Origin, Picture, PixelSize};
use crate::studio::picture::exported;

/// How many times wider a picture may become at once: the network makes four times.
pub const TIMES: std::ops::RangeInclusive<u32> = 2..=4;

impl Studio {
    /// The picture, `times` as wide.
    ///
    /// # Errors
    /// [`StudioError::Picture`] when the file cannot be used or would become too large, else the engine's.
    pub(super) fn enlarge(
        &self,
        request: &EditRequest,
        times: u32,
        watch: &dyn Watch,
    ) -> Result<Delivery, StudioError> {
        let (pixels, size) = open(request, times, &self.limits)?;
        let upscaler = self.engines.upscaler();
        let mut pixels = scaled(upscaler, pixels, size, &mut |done, total| watch.step(done, total))?;
        let origin = if upscaler.is_trained() { Origin::Edited } else { Origin::Given };
        let mark = match origin {
            Origin::Edited => mark(&mut pixels, 4, size, upscaler.method(), request.seed),
            _ => None,
        };
        let bytes = raster::write_png(&pixels, size, origin)?;
        let picture = Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes: bytes.as_slice().into() },
            size,
            seed: request.seed,
            model: upscaler.method().to_owned(),
            alt: String::new(),
            origin,
            shows: Vec::new(),
            mark,
        };
        let (_, record) = safety::clear_picture(picture);
        exported(delivery(bytes, record), request.output)
    }
}

/// The picture and the size it becomes.
///
/// # Errors
/// [`StudioError::Picture`].
pub(super) fn open(
    request: &EditRequest,
    times: u32,
    limits: &Limits,
) -> Result<(RgbaImage, PixelSize), StudioError> {
    let pixels = canvas::read(&request.picture, "image", limits)?;
    let (width, height) = pixels.dimensions();
    if !TIMES.contains(&times) || width.max(height).saturating_mul(times) > LONGEST {
        let reason = format!(
            "{width}x{height} pixels {times} times are none up to {LONGEST} a side, and it is made {} to {} times as wide",
            TIMES.start(),
            TIMES.end()
        );
        return Err(StudioError::Picture { name: "size", reason });
    }
    Ok((pixels, PixelSize::new(width * times, height * times)))
}

/// The picture in another size, by the network where that is larger; its transparency by Lanczos.
///
/// # Errors
/// The engine's.
pub(super) fn scaled(
    upscaler: &Upscaler,
    pixels: RgbaImage,
    size: PixelSize,
    watch: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Vec<u8>, StudioError> {
    let (width, height) = (size.width, size.height);
    if pixels.dimensions() == (width, height) {
        return Ok(pixels.into_raw());
    }
    let solid = pixels.pixels().all(|pixel| pixel.0[3] == 255);
    if width < pixels.width() && height < pixels.height() {
        return Ok(imageops::resize(&pixels, width, height, FilterType::Lanczos3).into_raw());
    }
    let alpha = (!solid).then(|| imageops::resize(&pixels, width, height, FilterType::Lanczos3));
    let colours = upscaler.enlarge(DynamicImage::from(pixels).into_rgb8(), size, watch)?;
    let mut large = DynamicImage::from(colours).into_rgba8();
    if let Some(alpha) = alpha {
        large.pixels_mut().zip(alpha.pixels()).for_each(|(pixel, alpha)| pixel.0[3] = alpha.0[3]);
    }
    Ok(large.into_raw())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use image::{ImageFormat, Rgba};

    use super::*;
    use crate::engine::{Engines, Unwatched};
    use crate::scene::Fonts;

    fn studio() -> Studio {
        Studio {
            fonts: Arc::new(Fonts::system()),
            engines: Engines::default(),
            layouts: None,
            brand: None,
            limits: Limits::DEFAULT,
        }
    }

    fn request(width: u32, height: u32) -> EditRequest {
        let left_clear = |x, _| Rgba([x as u8, 100, 50, if x < width / 2 { 0 } else { 255 }]);
        let mut file = Cursor::new(Vec::new());
        RgbaImage::from_fn(width, height, left_clear).write_to(&mut file, ImageFormat::Png).unwrap();
        EditRequest { picture: file.into_inner(), ..EditRequest::default() }
    }

    #[test]
    fn pictures_become_larger_with_their_transparency() {
        let wanted = EditRequest { upscale: Some(3), ..request(40, 20) };
        let made = studio().edit(&wanted, &Unwatched).unwrap();
        let large = image::load_from_memory(&made[0].bytes).unwrap().into_rgba8();
        assert_eq!((made.len(), large.dimensions()), (1, (120, 60)));
        assert_eq!((large.get_pixel(10, 30).0[3], large.get_pixel(110, 30).0), (0, [36, 100, 50, 255]));
        assert_eq!(made[0].records[0].model, "lanczos");
        assert_eq!(made[0].records[0].source_type, Origin::Given.source_type());
    }

    #[test]
    fn what_becomes_too_large_is_refused() {
        let check = |(width, height): (u32, u32), times: u32, expected: &str| {
            let wanted = EditRequest { upscale: Some(times), ..request(width, height) };
            let error = studio().check_edit(&wanted).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check((2049, 4), 2, "2049x4 pixels 2 times are none up to 4096 a side");
        check((4, 4), 5, "it is made 2 to 4 times as wide");
        check((4, 4), 0, "it is made 2 to 4 times as wide");
    }
}
