//! The zip's central directory, read once and believed in nothing.
//!
//! The `zip` crate collapses entries of the same name, sets memory aside for the number of entries that a file
//! claims, and quietly searches for an earlier directory when the last one is broken. Each of these is a way to show
//! one document to the checker and another one to Word, so the directory is read here (PKWARE APPNOTE 6.3.10, the
//! part that ECMA-376 part 2, annex B, allows).

use std::collections::HashSet;
use std::ops::Range;

use super::bytes::{u16_at, u32_at, u64_at};
use crate::documents::{DocumentError, Limits};

const END: u32 = 0x0605_4b50;
const END_64_LOCATOR: u32 = 0x0706_4b50;
const END_64: u32 = 0x0606_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
/// The extra field with a second name.
const UNICODE_PATH: u16 = 0x7075;
/// The flag for sizes that follow the data.
const SIZES_FOLLOW: u16 = 1 << 3;
/// Pictures that are not packed by themselves: a white page as BMP packs a thousandfold. They are never kept unpacked.
const PACKS_WELL: [&str; 5] = [".bmp", ".emf", ".wmf", ".tif", ".tiff"];

/// One entry as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name as text.
    pub name: String,
    /// The name's own bytes, for copying.
    pub raw_name: Vec<u8>,
    /// General purpose flags.
    pub flags: u16,
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// DOS time in the low half, DOS date in the high half.
    pub time: u32,
    /// CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// How many bytes it unpacks to, as it claims.
    pub unpacked: u64,
    /// Where its packed bytes lie.
    pub data: Range<usize>,
}

/// Every entry of the file, in the directory's order.
///
/// # Errors
/// [`DocumentError::NotADocument`] when the file does not open like a zip; [`DocumentError::Broken`] when the
/// directory cannot be followed; [`DocumentError::Refused`] beyond the limits, and for names, overlaps and flags that
/// no document needs.
pub(super) fn read(file: &[u8], limits: &Limits) -> Result<Vec<Entry>, DocumentError> {
    if file.len() as u64 > limits.file_bytes {
        return Err(refused(format!("it is larger than {} bytes", limits.file_bytes)));
    }
    if u32_at(file, 0) != Some(LOCAL) {
        return Err(super::foreign::no_package(file));
    }
    let end = find_end(file)?;
    if end.count > limits.entries as u64 {
        return Err(refused(format!("it has {} entries, more than {}", end.count, limits.entries)));
    }
    let mut entries = Vec::new();
    let mut at = end.start;
    for _ in 0..end.count {
        let (entry, next) = central_entry(file, at)?;
        entries.push(entry);
        at = next;
    }
    if at != end.start + end.length {
        return Err(refused("its directory is longer or shorter than it says".to_owned()));
    }
    check_names(&entries)?;
    check_sizes(&entries, limits)?;
    check_overlaps(&entries, end.start)?;
    Ok(entries)
}

struct End {
    count: u64,
    start: usize,
    length: usize,
}

/// The end record: the last one whose comment reaches to the end of the file. Line ends and zeros may follow, as mail
/// gateways and disk images leave them.
fn find_end(file: &[u8]) -> Result<End, DocumentError> {
    let last = file.len().checked_sub(22).ok_or_else(|| broken("it ends too early"))?;
    let earliest = last.saturating_sub(usize::from(u16::MAX));
    let ends_here = |at: &usize| {
        u32_at(file, *at) == Some(END)
            && u16_at(file, at + 20)
                .and_then(|comment| file.get(at + 22 + usize::from(comment)..))
                .is_some_and(|rest| rest.iter().all(|byte| matches!(byte, 0 | b'\r' | b'\n')))
    };
    let at = (earliest..=last).rev().find(ends_here).ok_or_else(|| broken("it ends too early"))?;
    let short = |offset| u16_at(file, at + offset).map(u64::from);
    let long = |offset| u32_at(file, at + offset).map(u64::from);
    let (Some(count), Some(length), Some(start)) = (short(10), long(12), long(16)) else {
        return Err(broken("it ends too early"));
    };
    if short(8) != Some(count) || short(4) != Some(0) {
        return Err(broken("it is one volume of several"));
    }
    let is_64 = count == 0xffff || length == 0xffff_ffff || start == 0xffff_ffff;
    let (count, length, start) = if is_64 { end_64(file, at)? } else { (count, length, start) };
    let inside = start.checked_add(length).is_some_and(|end| end <= at as u64);
    if !inside {
        return Err(broken("its directory lies outside the file"));
    }
    Ok(End { count, start: start as usize, length: length as usize })
}

