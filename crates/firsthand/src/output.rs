//! How results are printed: one JSON document, or lines for people.

mod chains;
mod check;
mod coding;
mod copies;
mod corrections;
mod custody;
mod derived;
mod entry;
mod history;
mod judgment;
mod reached;
mod receipts;
mod repeated;
mod search;
mod tensions;
mod transcript;

pub use coding::Table;
use firsthand_archive::{
    AnswerId, AsideView, CorrectedView, End, Ends, Erased, Exported, Outcome, PrintedView, Published, QuestionLine,
    QuestionView, Rebuilt, ScopeView,
};
use firsthand_archive::{FileReceipt, Receipt, StatementId, StatementLine, TranscriptLine, Verification};
use serde::Serialize;
use std::io::Write;

/// A result that people can read.
pub trait Readable: Serialize {
    /// The lines shown.
    fn lines(&self) -> Vec<String>;

    /// What is said in the place of lines where there are none, so that nobody has to guess what silence means.
    fn where_none(&self) -> &'static str {
        "Nothing of that kind is recorded here."
    }

    /// Whether the lines are already without what would steer a terminal, but for what we put into them.
    fn is_plain(&self) -> bool {
        false
    }
}

/// Prints a result; a reader that stopped reading is no error.
pub fn print<T: Readable>(result: &T, as_json: bool) {
    let mut out = std::io::stdout().lock();
    if as_json {
        let text = serde_json::to_string_pretty(result).unwrap_or_default();
        let _ = writeln!(out, "{text}");
        return;
    }
    let lines = result.lines();
    if lines.is_empty() {
        let _ = writeln!(out, "{}", result.where_none());
    }
    for line in lines {
        let _ = match result.is_plain() {
            true => writeln!(out, "{line}"),
            false => writeln!(out, "{}", plain(&line)),
        };
    }
}

/// The lines of a text that is printed as it is: as one line its breaks would be shown as `\u{a}`.
fn lines_of(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

/// A line without what would steer a terminal or make two lines of one: file names and rows are written by strangers.
pub fn plain(line: &str) -> String {
    // What turns the direction of letters lets one name look like another.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_steering = |c: char| c.is_control() && c != '\t' || turns(c);
    let shown = |c: char| if is_steering(c) { c.escape_unicode().to_string() } else { c.to_string() };
    line.chars().map(shown).collect()
}

impl Readable for Outcome {
    fn lines(&self) -> Vec<String> {
        let receipt = &self.receipt;
        let mut lines: Vec<String> = self.problems.iter().map(problem_line).collect();
        lines.extend(self.rows.iter().map(|(table, rows)| format!("{rows:>7} {table}")));
        lines.extend(
            receipt
                .files
                .iter()
                .filter_map(|file| Some(format!("{}: {} ({})", told_always(&file.outcome)?, file.path, file.reason))),
        );
        lines.extend(receipt.files.iter().filter(|_| receipt.total <= SHOWN_FILES).filter_map(read_line));
        if self.taken_up > 0 {
            lines.push(format!("{} files had been read by an import before and were not read again.", self.taken_up));
        }
        lines.extend(self.findings.iter().cloned());
        let (files, entries) = (counted(receipt.total, "files"), counted(self.entries, "entries"));
        lines.push(format!("{files}: {}. {entries} written.", parts(receipt).join(", ")));
        if receipt.refused > 0 {
            lines.push("Nothing was imported. Correct the rows above, or leave them out with --keep-going.".into());
        }
        lines.extend(derived::offer(receipt));
        lines
    }
}

/// What is said of each file with this outcome, however many there are.
fn told_always(outcome: &str) -> Option<&'static str> {
    match outcome {
        "unreadable" => Some("kept, not readable"),
        "partial" => Some("kept, read in part"),
        "copy" => Some("a copy, kept once"),
        _ => None,
    }
}

/// The parts of a receipt that sum to all its files; those that are rare are named where there are any.
fn parts(receipt: &Receipt) -> Vec<String> {
    let counted = [
        (receipt.stored, "stored", true),
        (receipt.partial, "read in part", false),
        (receipt.copy, "copies of others that came with them", false),
        (receipt.duplicate, "already in the case", true),
        (receipt.unreadable, "kept but unreadable", true),
        (receipt.refused, "refused", true),
    ];
    let named = counted.iter().filter(|(count, _, is_always)| *count > 0 || *is_always);
    named.map(|(count, what, _)| format!("{count} {what}")).collect()
}

