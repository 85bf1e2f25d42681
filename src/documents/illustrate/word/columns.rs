//! How wide the text runs on a page, and how much of a page it fills.

use kurbo::Size;

use crate::documents::markup::tree::Element;

/// A4 with an inch around, in twentieths of a point: what a section that says nothing is taken for.
const PAGE: (f64, f64) = (11_906.0, 16_838.0);
const MARGIN: f64 = 1_440.0;
/// Between columns when nothing is said (ECMA-376 part 1, 17.6.4).
const GAP: f64 = 720.0;

/// The column of a text that has no sections.
pub(super) fn plain() -> Size {
    Size::new((PAGE.0 - 2.0 * MARGIN) / 20.0, (PAGE.1 - 2.0 * MARGIN) / 20.0)
}

/// The column of a section: its width and the page's text height, in points. `None` where text runs down the page.
pub(super) fn column(section: &Element<'_>) -> Option<Size> {
    let runs_down = section.child("textDirection").and_then(|direction| direction.attribute("val"));
    if runs_down.is_some_and(|direction| direction.starts_with("tb") && direction != "tb") {
        return None;
    }
    let number = |parent: &str, name: &str| twips(&section.child(parent)?.attribute(name)?);
    let width = number("pgSz", "w").unwrap_or(PAGE.0);
    let height = number("pgSz", "h").unwrap_or(PAGE.1);
    let margin = |name| number("pgMar", name).unwrap_or(MARGIN).abs();
    let gutter = number("pgMar", "gutter").unwrap_or(0.0);
    let text = Size::new(
        width - margin("left") - margin("right") - gutter,
        height - margin("top") - margin("bottom"),
    );
    Some(Size::new(narrowest(section, text.width) / 20.0, text.height / 20.0))
}

/// The narrowest of the columns that share so much width.
fn narrowest(section: &Element<'_>, width: f64) -> f64 {
    let Some(columns) = section.child("cols") else { return width };
    let own = columns.elements().filter(|column| column.local() == "col");
    let own: Vec<f64> = own.filter_map(|column| twips(&column.attribute("w")?)).collect();
    let is_equal = columns.attribute("equalWidth").is_none_or(|value| value != "0" && value != "false");
    if !is_equal && !own.is_empty() {
        return own.into_iter().fold(width, f64::min);
    }
    let count =
        columns.attribute("num").and_then(|count| count.parse().ok()).unwrap_or(1.0_f64).clamp(1.0, 45.0);
    let gap = columns.attribute("space").and_then(|space| twips(&space)).unwrap_or(GAP);
    (width - gap * (count - 1.0)) / count
}

/// A length in twentieths of a point; strict documents write units, as in `21cm`.
fn twips(value: &str) -> Option<f64> {
    let digits = value.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let number = digits.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(
        number
            * match &value[digits.len()..] {
                "" => 1.0,
                "pt" => 20.0,
                "in" => 1_440.0,
                "cm" => 1_440.0 / 2.54,
                "mm" => 144.0 / 2.54,
                "pc" | "pi" => 240.0,
                _ => return None,
            },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::markup::tree;

    #[test]
    fn the_column_is_what_margins_and_columns_leave() {
        let check = |inner: &str, expected: Option<(f64, f64)>| {
            let text = format!("<sectPr>{inner}</sectPr>");
            let nodes = tree::parse("a.xml", &text).unwrap();
            let found = column(nodes[0].element().unwrap());
            assert_eq!(found.map(|size| (size.width.round(), size.height.round())), expected, "{inner}");
        };
        check("", Some((451.0, 698.0)));
        let page = "<pgSz w='12240' h='15840'/><pgMar left='1440' right='1440' top='-1440' bottom='1440' gutter='240'/>";
        check(page, Some((456.0, 648.0)));
        check(&format!("{page}<cols num='2' space='720'/>"), Some((210.0, 648.0)));
        let unequal = "<cols equalWidth='0'><col w='6000'/><col w='2400'/></cols>";
        check(&format!("{page}{unequal}"), Some((120.0, 648.0)));
        check(
            "<pgSz w='21cm' h='29.7cm'/><pgMar left='2cm' right='20mm' top='1in' bottom='72pt'/>",
            Some((482.0, 698.0)),
        );
        check("<textDirection val='tbRl'/>", None);
        check("<pgSz w='NaN' h='x'/>", Some((451.0, 698.0)));
    }
}
