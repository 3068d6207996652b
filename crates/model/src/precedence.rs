//! In which order things happened, as an answer gives it: what came before what, what was at the same time, and nothing of
//! the rest. Reading and printing it, and joining two of them; which answers meet is decided in `perspective`.

use std::collections::BTreeSet;
use std::fmt;

/// More things are not ordered in one answer, nor in all answers together.
pub const THINGS_AT_MOST: usize = 64;

/// How one thing lies to another: certainly at the same time, or certainly before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lies {
    AtOnce,
    Before,
}

/// What came before what: a partial order with everything that follows from it. Equal when the same follows from both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Precedence {
    /// Everything named, sorted.
    things: Vec<String>,
    /// How each lies to each, by place in `things`; none where nothing is said.
    lies: Vec<Vec<Option<Lies>>>,
}

/// Things at the same time, sorted; and such sets one after the other.
pub type Chain<'p> = Vec<Vec<&'p str>>;

impl Precedence {
    /// Reads chains such as `blow<dark<fire` and `blow=bell`. A thing alone is named and not ordered.
    ///
    /// # Errors
    /// What was expected instead: also where something would have come before itself.
    pub fn read<'t>(chains: impl IntoIterator<Item = &'t str>) -> Result<Precedence, String> {
        let mut pairs: Vec<(&str, Lies, &str)> = Vec::new();
        let mut things: BTreeSet<&str> = BTreeSet::new();
        for chain in chains {
            let mut before: Option<(&str, Lies)> = None;
            for (thing, sign) in links(chain) {
                if thing.is_empty() {
                    return Err(expected(chain));
                }
                pairs.extend(before.map(|(earlier, lies)| (earlier, lies, thing)));
                things.insert(thing);
                before = sign.map(|sign| (thing, sign));
            }
            if before.is_some() || chain.trim().is_empty() {
                return Err(expected(chain));
            }
        }
        if things.len() > THINGS_AT_MOST {
            return Err(format!("at most {THINGS_AT_MOST} things in one order"));
        }
        Self::closed(things.into_iter().map(str::to_owned).collect(), &pairs)
            .ok_or_else(|| "an order in which nothing comes before itself".to_owned())
    }

    /// Both at once; none where something would have come before itself, or they name too much.
    pub fn and(&self, other: &Precedence) -> Option<Precedence> {
        let things: BTreeSet<&String> = self.things.iter().chain(&other.things).collect();
        let pairs: Vec<(&str, Lies, &str)> = self.pairs().chain(other.pairs()).collect();
        let things: Vec<String> = things.into_iter().cloned().collect();
        if things.len() > THINGS_AT_MOST { None } else { Self::closed(things, &pairs) }
    }

    /// Whether all that the other says follows from this.
    pub fn implies(&self, other: &Precedence) -> bool {
        other.pairs().all(|(one, lies, next)| self.between(one, next) == Some(lies))
    }

    /// What of it is about the things that `keep` takes, with all that the rest lets follow about them.
    pub fn among(&self, keep: impl Fn(&str) -> bool) -> Precedence {
        let kept: Vec<usize> = (0..self.things.len()).filter(|&at| keep(&self.things[at])).collect();
        let row = |one: &usize| kept.iter().map(|next| self.lies[*one][*next]).collect();
        Precedence {
            things: kept.iter().map(|&at| self.things[at].clone()).collect(),
            lies: kept.iter().map(row).collect(),
        }
    }

    /// Everything it names, sorted.
    pub fn things(&self) -> &[String] {
        &self.things
    }

    /// Whether it says nothing of any order.
    pub fn is_empty(&self) -> bool {
        self.pairs().next().is_none()
    }

    /// The shortest chains from which all of it follows, then what is named and not ordered.
    pub fn chains(&self) -> Vec<Chain<'_>> {
        let sets: Vec<usize> = (0..self.things.len()).filter(|&at| self.is_first_of_its_set(at)).collect();
        let mut steps: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &one in &sets {
            let next = sets.iter().filter(|&&next| self.is_next(one, next, &sets));
            steps.extend(next.map(|&next| (one, next)));
        }
        let mut chains = Vec::new();
        let mut in_chains: BTreeSet<usize> = BTreeSet::new();
        while let Some(&first) = steps.iter().find(|step| !steps.iter().any(|other| other.1 == step.0)) {
            let mut chain = vec![first.0];
            let mut step = Some(first);
            while let Some((from, to)) = step {
                steps.remove(&(from, to));
                chain.push(to);
                step = steps.range((to, 0)..=(to, usize::MAX)).next().copied();
            }
            in_chains.extend(&chain);
            chains.push(chain.into_iter().map(|at| self.set_of(at)).collect());
        }
        let alone = sets.iter().filter(|at| !in_chains.contains(at));
        chains.extend(alone.map(|&at| vec![self.set_of(at)]));
        chains
    }

    fn closed(things: Vec<String>, pairs: &[(&str, Lies, &str)]) -> Option<Precedence> {
        let count = things.len();
        let place = |thing: &str| things.binary_search_by(|one| one.as_str().cmp(thing)).ok();
        let mut lies: Vec<Vec<Option<Lies>>> = vec![vec![None; count]; count];
        for &(one, how, next) in pairs {
            let (one, next) = (place(one)?, place(next)?);
            lies[one][next] = lies[one][next].max(Some(how));
            if how == Lies::AtOnce {
                lies[next][one] = lies[next][one].max(Some(how));
            }
        }
        for through in 0..count {
            for one in 0..count {
                for next in 0..count {
                    if let (Some(first), Some(then)) = (lies[one][through], lies[through][next]) {
                        lies[one][next] = lies[one][next].max(Some(first.max(then)));
                    }
                }
            }
        }
        // That a thing is at the same time as itself says nothing.
        let is_before_itself = (0..count).any(|at| lies[at][at].take() == Some(Lies::Before));
        (!is_before_itself).then_some(Precedence { things, lies })
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, Lies, &str)> {
        let all = (0..self.things.len()).flat_map(move |one| (0..self.things.len()).map(move |next| (one, next)));
        all.filter(|(one, next)| one != next).filter_map(|(one, next)| {
            self.lies[one][next].map(|lies| (self.things[one].as_str(), lies, self.things[next].as_str()))
        })
    }

    fn between(&self, one: &str, next: &str) -> Option<Lies> {
        let place = |thing: &str| self.things.binary_search_by(|one| one.as_str().cmp(thing)).ok();
        self.lies[place(one)?][place(next)?]
    }

    fn is_first_of_its_set(&self, at: usize) -> bool {
        !(0..at).any(|earlier| self.lies[earlier][at] == Some(Lies::AtOnce))
    }

    fn set_of(&self, at: usize) -> Vec<&str> {
        let same = (0..self.things.len()).filter(|&one| one == at || self.lies[at][one] == Some(Lies::AtOnce));
        same.map(|one| self.things[one].as_str()).collect()
    }

    /// Whether one comes before the next and nothing lies between them.
    fn is_next(&self, one: usize, next: usize, sets: &[usize]) -> bool {
        let is_before = |one: usize, next: usize| self.lies[one][next] == Some(Lies::Before);
        is_before(one, next) && !sets.iter().any(|&mid| is_before(one, mid) && is_before(mid, next))
    }
}