/// Of so many files each is named with what was found in it; of more only those that could not be read.
const SHOWN_FILES: u64 = 20;

fn read_line(file: &FileReceipt) -> Option<String> {
    let counts = file.counts.iter().filter(|(_, count)| **count > 0);
    let counts: Vec<String> = counts.map(|(name, count)| counted(*count, &name.replace('_', " "))).collect();
    let found = if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
    (file.reader != "none").then(|| format!("{}: {}{found}", file.path, file.reader))
}

/// `2 voices`, `1 voice`: a number and what is counted, given as of several.
pub(super) fn counted(count: impl TryInto<u64>, several: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let one = |word: &str| match word {
        "people" => "person".to_owned(),
        word if word.ends_with("ies") => format!("{}y", word.trim_end_matches("ies")),
        word => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    match count {
        1 => format!("1 {}", several.split(' ').map(one).collect::<Vec<_>>().join(" ")),
        _ => format!("{count} {several}"),
    }
}

pub(super) fn problem_line(problem: &firsthand_archive::ProblemAt) -> String {
    let row = problem.row.map(|row| format!(", row {row}")).unwrap_or_default();
    let column = problem.column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default();
    let place = format!("{}{row}{column}", problem.file);
    let weight = if problem.fatal { "problem" } else { "note" };
    if place.is_empty() {
        format!("{weight}: {}", problem.message)
    } else {
        format!("{weight}: {place}: {}", problem.message)
    }
}

impl Readable for Vec<QuestionLine> {
    fn lines(&self) -> Vec<String> {
        let line = |q: &QuestionLine| {
            let (groups, statements) = (counted(q.groups, "groups of answers"), counted(q.statements, "statements"));
            format!("{}  {}  [{}; {groups}, {statements}]", q.id, q.text, q.status)
        };
        self.iter().map(line).collect()
    }

    fn where_none(&self) -> &'static str {
        "No question is recorded here. Questions are rows of questions.csv; what statements say to them are rows of answers.csv."
    }
}

impl Readable for QuestionView {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{}  {}  [{}]", self.id, self.text, self.status)];
        lines.extend(self.scopes.iter().flat_map(scope_lines));
        lines.extend(no_answer_line("does not know", &self.no_answer.does_not_know));
        lines.extend(no_answer_line("asked and declined", &self.no_answer.declines));
        lines.extend(self.checks.iter().map(|check| {
            let verdict = if check.closes { "adds up" } else { "does not add up" };
            let by = check.division.as_ref().map(|division| format!(" by {division}")).unwrap_or_default();
            format!(
                "sum in {}{by}: {} = {}, printed {}: {verdict}",
                check.statement,
                check.addends.join(" + "),
                check.sum,
                check.stated
            )
        }));
        lines
    }
}

fn no_answer_line(why: &str, statements: &[StatementId]) -> Option<String> {
    let ids: Vec<&str> = statements.iter().map(|id| id.as_str()).collect();
    (!ids.is_empty()).then(|| format!("{why}: {}", ids.join(" ")))
}

fn scope_lines(scope: &ScopeView) -> Vec<String> {
    let words = [scope.unit.clone(), scope.tally.map(|tally| tally.to_string()), scope.tolerance.clone()];
    let more: Vec<String> = words.into_iter().flatten().collect();
    let mut lines = vec![
        String::new(),
        format!(
            "{} ({}) {}",
            scope.population.as_deref().unwrap_or("population not stated"),
            scope.answer_type,
            more.join(", ")
        ),
    ];
    lines.extend(scope.ends.iter().flat_map(|ends| end_lines(ends, scope.unit.as_deref())));
    lines.extend(scope.groups.iter().map(|group| {
        format!(
            "  {:<28} {}  [reports: {} to {}]",
            group.label,
            group.statements.join(" "),
            group.origins.at_least,
            group.origins.at_most
        )
    }));
    lines.extend(scope.bounds.iter().map(|bound| {
        format!("  {} {}: fits {}; excludes {}", bound.statement, bound.label, list(&bound.fits), list(&bound.excludes))
    }));
    lines.extend(scope.corrected.iter().map(corrected_line));
    lines.extend(scope.asides.iter().map(aside_line));
    lines.extend(scope.printed.iter().map(printed_line));
    lines.extend(scope.named.iter().map(|(id, name)| format!("  {id}: {name}")));
    lines
}

