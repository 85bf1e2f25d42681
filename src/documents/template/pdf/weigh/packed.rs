//! Objects in object streams.

use lopdf::Stream;

use super::Scale;
use crate::documents::DocumentError;
use crate::documents::template::pdf::extent::{Cost, value};
use crate::documents::template::pdf::scan::{data_end, number};

impl Scale<'_> {
    /// Unpacks object streams and looks at what is in them: their index may name one value many times.
    pub(super) fn weigh_packed(&mut self) -> Result<(), DocumentError> {
        let bodies: Vec<usize> =
            self.objects.iter().filter(|(_, found)| found.packed.is_some()).map(|(body, _)| *body).collect();
        for body in bodies {
            let Some(found) = self.objects.get_mut(&body) else { continue };
            let (Some(dictionary), Some((data, length))) = (found.packed.take(), found.stream.clone()) else {
                continue;
            };
            let length = number(&length).or_else(|| self.longest(&length));
            let content = self.bytes[data..data_end(self.bytes, data, length)].to_vec();
            let first = dictionary.get(b"First").ok().and_then(number).unwrap_or(0);
            let packed_bytes = content.len() as u64;
            let stream = Stream::new(dictionary, content);
            let Ok(plain) = stream.get_plain_content_with_limit(self.unpacked) else { continue };
            self.looking.spend(Cost { bytes: packed_bytes + plain.len() as u64, values: 0 })?;
            let cost = self.weigh_members(&plain, first)?;
            if let Some(found) = self.objects.get_mut(&body) {
                found.cost.bytes += plain.len() as u64 + cost.bytes;
                found.cost.values += cost.values;
            }
        }
        Ok(())
    }

    fn weigh_members(&mut self, plain: &[u8], first: usize) -> Result<Cost, DocumentError> {
        let index = String::from_utf8_lossy(plain.get(..first).unwrap_or_default()).into_owned();
        let words = index
            .split(['\r', '\n'])
            .flat_map(|line| line.split('%').next().unwrap_or("").split_whitespace());
        let numbers: Vec<Option<u32>> = words.map(|word| word.parse().ok()).collect();
        let mut total = Cost { bytes: 0, values: numbers.len() as u64 };
        for pair in numbers.chunks_exact(2) {
            let (Some(id), Some(offset)) = (pair[0], pair[1]) else { continue };
            let start = first.saturating_add(offset as usize);
            if start >= plain.len() {
                continue;
            }
            let (end, cost) = value(plain, start, &mut self.looking)?;
            let text = std::str::from_utf8(&plain[start..end]).ok();
            self.members.insert(id, (cost, text.and_then(|text| text.trim().parse().ok())));
            total.bytes += cost.bytes;
            total.values += cost.values;
        }
        Ok(total)
    }
}