/// Count, length and start from the zip64 end record before the end record at `end`.
fn end_64(file: &[u8], end: usize) -> Result<(u64, u64, u64), DocumentError> {
    let wrong = || broken("its zip64 record cannot be followed");
    let locator = end.checked_sub(20).ok_or_else(wrong)?;
    if u32_at(file, locator) != Some(END_64_LOCATOR) {
        return Err(wrong());
    }
    let at = u64_at(file, locator + 8).and_then(|at| usize::try_from(at).ok()).ok_or_else(wrong)?;
    if u32_at(file, at) != Some(END_64) {
        return Err(wrong());
    }
    let field = |offset: usize| at.checked_add(offset).and_then(|at| u64_at(file, at)).ok_or_else(wrong);
    Ok((field(32)?, field(40)?, field(48)?))
}

/// The directory's entry at `at`, and where the next one starts.
fn central_entry(file: &[u8], at: usize) -> Result<(Entry, usize), DocumentError> {
    let wrong = || broken("its directory cannot be followed");
    if u32_at(file, at) != Some(CENTRAL) {
        return Err(wrong());
    }
    let short = |offset: usize| u16_at(file, at + offset).ok_or_else(wrong);
    let long = |offset: usize| u32_at(file, at + offset).ok_or_else(wrong);
    let (name_length, extra_length, comment_length) = (short(28)?, short(30)?, short(32)?);
    let name_end = at + 46 + usize::from(name_length);
    let raw_name = file.get(at + 46..name_end).ok_or_else(wrong)?.to_vec();
    let extra = file.get(name_end..name_end + usize::from(extra_length)).ok_or_else(wrong)?;
    let sizes = [long(24)?, long(20)?, long(42)?];
    let [unpacked, packed, local] = sizes_64(sizes, extra).ok_or_else(wrong)?;
    let flags = short(8)?;
    let name = text_of(&raw_name);
    if has_other_name(&raw_name, extra) {
        return Err(refused(format!("{name} has a second name")));
    }
    let method = short(10)?;
    if flags & 1 != 0 {
        return Err(refused(format!("{name} is encrypted")));
    }
    if method != 0 && method != 8 {
        return Err(broken(&format!("{name} is packed in a way documents do not use")));
    }
    let data = local_data(file, local, packed, &raw_name, method)
        .ok_or_else(|| refused(format!("{name} is not where the directory says")))?;
    let header = usize::try_from(local).unwrap_or(usize::MAX);
    if !says_the_same(file, header, [long(16)?, long(20)?, long(24)?]) {
        return Err(refused(format!("{name} has other sizes in its header than in the directory")));
    }
    let entry = Entry { name, raw_name, flags, method, time: long(12)?, crc: long(16)?, unpacked, data };
    Ok((entry, name_end + usize::from(extra_length) + usize::from(comment_length)))
}

/// Whether the local header has the directory's checksum and sizes, or leaves them to what follows the data: readers
/// that stream believe the header.
fn says_the_same(file: &[u8], header: usize, directory: [u32; 3]) -> bool {
    let follows = u16_at(file, header + 6).is_some_and(|flags| flags & SIZES_FOLLOW != 0);
    let fields = [14, 18, 22].into_iter().zip(directory);
    follows || fields.into_iter().all(|(offset, said)| u32_at(file, header + offset) == Some(said))
}

