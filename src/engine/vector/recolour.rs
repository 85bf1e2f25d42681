//! A given picture in other colours: the one variation that rules can make of what they cannot read.

use std::f32::consts::TAU;
use std::sync::Arc;

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::kit::Chance;
use super::{MODEL, STEPS, report};
use crate::engine::{EngineError, PaintRequest, Source, Watch};
use crate::scene::{Colour, Content, Encoding, Origin, Picture};

/// Hues are turned by a sixth to five sixths of the circle: less is not seen, more comes back.
const TURN: (f64, f64) = (1.0 / 6.0, 5.0 / 6.0);

/// The variation of a picture, or why there is none: this engine draws by rules and cannot see what a picture shows.
pub(super) fn paint(
    source: &Source,
    request: &PaintRequest,
    watch: &dyn Watch,
) -> Result<Picture, EngineError> {
    let model = || MODEL.to_owned();
    if source.mask.is_some() || !request.prompt.trim().is_empty() {
        let reason =
            "it draws by rules and sees nothing; it can only make a variation in other colours".to_owned();
        return Err(EngineError::Source { model: model(), reason });
    }
    report(watch, 0)?;
    let pixels = turned(source, request.seed);
    report(watch, 1)?;
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&pixels, source.size.width, source.size.height, ExtendedColorType::Rgb8)
        .map_err(|error| EngineError::Failed { model: model(), reason: error.to_string() })?;
    report(watch, STEPS)?;
    Ok(Picture {
        content: Content::Encoded { encoding: Encoding::Png, bytes: bytes.into() },
        size: source.size,
        seed: request.seed,
        model: model(),
        alt: request.alt.clone(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    })
}

/// The same pixels, every hue turned by the same angle in OKLCH, as far as the seed says; lightness stays, and greys do.
fn turned(source: &Source, seed: u64) -> Arc<[u8]> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let turn = rng.between(TURN.0, TURN.1) as f32 * TAU.to_degrees();
    let mut last = ([0; 3], [0; 3]);
    let turn_one = |pixel: &[u8]| {
        let given = [pixel[0], pixel[1], pixel[2]];
        // Neighbours are mostly alike, and the way through OKLCH is long.
        if given != last.0 {
            let [lightness, chroma, hue] = Colour::rgb(given[0], given[1], given[2]).to_oklch();
            let new = Colour::oklch(lightness, chroma, (hue + turn).rem_euclid(360.0));
            last = (given, [new.red, new.green, new.blue]);
        }
        last.1
    };
    source.pixels.chunks_exact(3).flat_map(turn_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Unwatched;
    use crate::scene::PixelSize;

    fn source(colours: &[[u8; 3]]) -> Source {
        let size = PixelSize::new(colours.len() as u32, 1);
        Source { size, pixels: colours.concat().into(), mask: None, strength: 0.6 }
    }

    #[test]
    fn hues_turn_and_lightness_stays() {
        let colours = [[200, 60, 40], [200, 60, 40], [128, 128, 128], [255, 255, 255]];
        let new = turned(&source(&colours), 3);
        assert_eq!(new, turned(&source(&colours), 3));
        assert_ne!(new[..3], colours[0]);
        assert_eq!(new[..3], new[3..6]);
        let lightness = |pixel: &[u8]| Colour::rgb(pixel[0], pixel[1], pixel[2]).to_oklch()[0];
        for (new, old) in new.chunks(3).zip(colours) {
            assert!((lightness(new) - lightness(&old)).abs() < 0.01, "{old:?} {new:?}");
        }
        assert_eq!(new[9..], [255, 255, 255]);
    }

    #[test]
    fn what_rules_cannot_do_is_refused() {
        let check = |prompt: &str, mask: Option<&[u8]>, expected: bool| {
            let source = Source { mask: mask.map(Into::into), ..source(&[[9, 99, 199]]) };
            let request = PaintRequest { prompt: prompt.to_owned(), ..PaintRequest::default() };
            assert_eq!(paint(&source, &request, &Unwatched).is_ok(), expected, "{prompt}");
        };
        check("", None, true);
        check("a red hat", None, false);
        check("", Some(&[255]), false);
    }
}
