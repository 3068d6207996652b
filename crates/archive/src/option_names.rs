//! What the ids in answers are called: options by their question, persons, places, parts of the scene and events by the case. Groups are
//! labelled by ids, which a table needs; whoever reads them needs the words beside.

use crate::snapshot::Snapshot;
use firsthand_model::Question;
use firsthand_model::answer::Point;
use firsthand_model::board::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between the things of an order, and around a point, in a label.
const BETWEEN: [char; 4] = ['<', '=', ';', ' '];

/// The ids that the answers of a scope name, each with what it is called; points as a map labels its lines. Numbers and times have none.
pub(crate) fn option_names(snapshot: &Snapshot, question: &Question, scope: &Scope) -> BTreeMap<String, String> {
    let options: BTreeSet<&str> = scope.answers.iter().flat_map(|answer| &answer.options).map(String::as_str).collect();
    let points = options.iter().filter_map(|option| Some(((*option).to_owned(), in_degrees(option)?)));
    let ids: BTreeSet<&str> = options.iter().flat_map(|option| option.split(BETWEEN)).collect();
    let named = ids.into_iter().filter_map(|id| Some((id.to_owned(), name_of(snapshot, question, id)?)));
    named.filter(|(id, name)| id != name).chain(points).collect()
}

/// `30.0041° S, 15.0032° W ±40 m` of a point; none of anything else.
fn in_degrees(option: &str) -> Option<String> {
    let point: Point = option.parse().ok()?;
    let bare = Point { radius_m: None, ..point }.to_string();
    let (lat, lon) = bare.split_once(", ")?;
    let side = |degrees: &str, positive: &str, negative: &str| match degrees.strip_prefix('-') {
        Some(degrees) => format!("{degrees}° {negative}"),
        None => format!("{degrees}° {positive}"),
    };
    let radius = point.radius_m.map(|radius| format!(" ±{radius} m")).unwrap_or_default();
    Some(format!("{}, {}{radius}", side(lat, "N", "S"), side(lon, "E", "W")))
}

fn name_of(snapshot: &Snapshot, question: &Question, id: &str) -> Option<String> {
    let person = || snapshot.people.iter().find(|one| one.id.as_str() == id)?.name.clone();
    let place = || snapshot.places.iter().find(|one| one.id.as_str() == id)?.place.clone();
    let part = || snapshot.scene_parts.iter().find(|one| one.id.as_str() == id)?.part.clone();
    let event = || snapshot.events.iter().find(|one| one.id.as_str() == id)?.event.clone();
    question.options.get(id).cloned().or_else(person).or_else(place).or_else(part).or_else(event)
}

#[cfg(test)]
mod tests {
    use super::in_degrees;

    #[test]
    fn a_point_is_said_as_a_map_says_it() {
        assert_eq!(in_degrees("-30.0041, -15.0032 ±40 m").as_deref(), Some("30.0041° S, 15.0032° W ±40 m"));
        assert_eq!(in_degrees("43.18, 44.5").as_deref(), Some("43.18° N, 44.5° E"));
        assert_eq!(in_degrees("L03"), None);
    }
}
