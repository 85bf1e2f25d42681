//! Which picture sizes a model makes, and the nearest one to the size asked for.

use crate::scene::PixelSize;

/// Pixels on the shortest side.
const SHORTEST: u32 = 64;

/// Largest area of any model, in pixels: at 1024x1024 decoding alone takes about 5 GB.
const LARGEST_AREA: u64 = 1024 * 1024;

/// Sides are multiples of this many pixels, whatever the model.
const GRID: u32 = 8;

/// The sizes one model makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    /// Sides are multiples of this many pixels.
    grid: u32,
    /// Largest area, in pixels.
    area: u64,
}

impl Sizes {
    /// The sizes of a model trained on squares of `native` pixels, whose latents are `1/scale` as wide.
    ///
    /// The area is limited to 2.25 times the trained one (768x768 for 512x512), because beyond that these networks
    /// repeat their subject, and to 1024x1024.
    pub fn new(native: u32, scale: u32) -> Self {
        let native = u64::from(native);
        let smallest = u64::from(SHORTEST) * u64::from(SHORTEST);
        let area = (native * native * 9 / 4).clamp(smallest, LARGEST_AREA);
        Self { grid: scale.max(GRID), area }
    }

    /// The size nearest in shape to `wanted` that the model makes; never larger than `wanted` but for rounding and
    /// the shortest side of 64 pixels.
    ///
    /// # Errors
    /// A reason when a side is zero.
    pub fn fit(self, wanted: PixelSize) -> Result<PixelSize, String> {
        if wanted.width == 0 || wanted.height == 0 {
            return Err("a side is zero".to_owned());
        }
        let shrink = (self.area as f64 / wanted.area() as f64).sqrt().min(1.0);
        let side = |pixels: u32| {
            let units = f64::from(pixels) * shrink / f64::from(self.grid);
            // `as` saturates; the area check below brings extreme shapes back.
            ((units.round() as u32).saturating_mul(self.grid)).max(self.shortest())
        };
        let (width, height) = (side(wanted.width), side(wanted.height));
        let size = if width >= height {
            PixelSize::new(self.longest_beside(width, height), height)
        } else {
            PixelSize::new(width, self.longest_beside(height, width))
        };
        Ok(size)
    }

    /// The longer side, shortened until the area fits.
    fn longest_beside(self, longer: u32, shorter: u32) -> u32 {
        let most = (self.area / u64::from(shorter)) as u32 / self.grid * self.grid;
        longer.min(most.max(self.shortest()))
    }

    fn shortest(self) -> u32 {
        SHORTEST.next_multiple_of(self.grid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_rounded_and_limited() {
        let check = |native: u32, wanted: (u32, u32), expected: Result<(u32, u32), &str>| {
            let made = Sizes::new(native, 8).fit(PixelSize::new(wanted.0, wanted.1));
            let made = made.map(|size| (size.width, size.height));
            assert_eq!(made, expected.map_err(str::to_owned), "{wanted:?} of {native}");
        };
        check(512, (512, 512), Ok((512, 512)));
        check(512, (510, 260), Ok((512, 264)));
        check(512, (1024, 1024), Ok((768, 768)));
        check(512, (1920, 1080), Ok((1024, 576)));
        check(768, (1024, 1024), Ok((1024, 1024)));
        check(768, (2048, 1024), Ok((1440, 728)));
        check(64, (1024, 1024), Ok((96, 96)));
        check(8, (1024, 1024), Ok((64, 64)));
        check(512, (1, 1), Ok((64, 64)));
        check(512, (u32::MAX, 1), Ok((9216, 64)));
        check(512, (0, 512), Err("a side is zero"));
    }

    proptest! {
        #[test]
        fn every_size_is_on_the_grid_and_within_the_area(width in 1_u32.., height in 1_u32.., native in 8_u32..2048, power in 1_u32..7) {
            let sizes = Sizes::new(native, 1 << power);
            let size = sizes.fit(PixelSize::new(width, height)).unwrap();
            prop_assert!(size.area() <= sizes.area.max(u64::from(sizes.shortest()).pow(2)), "{size:?}");
            prop_assert!(size.width >= 64 && size.height >= 64, "{size:?}");
            prop_assert!(size.width.is_multiple_of(sizes.grid) && size.height.is_multiple_of(sizes.grid), "{size:?}");
        }
    }
}
