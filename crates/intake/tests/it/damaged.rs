//! Ten thousand damaged files, of every suite and example that is at hand and of the corpus of the fuzz targets: no reader
//! stops, runs on without end or gives a reading that is not whole. Damage comes from seeds, so each case can be had again.

use crate::damaged_files::{Sample, case, corpus, everything, files, name_of_corpus, root, samples};
use crate::support::sandbox;
use crate::well_formed;
use firsthand_intake::{Limits, Mode, Reading, read_bytes};
use firsthand_testkit::shared;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const CASES: u64 = 10_000;
/// Files of the suites and of the data that there were when this was written; more of them is no fault.
const FEWEST_OF_SUITES: usize = 988;
const FEWEST_OF_DATA: usize = 74;
/// Most processor time for one reading in an unoptimised build, where the whole is read in microseconds a byte.
const MOST_SECONDS: u64 = 20;
/// The stack of the child's own thread.
const STACK_BYTES: usize = 8 << 20;

/// Says which case is being read when the processor has spent too long on it, and ends the run; a loop without end
/// would otherwise name nothing.
struct Watch {
    case: AtomicU64,
    began: Mutex<Duration>,
}

impl Watch {
    fn new() -> Arc<Watch> {
        let watch = Arc::new(Watch { case: AtomicU64::new(0), began: Mutex::new(processor_time()) });
        let weak = Arc::downgrade(&watch);
        std::thread::spawn(move || {
            while let Some(watch) = weak.upgrade() {
                let spent = processor_time().saturating_sub(*watch.began.lock().unwrap());
                if spent > Duration::from_secs(MOST_SECONDS) {
                    eprintln!(
                        "case {} took more than {MOST_SECONDS} s of processor time",
                        watch.case.load(Ordering::SeqCst)
                    );
                    std::process::abort();
                }
                drop(watch);
                std::thread::sleep(Duration::from_millis(200));
            }
        });
        watch
    }

    fn begin(&self, case: u64) {
        *self.began.lock().unwrap() = processor_time();
        self.case.store(case, Ordering::SeqCst);
    }
}

/// Processor time of this program, which other programs cannot use up.
#[cfg(target_os = "linux")]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
fn processor_time() -> Duration {
    Duration::ZERO
}

