//! What speech recognisers write, with the defects they are known for. The samples are ours, after the documented shapes.

use crate::support::read;
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Layer, Timing};
use proptest::prelude::*;

const WHISPER: &str = r#"{"text": " On the quay. Nobody spoke.", "language": "en", "segments": [
 {"id": 0, "seek": 0, "start": 0.0, "end": 2.48, "text": " On the quay.", "avg_logprob": -0.31, "no_speech_prob": 0.02,
  "tokens": [1, 2], "words": [{"word": " On", "start": 0.0, "end": 0.4, "probability": 0.981},
  {"word": " the", "start": 0.4, "end": 0.5, "probability": 0.7}, {"word": " quay.", "start": 0.5, "end": 2.48}]},
 {"id": 1, "start": 1.9, "end": 1.2, "text": " Nobody spoke."},
 {"id": 2, "start": 5.0, "end": 6.0, "text": " Later."}]}"#;

const WHISPER_X: &str = r#"{"segments": [{"start": 1.5, "end": 3.0, "text": "354 people", "speaker": "SPEAKER_01",
 "words": [{"word": "354"}, {"word": "people", "start": 2.1, "end": 3.0, "score": 0.5, "speaker": "SPEAKER_01"}]}],
 "word_segments": []}"#;

const WHISPER_CPP: &str = r#"{"model": {"type": "base"}, "result": {"language": "ru"}, "transcription": [
 {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"}, "offsets": {"from": 0, "to": 2000}, "text": " На пристани",
  "tokens": [{"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "p": 0.9},
  {"text": " На", "offsets": {"from": 0, "to": 500}, "p": 0.25}]}]}"#;

const AWS: &str = r#"{"jobName": "quay", "results": {"transcripts": [{"transcript": "Who was there? Nobody."}],
 "speaker_labels": {"segments": [{"items": [{"start_time": "0.04", "speaker_label": "spk_0"},
  {"start_time": "0.3", "speaker_label": "spk_0"}, {"start_time": "0.5", "speaker_label": "spk_0"},
  {"start_time": "1.2", "speaker_label": "spk_1"}]}]},
 "items": [
  {"start_time": "0.04", "end_time": "0.3", "type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Who"}]},
  {"start_time": "0.3", "end_time": "0.5", "type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "was"}]},
  {"start_time": "0.5", "end_time": "0.9", "type": "pronunciation", "alternatives": [{"confidence": "0.8", "content": "there"}]},
  {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "?"}]},
  {"start_time": "1.2", "end_time": "1.9", "type": "pronunciation", "alternatives": [{"confidence": "0.7", "content": "Nobody"}]},
  {"type": "punctuation", "alternatives": [{"content": "."}]}]}}"#;

fn transcript(reading: &Reading) -> &Transcript {
    let transcript = reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems));
    assert_eq!(transcript.layer, Layer::Machine);
    transcript
}

#[test]
fn whisper_keeps_words_their_times_and_what_the_model_says_of_itself() {
    let reading = read("machine/one.json", WHISPER);
    let found = transcript(&reading);
    assert_eq!(found.lang.as_deref(), Some("en"));
    let first = &found.cues[0];
    assert_eq!((first.text.as_str(), first.start_ms, first.end_ms), ("On the quay.", Some(0), Some(2480)));
    assert_eq!((first.words[0].text.as_str(), first.words[0].confidence_permille), ("On", Some(981)));
    assert_eq!((first.extra["avg_logprob"].as_str(), first.extra["no_speech_prob"].as_str()), ("-0.31", "0.02"));
}

#[test]
fn times_that_run_backwards_are_named_kept_and_spread_anew() {
    let reading = read("machine/one.json", WHISPER);
    let cue = &transcript(&reading).cues[1];
    assert_eq!((cue.timing, cue.extra["stated times"].as_str()), (Timing::Interpolated, "1900 to 1200 ms"));
    assert!((2480..=5000).contains(&cue.start_ms.unwrap()), "{:?}", cue.start_ms);
    assert_eq!(reading.problems.len(), 1);
    assert!(reading.problems[0].message.starts_with("cue 2:"), "{:?}", reading.problems);
}

#[test]
fn a_word_that_the_aligner_could_not_place_has_no_time() {
    let reading = read("machine/x.json", WHISPER_X);
    let found = transcript(&reading);
    assert_eq!(found.voices, ["SPEAKER_01"]);
    let words: Vec<_> = found.cues[0].words.iter().map(|word| (word.text.as_str(), word.start_ms)).collect();
    assert_eq!(words, [("354", None), ("people", Some(2100))]);
}

#[test]
fn whisper_cpp_is_read_through_bytes_that_are_not_utf_8() {
    let mut bytes = WHISPER_CPP.as_bytes().to_vec();
    let at = WHISPER_CPP.find("пристани").unwrap();
    bytes[at + 1] = b' ';
    let reading = read("machine/cpp.json", &bytes);
    let cue = &transcript(&reading).cues[0];
    assert!(cue.text.starts_with("На \u{fffd}"), "{}", cue.text);
    assert_eq!(cue.words.len(), 1, "what only the model says is nobody's word");
    assert!(reading.problems[0].message.contains(&format!("byte {at} is not UTF-8")), "{:?}", reading.problems);
}

#[test]
fn aws_words_become_runs_of_speakers_with_their_punctuation() {
    let reading = read("machine/aws.json", AWS);
    let found = transcript(&reading);
    let said: Vec<_> =
        found.cues.iter().map(|cue| (found.speaker(cue).unwrap(), cue.text.as_str(), cue.start_ms)).collect();
    assert_eq!(said, [("spk_0", "Who was there?", Some(40)), ("spk_1", "Nobody.", Some(1200))]);
    assert_eq!(found.cues[0].words[2].text, "there?");
}

#[test]
fn any_other_json_is_kept_as_text() {
    for other in [r#"{"a": 1}"#, "[1, 2]", r#"{"segments": 3}"#, r#"{"results": {}}"#, "{cut"] {
        let reading = read("data/any.json", other);
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("text", Some(other)));
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(which in 0..4usize, at in 0..400usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut damaged = [WHISPER, WHISPER_X, WHISPER_CPP, AWS][which].as_bytes().to_vec();
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("machine/one.json", damaged);
    }
}
