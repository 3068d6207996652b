//! Copies for people: what is the same, what is nearly, how that can be recorded, and that what is not recorded is unknown.

use super::Readable;
use super::transcript::clock;
use firsthand_archive::{Copies, CopyPair, CopySide, CopyState, ExactCopy};

impl Readable for Copies {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.exact.iter().map(exact).collect();
        lines.extend(self.pairs.iter().flat_map(pair));
        lines.extend(self.not_compared.iter().map(|line| format!("not compared: {} ({})", line.id, line.reason)));
        lines.extend(self.notices.iter().map(|notice| format!("note: {notice}")));
        if self.left_out > 0 {
            lines.push(format!("{} more pairs are not listed.", self.left_out));
        }
        if self.pairs.iter().any(|pair| !pair.rows.is_empty()) {
            lines.push(
                "In each row above replace KIND by derived_from, common_source, shared_exposure or independent, append it to \
                 dependences.csv (id,from_statement,to_statement,kind,reason,certainty) and import. What is not recorded is unknown."
                    .into(),
            );
        }
        let compared: Vec<String> = self.compared.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let open = self.pairs.iter().filter(|pair| matches!(pair.state, CopyState::Open | CopyState::Partly)).count();
        let compared = if compared.is_empty() { "nothing".into() } else { compared.join(", ") };
        let (exact, pairs) = (self.exact.len(), self.pairs.len());
        lines.push(format!("Compared {compared}: {exact} the same, {pairs} pairs nearly alike, {open} of them open."));
        lines
    }
}

fn exact(one: &ExactCopy) -> String {
    let names = if one.names.is_empty() { "no name".into() } else { one.names.join(", ") };
    let sources = if one.sources.is_empty() { String::new() } else { format!("; sources {}", one.sources.join(", ")) };
    format!("the same: {names}{sources}  [{}]", one.original)
}

fn pair(pair: &CopyPair) -> Vec<String> {
    let [one, other] = &pair.sides;
    let state = match pair.state {
        CopyState::NothingRests => "no statement stands on one of them yet, so nothing hangs on the answer".to_owned(),
        CopyState::Open => "open: does one rest on the other?".to_owned(),
        CopyState::Partly => format!("answered in part by {}", pair.answered_by.join(", ")),
        CopyState::Answered => format!("answered by {}", pair.answered_by.join(", ")),
    };
    let mut lines = vec![format!("{} ~ {}  {}  [{state}]", side(one), side(other), pair.alike)];
    lines.extend(pair.passage.iter().map(|passage| format!("    both have «{passage}»")));
    lines.extend(pair.sides.iter().filter(|side| !side.statements.is_empty()).map(standing));
    lines.extend(pair.rows.iter().map(|row| format!("    {}", row.csv())));
    lines
}

fn side(side: &CopySide) -> String {
    let at = side.at_ms.and_then(|at| i64::try_from(at).ok()).map(|at| format!(" at {}", clock(at)));
    let part = side.part.as_ref().map(|part| format!(", {part}")).unwrap_or_default();
    format!("{}{part}{}", side.id, at.unwrap_or_default())
}

fn standing(side: &CopySide) -> String {
    format!("    on {} stand {}", side.id, side.statements.join(" "))
}
