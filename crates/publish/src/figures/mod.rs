//! From records to figures: a drawing and its table, one file for each kind. How things are drawn is in `plot`.
//! Nothing here scores, ranks or averages, and every statement in a table is in its drawing and back.

mod agreement;
mod answers;
mod chain;
mod chain_root;
mod given;
mod history;
mod map;
mod matrix;
mod messages;
mod moments;
mod named;
mod plan;
mod plan_table;
mod printed;
mod tensions;
mod timeline;
mod who;

pub use agreement::agreement;
pub use answers::answers;
pub use chain::chain;
pub use history::{history, is_in_a_history};
pub use matrix::matrix;
pub use messages::messages;
pub(crate) use moments::{Moment, moments, span_of};
pub use plan::{map, plan, scope_map, scope_plan};
pub use tensions::tensions;
pub use timeline::timeline;
pub(crate) use timeline::{asked_legend, asked_times, printed_times};
pub use who::who;

use crate::figure::Figure;
use crate::page::Said;
use crate::site::Site;
use firsthand_model::board::Board;

/// Every drawing of a scope besides that of its answers, in the order of a page.
pub fn of_scope(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> Vec<Figure> {
    let Some(scope) = board.scopes.get(index) else { return Vec::new() };
    let all = [
        scope_map(site, from, question, board, index),
        scope_plan(site, from, question, board, index),
        history(site, from, question, board, index),
        matrix(site, from, question, board, index),
        chain(site, from, question, scope, index),
    ];
    all.into_iter().flatten().collect()
}
