//! One typed answer: what kind of value it is, how it is bounded, and the value read from its cells.
//! Comparing answers is in `perspective`.

use crate::edtf::Edtf;
use crate::precedence::Precedence;
use crate::{Answer, Handle, vocabulary};
use std::fmt;

vocabulary! {
    /// What kind of value an answer is.
    AnswerType {
        /// How many.
        Count = "count",
        /// When.
        Time = "time",
        /// In which order.
        Order = "order",
        /// Where.
        Place = "place",
        /// Who.
        Actor = "actor",
        /// Whether: yes, no, partly, possible or unknown.
        YesNo = "yes_no",
        /// Which of the question's options.
        Choice = "choice",
        /// In words.
        Text = "text",
    }
}

vocabulary! {
    /// How a count or time is bounded.
    Bound {
        /// This value.
        Exact = "exact",
        /// Near this value.
        About = "about",
        /// Greater than the minimum, which is excluded; of a time, after it.
        MoreThan = "more-than",
        /// The minimum or more; of a time, then or later.
        AtLeast = "at-least",
        /// The maximum or less; of a time, then or earlier.
        AtMost = "at-most",
        /// Less than the maximum, which is excluded; of a time, before it.
        LessThan = "less-than",
        /// From minimum to maximum, both included.
        Range = "range",
    }
}

impl Bound {
    /// Whether the value is open to one side: such answers are bounds and never members of a group.
    pub fn is_one_sided(self) -> bool {
        matches!(self, Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan)
    }
}

/// The words that a yes-no answer may use.
pub const YES_NO_WORDS: &[&str] = &["yes", "no", "partly", "possible", "unknown"];

/// An answer's value, read from its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    /// A count; the ends that the bound does not use are absent.
    Count {
        /// How the ends are meant.
        bound: Bound,
        /// Lower end.
        min: Option<i64>,
        /// Upper end.
        max: Option<i64>,
    },
    /// A time; the ends that the bound does not use are absent.
    Time {
        /// How the ends are meant.
        bound: Bound,
        /// Lower end.
        min: Option<Edtf>,
        /// Upper end.
        max: Option<Edtf>,
    },
    /// Options, actors, places or a yes-no word. All of them are asserted, or, if negated, excluded.
    Options {
        /// The options in the order given.
        ids: Vec<Handle>,
        /// True means "not this one".
        negated: bool,
    },
    /// In which order things happened.
    Order {
        /// What is asserted, all of it at once; empty if it is denied.
        said: Precedence,
        /// What is denied, chain by chain: not that the whole of it was so.
        denied: Vec<Precedence>,
    },
    /// A point, with how far from it it may have been.
    Point(Point),
    /// Words, with the codes that a person gave them; empty words mean that the claim itself is the answer.
    Text {
        /// The words.
        words: String,
        /// The codes, of the question's own list.
        codes: Vec<String>,
    },
}

/// A point on the earth, in millionths of a degree, with a radius in metres if one is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Degrees north, in millionths.
    pub lat_e6: i64,
    /// Degrees east, in millionths.
    pub lon_e6: i64,
    /// How far from it, metres.
    pub radius_m: Option<i64>,
}

impl Point {
    /// Reads decimal degrees, WGS 84; none if they are none, or not on the earth.
    pub fn read(lat: &str, lon: &str, radius_m: Option<i64>) -> Option<Point> {
        let degrees = |text: &str, limit: f64| {
            let degrees: f64 = text.trim().parse().ok()?;
            (degrees.abs() <= limit).then(|| (degrees * 1e6).round() as i64)
        };
        Some(Point { lat_e6: degrees(lat, 90.0)?, lon_e6: degrees(lon, 180.0)?, radius_m })
    }
}

/// `43.1841° N, 44.540854° E ±200 m`, the same in every language and wherever a point is shown.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lat, lon) = (degrees(self.lat_e6, ["N", "S"]), degrees(self.lon_e6, ["E", "W"]));
        write!(f, "{lat}, {lon}")?;
        self.radius_m.map_or(Ok(()), |radius| write!(f, " ±{radius} m"))
    }
}

