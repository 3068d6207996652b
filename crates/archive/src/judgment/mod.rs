//! What people judge: findings, grades, bearings, dependences and acts; whether it is stale, and how it is taken back.

pub(crate) mod acts;
pub(crate) mod bearings;
pub(crate) mod confirmed;
pub(crate) mod dependence_row;
pub(crate) mod dependences;
pub(crate) mod findings;
pub(crate) mod graded_alike;
pub(crate) mod grades;
pub(crate) mod grounds;
pub(crate) mod stale;
pub(crate) mod undo_judgment;
