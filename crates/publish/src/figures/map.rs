//! The ground of a map: places and points by their coordinates on an even projection, lines of whole fractions of degrees,
//! a scale. No tiles and no network: what is drawn is what the tables say.

use crate::furniture::Words;
use crate::plot::plan::{At, GridLine};
use firsthand_model::Place;
use firsthand_model::answer::Point;

/// Metres of one degree of latitude, on a sphere.
const DEGREE_M: f64 = 111_195.0;
/// The least that a map shows, metres: two points beside each other are still told apart.
const LEAST_M: f64 = 200.0;
/// Around the outermost places, as a share of what lies between them.
const MARGIN: f64 = 0.15;
/// An even projection shows nothing nearer to a pole, degrees.
const LAT_AT_MOST: f64 = 85.0;

/// Something with coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located {
    lat: f64,
    lon: f64,
    /// How far from it, metres; none where nothing is said, or where sources differ on where it is.
    radius_m: Option<f64>,
    is_confirmed: bool,
}

impl Located {
    /// A place of the tables; none if it has no coordinates.
    pub fn place(place: &Place) -> Option<Located> {
        let number = |text: &Option<String>| text.as_deref()?.parse::<f64>().ok().filter(|number| number.is_finite());
        let (lat, lon) = (number(&place.lat)?, number(&place.lon)?);
        let is_confirmed = place.coordinates_confirmed == Some(true);
        let radius_m = place.radius_m.filter(|radius| is_confirmed && *radius >= 0);
        Some(Located { lat, lon, radius_m: radius_m.map(|radius| radius as f64), is_confirmed })
    }

    /// A point that somebody gave, with how far from it it may have been.
    pub fn point(point: Point, radius_m: i64) -> Located {
        let degrees = |e6: i64| e6 as f64 / 1e6;
        Located {
            lat: degrees(point.lat_e6),
            lon: degrees(point.lon_e6),
            radius_m: Some(radius_m.max(0) as f64),
            is_confirmed: true,
        }
    }

    /// Whether a map can show it.
    pub fn is_on_a_map(&self) -> bool {
        self.lat.abs() <= LAT_AT_MOST && self.lon.abs() <= 180.0
    }

    /// South, north, west and east of all that it may be.
    fn ends(&self) -> [f64; 4] {
        let high = self.radius_m.unwrap_or_default() / DEGREE_M;
        let wide = high / self.lat.to_radians().cos();
        [self.lat - high, self.lat + high, self.lon - wide, self.lon + wide]
    }
}

/// The stretch of the earth that a map shows, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    west: f64,
    north: f64,
    across: f64,
    down: f64,
}

impl Ground {
    /// What holds all of these with their circles; none if there are none.
    pub fn around(located: &[Located]) -> Option<Ground> {
        let ends = located
            .iter()
            .map(Located::ends)
            .reduce(|[s, n, w, e], [south, north, west, east]| [s.min(south), n.max(north), w.min(west), e.max(east)]);
        let [south, north, west, east] = ends?;
        let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
        let narrow = y.to_radians().cos();
        let least = LEAST_M / DEGREE_M;
        let wanted = ((east - west) * narrow).max(least) * (1.0 + 2.0 * MARGIN);
        let tall = (north - south).max(least) * (1.0 + 2.0 * MARGIN);
        // A map is between a third and the whole of its width high.
        let across = wanted.max(tall);
        let down = tall.max(across / 3.0);
        Some(Ground { west: x - across / narrow / 2.0, north: y + down / 2.0, across: across / narrow, down })
    }

    /// Where it stands in the picture.
    pub fn at(&self, located: &Located) -> At {
        let (x, y) = ((located.lon - self.west) / self.across, (self.north - located.lat) / self.down);
        if located.is_confirmed { At::Point(x, y) } else { At::Unconfirmed(x, y) }
    }

    /// How far from it it may have been, as a share of the width.
    pub fn reach(&self, located: &Located) -> Option<f64> {
        located.radius_m.map(|radius| radius / self.metres())
    }

    /// Height in widths.
    pub fn shape(&self) -> f64 {
        self.down / (self.across * self.narrow())
    }

    /// Lines of equal longitude and latitude.
    pub fn grid(&self) -> Vec<GridLine> {
        let Ground { west, north, across, down } = *self;
        let step = round(across / 4.0);
        let upright = lines(west, west + across, step).into_iter().map(|line| GridLine {
            is_upright: true,
            at: (line - west) / across,
            label: degrees(line, step, "E", "W"),
        });
        let level = lines(north - down, north, step).into_iter().map(|line| GridLine {
            is_upright: false,
            at: (north - line) / down,
            label: degrees(line, step, "N", "S"),
        });
        upright.chain(level).collect()
    }

    /// A round stretch as a share of the width, with its words.
    pub fn scale(&self, words: Words) -> (f64, String) {
        let long = round(self.metres() / 5.0);
        let label = if long >= 1000.0 {
            words.fill("draw.kilometres", &[("n", &((long / 1000.0).round() as i64))])
        } else {
            words.fill("draw.metres", &[("n", &(long.round() as i64))])
        };
        (long / self.metres(), label)
    }

    /// How wide the picture is on the ground.
    fn metres(&self) -> f64 {
        self.across * self.narrow() * DEGREE_M
    }

    fn narrow(&self) -> f64 {
        (self.north - self.down / 2.0).to_radians().cos()
    }
}

fn lines(from: f64, to: f64, step: f64) -> Vec<f64> {
    let first = (from / step).ceil() as i64;
    (first..first + 40).map(|index| index as f64 * step).take_while(|line| *line <= to).collect()
}

/// The largest of 1, 2, 5 times a power of ten that is no more than `rough`.
fn round(rough: f64) -> f64 {
    let power = 10f64.powi(rough.log10().floor() as i32);
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|step| *step <= rough).unwrap_or(power)
}

fn degrees(value: f64, step: f64, positive: &str, negative: &str) -> String {
    let digits = (-step.log10().floor()).max(0.0) as usize;
    let side = if value < 0.0 { negative } else { positive };
    format!("{:.digits$}° {side}", value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_labels_have_the_digits_of_their_step() {
        assert_eq!(round(0.37), 0.2);
        assert_eq!(round(730.0), 500.0);
        assert_eq!(degrees(44.54, 0.02, "E", "W"), "44.54° E");
        assert_eq!(degrees(-10.0, 5.0, "N", "S"), "10° S");
        assert_eq!(lines(44.51, 44.57, 0.02).len(), 3);
    }

    /// A degree of latitude is 111,195 m; at 60° north one of longitude is half of that.
    #[test]
    fn a_circle_lies_within_its_map_and_is_as_large_as_the_scale_says() {
        let point = |lat, lon, radius| Located::point(Point::read(lat, lon, None).unwrap(), radius);
        let points = [point("60.0", "30.0", 1_000), point("60.01", "30.02", 200)];
        let ground = Ground::around(&points).unwrap();
        for one in &points {
            let (At::Point(x, y), Some(reach)) = (ground.at(one), ground.reach(one)) else { panic!("a point") };
            assert!(x >= reach && x + reach <= 1.0, "{x} {reach}");
            let down = reach / ground.shape();
            assert!(y >= down && y + down <= 1.0, "{y} {down}");
        }
        let (At::Point(x, _), At::Point(other, _)) = (ground.at(&points[0]), ground.at(&points[1])) else { panic!() };
        let apart_m = (other - x) * ground.metres();
        assert!((apart_m - 0.02 * 111_195.0 / 2.0).abs() < 2.0, "{apart_m}");
    }
}
