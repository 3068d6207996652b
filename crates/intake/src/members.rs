//! The files inside a file, an archive or a saved message. Here each gets its name and position and is read by the reader of its
//! kind, and what may come out of one file in all is counted, however deep it lies. How they are unpacked is in `media::archive`
//! and `email`; nothing is written, so that a name is only a name.

mod names;
mod position;

use crate::dispatch::{ending, member_limit, read_opened};
use crate::limits::{MAX_PARTS, MAX_UNPACKED_BYTES};
use crate::reading::Member;
use crate::whole::Whole;
use crate::{Mode, Problem, Reading, email, media, text};
use names::{Names, cleaned};
pub use position::MemberPosition;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// So many files within files are opened, one inside the other.
pub(crate) const MAX_LEVELS: usize = 8;

/// What may still come out of the file that is read.
pub(crate) struct Allowance {
    /// Bytes unpacked, at whatever depth.
    pub(crate) bytes: u64,
    /// Files, at whatever depth.
    pub(crate) members: usize,
    /// Levels below this one.
    levels: usize,
}

impl Allowance {
    /// For a file that lies in no other.
    pub(crate) fn whole() -> Allowance {
        Allowance { bytes: MAX_UNPACKED_BYTES, members: MAX_PARTS, levels: MAX_LEVELS }
    }
}

/// A file while its members are read.
pub(crate) struct Members<'a> {
    file: &'a str,
    pub(crate) reading: Reading,
    pub(crate) allowance: &'a mut Allowance,
    names: Names,
}

impl<'a> Members<'a> {
    pub(crate) fn of(file: &'a str, reading: Reading, allowance: &'a mut Allowance) -> Self {
        Members { file, reading, allowance, names: Names::default() }
    }

    /// A member that is not read yet, whose name is `written`; it is called `wanted` or, where that says nothing, `otherwise`. And
    /// whether another is called so, so that this one got a number.
    pub(crate) fn named(&mut self, position: u32, written: &str, wanted: &str, otherwise: &str) -> (Member, bool) {
        let wanted = cleaned(wanted).unwrap_or_else(|| otherwise.to_owned());
        let path = self.names.unique(wanted.clone());
        let is_twin = path != wanted;
        let member = Member {
            position: MemberPosition::at(position),
            written: (path != written && !written.is_empty()).then(|| media::tidy(written)),
            path,
            reading: Reading::by(text::NONE, text::VERSION),
            ..Member::default()
        };
        (member, is_twin)
    }

    /// Reads a member and keeps it, and those inside it after it. `bytes` is what its reader is given: where a message says in
    /// which letters its words are written, they are given as UTF-8.
    pub(crate) fn read(&mut self, mut member: Member, bytes: &[u8]) {
        // One byte more than the limit tells a reader that there is more.
        let most = usize::try_from(member_limit(&member.path)).unwrap_or(usize::MAX).saturating_add(1);
        let bytes = &bytes[..bytes.len().min(most)];
        let reading = match Kind::of(&member.path, bytes) {
            Some(_) if self.allowance.levels == 0 => {
                let message = format!("it lies {MAX_LEVELS} files deep and is not opened. Take it out and add it");
                self.note(&member.path, &message);
                return self.keep(member);
            }
            Some(kind) => self.opened(kind, &member.path, bytes),
            None => {
                let size_bytes = member.size_bytes.max(bytes.len() as u64);
                read_opened(&member.path, Mode::TextOnly, &mut Whole::of_beginning(bytes, size_bytes))
            }
        };
        member.reading = reading;
        for problem in std::mem::take(&mut member.reading.problems) {
            self.reading.problem(Problem { file: self.place(&problem.file), fatal: false, ..problem });
        }
        let inner = std::mem::take(&mut member.reading.members);
        let (path, position) = (member.path.clone(), member.position);
        self.keep(member);
        for deeper in inner {
            let path = self.names.unique(format!("{path}/{}", deeper.path));
            self.reading.members.push(Member { path, position: position.then(deeper.position), ..deeper });
        }
    }

    fn opened(&mut self, kind: Kind, path: &str, bytes: &[u8]) -> Reading {
        self.allowance.levels -= 1;
        let reading = match kind {
            Kind::Message => email::read_within(path, bytes, self.allowance),
            Kind::Archive => media::read_archive(path, bytes, self.allowance),
        };
        self.allowance.levels += 1;
        reading
    }

    /// Keeps a member as it is.
    pub(crate) fn keep(&mut self, member: Member) {
        self.allowance.members = self.allowance.members.saturating_sub(1);
        self.reading.members.push(member);
    }

    fn place(&self, path: &str) -> String {
        if path.is_empty() { self.file.to_owned() } else { format!("{}/{path}", self.file) }
    }

    /// Adds a problem of a member, or of the file itself where `path` is empty.
    pub(crate) fn note(&mut self, path: &str, message: &str) {
        self.reading.problem(Problem::note(&self.place(path), message));
    }

    /// That not all of the file's members were read.
    pub(crate) fn rest_unread(&mut self, message: &str) {
        self.reading.problem(Problem::rest_unread(self.file, message));
    }

    pub(crate) fn finish(mut self) -> Reading {
        self.reading.counts.insert("members".into(), self.reading.members.len() as u64);
        self.reading
    }
}

/// What kind of file holds others.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Message,
    Archive,
}

impl Kind {
    fn of(path: &str, bytes: &[u8]) -> Option<Kind> {
        let ending = ending(path);
        match email::claims(&ending) {
            true => Some(Kind::Message),
            false => media::is_archive(&ending, bytes).then_some(Kind::Archive),
        }
    }
}

/// The bytes of one member, for an outside program; nothing where they cannot be had.
pub(crate) fn unpack(bytes: &[u8], position: MemberPosition) -> Option<Vec<u8>> {
    let mut whole = Cow::Borrowed(bytes);
    for at in position.levels() {
        let inner = if media::is_archive("", &whole) { media::unpack(&whole, *at) } else { email::unpack(&whole, *at) };
        whole = Cow::Owned(inner?);
    }
    Some(whole.into_owned())
}

/// `sha256:<hex>` of these bytes.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    finished(Sha256::new_with_prefix(bytes))
}

/// The same of bytes that were summed piece by piece.
pub(crate) fn finished(sum: Sha256) -> String {
    let hex: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
