//! The layers of a recording: the words in the room first, then captions, renderings, translations and machine text.
//! Which cue stands beside which is in `rows`.

use super::super::source::languages;
use super::caption_files;
use crate::furniture::Words;
use crate::links::relative;
use crate::page::Said;
use crate::recording::{ClearedTranscript, Recording};
use crate::site::Site;
use firsthand_model::transcript::{Axis, Cue, Layer as Whose};
use firsthand_model::{Kind, Source, Transcript};
use serde::Serialize;
use std::collections::BTreeMap;

/// One transcript of the recording.
pub(super) struct Layer<'a> {
    /// `L1` for the first, and so on.
    pub key: String,
    /// What it is and in which language, in the page's words.
    pub label: String,
    /// Whether readers of the page want it from the start.
    pub wanted: bool,
    /// Its source.
    pub source: &'a Source,
    /// Its words.
    pub transcript: &'a Transcript,
    voices: &'a BTreeMap<String, String>,
    lang: String,
}

/// A layer in the list of what stands on the page.
#[derive(Debug, Serialize)]
pub(super) struct LayerView {
    key: String,
    label: String,
    lang: String,
    wanted: bool,
    title: Said,
    href: Option<String>,
    note: Option<Said>,
    captions: Option<String>,
    cues: usize,
    /// How many chapters it names, where it has nothing else.
    chapters: usize,
    same: usize,
    /// Whether its file was not read to its end.
    is_part: bool,
}

/// The layers of a recording in their order; the first is what the list of turns follows.
pub(super) fn of<'a>(site: &Site<'a>, page_lang: &str, recording: &'a Recording) -> Vec<Layer<'a>> {
    let spoken =
        site.source(recording.source.as_str()).map(|cleared| cleared.source.langs.as_slice()).unwrap_or_default();
    let mut found: Vec<(&ClearedTranscript, &Source)> =
        recording.transcripts.iter().filter_map(|of| Some((of, &site.source(of.source.as_str())?.source))).collect();
    found.sort_by_key(|(of, source)| rank(&of.transcript, source, spoken));
    let layer = |(at, (of, source)): (usize, (&'a ClearedTranscript, &'a Source))| Layer {
        wanted: at == 0
            || kind(&of.transcript, source) != "captions"
            || source.langs.iter().any(|lang| lang == page_lang),
        ..Layer::new(site, page_lang, format!("L{}", at + 1), of, source)
    };
    found.into_iter().enumerate().map(layer).collect()
}

/// The one layer of a transcript without a recording.
pub(super) fn alone<'a>(site: &Site<'a>, page_lang: &str, of: &'a ClearedTranscript) -> Option<Layer<'a>> {
    let source = &site.source(of.source.as_str())?.source;
    Some(Layer::new(site, page_lang, crate::alone::KEY.to_owned(), of, source))
}

/// Words in the room before what was made of them, and chapters last; with times before without, in every language that was spoken before in some.
fn rank(transcript: &Transcript, source: &Source, spoken: &[String]) -> (u8, bool, usize) {
    let made = match kind(transcript, source) {
        "chapters" => 4,
        "machine" => 3,
        "translation" | "interpreter" => 2,
        _ => u8::from(!source.langs.iter().all(|lang| spoken.contains(lang))),
    };
    (made, !is_timed(transcript), spoken.iter().filter(|lang| !source.langs.contains(lang)).count())
}

/// What the layer is: by the transcript itself where its file says so, else by the kind of its source.
fn kind(transcript: &Transcript, source: &Source) -> &'static str {
    match transcript.layer {
        _ if transcript.cues.is_empty() && !transcript.sections.is_empty() => "chapters",
        Whose::Interpreter => "interpreter",
        Whose::Translation => "translation",
        Whose::Machine => "machine",
        Whose::Room => match source.kind.as_deref().unwrap_or_default() {
            "interpreter's rendering" => "interpreter",
            "translation" => "translation",
            "machine transcript" => "machine",
            "captions" => "captions",
            _ => "transcript",
        },
    }
}

/// Whether its cues have times of the recording.
pub(super) fn is_timed(transcript: &Transcript) -> bool {
    transcript.axis == Axis::Recording && transcript.cues.iter().any(|cue| cue.start_ms.is_some())
}

fn label(words: &Words, transcript: &Transcript, source: &Source) -> String {
    let kind = words.t(&format!("watch.kind_{}", kind(transcript, source)));
    let langs = languages(words, source);
    if langs.is_empty() { kind } else { format!("{kind}, {langs}") }
}

impl<'a> Layer<'a> {
    fn new(site: &Site, page_lang: &str, key: String, of: &'a ClearedTranscript, source: &'a Source) -> Self {
        let own = of.transcript.lang.clone().or_else(|| source.langs.first().cloned());
        Layer {
            key,
            label: label(&site.words(page_lang), &of.transcript, source),
            wanted: true,
            lang: own.unwrap_or_else(|| site.main_language().to_owned()),
            source,
            transcript: &of.transcript,
            voices: &of.voices,
        }
    }
}

impl Layer<'_> {
    /// Whether its cues can be put beside others by their times.
    pub fn is_timed(&self) -> bool {
        is_timed(self.transcript)
    }

    /// The language of what says none itself.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// A speaker as the transcript spells it, and whose voice that is where it was decided.
    pub fn speaker(&self, site: &Site, page_lang: &str, spelling: &str) -> Said {
        let said = site.said_of(page_lang, "speaker", spelling, "label", spelling);
        let Some(decided) = self.voices.get(spelling) else { return said };
        let words = site.words(page_lang);
        Said { text: format!("{} ({}: {decided})", said.text, words.t("watch.as_decided")), ..said }
    }

    /// The words of a cue on a page.
    pub fn words(&self, site: &Site, page_lang: &str, cue: &Cue) -> Said {
        self.words_as(site, page_lang, cue, &cue.text)
    }

    /// Other words in the language of a cue: those that it had before it was corrected.
    pub fn words_as(&self, site: &Site, page_lang: &str, cue: &Cue, text: &str) -> Said {
        let lang = cue.lang.as_deref().unwrap_or(&self.lang);
        site.text_in(page_lang, lang, &text.replace('\n', " "), false)
    }

    /// The note on a doubtful source.
    pub fn doubt(&self, site: &Site, page_lang: &str) -> Option<Said> {
        let doubt = self.source.access_note.as_deref().filter(|_| self.source.doubtful == Some(true));
        doubt.map(|note| site.coded(page_lang, note))
    }

    /// The layer in the page's list; `same` of its cues have the words of the first layer.
    pub fn view(&self, site: &Site, path: &str, recording: &Recording, same: usize) -> LayerView {
        let page_lang = site.language_of(path);
        let id = self.source.id.as_str();
        LayerView {
            key: self.key.clone(),
            label: self.label.clone(),
            lang: self.lang.clone(),
            wanted: self.wanted,
            title: site.coded(page_lang, self.source.what.as_deref().unwrap_or(id)),
            href: site.target(page_lang, Kind::Source, id).map(|to| relative(path, &to)),
            note: self.doubt(site, page_lang),
            captions: caption_files::path(site, recording, &self.source.id)
                .filter(|_| self.is_timed())
                .map(|to| relative(path, &to)),
            cues: self.transcript.cues.len(),
            chapters: if self.transcript.cues.is_empty() { self.transcript.sections.len() } else { 0 },
            same,
            is_part: self.transcript.unread().is_some(),
        }
    }
}
