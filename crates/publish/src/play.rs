//! From a statement to the seconds at which it is said: read off its locator, written as a media fragment, and linked.
//! The page that plays them is in `pages::watch`.

use crate::links::relative;
use crate::recording::Recording;
use crate::site::Site;
use firsthand_model::media_fragment::{Interval, MediaFragment, Npt, Time};
use firsthand_model::{Kind, SourceId, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

/// A link that plays the words of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Play {
    /// The watch page with a fragment, relative.
    pub href: String,
    /// Where it begins and ends, as a reader reads it: `0:32–0:34`.
    pub at: String,
}

/// A stretch of a recording, from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First millisecond.
    pub start_ms: i64,
    /// First millisecond after it, if it is said where it ends.
    pub end_ms: Option<i64>,
}

impl Stretch {
    /// A stretch, without an end that is none.
    pub fn new(start_ms: i64, end_ms: Option<i64>) -> Self {
        Stretch { start_ms, end_ms: end_ms.filter(|end| *end > start_ms) }
    }

    /// The seconds at the head of a locator: `00:00:32.200–00:00:34.910, A02`; nothing where it begins otherwise.
    pub fn of_locator(locator: &str) -> Option<Self> {
        let (start_ms, rest) = clock(locator.trim_start())?;
        let end = rest.trim_start().strip_prefix(['–', '—', '-']).and_then(|rest| clock(rest.trim_start()));
        Some(Self::new(start_ms, end.map(|(end_ms, _)| end_ms)))
    }

    /// The media fragment that names it: `t=32.2,34.91`.
    pub fn fragment(self) -> Option<String> {
        let interval = Interval::new(Some(Npt::of_ms(self.start_ms)?), self.end_ms.and_then(Npt::of_ms))?;
        Some(MediaFragment { time: Some(Time::Npt(interval)), ..MediaFragment::default() }.to_string())
    }

    /// Begin and end as a reader reads them.
    pub fn shown(self) -> String {
        let start = shown(self.start_ms);
        match self.end_ms.map(shown) {
            Some(end) if end != start => format!("{start}–{end}"),
            _ => start,
        }
    }
}

/// A moment as a reader reads it: `0:32`, `1:02:03`.
pub fn shown(ms: i64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `[hours:]minutes:seconds[.fraction]` in milliseconds, and what stands behind it.
fn clock(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !":.".contains(c)).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(['.', ':']);
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let parts: Vec<i64> = whole.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    let (hours, minutes, seconds) = match parts[..] {
        [hours, minutes, seconds] if minutes < 60 => (hours, minutes, seconds),
        [minutes, seconds] => (0, minutes, seconds),
        _ => return None,
    };
    let thousandths = format!("{fraction:0<3}").get(..3)?.parse::<i64>().ok()?;
    let plain = seconds < 60 && hours < 1000 && minutes < 60_000;
    plain.then_some((((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths, &text[end..]))
}

/// Recordings by their own source and by those of their transcripts. Where two share a transcript the first has it.
pub(crate) fn by_source(recordings: &[Recording]) -> BTreeMap<&str, &Recording> {
    let mut found = BTreeMap::new();
    let own = recordings.iter().map(|recording| (&recording.source, recording));
    let of =
        recordings.iter().flat_map(|recording| recording.transcripts.iter().map(move |of| (&of.source, recording)));
    for (source, recording) in own.chain(of) {
        found.entry(SourceId::as_str(source)).or_insert(recording);
    }
    found
}

/// The path of a recording's watch page.
pub(crate) fn watch_target(site: &Site, lang: &str, recording: &Recording) -> Option<String> {
    let source = site.target(lang, Kind::Source, recording.source.as_str())?;
    Some(format!("{}watch/index.html", source.strip_suffix("index.html")?))
}

/// The watch page of what a source is, or is a transcript of.
pub(crate) fn watch_link(site: &Site, from: &str, source: &str) -> Option<String> {
    let target = watch_target(site, site.language_of(from), site.recording(source)?)?;
    Some(relative(from, &target))
}

/// The link that plays a statement's words, where its locator has seconds and its recording goes along in a form that browsers
/// play.
pub(crate) fn play(site: &Site, from: &str, statement: &Statement) -> Option<Play> {
    let stretch = Stretch::of_locator(statement.locator.as_deref()?)?;
    let source = statement.source.as_ref()?.as_str();
    let page =
        watch_link(site, from, source).filter(|_| site.recording(source).is_some_and(|one| one.file.form.plays()))?;
    Some(Play { href: format!("{page}#{}", stretch.fragment()?), at: stretch.shown() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locator: &str, fragment: Option<&str>) {
        assert_eq!(Stretch::of_locator(locator).and_then(Stretch::fragment).as_deref(), fragment, "{locator}");
    }

    #[test]
    fn seconds_are_read_off_the_head_of_a_locator() {
        check("00:00:32.200–00:00:34.910", Some("t=32.2,34.91"));
        check("00:00:32.200–00:00:34.910, A02", Some("t=32.2,34.91"));
        check("1:02:03 - 1:02:05.5", Some("t=3723,3725.5"));
        check("12:05", Some("t=725"));
        check("0:40–0:30", Some("t=40"));
    }

    #[test]
    fn other_locators_have_none() {
        for locator in ["page 12", "", "13", "§ 10:20", "12:99", "page 3, 12:05", "2004-09-03"] {
            check(locator, None);
        }
    }

    #[test]
    fn moments_are_short() {
        assert_eq!(Stretch::new(32_200, Some(34_910)).shown(), "0:32–0:34");
        assert_eq!(Stretch::new(3_723_000, None).shown(), "1:02:03");
    }
}
