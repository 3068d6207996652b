//! Interviews whose turns stand in a table of a document, a row each: time, speaker and words, in any order, with a header or
//! without one. A table is taken for one only where speakers recur and take turns in it, as in a text.

use super::document::Block;
use super::labels::Labels;
use crate::Problem;
use crate::grid::letters;
use crate::transcripts::table::{Columns, Rows, stamps};
use csv::StringRecord;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind};
use std::collections::BTreeMap;

/// What a column is called that holds times, speakers, words or a translation, in English and in Russian.
const TIMES: [&str; 8] = ["time", "timestamp", "time stamp", "timecode", "time code", "время", "таймкод", "тайм-код"];
const SPEAKERS: [&str; 9] =
    ["speaker", "voice", "name", "who", "participant", "говорящий", "кто говорит", "участник", "имя"];
const WORDS: [&str; 10] =
    ["words", "text", "transcript", "transcription", "dialogue", "speech", "слова", "текст", "реплика", "расшифровка"];
const TRANSLATIONS: [&str; 2] = ["translation", "перевод"];
/// A table of fewer columns has nobody beside the words, and one of more is a form.
const WIDTHS: std::ops::RangeInclusive<usize> = 2..=6;

/// The rows of one table.
type Table<'b> = Vec<&'b [Vec<String>]>;

/// Which column holds what.
#[derive(Default, Clone, Copy)]
struct Roles {
    words: usize,
    speaker: Option<usize>,
    stamp: Option<usize>,
    translation: Option<usize>,
}

/// How a table is read.
#[derive(Clone)]
struct Plan {
    roles: Roles,
    header: Option<Vec<String>>,
    /// Speakers that stand before the words in one cell, where they have no column.
    labels: Option<Labels>,
}

/// The transcript that stands in the tables of a document; nothing where none is one. What stands outside of them is notes.
pub(super) fn transcript(file: &str, blocks: &[Block]) -> Option<(Transcript, Vec<Problem>)> {
    let plans = plans(blocks);
    let width = plans.values().map(|plan| plan.width()).max()?;
    let mut rows = Rows::new(file, Columns::unnamed(width));
    let (mut line, mut headed) = (1, None);
    for block in blocks {
        match block {
            Block::Line(words) => note(&mut rows, line, words),
            Block::Row { table, cells } => match plans.get(table) {
                // A header is no turn, wherever it is repeated.
                Some(plan) if plan.header.as_ref() == Some(&texts(cells)) => headed = Some(*table),
                Some(plan) if plan.header.is_none() || headed == Some(*table) => plan.take(&mut rows, line, cells),
                _ => note(&mut rows, line, &texts(cells).join("\n")),
            },
        }
        line += block.lines();
    }
    Some(rows.finish())
}

impl Block {
    /// How many lines of the document's text it is.
    fn lines(&self) -> u64 {
        let lines = |words: &String| 1 + words.matches('\n').count() as u64;
        match self {
            Block::Line(words) => lines(words),
            Block::Row { cells, .. } => cells.iter().flatten().map(lines).sum(),
        }
    }
}

/// How each table that is a transcript is read. One that goes on with another of the same width is read like that.
fn plans(blocks: &[Block]) -> BTreeMap<usize, Plan> {
    let mut tables: BTreeMap<usize, Table<'_>> = BTreeMap::new();
    for block in blocks {
        if let Block::Row { table, cells } = block
            && cells.iter().flatten().any(|words| !words.trim().is_empty())
        {
            tables.entry(*table).or_default().push(cells);
        }
    }
    let (mut plans, mut before) = (BTreeMap::new(), None);
    for (table, rows) in tables {
        let width = rows.iter().map(|row| row.len()).max().unwrap_or_default();
        let goes_on = before.take().filter(|(_, of)| *of == width).map(|(plan, _)| plan);
        let Some(plan) = Plan::of(&rows).or(goes_on) else { continue };
        before = Some((Plan { header: None, ..plan.clone() }, width));
        plans.insert(table, plan);
    }
    plans
}

impl Plan {
    fn of(rows: &Table<'_>) -> Option<Plan> {
        let width = rows.iter().map(|row| row.len()).max().filter(|width| WIDTHS.contains(width))?;
        // A title may span the row above the header.
        let headed = rows.iter().take(2).enumerate().find_map(|(at, row)| Some((at, Roles::of_header(row)?)));
        if let Some((at, roles)) = headed {
            let plan = Plan { header: Some(texts(rows[at])), ..Plan::of_roles(roles, &rows[at + 1..]) };
            let is_transcript = match roles.speaker {
                Some(speaker) => roles.take_turns(speaker, &rows[at + 1..]).is_some(),
                None => plan.labels.is_some() || roles.has_clocks(&rows[at + 1..]),
            };
            return is_transcript.then_some(plan);
        }
        let roles = Roles::of_content(width, rows)?;
        let plan = Plan::of_roles(roles, rows);
        (plan.roles.speaker.is_some() || plan.labels.is_some()).then_some(plan)
    }

    fn of_roles(roles: Roles, rows: &[&[Vec<String>]]) -> Plan {
        let labels = if roles.speaker.is_none() { roles.labels_in_words(rows) } else { None };
        Plan { roles, header: None, labels }
    }

    fn width(&self) -> usize {
        let Roles { words, speaker, stamp, translation } = self.roles;
        [Some(words), speaker, stamp, translation].into_iter().flatten().max().unwrap_or_default() + 1
    }

