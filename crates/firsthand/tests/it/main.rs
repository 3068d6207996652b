//! The command as its users meet it: the real binary on real folders. Helpers to run it stand in `bench_case`.

mod bad_input;
mod command_line;
mod copies;
mod corrections;
mod derive;
mod example;
mod ferry;
mod film;
mod flips;
mod kills;
mod media;
mod origins;
mod readers;
mod resumed;
mod run;
mod ten_tests;
mod tensions;
mod transcripts;
mod two_publishes;
mod watch;
mod withheld;
