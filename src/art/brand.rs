//! A brand's colours become palettes in which everything reads; what does not is named, with the nearest that does.

use serde::Deserialize;
use toml::Spanned;

use super::ink;
use super::layout::LayoutError;
use crate::scene::{Colour, Palette};

/// A brand as its folder's `brand.toml` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// Font families by preference, without and with serifs.
    pub fonts: BrandFonts,
    /// Light first, dark after, then one for print; best first for designs.
    pub palettes: Vec<Palette>,
    /// Colours that had to move, in sentences.
    pub remarks: Vec<String>,
}

/// Font families by preference; empty means the house's own.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrandFonts {
    /// Without serifs.
    pub sans: Vec<String>,
    /// With serifs.
    pub serif: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrandData {
    name: String,
    colours: ColoursData,
    #[serde(default)]
    fonts: BrandFonts,
}

/// Colours by role; only the primary one must be said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColoursData {
    primary: Spanned<String>,
    secondary: Option<Spanned<String>>,
    accent: Option<Spanned<String>>,
    ground: Option<Spanned<String>>,
    surface: Option<Spanned<String>>,
    ink: Option<Spanned<String>>,
    muted: Option<Spanned<String>>,
}

/// Text that carries the page and quieter text need these contrasts, as the palettes of the house do.
const STRONG: f64 = 7.0;
/// The longest file that is read, in bytes.
const MAX_BYTES: usize = 64 << 10;

impl Brand {
    /// Reads `brand.toml`; `file` is its name in errors.
    ///
    /// # Errors
    /// [`LayoutError`] names the line and the field.
    pub fn read(file: &str, text: &str) -> Result<Self, LayoutError> {
        let error = |at: usize, field: &str, reason: String| LayoutError {
            file: file.to_owned(),
            line: text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1,
            field: field.to_owned(),
            reason,
        };
        if text.len() > MAX_BYTES {
            return Err(error(0, "brand", format!("has {} bytes; at most {MAX_BYTES} are read", text.len())));
        }
        let data: BrandData = toml::from_str(text).map_err(|wrong| {
            error(
                wrong.span().map_or(0, |span| span.start),
                "brand",
                format!("cannot be used: {}", wrong.message()),
            )
        })?;
        let read = |name: &str, value: &Option<Spanned<String>>| {
            value
                .as_ref()
                .map(|value| {
                    colour(value.get_ref()).ok_or_else(|| {
                        let reason = format!("is “{}”; write a colour as \"#1F4E79\"", value.get_ref());
                        error(value.span().start, &format!("colours.{name}"), reason)
                    })
                })
                .transpose()
        };
        let said = Said {
            primary: read("primary", &Some(data.colours.primary.clone()))?.unwrap_or(Colour::BLACK),
            secondary: read("secondary", &data.colours.secondary)?,
            accent: read("accent", &data.colours.accent)?,
            ground: read("ground", &data.colours.ground)?,
            surface: read("surface", &data.colours.surface)?,
            ink: read("ink", &data.colours.ink)?,
            muted: read("muted", &data.colours.muted)?,
        };
        let mut remarks = Vec::new();
        let palettes = vec![said.light(&mut remarks), said.dark(), said.print()];
        Ok(Self { name: data.name, fonts: data.fonts, palettes, remarks })
    }
}

/// `#1F4E79`, `1F4E79` or `#ABC`.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().trim_start_matches('#');
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        6 => Some(Colour::hex(number)),
        3 => {
            let wide = |shift: u32| ((number >> shift & 15) * 17) as u8;
            Some(Colour::rgb(wide(8), wide(4), wide(0)))
        }
        _ => None,
    }
}

/// The colours a brand says.
struct Said {
    primary: Colour,
    secondary: Option<Colour>,
    accent: Option<Colour>,
    ground: Option<Colour>,
    surface: Option<Colour>,
    ink: Option<Colour>,
    muted: Option<Colour>,
}

