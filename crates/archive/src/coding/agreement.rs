//! The question *agreement*: how far coders agree, field by field, from sheets that were filled in or from the case, and
//! where they differ. What then holds is a person's decision, and stays a judgment. The coefficients are in perspective.

use crate::Archive;
use crate::coding::coded_answers::{SaidBy, compared, questions_named};
use crate::coding::coded_values::CodedValues;
use crate::coding::coding_sheet::csv_of;
use crate::error::ArchiveError;
use firsthand_intake::{Mode, Sandbox};
use firsthand_model::{Coding, Record};
use firsthand_perspective::agreement::{Codings, Undefined, alpha, confusion, differences, kappa, share_agreed};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub use firsthand_perspective::agreement::Level;

/// How far coders agree on one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldAgreement {
    /// The field.
    pub field: String,
    /// What differences between values count for: nominal, ordinal or interval.
    pub level: String,
    /// The coders, in order of name.
    pub coders: Vec<String>,
    /// Statements that at least two of them coded.
    pub units: usize,
    /// Krippendorff's alpha over all coders.
    pub alpha: Coefficient,
    /// Every two coders.
    pub pairs: Vec<PairAgreement>,
    /// Statements of which they said different things.
    pub differences: Vec<Difference>,
}

/// How far two coders agree on one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairAgreement {
    /// The two.
    pub coders: [String; 2],
    /// Statements that both coded.
    pub units: usize,
    /// The share of which both said the same, from 0 to 1.
    pub share: Coefficient,
    /// Cohen's kappa.
    pub kappa: Coefficient,
    /// How often the first said this where the other said that.
    pub confusion: Vec<(String, String, usize)>,
}

/// A coefficient, or why it has none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// Its value.
    pub value: Option<f64>,
    /// Why it is not defined.
    pub undefined: Option<String>,
}

impl From<Result<f64, Undefined>> for Coefficient {
    fn from(found: Result<f64, Undefined>) -> Self {
        let undefined = found.err().map(|why| why.to_string());
        Coefficient { value: found.ok(), undefined }
    }
}

/// A statement of which coders said different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The statement.
    pub statement_id: String,
    /// What each coder said, by name.
    pub values: BTreeMap<String, String>,
    /// What was decided, if somebody decided.
    pub decision: Option<String>,
}

impl Archive {
    /// How far coders agree: of sheets that were filled in, or, if there are none, of the codings of the case, as it stood at
    /// `at` or stands now.
    ///
    /// Differences of counts (`min`, `max`) count by their distance, all others as the same or not, unless `levels` says
    /// otherwise of a field.
    ///
    /// # Errors
    /// When the case cannot be read or has no such state, or a sheet is no table of codings, or names one coder's value twice.
    pub fn agreement(
        &self,
        sheets: &[PathBuf],
        levels: &BTreeMap<String, Level>,
        at: Option<&str>,
        sandbox: &Sandbox,
    ) -> Result<Vec<FieldAgreement>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        let mut fields = Fields::of(CodedValues::of(&snapshot.questions));
        if sheets.is_empty() {
            snapshot.codings.iter().for_each(|coding| drop(fields.add(coding)));
        }
        for sheet in sheets {
            let wrong = |reason: String| ArchiveError::NotCodings { file: sheet.clone(), reason };
            for coding in read(sheet, sandbox).map_err(wrong)? {
                fields.add(&coding).map_err(wrong)?;
            }
        }
        let level = |field: &str| levels.get(field).cloned().unwrap_or_else(|| level_of(&fields.values, field));
        let coded = fields.coded();
        Ok(coded.iter().map(|(field, coded)| field_agreement(&fields, field, coded, &level(field))).collect())
    }
}

/// The differences as a table of codings with an empty value for what is decided, and what each coder said beside it.
///
/// `who` decides. Filled in and imported it is a judgment of its own: no coder's value is changed by it.
pub fn decision_table(found: &[FieldAgreement], who: &str) -> String {
    let coders: BTreeSet<&String> = found.iter().flat_map(|field| &field.coders).collect();
    let columns = ["id", "statement_id", "field", "value", "coder", "at", "decides", "note"].map(str::to_owned);
    let header: Vec<String> = columns.into_iter().chain(coders.iter().map(|coder| format!("said_{coder}"))).collect();
    let ids: Vec<(String, &FieldAgreement, &Difference)> = found
        .iter()
        .flat_map(|field| field.differences.iter().map(move |difference| (field, difference)))
        .map(|(field, one)| (format!("decision-{}-{}", one.statement_id, field.field), field, one))
        .collect();
    let rows = ids.iter().map(|(id, field, one)| {
        let decision = one.decision.as_deref().unwrap_or_default();
        let said = coders.iter().map(|coder| one.values.get(*coder).map_or("", String::as_str));
        [id, one.statement_id.as_str(), &field.field, decision, who, "", "true", ""].into_iter().chain(said)
    });
    csv_of(&header, rows)
}

