//! Colours as 8-bit sRGB, worked in OKLCH, judged by WCAG contrast.

use std::fmt;

use color::{AlphaColor, Oklab, Oklch, Srgb};

/// A colour in sRGB with straight (not premultiplied) alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
    /// Opacity: 0 is clear, 255 is solid.
    pub alpha: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::rgb(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::rgb(255, 255, 255);

    /// A solid colour.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue, alpha: 255 }
    }

    /// A solid colour from its 24-bit number, as in `0x1F4E79`.
    pub const fn hex(number: u32) -> Self {
        Self::rgb((number >> 16) as u8, (number >> 8) as u8, number as u8)
    }

    /// A solid colour from OKLCH (Ottosson 2020): lightness 0 to 1, chroma 0 to about 0.37, hue in degrees.
    /// What sRGB cannot show is brought in by lowering the chroma, so that lightness and hue hold.
    pub fn oklch(lightness: f32, chroma: f32, hue: f32) -> Self {
        let mut chroma = chroma;
        loop {
            let [red, green, blue, _] =
                AlphaColor::<Oklch>::new([lightness, chroma, hue, 1.0]).convert::<Srgb>().components;
            let inside = [red, green, blue].iter().all(|part| (-0.002..=1.002).contains(part));
            if inside || chroma < 0.002 {
                return Self::rgb(to_byte(red), to_byte(green), to_byte(blue));
            }
            chroma *= 0.96;
        }
    }

    /// Lightness, chroma and hue in OKLCH.
    pub fn to_oklch(self) -> [f32; 3] {
        let [lightness, chroma, hue, _] = self.float().convert::<Oklch>().components;
        [lightness, chroma, hue]
    }

    /// The same colour at another opacity, 0 to 1.
    pub fn with_alpha(self, alpha: f32) -> Self {
        Self { alpha: to_byte(alpha), ..self }
    }

    /// The same hue and chroma at another OKLCH lightness, 0 to 1.
    pub fn with_lightness(self, lightness: f32) -> Self {
        let [_, chroma, hue] = self.to_oklch();
        Self { alpha: self.alpha, ..Self::oklch(lightness.clamp(0.0, 1.0), chroma, hue) }
    }

    /// A straight mix in OKLAB: `share` 0 is `self`, 1 is `other`.
    pub fn mix(self, other: Self, share: f32) -> Self {
        let [one, two] = [self, other].map(|colour| colour.float().convert::<Oklab>());
        let [red, green, blue, alpha] = one.lerp_rect(two, share).convert::<Srgb>().components;
        Self { red: to_byte(red), green: to_byte(green), blue: to_byte(blue), alpha: to_byte(alpha) }
    }

    /// What the eye sees when this colour lies over a solid `ground`.
    pub fn over(self, ground: Self) -> Self {
        let share = f32::from(self.alpha) / 255.0;
        let blend = |top: u8, bottom: u8| {
            to_byte((f32::from(top) * share + f32::from(bottom) * (1.0 - share)) / 255.0)
        };
        Self::rgb(blend(self.red, ground.red), blend(self.green, ground.green), blend(self.blue, ground.blue))
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio with another solid colour, 1 to 21 (WCAG 2.2): body text needs 4.5, large text 3.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour moved along its lightness, no further than needed, until it reads on `ground` at `ratio`;
    /// black or white when no lightness of the hue does.
    pub fn readable_on(self, ground: Self, ratio: f64) -> Self {
        if self.contrast(ground) >= ratio {
            return self;
        }
        let [start, ..] = self.to_oklch();
        let towards = if ground.luminance() > 0.18 { 0.0 } else { 1.0 };
        (1..=32)
            .map(|step| self.with_lightness(start + (towards - start) * step as f32 / 32.0))
            .find(|colour| colour.contrast(ground) >= ratio)
            .unwrap_or(if towards == 0.0 { Self::BLACK } else { Self::WHITE })
    }

    fn float(self) -> AlphaColor<Srgb> {
        AlphaColor::from_rgba8(self.red, self.green, self.blue, self.alpha)
    }
}

/// Six hex digits, upper case, no `#`: the form of DrawingML and WordprocessingML.
impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

fn to_byte(part: f32) -> u8 {
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// The colours of one design, named by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The page.
    pub ground: Colour,
    /// A panel or card on the page.
    pub surface: Colour,
    /// Text on `ground` and `surface`.
    pub ink: Colour,
    /// Quieter text on `ground` and `surface`.
    pub muted: Colour,
    /// The leading colour of shapes and pictures.
    pub primary: Colour,
    /// Its companion.
    pub secondary: Colour,
    /// The small bright one that draws the eye.
    pub accent: Colour,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_matches_the_published_extremes() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-6);
        assert!((Colour::WHITE.contrast(Colour::WHITE) - 1.0).abs() < 1e-6);
        // WebAIM's worked example: #777 on white is 4.48.
        assert!((Colour::hex(0x77_77_77).contrast(Colour::WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_readable_colour_reads() {
        for ground in [Colour::hex(0xF7_C9_48), Colour::hex(0x10_2A_43), Colour::hex(0x7F_7F_7F)] {
            let ink = Colour::hex(0xE0_70_5A).readable_on(ground, 4.5);
            assert!(ink.contrast(ground) >= 4.5, "{ink} on {ground}");
        }
    }

    #[test]
    fn oklch_returns_what_it_was_given() {
        let [lightness, _, hue] = Colour::oklch(0.6, 0.1, 250.0).to_oklch();
        assert!((lightness - 0.6).abs() < 0.01 && (hue - 250.0).abs() < 2.0);
    }
}
