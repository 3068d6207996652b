//! Corrections, voices and passages for people.

use super::transcript::clock;
use super::{Readable, counted};
use firsthand_archive::{CorrectedTranscript, Correction, PassageLine, Voices};
use serde_json::Value;

impl Readable for CorrectedTranscript {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.made.iter().map(made).collect();
        lines.extend(self.not_taken.iter().map(|said| format!("note: {said}.")));
        lines.push(match (self.made.len(), self.dry_run) {
            (0, _) => format!("{}: nothing differs from revision {}. Nothing written.", self.id, self.revision),
            (made, true) => {
                format!(
                    "{}: {} would be revision {}. Nothing written.",
                    self.id,
                    counted(made, "operations"),
                    self.revision
                )
            }
            (made, false) => {
                format!("{}: {} written as revision {}.", self.id, counted(made, "operations"), self.revision)
            }
        });
        lines
    }
}

fn made(one: &Correction) -> String {
    let Correction { id, action, tokens, was, side, words, .. } = one;
    let action = action.map(|action| action.word().replace('_', " ")).unwrap_or_default();
    let place = [side.as_deref().unwrap_or_default(), &tokens.join(" ")].join(" ");
    let change = match (was, words) {
        (Some(was), Some(words)) => format!(" «{was}» → «{words}»"),
        (Some(was), None) => format!(" «{was}»"),
        (None, Some(words)) => format!(" «{words}»"),
        (None, None) => String::new(),
    };
    format!("{id}  {action} {}{change}", place.trim())
}

impl Readable for Voices {
    fn lines(&self) -> Vec<String> {
        let line = |line: &firsthand_archive::VoiceLine| {
            let decided = line.decided.as_ref().map_or("undecided".into(), |label| format!("is {label}"));
            format!("{}  {:>5} turns  {}  ({decided})", line.transcript, line.turns, line.spelling)
        };
        let mut lines: Vec<String> = self.voices.iter().map(line).collect();
        lines.extend(self.questions.iter().map(|(one, other)| format!("One voice? «{one}» and «{other}»")));
        if !self.questions.is_empty() {
            lines.push(
                "Write what you decide into voices.csv (spelling, person_id or label, by, reason) and import it."
                    .into(),
            );
        }
        lines
    }
}

impl Readable for Vec<PassageLine> {
    fn lines(&self) -> Vec<String> {
        let orphans = self.iter().filter(|passage| passage.orphaned.is_some()).count();
        let mut lines: Vec<String> = self.iter().map(passage_line).collect();
        lines.push(format!("{} passages listed, {orphans} of them found nowhere any more.", self.len()));
        lines
    }
}

/// Web Annotations are for programs; people are shown the same document.
impl Readable for Value {
    fn lines(&self) -> Vec<String> {
        format!("{self:#}").lines().map(str::to_owned).collect()
    }
}

fn passage_line(passage: &PassageLine) -> String {
    let PassageLine { statement, transcript, quote, words, .. } = passage;
    let quote = quote.as_deref().unwrap_or_default();
    match &passage.orphaned {
        Some(_) => format!("{statement}  {transcript}  ORPHANED: «{quote}» stands nowhere any more"),
        None => {
            let at = passage.ms.map(|(start, _)| clock(start)).unwrap_or_default();
            let odd = match (passage.is_ambiguous, passage.is_disagreed) {
                (true, _) => "  (stands in several places)",
                (_, true) => "  (its time and its words name different places)",
                _ => "",
            };
            format!("{statement}  {transcript}  {at}  «{}»{odd}", words.as_deref().unwrap_or_default())
        }
    }
}
