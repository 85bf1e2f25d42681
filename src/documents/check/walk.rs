//! One part, walked once from its root down: rules about an element look at it and at what surrounds it.

use std::collections::{BTreeMap, HashMap};

use super::finding::{Finding, Rule};
use super::{characters, compatibility, facts, orders, slides, values, word};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};

/// Findings of one rule in one part that are told; a broken loop may break a rule a million times.
const MOST_OF_A_KIND: usize = 20;

/// How many characters of a paragraph a place shows.
const SHOWN: usize = 40;

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What was found.
    pub findings: Vec<Finding>,
    part: String,
    counts: HashMap<Rule, usize>,
}

impl Notes {
    /// Turns to the part of that name.
    pub fn begin(&mut self, part: &str) {
        part.clone_into(&mut self.part);
        self.counts.clear();
    }

    /// Notes a finding at an element.
    pub fn add(&mut self, rule: Rule, here: &Here<'_, '_, '_>, sentence: impl Into<String>) {
        if self.counts.get(&rule).is_none_or(|count| *count < MOST_OF_A_KIND) {
            self.add_at(rule, here.place(), sentence);
        }
    }

    /// Notes a finding in this part.
    pub fn add_at(&mut self, rule: Rule, place: String, sentence: impl Into<String>) {
        let count = self.counts.entry(rule).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            let part = self.part.clone();
            self.findings.push(Finding { rule, part, place, sentence: sentence.into() });
        }
    }
}

/// An element with what surrounds it.
pub(super) struct Here<'w, 'e, 'a> {
    /// The element.
    pub element: &'e Element<'a>,
    /// Its ancestors, the root first.
    pub path: &'w [&'e Element<'a>],
    /// What prefixes mean here.
    pub prefixes: &'w Prefixes<'e>,
    /// Whether only older readers look at it.
    pub is_fallback: bool,
}

impl<'e, 'a> Here<'_, 'e, 'a> {
    /// The element around it.
    pub fn parent(&self) -> Option<&'e Element<'a>> {
        self.path.last().copied()
    }

    /// Where it stands, as in `paragraph 3, “Dear Ms”`, or the name of the shape around it.
    pub fn place(&self) -> String {
        let mut around = self.path.iter().rev().copied();
        let own = Some(self.element).filter(|element| element.is_paragraph());
        if let Some(paragraph) = own.or_else(|| around.find(|element| element.is_paragraph())) {
            return named(&format!("paragraph {}", paragraph.number), &text(paragraph));
        }
        let shape = [self.element].into_iter().chain(self.path.iter().rev().copied()).find_map(shape_name);
        let first = || self.element.elements().find_map(first_paragraph);
        match (shape, first()) {
            (Some(name), _) => named("shape", &name),
            (None, Some(paragraph)) => named(&format!("paragraph {}", paragraph.number), &text(paragraph)),
            (None, None) => String::new(),
        }
    }
}

fn named(what: &str, name: &str) -> String {
    let mut shown: String = name.trim().chars().take(SHOWN).collect();
    if shown.is_empty() {
        return what.to_owned();
    }
    if shown.len() < name.trim().len() {
        shown.push('…');
    }
    format!("{what}, “{shown}”")
}

fn shape_name(element: &Element<'_>) -> Option<String> {
    let properties = element.elements().find(|child| child.local().starts_with("nv"))?;
    properties.child("cNvPr")?.attribute("name").filter(|name| !name.is_empty())
}

fn first_paragraph<'e, 'a>(element: &'e Element<'a>) -> Option<&'e Element<'a>> {
    match element.is_paragraph() {
        true => Some(element),
        false => element.elements().find_map(first_paragraph),
    }
}

/// The text of an element's runs, as far as a place shows it.
fn text(element: &Element<'_>) -> String {
    let mut text = String::new();
    let mut waiting: Vec<_> = vec![element];
    while let Some(element) = waiting.pop() {
        if matches!(element.space, Space::Word | Space::Drawing) && element.local() == "t" {
            text.push_str(&element.own_text());
        }
        if text.chars().nth(SHOWN).is_some() {
            break;
        }
        let children: Vec<_> = element.elements().collect();
        waiting.extend(children.into_iter().rev());
    }
    text
}

