//! A widget's ground and border, as its appearance characteristics ask (ISO 32000-1, 12.5.6.19).

use kurbo::Size;
use lopdf::{Dictionary, Document, Object};

use super::look;
use crate::scene::Colour;

/// The border's width in points: none without a colour for it.
pub(super) fn width(widget: &Dictionary, document: &Document) -> f64 {
    if characteristic(widget, b"BC", document).is_none() {
        return 0.0;
    }
    let style = widget.get_deref(b"BS", document).and_then(Object::as_dict);
    let width = style.and_then(|style| style.get(b"W")).and_then(Object::as_float);
    let old_style = widget.get_deref(b"Border", document).and_then(Object::as_array);
    let old_width = old_style.ok().and_then(|border| border.get(2)).and_then(|width| width.as_float().ok());
    width.ok().or(old_width).map_or(1.0, f64::from).clamp(0.0, 20.0)
}

/// The operators that draw ground and border of a widget of that size.
pub(super) fn operators(widget: &Dictionary, size: Size, document: &Document) -> String {
    ground(widget, size, document) + &border(widget, size, document)
}

/// The operators that draw the ground alone.
pub(super) fn ground(widget: &Dictionary, size: Size, document: &Document) -> String {
    let Some(colour) = characteristic(widget, b"BG", document) else { return String::new() };
    format!("q {} 0 0 {:.3} {:.3} re f Q\n", fill(colour), size.width, size.height)
}

/// The operators that draw the border alone.
pub(super) fn border(widget: &Dictionary, size: Size, document: &Document) -> String {
    let Some(colour) = characteristic(widget, b"BC", document) else { return String::new() };
    let width = width(widget, document);
    if width == 0.0 {
        return String::new();
    }
    let style = widget.get_deref(b"BS", document).and_then(Object::as_dict);
    let line = style.and_then(|style| style.get(b"S")).and_then(Object::as_name);
    let half = width / 2.0;
    let (right, upper) = (size.width - width, size.height - width);
    let path = match line {
        Ok(b"U") => format!("0 {half:.3} m {:.3} {half:.3} l S", size.width),
        Ok(b"D") => format!("[3] 0 d {half:.3} {half:.3} {right:.3} {upper:.3} re S"),
        _ => format!("{half:.3} {half:.3} {right:.3} {upper:.3} re S"),
    };
    format!("q {} {width:.3} w {path} Q\n", stroke(colour))
}

/// The operator that makes `colour` the fill.
pub(super) fn fill(colour: Colour) -> String {
    format!("{} rg", parts(colour))
}

fn stroke(colour: Colour) -> String {
    format!("{} RG", parts(colour))
}

fn parts(colour: Colour) -> String {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(|part| f64::from(part) / 255.0);
    format!("{red:.3} {green:.3} {blue:.3}")
}

/// A colour among the appearance characteristics; an empty list of parts is none.
fn characteristic(widget: &Dictionary, key: &[u8], document: &Document) -> Option<Colour> {
    let look = widget.get_deref(b"MK", document).and_then(Object::as_dict).ok()?;
    let parts = look.get_deref(key, document).and_then(Object::as_array).ok()?;
    let parts: Vec<f64> = parts.iter().filter_map(|part| part.as_float().ok()).map(f64::from).collect();
    (!parts.is_empty()).then(|| look::colour(&parts))
}
