//! The classic transcript of OHMS: wrapped lines, `NAME:` where somebody begins, and `sync`, which names the line at which each
//! whole interval is reached. A cue begins at a name, after a blank line, and at a line that has a mark; a mark on a blank line
//! belongs to the next line that has words. Markup of footnotes stays as written; their texts at the end are nobody's words.

use crate::transcripts::speaker;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};
use std::collections::BTreeMap;

/// What stands before the texts of footnotes.
const FOOTNOTES: &str = "[[footnotes]]";

/// What was wrong, with its line in the file.
type Wrong = Vec<(Option<u64>, String)>;

/// Fills a transcript; gives what was wrong. The text begins at `first_line`.
pub(super) fn read(text: &str, sync: &str, first_line: u64, transcript: &mut Transcript) -> Wrong {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let (mut marks, mut problems) = marks(sync);
    let past = marks.keys().filter(|line| !is_there(**line, &lines)).count();
    if past > 0 {
        let what = format!("{past} lines that sync names are not in the transcript; their marks give no times");
        problems.push((None, what));
    }
    problems.extend(move_to_words(&mut marks, &lines));
    problems.extend(backwards(&marks, first_line));
    let mut wrapped = Wrapped { transcript, open: None, in_footnotes: false };
    for (number, line) in (1_usize..).zip(&lines) {
        wrapped.line(line, first_line + number as u64 - 1, marks.get(&number));
    }
    wrapped.close();
    transcript.interpolate();
    problems
}

/// Whether the transcript has this line; an empty transcript has none.
fn is_there(line: usize, lines: &[&str]) -> bool {
    (1..=lines.len()).contains(&line) && lines.iter().any(|line| !line.is_empty())
}

/// Marks on blank lines go to the next line with words; those behind the last one are reported.
fn move_to_words(marks: &mut BTreeMap<usize, Vec<i64>>, lines: &[&str]) -> Option<(Option<u64>, String)> {
    let mut lost = 0;
    let blank: Vec<usize> =
        marks.keys().copied().filter(|line| is_there(*line, lines) && lines[line - 1].is_empty()).collect();
    let mut next = None;
    let mut words = vec![None; lines.len()];
    for at in (0..lines.len()).rev() {
        next = if lines[at].is_empty() { next } else { Some(at + 1) };
        words[at] = next;
    }
    for line in blank {
        let times = marks.remove(&line).unwrap_or_default();
        let Some(to) = words[line - 1] else {
            lost += times.len();
            continue;
        };
        let there = marks.entry(to).or_default();
        there.extend(times);
        there.sort_unstable();
    }
    let what = format!("{lost} marks of sync stand behind the last words; they give no times");
    (lost > 0).then_some((None, what))
}

/// Marks that stand before the line of an earlier mark.
fn backwards(marks: &BTreeMap<usize, Vec<i64>>, first_line: u64) -> Wrong {
    let mut latest = i64::MIN;
    let mut wrong = Vec::new();
    for (line, times) in marks {
        if times.first().is_some_and(|first| *first < latest) {
            let what = "sync runs backwards: an earlier line has a later mark; both are kept".to_owned();
            wrong.push((Some((first_line - 1).saturating_add(*line as u64)), what));
        }
        latest = latest.max(times.last().copied().unwrap_or(latest));
    }
    wrong
}

/// A transcript while its lines are read.
struct Wrapped<'t> {
    transcript: &'t mut Transcript,
    open: Option<Cue>,
    in_footnotes: bool,
}

impl Wrapped<'_> {
    fn line(&mut self, line: &str, number: u64, mark: Option<&Vec<i64>>) {
        if !self.in_footnotes && line.trim_start().starts_with(FOOTNOTES) {
            self.close();
            self.in_footnotes = true;
        }
        let said = if self.in_footnotes { None } else { speaker::in_capitals(line) };
        let (label, words) = said.map_or((None, line), |(label, words)| (Some(label), words));
        if label.is_some() || mark.is_some() || line.is_empty() {
            self.close();
        }
        match &mut self.open {
            _ if line.is_empty() => {}
            Some(cue) => {
                cue.text.push('\n');
                cue.text.push_str(words);
            }
            None => self.open = Some(self.begin(label, words, number, mark)),
        }
    }

    fn close(&mut self) {
        self.transcript.cues.extend(self.open.take());
    }

    fn begin(&mut self, label: Option<&str>, words: &str, number: u64, mark: Option<&Vec<i64>>) -> Cue {
        let mut cue = Cue { text: words.to_owned(), line: Some(number), ..Cue::default() };
        if self.in_footnotes {
            cue.kind = CueKind::Note;
        } else {
            let before = self.transcript.cues.last().and_then(|cue| cue.voice);
            cue.voice = label.map(|label| self.transcript.voice(label)).or(before);
            cue.continues = label.is_none() && before.is_some();
        }
        if let Some(times) = mark {
            (cue.start_ms, cue.timing) = (times.first().copied(), Timing::Stated);
            if times.len() > 1 {
                let all: Vec<String> = times.iter().map(|ms| (ms / 1000).to_string()).collect();
                cue.extra.insert("marks, seconds".into(), all.join(" "));
            }
        }
        cue
    }
}

/// The times at which each line is reached: `N:` and, parted by `|`, a line for every N minutes.
fn marks(sync: &str) -> (BTreeMap<usize, Vec<i64>>, Wrong) {
    let (mut marks, mut problems): (BTreeMap<usize, Vec<i64>>, Wrong) = (BTreeMap::new(), Vec::new());
    if sync.trim().is_empty() {
        return (marks, problems);
    }
    let parsed = sync.split_once(':').and_then(|(interval, rest)| Some((interval.trim().parse::<i64>().ok()?, rest)));
    let Some((minutes, rest)) = parsed.filter(|(minutes, _)| (1..=600).contains(minutes)) else {
        let what = "sync does not begin with a number of minutes; its marks give no times";
        problems.push((None, what.to_owned()));
        return (marks, problems);
    };
    for (number, mark) in (0..).zip(rest.split('|')).skip(1) {
        let line = mark.split('(').next().unwrap_or_default().trim().parse::<usize>().ok();
        match line {
            Some(line) => marks.entry(line).or_default().push(number * minutes * 60_000),
            None => {
                let mark = crate::problem::clip(mark);
                problems.push((None, format!("mark {number} of sync, «{mark}», names no line")));
            }
        }
    }
    (marks, problems)
}
