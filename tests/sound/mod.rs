//! The law that every output of the engine is held to: Office finds nothing in it that was not in what it was made from.

use vignette::documents::Limits;
use vignette::documents::check::{added, check};

/// Holds a document that was made from another one to the law.
pub fn check_sound(before: &[u8], after: &[u8]) {
    if after.starts_with(b"%PDF") {
        return;
    }
    let new = added(&check(before, &Limits::DEFAULT), check(after, &Limits::DEFAULT));
    let told: Vec<String> = new.iter().map(|finding| format!("{}: {finding}", finding.rule.code())).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
