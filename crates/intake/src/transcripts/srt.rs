//! Reader `srt`, version 1. Formats: SubRip in UTF-8, as it is met: comma or point in times, counters missing, blank lines
//! within a text, positions, `{\an8}` and font tags. Limit: 64 MiB. Other encodings are named, never guessed.
//! A speaker is taken from a label in capitals alone; the text keeps what was written beside it.

use super::{Reader, speaker};
use crate::encoding::decode;
use crate::{Problem, Reading};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};

const NAME: &str = "srt";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, head: &[u8]) -> bool {
    ending == "srt"
        || (ending == "txt" && String::from_utf8_lossy(head).lines().take(3).any(|line| times(line).is_some()))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => return Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    };
    let mut reading = Reading::by(NAME, VERSION);
    let mut transcript = Transcript::default();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let begins: Vec<usize> = (0..lines.len()).filter(|at| times(lines[*at]).is_some()).collect();
    report_lost(file, &lines, begins.first().copied(), &mut reading);
    for (number, &at) in begins.iter().enumerate() {
        let next = begins.get(number + 1).copied();
        let end = next.map_or(lines.len(), |next| next - usize::from(next > at + 1 && is_counter(lines[next - 1])));
        let cue = cue(&lines, at, end, &mut transcript);
        if cue.end_ms <= cue.start_ms {
            let message = "the cue ends before it begins, or as it begins; kept as it is";
            reading.problem(Problem::note(file, message).at_row(at as u64 + 1));
        }
        transcript.cues.push(cue);
    }
    match transcript.cues.is_empty() {
        true => reading,
        false => reading.with_transcript(transcript),
    }
}

/// What stands before the first times belongs to no cue.
fn report_lost(file: &str, lines: &[&str], first: Option<usize>, reading: &mut Reading) {
    let Some(first) = first else {
        return reading.problem(Problem::note(file, "no line of times such as 00:00:01,000 --> 00:00:02,000"));
    };
    let before = lines[..first].iter().enumerate().filter(|(_, line)| !line.is_empty() && !is_counter(line));
    for (at, _) in before {
        let message = "a line before the first times; it was left out";
        reading.problem(Problem::note(file, message).at_row(at as u64 + 1));
    }
}

fn is_counter(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn cue(lines: &[&str], at: usize, end: usize, transcript: &mut Transcript) -> Cue {
    let (start_ms, end_ms, rest) = times(lines[at]).unwrap_or_default();
    let written = lines[at + 1..end].join("\n").trim_matches('\n').to_owned();
    let plain = untagged(&written);
    let mut cue = Cue {
        start_ms: Some(start_ms),
        end_ms: Some(end_ms),
        timing: Timing::Stated,
        line: Some(at as u64 + 1),
        label: at.checked_sub(1).map(|before| lines[before]).filter(|line| is_counter(line)).map(str::to_owned),
        ..Cue::default()
    };
    cue.text = match speaker::in_capitals(plain.trim_start_matches(['-', '–', ' '])) {
        Some((label, words)) => {
            cue.voice = Some(transcript.voice(label));
            words.to_owned()
        }
        None => plain.clone(),
    };
    if cue.text != written {
        cue.extra.insert("as written".into(), written);
    }
    if !rest.is_empty() {
        cue.extra.insert("position".into(), rest.to_owned());
    }
    cue
}

/// Start, end and what follows them.
fn times(line: &str) -> Option<(i64, i64, &str)> {
    let (start, rest) = line.split_once("-->")?;
    let rest = rest.trim();
    let (end, rest) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    Some((time(start.trim())?, time(end)?, rest.trim()))
}

/// Milliseconds of `hh:mm:ss,mmm`; hours may be missing, the comma may be a point.
fn time(text: &str) -> Option<i64> {
    let (clock, part) = text.rsplit_once([',', '.'])?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=6).contains(&text.len());
    let parts: Vec<i64> =
        clock.split(':').map(|part| digits(part).then(|| part.parse().ok())?).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let thousandths = digits(part).then(|| format!("{part:0<3}")[..3].parse::<i64>().ok())??;
    (minutes < 60 && seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

/// Without `{\an8}` and tags of the few names that players know.
fn untagged(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', '{']) {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = if tag.starts_with("{\\") { tag.find('}') } else { tag.find('>').filter(|_| is_known(tag)) };
        let length = end.map_or(1, |end| end + 1);
        out.push_str(if end.is_some() { "" } else { &tag[..1] });
        rest = &tag[length..];
    }
    out.push_str(rest);
    out
}

fn is_known(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).split(['>', ' ']).next().unwrap_or_default().to_lowercase();
    ["i", "b", "u", "s", "font"].contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Transcript, Vec<Problem>) {
        let reading = read("one.srt", text.as_bytes());
        (reading.transcript.unwrap_or_default(), reading.problems)
    }

    #[test]
    fn what_is_met_in_the_wild_is_read() {
        let (found, problems) = read_text(
            "\u{feff}1\n00:00:01,000 --> 00:00:02,500 X1:10\n{\\an8}<i>GUARD: Stop.</i>\n\n00:00:03.000 --> 00:00:04.000\n\
             On the quay,\n\nsaid later: nobody.\n\n3\n01:00,5 --> 01:02,000\nТОЛПА: Нет!\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(found.voices, ["GUARD", "ТОЛПА"]);
        let cues: Vec<_> = found.cues.iter().map(|cue| (cue.start_ms, cue.end_ms, cue.text.as_str())).collect();
        assert_eq!(
            cues,
            [
                (Some(1000), Some(2500), "Stop."),
                (Some(3000), Some(4000), "On the quay,\n\nsaid later: nobody."),
                (Some(60_500), Some(62_000), "Нет!"),
            ]
        );
        assert_eq!(found.cues[0].extra["as written"], "{\\an8}<i>GUARD: Stop.</i>");
        assert_eq!((found.cues[0].label.as_deref(), found.cues[1].label.as_deref()), (Some("1"), None));
    }

    #[test]
    fn a_number_that_somebody_says_is_no_counter() {
        let (found, _) = read_text("1\n00:00:01,000 --> 00:00:02,000\n354\n\n2\n00:00:03,000 --> 00:00:04,000\nno\n");
        assert_eq!(found.cues[0].text, "354");
    }

    #[test]
    fn lost_lines_reversed_times_and_other_encodings_are_reported_with_their_line() {
        let (found, problems) = read_text("words\n00:00:02,000 --> 00:00:01,000\na\n");
        let rows: Vec<_> = problems.iter().map(|problem| problem.row).collect();
        assert_eq!((found.cues.len(), rows), (1, vec![Some(1), Some(2)]));
        let reading = read("one.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\xc7\xe0\xeb\xee\xe6\xed\xe8\xea\xe8\n");
        assert!(reading.is_clean() && reading.problems[0].message.contains("Windows-1251"));
    }
}
