//! A palette as the twelve theme colours of Office, so that people change a design's colours in one place.

use super::element::Element;
use crate::scene::{Colour, Palette};

/// The theme colours by slot.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Scheme {
    slots: [(&'static str, Colour); 12],
    /// Whether the page is darker than its text.
    pub dark: bool,
}

impl Scheme {
    /// The palette's colours: page and text in the dark and light slots, the leading ones as accents 1 to 3 and
    /// mixes of them as 4 to 6.
    pub fn of(palette: &Palette) -> Self {
        let dark = palette.ground.luminance() < palette.ink.luminance();
        let (on, off) = ((palette.ink, palette.muted), (palette.ground, palette.surface));
        let ((dark_1, dark_2), (light_1, light_2)) = if dark { (off, on) } else { (on, off) };
        let slots = [
            ("dk1", dark_1),
            ("lt1", light_1),
            ("dk2", dark_2),
            ("lt2", light_2),
            ("accent1", palette.primary),
            ("accent2", palette.secondary),
            ("accent3", palette.accent),
            ("accent4", palette.primary.mix(palette.accent, 0.5)),
            ("accent5", palette.secondary.mix(palette.accent, 0.5)),
            ("accent6", palette.primary.mix(palette.ink, 0.5)),
            ("hlink", palette.primary.readable_on(palette.ground, 4.5)),
            ("folHlink", palette.muted),
        ];
        Self { slots, dark }
    }

    /// The slot of a colour, opacity aside.
    pub fn slot(&self, colour: Colour) -> Option<&'static str> {
        let solid = Colour { alpha: 255, ..colour };
        // The leading colours first: a text colour may equal one of them. The mixes and links are nobody's choice: a
        // colour that equals one does so by chance.
        let mut named = self.slots[4..7].iter().chain(&self.slots[..4]);
        named.find(|(_, theme)| Colour { alpha: 255, ..*theme } == solid).map(|(slot, _)| *slot)
    }

    /// A colour in DrawingML: by its theme slot if it has one, with its opacity.
    pub fn colour(&self, colour: Colour) -> Element {
        let named = match self.slot(colour) {
            Some(slot) => Element::new("a:schemeClr").with("val", slot),
            None => Element::new("a:srgbClr").with("val", Colour { alpha: 255, ..colour }),
        };
        let opacity = (f64::from(colour.alpha) / 255.0 * 100_000.0).round() as i64;
        named.children((colour.alpha < 255).then(|| Element::new("a:alpha").with("val", opacity)))
    }

    /// `a:clrScheme`.
    pub fn element(&self) -> Element {
        let slot = |(slot, colour): &(&'static str, Colour)| {
            Element::new(format!("a:{slot}")).child(Element::new("a:srgbClr").with("val", colour))
        };
        Element::new("a:clrScheme").with("name", "Vignette").children(self.slots.iter().map(slot))
    }

    /// Which slots are page, text, second page and second text colour.
    pub fn roles(&self) -> [&'static str; 4] {
        if self.dark { ["dk1", "lt1", "dk2", "lt2"] } else { ["lt1", "dk1", "lt2", "dk2"] }
    }
}
