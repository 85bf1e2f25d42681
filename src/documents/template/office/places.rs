//! Where pictures go: placeholder pictures, picture placeholders of layouts, shapes filled with a picture, backgrounds,
//! and picture content controls.
//!
//! A place is named by its alternative text, its title or its name: `{{ photo }}`, `{{ photo | contain }}`,
//! `{{ photo | background }}`, or `vignette: what it shows`. A picture placeholder of PowerPoint may also be named by
//! its own text or by its layout.

use kurbo::Size;

use super::layouts::Surroundings;
use super::shapes;
use super::text::{self, Stream};
use super::vml;
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::PicturePlace;
use crate::documents::template::tags::{TagKind, is_name, lone};
use crate::documents::template::wall::{Place, Wall};
use crate::scene::Fit;
use crate::scene::units::EMU_PER_POINT;

/// What a name asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    tag: String,
    name: Option<String>,
    fit: Fit,
    prompt: Option<String>,
    /// Whether the picture goes behind everything on the slide.
    pub is_background: bool,
}

/// Finds the places of a part and marks their elements: picture and describing element carry the place's number,
/// counted from 1 through the whole wall. `described` counts the places of the document that only say what they show.
pub(super) fn mark(nodes: &mut [Node<'_>], wall: &mut Wall, described: &mut usize, around: &Surroundings) {
    let mut search = Search { wall, described, around, position: 0, control: None, scale: (1.0, 1.0) };
    nodes.iter_mut().for_each(|node| search.visit(node));
}

struct Search<'p> {
    wall: &'p mut Wall,
    described: &'p mut usize,
    around: &'p Surroundings,
    position: usize,
    control: Option<Asked>,
    /// How a group stretches what lies in it.
    scale: (f64, f64),
}

impl Search<'_> {
    fn visit(&mut self, node: &mut Node<'_>) {
        let Node::Element(element) = node else { return };
        if element.is_paragraph() {
            self.position = element.number;
        }
        let may_be_shape = element.space != Space::Drawing && ["pic", "sp"].contains(&element.local());
        if may_be_shape && self.slide_shape(element).is_some() {
            return;
        }
        match element.local() {
            "inline" | "anchor" if element.space == Space::WordDrawing => self.drawing(element),
            "sdt" if element.space == Space::Word => {
                let outer = std::mem::replace(&mut self.control, asked_by_control(element));
                element.children.iter_mut().for_each(|child| self.visit(child));
                self.control = outer;
            }
            "grpSp" => {
                let outer = self.scale;
                let (across, down) = group_scale(element);
                self.scale = (outer.0 * across, outer.1 * down);
                element.children.iter_mut().for_each(|child| self.visit(child));
                self.scale = outer;
            }
            _ if vml::is_picture(element) => self.old_shape(element),
            _ => element.children.iter_mut().for_each(|child| self.visit(child)),
        }
    }

    /// A shape of VML.
    fn old_shape(&mut self, shape: &mut Element<'_>) {
        match shape.attribute("alt").and_then(|alt| asked(&alt)) {
            Some(asked) if !asked.is_background => shape.number = self.add(asked, vml::size(shape)),
            _ => shape.children.iter_mut().for_each(|child| self.visit(child)),
        }
    }

    /// A shape of a slide that takes a picture; `None` when it takes none.
    fn slide_shape(&mut self, shape: &mut Element<'_>) -> Option<usize> {
        let own = properties(shape).and_then(asked_by_properties);
        let room = shapes::placeholder(shape).and_then(|place| self.around.room(place));
        let is_empty_place =
            shapes::placeholder(shape).is_some_and(shapes::is_for_picture) && !is_picture(shape);
        let asked = match own {
            Some(asked) if asked.is_background || takes_picture(shape) || is_empty_place => asked,
            None if is_empty_place => {
                asked_by_text(shape).or_else(|| room.and_then(|room| room.asked.clone()))?
            }
            _ => return None,
        };
        let size = match asked.is_background {
            true => self.around.page,
            false => {
                let size = own_size(shape);
                Size::new(size.width * self.scale.0, size.height * self.scale.1)
            }
        };
        let size = if size.area() > 0.0 { size } else { room.map_or(Size::ZERO, |room| room.size) };
        if is_empty_place {
            shape.remove_children("txBody"); // its text only named the picture
        }
        let number = self.add(asked, size);
        shape.number = number;
        properties_mut(shape)?.number = number;
        Some(number)
    }

    /// A drawing of Word: one picture is named by the drawing, several each by themselves.
    fn drawing(&mut self, drawing: &mut Element<'_>) {
        let outside = drawing.child("docPr").and_then(asked_by_properties);
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
        if !takes_picture(element) {
            let each = |child| self.pictures(child, named.clone(), extent, is_single);
            return element.elements_mut().filter_map(each).last();
        }
        let own = properties(element).and_then(asked_by_properties);
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
        let name = asked.name.unwrap_or_else(|| {
            *self.described += 1;
            format!("picture {}", self.described)
        });
        let place = PicturePlace { name, size, fit: asked.fit, prompt: asked.prompt, alt: None };
        self.wall.add(Place { place, position: self.position, tag: asked.tag })
    }
}

