//! What a slide takes from its layout and its presentation: the rooms of its placeholders, and the page's size.

use std::collections::HashMap;
use std::sync::Arc;

use kurbo::Size;

use super::deck::Deck;
use super::places::{self, Asked};
use super::shapes;
use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::Package;

/// What lies around the shapes of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    /// The slide's size in points; zero for what is no slide.
    pub page: Size,
    rooms: Vec<Room>,
}

/// A placeholder of a layout.
#[derive(Clone, Debug)]
pub(super) struct Room {
    index: String,
    kind: String,
    /// Its size in points; zero when the layout does not say.
    pub size: Size,
    /// What its name or its prompt asks for.
    pub asked: Option<Asked>,
}

impl Surroundings {
    /// The room that a slide's placeholder belongs to: of the same index, or for one without an index of its kind.
    pub fn room(&self, place: &Element<'_>) -> Option<&Room> {
        let (index, kind) = index_and_kind(place);
        let same_index = self.rooms.iter().find(|room| room.index == index && !index.is_empty());
        same_index.or_else(|| self.rooms.iter().find(|room| room.kind == kind))
    }
}

/// The surroundings of every slide, by the slide's part.
///
/// # Errors
/// [`DocumentError::Broken`] when a layout is missing or not well-formed.
pub(super) fn of_deck(
    package: &Package,
    deck: &Deck,
) -> Result<HashMap<String, Arc<Surroundings>>, DocumentError> {
    let mut known: HashMap<Option<String>, Arc<Surroundings>> = HashMap::new();
    let mut found = HashMap::new();
    for slide in &deck.slides {
        let layout = package.related(&slide.part, "slideLayout")?;
        let around = match known.get(&layout) {
            Some(around) => Arc::clone(around),
            None => {
                let rooms = layout.as_deref().map(|layout| rooms(package, layout)).transpose()?;
                let around = Surroundings { page: deck.page, rooms: rooms.unwrap_or_default() };
                Arc::clone(known.entry(layout).or_insert(Arc::new(around)))
            }
        };
        found.insert(slide.part.clone(), around);
    }
    Ok(found)
}

/// The rooms of a layout; what it does not say of their size, its master may.
fn rooms(package: &Package, layout: &str) -> Result<Vec<Room>, DocumentError> {
    let mut rooms = rooms_of_part(package, layout)?;
    if rooms.iter().any(|room| room.size.area() == 0.0) {
        let master = package.related(layout, "slideMaster")?;
        let above = master.map(|master| rooms_of_part(package, &master)).transpose()?.unwrap_or_default();
        for room in rooms.iter_mut().filter(|room| room.size.area() == 0.0) {
            // A master has no room for pictures alone: they take the one for everything.
            let kind = if room.kind == "pic" { "body" } else { &room.kind };
            let size = above.iter().find(|above| above.kind == kind).map(|above| above.size);
            room.size = size.unwrap_or_default();
        }
    }
    Ok(rooms)
}

fn rooms_of_part(package: &Package, part: &str) -> Result<Vec<Room>, DocumentError> {
    let text = package.text(part)?;
    let nodes = tree::parse(part, &text)?;
    let tree = nodes.iter().find_map(Node::element).and_then(|root| root.child("cSld")?.child("spTree"));
    Ok(tree.into_iter().flat_map(Element::elements).filter_map(room).collect())
}

fn room(shape: &Element<'_>) -> Option<Room> {
    let (index, kind) = index_and_kind(shapes::placeholder(shape)?);
    let named = places::properties(shape).and_then(places::asked_by_properties);
    let asked = named.or_else(|| places::asked_by_text(shape));
    Some(Room { index, kind, size: places::own_size(shape), asked })
}

fn index_and_kind(place: &Element<'_>) -> (String, String) {
    let kind = place.attribute("type").unwrap_or_else(|| "obj".to_owned());
    (place.attribute("idx").unwrap_or_default(), kind)
}
