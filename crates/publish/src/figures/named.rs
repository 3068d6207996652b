//! Who names a part of the plan, a place or a point, in which answer; who spoke at a part of the plan, and who was at a place or part
//! when they saw or heard what they tell.
//! Where things stand in the picture is in `map` and `plan`.

use crate::page::Said;
use crate::pages::standing::{self, label_within};
use crate::site::Site;
use firsthand_model::answer::Point;
use firsthand_model::board::{Board, Scope, ScopedAnswer};
use firsthand_model::media_fragment::{MediaFragment, Region, RegionUnit};
use firsthand_model::natural::natural;
use firsthand_model::{AnswerType, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// A scope in which it is asked where something was, with its question's board.
#[derive(Clone, Copy)]
pub struct Asked<'s> {
    pub board: &'s Board,
    pub scope: &'s Scope,
}

/// A point that is an answer, as the scope compares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// By which answers name it here: with the radius that is put on where none is said.
    pub id: String,
    /// As it is written.
    pub text: String,
    pub point: Point,
    /// How far from it, metres; what the scope puts on where none is said.
    pub radius_m: i64,
    /// What was put on, as printed.
    pub assumed: Option<String>,
}

/// The points that answers of these scopes give, in each by group, each once.
pub fn points(asked: &[Asked<'_>]) -> Vec<Answered> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let all = asked.iter().flat_map(|asked| points_of(*asked));
    all.filter(|answered| seen.insert(answered.id.clone())).collect()
}

fn points_of(asked: Asked<'_>) -> Vec<Answered> {
    let mut naming: Vec<&ScopedAnswer> = asked.scope.answers.iter().collect();
    naming.sort_by_key(|scoped| first_group(scoped));
    let mut found: Vec<Answered> = Vec::new();
    for text in naming.into_iter().flat_map(|scoped| &scoped.options) {
        let Ok(point) = text.parse::<Point>() else { continue };
        let assumed = asked.scope.tolerance.clone().filter(|_| point.radius_m.is_none());
        let put_on = assumed.as_deref().and_then(metres).unwrap_or_default();
        found.push(Answered {
            id: id_in(asked.scope, text),
            text: text.clone(),
            point,
            radius_m: point.radius_m.unwrap_or(put_on),
            assumed,
        });
    }
    found
}

/// What is asked of places, and which answers name which.
pub struct Asking<'s> {
    pub asked: Vec<Asked<'s>>,
    /// Whether only one scope is drawn: then nobody stands there who does not answer in it.
    pub is_of_scope: bool,
    naming: BTreeMap<String, Vec<(Asked<'s>, &'s ScopedAnswer)>>,
}

impl<'s> Asking<'s> {
    /// Every scope of the case in which it is asked where.
    pub fn in_case(site: &Site<'s>) -> Asking<'s> {
        let boards = site.input.boards.iter();
        let all = boards.flat_map(|board| board.scopes.iter().map(move |scope| Asked { board, scope }));
        Asking::of(all.filter(|asked| asked.scope.answer_type == AnswerType::Place).collect(), false)
    }

    /// One scope.
    pub fn in_scope(board: &'s Board, scope: &'s Scope) -> Asking<'s> {
        Asking::of(vec![Asked { board, scope }], true)
    }

    fn of(asked: Vec<Asked<'s>>, is_of_scope: bool) -> Asking<'s> {
        let mut naming: BTreeMap<String, Vec<(Asked, &ScopedAnswer)>> = BTreeMap::new();
        for (asked, scoped) in asked.iter().flat_map(|asked| asked.scope.answers.iter().map(move |one| (asked, one))) {
            for option in &scoped.options {
                naming.entry(id_in(asked.scope, option)).or_default().push((*asked, scoped));
            }
        }
        Asking { asked, is_of_scope, naming }
    }
}

/// What an option is named by in a drawing: a point without a radius has that of its scope, which another need not have.
fn id_in(scope: &Scope, option: &str) -> String {
    match (option.parse::<Point>(), &scope.tolerance) {
        (Ok(Point { radius_m: None, .. }), Some(tolerance)) => format!("{option} ({tolerance})"),
        _ => option.to_owned(),
    }
}

/// `±50 m` in metres.
fn metres(tolerance: &str) -> Option<i64> {
    tolerance.strip_prefix('±')?.strip_suffix(" m")?.parse().ok()
}

/// Where an answer stands first; what is in no group comes last.
pub fn first_group(scoped: &ScopedAnswer) -> usize {
    scoped.in_groups.iter().copied().min().unwrap_or(usize::MAX)
}

/// One statement at one place.
pub struct Named<'s> {
    /// The part, place or point.
    pub place: String,
    pub statement: &'s Statement,
    /// What it answers; none where it was only said there.
    pub question: Option<Said>,
    /// The answers that its answer can be true together with.
    pub meets: Vec<Said>,
    /// The first of them by its place in the scope.
    pub first_group: usize,
    pub is_denied: bool,
    /// Whether its speaker was here when they saw or heard it.
    pub is_seen_from: bool,
}