impl Said {
    /// On the brand's own ground, else on a white with a breath of its primary colour.
    fn light(&self, remarks: &mut Vec<String>) -> Palette {
        let [_, chroma, hue] = self.primary.to_oklch();
        let ground = self.ground.unwrap_or_else(|| Colour::oklch(0.985, (chroma * 0.06).min(0.012), hue));
        let surface = self.surface.unwrap_or(if self.ground.is_some() { ground } else { Colour::WHITE });
        let mut read = |name: &str, said: Option<Colour>, own: Colour, least: f64| {
            let wanted = said.unwrap_or(own);
            let reads = wanted.readable_on(ground, least).readable_on(surface, least);
            if said.is_some_and(|said| said.contrast(ground).min(said.contrast(surface)) < ink::LEAST) {
                let contrast = wanted.contrast(ground).min(wanted.contrast(surface));
                remarks.push(format!(
                    "the brand's {name} #{wanted} does not read on its ground ({contrast:.1}:1, 4.5:1 is needed): \
                     the nearest that does is #{reads}"
                ));
            }
            reads
        };
        let ink = read("ink", self.ink, Colour::oklch(0.22, (chroma * 0.3).min(0.05), hue), STRONG);
        let muted =
            read("muted", self.muted, Colour::oklch(0.47, (chroma * 0.25).min(0.04), hue), ink::LEAST);
        self.whole(ground, surface, ink, muted)
    }

    /// On the darkest of its primary colour.
    fn dark(&self) -> Palette {
        let [_, chroma, hue] = self.primary.to_oklch();
        let ground = Colour::oklch(0.21, (chroma * 0.4).min(0.06), hue);
        let surface = Colour::oklch(0.27, (chroma * 0.4).min(0.06), hue);
        let reads =
            |colour: Colour, least: f64| colour.readable_on(ground, least).readable_on(surface, least);
        let ink = reads(Colour::oklch(0.97, 0.01, hue), STRONG);
        let muted = reads(Colour::oklch(0.8, 0.03, hue), ink::LEAST);
        // A colour as dark as the page would vanish on it.
        let shown = |colour: Colour| colour.readable_on(ground, 2.2);
        let whole = self.whole(ground, surface, ink, muted);
        let (primary, secondary, accent) =
            (shown(whole.primary), shown(whole.secondary), shown(whole.accent));
        Palette { primary, secondary, accent, ..whole }
    }

    /// On bare paper: white ground, black text, no ink where there is nothing.
    fn print(&self) -> Palette {
        let ink = Colour::hex(0x11_11_11);
        self.whole(Colour::WHITE, Colour::WHITE, ink, Colour::hex(0x55_55_55))
    }

    fn whole(&self, ground: Colour, surface: Colour, ink: Colour, muted: Colour) -> Palette {
        let [lightness, chroma, hue] = self.primary.to_oklch();
        let secondary =
            self.secondary.unwrap_or_else(|| Colour::oklch((lightness + 0.3).min(0.86), chroma * 0.5, hue));
        // The complement, brought to a lightness that shines on either ground.
        let accent = self.accent.unwrap_or_else(|| Colour::oklch(0.7, chroma.clamp(0.1, 0.17), hue + 165.0));
        Palette { ground, surface, ink, muted, primary: self.primary, secondary, accent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_palette_of_a_brand_reads() {
        for primary in ["#0B5FFF", "#FFD400", "#7F7F7F", "#000", "#FFFFFF", "#E4002B"] {
            let brand =
                Brand::read("brand.toml", &format!("name = \"A\"\n[colours]\nprimary = \"{primary}\""))
                    .unwrap();
            assert_eq!(brand.remarks, Vec::<String>::new());
            for palette in &brand.palettes {
                for under in [palette.ground, palette.surface] {
                    assert!(palette.ink.contrast(under) >= 7.0, "{primary}: ink on {under}");
                    assert!(palette.muted.contrast(under) >= 4.5, "{primary}: muted on {under}");
                }
            }
        }
    }

    #[test]
    fn a_colour_that_does_not_read_is_named_with_the_nearest_that_does() {
        let text =
            "name = \"A\"\n[colours]\nprimary = \"#0B5FFF\"\nground = \"#FFFFFF\"\nmuted = \"#AAAAAA\"";
        let brand = Brand::read("brand.toml", text).unwrap();
        assert_eq!(brand.remarks.len(), 1);
        let remark = &brand.remarks[0];
        assert!(remark.contains("muted #AAAAAA") && remark.contains("2.3:1"), "{remark}");
        assert!(brand.palettes[0].muted.contrast(Colour::WHITE) >= 4.5);
    }

    #[test]
    fn mistakes_are_named() {
        let check = |text: &str, line: usize, reason: &str| {
            let error = Brand::read("brand.toml", text).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.to_string().contains(reason), "{error}");
        };
        check("name = \"A\"", 1, "colours");
        check("name = \"A\"\n[colours]\nprimary = \"blue\"", 3, "colours.primary");
        check("name = \"A\"\n[colours]\nprimary = \"#00F\"\nlogo = 1", 4, "unknown field");
    }
}
