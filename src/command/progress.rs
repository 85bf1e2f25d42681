//! A progress bar on a terminal, silence elsewhere.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressDrawTarget};
use vignette::engine::Watch;

/// Shows the steps of a studio verb on standard error.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar when standard error is a terminal.
    pub fn new() -> Self {
        let bar = ProgressBar::new(100);
        if !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        Self(bar)
    }
}

impl Watch for Progress {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        self.0.set_length(total.into());
        self.0.set_position(done.into());
        ControlFlow::Continue(())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
