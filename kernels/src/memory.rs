//! Large pages for large memory.
//!
//! A decoder's activations are up to 128 MB each and live for one layer. In pages of 4 KiB the system spends a tenth of the
//! decoder's time handing them out (measured); in pages of 2 MiB next to none.

/// Size of a large page on x86-64 and usual arm64 systems.
const LARGE_PAGE: usize = 2 << 20;

/// Asks for large pages below `bytes` bytes of fresh memory, where they are and where the system allows it.
pub(crate) fn use_large_pages<T>(start: *const T, bytes: usize) {
    let first = start.addr().next_multiple_of(LARGE_PAGE);
    let last = (start.addr() + bytes) / LARGE_PAGE * LARGE_PAGE;
    if first < last {
        advise(first, last - first);
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
fn advise(start: usize, bytes: usize) {
    // SAFETY: the range lies inside memory of ours, and the advice changes no content. Whether it is taken does not matter.
    unsafe { libc::madvise(start as *mut libc::c_void, bytes, libc::MADV_HUGEPAGE) };
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn advise(_: usize, _: usize) {}
