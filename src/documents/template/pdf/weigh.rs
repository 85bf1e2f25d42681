//! What lopdf would spend on a file, before it does: it reads an object for each entry of the cross-reference data, and
//! follows each `/Length`, so that a small file can make it read one large object a million times.
//!
//! Every object of the file and every table is looked at, whether it is reached or not; lopdf reads no others. Objects
//! are found by their `obj`, tables by `xref`, streams of entries by their `/W`. The purses hold [`Limits`] of bytes and
//! values: one for looking, one for the objects as the entries name them, one for them as they lie in the file, which is
//! how lopdf repairs a damaged table.

use std::collections::{BTreeSet, HashMap, HashSet};

use lopdf::xref::{XrefEntry, decode_xref_stream_with_limit};
use lopdf::{Dictionary, Object, Stream};

use super::extent::{Cost, Purse, skip_space, value};
use super::load::refused;
use super::scan::{body_at, data_end, data_start, digits, id_before, number, parse, places};
use crate::documents::{DocumentError, Limits};

/// Tables in a file; each time it is saved adds one.
const MAX_SECTIONS: usize = 1_000;

/// Lengths that are found by way of another stream's length: lopdf's stack grows with each. None should be.
const MAX_HOPS: usize = 50;

/// Refuses a file that would cost lopdf more than the limits. `unpacked` is the most that it may unpack of one stream.
pub(super) fn weigh(bytes: &[u8], unpacked: usize, limits: &Limits) -> Result<(), DocumentError> {
    let start = bytes.windows(5).position(|window| window == b"%PDF-").unwrap_or(0);
    let mut scale = Scale::new(&bytes[start..], unpacked, limits);
    scale.find_tables()?;
    scale.find_objects()?;
    scale.follow_entries()?;
    scale.weigh_packed()?;
    scale.pay_for_sections(limits)?;
    scale.pay_as_named(limits)?;
    scale.pay_as_found(limits)
}

/// An object, by where its value starts.
struct Found {
    cost: Cost,
    /// Where a stream's data starts, and its dictionary's `/Length`.
    stream: Option<(usize, Object)>,
    packed: Option<Dictionary>,
    /// A whole number, as lengths are.
    number: Option<i64>,
}

struct Scale<'a> {
    bytes: &'a [u8],
    unpacked: usize,
    looking: Purse,
    /// Object numbers and offsets, as entries name them.
    named: BTreeSet<(u32, usize)>,
    sections: usize,
    /// Streams of entries that tables name, and what each costs.
    hybrids: Vec<usize>,
    entry_streams: HashMap<usize, Cost>,
    objects: HashMap<usize, Found>,
    /// The objects that entries name, and how far from where.
    bodies: BTreeSet<(u32, usize, usize)>,
    /// The last object of each number.
    last: HashMap<u32, usize>,
    /// Objects in object streams, with whole numbers.
    members: HashMap<u32, (Cost, Option<i64>)>,
}

impl<'a> Scale<'a> {
    fn new(bytes: &'a [u8], unpacked: usize, limits: &Limits) -> Self {
        Self {
            bytes,
            unpacked,
            looking: Purse::new(limits),
            named: BTreeSet::new(),
            sections: 0,
            hybrids: Vec::new(),
            entry_streams: HashMap::new(),
            objects: HashMap::new(),
            bodies: BTreeSet::new(),
            last: HashMap::new(),
            members: HashMap::new(),
        }
    }

    fn add_section(&mut self) -> Result<(), DocumentError> {
        self.sections += 1;
        if self.sections > MAX_SECTIONS {
            return Err(refused(format!("it has more than {MAX_SECTIONS} cross-reference tables")));
        }
        Ok(())
    }

    fn find_tables(&mut self) -> Result<(), DocumentError> {
        for at in places(self.bytes, b"xref") {
            let end = self.read_table(at + 4)?;
            let trailer = skip_space(self.bytes, end);
            if !self.bytes[trailer..].starts_with(b"trailer") {
                continue;
            }
            self.add_section()?;
            let from = trailer + 7;
            let (to, _) = value(self.bytes, from, &mut self.looking)?;
            let hybrid =
                parse(&self.bytes[from..to]).and_then(|trailer| number(trailer.get(b"XRefStm").ok()?));
            self.hybrids.extend(hybrid);
        }
        Ok(())
    }