/// The codings in one sheet, read as any stranger's file.
pub(crate) fn read(sheet: &std::path::Path, sandbox: &Sandbox) -> Result<Vec<Coding>, String> {
    let ending = sheet.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let reading = sandbox.read(sheet, &format!("codings.{ending}"), Mode::Auto);
    if let Some(problem) = reading.problems.iter().find(|problem| problem.fatal) {
        let place = problem.row.map(|row| format!("row {row}: ")).unwrap_or_default();
        return Err(format!("{place}{}", problem.message));
    }
    let codings = reading.proposals.into_iter().filter_map(|proposal| match proposal.record {
        Record::Coding(coding) => Some(*coding),
        _ => None,
    });
    let codings: Vec<Coding> = codings.collect();
    if codings.is_empty() { Err("it has no rows of codings".to_owned()) } else { Ok(codings) }
}

/// Codings by statement and coder, and what was decided, by field and statement; each value in its one spelling.
struct Fields<'a> {
    values: CodedValues<'a>,
    said: BTreeMap<String, SaidBy>,
    decided: BTreeMap<(String, String), String>,
}

impl<'a> Fields<'a> {
    fn of(values: CodedValues<'a>) -> Self {
        Fields { values, said: BTreeMap::new(), decided: BTreeMap::new() }
    }

    /// Adds one coder's value; an empty one is none.
    fn add(&mut self, coding: &Coding) -> Result<(), String> {
        let (Some(statement), Some(field), Some(coder)) = (&coding.statement_id, &coding.field, &coding.coder) else {
            return Ok(());
        };
        let Some(value) = coding.value.as_deref().filter(|value| !value.trim().is_empty()) else { return Ok(()) };
        let value = self.values.spelled(field, value);
        if coding.decides == Some(true) {
            self.decided.insert((field.clone(), statement.to_string()), value);
            return Ok(());
        }
        let said = self.said.entry(statement.to_string()).or_default().entry(coder.clone()).or_default();
        match said.insert(field.clone(), value.clone()) {
            Some(before) if before != value => {
                Err(format!("{coder} codes {field} of {statement} twice, and otherwise"))
            }
            _ => Ok(()),
        }
    }

    /// What each coder said by field and statement, their answers side by side.
    fn coded(&self) -> BTreeMap<String, Codings> {
        let mut coded: BTreeMap<String, Codings> = BTreeMap::new();
        let read = |field: &str| self.values.field(field);
        let named: BTreeSet<String> =
            self.said.values().flat_map(|by_coder| questions_named(by_coder, &read)).collect();
        for (statement, by_coder) in &self.said {
            for (field, values) in compared(by_coder, &named, &read) {
                coded.entry(field).or_default().insert(statement.clone(), values);
            }
        }
        coded
    }
}

/// Counts differ by their distance; everything else is the same or not.
fn level_of(values: &CodedValues<'_>, field: &str) -> Level {
    let is_end = field.rsplit_once('.').is_some_and(|(_, column)| matches!(column, "min" | "max"));
    let count = is_end && values.is_number(field);
    if count { Level::Interval } else { Level::Nominal }
}

fn field_agreement(fields: &Fields<'_>, field: &str, coded: &Codings, level: &Level) -> FieldAgreement {
    let coders: BTreeSet<&String> = coded.values().flat_map(BTreeMap::keys).collect();
    let coders: Vec<String> = coders.into_iter().cloned().collect();
    let two = (0..coders.len()).flat_map(|one| (one + 1..coders.len()).map(move |other| (one, other)));
    let difference = |(statement, values): (&String, &BTreeMap<String, String>)| Difference {
        statement_id: statement.clone(),
        values: values.clone(),
        decision: fields.decided.get(&(field.to_owned(), statement.clone())).cloned(),
    };
    FieldAgreement {
        field: field.to_owned(),
        level: match level {
            Level::Nominal => "nominal",
            Level::Ordinal(_) => "ordinal",
            Level::Interval => "interval",
        }
        .to_owned(),
        units: coded.values().filter(|by_coder| by_coder.len() > 1).count(),
        alpha: alpha(coded, level).into(),
        pairs: two.map(|(one, other)| pair(coded, &coders[one], &coders[other])).collect(),
        differences: differences(coded).into_iter().map(difference).collect(),
        coders,
    }
}

fn pair(coded: &Codings, one: &str, other: &str) -> PairAgreement {
    let table = confusion(coded, one, other);
    PairAgreement {
        coders: [one.to_owned(), other.to_owned()],
        units: table.values().sum(),
        share: share_agreed(&table).into(),
        kappa: kappa(&table).into(),
        confusion: table.into_iter().map(|((left, right), units)| (left, right, units)).collect(),
    }
}
