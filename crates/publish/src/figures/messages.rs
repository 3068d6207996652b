//! Messages between parties over time: who sent what through whom to whom, who says so, and whether anything says that it
//! arrived. Of nobody it is said that they knew.

use super::who::{legend, name_of, speaker_piece};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::{label_of, message_said};
use crate::plot::data::Names;
use crate::plot::lanes::{LanesArrow, LanesPanel, LanesPlot, denied_inline, lanes_narrow, lanes_wide};
use crate::site::Site;
use crate::words_dates::{between, clock, short};
use firsthand_model::{Basis, BasisFamily, Kind, Message, PersonId, StatementId};

/// A panel holds this many messages at most: more would be too many lanes and too narrow arrows.
const PANEL: usize = 10;

/// All messages in order of time, undated last; none if there are fewer than two.
pub fn messages(site: &Site, from: &str) -> Option<Figure> {
    let mut messages: Vec<&Message> = site.input.messages.iter().collect();
    messages.sort_by_key(|message| order(message));
    if messages.len() < 2 {
        return None;
    }
    let lang = site.language_of(from);
    let words = site.words(lang);
    let (title, note) = (words.t("draw.messages"), words.t("draw.messages_note"));
    let numbered: Vec<(usize, &Message)> = (1..).zip(messages).collect();
    let plot = LanesPlot {
        names: Names { id: "lanes".into(), title: title.clone(), description: note.clone() },
        panels: panels(site, lang, &numbered),
        not_arrived: words.t("messages.arrived_none"),
        through: words.t("messages.through"),
        denied: words.t("draw.denied"),
    };
    let ids = numbered.iter().flat_map(|(_, message)| message.sent_by_source.iter().chain(&message.receipt_evidence));
    Some(Figure {
        id: "lanes".into(),
        heading: words.t("draw.messages_title"),
        title,
        note: Some(note),
        wide: lanes_wide(&plot),
        narrow: lanes_narrow(&plot),
        legend: legend(&words, ids.filter_map(|id| family_of(site, id))),
        keys: keys(&words, &plot),
        is_keyed: true,
        table: table(site, from, &numbered),
    })
}

/// Undated last; then by the first and the last day it can be of, then by the clock.
fn order(message: &Message) -> (bool, String, String, String, MessageKey) {
    let (from, to) = (message.earliest.as_deref(), message.latest.as_deref());
    let day = |edtf: Option<&str>| edtf.map(short).unwrap_or_default();
    let hour = from.or(to).and_then(clock).unwrap_or_else(|| "~".into());
    (from.or(to).is_none(), day(from.or(to)), day(to.or(from)), hour, message.id.clone())
}

type MessageKey = firsthand_model::MessageId;

/// The days it can be of, without the clock.
fn days_text(words: &Words, message: &Message) -> String {
    let days = [message.earliest.as_deref().map(short), message.latest.as_deref().map(short)];
    between(words, days[0].as_deref(), days[1].as_deref()).unwrap_or_else(|| words.t("messages.when_none"))
}

/// The clock time, or the first and last that it can be.
fn clock_text(message: &Message) -> Option<String> {
    let from = message.earliest.as_deref().and_then(clock)?;
    let to = message.latest.as_deref().and_then(clock).filter(|to| *to != from);
    Some(to.map_or_else(|| from.clone(), |to| format!("{from}–{to}")))
}

fn family_of(site: &Site, id: &StatementId) -> Option<BasisFamily> {
    site.statement(id.as_str()).map(|cleared| cleared.statement.basis.unwrap_or(Basis::Unknown).family())
}

/// A day's messages stay in one panel where they fit.
fn panels(site: &Site, lang: &str, messages: &[(usize, &Message)]) -> Vec<LanesPanel> {
    let words = site.words(lang);
    let mut panels: Vec<Vec<&[(usize, &Message)]>> = Vec::new();
    for day in messages.chunk_by(|a, b| days_text(&words, a.1) == days_text(&words, b.1)) {
        for part in day.chunks(PANEL) {
            match panels.last_mut() {
                Some(panel) if panel.iter().map(|part| part.len()).sum::<usize>() + part.len() <= PANEL => {
                    panel.push(part)
                }
                _ => panels.push(vec![part]),
            }
        }
    }
    panels.iter().map(|parts| panel(site, lang, parts)).collect()
}

