//! Points with a radius on the earth: whether discs share a point, and whether one lies in another.
//! Distances are those of a sphere made flat around one point: right to a few in a thousand over tens of kilometres.

use firsthand_model::answer::Point;

/// Metres of one degree of latitude, on a sphere.
const DEGREE_M: f64 = 111_195.0;
/// Discs that miss each other by less are taken to touch: coordinates are rounded to a tenth of a metre.
const SLACK_M: f64 = 0.2;

/// A disc on flat ground, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Disc {
    x: f64,
    y: f64,
    radius: f64,
}

impl Disc {
    /// A point seen from another, with its radius or, if it says none, this one.
    pub fn seen_from(origin: Point, point: Point, or_radius_m: i64) -> Disc {
        let degrees = |e6: i64| e6 as f64 / 1e6;
        let narrow = degrees(origin.lat_e6).to_radians().cos();
        // Across the line where the day changes the shorter way is taken.
        let turned = (degrees(point.lon_e6 - origin.lon_e6) + 540.0).rem_euclid(360.0) - 180.0;
        Disc {
            x: turned * narrow * DEGREE_M,
            y: degrees(point.lat_e6 - origin.lat_e6) * DEGREE_M,
            radius: point.radius_m.unwrap_or(or_radius_m) as f64,
        }
    }

    /// Whether it lies wholly in another.
    pub fn lies_in(self, other: Disc) -> bool {
        self.apart(other) + self.radius <= other.radius + SLACK_M
    }

    fn apart(self, other: Disc) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.x - x).hypot(self.y - y) <= self.radius + SLACK_M
    }

    /// Where two rims cross, or nearly touch: none, or two that may be the same.
    fn crossings(self, other: Disc) -> Vec<(f64, f64)> {
        let apart = self.apart(other);
        if apart == 0.0 || apart > self.radius + other.radius + SLACK_M {
            return Vec::new();
        }
        let along = (apart * apart + self.radius * self.radius - other.radius * other.radius) / (2.0 * apart);
        let aside = (self.radius * self.radius - along * along).max(0.0).sqrt();
        let (east, north) = ((other.x - self.x) / apart, (other.y - self.y) / apart);
        let at = |side: f64| (self.x + along * east - side * north, self.y + along * north + side * east);
        vec![at(aside), at(-aside)]
    }
}

/// Whether all discs share a point. If they do, they share the centre of one or a point where two rims cross.
pub(crate) fn share_a_point(discs: &[Disc]) -> bool {
    let centres = discs.iter().map(|disc| (disc.x, disc.y));
    let pairs = discs.iter().enumerate().flat_map(|(at, one)| discs[at + 1..].iter().map(move |other| (one, other)));
    let crossings = pairs.flat_map(|(one, other)| one.crossings(*other));
    discs.is_empty() || centres.chain(crossings).any(|point| discs.iter().all(|disc| disc.holds(point)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn disc(x: f64, y: f64, radius: f64) -> Disc {
        Disc { x, y, radius }
    }

    #[test]
    fn three_discs_of_which_any_two_meet_need_not_share_a_point() {
        let three = [disc(0.0, 0.0, 55.0), disc(100.0, 0.0, 55.0), disc(50.0, 86.6, 55.0)];
        assert!(share_a_point(&three[..2]) && share_a_point(&three[1..]));
        assert!(!share_a_point(&three));
        assert!(share_a_point(&three.map(|one| Disc { radius: 60.0, ..one })));
    }

    #[test]
    fn a_disc_lies_in_one_that_reaches_beyond_it() {
        assert!(disc(10.0, 0.0, 5.0).lies_in(disc(0.0, 0.0, 15.0)));
        assert!(!disc(10.0, 0.0, 5.0).lies_in(disc(0.0, 0.0, 14.0)));
    }

    #[test]
    fn the_line_where_the_day_changes_parts_nothing() {
        let point = |lon_e6| Point { lat_e6: 0, lon_e6, radius_m: Some(200) };
        let (west, east) = (point(179_999_000), point(-179_999_000));
        assert!(share_a_point(&[west, east].map(|one| Disc::seen_from(west, one, 0))));
    }

    /// By how much the worst disc misses the best point of a grid of whole metres; below nothing if all reach beyond it.
    fn missed_by(discs: &[Disc]) -> f64 {
        let at = |x: i32, y: i32| {
            let apart = |one: &Disc| (one.x - f64::from(x)).hypot(one.y - f64::from(y)) - one.radius;
            discs.iter().map(apart).fold(f64::MIN, f64::max)
        };
        let grid = (-5..=30).flat_map(|x| (-5..=30).map(move |y| at(x, y)));
        grid.fold(f64::MAX, f64::min)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// No point is farther than 0.71 m from one of the grid: what is nearer than a metre to touching is left out.
        #[test]
        fn discs_share_a_point_exactly_where_a_grid_finds_one(
            discs in prop::collection::vec((0..=25_i32, 0..=25_i32, 1..=15_i32), 1..6),
        ) {
            let discs: Vec<Disc> =
                discs.into_iter().map(|(x, y, r)| disc(f64::from(x), f64::from(y), f64::from(r))).collect();
            let missed = missed_by(&discs);
            if missed <= 0.0 {
                prop_assert!(share_a_point(&discs), "{missed}");
            }
            if missed > 1.0 {
                prop_assert!(!share_a_point(&discs), "{missed}");
            }
        }
    }
}
