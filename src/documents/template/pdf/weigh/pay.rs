//! What reading costs, once all objects are known: three ways that lopdf may take, each with a purse of its own.

use std::collections::{BTreeSet, HashSet};

use lopdf::Object;

use super::{MAX_HOPS, Scale};
use crate::documents::template::pdf::extent::{Cost, Purse};
use crate::documents::template::pdf::load::refused;
use crate::documents::template::pdf::scan::{body_at, number};
use crate::documents::{DocumentError, Limits};

impl Scale<'_> {
    /// The objects that may have this number.
    fn with_number(&self, id: u32) -> BTreeSet<usize> {
        let named = self.bodies.range((id, 0, 0)..=(id, usize::MAX, usize::MAX)).map(|(_, body, _)| *body);
        named.chain(self.last.get(&id).copied()).collect()
    }

    /// The largest whole number that a reference may mean.
    pub(super) fn longest(&self, length: &Object) -> Option<usize> {
        let id = length.as_reference().ok()?.0;
        let numbers = self.with_number(id).into_iter().filter_map(|body| self.objects.get(&body)?.number);
        let longest = numbers.chain(self.members.get(&id).and_then(|member| member.1)).max()?;
        usize::try_from(longest).ok()
    }

    /// What reading the object at `body` costs, with the length that it names.
    fn cost(&self, body: usize) -> Result<Cost, DocumentError> {
        let Some(found) = self.objects.get(&body) else { return Ok(Cost::default()) };
        let Some((data, length)) = &found.stream else { return Ok(found.cost) };
        let rest = self.bytes.len() - data;
        let longest = number(length).or_else(|| self.longest(length));
        let mut cost = found.cost;
        cost.bytes += longest.filter(|length| *length <= rest).unwrap_or(0) as u64;
        let mut seen = HashSet::new();
        let mut waiting: Vec<u32> = length.as_reference().ok().map(|id| id.0).into_iter().collect();
        while let Some(id) = waiting.pop().filter(|_| seen.len() <= MAX_HOPS) {
            if !seen.insert(id) {
                continue;
            }
            let member = self.members.get(&id).map_or_else(Cost::default, |member| member.0);
            cost = Cost { bytes: cost.bytes + member.bytes, values: cost.values + member.values };
            for target in self.with_number(id).iter().filter_map(|body| self.objects.get(body)) {
                cost.bytes += target.cost.bytes;
                cost.values += target.cost.values + 1;
                let next = target.stream.as_ref().and_then(|(_, length)| length.as_reference().ok());
                waiting.extend(next.map(|id| id.0));
            }
        }
        if seen.len() > MAX_HOPS {
            return Err(refused("the length of a stream leads from stream to stream"));
        }
        Ok(cost)
    }

    /// Each table reads the stream of entries that it names once more.
    pub(super) fn pay_for_sections(&self, limits: &Limits) -> Result<(), DocumentError> {
        let mut purse = Purse::new(limits);
        for offset in &self.hybrids {
            let (body, reached) = body_at(self.bytes, *offset);
            purse.spend(Cost { bytes: reached.saturating_sub(*offset) as u64, values: 1 })?;
            let Some(body) = body else { continue };
            purse.spend(self.cost(body)?)?;
            purse.spend(self.entry_streams.get(&body).copied().unwrap_or_default())?;
        }
        Ok(())
    }

    pub(super) fn pay_as_named(&self, limits: &Limits) -> Result<(), DocumentError> {
        let mut purse = Purse::new(limits);
        let mut used = HashSet::new();
        for (_, body, before) in &self.bodies {
            let mut cost = self.cost(*body)?;
            cost.bytes += *before as u64;
            let is_stream = self.objects.get(body).is_some_and(|found| found.stream.is_some());
            let again = !used.insert(*body) && is_stream;
            if again {
                // A wrong length makes lopdf look for the end as far as the next object that the table names.
                cost.bytes += (self.bytes.len() - body) as u64;
            }
            purse.spend(cost)?;
        }
        Ok(())
    }

    pub(super) fn pay_as_found(&self, limits: &Limits) -> Result<(), DocumentError> {
        let mut purse = Purse::new(limits);
        self.last.values().try_for_each(|body| purse.spend(self.cost(*body)?))
    }
}
