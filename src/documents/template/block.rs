//! Statements with their branches and their ends.

use super::tags::Statement;
use crate::documents::problem::{Fault, FaultCode};

/// How deep statements may stand in each other: nobody nests ten, and each level takes its share of a thread's stack.
/// What is deeper has no other half.
const DEEPEST: usize = 50;

/// Why a statement stands alone.
pub(super) fn unpaired(statement: Option<&Statement>) -> Fault {
    let other = match statement {
        Some(Statement::For { .. }) => "{% endfor %}",
        Some(Statement::If(_)) => "{% endif %}",
        Some(Statement::EndFor) => "{% for … %}",
        _ => "{% if … %}",
    };
    Fault::new(FaultCode::UnpairedTag, format!("its other half {other} is missing"))
        .hint(
            "put both in one paragraph or one row of a table, or each alone in a paragraph or row of the same text; what \
             opens in one row's cell cannot close in another row",
        )
}

/// A statement with its branches and its end, as places in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where `for`, or `if` and each `elif` and `else`, stand.
    pub heads: Vec<usize>,
    /// Where the end stands.
    pub end: usize,
}

impl Block {
    /// The block that opens at `at`; `None` when nothing opens there or it does not end.
    pub fn at(statements: &[Option<&Statement>], at: usize) -> Option<Self> {
        let is_loop = match statements.get(at)?.as_ref()? {
            Statement::For { .. } => true,
            Statement::If(_) => false,
            _ => return None,
        };
        let mut heads = vec![at];
        let mut depth = 0_usize;
        for (place, statement) in statements.iter().enumerate().skip(at + 1) {
            match statement {
                Some(Statement::For { .. } | Statement::If(_)) if depth == DEEPEST => return None,
                Some(Statement::For { .. } | Statement::If(_)) => depth += 1,
                Some(Statement::EndFor) if depth == 0 => {
                    return is_loop.then_some(Self { heads, end: place });
                }
                Some(Statement::EndIf) if depth == 0 => {
                    return (!is_loop).then_some(Self { heads, end: place });
                }
                Some(Statement::EndFor | Statement::EndIf) => depth = depth.checked_sub(1)?,
                Some(Statement::Else) if depth == 0 => heads.push(place),
                Some(Statement::ElseIf(_)) if depth == 0 && !is_loop => heads.push(place),
                _ => {}
            }
        }
        None
    }

    /// Where a branch ends.
    pub fn branch_end(&self, branch: usize) -> usize {
        self.heads.get(branch + 1).copied().unwrap_or(self.end)
    }
}
