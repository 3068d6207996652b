//! Clearing of double coding: of a statement that is shown, the fields that two coders or more have coded, with what each
//! said, what was decided and what the record has. What one coder alone has coded stays blind, and notes stay with the team.

use crate::coding::coded_answers::{SaidBy, compared};
use crate::coding::coded_values::CodedValues;
use crate::snapshot::Snapshot;
use firsthand_model::answer::YES_NO_WORDS;
use firsthand_model::{AnswerType, Coding, Kind, Precedence, Question, StatementId};
use firsthand_publish::{CodedField, DossierInput};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of statements that a page shows, and whose values are words of a list.
const OF_STATEMENTS: [&str; 2] = ["basis", "stance"];
/// Columns of answers whose values are numbers, dates, words of a list, or ids.
const OF_ANSWERS: [&str; 9] = ["bound", "codes", "lat", "lon", "max", "min", "negated", "option_ids", "radius_m"];

/// The fields of shown statements that were coded twice, in order of statement and field.
pub(crate) fn coded_fields(snapshot: &Snapshot, input: &DossierInput) -> Vec<CodedField> {
    let shown: BTreeSet<&StatementId> = input.statements.iter().map(|cleared| &cleared.statement.id).collect();
    let mut found: BTreeMap<&StatementId, Vec<&Coding>> = BTreeMap::new();
    for coding in &snapshot.codings {
        if let Some(statement) = coding.statement_id.as_ref().filter(|id| shown.contains(id)) {
            found.entry(statement).or_default().push(coding);
        }
    }
    let shows = Shows::of(input);
    found.into_iter().flat_map(|(statement, codings)| shows.fields(statement, &codings)).collect()
}

/// What of the case is shown, by which a coded value may be.
struct Shows<'i> {
    input: &'i DossierInput,
    questions: BTreeMap<&'i str, &'i Question>,
    coded: CodedValues<'i>,
    ids: BTreeSet<(Kind, &'i str)>,
}

impl<'i> Shows<'i> {
    fn of(input: &'i DossierInput) -> Self {
        let questions = input.questions.iter().map(|question| (question.id.as_str(), question)).collect();
        let coded = CodedValues::of(&input.questions);
        Shows { input, questions, coded, ids: crate::edition::clear::shown_ids(input) }
    }

    /// The fields of one statement, answers of several coders beside each other.
    fn fields(&self, statement: &StatementId, codings: &[&Coding]) -> Vec<CodedField> {
        let (mut said, mut decided) = (SaidBy::new(), BTreeMap::new());
        for coding in codings {
            let (Some(coder), Some(field)) = (&coding.coder, &coding.field) else { continue };
            let Some(value) = coding.value.as_deref().filter(|value| !value.trim().is_empty()) else { continue };
            let value = self.coded.spelled(field, value);
            match coding.decides {
                Some(true) => drop(decided.insert(field.clone(), (coder.clone(), value))),
                _ => drop(said.entry(coder.clone()).or_default().insert(field.clone(), value)),
            }
        }
        let fields = compared(&said, &BTreeSet::new(), &|field| self.coded.field(field));
        fields.iter().filter_map(|(field, values)| self.field(statement, field, values, decided.get(field))).collect()
    }

    /// One field with the coders' values; none unless two coded it, and every value names only what is shown.
    fn field(
        &self,
        statement: &StatementId,
        field: &str,
        values: &BTreeMap<String, String>,
        decided: Option<&(String, String)>,
    ) -> Option<CodedField> {
        let (question, column) = match field.split_once('.') {
            None => OF_STATEMENTS.contains(&field).then_some((None, field))?,
            Some((id, column)) => (Some(*self.questions.get(id).filter(|_| OF_ANSWERS.contains(&column))?), column),
        };
        let mut all = values.values().chain(decided.map(|(_, value)| value));
        let may_show = question.is_none_or(|question| all.all(|value| self.may_show(question, column, value)));
        (may_show && values.len() > 1).then(|| CodedField {
            statement: statement.clone(),
            question: question.map(|question| question.id.clone()),
            column: column.to_owned(),
            recorded: self.recorded(statement, question, column),
            values: values.clone().into_iter().collect(),
            decided: decided.cloned(),
        })
    }

    /// Whether every id in a value is that of something shown, or an option of the question.
    fn may_show(&self, question: &Question, column: &str, value: &str) -> bool {
        if column != "option_ids" {
            return true;
        }
        const KINDS: [Kind; 4] = [Kind::Person, Kind::Place, Kind::ScenePart, Kind::Event];
        let is_shown =
            |id: &str| question.options.contains_key(id) || KINDS.iter().any(|kind| self.ids.contains(&(*kind, id)));
        let is_word = |id: &str| YES_NO_WORDS.contains(&id);
        let things = |id: &str| match question.types.contains(&AnswerType::Order) {
            true => Precedence::read([id]).map(|order| order.things().to_vec()).unwrap_or_default(),
            false => vec![id.to_owned()],
        };
        value.split(';').flat_map(|id| things(id.trim())).all(|id| is_shown(&id) || is_word(&id))
    }

    /// What the record has in this field, whoever coded it: of several answers each value.
    fn recorded(&self, statement: &StatementId, question: Option<&Question>, column: &str) -> Vec<String> {
        let Some(question) = question else {
            let found = self.input.statements.iter().find(|cleared| cleared.statement.id == *statement);
            return found.and_then(|cleared| cell(&cleared.statement, column)).into_iter().collect();
        };
        let answers = self.input.answers.iter().filter(|answer| {
            answer.statement_id.as_ref() == Some(statement) && answer.question_id.as_ref() == Some(&question.id)
        });
        answers.filter_map(|answer| cell(answer, column)).collect()
    }
}

/// A cell as a table has it; none if it is empty.
fn cell<R: Serialize>(record: &R, column: &str) -> Option<String> {
    let text = match &serde_json::to_value(record).ok()?[column] {
        Value::Null => return None,
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(";"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}
