//! What a child may do. Two profiles: a reader of ours may read its input and write its output and nothing else; an
//! outside program may besides read itself and the system's libraries. One backend for each system.
//! Time and output are also bounded from outside, by `sandbox`.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod linux_calls;
#[cfg(target_os = "linux")]
mod linux_outside;
#[cfg(target_os = "linux")]
use linux as backend;
#[cfg(target_os = "linux")]
use linux_outside as outside;
#[cfg(not(target_os = "linux"))]
mod other;
#[cfg(not(target_os = "linux"))]
use other as backend;
#[cfg(not(target_os = "linux"))]
use other as outside;

use crate::Limits;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What this system enforces on a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    /// The system: `linux`, `macos`, `windows`.
    pub system: String,
    /// The version of Landlock that the kernel answered, 0 without it.
    pub landlock_abi: u32,
    /// Whether files other than the input are out of reach.
    pub filesystem: bool,
    /// Whether the network is out of reach.
    pub network: bool,
    /// Whether the child has a network of its own, without any device.
    pub network_namespace: bool,
    /// Whether the child can open nothing at all: no file, no socket.
    pub no_new_descriptors: bool,
    /// Whether memory, processor time, file size and number of processes are bounded by the kernel.
    pub resource_limits: bool,
    /// Whether the child can gain no rights, and has given up those it had.
    pub no_privileges: bool,
    /// Whether the kernel refuses the calls that start processes and open sockets; only outside programs need it.
    #[serde(default)]
    pub calls_refused: bool,
    /// What could not be enforced, each in a few words.
    pub missing: Vec<String>,
}

impl Enforcement {
    /// One loud sentence about what is missing; none where everything is enforced.
    pub fn notice(&self) -> Option<String> {
        let missing = self.missing.join("; ");
        (!missing.is_empty()).then(|| {
            format!(
                "This system does not enforce everything on the readers of strangers' files: {missing}. Import files \
                 only from people you trust, or import on a Linux machine of this decade."
            )
        })
    }
}

/// Restricts this process for good. Called in the child before it reads a byte; there is no way back.
pub fn restrict(limits: &Limits) -> Enforcement {
    backend::restrict(limits, &mut |_| ())
}

/// Restricts this process for good, but for what would keep it from forking children and handing them their files.
#[cfg(target_os = "linux")]
pub(crate) fn restrict_server() {
    backend::restrict_server(&mut |_| ());
}

/// The rest of [`restrict`], in a fork of a process that [`restrict_server`] restricted.
#[cfg(target_os = "linux")]
pub(crate) fn restrict_fork(limits: &Limits) {
    backend::restrict_fork(limits, &mut Enforcement::default());
}

/// Restricts this process for good to becoming the outside program at `program`: it may read that file, the system's
/// libraries and the original on its standard input, and write its standard output. There is no way back.
/// A maker may besides start threads and open its standard output anew.
pub(crate) fn restrict_outside(limits: &Limits, program: &Path, role: Role) -> Enforcement {
    outside::restrict_outside(limits, program, role)
}

/// Lets other programs of this machine go first, for good.
pub(crate) fn step_back() {
    backend::step_back();
}

/// What an outside program is for, and with that what it is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// It prints what it found in the original.
    Reader,
    /// It makes a film, sound or picture of it; such programs have threads.
    Maker,
}

/// Restricts this process for good and calls `between` after each layer with its name: for tests of single layers.
#[doc(hidden)]
pub fn restrict_stepwise(limits: &Limits, between: &mut dyn FnMut(&'static str)) -> Enforcement {
    backend::restrict(limits, between)
}

/// What this system offers, without restricting this process. What a child really got is in `Sandbox::enforcement`.
pub fn enforcement() -> Enforcement {
    backend::offered()
}
