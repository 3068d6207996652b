//! Plan and map: which statements name which part of the scene or which place, and from where on the plan they were made.
//! A part stands where its source draws it; a place without coordinates is listed and not put anywhere.

use super::map::{located, map_frame};
use super::who::{basis_text, family, legend, name_of, speaker_piece, who};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::page::Said;
use crate::plot::data::Names;
use crate::plot::plan::{At, PlanPlot, Spot, SpotMark, plan_narrow, plan_wide};
use crate::site::Site;
use crate::words_answers::named;
use crate::words_dates::short;
use firsthand_model::board::ScopedAnswer;
use firsthand_model::media_fragment::{MediaFragment, Region, RegionUnit};
use firsthand_model::{AnswerType, Kind, Statement};
use std::collections::BTreeMap;

/// A plan of an unknown sheet is drawn in this shape, height in widths.
const SHEET: f64 = 0.5625;

/// The plan of the scene; none where no source says where its parts are drawn.
pub fn plan(site: &Site, from: &str) -> Option<Figure> {
    let parts = &site.input.scene_parts;
    let regions: BTreeMap<&str, Region> = parts
        .iter()
        .filter_map(|part| Some((part.id.as_str(), region_in(part.what_a_public_source_says.as_deref()?)?)))
        .collect();
    if regions.is_empty() {
        return None;
    }
    let at = |id: &str| {
        regions.get(id).map_or(At::Nowhere, |region| {
            let share = |number: u32| f64::from(number) / 100.0;
            At::Part(share(region.x), share(region.y), share(region.w), share(region.h))
        })
    };
    let of =
        |id: &str| Seen { kind: Kind::ScenePart, at: at(id), region: regions.get(id).copied(), is_confirmed: true };
    let seen = parts.iter().map(|part| (part.id.as_str(), of(part.id.as_str()))).collect::<Vec<_>>();
    let frame = Frame { id: "plan", key: "plan", shape: SHEET, grid: Vec::new(), scale: None };
    figure(site, from, frame, &seen)
}

/// The map of places; none where fewer than two have coordinates.
pub fn map(site: &Site, from: &str) -> Option<Figure> {
    let places = located(site);
    let (shape, grid, scale) = map_frame(site.words(site.language_of(from)), &places)?;
    let at = |id: &str| places.iter().find(|place| place.id == id).map_or(At::Nowhere, |place| place.at);
    let all = site.input.places.iter().map(|place| {
        let is_confirmed = place.coordinates_confirmed == Some(true);
        let id = place.id.as_str();
        (id, Seen { kind: Kind::Place, at: at(id), region: None, is_confirmed })
    });
    let frame = Frame { id: "map", key: "map", shape, grid, scale: Some(scale) };
    figure(site, from, frame, &all.collect::<Vec<_>>())
}

/// What a plan and a map differ in.
struct Frame {
    id: &'static str,
    key: &'static str,
    shape: f64,
    grid: Vec<crate::plot::plan::GridLine>,
    scale: Option<(f64, String)>,
}

/// A part or place as the picture has it.
struct Seen {
    kind: Kind,
    at: At,
    region: Option<Region>,
    is_confirmed: bool,
}

/// One statement at one place.
struct Named<'s> {
    place: String,
    statement: &'s Statement,
    question: Option<Said>,
    is_viewpoint: bool,
    is_denied: bool,
}

fn figure(site: &Site, from: &str, frame: Frame, places: &[(&str, Seen)]) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let rows: Vec<Named> = places.iter().flat_map(|(id, seen)| named_at(site, lang, id, seen)).collect();
    if rows.is_empty() {
        return None;
    }
    let (title, note) = (words.t(&format!("draw.{}", frame.key)), words.t(&format!("draw.{}_note", frame.key)));
    let is_shown = |id: &str, seen: &Seen| seen.at != At::Nowhere || rows.iter().any(|row| row.place == id);
    let shown = places.iter().filter(|(id, seen)| is_shown(id, seen));
    let spots: Vec<Spot> =
        shown.enumerate().map(|(index, (id, seen))| spot(site, lang, index, id, seen, &rows)).collect();
    let plot = PlanPlot {
        names: Names { id: frame.id.into(), title: title.clone(), description: note.clone() },
        shape: frame.shape,
        grid: frame.grid,
        scale: frame.scale,
        spots,
    };
    Some(Figure {
        id: frame.id.into(),
        heading: words.t(&format!("draw.{}_title", frame.key)),
        title,
        note: Some(note),
        wide: plan_wide(&plot),
        narrow: plan_narrow(&plot),
        legend: legend(&words, rows.iter().map(|row| family(row.statement))),
        keys: keys(&words, &plot),
        is_keyed: false,
        table: table(site, from, &rows),
    })
}

/// A region of a sheet, in percent, somewhere in a text.
fn region_in(text: &str) -> Option<Region> {
    let found =
        text.split(|c: char| c.is_whitespace() || "()[];#".contains(c)).find(|word| word.starts_with("xywh="))?;
    let region = MediaFragment::parse(found.trim_end_matches(['.', ','])).region;
    region.filter(|region| region.unit == RegionUnit::Percent)
}

