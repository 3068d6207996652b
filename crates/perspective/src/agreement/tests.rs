//! Worked examples as published, what is undefined, and the same coefficients computed a second way, pair by pair.

use super::*;
use proptest::prelude::*;

/// One line a coder, one word a unit; `*` is missing.
fn coded(lines: &[&str]) -> Codings {
    let mut codings = Codings::new();
    for (coder, line) in lines.iter().enumerate() {
        for (unit, value) in line.split_whitespace().enumerate().filter(|(_, value)| *value != "*") {
            let by_coder = codings.entry(format!("U{unit:02}")).or_default();
            by_coder.insert(format!("C{coder}"), value.to_owned());
        }
    }
    codings
}

#[track_caller]
fn check(found: Result<f64, Undefined>, expected: f64) {
    assert!(found.is_ok_and(|found| (found - expected).abs() < 0.0005), "{found:?} is not {expected}");
}

/// Krippendorff (2011), section C: four observers, twelve units, missing values.
const FOUR: [&str; 4] =
    ["1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *", "1 2 3 3 2 4 4 1 2 5 1 *"];

#[test]
fn alpha_is_the_one_of_krippendorffs_example() {
    let four = coded(&FOUR);
    check(alpha(&four, &Level::Nominal), 0.743);
    check(alpha(&four, &Level::Ordinal(Vec::new())), 0.815);
    check(alpha(&four, &Level::Interval), 0.849);
}

#[test]
fn alpha_of_two_observers_is_the_published_one() {
    // Krippendorff (2011), section A: binary data; section B: nominal data.
    check(alpha(&coded(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), &Level::Nominal), 0.095);
    check(alpha(&coded(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]), &Level::Nominal), 0.692);
}

#[test]
fn an_order_of_words_is_the_order_of_their_ranks() {
    let words = ["low", "some", "medium", "much", "high"];
    let as_word = |line: &&str| {
        let word = |value: &str| value.parse::<usize>().map_or("*", |rank| words[rank - 1]);
        line.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = FOUR.iter().map(as_word).collect();
    let worded = coded(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let order = Level::Ordinal(words.map(str::to_owned).to_vec());
    check(alpha(&worded, &order), 0.815);
    assert_eq!(alpha(&worded, &Level::Interval), Err(Undefined::NotMeasured));
}

#[test]
fn kappa_is_the_one_of_cohens_example() {
    // The worked matrix of 200 units in Cohen (1960): 70 % agreed, 41 % expected by chance, kappa .492.
    let cells = [[88, 10, 2], [14, 40, 6], [18, 10, 12]];
    let mut table = Confusion::new();
    for (left, row) in cells.iter().enumerate() {
        for (right, units) in row.iter().enumerate() {
            table.insert((left.to_string(), right.to_string()), *units);
        }
    }
    check(share_agreed(&table), 0.70);
    check(kappa(&table), 0.492);
}

#[test]
fn without_variation_nothing_is_defined() {
    let same = coded(&["a a a", "a a a"]);
    assert_eq!(alpha(&same, &Level::Nominal), Err(Undefined::NoVariation));
    assert_eq!(kappa(&confusion(&same, "C0", "C1")), Err(Undefined::NoVariation));
    assert_eq!(share_agreed(&confusion(&same, "C0", "C1")), Ok(1.0));
    // Two habits without one value in common are defined: no agreement, and none expected.
    assert_eq!(kappa(&confusion(&coded(&["a a", "b b"]), "C0", "C1")), Ok(0.0));
}

#[test]
fn without_a_unit_coded_twice_nothing_is_defined() {
    let apart = coded(&["a b * *", "* * a b"]);
    assert_eq!(alpha(&apart, &Level::Nominal), Err(Undefined::NothingInCommon));
    assert_eq!(kappa(&confusion(&apart, "C0", "C1")), Err(Undefined::NothingInCommon));
    assert_eq!(alpha(&Codings::new(), &Level::Nominal), Err(Undefined::NothingInCommon));
}

#[test]
fn differences_name_every_coders_value() {
    let codings = coded(&["a b *", "a c d", "a * d"]);
    let found = differences(&codings);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_str(), found[0].1.len()), ("U01", 2));
}

