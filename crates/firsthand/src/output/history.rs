//! The history of a figure for people: each scope's figures in order, what only repeats one under it, then each speaker's own.

use super::Readable;
use firsthand_archive::{Figure, History, ScopeHistory, SpeakerHistory};

impl Readable for History {
    fn lines(&self) -> Vec<String> {
        if self.scopes.is_empty() {
            return vec![format!("No figure answers {} here.", self.question)];
        }
        self.scopes.iter().flat_map(scope_lines).collect()
    }
}

fn scope_lines(scope: &ScopeHistory) -> Vec<String> {
    let words = [scope.population.clone(), scope.unit.clone(), scope.tally.map(|tally| tally.to_string())];
    let title = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut lines = vec![if title.is_empty() { "population not stated".into() } else { title }];
    let first = |figure: &&Figure| !is_shown_under_another(scope, figure);
    for figure in scope.figures.iter().filter(first) {
        lines.push(format!("  {}", line(scope, figure)));
        let again = |other: &&Figure| other.repeats.as_ref() == Some(&figure.answer);
        lines.extend(scope.figures.iter().filter(again).map(|other| format!("      again: {}", line(scope, other))));
    }
    let several = scope.speakers.iter().filter(|own| own.answers.len() > 1);
    lines.extend(several.map(|own| speaker_line(scope, own)));
    lines.push(String::new());
    lines
}

/// A repetition whose root is not among the figures shown stands by itself, and says what it repeats.
fn is_shown_under_another(scope: &ScopeHistory, figure: &Figure) -> bool {
    figure.repeats.as_ref().is_some_and(|root| scope.figures.iter().any(|other| other.answer == *root))
}

fn line(scope: &ScopeHistory, figure: &Figure) -> String {
    let custody = if figure.duress { ", in custody" } else { "" };
    let speaker = figure.speaker.as_deref().unwrap_or("speaker not stated");
    let mut line =
        format!("{}  {}  {speaker}, {}{custody} ({})", figure.said, figure.label, figure.basis, figure.answer);
    if let Some(root) = figure.repeats.as_ref().filter(|_| !is_shown_under_another(scope, figure)) {
        line.push_str(&format!("; repeats {root}"));
    }
    for replaced in &figure.replaces {
        line.push_str(&format!("; in place of {} ({})", replaced.answer, replaced.why.word().replace('_', " ")));
    }
    for source in &figure.rests_on {
        line.push_str(&format!("; comes from {source}"));
    }
    line
}

fn speaker_line(scope: &ScopeHistory, own: &SpeakerHistory) -> String {
    let is_own = |figure: &&Figure| own.answers.contains(&figure.answer);
    let said = scope.figures.iter().filter(is_own).map(|figure| format!("{} ({})", figure.label, figure.said));
    format!("  {} over time: {}", own.speaker, said.collect::<Vec<_>>().join(", "))
}
