mod board;
mod figures;
mod history;
mod merge;
mod scope;
pub(crate) use board::StandingBoard;
pub(crate) use history::StandingHistory;
pub struct Standing;
