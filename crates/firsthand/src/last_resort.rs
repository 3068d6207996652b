//! What is said when the program itself fails: where, and nothing of what it was at work on, because a failing line of code
//! quotes the text that it failed on.

use crate::edge::EdgeError;
use std::panic::{PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;

/// Runs a command; if it crashes, the error is reported like any other and the exit code is that of a failure.
pub fn guarded(as_json: bool, run: fn() -> ExitCode) -> ExitCode {
    set_hook(Box::new(move |crash| stopped(crash).report(as_json)));
    catch_unwind(run).unwrap_or(ExitCode::FAILURE)
}

fn stopped(crash: &PanicHookInfo<'_>) -> EdgeError {
    let place = crash.location().map(|at| format!("{}:{}", at.file().replace('\\', "/"), at.line()));
    let place = place.map(|place| place.rsplit("/crates/").next().unwrap_or_default().to_owned());
    EdgeError::Stopped { place: place.unwrap_or_else(|| "an unknown place".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_crash_says_where_it_was_and_nothing_of_what_it_was_about() {
        let (send, receive) = channel();
        set_hook(Box::new(move |crash| drop(send.send(stopped(crash)))));
        assert!(catch_unwind(|| panic!("she said the lighthouse was dark")).is_err());
        drop(std::panic::take_hook());
        let error = receive.recv().unwrap();
        assert!(error.to_string().contains("last_resort.rs:") && !error.to_string().contains("lighthouse"), "{error}");
        assert_eq!(error.code(), "FH-CLI-007");
        let main = include_str!("main.rs");
        assert!(main.contains("\n    last_resort::guarded(as_json, commands::run)\n}"), "every command is run so");
    }
}
