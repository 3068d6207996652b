//! Whole numbers that a sentence writes out, in English and in Russian: cardinals up to the thousands, Russian ones in nominative,
//! genitive and accusative. Ordinals, years said in two halves, shares and millions are none; numbers in digits are in `sentence_numbers`.

use crate::check::sentence_numbers::{Number, number};
use firsthand_text::{Token, tokens};

/// What a word does to the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// One to nine.
    Unit(i64),
    /// Ten to nineteen.
    Teen(i64),
    /// Twenty to ninety.
    Tens(i64),
    /// A Russian word for several hundred.
    Hundreds(i64),
    /// Hundred, after how many.
    Hundred,
    /// Thousand, after how many.
    Thousand,
    /// Thousand, which also stands for one of them.
    OneThousand,
}
use Step::{Hundred, Hundreds, OneThousand, Teen, Tens, Thousand, Unit};

/// Each word with its forms, folded.
const STEPS: &[(&str, Step)] = &[
    ("one один одна одно одну одного одной", Unit(1)),
    ("two два две двух", Unit(2)),
    ("three три трех", Unit(3)),
    ("four четыре четырех", Unit(4)),
    ("five пять пяти", Unit(5)),
    ("six шесть шести", Unit(6)),
    ("seven семь семи", Unit(7)),
    ("eight восемь восьми", Unit(8)),
    ("nine девять девяти", Unit(9)),
    ("ten десять десяти", Teen(10)),
    ("eleven одиннадцать одиннадцати", Teen(11)),
    ("twelve двенадцать двенадцати", Teen(12)),
    ("thirteen тринадцать тринадцати", Teen(13)),
    ("fourteen четырнадцать четырнадцати", Teen(14)),
    ("fifteen пятнадцать пятнадцати", Teen(15)),
    ("sixteen шестнадцать шестнадцати", Teen(16)),
    ("seventeen семнадцать семнадцати", Teen(17)),
    ("eighteen восемнадцать восемнадцати", Teen(18)),
    ("nineteen девятнадцать девятнадцати", Teen(19)),
    ("twenty двадцать двадцати", Tens(20)),
    ("thirty тридцать тридцати", Tens(30)),
    ("forty сорок сорока", Tens(40)),
    ("fifty пятьдесят пятидесяти", Tens(50)),
    ("sixty шестьдесят шестидесяти", Tens(60)),
    ("seventy семьдесят семидесяти", Tens(70)),
    ("eighty восемьдесят восьмидесяти", Tens(80)),
    ("ninety девяносто девяноста", Tens(90)),
    ("сто ста", Hundreds(100)),
    ("двести двухсот", Hundreds(200)),
    ("триста трехсот", Hundreds(300)),
    ("четыреста четырехсот", Hundreds(400)),
    ("пятьсот пятисот", Hundreds(500)),
    ("шестьсот шестисот", Hundreds(600)),
    ("семьсот семисот", Hundreds(700)),
    ("восемьсот восьмисот", Hundreds(800)),
    ("девятьсот девятисот", Hundreds(900)),
    ("hundred", Hundred),
    ("thousand тысячи тысяч", Thousand),
    ("тысяча тысячу", OneThousand),
];

/// What makes a number before it none, or another one: ordinals, shares, and what it is so many of.
const OTHERS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth \
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth \
    ninetieth hundredth thousandth hundreds thousands million millions billion billions dozen dozens percent per процент процента \
    процентов миллион миллиона миллионов миллиард миллиарда миллиардов";
/// How Russian ordinals begin.
const ORDINALS: &str = "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат \
    шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат сороков сот тысячн";
/// How they end.
const ENDINGS: &str = "ый ой ий ая ое ые ого ому ым ом ую ых ыми ье ья ью ьи ьего ьей ьему ьим ьем ьих";

/// The numbers of a sentence that are written out, in order.
pub(crate) fn written_numbers(sentence: &str) -> Vec<Number> {
    let words = tokens(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (mut end, value) = one(sentence, &words, at);
        let mut is_number = value > 1;
        // A number beside another is a year said in halves, or one of two that nobody can tell apart.
        while end > at && is_beside(sentence, &words, end) && step(&words, end).is_some() {
            is_number = false;
            end = one(sentence, &words, end).0.max(end + 1);
        }
        let is_other = is_beside(sentence, &words, end) && words.get(end).is_some_and(|word| is_other(&word.text));
        if is_number && !is_other {
            found.push(number(value, false));
        }
        at = end.max(at + 1);
    }
    found
}

