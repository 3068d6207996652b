//! A parsed WebVTT file as a transcript: a cue for each voice in a cue, comments as notes, chapters as sections.
//! What the format would drop is kept as words without a time and reported.

use super::super::captions::{Captions, tidy};
use super::super::lenient_time;
use super::cue_text::{Node, NodeKind, parse_cue_text};
use super::file::{BlockKind, VttCue, WebVtt, parse};
use super::numbers::Time;
use super::runs::{Run, runs};
use crate::Problem;
use crate::problem::clip;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Section, SectionKind, Timing};

const SIGNATURE: &str = "WEBVTT\n\n";

/// The transcript that a text of this format holds, and what was wrong with it.
pub(crate) fn transcript_of(text: &str, file: &str) -> (Transcript, Vec<Problem>) {
    let mut captions = Captions::of(file);
    match parse(text) {
        Some(parsed) => fill(&mut captions, &parsed, file, 0),
        None if text.contains("-->") => {
            captions.note(1, "the file does not begin with WEBVTT; it was read as if it did");
            let text = format!("{SIGNATURE}{}", text.trim_start_matches('\u{feff}'));
            fill(&mut captions, &parse(&text).unwrap_or_default(), file, 2);
        }
        None => captions.note(1, "the file does not begin with WEBVTT and holds no times; nothing of it was read"),
    }
    captions.finish()
}

fn fill(captions: &mut Captions, parsed: &WebVtt, file: &str, lines_before: u64) {
    header(captions, parsed);
    let are_chapters = are_chapters(parsed, file);
    for block in &parsed.blocks {
        let line = block.line.saturating_sub(lines_before);
        match &block.kind {
            BlockKind::Cue(cue) if are_chapters => chapter(captions, cue, line),
            BlockKind::Cue(cue) => speech(captions, cue, line),
            BlockKind::Note(text) if are_chapters => captions.add_extra("NOTE", text),
            BlockKind::Note(text) => captions.add(note(text, line), None),
            BlockKind::Style(text) => captions.add_extra("STYLE", text),
            BlockKind::Region(_, text) => captions.add_extra("REGION", text),
            BlockKind::Stray { id, arrow_line, text } => stray(captions, id, arrow_line.as_deref(), text, line),
        }
    }
    captions.transcript.sections.sort_by_key(|section| section.start_ms);
}

/// The line of the signature and the lines below it: `Kind: captions`, `Language: en`, a title.
fn header(captions: &mut Captions, parsed: &WebVtt) {
    let title = parsed.title.strip_prefix('-').map(str::trim).filter(|title| !title.is_empty());
    captions.transcript.title = title.map(str::to_owned);
    if title.is_none() {
        parsed.title.split(';').for_each(|part| header_line(captions, part.trim(), 1));
    }
    parsed.header.lines().zip(2..).for_each(|(text, line)| header_line(captions, text.trim(), line));
}

fn header_line(captions: &mut Captions, text: &str, line: u64) {
    let (name, value) = text.split_once([':', '=']).unwrap_or(("header", text));
    let (name, value) = (name.trim(), value.trim());
    if text.is_empty() || captions.transcript.extra.len() >= MAX_HEADER_NAMES {
        return;
    }
    if name == "X-TIMESTAMP-MAP" {
        captions.note(line, "times are mapped to a broadcast's clock; they were kept as they stand");
    }
    match name.eq_ignore_ascii_case("language") {
        true => captions.transcript.lang = Some(value.to_owned()),
        false => captions.add_extra(name, value),
    }
}

/// Most names that a header gives.
const MAX_HEADER_NAMES: usize = 1_000;

/// Whether cues are titles of chapters: the header says so, or the file's name does.
fn are_chapters(parsed: &WebVtt, file: &str) -> bool {
    let head = format!("{}\n{}", parsed.title, parsed.header).to_lowercase();
    let said = head.split(['\n', ';']).any(|part| part.replace(' ', "").ends_with("kind:chapters"));
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    said || name.split(|c: char| !c.is_alphanumeric()).any(|word| word == "chapters")
}

fn note(text: &str, line: u64) -> Cue {
    Cue { kind: CueKind::Note, text: tidy(text), line: Some(line), ..Cue::default() }
}

