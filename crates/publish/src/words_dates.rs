//! Dates and times for readers, with the precision they have. Parsing and comparing them is in `model` and `perspective`.

use crate::furniture::Words;

/// A date or interval in EDTF as a reader reads it: `3 September 2004, 13:05`, `about August 2004`, `until 2 September 2004`.
/// What is not understood is shown as written.
pub fn date(words: &Words, edtf: &str) -> String {
    match edtf.split_once('/') {
        Some((from, to)) => interval(words, from, to),
        None => single(words, edtf),
    }
}

/// From the earlier to the later of two dates, in one phrase; either may be open.
pub fn between(words: &Words, earliest: Option<&str>, latest: Option<&str>) -> Option<String> {
    match (earliest, latest) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(date(words, from)),
        (from, to) => Some(interval(words, from.unwrap_or(".."), to.unwrap_or(".."))),
    }
}

fn interval(words: &Words, from: &str, to: &str) -> String {
    let open = |end: &str| end.is_empty() || end == "..";
    match (open(from), open(to)) {
        (true, true) => words.t("common.any_time"),
        (true, false) => words.fill("common.until", &[("when", &single(words, to))]),
        (false, true) => words.fill("common.from_on", &[("when", &single(words, from))]),
        (false, false) => span(words, from, to),
    }
}

/// Two ends that share month or day are written once: `1–3 September 2004`, `3 September 2004, 13:00–13:05`.
fn span(words: &Words, from: &str, to: &str) -> String {
    match (Parts::read(from), Parts::read(to)) {
        (Some(a), Some(b)) if a.marks.is_empty() && b.marks.is_empty() => match () {
            () if a.same_day(&b) && a.time.is_some() && b.time.is_some() => {
                format!("{}, {}–{}", a.day_text(words), a.clock(), b.clock())
            }
            () if a.same_month(&b) && a.day.is_some() && b.day.is_some() && a.time.is_none() && b.time.is_none() => {
                format!("{}–{}", a.day.unwrap_or(0), b.day_text(words))
            }
            () => format!("{} – {}", single(words, from), single(words, to)),
        },
        _ => format!("{} – {}", single(words, from), single(words, to)),
    }
}

fn single(words: &Words, edtf: &str) -> String {
    let Some(parts) = Parts::read(edtf) else { return edtf.to_owned() };
    let text = match &parts.time {
        Some(_) => format!("{}, {}", parts.day_text(words), parts.clock()),
        None => parts.day_text(words),
    };
    match parts.marks.as_str() {
        "~" => words.fill("common.about_date", &[("when", &text)]),
        "?" => words.fill("common.doubtful_date", &[("when", &text)]),
        "%" | "?~" | "~?" => words.fill("common.about_doubtful_date", &[("when", &text)]),
        _ => text,
    }
}

/// The clock time of a date-time, or none: `13:05`.
pub fn clock(edtf: &str) -> Option<String> {
    Parts::read(edtf).filter(|parts| parts.time.is_some()).map(|parts| parts.clock())
}

/// The day without the time, short and sortable, as the drawings print it: `2004-09-03`.
pub fn short(edtf: &str) -> String {
    let plain = |end: &str| end.split('T').next().unwrap_or(end).to_owned();
    match edtf.split_once('/') {
        Some((from, to)) => format!("{}/{}", plain(from), plain(to)),
        None => plain(edtf),
    }
}

struct Parts<'a> {
    year: &'a str,
    month: Option<usize>,
    day: Option<u32>,
    time: Option<&'a str>,
    marks: String,
}

impl<'a> Parts<'a> {
    fn read(edtf: &'a str) -> Option<Self> {
        let core = edtf.trim_end_matches(['~', '?', '%']);
        let marks = edtf[core.len()..].to_owned();
        let (date, time) = core.split_once('T').map_or((core, None), |(date, time)| (date, Some(time)));
        let mut fields = date.splitn(3, '-');
        let year = fields.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
        let month = fields.next().map(str::parse::<usize>).transpose().ok()?;
        let day = fields.next().map(str::parse::<u32>).transpose().ok()?;
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        Some(Parts { year, month, day, time, marks })
    }

    fn same_month(&self, other: &Parts) -> bool {
        self.year == other.year && self.month == other.month
    }

    fn same_day(&self, other: &Parts) -> bool {
        self.same_month(other) && self.day == other.day
    }

    fn day_text(&self, words: &Words) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day} {} {}", words.t(&format!("common.of_month{month}")), self.year),
            (Some(month), None) => format!("{} {}", words.t(&format!("common.month{month}")), self.year),
            _ => self.year.to_owned(),
        }
    }

    fn clock(&self) -> String {
        let time = self.time.unwrap_or_default().split(['+', '-', 'Z']).next().unwrap_or_default();
        time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time).to_owned()
    }
}

/// The day of clock times, and by which clock. Where the case states no offset none is claimed: times stand as they were noted.
pub fn day_note(words: &Words, day: &str, offset: Option<&str>) -> String {
    match offset {
        Some(offset) => words.fill("question.day_note", &[("day", &day), ("offset", &offset)]),
        None => words.fill("question.day_note_plain", &[("day", &day)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    #[track_caller]
    fn check(lang: &str, edtf: &str, expected: &str) {
        let furniture = Furniture::load().unwrap();
        assert_eq!(date(&furniture.words(lang), edtf), expected);
    }

    #[test]
    fn a_day_is_written_out() {
        check("en", "2004-09-03", "3 September 2004");
        check("ru", "2004-09-03", "3 сентября 2004");
        check("ru", "2004-09", "сентябрь 2004");
    }

    #[test]
    fn a_clock_time_keeps_only_what_was_said() {
        check("en", "2004-09-03T13:05:00+04:00", "3 September 2004, 13:05");
        check("en", "2004-09-03T13:05:20+04:00", "3 September 2004, 13:05:20");
    }

    #[test]
    fn intervals_share_what_they_can() {
        check("en", "2004-09-01/2004-09-03", "1–3 September 2004");
        check("en", "2004-08/2004-09-03", "August 2004 – 3 September 2004");
        check("en", "../2004-09-02", "until 2 September 2004");
    }

    #[test]
    fn doubt_is_said_in_words() {
        check("en", "2004~", "about 2004");
        check("en", "spring 2004", "spring 2004");
    }
}
