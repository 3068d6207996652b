//! Hearing days: two phases of a real inquiry, counted a second time by looking at their lines, and small days of our own.

use crate::support::{read, shared};
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{CueKind, SectionKind, Timing};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DAY: &str = "\
.. raw:: html

   <a id=\"hearing-link\" href=\"https://inquiry.example/day-1\">Official page</a>

18 October 2022 – A Witness
===========================

.. raw:: html

   <lite-youtube videoid=\"ELEVENCHARS\"></lite-youtube>

*(10.00 am)*

**Counsel**: Can I call a witness, please.

A Witness
---------

*A FULL WITNESS (sworn).*

Questioned by Counsel
^^^^^^^^^^^^^^^^^^^^^

**Counsel**: Please see `WITN1 <https://inquiry.example/w1>`_.

.. rst-class:: indented

**A Witness**: Yes.

.. rst-class:: indented

I have it here.

*(10.02 am)*

*(A short break)*

*(10.10 am)*

**Chair**: We go on.
";

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

#[test]
fn a_day_is_read_with_who_asks_who_answers_and_what_they_point_to() {
    let reading = read("hearings/day.rst", DAY);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let day = transcript(&reading);
    assert_eq!(day.date.as_deref(), Some("2022-10-18"));
    assert_eq!(day.media, ["video:ELEVENCHARS"]);
    assert_eq!(day.voices, ["Counsel", "A Witness", "Chair"]);
    let sections: Vec<_> = day.sections.iter().map(|section| (section.kind, section.title.as_str())).collect();
    assert_eq!(sections, [(SectionKind::Witness, "A Witness"), (SectionKind::Examination, "Questioned by Counsel")]);
    assert_eq!(day.sections[1].extra["by"], "Counsel");
    let oath = day.cues.iter().find(|cue| cue.kind == CueKind::Oath).unwrap();
    assert_eq!((oath.extra["name"].as_str(), oath.extra["form"].as_str()), ("A FULL WITNESS", "sworn"));
    let answers: Vec<_> = day.cues.iter().filter(|cue| cue.testifies).map(|cue| cue.continues).collect();
    assert_eq!(answers, [false, true]);
    assert_eq!(day.references[0].label, "WITN1");
    assert_eq!(day.cues[day.references[0].cue as usize].text, "Please see WITN1.");
}

#[test]
fn times_stand_at_the_clock_marks_and_are_spread_between_them() {
    let reading = read("hearings/day.rst", DAY);
    let day = transcript(&reading);
    let stated: Vec<_> =
        day.cues.iter().filter(|cue| cue.timing == Timing::Stated).filter_map(|c| c.start_ms).collect();
    assert_eq!(stated, [36_000_000, 36_120_000, 36_600_000]);
    let answer = day.cues.iter().find(|cue| cue.text == "Yes.").unwrap();
    assert_eq!(answer.timing, Timing::Interpolated);
    assert!((36_000_000..36_120_000).contains(&answer.start_ms.unwrap()));
    let last = day.cues.last().unwrap();
    assert_eq!(
        (last.text.as_str(), last.timing),
        ("We go on.", Timing::Absent),
        "nothing is made up after the last mark"
    );
}

#[test]
fn a_break_lies_between_its_marks_and_takes_no_words_along() {
    let reading = read("hearings/day.rst", DAY);
    let day = transcript(&reading);
    let pause = day.cues.iter().find(|cue| cue.text == "A short break").unwrap();
    assert_eq!((pause.start_ms, pause.end_ms), (Some(36_120_000), Some(36_600_000)));
    let unmarked = DAY.replace("*(10.02 am)*\n\n", "");
    let reading = read("hearings/day.rst", &unmarked);
    let line = 1 + unmarked.lines().position(|line| line == "*(A short break)*").unwrap() as u64;
    assert_eq!(reading.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(line)]);
    let answer = transcript(&reading).cues.iter().find(|cue| cue.text == "Yes.").unwrap();
    assert_eq!((answer.start_ms, answer.timing), (None, Timing::Absent));
}

#[test]
fn a_paragraph_behind_a_head_is_not_given_to_who_spoke_before_it() {
    let day =
        DAY.replace("**Chair**: We go on.", "Closing statement by Counsel\n----------------------------\n\nWords.");
    let reading = read("hearings/day.rst", day);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    let last = transcript(&reading).cues.last().unwrap();
    assert_eq!((last.kind, last.voice, last.text.as_str()), (CueKind::Note, None, "Words."));
}

#[test]
fn a_manual_in_the_same_markup_is_text() {
    for manual in ["Guide\n=====\n\nWords.\n", "Guide\n=====\n\n**Option**: what it does.\n\n**Other**: more.\n"] {
        assert_eq!(read("docs/guide.rst", manual).reader, "text", "{manual}");
    }
}

