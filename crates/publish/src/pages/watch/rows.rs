//! One list of everything said, in the order of the first layer, with what other layers have at the same time under each turn.
//! Nothing is left out: what meets no turn is a row of its own, and what has the same words is noted as the same.

use super::layers::Layer;
use super::marks::Mark;
use super::word_times;
use crate::page::Said;
use crate::play::{Stretch, shown};
use crate::site::Site;
use firsthand_model::transcript::{Axis, Cue, CueKind, SectionKind, Timing};
use serde::Serialize;

/// What parts the titles of chapters that begin together.
const PARTED: &str = " · ";

/// One turn, or part of one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    /// Its id on the page: the key of its layer and the number of its cue, from 1.
    pub id: String,
    /// When it is said; nothing where that is not known.
    pub time: Option<Moment>,
    /// The title of the chapter that begins here.
    pub chapter: Option<Said>,
    /// The statements made here.
    pub marks: Vec<Mark>,
    /// The time of the day at which it is said, where the transcript goes by the clock on the wall.
    clock: Option<Clock>,
    speaker: Option<Said>,
    kind: &'static str,
    text: Option<Said>,
    word_times: Option<String>,
    as_read: Option<Said>,
    lines: Vec<Line>,
    same: Vec<String>,
}

/// When a row is said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Moment {
    /// Its stretch of the recording.
    #[serde(skip)]
    pub stretch: Stretch,
    shown: String,
    fragment: String,
    spread: bool,
}

/// A time of the day.
#[derive(Debug, Clone, Serialize)]
struct Clock {
    shown: String,
    spread: bool,
}

/// What another layer has at the time of a row.
#[derive(Debug, Clone, Serialize)]
struct Line {
    key: String,
    label: String,
    text: Said,
    word_times: Option<String>,
    as_read: Option<Said>,
    fragment: String,
}

/// The rows of a layer, with timed others beside them.
pub(super) fn beside(site: &Site, lang: &str, first: &Layer, others: &[&Layer]) -> Vec<Row> {
    let transcript = first.transcript;
    let is_said = |cue: &Cue| !cue.text.trim().is_empty() || cue.as_read.is_some();
    let mut rows = Vec::with_capacity(transcript.cues.len());
    for (at, cue) in transcript.cues.iter().enumerate().filter(|(_, cue)| is_said(cue)) {
        let speaker = transcript.speaker(cue).filter(|_| !cue.continues);
        rows.push(Row {
            id: format!("{}-{}", first.key, at + 1),
            time: moment(first, cue),
            clock: clock(first, cue),
            chapter: chapter(site, lang, first, at),
            speaker: speaker.map(|name| first.speaker(site, lang, name)),
            kind: kind(cue),
            text: Some(first.words(site, lang, cue)),
            word_times: moment(first, cue).and_then(|time| word_times::of(cue, time.stretch.start_ms)),
            as_read: cue.as_read.as_deref().map(|as_read| first.words_as(site, lang, cue, as_read)),
            ..Row::default()
        });
    }
    let mut lonely = Vec::new();
    let places = Places::of(&rows);
    for layer in others {
        for (at, cue) in layer.transcript.cues.iter().enumerate().filter(|(_, cue)| is_said(cue)) {
            put(site, lang, layer, (at, cue), &places, &mut rows, &mut lonely);
        }
    }
    merged(rows, lonely)
}

/// How many cues of a layer have the very words of the first.
pub(super) fn same(rows: &[Row], key: &str) -> usize {
    rows.iter().filter(|row| row.same.iter().any(|same| same == key)).count()
}

fn put(
    site: &Site,
    lang: &str,
    layer: &Layer,
    (at, cue): (usize, &Cue),
    places: &Places,
    rows: &mut [Row],
    lonely: &mut Vec<Row>,
) {
    let time = moment(layer, cue);
    let line = Line {
        key: layer.key.clone(),
        label: layer.label.clone(),
        text: layer.words(site, lang, cue),
        word_times: time.as_ref().and_then(|time| word_times::of(cue, time.stretch.start_ms)),
        as_read: cue.as_read.as_deref().map(|as_read| layer.words_as(site, lang, cue, as_read)),
        fragment: time.as_ref().map(|time| time.fragment.clone()).unwrap_or_default(),
    };
    let place = time.as_ref().and_then(|time| places.most_shared(time.stretch));
    match place.and_then(|place| rows.get_mut(place)) {
        Some(row) if row.is_repeated_by(&line) => row.repeat(layer, cue),
        Some(row) => row.lines.push(line),
        None => lonely.push(Row {
            id: format!("{}-{}", layer.key, at + 1),
            kind: "alone",
            lines: vec![line],
            time,
            ..Row::default()
        }),
    }
}

impl Row {
    /// Whether a line says the same again, and nothing besides; the first of a layer only.
    fn is_repeated_by(&self, line: &Line) -> bool {
        line.as_read.is_none() && self.text.as_ref() == Some(&line.text) && !self.same.contains(&line.key)
    }

