//! Bytes as a file called `spoken/a.svg`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("spoken/a.svg", bytes));
