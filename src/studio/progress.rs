//! Many pictures watched as one piece of work.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::engine::{Preview, Watch};

/// Shares one watch among the pictures of a request: each is one part of equal length.
pub(super) struct Parts<'a> {
    watch: &'a dyn Watch,
    total: u32,
    finished: AtomicU32,
}

/// Steps one part is reported in, so that progress moves within a picture too.
const STEPS_PER_PART: u32 = 100;

impl<'a> Parts<'a> {
    pub fn new(watch: &'a dyn Watch, parts: usize) -> Self {
        Self { watch, total: parts.max(1) as u32, finished: AtomicU32::new(0) }
    }

    /// The current picture is finished.
    pub fn next_part(&self) {
        self.finished.fetch_add(1, Ordering::Relaxed);
    }
}

impl Watch for Parts<'_> {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        let within = done * STEPS_PER_PART / total.max(1);
        let finished = self.finished.load(Ordering::Relaxed) * STEPS_PER_PART;
        self.watch.step(finished + within, self.total * STEPS_PER_PART)
    }
    fn wants_preview(&self) -> bool {
        self.watch.wants_preview()
    }

    fn preview(&self, preview: Preview) {
        self.watch.preview(preview);
    }
}
