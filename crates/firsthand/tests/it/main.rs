//! The command as its users meet it: the real binary on real folders. Helpers to run it stand in `bench_case`.

mod bad_input;
mod coding;
mod command_line;
mod copies;
mod corrections;
mod derive;
mod draw;
mod example;
mod ferry;
mod film;
mod findings;
mod flips;
mod kills;
mod media;
mod origins;
mod reach;
mod readers;
mod resumed;
mod run;
mod ten_tests;
mod tensions;
mod transcripts;
mod two_publishes;
mod undo;
mod watch;
mod withheld;
