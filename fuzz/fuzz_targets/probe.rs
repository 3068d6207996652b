//! Bytes as what ffprobe printed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| firsthand_fuzz::check("spoken/a.ffprobe", bytes));
