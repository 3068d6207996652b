//! Clearing of film and sound: which recordings and transcripts go along with an edition. A recording goes whole or not at
//! all, so whatever is withheld of it keeps all of it back.

use crate::accepted::Accepted;
use crate::snapshot::Snapshot;
use firsthand_model::description::{CarrierKind, MediaDescription};
use firsthand_model::{AcceptedRecord, Account, Hold, PersonId, Source, SourceId, Statement, Transcript};
use firsthand_publish::{Carried, ClearedTranscript, DossierInput, MediaBytes, MediaForm, Recording};
use firsthand_vault::{Digest, Shelf, Vault};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

/// The one word of `ship_text` that lets an original go along: whoever publishes made it, and no terms of others are on it.
pub(crate) const MAY_GO_ALONG: &str = "own-work";

/// The recordings of an edition, and what did not become one.
#[derive(Default)]
pub(crate) struct ClearedRecordings {
    /// Those that go along.
    pub recordings: Vec<Recording>,
    /// Sources of those that stay because their files say where they were made, and nobody allowed that.
    pub tell_position: Vec<SourceId>,
}

/// The recordings of cleared sources, with the transcripts that say they are of them.
pub(crate) fn clear_recordings(
    snapshot: &Snapshot,
    input: &DossierInput,
    transcripts: &BTreeMap<SourceId, Transcript>,
    vault: &Vault,
) -> ClearedRecordings {
    let clearing = Clearing { snapshot, input, transcripts, vault };
    let allowed = input.sources.iter().map(|cleared| &cleared.source).filter(|source| clearing.may_go(source));
    let mut found = ClearedRecordings::default();
    for source in allowed.filter(|source| clearing.is_transcribed(source)) {
        match clearing.tells_position(source) {
            true => found.tell_position.push(source.id.clone()),
            false => found.recordings.extend(clearing.recording(source)),
        }
    }
    found
}

/// The transcript of every source that is one, cleared or not, as far as an edition may have to do with it: of those that say what
/// they rest on, of those that may go along, and of those that are withheld.
pub(crate) fn transcripts(snapshot: &Snapshot, vault: &Vault) -> BTreeMap<SourceId, Transcript> {
    let originals = snapshot.originals_by_source();
    let mut accepted: BTreeMap<&str, Vec<&AcceptedRecord>> = BTreeMap::new();
    snapshot.last_accepted().for_each(|record| accepted.entry(&record.original).or_default().push(record));
    let of = |source: &Source| {
        let records = accepted.get(originals.get(&source.id)?.sha256.as_deref()?)?;
        let transcript = records.iter().find_map(|record| Accepted::read(vault, record)?.transcript)?;
        Some((source.id.clone(), snapshot.corrected(source.id.as_str(), transcript)))
    };
    let is_wanted = |source: &&Source| {
        let may_ship = source.ship_text.as_deref() == Some(MAY_GO_ALONG);
        !source.depends_on.is_empty() || may_ship || source.withhold == Some(true)
    };
    snapshot.sources.iter().filter(is_wanted).filter_map(of).collect()
}

/// What it is decided from, also for transcripts without a recording.
pub(crate) struct Clearing<'a> {
    pub snapshot: &'a Snapshot,
    pub input: &'a DossierInput,
    /// Transcripts of sources, cleared or not.
    pub transcripts: &'a BTreeMap<SourceId, Transcript>,
    pub vault: &'a Vault,
}

