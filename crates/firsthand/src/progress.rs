//! How far long work has come, on standard error: a bar for somebody who looks, or lines of JSON for a program that asks.

use crate::cli::{Global, ProgressAs};
use crate::output::plain;
use firsthand_archive::Step;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// At most so often a line is written while one thing is being done, not counting its first and its last.
const BETWEEN_LINES: Duration = Duration::from_millis(500);

/// What the archive's progress calls move.
pub enum Progress {
    /// A bar.
    Bar(ProgressBar),
    /// Lines of JSON.
    Lines(Lines),
    /// Nothing.
    Nothing,
}

impl Progress {
    /// As the command line asks; a bar is shown only to somebody who looks.
    pub fn new(global: &Global) -> Progress {
        let is_seen = std::io::stderr().is_terminal() && !global.quiet && !global.json;
        match global.progress {
            ProgressAs::Json => Progress::Lines(Lines::default()),
            ProgressAs::Auto if is_seen => Progress::Bar(bar()),
            ProgressAs::Auto | ProgressAs::None => Progress::Nothing,
        }
    }

    /// Shows a step.
    pub fn step(&mut self, step: Step<'_>) {
        match self {
            Progress::Bar(bar) => move_bar(bar, step),
            Progress::Lines(lines) => {
                if let Some(line) = lines.line(step, Instant::now()) {
                    // Nobody reads any more: the work goes on.
                    let _ = writeln!(std::io::stderr().lock(), "{line}");
                }
            }
            Progress::Nothing => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>12} {wide_bar} {pos}/{len} {eta}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn move_bar(bar: &ProgressBar, step: Step<'_>) {
    let what = match step.on {
        Some(on) => plain(&format!("{} {on}", step.doing)),
        None => step.doing.to_string(),
    };
    if bar.message() != what {
        bar.set_message(what);
    }
    bar.set_length(step.total);
    bar.set_position(step.done);
}

/// Which steps become lines, and what such a line is.
#[derive(Debug, Default)]
pub struct Lines {
    last: Option<(String, Instant)>,
}

impl Lines {
    /// The line of a step: the first and the last of each thing that is done, and between them not too many.
    fn line(&mut self, step: Step<'_>, now: Instant) -> Option<String> {
        let doing = step.doing.to_string();
        let is_due = match &self.last {
            Some((last, at)) => *last != doing || step.done == step.total || now - *at >= BETWEEN_LINES,
            None => true,
        };
        if !is_due {
            return None;
        }
        self.last = Some((doing, now));
        let mut progress =
            json!({"doing": step.doing, "done": step.done, "total": step.total, "unit": step.doing.unit()});
        if let Some(on) = step.on {
            progress["on"] = on.into();
        }
        Some(json!({ "progress": progress }).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_archive::Doing;

    #[test]
    fn first_and_last_are_always_told_and_between_them_no_more_than_is_due() {
        let (mut lines, start) = (Lines::default(), Instant::now());
        let mut told =
            |doing, done, at_ms| lines.line(Step::new(doing, done, 9), start + Duration::from_millis(at_ms)).is_some();
        assert!(told(Doing::Storing, 0, 0));
        assert!(!told(Doing::Storing, 1, 1) && !told(Doing::Storing, 2, 499));
        assert!(told(Doing::Storing, 3, 500) && !told(Doing::Storing, 4, 501));
        assert!(told(Doing::Storing, 9, 502), "the last");
        assert!(told(Doing::Reading, 1, 503), "the first of another thing");
    }

    #[test]
    fn a_line_says_what_is_done_in_which_unit_and_on_what() {
        let step = Step { on: Some("a.pdf, page 2 of 3"), ..Step::new(Doing::Reading, 1, 4) };
        let line = Lines::default().line(step, Instant::now()).unwrap();
        let expected =
            r#"{"progress":{"doing":"reading","done":1,"total":4,"unit":"files","on":"a.pdf, page 2 of 3"}}"#;
        assert_eq!(line, expected);
    }
}
