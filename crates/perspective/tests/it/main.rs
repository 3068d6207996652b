//! Perspective on the example case, which lies outside the repository: read from `FIRSTHAND_SHARED`, skipped by name
//! where it is missing.

mod beslan;
mod folder;
