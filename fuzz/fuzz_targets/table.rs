//! Bytes as a file called `statements.csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("statements.csv", bytes));
