//! The parent's side of outside programs: what is asked of whom in which order, each in a restricted child of its own.
//! What they print goes into a scratch folder and from there to a reader in another child; nothing of it is read here.

pub(crate) mod making;
mod recipes;
mod run;

use crate::limits::{MACHINE_READING_SECONDS, MAX_MACHINE_READ_FAILURES, MAX_MACHINE_READ_PAGES};
use crate::media::Output;
use crate::members::MemberPosition;
use crate::reading::Want;
use crate::tools::{DRAWN_PX, Errand, LANGUAGES, Tool};
use crate::{IntakeError, Problem, Reading, Sandbox};
use firsthand_model::pages::{Page, PageText};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Asks outside programs for what a reading, or those of an archive's members, still want, and adds what they say.
pub(crate) fn complete(
    sandbox: &Sandbox,
    path: &Path,
    name: &str,
    mut reading: Reading,
    tell: &PagesRead<'_>,
) -> Reading {
    let deadline = Instant::now() + Duration::from_secs(MACHINE_READING_SECONDS);
    let archive = Desk { sandbox, path, name, deadline, tell };
    answer(&archive, &mut reading);
    let mut members = std::mem::take(&mut reading.members);
    for member in members.iter_mut().filter(|member| member.reading.wants.is_some()) {
        let name = format!("{name}/{}", member.path);
        match unpacked(&archive, member.position) {
            Ok(file) => {
                let desk = Desk { sandbox, path: file.path(), name: &name, deadline, tell };
                answer(&desk, &mut member.reading);
            }
            Err(error) => reading.problem(note(&name, &error)),
        }
        member.reading.wants = None;
        member.reading.problems.drain(..).for_each(|problem| reading.problem(problem));
    }
    reading.members = members;
    count_members(&mut reading);
    reading
}

/// A member of the archive on the desk as a file of its own, which goes when it is let go.
fn unpacked(desk: &Desk<'_>, position: MemberPosition) -> Result<tempfile::NamedTempFile, IntakeError> {
    if Instant::now() > desk.deadline {
        return Err(IntakeError::TimedOut { seconds: MACHINE_READING_SECONDS });
    }
    let bytes = desk.sandbox.unpack(desk.path, desk.name, position)?;
    let file = tempfile::Builder::new().prefix("firsthand-").tempfile();
    let written = file.and_then(|mut file| file.write_all(&bytes).map(|()| file));
    written.map_err(|source| IntakeError::NoScratch { source })
}

fn answer(desk: &Desk<'_>, reading: &mut Reading) {
    let Some(want) = reading.wants.take() else { return };
    let asked = scratch_folder().map_err(|source| IntakeError::NoScratch { source }).and_then(|scratch| {
        let run = Run { desk, scratch: scratch.path() };
        match want {
            Want::Recording => run.recording(reading),
            Want::Document => run.document(reading),
        }
    });
    if let Err(error) = asked {
        // It goes first: where nothing was read, the first problem is the reason.
        reading.problems.insert(0, note(desk.name, &error));
    }
    count_pages(reading);
}

/// A folder that only this account may look into: what is printed there are words of testimony.
fn scratch_folder() -> std::io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.prefix("firsthand-").tempdir()
}

fn note(name: &str, error: &IntakeError) -> Problem {
    Problem::note(name, format!("{error} ({})", error.code()))
}

/// One file that programs are asked about, and until when.
struct Desk<'a> {
    sandbox: &'a Sandbox,
    path: &'a Path,
    name: &'a str,
    deadline: Instant,
    tell: &'a PagesRead<'a>,
}

/// Is told how many pages of a file a machine has read, of how many; a page takes seconds.
pub type PagesRead<'a> = dyn Fn(u64, u64) + 'a;

/// Tells nobody.
const NOBODY: &PagesRead<'static> = &|_, _| {};

/// The same with the scratch folder for what they print.
struct Run<'a> {
    desk: &'a Desk<'a>,
    scratch: &'a Path,
}