/// `15.0032° W` of millionths of a degree, with the letters of the two sides.
fn degrees(e6: i64, [positive, negative]: [&str; 2]) -> String {
    let number = format!("{}.{:06}", e6.abs() / 1_000_000, e6.abs() % 1_000_000);
    let side = if e6 < 0 { negative } else { positive };
    format!("{}° {side}", number.trim_end_matches('0').trim_end_matches('.'))
}

/// Reads what is printed, and nothing else; the error carries nothing, since a place by name is none.
impl std::str::FromStr for Point {
    type Err = ();

    fn from_str(text: &str) -> Result<Point, ()> {
        let (lat, rest) = text.split_once(", ").ok_or(())?;
        let (lon, radius) = match rest.split_once(" ±") {
            Some((lon, radius)) => (lon, Some(radius.strip_suffix(" m").ok_or(())?.parse().map_err(|_| ())?)),
            None => (rest, None),
        };
        let (lat, lon) = (signed(lat, ["N", "S"]).ok_or(())?, signed(lon, ["E", "W"]).ok_or(())?);
        Point::read(&lat, &lon, radius).ok_or(())
    }
}

/// `-15.0032` of `15.0032° W`.
fn signed(text: &str, [positive, negative]: [&str; 2]) -> Option<String> {
    let (number, side) = text.split_once("° ")?;
    match side {
        _ if number.starts_with('-') => None,
        side if side == positive => Some(number.to_owned()),
        side if side == negative => Some(format!("-{number}")),
        _ => None,
    }
}

/// A cell of an answer that does not fit its type: which column, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The column at fault.
    pub column: &'static str,
    /// What was expected instead.
    pub expected: String,
}

impl Answer {
    /// The typed value.
    ///
    /// # Errors
    /// A [`Misfit`] when the cells do not make a value of the answer's type.
    pub fn value(&self) -> Result<AnswerValue, Misfit> {
        if let Some(column) = self.foreign_column() {
            return Err(misfit(column, "an empty cell: it is not of this type of answer".into()));
        }
        match self.r#type {
            None => Err(misfit("type", format!("one of {}", AnswerType::WORDS.join(", ")))),
            Some(AnswerType::Count) => {
                let (bound, min, max) = self.ends(parse_count)?;
                check_order(min.as_ref(), max.as_ref())?;
                Ok(AnswerValue::Count { bound, min, max })
            }
            Some(AnswerType::Time) => {
                let (bound, min, max) = self.ends(parse_time)?;
                Ok(AnswerValue::Time { bound, min, max })
            }
            Some(AnswerType::Text) => {
                Ok(AnswerValue::Text { words: self.text.clone().unwrap_or_default(), codes: self.codes.clone() })
            }
            Some(AnswerType::Place) if self.lat.is_some() || self.lon.is_some() || self.radius_m.is_some() => {
                self.point()
            }
            Some(AnswerType::Order) => self.order(),
            Some(kind) => self.options(kind),
        }
    }

    fn ends<T>(&self, parse: fn(&str) -> Result<T, String>) -> Result<(Bound, Option<T>, Option<T>), Misfit> {
        let bound = self.bound.ok_or_else(|| misfit("bound", format!("one of {}", Bound::WORDS.join(", "))))?;
        let needs_min = !matches!(bound, Bound::AtMost | Bound::LessThan);
        let needs_max = matches!(bound, Bound::AtMost | Bound::LessThan | Bound::Range);
        let min = end("min", self.min.as_deref(), needs_min, parse)?;
        let max = end("max", self.max.as_deref(), needs_max, parse)?;
        Ok((bound, min, max))
    }

    /// A column that is filled and belongs to another type: what is not compared is not taken in without a word.
    fn foreign_column(&self) -> Option<&'static str> {
        let is = |kind: AnswerType| self.r#type == Some(kind);
        let is_point = self.lat.is_some() || self.lon.is_some() || self.radius_m.is_some();
        match () {
            () if !self.codes.is_empty() && !is(AnswerType::Text) => Some("codes"),
            () if is_point && !is(AnswerType::Place) => Some("lat"),
            () => None,
        }
    }

    fn point(&self) -> Result<AnswerValue, Misfit> {
        let missing = |column| misfit(column, "both lat and lon, since one of them or a radius is given".into());
        let lat = self.lat.as_deref().ok_or_else(|| missing("lat"))?;
        let lon = self.lon.as_deref().ok_or_else(|| missing("lon"))?;
        if !self.option_ids.is_empty() {
            return Err(misfit(
                "option_ids",
                "an empty cell, since a point is given; two places are two answers".into(),
            ));
        }
        if self.radius_m.is_some_and(|radius| radius < 0) {
            return Err(misfit("radius_m", "0 or more metres".into()));
        }
        let off_the_earth = || misfit("lat", "a point on the earth: lat from -90 to 90, lon from -180 to 180".into());
        Point::read(lat, lon, self.radius_m).map(AnswerValue::Point).ok_or_else(off_the_earth)
    }

    fn order(&self) -> Result<AnswerValue, Misfit> {
        if self.option_ids.is_empty() {
            return Err(misfit("option_ids", "what came first, then what, as first<second".into()));
        }
        let chains = self.option_ids.iter().map(|chain| chain.as_str());
        let read = |chains: &mut dyn Iterator<Item = &str>| {
            Precedence::read(chains).map_err(|expected| misfit("option_ids", expected))
        };
        if !self.negated.unwrap_or(false) {
            return Ok(AnswerValue::Order { said: read(&mut chains.into_iter())?, denied: Vec::new() });
        }
        let denied = chains.map(|chain| read(&mut std::iter::once(chain))).collect::<Result<Vec<_>, _>>()?;
        if denied.iter().any(Precedence::is_empty) {
            return Err(misfit("option_ids", "an order of two things or more, which is what a denial denies".into()));
        }
        Ok(AnswerValue::Order { said: Precedence::default(), denied })
    }

    fn options(&self, kind: AnswerType) -> Result<AnswerValue, Misfit> {
        if self.option_ids.is_empty() {
            return Err(misfit("option_ids", format!("at least one option for an answer of type {kind}")));
        }
        let strange = |id: &&Handle| kind == AnswerType::YesNo && !YES_NO_WORDS.contains(&id.as_str());
        if self.option_ids.iter().find(strange).is_some() {
            return Err(misfit("option_ids", format!("one of {}", YES_NO_WORDS.join(", "))));
        }
        Ok(AnswerValue::Options { ids: self.option_ids.clone(), negated: self.negated.unwrap_or(false) })
    }
}

