//! Which beginnings of lines are speakers. A colon after a word is common in any text; a speaker recurs.

use crate::transcripts::speaker;
use std::collections::{BTreeMap, BTreeSet};

/// A longer beginning is a sentence.
const LONGEST_CHARS: usize = 40;
const MOST_WORDS: usize = 5;
/// Lines with a speaker that a transcript has at least.
const FEWEST_TURNS: usize = 3;
/// Of so many turns one at least is followed by another speaker's.
const LONGEST_RUN: usize = 4;
/// What stands before a colon in e-mail and nowhere else.
const MAIL: [&str; 5] = ["mime-version", "content-type", "message-id", "return-path", "reply-to"];
/// What stands there in any letter; a transcript may have some of it above its turns.
const LETTER: [&str; 12] =
    ["from", "to", "cc", "date", "sent", "subject", "received", "от", "кому", "тема", "дата", "копия"];

/// How questions and answers are marked where nobody is named, in English and in Russian.
const ASKED: [&str; 4] = ["Q.", "A.", "В.", "О."];
/// What stands in sentences and in no label, but for a full stop at its end.
const NOT_IN_NAMES: [char; 17] =
    ['.', ',', ';', '?', '!', '"', '«', '/', '*', '。', '，', '、', '；', '？', '！', '،', '؟'];

/// The speakers of a text by their spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labels {
    known: BTreeSet<String>,
}

/// How a label is used.
#[derive(Default)]
struct Use {
    count: usize,
    is_marked: bool,
}

/// What is counted over the lines of a text.
#[derive(Default)]
struct Tally<'t> {
    lines: usize,
    heads: usize,
    turns: usize,
    marked: usize,
    stamped: usize,
    /// How often somebody else goes on.
    changes: usize,
    last: Option<&'t str>,
    uses: BTreeMap<&'t str, Use>,
}

impl Labels {
    /// The speakers of a text; nothing where it is no transcript.
    pub fn of(text: &str) -> Option<Self> {
        let mut tally = Tally::default();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| tally.take(line));
        tally.is_transcript().then(|| Labels { known: tally.speakers() })
    }

    /// Speaker and words of a line.
    pub fn split<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        candidate(line).filter(|(label, _)| self.known.contains(*label))
    }
}

impl<'t> Tally<'t> {
    fn take(&mut self, line: &'t str) {
        self.lines += 1;
        self.heads += usize::from(line.starts_with('#'));
        let rest = unstamped(line);
        let Some((label, _)) = candidate(rest) else { return };
        let is_marked = is_marked(rest);
        self.turns += 1;
        self.marked += usize::from(is_marked);
        self.stamped += usize::from(rest.len() < line.len());
        self.changes += usize::from(self.last.replace(label).is_some_and(|last| last != label));
        let seen = self.uses.entry(label).or_default();
        seen.count += 1;
        seen.is_marked |= is_marked;
    }

    /// Whether people take turns here: somebody speaks twice, and others in between, or most turns have a time. Manuals have
    /// a heading for every few labels, settings repeat one, letters begin with words of their own.
    fn is_transcript(&self) -> bool {
        let recurs = self.uses.values().any(|seen| seen.count > 1);
        let is_timed = self.stamped * 2 >= self.turns;
        let alternates = self.uses.len() >= 2 && self.changes * LONGEST_RUN >= self.turns;
        let is_dense = self.is_marked() || self.turns * 2 >= self.lines;
        let is_manual = self.heads * 2 >= self.turns;
        let enough = self.turns >= FEWEST_TURNS && recurs && (is_timed || alternates && is_dense);
        enough && !is_manual && !self.is_mail()
    }

    fn is_marked(&self) -> bool {
        self.marked * 2 >= self.turns
    }

    fn is_mail(&self) -> bool {
        let is_of = |words: &[&str], label: &str| words.contains(&label.to_lowercase().as_str());
        let of_letters = self.uses.iter().filter(|(label, _)| is_of(&LETTER, label)).map(|(_, seen)| seen.count);
        let of_letters: Vec<usize> = of_letters.collect();
        // One such word alone may be what somebody is called: `Subject:` who is interviewed.
        let is_letter = of_letters.len() > 1 && of_letters.iter().sum::<usize>() * 2 >= self.turns;
        is_letter || self.uses.keys().any(|label| is_of(&MAIL, label))
    }

    /// Where most speakers are marked, an unmarked word before a colon is one only if it recurs.
    fn speakers(&self) -> BTreeSet<String> {
        let is_speaker = |seen: &Use| !self.is_marked() || seen.is_marked || seen.count > 1;
        let speakers = self.uses.iter().filter(|(_, seen)| is_speaker(seen));
        speakers.map(|(label, _)| (*label).to_owned()).collect()
    }
}

/// Without a time stamp in brackets before it.
fn unstamped(line: &str) -> &str {
    match line.strip_prefix(['[', '(']).and_then(|rest| rest.split_once([']', ')'])) {
        Some((time, rest)) if time.contains(':') && time.bytes().all(|one| one.is_ascii_digit() || one == b':') => {
            rest.trim()
        }
        _ => line,
    }
}

