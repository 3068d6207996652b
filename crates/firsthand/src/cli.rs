//! The command line as clap sees it. What each command does is in `commands`; what options take is in `cli_values`.

pub use crate::cli_values::{
    AudienceName, CheckedAs, DerivedKind, DrawingName, Format, MarkName, ProgressAs, TakenBack, WrittenAs,
};
use crate::cli_values::{NamedEntry, hour, named_entry};
use clap::{Args, Parser, Subcommand};
use firsthand_archive::Edtf;
use std::path::PathBuf;

/// Turns first-hand testimony into an account that any reader can walk down to its bytes.
#[derive(Debug, Parser)]
#[command(name = "firsthand", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// The case's folder; otherwise the nearest parent with a firsthand.toml.
    #[arg(long, global = true, value_name = "DIR", env = "FIRSTHAND_CASE")]
    pub case: Option<PathBuf>,
    /// Print one JSON document on standard output, and errors as JSON on standard error.
    #[arg(long, global = true)]
    pub json: bool,
    /// The file with the signing key; otherwise your own. `new` makes the key where there is none yet.
    #[arg(long, global = true, value_name = "FILE", env = "FIRSTHAND_KEY")]
    pub key: Option<PathBuf>,
    /// Who is named as author of what is written.
    #[arg(long, global = true, value_name = "NAME", env = "FIRSTHAND_AUTHOR")]
    pub author: Option<String>,
    /// Say nothing while working, but what --progress asks for.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How far long work has come, on standard error: a bar on a terminal, a line of JSON for each report, or nothing.
    #[arg(long, global = true, value_enum, value_name = "AS", default_value_t = ProgressAs::Auto)]
    pub progress: ProgressAs,
}

