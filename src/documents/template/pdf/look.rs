//! A field's default appearance (`/Helv 12 Tf 0 g`) as a text style (ISO 32000-1, 12.7.3.3).

use crate::scene::{Colour, Language, TextStyle, Typeface};

/// How a field's text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Type size in points; `None` asks for the size that fits.
    pub size: Option<f64>,
    pub colour: Colour,
    pub weight: u16,
    pub typeface: Typeface,
}

impl Default for Look {
    fn default() -> Self {
        Self { size: None, colour: Colour::BLACK, weight: 400, typeface: Typeface::Sans }
    }
}

impl Look {
    /// Reads the operators; `base_font` is the name of the font they choose, when the form's resources have it.
    pub fn read(appearance: &[u8], base_font: &str) -> Self {
        let text = String::from_utf8_lossy(appearance);
        let mut look = Self::default();
        let mut operands: Vec<&str> = Vec::new();
        for word in text.split_whitespace() {
            let numbers: Vec<f64> = operands.iter().filter_map(|operand| operand.parse().ok()).collect();
            match (word, &numbers[..]) {
                ("Tf", [.., size]) => look.size = (*size > 0.0).then_some(*size),
                ("g", [grey]) => look.colour = colour(&[*grey]),
                ("rg", [_, _, _]) | ("k", [_, _, _, _]) => look.colour = colour(&numbers),
                _ if word.starts_with(['/', '-', '+', '.'])
                    || word.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    operands.push(word);
                    continue;
                }
                _ => {}
            }
            operands.clear();
        }
        let font = format!("{text} {base_font}").to_lowercase();
        let has = |names: &[&str]| names.iter().any(|name| font.contains(name));
        if has(&["bold", "/hebo", "/tibo", "/cobo", "black", "heavy"]) {
            look.weight = 700;
        }
        if has(&["times", "serif", "/ti", "roman", "batang", "myeongjo", "mincho", "song"]) && !has(&["sans"])
        {
            look.typeface = Typeface::Serif;
        }
        look
    }

    /// The style at one size.
    pub fn style(&self, size: f64) -> TextStyle {
        let Self { typeface, weight, colour, .. } = *self;
        TextStyle { typeface, size, weight, colour, tracking: 0.0 }
    }
}

/// Grey, RGB or CMYK parts from 0 to 1 as a colour; black for any other count.
pub(super) fn colour(parts: &[f64]) -> Colour {
    let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    match *parts {
        [grey] => Colour::rgb(byte(grey), byte(grey), byte(grey)),
        [red, green, blue] => Colour::rgb(byte(red), byte(green), byte(blue)),
        [cyan, magenta, yellow, black] => {
            let mix = |ink: f64| byte((1.0 - ink) * (1.0 - black));
            Colour::rgb(mix(cyan), mix(magenta), mix(yellow))
        }
        _ => Colour::BLACK,
    }
}

/// The language whose letters a text has: it chooses the font.
pub(super) fn language(text: &str) -> Language {
    let has =
        |range: std::ops::RangeInclusive<char>| text.chars().any(|character| range.contains(&character));
    if has('\u{AC00}'..='\u{D7A3}') || has('\u{1100}'..='\u{11FF}') || has('\u{3131}'..='\u{318E}') {
        Language::Korean
    } else if has('\u{3040}'..='\u{30FF}') {
        Language::Japanese
    } else if has('\u{4E00}'..='\u{9FFF}') {
        Language::Chinese
    } else {
        Language::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appearances_are_read() {
        let check = |appearance: &str, base: &str, size: Option<f64>, colour: u32, weight: u16, typeface| {
            let expected = Look { size, colour: Colour::hex(colour), weight, typeface };
            assert_eq!(Look::read(appearance.as_bytes(), base), expected, "{appearance}");
        };
        check("/Helv 12 Tf 0 g", "Helvetica", Some(12.0), 0, 400, Typeface::Sans);
        check("0 0 1 rg /F1 0 Tf", "Arial-BoldMT", None, 0x0000FF, 700, Typeface::Sans);
        check("/TiRo 9.5 Tf 1 0 0 0 k", "", Some(9.5), 0x00FFFF, 400, Typeface::Serif);
        check("/F 8 Tf .5 g", "NotoSansCJKkr-Regular", Some(8.0), 0x808080, 400, Typeface::Sans);
        check("", "", None, 0, 400, Typeface::Sans);
        check("Tf rg 1 2 rg (", "", None, 0, 400, Typeface::Sans);
    }

    #[test]
    fn letters_choose_the_language() {
        let check = |text: &str, expected| assert_eq!(language(text), expected, "{text}");
        check("Town hall 회의", Language::Korean);
        check("会議のお知らせ", Language::Japanese);
        check("会议", Language::Chinese);
        check("Meeting", Language::English);
    }
}
