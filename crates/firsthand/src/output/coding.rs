//! Coding for people: sheets as tables, agreement field by field with its differences, and acts one by one or by pattern.

use super::{Readable, lines_of};
use firsthand_archive::{
    ActCell, ActLine, Acts, CodingSheet, Coefficient, Difference, FieldAgreement, PairAgreement, Unnamed,
};
use serde::Serialize;

/// A table that is printed as it is, line by line, for other tools.
#[derive(Debug, Serialize)]
pub struct Table(pub String);

impl Readable for Table {
    fn lines(&self) -> Vec<String> {
        lines_of(self.0.trim_end())
    }
}

impl Readable for CodingSheet {
    fn lines(&self) -> Vec<String> {
        lines_of(self.csv().trim_end())
    }
}

impl Readable for Vec<FieldAgreement> {
    fn lines(&self) -> Vec<String> {
        self.iter().flat_map(field_lines).collect()
    }
}

fn field_lines(field: &FieldAgreement) -> Vec<String> {
    let mut lines = vec![format!(
        "{}  {} coders, {} statements coded by two or more; Krippendorff's alpha ({}): {}",
        field.field,
        field.coders.len(),
        field.units,
        field.level,
        coefficient(&field.alpha)
    )];
    lines.extend(field.pairs.iter().flat_map(pair_lines));
    lines.extend(field.differences.iter().map(difference_line));
    lines.push(String::new());
    lines
}

fn coefficient(found: &Coefficient) -> String {
    match (found.value, &found.undefined) {
        (Some(value), _) => format!("{value:.3}"),
        (None, why) => why.clone().unwrap_or_else(|| "undefined".into()),
    }
}

fn pair_lines(pair: &PairAgreement) -> Vec<String> {
    let share = match pair.share.value {
        Some(share) => format!("{:.1} %", share * 100.0),
        None => coefficient(&pair.share),
    };
    let [one, other] = &pair.coders;
    let kappa = coefficient(&pair.kappa);
    let mut lines =
        vec![format!("   {one} and {other}, {} statements: {share} the same; Cohen's kappa: {kappa}", pair.units)];
    let cell = |(left, right, units): &(String, String, usize)| format!("      {units:>5}  {left} | {right}");
    lines.extend(pair.confusion.iter().map(cell));
    lines
}

fn difference_line(difference: &Difference) -> String {
    let said = difference.values.iter().map(|(coder, value)| format!("{coder} {value}"));
    let said = said.collect::<Vec<_>>().join(" | ");
    let decision =
        difference.decision.as_ref().map_or_else(|| "to be decided".to_owned(), |one| format!("decided {one}"));
    format!("   {}: {said} | {decision}", difference.statement_id)
}

impl Readable for Acts {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.acts.iter().map(act_line).collect();
        lines.extend(self.pattern.iter().map(cell_line));
        let left_out = |count: usize, why: &str| (count > 0).then(|| format!("{count} acts are left out: {why}."));
        lines.extend(left_out(self.withheld, "they are withheld"));
        lines.extend(left_out(self.under_duress, "all who speak of them were under duress"));
        let Unnamed { groups, codes } = self.unnamed;
        let unnamed =
            format!("Nobody is named: {groups} acts on groups of people, {codes} on one person under a code.");
        lines.extend(Some(unnamed).filter(|_| !self.acts.is_empty()));
        lines.push("Counted are acts as recorded, not victims, and not everything that happened.".into());
        lines
    }
}

fn act_line(act: &ActLine) -> String {
    let word = |text: &Option<String>, none: &str| text.clone().unwrap_or_else(|| none.to_owned());
    let role = act.role.map(|role| role.to_string()).unwrap_or_else(|| "unknown".into());
    format!(
        "{}  {}: {} ({role}) to {}; {}, {}  [{}]",
        act.id,
        act.act_type,
        word(&act.actor, "unknown"),
        act.victim,
        word(&act.time, "not dated"),
        word(&act.place, "place not stated"),
        act.statements.join(" ")
    )
}

fn cell_line(cell: &ActCell) -> String {
    let ActCell { act_type, actor, role, place, month, acts } = cell;
    format!("{:>5}  {act_type} | {actor} | {role} | {place} | {month}  [{}]", acts.len(), acts.join(" "))
}
