//! A scene to a PowerPoint slide: live text boxes, shapes people can edit, pictures with alt text.
//!
//! [`slide`] places the graphics, [`text`] writes what they say, [`frame`] is what a presentation needs around one
//! slide: presentation, master and layout. The slide's title is the layout's title placeholder, so that the outline,
//! the slide sorter and screen readers have its name; a scene without a title text gets one above the slide, which
//! is where PowerPoint's own accessibility assistant puts it.

use super::DocumentError;
use super::drawing::properties::About;
use super::drawing::scheme::Scheme;
use super::drawing::typography::Typography;
use super::drawing::{plan, properties, theme, within_limits};
use super::package::{Kind, Package, relationship_type};
use crate::scene::{Fonts, Picture, Scene};

pub(super) mod frame;
mod slide;
mod text;

/// PowerPoint's smallest and largest slide side in points: 1 and 56 inches.
const SIDES: (f64, f64) = (72.0, 4_032.0);

pub(super) const PRESENTATION: &str = "ppt/presentation.xml";
pub(super) const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const LAYOUT: &str = "ppt/slideLayouts/slideLayout1.xml";
const SLIDE: &str = "ppt/slides/slide1.xml";
pub(super) const THEME: &str = "ppt/theme/theme1.xml";
/// Three parts that say nothing but that PowerPoint misses when it opens a file.
pub(super) const PROPERTIES: &str = "ppt/presProps.xml";
pub(super) const VIEW: &str = "ppt/viewProps.xml";
pub(super) const TABLES: &str = "ppt/tableStyles.xml";

/// One slide of the scene's size. `pictures[n]` fills the scene's `n`th frame; frames without a picture are left out.
/// A page smaller or larger than PowerPoint's slides is brought to their smallest or largest size.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Writer`] for a defect of ours.
pub fn write(scene: &Scene, pictures: &[Picture], fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    let scene = &*within_limits(scene, SIDES.0, SIDES.1);
    let scheme = Scheme::of(&scene.palette);
    let typography = Typography::of(scene, fonts);
    let graphics = plan::plan(scene, pictures, fonts)?;
    let mut package = Package::new(Kind::PowerPoint);
    package.relate("", &relationship_type("officeDocument"), PRESENTATION)?;
    properties::add(&mut package, &About::of(scene))?;
    add(&mut package, THEME, theme::CONTENT_TYPE, theme::part(&scheme, &typography, scene.language));
    let ids = relate(&mut package)?;
    add_own(&mut package, PRESENTATION, "presentation.main", frame::presentation(scene, &ids));
    for (part, kind, root) in [
        (PROPERTIES, "presProps", "p:presentationPr"),
        (VIEW, "viewProps", "p:viewPr"),
        (TABLES, "tableStyles", "a:tblStyleLst"),
    ] {
        package.relate(PRESENTATION, &relationship_type(kind), part)?;
        add_own(&mut package, part, kind, frame::empty(root));
    }
    add_own(&mut package, MASTER, "slideMaster", frame::master(scene, &scheme, &ids));
    add_own(&mut package, LAYOUT, "slideLayout", frame::layout(scene));
    let style = text::Style { scheme: &scheme, typography: &typography, language: scene.language };
    let slide = slide::part(&mut package, SLIDE, scene, &graphics, &style)?;
    add_own(&mut package, SLIDE, "slide", slide);
    package.save()
}

/// The relationship ids that parts name.
struct RelationIds {
    master: String,
    slide: String,
    layout: String,
}

fn relate(package: &mut Package) -> Result<RelationIds, DocumentError> {
    let kind = relationship_type;
    let ids = RelationIds {
        master: package.relate(PRESENTATION, &kind("slideMaster"), MASTER)?,
        slide: package.relate(PRESENTATION, &kind("slide"), SLIDE)?,
        layout: package.relate(MASTER, &kind("slideLayout"), LAYOUT)?,
    };
    package.relate(PRESENTATION, &kind("theme"), THEME)?;
    package.relate(MASTER, &kind("theme"), THEME)?;
    package.relate(LAYOUT, &kind("slideMaster"), MASTER)?;
    package.relate(SLIDE, &kind("slideLayout"), LAYOUT)?;
    Ok(ids)
}

pub(super) fn add(package: &mut Package, part: &str, content_type: &str, bytes: Vec<u8>) {
    package.set_part(part, bytes);
    package.set_content_type(part, content_type);
}

pub(super) fn add_own(package: &mut Package, part: &str, kind: &str, bytes: Vec<u8>) {
    let content_type = format!("application/vnd.openxmlformats-officedocument.presentationml.{kind}+xml");
    add(package, part, &content_type, bytes);
}
