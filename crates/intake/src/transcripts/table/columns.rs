//! Which column of a transcript table holds what, by its header.

use crate::grid::letters;
use crate::limits::MAX_COLUMNS;

/// The places of the columns that are known, and the names of all.
pub(in crate::transcripts) struct Columns {
    pub words: usize,
    pub speaker: Option<usize>,
    /// A clock such as `[00:03:43]`.
    pub stamp: Option<usize>,
    /// The same in seconds, where the recording that is at hand begins elsewhere than the clock.
    pub link: Option<usize>,
    /// Begin and end as decimal seconds, or whole milliseconds.
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub translation: Option<usize>,
    /// The recording or clip that a row belongs to.
    pub recording: Option<usize>,
    /// A number that several rows of one sentence share.
    pub sentence: Option<usize>,
    /// One word of the sentence.
    pub form: Option<usize>,
    pub names: Vec<String>,
}

impl Columns {
    /// The columns of a header; nothing where it is not that of a transcript.
    pub fn of(header: &csv::StringRecord) -> Option<Self> {
        if header.len() > MAX_COLUMNS {
            return None;
        }
        let names = names(header);
        let find = |known: &[&str]| known.iter().find_map(|one| names.iter().position(|name| name == one));
        let columns = Columns {
            words: find(&["words", "text", "transcript"])?,
            speaker: find(&["speaker", "voice"]),
            stamp: find(&["timestamp", "time", "timecode"]),
            link: find(&["timelink"]),
            start: find(&["time_start", "start"]),
            end: find(&["time_end", "end"]),
            translation: find(&["translation"]),
            recording: find(&["filename", "file", "recording"]),
            sentence: find(&["sentence_id"]),
            form: find(&["word_forms", "word_form"]),
            names,
        };
        let is_timed = columns.stamp.or(columns.start).is_some();
        (columns.speaker.is_some() || is_timed).then_some(columns)
    }

    /// Columns of these names, of which none is known; the words stand in the first.
    pub fn placed(names: Vec<String>) -> Self {
        let (speaker, stamp, link, start, end, translation) = (None, None, None, None, None, None);
        let (recording, sentence, form) = (None, None, None);
        Columns { words: 0, speaker, stamp, link, start, end, translation, recording, sentence, form, names }
    }

    /// Columns that have no field of their own.
    pub fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let known = [self.speaker, self.translation, self.recording, self.form, Some(self.words)];
        let is_other = move |place: &usize| !known.contains(&Some(*place));
        self.names.iter().map(String::as_str).enumerate().filter(move |(place, _)| is_other(place))
    }
}

/// Names as they are known here. Two columns of one name, and those without any, are told apart by their letters.
fn names(header: &csv::StringRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (place, name) in header.iter().enumerate() {
        let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
        names.push(match (name.is_empty(), names.contains(&name)) {
            (true, _) => format!("column {}", letters(place)),
            (false, true) => format!("{name}, column {}", letters(place)),
            (false, false) => name,
        });
    }
    names
}
