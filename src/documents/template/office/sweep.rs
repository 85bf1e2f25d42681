//! What is left over once the document is filled: pictures nothing shows any more, slides nothing lists any more.

use std::collections::HashMap;

use crate::documents::DocumentError;
use crate::documents::package::{Package, relationships_part};

/// Takes out those of `parts` that no other part is related to, and then whatever only they were related to.
///
/// # Errors
/// [`DocumentError::Broken`] when relationships are not well-formed.
pub(super) fn sweep(package: &mut Package, parts: Vec<String>) -> Result<(), DocumentError> {
    if parts.is_empty() {
        return Ok(());
    }
    let mut uses = uses(package)?;
    let mut left = parts;
    while let Some(part) = left.pop() {
        if uses.get(&part.to_ascii_lowercase()).is_some_and(|count| *count > 0) || !package.has(&part) {
            continue;
        }
        for target in targets(package, &part)? {
            if let Some(count) = uses.get_mut(&target.to_ascii_lowercase()) {
                *count -= 1;
            }
            left.push(target);
        }
        remove(package, &part);
    }
    Ok(())
}

/// Takes out a part with its relationships; what it was related to.
///
/// # Errors
/// As for [`sweep`].
pub(super) fn cut(package: &mut Package, part: &str) -> Result<Vec<String>, DocumentError> {
    let targets = targets(package, part)?;
    remove(package, part);
    Ok(targets)
}

fn remove(package: &mut Package, part: &str) {
    package.remove_part(part);
    package.remove_part(&relationships_part(part));
}

/// How many relationships lead to each part.
fn uses(package: &Package) -> Result<HashMap<String, usize>, DocumentError> {
    let sources: Vec<String> = (package.names().filter(|name| name.ends_with(".rels")))
        .map(|name| name.trim_end_matches(".rels").replacen("_rels/", "", 1))
        .collect();
    let mut uses = HashMap::new();
    for source in sources {
        for target in targets(package, &source)? {
            *uses.entry(target.to_ascii_lowercase()).or_insert(0) += 1;
        }
    }
    Ok(uses)
}

fn targets(package: &Package, part: &str) -> Result<Vec<String>, DocumentError> {
    let links = package.relationships(part)?;
    Ok(links.iter().filter_map(|link| package.target(part, link)).collect())
}
