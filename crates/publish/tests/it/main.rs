//! Dossiers drawn from the example case and from made-up records: one binary for every test that writes a folder.

mod beslan;
mod draw;
mod framework;
mod method;
mod pages;
mod plot;
mod prose;
mod question;
mod search;
mod timeline;
mod watch;
