//! How much of its frame a text takes: an estimate that is wrong on the safe side.

use kurbo::Rect;

use super::shapes::{Chain, Placeholder};
use crate::documents::markup::tree::Element;

/// What text is set in when nothing is said, in points (PowerPoint's own default).
const SIZE: f64 = 18.0;

/// Text is taken for so much wider and higher than it is estimated.
const SAFETY: f64 = 1.12;

/// A line's height, as a share of the font's size: Hangul fonts take more than Latin ones.
const LINE: f64 = 1.3;

/// Before each paragraph, as a share of its font's size.
const BETWEEN: f64 = 0.4;

/// Bullet and indent of each level, in points.
const INDENT: f64 = 28.0;

/// Between frame and text, on both sides together: across and down (DrawingML's default insets).
const INSETS: (f64, f64) = (14.4, 7.2);

/// The part of `bounds` that the text of a shape takes.
pub(super) fn of_text(
    chain: &Chain<'_, '_>,
    shape: &Element<'_>,
    holder: Option<&Placeholder>,
    bounds: Rect,
) -> Rect {
    let Some(body) = shape.child("txBody") else { return bounds };
    let above: Vec<&Element<'_>> = holder
        .into_iter()
        .flat_map(|holder| chain.inherited(holder))
        .filter_map(|shape| shape.child("txBody"))
        .collect();
    let bodies = || std::iter::once(body).chain(above.iter().copied());
    let setting = |name: &str| bodies().find_map(|body| body.child("bodyPr")?.attribute(name));
    if setting("vert").is_some_and(|direction| direction != "horz") {
        return bounds;
    }
    let styles = |level: usize| {
        let name = format!("lvl{}pPr", level + 1);
        let master = chain.master.and_then(|master| master.child("txStyles")).filter(|_| holder.is_some());
        let listed = bodies()
            .filter_map(|body| body.child("lstStyle"))
            .chain(master.and_then(|all| all.child("bodyStyle")));
        listed.filter_map(|styles| styles.elements().find(|style| style.local() == name)).collect::<Vec<_>>()
    };
    let scale = bodies().find_map(|body| body.child("bodyPr")?.child("normAutofit")?.attribute("fontScale"));
    let scale = scale
        .and_then(|scale| scale.trim_end_matches('%').parse::<f64>().ok())
        .map_or(1.0, |scale| if scale > 1_000.0 { scale / 100_000.0 } else { scale / 100.0 });
    let room = (bounds.width() - INSETS.0).max(1.0);
    let (mut across, mut down, mut aligned) = (0.0_f64, 0.0, None);
    for paragraph in body.elements().filter(|child| child.local() == "p") {
        let properties = paragraph.child("pPr");
        let level = properties
            .and_then(|properties| properties.attribute("lvl")?.parse::<usize>().ok())
            .unwrap_or(0)
            .min(8);
        let inherited = styles(level);
        let default = inherited.iter().find_map(|style| points(style.child("defRPr")?)).unwrap_or(SIZE);
        let (width, size) = paragraph_width(paragraph, default);
        let indent = if holder.is_some() { INDENT * (level + 1) as f64 } else { 0.0 };
        let width = width * scale * SAFETY;
        let lines = (width / (room - indent).max(40.0)).ceil().max(1.0);
        across = across.max(if lines > 1.0 { room } else { width + indent });
        down += (lines * LINE + BETWEEN) * size * scale;
        let own = properties.and_then(|properties| properties.attribute("algn"));
        aligned = aligned.or(own).or_else(|| inherited.iter().find_map(|style| style.attribute("algn")));
    }
    let width = (across + INSETS.0).min(bounds.width());
    let height = down * SAFETY + INSETS.1;
    let left = match aligned.as_deref() {
        Some("ctr") => bounds.center().x - width / 2.0,
        Some("r") => bounds.x1 - width,
        _ => bounds.x0,
    };
    let top = match setting("anchor").as_deref() {
        Some("ctr") => bounds.center().y - height / 2.0,
        Some("b") => bounds.y1 - height,
        _ => bounds.y0,
    };
    Rect::from_origin_size((left, top), (width, height))
}

/// The width of a paragraph on one line and its largest size, in points.
fn paragraph_width(paragraph: &Element<'_>, default: f64) -> (f64, f64) {
    let runs = paragraph.elements().filter(|child| matches!(child.local(), "r" | "fld"));
    let (mut width, mut largest) = (0.0, 0.0_f64);
    for run in runs {
        let size = run.child("rPr").and_then(points).unwrap_or(default);
        let text = run.child("t").map(Element::own_text).unwrap_or_default();
        width += text.chars().map(|character| advance(character) * size).sum::<f64>();
        largest = largest.max(size);
    }
    (width, if largest > 0.0 { largest } else { default })
}

/// How far a character goes, as a share of the font's size.
fn advance(character: char) -> f64 {
    match character {
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{FF00}'..='\u{FF60}' => 1.0,
        ' ' => 0.3,
        'A'..='Z' | 'm' | 'w' | '%' => 0.68,
        _ => 0.54,
    }
}

/// A font's size; it stands in hundredths of a point.
fn points(properties: &Element<'_>) -> Option<f64> {
    let size = properties.attribute("sz")?.parse::<f64>().ok()?;
    (size.is_finite() && (100.0..=400_000.0).contains(&size)).then_some(size / 100.0)
}