    /// Takes a row as one turn, or as several where one cell holds a passage with its speakers.
    fn take(&self, rows: &mut Rows<'_>, line: u64, cells: &[Vec<String>]) {
        let texts = texts(cells);
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        let has_words = texts.get(self.roles.words).is_some_and(|text| !text.is_empty());
        if filled == 0 || filled == 1 && !has_words {
            return note(rows, line, &texts.concat());
        }
        let Some(labels) = &self.labels else {
            rows.columns = self.roles.columns(self.header.as_deref(), texts.len());
            return rows.take(line, &StringRecord::from(texts));
        };
        let at = texts.len();
        let roles = Roles { speaker: Some(at), ..self.roles };
        rows.columns = roles.columns(self.header.as_deref(), at + 1);
        for (number, paragraph) in filled_paragraphs(cells, self.roles.words).enumerate() {
            let (label, words) = labels.split(paragraph).unwrap_or(("", paragraph));
            let mut turn = if number == 0 { texts.clone() } else { vec![String::new(); at] };
            turn[self.roles.words] = words.to_owned();
            turn.push(label.to_owned());
            rows.take(line, &StringRecord::from(turn));
        }
    }
}

impl Roles {
    /// By the names in a header; nothing where it is none.
    fn of_header(cells: &[Vec<String>]) -> Option<Roles> {
        let names: Vec<String> = texts(cells).iter().map(|name| name.trim_end_matches(':').to_lowercase()).collect();
        let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        let (speaker, stamp) = (find(&SPEAKERS), find(&TIMES));
        speaker.or(stamp)?;
        Some(Roles { words: find(&WORDS)?, speaker, stamp, translation: find(&TRANSLATIONS) })
    }

    /// By what stands in the columns: times in one, the most words in another, recurring speakers in a third.
    fn of_content(width: usize, rows: &Table<'_>) -> Option<Roles> {
        let column = |at: usize| rows.iter().filter_map(move |row| filled(row, at));
        let stamp = (0..width).find(|at| Roles { stamp: Some(*at), ..Roles::default() }.has_clocks(rows));
        let others = || (0..width).filter(|at| Some(*at) != stamp);
        let words = others().max_by_key(|at| column(*at).map(|text| text.chars().count()).sum::<usize>())?;
        let roles = Roles { words, stamp, ..Roles::default() };
        let speaker = others().filter(|at| *at != words).find(|at| roles.take_turns(*at, rows).is_some());
        Some(Roles { speaker, ..roles })
    }

    /// Whether most of what stands in the column of times are such.
    fn has_clocks(&self, rows: &[&[Vec<String>]]) -> bool {
        let filled: Vec<String> = rows.iter().filter_map(|row| filled(row, self.stamp?)).collect();
        let clocks = filled.iter().filter(|text| stamps::clock(text).is_some()).count();
        clocks > 1 && clocks * 4 >= filled.len() * 3
    }

    /// The speakers that a column names, if people take turns in it as they do in a text.
    fn take_turns(&self, speaker: usize, rows: &[&[Vec<String>]]) -> Option<Labels> {
        let turn = |row: &&[Vec<String>]| {
            let label = filled(row, speaker)?;
            Some(format!("{}{}: -\n", self.stamp_of(row), label.trim_end_matches(':')))
        };
        Labels::of(&rows.iter().filter_map(turn).collect::<String>())
    }

    /// The speakers that stand before words in a table that has times and no column for them.
    fn labels_in_words(&self, rows: &[&[Vec<String>]]) -> Option<Labels> {
        self.stamp?;
        let lines = rows.iter().flat_map(|row| {
            let stamp = self.stamp_of(row);
            filled_paragraphs(row, self.words).map(move |words| format!("{stamp}{words}\n"))
        });
        Labels::of(&lines.collect::<String>())
    }

    /// The time of a row as a text would have it.
    fn stamp_of(&self, row: &[Vec<String>]) -> String {
        let clock = self.stamp.and_then(|at| filled(row, at)).filter(|text| stamps::clock(text).is_some());
        clock.map(|text| format!("[{}] ", text.trim_matches(['[', ']']))).unwrap_or_default()
    }

    fn columns(&self, header: Option<&[String]>, width: usize) -> Columns {
        let mut columns = Columns::unnamed(width);
        columns.words = self.words;
        (columns.speaker, columns.stamp, columns.translation) = (self.speaker, self.stamp, self.translation);
        let names = header.into_iter().flatten().zip(&mut columns.names).filter(|(name, _)| !name.is_empty());
        names.for_each(|(name, kept)| kept.clone_from(name));
        columns
    }
}

impl Columns {
    /// Columns without names of their own.
    fn unnamed(width: usize) -> Columns {
        let names = (0..width).map(|place| format!("column {}", letters(place))).collect();
        Columns::placed(names)
    }
}

/// The cells of a row as texts, lines inside them parted by LF.
fn texts(cells: &[Vec<String>]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| cell.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n").trim().to_owned())
        .collect()
}

fn filled(row: &[Vec<String>], at: usize) -> Option<String> {
    let text = texts(row.get(at..=at)?).concat();
    (!text.is_empty()).then_some(text)
}

fn filled_paragraphs(row: &[Vec<String>], at: usize) -> impl Iterator<Item = &str> {
    let paragraphs = row.get(at).into_iter().flatten().flat_map(|paragraph| paragraph.lines());
    paragraphs.map(str::trim).filter(|words| !words.is_empty())
}

/// What is said by nobody, where it stands.
fn note(rows: &mut Rows<'_>, line: u64, words: &str) {
    let text = words.trim();
    if !text.is_empty() {
        rows.add(Cue { kind: CueKind::Note, text: text.to_owned(), line: Some(line), ..Cue::default() });
    }
}
