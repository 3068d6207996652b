//! How the original of a source came here, hand by hand, and what was found when somebody looked whether it is what it is said to
//! be: two parts of the page of the source, and the line of pages that show the original itself. What is not recorded is said to be unknown.

use crate::page::Said;
use crate::site::Site;
use crate::words_dates::date;
use firsthand_model::custody::{CustodyChain, CustodyGap, Handover};
use firsthand_model::words::ExaminedPart;
use firsthand_model::{Examination, Hold, Kind, SourceId};
use serde::Serialize;

/// How an original came here.
#[derive(Debug, Serialize)]
pub struct Came {
    steps: Vec<Passed>,
    /// Whether others follow that this edition does not show.
    goes_on: bool,
}

/// One hand-over.
#[derive(Debug, Serialize)]
struct Passed {
    /// What is missing before it.
    gap: Option<String>,
    facts: Vec<Told>,
}

/// One thing that a hand-over says, or does not say.
#[derive(Debug, Serialize)]
struct Told {
    label: String,
    is_unknown: bool,
    /// The value, or why it is unknown.
    value: Option<Said>,
}

/// One part of an original that is verified by itself.
#[derive(Debug, Serialize)]
pub struct Examined {
    label: String,
    /// What was found, how, by whom and when; without any it is not verified.
    looks: Vec<Look>,
    /// Whether somebody looked, and this edition does not say what was found.
    is_unseen: bool,
}

#[derive(Debug, Serialize)]
struct Look {
    result: Said,
    method: Said,
    by: String,
}

/// How a source's original came here; nothing for one that is not held and has no row that says so.
pub fn came(site: &Site, lang: &str, source: &SourceId) -> Option<Came> {
    match site.input.custody.get(source) {
        Some(CustodyChain { handovers, goes_on }) => {
            let steps = handovers.iter().map(|handover| passed(site, lang, handover)).collect();
            Some(Came { steps, goes_on: *goes_on })
        }
        None => is_held(site, source).then(|| Came { steps: Vec::new(), goes_on: false }),
    }
}

fn is_held(site: &Site, source: &SourceId) -> bool {
    site.input.originals.get(source).is_some_and(|original| original.hold == Hold::Held)
}

fn passed(site: &Site, lang: &str, handover: &Handover) -> Passed {
    let words = site.words(lang);
    let row = &handover.row;
    let id = row.id.as_str();
    let own = |column: &str, text: &str| site.said(lang, Kind::Custody, id, column, text);
    let why = row.unknown_why.as_deref().map(|why| own("unknown_why", why));
    let told = |column: &str, value: Option<Said>| Told {
        label: words.t(&format!("source.custody_{column}")),
        is_unknown: value.is_none(),
        value: value.or_else(|| why.clone()),
    };
    let cell = |column: &str, text: &Option<String>| told(column, text.as_deref().map(|text| own(column, text)));
    let when = row.at.as_deref().map(|at| site.text_in(lang, lang, &date(&words, at), false));
    let mut facts = vec![
        told("at", when),
        cell("giver", &row.giver),
        cell("receiver", &row.receiver),
        cell("purpose", &row.purpose),
        cell("method", &row.method),
    ];
    let stated = [("place", &row.place), ("note", &row.note)];
    facts.extend(stated.iter().filter(|(_, text)| text.is_some()).map(|(column, text)| cell(column, text)));
    Passed { gap: handover.gap.map(|gap| words.t(gap_key(gap))), facts }
}

fn gap_key(gap: CustodyGap) -> &'static str {
    match gap {
        CustodyGap::OtherGiver => "source.gap_other_giver",
        CustodyGap::Unnamed => "source.gap_unnamed",
        CustodyGap::Backwards => "source.gap_backwards",
        CustodyGap::Withheld => "source.gap_withheld",
    }
}

/// What was found of each part of a source's original; nothing for one that is not held and at which nobody looked.
pub fn examined(site: &Site, lang: &str, source: &SourceId) -> Vec<Examined> {
    let words = site.words(lang);
    let parts: Vec<Examined> = ExaminedPart::ALL
        .iter()
        .map(|part| Examined {
            label: words.t(&part_key(*part)),
            looks: looks_at(site, source, *part).map(|look| said(site, lang, look)).collect(),
            is_unseen: is_unseen(site, source, *part),
        })
        .collect();
    let is_any = parts.iter().any(|part| part.is_unseen || !part.looks.is_empty());
    if is_any || is_held(site, source) { parts } else { Vec::new() }
}

fn looks_at<'s>(
    site: &'s Site,
    source: &'s SourceId,
    part: ExaminedPart,
) -> impl Iterator<Item = &'s Examination> + use<'s> {
    let is_its = move |look: &&Examination| look.source_id.as_ref() == Some(source) && look.part == Some(part);
    site.input.examinations.iter().filter(is_its)
}

fn is_unseen(site: &Site, source: &SourceId, part: ExaminedPart) -> bool {
    site.input.examined_unseen.contains(&(source.clone(), part))
}

fn said(site: &Site, lang: &str, look: &Examination) -> Look {
    let words = site.words(lang);
    let cell = |column: &str, text: &Option<String>| {
        site.said(lang, Kind::Examination, look.id.as_str(), column, text.as_deref().unwrap_or_default())
    };
    let day = look.date.as_deref().map(|day| date(&words, day)).unwrap_or_default();
    let author = look.author.as_deref().unwrap_or_default();
    Look {
        result: cell("result", &look.result),
        method: cell("method", &look.method),
        by: words.fill("source.examined_by", &[("author", &author), ("when", &day)]),
    }
}

fn part_key(part: ExaminedPart) -> String {
    format!("source.examined_{part}")
}

/// Which parts of an original were looked at and which were not, in a line, for pages that show it; nothing where it is not held.
pub fn verified_line(site: &Site, lang: &str, source: &SourceId) -> Option<String> {
    let words = site.words(lang);
    let is_seen =
        |part: &&ExaminedPart| looks_at(site, source, **part).next().is_some() || is_unseen(site, source, **part);
    let (seen, not): (Vec<&ExaminedPart>, Vec<&ExaminedPart>) = ExaminedPart::ALL.iter().partition(is_seen);
    let line = |key: &str, parts: Vec<&ExaminedPart>| {
        let names: Vec<String> = parts.into_iter().map(|part| words.t(&part_key(*part)).to_lowercase()).collect();
        (!names.is_empty()).then(|| words.fill(key, &[("parts", &names.join(", "))]))
    };
    let lines = [line("source.examined_line", seen), line("source.unexamined_line", not)];
    is_held(site, source).then(|| lines.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