fn chapter(captions: &mut Captions, cue: &VttCue, line: u64) {
    if captions.transcript.sections.len() >= super::super::captions::MAX_CUES {
        return captions.tally("the file holds more chapters than are read; they were left out", line);
    }
    let texts = parse_cue_text(&cue.text).into_iter().filter_map(|node| match node.kind {
        NodeKind::Text(text) => Some(text),
        _ => None,
    });
    let title = tidy(&texts.collect::<String>()).replace('\n', " ");
    let extra = [("id", &cue.id), ("settings", &cue.settings_text)];
    captions.transcript.sections.push(Section {
        kind: SectionKind::Chapter,
        title,
        first: 0,
        start_ms: Some(cue.start.millis()),
        end_ms: Some(cue.end.millis()),
        extra: extra.into_iter().filter(|(_, text)| !text.is_empty()).map(|(n, t)| (n.into(), t.clone())).collect(),
    });
}

/// A cue with its times.
fn speech(captions: &mut Captions, cue: &VttCue, line: u64) {
    let (start_ms, end_ms) = (cue.start.millis(), cue.end.millis());
    let nodes = spoken_nodes(captions, &cue.text, line);
    check_inner_times(captions, &nodes, cue.start, cue.end, line);
    let timed = Cue { start_ms: Some(start_ms), end_ms: Some(end_ms), timing: Timing::Stated, ..Cue::default() };
    let written = Written { id: &cue.id, settings: &cue.settings_text, text: &cue.text };
    add_runs(captions, runs(&nodes, start_ms, end_ms), &timed, &written, line);
}

/// The nodes of a text in which `<br>`, which is HTML's, ends a line: the format would join the words around it.
fn spoken_nodes(captions: &mut Captions, text: &str, line: u64) -> Vec<Node> {
    let mut broken = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        broken.push_str(before);
        match line_break(tag) {
            Some(length) => {
                captions.tally("<br> is not of this format; it was read as the end of a line", line);
                broken.push('\n');
                rest = &tag[length..];
            }
            None => {
                broken.push('<');
                rest = tag;
            }
        }
    }
    parse_cue_text(&(broken + rest))
}

/// How many bytes `br`, `br/` or `br /` take with their closing bracket, if a tag is one of these.
fn line_break(tag: &str) -> Option<usize> {
    const LONGEST_BYTES: usize = 8;
    let end = tag.bytes().take(LONGEST_BYTES).position(|byte| byte == b'>')?;
    tag[..end].trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br").then_some(end + 1)
}

/// What a block says, as written.
struct Written<'a> {
    id: &'a str,
    settings: &'a str,
    text: &'a str,
}

/// A cue for each run; the first carries what the block says as a whole. A block without words is a note without text.
fn add_runs(captions: &mut Captions, runs: Vec<Run>, timed: &Cue, written: &Written, line: u64) {
    let plain = matches!(runs.as_slice(), [run] if run.text == tidy(written.text));
    let kind = if runs.is_empty() { CueKind::Note } else { CueKind::Speech };
    let runs = if runs.is_empty() { vec![Run::default()] } else { runs };
    for (index, run) in runs.into_iter().enumerate() {
        let mut cue = Cue { kind, line: Some(line), text: run.text, words: run.words, lang: run.lang, ..timed.clone() };
        let classes = run.classes.join(" ");
        let whole = [("settings", written.settings), ("cue text", if plain { "" } else { written.text })];
        let said = [("class", classes.as_str())].into_iter().chain(if index == 0 { whole } else { [("", ""); 2] });
        cue.extra.extend(said.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.into(), text.into())));
        cue.label = (!written.id.is_empty()).then(|| written.id.to_owned());
        captions.add(cue, run.voice.as_deref());
    }
}

/// Times inside text must rise and lie inside the cue.
fn check_inner_times(captions: &mut Captions, nodes: &[Node], start: Time, end: Time, line: u64) {
    let mut last = start;
    for node in nodes {
        let NodeKind::Time(time) = node.kind else { continue };
        if time < last || time > end {
            return captions.tally("a time inside the text lies outside its cue or runs backwards; kept", line);
        }
        last = time;
    }
}

