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

const VOSK: &str = r#"[{"result": [{"conf": 0.9, "end": 1.11, "start": 0.84, "word": "nobody"},
 {"conf": 1.0, "end": 1.5, "start": 1.11, "word": "spoke"}], "text": "nobody spoke"}, {"text": ""}]"#;

const GENTLE: &str = r#"{"transcript": "Nobody spoke.", "words": [
 {"case": "success", "word": "Nobody", "alignedWord": "nobody", "start": 0.5, "end": 0.9, "startOffset": 0, "endOffset": 6},
 {"case": "not-found-in-audio", "word": "spoke", "startOffset": 7, "endOffset": 12}]}"#;

const KALTURA: &str = r#"[{"i": 1, "w": "Nobody", "s": 500, "e": 900, "t": "word", "a": 0},
 {"i": 2, "w": "spoke.", "s": 900, "e": 1300, "t": "word", "a": 0}]"#;

const SAMPLES: [&str; 7] = [WHISPER, WHISPER_X, WHISPER_CPP, AWS, VOSK, GENTLE, KALTURA];

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
fn words_of_a_cue_that_run_backwards_lose_their_times_and_keep_what_was_stated() {
    let sample = r#"{"transcription": [{"offsets": {"from": 0, "to": 900}, "text": " one two three", "tokens": [
     {"text": " one", "offsets": {"from": 0, "to": 300}, "p": 0.5},
     {"text": " two", "offsets": {"from": 800, "to": 400}, "p": 0.5},
     {"text": " three", "offsets": {"from": 600, "to": 900}, "p": 0.5}]}]}"#;
    let reading = read("machine/cpp.json", sample);
    let cue = &transcript(&reading).cues[0];
    assert_eq!(cue.words.iter().map(|word| word.start_ms).collect::<Vec<_>>(), [Some(0), None, Some(600)]);
    assert_eq!(cue.extra["stated times of word 2"], "800 to 400 ms");
    assert_eq!((reading.problems.len(), reading.is_clean()), (1, true));
    assert!(reading.problems[0].message.starts_with("cue 1: times of 1 of its words"), "{:?}", reading.problems);
}

#[test]
fn one_cue_with_a_time_far_ahead_costs_no_other_cue_its_time() {
    let starts = [0, 5, 90_000, 10, 15];
    let segment = |start| format!(r#"{{"start": {start}, "end": {}, "text": "a"}}"#, start + 1);
    let sample = format!(r#"{{"language": "en", "segments": [{}]}}"#, starts.map(segment).join(","));
    let reading = read("machine/one.json", sample);
    let timing: Vec<Timing> = transcript(&reading).cues.iter().map(|cue| cue.timing).collect();
    use Timing::{Interpolated, Stated};
    assert_eq!(timing, [Stated, Stated, Interpolated, Stated, Stated]);
    assert!(reading.problems.len() == 1 && reading.problems[0].message.starts_with("cue 3:"), "{:?}", reading.problems);
}

#[test]
fn a_character_cut_between_two_tokens_is_put_together_and_named_with_byte_and_cue() {
    let head =
        br#"{"transcription": [{"offsets": {"from": 0, "to": 9}, "text": " a"}, {"offsets": {"from": 9, "to": 20},
 "text": " yes", "tokens": [{"text": " "#;
    let letter = "д".as_bytes();
    let mut bytes = [head.as_slice(), &letter[..1], br#"", "p": 0.5}, {"text": ""#, &letter[1..]].concat();
    bytes.extend_from_slice("а\", \"p\": 0.25}]}]}".as_bytes());
    let reading = read("machine/cpp.json", &bytes);
    let words = &transcript(&reading).cues[1].words;
    assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["да"]);
    let first = bytes.iter().position(|byte| *byte == letter[0]).unwrap();
    let expected = format!("cue 2: byte {first} is not UTF-8");
    assert_eq!((reading.problems.len(), reading.problems[0].row), (1, Some(2)));
    assert!(reading.problems[0].message.starts_with(&expected), "{:?}", reading.problems);
}

#[test]
fn tokens_and_temperature_stay_with_the_cue() {
    let sample = r#"{"language": "en", "segments": [{"start": 0, "end": 1, "text": "a", "temperature": 0.2,
     "compression_ratio": 1.5, "avg_logprob": -0.5, "no_speech_prob": 0.01, "tokens": [50364, 7]}]}"#;
    let reading = read("machine/one.json", sample);
    let extra = &transcript(&reading).cues[0].extra;
    let kept = ["temperature", "compression_ratio", "avg_logprob", "no_speech_prob", "tokens"]
        .map(|name| extra[name].as_str());
    assert_eq!(kept, ["0.2", "1.5", "-0.5", "0.01", "[50364,7]"]);
}

#[test]
fn a_word_of_another_speaker_than_its_segment_says_so() {
    let sample = WHISPER_X.replace(r#"{"word": "354"}"#, r#"{"word": "354", "speaker": "SPEAKER_00"}"#);
    let reading = read("machine/x.json", sample);
    let extra = &transcript(&reading).cues[0].extra;
    assert_eq!((extra.len(), extra["word 1 speaker"].as_str()), (1, "SPEAKER_00"));
}

#[test]
fn further_alternatives_of_aws_stay_with_their_word() {
    let one = r#"{"confidence": "0.7", "content": "Nobody"}"#;
    let sample = AWS.replace(one, &format!(r#"{one}, {{"confidence": "0.2", "content": "Somebody"}}"#));
    let reading = read("machine/aws.json", sample);
    let found = transcript(&reading);
    assert_eq!(found.cues[1].words[0].text, "Nobody.");
    assert!(found.cues[1].extra["word 1 alternatives"].contains("Somebody"), "{:?}", found.cues[1].extra);
}

#[test]
fn vosk_gentle_and_kaltura_give_words_with_the_times_they_have() {
    let words = |sample| {
        let reading = read("machine/words.json", sample);
        let words = transcript(&reading).cues.iter().flat_map(|cue| cue.words.clone());
        words.map(|word| (word.text, word.start_ms, word.confidence_permille)).collect::<Vec<_>>()
    };
    assert_eq!(words(VOSK), [("nobody".into(), Some(840), Some(900)), ("spoke".into(), Some(1110), Some(1000))]);
    assert_eq!(words(GENTLE), [("Nobody".into(), Some(500), None), ("spoke".into(), None, None)]);
    assert_eq!(words(KALTURA), [("Nobody".into(), Some(500), None), ("spoke.".into(), Some(900), None)]);
}

#[test]
fn any_other_json_is_kept_as_text() {
    for other in [
        r#"{"a": 1}"#,
        "[1, 2]",
        r#"{"segments": 3}"#,
        r#"{"results": {}}"#,
        "{cut",
        r#"{"segments": []}"#,
        r#"{"results": {"items": [{"id": 1}]}}"#,
        r#"{"words": [{"word": "a"}]}"#,
        "[]",
        r#"[{"text": ""}]"#,
    ] {
        let reading = read("data/any.json", other);
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("text", Some(other)));
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(which in 0..7usize, at in 0..1_300usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut damaged = SAMPLES[which].as_bytes().to_vec();
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("machine/one.json", damaged);
    }
}
