//! How much of a text a slide holds, by what letters take on average: what is a line too much, PowerPoint shrinks.

use super::outline::{Line, Sign};
use crate::documents::report::docx::table::columns_of;
use crate::documents::report::model::{Span, plain, words};

/// Type sizes of the levels, in points.
pub(super) const SIZES: [f64; 3] = [24.0, 20.0, 18.0];
/// The room for text, in points.
pub(super) const BODY: (f64, f64) = (852.0, 354.0);
pub(super) const HALF: f64 = 412.0;
/// Line pitch as a share of the type size, and the gap above a paragraph in points.
const PITCH: f64 = 1.36;
const GAP: f64 = 9.0;
/// How much smaller text is set before it is split.
pub(super) const TIGHT: f64 = 0.85;

/// Lines on as many slides as they need.
pub(super) fn split(lines: &[Line]) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = Vec::new();
    let mut part: Vec<Line> = Vec::new();
    let mut used = 0.0;
    for line in lines.iter().flat_map(short_enough) {
        let more = one_height(&line, BODY.0, 1.0);
        if used + more > BODY.1 && !part.is_empty() {
            // A heading does not stay behind alone.
            let heading = part.pop_if(|last| last.sign == Sign::Heading);
            parts.push(std::mem::take(&mut part));
            used = heading.iter().map(|line| one_height(line, BODY.0, 1.0)).sum();
            part.extend(heading);
        }
        used += more;
        part.push(line);
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// A paragraph as it is, or cut between words where it alone is more than a slide.
fn short_enough(line: &Line) -> Vec<Line> {
    if one_height(line, BODY.0, 1.0) <= BODY.1 {
        return vec![line.clone()];
    }
    let most = (BODY.1 / (SIZES[0] * PITCH) - 1.0).floor() * BODY.0 / (SIZES[0] * 0.5) * 0.8;
    let mut lines = Vec::new();
    let mut text = String::new();
    let mut used = 0.0;
    for character in plain(&line.spans).chars() {
        text.push(character);
        used += columns_of(character.encode_utf8(&mut [0; 4]));
        // A word longer than a fifth of a slide is cut where it is.
        if (used > most && character == ' ') || used > most * 1.2 {
            lines.push(Line { spans: words(text.trim()), ..line.clone() });
            (text, used) = (String::new(), 0.0);
        }
    }
    lines.push(Line { spans: words(text.trim()), ..line.clone() });
    lines
}

pub(super) fn height(lines: &[Line], width: f64, scale: f64) -> f64 {
    lines.iter().map(|line| one_height(line, width, scale)).sum()
}

fn one_height(line: &Line, width: f64, scale: f64) -> f64 {
    let size = size_of(line) * scale;
    let room = width - 24.0 * (line.level as f64 + 1.0);
    let text = plain(&line.spans);
    let breaks = line.spans.iter().filter(|span| matches!(span, Span::Break)).count() as f64;
    let rows = (columns_of(&text) * size * 0.5 / room.max(60.0)).ceil().max(1.0) + breaks;
    rows * size * PITCH + GAP * scale
}

/// The type size of a line in points.
pub(super) fn size_of(line: &Line) -> f64 {
    match line.sign {
        Sign::Code => 14.0,
        _ => SIZES[line.level.min(2)],
    }
}
