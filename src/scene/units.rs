//! Lengths: points inside, millimetres for paper, pixels for screens, EMU for Office.

/// Points in one millimetre.
pub const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Points in one CSS pixel (96 to the inch).
pub const POINTS_PER_PIXEL: f64 = 0.75;

/// English Metric Units in one point: the unit of DrawingML (ECMA-376 part 1, 20.1.2.1).
pub const EMU_PER_POINT: f64 = 12_700.0;

/// Millimetres as points.
pub fn mm(millimetres: f64) -> f64 {
    millimetres * POINTS_PER_MM
}

/// CSS pixels as points.
pub fn px(pixels: f64) -> f64 {
    pixels * POINTS_PER_PIXEL
}

/// Points as whole EMU, rounded to the nearest.
pub fn emu(points: f64) -> i64 {
    (points * EMU_PER_POINT).round() as i64
}

/// Points as whole twentieths of a point, the unit of WordprocessingML.
pub fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// A raster size in whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PixelSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl PixelSize {
    /// A size of `width` by `height` pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Width divided by height.
    pub fn ratio(self) -> f64 {
        f64::from(self.width) / f64::from(self.height)
    }

    /// How many pixels it holds.
    pub fn area(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_an_inch_in_every_unit() {
        assert!((mm(25.4) - 72.0).abs() < 1e-9);
        assert!((px(96.0) - 72.0).abs() < 1e-9);
        assert_eq!(emu(72.0), 914_400);
        assert_eq!(twips(72.0), 1_440);
    }
}
