//! The theme part that Word and PowerPoint share: colours, fonts, and the plainest of effects.

use super::element::Element;
use super::scheme::Scheme;
use super::typography::{Family, Typography, east_asian, windows_family};
use crate::scene::Language;

/// The namespace of DrawingML's own elements.
pub(in crate::documents) const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The content type of the part.
pub(in crate::documents) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// The whole part.
pub(in crate::documents) fn part(scheme: &Scheme, typography: &Typography, language: Language) -> Vec<u8> {
    let fonts = Element::new("a:fontScheme")
        .with("name", "Vignette")
        .child(family("a:majorFont", typography.family(typography.heading), language))
        .child(family("a:minorFont", typography.family(typography.body), language));
    let elements = Element::new("a:themeElements").child(scheme.element()).child(fonts).child(formats());
    Element::new("a:theme")
        .with("xmlns:a", MAIN)
        .with("name", "Vignette")
        .child(elements)
        .children(["a:objectDefaults", "a:extraClrSchemeLst"].map(Element::new))
        .into_part()
}

fn family(name: &'static str, family: &Family, language: Language) -> Element {
    // A document in Korean takes the script's font before `a:ea`, so there both are the same.
    let script = |(script, its): (&str, Language)| {
        let is_own = its == east_asian(language);
        let typeface = if is_own { &family.east_asian } else { windows_family(family.typeface, its) };
        Element::new("a:font").with("script", script).with("typeface", typeface)
    };
    let scripts = [("Jpan", Language::Japanese), ("Hang", Language::Korean), ("Hans", Language::Chinese)];
    Element::new(name)
        .children(family.elements(language))
        .child(Element::new("a:cs").with("typeface", ""))
        .children(scripts.map(script))
}

/// `a:fmtScheme`: three of each kind are required, all plain.
fn formats() -> Element {
    let own_colour = || Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "phClr"));
    let line = |width: i64| Element::new("a:ln").with("w", width).child(own_colour());
    let effect = || Element::new("a:effectStyle").child(Element::new("a:effectLst"));
    let thrice =
        |name: &'static str, one: &dyn Fn() -> Element| Element::new(name).children([one(), one(), one()]);
    Element::new("a:fmtScheme")
        .with("name", "Vignette")
        .child(thrice("a:fillStyleLst", &own_colour))
        .child(Element::new("a:lnStyleLst").children([6_350, 12_700, 19_050].map(line)))
        .child(thrice("a:effectStyleLst", &effect))
        .child(thrice("a:bgFillStyleLst", &own_colour))
}
