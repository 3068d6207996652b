//! Bytes as a file called `accounts/a.md`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("accounts/a.md", bytes));
