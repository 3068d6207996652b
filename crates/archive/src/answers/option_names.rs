//! What the ids in answers are called: options by their question, persons, places, parts of the scene and events by the case. Groups are
//! labelled by ids, which a table needs; whoever reads them needs the words beside.

use crate::snapshot::Snapshot;
use firsthand_model::Question;
use firsthand_model::answer::Point;
use firsthand_model::board::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between the things of an order in a label.
const BETWEEN: [char; 4] = ['<', '=', ';', ' '];

/// The ids that the answers of a scope name, each with what it is called. Numbers, times and points have none.
pub(crate) fn option_names(snapshot: &Snapshot, question: &Question, scope: &Scope) -> BTreeMap<String, String> {
    let options: BTreeSet<&str> = scope.answers.iter().flat_map(|answer| &answer.options).map(String::as_str).collect();
    let ids = options.iter().filter(|option| option.parse::<Point>().is_err());
    let ids: BTreeSet<&str> = ids.flat_map(|option| option.split(BETWEEN)).collect();
    let named = ids.into_iter().filter_map(|id| Some((id.to_owned(), name_of(snapshot, question, id)?)));
    named.filter(|(id, name)| id != name).collect()
}

fn name_of(snapshot: &Snapshot, question: &Question, id: &str) -> Option<String> {
    let person = || snapshot.people.iter().find(|one| one.id.as_str() == id)?.name.clone();
    let place = || snapshot.places.iter().find(|one| one.id.as_str() == id)?.place.clone();
    let part = || snapshot.scene_parts.iter().find(|one| one.id.as_str() == id)?.part.clone();
    let event = || snapshot.events.iter().find(|one| one.id.as_str() == id)?.event.clone();
    question.options.get(id).cloned().or_else(person).or_else(place).or_else(part).or_else(event)
}
