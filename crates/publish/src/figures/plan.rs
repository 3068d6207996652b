//! Plan and map: which statements name which part of the scene, which place or which point, from where on them what is told was
//! seen or heard, and from where on the plan it was said; of the whole case, or of one scope of a question. A part stands where its source draws it, a point with its
//! circle; a place without coordinates is listed and not put anywhere.

use super::map::{Ground, Located};
use super::named::{Asking, Named, named_at, points, region_in};
use super::plan_table::table;
use super::who::{family, legend, name_of, title, who};
use crate::figure::{Figure, Key};
use crate::furniture::Words;
use crate::page::Said;
use crate::plot::data::Names;
use crate::plot::plan::{At, GridLine, PlanPlot, Spot, SpotMark, plan_narrow, plan_wide};
use crate::site::Site;
use crate::words_answers::{named, option};
use firsthand_model::board::{Board, Scope};
use firsthand_model::media_fragment::Region;
use firsthand_model::{AnswerType, Kind, ScenePart, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// A plan of an unknown sheet is drawn in this shape, height in widths.
const SHEET: f64 = 0.5625;

/// The plan of the scene; none where no source says where its parts are drawn.
pub fn plan(site: &Site, from: &str) -> Option<Figure> {
    let words = site.words(site.language_of(from));
    let about = About { id: "plan".into(), title: words.t("draw.plan"), asking: Asking::in_case(site) };
    plan_of(site, from, about)
}

/// The map of places and answered points; none where there is no point and fewer than two places have coordinates.
pub fn map(site: &Site, from: &str) -> Option<Figure> {
    let words = site.words(site.language_of(from));
    let about = About { id: "map".into(), title: words.t("draw.map"), asking: Asking::in_case(site) };
    map_of(site, from, about)
}

/// The plan with what the answers of a scope name, by group; none where they name no part that is drawn.
pub fn scope_plan(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    plan_of(site, from, About::scope(site, from, "plan", question, board, index)?)
}

/// The map with what the answers of a scope name, by group.
pub fn scope_map(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Option<Figure> {
    map_of(site, from, About::scope(site, from, "map", question, board, index)?)
}

/// What is drawn: all of the case, or one scope.
struct About<'s> {
    id: String,
    title: String,
    asking: Asking<'s>,
}

impl<'s> About<'s> {
    fn scope(site: &Site, from: &str, key: &str, question: &Said, board: &'s Board, index: usize) -> Option<Self> {
        let scope: &Scope = board.scopes.get(index).filter(|scope| scope.answer_type == AnswerType::Place)?;
        Some(About {
            id: format!("{key}{}", index + 1),
            title: title(site, site.language_of(from), &format!("draw.{key}"), question, scope),
            asking: Asking::in_scope(board, scope),
        })
    }
}

/// What a plan and a map differ in.
struct Frame {
    key: &'static str,
    shape: f64,
    grid: Vec<GridLine>,
    scale: Option<(f64, String)>,
}

/// A part, place or point as the picture has it.
struct Seen {
    id: String,
    label: Said,
    at: At,
    reach: Option<f64>,
    region: Option<Region>,
    doubt: Option<String>,
}

fn plan_of(site: &Site, from: &str, about: About<'_>) -> Option<Figure> {
    let lang = site.language_of(from);
    let parts = &site.input.scene_parts;
    let regions: BTreeMap<&str, Region> = parts
        .iter()
        .filter_map(|part| Some((part.id.as_str(), region_in(part.what_a_public_source_says.as_deref()?)?)))
        .collect();
    let share = |number: u32| f64::from(number) / 100.0;
    let seen = parts.iter().map(|part| {
        let region = regions.get(part.id.as_str()).copied();
        Seen {
            id: part.id.to_string(),
            label: capital(named(site, lang, part.id.as_str())),
            at: region.map_or(At::Nowhere, |r| At::Part(share(r.x), share(r.y), share(r.w), share(r.h))),
            reach: None,
            region,
            doubt: region.is_none().then(|| site.words(lang).t("draw.not_on_plan")),
        }
    });
    let frame = Frame { key: "plan", shape: SHEET, grid: Vec::new(), scale: None };
    let with_rows = |seen: Seen| {
        let rows = named_at(site, lang, &seen.id, seen.region, &about.asking);
        (seen, rows)
    };
    let seen: Vec<(Seen, Vec<Named>)> = seen.map(with_rows).collect();
    let is_drawn = |(seen, rows): &(Seen, Vec<Named>)| {
        seen.region.is_some() && (!about.asking.is_of_scope || rows.iter().any(|row| !row.is_viewpoint()))
    };
    seen.iter().any(is_drawn).then(|| figure(site, from, frame, &about, seen)).flatten()
}

fn map_of(site: &Site, from: &str, about: About<'_>) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let mut found: Vec<(Seen, Option<Located>, Vec<Named>)> = Vec::new();
    for place in &site.input.places {
        let id = place.id.to_string();
        let rows = named_at(site, lang, &id, None, &about.asking);
        let located = Located::place(place);
        let is_doubtful = located.is_some() && place.coordinates_confirmed != Some(true);
        let doubt = is_doubtful.then(|| words.t("draw.unconfirmed"));
        let label = capital(named(site, lang, &id));
        found.push((Seen { id, label, at: At::Nowhere, reach: None, region: None, doubt }, located, rows));
    }
    let answered = points(&about.asking.asked);
    let has_points = !answered.is_empty();
    for point in answered {
        let rows = named_at(site, lang, &point.id, None, &about.asking);
        let label = option(site, lang, None, AnswerType::Place, &point.text);
        let doubt = point.assumed.map(|tolerance| words.fill("draw.radius_assumed", &[("tolerance", &tolerance)]));
        let seen = Seen { id: point.id, label, at: At::Nowhere, reach: None, region: None, doubt };
        found.push((seen, Some(Located::point(point.point, point.radius_m)), rows));
    }
    if about.asking.is_of_scope {
        found.retain(|(_, _, rows)| !rows.is_empty());
        // Where people stood is drawn beside what they name, and alone says nothing of where that was.
        let is_answer = |(_, located, rows): &(Seen, Option<Located>, Vec<Named>)| {
            located.is_some() && rows.iter().any(|row| !row.is_viewpoint())
        };
        found.iter().any(is_answer).then_some(())?;
    }
    let drawn: Vec<Located> =
        found.iter().filter_map(|(_, located, _)| *located).filter(Located::is_on_a_map).collect();
    let ground = Ground::around(&drawn).filter(|_| has_points || drawn.len() > 1)?;
    let frame = Frame { key: "map", shape: ground.shape(), grid: ground.grid(), scale: Some(ground.scale(words)) };
    let seen = found.into_iter().map(|(seen, located, rows)| (on_ground(&words, ground, seen, located), rows));
    figure(site, from, frame, &about, seen.collect())
}

fn on_ground(words: &Words, ground: Ground, seen: Seen, located: Option<Located>) -> Seen {
    match located {
        Some(located) if located.is_on_a_map() => {
            Seen { at: ground.at(&located), reach: ground.reach(&located), ..seen }
        }
        Some(_) => Seen { doubt: Some(words.t("draw.beyond_map")), ..seen },
        None => Seen { doubt: Some(words.t("draw.not_on_map")), ..seen },
    }
}

fn figure(
    site: &Site,
    from: &str,
    frame: Frame,
    about: &About<'_>,
    mut seen: Vec<(Seen, Vec<Named>)>,
) -> Option<Figure> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    seen.retain(|(seen, rows)| seen.at != At::Nowhere || !rows.is_empty());
    if about.asking.is_of_scope {
        let first = |rows: &[Named]| rows.iter().map(|row| row.first_group).min().unwrap_or(usize::MAX);
        seen.sort_by_key(|(_, rows)| (rows.is_empty(), first(rows)));
    }
    let spots = spots(site, lang, &seen);
    let labels: BTreeMap<String, Said> = seen.iter().map(|(seen, _)| (seen.id.clone(), seen.label.clone())).collect();
    let rows: Vec<Named> = seen.into_iter().flat_map(|(_, rows)| rows).collect();
    if rows.is_empty() {
        return None;
    }
    let of_plan = if frame.key == "plan" { versions(site, lang) } else { Vec::new() };
    let note = [words.t(&format!("draw.{}_note", frame.key))].into_iter().chain(of_plan).collect::<Vec<_>>().join(" ");
    let plot = PlanPlot {
        names: Names { id: about.id.clone(), title: about.title.clone(), description: note.clone() },
        shape: frame.shape,
        grid: frame.grid,
        scale: frame.scale,
        spots,
    };
    Some(Figure {
        id: about.id.clone(),
        heading: words.t(&format!("draw.{}_title", frame.key)),
        title: about.title.clone(),
        note: Some(note),
        wide: plan_wide(&plot),
        narrow: plan_narrow(&plot),
        legend: legend(&words, rows.iter().map(|row| family(row.statement))),
        keys: keys(&words, &plot),
        is_keyed: false,
        table: table(site, from, &rows, &labels),
    })
}

