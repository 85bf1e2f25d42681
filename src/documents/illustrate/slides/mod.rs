//! Decks: empty placeholders and free room on slides.
//!
//! [`shapes`] says what a slide shows and where, [`extent`] how much of a frame its text takes, [`space`] where room
//! is left, [`insert`] writes the picture.

use std::collections::BTreeMap;

use kurbo::Size;

use crate::documents::drawing::stored::Stored;
use crate::documents::illustrate::{Insertion, Place, Section, Spot, hash, tail, weight};
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::Package;
use crate::documents::package::ids::Ids;
use crate::documents::{DocumentError, theme};
use crate::scene::Palette;
use crate::scene::units::EMU_PER_POINT;
use insert::Dialect;
use shapes::{Chain, Empty, Shown};

mod extent;
mod insert;
mod shapes;
mod space;

/// What a slide that says nothing of its size is taken for: 10 by 7.5 inches.
const SLIDE: Size = Size::new(720.0, 540.0);

/// Of a slide's text, so many characters are shown to recognise it by.
const SHOWN: usize = 60;

/// Shares of a slide: a smaller placeholder is for an icon or a logo.
const SMALLEST: f64 = 0.015;

/// An opened presentation.
#[derive(Clone, Debug)]
pub(super) struct Deck {
    package: Package,
    /// The parts of the slides, in order.
    slides: Vec<String>,
    pub sections: Vec<Section>,
    pub palette: Option<Palette>,
}

impl Deck {
    /// Reads the presentation and all its slides.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when a part is missing or not well-formed; [`DocumentError::Locked`] for a
    /// presentation that may not be modified.
    pub fn open(package: Package) -> Result<Self, DocumentError> {
        let part = package.main_part()?;
        let text = package.text(&part)?;
        let nodes = tree::parse(&part, &text)?;
        let root = nodes.iter().find_map(Node::element).ok_or_else(|| without_slides(&part))?;
        if root.child("modifyVerifier").is_some() {
            return Err(DocumentError::Locked { reason: "a password is needed to modify it" });
        }
        let size = slide_size(root);
        let slides = slides(&package, &part, root)?;
        let mut sections = Vec::new();
        for (number, slide) in (1..).zip(&slides) {
            sections.push(read_slide(&package, slide, number, size)?);
        }
        let palette = theme::palette(&package)?;
        Ok(Self { package, slides, sections, palette })
    }

    /// The presentation with the pictures on its slides.
    ///
    /// # Errors
    /// [`DocumentError::Plan`] for an insertion that has no place here; those of the package.
    pub fn illustrate(&self, insertions: &[Insertion]) -> Result<Vec<u8>, DocumentError> {
        let mut package = self.package.clone();
        let mut by_slide: BTreeMap<usize, Vec<&Insertion>> = BTreeMap::new();
        for insertion in insertions {
            let (Spot::Placeholder { slide, .. } | Spot::Area { slide, .. }) = insertion.spot else {
                return Err(misplaced(insertion));
            };
            by_slide.entry(slide).or_default().push(insertion);
        }
        for (slide, insertions) in by_slide {
            let part = slide.checked_sub(1).and_then(|at| self.slides.get(at));
            let part = part.ok_or_else(|| misplaced(insertions[0]))?;
            let text = put(&mut package, part, &insertions)?;
            package.set_part(part, text.into_bytes());
        }
        package.save()
    }
}

fn misplaced(insertion: &Insertion) -> DocumentError {
    DocumentError::Plan {
        entry: insertion.id.clone(),
        reason: "there is no such place on the slides".to_owned(),
    }
}

/// One slide with its pictures, as text.
fn put(package: &mut Package, part: &str, insertions: &[&Insertion]) -> Result<String, DocumentError> {
    let text = package.text(part)?;
    let mut nodes = tree::parse(part, &text)?;
    let root = nodes.iter_mut().find_map(Node::element_mut).ok_or_else(|| without_slides(part))?;
    let dialect = Dialect::of(root);
    let mut ids = Ids::default();
    taken_ids(root, &mut ids);
    let mut markup = Vec::new();
    for insertion in insertions {
        let related = Stored::of(&insertion.picture)?.relate(part, package)?;
        markup.push(
            insert::picture(&dialect, root, insertion, &related, &mut ids)
                .ok_or_else(|| misplaced(insertion))?,
        );
    }
    let tree = root
        .child_mut("cSld")
        .and_then(|slide| slide.child_mut("spTree"))
        .ok_or_else(|| without_slides(part))?;
    for (insertion, markup) in insertions.iter().zip(&markup) {
        insert::put(tree, insertion.spot, markup).ok_or_else(|| misplaced(insertion))?;
    }
    let mut text = String::new();
    tree::write(&nodes, &mut text);
    Ok(text)
}

