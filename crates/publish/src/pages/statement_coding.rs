//! Who coded a statement, and where it was coded twice: by whom, what they made of it alike, what differed and what holds.
//! What one coder alone has coded is not here, and no coder's note: clearing leaves them with the team.

use crate::furniture::Words;
use crate::input::CodedField;
use crate::page::Said;
use crate::site::Site;
use crate::words_answers::{self, option};
use crate::words_dates::date;
use firsthand_model::{AnswerType, Statement};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a page says of coding.
#[derive(Debug, Serialize)]
pub struct Coding {
    /// Who coded the statement as it stands here; none where the tables do not say.
    pub by: Option<String>,
    /// By whom it was coded twice, and in how many fields they said the same; none where it was not.
    pub twice: Option<String>,
    /// What they said otherwise of.
    pub differences: Vec<Difference>,
}

/// One field of which coders said different things.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// The question, and what of the answer; or what of the statement.
    pub field: Said,
    /// Each coder with what they said.
    pub said: Vec<(String, Said)>,
    /// What was decided by whom, or that nothing was, and what the record has.
    pub holds: String,
}

/// The coding of a statement; none where nothing is known of it.
pub fn coding(site: &Site, lang: &str, statement: &Statement) -> Option<Coding> {
    let words = site.words(lang);
    let all = &site.input.codings;
    let first = all.partition_point(|field| field.statement < statement.id);
    let of_it: Vec<&CodedField> = all[first..].iter().take_while(|field| field.statement == statement.id).collect();
    let by = statement.coder.as_deref().map(|who| match statement.codebook.as_deref() {
        Some(codebook) => words.fill("statement.coded_by_codebook", &[("who", &who), ("codebook", &codebook)]),
        None => words.fill("statement.coded_by", &[("who", &who)]),
    });
    let different = of_it.iter().filter(|field| !is_alike(field));
    let found = Coding {
        by,
        twice: (!of_it.is_empty()).then(|| twice(&words, &of_it)),
        differences: different.map(|field| difference(site, lang, field)).collect(),
    };
    (found.by.is_some() || found.twice.is_some()).then_some(found)
}

fn is_alike(field: &CodedField) -> bool {
    field.values.windows(2).all(|two| two[0].1 == two[1].1)
}

fn twice(words: &Words, fields: &[&CodedField]) -> String {
    let coders: BTreeSet<&str> = fields.iter().flat_map(|field| &field.values).map(|(who, _)| who.as_str()).collect();
    let coders = coders.into_iter().collect::<Vec<_>>().join(", ");
    let alike = fields.iter().filter(|field| is_alike(field)).count();
    words.fill("statement.coded_twice", &[("who", &coders), ("n", &fields.len()), ("alike", &alike)])
}

fn difference(site: &Site, lang: &str, field: &CodedField) -> Difference {
    let words = site.words(lang);
    let shown = |value: &str| shown(site, lang, field, value);
    let recorded: Vec<String> = field.recorded.iter().map(|value| shown(value).text).collect();
    let recorded = if recorded.is_empty() { words.t("statement.coded_nothing") } else { recorded.join(" / ") };
    let holds = match &field.decided {
        Some((who, value)) => words
            .fill("statement.coded_decided", &[("value", &shown(value).text), ("who", who), ("recorded", &recorded)]),
        None => words.fill("statement.coded_undecided", &[("recorded", &recorded)]),
    };
    Difference {
        field: label(site, lang, field),
        said: field.values.iter().map(|(who, value)| (who.clone(), shown(value))).collect(),
        holds,
    }
}

fn label(site: &Site, lang: &str, field: &CodedField) -> Said {
    let words = site.words(lang);
    let column = words.t(&format!("statement.coded_field_{}", field.column));
    let question = field.question.as_ref().and_then(|id| site.question(id.as_str()));
    match question.map(|question| super::standing::text(site, lang, question)) {
        Some(asked) => Said { text: format!("{} {column}", asked.text), ..asked },
        None => site.text_in(lang, lang, &column, false),
    }
}

/// A value as readers are shown it; what is no word of a list stands as it was coded.
fn shown(site: &Site, lang: &str, field: &CodedField, value: &str) -> Said {
    let words = site.words(lang);
    let own = |text: String| site.text_in(lang, lang, &text, false);
    let question = field.question.as_ref().and_then(|id| site.question(id.as_str()));
    let kind = question.and_then(|question| question.types.first().copied()).unwrap_or(AnswerType::Choice);
    let options = |kind: AnswerType| {
        let all: Vec<Said> = value.split(';').map(|id| option(site, lang, question, kind, id.trim())).collect();
        let text = all.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join("; ");
        Said { text, ..all.into_iter().next().unwrap_or_default() }
    };
    match field.column.as_str() {
        "basis" => {
            value.parse().map_or_else(|_| own(value.to_owned()), |basis| own(words_answers::basis(&words, basis)))
        }
        "stance" => own(words.get(&format!("statement.stance_{value}")).unwrap_or(value).to_owned()),
        "codes" => options(AnswerType::Text),
        "option_ids" => options(kind),
        "min" | "max" if kind == AnswerType::Time => own(date(&words, value)),
        _ => own(value.to_owned()),
    }
}
