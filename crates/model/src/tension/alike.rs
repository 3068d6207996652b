//! Tensions of which one is another's with a record that says the same in its place: told and drawn once, with all who say it.

use super::Tension;
use std::collections::BTreeSet;

/// What of a tension is the same whoever says it: what its records say, and what follows from them; none where its sentence
/// does not begin with them.
type Key<'t> = Option<(BTreeSet<&'t str>, &'t str)>;

/// These in lots, in the order in which the first of each stands. In a lot of several, whoever says one thing is in tension with whoever
/// says each of the others; all others stand alone.
pub fn alike<'t>(tensions: &[&'t Tension]) -> Vec<Vec<&'t Tension>> {
    let mut lots: Vec<(Key<'t>, Vec<&'t Tension>)> = Vec::new();
    for tension in tensions {
        let key = key(tension);
        match lots.iter_mut().find(|(known, _)| known.is_some() && *known == key) {
            Some((_, lot)) => lot.push(tension),
            None => lots.push((key, vec![tension])),
        }
    }
    let apart = |lot: Vec<&'t Tension>| lot.into_iter().map(|tension| vec![tension]).collect();
    lots.into_iter().flat_map(|(_, lot)| if are_all_pairs(&lot) { vec![lot] } else { apart(lot) }).collect()
}

impl Tension {
    /// What follows from what its records say, where its sentence begins with that.
    pub fn conclusion(&self) -> Option<&str> {
        let said = self.records.iter().map(|record| format!("{} {}", record.name(), record.says));
        self.sentence.strip_prefix(&said.collect::<Vec<_>>().join("; "))
    }
}

fn key(tension: &Tension) -> Key<'_> {
    let said = tension.records.iter().map(|record| record.says.as_str()).collect();
    Some((said, tension.conclusion()?))
}

/// Whether there is a tension for every choice of one record for each thing said.
fn are_all_pairs(lot: &[&Tension]) -> bool {
    let said = lot[0].records.iter().map(|record| record.says.as_str());
    let who = |says: &str| {
        let records = lot.iter().flat_map(|tension| &tension.records).filter(|record| record.says == says);
        records.map(|record| (record.kind, record.id.as_str())).collect::<BTreeSet<_>>().len()
    };
    lot.len() == 1 || lot.len() == said.map(who).product::<usize>()
}

#[cfg(test)]
mod tests {
    use super::super::{TenseIn, TenseRecord};
    use super::*;
    use crate::Kind;

    fn tension(said: &[(&str, &str)]) -> Tension {
        let record = |(id, says): &(&str, &str)| TenseRecord {
            kind: Kind::Answer,
            id: (*id).to_owned(),
            statement: None,
            says: (*says).to_owned(),
            speaker: None,
            basis: None,
            duress: false,
            placed: None,
            orders: Vec::new(),
        };
        let records: Vec<TenseRecord> = said.iter().map(record).collect();
        let told = records.iter().map(|one| format!("{} {}", one.name(), one.says)).collect::<Vec<_>>().join("; ");
        Tension {
            what: TenseIn::Number,
            records,
            beside: Vec::new(),
            about: Vec::new(),
            about_in_words: Vec::new(),
            apart: String::new(),
            sentence: format!("{told}. No numbers fit all of these."),
            causes: Vec::new(),
            looked_for: Vec::new(),
        }
    }

    #[track_caller]
    fn check(pairs: &[(&str, &str)], lots: &[usize]) {
        let all: Vec<Tension> =
            pairs.iter().map(|(one, other)| tension(&[(one, "has 26"), (other, "has 22")])).collect();
        let found = alike(&all.iter().collect::<Vec<_>>());
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), lots, "{pairs:?}");
    }

    #[test]
    fn who_says_the_same_stands_together_where_every_choice_is_a_tension() {
        let pairs = [("E1.1", "E2.1"), ("E1.1", "E3.1"), ("E4.1", "E2.1"), ("E4.1", "E3.1")];
        check(&pairs, &[4]);
        check(&pairs[..2], &[2]);
        check(&pairs[..1], &[1]);
        check(&[pairs[0], pairs[3]], &[1, 1]);
    }

    #[test]
    fn whose_sentence_does_not_begin_with_its_records_stands_alone() {
        let one = Tension { sentence: "They cannot all be right.".into(), ..tension(&[("E1.1", "has 26")]) };
        assert_eq!(alike(&[&one, &one]).len(), 2);
    }
}
