//! What a reader made of an original, kept under `accepted/` with the entry that names it, and read back from there.
//! Neither search nor a rebuild reads a stranger's file again.

use crate::commit::Draft;
use crate::error::{ArchiveError, disk};
use crate::snapshot::Snapshot;
use crate::{Archive, Surroundings};
use firsthand_intake::{Member, MemberPosition, Reading};
use firsthand_model::{AcceptedRecord, Kind, MediaDescription, OriginalRecord, PagedText, Transcript};
use firsthand_vault::{Digest, Shelf, Vault};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::path::PathBuf;

/// The form of an accepted object: canonical enough to be written once and read for ever.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Accepted {
    v: u64,
    kind: String,
    reader: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) transcript: Option<Transcript>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<MediaDescription>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<PagedText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<AcceptedMember>,
}

/// One file inside an archive or message, with what its own reader made of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AcceptedMember {
    pub(crate) path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    size_bytes: u64,
    /// Its place in the list of what holds it; nothing where an earlier version read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<MemberPosition>,
    #[serde(flatten)]
    pub(crate) made: Box<Accepted>,
}

impl Accepted {
    /// What is worth keeping of a reading: words with their times or pages, descriptions and members, else the text;
    /// nothing of a table or account. It is taken out of the reading.
    fn taken(reading: &mut Reading) -> Option<Accepted> {
        let made = Self::made(reading);
        (made.kind != "none").then_some(made)
    }

    fn made(reading: &mut Reading) -> Accepted {
        let kind = match reading {
            Reading { transcript: Some(_), .. } => "transcript",
            Reading { pages: Some(_), .. } => "pages",
            Reading { description: Some(_), .. } => "description",
            // A message has words of its own and those of its attachments.
            Reading { text: Some(_), .. } => "text",
            Reading { members, .. } if !members.is_empty() => "members",
            _ => "none",
        };
        Accepted {
            v: 1,
            kind: kind.into(),
            reader: reading.reader.clone(),
            text: reading.text.take().filter(|_| kind == "text"),
            transcript: reading.transcript.take(),
            description: reading.description.take(),
            pages: reading.pages.take(),
            members: std::mem::take(&mut reading.members).into_iter().map(AcceptedMember::of).collect(),
        }
    }

    /// All its words in their order, for comparing; nothing where there are none. Members of archives and attachments are not looked into.
    pub(crate) fn words(&self) -> Option<String> {
        let cues = self.transcript.iter().flat_map(|transcript| &transcript.cues).map(|cue| cue.text.clone());
        let pages = self.pages.iter().flat_map(|text| &text.pages).map(firsthand_model::pages::Page::words);
        let parts: Vec<String> = cues.chain(pages).chain(self.text.clone()).collect();
        Some(parts.join("\n")).filter(|words| !words.trim().is_empty())
    }

    /// The words of each file inside it that has some, by its path.
    pub(crate) fn words_of_members(&self) -> impl Iterator<Item = (&str, String)> {
        self.members.iter().filter_map(|member| Some((member.path.as_str(), member.made.words()?)))
    }

    /// Whether its pages are those of a PDF, which can be drawn.
    pub(crate) fn is_pdf(&self) -> bool {
        self.reader == "pdf"
    }

