//! Linux: namespaces, Landlock, no capabilities, no new privileges, resource limits; each layer holds without the others.
//! The last limit is on descriptors: a process that may open none reaches no file and no network, on any kernel.

use super::Enforcement;
use crate::Limits;
use landlock::{
    ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetCreated, RulesetError, Scope,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, Signal};
use rustix::thread::{CapabilitySet, CapabilitySets, UnshareFlags};

/// The newest Landlock whose rights are asked for; older kernels give what they have.
pub(super) const ASKED: ABI = ABI::V6;

pub(super) fn restrict(limits: &Limits, between: &mut dyn FnMut(&'static str)) -> Enforcement {
    let mut done = restrict_server(between);
    restrict_fork(limits, &mut done);
    between("limits");
    judge(done)
}

/// What holds for every reader alike, and is inherited by forks.
pub(super) fn restrict_server(between: &mut dyn FnMut(&'static str)) -> Enforcement {
    let mut done = Enforcement { system: "linux".into(), ..Enforcement::default() };
    die_with_parent();
    done.network_namespace = leave_network();
    between("namespaces");
    done.landlock_abi = landlock_abi();
    between("landlock");
    done.no_privileges = drop_privileges();
    done
}

/// What each reader is bounded by for itself; no fork inherits that it dies with its parent.
pub(super) fn restrict_fork(limits: &Limits, done: &mut Enforcement) {
    die_with_parent();
    close_inherited();
    done.resource_limits = limit_resources(limits, 0, Some(0));
    done.no_new_descriptors = limit(Resource::Nofile, 0);
}

/// Landlock restricts the calling thread only, so that a thread that ends at once can ask the kernel.
pub(super) fn offered() -> Enforcement {
    let landlock_abi = std::thread::spawn(landlock_abi).join().unwrap_or(0);
    let offered = Enforcement {
        system: "linux".into(),
        landlock_abi,
        network_namespace: namespaces_allowed(),
        no_new_descriptors: true,
        resource_limits: true,
        no_privileges: true,
        ..Enforcement::default()
    };
    judge(offered)
}

fn judge(mut done: Enforcement) -> Enforcement {
    done.filesystem = done.landlock_abi > 0 || done.no_new_descriptors;
    done.network = done.network_namespace || done.no_new_descriptors;
    let layers = [
        (done.landlock_abi > 0, "the kernel has no Landlock (Linux 5.13 or newer has it)"),
        (
            done.network_namespace,
            "the kernel allows no user namespaces, so that readers share this machine's network stack",
        ),
        (done.no_new_descriptors, "the number of open files could not be limited"),
        (done.resource_limits, "memory or processor time could not be limited"),
        (done.no_privileges, "the reader's rights could not be given up"),
    ];
    done.missing = layers.iter().filter(|(held, _)| !held).map(|(_, missing)| (*missing).to_owned()).collect();
    done
}

/// A child outlives no parent, leaves no memory dump and is traced by nobody.
pub(super) fn die_with_parent() {
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Whoever started this program may have left it descriptors that it never asked for. A kernel before 5.9 leaves them open.
#[allow(unsafe_code)]
pub(super) fn close_inherited() {
    // SAFETY: a child that restricts itself owns no descriptor but those of standard input, output and error.
    unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, 0) };
}

#[allow(unsafe_code)]
pub(super) fn leave_network() -> bool {
    let flags = UnshareFlags::NEWUSER | UnshareFlags::NEWNET | UnshareFlags::NEWIPC;
    // SAFETY: the one danger of unshare is a split table of descriptors; UnshareFlags::FILES is not asked for.
    unsafe { rustix::thread::unshare_unsafe(flags) }.is_ok()
}

fn namespaces_allowed() -> bool {
    let switch = |path: &str| std::fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u64>().ok());
    let some = switch("/proc/sys/user/max_user_namespaces").is_some_and(|most| most > 0);
    some && switch("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").unwrap_or(0) == 0
}

/// Lets others go first; where the system refuses, it is only slower for them.
pub(super) fn step_back() {
    let _ = rustix::process::nice(10);
}

/// Handles every right and grants none; gives the kernel's version, 0 where nothing is enforced.
fn landlock_abi() -> u32 {
    restrict_paths(Ok)
}

/// Handles every right and grants those that `grant` adds; gives the kernel's version, 0 where nothing is enforced.
pub(super) fn restrict_paths(grant: impl FnOnce(RulesetCreated) -> Result<RulesetCreated, RulesetError>) -> u32 {
    let restricted = Ruleset::default()
        .handle_access(AccessFs::from_all(ASKED))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ASKED)))
        .and_then(|rules| rules.scope(Scope::from_all(ASKED)))
        .and_then(|rules| rules.create())
        .and_then(grant)
        .and_then(|rules| rules.restrict_self());
    match restricted.map(|status| status.landlock) {
        Ok(LandlockStatus::Available { effective_abi, kernel_abi }) => {
            kernel_abi.and_then(|abi| u32::try_from(abi).ok()).unwrap_or(effective_abi as u32)
        }
        _ => 0,
    }
}

pub(super) fn drop_privileges() -> bool {
    let none = CapabilitySet::empty();
    let sets = CapabilitySets { effective: none, permitted: none, inheritable: none };
    let bound = rustix::thread::set_no_new_privs(true).is_ok();
    let _ = rustix::thread::clear_ambient_capability_set();
    bound && rustix::thread::set_capabilities(None, sets).is_ok()
}

/// `file_bytes` is how long a file the process may write, `tasks` how many more processes and threads it may start.
pub(super) fn limit_resources(limits: &Limits, file_bytes: u64, tasks: Option<u64>) -> bool {
    let tasks_held = tasks.is_none_or(|most| limit(Resource::Nproc, most));
    // One second more than the wall clock gives, so that it speaks first.
    let limits = [
        (Resource::Core, 0),
        (Resource::Fsize, file_bytes),
        (Resource::Memlock, 0),
        (Resource::Cpu, limits.wall_seconds + 1),
        (Resource::As, limits.memory_bytes),
    ];
    // Each is tried even where another failed.
    let held = limits.map(|(resource, most)| limit(resource, most));
    tasks_held && !held.contains(&false)
}

pub(super) fn limit(resource: Resource, most: u64) -> bool {
    rustix::process::setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
}
