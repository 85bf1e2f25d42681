//! Which parts the finished document has: each of the template's once, slides and what is theirs as often as they come.

use std::collections::{HashMap, HashSet};

use super::OfficeTemplate;
use super::deck::copies::{self, FreeNames};
use super::deck::{Deck, Expansion, Round, marks};
use super::filling::Filling;
use super::part::Part;
use crate::documents::DocumentError;
use crate::documents::markup::tree::Node;
use crate::documents::template::values::Scope;

/// A part of the finished document.
pub(super) struct Sheet<'t> {
    /// What it is filled from.
    pub part: &'t Part,
    /// Its own name.
    pub name: String,
    /// The names its tags may use.
    pub scope: Scope,
    /// Its content.
    pub nodes: Vec<Node<'t>>,
    /// Whether it must be written.
    pub is_changed: bool,
    /// Which copy of the template's part it is; 0 for the part itself.
    pub copy: usize,
    /// Which round it belongs to, when it is a slide.
    pub round: Option<usize>,
    is_marked: bool,
}

/// The finished presentation's slides.
#[derive(Debug, Default)]
pub(super) struct Show {
    /// One for each slide.
    pub rounds: Vec<Round>,
    /// The part of each.
    pub parts: Vec<String>,
}

impl Show {
    /// Whether the slides are the template's, each once and in its order.
    pub fn is_plain(&self, deck: &Deck) -> bool {
        self.rounds.iter().map(|round| round.slide).eq(0..deck.slides.len())
    }
}

impl Sheet<'_> {
    /// Takes out what governs slides, and from copies what may exist only once.
    pub fn prepare(&mut self) {
        match self.round {
            _ if !self.is_marked => {}
            Some(_) => marks::take_out(&mut self.nodes),
            None => marks::take_out_of_notes(&mut self.nodes),
        }
        if self.copy > 0 {
            copies::renew(&mut self.nodes, self.copy);
        }
    }
}

impl Filling {
    /// The sheets to fill. Copies of slides are in the package already.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when a part of a slide is missing or its relationships are not well-formed.
    pub(super) fn sheets<'t>(
        &mut self,
        template: &'t OfficeTemplate,
    ) -> Result<Vec<Sheet<'t>>, DocumentError> {
        let deck = &template.deck;
        self.show.rounds = self.expand(deck);
        let owned: HashSet<&String> = deck.slides.iter().flat_map(|slide| &slide.own).collect();
        let parts = template.parts.iter().filter(|part| !owned.contains(&part.name));
        let whole = |part| Sheet {
            part,
            name: part.name.clone(),
            scope: self.scope.clone(),
            nodes: Vec::new(),
            is_changed: false,
            copy: 0,
            round: None,
            is_marked: false,
        };
        let mut sheets: Vec<_> = parts.map(whole).collect();
        if !deck.slides.is_empty() {
            self.add_slides(template, &mut sheets)?;
        }
        Ok(sheets)
    }

    fn expand(&mut self, deck: &Deck) -> Vec<Round> {
        let mut expansion = Expansion::new(deck, &self.values, self.budget);
        expansion.run(&self.scope);
        self.budget = expansion.budget;
        self.problems.append(&mut expansion.problems);
        expansion.rounds
    }

    fn add_slides<'t>(
        &mut self,
        template: &'t OfficeTemplate,
        sheets: &mut Vec<Sheet<'t>>,
    ) -> Result<(), DocumentError> {
        let parts: HashMap<&str, &Part> =
            template.parts.iter().map(|part| (part.name.as_str(), part)).collect();
        let mut free = FreeNames::of(&self.package);
        let mut copies = vec![0; template.deck.slides.len()];
        let mut done = HashSet::new();
        for (number, round) in self.show.rounds.iter().enumerate() {
            let slide = &template.deck.slides[round.slide];
            let copy = copies[round.slide];
            copies[round.slide] += 1;
            let names = match copy {
                0 => HashMap::new(),
                _ => copies::copy(&mut self.package, &slide.own, &mut free)?,
            };
            let name_of = |name: &String| names.get(name).unwrap_or(name).clone();
            self.show.parts.push(name_of(&slide.part));
            for part in slide.own.iter().filter_map(|name| parts.get(name.as_str())) {
                // What two slides share is filled once, with the names of the first.
                if done.insert(name_of(&part.name)) {
                    sheets.push(Sheet {
                        part,
                        name: name_of(&part.name),
                        scope: round.scope.clone(),
                        nodes: Vec::new(),
                        is_changed: copy > 0 || slide.is_marked(),
                        copy,
                        round: (part.name == slide.part).then_some(number),
                        is_marked: slide.is_marked(),
                    });
                }
            }
        }
        Ok(())
    }
}
