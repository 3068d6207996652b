//! One function for each command, and the one place where a result becomes an exit code.

mod background;
mod check;
mod demo;
mod deriving;
mod draw;
mod judging;
mod reading;
mod serve;
mod writing;

use crate::cli::{Cli, Command, Global};
use crate::edge::EdgeError;
use crate::output::{Readable, print};
use clap::Parser;
use clap::error::ErrorKind;
use firsthand_archive::CorrectOptions;
use firsthand_archive::Search;
use serde_json::json;
use std::ffi::OsString;
use std::process::ExitCode;

/// Whether what was asked for was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All of it.
    Well,
    /// It ran, and what it found or left undone is bad news.
    Badly,
}

/// Parses the command line, runs the command, prints, and says how it went.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse_from(arguments()) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match dispatch(&cli) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Badly) => ExitCode::from(1),
        Err(error) => {
            error.report(cli.global.json);
            error.exit_code()
        }
    }
}

/// Whether `--json` was typed, which has to be known also where the command line cannot be read.
pub fn asks_for_json() -> bool {
    std::env::args_os().any(|argument| argument == "--json")
}

/// What was typed, but for `--json` behind `help`, which clap would take for the name of a command.
fn arguments() -> impl Iterator<Item = OsString> {
    let is_help = std::env::args_os().nth(1).is_some_and(|first| first == "help");
    std::env::args_os().filter(move |argument| !is_help || argument != "--json")
}

/// Help and version are answers; everything else that clap says is wrong use.
fn usage(error: &clap::Error) -> ExitCode {
    let as_json = asks_for_json();
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    match error.kind() {
        ErrorKind::DisplayHelp if as_json => println!("{}", json!({"help": error.to_string()})),
        ErrorKind::DisplayVersion if as_json => println!("{}", json!({"version": env!("CARGO_PKG_VERSION")})),
        _ if is_answer || !as_json => drop(error.print()),
        _ => return wrong_use(error),
    }
    ExitCode::from(if is_answer { 0 } else { 2 })
}

fn wrong_use(error: &clap::Error) -> ExitCode {
    let message = error.to_string().trim_start_matches("error: ").trim().to_owned();
    let usage = EdgeError::Usage { message };
    usage.report(true);
    usage.exit_code()
}