/// Whether the Unicode path field (APPNOTE 4.6.9) says another name than the plain one: some readers believe it.
fn has_other_name(name: &[u8], extra: &[u8]) -> bool {
    let mut rest = extra;
    while let (Some(kind), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let end = 4 + usize::from(length);
        let says_other = rest.get(9..end).is_some_and(|other| other != name);
        if kind == UNICODE_PATH && says_other && name.is_ascii() {
            return true;
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    false
}

/// The sizes with those that read `0xffffffff` taken from the zip64 extra field, in its fixed order.
fn sizes_64(sizes: [u32; 3], extra: &[u8]) -> Option<[u64; 3]> {
    if sizes.iter().all(|&size| size != u32::MAX) {
        return Some(sizes.map(u64::from));
    }
    let mut at = 0;
    while u16_at(extra, at)? != 1 {
        at += 4 + usize::from(u16_at(extra, at + 2)?);
    }
    at += 4;
    let mut wide = [0; 3];
    for (wide, &size) in wide.iter_mut().zip(&sizes) {
        *wide = u64::from(size);
        if size == u32::MAX {
            *wide = u64_at(extra, at)?;
            at += 8;
        }
    }
    Some(wide)
}

/// Where the packed bytes lie, when the local header at `local` says the same as the directory.
fn local_data(file: &[u8], local: u64, packed: u64, name: &[u8], method: u16) -> Option<Range<usize>> {
    let at = usize::try_from(local).ok()?;
    let agrees = u32_at(file, at)? == LOCAL && u16_at(file, at + 8)? == method;
    let name_at = at + 30;
    let name_end = name_at + usize::from(u16_at(file, at + 26)?);
    if !agrees || file.get(name_at..name_end)? != name {
        return None;
    }
    let start = name_end + usize::from(u16_at(file, at + 28)?);
    let end = start.checked_add(usize::try_from(packed).ok()?)?;
    (end <= file.len()).then_some(start..end)
}

/// Refuses names that climb out, and names that two readers would take for different entries.
fn check_names(entries: &[Entry]) -> Result<(), DocumentError> {
    let mut seen = HashSet::new();
    for entry in entries {
        let name = entry.name.as_str();
        let climbs = name.split('/').any(|step| step == ".." || step == ".");
        let is_odd = name.is_empty()
            || name.starts_with('/')
            || name.contains(['\\', ':', '\0'])
            || name.trim_end_matches('/').contains("//");
        if climbs || is_odd {
            return Err(refused(format!("the name {name:?} leads out of the package")));
        }
        if !seen.insert(name.to_ascii_lowercase()) {
            return Err(refused(format!("it has two parts named {name}")));
        }
    }
    Ok(())
}

/// Refuses zip bombs by what they claim; [`super::inflate`] holds each part to its claim.
fn check_sizes(entries: &[Entry], limits: &Limits) -> Result<(), DocumentError> {
    let mut total = 0_u64;
    for entry in entries {
        total = total.saturating_add(entry.unpacked);
        if total > limits.unpacked_bytes {
            return Err(refused(format!("it unpacks to more than {} bytes", limits.unpacked_bytes)));
        }
        let packed = entry.data.len() as u64;
        let name = entry.name.to_ascii_lowercase();
        let is_judged =
            entry.unpacked > limits.ratio_from && !PACKS_WELL.iter().any(|end| name.ends_with(end));
        if is_judged && entry.unpacked / packed.max(1) > limits.ratio {
            return Err(refused(format!(
                "{} unpacks to more than {} times its size",
                entry.name, limits.ratio
            )));
        }
    }
    Ok(())
}

/// Refuses entries that share bytes: the way small files unpack to endless ones (Fifield 2019).
fn check_overlaps(entries: &[Entry], directory: usize) -> Result<(), DocumentError> {
    let mut ranges: Vec<_> = entries.iter().map(|entry| entry.data.clone()).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let overlap = ranges.windows(2).any(|pair| pair[0].end > pair[1].start);
    if overlap || ranges.last().is_some_and(|range| range.end > directory) {
        return Err(refused("its entries overlap".to_owned()));
    }
    Ok(())
}

/// A name's bytes as text: UTF-8, or each byte as the character of its number.
fn text_of(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) => name.iter().map(|&byte| char::from(byte)).collect(),
    }
}

fn broken(reason: &str) -> DocumentError {
    DocumentError::Broken { reason: reason.to_owned() }
}

fn refused(reason: String) -> DocumentError {
    DocumentError::Refused { reason }
}