/// Whether a line marks its speaker as nothing else is marked: bold, in capitals, as question or answer.
fn is_marked(line: &str) -> bool {
    // A script without capitals marks nobody by them; В. and О. also begin the names of people.
    let in_capitals = speaker::in_capitals(line).is_some_and(|(label, _)| label.chars().any(char::is_uppercase));
    let is_asked = asked(line).is_some_and(|(label, _)| label.is_ascii());
    line.starts_with("**") || is_asked || in_capitals
}

/// The mark of a question or an answer, and the words behind it.
fn asked(line: &str) -> Option<(&str, &str)> {
    let mark = ASKED.into_iter().find(|mark| line.starts_with(mark))?;
    let (label, words) = line.split_at(mark.len());
    words.starts_with(' ').then(|| (label, words.trim()))
}

/// Whether a name may begin so: with a capital, or in a script that has none. The letters of Georgian have capitals, which
/// nobody writes in names.
fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() || ('\u{10d0}'..='\u{10ff}').contains(&letter)
}

/// What could be a speaker, and the words behind it.
fn candidate(line: &str) -> Option<(&str, &str)> {
    if let Some(asked) = asked(line) {
        return Some(asked);
    }
    let (label, words, is_wide) = match line.strip_prefix("**") {
        Some(bold) => split(bold, &[":**", "**:", "：**", "**："])?,
        None => split(line, &[":", "："])?,
    };
    let label = label.trim();
    let begins = label.chars().next().is_some_and(begins_name);
    let is_short = label.chars().count() <= LONGEST_CHARS && label.split_whitespace().count() <= MOST_WORDS;
    let is_plain = !label.contains(NOT_IN_NAMES) || label.ends_with('.');
    let is_parted = words.is_empty() || words.starts_with(' ') || is_wide;
    (begins && is_short && is_plain && is_parted).then(|| (label, words.trim()))
}

/// A line at the first of some marks, and whether that is one after which no space is written.
fn split<'l>(line: &'l str, marks: &[&str]) -> Option<(&'l str, &'l str, bool)> {
    let found = marks.iter().filter_map(|mark| Some((line.find(mark)?, *mark)));
    let (at, mark) = found.min_by_key(|(at, _)| *at)?;
    Some((&line[..at], &line[at + mark.len()..], mark.contains('：')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, speakers: &[&str]) {
        let found = Labels::of(text).map(|labels| labels.known).unwrap_or_default();
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), speakers, "{text}");
    }

    #[test]
    fn people_who_take_turns_are_speakers() {
        check("KEEPER: One.\nASKER: Two.\nKEEPER: Three.\n", &["ASKER", "KEEPER"]);
        check("Date: 3 May\nSubject: the quay\n\nKEEPER: One.\nASKER: Two.\nKEEPER: Three.\n", &["ASKER", "KEEPER"]);
        check("Interviewer: One?\nSubject: Two.\nInterviewer: Three?\nSubject: Four.\n", &["Interviewer", "Subject"]);
    }

    #[test]
    fn one_voice_with_times_is_a_speaker() {
        check("[0:10] Keeper: One.\n[0:20] Keeper: Two.\n[0:30] Keeper: Three.\n", &["Keeper"]);
        check("Keeper: One.\nKeeper: Two.\nKeeper: Three.\n", &[]);
    }

    #[test]
    fn speakers_in_scripts_without_capitals_are_known_by_taking_turns() {
        check("證人：我看見了。\n律師：甚麼時候？\n證人：晚上。\n", &["律師", "證人"]);
        check("الشاهد: رأيت السفينة.\nالمحقق: متى؟\nالشاهد: ليلاً.\n", &["الشاهد", "المحقق"]);
        check("მოწმე: დავინახე.\nგამომძიებელი: როდის?\nმოწმე: ღამით.\n", &["გამომძიებელი", "მოწმე"]);
        check("**證人：**我看見了。\n\n**律師**：甚麼時候？\n\n**證人：**晚上。\n", &["律師", "證人"]);
        check("keeper: One.\nasker: Two.\nkeeper: Three.\n", &[]);
        let told = "我們在那裏等了很久。\n後來下雨了。\n誰也沒有來。\n";
        check(&format!("他說過：走。\n{told}他又說：走。\n{told}他說過：不。\n"), &[]);
    }

    #[test]
    fn questions_and_answers_are_marked_in_russian_too() {
        check("В. Вы видели паром?\nО. Видел.\nВ. Когда?\nО. Ночью.\n", &["В.", "О."]);
        let names = "Были на причале:\nВ. Первый\nИ. Второй\nО. Третий\nП. Четвёртый\nС. Пятый\nВ. Шестой\nТ. Седьмой\nА. Восьмая\n";
        check(names, &[]);
    }

    #[test]
    fn letters_manuals_and_settings_have_no_speakers() {
        check("From: a\nTo: b\nSubject: c\n\nWords.\n\nFrom: b\nTo: a\nSubject: c\n", &[]);
        check("От: а\nКому: б\nТема: в\nОт: б\nКому: а\nТема: в\n", &[]);
        check("# One\n\n**Note**: a\n\n**Result**: b\n\n# Two\n\n**Note**: c\n\n**Result**: d\n", &[]);
        check("Agent: a\nDisallow: b\nDisallow: c\nDisallow: d\nDisallow: e\nDisallow: f\nDisallow: g\n", &[]);
    }
}
