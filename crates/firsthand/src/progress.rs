//! How far long work has come, on standard error; nothing without a terminal, with `--quiet` or with `--json`.

use crate::cli::Global;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// A bar that the archive's progress calls move.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar, shown only to somebody who looks.
    pub fn new(global: &Global) -> Bar {
        let is_seen = std::io::stderr().is_terminal() && !global.quiet && !global.json;
        let bar = if is_seen { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{msg:>12} {wide_bar} {pos}/{len} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar { bar }
    }

    /// Moves the bar: what is being done, units done, units in all.
    pub fn step(&mut self, what: &str, done: u64, total: u64) {
        if self.bar.message() != what {
            self.bar.set_message(what.to_owned());
        }
        self.bar.set_length(total);
        self.bar.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
