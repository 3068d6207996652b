//! Proposed records beside the case: which are new, which changed, which point to nothing.
//! Duplicates and groundless findings are told here, the rest in `values`, `pointers`, `circles` and `misjudged`; nothing is read here.

use crate::import::circles::Circles;
use crate::import::misjudged::Bench;
use crate::import::pointers::{Known, dangling};
use crate::import::receipt::ProblemAt;
use crate::import::values::misfits;
use crate::snapshot::Snapshot;
use firsthand_model::{Finding, Kind, Record};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A record proposed by a row of a file.
#[derive(Debug, Clone)]
pub(crate) struct Proposed {
    pub(crate) record: Record,
    pub(crate) file: String,
    pub(crate) row: Option<u64>,
}

impl Proposed {
    fn problem(&self, column: Option<&str>, message: String) -> ProblemAt {
        let column = column.map(str::to_owned);
        ProblemAt { file: self.file.clone(), row: self.row, column, message, fatal: true }
    }
}

/// Where the rows stand that are left out for faults of their own, by kind and id.
pub(crate) type Refused = BTreeMap<(Kind, String), String>;

/// Proposals that may be written, and what was wrong with the others.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) accepted: Vec<Proposed>,
    pub(crate) problems: Vec<ProblemAt>,
    refused: Refused,
}

/// Checks all proposals of an import together. A row that is left out takes with it the rows that point to it; `refused` are those
/// that its reader left out.
pub(crate) fn check(snapshot: &Snapshot, proposed: Vec<Proposed>, refused: Refused) -> Checked {
    let mut checked = without_duplicates(snapshot, proposed);
    checked.refused = refused;
    leave_out(&mut checked, |proposal| problems(proposal, misfits(&proposal.record)));
    let records: Vec<&Record> = checked.accepted.iter().map(|proposal| &proposal.record).collect();
    let circles = Circles::of(snapshot, &records);
    leave_out(&mut checked, |proposal| problems(proposal, circles.closed_by(&proposal.record)));
    leave_out(&mut checked, |proposal| groundless(proposal).into_iter().collect());
    let records: Vec<&Record> = checked.accepted.iter().map(|proposal| &proposal.record).collect();
    let bench = Bench::of(snapshot, &records);
    leave_out(&mut checked, |proposal| problems(proposal, bench.misfits(&proposal.record)));
    loop {
        let mut known = Known::of(snapshot).without(&checked.refused);
        checked.accepted.iter().for_each(|proposal| known.add(&proposal.record));
        if !leave_out(&mut checked, |proposal| dangling_problems(proposal, &known)) {
            return checked;
        }
    }
}

/// Moves proposals with problems out; whether there were any.
fn leave_out(checked: &mut Checked, faults: impl Fn(&Proposed) -> Vec<ProblemAt>) -> bool {
    let before = checked.accepted.len();
    let Checked { accepted, problems, refused } = checked;
    accepted.retain(|proposal| {
        let found = faults(proposal);
        let is_sound = found.is_empty();
        problems.extend(found);
        if !is_sound {
            let id = (proposal.record.kind(), proposal.record.handle().to_owned());
            refused.insert(id, place(&proposal.file, proposal.row));
        }
        is_sound
    });
    checked.accepted.len() < before
}

/// `statements.csv, row 5`, or the file alone where it has no rows.
pub(crate) fn place(file: &str, row: Option<u64>) -> String {
    row.map_or_else(|| file.to_owned(), |row| format!("{file}, row {row}"))
}

fn problems(proposal: &Proposed, found: impl IntoIterator<Item = (&'static str, String)>) -> Vec<ProblemAt> {
    found.into_iter().map(|(column, message)| proposal.problem(Some(column), message)).collect()
}

/// What an editor writes where no statement speaks for or against a finding.
const NONE_GATHERED: &str = "none gathered";

/// A finding names the statements it was made from, or says that there are none.
pub(crate) fn is_groundless(finding: &Finding) -> bool {
    let says_none = finding.for_text.as_deref().is_some_and(|text| text.to_lowercase().contains(NONE_GATHERED));
    finding.for_statements.is_empty() && finding.against_statements.is_empty() && !says_none
}

fn groundless(proposal: &Proposed) -> Option<ProblemAt> {
    let Record::Finding(finding) = &proposal.record else { return None };
    let message = format!("expected the statements that the finding was made from, or «{NONE_GATHERED}» in for_text");
    is_groundless(finding).then(|| proposal.problem(Some("for_statements"), message))
}

/// The same handle twice with different content is a problem of the second; the same row twice is one. Handles that
/// look the same and are written with other characters (NFC and NFD) are the same handle to everybody who reads them.
fn without_duplicates(snapshot: &Snapshot, proposed: Vec<Proposed>) -> Checked {
    let standing: BTreeMap<(Kind, String), &str> =
        snapshot.entities.keys().map(|(kind, handle)| ((*kind, normal(handle)), handle.as_str())).collect();
    let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut checked = Checked::default();
    for proposal in proposed {
        let handle = proposal.record.handle();
        let key = (proposal.record.kind(), normal(handle));
        let first = seen.get(&key).map(|first| &checked.accepted[*first]);
        match (first, standing.get(&key)) {
            (Some(first), _) if first.record == proposal.record => {}
            (Some(first), _) => {
                let place = place(&first.file, first.row);
                let how = if first.record.handle() == handle { "with other content" } else { OTHER_CHARACTERS };
                let message = format!("the id {handle} stands already in {place}, {how}");
                checked.problems.push(proposal.problem(Some("id"), message));
            }
            (None, Some(known)) if *known != handle => {
                let message = format!("the id {handle} stands already in the case, {OTHER_CHARACTERS}");
                checked.problems.push(proposal.problem(Some("id"), message));
            }
            (None, _) => {
                seen.insert(key, checked.accepted.len());
                checked.accepted.push(proposal);
            }
        }
    }
    checked
}

const OTHER_CHARACTERS: &str = "written with other Unicode characters that look the same";

fn normal(handle: &str) -> String {
    handle.nfc().collect()
}

fn dangling_problems(proposal: &Proposed, known: &Known) -> Vec<ProblemAt> {
    let dangling = dangling(&proposal.record, known).into_iter().map(|one| (one.column, one.message));
    let mut found = problems(proposal, dangling);
    found.extend(dangling_citations(proposal, known));
    found
}

/// The kinds that prose may cite, by handle.
pub(crate) const CITABLE: &[Kind] = &[
    Kind::Statement,
    Kind::Source,
    Kind::Event,
    Kind::Message,
    Kind::Finding,
    Kind::Question,
    Kind::Person,
    Kind::Place,
    Kind::ScenePart,
    Kind::Media,
    Kind::Session,
];

fn dangling_citations(proposal: &Proposed, known: &Known) -> Vec<ProblemAt> {
    let Record::Account(account) = &proposal.record else { return Vec::new() };
    let cited = firsthand_intake::sentences(&account.markdown)
        .into_iter()
        .flat_map(|sentence| sentence.citations.into_iter().map(move |id| (sentence.line, id)))
        .filter(|(_, id)| !known.has(CITABLE, id));
    let message = |(line, id): (usize, String)| match known.refused(CITABLE, &id) {
        Some(place) => format!("line {line} cites {id}, which stands in {place} and is refused itself"),
        None => format!("line {line} cites {id}, and there is no such statement, event, message, finding or source"),
    };
    cited.map(|cited| proposal.problem(None, message(cited))).collect()
}
