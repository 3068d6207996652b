//! How a transcript came to be, step by step, in the element names of TPME (Transcript Provenance Metadata Elements): the file as it came,
//! the transcript that was read from it, and each revision over that, the newest first. TPME names what made a transcript; what an
//! editor did to words it leaves to whoever edits, so that our operations stand under its `application_parameters`.

use crate::snapshot::Snapshot;
use crate::spoken::transcripts::TranscriptView;
use firsthand_model::transcript::Layer;
use firsthand_model::{Correction, Source};
use serde::Serialize;
use serde_json::{Value, json};

/// One step of its making. Elements of which nothing is known are left out: none is required.
#[derive(Debug, Default, Serialize)]
struct Step {
    /// What it is a transcript of.
    #[serde(skip_serializing_if = "Option::is_none")]
    media_id: Option<String>,
    /// What this step made.
    transcript_id: String,
    /// What it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_transcript_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modification_date: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    transcript_language: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    human_review_level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_parameters: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing_note: Option<String>,
}

/// The steps up to the revision that is shown, as JSON.
pub(crate) fn written(snapshot: &Snapshot, view: &TranscriptView) -> String {
    let making = Making { view, source: snapshot.sources.iter().find(|source| source.id.as_str() == view.id) };
    let revisions = snapshot.revisions(&view.id).into_iter().filter(|(revision, _)| *revision <= view.revision);
    let mut steps = vec![making.as_it_came(), making.as_read()];
    steps.extend(revisions.map(|(revision, rows)| making.edited(revision, &rows)));
    steps.reverse();
    serde_json::to_string_pretty(&steps).unwrap_or_default() + "\n"
}

struct Making<'s> {
    view: &'s TranscriptView,
    source: Option<&'s Source>,
}

impl Making<'_> {
    /// What every step says alike.
    fn step(&self, transcript_id: String) -> Step {
        let own = self.view.transcript.lang.clone();
        let noted = || self.source.map(|source| source.langs.clone()).unwrap_or_default();
        Step {
            media_id: self.source.and_then(|source| source.depends_on.first()).map(ToString::to_string),
            transcript_id,
            kind: "transcript",
            transcript_language: own.map_or_else(noted, |lang| vec![lang]),
            ..Step::default()
        }
    }

    fn as_it_came(&self) -> Step {
        Step {
            provider: self.source.and_then(|source| source.author_or_body.clone()),
            modification_date: self.source.and_then(|source| source.date_edtf.clone()),
            human_review_level: self.is_by_machine().then_some(MACHINE),
            application_type: self.is_by_machine().then_some("ASR"),
            ..self.step(self.view.original.clone())
        }
    }

    fn as_read(&self) -> Step {
        Step {
            parent_transcript_id: Some(self.view.original.clone()),
            human_review_level: self.is_by_machine().then_some(MACHINE),
            application_type: Some("format-conversion"),
            application_parameters: Some(json!({"reader": self.view.reader})),
            ..self.ours(0)
        }
    }

    fn edited(&self, revision: i64, rows: &[&Correction]) -> Step {
        let first = |column: fn(&Correction) -> &Option<String>| rows.iter().find_map(|row| column(row).clone());
        Step {
            parent_transcript_id: Some(self.revision(revision - 1)),
            modification_date: first(|row| &row.at),
            provider: first(|row| &row.by),
            human_review_level: Some("human-edited"),
            application_type: Some("transcript editor"),
            application_parameters: Some(
                json!({"operations": rows.iter().map(|row| operation(row)).collect::<Vec<_>>()}),
            ),
            processing_note: first(|row| &row.note),
            ..self.ours(revision)
        }
    }

    fn ours(&self, revision: i64) -> Step {
        Step {
            application_name: Some("firsthand"),
            application_version: Some(env!("CARGO_PKG_VERSION")),
            ..self.step(self.revision(revision))
        }
    }

    fn revision(&self, revision: i64) -> String {
        format!("{} revision {revision}", self.view.id)
    }

    fn is_by_machine(&self) -> bool {
        self.view.transcript.layer == Layer::Machine
    }
}

/// The one review level that is printed wherever TPME is used; the other is a word of ours.
const MACHINE: &str = "machine-generated";

/// What was done to which words: the row without what the step says itself.
fn operation(row: &Correction) -> Value {
    let mut cells = serde_json::to_value(row).unwrap_or_default();
    if let Some(cells) = cells.as_object_mut() {
        cells.retain(|column, _| {
            !["transcript", "revision", "operation", "by", "at", "note"].contains(&column.as_str())
        });
    }
    cells
}