impl Run<'_> {
    /// Ffprobe says in its own print why it cannot read a file, whatever number it ends with.
    fn recording(&self, reading: &mut Reading) -> Result<(), IntakeError> {
        let answer = self.ask(Errand::Probe, Some(self.desk.path))?;
        reading.absorb(self.desk.sandbox.read_output(&answer.printed, self.desk.name, Output::Probe)?);
        Ok(())
    }

    fn document(&self, reading: &mut Reading) -> Result<(), IntakeError> {
        let info = self.ask(Errand::Info, Some(self.desk.path))?;
        if info.complaints.contains("Incorrect password") {
            reading.problem(Problem::note(
                self.desk.name,
                "kept; it is protected by a password. Save it anew without one",
            ));
            return Ok(());
        }
        info.is_success(Tool::Pdfinfo)?;
        reading.absorb(self.desk.sandbox.read_output(&info.printed, self.desk.name, Output::Info)?);
        let words = self.ask(Errand::Words, Some(self.desk.path))?;
        words.is_success(Tool::Pdftotext)?;
        reading.absorb(self.desk.sandbox.read_output(&words.printed, self.desk.name, Output::Words)?);
        let faults = words.complaints.lines().filter(|line| line.starts_with("Syntax")).count();
        if faults > 0 {
            let message =
                format!("it is damaged or was made wrongly ({faults} faults); what could be repaired was read");
            reading.problem(Problem::note(self.desk.name, message));
        }
        let recognised = self.recognise(reading);
        self.name_programs(reading);
        recognised
    }

    /// Says which programs gave the words, so that it can be told later why another version gives others.
    fn name_programs(&self, reading: &mut Reading) {
        let Some(text) = &mut reading.pages else { return };
        text.read_by.push(self.version(Tool::Pdftotext));
        if text.pages.iter().any(|page| page.text == PageText::MachineRead) {
            text.read_by.push(format!("{}, {LANGUAGES}, {DRAWN_PX} px", self.version(Tool::Tesseract)));
        }
    }

    /// Has a machine read the pages on which no words stand.
    fn recognise(&self, reading: &mut Reading) -> Result<(), IntakeError> {
        let pages = reading.pages.iter().flat_map(|text| &text.pages);
        let blank: Vec<u32> = pages.filter(|page| page.text == PageText::Absent).map(|page| page.number).collect();
        let mut failures = 0;
        for (done, page) in blank.iter().enumerate() {
            if done >= MAX_MACHINE_READ_PAGES
                || failures >= MAX_MACHINE_READ_FAILURES
                || Instant::now() > self.desk.deadline
            {
                let message = format!(
                    "{} pages without words were not read by machine, p. {page} and after: at most \
                     {MAX_MACHINE_READ_PAGES} pages in {MACHINE_READING_SECONDS} s, and none after \
                     {MAX_MACHINE_READ_FAILURES} failures. Split the file",
                    blank.len() - done
                );
                reading.problem(Problem::rest_unread(self.desk.name, message));
                break;
            }
            (self.desk.tell)(done as u64, blank.len() as u64);
            match self.recognise_page(*page, reading) {
                Ok(()) => {}
                Err(error @ IntakeError::NoTool { .. }) => return Err(error),
                Err(error) => {
                    failures += 1;
                    let message = format!("p. {page} was not read by machine: {error} ({})", error.code());
                    reading.problem(Problem::note(self.desk.name, message));
                }
            }
        }
        Ok(())
    }

    fn recognise_page(&self, number: u32, reading: &mut Reading) -> Result<(), IntakeError> {
        let picture = self.ask(Errand::Draw(number), Some(self.desk.path))?;
        picture.is_success(Tool::Pdftoppm)?;
        let words = self.ask(Errand::Recognise, Some(&picture.printed))?;
        words.is_success(Tool::Tesseract)?;
        for lang in ["rus", "eng"].iter().filter(|lang| words.complaints.contains(&format!("language '{lang}'"))) {
            let message =
                format!("tesseract lacks the language {lang}; install tesseract-ocr-{lang} and add the file again");
            let problem = Problem::note(self.desk.name, message);
            if !reading.problems.contains(&problem) {
                reading.problem(problem);
            }
        }
        let read = self.desk.sandbox.read_output(&words.printed, self.desk.name, Output::Recognised(number))?;
        let [picture, words] = [picture.printed, words.printed];
        let _ = std::fs::remove_file(picture).and_then(|()| std::fs::remove_file(words));
        let found = read.pages.into_iter().flat_map(|text| text.pages).next();
        let page = reading.pages.iter_mut().flat_map(|text| &mut text.pages).find(|page| page.number == number);
        if let (Some(page), Some(Page { text, confidence_permille, lines, .. })) = (page, found) {
            // Sides stay those of the page, in points, and not those of its picture.
            (page.text, page.confidence_permille, page.lines) = (text, confidence_permille, lines);
        }
        Ok(())
    }
}

impl Reading {
    /// Takes over what a further reading of the same file found.
    fn absorb(&mut self, mut other: Reading) {
        other.problems.drain(..).for_each(|problem| self.problem(problem));
        if other.reader != crate::text::NONE {
            (self.reader, self.reader_version) = (other.reader, other.reader_version);
        }
        self.counts.append(&mut other.counts);
        self.description = self.description.take().or(other.description);
        if let Some(mut more) = other.pages {
            let pages = self.pages.get_or_insert_default();
            pages.title = pages.title.take().or(more.title);
            pages.claimed.append(&mut more.claimed);
            pages.pages.append(&mut more.pages);
        }
    }
}

fn count_members(reading: &mut Reading) {
    let unread = reading.members.iter().filter(|member| member.reading.reader == crate::text::NONE).count();
    if !reading.members.is_empty() {
        reading.counts.insert("members_unread".into(), unread as u64);
    }
}

fn count_pages(reading: &mut Reading) {
    // What a PDF says of itself is worth nothing where its pages could not be read.
    if reading.reader == crate::text::NONE {
        reading.pages = None;
    }
    let Some(text) = &reading.pages else { return };
    let of = |kind: PageText| text.pages.iter().filter(|page| page.text == kind).count() as u64;
    let counted = [
        ("pages", text.pages.len() as u64),
        ("pages_machine_read", of(PageText::MachineRead)),
        ("pages_without_words", of(PageText::Absent)),
        ("lines", text.pages.iter().map(|page| page.lines.len() as u64).sum()),
    ];
    reading.counts.extend(counted.map(|(name, count)| (name.to_owned(), count)));
}

#[cfg(all(test, unix))]
mod tests {
    use super::scratch_folder;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nobody_else_looks_into_the_scratch_folder() {
        let folder = scratch_folder().unwrap();
        assert_eq!(folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}
