//! Numbers citations in order of first citation and writes their references. The same handle keeps its number.

use super::marks::{CITE_CLOSE, CITE_OPEN};

/// One note of an account: what is cited, and how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// The handle as cited: `E029`, `S33`, `T02`, `G14`, `F01`.
    pub handle: String,
    /// How many references lead to it: `r1`, `r1-2`, `r1-3` for note 1.
    pub references: usize,
}

/// Replaces marked citations by references; returns the notes in order.
pub fn number(html: &str, lang: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((before, handles, after)) = next_group(rest) {
        let (punctuation, after) = if stops_first(lang) { leading_stop(after) } else { ("", after) };
        out.push_str(before.trim_end());
        out.push_str(punctuation);
        out.push_str(&references(handles, &mut notes));
        rest = after;
    }
    out.push_str(rest);
    (out, notes)
}

/// English sets a reference after the stop, Russian before it.
fn stops_first(lang: &str) -> bool {
    !lang.starts_with("ru")
}

fn next_group(html: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = html.split_once(CITE_OPEN)?;
    let (handles, after) = rest.split_once(CITE_CLOSE)?;
    Some((before, handles, after))
}

fn leading_stop(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !matches!(c, '.' | ',' | ';' | ':' | '!' | '?')).unwrap_or(text.len());
    text.split_at(end)
}

fn references(handles: &str, notes: &mut Vec<Note>) -> String {
    let links: Vec<String> = handles.split(';').map(|handle| reference(handle, notes)).collect();
    format!("<sup class=\"cites\">{}</sup>", links.join(" "))
}

fn reference(handle: &str, notes: &mut Vec<Note>) -> String {
    let at = notes.iter().position(|note| note.handle == handle).unwrap_or_else(|| {
        notes.push(Note { handle: handle.to_owned(), references: 0 });
        notes.len() - 1
    });
    notes[at].references += 1;
    let (number, id) = (at + 1, reference_id(at + 1, notes[at].references));
    format!("<a class=\"cite\" id=\"{id}\" href=\"#n{number}\" data-note=\"n{number}\">{number}</a>")
}

/// The id of the `nth` reference to a note, from 1.
pub fn reference_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("r{number}"),
        nth => format!("r{number}-{nth}"),
    }
}

impl Note {
    /// Ids of the references to this note, which has this number.
    pub fn reference_ids(&self, number: usize) -> Vec<String> {
        (1..=self.references).map(|nth| reference_id(number, nth)).collect()
    }
}
