//! The headings of a report: their numbers, and the names by which links know them.

use super::model::{Block, Report, plain};

/// A heading, as the table of contents and links know it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub level: u8,
    /// Its number, as in `2.1`; empty when headings are not numbered.
    pub number: String,
    pub text: String,
    pub bookmark: String,
}

impl Entry {
    /// Its words as a table of contents shows them.
    pub fn numbered(&self) -> String {
        match self.number.as_str() {
            "" => self.text.clone(),
            number => format!("{number} {}", self.text),
        }
    }
}

/// Every heading in the order of writing.
pub(super) fn entries(report: &Report) -> Vec<Entry> {
    let mut entries = Vec::new();
    gather(&report.blocks, &mut entries);
    if report.head.numbered {
        let mut counts = [0_u32; 4];
        for entry in &mut entries {
            let at = usize::from(entry.level.clamp(1, 4)) - 1;
            counts[at] += 1;
            counts[at + 1..].fill(0);
            let numbers: Vec<String> = counts[..=at].iter().map(u32::to_string).collect();
            entry.number = if at == 0 { format!("{}.", counts[0]) } else { numbers.join(".") };
        }
    }
    entries
}

fn gather(blocks: &[Block], entries: &mut Vec<Entry>) {
    for block in blocks {
        match block {
            Block::Heading(level, spans) => entries.push(Entry {
                level: *level,
                number: String::new(),
                text: plain(spans),
                bookmark: format!("_Toc{:09}", entries.len() + 1),
            }),
            Block::Quote(blocks) => gather(blocks, entries),
            Block::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, entries)),
            _ => {}
        }
    }
}

/// A heading's name in an address, as GitHub makes it.
pub(super) fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for character in heading.trim().to_lowercase().chars() {
        match character {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            other if other.is_alphanumeric() => slug.push(other),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_the_names_that_links_use() {
        let check = |heading: &str, expected: &str| assert_eq!(slug(heading), expected);
        check("1. 추진 배경", "1-추진-배경");
        check("What's new?", "whats-new");
    }
}
