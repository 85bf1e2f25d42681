//! The colours of a document's theme, as a picture uses them.

use std::collections::HashMap;

use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::{Kind, Package};
use crate::scene::{Colour, Palette};

/// How far two accents' hues lie apart, in degrees, for one to be the small bright colour beside the other.
const APART: f32 = 45.0;

/// Below this chroma (OKLCH) a colour is grey to the eye.
const GREY: f32 = 0.03;

/// The colours of a document's theme; `None` when it has none. Those of a deck are its first master's, page and text
/// as its colour map says.
///
/// # Errors
/// [`DocumentError::Broken`] when a part is not well-formed, or the package does not say which is the main one.
pub(super) fn palette(package: &Package) -> Result<Option<Palette>, DocumentError> {
    let part = package.main_part()?;
    match package.kind() {
        Kind::PowerPoint => deck_palette(package, &part),
        _ => match package.related(&part, "theme")? {
            Some(theme) => read(package, &theme, "lt1", "dk1"),
            None => Ok(None),
        },
    }
}

fn deck_palette(package: &Package, part: &str) -> Result<Option<Palette>, DocumentError> {
    let Some(master) = package.related(part, "slideMaster")? else { return Ok(None) };
    let Some(theme) = package.related(&master, "theme")? else { return Ok(None) };
    let text = package.text(&master)?;
    let nodes = tree::parse(&master, &text)?;
    let root = nodes.iter().find_map(Node::element);
    let map = |name: &str, other: &str| {
        let slot = root.and_then(|root| root.child("clrMap")?.attribute(name));
        slot.unwrap_or_else(|| other.to_owned())
    };
    let ground = root.and_then(|root| background(root.child("cSld")?.child("bg")?));
    let (page, text) = match ground.as_deref() {
        Some("tx1" | "dk1") => (map("tx1", "dk1"), map("bg1", "lt1")),
        Some("bg2" | "lt2") => (map("bg2", "lt2"), map("tx1", "dk1")),
        Some("tx2" | "dk2") => (map("tx2", "dk2"), map("bg1", "lt1")),
        _ => (map("bg1", "lt1"), map("tx1", "dk1")),
    };
    read(package, &theme, &page, &text)
}

/// The theme's colour that a background names.
fn background(element: &Element<'_>) -> Option<String> {
    match element.local() {
        "schemeClr" => element.attribute("val"),
        _ => element.elements().find_map(background),
    }
}

/// Reads a theme part; `None` when it names no colours. `ground` and `ink` say which slots are page and text, as in
/// `lt1` and `dk1`.
///
/// # Errors
/// [`DocumentError::Broken`] when the part is missing or not well-formed.
fn read(package: &Package, part: &str, ground: &str, ink: &str) -> Result<Option<Palette>, DocumentError> {
    let text = package.text(part)?;
    let nodes = tree::parse(part, &text)?;
    let scheme = nodes
        .iter()
        .filter_map(Node::element)
        .find_map(|root| root.child("themeElements")?.child("clrScheme"));
    let slots: HashMap<String, Colour> = scheme.map_or_else(HashMap::new, |scheme| {
        scheme.elements().filter_map(|slot| Some((slot.local().to_owned(), colour(slot)?))).collect()
    });
    Ok(compose(&slots, ground, ink))
}

fn colour(slot: &Element<'_>) -> Option<Colour> {
    let value = slot.elements().next()?;
    let hex = value.attribute("lastClr").or_else(|| value.attribute("val"))?;
    (hex.len() == 6).then(|| u32::from_str_radix(&hex, 16).ok().map(Colour::hex))?
}

/// The first accent leads; its tint is the companion, and the most colourful accent of another hue is the bright one.
fn compose(slots: &HashMap<String, Colour>, ground: &str, ink: &str) -> Option<Palette> {
    let page = slots.get(ground).copied().unwrap_or(Colour::WHITE);
    let accents: Vec<Colour> =
        (1..=6).filter_map(|number| slots.get(&format!("accent{number}")).copied()).collect();
    let is_colourful = |colour: &&Colour| colour.to_oklch()[1] >= GREY;
    let primary = *accents.iter().find(is_colourful).or(accents.first())?;
    let is_dark = page.luminance() < 0.18;
    let ground = page.mix(primary, if is_dark { 0.12 } else { 0.07 });
    let surface = page.mix(primary, if is_dark { 0.2 } else { 0.02 });
    let text = slots.get(ink).copied().unwrap_or(if is_dark { Colour::WHITE } else { Colour::BLACK });
    let ink = text.readable_on(ground, 7.0).readable_on(surface, 7.0);
    let secondary = if is_dark { primary.mix(page, 0.55) } else { primary.mix(page, 0.6) };
    let accent = brightest(&accents, primary);
    let muted = ground.mix(ink, 0.65).readable_on(ground, 4.6).readable_on(surface, 4.6);
    Some(Palette { ground, surface, ink, muted, primary, secondary, accent })
}

fn brightest(accents: &[Colour], primary: Colour) -> Colour {
    let [_, _, leading] = primary.to_oklch();
    let is_apart = |hue: f32| {
        let between = (hue - leading).rem_euclid(360.0);
        between.min(360.0 - between) >= APART
    };
    let others = accents.iter().map(|colour| (*colour, colour.to_oklch()));
    let best = others
        .filter(|(_, [_, chroma, hue])| *chroma >= GREY && is_apart(*hue))
        .max_by(|(_, one), (_, two)| one[1].total_cmp(&two[1]));
    best.map_or_else(|| primary.with_lightness(0.72), |(colour, _)| colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(colours: &[(&str, u32)]) -> HashMap<String, Colour> {
        colours.iter().map(|(name, hex)| ((*name).to_owned(), Colour::hex(*hex))).collect()
    }

    #[test]
    fn the_first_accent_leads_and_another_hue_is_bright() {
        let office = slots(&[
            ("lt1", 0xFF_FF_FF),
            ("dk1", 0),
            ("accent1", 0x44_72_C4),
            ("accent2", 0xED_7D_31),
            ("accent3", 0xA5_A5_A5),
            ("accent5", 0x5B_9B_D5),
        ]);
        let palette = compose(&office, "lt1", "dk1").unwrap();
        assert_eq!((palette.primary, palette.accent), (Colour::hex(0x44_72_C4), Colour::hex(0xED_7D_31)));
        assert!(
            palette.ink.contrast(palette.ground) >= 7.0 && palette.muted.contrast(palette.surface) >= 4.5
        );
        let dark = compose(&office, "dk1", "lt1").unwrap();
        assert!(dark.ground.luminance() < 0.1 && dark.ink.contrast(dark.ground) >= 7.0);
    }

    #[test]
    fn a_theme_of_greys_and_an_empty_one_are_no_error() {
        let grey = slots(&[("accent1", 0x80_80_80), ("accent2", 0x40_40_40)]);
        assert_eq!(compose(&grey, "lt1", "dk1").unwrap().primary, Colour::hex(0x80_80_80));
        assert_eq!(compose(&slots(&[]), "lt1", "dk1"), None);
    }
}
