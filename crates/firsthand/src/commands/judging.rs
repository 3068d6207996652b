//! Commands about judgments that change nothing: findings.

use super::reading::{open, view};
use super::{Done, well};
use crate::cli::{Global, Looked};
use crate::edge::EdgeError;

pub fn findings(global: &Global, only_stale: bool, looked: &Looked) -> Result<Done, EdgeError> {
    well(global, &open(global)?.findings(view(looked), only_stale)?)
}
