//! What storing promises: both digests, one copy, read-only, the same bytes back.

use crate::{Case, damage};
use firsthand_vault::{Digest, Shelf, VaultError};
use std::io::{Read, Seek, SeekFrom};

#[test]
fn a_file_is_kept_under_its_digest_with_both_digests_told() {
    let case = Case::new();
    let bytes = vec![7; 2_500_000];
    let mut told = Vec::new();
    let stored = case.vault.store_file(&case.file("film.mp4", &bytes), &mut |so_far| told.push(so_far)).unwrap();
    assert_eq!(stored.sha256, Digest::of(&bytes));
    assert_eq!(stored.blake3, blake3::hash(&bytes).to_hex().to_string());
    assert_eq!((stored.size_bytes, stored.duplicate), (2_500_000, false));
    assert_eq!(told.last(), Some(&2_500_000));
    assert_eq!(case.files(), [case.vault.path(Shelf::Originals, &stored.sha256)]);
    assert_eq!(case.vault.read(Shelf::Originals, &stored.sha256).unwrap(), bytes);
}

#[test]
fn the_same_bytes_are_kept_once_and_told_to_be_duplicate() {
    let case = Case::new();
    assert!(!case.keep(b"one").duplicate);
    assert!(case.keep(b"one").duplicate);
    assert_eq!(case.files().len(), 1);
}

#[test]
fn an_empty_file_is_an_original_like_any_other() {
    let case = Case::new();
    let stored = case.vault.store_file(&case.file("empty.txt", b""), &mut |_| {}).unwrap();
    assert_eq!(stored.size_bytes, 0);
    assert!(case.vault.exists(Shelf::Originals, &stored.sha256));
}

#[test]
fn the_two_shelves_do_not_know_each_other() {
    let case = Case::new();
    let stored = case.vault.store_bytes(Shelf::Accepted, b"rows").unwrap();
    assert!(case.vault.exists(Shelf::Accepted, &stored.sha256));
    assert!(!case.vault.exists(Shelf::Originals, &stored.sha256));
}

#[test]
fn a_stored_file_is_read_only() {
    let case = Case::new();
    let stored = case.keep(b"one");
    let path = case.vault.path(Shelf::Originals, &stored.sha256);
    assert!(std::fs::metadata(path).unwrap().permissions().readonly());
}

#[test]
fn an_object_is_read_from_any_place() {
    let case = Case::new();
    let stored = case.keep(b"0123456789");
    let mut object = case.vault.object(Shelf::Originals, &stored.sha256).unwrap();
    assert_eq!(object.size_bytes(), 10);
    object.seek(SeekFrom::Start(7)).unwrap();
    let mut rest = String::new();
    object.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "789");
}

#[test]
fn a_cut_object_is_mended_by_storing_its_bytes_again() {
    let case = Case::new();
    let stored = case.keep(b"whole");
    damage(&case.vault.path(Shelf::Originals, &stored.sha256), b"who");
    assert!(!case.keep(b"whole").duplicate);
    assert_eq!(case.vault.read(Shelf::Originals, &stored.sha256).unwrap(), b"whole");
}

#[test]
fn what_is_not_there_is_said_not_to_be_there() {
    let case = Case::new();
    let error = case.vault.read(Shelf::Originals, &Digest::of(b"never stored")).unwrap_err();
    assert_eq!(error.code(), "FH-VAULT-005");
}

#[test]
fn a_missing_source_and_a_folder_are_refused_by_name() {
    let case = Case::new();
    for path in [case.dir.path().join("no such file.wav"), case.dir.path().to_owned()] {
        let error = case.vault.store_file(&path, &mut |_| {}).unwrap_err();
        assert!(matches!(error, VaultError::SourceUnreadable { .. }), "{error}");
        assert!(error.to_string().contains(&path.display().to_string()));
    }
    assert!(case.files().is_empty());
}

/// Gives some bytes, then fails.
struct Broken(u32);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0 += 1;
        if self.0 < 4 { Ok(buffer.len()) } else { Err(std::io::ErrorKind::TimedOut.into()) }
    }
}

#[test]
fn a_source_that_breaks_off_leaves_nothing() {
    let case = Case::new();
    let failed = case.vault.store(Shelf::Originals, &mut Broken(0), "tape".as_ref(), &mut |_| {});
    assert_eq!(failed.unwrap_err().code(), "FH-VAULT-001");
    assert!(case.files().is_empty());
}

#[test]
fn an_erased_object_is_gone_with_its_folder_and_only_it() {
    let case = Case::new();
    let (gone, stays) = (case.keep(b"gone").sha256, case.keep(b"stays").sha256);
    assert!(case.vault.remove(Shelf::Originals, &gone).unwrap());
    assert!(!case.vault.remove(Shelf::Originals, &gone).unwrap());
    assert_eq!(case.files(), [case.vault.path(Shelf::Originals, &stays)]);
    assert!(!case.vault.path(Shelf::Originals, &gone).parent().unwrap().exists());
}

#[test]
fn sweeping_removes_what_a_crash_left_and_nothing_else() {
    let case = Case::new();
    let stored = case.keep(b"whole");
    std::fs::write(case.dir.path().join("case/originals/.part-a1b2"), b"half of a testim").unwrap();
    assert_eq!(case.vault.check(Shelf::Originals, &[(stored.sha256, 5)], &mut |_| {}).unwrap(), []);
    assert_eq!(case.vault.sweep().unwrap(), 1);
    assert_eq!(case.files(), [case.vault.path(Shelf::Originals, &stored.sha256)]);
}
