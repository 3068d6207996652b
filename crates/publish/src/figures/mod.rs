//! From records to figures: a drawing and its table, one file for each kind. How things are drawn is in `plot`.
//! Nothing here scores, ranks or averages, and every statement in a table is in its drawing and back.

mod chain;
mod given;
mod history;
mod matrix;
mod messages;
mod who;

pub use chain::chain;
pub use history::history;
pub use matrix::matrix;
pub use messages::messages;
pub use who::who;
