//! Systems other than Linux: no server forks, and a child is started for each file.

use crate::child::Request;
use crate::{IntakeError, Sandbox};
use std::fs::File;

/// What would fork.
#[derive(Default)]
pub(crate) struct Forks;

impl Forks {
    pub(crate) fn run(
        &mut self,
        _sandbox: &Sandbox,
        _file: &File,
        _request: &Request,
    ) -> Option<Result<Vec<u8>, IntakeError>> {
        None
    }
}
