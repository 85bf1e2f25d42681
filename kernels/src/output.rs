//! An answer that several threads write, each its own part.

use std::marker::PhantomData;

use crate::memory::use_large_pages;

/// Memory for an answer, not yet written.
pub(crate) struct Output<T> {
    numbers: Vec<T>,
    length: usize,
}

/// The answer as the threads see it.
pub(crate) struct Shared<'a, T> {
    start: *mut T,
    length: usize,
    kind: PhantomData<&'a mut T>,
}

// SAFETY: it only hands out parts, and whoever asks for one promises that nobody else holds it.
unsafe impl<T: Send> Sync for Shared<'_, T> {}

impl<T: crate::Number> Output<T> {
    pub fn new(length: usize) -> Self {
        let numbers = Vec::with_capacity(length);
        use_large_pages(numbers.as_ptr(), length * size_of::<T>());
        Self { numbers, length }
    }

    pub fn shared(&mut self) -> Shared<'_, T> {
        Shared { start: self.numbers.as_mut_ptr(), length: self.length, kind: PhantomData }
    }

    /// The answer.
    ///
    /// # Safety
    /// Every number was written.
    pub unsafe fn finish(mut self) -> Vec<T> {
        // SAFETY: the capacity is `length`, and the caller says that all of it was written.
        unsafe { self.numbers.set_len(self.length) };
        self.numbers
    }
}

impl<T: crate::Number> Shared<'_, T> {
    /// A part of the answer, to be written.
    ///
    /// # Safety
    /// No other thread or reference holds any of it, and nothing of it is read before it is written.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn part(&self, start: usize, length: usize) -> &mut [T] {
        assert!(start <= self.length && length <= self.length - start);
        // SAFETY: in bounds; alone by the caller's promise. The memory is not initialised, but numbers of any bits are
        // valid, and it is written before it is read.
        unsafe { std::slice::from_raw_parts_mut(self.start.add(start), length) }
    }
}
