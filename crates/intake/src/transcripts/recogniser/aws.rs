//! AWS Transcribe: `results.items`, words with times as strings and punctuation without; a cue for each speaker's run.

use super::bytes::Decoded;
use super::runs::Run;
use super::{list, others, permille, seconds, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::TimedWord;
use serde_json::Value;
use std::collections::HashMap;

/// Fields of `results` that have their place, or tell the items a second time.
const READ: [&str; 6] = ["items", "transcripts", "speaker_labels", "channel_labels", "audio_segments", "language_code"];
const READ_OF_ITEM: [&str; 6] = ["start_time", "end_time", "type", "speaker_label", "channel_label", "alternatives"];

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value, _decoded: &Decoded) -> Option<Transcript> {
    let results = value.get("results")?;
    let items = results.get("items")?.as_array()?;
    let is_job = results["transcripts"].is_array();
    if !is_job && (items.is_empty() || items.iter().any(|item| !item["alternatives"].is_array())) {
        return None;
    }
    let mut transcript = Transcript { extra: others(value, &["results"]), ..Transcript::default() };
    transcript.lang = results["language_code"].as_str().map(str::to_owned);
    transcript.extra.extend(others(results, &READ));
    let speakers = speakers(results);
    let mut run = Run::default();
    for item in items {
        if text_of(&item["type"]) == "punctuation" {
            run.punctuation(text_of(&item["alternatives"][0]["content"]));
        } else {
            run.word(word(item), speaker(item, &speakers), &mut transcript);
        }
        run.note(others(item, &READ_OF_ITEM));
        if let [_, further @ ..] = list(&item["alternatives"])
            && !further.is_empty()
        {
            run.note([("alternatives".to_owned(), Value::from(further).to_string())].into());
        }
    }
    run.finish(&mut transcript);
    Some(transcript)
}

/// An item's own label, or the one that the list apart has for the time at which it starts.
fn speaker<'v>(item: &'v Value, speakers: &HashMap<&str, &'v str>) -> Option<&'v str> {
    let apart = || speakers.get(item["start_time"].as_str()?).copied();
    let own = item["speaker_label"].as_str().or_else(apart).or_else(|| item["channel_label"].as_str());
    own.filter(|speaker| !speaker.is_empty())
}

fn speakers(results: &Value) -> HashMap<&str, &str> {
    let items = list(&results["speaker_labels"]["segments"]).iter().flat_map(|segment| list(&segment["items"]));
    items.map(|item| (text_of(&item["start_time"]), text_of(&item["speaker_label"]))).collect()
}

fn word(item: &Value) -> TimedWord {
    let best = &item["alternatives"][0];
    TimedWord {
        text: text_of(&best["content"]).to_owned(),
        start_ms: seconds(&item["start_time"]),
        end_ms: seconds(&item["end_time"]),
        confidence_permille: permille(&best["confidence"]),
        ..TimedWord::default()
    }
}
