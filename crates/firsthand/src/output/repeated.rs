//! Tensions of which one is another's with a record that says the same in its place: said once, with all who say it.

use firsthand_archive::Tension;
use std::collections::BTreeSet;

/// A tension's sentence in its parts.
struct Clauses<'t> {
    /// What each record is called, and what it says.
    said: Vec<(String, &'t str)>,
    /// What follows from them.
    rest: &'t str,
}

impl<'t> Clauses<'t> {
    fn of(tension: &'t Tension) -> Clauses<'t> {
        let said: Vec<(String, &str)> =
            tension.records.iter().map(|record| (record.name(), record.says.as_str())).collect();
        let told = said.iter().map(|(name, says)| format!("{name} {says}")).collect::<Vec<_>>().join("; ");
        match tension.sentence.strip_prefix(&told) {
            Some(rest) => Clauses { said, rest },
            None => Clauses { said: Vec::new(), rest: &tension.sentence },
        }
    }

    /// Of two with the same each says what the other says, whoever says it.
    fn key(&self) -> (BTreeSet<&'t str>, &'t str) {
        (self.said.iter().map(|(_, says)| *says).collect(), self.rest)
    }
}

/// The sentences of these, in the order in which the first of each stands.
pub fn sentences(tensions: &[&Tension]) -> Vec<String> {
    let mut lots: Vec<Vec<Clauses<'_>>> = Vec::new();
    for clauses in tensions.iter().map(|tension| Clauses::of(tension)) {
        match lots.iter_mut().find(|lot| lot[0].key() == clauses.key()) {
            Some(lot) => lot.push(clauses),
            None => lots.push(vec![clauses]),
        }
    }
    lots.iter().flat_map(|lot| folded(lot)).collect()
}

/// One sentence, where whoever says one thing of it is in tension with whoever says the others; else each by itself.
fn folded(lot: &[Clauses<'_>]) -> Vec<String> {
    let names: Vec<Vec<&str>> = lot[0].said.iter().map(|(_, says)| names(lot, says)).collect();
    match lot.len() == names.iter().map(Vec::len).product::<usize>() {
        true => vec![sentence(&lot[0], &names)],
        false => lot.iter().map(own_sentence).collect(),
    }
}

fn own_sentence(clauses: &Clauses<'_>) -> String {
    let names: Vec<Vec<&str>> = clauses.said.iter().map(|(name, _)| vec![name.as_str()]).collect();
    sentence(clauses, &names)
}

fn sentence(clauses: &Clauses<'_>, names: &[Vec<&str>]) -> String {
    let said = clauses.said.iter().zip(names).map(|((_, says), names)| match names.as_slice() {
        [name] => format!("{name} {says}"),
        several => format!("each of {} {says}", several.join(", ")),
    });
    said.collect::<Vec<_>>().join("; ") + clauses.rest
}

/// Who says this in any of them, each once, as they come.
fn names<'l>(lot: &'l [Clauses<'_>], says: &str) -> Vec<&'l str> {
    let mut seen = BTreeSet::new();
    let all = lot.iter().flat_map(|clauses| &clauses.said).filter(|(_, one)| *one == says);
    all.map(|(name, _)| name.as_str()).filter(|name| seen.insert(*name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses<'t>(said: &[(&str, &'t str)]) -> Clauses<'t> {
        Clauses { said: said.iter().map(|(name, says)| ((*name).to_owned(), *says)).collect(), rest: "." }
    }

    #[test]
    fn who_says_the_same_is_named_together() {
        let lot = [("E1.1", "E2.1"), ("E1.1", "E3.1"), ("E4.1", "E2.1"), ("E4.1", "E3.1")]
            .map(|(one, other)| clauses(&[(one, "has 26"), (other, "has 22")]));
        assert_eq!(folded(&lot), ["each of E1.1, E4.1 has 26; each of E2.1, E3.1 has 22."]);
        assert_eq!(folded(&lot[..2]), ["E1.1 has 26; each of E2.1, E3.1 has 22."]);
    }

    #[test]
    fn one_tension_is_said_as_it_is() {
        assert_eq!(folded(&[clauses(&[("E1.1", "has 26"), ("E2.1", "has 26")])]), ["E1.1 has 26; E2.1 has 26."]);
    }

    #[test]
    fn what_would_say_more_than_there_is_stays_apart() {
        let lot =
            [("E1.1", "E2.1"), ("E4.1", "E3.1")].map(|(one, other)| clauses(&[(one, "has 26"), (other, "has 22")]));
        assert_eq!(folded(&lot), ["E1.1 has 26; E2.1 has 22.", "E4.1 has 26; E3.1 has 22."]);
    }
}
