//! Reader `hearing`, version 2. Formats: hearing days in reStructuredText, as the public conversions of inquiry transcripts
//! have them: a titled day, witness heads, question heads, oath lines, clock marks, `**Speaker**:` turns. Limit: 64 MiB.
//! Times stand at clock marks only; between them they are spread by the length of the words and say so, never over a break.

mod blocks;
mod breaks;
mod marks;

use super::Reader;
use crate::encoding::decode;
use crate::{Problem, Reading, part};
use blocks::{Block, Shape};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Axis, Cue, CueKind, Reference, Section, SectionKind, Timing};
use std::collections::BTreeMap;

const NAME: &str = "hearing";
const VERSION: &str = "2";

pub(super) const READER: Reader = Reader { claims, read, part: part::paragraphs };

/// Any manual may be in reStructuredText: a hearing day has somebody who speaks, and one sign of a day besides.
fn claims(ending: &str, head: &[u8]) -> bool {
    if ending != "rst" {
        return false;
    }
    let head = String::from_utf8_lossy(head);
    let blocks = blocks::blocks(&head);
    let speaks = |block: &Block<'_>| matches!(block.shape, Shape::Turn { .. });
    blocks.iter().any(speaks) && blocks.iter().any(is_sign_of_a_day)
}

fn is_sign_of_a_day(block: &Block<'_>) -> bool {
    match block.shape {
        Shape::Heading('=') => marks::date(&block.text).is_some(),
        Shape::Note => marks::clock(&block.text).is_some(),
        Shape::Directive("rst-class") => block.text.ends_with("indented"),
        Shape::Oath => marks::oath(&block.text).is_some(),
        _ => false,
    }
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => return Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    };
    let mut day = Day::new(file);
    blocks::blocks(text).iter().for_each(|block| day.take(block));
    day.finish()
}

/// One day of hearings while it is read.
struct Day<'f> {
    file: &'f str,
    transcript: Transcript,
    problems: Vec<Problem>,
    /// The next paragraph is the witness's, by the line before it.
    testifies: bool,
    /// What is indented belongs to a raw block.
    is_raw: bool,
    /// Who speaks in a paragraph without a label.
    speaks: Option<u32>,
}

impl<'f> Day<'f> {
    fn new(file: &'f str) -> Self {
        let transcript = Transcript { axis: Axis::Day, ..Transcript::default() };
        Self { file, transcript, problems: Vec::new(), testifies: false, is_raw: false, speaks: None }
    }

    fn finish(self) -> Reading {
        let Day { file, mut transcript, problems, .. } = self;
        let mut reading = Reading::by(NAME, VERSION);
        problems.into_iter().for_each(|problem| reading.problem(problem));
        if transcript.turns().next().is_none() {
            reading.problem(Problem::note(file, "no line of the form **Speaker**: words; nobody was found to speak"));
        }
        for line in breaks::spread(&mut transcript) {
            let message = "a break without a clock mark on each side; nothing between the marks around it has a time";
            reading.problem(Problem::note(file, message).at_row(line));
        }
        reading.with_transcript(transcript)
    }

    fn take(&mut self, block: &Block<'_>) {
        if !matches!(block.shape, Shape::Indented) {
            self.is_raw = false;
        }
        match block.shape {
            Shape::Directive("raw") => self.is_raw = true,
            Shape::Directive("rst-class") if block.text.ends_with("indented") => self.testifies = true,
            Shape::Directive(name) => self.problem(block, format!("the directive {name} is not read")),
            Shape::Indented if self.is_raw => self.raw(&block.text),
            Shape::Heading('=') => self.title(block),
            Shape::Heading(mark) => self.section(block, mark),
            Shape::Turn { label } => self.turn(block, label),
            Shape::Oath => self.oath(block),
            Shape::Note => self.note(block),
            Shape::Indented | Shape::Paragraph => self.paragraph(block),
        }
    }

    fn problem(&mut self, block: &Block<'_>, message: String) {
        self.problems.push(Problem::note(self.file, message).at_row(block.line));
    }

