//! The parent's side of reading many files: a server that forks a child for each, and what it says of their endings.
//! The child's side is in `fork_server`.

use crate::child::Request;
use crate::fork_server::{DESCRIPTORS, REQUEST_BYTES, SERVE};
use crate::watch::{Running, Watch};
use crate::{IntakeError, Sandbox};
use rustix::io::Errno;
use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{
    AddressFamily, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType, recv,
    sendmsg, socketpair,
};
use std::fs::File;
use std::io::{self, IoSlice, pipe};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The server of one reader.
#[derive(Default)]
pub(crate) enum Forks {
    /// It is started with the first file.
    #[default]
    NotStarted,
    Started(ForkServer),
    /// This system has none that serves.
    None,
}

impl Forks {
    /// What a fork printed of a file; nothing where there is no server, or it was lost over this file.
    pub(crate) fn run(
        &mut self,
        sandbox: &Sandbox,
        file: &File,
        request: &Request,
    ) -> Option<Result<Vec<u8>, IntakeError>> {
        if let Forks::NotStarted = self {
            *self = ForkServer::start(sandbox).map_or(Forks::None, Forks::Started);
        }
        let Forks::Started(server) = self else { return None };
        let printed = server.read(file, request).ok().map(Watch::outcome);
        match server.state {
            State::Ready => {}
            State::Stopped => *self = Forks::NotStarted,
            State::Lost => {
                *self = Forks::None;
                return None;
            }
        }
        printed
    }
}

/// A server of ours. It ends with the thread that started it, and so does the child that is at work.
pub(crate) struct ForkServer {
    process: Child,
    socket: OwnedFd,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It waits for the next file.
    Ready,
    /// It was stopped together with a child that took too long or said too much.
    Stopped,
    /// It ended by itself or never served: nothing is known of the file that it was handed.
    Lost,
}

impl ForkServer {
    fn start(sandbox: &Sandbox) -> io::Result<ForkServer> {
        let (socket, theirs) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
        let mut command = Command::new(&sandbox.program);
        command.args(&sandbox.args).arg(SERVE).env_clear();
        command.stdin(Stdio::from(theirs)).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(ForkServer { process: command.spawn()?, socket, state: State::Ready })
    }

    /// Hands a file over.
    fn read(&mut self, file: &File, request: &Request) -> io::Result<Watch<&mut ForkServer>> {
        let bytes = serde_json::to_vec(request)?;
        if bytes.len() > REQUEST_BYTES {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let ((output, prints), (complaints, complains)) = (pipe()?, pipe()?);
        let rights = [file.as_fd(), prints.as_fd(), complains.as_fd()];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        control.push(SendAncillaryMessage::ScmRights(&rights));
        if let Err(error) = sendmsg(&self.socket, &[IoSlice::new(&bytes)], &mut control, SendFlags::NOSIGNAL) {
            self.state = State::Lost;
            return Err(error.into());
        }
        Ok(Watch::of(self, request.limits, Some(output), Some(complaints)))
    }

    fn receive(&self, deadline: Instant) -> Result<ExitStatus, Errno> {
        // The system takes no time at all for no limit.
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        set_socket_timeout(&self.socket, Timeout::Recv, Some(left))?;
        let mut status = [0; size_of::<i32>()];
        let (_, received) = recv(&self.socket, &mut status, RecvFlags::empty())?;
        if received == status.len() { Ok(ExitStatus::from_raw(i32::from_ne_bytes(status))) } else { Err(Errno::PIPE) }
    }
}

impl Running for &mut ForkServer {
    fn ended_by(&mut self, deadline: Instant) -> Option<ExitStatus> {
        loop {
            match self.receive(deadline) {
                Ok(status) => return Some(status),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return None,
                Err(_) => {
                    self.state = State::Lost;
                    return None;
                }
            }
        }
    }

    fn stop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if self.state == State::Ready {
            self.state = State::Stopped;
        }
    }
}

impl Drop for ForkServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
