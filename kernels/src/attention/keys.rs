//! Keys and values of one head in the order in which the tiles read them.

use super::Attention;
use crate::aligned::Aligned;
use crate::number::Number;
use crate::tile::{COLUMNS, VECTOR};

/// Keys as columns `[panels][width][64 keys]`, values as rows `[panels][keys][64 numbers]`, both in steps of the kernel
/// and filled up with zeros.
pub(super) struct Packed<T> {
    keys: Aligned<T>,
    values: Aligned<T>,
    width: usize,
    key_columns: usize,
    length: usize,
    value_columns: usize,
}

impl<T: Number> Packed<T> {
    /// The head `index`, counted through all batches.
    pub fn new(granule: usize, key: &[T], value: &[T], shape: &Attention, index: usize) -> Self {
        let (batch, head) = (index / shape.key_heads, index % shape.key_heads);
        let stride = shape.key_heads * shape.width;
        let start = batch * shape.keys * stride + head * shape.width;
        let width = shape.width.next_multiple_of(granule);
        let length = shape.keys.next_multiple_of(granule);
        let key_columns = shape.keys.next_multiple_of(VECTOR);
        let value_columns = shape.width.next_multiple_of(VECTOR);
        let mut packed = Self {
            keys: Aligned::zeros(width * key_columns),
            values: Aligned::zeros(length * value_columns),
            width,
            key_columns,
            length,
            value_columns,
        };
        for token in 0..shape.keys {
            let place = start + token * stride;
            packed.put_key(token, &key[place..place + shape.width]);
            packed.put_value(token, &value[place..place + shape.width]);
        }
        packed
    }

    fn put_key(&mut self, token: usize, numbers: &[T]) {
        let (panel, column) = (token / COLUMNS, token % COLUMNS);
        let columns = columns(self.key_columns, panel);
        let panel = &mut self.keys[panel * COLUMNS * self.width..][..columns * self.width];
        for (step, numbers) in numbers.chunks(T::STEP).enumerate() {
            panel[(step * columns + column) * T::STEP..][..numbers.len()].copy_from_slice(numbers);
        }
    }

    fn put_value(&mut self, token: usize, numbers: &[T]) {
        let (step, part) = (token / T::STEP, token % T::STEP);
        for (panel, numbers) in numbers.chunks(COLUMNS).enumerate() {
            let columns = columns(self.value_columns, panel);
            let row = panel * COLUMNS * self.length + step * T::STEP * columns;
            let row = &mut self.values[row..][..T::STEP * columns];
            for (column, number) in numbers.iter().enumerate() {
                row[column * T::STEP + part] = *number;
            }
        }
    }

    /// The columns of a panel of keys, and its numbers.
    pub fn key_panel(&self, panel: usize) -> (usize, &[T]) {
        let columns = columns(self.key_columns, panel);
        (columns, &self.keys[panel * COLUMNS * self.width..][..columns * self.width])
    }

    /// The columns of a panel of values, and its numbers from the key `first` on.
    pub fn value_panel(&self, panel: usize, first: usize) -> (usize, &[T]) {
        let columns = columns(self.value_columns, panel);
        let numbers = &self.values[panel * COLUMNS * self.length..][..columns * self.length];
        (columns, &numbers[first * columns..])
    }
}

fn columns(all: usize, panel: usize) -> usize {
    (all - panel * COLUMNS).min(COLUMNS)
}
