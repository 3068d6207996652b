//! The person to whom all statements of one report go back, drawn once. Each statement names them in its own way: as its
//! speaker, as whoever its speaker has it from, or only by what it rests on.

use super::chain::Hop;
use crate::plot::chain::ChainStep;

/// Lets a chain begin at its root. What stood before it is left out where it says no more than that it is unknown; a root that
/// was only found by what the statement rests on stands before what the statement itself says.
pub(super) fn begin_at(root: &Hop, hops: &mut Vec<Hop>) {
    let before = hops.iter().position(|hop| is_of(root, hop));
    match before {
        Some(place) if hops[..place].iter().all(|hop| hop.step == ChainStep::Unknown) => drop(hops.drain(..place)),
        Some(_) => {}
        None => {
            hops.retain(|hop| hop.step != ChainStep::Unknown);
            hops.insert(0, root.clone());
        }
    }
}

/// Makes one step of the first steps of several chains, where all of them are their root's: as they have it if they have it alike,
/// by the root's name otherwise.
pub(super) fn join_at(root: &Hop, paths: &mut [Vec<Hop>]) {
    let firsts = || paths.iter().filter_map(|path| path.first());
    if !firsts().all(|first| is_of(root, first)) {
        return;
    }
    let Some(first) = firsts().next() else { return };
    let are_alike = firsts().all(|other| (&other.step, &other.label) == (&first.step, &first.label));
    let joined = if are_alike { first.clone() } else { root.clone() };
    paths.iter_mut().filter_map(|path| path.first_mut()).for_each(|first| *first = joined.clone());
}

fn is_of(root: &Hop, hop: &Hop) -> bool {
    hop.key.strip_prefix(&root.key).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Said;
    use firsthand_model::BasisFamily;

    fn hop(key: &str, step: ChainStep) -> Hop {
        Hop { key: key.into(), step, label: Said { text: key.into(), ..Said::default() } }
    }

    fn keys(path: &[Hop]) -> Vec<&str> {
        path.iter().map(|hop| hop.key.as_str()).collect()
    }

    #[test]
    fn a_speaker_whose_own_source_is_unknown_is_the_root_that_others_name() {
        let root = hop("P1", ChainStep::Carrier);
        let speaker = hop("P1 a spokesman, at the hall, reported", ChainStep::Speaker(BasisFamily::Told));
        let mut paths = vec![
            vec![hop("unknown E1", ChainStep::Unknown), speaker.clone(), hop("here E1", ChainStep::Here("E1".into()))],
            vec![hop("P1", ChainStep::Carrier), hop("P2 a reporter", ChainStep::Speaker(BasisFamily::Told))],
            vec![hop("unknown E3", ChainStep::Unknown), hop("P10 another", ChainStep::Carrier)],
        ];
        paths.iter_mut().for_each(|path| begin_at(&root, path));
        assert_eq!(keys(&paths[0]), ["P1 a spokesman, at the hall, reported", "here E1"]);
        assert_eq!(keys(&paths[2]), ["P1", "P10 another"], "P10 is not P1");
        join_at(&root, &mut paths);
        assert!(paths.iter().all(|path| path[0] == root));
    }

    #[test]
    fn who_stands_in_all_chains_alike_keeps_how_they_know() {
        let root = hop("P1", ChainStep::Carrier);
        let speaker = hop("P1 a guard saw", ChainStep::Speaker(BasisFamily::FirstHand));
        let mut paths = vec![vec![speaker.clone()], vec![speaker.clone()]];
        join_at(&root, &mut paths);
        assert!(paths.iter().all(|path| *path == [speaker.clone()]));
    }

    #[test]
    fn a_source_before_the_root_stays_and_nothing_is_joined_over_it() {
        let root = hop("P1", ChainStep::Carrier);
        let mut path =
            vec![hop("a list", ChainStep::Carrier), hop("P1 a clerk", ChainStep::Speaker(BasisFamily::Told))];
        begin_at(&root, &mut path);
        assert_eq!(keys(&path), ["a list", "P1 a clerk"]);
        let mut paths = vec![path, vec![root.clone()]];
        let before = paths.clone();
        join_at(&root, &mut paths);
        assert_eq!(paths, before);
    }
}
