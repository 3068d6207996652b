//! The ground of a map: places by their coordinates on an even projection, lines of whole fractions of degrees, a scale.
//! No tiles and no network: what is drawn is what the tables say.

use crate::furniture::Words;
use crate::plot::plan::{At, GridLine};
use crate::site::Site;

/// Metres of one degree of latitude, on a sphere.
const DEGREE_M: f64 = 111_195.0;
/// The least that a map shows, metres: two points beside each other are still told apart.
const LEAST_M: f64 = 200.0;
/// Around the outermost places, as a share of what lies between them.
const MARGIN: f64 = 0.15;

/// A place with coordinates.
pub struct Located<'s> {
    /// Its id.
    pub id: &'s str,
    /// Where in the picture.
    pub at: At,
    lat: f64,
    lon: f64,
    is_confirmed: bool,
    frame: [f64; 4],
}

/// Places with coordinates, put in the picture; their order is that of the input.
pub fn located<'s>(site: &Site<'s>) -> Vec<Located<'s>> {
    let places = site.input.places.iter().filter_map(|place| {
        let number = |text: &Option<String>| text.as_deref()?.parse::<f64>().ok().filter(|number| number.is_finite());
        let (lat, lon) = (number(&place.lat)?, number(&place.lon)?);
        let is_confirmed = place.coordinates_confirmed == Some(true);
        let holds = (-85.0..=85.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        holds.then_some(Located { id: place.id.as_str(), at: At::Nowhere, lat, lon, is_confirmed, frame: [0.0; 4] })
    });
    let mut places: Vec<Located> = places.collect();
    let frame = frame(&places);
    for place in &mut places {
        let [west, north, across, down] = frame;
        let (x, y) = ((place.lon - west) / across, (north - place.lat) / down);
        place.at = if place.is_confirmed { At::Point(x, y) } else { At::Unconfirmed(x, y) };
        place.frame = frame;
    }
    places
}

/// West, north, and how many degrees across and down.
fn frame(places: &[Located]) -> [f64; 4] {
    let of = |value: fn(&Located) -> f64| {
        let (low, high) = places.iter().map(value).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        (low, high)
    };
    let ((south, north), (west, east)) = (of(|place| place.lat), of(|place| place.lon));
    let narrow = f64::midpoint(south, north).to_radians().cos();
    let least = LEAST_M / DEGREE_M;
    let wanted = ((east - west) * narrow).max(least) * (1.0 + 2.0 * MARGIN);
    let tall = (north - south).max(least) * (1.0 + 2.0 * MARGIN);
    // A map is between a third and the whole of its width high.
    let across = wanted.max(tall);
    let down = tall.max(across / 3.0);
    let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
    [x - across / narrow / 2.0, y + down / 2.0, across / narrow, down]
}

type Ground = (f64, Vec<GridLine>, (f64, String));

/// Height in widths, lines and scale of a map; none with fewer than two places.
pub fn map_frame(words: Words, places: &[Located]) -> Option<Ground> {
    let [west, north, across, down] = places.get(1)?.frame;
    let narrow = (north - down / 2.0).to_radians().cos();
    let shape = down / (across * narrow);
    let step = round(across / 4.0);
    let mut grid = Vec::new();
    for line in lines(west, west + across, step) {
        grid.push(GridLine { is_upright: true, at: (line - west) / across, label: degrees(line, step, "E", "W") });
    }
    for line in lines(north - down, north, step) {
        grid.push(GridLine { is_upright: false, at: (north - line) / down, label: degrees(line, step, "N", "S") });
    }
    let metres = across * narrow * DEGREE_M;
    let long = round(metres / 5.0);
    let label = if long >= 1000.0 {
        words.fill("draw.kilometres", &[("n", &((long / 1000.0).round() as i64))])
    } else {
        words.fill("draw.metres", &[("n", &(long.round() as i64))])
    };
    Some((shape, grid, (long / metres, label)))
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
}
