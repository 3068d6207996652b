//! Editions: clearing for an audience, publishing, drawing, and the last look for what must not be in them.

pub(crate) mod address;
pub(crate) mod allowed_links;
pub(crate) mod clear;
pub(crate) mod clear_codings;
pub(crate) mod clear_recordings;
pub(crate) mod clear_transcripts;
pub(crate) mod draw;
pub(crate) mod kept;
pub(crate) mod publish_dossier;
pub(crate) mod scan;
pub(crate) mod scan_media;
pub(crate) mod staging;
pub(crate) mod withheld;
pub(crate) mod withholdable;
