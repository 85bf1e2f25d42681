//! The lists that name slides: the presentation's own, its sections and its custom shows.

use std::collections::{BTreeMap, HashMap};

use super::{Deck, Round};
use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::{Package, Relationship, relationship_type, relative};

/// The lowest id of a slide (ECMA-376 part 1, 19.7.13).
const FIRST_ID: u32 = 256;

/// How the finished slides are named where slides are listed.
struct Listing {
    /// For each slide of the template the ids and relationships of its rounds, in order.
    rounds: BTreeMap<usize, Vec<Entry>>,
    /// The same for all slides, in the order they are shown.
    order: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    slide: usize,
    id: String,
    relation: String,
}

/// Writes the presentation's lists for these rounds; `parts` holds each round's slide.
///
/// # Errors
/// [`DocumentError::Broken`] when the presentation is not well-formed.
pub(in super::super) fn write(
    package: &mut Package,
    deck: &Deck,
    rounds: &[Round],
    parts: &[String],
) -> Result<(), DocumentError> {
    let text = package.text(&deck.main)?;
    let mut nodes = tree::parse(&deck.main, &text)?;
    let mut links = package.relationships(&deck.main)?;
    let Some(root) = nodes.iter_mut().find_map(Node::element_mut) else { return Ok(()) };
    let listing = Listing::new(deck, rounds, parts, root, &mut links);
    let shown = |link: &Relationship| {
        !deck
            .slides
            .iter()
            .enumerate()
            .any(|(slide, known)| known.relation == link.id && !listing.rounds.contains_key(&slide))
    };
    links.retain(shown);
    package.set_relationships(&deck.main, &links);
    rewrite(root, deck, &listing);
    let mut text = String::new();
    tree::write(&nodes, &mut text);
    package.set_part(&deck.main, text.into_bytes());
    Ok(())
}

impl Listing {
    fn new(
        deck: &Deck,
        rounds: &[Round],
        parts: &[String],
        root: &Element<'_>,
        links: &mut Vec<Relationship>,
    ) -> Self {
        let list = root.child("sldIdLst");
        let ids: HashMap<String, String> = (list.into_iter().flat_map(Element::elements))
            .filter_map(|entry| Some((relation_of(entry)?, entry.exact("id")?)))
            .collect();
        let mut next_id = ids.values().filter_map(|id| id.parse::<u32>().ok()).fold(FIRST_ID - 1, u32::max);
        let number =
            |link: &Relationship| link.id.to_ascii_lowercase().strip_prefix("rid")?.parse::<u32>().ok();
        let mut next_relation = links.iter().filter_map(number).max().unwrap_or(0);
        let kind = links.iter().find(|link| link.kind.ends_with("/slide")).map(|link| link.kind.clone());
        let kind = kind.unwrap_or_else(|| relationship_type("slide"));
        let mut listing = Self { rounds: BTreeMap::new(), order: Vec::new() };
        for (round, part) in rounds.iter().zip(parts) {
            let slide = &deck.slides[round.slide];
            let known = listing.rounds.entry(round.slide).or_default();
            let entry = match known.is_empty() {
                true => Entry {
                    slide: round.slide,
                    id: ids.get(&slide.relation).cloned().unwrap_or_default(),
                    relation: slide.relation.clone(),
                },
                false => {
                    (next_id, next_relation) = (next_id + 1, next_relation + 1);
                    let relation = format!("rId{next_relation}");
                    let target = relative(&deck.main, part);
                    links.push(Relationship {
                        id: relation.clone(),
                        kind: kind.clone(),
                        target,
                        external: false,
                    });
                    Entry { slide: round.slide, id: next_id.to_string(), relation }
                }
            };
            known.push(entry.clone());
            listing.order.push(entry);
        }
        listing
    }
}

/// The relationship a list's entry names: the attribute `id` that has a prefix.
pub(super) fn relation_of(entry: &Element<'_>) -> Option<String> {
    entry.exact(entry.relation_name()?)
}

fn rewrite(element: &mut Element<'_>, deck: &Deck, listing: &Listing) {
    match element.local() {
        // The presentation's own list and, in an extension, each section's.
        "sldIdLst" => relist(element, |old| {
            let by_relation = |entry: &Element<'_>| {
                deck.slides.iter().position(|slide| Some(&slide.relation) == relation_of(entry).as_ref())
            };
            let by_id = |entry: &Element<'_>| {
                listing
                    .order
                    .iter()
                    .find(|known| Some(&known.id) == entry.exact("id").as_ref())
                    .map(|known| known.slide)
            };
            let slides: Vec<_> =
                old.iter().map(|entry| by_relation(entry).or_else(|| by_id(entry))).collect();
            listing.order.iter().filter(|entry| slides.contains(&Some(entry.slide))).cloned().collect()
        }),
        "sldLst" => relist(element, |old| {
            let slide = |entry: &Element<'_>| {
                deck.slides.iter().position(|slide| Some(&slide.relation) == relation_of(entry).as_ref())
            };
            old.iter()
                .filter_map(slide)
                .filter_map(|slide| listing.rounds.get(&slide))
                .flatten()
                .cloned()
                .collect()
        }),
        _ => element.elements_mut().for_each(|child| rewrite(child, deck, listing)),
    }
}

/// Replaces a list's entries: each as the first one was written, with its own id and relationship.
fn relist(list: &mut Element<'_>, entries: impl Fn(&[Element<'_>]) -> Vec<Entry>) {
    let old: Vec<Element<'_>> = list.elements().cloned().collect();
    let Some(model) = old.first() else { return };
    let entry = |new: Entry| {
        let same = |old: &&Element<'_>| {
            relation_of(old).as_ref() == Some(&new.relation)
                || (relation_of(old).is_none() && old.exact("id").as_ref() == Some(&new.id))
        };
        let mut element = old.iter().find(same).unwrap_or(model).clone();
        if element.exact("id").is_some() {
            element.set_exact("id", &new.id);
        }
        if let Some(name) = element.relation_name().map(str::to_owned) {
            element.set_exact(&name, &new.relation);
        }
        Node::Element(element)
    };
    list.children = entries(&old).into_iter().map(entry).collect();
}
