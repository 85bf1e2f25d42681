//! Titles in large type: as few even lines as read well, as large as the room allows.

use kurbo::Rect;

use super::setter::{Misfit, Setter};
use crate::scene::{Align, Anchor, Colour, Paragraph, Role, Run, TextBox, TextStyle, Typeface};

/// The size titles are measured at; widths then scale, because shaping is not hinted.
const MEASURE: f64 = 100.0;
/// Wide enough for any title in one line.
const ENDLESS: f64 = 1e6;
/// A title that takes this many ems in one line is a sentence, and may take more lines than four.
const SENTENCE: f64 = 36.0;
/// How much larger the type must get before one more line is worth it, for the second line and those after.
const WORTH: f64 = 1.3;
/// When so small a share of the largest size will do, any number of lines will.
const RELAXED: f64 = 0.35;
/// Above this size letters stand closer, as the eye wants of large type; a share of the size.
const TIGHT: f64 = -0.022;

/// A title, measured: how wide it must be for each number of lines.
pub(super) struct Headline {
    pub text: String,
    pub typeface: Typeface,
    /// Distance between baselines as a multiple of the size.
    pub leading: f64,
    breaks: Vec<Breaks>,
}

/// The narrowest width, in ems, at which the title takes so many lines: the most even lines there are.
#[derive(Clone, Copy, Debug)]
struct Breaks {
    lines: usize,
    width: f64,
    /// Whether a line is so short that it looks left behind, or each is a single word.
    orphan: bool,
}

/// A title that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fitted {
    pub size: f64,
    pub lines: usize,
    /// The width its box needs, in points.
    pub width: f64,
}

impl Headline {
    /// Measures a title.
    pub fn measure(setter: &Setter<'_>, text: &str, typeface: Typeface) -> Result<Self, Misfit> {
        let mut headline =
            Self { text: text.to_owned(), typeface, leading: leading(text), breaks: Vec::new() };
        let (one_line, _) = headline.try_width(setter, ENDLESS)?;
        headline.breaks.push(one_line);
        let most = if one_line.width > SENTENCE { 8 } else { 4 };
        for lines in 2..=most {
            let Some(breaks) = headline.narrowest(setter, lines, one_line.width)? else { break };
            if breaks.lines == lines {
                headline.breaks.push(breaks);
            }
        }
        Ok(headline)
    }

    /// The largest size for this title where an ordinary one may take `most`: a word of one or two letters is a
    /// graphic, and may be larger.
    pub fn most(&self, most: f64) -> f64 {
        let width = self.breaks.first().map_or(1.0, |breaks| breaks.width);
        most * (3.2 / width).clamp(1.0, 2.0)
    }

    /// The best lines and their largest size up to `most` and not clearly under `least` that fit `width` by `height` points.
    pub fn fit(&self, width: f64, height: f64, least: f64, most: f64) -> Option<Fitted> {
        let fits = |breaks: &Breaks| {
            let depth = (breaks.lines as f64 - 1.0) * self.leading + 1.0;
            let size = (width / (breaks.width * 1.005)).min(height / depth).min(most);
            let worth = size / WORTH.powi(breaks.lines as i32 - 1) * if breaks.orphan { 0.8 } else { 1.0 };
            (worth, Fitted { size, lines: breaks.lines, width: breaks.width * size })
        };
        let by_worth = self.breaks.iter().map(fits).max_by(|one, two| one.0.total_cmp(&two.0));
        // A little smaller in well-read lines beats a little larger, so the least is not taken to the letter.
        let good = by_worth.map(|(_, fitted)| fitted).filter(|fitted| fitted.size >= least * 0.85);
        if good.is_some() || least > most * RELAXED {
            return good;
        }
        let any = self.breaks.iter().map(|breaks| fits(breaks).1);
        any.filter(|fitted| fitted.size >= least).max_by(|one, two| one.size.total_cmp(&two.size))
    }

    /// A fitted title at `times` its size, as far as `width` by `height` allow: in more lines when it must, never wider
    /// or higher than the room.
    pub fn scaled(&self, fitted: Fitted, times: f64, width: f64, height: f64) -> Fitted {
        let wanted = fitted.size * times;
        let fits = |breaks: &Breaks| {
            let depth = (breaks.lines as f64 - 1.0) * self.leading + 1.0;
            let size = (width / (breaks.width * 1.005)).min(height / depth).min(wanted);
            Fitted { size, lines: breaks.lines, width: breaks.width * size }
        };
        let fitting: Vec<_> =
            self.breaks.iter().filter(|breaks| breaks.lines >= fitted.lines).map(fits).collect();
        let reaches = fitting.iter().find(|fitted| fitted.size >= wanted * 0.98);
        let largest = fitting.iter().max_by(|one, two| one.size.total_cmp(&two.size));
        let best = reaches.or(largest).copied().filter(|best| times < 1.0 || best.size > fitted.size);
        if times == 1.0 { fitted } else { best.unwrap_or(fitted) }
    }

