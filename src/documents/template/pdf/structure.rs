//! The logical structure of a tagged PDF, kept true while fields become page content and slots are filled
//! (ISO 32000-1, 14.7).
//!
//! What is drawn gets a marked-content number on its page; the parent tree says which element it belongs to. The tree is
//! written back as one flat node.

use std::collections::{BTreeMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::load::broken;
use super::update::{Update, as_dictionary};
use crate::documents::DocumentError;

/// The most entries of a parent tree, and the deepest it may be nested.
const MAX_ENTRIES: usize = 1_000_000;
const MAX_DEPTH: usize = 32;

/// The structure of a document that is being changed.
pub(super) struct Structure {
    root: ObjectId,
    /// What each key of the parent tree leads to.
    tree: BTreeMap<i64, Object>,
    /// The key and the elements of each page that got marks.
    pages: BTreeMap<ObjectId, (i64, Vec<Object>)>,
}

impl Structure {
    /// The structure; `None` when the document is not tagged.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when its parent tree contains itself.
    pub fn of(update: &Update<'_>) -> Result<Option<Self>, DocumentError> {
        let catalog = update.dictionary(update.catalog()?);
        let root = catalog.and_then(|catalog| catalog.get(b"StructTreeRoot").ok()?.as_reference().ok());
        let Some((root, dictionary)) = root.and_then(|root| Some((root, update.dictionary(root)?))) else {
            return Ok(None);
        };
        let mut tree = BTreeMap::new();
        if let Ok(parents) = dictionary.get(b"ParentTree") {
            read_numbers(parents, update, &mut tree, &mut HashSet::new(), 0)?;
        }
        Ok(Some(Self { root, tree, pages: BTreeMap::new() }))
    }

    /// Adds an element for something new on a page, behind what the page already has, and gives its mark.
    pub fn add(
        &mut self,
        page: ObjectId,
        kind: &str,
        alt: &str,
        update: &mut Update<'_>,
    ) -> Result<i64, DocumentError> {
        let parent = self.top(update);
        let mut element = dictionary! { "Type" => "StructElem", "S" => kind, "P" => parent, "Pg" => page };
        if !alt.is_empty() {
            element.set("Alt", text_string(alt));
        }
        let id = update.add(element);
        let mark = self.mark(page, id, update);
        update.edit(id)?.set("K", mark);
        let mut kids = kids(parent, update);
        let last = kids.iter().rposition(|kid| page_of(kid, update, 0) == Some(page));
        kids.insert(last.map_or(kids.len(), |last| last + 1), Object::Reference(id));
        update.edit(parent)?.set("K", kids);
        Ok(mark)
    }

    /// Lets the element of an annotation have something drawn on the page in its place: its mark, and the element.
    /// `None` when the annotation is in no element.
    pub fn exchange(
        &mut self,
        annotation: ObjectId,
        page: ObjectId,
        update: &mut Update<'_>,
    ) -> Result<Option<(i64, ObjectId)>, DocumentError> {
        let Some(element) = self.forget_key(annotation, update) else { return Ok(None) };
        let mark = self.mark(page, element, update);
        let drawn = dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => mark };
        let kids = kids(element, update).into_iter();
        let kids: Vec<_> = kids
            .map(|kid| if is_object(&kid, annotation, update) { drawn.clone().into() } else { kid })
            .collect();
        update.edit(element)?.set("K", kids);
        Ok(Some((mark, element)))
    }

    /// Takes an annotation out of the structure, with its element when that has nothing else.
    pub fn remove(&mut self, annotation: ObjectId, update: &mut Update<'_>) -> Result<(), DocumentError> {
        let Some(element) = self.forget_key(annotation, update) else { return Ok(()) };
        let mut left = kids(element, update);
        left.retain(|kid| !is_object(kid, annotation, update));
        let parent =
            update.dictionary(element).and_then(|element| element.get(b"P").ok()?.as_reference().ok());
        match parent.filter(|_| left.is_empty()) {
            Some(parent) => {
                let mut siblings = kids(parent, update);
                siblings.retain(|kid| kid.as_reference().ok() != Some(element));
                update.edit(parent)?.set("K", siblings);
            }
            None => update.edit(element)?.set("K", left),
        }
        Ok(())
    }

    /// Writes the parent tree.
    pub fn finish(mut self, update: &mut Update<'_>) -> Result<(), DocumentError> {
        for (page, (key, elements)) in std::mem::take(&mut self.pages) {
            update.edit(page)?.set("StructParents", key);
            self.tree.insert(key, elements.into());
        }
        let next = self.next_key(update);
        let numbers = self.tree.into_iter().flat_map(|(key, value)| [Object::Integer(key), value]);
        let tree = update.add(dictionary! { "Nums" => numbers.collect::<Vec<_>>() });
        let root = update.edit(self.root)?;
        root.set("ParentTree", tree);
        root.set("ParentTreeNextKey", next);
        Ok(())
    }

    /// A new mark on a page for an element.
    fn mark(&mut self, page: ObjectId, element: ObjectId, update: &Update<'_>) -> i64 {
        if !self.pages.contains_key(&page) {
            let key = update.dictionary(page).and_then(|page| page.get(b"StructParents").ok()?.as_i64().ok());
            let key = key.unwrap_or_else(|| self.next_key(update));
            let own = self.tree.get(&key).and_then(|own| update.resolve(own)?.as_array().ok());
            self.pages.insert(page, (key, own.cloned().unwrap_or_default()));
        }
        let Some((_, elements)) = self.pages.get_mut(&page) else { return 0 };
        elements.push(Object::Reference(element));
        i64::try_from(elements.len() - 1).unwrap_or(0)
    }

    fn next_key(&self, update: &Update<'_>) -> i64 {
        let said =
            update.dictionary(self.root).and_then(|root| root.get(b"ParentTreeNextKey").ok()?.as_i64().ok());
        let used = self.pages.values().map(|(key, _)| *key).chain(self.tree.keys().copied());
        used.map(|key| key.saturating_add(1)).chain(said).max().unwrap_or(0)
    }

    /// The element of an annotation, which the parent tree no longer leads to.
    fn forget_key(&mut self, annotation: ObjectId, update: &Update<'_>) -> Option<ObjectId> {
        let key = update.dictionary(annotation)?.get(b"StructParent").ok()?.as_i64().ok()?;
        let element = self.tree.get(&key)?.as_reference().ok()?;
        update.dictionary(element)?;
        self.tree.remove(&key);
        Some(element)
    }

    /// The element that holds all others, else the root.
    fn top(&self, update: &Update<'_>) -> ObjectId {
        match &kids(self.root, update)[..] {
            [Object::Reference(only)] => *only,
            _ => self.root,
        }
    }
}

