//! One run of an outside program: its input, its order to the launcher, its print, its ending.
//! Which programs are asked, and what is made of their print, is in the file above.

use super::Run;
use crate::child::REQUEST;
use crate::enforce::Role;
use crate::launcher::{NOT_STARTED, Order, RUN};
use crate::sandbox::open;
use crate::tools::{Errand, Tool};
use crate::watch::{SIGXCPU, Watch, signal};
use crate::{IntakeError, Limits};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// What a program left behind.
pub(super) struct Answer {
    pub(super) printed: PathBuf,
    status: ExitStatus,
    pub(super) complaints: String,
}

impl Run<'_> {
    /// A file that a program without rights can open anew; of one that only an administrator may read, a copy.
    fn input(&self, path: &Path) -> io::Result<File> {
        let mut file = open(path)?;
        if can_be_opened_without_rights(&file)? {
            return Ok(file);
        }
        let copy = self.scratch.join("original");
        if !copy.exists() {
            io::copy(&mut file, &mut File::create(&copy)?)?;
        }
        File::open(copy)
    }

    /// Runs a program with a file, or nothing, on its standard input and its print in the scratch folder.
    pub(super) fn ask(&self, errand: Errand, input: Option<&Path>) -> Result<Answer, IntakeError> {
        let tool = errand.tool();
        let (name, package) = (tool.name(), tool.package());
        let program = tool.find().ok_or(IntakeError::NoTool { tool: name, package })?;
        let limits = self.desk.sandbox.limits;
        let is_background = matches!(errand, Errand::Make(..));
        let role = if tool == Tool::Ffmpeg { Role::Maker } else { Role::Reader };
        let file = if is_background { "made".to_owned() } else { format!("{errand:?}") };
        let printed = self.scratch.join(file);
        let child =
            self.start(&Order { program, args: errand.args(), limits, role, is_background }, input, &printed)?;
        let failed = |how| IntakeError::ToolFailed { tool: name, how };
        let ended = Watch::over(child, limits).end();
        let (status, complaints) = ended.ok_or_else(|| failed(too_long(&limits)))?;
        match bad_ending(status, &complaints, &limits) {
            Some(how) => Err(failed(how)),
            None => Ok(Answer { printed, status, complaints }),
        }
    }

    /// The name and version of a tool, as it says them when it is handed no file; its name where it does not.
    pub(super) fn version(&self, tool: Tool) -> String {
        const LONGEST_CHARS: usize = 80;
        let Ok(answer) = self.ask(Errand::Version(tool), None) else { return tool.name().to_owned() };
        let printed = std::fs::read_to_string(answer.printed).unwrap_or_default();
        let said = [printed, answer.complaints].concat();
        let line = said.lines().find(|line| line.contains(tool.name())).unwrap_or(tool.name());
        line.replace(" version ", " ").trim().chars().take(LONGEST_CHARS).collect()
    }

    fn start(&self, order: &Order, input: Option<&Path>, printed: &Path) -> Result<Child, IntakeError> {
        let scratch = |source| IntakeError::NoScratch { source };
        let input = input.map(|path| self.input(path)).transpose().map_err(scratch)?;
        let input = input.map_or_else(Stdio::null, Stdio::from);
        let output = File::create(printed).map_err(scratch)?;
        let order = serde_json::to_string(order).map_err(|error| IntakeError::Garbled { reason: error.to_string() })?;
        let mut command = Command::new(&self.desk.sandbox.program);
        command.args(&self.desk.sandbox.args).arg(RUN).env_clear().env(REQUEST, order).current_dir(self.scratch);
        #[cfg(windows)]
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        command.stdin(input).stdout(Stdio::from(output)).stderr(Stdio::piped());
        command.spawn().map_err(|source| IntakeError::NotStarted { source })
    }
}

/// How a program ended, where it did not end by itself. What it said is only searched for words of the system.
fn bad_ending(status: ExitStatus, complaints: &str, limits: &Limits) -> Option<String> {
    let is_hungry = ["bad_alloc", "Cannot allocate memory"].iter().any(|word| complaints.contains(word));
    match (status.code(), signal(status)) {
        (Some(NOT_STARTED), _) => Some("could not be started".into()),
        (_, Some(SIGXCPU)) => Some(too_long(limits)),
        (_, Some(SIGXFSZ)) => Some(format!("printed more than {} bytes and was stopped", limits.output_bytes)),
        _ if is_hungry => Some(format!("needed more than {} bytes of memory and was stopped", limits.memory_bytes)),
        (Some(_), _) => None,
        _ => Some(format!("stopped unexpectedly ({status})")),
    }
}

fn too_long(limits: &Limits) -> String {
    format!("took longer than {} s and was stopped", limits.wall_seconds)
}

#[cfg(target_os = "linux")]
fn can_be_opened_without_rights(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let about = file.metadata()?;
    Ok(about.uid() == rustix::process::geteuid().as_raw() || about.mode() & 0o004 != 0)
}

#[cfg(not(target_os = "linux"))]
fn can_be_opened_without_rights(_file: &File) -> io::Result<bool> {
    Ok(true)
}

/// The signal for a file that grew too long; the same number on every Unix that Rust runs on.
const SIGXFSZ: i32 = 25;

impl Answer {
    pub(super) fn is_success(&self, tool: Tool) -> Result<(), IntakeError> {
        let how = format!("could not read it ({}): it is damaged, or no such file", self.status);
        self.status.success().then_some(()).ok_or(IntakeError::ToolFailed { tool: tool.name(), how })
    }
}
