//! Tensions for people: those about the same things together, each with its records and by how much they miss each other,
//! and ordinary causes first to last.

use super::Readable;
use super::repeated::sentences;
use firsthand_archive::{Cause, MomentTimes, NotTimed, TenseRecord, Tension, Tensions, UnreadableRow, causes_of};
use std::collections::{BTreeMap, BTreeSet};

impl Readable for Tensions {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = together(&self.tensions).iter().flat_map(|alike| alike_lines(alike)).collect();
        if !self.times.is_empty() {
            lines.push("Times that the records leave, without those in a tension or difference:".into());
        }
        lines.extend(self.times.iter().map(times_line));
        let not_read = |row: &UnreadableRow| format!("not read: {} {}: {}", row.kind, row.id, row.expected);
        lines.extend(self.unreadable.iter().map(not_read));
        lines.extend(not_timed_lines(&self.not_timed));
        lines.push(match self.tensions.len() {
            0 => "Nothing that is recorded here fails to fit together.".into(),
            1 => "1 tension. One of its records, or our reading of it, needs another look.".into(),
            many => format!("{many} tensions. In each, one of the records, or our reading of it, needs another look."),
        });
        lines.extend(not_all_lines(self));
        if self.differences > 0 {
            lines.push(format!(
                "{} pairs of different answers to one question are no tensions: `firsthand questions ID` has them side by side.",
                self.differences
            ));
        }
        lines
    }
}

/// That there may be more tensions, and where.
fn not_all_lines(found: &Tensions) -> Vec<String> {
    if found.are_all {
        return Vec::new();
    }
    if found.not_every_sum.is_empty() {
        return vec!["There may be more, with some of the records named here: look at these first.".into()];
    }
    let named = found.not_every_sum.iter().map(|one| format!("   {}  {one}", one.of));
    let why = "There may be more. Of these populations not every sum was looked at, because one of them lies within several others as a part, or too many sums can be made; of what is found of them, fewer records may do:";
    std::iter::once(why.to_owned()).chain(named).collect()
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
    let named = alike[0].about_in_words.iter();
    let mut lines: Vec<String> = named.map(|one| format!("{}  {one}", one.of)).collect();
    lines.extend(sentences(alike).into_iter().map(|sentence| format!("   {sentence}")));
    lines.extend(who_lines(alike));
    lines.extend(distinct(alike, |tension| &tension.beside).into_iter().map(beside_line));
    let causes = causes_of(alike);
    let named: BTreeSet<Cause> = causes.iter().map(|(cause, _)| *cause).collect();
    lines.extend(causes.into_iter().map(|(cause, why)| format!("   perhaps {cause}: {why}")));
    let is_unnamed =
        |cause: &&Cause| !named.contains(cause) && alike.iter().all(|tension| tension.looked_for.contains(cause));
    let others: Vec<&str> = ORDINARY.iter().filter(is_unnamed).map(|cause| cause.word()).collect();
    if !others.is_empty() {
        lines.push(format!("   nothing recorded here speaks for: {}", others.join(", ")));
    }
    lines.push(String::new());
    lines
}

/// Ordinary causes of a tension, in the order in which they are to be looked at.
const ORDINARY: [Cause; 5] = [Cause::Coding, Cause::Zone, Cause::Translation, Cause::Scope, Cause::Rounding];

/// Records of all of them, each once, as they come.
fn distinct<'t>(alike: &[&'t Tension], which: impl Fn(&'t Tension) -> &'t Vec<TenseRecord>) -> Vec<&'t TenseRecord> {
    let mut seen = BTreeSet::new();
    let all = alike.iter().flat_map(|tension| which(tension));
    all.filter(|record| seen.insert((record.kind, record.id.as_str()))).collect()
}

/// `who says so: E147 Shepel (P15), official; …`, each statement once.
fn who_lines(alike: &[&Tension]) -> Option<String> {
    let mut seen = BTreeSet::new();
    let records = distinct(alike, |tension| &tension.records);
    let said = records.into_iter().filter_map(|record| {
        let statement = record.statement.as_ref()?;
        seen.insert(statement.as_str()).then(|| format!("{statement} {}", who(record)))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("   who says so: {}", said.join("; ")))
}

fn who(record: &TenseRecord) -> String {
    let basis = record.basis.map(|basis| format!(", {basis}")).unwrap_or_default();
    let custody = if record.duress { ", in custody" } else { "" };
    format!("{}{basis}{custody}", record.speaker.as_deref().unwrap_or("-"))
}

/// A time that is no member, but what the members are to be read beside.
fn beside_line(record: &TenseRecord) -> String {
    let by = record.statement.as_ref().map(|_| format!(" ({})", who(record))).unwrap_or_default();
    format!("   beside: {}{by} {}", record.id, record.says)
}

/// Orders that no time is compared with, those of one question and for one reason together.
fn not_timed_lines(all: &[NotTimed]) -> Vec<String> {
    let mut alike: BTreeMap<(String, &str), Vec<&str>> = BTreeMap::new();
    for one in all {
        let question = one.question.as_ref().map(ToString::to_string).unwrap_or_default();
        alike.entry((question, &one.why)).or_default().push(&one.answer);
    }
    let line = |((question, why), answers): ((String, &str), Vec<&str>)| {
        let answers = answers.join(", ");
        format!(
            "not compared with times: the order in {answers} ({why}); `firsthand questions {question}` has it beside others"
        )
    };
    alike.into_iter().map(line).collect()
}

fn times_line(times: &MomentTimes) -> String {
    let end = times.end.as_ref().map(|end| format!(".{end}")).unwrap_or_default();
    let or_open = |time: &Option<String>| time.clone().unwrap_or_else(|| "..".into());
    let without = match times.without.is_empty() {
        true => String::new(),
        false => format!("  (without {}, which do not fit)", times.without.join(", ")),
    };
    format!(
        "{}{end}  {} / {}  {}{without}",
        times.moment,
        or_open(&times.earliest),
        or_open(&times.latest),
        times.label
    )
}
