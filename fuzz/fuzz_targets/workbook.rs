//! Bytes as a file called `places.xlsx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("places.xlsx", bytes));