    /// Notes whose words these are too; when each of them is said may be known from there alone.
    fn repeat(&mut self, layer: &Layer, cue: &Cue) {
        self.same.push(layer.key.clone());
        let start_ms = self.time.as_ref().map(|time| time.stretch.start_ms);
        self.word_times = self.word_times.take().or_else(|| word_times::of(cue, start_ms?));
    }
}

fn moment(layer: &Layer, cue: &Cue) -> Option<Moment> {
    let start_ms = cue.start_ms.filter(|_| layer.transcript.axis == Axis::Recording)?;
    let stretch = Stretch::new(start_ms, cue.end_ms);
    Some(Moment {
        stretch,
        shown: shown(start_ms),
        fragment: stretch.fragment()?,
        spread: cue.timing == Timing::Interpolated,
    })
}

fn clock(layer: &Layer, cue: &Cue) -> Option<Clock> {
    let minutes = cue.start_ms.filter(|_| layer.transcript.axis == Axis::Day)? / 60_000;
    let shown = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    Some(Clock { shown, spread: cue.timing == Timing::Interpolated })
}

fn kind(cue: &Cue) -> &'static str {
    match cue.kind {
        CueKind::Speech => "speech",
        CueKind::Note => "note",
        CueKind::Heading => "heading",
        CueKind::Oath => "oath",
    }
}

/// The titles of what begins at a cue: a chapter, or a witness and whoever asks first.
fn chapter(site: &Site, lang: &str, layer: &Layer, at: usize) -> Option<Said> {
    let begin = layer.transcript.sections.iter().filter(|section| section.first as usize == at);
    let titles: Vec<&str> = begin.map(|section| section.title.as_str()).filter(|title| !title.is_empty()).collect();
    let own = layer.transcript.lang.as_deref().unwrap_or(site.main_language());
    (!titles.is_empty()).then(|| site.text_in(lang, own, &titles.join(PARTED), false))
}

/// Puts the chapters of other layers, as a file of chapters has them, at the first row that begins at their time or later. A title
/// that stands there already is not repeated.
pub(super) fn put_chapters(site: &Site, lang: &str, layers: &[Layer], rows: &mut [Row]) {
    for layer in layers.iter().skip(1) {
        let own = layer.transcript.lang.as_deref().unwrap_or_else(|| layer.lang());
        let chapters = layer.transcript.sections.iter().filter(|one| one.kind == SectionKind::Chapter);
        for section in chapters.filter(|one| !one.title.is_empty()) {
            let Some(start_ms) = section.start_ms else { continue };
            let begins = |row: &&mut Row| row.time.as_ref().is_some_and(|time| time.stretch.start_ms >= start_ms);
            let Some(row) = rows.iter_mut().find(begins) else { continue };
            let title = site.text_in(lang, own, &section.title, false);
            row.chapter = Some(match row.chapter.take() {
                Some(said) if said.text.split(PARTED).all(|one| one != title.text) => {
                    Said { text: [said.text.as_str(), &title.text].join(PARTED), ..said }
                }
                Some(said) => said,
                None => title,
            });
        }
    }
}

/// Rows with times, by their beginning.
struct Places {
    by_start: Vec<(i64, i64, usize)>,
    longest_ms: i64,
}

impl Places {
    fn of(rows: &[Row]) -> Places {
        let timed = |(at, row): (usize, &Row)| {
            let Stretch { start_ms, end_ms } = row.time.as_ref()?.stretch;
            Some((start_ms, end_ms.unwrap_or(start_ms + 1), at))
        };
        let mut by_start: Vec<_> = rows.iter().enumerate().filter_map(timed).collect();
        by_start.sort_unstable();
        let longest_ms = by_start.iter().map(|(start, end, _)| end - start).max().unwrap_or(0);
        Places { by_start, longest_ms }
    }

    /// The row that shares most time with a stretch; the first of equals, nothing if none shares any.
    fn most_shared(&self, Stretch { start_ms, end_ms }: Stretch) -> Option<usize> {
        let end_ms = end_ms.unwrap_or(start_ms + 1);
        let from = self.by_start.partition_point(|(start, ..)| *start < start_ms - self.longest_ms);
        let near = self.by_start[from..].iter().take_while(|(start, ..)| *start < end_ms);
        let shared = near.map(|(start, end, at)| (end_ms.min(*end) - start_ms.max(*start), std::cmp::Reverse(*at)));
        shared.filter(|(ms, _)| *ms > 0).max().map(|(_, at)| at.0)
    }
}

/// Rows of their own, each before the first row that begins later; those without a time at the end.
fn merged(rows: Vec<Row>, mut lonely: Vec<Row>) -> Vec<Row> {
    let start = |row: &Row| row.time.as_ref().map_or(i64::MAX, |time| time.stretch.start_ms);
    lonely.sort_by_key(start);
    let mut lonely = lonely.into_iter().peekable();
    let mut all = Vec::with_capacity(rows.len() + lonely.len());
    for row in rows {
        while row.time.is_some() && lonely.peek().is_some_and(|alone| start(alone) < start(&row)) {
            all.extend(lonely.next());
        }
        all.push(row);
    }
    all.extend(lonely);
    all
}
