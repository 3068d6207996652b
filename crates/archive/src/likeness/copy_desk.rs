//! What the case has to say about two originals that are alike: who stands on them, what is recorded, what is still to be asked.
//! Which are alike is found in `near`; what is shown is in `copies`.

use crate::judgment::dependence_row::Answers;
use crate::likeness::copies::{CopyPair, CopySide, CopyState, ExactCopy};
use crate::likeness::near::{Fingerprint, NearFrames};
use crate::snapshot::{Snapshot, with_prefix};
use firsthand_model::Hold;
use firsthand_vault::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// One original with its fingerprint.
pub(crate) struct Print {
    pub(crate) id: String,
    pub(crate) original: Digest,
    pub(crate) fingerprint: Fingerprint,
    /// The accepted object that has its words.
    pub(crate) object: Option<String>,
    /// The file inside the original, an archive, of which it is.
    pub(crate) member: Option<String>,
}

/// Where in an original the nearest picture is.
#[derive(Debug, Clone, Copy, Default)]
struct At {
    ms: Option<u64>,
    page: Option<u32>,
}

/// The records of the case by what a pair asks of them.
pub(crate) struct Desk<'a> {
    answers: Answers<'a>,
    /// Names by digest.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Sources by the digest of their original.
    sources: BTreeMap<String, BTreeSet<&'a str>>,
    /// The sources that depend on a source, and those it depends on.
    dependents: BTreeMap<&'a str, Vec<&'a str>>,
    statements: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Desk<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot) -> Desk<'a> {
        let mut desk = Desk {
            answers: Answers::of(snapshot),
            names: BTreeMap::new(),
            sources: BTreeMap::new(),
            dependents: BTreeMap::new(),
            statements: BTreeMap::new(),
        };
        for original in snapshot.originals.values().filter(|original| original.hold == Hold::Held) {
            let Some(digest) = &original.sha256 else { continue };
            desk.names.entry(digest.clone()).or_default().extend(original.names.iter().cloned());
            desk.sources.entry(digest.clone()).or_default().extend(original.source.as_deref());
        }
        for source in &snapshot.sources {
            let id = source.id.as_str();
            if let Some(of_digest) =
                source.sha256.as_deref().and_then(|digest| desk.sources.get_mut(&with_prefix(digest)))
            {
                of_digest.insert(id);
            }
            for on in &source.depends_on {
                desk.dependents.entry(on.as_str()).or_default().push(id);
            }
        }
        for statement in &snapshot.statements {
            let source = statement.source.as_ref().map_or("", |source| source.as_str());
            desk.statements.entry(source).or_default().push(statement.id.as_str());
        }
        desk
    }

    pub(crate) fn exact(&self) -> Vec<ExactCopy> {
        let sources =
            |digest: &String| self.sources.get(digest).into_iter().flatten().map(|id| (*id).to_owned()).collect();
        let all = self.names.iter().map(|(digest, names)| ExactCopy {
            original: digest.clone(),
            names: names.iter().cloned().collect(),
            sources: sources(digest),
        });
        all.filter(|one| one.names.len() > 1 || one.sources.len() > 1).collect()
    }

    fn side(&self, print: &Print, at: At) -> CopySide {
        let original = print.original.to_string();
        let own = self.sources.get(&original).into_iter().flatten().copied();
        let sources = self.with_dependents(own);
        let statements = sources.iter().filter_map(|source| self.statements.get(source)).flatten();
        let statements: BTreeSet<String> = statements.map(|id| (*id).to_owned()).collect();
        CopySide {
            id: print.id.clone(),
            original,
            sources: sources.iter().map(|source| (*source).to_owned()).collect(),
            statements: statements.into_iter().collect(),
            part: print.member.clone().or_else(|| Some(format!("p. {}", at.page?))),
            at_ms: at.ms,
        }
    }

    /// These sources and every source that depends on one of them, at any remove.
    fn with_dependents(&self, sources: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut waiting: Vec<&str> = sources.collect();
        let mut found = BTreeSet::new();
        while let Some(source) = waiting.pop() {
            if found.insert(source) {
                waiting.extend(self.dependents.get(source).into_iter().flatten());
            }
        }
        found
    }

    pub(crate) fn pictures(&mut self, prints: &[Print], near: &NearFrames) -> CopyPair {
        let print = |at: usize| &prints[at];
        let (one, other) = (print(near.pair.0), print(near.pair.1));
        let at = |print: &Print, frame: usize| {
            let frame = print.fingerprint.frames.get(frame);
            At { ms: frame.and_then(|frame| frame.at_ms), page: frame.and_then(|frame| frame.page) }
        };
        let sides = [self.side(one, at(one, near.nearest.0)), self.side(other, at(other, near.nearest.1))];
        let all = |print: &Print| print.fingerprint.frames.len();
        let mut alike = format!("the nearest pictures differ in {} of 64 bits", near.bits);
        if all(one).max(all(other)) > 1 {
            let (ours, theirs) = near.frames;
            alike += &format!("; {ours} of {} meet {theirs} of {}", all(one), all(other));
        }
        CopyPair { bits: Some(near.bits), frames: Some(near.frames), ..self.pair(sides, alike) }
    }

    pub(crate) fn texts(
        &mut self,
        prints: [&Print; 2],
        estimated: u32,
        common: u32,
        passage: Option<String>,
    ) -> CopyPair {
        let sides = prints.map(|print| self.side(print, At::default()));
        let alike = format!("of 1,000 runs of five words in either, {common} are in both (estimated {estimated})");
        CopyPair {
            estimated_permille: Some(estimated),
            common_permille: Some(common),
            passage,
            ..self.pair(sides, alike)
        }
    }

    /// The pair with what is recorded about it and what is not.
    fn pair(&mut self, sides: [CopySide; 2], alike: String) -> CopyPair {
        let [one, other] = &sides;
        // What stands on both is not asked about: it cannot hang together with itself.
        let apart = |side: &CopySide, from: &CopySide| -> Vec<String> {
            side.statements.iter().filter(|id| !from.statements.contains(id)).cloned().collect()
        };
        let (ones, others) = (apart(one, other), apart(other, one));
        let mut answered_by = self.answers.recorded(&ones, &others);
        let rows = self.answers.open(&ones, &others, &alike);
        let is_recorded = !answered_by.is_empty();
        let links = self.links(one, other);
        let state = match (links.is_empty(), rows.is_empty(), is_recorded) {
            (false, _, _) | (true, true, true) => CopyState::Answered,
            (true, false, true) => CopyState::Partly,
            (true, false, false) => CopyState::Open,
            (true, true, false) => CopyState::NothingRests,
        };
        answered_by.extend(links);
        let (bits, frames, estimated_permille, common_permille, passage) = (None, None, None, None, None);
        CopyPair { sides, alike, bits, frames, estimated_permille, common_permille, passage, state, answered_by, rows }
    }

    /// How the sources of the two are recorded to hang together.
    fn links(&self, one: &CopySide, other: &CopySide) -> Vec<String> {
        let own = |side: &CopySide| self.sources.get(&side.original).cloned().unwrap_or_default();
        let (ours, theirs) = (own(one), own(other));
        let same = ours.intersection(&theirs).map(|source| format!("both are originals of {source}"));
        let mut links: Vec<String> = same.collect();
        for (from, to) in [(&ours, &theirs), (&theirs, &ours)] {
            for on in to {
                let resting = self.with_dependents(std::iter::once(*on));
                let named = from.iter().filter(|id| *id != on && resting.contains(*id));
                links.extend(named.map(|id| format!("{id} depends on {on}")));
            }
        }
        links
    }
}
