//! The small marks of a hearing day: dates, clock times, oath lines, links, attributes of its HTML.
//! Each is a function from text to a value; none fails, all may find nothing.

use jiff::civil::Date;

/// The day at the beginning of a title, `18 October 2022 – Name`, as EDTF.
pub(super) fn date(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().take(3).collect();
    Date::strptime("%d %B %Y", words.join(" ")).ok().map(|day| day.to_string())
}

/// Milliseconds since midnight of a note that is a clock time: `10.00 am`.
pub(super) fn clock(note: &str) -> Option<i64> {
    let (time, half) = note.trim().rsplit_once(' ')?;
    let (hour, minute) = time.trim().split_once(['.', ':'])?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    let noon = match half {
        "am" => 0,
        "pm" => 12,
        _ => return None,
    };
    ((1..=12).contains(&hour) && (0..60).contains(&minute)).then(|| ((hour % 12 + noon) * 60 + minute) * 60_000)
}

/// Who was put under oath, and how.
pub(super) struct Oath {
    /// The full name as it stands there.
    pub name: String,
    /// `sworn` or `affirmed`; nothing where the line only says that it goes on.
    pub form: Option<String>,
    /// Whether the oath was taken on an earlier day.
    pub continued: bool,
}

/// Reads `NAME (sworn).`; nothing where the brackets hold something else.
pub(super) fn oath(line: &str) -> Option<Oath> {
    let (name, rest) = line.split_once('(')?;
    let said = rest.split_once(')')?.0.to_lowercase();
    let words: Vec<&str> = said.split(|mark: char| !mark.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let form = words.iter().find(|word| matches!(**word, "sworn" | "affirmed")).map(|word| (*word).to_owned());
    let continued = words.contains(&"continued");
    (form.is_some() || continued).then(|| Oath { name: name.trim().to_owned(), form, continued })
}

/// The values of an attribute in a piece of HTML.
pub(super) fn attributes<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let marker = format!("{name}=\"");
    let length = marker.len();
    html.match_indices(&marker)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(move |at| html[at + length..].split('"').next())
}

/// A text with its links as their words alone, and each link's words and address.
pub(super) fn without_links(text: &str) -> (String, Vec<(String, String)>) {
    let (mut out, mut links, mut rest) = (String::with_capacity(text.len()), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('`') {
        out.push_str(before);
        match link(after) {
            Some((label, address, length)) => {
                out.push_str(label);
                links.push((label.to_owned(), address.to_owned()));
                rest = &after[length..];
            }
            None => {
                out.push('`');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    (out, links)
}

/// Words, address and length of ``words <address>`_``, begun after its first mark.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let end = text.find("`_")?;
    let (label, address) = text[..end].rsplit_once(" <")?;
    let address = address.strip_suffix('>')?;
    (!address.contains(['<', '`'])).then(|| (label, address, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_marks_are_read_with_and_without_a_stray_space() {
        assert_eq!(clock("10.00 am"), Some(36_000_000));
        assert_eq!(clock(" 12.57 pm"), Some((12 * 60 + 57) * 60_000));
        assert_eq!(clock("12.05 am"), Some(5 * 60_000));
        assert_eq!(clock("A short break"), None);
        assert_eq!(clock("13.00 pm"), None);
    }

    #[test]
    fn oaths_say_how_and_whether_they_go_on() {
        let read = |line| oath(line).map(|oath| (oath.name, oath.form, oath.continued));
        assert_eq!(read("A WITNESS (sworn)."), Some(("A WITNESS".into(), Some("sworn".into()), false)));
        assert_eq!(read("A WITNESS (continued)."), Some(("A WITNESS".into(), None, true)));
        assert_eq!(read("A witness (he laughs)."), None);
    }

    #[test]
    fn a_link_leaves_its_words_and_gives_its_address() {
        let (text, links) = without_links("see `WITN1 <https://a.example/x>`_, not `this`.");
        assert_eq!(text, "see WITN1, not `this`.");
        assert_eq!(links, [("WITN1".to_owned(), "https://a.example/x".to_owned())]);
    }

    #[test]
    fn the_day_is_the_titles_beginning() {
        assert_eq!(date("18 October 2022 – A Witness"), Some("2022-10-18".into()));
        assert_eq!(date("31 February 2022 – A Witness"), None);
    }
}
