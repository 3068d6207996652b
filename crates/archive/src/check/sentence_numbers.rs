//! Whole numbers that a sentence names in digits, with the marks that languages put between thousands. What they count is not
//! decided here; clock times, decimals, shares and numbers inside a word are none. Numbers written out are in `number_words`.

/// One number of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// The number.
    pub(crate) value: i64,
    /// Whether it alone tells what is spoken of: small ones and what may be a year stand in many sentences.
    pub(crate) is_telling: bool,
}

/// Smaller numbers are days, hours, ranks and ages in most sentences.
const SMALLEST_TELLING: i64 = 32;
/// Four digits of these, without a mark, may be a year.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// The numbers of a sentence, in order, each once. Where a space may part thousands or two numbers, all three are among them.
pub(crate) fn numbers(sentence: &str) -> Vec<Number> {
    let chars: Vec<char> = sentence.chars().collect();
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run = Run::at(&chars, at);
        if run.length == 0 {
            at += 1;
            continue;
        }
        for number in run.numbers(&chars) {
            if !found.iter().any(|known| known.value == number.value) {
                found.push(number);
            }
        }
        at = run.start + run.length;
    }
    found
}

/// Digits and the marks between them, from one place on.
struct Run {
    start: usize,
    length: usize,
    /// The groups of digits, each with the mark before it.
    groups: Vec<(Option<char>, String)>,
}

impl Run {
    fn at(chars: &[char], start: usize) -> Run {
        let mut run = Run { start, length: 0, groups: Vec::new() };
        let digits = |from: usize| -> String { chars[from..].iter().take_while(|c| c.is_ascii_digit()).collect() };
        let first = digits(start);
        if first.is_empty() {
            return run;
        }
        run.length = first.len();
        run.groups.push((None, first));
        while let Some(mark) = chars.get(start + run.length).copied().filter(|mark| is_mark(*mark)) {
            let next = digits(start + run.length + 1);
            let is_spaced_number =
                mark == ' ' && (next.len() != 3 || run.groups.last().is_some_and(|last| last.1.len() > 3));
            if next.is_empty() || is_spaced_number {
                break;
            }
            run.length += 1 + next.len();
            run.groups.push((Some(mark), next));
        }
        run
    }

    fn numbers(&self, chars: &[char]) -> Vec<Number> {
        let before = self.start.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(self.start + self.length).copied();
        let is_joined =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/' | '%' | '_' | '+'));
        let is_share = after == Some(' ') && chars.get(self.start + self.length + 1) == Some(&'%');
        if is_joined(before) || is_joined(after) && !self.ends_a_sentence(chars) || is_share {
            return Vec::new();
        }
        let whole = self.thousands().map(|value| number(value, self.groups.len() > 1));
        let is_spaced = self.groups.len() == 2 && self.groups[1].0 == Some(' ');
        let apart = self.groups.iter().filter(|_| is_spaced).filter_map(|(_, digits)| digits.parse().ok());
        whole.into_iter().chain(apart.map(|value| number(value, false))).collect()
    }

    /// A colon before words: «these were 354: all of them».
    fn ends_a_sentence(&self, chars: &[char]) -> bool {
        let end = self.start + self.length;
        chars.get(end) == Some(&':') && chars.get(end + 1).is_none_or(|c| !c.is_ascii_digit())
    }

    /// The number, if it has no marks or these part thousands; decimals, dates and versions have none.
    fn thousands(&self) -> Option<i64> {
        let marks: Vec<Option<char>> = self.groups[1..].iter().map(|(mark, _)| *mark).collect();
        let is_even = marks.windows(2).all(|two| two[0] == two[1]);
        let is_grouped = self.groups.len() == 1
            || self.groups[0].1.len() <= 3 && self.groups[1..].iter().all(|(_, digits)| digits.len() == 3);
        let digits: String = self.groups.iter().map(|(_, digits)| digits.as_str()).collect();
        if is_even && is_grouped { digits.parse().ok() } else { None }
    }
}

/// A number with whether it tells what is spoken of; `has_mark` says that thousands were parted, as of a year they are not.
pub(crate) fn number(value: i64, has_mark: bool) -> Number {
    Number { value, is_telling: value >= SMALLEST_TELLING && (has_mark || !YEARS.contains(&value)) }
}

/// What stands between thousands: a comma, a point, an apostrophe, or a space of any width.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[track_caller]
    fn check(sentence: &str, expected: &[i64]) {
        assert_eq!(numbers(sentence).iter().map(|number| number.value).collect::<Vec<_>>(), expected, "{sentence}");
    }

    #[test]
    fn thousands_are_read_in_the_forms_in_which_they_are_written() {
        for written in ["1128", "1,128", "1.128", "1'128", "1\u{a0}128", "1\u{202f}128"] {
            check(&format!("There were {written} people."), &[1128]);
        }
        check("There were 1 128 people.", &[1128, 1, 128]);
        check("It cost 1,128,000.", &[1_128_000]);
        check("354, said one; 120-400, said others.", &[354, 120, 400]);
        check("These were 354: all of them.", &[354]);
    }

    #[test]
    fn clock_times_decimals_shares_and_parts_of_words_are_no_numbers() {
        check("At 13:05 on 3.9.2004, 3.5 of 70 % and 20% in A4 and Q01.", &[]);
        check("In 2004 120 came.", &[2004, 120]);
        check("12,34 and 1,23,456", &[]);
    }

    #[test]
    fn years_and_small_numbers_tell_nothing_alone() {
        let telling = |text: &str| numbers(text).iter().map(|number| number.is_telling).collect::<Vec<_>>();
        assert_eq!(telling("On 3 September 2004 there were 2,004 of 354."), [false, false, true]);
        assert_eq!(telling("On 3 September there were 2,004 of 354."), [false, true, true]);
    }
}