fn expected(chain: &str) -> String {
    format!("what came first, then what, as first<second or first=second; found «{}»", chain.trim())
}

/// The things of a chain, each with the sign that stands after it.
fn links(chain: &str) -> impl Iterator<Item = (&str, Option<Lies>)> {
    chain.split_inclusive(['<', '=']).map(|link| match (link.strip_suffix('<'), link.strip_suffix('=')) {
        (Some(thing), _) => (thing.trim(), Some(Lies::Before)),
        (_, Some(thing)) => (thing.trim(), Some(Lies::AtOnce)),
        _ => (link.trim(), None),
    })
}

/// As tables write it, with one spelling for all that say the same: `bell = blow < dark; fire`.
impl fmt::Display for Precedence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = |set: &Vec<&str>| set.join(" = ");
        let chain = |chain: &Chain<'_>| chain.iter().map(set).collect::<Vec<_>>().join(" < ");
        f.write_str(&self.chains().iter().map(chain).collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Precedence, String> {
        Precedence::read(text.split(';'))
    }

    #[track_caller]
    fn check(text: &str, printed: &str) {
        assert_eq!(read(text).unwrap().to_string(), printed);
    }

    #[test]
    fn one_order_has_one_spelling() {
        check("a<b;b<c", "a < b < c");
        check("a<b<c;a<c", "a < b < c");
        check("blow = bell < dark; fire", "bell = blow < dark; fire");
        check("a<c;b<c;c<d", "a < c < d; b < c");
        check("c<a;c<b", "c < a; c < b");
        check("b=a;a=c", "a = b = c");
    }

    #[test]
    fn what_would_come_before_itself_is_refused() {
        for text in ["a<a", "a<b;b<a", "a<b<c;c=a", "a<", "<a", "a<<b", ""] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn two_orders_are_joined_unless_they_go_in_a_circle() {
        let joined =
            |one: &str, other: &str| read(one).unwrap().and(&read(other).unwrap()).map(|both| both.to_string());
        assert_eq!(joined("a<b", "b<c").as_deref(), Some("a < b < c"));
        assert_eq!(joined("a<b", "c").as_deref(), Some("a < b; c"));
        assert_eq!(joined("a<b<c", "c<a"), None);
        assert_eq!(joined("a<b", "a=b"), None);
    }

    #[test]
    fn what_is_left_of_an_order_among_some_things_is_all_that_follows_about_them() {
        let among = |text: &str, keep: &str| read(text).unwrap().among(|thing| keep.contains(thing)).to_string();
        assert_eq!(among("a<b<c", "ac"), "a < c");
        assert_eq!(among("a=b<c;d", "bcd"), "b < c; d");
        assert_eq!(among("a<b", "b"), "b");
    }

    #[test]
    fn what_follows_is_implied_and_nothing_else() {
        let implies = |one: &str, other: &str| read(one).unwrap().implies(&read(other).unwrap());
        assert!(implies("a<b<c", "a<c"));
        assert!(implies("a=b<c", "b<c"));
        assert!(!implies("a<c", "a<b"));
        assert!(!implies("a<b", "a=b"));
        assert!(implies("a<b", "d"), "a thing that is only named says nothing");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is printed reads back as the same, and an order holds exactly if places for all its things can be found.
        #[test]
        fn an_order_holds_if_and_only_if_its_things_can_be_put_on_a_line(
            pairs in prop::collection::vec((0..4_usize, any::<bool>(), 0..4_usize), 1..6),
        ) {
            let name = |at: usize| ["a", "b", "c", "d"][at];
            let sign = |strict: bool| if strict { '<' } else { '=' };
            let text: Vec<String> = pairs.iter().map(|(x, strict, y)| format!("{}{}{}", name(*x), sign(*strict), name(*y))).collect();
            let holds = (0..256_usize).any(|code| {
                let at = |thing: usize| code >> (2 * thing) & 3;
                pairs.iter().all(|(x, strict, y)| if *strict { at(*x) < at(*y) } else { at(*x) == at(*y) })
            });
            let found = read(&text.join(";"));
            prop_assert_eq!(found.is_ok(), holds, "{}", text.join(";"));
            if let Ok(found) = found {
                prop_assert_eq!(read(&found.to_string()).unwrap(), found);
            }
        }
    }
}
