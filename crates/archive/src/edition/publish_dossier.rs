//! The verb *publish*: clear, draw into a staging folder, scan it, rename it, and record the edition.
//! Until the rename nothing is published; after it everything is.

use crate::commit::Draft;
use crate::edition::clear::{Audience, clear};
use crate::edition::clear_recordings::{ClearedRecordings, clear_films, clear_recordings, transcripts};
use crate::edition::clear_transcripts::clear_transcripts;
use crate::edition::scan::refuse_leaks;
use crate::edition::staging::Target;
use crate::edition::withheld::withheld;
use crate::error::{ArchiveError, disk};
use crate::import::folder::Folder;
use crate::judgment::confirmed::{unconfirmed, unconfirmed_words};
use crate::past::StateToPublish;
use crate::snapshot::Snapshot;
use crate::step::{Doing, Progress, Step};
use crate::verify::verify_dossier::{UNLISTED, read_sums};
use crate::{Archive, Surroundings};
use firsthand_model::{Kind, SourceId};
use firsthand_publish::{DossierInput, EditionMark};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What is said of numbers without the rules by which they were counted. Source: Every Casualty, Standards for Casualty Recording.
const UNRULED: &str = "this edition has numbers and no text on how they were counted: write sources, definitions, and who is counted in and who not, in an account of kind method; the method page says that there is none";

/// What was published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The folder.
    pub folder: PathBuf,
    /// For whom.
    pub audience: String,
    /// The edition's number, from 1.
    pub edition: u64,
    /// Ledger entries that the content rests on.
    pub position: u64,
    /// Pages written.
    pub pages: u64,
    /// Files written.
    pub files: u64,
    /// Bytes written.
    pub bytes: u64,
    /// `sha256:<hex>` of `SHA256SUMS`, by which the edition is known.
    pub sha256sums: String,
    /// Whether the same edition had been published before.
    pub repeated: bool,
    /// If it is of a past state: how many ledger entries the content of the case as it stands rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub past_of: Option<u64>,
    /// What the team is to look at again: grades whose second origin is gone, records of which a past state has other content,
    /// numbers without the rules by which they were counted, and recordings kept back because their files say where they were made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

/// An edition as its ledger entry records it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRecord {
    /// The edition's number.
    pub number: u64,
    /// For whom.
    pub audience: String,
    /// Ledger entries that the content rests on.
    pub position: u64,
    /// `sha256:<hex>` of `SHA256SUMS`.
    pub sha256sums: String,
    /// The version of Firsthand that drew it.
    pub generator: String,
    /// Whether the case had later content when it was made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_past_state: bool,
}

impl EditionRecord {
    /// Whether both are one edition; it stays that when the case goes on.
    fn is_same(&self, other: &EditionRecord) -> bool {
        *self == EditionRecord { is_past_state: self.is_past_state, ..other.clone() }
    }
}

/// For whom, and which state of the case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PublishOptions<'a> {
    /// For whom.
    pub audience: Audience,
    /// A past state, as [`crate::View::at`] names it; none means now.
    pub at: Option<&'a str>,
}

