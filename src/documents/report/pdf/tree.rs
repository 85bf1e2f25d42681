//! The structure that screen readers follow. It is built while the text is set, in reading order; the pieces of it come
//! when pages are painted, so a node keeps a slot for them among its children.

use krilla::tagging::{Identifier, TagGroup, TagKind, TagTree};

use crate::scene::Language;

/// The nodes of a document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    slots: Vec<Vec<Identifier>>,
}

/// A node's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(usize);

/// The number of a place for pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SlotId(usize);

#[derive(Debug)]
struct Node {
    /// None for the document itself.
    tag: Option<TagKind>,
    children: Vec<Child>,
}

#[derive(Clone, Copy, Debug)]
enum Child {
    Node(NodeId),
    Slot(SlotId),
}

impl Tree {
    /// The document.
    pub const ROOT: NodeId = NodeId(0);

    pub fn new() -> Self {
        Self { nodes: vec![Node { tag: None, children: Vec::new() }], slots: Vec::new() }
    }

    /// A new node, the last child of its parent.
    pub fn node(&mut self, parent: NodeId, tag: impl Into<TagKind>) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { tag: Some(tag.into()), children: Vec::new() });
        self.nodes[parent.0].children.push(Child::Node(id));
        id
    }

    /// A place for pieces of this node, after its other children.
    pub fn slot(&mut self, parent: NodeId) -> SlotId {
        let id = SlotId(self.slots.len());
        self.slots.push(Vec::new());
        self.nodes[parent.0].children.push(Child::Slot(id));
        id
    }

    /// Puts a piece of a page into its slot.
    pub fn fill(&mut self, slot: SlotId, piece: Identifier) {
        self.slots[slot.0].push(piece);
    }

    /// Says more of a node than was known when it was made.
    pub fn retag(&mut self, node: NodeId, tag: impl Into<TagKind>) {
        self.nodes[node.0].tag = Some(tag.into());
    }

    /// The whole tree, ready for the document. Nothing is left in it that says nothing, but for the cells of tables.
    pub fn finish(self, language: Language) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
        for child in self.nodes.first().map_or(&[][..], |root| root.children.as_slice()) {
            match *child {
                Child::Node(node) => {
                    if let Some(group) = self.group(node) {
                        tree.push(group);
                    }
                }
                Child::Slot(slot) => self.slots[slot.0].iter().for_each(|piece| tree.push(*piece)),
            }
        }
        tree
    }

    /// Nodes nest as deep as lists and quotes do, nine levels.
    fn group(&self, id: NodeId) -> Option<TagGroup> {
        let node = &self.nodes[id.0];
        let mut group = TagGroup::new(node.tag.clone()?);
        for child in &node.children {
            match *child {
                Child::Node(node) => {
                    if let Some(below) = self.group(node) {
                        group.push(below);
                    }
                }
                Child::Slot(slot) => self.slots[slot.0].iter().for_each(|piece| group.push(*piece)),
            }
        }
        let is_cell = matches!(group.tag, TagKind::TD(_) | TagKind::TH(_));
        (is_cell || !group.children.is_empty()).then_some(group)
    }
}
