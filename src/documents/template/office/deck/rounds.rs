//! The slides of the finished presentation, one after the other, each with the names its tags may use.

use super::Deck;
use super::marks::Mark;
use crate::documents::TagProblem;
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::filler::{Block, Filler, unpaired};
use crate::documents::template::inspect::Branch;
use crate::documents::template::tags::Statement;
use crate::documents::template::values::{Scope, Values};

/// A presentation of more slides is a mistake in the data; PowerPoint takes minutes to open one.
const MOST_SLIDES: usize = 2_000;

/// What to do about a statement over slides whose other half is missing.
const UNPAIRED: &str =
    "put both in text shapes of their own, on one slide or on the first and the last slide";

/// One slide of the finished presentation.
#[derive(Clone, Debug)]
pub(in super::super) struct Round {
    /// Which slide of the template it is.
    pub slide: usize,
    /// What its tags may name.
    pub scope: Scope,
}

/// What stands in the way from the first slide to the last.
enum Step<'d> {
    Mark(&'d Mark),
    Slide(usize),
}

/// Expands loops and conditions over slides.
pub(in super::super) struct Expansion<'d> {
    deck: &'d Deck,
    values: &'d Values,
    steps: Vec<Step<'d>>,
    /// How many bytes may still be written.
    pub budget: u64,
    /// What cannot be expanded.
    pub problems: Vec<TagProblem>,
    /// What came out.
    pub rounds: Vec<Round>,
}

impl<'d> Expansion<'d> {
    /// The expansion of a deck; `budget` is how many bytes may be written beyond what the template has.
    pub fn new(deck: &'d Deck, values: &'d Values, budget: u64) -> Self {
        let mut steps = Vec::new();
        for (number, slide) in deck.slides.iter().enumerate() {
            steps.extend(slide.openings.iter().map(Step::Mark));
            steps.push(Step::Slide(number));
            steps.extend(slide.endings.iter().map(Step::Mark));
        }
        Self { deck, values, steps, budget, problems: Vec::new(), rounds: Vec::new() }
    }

    /// Expands everything.
    pub fn run(&mut self, scope: &Scope) {
        self.expand(0, self.steps.len(), scope);
    }

    fn expand(&mut self, from: usize, to: usize, scope: &Scope) {
        let mut at = from;
        while at < to {
            match self.steps[at] {
                Step::Slide(slide) => self.rounds.push(Round { slide, scope: scope.clone() }),
                Step::Mark(mark) => at = self.expand_block(at, mark, scope),
            }
            at += 1;
        }
    }

    /// Expands the block that opens at a mark; where it ends.
    fn expand_block(&mut self, at: usize, mark: &'d Mark, scope: &Scope) -> usize {
        let statements: Vec<_> = self.steps.iter().map(Step::statement).collect();
        let block = Block::at(&statements, at);
        let mut filler = self.filler(mark);
        let Some(block) = block else {
            let fault = unpaired(Some(&mark.statement));
            filler.problem(&mark.tag, fault.hint(UNPAIRED));
            self.problems.append(&mut filler.problems);
            return at;
        };
        if let Statement::For { names, list } = &mark.statement {
            let scopes = filler.scopes(names, list, &mark.tag, scope);
            self.problems.append(&mut filler.problems);
            if let (true, Some(other)) = (scopes.is_empty(), block.heads.get(1)) {
                self.expand(other + 1, block.end, scope);
            }
            for scope in scopes {
                if !self.pay(&block, mark) {
                    break;
                }
                self.expand(block.heads[0] + 1, block.branch_end(0), &scope);
            }
            return block.end;
        }
        let branches = block.heads.iter().enumerate().filter_map(|(branch, &head)| match self.steps[head] {
            Step::Mark(Mark { statement, tag, position, .. }) => {
                Some(Branch { branch, head: statement, tag, position: *position })
            }
            Step::Slide(_) => None,
        });
        let taken = filler.taken(branches, scope);
        self.problems.append(&mut filler.problems);
        for (branch, scope) in taken {
            self.expand(block.heads[branch] + 1, block.branch_end(branch), &scope);
        }
        block.end
    }

    /// Whether one more copy of the slides in a block may be made.
    fn pay(&mut self, block: &Block, mark: &Mark) -> bool {
        let slides = self.steps[block.heads[0]..block.end].iter().filter_map(|step| match step {
            Step::Slide(number) => self.deck.slides.get(*number),
            Step::Mark(_) => None,
        });
        let cost = slides.map(|slide| slide.weight).sum::<u64>() + 64;
        let mut filler = self.filler(mark);
        let fits = filler.spend(cost, &mark.tag);
        let is_few = self.rounds.len() < MOST_SLIDES;
        if !is_few {
            let fault = Fault::new(FaultCode::TooMuch, format!("it makes more than {MOST_SLIDES} slides"));
            filler.problem(&mark.tag, fault.hint("split the data over several presentations"));
        }
        self.budget = filler.budget();
        let problems = std::mem::take(&mut filler.problems);
        problems.into_iter().for_each(|problem| {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        });
        fits && is_few
    }

    fn filler(&self, mark: &Mark) -> Filler<'d> {
        let mut filler = Filler::new(self.values, &mark.part, self.budget);
        filler.position = mark.position;
        filler
    }
}

impl Step<'_> {
    fn statement(&self) -> Option<&Statement> {
        match self {
            Self::Mark(mark) => Some(&mark.statement),
            Self::Slide(_) => None,
        }
    }
}
