//! Tensions for people: those about the same things together, each with its records and by how much they miss each other,
//! and ordinary causes first to last.

use super::Readable;
use firsthand_archive::{MomentTimes, Tension, Tensions, UnreadableRow};
use std::collections::BTreeSet;

impl Readable for Tensions {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = together(&self.tensions).iter().flat_map(|alike| alike_lines(alike)).collect();
        lines.extend(self.times.iter().map(times_line));
        let not_read = |row: &UnreadableRow| format!("not read: {} {}: {}", row.kind, row.id, row.expected);
        lines.extend(self.unreadable.iter().map(not_read));
        lines.push(match self.tensions.len() {
            0 => "Nothing that is recorded here fails to fit together.".into(),
            1 => "1 tension. One of its records, or our reading of it, needs another look.".into(),
            many => format!("{many} tensions. In each, one of the records, or our reading of it, needs another look."),
        });
        if !self.are_all {
            lines.push("There are more, with some of the records named here: look at these first.".into());
        }
        if self.differences > 0 {
            lines.push(format!(
                "{} pairs of different answers to one question are no tensions: `firsthand questions ID` has them side by side.",
                self.differences
            ));
        }
        lines
    }
}

/// Tensions about the same things, in the order in which the first of each stands.
fn together(tensions: &[Tension]) -> Vec<Vec<&Tension>> {
    let mut together: Vec<Vec<&Tension>> = Vec::new();
    for tension in tensions {
        match together.iter_mut().find(|alike| alike[0].about == tension.about) {
            Some(alike) => alike.push(tension),
            None => together.push(vec![tension]),
        }
    }
    together
}

fn alike_lines(alike: &[&Tension]) -> Vec<String> {
    let mut lines = vec![alike[0].about.join(", ")];
    lines.extend(alike.iter().map(|tension| format!("   {}", tension.sentence)));
    let causes: BTreeSet<(_, &str)> =
        alike.iter().flat_map(|tension| &tension.causes).map(|here| (here.cause, here.why.as_str())).collect();
    lines.extend(causes.into_iter().map(|(cause, why)| format!("   perhaps {cause}: {why}")));
    lines.push(String::new());
    lines
}

fn times_line(times: &MomentTimes) -> String {
    let end = times.end.as_ref().map(|end| format!(".{end}")).unwrap_or_default();
    let or_open = |time: &Option<String>| time.clone().unwrap_or_else(|| "..".into());
    format!("{}{end}  {} / {}  {}", times.moment, or_open(&times.earliest), or_open(&times.latest), times.label)
}