impl Named<'_> {
    /// Whether it was said at this part of the plan, or seen or heard from here, and is no answer.
    pub fn is_viewpoint(&self) -> bool {
        self.question.is_none()
    }
}

/// Who answers with this place, who was at it when they saw or heard what they tell, and who was at it on the plan when they
/// spoke: of one scope, among those who answer in it.
pub fn named_at<'s>(
    site: &Site<'s>,
    lang: &str,
    id: &str,
    region: Option<Region>,
    asking: &Asking<'_>,
) -> Vec<Named<'s>> {
    let naming = asking.naming.get(id).into_iter().flatten();
    let mut found: Vec<Named> =
        naming.filter_map(|(asked, scoped)| answering(site, lang, id, *asked, scoped)).collect();
    let said_here = region.iter().flat_map(|region| at_region(site, *region)).map(|statement| (statement, false));
    for (statement, is_seen_from) in seen_from(site, id).map(|statement| (statement, true)).chain(said_here) {
        let answers = |asked: &Asked| asked.scope.answers.iter().any(|scoped| scoped.statement == statement.id);
        let is_asked = !asking.is_of_scope || asking.asked.iter().any(answers);
        if is_asked && found.iter().all(|named| named.statement.id != statement.id) {
            found.push(Named {
                place: id.to_owned(),
                statement,
                question: None,
                meets: Vec::new(),
                first_group: usize::MAX,
                is_denied: false,
                is_seen_from,
            });
        }
    }
    found.sort_by_cached_key(|named| (named.is_viewpoint(), natural(named.statement.id.as_str())));
    found
}

fn answering<'s>(site: &Site<'s>, lang: &str, id: &str, asked: Asked<'_>, scoped: &ScopedAnswer) -> Option<Named<'s>> {
    let cleared = site.statement(scoped.statement.as_str())?;
    let question = site.question(asked.board.question.as_str());
    let groups = scoped.in_groups.iter().filter_map(|index| asked.scope.groups.get(*index));
    Some(Named {
        place: id.to_owned(),
        statement: &cleared.statement,
        question: Some(question.map(|question| standing::text(site, lang, question)).unwrap_or_default()),
        meets: groups.map(|group| label_within(site, lang, asked.scope, group)).collect(),
        first_group: first_group(scoped),
        is_denied: scoped.negated,
        is_seen_from: false,
    })
}

/// Statements whose speaker was here when they saw or heard it.
fn seen_from<'s>(site: &Site<'s>, id: &str) -> impl Iterator<Item = &'s Statement> {
    let all = site.input.statements.iter().map(|cleared| &cleared.statement);
    all.filter(move |statement| statement.seen_from.as_ref().is_some_and(|from| from.as_str() == id))
}

/// Statements whose place in the source is this part of the plan.
fn at_region<'s>(site: &Site<'s>, region: Region) -> impl Iterator<Item = &'s Statement> {
    let all = site.input.statements.iter().map(|cleared| &cleared.statement);
    all.filter(move |statement| statement.locator.as_deref().and_then(region_in) == Some(region))
}

/// A region of a sheet, in percent, somewhere in a text.
pub fn region_in(text: &str) -> Option<Region> {
    let found =
        text.split(|c: char| c.is_whitespace() || "()[];#".contains(c)).find(|word| word.starts_with("xywh="))?;
    let region = MediaFragment::parse(found.trim_end_matches(['.', ','])).region;
    region.filter(|region| region.unit == RegionUnit::Percent)
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
    fn a_point_without_a_radius_is_told_apart_from_one_that_says_the_same_radius() {
        let scope =
            Scope { tolerance: Some("±50 m".into()), ..Scope::without_answers(AnswerType::Place, None, None, None) };
        assert_eq!(id_in(&scope, "43.1° N, 44.5° W"), "43.1° N, 44.5° W (±50 m)");
        assert_eq!(id_in(&scope, "43.1° N, 44.5° W ±50 m"), "43.1° N, 44.5° W ±50 m");
        assert_eq!(metres("±50 m"), Some(50));
    }
}
