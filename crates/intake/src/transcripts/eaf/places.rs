//! Where annotations lie: those on other annotations take their times from them, and those with times of their own are parts
//! of what they lie in. Which times slots have is said in `slots`.

use crate::transcripts::xml::Problems;
use firsthand_model::transcript::{Cue, Timing};
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};

/// The annotations of a document by name, tier and parent.
#[derive(Default)]
pub(super) struct Places<'a, 'd> {
    /// The cue that each annotation became.
    by_id: HashMap<&'a str, usize>,
    /// Annotations on others, with their cue and tier; parents may stand further down.
    references: Vec<(Node<'a, 'd>, usize, usize)>,
    tiers: Vec<Tier<'a>>,
}

struct Tier<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    constraint: Option<&'a str>,
    cues: Vec<usize>,
}

/// Annotations of one tier on one annotation, in the order in which they follow each other.
struct Row {
    cues: Vec<usize>,
    is_shared: bool,
}

impl<'a, 'd> Places<'a, 'd> {
    /// What is added from now on stands in this tier.
    pub fn begin_tier(&mut self, id: &'a str, parent: Option<&'a str>, constraint: Option<&'a str>) {
        self.tiers.push(Tier { id, parent, constraint, cues: Vec::new() });
    }

    /// Notes that an annotation became a cue.
    pub fn add(&mut self, annotation: Node<'a, 'd>, cue: usize, problems: &mut Problems<'_>) {
        let id = annotation.attribute("ANNOTATION_ID").unwrap_or_default();
        if self.by_id.insert(id, cue).is_some() {
            problems.at(annotation, format!("the annotation «{id}» stands twice; the last one counts"));
        }
        let tier = self.tiers.len().saturating_sub(1);
        if let Some(tier) = self.tiers.last_mut() {
            tier.cues.push(cue);
        }
        if annotation.has_tag_name("REF_ANNOTATION") {
            self.references.push((annotation, cue, tier));
        }
    }

    /// Annotations on others take their times from them: the whole of it, or an even share where several follow each other.
    pub fn resolve(&mut self, cues: &mut [Cue], problems: &mut Problems<'_>) {
        let mut rows: BTreeMap<(usize, usize), Vec<(Node<'a, 'd>, usize)>> = BTreeMap::new();
        for (annotation, cue, tier) in std::mem::take(&mut self.references) {
            let of = annotation.attribute("ANNOTATION_REF").unwrap_or_default();
            match self.by_id.get(of).filter(|parent| **parent != cue) {
                Some(&parent) => rows.entry((parent, tier)).or_default().push((annotation, cue)),
                None => problems.at(annotation, format!("the annotation «{of}» that it is about is not there")),
            }
        }
        let mut waiting: HashMap<usize, Vec<Row>> = HashMap::new();
        for ((parent, tier), members) in rows {
            members.iter().for_each(|(_, cue)| cues[*cue].parent = u32::try_from(parent).ok());
            let is_single = self.tiers[tier].constraint == Some("Symbolic_Association");
            if is_single && members.len() > 1 {
                let what = "several annotations where the tier allows one; each has the time of the whole";
                problems.at(members[1].0, what);
            }
            waiting.entry(parent).or_default().push(Row { cues: in_order(&members), is_shared: !is_single });
        }
        share(cues, waiting, problems);
    }

    /// Parts that have times of their own are parts of what they lie in.
    pub fn within_parents(&self, cues: &mut [Cue], problems: &mut Problems<'_>) {
        let by_id: HashMap<&str, &Tier<'a>> = self.tiers.iter().map(|tier| (tier.id, tier)).collect();
        let mut sorted: HashMap<&str, Vec<usize>> = HashMap::new();
        for tier in &self.tiers {
            let Some(parent) = tier.parent else { continue };
            let parents = sorted.entry(parent).or_insert_with(|| {
                let mut parents = by_id.get(parent).map(|parent| parent.cues.clone()).unwrap_or_default();
                parents.sort_by_key(|index| cues[*index].start_ms);
                parents
            });
            for index in &tier.cues {
                let cue = &cues[*index];
                if cue.parent.is_some() || cue.start_ms.is_none() {
                    continue;
                }
                let after = parents.partition_point(|parent| cues[*parent].start_ms <= cue.start_ms);
                let holds = |parent: &usize| cues[*parent].end_ms >= cue.end_ms && parent != index;
                match after.checked_sub(1).map(|at| parents[at]).filter(holds) {
                    Some(parent) => cues[*index].parent = u32::try_from(parent).ok(),
                    None => {
                        let line = cue.line.unwrap_or(1);
                        problems.at_line(line, "it lies in no annotation of the tier that it is a part of");
                    }
                }
            }
        }
    }
}

/// Siblings as they follow each other by what each says stands before it; as written where that leads nowhere.
fn in_order(members: &[(Node<'_, '_>, usize)]) -> Vec<usize> {
    let as_written = || members.iter().map(|(_, cue)| *cue).collect();
    let mut after: HashMap<Option<&str>, usize> = HashMap::new();
    for (at, (annotation, _)) in members.iter().enumerate() {
        if after.insert(annotation.attribute("PREVIOUS_ANNOTATION"), at).is_some() {
            return as_written();
        }
    }
    let mut ordered = Vec::new();
    let mut next = after.remove(&None);
    while let Some(at) = next {
        ordered.push(members[at].1);
        next = after.remove(&members[at].0.attribute("ANNOTATION_ID"));
    }
    if ordered.len() == members.len() { ordered } else { as_written() }
}

/// Gives rows their times from those of their parents, nearest to the time slots first.
fn share(cues: &mut [Cue], mut waiting: HashMap<usize, Vec<Row>>, problems: &mut Problems<'_>) {
    let mut ready: Vec<usize> = waiting.keys().copied().filter(|parent| is_timed(&cues[*parent])).collect();
    while let Some(parent) = ready.pop() {
        for row in waiting.remove(&parent).unwrap_or_default() {
            divide(cues, parent, &row);
            ready.extend(row.cues.into_iter().filter(|cue| waiting.contains_key(cue)));
        }
    }
    let mut lines: Vec<u64> =
        waiting.into_values().flatten().flat_map(|row| row.cues).filter_map(|cue| cues[cue].line).collect();
    lines.sort_unstable();
    lines
        .into_iter()
        .for_each(|line| problems.at_line(line, "what it is about has no times in order, and so it has none"));
}

fn is_timed(cue: &Cue) -> bool {
    cue.start_ms.zip(cue.end_ms).is_some_and(|(start, end)| start <= end)
}

fn divide(cues: &mut [Cue], parent: usize, row: &Row) {
    let (Some(start), Some(end)) = (cues[parent].start_ms, cues[parent].end_ms) else { return };
    let timing = cues[parent].timing;
    let count = if row.is_shared { row.cues.len() as i128 } else { 1 };
    let length = i128::from(end) - i128::from(start);
    let at = |part: i128| i64::try_from(i128::from(start) + length * part / count).unwrap_or(end);
    for (number, index) in (0..).zip(&row.cues) {
        let part = if row.is_shared { number } else { 0 };
        let cue = &mut cues[*index];
        (cue.start_ms, cue.end_ms) = (Some(at(part)), Some(at(part + 1)));
        cue.timing = if count == 1 { timing } else { Timing::Interpolated };
    }
}
