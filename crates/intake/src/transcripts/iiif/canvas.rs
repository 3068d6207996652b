//! Canvases: the recordings painted on them, and the texts that supplement them with a stretch of time. Several canvases
//! follow one another on one axis: each begins where those before it end, by their stated durations.

use super::{MAX_ENTRIES, MAX_LEVELS, address, labels, list, others};
use firsthand_model::Transcript;
use firsthand_model::media_fragment::MediaFragment;
use firsthand_model::transcript::{Cue, CueKind, Reference, Timing};
use serde_json::Value;
use std::collections::HashMap;

/// What the canvases of a manifest hold together.
#[derive(Default)]
pub(super) struct Canvases {
    pub(super) media: Vec<String>,
    offsets: HashMap<String, i64>,
    next_ms: Option<i64>,
    count: usize,
    untimed_canvases: usize,
    cues: Vec<Cue>,
    references: Vec<Reference>,
    extra: Vec<(String, String)>,
    dropped: usize,
}

impl Canvases {
    pub(super) fn add(&mut self, canvas: &Value) {
        self.count += 1;
        let begins_ms = if self.count == 1 { Some(0) } else { self.next_ms };
        if let (Some(id), Some(ms)) = (canvas["id"].as_str(), begins_ms) {
            self.offsets.insert(id.to_owned(), ms);
        }
        let duration_ms = canvas["duration"].as_f64().filter(|seconds| *seconds >= 0.0 && *seconds < 1e12);
        // Long canvases may be so many that their sum is no number any more: what follows has no times then.
        self.next_ms = begins_ms.zip(duration_ms).and_then(|(ms, seconds)| later(ms, seconds));
        self.untimed_canvases += usize::from(begins_ms.is_none());
        for annotation in list(&canvas["items"]).iter().flat_map(|page| list(&page["items"])) {
            let known = self.media.len();
            self.paint(&annotation["body"], 0);
            self.keep_place(&annotation["target"], known);
        }
        for page in list(&canvas["annotations"]) {
            self.extra.extend(page.get("items").is_none().then(|| ("annotations".into(), written_id(page))));
            let before = self.cues.len();
            list(&page["items"]).iter().for_each(|annotation| self.supplement(annotation, begins_ms));
            let tier = labels::first(&page["label"]);
            self.cues[before..].iter_mut().for_each(|cue| cue.tier.clone_from(&tier));
        }
        let told = others(canvas, &["items", "annotations", "type"]);
        let number = self.count;
        self.extra.extend(told.into_iter().map(|(name, value)| (format!("canvas {number} {name}"), value)));
    }

    /// Recordings in a body, in all its choices.
    fn paint(&mut self, body: &Value, level: usize) {
        let inner = body.as_array().or_else(|| body["items"].as_array());
        for one in inner.into_iter().flatten().filter(|_| level < MAX_LEVELS) {
            self.paint(one, level + 1);
        }
        if ["Sound", "Video", "Audio"].iter().any(|kind| body["type"] == *kind) {
            self.media.extend(body["id"].as_str().map(str::to_owned));
        }
    }

    /// Keeps where on the canvas recordings stand that do not fill it.
    fn keep_place(&mut self, target: &Value, known: usize) {
        let is_part = !target.is_string() || target.as_str().is_some_and(|target| target.contains('#'));
        let placed = known..self.media.len();
        let told = target.as_str().map_or_else(|| target.to_string(), str::to_owned);
        self.extra.extend(placed.filter(|_| is_part).map(|at| (format!("media {} target", at + 1), told.clone())));
    }

    fn supplement(&mut self, annotation: &Value, begins_ms: Option<i64>) {
        if self.cues.len() + self.references.len() >= MAX_ENTRIES {
            self.dropped += 1;
            return;
        }
        self.bodies(annotation, &annotation["body"], begins_ms, 0);
    }

    /// Texts and files of a body, in all its choices.
    fn bodies(&mut self, annotation: &Value, body: &Value, begins_ms: Option<i64>, level: usize) {
        let inner = body.as_array().or_else(|| body["items"].as_array());
        match (inner, words(body)) {
            (Some(inner), _) if level < MAX_LEVELS => {
                inner.iter().for_each(|one| self.bodies(annotation, one, begins_ms, level + 1));
            }
            (_, Some(words)) => self.cue(annotation, body, words, begins_ms),
            (_, None) => self.file(annotation, body),
        }
    }

