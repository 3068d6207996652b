//! The one sentence under a question that a tired reader understands: computed from the main scope, never a verdict.

use super::measure::{high_key, low_key, reach};
use crate::furniture::Words;
use crate::pages::standing;
use crate::site::Site;
use crate::words::capital;
use crate::words_answers::value;
use crate::words_dates::date;
use firsthand_model::board::{Scope, ScopedAnswer};
use firsthand_model::{Answer, AnswerType, BasisFamily, Bound, Question};

/// Options named in the sentence before it says how many more there are.
const OPTIONS_NAMED: usize = 6;

/// The sentences under the title.
pub fn lead(site: &Site, lang: &str, question: &Question, scope: Option<&Scope>) -> String {
    let words = site.words(lang);
    let Some(scope) = scope.filter(|scope| !scope.answers.is_empty()) else {
        return words.t("question.nothing_gathered_long");
    };
    // What its own speaker corrects is shown below, and is no figure of today.
    let mut stands = scope.clone();
    stands.answers.retain(|scoped| scoped.corrected_by.is_none());
    let scope = &stands;
    let mut parts: Vec<String> = standing::asked_of(site, lang, question)
        .map(|of| words.fill("question.lead_of", &[("scope", &of.text)]))
        .into_iter()
        .collect();
    parts.push(opening(site, &words, scope));
    match scope.answer_type {
        AnswerType::Count => parts.extend(figures(site, lang, scope)),
        AnswerType::Time => parts.extend(times(site, lang, scope)),
        AnswerType::Text => {}
        _ => parts.extend(options(site, lang, question, scope)),
    }
    // A range is not broken at its dash.
    parts.join(" ").replace('–', "\u{2060}–\u{2060}")
}

/// The families of which the sentence speaks, in its order.
const FAMILIES: [BasisFamily; 3] = [BasisFamily::Official, BasisFamily::FirstHand, BasisFamily::Inquiry];

fn opening(site: &Site, words: &Words, scope: &Scope) -> String {
    let given = scope.answers.iter().filter(|scoped| scoped.stance.is_answer());
    let given: Vec<&str> = given.map(|scoped| scoped.statement.as_str()).collect();
    let speakers = standing::speakers(site, given.iter().copied());
    let key = match scope.answer_type {
        AnswerType::Count => "question.lead_figures",
        AnswerType::Time => "question.lead_times",
        AnswerType::Text => "question.lead_texts",
        _ => "question.lead_answers",
    };
    words.count_fill(
        key,
        given.len(),
        &[
            ("n_word", &capital(&words.spelled(given.len()))),
            (
                "speakers",
                &words.count_fill("question.from_speakers", speakers, &[("n_word", &words.spelled(speakers))]),
            ),
        ],
    )
}

/// A sentence for each family that speaks; where none of them does, one on all figures.
fn figures(site: &Site, lang: &str, scope: &Scope) -> Vec<String> {
    let by_family = FAMILIES.iter().filter_map(|family| {
        let told: Vec<&ScopedAnswer> = scope.answers.iter().filter(|scoped| scoped.basis.family() == *family).collect();
        let name = family.word();
        change(site, lang, *family, &told).or_else(|| spanned(site, lang, name, told))
    });
    let sentences: Vec<String> = by_family.collect();
    match sentences.is_empty() {
        true => spanned(site, lang, "all", scope.answers.iter().collect()).into_iter().collect(),
        false => sentences,
    }
}

/// The span of what some speakers said, in the words for them.
fn spanned(site: &Site, lang: &str, name: &str, mut told: Vec<&ScopedAnswer>) -> Option<String> {
    let words = site.words(lang);
    let text = |scoped: &ScopedAnswer| {
        site.answer(scoped.answer.as_str()).map(|a| value(site, lang, a, scoped.about_assumed).text)
    };
    let key = |form: &str| format!("question.lead_{name}_{form}");
    if told.len() == 1 {
        return Some(words.fill(&key("one"), &[("value", &text(told[0])?)]));
    }
    told.sort_by_key(|scoped| (low_key(scoped), high_key(scoped)));
    let (low, high) = (told.first()?, told.iter().max_by_key(|scoped| reach(site, scoped))?);
    let (low, high) = (end(site, lang, low, false)?, end(site, lang, high, true)?);
    let form = if low == high { "one" } else { "range" };
    Some(words.fill(&key(form), &[("value", &low), ("low", &low), ("high", &high)]))
}

