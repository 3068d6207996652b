//! Hits for people: what it is and where, who says it and when, and the words with those that were met marked.

use super::transcript::clock;
use super::{Readable, plain};
use firsthand_archive::{Facet, Found, Hit};
use std::io::IsTerminal;

/// Values of a facet that are shown.
const VALUES_SHOWN: usize = 12;
const MARK: &str = "\u{1b}[1m";
const UNMARK: &str = "\u{1b}[0m";

impl Readable for Found {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.notes.iter().map(|note| plain(&format!("note: {note}"))).collect();
        lines.push(plain(&format!("{} found for {}", self.total, self.query)));
        lines.extend(self.hits.iter().flat_map(hit_lines));
        let shown = self.offset + self.hits.len();
        if self.total > shown as u64 && !self.hits.is_empty() {
            lines.push(format!("{} more: --offset {shown}", self.total - shown as u64));
        }
        lines.extend(self.facets.iter().filter(|facet| !facet.values.is_empty()).flat_map(facet_lines));
        lines
    }

    fn is_plain(&self) -> bool {
        true
    }
}

fn hit_lines(hit: &Hit) -> Vec<String> {
    let time = hit.start_ms.map(clock);
    let place = hit.locator.clone().filter(|_| time.is_none());
    let entry = hit.entry.map(|entry| format!("entry {entry}"));
    let source = hit.source.clone().filter(|source| *source != hit.id);
    let unsourced = hit.is_unsourced.then(|| "no source names it".to_owned());
    let about: Vec<String> =
        [hit.speaker.clone(), source, hit.said.clone(), time, place, unsourced, entry].into_iter().flatten().collect();
    let head = plain(&format!("{} {}  {}", hit.kind, hit.id, about.join(", ")));
    vec![head, format!("    {}", text(hit))]
}

/// The words, those that were met in bold on a terminal.
fn text(hit: &Hit) -> String {
    if !std::io::stdout().is_terminal() {
        return words(&hit.text);
    }
    let (mut text, mut end) = (String::new(), 0);
    for (start, stop) in hit.marks.iter().copied() {
        let (Some(before), Some(word)) = (hit.text.get(end..start), hit.text.get(start..stop)) else { continue };
        text.extend([&words(before), MARK, &words(word), UNMARK].map(str::to_owned));
        end = stop;
    }
    text + &words(hit.text.get(end..).unwrap_or_default())
}

/// Words of a text of several lines, in one.
fn words(text: &str) -> String {
    plain(&text.replace('\n', " "))
}

fn facet_lines(facet: &Facet) -> Vec<String> {
    let values = facet.values.iter().take(VALUES_SHOWN).map(|(value, count)| plain(&format!("    {count:>6} {value}")));
    let mut lines: Vec<String> = [format!("{}:", facet.filter)].into_iter().chain(values).collect();
    if facet.values.len() > VALUES_SHOWN {
        lines.push(format!("           and {} more", facet.values.len() - VALUES_SHOWN));
    }
    lines
}