/// `lowest given: 354, by E1.1 E2.1`, and by which answers an end is open.
fn end_lines(ends: &Ends, unit: Option<&str>) -> Vec<String> {
    let answers = |ids: &[AnswerId]| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ");
    let line = |name: &str, side: &str, end: &End| {
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let open =
            if end.beyond.is_empty() { String::new() } else { format!("; open {side} it by {}", answers(&end.beyond)) };
        format!("  {name} given: {}{unit}, by {}{open}", end.value, answers(&end.answers))
    };
    let lowest = ends.lowest.iter().map(|end| line("lowest", "below", end));
    lowest.chain(ends.highest.iter().map(|end| line("highest", "above", end))).collect()
}

/// `E1 354: corrected by the same speaker, the spokesman, to 1200 in E2.1 (2004-09-02)`.
fn corrected_line(corrected: &CorrectedView) -> String {
    let CorrectedView { statement, label, by, to, speaker, said, .. } = corrected;
    let who = speaker.as_ref().map(|speaker| format!(", {speaker},")).unwrap_or_default();
    let said = said.as_deref().unwrap_or("date not stated");
    format!("  {statement} {label}: corrected by the same speaker{who} to {to} in {by} ({said})")
}

/// `E9 354: retracts; in no group`.
fn aside_line(aside: &AsideView) -> String {
    let AsideView { statement, label, stance, .. } = aside;
    let why = if stance.is_answer() { "words without a code" } else { stance.word() };
    format!("  {statement} {label}: {why}; in no group")
}

/// `printed in E106 as 09:05, GMT: read as 2004-09-03 13:05`.
fn printed_line(printed: &PrintedView) -> String {
    let (statement, label) = (&printed.statement, &printed.label);
    let calendar = printed.calendar.as_ref().map(|one| format!(", calendar as printed: {one}")).unwrap_or_default();
    let zone = if printed.is_clock_time { ", without a zone" } else { "" };
    match (&printed.time, &printed.zone) {
        (Some(time), Some(zone)) => format!("  printed in {statement} as {time}, {zone}{calendar}: read as {label}"),
        (Some(time), None) => format!("  printed in {statement} as {time}{zone}{calendar}: read as {label}"),
        (None, Some(zone)) => format!("  zone as printed in {statement}: {zone}{calendar}; read as {label}"),
        (None, None) if !printed.is_clock_time => format!("  in {statement}{calendar}; read as {label}"),
        (None, None) => format!("  no zone is printed in {statement}{calendar}; read as {label}, in the case's own"),
    }
}

fn list(labels: &[String]) -> String {
    if labels.is_empty() { "none".into() } else { labels.join(", ") }
}

impl Readable for Vec<StatementLine> {
    fn lines(&self) -> Vec<String> {
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
        let line = |s: &StatementLine| {
            let basis = s.basis.map(|basis| basis.to_string()).unwrap_or_else(|| "-".into());
            let custody = if s.duress { " (in custody)" } else { "" };
            format!("{}  {}  {}, {basis}{custody}: {}", s.id, word(&s.source), word(&s.speaker), word(&s.claim))
        };
        self.iter().map(line).collect()
    }

    fn where_none(&self) -> &'static str {
        "No statement is recorded here. Statements are rows of statements.csv."
    }
}

