//! A small scanner over [`Text`]: every method either moves forward or leaves the cursor where it was.

use super::text::Text;

/// A position in a text that moves over what it recognises.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a Text,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a Text, at: usize) -> Self {
        Self { text, at }
    }

    /// Moves over spaces.
    pub(super) fn spaces(&mut self) -> &mut Self {
        self.at = self.text.skip_spaces(self.at);
        self
    }

    /// Moves over one character out of `set`.
    pub(super) fn one(&mut self, set: &str) -> Option<char> {
        let c = self.text.get(self.at);
        let found = self.at < self.text.len() && set.contains(c);
        self.at += usize::from(found);
        found.then_some(c)
    }

    /// Moves over the longest of `phrases` and gives its index.
    pub(super) fn any(&mut self, phrases: &[&str]) -> Option<usize> {
        let (index, end) = self.text.longest(self.at, phrases)?;
        self.at = end;
        Some(index)
    }

    /// Moves over `phrase`.
    pub(super) fn phrase(&mut self, phrase: &str) -> bool {
        match self.text.has(self.at, phrase) {
            Some(end) => {
                self.at = end;
                true
            }
            None => false,
        }
    }

    /// Moves over at most `most` ASCII digits, not followed by another digit, and gives their value.
    /// Commas between groups of three ("1,920") are not read: they separate list items more often.
    pub(super) fn number(&mut self, most: usize) -> Option<u32> {
        let start = self.at;
        let mut end = start;
        while self.text.get(end).is_ascii_digit() {
            end += 1;
        }
        if end == start || end - start > most {
            return None;
        }
        let value = (start..end)
            .try_fold(0_u32, |sum, at| sum.checked_mul(10)?.checked_add(self.text.get(at).to_digit(10)?))?;
        self.at = end;
        Some(value)
    }

    /// A number of at most six digits, perhaps with a comma between thousands: `1920`, `1,920`.
    pub(super) fn grouped(&mut self) -> Option<u32> {
        let thousands = self.attempt(|cursor| {
            let many = cursor.number(3)?;
            cursor.one(",")?;
            let start = cursor.at;
            let rest = cursor.number(3)?;
            (cursor.at - start == 3).then_some(many * 1000 + rest)
        });
        thousands.or_else(|| self.number(6))
    }

    /// A number not preceded by a digit or a decimal point.
    pub(super) fn fresh_number(&mut self, most: usize) -> Option<u32> {
        let previous = self.text.before(self.at);
        if previous.is_ascii_digit() {
            return None;
        }
        self.number(most)
    }

    /// Tries `step`; on `None` the cursor is put back.
    pub(super) fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let value = step(self);
        if value.is_none() {
            self.at = start;
        }
        value
    }
}
