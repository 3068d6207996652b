//! The time slots of an ELAN document, each with a time of its own or one spread evenly between its neighbours.

use super::xml;
use roxmltree::Node;
use std::collections::HashMap;

/// One slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its time; nothing where it lies outside all slots that have one.
    pub ms: Option<i64>,
    /// Whether the file states it.
    pub is_stated: bool,
}

/// All slots by name.
pub(super) struct Slots {
    by_id: HashMap<String, Slot>,
}

impl Slots {
    /// The slots of a document, in their order.
    pub fn of(root: Node<'_, '_>) -> Self {
        let orders = xml::children(root, "TIME_ORDER");
        let slots = orders.flat_map(|order| xml::children(order, "TIME_SLOT").collect::<Vec<_>>());
        let read = |slot: Node<'_, '_>| {
            let time = slot.attribute("TIME_VALUE").and_then(|value| value.parse().ok());
            (slot.attribute("TIME_SLOT_ID").unwrap_or_default().to_owned(), time)
        };
        let (ids, stated): (Vec<String>, Vec<Option<i64>>) = slots.map(read).unzip();
        let filled = spread(&stated);
        let slot = |(ms, stated): (Option<i64>, Option<i64>)| Slot { ms, is_stated: stated.is_some() };
        Slots { by_id: ids.into_iter().zip(filled.into_iter().zip(stated).map(slot)).collect() }
    }

    pub fn get(&self, id: &str) -> Option<Slot> {
        self.by_id.get(id).copied()
    }
}

/// Times with the gaps between two known ones filled evenly.
fn spread(stated: &[Option<i64>]) -> Vec<Option<i64>> {
    let mut filled = stated.to_vec();
    let known: Vec<(usize, i64)> = stated.iter().enumerate().filter_map(|(at, time)| Some((at, (*time)?))).collect();
    for pair in known.windows(2) {
        let ((from, first), (to, last)) = (pair[0], pair[1]);
        let whole = (to - from) as i128;
        for (part, time) in (1..).zip(&mut filled[from + 1..to]) {
            *time = i64::try_from(i128::from(first) + (i128::from(last) - i128::from(first)) * part / whole).ok();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_evenly_and_nothing_is_made_up_at_the_ends() {
        let filled = spread(&[None, Some(100), None, None, Some(400), None]);
        assert_eq!(filled, [None, Some(100), Some(200), Some(300), Some(400), None]);
    }
}
