//! Rules tried on small cases written as text; how the text is read is in `case`, how boards print in `print`.
//! The example case is tried in `tests/it`.

mod beside;
mod bounds;
pub(crate) mod case;
mod corrected;
mod ends;
mod explanations;
mod grounds;
mod groups;
mod history;
mod no_answer;
mod origins;
mod plain;
mod print;
mod properties;
mod scopes;
mod standing;
mod sums;
mod trying_all;
mod types;

use case::Case;
use firsthand_model::board::Board;

/// The board of the first question of a case written as text.
fn board(text: &str) -> Board {
    let case = Case::read(text);
    case.evidence().board(&case.questions[0].id).unwrap()
}

/// The same, printed.
fn printed(text: &str) -> String {
    print::board(&board(text))
}
