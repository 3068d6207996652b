//! One ledger entry for people: what it is, who wrote it when, what covers it, and the record field by field.

use super::Readable;
use firsthand_archive::{EntryBytes, EntryView, Hold, Recorded, WasAt};
use serde_json::Value;

impl Readable for EntryView {
    fn lines(&self) -> Vec<String> {
        let mut lines = match (&self.recorded, self.erased_by) {
            (Some(recorded), _) => head_lines(self.entry, recorded),
            (None, Some(by)) => vec![format!(
                "Entry {}: erased by entry {by}. What it held is gone; its place and digest stay.",
                self.entry
            )],
            (None, None) => vec![format!("Entry {}", self.entry)],
        };
        lines.push(format!("   digest      {}", self.digest));
        lines.push(format!("   batch       entries {} to {}, written together", self.batch.0, self.batch.1));
        lines.push(format!(
            "   checkpoint  covered by every one over {} entries or more; over {}: root {}",
            self.covered_since.entries, self.covered_since.entries, self.covered_since.root
        ));
        lines.push(format!(
            "               the case's own is over {} entries, root {}",
            self.covered_by.entries, self.covered_by.root
        ));
        lines.extend(self.recorded.iter().flat_map(|recorded| recorded.rests_on.iter().flat_map(bytes_lines)));
        lines.extend(self.recorded.iter().flat_map(record_lines));
        lines
    }
}

fn head_lines(entry: u64, recorded: &Recorded) -> Vec<String> {
    let id = recorded.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
    let or_none = |version: Option<u64>, none: &str| version.map_or_else(|| none.into(), |seq| format!("entry {seq}"));
    let first = if recorded.version == 1 { "none, this is the first" } else { "not in the ledger any more" };
    let mut lines = vec![
        format!("Entry {entry}: {}{id}, version {}", recorded.kind.replace('_', " "), recorded.version),
        format!("   written     {} by {}", recorded.at, recorded.author),
    ];
    lines.extend(recorded.from.as_ref().map(|from| format!("   from        {}", place(from))));
    lines.push(format!("   before it   {}", or_none(recorded.version_before, first)));
    lines.push(format!("   after it    {}", or_none(recorded.version_after, "none, this version stands")));
    lines.push(format!("   entity      {}", recorded.entity));
    lines
}

/// `events.csv, row 15`.
fn place(from: &Value) -> String {
    let file = from["file"].as_str().unwrap_or("-");
    from["row"].as_u64().map_or_else(|| file.to_owned(), |row| format!("{file}, row {row}"))
}

/// `   rests on    statements.csv: sha256:…`, and where the bytes lie.
fn bytes_lines(bytes: &EntryBytes) -> Vec<String> {
    let digest = bytes.sha256.as_deref().unwrap_or("digest not known");
    let lies = match (bytes.hold, &bytes.file) {
        (Hold::Held, Some(file)) => format!("in the case as {}", file.display()),
        (Hold::Held, None) => "in the case".into(),
        (Hold::Referenced, _) => "not held: cited by its place".into(),
        (Hold::Erased, _) => "erased".into(),
    };
    let mut lines = vec![format!("   rests on    {}: {digest}", bytes.of), format!("               {lies}")];
    lines.extend(bytes.was_at.iter().flat_map(was_at_lines));
    lines
}

/// `               was at: https://…`, and how it is had, what of it was read, and where in it the words stand.
fn was_at_lines(was_at: &WasAt) -> Vec<String> {
    let named = [("to be had", &was_at.access_note), ("read of it", &was_at.read_part), ("in it at", &was_at.locator)];
    let told = named.iter().filter_map(|(name, text)| Some((*name, text.as_ref()?)));
    let lines = was_at.urls.iter().map(|url| ("was at", url)).chain(told);
    lines.map(|(name, text)| format!("               {name}: {text}")).collect()
}

/// A line for each field that has a value.
fn record_lines(recorded: &Recorded) -> Vec<String> {
    let mut lines = vec![String::new()];
    match &recorded.record {
        Value::Object(fields) => {
            let filled = fields.iter().filter(|(_, value)| !value.is_null());
            lines.extend(filled.flat_map(|(name, value)| field_lines(name, &in_words(value))));
        }
        other => lines.push(format!("   {}", in_words(other))),
    }
    lines
}

/// The value of a field; where it goes on in another line that stands further in than any field.
fn field_lines(name: &str, value: &str) -> Vec<String> {
    let mut lines = value.split('\n');
    let first = format!("   {name}: {}", lines.next().unwrap_or_default());
    std::iter::once(first).chain(lines.map(|line| format!("      {line}"))).collect()
}

fn in_words(value: &Value) -> String {
    let is_plain = |value: &Value| !value.is_array() && !value.is_object();
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) if all.iter().all(is_plain) => all.iter().map(in_words).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