fn dispatch(cli: &Cli) -> Result<Done, EdgeError> {
    let global = &cli.global;
    match &cli.command {
        Command::New { dir } => writing::new(global, dir),
        Command::Add { files, as_source, derive } => {
            then_derived(global, *derive, writing::add(global, files, as_source.as_deref())?)
        }
        Command::Import { folder, keep_going, derive } => {
            then_derived(global, *derive, writing::import(global, folder, *keep_going)?)
        }
        Command::Rebuild => writing::rebuild(global),
        Command::Erase { target, reason, yes } => writing::erase(global, target, reason, *yes),
        Command::Undo { targets, reason } => writing::undo(global, targets, reason),
        Command::Publish { out, audience, at } => writing::publish(global, out.as_deref(), *audience, at.as_deref()),
        Command::Export { out, format, with_team_only } => reading::export(global, out, *format, *with_team_only),
        Command::Search { query, limit, offset, newest, facets, no_names } => {
            let wanted = Search {
                query: &query.join(" "),
                limit: *limit,
                offset: *offset,
                newest_first: *newest,
                with_facets: *facets,
                without_names: *no_names,
            };
            reading::search(global, wanted)
        }
        Command::History { question, speaker, looked } => {
            reading::history(global, question, speaker.as_deref(), looked)
        }
        Command::Reached { party, by, looked } => reading::reached(global, party, by.as_ref(), looked),
        Command::Chains { at } => reading::chains(global, at.as_deref()),
        Command::Dependences { open, at } => reading::dependences(global, *open, at.as_deref()),
        Command::Questions { id, looked } => reading::questions(global, id.as_deref(), looked),
        Command::Statements { at } => reading::statements(global, at.as_deref()),
        Command::Custody { id, at } => reading::custody(global, id.as_deref(), at.as_deref()),
        Command::Entry { entry } => reading::entry(global, entry),
        Command::Receipts { entry, out } => reading::receipts(global, *entry, out.as_deref()),
        Command::Findings { stale, looked } => judging::findings(global, *stale, looked),
        Command::CodingSheet { coder, of, own } => judging::coding_sheet(global, coder, of.as_deref(), own.as_deref()),
        Command::Agreement { sheets, level, decide, at, from_case: _ } => {
            judging::agreement(global, sheets, level, decide.as_deref(), at.as_deref())
        }
        Command::Grades { alike: true, at } => judging::graded_alike(global, at.as_deref()),
        Command::Grades { alike: false, at } => judging::grades(global, at.as_deref()),
        Command::Bearings { id, at } => judging::bearings(global, id.as_deref(), at.as_deref()),
        Command::Acts { pattern, csv, looked } => judging::acts(global, *pattern, *csv, looked),
        Command::Tensions { times, looked } => reading::tensions(global, *times, looked),
        Command::Transcripts { id, marks: Some(marks), like, .. } => {
            reading::transcript_marks(global, *marks, id.as_deref(), like.as_deref())
        }
        Command::Transcripts { id, format, revision, .. } => {
            reading::transcripts(global, id.as_deref(), *format, *revision)
        }
        Command::Correct { id, file, take_back, note, dry_run } => {
            let options = CorrectOptions { note: note.clone(), dry_run: *dry_run };
            writing::correct(global, id, file.as_deref(), *take_back, &options)
        }
        Command::Passages { annotations: true, .. } => reading::annotations(global),
        Command::Passages { orphans, .. } => reading::passages(global, *orphans),
        Command::Voices { id } => reading::voices(global, id.as_deref()),
        Command::Check { file, marks, out, format, audience, without_duress, keep } => {
            let wanted = check::Wanted {
                marks: marks.as_deref(),
                out: out.as_deref(),
                format,
                audience: *audience,
                without_duress: *without_duress,
                keep: *keep,
            };
            check::check(global, file, &wanted)
        }
        Command::Derive { status: true, .. } => deriving::status(global),
        Command::Derive { ids, kinds, jobs, background: true, .. } => {
            well(global, &background::begin(global, ids, kinds, *jobs)?)
        }
        Command::Derive { ids, kinds, remove, jobs, wait, .. } => {
            deriving::derive(global, ids, kinds, *remove, *jobs, *wait)
        }
        Command::Copies { open, jobs } => deriving::copies(global, *open, *jobs),
        Command::Verify { dir, verifier } => reading::verify(global, dir.as_deref(), verifier.as_deref()),
        Command::Draw { kind, id, narrow, lang, out, audience, looked } => {
            let wanted = draw::Wanted {
                kind: *kind,
                id: id.as_deref(),
                audience: *audience,
                lang: lang.as_deref(),
                narrow: *narrow,
                out: out.as_deref(),
                looked,
            };
            draw::draw(global, wanted)
        }
        Command::Serve { dir, port } => serve::serve(global, dir.as_deref(), *port),
        Command::Demo { out, no_serve, port } => demo::demo(global, out, *no_serve, *port),
    }
}

/// Begins to make derivatives of what came in, if that is asked for. With `--json` the receipt stays the one document.
fn then_derived(global: &Global, is_asked: bool, done: Done) -> Result<Done, EdgeError> {
    if is_asked {
        let begun = background::begin(global, &[], &[], 1)?;
        if !global.json {
            print(&begun, false);
        }
    }
    Ok(done)
}

/// Prints a result that is good news.
fn well<T: Readable>(global: &Global, result: &T) -> Result<Done, EdgeError> {
    print(result, global.json);
    Ok(Done::Well)
}
