//! A text beside the record for people: each claim with the statements beside it, and what to do next.

use super::{Readable, problem_line};
use firsthand_archive::{ClaimView, KeptCheck, Line, MarksWritten, TextCheck};

impl Readable for MarksWritten {
    fn lines(&self) -> Vec<String> {
        vec![
            format!("{} sentences, each a row of {}.", self.sentences, self.marks.display()),
            format!(
                "For {} of them the index suggests statements to look at: suggestions, never answers.",
                self.suggested
            ),
            "Write the claim into the column claim of each sentence that states something (or yes, for its own words),"
                .into(),
            "and what it answers into question_id, scope and answer (count>1200, time=2004-09-03T13:05, choice=B07);"
                .into(),
            "or lay statements beside it by hand with statement_ids and status. Then run the same command again."
                .into(),
        ]
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
        let counts = self.counts;
        lines.push(format!(
            "{} claims: said by {}, differs from {}, only fits {}, about something else {}, nowhere here {}, not compared {}.",
            counts.claims,
            counts.said_by,
            counts.differs_from,
            counts.only_fits,
            counts.about_something_else,
            counts.nowhere_here,
            counts.not_compared
        ));
        lines.extend(self.kept.iter().flat_map(kept_lines));
        lines.extend(self.files.iter().map(|file| format!("wrote {}", file.display())));
        lines
    }
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