    /// Reads rows of numbers: two are a subsection's start, three an entry. Returns where they end.
    fn read_table(&mut self, mut at: usize) -> Result<usize, DocumentError> {
        let mut id: Option<u64> = None;
        loop {
            let start = skip_space(self.bytes, at);
            let Some((first, next)) = digits(self.bytes, start) else { return Ok(at) };
            let Some((_, next)) = digits(self.bytes, skip_space(self.bytes, next)) else { return Ok(at) };
            let kind = skip_space(self.bytes, next);
            self.looking.spend(Cost { bytes: (kind - at) as u64, values: 1 })?;
            at = next;
            match (self.bytes.get(kind), id) {
                (Some(b'n' | b'f'), Some(number)) => {
                    if let (b'n', Ok(number)) = (self.bytes[kind], u32::try_from(number)) {
                        self.named.insert((number, usize::try_from(first).unwrap_or(usize::MAX)));
                    }
                    id = number.checked_add(1);
                    at = kind + 1;
                }
                _ => id = Some(first),
            }
        }
    }

    /// Looks at what follows each `obj`.
    fn find_objects(&mut self) -> Result<(), DocumentError> {
        let ends: Vec<usize> = places(self.bytes, b"endobj").collect();
        for at in places(self.bytes, b"obj").filter(|at| !self.bytes[..*at].ends_with(b"end")) {
            let body = at + 3;
            let mut found = self.look(body)?;
            let end = ends.get(ends.partition_point(|end| *end < body));
            let raw = end.map_or(0, |end| (end + 6 - body) as u64);
            found.cost.bytes = found.cost.bytes.max(raw);
            if let Some(id) = id_before(self.bytes, at) {
                self.last.insert(id, body);
            }
            self.objects.insert(body, found);
        }
        Ok(())
    }

    fn follow_entries(&mut self) -> Result<(), DocumentError> {
        for (id, offset) in std::mem::take(&mut self.named) {
            let (body, reached) = body_at(self.bytes, offset);
            self.looking.spend(Cost { bytes: reached.saturating_sub(offset) as u64, values: 0 })?;
            self.bodies.extend(body.map(|body| (id, body, body - offset)));
        }
        Ok(())
    }

    fn look(&mut self, body: usize) -> Result<Found, DocumentError> {
        let start = skip_space(self.bytes, body);
        let (end, cost) = value(self.bytes, body, &mut self.looking)?;
        let text = &self.bytes[start.min(end)..end];
        let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        let mut found = Found { cost, stream: None, packed: None, number };
        let Some(data) = data_start(self.bytes, end).filter(|_| text.starts_with(b"<<")) else {
            return Ok(found);
        };
        let Some(dictionary) = parse(text) else { return Ok(found) };
        found.stream = Some((data, dictionary.get(b"Length").cloned().unwrap_or(Object::Null)));
        if dictionary.has(b"W") {
            self.read_entries(body, data, &dictionary)?;
        }
        found.packed = dictionary.has_type(b"ObjStm").then_some(dictionary);
        Ok(found)
    }

    /// Reads a cross-reference stream.
    fn read_entries(
        &mut self,
        body: usize,
        data: usize,
        dictionary: &Dictionary,
    ) -> Result<(), DocumentError> {
        let length = dictionary.get(b"Length").ok().and_then(number);
        let content = &self.bytes[data..data_end(self.bytes, data, length)];
        let stream = Stream::new(dictionary.clone(), content.to_vec());
        let mut cost = Cost { bytes: content.len() as u64, values: 0 };
        if let Ok(plain) = stream.get_plain_content_with_limit(self.unpacked) {
            cost.bytes += plain.len() as u64;
            cost.values += plain.len() as u64 / 3; // no entry is shorter
        }
        // The stream's rows are counted once they are known; before that its bytes are what it costs.
        self.looking.spend(Cost { values: 0, ..cost })?;
        let Ok((table, _)) = decode_xref_stream_with_limit(stream, Some(self.unpacked)) else {
            return Ok(());
        };
        self.add_section()?;
        cost.values = table.entries.len() as u64;
        self.looking.spend(Cost { bytes: 0, ..cost })?;
        for (id, entry) in table.entries {
            if let XrefEntry::Normal { offset, .. } = entry {
                self.named.insert((id, offset as usize));
            }
        }
        self.entry_streams.insert(body, cost);
        Ok(())
    }

    /// Unpacks object streams and looks at what is in them: their index may name one value many times.
    fn weigh_packed(&mut self) -> Result<(), DocumentError> {
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

    /// The objects that may have this number.
    fn with_number(&self, id: u32) -> BTreeSet<usize> {
        let named = self.bodies.range((id, 0, 0)..=(id, usize::MAX, usize::MAX)).map(|(_, body, _)| *body);
        named.chain(self.last.get(&id).copied()).collect()
    }

    /// The largest whole number that a reference may mean.
    fn longest(&self, length: &Object) -> Option<usize> {
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
    fn pay_for_sections(&self, limits: &Limits) -> Result<(), DocumentError> {
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

    fn pay_as_named(&self, limits: &Limits) -> Result<(), DocumentError> {
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

    fn pay_as_found(&self, limits: &Limits) -> Result<(), DocumentError> {
        let mut purse = Purse::new(limits);
        self.last.values().try_for_each(|body| purse.spend(self.cost(*body)?))
    }
}