impl Readable for Vec<TranscriptLine> {
    fn lines(&self) -> Vec<String> {
        let lines = |t: &TranscriptLine| {
            let times = match (t.stated, t.interpolated) {
                (0, _) => "no times".into(),
                (stated, 0) => counted(stated, "times"),
                (stated, interpolated) => format!("{stated} times, {interpolated} more spread between them"),
            };
            let corrected = if t.revision > 0 { format!(", revision {}", t.revision) } else { String::new() };
            let layer = t.layer.word();
            let read = format!("{times}{corrected}  [{}]", t.reader);
            let (turns, voices) = (counted(t.turns, "turns"), counted(t.voices, "voices"));
            let unread = t.unread.as_ref().map(|unread| format!("    read in part: {unread}"));
            std::iter::once(format!("{}  {layer}, {turns}, {voices}, {read}", t.id)).chain(unread)
        };
        self.iter().flat_map(lines).collect()
    }
}

impl Readable for Verification {
    fn lines(&self) -> Vec<String> {
        let files = self.files.as_ref();
        let faults = [&self.originals.faults, &self.accepted.faults, &self.ledger.faults, &self.derived.faults];
        let mut lines: Vec<String> =
            faults.into_iter().chain(files.map(|files| &files.faults)).flatten().cloned().collect();
        let faults = lines.len();
        lines.extend(self.notices.iter().map(|notice| format!("note: {notice}")));
        lines.push(match files {
            Some(files) => {
                format!("{} files checked; rests on {} entries, root {}", files.checked, self.entries, self.root)
            }
            None => format!(
                "{} entries, root {}; {} originals and {} accepted objects checked",
                self.entries, self.root, self.originals.checked, self.accepted.checked
            ),
        });
        lines.push(if self.ok { "Nothing is wrong.".into() } else { format!("{faults} faults.") });
        lines
    }
}

impl Readable for Exported {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.rows.iter().map(|(table, rows)| format!("{rows:>7} {table}")).collect();
        lines.extend(self.left_out.iter().map(|one| {
            let column = one.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
            format!("left out: {} {}{column}: {}", one.kind, one.id, one.why)
        }));
        lines.push(format!("{} files written.", self.files.len()));
        lines
    }
}

impl Readable for Rebuilt {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{} entries replayed.", self.entries)];
        if self.derivatives > 0 {
            lines.push(format!("{} derivatives are whole and were kept.", self.derivatives));
        }
        lines
    }
}

impl Readable for Erased {
    fn lines(&self) -> Vec<String> {
        let verb = if self.erased { "erased" } else { "would go" };
        let mut lines: Vec<String> = self.records.iter().map(|record| format!("{verb}: {record}")).collect();
        let (entries, originals, accepted) = (self.entries.len(), self.originals, self.accepted);
        lines.push(match self.entry {
            Some(entry) => format!(
                "{entries} entries are tombstones now (entry {entry} says so); {originals} originals and {accepted} accepted objects are gone."
            ),
            None => format!(
                "{entries} entries would become tombstones; {originals} originals and {accepted} accepted objects would go."
            ),
        });
        if self.derived > 0 {
            lines.push(format!("{verb}: {} files made of them", self.derived));
        }
        if self.receipts > 0 {
            let written = if self.erased { "were" } else { "would be" };
            lines.push(format!("{} receipts {written} written anew without the names of these files", self.receipts));
        }
        if !self.came_from.is_empty() {
            lines.push(format!(
                "Your own copies stay as they are ({}): take it out of them, or the next import of them brings it back.",
                self.came_from.join(", ")
            ));
        }
        lines.extend(self.editions.iter().map(|edition| {
            format!(
                "edition {} for {} may contain it and is out of our hands ({})",
                edition.number, edition.audience, edition.sha256sums
            )
        }));
        if !self.erased {
            lines.push("Nothing was erased. There is no way back: run the same command with --yes to do it.".into());
        }
        lines
    }
}

impl Readable for Published {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!(
                "Edition {} for {}: {} pages, {} files, {} bytes.",
                self.edition, self.audience, self.pages, self.files, self.bytes
            ),
            format!("It rests on {} ledger entries. SHA256SUMS: {}", self.position, self.sha256sums),
            format!("Open {}", self.folder.join("index.html").display()),
        ];
        lines.extend(self.past_of.map(|now| {
            format!("It is of a past state: the case as it stands rests on {now} ledger entries. What was erased since is not in it.")
        }));
        lines.extend(self.notices.iter().map(|notice| format!("note: {notice}")));
        lines
    }
}
