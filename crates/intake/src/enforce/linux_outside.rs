//! Linux: the profile of outside programs. They open their libraries, so that the limit of no descriptors, which holds
//! readers of ours on any kernel, is not to be had: Landlock names what they reach, a call filter what they never do.

use super::linux::{
    close_inherited, die_with_parent, drop_privileges, leave_network, limit, limit_resources, restrict_paths,
};
use super::linux_calls::refuse_calls;
use super::{Enforcement, Role};
use crate::Limits;
use landlock::{AccessFs, BitFlags, PathBeneath, RulesetCreated, RulesetCreatedAttr, RulesetError, path_beneath_rules};
use rustix::fs::FileType;
use rustix::process::Resource;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// What programs of the system read: libraries, fonts, language data. Nothing here is anybody's own.
const LIBRARIES: [&str; 13] = [
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/share",
    "/usr/local/lib",
    "/usr/local/share",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/dev/null",
];
/// Open files at once: its three streams, its libraries one by one, its fonts.
const DESCRIPTORS: u64 = 64;

pub(super) fn restrict_outside(limits: &Limits, program: &Path, role: Role) -> Enforcement {
    let mut done = Enforcement { system: "linux".into(), ..Enforcement::default() };
    let loader = loader(program);
    die_with_parent();
    close_inherited();
    done.network_namespace = leave_network();
    done.landlock_abi = restrict_paths(|rules| {
        let rules = grant(rules, program, loader.as_deref())?;
        if role == Role::Maker { grant_output(rules) } else { Ok(rules) }
    });
    done.no_privileges = drop_privileges();
    // Threads are counted with every process of the account, so that no number fits a maker; memory bounds them.
    let bounded = limit_resources(limits, limits.output_bytes, (role == Role::Reader).then_some(0));
    done.resource_limits = limit(Resource::Nofile, DESCRIPTORS) && bounded;
    done.calls_refused = refuse_calls(role == Role::Maker);
    judge(done)
}

/// Reading libraries and the original, executing the program and its loader. No right to write anything.
fn grant(rules: RulesetCreated, program: &Path, loader: Option<&Path>) -> Result<RulesetCreated, RulesetError> {
    let execute: BitFlags<AccessFs> = AccessFs::Execute | AccessFs::ReadFile;
    let rules = rules
        .add_rules(path_beneath_rules(LIBRARIES, AccessFs::ReadFile | AccessFs::ReadDir))?
        .add_rules(path_beneath_rules([program].into_iter().chain(loader), execute))?;
    let input = std::io::stdin();
    if is_file(&input) { rules.add_rule(PathBeneath::new(input, AccessFs::ReadFile)) } else { Ok(rules) }
}

/// A film's index goes to its beginning once the rest is written, so that a maker opens its own output anew.
fn grant_output(rules: RulesetCreated) -> Result<RulesetCreated, RulesetError> {
    let output = std::io::stdout();
    let rights: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;
    if is_file(&output) { rules.add_rule(PathBeneath::new(output, rights)) } else { Ok(rules) }
}

/// Only what has a place in a file system can be named in a rule; a pipe needs none.
fn is_file(stream: impl std::os::fd::AsFd) -> bool {
    rustix::fs::fstat(stream).is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile)
}

fn judge(mut done: Enforcement) -> Enforcement {
    done.filesystem = done.landlock_abi > 0;
    done.network = done.network_namespace || done.calls_refused;
    let layers = [
        (
            done.filesystem,
            "the kernel has no Landlock (Linux 5.13 or newer has it), so that outside programs can open the files of \
             this account",
        ),
        (done.network, "the network is not out of reach of outside programs"),
        (done.calls_refused, "outside programs can start others"),
        (done.resource_limits, "memory or processor time of outside programs could not be limited"),
        (done.no_privileges, "the rights of outside programs could not be given up"),
    ];
    done.missing = layers.iter().filter(|(held, _)| !held).map(|(_, missing)| (*missing).to_owned()).collect();
    done
}

/// The loader that an ELF program of 64 bits names in its head; nothing where it needs none.
fn loader(program: &Path) -> Option<PathBuf> {
    const INTERPRETER: u32 = 3;
    const LONGEST_PATH: usize = 4096;
    let mut file = File::open(program).ok()?;
    let head: [u8; 64] = bytes_at(&mut file, 0)?;
    if !head.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let (table, size, count) = (u64_at(&head, 32)?, u16_at(&head, 54)?, u16_at(&head, 56)?);
    for index in 0..u64::from(count) {
        let row: [u8; 56] = bytes_at(&mut file, table + index * u64::from(size))?;
        if u32::from_le_bytes(row[..4].try_into().ok()?) == INTERPRETER {
            let length = usize::try_from(u64_at(&row, 32)?).ok()?.min(LONGEST_PATH);
            file.seek(SeekFrom::Start(u64_at(&row, 8)?)).ok()?;
            let mut path = vec![0; length];
            file.read_exact(&mut path).ok()?;
            return Some(PathBuf::from(OsStr::from_bytes(path.split(|byte| *byte == 0).next()?)));
        }
    }
    None
}

fn bytes_at<const N: usize>(file: &mut File, offset: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(offset)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}
