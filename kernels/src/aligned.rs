//! Memory that starts at a cache line, so that no vector straddles two.

use std::mem::MaybeUninit;

use crate::memory::use_large_pages;

/// A cache line.
#[repr(C, align(64))]
#[derive(Clone, Copy)]
struct Line(MaybeUninit<[u8; 64]>);

/// Numbers that start at a multiple of 64 bytes and were zero at first.
pub(crate) struct Aligned<T> {
    lines: Vec<Line>,
    length: usize,
    kind: std::marker::PhantomData<T>,
}

impl<T: crate::Number> Aligned<T> {
    /// So many zeros.
    pub fn zeros(length: usize) -> Self {
        let count = (length * size_of::<T>()).div_ceil(size_of::<Line>());
        let mut lines = Vec::with_capacity(count);
        use_large_pages(lines.as_ptr(), count * size_of::<Line>());
        lines.resize(count, Line(MaybeUninit::new([0; 64])));
        Self { lines, length, kind: std::marker::PhantomData }
    }
}

impl<T> std::ops::Deref for Aligned<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the lines hold `length` numbers, aligned for them; all bits were written, and every pattern of bits is
        // a number.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.length) }
    }
}

impl<T> std::ops::DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`, and `self` is borrowed alone.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.length) }
    }
}

impl<T> std::fmt::Debug for Aligned<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} numbers", self.length)
    }
}
