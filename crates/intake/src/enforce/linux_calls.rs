//! Linux: the system calls that an outside program is refused. It may compute, read and write; it starts nothing,
//! unless it is a maker not even a thread, opens no socket, signals nobody and looks into no other process.

use rustix::process::getpid;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};
use std::collections::BTreeMap;

/// Refused whatever their arguments.
const REFUSED: &[libc::c_long] = &[
    // Other processes: made, signalled, looked into.
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_pidfd_getfd,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kcmp,
    // The network, also of this machine.
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_connect,
    libc::SYS_accept,
    libc::SYS_accept4,
    // Other ways to the same, and the kernel's widest doors.
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_memfd_create,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
];

/// Refuses them for good; whether the kernel does. A program of another architecture is killed.
pub(super) fn refuse_calls(may_thread: bool) -> bool {
    let applied = |program: Option<BpfProgram>| program.is_some_and(|it| seccompiler::apply_filter(&it).is_ok());
    applied(without_clone3()) && applied(filter(may_thread))
}

/// What clone3 asks for stands in memory, where no filter sees it. Told that there is no such call, C libraries use clone.
fn without_clone3() -> Option<BpfProgram> {
    let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    compiled(rules, libc::ENOSYS)
}

fn filter(may_thread: bool) -> Option<BpfProgram> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    let thread = u64::try_from(libc::CLONE_THREAD).ok()?;
    let process = SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), 0).ok()?;
    let cloned = if may_thread { vec![SeccompRule::new(vec![process]).ok()?] } else { Vec::new() };
    rules.insert(libc::SYS_clone, cloned);
    // A program that aborts signals itself, and nobody else.
    let own = u64::try_from(getpid().as_raw_nonzero().get()).ok()?;
    let others = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own).ok()?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![others]).ok()?]);
    compiled(rules, libc::EPERM)
}

fn compiled(rules: BTreeMap<i64, Vec<SeccompRule>>, error: i32) -> Option<BpfProgram> {
    let refuse = SeccompAction::Errno(u32::try_from(error).ok()?);
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch).ok()?.try_into().ok()
}