/// A block that the format drops: words are words, so they are kept, with the times if they can be made out.
fn stray(captions: &mut Captions, id: &str, arrow_line: Option<&str>, text: &str, line: u64) {
    let span = arrow_line.and_then(lenient_time::span);
    let shown = clip(arrow_line.unwrap_or(text));
    captions.note(
        line,
        match (&span, arrow_line) {
            (Some(_), _) => format!("not a WebVTT time, yet it could be made out and was used: {shown}"),
            (None, Some(_)) => format!("times that cannot be read; the words were kept without a time: {shown}"),
            (None, None) => format!("a block that is no cue, comment, style or region; kept without a time: {shown}"),
        },
    );
    let (start_ms, end_ms) = span.as_ref().map_or((0, 0), |span| (span.start_ms, span.end_ms));
    let mut runs = runs(&spoken_nodes(captions, text, line), start_ms, end_ms);
    let mut cue = Cue::default();
    match span {
        Some(_) => (cue.start_ms, cue.end_ms, cue.timing) = (Some(start_ms), Some(end_ms), Timing::Stated),
        None => runs.iter_mut().for_each(|run| run.words.clear()),
    }
    add_runs(captions, runs, &cue, &Written { id, settings: arrow_line.unwrap_or(""), text }, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Transcript, Vec<Problem>) {
        transcript_of(text, "a.vtt")
    }

    #[test]
    fn voices_ids_settings_and_markup_are_kept() {
        let text = "WEBVTT - Day 1\nLanguage: ru\n\nNOTE checked\n\nq1\n00:01.000 --> 00:02.000 align:start\n<v.loud Judge>Да &amp; нет</v>\n<v Witness><i>Да</i>";
        let (transcript, problems) = read(text);
        assert_eq!(
            (transcript.title.as_deref(), transcript.lang.as_deref(), problems),
            (Some("Day 1"), Some("ru"), vec![])
        );
        assert_eq!(transcript.voices, ["Judge", "Witness"]);
        let [note, judge, witness] = transcript.cues.as_slice() else { panic!("{transcript:#?}") };
        assert_eq!((note.kind, note.text.as_str(), note.timing), (CueKind::Note, "checked", Timing::Absent));
        assert_eq!((judge.text.as_str(), judge.label.as_deref(), judge.line), ("Да & нет", Some("q1"), Some(6)));
        assert_eq!((judge.extra["class"].as_str(), judge.extra["settings"].as_str()), ("loud", "align:start"));
        assert!(judge.extra["cue text"].ends_with("<i>Да</i>") && witness.extra.is_empty());
        assert_eq!((witness.start_ms, witness.end_ms, witness.continues), (Some(1000), Some(2000), false));
    }

    #[test]
    fn a_break_of_html_ends_a_line_and_is_reported() {
        let (transcript, problems) = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>one<br>two<BR />three");
        assert_eq!(transcript.cues[0].text, "one\ntwo\nthree");
        assert!(problems.len() == 1 && problems[0].message.contains("in 2 places"), "{problems:?}");
        assert_eq!(transcript.cues[0].extra["cue text"], "<v A>one<br>two<BR />three");
    }

    #[test]
    fn plain_text_is_not_kept_twice() {
        assert!(read("WEBVTT\n\n00:01.000 --> 00:02.000\na\nb").0.cues[0].extra.is_empty());
    }

    #[test]
    fn words_under_unreadable_times_are_kept_and_reported() {
        let (transcript, problems) =
            read("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nsoon --> later\nb\n\n00:00:05,000 --> 00:00:06,000\nc\n");
        let cues: Vec<_> = transcript.cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.timing)).collect();
        assert_eq!(cues[1], ("b", Some(2000), Timing::Interpolated));
        assert_eq!((cues[0], cues[2]), (("a", Some(1000), Timing::Stated), ("c", Some(5000), Timing::Stated)));
        assert_eq!(problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(6), Some(9)]);
    }

    #[test]
    fn a_file_without_its_signature_is_read_with_its_own_lines() {
        let (transcript, problems) = read("00:01.000 --> 00:02.000\na");
        assert_eq!((transcript.cues[0].line, problems[0].row), (Some(1), Some(1)));
        assert!(problems[0].message.contains("WEBVTT"));
    }

    #[test]
    fn chapters_become_sections_by_header_or_name() {
        let text = "WEBVTT\nKind: chapters\n\n1\n00:10.000 --> 00:20.000\nSecond\npart\n\n2\n00:00.000 --> 00:10.000\n<b>First</b>";
        let (transcript, _) = read(text);
        let titles: Vec<_> = transcript.sections.iter().map(|part| (part.title.as_str(), part.start_ms)).collect();
        assert_eq!((titles, transcript.cues.len()), (vec![("First", Some(0)), ("Second part", Some(10_000))], 0));
        let by_name = transcript_of("WEBVTT\n\n00:00.000 --> 00:10.000\na", "media/day1.chapters.vtt").0;
        assert_eq!(by_name.sections.len(), 1);
    }
}