    /// The object that a record names; nothing if it is damaged, which `verify` reports.
    pub(crate) fn read(vault: &Vault, record: &AcceptedRecord) -> Option<Accepted> {
        let bytes = vault.read(Shelf::Accepted, &record.sha256.parse().ok()?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

impl AcceptedMember {
    fn of(mut member: Member) -> Self {
        AcceptedMember {
            made: Box::new(Accepted::made(&mut member.reading)),
            path: member.path,
            written: member.written,
            sha256: member.sha256,
            size_bytes: member.size_bytes,
            position: Some(member.position),
        }
    }
}

/// What a reader made of an original, until it is accepted: written aside, so that an import needs no more memory for many
/// files than for one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Made {
    reader: String,
    reader_version: String,
    /// SHA-256 of the object, lower-case hex.
    sha256: String,
    #[serde(skip)]
    object: PathBuf,
}

impl Made {
    /// Takes out of a reading what is worth keeping of it and writes it to a file; none if nothing is.
    pub(crate) fn take(reading: &mut Reading, object: PathBuf) -> Result<Option<Made>, ArchiveError> {
        let Some(accepted) = Accepted::taken(reading) else { return Ok(None) };
        let bytes = serde_json::to_vec(&accepted).unwrap_or_default();
        let sha256 = Digest::of(&bytes).hex();
        std::fs::write(&object, bytes).map_err(disk("write", &object))?;
        let (reader, reader_version) = (reading.reader.clone(), reading.reader_version.clone());
        Ok(Some(Made { reader, reader_version, sha256, object }))
    }

    /// The same where its object lies now; none if what lies there is not what was made.
    pub(crate) fn at(self, object: PathBuf) -> Option<Made> {
        let found = firsthand_vault::sums_of(&mut File::open(&object).ok()?).ok()?;
        (found.sha256.hex() == self.sha256).then_some(Made { object, ..self })
    }
}

impl Archive {
    /// A folder for what readers make, until it is accepted; it goes when it is dropped.
    pub(crate) fn aside(&self) -> Result<tempfile::TempDir, ArchiveError> {
        let derived = self.dir.join("derived");
        std::fs::create_dir_all(&derived).map_err(disk("make", &derived))?;
        tempfile::Builder::new().prefix(".reading-").tempdir_in(&derived).map_err(disk("write", &derived))
    }

    /// Keeps what readers made of originals, each with its original's digest, as one batch; nothing to write where the case
    /// has the same already. The objects are taken from where they lie.
    pub(crate) fn accept(
        &self,
        snapshot: &Snapshot,
        made: &[(Digest, &Made)],
        around: &Surroundings,
    ) -> Result<Vec<Draft>, ArchiveError> {
        let objects: Vec<&PathBuf> = made.iter().map(|(_, made)| &made.object).collect();
        let stored = self.vault.take_files(Shelf::Accepted, &objects, &mut |_| {})?;
        let known: HashSet<&AcceptedRecord> = snapshot.accepted.values().collect();
        let mut drafts = Vec::new();
        for ((original, made), kept) in made.iter().zip(stored) {
            if kept.sha256.hex() != made.sha256 {
                return Err(ArchiveError::Changed { file: made.object.clone() });
            }
            let record = AcceptedRecord {
                sha256: kept.sha256.to_string(),
                size_bytes: i64::try_from(kept.size_bytes).unwrap_or(i64::MAX),
                original: original.to_string(),
                reader: made.reader.clone(),
                reader_version: made.reader_version.clone(),
            };
            if !known.contains(&record) {
                let body = serde_json::to_value(record).unwrap_or_default();
                drafts.push(Draft { kind: Kind::Accepted, handle: None, revision: 1, entity: around.identity(), body });
            }
        }
        Ok(drafts)
    }
}

impl Snapshot {
    /// What readers made of originals. Of one original each reader's last object counts: a later one was read with more
    /// tools, or by a newer version.
    pub(crate) fn last_accepted(&self) -> impl Iterator<Item = &AcceptedRecord> {
        self.last_accepted_entities().map(|(_, record)| record)
    }

    /// The same with the entity id of each.
    pub(crate) fn last_accepted_entities(&self) -> impl Iterator<Item = (&String, &AcceptedRecord)> {
        let last: BTreeMap<_, _> =
            self.accepted.iter().map(|(entity, record)| ((&*record.original, &*record.reader), entity)).collect();
        let is_last = move |entity: &String, record: &AcceptedRecord| {
            last.get(&(&*record.original, &*record.reader)) == Some(&entity)
        };
        self.accepted.iter().filter(move |(entity, record)| is_last(entity, record))
    }

    /// By what each original is called in lists and results, by its digest: its source, else the first name it came under.
    pub(crate) fn names_of_originals(&self) -> BTreeMap<&str, &str> {
        let named = self.originals.values().filter_map(|one| Some((one.sha256.as_deref()?, name_of(one))));
        // Where two entries have one digest the first names it.
        named.rev().collect()
    }
}

fn name_of(original: &OriginalRecord) -> &str {
    original.source.as_ref().or(original.names.first()).map(String::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Sandbox, Signer, SystemClock, SystemEntropy};

    #[test]
    fn an_object_that_is_not_what_the_reader_made_is_not_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let around = Surroundings {
            clock: Box::new(SystemClock),
            entropy: Box::new(SystemEntropy),
            author: "tests".into(),
            signer: Some(Signer::generate("test", [9; 32]).unwrap()),
            sandbox: Sandbox { program: PathBuf::new(), args: Vec::new(), limits: Limits::default() },
        };
        let archive = Archive::create(&folder.path().join("case"), &around).unwrap();
        let (snapshot, original) = (archive.snapshot().unwrap(), Digest::of(b"original"));
        let object = folder.path().join("object");
        let mut reading = Reading { reader: "text".into(), text: Some("words".into()), ..Reading::default() };
        let made = Made::take(&mut reading, object.clone()).unwrap().unwrap();
        assert_eq!(archive.accept(&snapshot, &[(original, &made)], &around).unwrap().len(), 1);
        std::fs::write(&object, "other words").unwrap();
        let refused = archive.accept(&snapshot, &[(original, &made)], &around);
        assert!(matches!(refused, Err(ArchiveError::Changed { file }) if file == object));
    }
}
