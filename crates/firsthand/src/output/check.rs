//! A text beside the record for people: each claim with the statements beside it, and what to do next.

use super::{Readable, problem_line};
use firsthand_archive::{ClaimView, Counts, KeptCheck, Line, MarksWritten, TextCheck};

impl Readable for MarksWritten {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{} sentences, each a row of {}.", self.sentences, self.marks.display())];
        if self.suggested > 0 {
            lines.push(format!(
                "For {} of them the table suggests statements or questions to look at: suggestions, never answers.",
                self.suggested
            ));
        }
        lines.extend([
            "Write the claim into the column claim of each sentence that states something (or yes, for its own words),"
                .into(),
            "and what it answers into question_id, scope and answer (count>1200, time=2004-09-03T13:05, choice=B07);"
                .into(),
            "or lay statements beside it by hand with statement_ids and status. Then run the same command again."
                .into(),
        ]);
        lines
    }
}

impl Readable for TextCheck {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.problems.iter().map(problem_line).collect();
        if self.is_refused() {
            lines.push("Nothing was compared. Correct the rows above and run the same command again.".into());
            return lines;
        }
        lines.extend(self.claims.iter().flat_map(claim_lines));
        lines.extend(self.lost.iter().map(|row| format!("row {row}: its words stand in the text no more")));
        if self.unmarked > 0 {
            lines.push(format!("{} sentences of the text stand in no row: they were written since.", self.unmarked));
        }
        lines.push(counted(&self.counts));
        lines.extend(self.kept.iter().flat_map(kept_lines));
        lines.extend(self.files.iter().map(|file| format!("wrote {}", file.display())));
        lines
    }
}

/// How many claims are of which kind; of what there is none nothing is said.
fn counted(counts: &Counts) -> String {
    let kinds = [
        ("said by", counts.said_by),
        ("differs from", counts.differs_from),
        ("only fits", counts.only_fits),
        ("about something else", counts.about_something_else),
        ("nowhere here", counts.nowhere_here),
        ("not compared", counts.not_compared),
    ];
    let kinds = kinds.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what} {count}"));
    let claims = if counts.claims == 1 { "1 claim".to_owned() } else { format!("{} claims", counts.claims) };
    format!("{claims}: {}.", kinds.collect::<Vec<_>>().join(", "))
}

fn kept_lines(kept: &KeptCheck) -> Vec<String> {
    let mut lines = vec![format!("{} entries written to the case.", kept.entries)];
    let rows: Vec<String> = kept.not_kept.iter().map(ToString::to_string).collect();
    if !rows.is_empty() {
        lines.push(format!("not kept, since is_statement names no statement of the case: rows {}", rows.join(", ")));
    }
    lines.extend(kept.notes.iter().map(|note| format!("note: {note}")));
    lines
}

fn claim_lines(claim: &ClaimView) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", claim.number, claim.claim)];
    let columns = [
        ("said by", &claim.said_by),
        ("differs from", &claim.differs_from),
        ("fits", &claim.fits),
        ("without an answer", &claim.no_answer),
    ];
    for (what, found) in columns {
        lines.extend(found.iter().map(|line| format!("   {what}: {}", beside(line))));
    }
    // Of other scopes there may be many: they are in the files.
    if !claim.about_something_else.is_empty() {
        let labels: Vec<&str> = claim.about_something_else.iter().map(|line| line.label.as_str()).collect();
        lines.push(format!("   about something else: {}", labels.join(" ")));
    }
    lines.extend(claim.nothing.iter().map(|why| format!("   {why}")));
    lines
}

fn beside(line: &Line) -> String {
    let value = line.value.as_ref().map(|value| format!("{}, ", value.text)).unwrap_or_default();
    let custody = if line.custody.is_some() { " (in custody)" } else { "" };
    let by_hand = if line.by_hand { " (laid here by a person)" } else { "" };
    format!("{} {value}{}, {}{custody}{by_hand}: {}", line.label, line.speaker.text, line.basis, line.claim.text)
}
