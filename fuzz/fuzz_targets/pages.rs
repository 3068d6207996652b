//! Bytes as what pdftotext, tesseract and pdfinfo printed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for program in ["pdftotext", "tesseract", "pdfinfo"] {
        firsthand_fuzz::check(&format!("spoken/a.{program}"), bytes);
    }
});
