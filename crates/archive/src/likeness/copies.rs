//! The question *copies*: which originals are the same, or nearly, so that a person can say whether one rests on the other.
//! Nothing is concluded here: a pair is a question, and its answer is a row that a person writes.

use crate::accepted::Accepted;
use crate::derivatives::derive::{Derivation, DerivativeLine, DeriveOptions};
use crate::derivatives::derived_files::DerivedFiles;
use crate::error::ArchiveError;
use crate::judgment::dependence_row::DependenceRow;
use crate::likeness::copy_desk::{Desk, Print};
use crate::likeness::near::{Fingerprint, MemberSketch, near_frames, near_sketches};
use crate::snapshot::Snapshot;
use crate::step::{Doing, Progress, Step};
use crate::{Archive, Surroundings};
use firsthand_intake::MemberPosition;
use firsthand_model::DerivativeKind;
use firsthand_text::{Shingles, common_permille};
use firsthand_vault::{Digest, Vault};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Texts are asked about that have so many thousandths of their runs of five words in common.
const LEAST_COMMON: u32 = 300;
/// The readers that look into a file for others.
const HOLDERS: [&str; 2] = ["zip", "email"];
/// Most pairs that are listed; how many more there are is said.
const MAX_PAIRS: usize = 2_000;
/// Most characters of a shared passage that are quoted.
const QUOTED_CHARS: usize = 300;

/// Everything of a case that is alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// Originals that came under several names or stand for several sources.
    pub exact: Vec<ExactCopy>,
    /// Originals that are nearly alike, open questions first.
    pub pairs: Vec<CopyPair>,
    /// Pairs beyond those listed.
    pub left_out: u64,
    /// How many pictures, films and texts were compared.
    pub compared: BTreeMap<String, u64>,
    /// What could not be compared, and why.
    pub not_compared: Vec<DerivativeLine>,
    /// What this system does not hold programs of others to.
    pub notices: Vec<String>,
}

/// One original that is there more than once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExactCopy {
    /// The digest they share.
    pub original: String,
    /// The names under which it came.
    pub names: Vec<String>,
    /// The sources whose original it is.
    pub sources: Vec<String>,
}

/// One of two that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopySide {
    /// What it is called.
    pub id: String,
    /// Its digest.
    pub original: String,
    /// The sources whose original it is, and those that depend on them.
    pub sources: Vec<String>,
    /// The statements that stand on these.
    pub statements: Vec<String>,
    /// The file inside it, an archive or message, or the page of it, a scan, that is alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The moment of the frame that is nearest, in a film, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u64>,
}

firsthand_model::vocabulary! {
    /// Where the question about a pair stands.
    CopyState {
        /// Nobody has said how the two hang together: it is unknown.
        Open = "open",
        /// Somebody has said it, for some of the statements.
        Partly = "partly",
        /// Somebody has said it.
        Answered = "answered",
        /// No statement stands on one of them yet, so that nothing can be recorded between statements.
        NothingRests = "nothing_rests",
    }
}

/// Two originals that are nearly alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopyPair {
    /// The one and the other.
    pub sides: [CopySide; 2],
    /// What is alike, in words.
    pub alike: String,
    /// Bits of 64 in which the nearest pictures differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bits: Option<u32>,
    /// How many frames of each are near one of the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frames: Option<(usize, usize)>,
    /// Runs of five words in common, of a thousand in either, by the sketches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_permille: Option<u32>,
    /// The same, counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common_permille: Option<u32>,
    /// The longest passage that both have, as the first has it, cut where it is long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    /// Where the question stands.
    pub state: CopyState,
    /// What answers it: ids of dependences, or which source depends on which.
    pub answered_by: Vec<String>,
    /// Rows of `dependences.csv` that would record an answer.
    pub rows: Vec<DependenceRow>,
}

