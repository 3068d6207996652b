//! Rows and accounts as an export writes them: without what points to records that were erased, so that the folder
//! imports again. Everything left out is listed.

use crate::import::pointers::{Known, dangling};
use crate::import::proposals::{CITABLE, is_groundless};
use crate::snapshot::Snapshot;
use firsthand_model::references::spec_of;
use firsthand_model::{Account, Kind, Record, TABLES};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Something that an export does not write, because what it points to is no longer in the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The column that was emptied in part or whole; none if the whole row was left out.
    pub column: Option<String>,
    /// Why.
    pub why: String,
}

/// The case as it is written.
#[derive(Debug, Default)]
pub(crate) struct Cleaned {
    pub(crate) rows: BTreeMap<Kind, Vec<Value>>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// One row on its way out.
struct Row {
    kind: Kind,
    id: String,
    body: Value,
}

impl Row {
    fn left_out(&self, column: Option<&str>, why: String) -> LeftOut {
        LeftOut { kind: self.kind.to_string(), id: self.id.clone(), column: column.map(str::to_owned), why }
    }

    fn record(&self) -> Option<Record> {
        Record::from_json(self.kind, self.body.clone()).ok()
    }

    /// Takes one handle out of a column.
    fn forget(&mut self, column: &str, handle: &str) {
        match &mut self.body[column] {
            Value::Array(handles) => handles.retain(|one| one != handle),
            cell => *cell = Value::Null,
        }
    }

    /// Why a row that lost something can no longer stand.
    fn misses(&self) -> Option<String> {
        let is_empty = |cell: &Value| cell.is_null() || cell.as_array().is_some_and(Vec::is_empty);
        let mut required = spec_of(self.kind)?.columns.iter().filter(|column| column.required);
        if let Some(column) = required.find(|column| is_empty(&self.body[column.name])) {
            return Some(format!("it needs {}", column.name));
        }
        match self.record() {
            Some(Record::Answer(answer)) => answer.value().err().map(|misfit| format!("it needs {}", misfit.column)),
            Some(Record::Finding(finding)) => {
                is_groundless(&finding).then(|| "no statement it was made from is left".to_owned())
            }
            Some(_) => None,
            None => Some("it is no longer whole".to_owned()),
        }
    }
}

/// The case without what points to nothing. `is_held` says whether a source's own file will be written.
pub(crate) fn cleaned(snapshot: &Snapshot, is_held: &dyn Fn(&str) -> bool) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let mut known = Known::of(snapshot);
    let mut rows = all_rows(snapshot);
    rows.iter_mut().filter(|row| row.kind == Kind::Source).for_each(|row| without_file(row, is_held, &mut cleaned));
    while clean_once(&mut rows, &mut known, &mut cleaned.left_out) {}
    for row in rows {
        cleaned.rows.entry(row.kind).or_default().push(row.body);
    }
    cleaned.accounts =
        snapshot.accounts.iter().map(|account| clean_account(account, &known, &mut cleaned.left_out)).collect();
    cleaned
}

fn all_rows(snapshot: &Snapshot) -> Vec<Row> {
    let mut rows = Vec::new();
    for spec in TABLES {
        for id in snapshot.order.get(&spec.kind).into_iter().flatten() {
            let body = snapshot.bodies.get(&(spec.kind, id.clone())).cloned();
            rows.extend(body.map(|body| Row { kind: spec.kind, id: id.clone(), body }));
        }
    }
    rows
}

fn without_file(row: &mut Row, is_held: &dyn Fn(&str) -> bool, cleaned: &mut Cleaned) {
    if row.body["file"].is_string() && !is_held(&row.id) {
        row.body["file"] = Value::Null;
        cleaned.left_out.push(row.left_out(Some("file"), "the original is not held".into()));
    }
}

/// Columns of which an empty cell is no gap and says something of its own: the same question.
const OTHERWISE_WHEN_EMPTY: [(Kind, &str); 1] = [(Kind::Population, "within_question")];

/// Empties what points to nothing and takes out the rows that cannot stand without it; whether a row was taken out.
fn clean_once(rows: &mut Vec<Row>, known: &mut Known, left_out: &mut Vec<LeftOut>) -> bool {
    let mut gone = Vec::new();
    rows.retain_mut(|row| {
        let missing = row.record().map(|record| dangling(&record, known)).unwrap_or_default();
        for one in &missing {
            row.forget(one.column, &one.handle);
        }
        let is_otherwise = missing.iter().any(|one| OTHERWISE_WHEN_EMPTY.contains(&(row.kind, one.column)));
        let otherwise = is_otherwise.then(|| "without it the row would say something else".to_owned());
        match otherwise.or_else(|| row.misses()).filter(|_| !missing.is_empty()) {
            Some(why) => {
                let handles: Vec<&str> = missing.iter().map(|one| one.handle.as_str()).collect();
                left_out.push(row.left_out(None, format!("there is no {}, and {why}", handles.join(", "))));
                gone.push((row.kind, row.id.clone()));
                false
            }
            None => {
                let emptied = |one: &crate::import::pointers::Dangling| format!("there is no {}", one.handle);
                left_out.extend(missing.iter().map(|one| row.left_out(Some(one.column), emptied(one))));
                true
            }
        }
    });
    gone.iter().for_each(|(kind, id)| known.remove(*kind, id));
    !gone.is_empty()
}

fn clean_account(account: &Account, known: &Known, left_out: &mut Vec<LeftOut>) -> Account {
    let mut account = account.clone();
    let mut note = |column: &str, why: String| {
        left_out.push(LeftOut {
            kind: Kind::Account.to_string(),
            id: account.id.clone(),
            column: Some(column.into()),
            why,
        });
    };
    if let Some(of) = account.translation_of.take_if(|of| !known.has(&[Kind::Account], of)) {
        note("translation_of", format!("there is no {of}"));
    }
    let is_gone = |id: &str| !known.has(CITABLE, id);
    let cited = firsthand_intake::sentences(&account.markdown).into_iter().flat_map(|sentence| sentence.citations);
    for id in cited.filter(|id| is_gone(id)).collect::<std::collections::BTreeSet<_>>() {
        note("citations", format!("there is no {id}"));
    }
    account.markdown = firsthand_intake::without_citations(&account.markdown, &is_gone);
    account
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::{Population, Question};

    #[test]
    fn a_population_is_left_out_with_the_question_around_it_and_not_put_into_its_own() {
        let population = Population {
            id: "N1".into(),
            question_id: Some("Q2".into()),
            population: Some("dead".into()),
            within: Some("held".into()),
            within_question: Some("Q1".into()),
            how: Some(firsthand_model::words::WithinHow::Subset),
            ..Population::default()
        };
        let question = Question { id: "Q2".into(), question: Some("How many died?".into()), ..Question::default() };
        let records = [Record::Question(Box::new(question)), Record::Population(Box::new(population))];
        let mut snapshot = Snapshot::default();
        for record in records {
            let (kind, id) = (record.kind(), record.handle().to_owned());
            snapshot.entities.insert((kind, id.clone()), String::new());
            snapshot.bodies.insert((kind, id.clone()), record.to_json());
            snapshot.order.entry(kind).or_default().push(id);
        }
        let cleaned = cleaned(&snapshot, &|_| true);
        assert!(!cleaned.rows.contains_key(&Kind::Population));
        assert_eq!(cleaned.left_out[0].why, "there is no Q1, and without it the row would say something else");
    }
}
