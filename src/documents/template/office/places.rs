//! Where pictures go: placeholder pictures whose alternative text asks for one, and picture content controls.

use kurbo::Size;

use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::PicturePlace;
use crate::documents::template::tags::{TagKind, is_name, lone};
use crate::documents::template::wall::{Place, Wall};
use crate::scene::Fit;
use crate::scene::units::EMU_PER_POINT;

/// What an alternative text asks for.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    tag: String,
    name: Option<String>,
    fit: Fit,
    prompt: Option<String>,
}

/// Finds the places of a part and marks their elements: picture and describing element carry the place's number,
/// counted from 1 through the whole wall.
pub(super) fn mark(nodes: &mut [Node<'_>], wall: &mut Wall) {
    let mut search = Search { wall, position: 0, control: None };
    nodes.iter_mut().for_each(|node| search.visit(node));
}

struct Search<'p> {
    wall: &'p mut Wall,
    position: usize,
    control: Option<Asked>,
}

impl Search<'_> {
    fn visit(&mut self, node: &mut Node<'_>) {
        let Node::Element(element) = node else { return };
        if element.is_paragraph() {
            self.position = element.number;
        }
        match element.local() {
            "inline" | "anchor" if element.space == Space::WordDrawing => self.drawing(element),
            "sdt" if element.space == Space::Word => {
                let outer = std::mem::replace(&mut self.control, asked_by_control(element));
                element.children.iter_mut().for_each(|child| self.visit(child));
                self.control = outer;
            }
            _ => element.children.iter_mut().for_each(|child| self.visit(child)),
        }
    }

    /// A drawing of Word: one picture is named by the drawing, several each by themselves.
    fn drawing(&mut self, drawing: &mut Element<'_>) {
        let outside = drawing.child("docPr").and_then(asked_by_description);
        let extent = drawing.child("extent").map_or(Size::ZERO, size);
        let is_single = count_pictures(drawing) == 1;
        let mut number = None;
        for child in drawing.elements_mut() {
            let named = if is_single { outside.clone() } else { None };
            number = number.or(self.pictures(child, named, extent, is_single));
        }
        if let (true, Some(number), Some(properties)) = (is_single, number, drawing.child_mut("docPr")) {
            properties.number = number;
        }
    }

    /// Marks the pictures in an element; the number of the last one.
    fn pictures(
        &mut self,
        element: &mut Element<'_>,
        named: Option<Asked>,
        extent: Size,
        is_single: bool,
    ) -> Option<usize> {
        if element.is_paragraph() {
            // A text box: what floats in it are drawings of their own.
            let outer = std::mem::take(&mut self.control);
            let position = std::mem::replace(&mut self.position, element.number);
            element.children.iter_mut().for_each(|child| self.visit(child));
            (self.control, self.position) = (outer, position);
            return None;
        }
        if !is_picture(element) {
            let each = |child| self.pictures(child, named.clone(), extent, is_single);
            return element.elements_mut().filter_map(each).last();
        }
        let own = properties_mut(element).and_then(|properties| asked_by_description(properties));
        // An alternative text is the most precise wish; a control only says that some picture goes here.
        let asked = named.or(own).or_else(|| self.control.clone().filter(|_| is_single))?;
        let size = if is_single { extent } else { own_size(element) };
        let number = self.add(asked, size);
        element.number = number;
        if let Some(properties) = properties_mut(element) {
            properties.number = number;
        }
        Some(number)
    }

    fn add(&mut self, asked: Asked, size: Size) -> usize {
        let described = self.wall.places().iter().filter(|place| place.place.prompt.is_some()).count();
        let name = asked.name.unwrap_or_else(|| format!("picture {}", described + 1));
        let place = PicturePlace { name, size, fit: asked.fit, prompt: asked.prompt, alt: None };
        self.wall.add(Place { place, position: self.position, tag: asked.tag })
    }
}

/// `{{ name }}`, `{{ name | contain }}`, or `vignette: what it shows`.
fn asked_by_description(properties: &Element<'_>) -> Option<Asked> {
    let text = properties.attribute("descr")?;
    let tag = text.trim().to_owned();
    if let Some(prompt) = prompt(&tag) {
        return Some(Asked { name: None, fit: Fit::Cover, prompt: Some(prompt), tag });
    }
    let Some(TagKind::Value(expression)) = lone(&tag) else { return None };
    let (path, filter) = expression.split_once('|').unwrap_or((&expression, "cover"));
    let fit = fit_of(filter.trim())?;
    let path = path.trim();
    path.split('.').all(is_name).then(|| Asked { name: Some(path.to_owned()), fit, prompt: None, tag })
}

fn prompt(text: &str) -> Option<String> {
    let (word, prompt) = text.split_once(':')?;
    let is_ours = word.trim().eq_ignore_ascii_case("vignette") && !prompt.trim().is_empty();
    is_ours.then(|| prompt.trim().to_owned())
}

/// How a picture meets its place, by its name.
pub(super) fn fit_of(name: &str) -> Option<Fit> {
    match name {
        "cover" => Some(Fit::Cover),
        "contain" => Some(Fit::Contain),
        "stretch" => Some(Fit::Stretch),
        _ => None,
    }
}

/// A picture content control's tag, or its title.
fn asked_by_control(control: &Element<'_>) -> Option<Asked> {
    let settings = control.child("sdtPr")?;
    settings.child("picture")?;
    let named = |local| settings.child(local).and_then(|element| element.attribute("val"));
    let name = [named("tag"), named("alias")].into_iter().flatten().find(|name| !name.trim().is_empty())?;
    let tag = name.trim().to_owned();
    let inner = match lone(&tag) {
        Some(TagKind::Value(inner)) => inner,
        _ => tag.clone(),
    };
    Some(Asked { name: Some(inner), fit: Fit::Cover, prompt: None, tag })
}

/// Whether it is a picture with pixels: `pic:pic` of Word, `p:pic` of PowerPoint.
pub(super) fn is_picture(element: &Element<'_>) -> bool {
    element.local() == "pic" && element.child("blipFill").is_some()
}

fn count_pictures(element: &Element<'_>) -> usize {
    let inner = element.elements().filter(|child| !child.is_paragraph());
    inner.map(|child| if is_picture(child) { 1 } else { count_pictures(child) }).sum()
}

fn properties_mut<'e, 'a>(picture: &'e mut Element<'a>) -> Option<&'e mut Element<'a>> {
    picture.child_mut("nvPicPr")?.child_mut("cNvPr")
}

fn own_size(picture: &Element<'_>) -> Size {
    let transform = picture.child("spPr").and_then(|shape| shape.child("xfrm"));
    transform.and_then(|transform| transform.child("ext")).map_or(Size::ZERO, size)
}

/// An extent in EMU as points.
fn size(extent: &Element<'_>) -> Size {
    let length = |name| extent.attribute(name).and_then(|emu| emu.parse::<f64>().ok()).unwrap_or(0.0);
    Size::new(length("cx") / EMU_PER_POINT, length("cy") / EMU_PER_POINT)
}
