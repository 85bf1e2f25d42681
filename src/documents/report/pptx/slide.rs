//! One slide: placeholders filled, so that a change of layout or theme reaches it.

use kurbo::{Rect, Size};

use super::fit::TIGHT;
use super::frame::{FOOT, NUMBER};
use super::layouts::{Place, number_field, shape};
use super::outline::{Layout, Slide};
use super::text::{Links, Look, lines, runs};
use super::{Deck, notes, table};
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::outline::Outline;
use crate::documents::drawing::picture::{blip_fill, described};
use crate::documents::drawing::plan::Placed;
use crate::documents::drawing::stored::Stored;
use crate::documents::drawing::transform;
use crate::documents::package::{Package, relationship_type};
use crate::documents::pptx::add_own;
use crate::documents::pptx::frame::{root, tree};
use crate::documents::report::model::Source;
use crate::scene::{Fit, Picture};

/// The part of the slide with that number.
pub(super) fn part_name(number: usize) -> String {
    format!("ppt/slides/slide{number}.xml")
}

/// Adds a slide with its picture, its links and its notes.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate`].
pub(super) fn add(
    package: &mut Package,
    number: usize,
    slide: &Slide,
    deck: Deck<'_>,
) -> Result<(), DocumentError> {
    let part = part_name(number);
    package.relate(&part, &relationship_type("slideLayout"), &slide.layout.part())?;
    let mut shapes = Vec::new();
    {
        let mut links = Links::new(package, &part);
        shapes.push(title(slide, &mut links, deck)?);
        shapes.extend(text(slide, &mut links, deck)?);
        if let Some(table) = &slide.table {
            shapes.push(table::frame(4, table, &mut links, deck.language)?);
        }
    }
    shapes.extend(picture(package, &part, slide, deck)?);
    if !slide.layout.is_coloured() {
        shapes.extend(foot(number, deck));
    }
    let content = Element::new("p:cSld").child(tree(shapes));
    let mapping = Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping"));
    add_own(package, &part, "slide", root("p:sld").child(content).child(mapping).into_part());
    if !slide.notes.is_empty() {
        notes::add(package, number, &part, &slide.notes, deck.language)?;
    }
    Ok(())
}

fn title(slide: &Slide, links: &mut Links<'_>, deck: Deck<'_>) -> Result<Element, DocumentError> {
    let runs = runs(&slide.title, Look::default(), links, deck.language)?;
    let body = Element::new("p:txBody")
        .child(Element::new("a:bodyPr"))
        .child(Element::new("a:lstStyle"))
        .child(Element::new("a:p").children(runs));
    Ok(shape(2, &slide.layout.title(), None).child(body))
}

fn text(slide: &Slide, links: &mut Links<'_>, deck: Deck<'_>) -> Result<Option<Element>, DocumentError> {
    let Some(place) = slide.layout.text() else { return Ok(None) };
    let paragraphs = lines(&slide.lines, links, deck.language)?;
    if paragraphs.is_empty() {
        return Ok(None);
    }
    let scale = (TIGHT * 100_000.0) as i64;
    let fit = match slide.tight {
        true => Element::new("a:normAutofit").with("fontScale", scale).with("lnSpcReduction", 10_000),
        false => Element::new("a:normAutofit"),
    };
    let body = Element::new("p:txBody")
        .child(Element::new("a:bodyPr").child(fit))
        .child(Element::new("a:lstStyle"))
        .children(paragraphs);
    Ok(Some(shape(3, &place, None).child(body)))
}

/// The picture in its placeholder: one that was made fills it, one that was given is seen whole.
fn picture(
    package: &mut Package,
    part: &str,
    slide: &Slide,
    deck: Deck<'_>,
) -> Result<Option<Element>, DocumentError> {
    let found = slide.figure.and_then(|number| {
        Some((slide.layout.picture()?, deck.report.figures.get(number)?, deck.pictures.get(number)?))
    });
    let Some((place, figure, picture)) = found else { return Ok(None) };
    let fit = match figure.source {
        Source::Prompt(_) => Fit::Cover,
        _ if slide.layout == Layout::TitlePicture => Fit::Cover,
        _ => Fit::Contain,
    };
    let placed = placed(picture, place.at, fit, &figure.alt)?;
    let related = placed.stored.relate(part, package)?;
    let locks = Element::new("a:picLocks").with("noGrp", 1).with("noChangeAspect", 1);
    let form = Element::new("p:ph").with("type", "pic").with_some("idx", place.index);
    let own = Element::new("p:nvPicPr")
        .child(described("p:cNvPr", 5, "Picture 5", &placed.alt))
        .child(Element::new("p:cNvPicPr").child(locks))
        .child(Element::new("p:nvPr").child(form));
    let properties = Element::new("p:spPr").child(transform(placed.bounds, false));
    let fill = blip_fill("p:blipFill", &related, &placed);
    Ok(Some(Element::new("p:pic").child(own).child(fill).child(properties)))
}

fn placed(picture: &Picture, at: Rect, fit: Fit, alt: &str) -> Result<Placed, DocumentError> {
    let stored = Stored::of(picture)?;
    let whole = fit.place(Size::new(picture.size.width.into(), picture.size.height.into()), at, (0.5, 0.5));
    let bounds = if fit == Fit::Contain { whole } else { at };
    let cut = [
        (bounds.x0 - whole.x0) / whole.width(),
        (bounds.y0 - whole.y0) / whole.height(),
        (whole.x1 - bounds.x1) / whole.width(),
        (whole.y1 - bounds.y1) / whole.height(),
    ];
    let alt = if alt.is_empty() { picture.alt.clone() } else { alt.to_owned() };
    Ok(Placed { stored, bounds, cut, outline: Outline::Rectangle, alt })
}

/// The deck's title and the slide's number.
fn foot(number: usize, deck: Deck<'_>) -> [Element; 2] {
    let words = Place { kind: "ftr", index: Some(11), name: "Footer", at: FOOT, anchor: "ctr", words: "" };
    let count =
        Place { kind: "sldNum", index: Some(12), name: "Slide Number", at: NUMBER, anchor: "ctr", words: "" };
    let text = |content: Element| {
        Element::new("p:txBody")
            .child(Element::new("a:bodyPr"))
            .child(Element::new("a:lstStyle"))
            .child(content)
    };
    // LibreOffice takes neither side nor font of the foot from its layout.
    let fonts = [("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")];
    let fonts = fonts.map(|(name, font)| Element::new(name).with("typeface", font));
    let look = Element::new("a:rPr").with("lang", deck.language.tag()).with("sz", 1_000).children(fonts);
    let left = Element::new("a:pPr").with("algn", "l");
    let title =
        Element::new("a:r").child(look).child(Element::new("a:t").text(deck.report.head.title.as_str()));
    [
        shape(6, &words, None).child(text(Element::new("a:p").child(left).child(title))),
        shape(7, &count, None).child(text(number_field(&number.to_string(), deck.language))),
    ]
}