    /// The title in its box at the origin; `width` is the column's.
    pub fn boxed(&self, fitted: Fitted, width: f64, align: Align, colour: Colour) -> TextBox {
        let slack = if fitted.lines == 1 { width } else { (fitted.width * 1.02).min(width) };
        let bounds = Rect::new(0.0, 0.0, slack, fitted.lines as f64 * self.leading * fitted.size + 0.1);
        self.text_box(fitted.size, bounds, align, colour)
    }

    fn text_box(&self, size: f64, bounds: Rect, align: Align, colour: Colour) -> TextBox {
        // Letters that join must not be moved apart or together.
        let joined = self.text.chars().any(|letter| matches!(letter, '\u{0590}'..='\u{08FF}'));
        let tracking = if joined { 0.0 } else { TIGHT * size };
        let style = TextStyle { typeface: self.typeface, size, weight: 700, colour, tracking };
        let runs = vec![Run { text: self.text.clone(), style }];
        let paragraph = Paragraph { align, leading: self.leading, space_after: 0.0, runs };
        TextBox { role: Role::Title, bounds, anchor: Anchor::Top, paragraphs: vec![paragraph] }
    }

    /// The narrowest width that takes at most `lines` lines, found by halving; `None` when a word would break.
    fn narrowest(&self, setter: &Setter<'_>, lines: usize, one_line: f64) -> Result<Option<Breaks>, Misfit> {
        let (mut low, mut high) = (one_line / lines as f64 * 0.92, one_line);
        let mut found = None;
        for _ in 0..8 {
            let middle = f64::midpoint(low, high);
            let (breaks, breaks_words) = self.try_width(setter, middle * MEASURE)?;
            if breaks.lines <= lines && !breaks_words {
                found = Some(breaks);
                high = middle;
            } else {
                low = middle;
            }
        }
        Ok(found)
    }

    /// How the title breaks at `width` points of [`MEASURE`] type, and whether a word does.
    fn try_width(&self, setter: &Setter<'_>, width: f64) -> Result<(Breaks, bool), Misfit> {
        let bounds = Rect::new(0.0, 0.0, width, ENDLESS);
        let placed = setter.set(&self.text_box(MEASURE, bounds, Align::Start, Colour::BLACK))?;
        let widths: Vec<_> = placed.lines.iter().map(|line| line.bounds.width() / MEASURE).collect();
        let widest = widths.iter().copied().fold(0.0, f64::max);
        let stranded = widths.len() > 1 && widths.iter().any(|width| *width < widest * 0.36);
        let one_word_each = widths.len() > 2 && placed.lines.iter().all(|line| !line.text.contains(' '));
        let orphan = stranded || one_word_each;
        Ok((Breaks { lines: widths.len(), width: widest.max(0.01), orphan }, placed.breaks_words))
    }
}

/// Hangul, kana and Han fill their square and want more air between lines than Latin letters.
fn leading(text: &str) -> f64 {
    let square = |letter: char| matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}');
    if text.chars().any(square) { 1.2 } else { 1.1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Fonts, Language};

    fn lines(text: &str, width: f64, most: f64) -> Vec<String> {
        let fonts = Fonts::system();
        let setter = Setter { fonts: &fonts, language: Language::Korean };
        let headline = Headline::measure(&setter, text, Typeface::Sans).unwrap();
        let fitted = headline.fit(width, 400.0, 8.0, most).unwrap();
        let placed = setter.set(&headline.boxed(fitted, width, Align::Start, Colour::BLACK)).unwrap();
        assert!(!placed.overflows && !placed.breaks_words, "{text} at {}", fitted.size);
        assert_eq!(placed.lines.len(), fitted.lines, "{text}");
        placed.lines.iter().map(|line| line.text.clone()).collect()
    }

    #[test]
    fn titles_break_into_even_lines() {
        for (text, expected) in [
            ("전사 타운홀", vec!["전사 타운홀"]),
            ("A", vec!["A"]),
            ("2026년 하반기 신입사원 환영 행사", vec!["2026년 하반기", "신입사원 환영 행사"]),
        ] {
            assert_eq!(lines(text, 500.0, 80.0), expected);
        }
    }

    #[test]
    fn a_very_long_title_still_fits() {
        let long = "우리 회사의 새로운 전략과 비전을 함께 나누는 자리 ".repeat(7);
        assert!(lines(long.trim(), 500.0, 80.0).len() <= 8);
        let english = "Sustainable growth for everyone together ".repeat(5);
        assert!(lines(english.trim(), 500.0, 80.0).len() <= 8);
    }
}