impl Archive {
    /// Publishes the case for an audience into a folder, replacing an earlier dossier there.
    ///
    /// # Errors
    /// When the case cannot be written, the folder holds something else, something withheld would be published, or less may
    /// be shown since the state asked for.
    pub fn publish_dossier(
        &mut self,
        out: &Path,
        PublishOptions { audience, at }: PublishOptions<'_>,
        around: &Surroundings,
        progress: &mut Progress<'_>,
    ) -> Result<Published, ArchiveError> {
        let writing = self.begin_writing(around)?;
        self.check_place(out)?;
        let target = Target::of(out)?;
        target.recover()?;
        self.check_occupant(out)?;
        let state = self.state_to_publish(at)?;
        let snapshot = &state.snapshot;
        if snapshot.settings.title.is_empty() {
            return Err(untitled(at));
        }
        let edition = self.edition_mark(snapshot, audience, around)?;
        let mut input = clear(snapshot, audience, edition, &self.address_key()?);
        input.case_id = self.file.case.clone();
        let transcripts = transcripts(snapshot, &self.vault);
        let ClearedRecordings { recordings, tell_position } =
            clear_recordings(snapshot, &input, &transcripts, &self.vault);
        input.recordings = recordings;
        input.transcripts = clear_transcripts(snapshot, &input, &transcripts, &self.vault);
        input.films = clear_films(snapshot, &input, &self.vault);
        check_citations(&input)?;
        let staging = target.staging()?;
        let signer = around.signer.as_ref().ok_or_else(|| ArchiveError::NoKey { folder: self.dir.clone() })?;
        let sign = |text: &str| firsthand_ledger::sign_note(text, signer).map_err(|error| error.to_string());
        let drawn = firsthand_publish::publish(&input, staging.path(), &sign, &mut |done, total| {
            progress(Step::new(Doing::Drawing, done, total));
        })?;
        let withheld = withheld(snapshot, &input, &transcripts);
        refuse_leaks(staging.path(), &withheld, &mut |done, total| {
            progress(Step::new(Doing::Scanning, done, total));
        })?;
        let sums =
            firsthand_vault::sums_of(&mut open(&staging.path().join("SHA256SUMS"))?).map_err(disk("read", out))?;
        let not_removed = target.replace_by(staging)?;
        let record = EditionRecord {
            number: input.edition.number,
            audience: audience.word().into(),
            position: input.edition.position,
            sha256sums: sums.sha256.to_string(),
            generator: env!("CARGO_PKG_VERSION").into(),
            is_past_state: state.now.is_some(),
        };
        let repeated = self.record_edition(&writing, &record, around)?;
        Ok(Published {
            folder: out.to_owned(),
            audience: record.audience,
            edition: record.number,
            position: record.position,
            pages: drawn.pages,
            files: drawn.files,
            bytes: drawn.bytes,
            sha256sums: record.sha256sums,
            repeated,
            past_of: state.now.as_ref().map(|now| now.position),
            notices: notices(&state, &input, &tell_position).into_iter().chain(not_removed).collect(),
        })
    }

    /// An edition may appear neither in the case nor around the command.
    fn check_place(&self, out: &Path) -> Result<(), ArchiveError> {
        if is_within(out, &self.dir) {
            return Err(foreign(out, "it lies in the case's own folder"));
        }
        // The folder is replaced as a whole: whoever works in it would be left in one that is gone.
        if out.exists() && is_within(Path::new("."), out) {
            return Err(foreign(out, "the command runs inside it: go to another folder, and name this one from there"));
        }
        Ok(())
    }

    /// A folder may be published into if it is new, empty, or an earlier dossier of this case and nothing else.
    fn check_occupant(&self, out: &Path) -> Result<(), ArchiveError> {
        let is_dossier = out.join("SHA256SUMS").is_file() && out.join("manifest.json").is_file();
        let is_empty = out.read_dir().is_ok_and(|mut entries| entries.next().is_none());
        if !out.exists() || is_empty {
            return Ok(());
        }
        if !is_dossier {
            return Err(ArchiveError::OutOccupied { folder: out.to_owned() });
        }
        if case_of(out).as_deref() != Some(self.file.case.as_str()) {
            return Err(foreign(out, "the dossier there is of another case"));
        }
        match not_listed(out)? {
            Some(name) => Err(foreign(out, format!("{name} is no file of the dossier there"))),
            None => Ok(()),
        }
    }

    /// Editions count the content positions that were published; the same position is the same edition.
    fn edition_mark(
        &self,
        snapshot: &Snapshot,
        audience: Audience,
        around: &Surroundings,
    ) -> Result<EditionMark, ArchiveError> {
        let signer = around.signer.as_ref().ok_or_else(|| ArchiveError::NoKey { folder: self.dir.clone() })?;
        let editions = self.editions()?;
        let same = editions
            .iter()
            .find(|edition| edition.position == snapshot.position && edition.audience == audience.word());
        let next = 1 + editions.iter().map(|edition| edition.number).max().unwrap_or(0);
        Ok(EditionMark {
            number: same.map_or(next, |edition| edition.number),
            date: snapshot.newest_at.chars().take(10).collect(),
            position: snapshot.position,
            root: self.log.head_at(snapshot.position)?.root_base64(),
            checkpoint: self.log.checkpoint_at(snapshot.position, signer)?,
            verifier: self.file.verifier.clone(),
        })
    }