fn panel(site: &Site, lang: &str, parts: &[&[(usize, &Message)]]) -> LanesPanel {
    let words = site.words(lang);
    let mut lanes = Lanes::default();
    let arrows = parts.iter().flat_map(|part| part.iter()).map(|(number, message)| {
        let sent_by = message.sent_by_source.first();
        LanesArrow {
            message: label_of(site, Kind::Message, message.id.as_str()),
            number: *number,
            clock: clock_text(message),
            from: lanes.place(apart(
                message,
                "from",
                party(site, lang, message.from.as_deref(), message.from_id.as_ref()),
            )),
            through: message.carrier_ids.iter().map(|id| lanes.place(party(site, lang, None, Some(id)))).collect(),
            to: lanes.place(apart(message, "to", party(site, lang, message.to.as_deref(), message.to_id.as_ref()))),
            sent: sent_by.and_then(|id| family_of(site, id)),
            arrived: message.receipt_evidence.first().and_then(|id| family_of(site, id)),
            denied: !message.disputed_by.is_empty(),
        }
    });
    let mut arrows: Vec<LanesArrow> = arrows.collect();
    let order = lanes.shortest(&arrows);
    for arrow in &mut arrows {
        arrow.from = order[arrow.from];
        arrow.to = order[arrow.to];
        arrow.through.iter_mut().for_each(|lane| *lane = order[*lane]);
    }
    let days = parts.iter().map(|part| (days_text(&words, part[0].1), part.len())).collect();
    LanesPanel { lanes: lanes.sorted(&order), days, arrows }
}

/// A party by what it is known by: its id, else the words of the row.
fn party(site: &Site, lang: &str, text: Option<&str>, id: Option<&PersonId>) -> (String, Said) {
    match (id.and_then(|id| Some((id, site.person_name(lang, id)?))), text) {
        (Some((id, name)), _) => (id.to_string(), name),
        (None, Some(text)) => {
            (format!("words {}", text.to_lowercase()), site.coded(lang, &crate::card::without_ids(text)))
        }
        (None, None) => ("nobody".into(), site.text_in(lang, lang, &site.words(lang).t("messages.nobody"), false)),
    }
}

/// Who is not stated is nobody known, and not the same in two messages.
fn apart(message: &Message, end: &str, (key, name): (String, Said)) -> (String, Said) {
    if key == "nobody" { (format!("nobody {} {end}", message.id), name) } else { (key, name) }
}

/// Parties in the order in which they first occur.
#[derive(Default)]
struct Lanes(Vec<(String, Said)>);

impl Lanes {
    fn place(&mut self, (key, name): (String, Said)) -> usize {
        self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, name));
            self.0.len() - 1
        })
    }

    /// A place for each lane such that exchanging two neighbours no longer makes the arrows shorter.
    fn shortest(&self, arrows: &[LanesArrow]) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.0.len()).collect();
        let length = |places: &[usize]| arrows.iter().map(|arrow| way(arrow, places)).sum::<usize>();
        let mut best = length(&places);
        loop {
            let before = best;
            for upper in 1..places.len() {
                let swap = |places: &mut Vec<usize>| {
                    for place in places.iter_mut() {
                        *place = if *place == upper {
                            upper - 1
                        } else if *place == upper - 1 {
                            upper
                        } else {
                            *place
                        };
                    }
                };
                swap(&mut places);
                let now = length(&places);
                if now < best {
                    best = now;
                } else {
                    swap(&mut places);
                }
            }
            if best == before {
                return places;
            }
        }
    }

    fn sorted(&self, places: &[usize]) -> Vec<Said> {
        let mut out: Vec<(usize, Said)> =
            places.iter().copied().zip(self.0.iter().map(|(_, name)| name.clone())).collect();
        out.sort_by_key(|(place, _)| *place);
        out.into_iter().map(|(_, name)| name).collect()
    }
}

