//! A zip of finished documents, written as they come: stored, because documents are packed already.

use std::io::{self, Write};

use super::pieces::Pieces;

/// 1 January 1980: the same documents give the same zip.
const FIXED_TIME: u32 = 0x0021_0000;
/// Version 2.0 of the format.
const VERSION: u16 = 20;
/// Version 4.5, the one with 64-bit sizes.
const WIDE: u16 = 45;
/// The flag for names in UTF-8.
const UTF_8: u16 = 1 << 11;
/// What stands in a field whose value needs 64 bits.
const SEE_EXTRA: u32 = u32::MAX;

/// A zip on its way into a writer. Holds only the directory: about 100 bytes for each file.
#[derive(Debug)]
pub struct Archive<W> {
    writer: W,
    directory: Vec<u8>,
    count: u64,
    at: u64,
}

impl<W: Write> Archive<W> {
    /// A zip that is written from here on.
    pub fn new(writer: W) -> Self {
        Self { writer, directory: Vec::new(), count: 0, at: 0 }
    }

    /// Adds a file; its name is taken as it is.
    ///
    /// # Errors
    /// The writer's.
    pub fn add(&mut self, name: &str, file: &Pieces) -> io::Result<()> {
        self.add_with(name, file.length(), file.crc(), |writer| file.write_to(writer))
    }

    /// Adds a file that `write` writes: exactly `length` bytes with that CRC-32.
    ///
    /// # Errors
    /// The writer's.
    pub fn add_with(
        &mut self,
        name: &str,
        length: u64,
        crc: u32,
        write: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        let size = u32::try_from(length).unwrap_or(SEE_EXTRA);
        let sizes = if size == SEE_EXTRA { extra(&[length, length]) } else { Vec::new() };
        let mut local = b"PK\x03\x04".to_vec();
        local.extend(shared_fields(name, crc, size, sizes.len()));
        local.extend_from_slice(name.as_bytes());
        local.extend_from_slice(&sizes);
        self.writer.write_all(&local)?;
        write(&mut self.writer)?;
        self.list(name, length, crc);
        self.at += local.len() as u64 + length;
        Ok(())
    }

    /// The file's entry in the directory.
    fn list(&mut self, name: &str, length: u64, crc: u32) {
        let size = u32::try_from(length).unwrap_or(SEE_EXTRA);
        let at = u32::try_from(self.at).unwrap_or(SEE_EXTRA);
        let mut wide = if size == SEE_EXTRA { vec![length, length] } else { Vec::new() };
        wide.extend((at == SEE_EXTRA).then_some(self.at));
        let extra = if wide.is_empty() { Vec::new() } else { extra(&wide) };
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&WIDE.to_le_bytes());
        self.directory.extend(shared_fields(name, crc, size, extra.len()));
        self.directory.extend_from_slice(&[0; 10]); // no comment, first volume, no attributes
        self.directory.extend_from_slice(&at.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.directory.extend_from_slice(&extra);
        self.count += 1;
    }

    /// Writes the directory and gives the writer back.
    ///
    /// # Errors
    /// The writer's.
    pub fn finish(mut self) -> io::Result<W> {
        let length = self.directory.len() as u64;
        let end_64 = self.at + length;
        let is_wide = self.count >= 0xffff || end_64 >= u64::from(SEE_EXTRA);
        self.writer.write_all(&self.directory)?;
        if is_wide {
            let mut record = b"PK\x06\x06".to_vec();
            record.extend_from_slice(&44_u64.to_le_bytes()); // the bytes of this record from here on
            record.extend_from_slice(&[WIDE.to_le_bytes(), WIDE.to_le_bytes()].concat());
            record.extend_from_slice(&[0; 8]); // this volume, the directory's volume
            for value in [self.count, self.count, length, self.at] {
                record.extend_from_slice(&value.to_le_bytes());
            }
            record.extend_from_slice(b"PK\x06\x07\0\0\0\0");
            record.extend_from_slice(&end_64.to_le_bytes());
            record.extend_from_slice(&1_u32.to_le_bytes());
            self.writer.write_all(&record)?;
        }
        let count = if is_wide { u16::MAX } else { self.count as u16 };
        let (length, at) = if is_wide { (SEE_EXTRA, SEE_EXTRA) } else { (length as u32, self.at as u32) };
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend_from_slice(&[count.to_le_bytes(), count.to_le_bytes()].concat());
        end.extend_from_slice(&[length.to_le_bytes(), at.to_le_bytes()].concat());
        end.extend_from_slice(&[0, 0]);
        self.writer.write_all(&end)?;
        self.writer.flush()?;
        Ok(self.writer)
    }
}

/// The 26 bytes that the local header and the directory share.
fn shared_fields(name: &str, crc: u32, size: u32, extra: usize) -> Vec<u8> {
    let mut fields = Vec::with_capacity(26);
    for short in [if extra == 0 { VERSION } else { WIDE }, UTF_8, 0] {
        fields.extend_from_slice(&short.to_le_bytes());
    }
    for long in [FIXED_TIME, crc, size, size] {
        fields.extend_from_slice(&long.to_le_bytes());
    }
    fields.extend_from_slice(&(name.len() as u16).to_le_bytes());
    fields.extend_from_slice(&(extra as u16).to_le_bytes());
    fields
}

/// The zip64 extra field (PKWARE APPNOTE 4.5.3).
fn extra(values: &[u64]) -> Vec<u8> {
    let mut field = [1_u16.to_le_bytes(), (values.len() as u16 * 8).to_le_bytes()].concat();
    values.iter().for_each(|value| field.extend_from_slice(&value.to_le_bytes()));
    field
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn other_readers_find_every_file() {
        let mut archive = Archive::new(Vec::new());
        let files = [("김하늘.docx", vec![7; 100_000]), ("b.docx", b"short".to_vec()), ("empty", Vec::new())];
        for (name, bytes) in &files {
            archive.add(name, &Pieces::from(bytes.clone())).unwrap();
        }
        let mut zip = zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        assert_eq!(zip.len(), 3);
        for (name, bytes) in &files {
            let mut found = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut found).unwrap();
            assert_eq!(&found, bytes, "{name}");
        }
    }

    #[test]
    fn more_files_and_bytes_than_32_bits_hold_are_written_wide() {
        let mut archive = Archive::new(Vec::new());
        for number in 0..70_000 {
            archive.add(&format!("{number}"), &Pieces::from(b"x".to_vec())).unwrap();
        }
        let mut zip = zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        assert_eq!((zip.len(), zip.by_name("69999").unwrap().size()), (70_000, 1));

        /// A file of which only the first and last bytes are kept.
        struct Hole(Vec<u8>);
        impl Write for Hole {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.extend_from_slice(if bytes.len() > 4096 { &[] } else { bytes });
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut archive = Archive::new(Hole(Vec::new()));
        let length = 5_u64 << 30;
        let zeros = vec![0; 1 << 20];
        let fill = |hole: &mut Hole| (0..length >> 20).try_for_each(|_| hole.write_all(&zeros));
        archive.add_with("large", length, 0, fill).unwrap();
        archive.add_with("after", 1, 0, |hole| hole.write_all(b"x")).unwrap();
        let written = archive.finish().unwrap().0;
        let wide = |value: u64| written.windows(8).filter(|window| *window == value.to_le_bytes()).count();
        let after = length + 30 + 5 + 20; // the local header, its name, its extra field
        assert_eq!((wide(length), wide(after)), (4, 1));
    }
}
