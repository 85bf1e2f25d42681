//! Arrays of NumPy's file format 1.0 (`numpy.lib.format`): a header in Python's words, then the numbers.

use crate::sense::SenseError;

/// An array: its shape, and its numbers row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Array {
    pub shape: Vec<usize>,
    kind: Kind,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bytes,
    Single,
    Double,
}

impl Array {
    /// Reads a file.
    pub fn parse(file: &[u8]) -> Result<Self, SenseError> {
        let wrong = || SenseError::broken("an array is not as NumPy writes it");
        let rest = file.strip_prefix(b"\x93NUMPY\x01\x00").ok_or_else(wrong)?;
        let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(wrong)?;
        let (header, bytes) = rest.split_at_checked(u16::from_le_bytes(*length).into()).ok_or_else(wrong)?;
        let header = std::str::from_utf8(header).map_err(|_| wrong())?;
        let after = |key: &str| Some(header.split_once(key)?.1.trim_start_matches([':', ' ']));
        let kind = match after("'descr'").and_then(|kind| kind.split('\'').nth(1)) {
            Some("|u1") => Kind::Bytes,
            Some("<f4") => Kind::Single,
            Some("<f8") => Kind::Double,
            _ => return Err(wrong()),
        };
        let shape = after("'shape'").and_then(|shape| shape.strip_prefix('(')?.split_once(')'));
        let shape = shape.ok_or_else(wrong)?.0.split(',').map(str::trim).filter(|side| !side.is_empty());
        let shape: Vec<usize> = shape.map(str::parse).collect::<Result<_, _>>().map_err(|_| wrong())?;
        let array = Self { shape, kind, bytes: bytes.to_vec() };
        let size = array.shape.iter().try_fold(array.size(), |size, side| size.checked_mul(*side));
        let is_whole = size == Some(array.bytes.len());
        let in_rows = after("'fortran_order'").is_some_and(|order| order.starts_with("False"));
        if is_whole && in_rows { Ok(array) } else { Err(wrong()) }
    }

    /// Bytes of a number.
    fn size(&self) -> usize {
        match self.kind {
            Kind::Bytes => 1,
            Kind::Single => 4,
            Kind::Double => 8,
        }
    }

    /// The numbers of an array of bytes.
    pub fn bytes(&self) -> Result<&[u8], SenseError> {
        (self.kind == Kind::Bytes)
            .then_some(&self.bytes[..])
            .ok_or_else(|| SenseError::broken("it holds no bytes"))
    }

    /// The numbers of an array of fractions.
    pub fn numbers(&self) -> Result<Vec<f32>, SenseError> {
        match self.kind {
            Kind::Bytes => Err(SenseError::broken("it holds bytes")),
            Kind::Single => {
                Ok(self.bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
            }
            Kind::Double => {
                Ok(self.bytes.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes) as f32).collect())
            }
        }
    }

    /// A matrix with rows and columns changed.
    pub fn turned(&self) -> Result<Self, SenseError> {
        let [rows, columns] = self.shape[..] else { return Err(SenseError::broken("it is no matrix")) };
        let size = self.size();
        let cell = |row: usize, column: usize| &self.bytes[(row * columns + column) * size..][..size];
        let bytes = (0..columns).flat_map(|column| (0..rows).flat_map(move |row| cell(row, column).to_vec()));
        Ok(Self { shape: vec![columns, rows], kind: self.kind, bytes: bytes.collect() })
    }

    /// Arrays one after the other along an axis, 0 or 1.
    pub fn joined(arrays: Vec<Self>, axis: usize) -> Result<Self, SenseError> {
        let Some(first) = arrays.first() else { return Err(SenseError::broken("there is nothing to join")) };
        if axis == 1 {
            let turned = arrays.iter().map(Self::turned).collect::<Result<_, _>>()?;
            return Self::joined(turned, 0)?.turned();
        }
        let (kind, rest) = (first.kind, first.shape.iter().skip(1).copied().collect::<Vec<_>>());
        let fits = |array: &Self| {
            array.kind == kind && array.shape.split_first().is_some_and(|(_, own)| *own == *rest)
        };
        if !arrays.iter().all(fits) {
            return Err(SenseError::broken("arrays of other shapes cannot be joined"));
        }
        let length = arrays.iter().map(|array| array.shape[0]).sum();
        let shape = [length].into_iter().chain(rest).collect();
        Ok(Self { shape, kind, bytes: arrays.into_iter().flat_map(|array| array.bytes).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, bytes: &[u8]) -> Vec<u8> {
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend((header.len() as u16).to_le_bytes());
        file.extend_from_slice(header.as_bytes());
        file.extend_from_slice(bytes);
        file
    }

    #[test]
    fn arrays_are_read_turned_and_joined() {
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";
        let array = Array::parse(&file(header, &[1, 2, 3, 4, 5, 6])).unwrap();
        assert_eq!(array.turned().unwrap().bytes().unwrap(), [1, 4, 2, 5, 3, 6]);
        let two = Array::joined(vec![array.clone(), array], 1).unwrap();
        assert_eq!(
            (two.shape.as_slice(), two.bytes().unwrap()),
            (&[2, 6][..], &[1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6][..])
        );
        let number = Array::parse(&file(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (), }",
            &0.5_f64.to_le_bytes(),
        ));
        assert_eq!(number.unwrap().numbers().unwrap(), [0.5]);
    }

    #[test]
    fn what_is_no_array_is_refused() {
        let check =
            |header: &str, bytes: &[u8]| assert!(Array::parse(&file(header, bytes)).is_err(), "{header}");
        check("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", &[1, 2, 3]);
        check("{'descr': '|u1', 'fortran_order': True, 'shape': (1,), }", &[1]);
        check("{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }", &[1, 2, 3, 4]);
        check("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296, 2), }", &[]);
        check("{}", &[]);
        let scalar = "{'descr': '<f8', 'fortran_order': False, 'shape': (), }";
        let scalar = Array::parse(&file(scalar, &0.5_f64.to_le_bytes())).unwrap();
        assert!(scalar.turned().is_err() && Array::joined(vec![scalar], 0).is_err());
        assert!(Array::parse(b"").is_err());
    }
}
