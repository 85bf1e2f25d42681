//! Live text at the places where it was set.

use super::shapes;
use super::xml::{Xml, number};
use crate::scene::{Align, Fonts, Language, PlacedLine, PlacedText, TextBox, TextStyle, Typeface};

/// Writes a text box: one `text`, in it a `tspan` for each line, in that one for each style.
///
/// A line hangs on the edge or middle its paragraph is aligned to, so that it stays aligned in another font.
pub(super) fn write(xml: &mut Xml, text: &TextBox, placed: &PlacedText, fonts: &Fonts, language: Language) {
    xml.open("text", &[("xml:space", "preserve")]);
    for line in &placed.lines {
        let align = text.paragraphs.get(line.paragraph).map_or(Align::Start, |paragraph| paragraph.align);
        let (anchor, x) = match align {
            Align::Start => ("", line.bounds.x0),
            Align::Centre => ("middle", line.bounds.center().x),
            Align::End => ("end", line.bounds.x1),
        };
        let baseline = number(line.baseline);
        xml.open("tspan", &[("x", &number(x)), ("y", &baseline), ("text-anchor", anchor)]);
        for (words, style) in styled(line) {
            write_run(xml, &words, &style, &family(fonts, style.typeface, language));
        }
        xml.close();
    }
    xml.close();
}

fn write_run(xml: &mut Xml, words: &str, style: &TextStyle, family: &str) {
    let spacing = if style.tracking == 0.0 { String::new() } else { number(style.tracking) };
    let attributes = [
        ("font-family", family),
        ("font-size", &number(style.size)),
        ("font-weight", &style.weight.to_string()),
        ("letter-spacing", &spacing),
        ("fill", &shapes::hex(style.colour)),
        ("fill-opacity", &shapes::opacity(style.colour)),
    ];
    xml.leaf("tspan", &attributes, words);
}

/// The line's words by style, without the space it ends with; runs that differ only in their font file are one.
fn styled(line: &PlacedLine) -> Vec<(String, TextStyle)> {
    let mut pieces: Vec<(String, TextStyle)> = Vec::new();
    for run in &line.runs {
        match pieces.last_mut() {
            Some((words, style)) if *style == run.style => words.push_str(&run.text),
            _ => pieces.push((run.text.clone(), run.style.clone())),
        }
    }
    if let Some((words, _)) = pieces.last_mut() {
        words.truncate(words.trim_end().len());
    }
    pieces
}

/// The family it was set in and the general kind for readers that lack it.
fn family(fonts: &Fonts, typeface: Typeface, language: Language) -> String {
    let kind = match typeface {
        Typeface::Sans => "sans-serif",
        Typeface::Serif => "serif",
        Typeface::Mono => "monospace",
    };
    format!("'{}', {kind}", fonts.family(typeface, language))
}
