//! What lopdf would spend on a file, before it does: it reads an object for each entry of the cross-reference data, and
//! follows each `/Length`, so that a small file can make it read one large object a million times.
//!
//! Every object of the file and every table is looked at, whether it is reached or not; lopdf reads no others. Objects
//! are found by their `obj`, tables by `xref`, streams of entries by their `/W`. The purses hold [`Limits`] of bytes and
//! values: one for looking, one for the objects as the entries name them, one for them as they lie in the file, which is
//! how lopdf repairs a damaged table.

use std::collections::{BTreeSet, HashMap};

use lopdf::xref::{XrefEntry, decode_xref_stream_with_limit};
use lopdf::{Dictionary, Object, Stream};

use super::extent::{Cost, Purse, skip_space, value};
use super::load::refused;
use super::scan::{body_at, data_end, data_start, digits, id_before, number, parse, places};
use crate::documents::{DocumentError, Limits};

mod packed;
mod pay;

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
}
