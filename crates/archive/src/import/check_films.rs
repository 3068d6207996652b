//! A film made from an account stands above all that it is made from: it is there, and no source is made of it, under
//! whatever name its bytes come.

use crate::import::proposals::Proposed;
use crate::import::read_files::Read;
use crate::import::receipt::ProblemAt;
use crate::snapshot::Snapshot;
use firsthand_model::{Account, Hold, OriginalRecord, Record, Source};
use firsthand_vault::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with the films of accounts, and with sources that would be made of one.
pub(crate) fn film_problems(snapshot: &Snapshot, accepted: &[Proposed], read: &[Read]) -> Vec<ProblemAt> {
    let films = Films::of(snapshot, accepted, read);
    let problem = |proposal: &Proposed| {
        let (column, message) = match &proposal.record {
            Record::Account(account) => ("film", films.problem_of_account(account)?),
            Record::Source(source) => ("file", films.problem_of_source(source)?),
            _ => return None,
        };
        let (file, row, column) = (proposal.file.clone(), proposal.row, Some(column.into()));
        Some(ProblemAt { file, row, column, message, fatal: true })
    };
    accepted.iter().filter_map(problem).collect()
}

/// Which files are films of accounts, by name and by their bytes.
struct Films<'a> {
    snapshot: &'a Snapshot,
    /// The files of the folder by name.
    coming: BTreeMap<&'a str, &'a Digest>,
    names: BTreeSet<&'a str>,
    digests: BTreeSet<String>,
}

impl<'a> Films<'a> {
    fn of(snapshot: &'a Snapshot, accepted: &'a [Proposed], read: &'a [Read]) -> Self {
        let of_record = |proposal: &'a Proposed| match &proposal.record {
            Record::Account(account) => account.film.as_deref(),
            _ => None,
        };
        let mut names: BTreeSet<&str> =
            snapshot.accounts.iter().filter_map(|account| account.film.as_deref()).collect();
        names.extend(accepted.iter().filter_map(of_record));
        let is_film = |original: &&OriginalRecord| names.iter().any(|name| original.is_called(name));
        let held = snapshot.originals.values().filter(is_film).filter_map(|original| original.sha256.clone());
        let coming: BTreeMap<&str, &Digest> = read.iter().map(|item| (item.file.name.as_str(), &item.sha256)).collect();
        let films = names.iter().filter_map(|name| coming.get(name)).map(ToString::to_string);
        let digests = held.chain(films).collect();
        Films { snapshot, coming, names, digests }
    }

    fn problem_of_account(&self, account: &Account) -> Option<String> {
        let film = account.film.as_deref()?;
        let is_held = self.snapshot.originals.values().any(|one| one.hold == Hold::Held && one.is_called(film));
        if !self.coming.contains_key(film) && !is_held {
            return Some(format!("expected a film in the folder; there is no {film}"));
        }
        let is_it = |one: &&OriginalRecord| one.sha256.as_ref().is_some_and(|sha256| self.digests.contains(sha256));
        let source = self.snapshot.originals.values().filter(is_it).find_map(|one| one.source.as_deref())?;
        Some(format!("{film} is the original of {source}: a film made from an account is no source; name another film"))
    }

    fn problem_of_source(&self, source: &Source) -> Option<String> {
        let file = source.file.as_deref()?;
        let has_its_bytes = || self.coming.get(file).is_some_and(|sha256| self.digests.contains(&sha256.to_string()));
        let is_film = self.names.contains(file) || has_its_bytes();
        is_film.then(|| format!("{file}: a film made from an account is no source; it cites, and nothing cites it"))
    }
}