/// In which state a case is looked at, and what of it counts.
#[derive(Debug, Args)]
pub struct Looked {
    /// As the case stood: after so many entries (120), at the end of a day, UTC (2026-11-24), or at a moment
    /// (2026-11-24T10:00:00Z).
    #[arg(long, value_name = "STATE")]
    pub at: Option<String>,
    /// Leave out what was said under duress.
    #[arg(long)]
    pub without_duress: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new case.
    New {
        /// A folder that is new or empty.
        dir: PathBuf,
    },
    /// Add files as originals; a referenced original becomes held when its bytes arrive.
    Add {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The source whose original the file is.
        #[arg(long = "as", value_name = "SOURCE")]
        as_source: Option<String>,
        /// Then make derivatives in the background; `derive --status` says how far that is.
        #[arg(long)]
        derive: bool,
    },
    /// Import a folder of tables, accounts and files.
    Import {
        /// The folder.
        folder: PathBuf,
        /// Leave faulty rows out instead of refusing everything.
        #[arg(long)]
        keep_going: bool,
        /// Then make derivatives in the background; `derive --status` says how far that is.
        #[arg(long)]
        derive: bool,
    },
    /// Write the case as a folder of tables and accounts.
    Export {
        /// A folder that is new or empty.
        out: PathBuf,
        /// In which format tables are written.
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
        /// Also write columns whose name ends in _team_only.
        #[arg(long)]
        with_team_only: bool,
    },
    /// Search everything that the case holds as text.
    Search {
        /// Words in any form, "quoted words", AND, OR, NOT, brackets, beginnings*, near~ words, and filters such as
        /// speaker:NAME, kind:transcript, said:2004-09, question:Q01. Operators are in upper case.
        #[arg(required = true, num_args = 1.., value_name = "QUERY")]
        query: Vec<String>,
        /// How many hits are shown.
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// How many hits before those are passed over.
        #[arg(long, default_value_t = 0)]
        offset: usize,
        /// What was said last first, instead of the best.
        #[arg(long)]
        newest: bool,
        /// Count kinds, speakers, roles, sources, sessions, languages and questions over everything found.
        #[arg(long)]
        facets: bool,
        /// Take registered names for words like any other.
        #[arg(long)]
        no_names: bool,
    },
    /// List the questions, or show one with its answers.
    Questions {
        /// A question's id.
        id: Option<String>,
        #[command(flatten)]
        looked: Looked,
    },
    /// Show how the figures of a question changed: who gave which number, when, and in place of which.
    History {
        /// A question's id.
        question: String,
        /// Only the figures of this speaker, a person or body by id.
        #[arg(long, value_name = "PARTY")]
        speaker: Option<String>,
        #[command(flatten)]
        looked: Looked,
    },
    /// Show what is reported to have reached a person or body by an hour: who says so, and since when.
    Reached {
        /// A person, body or role by id.
        party: String,
        /// The hour or day, as 2004-09-02 or 2004-09-02T12:00, in the case's zone where none is given; a day means its end.
        #[arg(long, value_name = "WHEN", value_parser = hour)]
        by: Option<Edtf>,
        #[command(flatten)]
        looked: Looked,
    },
    /// List chains of reports that go backwards in time as recorded, for investigators.
    Chains {
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// List how statements are recorded to hang together, or what a person may still be asked.
    Dependences {
        /// Pairs that share a rare number or nearly the same wording, and of which nobody has judged yet.
        #[arg(long)]
        open: bool,
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// List the statements with their answers.
    Statements {
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// Say how originals came here, hand by hand, and what of them was verified: of all that are held, or of one source.
    Custody {
        /// The source's id.
        id: Option<String>,
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// Show one entry of the ledger: what was recorded, when, by whom, and what covers it.
    Entry {
        /// Its number, counted from 0, as dossiers print it, also 1,765; or the record that stands in it, as E028 or statement:E028.
        #[arg(value_name = "ENTRY", value_parser = named_entry)]
        entry: NamedEntry,
    },
    /// List the receipts of imports, or show one whole: what became of every file, summing to 100 %.
    Receipts {
        /// The entry in which it stands.
        entry: Option<u64>,
        /// Write it as one page to print, instead of showing it.
        #[arg(long, value_name = "FILE.html", requires = "entry")]
        out: Option<PathBuf>,
    },
    /// List the findings: by which rule, what that comes to, and whether a statement cited was changed since.
    Findings {
        /// Only those that were written before a statement they cite was changed, retracted, withheld or erased.
        #[arg(long)]
        stale: bool,
        #[command(flatten)]
        looked: Looked,
    },
    /// Write a sheet for one coder as a table: what is to be coded, and nothing of what others made of it.
    CodingSheet {
        /// The coder, by initials or another mark.
        #[arg(long, value_name = "NAME")]
        coder: String,
        /// One question alone.
        #[arg(long, value_name = "QUESTION")]
        of: Option<String>,
        /// The same coder's sheet, filled in so far: what it says is answered is asked for next, and nothing need be imported.
        #[arg(long, value_name = "SHEET")]
        own: Option<PathBuf>,
    },
    /// Show how far coders agree, field by field, and where they differ.
    Agreement {
        /// Sheets that coders filled in.
        #[arg(required_unless_present = "from_case", value_name = "SHEET")]
        sheets: Vec<PathBuf>,
        /// Compare the codings of the case instead.
        #[arg(long, conflicts_with = "sheets")]
        from_case: bool,
        /// With --from-case: as the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE", requires = "from_case")]
        at: Option<String>,
        /// What differences of a field count for: FIELD=nominal, FIELD=ordinal, FIELD=interval, or FIELD=low<medium<high.
        #[arg(long, value_name = "FIELD=LEVEL")]
        level: Vec<String>,
        /// Write the differences as a table in which each is to be decided.
        #[arg(long, value_name = "FILE")]
        decide: Option<PathBuf>,
    },
    /// List the grades of sources and statements, for the team alone.
    Grades {
        /// Show instead how far persons who graded the same grade it alike: letters and digits apart, and where they differ.
        #[arg(long)]
        alike: bool,
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// List how persons judge that statements bear on explanations, of all questions or of one.
    Bearings {
        /// The question's id.
        id: Option<String>,
        /// As the case stood after so many entries, at the end of a day, or at a moment.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// List who did what to whom, without private names.
    Acts {
        /// How many acts there are of each type, actor, role, place and month.
        #[arg(long)]
        pattern: bool,
        /// Print the pattern as a table for other tools.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        #[command(flatten)]
        looked: Looked,
    },
    /// List what does not fit together as recorded, in time and in number, for investigators.
    Tensions {
        /// Show the times that the other records leave to every event, message and time asked for.
        #[arg(long)]
        times: bool,
        #[command(flatten)]
        looked: Looked,
    },
    /// List the transcripts, or show one whole, in the speakers' order.
    Transcripts {
        /// A source's id, a file's name or an original's sha256:… digest.
        id: Option<String>,
        /// Print it as a file for other tools.
        #[arg(long, requires = "id", value_enum)]
        format: Option<WrittenAs>,
        /// Show it as it stood in this revision of its corrections; 0 is as it was read.
        #[arg(long, requires = "id", value_name = "N")]
        revision: Option<i64>,
        /// List what stands between the words instead, in all transcripts or in one.
        #[arg(long, value_enum, conflicts_with_all = ["format", "revision"])]
        marks: Option<MarkName>,
        /// Only marks with this in their words, speaker or address.
        #[arg(long, requires = "marks", value_name = "TEXT")]
        like: Option<String>,
    },
    /// Correct a transcript by an edited copy of it, such as `transcripts ID --format text` writes, or take a correction back.
    Correct {
        /// A source's id, a file's name or an original's sha256:… digest.
        id: String,
        /// The edited copy: our own text, or any format of transcripts, from which only words and speakers are taken.
        #[arg(required_unless_present = "take_back", conflicts_with = "take_back")]
        file: Option<PathBuf>,
        /// Take back a revision, or one operation of it, as 2 or 2.5; nothing is lost by it.
        #[arg(long, value_name = "REVISION")]
        take_back: Option<TakenBack>,
        /// Why, noted with each correction.
        #[arg(long)]
        note: Option<String>,
        /// Show what was understood and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Look whether the words of statements still stand in the transcripts, also after corrections.
    Passages {
        /// Only those that are found nowhere any more, and those whose time and words disagree.
        #[arg(long)]
        orphans: bool,
        /// Print those that are found as a collection of Web Annotations (JSON-LD) for other programs; nothing is cleared.
        #[arg(long, conflicts_with = "orphans")]
        annotations: bool,
    },
    /// List how speakers are spelled in transcripts, and whose voices those are by decision.
    Voices {
        /// A source's id, a file's name or an original's sha256:… digest.
        id: Option<String>,
    },
    /// Lay the claims of a text beside the record: the first run writes a table to mark them in, the next ones compare.
    Check {
        /// Any text about the event: .txt, .md, .html, .docx, .odt or .pdf.
        file: PathBuf,
        /// The table of marks; otherwise the file's name with .marks.csv.
        #[arg(long, value_name = "TABLE")]
        marks: Option<PathBuf>,
        /// The folder for the result; otherwise the file's name with .check.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// In which forms the result is written; otherwise in all.
        #[arg(long, value_enum, value_delimiter = ',')]
        format: Vec<CheckedAs>,
        /// For whom: what is withheld from them is not compared and not shown.
        #[arg(long, value_enum, default_value_t = AudienceName::Public)]
        audience: AudienceName,
        /// Leave out what was said under duress from what is compared.
        #[arg(long)]
        without_duress: bool,
        /// Make claims that are statements of the case (column is_statement) rows of its prompt.
        #[arg(long)]
        keep: bool,
    },
    /// Make posters, waveforms, playable copies, page images and thumbnails of held originals.
    Derive {
        /// Sources, names of files or sha256:… digests; otherwise every held original.
        #[arg(value_name = "ID")]
        ids: Vec<String>,
        /// Only this kind; can be given several times.
        #[arg(long = "kind", value_enum, value_name = "KIND")]
        kinds: Vec<DerivedKind>,
        /// Remove them instead; they can be made again.
        #[arg(long)]
        remove: bool,
        /// How many are made at once.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
        jobs: u16,
        /// Make them in the background, by a process that goes on when this command has ended.
        #[arg(long, conflicts_with = "remove")]
        background: bool,
        /// Say whether that runs, how far it is, and what is there or missing.
        #[arg(long, conflicts_with_all = ["ids", "kinds", "remove", "background"])]
        status: bool,
        /// Wait while another command makes derivatives of this case, instead of failing.
        #[arg(long)]
        wait: bool,
    },
    /// List originals that are the same or nearly, so that you can record whether one rests on the other.
    Copies {
        /// Only pairs about which nobody has said everything yet.
        #[arg(long)]
        open: bool,
        /// How many fingerprints are made at once.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
        jobs: u16,
    },
    /// Check a case or a dossier, byte by byte.
    Verify {
        /// A case or a dossier; otherwise the case.
        dir: Option<PathBuf>,
        /// Check against this verifier key instead of the one that the folder names.
        #[arg(long, value_name = "TEXT")]
        verifier: Option<String>,
    },
    /// Throw away what is derived and make it again from the ledger.
    Rebuild,
    /// Erase a record or an original for good; without --yes only say what would go.
    Erase {
        /// A record as kind:id, or its id alone, or an original's sha256:… digest.
        target: String,
        /// Why, in words that name nobody; it stays in the ledger.
        #[arg(long)]
        reason: String,
        /// Do it: there is no way back.
        #[arg(long)]
        yes: bool,
    },
    /// Take the last change of a judgment back; what was before is shown again, and nothing is removed.
    Undo {
        /// Records of the judgment layer as kind:id, or by their id alone.
        #[arg(required = true, value_name = "RECORD")]
        targets: Vec<String>,
        /// Why; it stays in the ledger.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Publish the case as a dossier.
    Publish {
        /// The dossier's folder; otherwise the case's name with -dossier, beside the case.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// For whom.
        #[arg(long, value_enum, default_value_t = AudienceName::Public)]
        audience: AudienceName,
        /// As the case stood, but for what was erased since; refused if less may be shown since.
        #[arg(long, value_name = "STATE")]
        at: Option<String>,
    },
    /// Draw answers, histories, chains of reports and more as an SVG file, with the table of the same facts in --json.
    Draw {
        /// Which drawing.
        #[arg(value_enum)]
        kind: DrawingName,
        /// The question's id, for drawings of one question; a plan or map without one is of the whole case. Of tensions, an event, message, question or record: only what is
        /// about it.
        id: Option<String>,
        /// The form for narrow columns.
        #[arg(long)]
        narrow: bool,
        /// In which of the case's languages; otherwise in its main one.
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        /// The file to write; otherwise standard output.
        #[arg(long, value_name = "FILE.svg")]
        out: Option<PathBuf>,
        /// For whom it is cleared: nothing is drawn that this audience may not see. Public, if left out; tensions have none.
        #[arg(long, value_enum)]
        audience: Option<AudienceName>,
        #[command(flatten)]
        looked: Looked,
    },
    /// Serve a dossier on this machine alone.
    Serve {
        /// The dossier; otherwise the case's.
        dir: Option<PathBuf>,
        /// The port; 0 takes any that is free.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Make a case from the example, publish it and serve it.
    Demo {
        /// The folder for tables, case and dossier.
        #[arg(long, value_name = "DIR", default_value = "firsthand-demo")]
        out: PathBuf,
        /// Stop after publishing.
        #[arg(long)]
        no_serve: bool,
        /// The port; 0 takes any that is free.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}
