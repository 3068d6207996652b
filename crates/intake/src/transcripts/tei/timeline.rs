//! The `timeline` of a TEI document: points given by clock, by an interval since another point, or by nothing but their order.
//! Which words lie between two points is said elsewhere. Source: <https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-when.html>

use super::{id, target};
use crate::transcripts::moments::{Moment, spread};
use crate::transcripts::xml::Problems;
use firsthand_model::transcript::Axis;
use roxmltree::{Document, Node};
use std::collections::HashMap;

/// All points by name.
pub(super) struct Timeline {
    by_id: HashMap<String, Moment>,
    /// What its times are counted from.
    pub axis: Axis,
}

/// One point while its time is sought.
struct Point<'a, 'd> {
    node: Node<'a, 'd>,
    /// Milliseconds by the clock.
    clock_ms: Option<i64>,
    /// Milliseconds since another point.
    interval_ms: Option<i64>,
    since: Option<usize>,
}

impl Timeline {
    /// The points of all time lines of a document; intervals without a point they count from count from the origin.
    pub fn of(document: &Document<'_>, problems: &mut Problems<'_>) -> Self {
        let mut timeline = Timeline { by_id: HashMap::new(), axis: Axis::Recording };
        for node in document.descendants().filter(|node| node.tag_name().name() == "timeline") {
            timeline.add(node, problems);
        }
        timeline
    }

    /// The point that a pointer names.
    pub fn get(&self, pointer: &str) -> Option<Moment> {
        self.by_id.get(target(pointer)).copied()
    }

    fn add(&mut self, timeline: Node<'_, '_>, problems: &mut Problems<'_>) {
        let points = points(timeline, problems);
        let times = resolve(&points);
        for (point, _) in
            points.iter().zip(&times).filter(|(point, time)| time.is_none() && point.interval_ms.is_some())
        {
            problems
                .at(point.node, "the point that this one is counted from has no time; it lies between its neighbours");
        }
        // A clock that begins at zero is the recording's own.
        if points.iter().find_map(|point| point.clock_ms).is_some_and(|first| first > 0) {
            self.axis = Axis::Day;
        }
        for (point, moment) in points.iter().zip(spread(&times)) {
            let Some(id) = id(point.node) else { continue };
            if self.by_id.insert(id.to_owned(), moment).is_some() {
                problems.at(point.node, format!("the point {id} stands twice; the last one counts"));
            }
        }
    }
}

fn points<'a, 'd>(timeline: Node<'a, 'd>, problems: &mut Problems<'_>) -> Vec<Point<'a, 'd>> {
    let whens: Vec<Node<'a, 'd>> = timeline.children().filter(|node| node.tag_name().name() == "when").collect();
    let index: HashMap<&str, usize> =
        whens.iter().enumerate().filter_map(|(at, when)| Some((id(*when)?, at))).collect();
    let origin = timeline.attribute("origin").and_then(|pointer| index.get(target(pointer)).copied()).unwrap_or(0);
    whens
        .into_iter()
        .map(|node| {
            let since = match node.attribute("since") {
                Some(pointer) => index.get(target(pointer)).copied(),
                None => Some(origin),
            };
            Point { node, clock_ms: clock(node, problems), interval_ms: interval(timeline, node, problems), since }
        })
        .collect()
}

fn clock(when: Node<'_, '_>, problems: &mut Problems<'_>) -> Option<i64> {
    let written = when.attribute("absolute")?;
    let found = clock_ms(written);
    if found.is_none() {
        problems.at(when, format!("«{written}» is no clock time; hh:mm:ss is expected. It was passed over"));
    }
    found
}

fn interval(timeline: Node<'_, '_>, when: Node<'_, '_>, problems: &mut Problems<'_>) -> Option<i64> {
    let written = when.attribute("interval")?;
    let unit = when.attribute("unit").or_else(|| timeline.attribute("unit")).unwrap_or("s");
    let Some(unit_ms) = unit_ms(unit) else {
        problems.at(when, format!("«{unit}» is no unit of time; its time is taken from its neighbours"));
        return None;
    };
    // By TEI, intervals that are not known are called so.
    if ["-1", "-1.0", "irregular", "regular", "unknown"].contains(&written.trim()) {
        return None;
    }
    let found = decimal(written, unit_ms);
    if found.is_none() {
        problems.at(
            when,
            format!("«{written}» is no interval; a number is expected. Its time is taken from its neighbours"),
        );
    }
    found
}

fn unit_ms(unit: &str) -> Option<i64> {
    Some(match unit.trim() {
        "ms" | "millisecond" | "milliseconds" => 1,
        "centisecond" => 10,
        "s" | "sec" | "second" | "seconds" => 1000,
        "min" | "minute" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        _ => return None,
    })
}

