//! Many files at once promise what one file does, in the order given.

use crate::Case;
use firsthand_vault::{Digest, Shelf};
use std::path::PathBuf;

fn sources(case: &Case, contents: &[Vec<u8>]) -> Vec<PathBuf> {
    contents.iter().enumerate().map(|(number, bytes)| case.file(&format!("{number}.bin"), bytes)).collect()
}

/// Short and long files, mixed; longer than what is hashed in one piece.
fn contents() -> Vec<Vec<u8>> {
    (0..40u8).map(|number| vec![number; if number % 10 == 3 { 1_500_000 } else { usize::from(number) * 100 }]).collect()
}

#[test]
fn many_files_are_stored_as_one_by_one_and_told_in_their_order() {
    let (together, alone) = (Case::new(), Case::new());
    let contents = contents();
    let mut told = Vec::new();
    let stored = together
        .vault
        .store_files(Shelf::Originals, &sources(&together, &contents), &mut |done| told.push(done))
        .unwrap();
    for (one, bytes) in stored.iter().zip(&contents) {
        assert_eq!(*one, alone.keep(bytes));
        assert_eq!(together.vault.read(Shelf::Originals, &one.sha256).unwrap(), *bytes);
        assert!(together.vault.path(Shelf::Originals, &one.sha256).metadata().unwrap().permissions().readonly());
    }
    assert_eq!(told, (1..=40).collect::<Vec<u64>>());
    assert_eq!(together.files().len(), 40);
}

#[test]
fn of_files_with_the_same_bytes_the_first_is_new_and_one_is_kept() {
    let case = Case::new();
    case.keep(b"before");
    for _ in 0..20 {
        let contents: Vec<Vec<u8>> = [&b"a"[..], b"b", b"a", b"before", b"a"].map(<[u8]>::to_vec).into();
        let stored = case.vault.store_files(Shelf::Originals, &sources(&case, &contents), &mut |_| {}).unwrap();
        assert_eq!(stored.iter().map(|one| one.duplicate).collect::<Vec<_>>(), [false, false, true, true, true]);
        assert_eq!(case.files().len(), 3);
        for bytes in [b"a", b"b"] {
            case.vault.remove(Shelf::Originals, &Digest::of(bytes)).unwrap();
        }
    }
}

#[test]
fn files_go_on_the_shelf_that_is_named_and_on_no_other() {
    let case = Case::new();
    let stored = case.vault.store_files(Shelf::Accepted, &sources(&case, &contents()), &mut |_| {}).unwrap();
    for (one, bytes) in stored.iter().zip(contents()) {
        assert_eq!(case.vault.read(Shelf::Accepted, &one.sha256).unwrap(), bytes);
        assert!(case.vault.read(Shelf::Originals, &one.sha256).is_err());
    }
}

#[test]
fn a_file_that_cannot_be_read_stops_all_and_leaves_no_partial_file() {
    let case = Case::new();
    let mut paths = sources(&case, &contents());
    paths.insert(20, case.dir.path().join("not-there.bin"));
    let error = case.vault.store_files(Shelf::Originals, &paths, &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("not-there.bin"), "{error}");
    let is_whole = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().parse::<Digest>().is_ok();
    assert!(case.files().iter().all(is_whole));
}

#[test]
fn no_files_are_stored_without_touching_the_case() {
    let case = Case::new();
    assert!(case.vault.store_files::<PathBuf>(Shelf::Originals, &[], &mut |_| {}).unwrap().is_empty());
    assert!(!case.dir.path().join("case").exists());
}

#[test]
fn files_that_are_taken_are_stored_as_if_copied_and_gone() {
    let (taken, copied) = (Case::new(), Case::new());
    let contents: Vec<Vec<u8>> = contents().into_iter().chain([b"twice".to_vec(), b"twice".to_vec()]).collect();
    let paths = sources(&taken, &contents);
    let stored = taken.vault.take_files(Shelf::Accepted, &paths, &mut |_| {}).unwrap();
    let as_copied = copied.vault.store_files(Shelf::Accepted, &sources(&copied, &contents), &mut |_| {}).unwrap();
    assert_eq!(stored, as_copied);
    for (one, bytes) in stored.iter().zip(&contents) {
        assert_eq!(taken.vault.read(Shelf::Accepted, &one.sha256).unwrap(), *bytes);
        assert!(taken.vault.path(Shelf::Accepted, &one.sha256).metadata().unwrap().permissions().readonly());
    }
    assert_eq!(taken.files().len(), copied.files().len());
    assert!(paths.iter().all(|path| !path.exists()), "what is taken does not stay");
}

#[test]
fn a_file_that_cannot_be_taken_is_named() {
    let case = Case::new();
    let error =
        case.vault.take_files(Shelf::Accepted, &[case.dir.path().join("not-there.bin")], &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("not-there.bin"), "{error}");
}
