//! Finding marked words again in a text that may have changed since: first where they stood, then by quotation, white space
//! aside. Nothing is guessed by likeness; what stands nowhere any more is said to.

use std::ops::Range;

/// A text prepared for finding quotations in it.
pub(crate) struct Places<'t> {
    text: &'t str,
    /// Bytes at which characters begin, and the text's length.
    offsets: Vec<usize>,
    /// The text with each run of white space as one space.
    collapsed: String,
    /// For each byte of that, where it comes from.
    origins: Vec<usize>,
}

/// Where marked words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// In bytes.
    pub(crate) bytes: Range<usize>,
    /// Whether that is elsewhere than where they were marked.
    pub(crate) is_moved: bool,
}

impl<'t> Places<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut collapsed, mut origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && collapsed.ends_with(' ') {
                continue;
            }
            collapsed.push(c);
            origins.extend(at..at + c.len_utf8());
        }
        origins.push(text.len());
        Self { text, offsets, collapsed, origins }
    }

    /// The characters of a place, counted from 0, the end excluded.
    pub(crate) fn characters(&self, bytes: &Range<usize>) -> Range<usize> {
        self.offsets.partition_point(|at| *at < bytes.start)..self.offsets.partition_point(|at| *at < bytes.end)
    }

    /// The words that stood at these characters when they were marked: there still, or nearest to there.
    pub(crate) fn find(&self, words: &str, characters: Option<&Range<usize>>) -> Option<Place> {
        let words = collapse(words);
        let there = characters.and_then(|at| Some(*self.offsets.get(at.start)?..*self.offsets.get(at.end)?));
        if let Some(there) = there.clone().filter(|there| there.start <= there.end)
            && collapse(&self.text[there.clone()]) == words
        {
            return Some(Place { bytes: there, is_moved: false });
        }
        let start = there.map_or(0, |there| there.start);
        let found = self.within(&words, 0..self.text.len());
        let nearest = found.into_iter().min_by_key(|place| place.start.abs_diff(start))?;
        Some(Place { bytes: nearest, is_moved: true })
    }

    /// The first occurrence of words inside a place.
    pub(crate) fn inside(&self, words: &str, place: &Range<usize>) -> Option<Range<usize>> {
        self.within(&collapse(words), place.clone()).into_iter().next()
    }

    /// Whether the words begin and end where words do: 354 does not stand in 1354.
    fn is_at_borders(&self, found: &Range<usize>) -> bool {
        let inside = |left: Option<char>, right: Option<char>| {
            left.zip(right).is_some_and(|(left, right)| left.is_alphanumeric() && right.is_alphanumeric())
        };
        let (before, words, after) = (&self.text[..found.start], &self.text[found.clone()], &self.text[found.end..]);
        !inside(before.chars().next_back(), words.chars().next())
            && !inside(words.chars().next_back(), after.chars().next())
    }

    fn within(&self, words: &str, place: Range<usize>) -> Vec<Range<usize>> {
        if words.is_empty() {
            return Vec::new();
        }
        let origin = |(at, found): (usize, &str)| {
            let last = found.chars().next_back().map_or(0, char::len_utf8);
            let last_start = self.origins[at + found.len() - last];
            let end = last_start + self.text[last_start..].chars().next().map_or(0, char::len_utf8);
            self.origins[at]..end
        };
        let found = self.collapsed.match_indices(words).map(origin);
        let lies_there = |found: &Range<usize>| place.start <= found.start && found.end <= place.end;
        found.filter(|found| lies_there(found) && self.is_at_borders(found)).collect()
    }
}

fn collapse(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, at: Range<usize>, expected: Option<(&str, usize, bool)>) {
        let found = Places::of(text).find(words, Some(&at));
        let told = found.map(|place| (text[place.bytes.clone()].to_owned(), place.bytes.start, place.is_moved));
        assert_eq!(told, expected.map(|(words, start, moved)| (words.to_owned(), start, moved)));
    }

    #[test]
    fn words_are_found_where_they_stood_or_nearest_to_there() {
        check("Один. Two\nthree.", "Two three.", 6..16, Some(("Two\nthree.", 10, false)));
        check("New. One. Two.", "One.", 0..4, Some(("One.", 5, true)));
        check("A. B. A. C. A.", "A.", 7..9, Some(("A.", 6, true)));
        check("It was mended.", "It was broken.", 0..14, None);
        check("In 1354 there were 354.", "354", 3..6, Some(("354", 19, true)));
        check("Short", "A long sentence", 90..99, None);
    }

    #[test]
    fn characters_are_counted_as_a_person_counts_them() {
        let places = Places::of("Да. Два.");
        assert_eq!(places.characters(&(6..13)), 4..8);
        assert_eq!(places.inside("Два", &(6..13)), Some(6..12));
    }
}
