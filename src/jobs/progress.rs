//! A verb's watch: how far it is, and whether it should stop, read and set from another thread.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::engine::{Preview, Watch};
use crate::store;

/// Steps in which progress is kept, whatever the verb counts in.
const STEPS: u32 = 1000;

/// How far one job is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    done: AtomicU64,
    stopped: AtomicBool,
    previews: Mutex<Previews>,
}

/// The newest preview that nobody has taken yet, and when one was last made.
#[derive(Debug, Default)]
struct Previews {
    newest: Option<Preview>,
    made: Option<Instant>,
}

/// The least time between two previews: more than two a second nobody can look at.
const PREVIEW_EVERY: Duration = Duration::from_millis(500);

impl Progress {
    /// Asks the verb to stop at its next step.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The newest preview, once.
    pub fn take_preview(&self) -> Option<Preview> {
        self.previews().newest.take()
    }

    fn previews(&self) -> MutexGuard<'_, Previews> {
        self.previews.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is.
    pub fn now(&self) -> store::Progress {
        store::Progress { done: self.done.load(Ordering::Relaxed) as i64, total: i64::from(STEPS) }
    }
}

impl Watch for Progress {
    /// Progress never goes back: steps are shares of `total`, and the largest stands.
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        let share = u64::from(done.min(total)) * u64::from(STEPS) / u64::from(total.max(1));
        self.done.fetch_max(share, Ordering::Relaxed);
        if self.stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn wants_preview(&self) -> bool {
        self.previews().made.is_none_or(|made| made.elapsed() >= PREVIEW_EVERY)
    }

    fn preview(&self, preview: Preview) {
        *self.previews() = Previews { newest: Some(preview), made: Some(Instant::now()) };
    }
}

/// One stage of the work: the part of the way from `from` to `to`, in hundredths.
pub(super) struct Stage<'a> {
    pub watch: &'a dyn Watch,
    pub from: u32,
    pub to: u32,
}

impl Watch for Stage<'_> {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        let share = u64::from(self.to - self.from) * u64::from(done.min(total)) * u64::from(STEPS);
        let within = share / (100 * u64::from(total.max(1)));
        self.watch.step(self.from * STEPS / 100 + within as u32, STEPS)
    }

    fn wants_preview(&self) -> bool {
        self.watch.wants_preview()
    }

    fn preview(&self, preview: Preview) {
        self.watch.preview(preview);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_each_other() {
        let progress = Progress::default();
        let check = |from, to, done, total, expected| {
            let _ = Stage { watch: &progress, from, to }.step(done, total);
            assert_eq!(progress.now().done, expected, "{done} of {total} from {from} to {to}");
        };
        check(0, 70, 0, 4, 0);
        check(0, 70, 2, 4, 350);
        check(0, 70, 4, 4, 700);
        check(70, 100, 0, 0, 700);
        check(70, 100, 1, 2, 850);
        check(0, 70, 1, 4, 850);
        check(70, 100, 3, 2, 1000);
        check(0, 100, u32::MAX, u32::MAX, 1000);
    }

    #[test]
    fn a_stopped_verb_is_told_at_its_next_step() {
        let progress = Progress::default();
        let stage = Stage { watch: &progress, from: 0, to: 50 };
        assert_eq!(stage.step(1, 2), ControlFlow::Continue(()));
        progress.stop();
        assert_eq!(stage.step(2, 2), ControlFlow::Break(()));
    }
    #[test]
    fn previews_are_taken_once_and_not_made_too_often() {
        let progress = Progress::default();
        let stage = Stage { watch: &progress, from: 0, to: 50 };
        assert!(stage.wants_preview());
        let preview = Preview { size: crate::scene::PixelSize::new(1, 1), pixels: [1, 2, 3].into() };
        stage.preview(preview.clone());
        assert!(!stage.wants_preview());
        assert_eq!((progress.take_preview(), progress.take_preview()), (Some(preview), None));
    }
}
