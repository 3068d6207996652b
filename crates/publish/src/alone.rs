//! Transcripts without a recording: where a long one is parted into pages, and the address of each turn.
//! The pages are in `pages::transcript`; links that play are in `play`.

use crate::links::relative;
use crate::recording::TranscriptAlone;
use crate::site::Site;
use firsthand_model::{Kind, Statement, Transcript};
use std::collections::BTreeMap;
use std::ops::Range;

/// A page of it holds about so many bytes of words: an old laptop shows that at once, and a printed page has a hundredth of it.
const PAGE_BYTES: usize = 80_000;
/// A page that holds this share of them ends where a chapter, witness or examination begins.
const ENOUGH_BYTES: usize = PAGE_BYTES / 2;
/// Nothing but a turn of several pages is parted within.
const MOST_BYTES: usize = PAGE_BYTES * 2;

/// The key of the one layer that such a page has.
pub(crate) const KEY: &str = "L1";

/// A transcript with the cue at which each of its pages begins.
#[derive(Debug)]
pub(crate) struct Parted<'a> {
    pub alone: &'a TranscriptAlone,
    starts: Vec<usize>,
}

impl<'a> Parted<'a> {
    fn of(alone: &'a TranscriptAlone) -> Self {
        Parted { starts: starts(&alone.of.transcript), alone }
    }

    /// Its pages, each as a range of cues.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain([self.alone.of.transcript.cues.len()]);
        self.starts.iter().copied().zip(ends).map(|(start, end)| start..end)
    }

    /// The path of one of its pages, counted from 0: `sources/S1/transcript/index.html`, `sources/S1/transcript/2/index.html`.
    pub fn target(&self, site: &Site, lang: &str, part: usize) -> Option<String> {
        let source = site.target(lang, Kind::Source, self.alone.of.source.as_str())?;
        let folder = source.strip_suffix("index.html")?;
        Some(match part {
            0 => format!("{folder}transcript/index.html"),
            _ => format!("{folder}transcript/{}/index.html", part + 1),
        })
    }

    /// The address of a turn by its cue: the page it is on, and its id there.
    pub fn turn_target(&self, site: &Site, lang: &str, cue: usize) -> Option<String> {
        let part = self.starts.partition_point(|start| *start <= cue).saturating_sub(1);
        Some(format!("{}#{KEY}-{}", self.target(site, lang, part)?, cue + 1))
    }
}

/// Transcripts by their source.
pub(crate) fn by_source(transcripts: &[TranscriptAlone]) -> BTreeMap<&str, Parted<'_>> {
    transcripts.iter().map(|alone| (alone.of.source.as_str(), Parted::of(alone))).collect()
}

/// The transcript in which the words of each statement stand, and the cue; the first transcript where several have them.
pub(crate) fn by_statement(transcripts: &[TranscriptAlone]) -> BTreeMap<&str, (&str, usize)> {
    let mut found = BTreeMap::new();
    for alone in transcripts {
        for (statement, cue) in &alone.places {
            found.entry(statement.as_str()).or_insert((alone.of.source.as_str(), *cue));
        }
    }
    found
}

/// The link to the words of a statement within the whole account; where no place is known, to the account's beginning.
pub(crate) fn whole_link(site: &Site, from: &str, statement: &Statement) -> Option<String> {
    let lang = site.language_of(from);
    let to = match site.place_of(statement.id.as_str()) {
        Some((parted, cue)) => parted.turn_target(site, lang, cue)?,
        None => transcript_target(site, lang, statement.source.as_ref()?.as_str())?,
    };
    Some(relative(from, &to))
}

/// The link to what a source is a transcript of, where no recording stands beside it.
pub(crate) fn transcript_link(site: &Site, from: &str, source: &str) -> Option<String> {
    Some(relative(from, &transcript_target(site, site.language_of(from), source)?))
}

fn transcript_target(site: &Site, lang: &str, source: &str) -> Option<String> {
    site.alone(source)?.target(site, lang, 0)
}

/// The cues at which pages begin: before a new turn, and before a chapter if one is near.
fn starts(transcript: &Transcript) -> Vec<usize> {
    let begins: std::collections::BTreeSet<usize> = transcript.sections.iter().map(|one| one.first as usize).collect();
    let (mut starts, mut bytes) = (vec![0], 0);
    for (at, cue) in transcript.cues.iter().enumerate() {
        let is_full = match (begins.contains(&at), cue.continues) {
            (true, _) => bytes >= ENOUGH_BYTES,
            (false, false) => bytes >= PAGE_BYTES,
            (false, true) => bytes >= MOST_BYTES,
        };
        if is_full {
            starts.push(at);
            bytes = 0;
        }
        bytes += cue.text.len();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::transcript::{Cue, Section};

    fn cue(bytes: usize, continues: bool) -> Cue {
        Cue { text: "x".repeat(bytes), continues, ..Cue::default() }
    }

    #[track_caller]
    fn check(cues: Vec<Cue>, chapters: &[u32], expected: &[usize]) {
        let sections = chapters.iter().map(|first| Section { first: *first, ..Section::default() }).collect();
        assert_eq!(starts(&Transcript { cues, sections, ..Transcript::default() }), expected);
    }

    #[test]
    fn a_short_transcript_is_one_page_and_so_is_an_empty_one() {
        check(vec![cue(100, false), cue(100, false)], &[1], &[0]);
        check(Vec::new(), &[], &[0]);
    }

    #[test]
    fn pages_begin_with_a_turn_and_rather_with_a_chapter() {
        let turns = || (0..7).map(|_| cue(PAGE_BYTES / 4, false)).collect::<Vec<_>>();
        check(turns(), &[], &[0, 4]);
        check(turns(), &[1, 3], &[0, 3]);
    }

    #[test]
    fn a_turn_is_parted_within_only_where_it_fills_pages_alone() {
        let long = |n: usize| (0..n).map(|at| cue(PAGE_BYTES / 2, at > 0)).collect::<Vec<_>>();
        check(long(4), &[], &[0]);
        check(long(6), &[], &[0, 4]);
    }
}