/// A decimal number times `unit`, to the nearest whole.
pub(super) fn decimal(written: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = written.trim().split_once('.').unwrap_or((written.trim(), ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    // Digits past the twelfth change no millisecond of any unit.
    let fraction = &fraction[..fraction.len().min(12)];
    let parse = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<i64>().ok() };
    let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
    let part = (i128::from(parse(fraction)?) * i128::from(unit) + scale / 2) / scale;
    i64::try_from(i128::from(parse(whole)?) * i128::from(unit) + part).ok()
}

/// The time of day of `hh:mm:ss`, with a fraction, a date before it or a zone behind it.
fn clock_ms(written: &str) -> Option<i64> {
    let time = written.rsplit('T').next()?.trim_end_matches('Z');
    let time = time.split(['+', '-']).next()?;
    let mut parts = time.splitn(3, ':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next().unwrap_or("0"));
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let seconds_ms = decimal(seconds, 1000)?;
    (minutes < 60 && seconds_ms < 61_000 && hours < 1000)
        .then(|| i64::from(hours) * 3_600_000 + i64::from(minutes) * 60_000 + seconds_ms)
}

/// The times of points, each found once; points in a circle have none. A point that counts from itself is a beginning.
fn resolve(points: &[Point<'_, '_>]) -> Vec<Option<i64>> {
    let mut times: Vec<Option<Option<i64>>> = vec![None; points.len()];
    let mut is_visited = vec![false; points.len()];
    for start in 0..points.len() {
        let mut way = Vec::new();
        let mut at = Some(start).filter(|at| !is_visited[*at]);
        while let Some(here) = at {
            is_visited[here] = true;
            way.push(here);
            at = next(points, here).filter(|next| !is_visited[*next]);
        }
        for at in way.into_iter().rev() {
            times[at] = Some(time(points, at, &times));
        }
    }
    times.into_iter().map(Option::flatten).collect()
}

/// The point whose time must be known first.
fn next(points: &[Point<'_, '_>], at: usize) -> Option<usize> {
    let point = &points[at];
    let counts = point.clock_ms.is_none() && point.interval_ms.is_some();
    point.since.filter(|since| counts && *since != at)
}

fn time(points: &[Point<'_, '_>], at: usize, times: &[Option<Option<i64>>]) -> Option<i64> {
    let point = &points[at];
    match (point.clock_ms, point.interval_ms, point.since) {
        (Some(clock), _, _) => Some(clock),
        (None, Some(interval), Some(since)) if since == at => Some(interval),
        (None, Some(interval), Some(since)) => times[since].flatten()?.checked_add(interval),
        // The origin of a time line is its zero where no clock is known: TEI has such ones say «unknown».
        (None, None, Some(since)) if since == at && point.node.attribute("interval").is_none() => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcripts::xml;

    #[track_caller]
    fn check(timeline: &str, expected: &[(&str, Option<i64>)], problems: usize) -> Axis {
        let document = xml::parse(timeline).unwrap();
        let mut found = Problems::of("a.xml", &document);
        let timeline = Timeline::of(&document, &mut found);
        for (id, ms) in expected {
            assert_eq!(timeline.get(id).and_then(|moment| moment.ms), *ms, "{id}");
        }
        let found = found.finish();
        assert_eq!(found.len(), problems, "{found:?}");
        timeline.axis
    }

    #[test]
    fn intervals_add_up_from_the_points_they_name() {
        let axis = check(
            "<timeline unit=\"s\" origin=\"#T0\"><when xml:id=\"T0\"/><when xml:id=\"T1\" interval=\"1.5\" since=\"#T0\"/>\
             <when xml:id=\"T2\" interval=\"250\" unit=\"ms\" since=\"T1\"/><when xml:id=\"T3\" interval=\"3\"/></timeline>",
            &[("#T0", Some(0)), ("T1", Some(1500)), ("#T2", Some(1750)), ("#T3", Some(3000)), ("#T4", None)],
            0,
        );
        assert_eq!(axis, Axis::Recording);
    }

    #[test]
    fn a_point_may_stand_before_the_one_it_counts_from_and_a_beginning_may_count_from_itself() {
        check(
            "<timeline><when xml:id=\"a\" interval=\"0.0\" since=\"#a\"/><when xml:id=\"c\" interval=\"1\" since=\"#b\"/>\
             <when xml:id=\"b\" interval=\"1\" since=\"#a\"/></timeline>",
            &[("a", Some(0)), ("b", Some(1000)), ("c", Some(2000))],
            0,
        );
    }

    #[test]
    fn points_without_an_interval_lie_evenly_between_their_neighbours() {
        check(
            "<timeline><when xml:id=\"a\"/><when xml:id=\"b\" interval=\"-1\" since=\"#a\"/><when xml:id=\"c\"/>\
             <when xml:id=\"d\" interval=\"9\" since=\"#a\"/><when xml:id=\"e\"/></timeline>",
            &[("a", Some(0)), ("b", Some(3000)), ("c", Some(6000)), ("d", Some(9000)), ("e", None)],
            0,
        );
    }

    #[test]
    fn circles_have_no_time_and_are_reported() {
        check(
            "<timeline><when xml:id=\"o\"/><when xml:id=\"a\" interval=\"1\" since=\"#b\"/>\
             <when xml:id=\"b\" interval=\"1\" since=\"#a\"/><when xml:id=\"c\" interval=\"1\" since=\"#none\"/></timeline>",
            &[("a", None), ("b", None), ("c", None)],
            3,
        );
    }

    #[test]
    fn a_clock_that_does_not_begin_at_zero_is_the_clock_on_the_wall() {
        let clock = "<timeline><when xml:id=\"a\" absolute=\"10:00:00\"/><when xml:id=\"b\" interval=\"2\" since=\"#a\"/></timeline>";
        assert_eq!(check(clock, &[("b", Some(36_002_000))], 0), Axis::Day);
        let zero = "<timeline><when xml:id=\"a\" absolute=\"00:00:00\"/><when xml:id=\"b\" absolute=\"00:00:01.25\"/></timeline>";
        assert_eq!(check(zero, &[("b", Some(1250))], 0), Axis::Recording);
        let words = "<timeline><when xml:id=\"a\" absolute=\"one morning\"/></timeline>";
        assert_eq!(check(words, &[("a", Some(0))], 1), Axis::Recording);
    }

    #[test]
    fn numbers_are_read_without_floating_point() {
        assert_eq!(
            [decimal("3.4454999", 1000), decimal("0.0005", 1000), decimal(".5", 60_000)],
            [Some(3445), Some(1), Some(30_000)]
        );
        assert_eq!([decimal("-1", 1), decimal("1e3", 1), decimal("", 1), decimal("9999999999999999999", 1)], [None; 4]);
    }
}
