//! Attribute values that Office cannot read, where it then refuses the whole part.

use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A whole number.
    Whole,
    /// A whole number, not below 0, at most 2^31 - 1 doubled twelve-fold: EMU.
    Length,
    /// `true`, `false`, `1`, `0`, `on` or `off`.
    Switch,
    /// Six hexadecimal digits.
    Colour,
    /// Six hexadecimal digits, or `auto`.
    ColourOrAuto,
}

use Form::{Colour, ColourOrAuto, Length, Switch, Whole};
use Space::{Drawing, Presentation, Word, WordDrawing};

/// By namespace and element, then attribute. A name in the table is what Office is known to refuse a file for.
const VALUES: &[(Space, &str, &str, Form)] = &[
    (WordDrawing, "extent", "cx", Length),
    (WordDrawing, "extent", "cy", Length),
    (WordDrawing, "docPr", "id", Length),
    (Drawing, "ext", "cx", Length),
    (Drawing, "ext", "cy", Length),
    (Drawing, "off", "x", Whole),
    (Drawing, "off", "y", Whole),
    (Drawing, "srgbClr", "val", Colour),
    (Drawing, "gridCol", "w", Length),
    (Drawing, "rPr", "sz", Whole),
    (Presentation, "sldSz", "cx", Length),
    (Presentation, "sldSz", "cy", Length),
    (Word, "sz", "val", Whole),
    (Word, "szCs", "val", Whole),
    (Word, "ilvl", "val", Whole),
    (Word, "numId", "val", Whole),
    (Word, "gridSpan", "val", Whole),
    (Word, "outlineLvl", "val", Whole),
    (Word, "color", "val", ColourOrAuto),
    (Word, "b", "val", Switch),
    (Word, "i", "val", Switch),
    (Word, "keepNext", "val", Switch),
    (Word, "pageBreakBefore", "val", Switch),
    (Word, "bookmarkStart", "id", Whole),
    (Word, "bookmarkEnd", "id", Whole),
];

/// Checks the attributes of an element that the table knows.
pub(super) fn check(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let element = here.element;
    for (.., attribute, form) in VALUES.iter().filter(|(space, local, ..)| element.is(*space, local)) {
        let Some(value) = element.attribute(attribute).filter(|value| !fits(*form, value)) else { continue };
        let sentence = format!("{} has {attribute}=\"{value}\", {}", element.full_name(), wanted(*form));
        notes.add(Rule::BadValue, here, sentence);
    }
}

fn fits(form: Form, value: &str) -> bool {
    let is_hex = |value: &str| value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    match form {
        Whole => value.trim().parse::<i64>().is_ok(),
        Length => value.trim().parse::<i64>().is_ok_and(|length| (0..=27_273_042_316_900).contains(&length)),
        Switch => ["true", "false", "1", "0", "on", "off"].contains(&value),
        Colour => is_hex(value),
        ColourOrAuto => value == "auto" || is_hex(value),
    }
}

fn wanted(form: Form) -> &'static str {
    match form {
        Whole => "not a whole number",
        Length => "not a whole number from 0 up",
        Switch => "not true or false",
        Colour => "not six hexadecimal digits",
        ColourOrAuto => "neither six hexadecimal digits nor auto",
    }
}
