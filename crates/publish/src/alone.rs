//! Transcripts without a recording: where a long one is parted into pages, and the address of each turn.
//! The pages are in `pages::transcript`; links that play are in `play`.

use crate::links::relative;
use crate::pages::watch::turn_near;
use crate::play::{Stretch, watch_link};
use crate::recording::TranscriptAlone;
use crate::site::Site;
use firsthand_model::transcript::{Axis, Cue};
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

/// The link to the words of a statement within the whole account: where no place is known, to the turn that is nearest by the
/// seconds of its locator, and without those to the account's beginning. What plays its words leads there already.
pub(crate) fn whole_link(site: &Site, from: &str, statement: &Statement) -> Option<String> {
    let lang = site.language_of(from);
    if let Some((parted, cue)) = site.place_of(statement.id.as_str()) {
        return Some(relative(from, &parted.turn_target(site, lang, cue)?));
    }
    let source = statement.source.as_ref()?.as_str();
    let stretch = statement.locator.as_deref().and_then(Stretch::of_locator);
    match (of_source(site, source), stretch) {
        (Some(parted), Some(stretch)) => match nearest(&parted.alone.of.transcript, stretch) {
            Some(cue) => Some(relative(from, &parted.turn_target(site, lang, cue)?)),
            None => Some(relative(from, &parted.target(site, lang, 0)?)),
        },
        (Some(parted), None) => Some(relative(from, &parted.target(site, lang, 0)?)),
        (None, Some(stretch)) => turn_beside(site, from, source, stretch),
        (None, None) => watch_link(site, from, source),
    }
}

/// The link to the turn beside a recording that no browser plays; where one plays, what plays the words leads there.
fn turn_beside(site: &Site, from: &str, source: &str, stretch: Stretch) -> Option<String> {
    let recording = site.recording(source).filter(|recording| !recording.file.form.plays())?;
    let page = watch_link(site, from, source)?;
    let turn = turn_near(site, site.language_of(from), recording, stretch);
    Some(turn.map_or_else(|| page.clone(), |turn| format!("{page}#{turn}")))
}

/// The link to what a source is a transcript of, where no recording stands beside it, or to its transcript where its own
/// recording does not go along.
pub(crate) fn transcript_link(site: &Site, from: &str, source: &str) -> Option<String> {
    Some(relative(from, &of_source(site, source)?.target(site, site.language_of(from), 0)?))
}

/// The transcript that a source is, or else the first that was made of it.
fn of_source<'s, 'a>(site: &'s Site<'a>, source: &str) -> Option<&'s Parted<'a>> {
    let rests_on_it = |parted: &&Parted<'_>| {
        let of = site.source(parted.alone.of.source.as_str());
        of.is_some_and(|of| of.source.depends_on.iter().any(|id| id.as_str() == source))
    };
    site.alone(source).or_else(|| site.all_alone().find(rests_on_it))
}

/// The turn that begins last before a stretch ends, by seconds from the beginning of the recording; nothing where its times are
/// a clock's, or it has none.
pub(crate) fn nearest(transcript: &Transcript, stretch: Stretch) -> Option<usize> {
    if transcript.axis != Axis::Recording {
        return None;
    }
    let end_ms = stretch.end_ms.unwrap_or(stretch.start_ms + 1);
    let began = |(_, cue): &(usize, &Cue)| cue.start_ms.is_some_and(|start_ms| start_ms < end_ms);
    let latest = |(_, cue): &(usize, &Cue)| cue.start_ms.filter(|start_ms| *start_ms <= stretch.start_ms);
    let turns = || transcript.cues.iter().enumerate().filter(began);
    let before =
        turns().filter(|turn| latest(turn).is_some()).max_by_key(|turn| (latest(turn), std::cmp::Reverse(turn.0)));
    before.or_else(|| turns().min_by_key(|(_, cue)| cue.start_ms)).map(|(at, _)| at)
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
    use firsthand_model::transcript::Section;

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

    #[test]
    fn the_nearest_turn_is_the_one_in_which_a_stretch_begins() {
        let at = |start_ms: Option<i64>| Cue { start_ms, ..Cue::default() };
        let cues = vec![at(None), at(Some(1_000)), at(Some(4_000)), at(None), at(Some(9_000)), at(Some(4_000))];
        let mut transcript = Transcript { cues, ..Transcript::default() };
        let found = |transcript: &Transcript, start_ms, end_ms| nearest(transcript, Stretch::new(start_ms, end_ms));
        assert_eq!(found(&transcript, 4_500, Some(5_000)), Some(2));
        assert_eq!(found(&transcript, 60_000, None), Some(4));
        assert_eq!(found(&transcript, 500, Some(1_500)), Some(1), "it begins before anybody speaks");
        assert_eq!(found(&transcript, 0, Some(500)), None);
        transcript.axis = Axis::Day;
        assert_eq!(found(&transcript, 4_500, None), None, "seconds of a recording are no time of day");
    }
}
