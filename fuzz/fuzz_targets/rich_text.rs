//! Bytes as a file called `spoken/a.rtf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("spoken/a.rtf", bytes));