/// How many lanes a message crosses on its way.
fn way(arrow: &LanesArrow, places: &[usize]) -> usize {
    let stops: Vec<usize> =
        std::iter::once(&arrow.from).chain(&arrow.through).chain([&arrow.to]).map(|lane| places[*lane]).collect();
    stops.windows(2).map(|pair| pair[0].abs_diff(pair[1])).sum()
}

fn keys(words: &Words, plot: &LanesPlot) -> Vec<Key> {
    let arrows: Vec<&LanesArrow> = plot.panels.iter().flat_map(|panel| &panel.arrows).collect();
    let any = |wanted: bool, key: &str| wanted.then(|| Key::text(words.t(key)));
    let keys = [
        any(true, "draw.key_sent"),
        any(arrows.iter().any(|arrow| arrow.arrived.is_none()), "draw.key_open"),
        any(arrows.iter().any(|arrow| !arrow.through.is_empty()), "draw.key_through"),
    ];
    let denied = arrows.iter().any(|arrow| arrow.denied);
    let denied = denied.then(|| Key { sign: Some(denied_inline()), text: words.t("draw.denied") });
    keys.into_iter().flatten().chain(denied).collect()
}

fn table(site: &Site, from: &str, messages: &[(usize, &Message)]) -> Table {
    let words = site.words(site.language_of(from));
    let heads = [
        "draw.col_number",
        "draw.col_when",
        "draw.col_from",
        "draw.col_through",
        "draw.col_to",
        "draw.col_content",
        "messages.sent",
        "messages.arrived",
        "messages.disputed",
    ];
    let rows = messages.iter().map(|(number, message)| row(site, from, *number, message)).collect();
    Table { heads: heads.iter().map(|key| words.t(key)).collect(), rows, headed_from: Some(6) }
}

fn row(site: &Site, from: &str, number: usize, message: &Message) -> Row {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let name =
        |text: &Option<String>, id: &Option<PersonId>| Piece::said(party(site, lang, text.as_deref(), id.as_ref()).1);
    let carriers = message.carrier.as_deref().map(|text| site.coded(lang, &crate::card::without_ids(text)));
    let through: Vec<Piece> = match carriers {
        Some(said) => vec![Piece::said(said)],
        None => message.carrier_ids.iter().map(|id| Piece::said(party(site, lang, None, Some(id)).1)).collect(),
    };
    let said = |ids: &[StatementId], none: &str| {
        let found = ids.iter().filter_map(|id| site.statement(id.as_str()));
        let pieces: Vec<Piece> = found.map(|cleared| speaker_piece(site, from, &cleared.statement)).collect();
        if pieces.is_empty() && !none.is_empty() { cell(Some(words.t(none))) } else { pieces }
    };
    let content = Piece {
        href: site.link(from, Kind::Message, message.id.as_str()),
        ..Piece::said(message_said(site, lang, message))
    };
    let when = between(&words, message.earliest.as_deref(), message.latest.as_deref());
    let ids = message.sent_by_source.iter().chain(&message.receipt_evidence).chain(&message.disputed_by);
    Row {
        statements: std::iter::once(label_of(site, Kind::Message, message.id.as_str()))
            .chain(ids.map(|id| name_of(site, id.as_str())))
            .collect(),
        cells: vec![
            cell(Some(number.to_string())),
            cell(Some(when.unwrap_or_else(|| words.t("messages.when_none")))),
            vec![name(&message.from, &message.from_id)],
            through,
            vec![name(&message.to, &message.to_id)],
            vec![content],
            said(&message.sent_by_source, "messages.sent_none"),
            said(&message.receipt_evidence, "messages.arrived_none"),
            said(&message.disputed_by, ""),
        ],
    }
}