/// Reads a node of a number tree and those below it.
fn read_numbers(
    node: &Object,
    update: &Update<'_>,
    tree: &mut BTreeMap<i64, Object>,
    seen: &mut HashSet<ObjectId>,
    depth: usize,
) -> Result<(), DocumentError> {
    let is_loop = node.as_reference().is_ok_and(|id| !seen.insert(id));
    if is_loop || depth > MAX_DEPTH || tree.len() > MAX_ENTRIES {
        return Err(broken("the tree of its structure's parents comes back to itself or is too large"));
    }
    let Some(node) = update.resolve(node).and_then(as_dictionary) else { return Ok(()) };
    if let Some(numbers) = update.value(node, b"Nums").and_then(|numbers| numbers.as_array().ok()) {
        let pairs = numbers.as_chunks::<2>().0.iter();
        tree.extend(pairs.filter_map(|[key, value]| Some((key.as_i64().ok()?, value.clone()))));
    }
    let kids = update.value(node, b"Kids").and_then(|kids| kids.as_array().ok());
    kids.into_iter().flatten().try_for_each(|kid| read_numbers(kid, update, tree, seen, depth + 1))
}

/// The kids of an element, one or many.
fn kids(element: ObjectId, update: &Update<'_>) -> Vec<Object> {
    let Some(kids) = update.dictionary(element).and_then(|element| element.get(b"K").ok()) else {
        return Vec::new();
    };
    match update.resolve(kids) {
        Some(Object::Array(kids)) => kids.clone(),
        Some(_) => vec![kids.clone()],
        None => Vec::new(),
    }
}

/// Whether a kid of an element is this annotation.
fn is_object(kid: &Object, annotation: ObjectId, update: &Update<'_>) -> bool {
    let kid = update.resolve(kid).and_then(as_dictionary);
    let object = kid.and_then(|kid: &Dictionary| kid.get(b"Obj").ok()?.as_reference().ok());
    object == Some(annotation)
}

/// The page an element first stands on; looked for among the first kids only.
fn page_of(kid: &Object, update: &Update<'_>, depth: usize) -> Option<ObjectId> {
    let element = update.resolve(kid).and_then(as_dictionary)?;
    if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
        return Some(page);
    }
    if depth > 6 {
        return None;
    }
    match update.value(element, b"K")? {
        Object::Array(kids) => kids.iter().take(4).find_map(|kid| page_of(kid, update, depth + 1)),
        kid => page_of(kid, update, depth + 1),
    }
}
