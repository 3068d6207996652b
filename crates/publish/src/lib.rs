//! Draws a dossier from cleared input into a staging folder: pages, drawings, search data, digests and manifest.
//! This room knows neither ledger nor vault: it cannot leak what it was never given.

mod embedded {
    //! Templates, interface words, style sheet and script, put in by `build.rs`.
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

pub(crate) mod alone;
pub mod card;
pub mod checked;
pub mod data_script;
pub mod digests;
pub mod draw;
pub mod error;
pub mod event_list;
pub mod figure;
pub mod figures;
mod frame;
pub mod furniture;
pub mod input;
pub mod links;
pub mod page;
pub mod pages;
pub mod play;
pub mod plot;
pub mod prose;
mod receipt_page;
pub mod recording;
pub mod render;
pub mod search;
pub mod site;
mod team_input;
pub mod words;
pub mod words_answers;
pub mod words_dates;
mod writer;

pub use error::PublishError;
pub use input::{
    Addresses, ClearedSource, ClearedStatement, CodedField, DossierInput, EditionMark, EntryMark, StaleChange,
    StaleMark,
};
pub use page::{Extra, Page, Said, Step};
pub use receipt_page::receipt_page;
pub use recording::{Carried, ClearedTranscript, MediaBytes, MediaForm, Recording, TranscriptAlone};
pub use site::Site;
pub use team_input::TeamInput;

use digests::FileMark;
use render::Renderer;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use writer::Job;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// HTML pages.
    pub pages: u64,
    /// Files of every kind, manifest, list and signature included.
    pub files: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Draws the dossier into `staging`, an empty or missing folder. The same input gives the same bytes.
///
/// `sign` returns the signed form of a text; `progress` is told files done and files in all.
///
/// # Errors
/// [`PublishError`]; the staging folder is then to be thrown away.
pub fn publish(
    input: &DossierInput,
    staging: &Path,
    sign: &dyn Fn(&str) -> Result<String, String>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Published, PublishError> {
    let site = Site::new(input)?;
    if let Some((account, handle)) = pages::account::dangling(&site) {
        return Err(PublishError::Citation { account, handle });
    }
    let pages = pages::all(&site);
    let renderer = Renderer::new(&site, &pages)?;
    let mut jobs: Vec<Job> = pages.iter().map(|page| page_job(&renderer, page)).collect();
    jobs.extend(fixed(input));
    jobs.extend(pages::extras(&site).into_iter().map(|extra| Job::bytes(&extra.path, extra.bytes)));
    jobs.extend(media_jobs(input));
    check_addresses(&jobs)?;
    let marks = writer::write_all(staging, &jobs, progress)?;
    let sealed = seal(input, staging, &marks, sign)?;
    let files = marks.iter().chain(&sealed);
    Ok(Published {
        pages: pages.len() as u64,
        files: files.clone().count() as u64,
        bytes: files.map(|mark| mark.size_bytes).sum(),
    })
}

/// Words that this room writes whatever the case is about, folded: the leak scan must not take them for withheld ones.
pub fn own_words() -> impl Iterator<Item = String> {
    embedded::OWN_WORDS.split(' ').map(firsthand_text::fold)
}

fn page_job<'j>(renderer: &'j Renderer, page: &'j Page) -> Job<'j> {
    Job::made(&page.path, move || renderer.draw(page).map(String::into_bytes))
}

fn fixed<'j>(input: &DossierInput) -> [Job<'j>; 3] {
    [
        Job::bytes("assets/dossier.css", embedded::STYLE),
        Job::bytes("assets/dossier.js", embedded::SCRIPT),
        Job::bytes("checkpoint", input.edition.checkpoint.as_bytes()),
    ]
}

/// Recordings and films made from accounts, each file once.
fn media_jobs<'j>(input: &'j DossierInput) -> impl Iterator<Item = Job<'j>> {
    let carried = input.recordings.iter().map(|recording| &recording.file).chain(input.films.values());
    let by_path: BTreeMap<String, _> = carried.map(|carried| (carried.path(), carried)).collect();
    by_path.into_values().map(Job::copy)
}

/// Manifest, list and signature, each covering what was written before it.
fn seal(
    input: &DossierInput,
    staging: &Path,
    marks: &[FileMark],
    sign: &dyn Fn(&str) -> Result<String, String>,
) -> Result<[FileMark; 4], PublishError> {
    let script = digests::sums_script(marks);
    let mut listed = marks.to_vec();
    let script_mark = FileMark::of(digests::SUMS_SCRIPT, script.as_bytes());
    listed.push(script_mark.clone());
    listed.sort();
    let manifest = digests::manifest(input, &listed);
    let manifest_mark = FileMark::of("manifest.json", &manifest);
    listed.push(manifest_mark.clone());
    listed.sort();
    let sums = digests::sums(&listed);
    let signature = sign(&digests::signed_text(input, &sums)).map_err(|reason| PublishError::Sign { reason })?;
    writer::write(&staging.join(digests::SUMS_SCRIPT), script.as_bytes())?;
    writer::write(&staging.join("manifest.json"), &manifest)?;
    writer::write(&staging.join("SHA256SUMS"), sums.as_bytes())?;
    writer::write(&staging.join("SHA256SUMS.sig"), signature.as_bytes())?;
    writer::sync_folder(&staging.join("data"))?;
    writer::sync_folder(staging)?;
    let mark = |path, bytes| FileMark::of(path, bytes);
    Ok([script_mark, manifest_mark, mark("SHA256SUMS", sums.as_bytes()), mark("SHA256SUMS.sig", signature.as_bytes())])
}

/// Addresses stay inside the folder, work on every system, and differ in more than case.
fn check_addresses(jobs: &[Job]) -> Result<(), PublishError> {
    let mut seen = BTreeSet::new();
    for job in jobs {
        let fail = |reason: &str| Err(PublishError::Address { path: job.path.clone(), reason: reason.into() });
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
        if !job.path.chars().all(plain) || job.path.len() > 150 {
            return fail("an address has letters, digits, - . _ and /, and at most 150 of them");
        }
        if job.path.split('/').any(|part| part.is_empty() || part.starts_with("..") || part.ends_with('.')) {
            return fail("a part of it is empty or points upwards");
        }
        if !seen.insert(job.path.to_ascii_lowercase()) {
            return fail("another file has this address, but for capital letters");
        }
    }
    Ok(())
}