/// Of which plan, in which version, the regions are: each source that draws one, with the digest of its bytes.
fn versions(site: &Site, lang: &str) -> Vec<String> {
    let words = site.words(lang);
    let draws = |part: &&ScenePart| part.what_a_public_source_says.as_deref().and_then(region_in).is_some();
    let drawn = site.input.scene_parts.iter().filter(draws).flat_map(|part| &part.source_ids);
    let sources: BTreeSet<&str> = drawn.map(|id| id.as_str()).filter(|id| site.source(id).is_some()).collect();
    let version = |id: &str| {
        let digest = site.input.originals.get(&SourceId::from(id)).and_then(|original| original.sha256.clone());
        let digest = digest.unwrap_or_else(|| words.t("draw.plan_no_digest"));
        words.fill(
            "draw.plan_version",
            &[("plan", &crate::pages::label_of(site, Kind::Source, id)), ("digest", &digest)],
        )
    };
    sources.into_iter().map(version).collect()
}

fn spots(site: &Site, lang: &str, seen: &[(Seen, Vec<Named>)]) -> Vec<Spot> {
    let mut number = 0;
    let mut mark = |row: &Named| {
        number += 1;
        SpotMark {
            statement: name_of(site, row.statement.id.as_str()),
            number,
            family: family(row.statement),
            label: who(site, lang, row.statement),
            is_viewpoint: row.is_viewpoint() && !row.is_seen_from,
            is_seen_from: row.is_seen_from,
            is_denied: row.is_denied,
        }
    };
    let spot = |(index, (seen, rows)): (usize, &(Seen, Vec<Named>))| Spot {
        letter: letter(index),
        label: seen.label.clone(),
        doubt: seen.doubt.clone(),
        stands_with: stands_with(&seen.label, rows),
        at: seen.at,
        reach: seen.reach,
        marks: rows.iter().map(&mut mark).collect(),
    };
    seen.iter().enumerate().map(spot).collect()
}

/// The groups in which who names a place stands, where they are called otherwise than the place.
fn stands_with(label: &Said, rows: &[Named]) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for said in rows.iter().flat_map(|row| &row.meets) {
        if said.text.to_lowercase() != label.text.to_lowercase() && !found.contains(said) {
            found.push(said.clone());
        }
    }
    found
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
        any(marks().any(|mark| mark.is_seen_from), "draw.key_seen_from"),
        any(marks().any(|mark| mark.is_viewpoint), "draw.key_viewpoint"),
        any(marks().any(|mark| mark.is_denied), "draw.key_not_here"),
        any(plot.spots.iter().any(|spot| matches!(spot.at, At::Part(..))), "draw.key_part"),
        any(plot.spots.iter().any(|spot| spot.reach.is_some()), "draw.key_reach"),
        any(plot.spots.iter().any(|spot| matches!(spot.at, At::Unconfirmed(..))), "draw.key_unconfirmed"),
        any(plot.spots.iter().any(|spot| !spot.stands_with.is_empty()), "draw.key_stands"),
    ];
    keys.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 52].map(letter), ["A", "Z", "AA", "AB", "BA"].map(str::to_owned));
    }
}
