//! Links from slide to slide: in a copy they lead to the copy of the same turn; to a slide that is left out they are taken out.

use std::collections::BTreeSet;

use super::Deck;
use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Node};
use crate::documents::package::{Package, relative};
use crate::documents::template::office::sheets::Show;

/// Leads a slide's links to the slides of the finished presentation; whether one was taken out. `round` is its place.
///
/// # Errors
/// [`DocumentError::Broken`] when its relationships are not well-formed.
pub(in super::super) fn lead(
    package: &mut Package,
    deck: &Deck,
    show: &Show,
    round: usize,
    nodes: &mut [Node<'_>],
) -> Result<bool, DocumentError> {
    let part = &show.parts[round];
    let mut links = package.relationships(part)?;
    let mut gone = BTreeSet::new();
    let mut changed = false;
    for link in links.iter_mut().filter(|link| link.kind.ends_with("/slide")) {
        let target = package.target(part, link);
        let Some(slide) = deck.slides.iter().position(|slide| Some(&slide.part) == target.as_ref()) else {
            continue;
        };
        match nearest(show, round, slide) {
            Some(at) => link.target = relative(part, &show.parts[at]),
            None => drop(gone.insert(link.id.clone())),
        }
        changed = true;
    }
    if changed {
        links.retain(|link| !gone.contains(&link.id));
        package.set_relationships(part, &links);
    }
    Ok(!gone.is_empty() && take_out(nodes, &gone))
}

/// The round of a slide that a link from `round` means: the one of the same turn when both come equally often,
/// otherwise the nearest.
fn nearest(show: &Show, round: usize, slide: usize) -> Option<usize> {
    let turns = |slide: usize| -> Vec<usize> {
        let rounds = show.rounds.iter().enumerate().filter(|(_, round)| round.slide == slide);
        rounds.map(|(at, _)| at).collect()
    };
    let (own, wanted) = (turns(show.rounds.get(round)?.slide), turns(slide));
    let turn = own.iter().position(|at| *at == round).filter(|_| own.len() == wanted.len());
    turn.map(|turn| wanted[turn]).or_else(|| wanted.into_iter().min_by_key(|at| at.abs_diff(round)))
}

/// Takes slides that are left out from what the presentation remembers of its outline.
///
/// # Errors
/// As for [`lead`].
pub(in super::super) fn forget(
    package: &mut Package,
    main: &str,
    gone: &[&String],
) -> Result<(), DocumentError> {
    let views = package.relationships(main)?.into_iter().find(|link| link.kind.ends_with("/viewProps"));
    let Some(view) = views.and_then(|link| package.target(main, &link)) else { return Ok(()) };
    let (out, kept): (Vec<_>, Vec<_>) = package
        .relationships(&view)?
        .into_iter()
        .partition(|link| package.target(&view, link).is_some_and(|target| gone.contains(&&target)));
    if out.is_empty() {
        return Ok(());
    }
    package.set_relationships(&view, &kept);
    let text = package.text(&view)?;
    let mut nodes = tree::parse(&view, &text)?;
    take_out(&mut nodes, &out.into_iter().map(|link| link.id).collect());
    let mut text = String::new();
    tree::write(&nodes, &mut text);
    package.set_part(&view, text.into_bytes());
    Ok(())
}

/// Takes out the links with these relationships; whether there were any.
fn take_out(nodes: &mut [Node<'_>], gone: &BTreeSet<String>) -> bool {
    let mut found = false;
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        let before = element.children.len();
        element.children.retain(|node| {
            let link = node
                .element()
                .filter(|link| ["hlinkClick", "hlinkHover", "hlinkMouseOver", "sld"].contains(&link.local()));
            let id = link.and_then(|link| link.exact(link.relation_name()?));
            id.is_none_or(|id| !gone.contains(&id))
        });
        found |= before != element.children.len() || take_out(&mut element.children, gone);
    }
    found
}