/// Reads one file; what is wrong with the reading, or that there was none.
fn faults(file: &Sample) -> Vec<String> {
    let read = || well_formed::reading_of(&file.name, &file.bytes);
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(reading) => well_formed::faults(&file.name, file.bytes.len(), &reading),
        Err(panic) => vec![format!("it panicked: {}", words_of(panic.as_ref()))],
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

fn on_a_stack_like_the_childs(deed: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(deed).unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// A file that broke a reader is kept where `FIRSTHAND_DAMAGED` names a folder.
fn keep(number: u64, file: &Sample) {
    if let Some(folder) = std::env::var_os("FIRSTHAND_DAMAGED") {
        let name = format!("{number}-{}", file.name.replace('/', "-"));
        std::fs::write(Path::new(&folder).join(name), &file.bytes).unwrap();
    }
}

fn report(bad: &[String], cases: u64) {
    assert!(bad.is_empty(), "{} of {cases} went wrong:\n{}", bad.len(), bad[..bad.len().min(60)].join("\n"));
}

/// A folder of the corpus, which is one fuzz target, and the readers that it is for.
const TARGETS: [(&str, &[&str]); 27] = [
    ("account", &["account"]),
    ("annotations", &["annotations"]),
    ("archive", &["zip"]),
    ("case", &["case"]),
    ("drawing", &["drawing"]),
    ("elan", &["elan"]),
    ("email", &["email"]),
    ("hearing", &["hearing"]),
    ("heif", &["photograph"]),
    ("html", &["html"]),
    ("iiif", &["iiif"]),
    ("ohms", &["ohms"]),
    ("opendocument", &["turns"]),
    // What pdfinfo prints is no reading of its own: it is laid into that of the PDF.
    ("pages", &["pdf", "none"]),
    ("photograph", &["photograph"]),
    ("probe", &["recording"]),
    ("recogniser", &["recogniser"]),
    ("rich_text", &["turns"]),
    ("srt", &["srt"]),
    ("table", &["csv"]),
    ("tei", &["tei"]),
    ("transcript-table", &["transcript-table"]),
    ("ttml", &["ttml"]),
    ("turns", &["turns", "plain"]),
    ("webvtt", &["webvtt"]),
    ("word", &["turns"]),
    ("workbook", &["transcript-table", "ods", "xlsx"]),
];

#[test]
fn every_file_of_the_corpus_is_read_by_the_reader_it_is_for() {
    let mut tried = BTreeSet::new();
    for file in samples(&root().join("fuzz/corpus"), str::to_owned) {
        let (folder, sample) = (file.name.split('/').next().unwrap(), name_of_corpus(&file.name));
        let reading = well_formed::reading_of(&sample, &file.bytes);
        let found = well_formed::faults(&sample, file.bytes.len(), &reading);
        assert!(found.is_empty(), "{sample}: {found:#?}");
        let is_read = reading.transcript.is_some() || reading.text.is_some() || !reading.proposals.is_empty();
        let is_opened = !reading.members.is_empty() && reading.problems.iter().all(|problem| problem.file != sample);
        let is_described = reading.description.is_some() || reading.pages.is_some();
        let is_anything = is_read || is_opened || is_described || sample == "case.toml";
        assert!(is_anything, "{sample}: {:?}", reading.problems);
        tried.insert((folder.to_owned(), reading.reader));
    }
    let wanted = TARGETS.iter().flat_map(|(folder, readers)| readers.iter().map(move |reader| (folder, reader)));
    assert_eq!(tried, wanted.map(|(folder, reader)| ((*folder).to_owned(), (*reader).to_owned())).collect());
}

/// `text` reads what no other reader takes, so that damage to anything comes to it; `cells` a table that a command is given, by the
/// same hand as `csv`.
const WITHOUT_FORM: [&str; 2] = ["text", "cells"];

/// The names that readers give themselves in the sources.
fn named_in_sources() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files(&root().join("crates/intake/src")) {
        let source = std::fs::read_to_string(path).unwrap();
        let consts =
            source.lines().filter(|line| line.contains("const NAME: &str") || line.contains("const READER: &str"));
        names.extend(consts.filter_map(|line| Some(line.split('"').nth(1)?.to_owned())));
    }
    names
}

#[test]
fn every_reader_has_a_fuzz_target_every_target_a_corpus_and_the_page_counts_them() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(target, _)| target.replace('-', "_")).collect();
    let stems = |folder: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root().join(folder)).unwrap();
        let stem = |path: PathBuf| path.file_stem().unwrap().to_string_lossy().replace('-', "_");
        entries.map(|entry| stem(entry.unwrap().path())).collect()
    };
    assert_eq!((stems("fuzz/fuzz_targets"), stems("fuzz/corpus")), (targets.clone(), targets.clone()));
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    let has_bin = |target: &String| manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\""));
    assert!(targets.iter().all(has_bin), "cargo-fuzz knows each");
    let tried: BTreeSet<String> = TARGETS
        .iter()
        .flat_map(|(_, readers)| readers.iter())
        .chain(&WITHOUT_FORM)
        .map(|one| (*one).to_owned())
        .collect();
    let untried: Vec<_> = named_in_sources().difference(&tried).cloned().collect();
    assert!(untried.is_empty(), "readers without a target: {untried:?}");
    let page = std::fs::read_to_string(root().join("docs/conformance.md")).unwrap();
    let (count, files) = (targets.len(), corpus().len());
    let row = format!("| corpus of the {count} fuzz targets | {files} files | {files} read by the reader they are for");
    assert!(page.contains(&row) && page.contains(&format!("and of `fuzz/corpus` ({files})")), "{row}");
}

#[test]
fn every_suite_and_both_examples_are_among_what_is_damaged() {
    let samples = everything();
    let below = |folder: &str| samples.iter().filter(|sample| sample.name.starts_with(folder)).count();
    assert!(below("ferry/") >= 57 && below("statements.csv") == 1, "both examples");
    let is_at_hand = |part: &str| shared().is_some_and(|shared| shared.join(part).is_dir());
    assert!(!is_at_hand("suites") || below("suites/") >= FEWEST_OF_SUITES);
    assert!(!is_at_hand("data") || below("data/") >= FEWEST_OF_DATA);
}