fn taken_ids(element: &Element<'_>, ids: &mut Ids) {
    if element.local() == "cNvPr" {
        ids.take(element.attribute("id").and_then(|id| id.parse().ok()));
    }
    element.elements().for_each(|child| taken_ids(child, ids));
}

fn without_slides(part: &str) -> DocumentError {
    DocumentError::Broken { reason: format!("{part} has no slides") }
}

fn slide_size(presentation: &Element<'_>) -> Size {
    let side = |name| {
        let emu = presentation.child("sldSz")?.attribute(name)?.parse::<f64>().ok()?;
        (emu.is_finite() && emu > EMU_PER_POINT).then_some(emu / EMU_PER_POINT)
    };
    match (side("cx"), side("cy")) {
        (Some(width), Some(height)) => Size::new(width, height),
        _ => SLIDE,
    }
}

/// The parts of the slides in the order they are shown.
fn slides(package: &Package, part: &str, presentation: &Element<'_>) -> Result<Vec<String>, DocumentError> {
    let links = package.relationships(part)?;
    let listed = presentation.child("sldIdLst").into_iter().flat_map(Element::elements);
    let ids = listed.filter_map(|slide| slide.qualified_attribute("id"));
    let target = |id: String| package.target(part, links.iter().find(|link| link.id == id)?);
    Ok(ids.filter_map(target).filter(|slide| package.has(slide)).collect())
}

fn read_slide(package: &Package, part: &str, number: usize, size: Size) -> Result<Section, DocumentError> {
    let layout = package.related(part, "slideLayout")?;
    let master = layout.as_ref().map_or(Ok(None), |layout| package.related(layout, "slideMaster"))?;
    let text = |part: &Option<String>| part.as_ref().map_or(Ok(String::new()), |part| package.text(part));
    let texts = [package.text(part)?, text(&layout)?, text(&master)?];
    let parse = |text, name: Option<&str>| name.map_or(Ok(Vec::new()), |name| tree::parse(name, text));
    let trees = [
        parse(&texts[0], Some(part))?,
        parse(&texts[1], layout.as_deref())?,
        parse(&texts[2], master.as_deref())?,
    ];
    let [slide, layout, master] = trees.each_ref().map(|nodes| nodes.iter().find_map(Node::element));
    let slide = slide.ok_or_else(|| without_slides(part))?;
    let shown = Chain { slide, layout, master, size }.look();
    let is_hidden = slide.attribute("show").is_some_and(|show| show == "0" || show == "false");
    Ok(section(&shown, part, number, size, is_hidden))
}

fn section(shown: &Shown, part: &str, number: usize, size: Size, is_hidden: bool) -> Section {
    let all = format!("{}\n{}", shown.title, shown.text);
    let place = |spot, room| Place { spot, room, text: tail(all.trim(), SHOWN), hash: hash(&all) };
    let mut places: Vec<Place> = Vec::new();
    let mut empty: Vec<_> =
        shown.empty.iter().filter(|empty| empty.bounds.area() > SMALLEST * size.area()).collect();
    empty.sort_by_key(|empty| !empty.wants_picture);
    for empty in empty {
        let covered = shown.occupied.iter().any(|taken| {
            let shared = taken.intersect(empty.bounds);
            shared.width() > 1.0 && shared.height() > 1.0 && shared.area() > 0.1 * empty.bounds.area()
        });
        if !covered {
            let Empty { shape, bounds, wants_picture } = *empty;
            places.push(place(
                Spot::Placeholder { slide: number, shape, bounds, wants_picture },
                bounds.size(),
            ));
        }
    }
    if places.is_empty() && !shown.has_picture {
        let bounds = space::largest(size, &shown.occupied);
        places.extend(bounds.map(|bounds| place(Spot::Area { slide: number, bounds }, bounds.size())));
    }
    let obstacle = match is_hidden {
        true => Some("the slide is hidden"),
        false => places.is_empty().then_some("the slide has no free room"),
    };
    if is_hidden {
        places.clear();
    }
    Section {
        heading: shown.title.clone(),
        above: Vec::new(),
        part: part.to_owned(),
        weight: weight(&shown.text),
        text: shown.text.clone(),
        has_picture: shown.has_picture,
        is_table: shown.is_table,
        is_contents: false,
        places,
        obstacle,
    }
}
