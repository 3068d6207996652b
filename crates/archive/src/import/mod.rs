//! Bringing in: the verbs *import* and *add*, how files are read and rows are checked, and the receipt of all of it.

pub(crate) mod add_files;
pub(crate) mod check_films;
pub(crate) mod check_folder;
pub(crate) mod circles;
pub(crate) mod file_receipt;
pub(crate) mod folder;
pub(crate) mod import_folder;
pub(crate) mod misjudged;
pub(crate) mod originals_by_digest;
pub(crate) mod pointers;
pub(crate) mod proposals;
pub(crate) mod read_files;
pub(crate) mod readings;
pub(crate) mod receipt;
pub(crate) mod receipts;
pub(crate) mod unstated_offset;
pub(crate) mod unused_populations;
pub(crate) mod values;