/// Who answers a question with this place, and who was at it on the plan when they spoke.
fn named_at<'s>(site: &Site<'s>, lang: &str, id: &str, seen: &Seen) -> Vec<Named<'s>> {
    let mut found: Vec<Named> = Vec::new();
    for board in &site.input.boards {
        let scopes = board.scopes.iter().filter(|scope| scope.answer_type == AnswerType::Place);
        let answers = scopes.flat_map(|scope| &scope.answers);
        let naming = answers.filter(|scoped: &&ScopedAnswer| scoped.options.iter().any(|option| option == id));
        for scoped in naming {
            let Some(cleared) = site.statement(scoped.statement.as_str()) else { continue };
            let question = site.question(board.question.as_str());
            found.push(Named {
                place: id.to_owned(),
                statement: &cleared.statement,
                question: question.map(|question| crate::pages::standing::text(site, lang, question)),
                is_viewpoint: false,
                is_denied: scoped.negated,
            });
        }
    }
    for cleared in seen.region.iter().flat_map(|region| at_region(site, *region)) {
        if found.iter().all(|named| named.statement.id != cleared.id) {
            found.push(Named {
                place: id.to_owned(),
                statement: cleared,
                question: None,
                is_viewpoint: true,
                is_denied: false,
            });
        }
    }
    found.sort_by(|a, b| a.is_viewpoint.cmp(&b.is_viewpoint).then(a.statement.id.cmp(&b.statement.id)));
    found
}

/// Statements whose place in the source is this part of the plan.
fn at_region<'s>(site: &Site<'s>, region: Region) -> impl Iterator<Item = &'s Statement> {
    let all = site.input.statements.iter().map(|cleared| &cleared.statement);
    all.filter(move |statement| statement.locator.as_deref().and_then(region_in) == Some(region))
}

fn spot(site: &Site, lang: &str, index: usize, id: &str, seen: &Seen, rows: &[Named]) -> Spot {
    let words = site.words(lang);
    let doubt = match (seen.at, seen.is_confirmed) {
        (At::Nowhere, _) => {
            Some(words.t(if seen.kind == Kind::Place { "draw.not_on_map" } else { "draw.not_on_plan" }))
        }
        (_, false) => Some(words.t("draw.unconfirmed")),
        _ => None,
    };
    let own = (1..).zip(rows).filter(|(_, row)| row.place == id);
    let mark = |(number, row): (usize, &Named)| SpotMark {
        statement: name_of(site, row.statement.id.as_str()),
        number,
        family: family(row.statement),
        label: who(site, lang, row.statement),
        is_viewpoint: row.is_viewpoint,
        is_denied: row.is_denied,
    };
    Spot {
        letter: letter(index),
        label: capital(named(site, lang, id)),
        doubt,
        at: seen.at,
        marks: own.map(mark).collect(),
    }
}

fn capital(said: Said) -> Said {
    Said { text: crate::words::capital(&said.text), ..said }
}

/// A, B, … Z, AA, AB, …
fn letter(index: usize) -> String {
    let one = |at: usize| char::from(b'A' + (at % 26) as u8).to_string();
    if index < 26 { one(index) } else { letter(index / 26 - 1) + &one(index) }
}

fn keys(words: &Words, plot: &PlanPlot) -> Vec<Key> {
    let marks = || plot.spots.iter().flat_map(|spot| &spot.marks);
    let any = |wanted: bool, key: &str| wanted.then(|| Key::text(words.t(key)));
    let keys = [
        any(marks().any(|mark| mark.is_viewpoint), "draw.key_viewpoint"),
        any(marks().any(|mark| mark.is_denied), "draw.key_not_here"),
        any(plot.spots.iter().any(|spot| matches!(spot.at, At::Part(..))), "draw.key_part"),
        any(plot.spots.iter().any(|spot| matches!(spot.at, At::Unconfirmed(..))), "draw.key_unconfirmed"),
    ];
    keys.into_iter().flatten().collect()
}

fn table(site: &Site, from: &str, rows: &[Named]) -> Table {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let heads = [
        "draw.col_number",
        "draw.col_place",
        "question.col_speaker",
        "question.col_basis",
        "question.col_said",
        "draw.col_asked",
    ];
    let line = |(number, row): (usize, &Named)| {
        let place = named(site, lang, &row.place);
        let href = site.link_any(from, &row.place);
        let asked = match (&row.question, row.is_denied) {
            (Some(question), false) => Piece::said(question.clone()),
            (Some(question), true) => Piece::said(Said {
                text: format!("{} · {}", question.text, words.t("draw.not_here")),
                ..question.clone()
            }),
            (None, _) => Piece::plain(words.t("draw.viewpoint")),
        };
        Row {
            statements: vec![name_of(site, row.statement.id.as_str())],
            cells: vec![
                cell(Some(number.to_string())),
                vec![Piece { href, ..Piece::said(capital(place)) }],
                vec![speaker_piece(site, from, row.statement)],
                cell(Some(basis_text(&words, row.statement))),
                cell(row.statement.stated_edtf.as_deref().map(short)),
                vec![asked],
            ],
        }
    };
    Table {
        heads: heads.iter().map(|key| words.t(key)).collect(),
        rows: (1..).zip(rows).map(line).collect(),
        headed_from: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_found_in_a_sentence_and_only_in_percent() {
        let region = region_in("drawn on the plan at xywh=percent:7,56,16,15.").unwrap();
        assert_eq!((region.x, region.y, region.w, region.h), (7, 56, 16, 15));
        assert_eq!(region_in("at xywh=pixel:7,56,16,15"), None, "pixels of a sheet of unknown size");
        assert_eq!(region_in("nowhere"), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 52].map(letter), ["A", "Z", "AA", "AB", "BA"].map(str::to_owned));
    }
}
