//! A scene to a Word document on one page.
//!
//! A page with text is laid out: [`text`] writes each text box as real paragraphs of the document's body, in a frame
//! (`w:framePr`) at its place on the page; [`drawing`] anchors shapes and pictures behind them. A page that is one
//! picture becomes what people want of it in Word: an A4 page with the picture at column width ([`figure`]).
//! [`styles`] and [`settings`] are the parts around the body.
//!
//! Frames and not DrawingML text boxes, because the words stay in the document's body: headings show in the
//! navigation pane and in a table of contents, screen readers read on in order, and every program that reads
//! paragraphs (python-docx, search, translation) finds them. Word and LibreOffice both set a line of exact height with
//! its baseline four fifths down, so every baseline is where the design has it. What that costs: a text is always
//! above all drawings, and letters are never see-through.

use super::DocumentError;
use super::drawing::element::Element;
use super::drawing::outline::Outline;
use super::drawing::plan::{Figure, Graphic, Ornament, plan};
use super::drawing::properties::About;
use super::drawing::scheme::Scheme;
use super::drawing::typography::Typography;
use super::drawing::{RELATIONSHIPS, properties, theme, within_limits};
use super::package::{Kind, Package, relationship_type};
use crate::scene::units::twips;
use crate::scene::{Colour, Fonts, Language, Page, Picture, Scene};
use drawing::Anchors;
use settings::Layout;
use styles::Sheet;
use text::Writer;

pub(super) mod drawing;
mod figure;
pub(super) mod settings;
pub(super) mod styles;
pub(super) mod text;

/// Word's smallest and largest page side in points: 0.1 and 22 inches.
const SIDES: (f64, f64) = (7.2, 1_584.0);

pub(super) const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const SETTINGS: &str = "word/settings.xml";
const FONTS: &str = "word/fontTable.xml";
const THEME: &str = "word/theme/theme1.xml";

/// The namespace of WordprocessingML.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What the parts of one document share.
pub(super) struct Look<'a> {
    /// The theme's colours.
    pub scheme: &'a Scheme,
    /// The theme's fonts.
    pub typography: &'a Typography,
    /// The language of the words.
    pub language: Language,
    /// What lies behind the text: letters that let it through are mixed with it.
    pub background: Colour,
    /// The colour of new text, on a designed page.
    pub ink: Option<Colour>,
}

/// One page. `pictures[n]` fills the scene's `n`th frame; frames without a picture are left out. A page larger than
/// Word's is brought to its largest size.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Writer`] for a defect of ours.
pub fn write(scene: &Scene, pictures: &[Picture], fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    let scene = &*within_limits(scene, SIDES.0, SIDES.1);
    let scheme = Scheme::of(&scene.palette);
    let typography = Typography::of(scene, fonts);
    let graphics = plan(scene, pictures, fonts)?;
    let only_picture = figure::only_picture(&graphics, &scene.page);
    let look = Look {
        scheme: &scheme,
        typography: &typography,
        language: scene.language,
        background: scene.background,
        ink: only_picture.is_none().then_some(scene.palette.ink),
    };
    let sheet = Sheet::of(scene, &look);
    let mut package = Package::new(Kind::Word);
    package.relate("", &relationship_type("officeDocument"), DOCUMENT)?;
    properties::add(&mut package, &About::of(scene))?;
    let mut anchors = Anchors::new(&mut package, DOCUMENT, &scheme);
    let body = match only_picture {
        Some(placed) => figure::body(placed, &mut anchors)?,
        None => page_body(scene, &graphics, &mut anchors, &Writer { look: &look, sheet: &sheet })?,
    };
    let document = drawing::with_namespaces(root("w:document")).child(body);
    add(&mut package, DOCUMENT, "", "document.main", document.into_part())?;
    add(&mut package, STYLES, "styles", "styles", styles::part(&sheet, &look))?;
    add(&mut package, SETTINGS, "settings", "settings", settings::part(&look, Layout::Page))?;
    add(&mut package, FONTS, "fontTable", "fontTable", settings::fonts(&look))?;
    package.relate(DOCUMENT, &relationship_type("theme"), THEME)?;
    package.set_part(THEME, theme::part(&scheme, &typography, scene.language));
    package.set_content_type(THEME, theme::CONTENT_TYPE);
    package.save()
}

/// Adds a part of Word's own and relates it to the document, unless it is the document.
pub(super) fn add(
    package: &mut Package,
    part: &str,
    relation: &str,
    kind: &str,
    bytes: Vec<u8>,
) -> Result<(), DocumentError> {
    package.set_part(part, bytes);
    let content_type = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
    package.set_content_type(part, &content_type);
    if !relation.is_empty() {
        package.relate(DOCUMENT, &relationship_type(relation), part)?;
    }
    Ok(())
}

/// A part's root element with the namespaces.
pub(super) fn root(name: &'static str) -> Element {
    Element::new(name).with("xmlns:w", WORD).with("xmlns:r", RELATIONSHIPS)
}

/// The designed page: first a paragraph that holds the drawings, then the text, then one that ends the page. Both are
/// a point high: they are not seen, and stand in nobody's way.
fn page_body(
    scene: &Scene,
    graphics: &[Graphic<'_>],
    anchors: &mut Anchors<'_>,
    writer: &Writer<'_>,
) -> Result<Element, DocumentError> {
    let mut drawings = Vec::new();
    let mut texts = Vec::new();
    if scene.background != Colour::WHITE {
        let ground = Ornament::Outline(ground(scene));
        drawings.push(anchors.decoration("Page background", &[ground])?);
    }
    for graphic in graphics {
        match graphic {
            Graphic::Decoration(ornaments) => drawings.push(anchors.decoration("Decoration", ornaments)?),
            Graphic::Picture(placed) => drawings.push(anchors.picture(placed)?),
            Graphic::Text(wording) => texts.extend(text::paragraphs(wording, writer)),
        }
    }
    let runs = drawings.into_iter().map(|drawing| Element::new("w:r").child(drawing));
    Ok(Element::new("w:body")
        .child(canvas_paragraph().children(runs))
        .children(texts)
        .child(canvas_paragraph())
        .child(section(&scene.page, (scene.page.size.min_side() * 0.05).min(36.0))))
}

/// The page's colour as a shape: Word shows a document's own background on screen, but does not print it.
fn ground(scene: &Scene) -> Figure {
    let (bounds, fill) = (scene.page.bounds(), Some(scene.background.into()));
    Figure { bounds, outline: Outline::Rectangle, fill, stroke: None }
}

fn canvas_paragraph() -> Element {
    let style = Element::new("w:pStyle").with("w:val", styles::CANVAS);
    Element::new("w:p").child(Element::new("w:pPr").child(style))
}

/// `w:sectPr`: the page's size, the same margin in points on all sides.
fn section(page: &Page, margin: f64) -> Element {
    let size = page.size;
    let landscape = (size.width > size.height).then_some("landscape");
    let paper = Element::new("w:pgSz")
        .with("w:w", twips(size.width))
        .with("w:h", twips(size.height))
        .with_some("w:orient", landscape);
    let margins = ["w:top", "w:right", "w:bottom", "w:left"]
        .into_iter()
        .fold(Element::new("w:pgMar"), |margins, side| margins.with(side, twips(margin)))
        .with("w:header", twips(margin / 2.0))
        .with("w:footer", twips(margin / 2.0));
    Element::new("w:sectPr")
        .child(paper)
        .child(margins.with("w:gutter", 0))
        .child(Element::new("w:cols").with("w:space", 720))
}
