//! Transcripts as tables: the public layouts of oral histories, a corpus in Cyrillic, and small tables of our own.

use crate::support::{ods, read, shared};
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Layer, Timing};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::collections::{BTreeMap, BTreeSet};

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

/// Rows of the corpus by its own names, read without the reader.
fn corpus_rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut rows = csv::Reader::from_reader(bytes);
    let names = rows.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        names.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    rows.records().map(Result::unwrap).map(row).collect()
}

#[test]
fn what_is_kept_of_the_corpus_gives_the_times_of_its_recordings() {
    let Some(file) = shared("data/abaza/data_oral_abaza_corpus.csv") else { return };
    let reading = read("corpus/abaza.csv", std::fs::read(file).unwrap());
    let mut recordings: BTreeMap<String, Vec<(i64, i64)>> = BTreeMap::new();
    for cue in transcript(&reading).cues.iter().filter(|cue| cue.layer.is_none()) {
        // The rule of the corpus's README: a clip RECORDING-i-j.mp4 begins 20 * (3 * j + i) seconds into the recording.
        let (name, begin_s) = cue.tier.as_deref().map_or(("unnamed", 0), |clip| {
            let mut parts = clip.strip_suffix(".mp4").unwrap().rsplitn(3, '-');
            let (j, i) = (parts.next().unwrap(), parts.next().unwrap());
            (parts.next().unwrap(), 20 * (3 * j.parse::<i64>().unwrap() + i.parse::<i64>().unwrap()))
        });
        let span = (cue.start_ms.unwrap() + begin_s * 1000, cue.end_ms.unwrap() + begin_s * 1000);
        recordings.entry(name.to_owned()).or_default().push(span);
    }
    assert_eq!(recordings.len(), 25);
    for (name, spans) in &mut recordings {
        spans.sort_unstable();
        assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{name}: sentences overlap");
    }
    let spoken_ms: i64 = recordings.values().flatten().map(|(start, end)| end - start).sum();
    assert_eq!((spoken_ms + 3_000) / 6_000, 465, "46.5 minutes, as the README counts them; {spoken_ms} ms");
}

#[test]
fn rows_of_one_sentence_keep_a_line_for_each_row() {
    let table = "filename,time_start,time_end,speaker,sentence_id,text,translation,word_forms,gloss,lang\n\
                 a,1.5,2.5,X,1,[X] ab cd ef,[X] one,[X],g,q\n\
                 a,1.5,2.5,X,1,[X] ab cd ef,[X] one,ab,g,q\n\
                 a,1.5,2.5,X,1,[X] ab cd ef,[X] one,cd,h,q\n";
    let reading = read("corpus/one.csv", table);
    let cues = &transcript(&reading).cues;
    assert_eq!((cues.len(), cues[0].text.as_str(), cues[1].text.as_str()), (2, "ab cd ef", "one"));
    assert_eq!((cues[0].extra["rows"].as_str(), cues[0].extra["gloss"].as_str()), ("3", "g\ng\nh"));
    assert_eq!((cues[0].extra["lang"].as_str(), cues[0].extra["as written"].as_str()), ("q", "[X] ab cd ef"));
    assert_eq!(cues[0].words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["ab", "cd"]);
}

#[test]
fn a_table_whose_quoting_breaks_is_read_and_the_row_named() {
    let reading = read("interviews/cut.csv", "speaker,words\n\nA,one\nB,\"two\nC,three\n");
    let cues: Vec<_> = transcript(&reading).cues.iter().map(|cue| (cue.line, cue.text.as_str())).collect();
    assert_eq!(cues, [(Some(3), "one"), (Some(4), "two\nC,three")]);
    assert_eq!((reading.problems.len(), reading.problems[0].row), (1, Some(4)), "{:?}", reading.problems);
}

#[test]
fn cells_without_a_place_are_kept_and_named() {
    let table = "speaker,words,tags,tags,timestamp\nA,one,t1,t2,0:10,over\nA,,t3,,0:20 a remark\n,,,,\n";
    let reading = read("interviews/wide.csv", table);
    let cues = &transcript(&reading).cues;
    let extra: Vec<_> = cues[0].extra.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(extra[..3], [("column F", "over"), ("tags", "t1"), ("tags, column D", "t2")]);
    assert_eq!(
        (cues[1].kind, cues[1].start_ms, cues[1].extra["remark"].as_str()),
        (CueKind::Note, Some(20_000), "a remark")
    );
    assert_eq!(reading.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(2), Some(3), Some(4)]);
}