    /// Links and videos stand in HTML that is not ours to run: only ids and addresses are taken.
    fn raw(&mut self, html: &str) {
        let videos = marks::attributes(html, "videoid").map(|id| format!("video:{id}"));
        self.transcript.media.extend(videos);
        if let Some(address) = marks::attributes(html, "href").next() {
            self.transcript.extra.entry("page".into()).or_insert_with(|| address.to_owned());
        }
    }

    fn title(&mut self, block: &Block<'_>) {
        let text = block.text.as_str();
        self.transcript.date = marks::date(text);
        if self.transcript.date.is_none() {
            self.problem(block, "the title begins with no date such as 18 October 2022".into());
        }
        self.transcript.title = Some(text.to_owned());
        self.push(block, CueKind::Heading, text.to_owned(), BTreeMap::new());
    }

    fn section(&mut self, block: &Block<'_>, mark: char) {
        let kind = if mark == '-' { SectionKind::Witness } else { SectionKind::Examination };
        let first = self.next_cue();
        let mut extra = BTreeMap::new();
        if let Some((_, by)) = block.text.split_once(" by ").filter(|_| kind == SectionKind::Examination) {
            let name = by.trim_end_matches("(continued)").trim();
            extra.insert("by".to_owned(), name.to_owned());
        }
        let title = block.text.clone();
        // Who spoke before a head need not be who speaks behind it.
        self.speaks = None;
        self.transcript.sections.push(Section { kind, title: title.clone(), first, extra, ..Section::default() });
        self.push(block, CueKind::Heading, title, BTreeMap::new());
    }

    fn turn(&mut self, block: &Block<'_>, label: &str) {
        self.speaks = Some(self.transcript.voice(label));
        self.speech(block, false);
    }

    fn paragraph(&mut self, block: &Block<'_>) {
        if self.speaks.is_none() {
            self.problem(block, "a paragraph before anybody is named, or behind a head; kept as a note".into());
            return self.push(block, CueKind::Note, block.text.clone(), BTreeMap::new());
        }
        self.speech(block, true);
    }

    fn speech(&mut self, block: &Block<'_>, continues: bool) {
        let (text, links) = marks::without_links(&block.text);
        let cue = self.next_cue();
        let references = links.into_iter().map(|(label, address)| Reference { cue, label, address: Some(address) });
        self.transcript.references.extend(references);
        let testifies = std::mem::take(&mut self.testifies);
        self.transcript.cues.push(Cue {
            text,
            voice: self.speaks,
            continues,
            testifies,
            line: Some(block.line),
            ..Cue::default()
        });
    }

    fn oath(&mut self, block: &Block<'_>) {
        let oath = marks::oath(&block.text);
        let Some(marks::Oath { name, form, continued }) = oath else { return self.paragraph(block) };
        let mut extra = BTreeMap::from([("name".to_owned(), name)]);
        extra.extend(form.map(|form| ("form".to_owned(), form)));
        extra.extend(continued.then(|| ("continued".to_owned(), "true".to_owned())));
        self.push(block, CueKind::Oath, block.text.clone(), extra);
    }

    fn note(&mut self, block: &Block<'_>) {
        let text = block.text.clone();
        let clock = marks::clock(&text);
        self.push(block, CueKind::Note, text, BTreeMap::new());
        if let (Some(start_ms), Some(cue)) = (clock, self.transcript.cues.last_mut()) {
            (cue.start_ms, cue.timing) = (Some(start_ms), Timing::Stated);
        }
    }

    fn push(&mut self, block: &Block<'_>, kind: CueKind, text: String, extra: BTreeMap<String, String>) {
        self.testifies = false;
        self.transcript.cues.push(Cue { kind, text, extra, line: Some(block.line), ..Cue::default() });
    }

    fn next_cue(&self) -> u32 {
        u32::try_from(self.transcript.cues.len()).unwrap_or(u32::MAX)
    }
}
