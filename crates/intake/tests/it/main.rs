//! The readers on whole files, in the child and out of it.
//! Rules of single readers are tested beside their code.

mod accounts;
mod annotations;
mod archives;
mod attachments;
mod books;
mod captions;
mod damaged;
mod damaged_files;
mod damaged_text;
mod documents;
mod elan;
mod example;
mod found_by_damage;
mod hearings;
mod heif;
mod hostile;
mod hostile_media;
mod hostile_set;
mod iiif;
mod interviews;
mod making;
mod media;
mod ohms;
mod outside;
mod pages;
mod perceptual;
mod recognisers;
mod round_trip;
mod sandbox;
mod support;
mod tables;
mod tei;
mod transcript_tables;
mod webvtt;
mod well_formed;
