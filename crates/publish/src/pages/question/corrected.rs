//! What a speaker has corrected: by whom, when, and to what, in a sentence beside the answer that stays.

use crate::card::speaker;
use crate::pages::statement_answers::about_assumed;
use crate::site::Site;
use crate::words_answers::value;
use crate::words_dates::date;
use firsthand_model::board::ScopedAnswer;

/// `Corrected by the spokesman, 2 September 2004: 1,200.`; none for what its speaker lets stand.
pub fn corrected(site: &Site, lang: &str, scoped: &ScopedAnswer) -> Option<String> {
    let words = site.words(lang);
    let by = site.answer(scoped.corrected_by.as_ref()?.as_str())?;
    let statement = &site.statement(by.statement_id.as_ref()?.as_str())?.statement;
    let (who, to) = (speaker(site, lang, statement).text, value(site, lang, by, about_assumed(site, by)).text);
    Some(match statement.stated_edtf.as_deref() {
        Some(said) => words.fill("question.corrected", &[("who", &who), ("when", &date(&words, said)), ("value", &to)]),
        None => words.fill("question.corrected_undated", &[("who", &who), ("value", &to)]),
    })
}
