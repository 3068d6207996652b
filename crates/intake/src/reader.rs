//! Reading many files one after the other, each in a child of its own. On Linux the children are forks of one process that
//! started and restricted itself once, which is most of what a short file costs; elsewhere each is started anew.

use crate::child::Request;
use crate::forks::Forks;
use crate::sandbox::{failed, open, parse};
use crate::{IntakeError, Mode, PagesRead, Reading, Sandbox, outside};
use std::marker::PhantomData;
use std::path::Path;

/// Reads files for one thread: what it starts ends with that thread.
pub struct Reader<'s> {
    sandbox: &'s Sandbox,
    forks: Forks,
    of_this_thread: PhantomData<*const ()>,
}

impl Sandbox {
    /// A reader for many files, of the thread that reads them.
    pub fn reader(&self) -> Reader<'_> {
        Reader { sandbox: self, forks: Forks::default(), of_this_thread: PhantomData }
    }
}

impl Reader<'_> {
    /// Reads the file at `path`, called `name` inside its folder, as [`Sandbox::read_telling`] does.
    pub fn read_telling(&mut self, path: &Path, name: &str, mode: Mode, tell: &PagesRead<'_>) -> Reading {
        let reading = self.try_read(path, name, mode).unwrap_or_else(|error| failed(name, mode, &error));
        outside::complete(self.sandbox, path, name, reading, tell)
    }

    fn try_read(&mut self, path: &Path, name: &str, mode: Mode) -> Result<Reading, IntakeError> {
        let file = open(path).map_err(|source| IntakeError::NotOpened { source })?;
        let request = Request::to_read(&file, name, mode, self.sandbox.limits);
        match self.forks.run(self.sandbox, &file, &request) {
            Some(printed) => parse(&printed?),
            // A fork that is lost may have read on in this one: the file is opened anew.
            None => self.sandbox.try_read(path, name, mode),
        }
    }
}
