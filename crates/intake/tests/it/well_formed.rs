//! What every reading must be, however broken its file: bounded, whole in itself, and the same after a journey as JSON.
//! Tests and fuzz targets call `faults`; what a reader should have understood is not said here.

use firsthand_intake::{Member, MemberPosition, Mode, Problem, Reading, read_bytes, read_printed, try_picture};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use std::collections::BTreeSet;

/// Most bytes of a reading for each byte of its file, and for none.
const OUTPUT_PER_BYTE: usize = 64;
const OUTPUT_OF_NOTHING: usize = 1 << 20;
/// A list of problems ends with one line for all the rest.
const MOST_PROBLEMS: usize = 1_001;
/// At whatever depth.
const MOST_MEMBERS: usize = 10_000;
const MOST_MESSAGE_BYTES: usize = 4_096;

/// Pictures that are also decoded, as for a thumbnail.
const PICTURES: [&str; 4] = [".jpg", ".png", ".tiff", ".heic"];

/// Reads a file by its name: what a program of others printed as that, any other as in the child.
pub fn reading_of(name: &str, bytes: &[u8]) -> Reading {
    if PICTURES.iter().any(|ending| name.ends_with(ending)) {
        try_picture(bytes);
    }
    read_printed(name, bytes).unwrap_or_else(|| read_bytes(name, Mode::Auto, bytes))
}

/// What is wrong with a reading of a file of `size` bytes called `name`; nothing if all is well.
pub fn faults(name: &str, size: usize, reading: &Reading) -> Vec<String> {
    let mut faults: Vec<String> = reading.problems.iter().filter_map(|problem| of_problem(name, problem)).collect();
    if reading.problems.len() > MOST_PROBLEMS {
        faults.push(format!("{} problems", reading.problems.len()));
    }
    if reading.reader.is_empty() || reading.reader_version.is_empty() {
        faults.push("no reader".into());
    }
    faults.extend(of_journey(size, reading));
    faults.extend(of_members(&reading.members));
    faults.extend(
        reading.transcript.iter().flat_map(|transcript| of_transcript(transcript, reading.problems.is_empty())),
    );
    faults
}

/// Members stand in one list with a path and a position each of their own, which lead nowhere, and make no records.
fn of_members(members: &[Member]) -> Vec<String> {
    let mut faults = Vec::new();
    let paths: BTreeSet<&str> = members.iter().map(|member| member.path.as_str()).collect();
    let positions: BTreeSet<MemberPosition> = members.iter().map(|member| member.position).collect();
    if paths.len() != members.len() || positions.len() != members.len() {
        faults.push("two members of one path or position".into());
    }
    if members.len() > MOST_MEMBERS {
        faults.push(format!("{} members", members.len()));
    }
    for Member { path, reading, .. } in members {
        let leads_out = path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains('\0');
        let is_odd = !reading.members.is_empty() || !reading.proposals.is_empty() || !reading.problems.is_empty();
        if leads_out || is_odd {
            faults.push(format!("a member that leads out or holds what it should not: {path:.300}"));
        }
        // Whether a problem is told with it is not known of each: what a file states is not asked about here.
        let found = reading.transcript.iter().flat_map(|transcript| of_transcript(transcript, false));
        faults.extend(found.map(|fault| format!("{path:.300}: {fault}")));
    }
    faults
}

fn of_problem(name: &str, problem: &Problem) -> Option<String> {
    let in_member = problem.file.strip_prefix(name).is_some_and(|member| member.starts_with('/'));
    let is_well = (problem.file == name || in_member)
        && problem.row != Some(0)
        && !problem.message.is_empty()
        && problem.message.len() <= MOST_MESSAGE_BYTES;
    (!is_well).then(|| format!("a problem of {} bytes: {:.300}", problem.message.len(), problem.to_string()))
}

