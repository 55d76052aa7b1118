//! Replications as they are done, shown to someone who watches.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::runs::lab::Watch;

/// A line that counts replications on a terminal; silent elsewhere.
pub struct Replications(ProgressBar);

impl Replications {
    /// Starts with nothing to be done.
    pub fn new(what: &str) -> Self {
        let target = if io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(5)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{prefix}: {pos} of {len} replications [{bar:24}] {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(what.to_owned());
        Self(bar)
    }
}

impl Watch for Replications {
    fn plan(&self, count: u64) {
        self.0.inc_length(count);
    }

    fn done(&self) {
        self.0.inc(1);
        // What nobody announced still counts.
        let done = self.0.position();
        if self.0.length().is_some_and(|length| length < done) {
            self.0.set_length(done);
        }
    }
}

impl Drop for Replications {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