    /// Every edition recorded so far, oldest first.
    ///
    /// # Errors
    /// When the derived tables cannot be read.
    pub fn editions(&self) -> Result<Vec<EditionRecord>, ArchiveError> {
        let rows = self.tables.current(Kind::Edition)?;
        let mut editions: Vec<(u64, EditionRecord)> = Vec::new();
        for row in rows {
            let record = serde_json::from_value(row.body)
                .map_err(|error| ArchiveError::Entry { seq: row.seq, reason: error.to_string() })?;
            editions.push((row.seq, record));
        }
        editions.sort_by_key(|(seq, _)| *seq);
        Ok(editions.into_iter().map(|(_, record)| record).collect())
    }

    fn record_edition(
        &mut self,
        writing: &crate::Writing,
        record: &EditionRecord,
        around: &Surroundings,
    ) -> Result<bool, ArchiveError> {
        if self.editions()?.iter().any(|known| known.is_same(record)) {
            return Ok(true);
        }
        let body = serde_json::to_value(record).unwrap_or_default();
        let draft = Draft { kind: Kind::Edition, handle: None, revision: 1, entity: around.identity(), body };
        self.commit(writing, vec![draft], around)?;
        Ok(false)
    }
}

/// What the team is to look at again.
fn notices(state: &StateToPublish, input: &DossierInput, tell_position: &[SourceId]) -> Vec<String> {
    let unruled = input.has_counts_without_method().then(|| UNRULED.to_owned());
    let unconfirmed = unconfirmed(&state.snapshot);
    let notices = unconfirmed.iter().map(unconfirmed_words).chain(state.notices()).chain(unruled);
    notices.chain(tell_position.iter().map(position_words)).collect()
}

fn position_words(source: &SourceId) -> String {
    format!(
        "the recording of source {source} does not go along: its file says where it was made, and a recording goes as it is. If that may be known, set ship_position of the source to true; else make a copy without it, a source of its own that depends on {source}"
    )
}

/// A citation of something that was not cleared stops the edition: prose may state nothing that it cannot show.
fn check_citations(input: &DossierInput) -> Result<(), ArchiveError> {
    let is_shown =
        |id: &str| crate::import::proposals::CITABLE.iter().any(|kind| input.addresses.get(*kind, id).is_some());
    for account in &input.accounts {
        for sentence in firsthand_intake::sentences(&account.markdown) {
            if let Some(id) = sentence.citations.iter().find(|id| !is_shown(id)) {
                let what = format!(
                    "the account {} cites {id} on line {}, which this edition may not show",
                    account.id, sentence.line
                );
                return Err(ArchiveError::NotClear { what });
            }
        }
    }
    Ok(())
}

/// An import is one state: a number inside of it means the state before.
fn untitled(at: Option<&str>) -> ArchiveError {
    let of_state = |at: &str| ArchiveError::NotClear {
        what: format!(
            "in the state {at} the case had no title yet; a number within an import means the state before it"
        ),
    };
    at.map_or(ArchiveError::Untitled, of_state)
}

fn open(path: &Path) -> Result<std::fs::File, ArchiveError> {
    std::fs::File::open(path).map_err(disk("read", path))
}

/// Whether a path lies in a folder, or is it, links resolved as far as the path exists.
pub(crate) fn is_within(path: &Path, folder: &Path) -> bool {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = absolute.ancestors().find_map(|part| part.canonicalize().ok()).unwrap_or(absolute);
    folder.canonicalize().is_ok_and(|folder| real.starts_with(folder))
}

/// The case that a dossier's manifest names.
fn case_of(dossier: &Path) -> Option<String> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(dossier.join("manifest.json")).ok()?).ok()?;
    manifest["case"].as_str().map(str::to_owned)
}

fn foreign(out: &Path, what: impl Into<String>) -> ArchiveError {
    ArchiveError::OutForeign { folder: out.to_owned(), what: what.into() }
}

/// The first thing in a dossier's folder that its list of digests does not name.
fn not_listed(dossier: &Path) -> Result<Option<String>, ArchiveError> {
    let listed = read_sums(dossier, &mut Vec::new())?;
    let Folder { files, passed_over, .. } = crate::import::folder::whole(dossier)?;
    let names = files.into_iter().map(|file| file.name).chain(passed_over.into_iter().map(|one| one.name));
    let is_ours = |name: &String| listed.contains_key(name) || UNLISTED.contains(&name.as_str());
    Ok(names.filter(|name| !is_ours(name)).min())
}