fn end<T>(
    column: &'static str,
    text: Option<&str>,
    needed: bool,
    parse: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Misfit> {
    match text {
        None if needed => Err(misfit(column, "a value, which this bound needs".into())),
        None => Ok(None),
        Some(text) => parse(text).map(Some).map_err(|expected| misfit(column, expected)),
    }
}

fn parse_count(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "a whole number".into())
}

fn parse_time(text: &str) -> Result<Edtf, String> {
    text.parse().map_err(|error| format!("an EDTF date ({error})"))
}

fn check_order(min: Option<&i64>, max: Option<&i64>) -> Result<(), Misfit> {
    match (min, max) {
        (Some(min), Some(max)) if max < min => Err(misfit("max", format!("{min} or more, since min is {min}"))),
        _ => Ok(()),
    }
}

fn misfit(column: &'static str, expected: String) -> Misfit {
    Misfit { column, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_reads_back_as_it_is_printed_and_a_name_is_none() {
        for (lat, lon, radius_m) in
            [("43.1841", "44.54", Some(200)), ("-0.5", "-170.000001", None), ("0", "0", Some(0))]
        {
            let point = Point::read(lat, lon, radius_m).unwrap();
            assert_eq!(point.to_string().parse(), Ok(point), "{point}");
        }
        let south_west = Point::read("-30.0041", "-15.0032", Some(40)).unwrap();
        assert_eq!(south_west.to_string(), "30.0041° S, 15.0032° W ±40 m");
        for name in [
            "L03",
            "school, gymnasium",
            "43.1° N, 44.5° E ±near m",
            "91° N, 0° E",
            "-1° S, 0° E",
            "1° E, 0° N",
            "43, 44",
        ] {
            assert_eq!(name.parse::<Point>(), Err(()), "{name}");
        }
    }
}