/// What a shape's alternative text, its title or its name asks for.
pub(super) fn asked_by_properties(properties: &Element<'_>) -> Option<Asked> {
    ["descr", "title", "name"].into_iter().find_map(|name| asked(&properties.attribute(name)?))
}

/// What a placeholder's own text asks for.
pub(super) fn asked_by_text(shape: &Element<'_>) -> Option<Asked> {
    let body = shape.child("txBody")?;
    let lines = body.elements().filter(|child| child.is_paragraph());
    asked(&lines.map(|line| text::text_of(line, Stream::Text)).collect::<String>())
}

/// `{{ name }}`, `{{ name | contain }}`, `vignette: what it shows`, `vignette background: what it shows`.
fn asked(text: &str) -> Option<Asked> {
    let tag = text.trim().to_owned();
    if let Some((is_background, prompt)) = prompt(&tag) {
        return Some(Asked { name: None, fit: Fit::Cover, prompt: Some(prompt), is_background, tag });
    }
    let Some(TagKind::Value(expression)) = lone(&tag) else { return None };
    let mut words = expression.split('|').map(str::trim);
    let path = words.next()?;
    let (mut fit, mut is_background) = (Fit::Cover, false);
    for filter in words {
        match (filter, fit_of(filter)) {
            ("background", _) => is_background = true,
            (_, Some(asked)) => fit = asked,
            _ => return None,
        }
    }
    let name = path.split('.').all(is_name).then(|| path.to_owned())?;
    Some(Asked { name: Some(name), fit, prompt: None, is_background, tag })
}

fn prompt(text: &str) -> Option<(bool, String)> {
    let (word, prompt) = text.split_once(':')?;
    let word = word.trim().to_ascii_lowercase();
    let is_background = word.strip_prefix("vignette")?.trim() == "background";
    let is_ours = (is_background || word == "vignette") && !prompt.trim().is_empty();
    is_ours.then(|| (is_background, prompt.trim().to_owned()))
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
    asked(&tag).or_else(|| {
        let name = Some(tag.clone());
        Some(Asked { name, fit: Fit::Cover, prompt: None, is_background: false, tag })
    })
}

/// Whether it is a picture with pixels: `pic:pic` of Word, `p:pic` of PowerPoint.
pub(super) fn is_picture(element: &Element<'_>) -> bool {
    element.local() == "pic" && element.child("blipFill").is_some()
}

/// Whether it shows a picture: a picture, or a shape that is filled with one.
fn takes_picture(element: &Element<'_>) -> bool {
    let is_filled = || element.child("spPr").is_some_and(|form| form.child("blipFill").is_some());
    is_picture(element) || (["sp", "wsp"].contains(&element.local()) && is_filled())
}

fn count_pictures(element: &Element<'_>) -> usize {
    let inner = element.elements().filter(|child| !child.is_paragraph());
    inner.map(|child| if takes_picture(child) { 1 } else { count_pictures(child) }).sum()
}

/// What names and describes a shape: its `cNvPr`.
pub(super) fn properties<'e, 'a>(shape: &'e Element<'a>) -> Option<&'e Element<'a>> {
    let own = shape.elements().find(|child| ["nvPicPr", "nvSpPr"].contains(&child.local()));
    own.unwrap_or(shape).child("cNvPr")
}

fn properties_mut<'e, 'a>(shape: &'e mut Element<'a>) -> Option<&'e mut Element<'a>> {
    let at = shape.elements().position(|child| ["nvPicPr", "nvSpPr"].contains(&child.local()));
    match at {
        Some(at) => shape.elements_mut().nth(at)?.child_mut("cNvPr"),
        None => shape.child_mut("cNvPr"),
    }
}

/// The size a shape says itself, in points.
pub(super) fn own_size(shape: &Element<'_>) -> Size {
    let transform = shape.child("spPr").and_then(|form| form.child("xfrm"));
    transform.and_then(|transform| transform.child("ext")).map_or(Size::ZERO, size)
}

/// How much a group stretches what lies in it.
fn group_scale(group: &Element<'_>) -> (f64, f64) {
    let transform = group.child("grpSpPr").and_then(|form| form.child("xfrm"));
    let Some(transform) = transform else { return (1.0, 1.0) };
    let length = |local| transform.child(local).map_or(Size::ZERO, size);
    let (outside, inside) = (length("ext"), length("chExt"));
    match outside.area() > 0.0 && inside.area() > 0.0 {
        true => (outside.width / inside.width, outside.height / inside.height),
        false => (1.0, 1.0),
    }
}

/// An extent in EMU as points.
pub(super) fn size(extent: &Element<'_>) -> Size {
    let length = |name| extent.attribute(name).and_then(|emu| emu.parse::<f64>().ok()).unwrap_or(0.0);
    Size::new(length("cx") / EMU_PER_POINT, length("cy") / EMU_PER_POINT)
}
