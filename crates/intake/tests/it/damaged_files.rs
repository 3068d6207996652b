//! Damaged files by their number, of every suite and example that is at hand and of the corpus of the fuzz targets: the same number
//! gives the same file everywhere. What is asked of them is in the tests of this crate and of the command.

use firsthand_testkit::{Damage, shared_or_skip};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// Longest part of a sample that is damaged; the rest of a longer file is left off.
const MOST_SAMPLE_BYTES: usize = 48 * 1024;

/// A file to damage, or a damaged one.
pub struct Sample {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub fn samples(folder: &Path, named: impl Fn(&str) -> String) -> Vec<Sample> {
    let sample = |path: PathBuf| {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.truncate(MOST_SAMPLE_BYTES);
        let name = named(&path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"));
        Sample { name, bytes }
    };
    files(folder).into_iter().map(sample).collect()
}

/// The committed files, each under a name by which its reader takes it.
pub fn corpus() -> Vec<Sample> {
    samples(&root().join("fuzz/corpus"), name_of_corpus)
}

/// `table/people.csv` is the table `people`; other readers take their files wherever they lie.
pub fn name_of_corpus(path: &str) -> String {
    match path.split_once('/') {
        Some(("table" | "case", file)) => file.to_owned(),
        Some(("account", file)) => format!("accounts/{file}"),
        Some(("workbook", file)) => file.to_owned(),
        _ => format!("spoken/{path}"),
    }
}

/// Suites, shared data and examples, under names as in a folder that is imported.
pub fn everything() -> Vec<Sample> {
    let mut found = samples(&root().join("examples/beslan"), str::to_owned);
    // What is made of the ferry's files lies in `build` where somebody made it, and is not committed.
    let ferry = samples(&root().join("examples/ferry"), |name| format!("ferry/{name}"));
    found.extend(ferry.into_iter().filter(|sample| !sample.name.starts_with("ferry/build/")));
    for folder in ["suites", "data"] {
        found.extend(
            shared_or_skip(folder).into_iter().flat_map(|path| samples(&path, |name| format!("{folder}/{name}"))),
        );
    }
    found
}

/// One damaged file, by its number.
pub fn case(number: u64, samples: &[Sample], corpus: &[Sample]) -> Sample {
    let mut damage = Damage::seeded(number);
    // Every other case is of the corpus: it is small and has each reader's forms close together.
    let from = if number.is_multiple_of(2) || samples.is_empty() { corpus } else { samples };
    let sample = &from[usize::try_from(number / 2).unwrap() % from.len()];
    let other = &from[damage.below(from.len())];
    let parts = if damage.below(3) > 0 { parts(&sample.bytes) } else { None };
    let bytes = match parts {
        Some(parts) => repacked(&mut damage, parts, &other.bytes),
        None => damage.of(&sample.bytes, &other.bytes),
    };
    Sample { name: sample.name.clone(), bytes }
}

/// The parts of an archive, unpacked; nothing of any other file.
fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = bytes.starts_with(b"PK").then(|| zip::ZipArchive::new(Cursor::new(bytes)).ok()).flatten()?;
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        Some((part.name().ok()?.into_owned(), bytes))
    };
    (0..count).map(part).collect::<Option<Vec<_>>>().filter(|parts| !parts.is_empty())
}

/// An archive that is whole around a part that is damaged.
fn repacked(damage: &mut Damage, mut parts: Vec<(String, Vec<u8>)>, other: &[u8]) -> Vec<u8> {
    let index = damage.below(parts.len());
    parts[index].1 = damage.of(&parts[index].1, other);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