    fn cue(&mut self, annotation: &Value, body: &Value, words: &str, begins_ms: Option<i64>) {
        let (start_ms, end_ms) = begins_ms.and_then(|ms| span_ms(&annotation["target"], ms)).unzip();
        let is_speech = list_or_one(&annotation["motivation"]).any(|motivation| motivation == "supplementing");
        let mut extra = others(annotation, &["id", "type", "body"]);
        let told = others(body, &["type", "value", "chars", "language"]);
        extra.extend(told.into_iter().map(|(name, value)| (format!("body {name}"), value)));
        self.cues.push(Cue {
            // A comment or a tag is what somebody says of the recording, not what is said in it.
            kind: if is_speech { CueKind::Speech } else { CueKind::Note },
            text: words.replace("\r\n", "\n").trim().to_owned(),
            lang: list_or_one(&body["language"]).next().map(str::to_owned),
            start_ms,
            end_ms: end_ms.flatten(),
            timing: if start_ms.is_some() { Timing::Stated } else { Timing::Absent },
            label: annotation["id"].as_str().map(str::to_owned),
            extra,
            ..Cue::default()
        });
    }

    /// A file of captions or a page elsewhere: named and not opened.
    fn file(&mut self, annotation: &Value, body: &Value) {
        let Some(at) = address(body) else { return };
        let label = labels::first(&body["label"]).or_else(|| labels::first(&annotation["label"]));
        let format = body["format"].as_str().or(body["type"].as_str()).unwrap_or("file");
        let label = label.map_or_else(|| format.to_owned(), |label| format!("{label} ({format})"));
        self.references.push(Reference { cue: 0, label, address: Some(at.to_owned()) });
    }

    /// What must be said of them.
    pub(super) fn notes(&self) -> Vec<String> {
        let files = self.references.len();
        let told = [
            (
                files,
                format!("{files} supplementing texts stand in files of their own; named, not opened. Import them too"),
            ),
            (
                self.untimed_canvases,
                "a canvas follows one without a duration, or more than can be added up: its times are not known".into(),
            ),
        ];
        told.into_iter().filter(|(count, _)| *count > 0).map(|(_, what)| what).collect()
    }

    /// That some annotations were not taken.
    pub(super) fn rest_unread(&self) -> Option<String> {
        let dropped = self.dropped;
        (dropped > 0)
            .then(|| format!("more than {MAX_ENTRIES} annotations; the {dropped} others stay in the original alone"))
    }

    /// Where each canvas begins, by its address.
    pub(super) fn offsets(&self) -> HashMap<String, i64> {
        self.offsets.clone()
    }

    /// Moves everything into a transcript.
    pub(super) fn fill(self, transcript: &mut Transcript) {
        transcript.media = self.media;
        transcript.cues = self.cues;
        let last = u32::try_from(transcript.cues.len()).unwrap_or(u32::MAX);
        transcript.references = self.references.into_iter().map(|one| Reference { cue: last, ..one }).collect();
        for (name, value) in self.extra {
            let kept = transcript.extra.entry(name).or_default();
            kept.push_str(if kept.is_empty() { "" } else { "\n" });
            kept.push_str(&value);
        }
    }
}

/// The words of a text that stands in the manifest itself.
fn words(body: &Value) -> Option<&str> {
    body["value"].as_str().or_else(|| body["chars"].as_str())
}

fn written_id(page: &Value) -> String {
    address(page).map_or_else(|| page.to_string(), str::to_owned)
}

/// Start and end of the stretch that a target names on an axis where its canvas begins at `begins_ms`.
pub(in crate::transcripts) fn span_ms(target: &Value, begins_ms: i64) -> Option<(i64, Option<i64>)> {
    let selector = target["selector"].as_array().map_or(&target["selector"], |all| all.first().unwrap_or(&Value::Null));
    // A PointSelector has its moment as a number; selectors in use have it, or a stretch, as a text.
    if let Some(seconds) = selector["t"].as_f64().filter(|seconds| (0.0..1e12).contains(seconds)) {
        return Some((later(begins_ms, seconds)?, None));
    }
    let stretch = selector["t"].as_str().map(|stretch| MediaFragment::parse(&format!("t={stretch}")));
    let selected = stretch.or_else(|| selector["value"].as_str().map(MediaFragment::parse));
    let whole = target.as_str().or_else(|| target["id"].as_str()).or_else(|| target["source"].as_str());
    let fragment = selected.or_else(|| whole.map(MediaFragment::of_address))?;
    let (start, end) = fragment.time?.span_ms()?;
    Some((begins_ms.checked_add(start)?, end.and_then(|end| begins_ms.checked_add(end))))
}

/// So many seconds after a moment; none where that is no number of milliseconds.
fn later(ms: i64, seconds: f64) -> Option<i64> {
    ms.checked_add((seconds * 1000.0).round() as i64)
}

fn list_or_one(value: &Value) -> impl Iterator<Item = &str> {
    value.as_str().into_iter().chain(list(value).iter().filter_map(Value::as_str))
}