/// A workbook with a sheet of notes and one of words, its clock typed as a time.
fn workbook(stamps_s: [u32; 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("about").unwrap().write(0, 0, "recorded at the quay").unwrap();
    let sheet = book.add_worksheet().set_name("words").unwrap();
    for (column, name) in (0..).zip(["timestamp", "speaker", "words", "mood"]) {
        sheet.write(0, column, name).unwrap();
    }
    let clock = Format::new().set_num_format("h:mm:ss");
    for (row, (at_s, text)) in (1..).zip(stamps_s.iter().zip(["One.", "Two."])) {
        sheet.write_with_format(row, 0, f64::from(*at_s) / 86_400.0, &clock).unwrap();
        sheet.write(row, 1, "AB").unwrap();
        sheet.write(row, 2, text).unwrap();
        sheet.write(row, 3, "calm").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_like_a_csv_file_and_its_typed_times_keep_their_seconds() {
    for name in ["interviews/one.xlsx", "one.xlsx"] {
        let reading = read(name, workbook([180, 223]));
        let found: Vec<_> = starts(transcript(&reading)).iter().map(|(start, _)| *start).collect();
        assert_eq!(found, [Some(180_000), Some(223_000)], "{name}");
        let first = &transcript(&reading).cues[0];
        assert_eq!((first.line, first.text.as_str(), first.extra["mood"].as_str()), (Some(2), "One.", "calm"));
        let told: Vec<_> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told, ["the sheet «about» has not the header of a transcript and was not read"]);
    }
}

#[test]
fn times_that_a_spreadsheet_took_for_hours_are_named() {
    let reading = read("interviews/one.xlsx", workbook([180 * 60, 240 * 60]));
    assert!(reading.problems.iter().any(|problem| problem.message.contains("were minutes and seconds meant")));
}

#[test]
fn an_ods_workbook_is_read_too() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [&str; 3]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let rows = [row(["timestamp", "speaker", "words"]), row(["[3:13]", "AB:", "One."])].concat();
    let reading = read("interviews/one.ods", ods(&format!("<table:table table:name=\"words\">{rows}</table:table>")));
    let cue = &transcript(&reading).cues[0];
    assert_eq!(
        (cue.start_ms, cue.text.as_str(), transcript(&reading).speaker(cue)),
        (Some(193_000), "One.", Some("AB"))
    );
}

#[test]
fn a_workbook_that_is_no_transcript_is_kept_as_text() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "figures").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for name in ["media/figures.xlsx", "figures.xlsx"] {
        let reading = read(name, &bytes);
        assert!(reading.transcript.is_none() && reading.is_clean() && reading.problems.len() == 1, "{name}");
        assert_eq!(reading.text.as_deref(), Some("Sheet1\nfigures\n"), "{name}");
    }
    assert!(!read("media/cut.xlsx", &bytes[..bytes.len() / 2]).problems.is_empty());
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
        let Some(file) = shared(&format!("data/oral-history-csv/{name}")) else { continue };
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
    let rows = corpus_rows(&bytes);
    assert_eq!(rows.len(), 4_094, "rows, as the corpus's README counts them");
    let is_label = |row: &&BTreeMap<String, String>| row["word_forms"] == format!("[{}]", row["speaker"]);
    let labels = rows.iter().filter(is_label).count();
    assert_eq!(labels, 25, "the first word of each recording is its speaker's code");
    let words = said.iter().map(|cue| cue.words.len()).sum::<usize>();
    assert_eq!(words, rows.len() - labels, "a word for each row that has one");
    let of_cue = |cue: &&Cue| cue.extra.get("rows").map_or(1, |rows| rows.parse::<usize>().unwrap());
    assert_eq!(said.iter().map(of_cue).sum::<usize>(), rows.len(), "every row is in a cue");
    assert_eq!(reading.problems.len(), 1, "milliseconds, and nothing else: {:?}", reading.problems);
    let label = |cue: &Cue| format!("[{}]", corpus.speaker(cue).unwrap_or_default());
    assert!(corpus.cues.iter().all(|cue| !cue.text.starts_with(&label(cue))), "the code is no word of the sentence");
    let as_written = |cue: &&&Cue| cue.extra.get("as written").is_some_and(|text| text.contains(&label(cue)));
    assert_eq!(said.iter().filter(as_written).count(), 25, "and is kept as it was written");
    let translated = corpus.cues.iter().filter(|cue| cue.layer == Some(Layer::Translation)).count();
    assert_eq!(translated, 515, "one sentence has none");
    let longest = corpus.cues.iter().filter_map(|cue| cue.end_ms).max().unwrap();
    assert!(longest < 120_000, "milliseconds are not taken for seconds: {longest}");
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader_of_workbooks(at in 0..6000usize, bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut damaged = workbook([180, 223]);
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("interviews/one.xlsx", damaged);
    }

    #[test]
    fn no_bytes_stop_the_reader(at in 0..TABLE.len(), bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut damaged = TABLE.as_bytes().to_vec();
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("interviews/one.csv", damaged);
    }
}