impl Clearing<'_> {
    /// Its rights allow it, and nothing in it is withheld.
    pub fn may_go(&self, source: &Source) -> bool {
        let is_own =
            source.ship_text.as_deref() == Some(MAY_GO_ALONG) && source.link_rule.as_deref() != Some("never-ship");
        is_own && !self.is_partly_withheld(&source.id)
    }

    /// Whether a transcript, a statement, a session or a speaker of a source is withheld or may not be known.
    pub fn is_partly_withheld(&self, id: &SourceId) -> bool {
        let is_transcript =
            |source: &Source| source.depends_on.contains(id) && self.transcripts.contains_key(&source.id);
        let own = self.snapshot.sources.iter().filter(|source| source.id == *id || is_transcript(source));
        let own: BTreeMap<&SourceId, &Source> = own.map(|source| (&source.id, source)).collect();
        let is_here = |source: &Option<SourceId>| source.as_ref().is_some_and(|source| own.contains_key(source));
        let snapshot = self.snapshot;
        own.values().any(|source| source.withhold == Some(true))
            || own.keys().any(|id| self.has_withheld_voice(id))
            || snapshot.sessions.iter().any(|one| is_here(&one.source_id) && one.withhold == Some(true))
            || snapshot.statements.iter().any(|one| is_here(&one.source) && self.is_kept_back(one))
    }

    /// Whether a statement may not be shown, or its speaker not be recognised: a face and a voice are known at once.
    fn is_kept_back(&self, statement: &Statement) -> bool {
        statement.withhold == Some(true)
            || statement.speaker_protection.is_some()
            || statement.speaker_id.as_ref().is_some_and(|speaker| self.is_withheld(speaker))
    }

    /// Whether somebody is heard in a transcript, by decision, who may not be shown.
    fn has_withheld_voice(&self, id: &SourceId) -> bool {
        let spellings = self.transcripts.get(id).map(|transcript| transcript.voices.as_slice()).unwrap_or_default();
        let mut voices = spellings.iter().filter_map(|spelling| self.snapshot.voice_of(Some(id.as_str()), spelling));
        voices.any(|voice| voice.person_id.as_ref().is_some_and(|person| self.is_withheld(person)))
    }

    fn is_withheld(&self, person: &PersonId) -> bool {
        self.snapshot.people.iter().any(|one| one.id == *person && one.withhold == Some(true))
    }

    /// The recording of a source, if its original is held film or sound, whether browsers play it or not.
    fn recording(&self, source: &Source) -> Option<Recording> {
        let digest = self.held(source)?;
        let form = |head: &[u8]| MediaForm::of_head(head).or_else(|| MediaForm::unplayed(head, self.is_film(digest)));
        let file = carried(self.vault, digest, form)?;
        Some(Recording { source: source.id.clone(), file, transcripts: self.transcripts_of(source).collect() })
    }

    /// Whether what is said in a recording was written down, titles of chapters not counted: what nobody transcribed cannot be
    /// searched for names that are withheld.
    fn is_transcribed(&self, source: &Source) -> bool {
        self.sources_of_transcripts(source)
            .any(|of| self.transcripts.get(&of.id).is_some_and(|one| !one.cues.is_empty()))
    }

    /// The digest of a source's original, if it is held.
    fn held(&self, source: &Source) -> Option<&str> {
        let original = self.input.originals.get(&source.id).filter(|original| original.hold == Hold::Held)?;
        original.sha256.as_deref()
    }

    /// Whether the file of a source's film or sound says where it was made and may not: its bytes go whole, and that with them.
    fn tells_position(&self, source: &Source) -> bool {
        let description = self.held(source).and_then(|digest| self.description(digest));
        let is_recording = |description: &MediaDescription| description.kind != CarrierKind::Picture;
        source.ship_position != Some(true)
            && description.filter(is_recording).is_some_and(|description| description.tells_position())
    }

    /// What a reader found written in the head of an original.
    fn description(&self, digest: &str) -> Option<MediaDescription> {
        let mut records = self.snapshot.last_accepted().filter(|record| record.original == digest);
        records.find_map(|record| Accepted::read(self.vault, record)?.description)
    }

    /// Whether a reader found film in an original, or sound alone; nothing where none found it to be a recording.
    fn is_film(&self, digest: &str) -> Option<bool> {
        match self.description(digest)?.kind {
            CarrierKind::Film => Some(true),
            CarrierKind::Sound => Some(false),
            CarrierKind::Picture => None,
        }
    }

    fn transcripts_of(&self, source: &Source) -> impl Iterator<Item = ClearedTranscript> {
        let taken = |of: &Source| {
            let transcript = self.transcripts.get(&of.id)?.clone();
            let voices = self.voices(of.id.as_str(), &transcript);
            Some(ClearedTranscript { source: of.id.clone(), transcript, voices })
        };
        self.sources_of_transcripts(source).filter_map(taken)
    }

    /// The cleared sources that say they are of another, and may go along.
    fn sources_of_transcripts(&self, source: &Source) -> impl Iterator<Item = &Source> {
        let cleared = self.input.sources.iter().map(|cleared| &cleared.source);
        cleared.filter(|of| of.depends_on.contains(&source.id) && self.may_go(of))
    }

    /// What spellings are by decision, where whoever it is may be shown.
    pub fn voices(&self, name: &str, transcript: &Transcript) -> BTreeMap<String, String> {
        let is_shown = |id: &PersonId| self.input.people.iter().any(|person| person.id == *id);
        let decided = |spelling: &String| {
            let voice = self.snapshot.voice_of(Some(name), spelling)?;
            let label = self.snapshot.voice_label(voice).filter(|_| voice.person_id.as_ref().is_none_or(is_shown))?;
            (label != *spelling).then(|| (spelling.clone(), label))
        };
        transcript.voices.iter().filter_map(decided).collect()
    }
}

/// The films that were made from cleared accounts, by account. What an account may cite it may show: a film shows no more.
pub(crate) fn clear_films(snapshot: &Snapshot, input: &DossierInput, vault: &Vault) -> BTreeMap<String, Carried> {
    let film = |account: &Account| {
        let name = account.film.as_deref()?;
        let original = snapshot.newest_held(|original| original.is_called(name))?;
        Some((account.id.clone(), carried(vault, original.sha256.as_deref()?, MediaForm::of_head)?))
    };
    input.accounts.iter().filter_map(film).collect()
}

/// The bytes of a held original, if its first ones tell a form.
fn carried(vault: &Vault, digest: &str, form: impl Fn(&[u8]) -> Option<MediaForm>) -> Option<Carried> {
    let digest: Digest = digest.parse().ok()?;
    let mut head = Vec::new();
    let object = vault.object(Shelf::Originals, &digest).ok()?;
    let size_bytes = object.size_bytes();
    object.take(firsthand_publish::recording::HEAD_BYTES as u64).read_to_end(&mut head).ok()?;
    let form = form(&head)?;
    Some(Carried { sha256: digest.hex(), size_bytes, form, bytes: Arc::new(Held { vault: vault.clone(), digest }) })
}

/// Bytes of a held original.
struct Held {
    vault: Vault,
    digest: Digest,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Held").field(&self.digest).finish()
    }
}

impl MediaBytes for Held {
    fn open(&self) -> io::Result<Box<dyn Read>> {
        let object = self.vault.object(Shelf::Originals, &self.digest).map_err(io::Error::other)?;
        Ok(Box::new(object))
    }
}