/// The child prints its reading as JSON: it must be of bounded length and come back the same.
fn of_journey(size: usize, reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    let printed = serde_json::to_vec(reading).unwrap_or_default();
    let most = OUTPUT_OF_NOTHING + OUTPUT_PER_BYTE * size;
    if printed.len() > most {
        faults.push(format!("{} bytes came of {size}", printed.len()));
    }
    match serde_json::from_slice::<Reading>(&printed) {
        Ok(back) if back == *reading => {}
        Ok(_) => faults.push("another reading came back".into()),
        Err(error) => faults.push(format!("no reading came back: {error}")),
    }
    faults
}

/// `is_silent`: no problem is told with it.
fn of_transcript(transcript: &Transcript, is_silent: bool) -> Vec<String> {
    let cues = transcript.cues.len();
    let mut faults = Vec::new();
    let voices: BTreeSet<&String> = transcript.voices.iter().collect();
    if voices.len() != transcript.voices.len() {
        faults.push("a spelling that is two voices".into());
    }
    for (index, cue) in transcript.cues.iter().enumerate() {
        let found = of_cue(transcript, index, cue, is_silent);
        faults.extend(found.into_iter().map(|fault| format!("cue {index}: {fault}: {:?}", Brief(cue))));
    }
    let firsts = transcript.sections.iter().map(|section| section.first as usize);
    faults
        .extend(firsts.filter(|first| *first > cues).map(|first| format!("a section begins at cue {first} of {cues}")));
    let points = transcript.references.iter().map(|reference| reference.cue as usize);
    faults.extend(points.filter(|cue| *cue > cues).map(|cue| format!("a reference at cue {cue} of {cues}")));
    let tokens = transcript.tokens().filter(|token| {
        transcript.cues[token.cue as usize].text.get(token.at..token.at + token.text.len()) != Some(token.text)
    });
    faults.extend(tokens.map(|token| format!("token {} is not where it says", token.id)));
    faults.truncate(20);
    faults
}

fn of_cue(transcript: &Transcript, index: usize, cue: &Cue, is_silent: bool) -> Vec<&'static str> {
    let has_time = cue.start_ms.is_some() || cue.end_ms.is_some();
    let runs_backwards = |start: Option<i64>, end: Option<i64>| start.zip(end).is_some_and(|(start, end)| start > end);
    let rules = [
        (cue.voice.is_none_or(|voice| (voice as usize) < transcript.voices.len()), "a voice that is not there"),
        (cue.parent.is_none_or(|parent| (parent as usize) < transcript.cues.len()), "a parent that is not there"),
        (cue.parent != u32::try_from(index).ok(), "its own parent"),
        (!has_own_ancestor(transcript, index), "a circle of parents"),
        (has_time == (cue.timing != Timing::Absent), "a time that does not say where it comes from"),
        // What a file states stays as it is stated, and is reported.
        (
            !runs_backwards(cue.start_ms, cue.end_ms) || (cue.timing == Timing::Stated && !is_silent),
            "it ends before it begins",
        ),
        (!cue.words.iter().any(|word| runs_backwards(word.start_ms, word.end_ms)), "a word ends before it begins"),
        (!cue.text.contains('\r'), "lines parted by CR"),
        (cue.line != Some(0), "a line 0"),
        (cue.words.iter().all(|word| word.confidence_permille.is_none_or(|sure| sure <= 1_000)), "more than sure"),
    ];
    rules.into_iter().filter(|(is_kept, _)| !is_kept).map(|(_, fault)| fault).collect()
}

/// Whether the way up from a cue comes back to it or never ends.
fn has_own_ancestor(transcript: &Transcript, index: usize) -> bool {
    let mut at = index;
    for _ in 0..64 {
        match transcript.cues.get(at).and_then(|cue| cue.parent) {
            Some(parent) => at = parent as usize,
            None => return false,
        }
        if at == index {
            return true;
        }
    }
    false
}

/// A cue in a few words, for messages.
struct Brief<'a>(&'a Cue);

impl std::fmt::Debug for Brief<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Cue { start_ms, end_ms, timing, text, line, .. } = self.0;
        write!(f, "{start_ms:?} to {end_ms:?} {timing:?}, line {line:?}, {text:.60?}")
    }
}
