//! Bytes as a file called `case.toml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("case.toml", bytes));
