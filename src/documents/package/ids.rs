//! Ids of drawings: Word and PowerPoint call a file unreadable when two drawings share one.

use std::collections::HashSet;

/// The ids that are taken.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: HashSet<u32>,
    highest: u32,
}

impl Ids {
    /// Takes an id: the wanted one when it is free and not 0, otherwise one above all taken ones.
    pub fn take(&mut self, wanted: Option<u32>) -> u32 {
        let free = wanted.filter(|_| self.is_free(wanted));
        let id = free.unwrap_or_else(|| self.next_free());
        self.taken.insert(id);
        self.highest = self.highest.max(id);
        id
    }

    /// Whether a wanted id may be taken.
    pub fn is_free(&self, wanted: Option<u32>) -> bool {
        wanted.is_some_and(|id| (1..=i32::MAX as u32).contains(&id) && !self.taken.contains(&id))
    }

    /// Usually one above the highest; the lowest free one once the highest possible is taken.
    fn next_free(&self) -> u32 {
        if self.highest < i32::MAX as u32 {
            return self.highest + 1;
        }
        (1..).find(|id| !self.taken.contains(id)).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_given_once() {
        let mut ids = Ids::default();
        let wanted = [Some(7), Some(7), Some(0), None, Some(3), Some(u32::MAX), Some(i32::MAX as u32), None];
        let given: Vec<u32> = wanted.into_iter().map(|wanted| ids.take(wanted)).collect();
        assert_eq!(given, [7, 8, 9, 10, 3, 11, i32::MAX as u32, 1]);
    }
}