/// The longest number from one word on: the word behind it, and its value, 0 where there is none.
fn one(sentence: &str, words: &[Token], start: usize) -> (usize, i64) {
    let mut sum = Sum::default();
    let mut at = start;
    let is_article = words[start].text == "a" && matches!(step(words, start + 1), Some(Hundred | Thousand));
    if is_article && is_beside(sentence, words, start + 1) {
        sum.below = 1;
        at += 1;
    }
    while let Some(next) = step(words, at).filter(|_| at == start || is_beside(sentence, words, at)) {
        if !sum.add(next) {
            break;
        }
        at += 1;
        let is_joined = words.get(at).is_some_and(|word| word.text == "and") && is_beside(sentence, words, at);
        let joins =
            matches!(next, Hundred | Thousand) && matches!(step(words, at + 1), Some(Unit(_) | Teen(_) | Tens(_)));
        if is_joined && joins && is_beside(sentence, words, at + 1) {
            at += 1;
        }
    }
    (at, sum.thousands * 1000 + sum.below)
}

/// A number that is not said to its end.
#[derive(Default)]
struct Sum {
    thousands: i64,
    below: i64,
}

impl Sum {
    /// Whether the word goes on with the number.
    fn add(&mut self, step: Step) -> bool {
        let (tens, units) = (self.below % 100, self.below % 10);
        match step {
            Unit(value) if units == 0 && tens != 10 => self.below += value,
            Teen(value) | Tens(value) if tens == 0 => self.below += value,
            Hundreds(value) if self.below == 0 => self.below = value,
            Hundred if (1..=if self.thousands > 0 { 9 } else { 99 }).contains(&self.below) => self.below *= 100,
            Thousand | OneThousand if self.thousands == 0 && (self.below > 0 || step == OneThousand) => {
                (self.thousands, self.below) = (self.below.max(1), 0);
            }
            _ => return false,
        }
        true
    }
}

fn step(words: &[Token], at: usize) -> Option<Step> {
    let word = words.get(at)?.text.as_str();
    STEPS.iter().find(|(forms, _)| forms.split(' ').any(|form| form == word)).map(|(_, step)| *step)
}

/// Whether nothing but a space or a hyphen parts a word from the one before it.
fn is_beside(sentence: &str, words: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (Some(before), Some(word)) = (words.get(before), words.get(at)) else { return false };
    let between = &sentence[before.end..word.start];
    matches!(between, "-" | "\u{2010}" | "\u{2011}") || !between.is_empty() && between.chars().all(char::is_whitespace)
}

fn is_other(word: &str) -> bool {
    let is_ordinal = |stem: &str| word.strip_prefix(stem).is_some_and(|end| ENDINGS.split(' ').any(|one| one == end));
    OTHERS.split_whitespace().any(|one| one == word) || ORDINALS.split_whitespace().any(is_ordinal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &[i64]) {
        let found: Vec<i64> = written_numbers(sentence).iter().map(|number| number.value).collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn english_cardinals_are_read_up_to_the_thousands() {
        check("Three hundred and fifty-four people were held.", &[354]);
        check("There were three hundred fifty four of them, not a hundred and twenty.", &[354, 120]);
        check("Twelve hundred came, a thousand stayed; one thousand, one hundred left.", &[1200, 1000, 1000, 100]);
        check("One thousand one hundred and twenty-eight", &[1128]);
        check("two hundred and five thousand and forty", &[205_040]);
        check("Thirty-one names, forty or fifty people.", &[31, 40, 50]);
    }

    #[test]
    fn russian_cardinals_are_read_in_three_cases() {
        check("Удерживали триста пятьдесят четыре человека.", &[354]);
        check("Не менее трёхсот пятидесяти четырёх, около ста двадцати.", &[354, 120]);
        check("Тысяча сто двадцать восемь человек; освободили одну тысячу двести.", &[1128, 1200]);
        check("Видели двух, потом тридцать одну женщину и пять тысяч сорок солдат", &[2, 31, 5040]);
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for sentence in [
            "one day no one came; one of them, the second, stayed",
            "in nineteen ninety-six, or nineteen eighty",
            "on the twenty-first, the three hundredth",
            "hundreds of people, several hundred, thousands, a few thousand",
            "fifty percent, fifty per cent, two million, three dozen, fifty-fifty",
            "один из них, однажды, первый, во-вторых",
            "двадцать первого сентября, триста пятьдесят четвёртый, тысячи людей, сотни, десятки тысяч",
            "пятьдесят процентов, три миллиона, двести-триста",
        ] {
            check(sentence, &[]);
        }
    }

    #[test]
    fn a_number_in_words_tells_as_much_as_one_in_digits() {
        let telling = |text: &str| written_numbers(text).iter().map(|number| number.is_telling).collect::<Vec<_>>();
        assert_eq!(telling("three days, three hundred people, two thousand and four"), [false, true, false]);
    }
}
