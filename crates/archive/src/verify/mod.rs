//! The verb *verify*, on a case and on a dossier.

pub(crate) mod verification;
pub(crate) mod verify_case;
pub(crate) mod verify_dossier;
