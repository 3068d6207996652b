//! The question *annotations*: every passage of a statement that is found, as Web Annotations for other programs. It is the team's:
//! nothing in it is cleared for anybody.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::spoken::passages::{Laid, PassageLine, laid, lines};
use firsthand_model::annotation::{Body, Exported, annotation, collection};
use firsthand_model::{Kind, OriginalRecord, Source, SourceId, Statement};
use serde_json::Value;
use std::collections::BTreeMap;

impl Archive {
    /// A W3C AnnotationCollection of every passage that is found as the case stands: the claim about the words, in the original that
    /// they are in. Orphans are not in it.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn annotations(&self) -> Result<Value, ArchiveError> {
        let snapshot = self.snapshot()?;
        let views = self.all_transcripts_in(&snapshot);
        let laid = laid(&views);
        let desk = Desk {
            snapshot: &snapshot,
            laid: &laid,
            statements: snapshot.statements.iter().map(|one| (one.id.as_str(), one)).collect(),
            sources: snapshot.sources.iter().map(|one| (one.id.as_str(), one)).collect(),
            originals: snapshot.originals_by_source(),
        };
        let found = lines(&snapshot, &laid);
        let annotations = found.iter().filter_map(|line| desk.annotation(line)).collect();
        Ok(collection(&format!("urn:uuid:{}", self.file.case), &snapshot.settings.title, annotations))
    }
}

/// What of the case is asked for each passage.
struct Desk<'s> {
    snapshot: &'s Snapshot,
    laid: &'s Laid<'s>,
    statements: BTreeMap<&'s str, &'s Statement>,
    sources: BTreeMap<&'s str, &'s Source>,
    originals: BTreeMap<SourceId, OriginalRecord>,
}

impl Desk<'_> {
    fn annotation(&self, line: &PassageLine) -> Option<Value> {
        let (view, spoken) = self.laid.get(line.transcript.as_str())?;
        let revision = u64::try_from(view.revision).unwrap_or_default();
        let passage = spoken.passage(&view.original, revision, line.tokens.clone()?)?;
        let statement = self.statements.get(line.statement.as_str())?;
        let claim = Body { text: statement.claim.clone()?, lang: None, purpose: Some("describing".into()) };
        let source = self.recording(&view.id).unwrap_or_else(|| view.original.clone());
        let about = Exported {
            id: &self.address(line)?,
            source: &named_information(&source),
            motivation: Some("describing"),
            ..Exported::default()
        };
        Some(annotation(&passage, &[claim], &about))
    }

    /// The digest of the recording that a transcript says it is of, if that is known.
    fn recording(&self, transcript: &str) -> Option<String> {
        self.sources.get(transcript)?.depends_on.iter().find_map(|of| self.originals.get(of)?.sha256.clone())
    }

    /// A pinned passage has an identity of its own; another has that of its statement.
    fn address(&self, line: &PassageLine) -> Option<String> {
        let entity = |kind: Kind, id: &str| self.snapshot.entities.get(&(kind, id.to_owned()));
        match &line.id {
            Some(id) => Some(format!("urn:uuid:{}", entity(Kind::Passage, id)?)),
            None => Some(format!("urn:uuid:{}#passage", entity(Kind::Statement, &line.statement)?)),
        }
    }
}

/// The address of bytes by their digest, `sha256:<hex>`. Source: RFC 6920, section 7.
fn named_information(sha256: &str) -> String {
    format!("nih:sha-256;{}", sha256.trim_start_matches("sha256:"))
}
