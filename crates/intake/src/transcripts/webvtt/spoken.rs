//! A WebVTT file as a transcript: a cue for each voice of a caption, chapters as sections, everything else kept beside.

use super::cue_text::{self, Node, Tag};
use super::file::{File, VttCue};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Section, SectionKind, TimedWord, Timing};
use std::collections::BTreeMap;

/// The transcript of a file called `name`.
pub(in crate::transcripts) fn transcript(file: &File, name: &str) -> Transcript {
    let mut transcript = Transcript { lang: header_value(file, "Language"), ..Transcript::default() };
    keep(&mut transcript.extra, "header", &file.header);
    keep(&mut transcript.extra, "styles", &file.styles.join("\n\n"));
    for (index, cue) in file.cues.iter().enumerate() {
        notes(file, index, &mut transcript);
        match is_chapters(file, name) {
            true => chapter(cue, &mut transcript),
            false => caption(cue, &mut transcript),
        }
    }
    notes(file, file.cues.len(), &mut transcript);
    transcript
}

fn header_value(file: &File, name: &str) -> Option<String> {
    let lines = file.header.lines().filter_map(|line| line.split_once(':'));
    lines.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned()).next()
}

fn is_chapters(file: &File, name: &str) -> bool {
    header_value(file, "Kind").map_or_else(|| name.to_lowercase().contains("chapters"), |kind| kind == "chapters")
}

fn keep(extra: &mut BTreeMap<String, String>, name: &str, text: &str) {
    if !text.is_empty() {
        extra.insert(name.to_owned(), text.to_owned());
    }
}

fn notes(file: &File, index: usize, transcript: &mut Transcript) {
    for (_, text) in file.notes.iter().filter(|(before, _)| *before == index) {
        transcript.cues.push(Cue { kind: CueKind::Note, text: text.clone(), ..Cue::default() });
    }
}

fn chapter(cue: &VttCue, transcript: &mut Transcript) {
    let mut runs = Runs::default();
    runs.walk(&cue_text::parse(&cue.text), &Voice::default());
    let title: String = runs.list.iter().map(|run| run.text.as_str()).collect();
    let first = u32::try_from(transcript.cues.len()).unwrap_or(u32::MAX);
    transcript.sections.push(Section {
        kind: SectionKind::Chapter,
        title,
        first,
        start_ms: Some(cue.start_ms),
        end_ms: Some(cue.end_ms),
        ..Section::default()
    });
}

fn caption(cue: &VttCue, transcript: &mut Transcript) {
    let mut runs = Runs::default();
    runs.walk(&cue_text::parse(&cue.text), &Voice::default());
    if runs.list.is_empty() {
        runs.list.push(Run::default());
    }
    for run in runs.list {
        let mut extra = BTreeMap::new();
        keep(&mut extra, "settings", &cue.written);
        keep(&mut extra, "class", &run.voice.classes.join(" "));
        let voice = (!run.voice.name.is_empty()).then(|| transcript.voice(&run.voice.name));
        transcript.cues.push(Cue {
            voice,
            text: run.text,
            lang: (!run.voice.lang.is_empty()).then_some(run.voice.lang),
            start_ms: Some(cue.start_ms),
            end_ms: Some(cue.end_ms),
            timing: Timing::Stated,
            label: (!cue.id.is_empty()).then(|| cue.id.clone()),
            line: Some(cue.line),
            words: run.words,
            extra,
            ..Cue::default()
        });
    }
}

/// Who speaks in a run, and in which language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Voice {
    name: String,
    lang: String,
    classes: Vec<String>,
}

/// Words of one voice.
#[derive(Debug, Default)]
struct Run {
    voice: Voice,
    text: String,
    words: Vec<TimedWord>,
}

#[derive(Debug, Default)]
struct Runs {
    list: Vec<Run>,
    time: Option<i64>,
}

impl Runs {
    fn walk(&mut self, nodes: &[Node], voice: &Voice) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text, voice),
                Node::Time(ms) => self.time = Some(*ms),
                Node::Tag(tag) => self.walk(&tag.children, &within(voice, tag)),
            }
        }
    }

    fn text(&mut self, text: &str, voice: &Voice) {
        if self.list.last().is_none_or(|run| run.voice != *voice) {
            self.list.push(Run { voice: voice.clone(), ..Run::default() });
        }
        let Some(run) = self.list.last_mut() else { return };
        run.text.push_str(text);
        if let Some(start_ms) = self.time {
            let text = text.trim().to_owned();
            run.words.push(TimedWord { text, start_ms: Some(start_ms), ..TimedWord::default() });
        }
    }
}

fn within(voice: &Voice, tag: &Tag) -> Voice {
    match tag.name.as_str() {
        "v" => Voice { name: tag.annotation.clone(), classes: tag.classes.clone(), ..voice.clone() },
        "lang" => Voice { lang: tag.annotation.clone(), ..voice.clone() },
        _ => voice.clone(),
    }
}
