//! The readers on whole files, in the child and out of it.
//! Rules of single readers are tested beside their code.

mod accounts;
mod books;
mod captions;
mod example;
mod hearings;
mod hostile;
mod interviews;
mod recognisers;
mod round_trip;
mod sandbox;
mod support;
mod tables;
mod transcript_tables;
mod webvtt;
