//! Spoken words: transcripts as they stand, corrections over them, whose voices they are, and passages that point into them.

pub(crate) mod annotations;
pub(crate) mod correct_transcript;
pub(crate) mod corrections;
pub(crate) mod passages;
pub(crate) mod provenance;
pub(crate) mod transcript_marks;
pub(crate) mod transcripts;
pub(crate) mod voices;
