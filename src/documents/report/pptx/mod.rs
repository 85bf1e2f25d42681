//! A report as a deck that people go on working in: layouts, placeholders, a master, notes.
//!
//! [`plan`] decides the slides ([`fit`] what one holds), [`frame`] is the presentation with its master and [`layouts`], [`slide`] writes each
//! slide with [`text`] and [`table`], [`notes`] what the speaker says.

use kurbo::Size;

use super::labels::Labels;
use super::look::paper;
use super::model::{Report, wrong};
use crate::documents::DocumentError;
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::typography::Typography;
use crate::documents::drawing::{properties, theme};
use crate::documents::package::{Kind as PackageKind, Package, relationship_type};
use crate::documents::pptx::frame::empty;
use crate::documents::pptx::{MASTER, PRESENTATION, PROPERTIES, TABLES, THEME, VIEW, add, add_own};
use crate::scene::{Fonts, Language, Palette, Picture, Typeface};
use outline::Layout;

mod fit;
mod frame;
mod layouts;
mod notes;
mod outline;
mod plan;
mod slide;
mod table;
mod text;

/// Most slides of one deck; nobody shows more, and PowerPoint takes seconds for each hundred.
const MOST_SLIDES: usize = 500;

/// What the slides of one deck share.
#[derive(Clone, Copy)]
struct Deck<'a> {
    report: &'a Report,
    pictures: &'a [Picture],
    language: Language,
}

/// The whole presentation, 16 to 9.
///
/// # Errors
/// [`DocumentError::Text`] for more slides than a deck has; [`DocumentError::Writer`] for a defect of ours.
pub(super) fn write(
    report: &Report,
    pictures: &[Picture],
    palette: &Palette,
    fonts: &Fonts,
) -> Result<Vec<u8>, DocumentError> {
    let language = report.language();
    let palette = paper(palette);
    let scheme = Scheme::of(&palette);
    let typography = Typography::plain(Typeface::Sans, Typeface::Sans, language, fonts);
    let slides = plan::slides(report, Labels::of(language));
    if slides.len() > MOST_SLIDES {
        return Err(wrong("", format!("it needs {} slides; a deck has at most {MOST_SLIDES}", slides.len())));
    }
    let deck = Deck { report, pictures, language };
    let mut package = Package::new(PackageKind::PowerPoint);
    package.relate("", &relationship_type("officeDocument"), PRESENTATION)?;
    let title = report.title();
    properties::add(&mut package, &report.about(&title))?;
    let theme = theme::part(&scheme, &typography, language);
    add(&mut package, THEME, theme::CONTENT_TYPE, theme.clone());
    let has_notes = slides.iter().any(|slide| !slide.notes.is_empty());
    let ids = relate(&mut package, slides.len(), has_notes)?;
    add_own(&mut package, PRESENTATION, "presentation.main", frame::presentation(&ids, language));
    for (part, kind, root) in [
        (PROPERTIES, "presProps", "p:presentationPr"),
        (VIEW, "viewProps", "p:viewPr"),
        (TABLES, "tableStyles", "a:tblStyleLst"),
    ] {
        package.relate(PRESENTATION, &relationship_type(kind), part)?;
        add_own(&mut package, part, kind, empty(root));
    }
    add_own(&mut package, MASTER, "slideMaster", frame::master(deck, &ids));
    for layout in Layout::ALL {
        add_own(&mut package, &layout.part(), "slideLayout", layouts::part(layout, deck));
    }
    if has_notes {
        notes::master(&mut package, theme, language)?;
    }
    for (number, slide) in (1..).zip(&slides) {
        slide::add(&mut package, number, slide, deck)?;
    }
    package.save()
}

/// How wide and high the figures stand on their slides, in points; `sizes` for those on none.
pub(super) fn figure_sizes(report: &Report, mut sizes: Vec<Size>) -> Vec<Size> {
    for slide in plan::slides(report, Labels::of(report.language())) {
        let place = slide.layout.picture();
        if let (Some(size), Some(place)) = (slide.figure.and_then(|figure| sizes.get_mut(figure)), place) {
            *size = place.at.size();
        }
    }
    sizes
}

/// The relationship ids that the presentation and its master name.
struct RelationIds {
    master: String,
    layouts: Vec<String>,
    slides: Vec<String>,
    notes: Option<String>,
}

fn relate(package: &mut Package, slides: usize, has_notes: bool) -> Result<RelationIds, DocumentError> {
    let kind = relationship_type;
    let master = package.relate(PRESENTATION, &kind("slideMaster"), MASTER)?;
    let mut layouts = Vec::new();
    for layout in Layout::ALL {
        layouts.push(package.relate(MASTER, &kind("slideLayout"), &layout.part())?);
        package.relate(&layout.part(), &kind("slideMaster"), MASTER)?;
    }
    let slides = (1..=slides)
        .map(|number| package.relate(PRESENTATION, &kind("slide"), &slide::part_name(number)))
        .collect::<Result<_, _>>()?;
    package.relate(PRESENTATION, &kind("theme"), THEME)?;
    package.relate(MASTER, &kind("theme"), THEME)?;
    let notes = match has_notes {
        true => Some(package.relate(PRESENTATION, &kind("notesMaster"), notes::MASTER)?),
        false => None,
    };
    Ok(RelationIds { master, layouts, slides, notes })
}