/// For officials: the first and the last figure with their dates, where the dates are known and the figures differ.
fn change(site: &Site, lang: &str, family: BasisFamily, told: &[&ScopedAnswer]) -> Option<String> {
    if family != BasisFamily::Official {
        return None;
    }
    let words = site.words(lang);
    let said = |scoped: &ScopedAnswer| site.statement(scoped.statement.as_str())?.statement.stated_edtf.clone();
    let mut dated: Vec<(String, &ScopedAnswer)> =
        told.iter().filter_map(|scoped| Some((said(scoped)?, *scoped))).collect();
    dated.sort_by(|a, b| (&a.0, low_key(a.1), &a.1.answer).cmp(&(&b.0, low_key(b.1), &b.1.answer)));
    let ((first_day, first), (last_day, last)) = (dated.first()?.clone(), dated.last()?.clone());
    let text = |scoped: &ScopedAnswer| {
        Some(value(site, lang, site.answer(scoped.answer.as_str())?, scoped.about_assumed).text)
    };
    let (first, last) = (text(first)?, text(last)?);
    (first != last && first_day != last_day).then(|| {
        words.fill(
            "question.lead_official_change",
            &[
                ("first", &first),
                ("first_day", &date(&words, &first_day)),
                ("last", &last),
                ("last_day", &date(&words, &last_day)),
            ],
        )
    })
}

/// One end of a span of figures: of a range its end, otherwise the value in words.
fn end(site: &Site, lang: &str, scoped: &ScopedAnswer, upper: bool) -> Option<String> {
    let answer = site.answer(scoped.answer.as_str())?;
    if answer.bound == Some(Bound::Range) {
        let end = if upper { &answer.max } else { &answer.min };
        return end.as_deref()?.parse::<i64>().ok().map(|n| site.words(lang).number(n));
    }
    Some(value(site, lang, answer, scoped.about_assumed).text)
}

fn times(site: &Site, lang: &str, scope: &Scope) -> Option<String> {
    let words = site.words(lang);
    let answer = |scoped: &&ScopedAnswer| site.answer(scoped.answer.as_str());
    let ends = |a: &&Answer| [a.min.clone(), a.max.clone()];
    let mut all: Vec<String> =
        scope.answers.iter().filter_map(|scoped| answer(&scoped)).flat_map(|a| ends(&a)).flatten().collect();
    all.sort();
    let (first, last) = (all.first()?, all.last()?);
    (first != last).then(|| {
        words.fill("question.lead_times_range", &[("low", &date(&words, first)), ("high", &date(&words, last))])
    })
}

fn options(site: &Site, lang: &str, question: &Question, scope: &Scope) -> Option<String> {
    let words = site.words(lang);
    let (labels, more) = standing::named_answers(site, lang, question, OPTIONS_NAMED)?;
    let denied = scope.bounds.len();
    let quoted = |label: &crate::page::Said| words.fill("question.quoted", &[("text", &label.text)]);
    let mut list: Vec<String> = labels.iter().map(quoted).collect();
    if more > 0 {
        list.push(words.count("question.and_more", more));
    }
    let key = if scope.groups.len() == 1 { "question.lead_one_option" } else { "question.lead_options" };
    let mut text = words.fill(key, &[("n", &words.spelled(scope.groups.len())), ("list", &list.join(", "))]);
    if denied > 0 {
        text.push(' ');
        text.push_str(&words.count("question.lead_denied", denied));
    }
    Some(text)
}
