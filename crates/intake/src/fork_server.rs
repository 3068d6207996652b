//! The child's side of reading many files: a process that starts and restricts itself once, then forks a child for each file.
//! It reads nothing of a stranger's itself, and no child can reach another: it has its own memory, its file, its two pipes, and
//! may open nothing. The parent's side is in `forks`.

use crate::child::Request;
use crate::enforce;
use rustix::io::Errno;
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendFlags, recvmsg, send};
use rustix::process::{Pid, WaitOptions, getpid, waitpid};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout};
use std::io::{self, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;

/// The argument that asks for this mode.
pub(crate) const SERVE: &str = "serve";
/// Longest request; names inside folders are shorter.
pub(crate) const REQUEST_BYTES: usize = 64 * 1024;
/// Descriptors that come with each: the file, the pipe to print into and that to complain into.
pub(crate) const DESCRIPTORS: usize = 3;

/// One file to be read.
struct Order {
    request: Request,
    file: OwnedFd,
    output: OwnedFd,
    complaints: OwnedFd,
}

/// Serves until the parent closes the socket on standard input. `read` is what each child does with its request; this returns
/// in each child too.
pub(crate) fn serve(read: &dyn Fn(&Request) -> io::Result<()>) -> io::Result<()> {
    if std::fs::read_dir("/proc/self/task")?.count() != 1 {
        return Err(io::Error::other("a process with threads must not fork"));
    }
    enforce::restrict_server();
    let server = getpid();
    while let Some(order) = next()? {
        match fork()? {
            Some(child) => {
                drop(order);
                send(io::stdin(), &ending(child)?.to_ne_bytes(), SendFlags::NOSIGNAL)?;
            }
            None => return read(&begin(order, server)?),
        }
    }
    Ok(())
}

/// The next file; none when the parent wants no more.
fn next() -> io::Result<Option<Order>> {
    let mut bytes = vec![0; REQUEST_BYTES];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let received =
        recvmsg(io::stdin(), &mut [IoSliceMut::new(&mut bytes)], &mut control, RecvFlags::CMSG_CLOEXEC)?.bytes;
    if received == 0 {
        return Ok(None);
    }
    let rights = control.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(rights) => Some(rights),
        _ => None,
    });
    let rights: Result<[OwnedFd; DESCRIPTORS], _> = rights.flatten().collect::<Vec<_>>().try_into();
    let Ok([file, output, complaints]) = rights else { return Err(io::ErrorKind::InvalidData.into()) };
    Ok(Some(Order { request: serde_json::from_slice(&bytes[..received])?, file, output, complaints }))
}

/// The child's number, or none in the child.
#[allow(unsafe_code)]
fn fork() -> io::Result<Option<Pid>> {
    // SAFETY: this process has one thread, so that no lock is held by one that the child lacks.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        child => Ok(Pid::from_raw(child)),
    }
}

/// How a child ended, as the system says it.
fn ending(child: Pid) -> io::Result<i32> {
    loop {
        match waitpid(Some(child), WaitOptions::empty()) {
            Ok(Some((_, status))) => return Ok(status.as_raw()),
            Ok(None) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// In the child: takes its file and pipes in place of the server's socket, and restricts itself for good.
fn begin(order: Order, server: Pid) -> io::Result<Request> {
    let Order { request, file, output, complaints } = order;
    dup2_stdin(&file)?;
    dup2_stdout(&output)?;
    dup2_stderr(&complaints)?;
    drop((file, output, complaints));
    enforce::restrict_fork(&request.limits);
    match rustix::process::getppid() == Some(server) {
        true => Ok(request),
        false => Err(io::Error::other("the server has ended")),
    }
}