/// The prefixes in sight with their namespaces, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Prefixes<'e> {
    known: Vec<(&'e str, &'e str)>,
}

impl<'e> Prefixes<'e> {
    /// The namespace of a prefix, `None` when nothing declares it.
    pub fn get(&self, prefix: &str) -> Option<&'e str> {
        let found = self.known.iter().rev().find(|(known, _)| *known == prefix);
        found.map(|&(_, space)| space)
    }

    fn enter(&mut self, element: &'e Element<'_>) {
        for (name, value) in element.raw_attributes() {
            match name.strip_prefix("xmlns:") {
                Some(prefix) => self.known.push((prefix, value)),
                None if name == "xmlns" => self.known.push(("", value)),
                None => {}
            }
        }
    }
}

/// Walks a part; what only other parts can judge goes to `facts`.
pub(super) fn walk<'e>(nodes: &'e [Node<'e>], facts: &mut facts::Facts, notes: &mut Notes) {
    let mut walk = Walk { path: Vec::new(), prefixes: Prefixes::default(), fallbacks: 0, facts, notes };
    for root in nodes.iter().filter_map(Node::element) {
        walk.visit(root);
    }
}

struct Walk<'w, 'e, 'a> {
    path: Vec<&'e Element<'a>>,
    prefixes: Prefixes<'e>,
    fallbacks: usize,
    facts: &'w mut facts::Facts,
    notes: &'w mut Notes,
}

impl<'e, 'a> Walk<'_, 'e, 'a> {
    fn visit(&mut self, element: &'e Element<'a>) {
        let outside = self.prefixes.known.len();
        self.prefixes.enter(element);
        let is_fallback = element.is(Space::Compatibility, "Fallback");
        self.fallbacks += usize::from(is_fallback);
        let here =
            Here { element, path: &self.path, prefixes: &self.prefixes, is_fallback: self.fallbacks > 0 };
        names(&here, self.notes);
        compatibility::check(&here, self.notes);
        orders::check(&here, self.notes);
        values::check(&here, self.notes);
        word::check(&here, self.notes);
        slides::check(&here, self.notes);
        self.facts.collect(&here);
        texts(&here, self.notes);
        self.path.push(element);
        element.elements().for_each(|child| self.visit(child));
        self.path.pop();
        self.fallbacks -= usize::from(is_fallback);
        self.prefixes.known.truncate(outside);
    }
}

/// Namespace well-formedness, which a parser without namespaces passes over.
fn names(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let element = here.element;
    let is_known = |prefix: &str| prefix.is_empty() || prefix == "xml" || here.prefixes.get(prefix).is_some();
    if !is_known(element.prefix()) {
        let sentence = format!("nothing declares the prefix of {}", element.full_name());
        notes.add(Rule::UndeclaredPrefix, here, sentence);
    }
    let mut seen = BTreeMap::new();
    for (name, value) in element.raw_attributes() {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        if prefix != "xmlns" && !is_known(prefix) {
            let sentence = format!("nothing declares the prefix of {name} in {}", element.full_name());
            notes.add(Rule::UndeclaredPrefix, here, sentence);
        }
        if seen.insert(name, value).is_some() {
            let sentence = format!("{} has {name} twice", element.full_name());
            notes.add(Rule::MalformedPart, here, sentence);
        }
        if value.contains('<') {
            let sentence = format!("{name} of {} holds a bare <", element.full_name());
            notes.add(Rule::MalformedPart, here, sentence);
        }
    }
}

/// Text and attribute values that XML cannot hold.
fn texts(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let texts = here.element.children.iter().filter_map(|node| match node {
        Node::Text(raw) => Some(raw.as_ref()),
        _ => None,
    });
    let values = here.element.raw_attributes().map(|(_, value)| value);
    for (kind, sentence) in texts.chain(values).filter_map(characters::problem) {
        let rule = match kind {
            characters::Kind::Character => Rule::InvalidCharacter,
            characters::Kind::Reference => Rule::MalformedPart,
        };
        notes.add(rule, here, sentence);
    }
}