#[test]
fn a_paragraph_before_anybody_is_named_is_kept_and_reported_with_its_line() {
    let reading = read("hearings/day.rst", "Words of nobody.\n\n**Chair**: Good morning.\n\n*(10.00 am)*\n");
    assert_eq!((reading.problems.len(), reading.problems[0].row), (1, Some(1)));
    assert_eq!(transcript(&reading).cues[0].text, "Words of nobody.");
}

/// What the lines of a file say, by how they begin and end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    days: usize,
    turns: usize,
    oaths: usize,
    heads: usize,
    questions: usize,
    clocks: usize,
    links: usize,
    videos: usize,
    indented: usize,
    words: BTreeMap<String, usize>,
}

impl Counts {
    fn of_lines(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let under = lines.get(at + 1).copied().unwrap_or_default();
            let over = |mark: char| under.len() > 2 && under.chars().all(|one| one == mark);
            self.days += usize::from(over('='));
            self.heads += usize::from(over('-'));
            self.questions += usize::from(over('^'));
            self.turns += usize::from(line.starts_with("**") && line.contains("**:"));
            self.oaths +=
                usize::from(["(sworn).*", "(affirmed).*", "(continued).*"].iter().any(|end| line.ends_with(end)));
            let is_clock =
                line.starts_with("*(") && (line.ends_with("am)*") || line.ends_with("pm)*")) && line.len() < 16;
            self.clocks += usize::from(is_clock);
            self.links += line.matches("`_").count();
            self.videos += line.matches("videoid=").count();
            self.indented += usize::from(*line == ".. rst-class:: indented");
            if !line.starts_with([' ', '.']) && !["====", "----", "^^^^"].iter().any(|mark| line.starts_with(mark)) {
                self.words_of(line);
            }
        }
    }

    fn words_of(&mut self, line: &str) {
        let (mut plain, mut after_link) = (String::new(), false);
        for piece in line.split('`') {
            let link = piece.split_once(" <http").map(|(label, _)| label);
            plain.push_str(link.unwrap_or(if after_link { &piece[1..] } else { piece }));
            after_link = link.is_some();
        }
        // Marks of reStructuredText, which are not words.
        let plain = plain.replace("**:", " ").replace(['*', '\\'], "").replace(['(', ')'], "");
        for word in plain.split_whitespace() {
            *self.words.entry(word.to_owned()).or_default() += 1;
        }
    }

    fn of_transcript(&mut self, day: &Transcript) {
        self.days += usize::from(day.title.is_some());
        self.turns += day.turns().count();
        self.oaths += day.cues.iter().filter(|cue| cue.kind == CueKind::Oath).count();
        let kinds = |kind| day.sections.iter().filter(|section| section.kind == kind).count();
        self.heads += kinds(SectionKind::Witness);
        self.questions += kinds(SectionKind::Examination);
        self.clocks += day.cues.iter().filter(|cue| cue.timing == Timing::Stated).count();
        self.links += day.references.len();
        self.videos += day.media.len();
        self.indented += day.cues.iter().filter(|cue| cue.testifies).count();
        for cue in &day.cues {
            if cue.kind == CueKind::Speech && !cue.continues {
                self.words_of(day.speaker(cue).unwrap());
            }
            self.words_of(&cue.text);
        }
    }
}

#[test]
fn every_day_of_the_inquiry_is_counted_as_its_lines_are_and_loses_no_word() {
    let Some(folder) = shared("data/hearings/pohi") else { return };
    let (mut lines, mut read_days) = (Counts::default(), Counts::default());
    for phase in ["phase-2", "phase-3"] {
        for entry in std::fs::read_dir(folder.join(phase)).unwrap().flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let reading = read("day.rst", &text);
            assert!(reading.problems.is_empty(), "{:?}: {:?}", entry.path(), reading.problems);
            let (mut ours, mut theirs) = (Counts::default(), Counts::default());
            theirs.of_lines(&text);
            ours.of_transcript(transcript(&reading));
            let differs = |word: &&String| ours.words.get(*word) != theirs.words.get(*word);
            let differing: Vec<_> = ours.words.keys().chain(theirs.words.keys()).filter(differs).collect();
            assert!(differing.is_empty(), "{:?}: {differing:?}", entry.path());
            lines.of_lines(&text);
            read_days.of_transcript(transcript(&reading));
        }
    }
    assert_eq!(read_days, lines);
    let known = (
        lines.days,
        lines.turns,
        lines.oaths,
        lines.heads,
        lines.questions,
        lines.clocks,
        lines.videos,
        lines.links,
        lines.indented,
    );
    // As the data's own README counts them; it counts continued oaths, marks with a stray space
    // and links that lead to no evidence apart.
    assert_eq!(known, (51, 42_670, 72 + 5, 87, 201, 372 + 4, 86, 577 + 5, 23_062));
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(at in 0..DAY.len(), bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut damaged = DAY.as_bytes().to_vec();
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("hearings/day.rst", damaged);
    }
}
