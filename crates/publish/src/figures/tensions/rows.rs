//! Rows of a drawing of tensions: what each record says, and where that stands on the axis.

use super::{Ends, Together, family, moment_name, plain};
use crate::plot::tensions::{Lies, TensionMark, TensionRow};
use firsthand_model::tension::{MomentTimes, OrderSaid, TenseRecord};
use firsthand_model::words::OrderRelation;

impl Together<'_> {
    pub(super) fn left_row(&self, times: &MomentTimes, (low, high): Ends) -> TensionRow {
        let left = self.left_words(times);
        let label = format!("{}: {left}", moment_name(times));
        let mark = match low.is_none() && high.is_none() {
            true => TensionMark::Nothing,
            false => TensionMark::Span(self.place(low), self.place(high)),
        };
        TensionRow { statement: None, label: plain(label), family: None, mark }
    }

    pub(super) fn left_words(&self, times: &MomentTimes) -> String {
        match (&times.earliest, &times.latest) {
            (None, None) => self.words.t("draw.tensions_open"),
            (low, high) => {
                let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "..".into());
                format!("{} / {}", end(low), end(high))
            }
        }
    }

    /// A record in one row; step by step where it tells several steps of an order.
    pub(super) fn rows(&self, record: &TenseRecord) -> Vec<TensionRow> {
        let row = |says: &str, mark| {
            let words = match &record.statement {
                Some(_) => format!("{} {}: {says}", record.name(), self.who(record)),
                None => format!("{} {says}", record.id),
            };
            let statement = record.statement.as_ref().map(|id| id.to_string());
            let family = record.statement.as_ref().map(|_| family(record));
            TensionRow { statement, label: plain(words), family, mark }
        };
        match (&record.placed, record.orders.as_slice()) {
            (Some(at), _) => {
                vec![row(&record.says, TensionMark::Span(self.place(at.low), self.place(at.high)))]
            }
            (None, []) => vec![row(&record.says, TensionMark::Nothing)],
            (None, [order]) => vec![row(&record.says, self.order(record, order))],
            (None, orders) => {
                orders.iter().map(|order| row(&format!("says that {order}"), self.order(record, order))).collect()
            }
        }
    }

    /// What is denied leaves more than one way to lie, and is in words only.
    fn order(&self, record: &TenseRecord, order: &OrderSaid) -> TensionMark {
        if order.is_denied {
            return TensionMark::Nothing;
        }
        let other = [Some(&order.than), order.until.as_ref()].into_iter().flatten();
        TensionMark::Order {
            shaded: other.map(|name| self.extent(name)).collect(),
            at: self.own_time(record, &order.moment),
            lies: lies(order.relation),
        }
    }

    fn place(&self, value: Option<i64>) -> Option<f64> {
        Some(self.axis.as_ref()?.place(value?))
    }

    /// From the earliest to the latest that any record puts a thing, or the whole axis where none does.
    fn extent(&self, name: &str) -> (f64, f64) {
        let whole = name.trim_end_matches(".start").trim_end_matches(".end");
        let left = self.left().into_iter().filter(|(times, _)| times.moment == whole).map(|(_, ends)| ends);
        let said = self.records().into_iter().chain(self.beside()).filter_map(|record| record.placed.as_ref());
        let said = said.filter(|at| at.of == whole).map(|at| (at.low, at.high));
        let ends: Vec<Ends> = left.chain(said).collect();
        let low = ends.iter().filter_map(|(low, _)| *low).min();
        let high = ends.iter().filter_map(|(_, high)| *high).max();
        (self.place(low).unwrap_or(0.0), self.place(high).unwrap_or(1.0))
    }

    /// Where the statement of a record puts a moment itself; the middle, where it gives a stretch.
    fn own_time(&self, record: &TenseRecord, moment: &str) -> Option<f64> {
        let all = self.records().into_iter().chain(self.beside());
        let mut own = all.filter(|other| other.statement.is_some() && other.statement == record.statement);
        let at = own.find_map(|other| other.placed.as_ref().filter(|at| at.of == moment))?;
        self.place(Some(at.low? + (at.high? - at.low?) / 2))
    }

    fn who(&self, record: &TenseRecord) -> String {
        let custody = if record.duress { format!(" ({})", self.words.t("common.duress")) } else { String::new() };
        format!("{}{custody}", record.speaker.as_deref().unwrap_or("–"))
    }
}

fn lies(relation: OrderRelation) -> Lies {
    match relation {
        OrderRelation::Before => Lies::Before,
        OrderRelation::After => Lies::After,
        OrderRelation::Between => Lies::Between,
        OrderRelation::During | OrderRelation::While | OrderRelation::At => Lies::With,
    }
}
