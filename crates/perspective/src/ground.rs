//! What a case knows of its options besides their names: which place lies in which, who belongs to which body, and where on
//! the earth places are. How options lie to each other by it is in `relation`.

use firsthand_model::answer::Point;
use firsthand_model::{Person, Place, ScenePart};
use std::collections::{BTreeSet, HashMap};

/// Places, parts of the scene, and parties by id. The order in which they are given makes no difference.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ground {
    /// What each place, or party, lies within or belongs to: directly.
    around: HashMap<String, BTreeSet<String>>,
    /// Points of places on which sources agree; without a radius where none is said.
    points: HashMap<String, Point>,
}

impl Ground {
    pub fn add_people(&mut self, people: &[Person]) {
        for person in people {
            let bodies = person.belongs_to.iter().map(ToString::to_string);
            self.around.entry(person.id.to_string()).or_default().extend(bodies);
        }
    }

    pub fn add_places(&mut self, places: &[Place], parts: &[ScenePart]) {
        for place in places {
            let around = place.within.iter().map(ToString::to_string);
            self.around.entry(place.id.to_string()).or_default().extend(around);
            let point = place.lat.as_deref().zip(place.lon.as_deref());
            let point = point.filter(|_| place.coordinates_confirmed != Some(false));
            let point =
                point.and_then(|(lat, lon)| Point::read(lat, lon, place.radius_m.filter(|radius| *radius >= 0)));
            self.points.extend(point.map(|point| (place.id.to_string(), point)));
        }
        for part in parts {
            let around = part.within.iter().map(ToString::to_string);
            self.around.entry(part.id.to_string()).or_default().extend(around);
        }
    }

    /// Whether the first is the second, or lies within it over any number of steps.
    pub fn is_within(&self, inner: &str, outer: &str) -> bool {
        inner == outer || self.steps_out(inner).any(|around| around == outer)
    }

    /// Where a place is: its own point, or that of the nearest place around it that has one. None if nothing says so.
    pub fn point_of(&self, place: &str) -> Option<Point> {
        std::iter::once(place).chain(self.steps_out(place)).find_map(|id| self.points.get(id).copied())
    }

    /// Everything around it, nearest first; each once, also where rows go in a circle.
    fn steps_out<'g>(&'g self, from: &'g str) -> impl Iterator<Item = &'g str> {
        let mut met = vec![from];
        let mut next = 0;
        while let Some(around) = met.get(next).map(|id| self.around.get(*id)) {
            for id in around.into_iter().flatten() {
                if !met.contains(&id.as_str()) {
                    met.push(id);
                }
            }
            next += 1;
        }
        met.into_iter().skip(1)
    }
}
