//! Reading many files one after the other, each in a child of its own. On Linux the children are forks of one process that
//! started and restricted itself once, which is most of what a short file costs; elsewhere each is started anew.

use crate::sandbox::failed;
use crate::{IntakeError, Mode, PagesRead, Reading, Sandbox, outside};
use std::marker::PhantomData;
use std::path::Path;

#[cfg(target_os = "linux")]
use crate::forks::{ForkServer, State};

/// Reads files for one thread: what it starts ends with that thread.
pub struct Reader<'s> {
    sandbox: &'s Sandbox,
    #[cfg(target_os = "linux")]
    server: Server,
    of_this_thread: PhantomData<*const ()>,
}

#[cfg(target_os = "linux")]
enum Server {
    NotStarted,
    Started(ForkServer),
    /// This system has none that serves.
    None,
}

impl Sandbox {
    /// A reader for many files, of the thread that reads them.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            sandbox: self,
            #[cfg(target_os = "linux")]
            server: Server::NotStarted,
            of_this_thread: PhantomData,
        }
    }
}

impl Reader<'_> {
    /// Reads the file at `path`, called `name` inside its folder, as [`Sandbox::read_telling`] does.
    pub fn read_telling(&mut self, path: &Path, name: &str, mode: Mode, tell: &PagesRead<'_>) -> Reading {
        let reading = self.try_read(path, name, mode).unwrap_or_else(|error| failed(name, mode, &error));
        outside::complete(self.sandbox, path, name, reading, tell)
    }

    #[cfg(not(target_os = "linux"))]
    fn try_read(&mut self, path: &Path, name: &str, mode: Mode) -> Result<Reading, IntakeError> {
        self.sandbox.try_read(path, name, mode)
    }

    /// By a fork; where there is no server, or it is lost, by a child started for this file.
    #[cfg(target_os = "linux")]
    fn try_read(&mut self, path: &Path, name: &str, mode: Mode) -> Result<Reading, IntakeError> {
        match self.by_fork(path, name, mode) {
            Some(read) => read,
            None => self.sandbox.try_read(path, name, mode),
        }
    }

    #[cfg(target_os = "linux")]
    fn by_fork(&mut self, path: &Path, name: &str, mode: Mode) -> Option<Result<Reading, IntakeError>> {
        use crate::child::Request;
        use crate::sandbox::{open, parse};

        let file = match open(path) {
            Ok(file) => file,
            Err(source) => return Some(Err(IntakeError::NotOpened { source })),
        };
        if let Server::NotStarted = self.server {
            self.server = ForkServer::start(self.sandbox).map_or(Server::None, Server::Started);
        }
        let Server::Started(server) = &mut self.server else { return None };
        let request = Request::to_read(&file, name, mode, self.sandbox.limits);
        let printed = server.read(&file, &request).ok().map(|watch| watch.outcome());
        match server.state() {
            State::Ready => {}
            State::Stopped => self.server = Server::NotStarted,
            State::Lost => self.server = Server::None,
        }
        match (printed, &self.server) {
            (Some(printed), Server::Started(_) | Server::NotStarted) => Some(printed.and_then(|bytes| parse(&bytes))),
            _ => None,
        }
    }
}
