//! Transcripts as tables: the public layouts of oral histories, a corpus in Cyrillic, and small tables of our own.

use crate::support::{read, shared};
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{CueKind, Layer, Timing};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TABLE: &str = "\
timestamp,speaker,words,tags
,,(They sit down),
[0:10] begins here,AB:,Good morning &#8212; <em>all</em>.,t01
,,And good day.,
,CD,Thank you.,t02; t03
1:10,AB,We begin.,
";

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

fn starts(transcript: &Transcript) -> Vec<(Option<i64>, Timing)> {
    transcript.cues.iter().map(|cue| (cue.start_ms, cue.timing)).collect()
}

#[test]
fn turns_notes_and_sparse_times_are_read() {
    let reading = read("interviews/one.csv", TABLE);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let table = transcript(&reading);
    assert_eq!(table.voices, ["AB", "CD"]);
    let kinds: Vec<_> = table.cues.iter().map(|cue| (cue.kind, cue.continues)).collect();
    use CueKind::{Note, Speech};
    assert_eq!(kinds, [(Note, false), (Speech, false), (Speech, true), (Speech, false), (Speech, false)]);
    let second = &table.cues[1];
    assert_eq!(second.text, "Good morning \u{2014} all.");
    assert_eq!((second.extra["remark"].as_str(), second.extra["tags"].as_str()), ("begins here", "t01"));
    assert!(second.extra["as written"].contains("<em>"));
    use Timing::{Absent, Interpolated, Stated};
    let timings: Vec<_> = starts(table).iter().map(|(_, timing)| *timing).collect();
    assert_eq!(timings, [Absent, Stated, Interpolated, Interpolated, Stated]);
    assert_eq!(table.cues[4].start_ms, Some(70_000));
}

#[test]
fn a_table_of_the_case_is_not_taken_for_a_transcript() {
    assert_eq!(read("statements.csv", "id,text,speaker\n").reader, "csv");
    assert_eq!(read("interviews/names.csv", "id,name\nP1,A\n").reader, "text");
}

#[test]
fn a_clock_of_the_tape_is_brought_to_the_recording_where_the_rows_say_how() {
    let table =
        "timestamp,speaker,words,timelink\n[0:10],A,Before.,\n[3:53],A,One.,0\n[4:53],A,Two.,60\n[5:00],A,Three.,\n";
    let reading = read("interviews/tape.csv", table);
    let found: Vec<_> = starts(transcript(&reading)).iter().map(|(start, _)| *start).collect();
    assert_eq!(found, [None, Some(0), Some(60_000), Some(67_000)]);
    assert_eq!((reading.problems.len(), reading.problems[0].row), (1, Some(2)));
}

/// The public layouts: rows and stamps counted by their own README, in files that hold no words of anybody.
#[test]
fn every_row_of_the_oral_histories_is_a_cue_or_a_problem() {
    let known = [
        ("a-timestamp-first.csv", 352, 31),
        ("a-timestamp-first-short.csv", 94, 3),
        ("b-timestamp-last.csv", 235, 33),
        ("b-timestamp-last-mixed-clock.csv", 426, 32),
        ("c-highlight-timelink.csv", 525, 33),
        ("d-two-timestamp-columns.csv", 352, 31),
    ];
    for (name, rows, timed) in known {
        let Some(file) = shared(&format!("data/oral-history-csv/{name}")) else { return };
        let reading = read(&format!("interviews/{name}"), std::fs::read(file).unwrap());
        let table = transcript(&reading);
        let without_words = reading.problems.iter().filter(|problem| problem.message.contains("no words")).count();
        assert_eq!(table.cues.len() + without_words, rows, "{name}: {:?}", reading.problems);
        let early = reading.problems.iter().filter(|problem| problem.message.contains("before the recording")).count();
        let stated = table.cues.iter().filter(|cue| cue.timing == Timing::Stated).count();
        assert_eq!(stated + early, timed, "{name}: {:?}", reading.problems);
        let unread = reading.problems.iter().filter(|problem| problem.message.contains("no time such as")).count();
        assert_eq!(unread, 0, "{name}: {:?}", reading.problems);
    }
}

#[test]
fn a_corpus_with_a_row_for_each_word_is_read_by_sentence_with_its_translation() {
    let Some(file) = shared("data/abaza/data_oral_abaza_corpus.csv") else { return };
    let bytes = std::fs::read(file).unwrap();
    let reading = read("corpus/abaza.csv", &bytes);
    let corpus = transcript(&reading);
    let said: Vec<_> = corpus.cues.iter().filter(|cue| cue.layer.is_none()).collect();
    assert_eq!(said.len(), 516, "sentences, as the corpus's README counts them");
    assert_eq!(said.iter().map(|cue| cue.voice).collect::<BTreeSet<_>>().len(), 8, "speakers");
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let at = rows.headers().unwrap().iter().position(|name| name == "word_forms").unwrap();
    let forms = rows.records().map(Result::unwrap).filter(|row| !["", "NA"].contains(&row[at].trim())).count();
    assert_eq!(said.iter().map(|cue| cue.words.len()).sum::<usize>(), forms, "a word for each row that has one");
    let translated = corpus.cues.iter().filter(|cue| cue.layer == Some(Layer::Translation)).count();
    assert_eq!(translated, 515, "one sentence has none");
    let longest = corpus.cues.iter().filter_map(|cue| cue.end_ms).max().unwrap();
    assert!(longest < 120_000, "milliseconds are not taken for seconds: {longest}");
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(at in 0..TABLE.len(), bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut damaged = TABLE.as_bytes().to_vec();
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("interviews/one.csv", damaged);
    }
}
