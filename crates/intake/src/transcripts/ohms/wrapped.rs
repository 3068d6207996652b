//! The classic transcript of OHMS: wrapped lines, `NAME:` where somebody begins, and `sync`, which names the line at which each
//! whole interval is reached. A cue begins at a name, after a blank line, and at a line that has a mark.

use crate::transcripts::speaker;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use std::collections::BTreeMap;

/// Fills a transcript; gives what was wrong.
pub(super) fn read(text: &str, sync: &str, transcript: &mut Transcript) -> Vec<String> {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let (marks, mut problems) = marks(sync);
    let past = marks.iter().filter(|(line, _)| **line > lines.len() || text.is_empty()).count();
    if past > 0 {
        problems.push(format!("{past} lines that sync names are not in the transcript; their marks give no times"));
    }
    let mut open: Option<Cue> = None;
    for (number, line) in (1..).zip(&lines) {
        let (label, words) = speaker::in_capitals(line).map_or((None, *line), |(label, words)| (Some(label), words));
        if label.is_some() || marks.contains_key(&number) || line.is_empty() {
            transcript.cues.extend(open.take());
        }
        if line.is_empty() {
            continue;
        }
        match &mut open {
            Some(cue) => {
                cue.text.push('\n');
                cue.text.push_str(words);
            }
            None => open = Some(begin(label, words, marks.get(&number), transcript)),
        }
    }
    transcript.cues.extend(open);
    transcript.interpolate();
    problems
}

fn begin(label: Option<&str>, words: &str, mark: Option<&Vec<i64>>, transcript: &mut Transcript) -> Cue {
    let before = transcript.cues.last().and_then(|cue| cue.voice);
    let voice = label.map(|label| transcript.voice(label)).or(before);
    let mut cue =
        Cue { text: words.to_owned(), voice, continues: label.is_none() && before.is_some(), ..Cue::default() };
    if let Some(times) = mark {
        (cue.start_ms, cue.timing) = (times.first().copied(), Timing::Stated);
        if times.len() > 1 {
            let all: Vec<String> = times.iter().map(|ms| (ms / 1000).to_string()).collect();
            cue.extra.insert("marks, seconds".into(), all.join(" "));
        }
    }
    cue
}

/// The times at which each line is reached: `N:` and, parted by `|`, a line for every N minutes.
fn marks(sync: &str) -> (BTreeMap<usize, Vec<i64>>, Vec<String>) {
    let (mut marks, mut problems): (BTreeMap<usize, Vec<i64>>, _) = (BTreeMap::new(), Vec::new());
    if sync.trim().is_empty() {
        return (marks, problems);
    }
    let parsed = sync.split_once(':').and_then(|(interval, rest)| Some((interval.trim().parse::<i64>().ok()?, rest)));
    let Some((minutes, rest)) = parsed.filter(|(minutes, _)| (1..=600).contains(minutes)) else {
        problems.push("sync does not begin with a number of minutes; its marks give no times".into());
        return (marks, problems);
    };
    for (number, mark) in (0..).zip(rest.split('|')).skip(1) {
        let line = mark.split('(').next().unwrap_or_default().trim().parse::<usize>().ok();
        match line {
            Some(line) => marks.entry(line).or_default().push(number * minutes * 60_000),
            None => problems.push(format!("mark {number} of sync, «{mark}», names no line")),
        }
    }
    (marks, problems)
}
