//! The `firsthand` command: parses, calls one verb of the archive, renders what it returns. No rules live here.

mod cli;
mod cli_values;
mod commands;
mod edge;
mod example;
mod keys;
mod last_resort;
mod output;
mod progress;
mod surroundings;

use std::io::IsTerminal;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    if arguments.next_if(|first| first == surroundings::READER_ARGUMENT).is_some() {
        return firsthand_archive::child_main(arguments.filter_map(|argument| argument.into_string().ok()));
    }
    // Colours are for somebody who looks; a program that reads gets none.
    let as_json = commands::asks_for_json();
    let is_seen = std::io::stderr().is_terminal() && !as_json;
    tracing_subscriber::fmt()
        .with_ansi(is_seen && std::env::var_os("NO_COLOR").is_none())
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("FIRSTHAND_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false)
        .init();
    last_resort::guarded(as_json, commands::run)
}
