//! Derivatives: what can be made of held originals, made in the background, removable at any time.

pub(crate) mod derivation_run;
pub(crate) mod derive;
pub(crate) mod derive_plan;
pub(crate) mod derive_workshop;
pub(crate) mod derived_files;