#[test]
fn ten_thousand_damaged_files_stop_no_reader_and_give_whole_readings() {
    on_a_stack_like_the_childs(|| {
        let (samples, corpus) = (everything(), corpus());
        let watch = Watch::new();
        let mut bad = Vec::new();
        for number in 0..CASES {
            let file = case(number, &samples, &corpus);
            watch.begin(number);
            let found = faults(&file);
            if !found.is_empty() {
                keep(number, &file);
            }
            bad.extend(found.into_iter().map(|fault| format!("case {number}, {}: {fault}", file.name)));
        }
        println!("{CASES} cases of {} files and {} of the corpus", samples.len(), corpus.len());
        report(&bad, CASES);
    });
}

#[test]
fn the_child_gives_the_same_readings_of_damaged_files_and_leaves_them_as_they_were() {
    let (samples, corpus) = (everything(), corpus());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let sandbox = sandbox(&["__read"], Limits::default());
    let mut reader = sandbox.reader();
    for number in 0..CASES {
        let file = case(number, &samples, &corpus);
        std::fs::write(&path, &file.bytes).unwrap();
        let mut reading: Reading = reader.read_telling(&path, &file.name, Mode::Auto, &|_, _| {});
        let in_place = read_bytes(&file.name, Mode::Auto, &file.bytes);
        // The parent counts what no reader of the child took, after all programs were asked.
        reading.counts.remove("members_unread");
        // What is left to a program of others is read by it outside of this process alone.
        let wants_nothing = in_place.members.iter().all(|member| member.reading.wants.is_none());
        if in_place.wants.is_none() && wants_nothing {
            assert_eq!(reading, in_place, "case {number}, {}", file.name);
        }
        assert_eq!(std::fs::read(&path).unwrap(), file.bytes, "case {number}: the original was changed");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "case {number}: something was written");
    }
}

/// Damages files of one reader, or of all, for as long as it is told: `make soak`.
#[test]
#[ignore = "runs for as long as FIRSTHAND_SOAK_SECONDS says; see make soak"]
fn soak() {
    let number = |name: &str, other| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(other);
    let seconds = number("FIRSTHAND_SOAK_SECONDS", 600);
    let seed = number("FIRSTHAND_SOAK_SEED", 0);
    let reader = std::env::var("FIRSTHAND_SOAK_READER").unwrap_or_default();
    on_a_stack_like_the_childs(move || {
        let folder = root().join("fuzz/corpus").join(&reader);
        let prefix = if reader.is_empty() { String::new() } else { format!("{reader}/") };
        let samples = samples(&folder, |name| name_of_corpus(&format!("{prefix}{name}")));
        let watch = Watch::new();
        let end = Instant::now() + Duration::from_secs(seconds);
        let mut cases = 0;
        while Instant::now() < end {
            let number = seed.wrapping_shl(32) + cases;
            let file = case(number, &samples, &samples);
            watch.begin(number);
            let found = faults(&file);
            if !found.is_empty() {
                keep(number, &file);
            }
            assert!(found.is_empty(), "case {number}, {}: {found:#?}", file.name);
            cases += 1;
        }
        println!("soak {reader}: {cases} cases");
    });
}

/// Writes one case of a soak into `FIRSTHAND_DAMAGED`, unread.
#[test]
#[ignore = "writes the case that FIRSTHAND_SOAK_CASE names"]
fn one_case() {
    let Some(number) = std::env::var("FIRSTHAND_SOAK_CASE").ok().and_then(|text| text.parse().ok()) else { return };
    let reader = std::env::var("FIRSTHAND_SOAK_READER").unwrap_or_default();
    let samples =
        samples(&root().join("fuzz/corpus").join(&reader), |name| name_of_corpus(&format!("{reader}/{name}")));
    keep(number, &case(number, &samples, &samples));
}