/// Alpha pair by pair: the mean difference within units over the mean difference of any two values that could be paired.
fn alpha_by_pairs(codings: &Codings, differ: &dyn Fn(f64, f64, &[f64]) -> f64) -> Option<f64> {
    let read = |by_coder: &BTreeMap<String, String>| by_coder.values().map(|value| value.parse().unwrap()).collect();
    let units: Vec<Vec<f64>> = codings.values().map(read).filter(|values: &Vec<f64>| values.len() > 1).collect();
    let all: Vec<f64> = units.iter().flatten().copied().collect();
    let pairs = |values: &[f64]| {
        let mut sum = 0.0;
        for (at, left) in values.iter().enumerate() {
            for (other, right) in values.iter().enumerate() {
                sum += if at == other { 0.0 } else { differ(*left, *right, &all) };
            }
        }
        sum
    };
    let n = all.len() as f64;
    let within: f64 = units.iter().map(|values| pairs(values) / (values.len() as f64 - 1.0)).sum::<f64>() / n;
    let between = pairs(&all) / (n * (n - 1.0));
    (n > 1.0 && between > 0.0).then(|| 1.0 - within / between)
}

/// Ranks apart: all values strictly between, and half of those that are either end.
fn ranks_apart(left: f64, right: f64, all: &[f64]) -> f64 {
    let (low, high) = (left.min(right), left.max(right));
    let between = all.iter().filter(|value| **value > low && **value < high).count() as f64;
    let ends = all.iter().filter(|value| **value == low || **value == high).count() as f64;
    if left == right { 0.0 } else { (between + ends / 2.0).powi(2) }
}

fn some_codings() -> impl Strategy<Value = Codings> {
    let line = prop::collection::vec(0..6_usize, 8);
    prop::collection::vec(line, 2..5).prop_map(|lines| {
        let word = |value: &usize| if *value == 0 { "*".to_owned() } else { value.to_string() };
        let lines: Vec<String> = lines.iter().map(|line| line.iter().map(word).collect::<Vec<_>>().join(" ")).collect();
        coded(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn alpha_is_the_one_found_pair_by_pair(codings in some_codings()) {
        let nominal = |left: f64, right: f64, _: &[f64]| f64::from(u8::from(left != right));
        let interval = |left: f64, right: f64, _: &[f64]| (left - right).powi(2);
        for (level, differ) in [
            (Level::Nominal, &nominal as &dyn Fn(f64, f64, &[f64]) -> f64),
            (Level::Ordinal(Vec::new()), &ranks_apart),
            (Level::Interval, &interval),
        ] {
            match (alpha(&codings, &level), alpha_by_pairs(&codings, differ)) {
                (Ok(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9, "{found} {expected}"),
                (found, expected) => prop_assert!(found.is_err() && expected.is_none(), "{found:?} {expected:?}"),
            }
        }
    }

    #[test]
    fn kappa_is_the_one_found_pair_by_pair(codings in some_codings()) {
        let both: Vec<(&str, &str)> = codings
            .values()
            .filter_map(|by_coder| Some((by_coder.get("C0")?.as_str(), by_coder.get("C1")?.as_str())))
            .collect();
        let n = both.len() as f64;
        let same = both.iter().filter(|(left, right)| left == right).count() as f64 / n;
        let crossed = both.iter().flat_map(|(left, _)| both.iter().map(move |(_, right)| left == right));
        let chance = crossed.filter(|same| *same).count() as f64 / (n * n);
        match kappa(&confusion(&codings, "C0", "C1")) {
            Ok(found) => prop_assert!((found - (same - chance) / (1.0 - chance)).abs() < 1e-9),
            Err(Undefined::NothingInCommon) => prop_assert!(both.is_empty()),
            Err(_) => prop_assert!(chance == 1.0),
        }
    }

    #[test]
    fn the_names_of_coders_make_no_difference_to_alpha(codings in some_codings()) {
        let renamed: Codings = codings
            .iter()
            .map(|(unit, by_coder)| {
                let values = by_coder.iter().map(|(coder, value)| (coder.replace('C', "Z9-"), value.clone()));
                (format!("x{unit}"), values.collect())
            })
            .collect();
        prop_assert_eq!(alpha(&codings, &Level::Nominal), alpha(&renamed, &Level::Nominal));
    }
}
