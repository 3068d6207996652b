//! Chains for people: those that go backwards in time with ordinary causes first, and what is recorded or open of how statements
//! hang together, with the row to write.

use super::{Readable, lines_of};
use firsthand_archive::{Backwards, Dependence, OpenDependence};

impl Readable for Vec<Backwards> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().flat_map(backwards_lines).collect();
        lines.push(match self.len() {
            0 => "No chain of reports goes backwards in time as recorded.".into(),
            1 => "1 chain goes backwards in time. One of its records, or our reading of it, needs another look.".into(),
            many => format!(
                "{many} chains go backwards in time. In each, one of the records, or our reading of it, needs another look."
            ),
        });
        lines
    }
}

fn backwards_lines(one: &Backwards) -> Vec<String> {
    let mut lines = vec![one.sentence.clone()];
    lines.extend(one.causes.iter().map(|here| format!("   perhaps {}: {}", here.cause, here.why)));
    lines
}

impl Readable for Vec<Dependence> {
    fn lines(&self) -> Vec<String> {
        // A cell in quotes may go on in the next line, as in a table.
        self.iter().flat_map(|one| lines_of(&row(one))).collect()
    }
}

impl Readable for Vec<OpenDependence> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().flat_map(open_lines).collect();
        lines.push(match self.len() {
            0 => "Nothing here raises a question that nobody has answered.".into(),
            many => format!(
                "{many} questions. That two agree is no reason to take one for the other's copy: look at both, then put your answer and your reason into dependences.csv."
            ),
        });
        lines
    }
}

fn open_lines(one: &OpenDependence) -> Vec<String> {
    let (from, to) = (&one.from, &one.to);
    vec![
        one.question.clone(),
        format!("   yes, {from} comes from {to}:  {}", row(&one.yes)),
        format!("   no, neither of them comes from the other:  {}", row(&one.no)),
    ]
}

/// A row as `dependences.csv` has it.
fn row(dependence: &Dependence) -> String {
    let id = |id: &Option<firsthand_archive::StatementId>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    let cells = [
        dependence.id.to_string(),
        id(&dependence.from_statement),
        id(&dependence.to_statement),
        dependence.kind.map(|kind| kind.to_string()).unwrap_or_default(),
        dependence.reason.clone().unwrap_or_default(),
        dependence.certainty.clone().unwrap_or_default(),
    ];
    cells.map(|cell| quoted(&cell)).join(",")
}

/// A cell of a CSV row, RFC 4180.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_with_commas_stays_one_cell() {
        let dependence =
            Dependence { id: "D1".into(), reason: Some("the same, \"354\"".into()), ..Dependence::default() };
        assert_eq!(row(&dependence), "D1,,,,\"the same, \"\"354\"\"\",");
    }
}