impl Archive {
    /// Everything of the case that is alike. Makes the fingerprints that are missing, and writes nothing else.
    ///
    /// # Errors
    /// When the case cannot be read, or another command makes derivatives in it.
    pub fn copies(
        &self,
        around: &Surroundings,
        jobs: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Copies, ArchiveError> {
        let kinds = DerivativeKind::ALL.iter().filter(|kind| kind.is_compared()).copied().collect();
        let options = DeriveOptions { kinds, jobs, ..DeriveOptions::default() };
        let derived = self.derive(&options, around, progress)?;
        let snapshot = self.snapshot()?;
        let mut desk = Desk::of(&snapshot);
        let (mut failed, made): (Vec<_>, Vec<_>) =
            derived.derivatives.into_iter().partition(|line| line.state == Derivation::Failed);
        failed.extend(made.iter().filter(|line| is_partly_compared(line)).cloned());
        let prints = self.prints(&snapshot, &made);
        let mut pairs: Vec<CopyPair> = near_frames(&prints.iter().map(|print| &print.fingerprint).collect::<Vec<_>>())
            .into_iter()
            // What lies in one original together is no copy that came another way.
            .filter(|near| prints[near.pair.0].original != prints[near.pair.1].original)
            .map(|near| desk.pictures(&prints, &near))
            .collect();
        pairs.extend(self.texts(&prints, &mut desk, progress));
        pairs.sort_by(|a, b| order(a).cmp(&order(b)));
        let left_out = pairs.len().saturating_sub(MAX_PAIRS) as u64;
        pairs.truncate(MAX_PAIRS);
        let exact = desk.exact();
        Ok(Copies {
            exact,
            pairs,
            left_out,
            compared: counted(&prints),
            not_compared: failed,
            notices: derived.notices,
        })
    }

    /// The fingerprints that are there; tables and accounts are our own and are not compared.
    fn prints(&self, snapshot: &Snapshot, made: &[DerivativeLine]) -> Vec<Print> {
        let own = ["table", "account", "settings"];
        let is_own = |role: &Option<String>| role.as_deref().is_some_and(|role| own.contains(&role));
        let own = snapshot.originals.values().filter(|original| is_own(&original.role));
        let own: BTreeSet<&str> = own.filter_map(|original| original.sha256.as_deref()).collect();
        let made = made.iter().filter(|line| !own.contains(line.original.as_str()));
        let parts = Parts::of(snapshot, &self.vault);
        made.flat_map(|line| match line.kind {
            DerivativeKind::PartPrints => self.prints_of_parts(line, &parts),
            _ => self.prints_of_whole(line),
        })
        .collect()
    }

    /// The fingerprint of an original's words, pictures or frames, and those of the words of its members.
    fn prints_of_whole(&self, line: &DerivativeLine) -> Vec<Print> {
        let Ok(original) = line.original.parse::<Digest>() else { return Vec::new() };
        let files = DerivedFiles::of(&self.dir);
        let read = line.files.first().and_then(|file| fingerprint(&self.dir.join(file)));
        let (Some(mut whole), Some(record)) = (read, files.record(&original, line.kind)) else { return Vec::new() };
        let words = record.parameters.strip_prefix("words of ");
        let object = words.and_then(|rest| rest.split(',').next()).map(str::to_owned);
        let members = std::mem::take(&mut whole.members);
        let print =
            |fingerprint, member| Print { id: line.id.clone(), original, fingerprint, object: object.clone(), member };
        let of_member = |member: MemberSketch| {
            print(Fingerprint { sketch: member.sketch, ..Fingerprint::default() }, Some(member.path))
        };
        let is_empty = whole.frames.is_empty() && whole.sketch.is_empty() && !members.is_empty();
        let whole = (!is_empty).then(|| print(whole, None));
        whole.into_iter().chain(members.into_iter().map(of_member)).collect()
    }

    /// The fingerprints of pictures inside an original: all pages of a scan as one, each picture in an archive or message by itself.
    fn prints_of_parts(&self, line: &DerivativeLine, parts: &Parts) -> Vec<Print> {
        let Ok(original) = line.original.parse::<Digest>() else { return Vec::new() };
        let position = |file: &str| file.rsplit_once('-')?.1.strip_suffix(".json")?.parse::<MemberPosition>().ok();
        let read = line.files.iter().filter_map(|file| Some((position(file)?, fingerprint(&self.dir.join(file))?)));
        let print = |fingerprint, member| Print { id: line.id.clone(), original, fingerprint, object: None, member };
        let mut pages = Fingerprint::default();
        let mut prints = Vec::new();
        for (position, found) in read {
            match (parts.member(&line.original, position), position.levels()) {
                (Some(path), _) => prints.push(print(found, Some(path.to_owned()))),
                (None, [number]) => pages.frames.extend(found.frames.into_iter().map(|one| one.on_page(*number))),
                (None, _) => {}
            }
        }
        if !pages.frames.is_empty() {
            prints.push(print(pages, None));
        }
        prints
    }

    /// Texts whose sketches are near are read side by side, and counted.
    fn texts(&self, prints: &[Print], desk: &mut Desk<'_>, progress: &mut Progress<'_>) -> Vec<CopyPair> {
        let mut near = near_sketches(&prints.iter().map(|print| &print.fingerprint).collect::<Vec<_>>());
        near.retain(|(one, other), _| prints[*one].original != prints[*other].original);
        let total = near.len() as u64;
        let mut pairs = Vec::new();
        let mut left: Option<(usize, Words)> = None;
        for (done, ((one, other), estimate)) in near.into_iter().enumerate() {
            progress(Step::new(Doing::Comparing, done as u64, total));
            // Pairs come in the order of their first, so that each first is read once.
            if left.as_ref().is_none_or(|(at, _)| *at != one) {
                left = self.words(&prints[one]).map(|words| (one, words));
            }
            let (Some((_, ours)), Some(theirs)) = (&left, self.words(&prints[other])) else { continue };
            let common = common_permille(&ours.shingles.set(), &theirs.shingles.set());
            if common >= LEAST_COMMON {
                let place = ours.shingles.longest_shared(&theirs.shingles);
                let passage = place.map(|place| shortened(&ours.text[place]));
                pairs.push(desk.texts([&prints[one], &prints[other]], estimate, common, passage));
            }
        }
        progress(Step::new(Doing::Comparing, total, total));
        pairs
    }

    fn words(&self, print: &Print) -> Option<Words> {
        let digest = print.object.as_ref()?.parse().ok()?;
        let bytes = self.vault.read(firsthand_vault::Shelf::Accepted, &digest).ok()?;
        let object = serde_json::from_slice::<Accepted>(&bytes).ok()?;
        let text = match &print.member {
            Some(path) => object.words_of_members().find(|(of, _)| of == path)?.1,
            None => object.words()?,
        };
        Some(Words { shingles: Shingles::of(&text), text })
    }
}

/// Whether some pictures of an original could not be compared while others were.
fn is_partly_compared(line: &DerivativeLine) -> bool {
    line.kind == DerivativeKind::PartPrints && !line.reason.is_empty() && !line.files.is_empty()
}

fn fingerprint(path: &std::path::Path) -> Option<Fingerprint> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// The files inside archives and messages, by the digest of these and their position in them.
struct Parts(BTreeMap<(String, MemberPosition), String>);

impl Parts {
    fn of(snapshot: &Snapshot, vault: &Vault) -> Parts {
        let archives = snapshot.last_accepted().filter(|record| HOLDERS.contains(&record.reader.as_str()));
        let members = archives.filter_map(|record| Some((record, Accepted::read(vault, record)?.members)));
        let placed = members.flat_map(|(record, members)| {
            members.into_iter().filter_map(|member| Some(((record.original.clone(), member.position?), member.path)))
        });
        Parts(placed.collect())
    }

    fn member(&self, original: &str, position: MemberPosition) -> Option<&str> {
        self.0.get(&(original.to_owned(), position)).map(String::as_str)
    }
}

/// A text that was read again.
struct Words {
    text: String,
    shingles: Shingles,
}

/// Open questions first, then what is most alike, then by name.
fn order(pair: &CopyPair) -> (CopyState, u32, &str, &str) {
    let unlike = pair.bits.map(|bits| bits * 1000 / 64).or(pair.common_permille.map(|common| 1000 - common));
    (pair.state, unlike.unwrap_or(1000), &pair.sides[0].id, &pair.sides[1].id)
}

fn counted(prints: &[Print]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for print in prints {
        let frames = &print.fingerprint.frames;
        let what = match frames.first() {
            _ if print.object.is_some() => "texts",
            Some(frame) if frame.at_ms.is_some() => "films",
            Some(frame) if frame.page.is_some() => "scans",
            _ => "pictures",
        };
        *counts.entry(what.to_owned()).or_default() += 1;
    }
    counts
}

fn shortened(passage: &str) -> String {
    let words = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
