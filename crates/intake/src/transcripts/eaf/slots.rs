//! The time slots of an ELAN document, each with a time of its own or one spread evenly between its neighbours.

use super::xml;
use crate::transcripts::moments::{Moment, spread};
use roxmltree::Node;
use std::collections::HashMap;

/// All slots by name.
pub(super) struct Slots {
    by_id: HashMap<String, Moment>,
    /// The slots in their order, `ts1=1800 ts2`, parted by spaces.
    pub order: String,
}

impl Slots {
    /// The slots of a document, in their order.
    pub fn of(root: Node<'_, '_>, problems: &mut xml::Problems<'_>) -> Self {
        let slots: Vec<Node<'_, '_>> =
            xml::children(root, "TIME_ORDER").flat_map(|order| order.children().filter(Node::is_element)).collect();
        let stated: Vec<Option<i64>> = slots.iter().map(|slot| time(*slot, problems)).collect();
        let (mut by_id, mut order) = (HashMap::new(), Vec::new());
        for ((slot, moment), stated) in slots.iter().zip(spread(&stated)).zip(&stated) {
            let id = slot.attribute("TIME_SLOT_ID").unwrap_or_default();
            if by_id.insert(id.to_owned(), moment).is_some() {
                problems.at(*slot, format!("the time slot {id} stands twice; the last one counts"));
            }
            order.push(stated.map_or_else(|| id.to_owned(), |ms| format!("{id}={ms}")));
        }
        Slots { by_id, order: order.join(" ") }
    }

    pub fn get(&self, id: &str) -> Option<Moment> {
        self.by_id.get(id).copied()
    }
}

fn time(slot: Node<'_, '_>, problems: &mut xml::Problems<'_>) -> Option<i64> {
    let written = slot.attribute("TIME_VALUE")?;
    let time = written.trim().parse().ok().filter(|ms| *ms >= 0);
    if time.is_none() {
        problems.at(slot, format!("«{written}» is no time in milliseconds; the slot lies between its neighbours"));
    }
    time
}
