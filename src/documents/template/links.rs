//! The addresses that values link to, each with the id of its relationship in the part at work.

/// Addresses and their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// The number of the first new id.
    first: usize,
    addresses: Vec<String>,
}

impl Links {
    /// Links whose ids are free among `taken`.
    pub fn beside<'i>(taken: impl Iterator<Item = &'i str>) -> Self {
        let number = |id: &str| id.to_ascii_lowercase().strip_prefix("rid")?.parse::<usize>().ok();
        Self { first: taken.filter_map(number).max().unwrap_or(0).saturating_add(1), addresses: Vec::new() }
    }

    /// The id of an address, the same for the same address.
    pub fn id(&mut self, address: &str) -> String {
        let known = self.addresses.iter().position(|known| known == address);
        let at = known.unwrap_or_else(|| {
            self.addresses.push(address.to_owned());
            self.addresses.len() - 1
        });
        format!("rId{}", self.first.saturating_add(at))
    }

    /// Every id with its address.
    pub fn all(&self) -> impl Iterator<Item = (String, &str)> {
        self.addresses
            .iter()
            .enumerate()
            .map(|(at, address)| (format!("rId{}", self.first + at), address.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_free_and_the_same_for_the_same_address() {
        let mut links = Links::beside(["rId3", "RID12", "x"].into_iter());
        let ids = ["a", "b", "a"].map(|address| links.id(address));
        assert_eq!(ids, ["rId13", "rId14", "rId13"]);
        let all: Vec<_> = links.all().collect();
        assert_eq!(all, [("rId13".to_owned(), "a"), ("rId14".to_owned(), "b")]);
    }
}
