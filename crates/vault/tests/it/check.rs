//! What checking finds: every flipped byte, every missing, cut, strange or surplus file, by name.

use crate::{Case, damage};
use firsthand_vault::{Digest, Fault, FaultKind, Shelf};

fn check(case: &Case, expected: &[(Digest, u64)]) -> Vec<Fault> {
    case.vault.check(Shelf::Originals, expected, &mut |_| {}).unwrap()
}

#[test]
fn an_intact_store_has_no_fault_and_every_byte_was_read() {
    let case = Case::new();
    let expected = [(case.keep(b"one").sha256, 3), (case.keep(b"three").sha256, 5)];
    let mut read = 0;
    let faults = case.vault.check(Shelf::Originals, &expected, &mut |so_far| read = so_far).unwrap();
    assert_eq!((faults.as_slice(), read), ([].as_slice(), 8));
}

#[test]
fn a_case_without_originals_has_no_fault() {
    assert_eq!(check(&Case::new(), &[]), []);
}

#[test]
fn every_flipped_byte_is_found_and_its_file_named() {
    let case = Case::new();
    let bytes = b"The clock on the wall said ten past nine.".to_vec();
    let stored = case.keep(&bytes);
    let path = case.vault.path(Shelf::Originals, &stored.sha256);
    for place in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        damage(&path, &flipped);
        let faults = check(&case, &[(stored.sha256, stored.size_bytes)]);
        assert_eq!(faults.len(), 1, "byte {place}");
        assert_eq!(faults[0].file, format!("originals/{}/{}", &stored.sha256.hex()[..2], stored.sha256.hex()));
        assert!(matches!(faults[0].kind, FaultKind::Altered { .. }));
    }
}

#[test]
fn a_missing_object_is_named() {
    let case = Case::new();
    let stored = case.keep(b"one");
    std::fs::remove_file(case.vault.path(Shelf::Originals, &stored.sha256)).unwrap();
    assert_eq!(check(&case, &[(stored.sha256, 3)])[0].kind, FaultKind::Missing);
}

#[test]
fn files_that_nothing_expects_are_named_wherever_they_lie() {
    let case = Case::new();
    let (known, unnamed) = (case.keep(b"one"), case.keep(b"two"));
    std::fs::write(case.dir.path().join("case/originals/notes.txt"), b"?").unwrap();
    std::fs::create_dir_all(case.dir.path().join("case/originals/zz/deep")).unwrap();
    std::fs::write(case.dir.path().join("case/originals/zz/deep/er"), b"?").unwrap();
    let faults = check(&case, &[(known.sha256, 3)]);
    assert!(faults.iter().all(|fault| matches!(fault.kind, FaultKind::Unexpected | FaultKind::Orphan)));
    let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    let hex = unnamed.sha256.hex();
    assert_eq!(
        files,
        [format!("originals/{}/{hex}", &hex[..2]).as_str(), "originals/notes.txt", "originals/zz/deep/er"]
    );
    assert_eq!(case.vault.stored_digests(Shelf::Originals).unwrap(), [known.sha256, unnamed.sha256].into());
}

#[test]
fn a_length_that_differs_from_the_ledger_is_a_fault_of_its_own() {
    let case = Case::new();
    let stored = case.keep(b"one");
    let expected = FaultKind::WrongSize { expected_bytes: 4, size_bytes: 3 };
    assert_eq!(check(&case, &[(stored.sha256, 4)])[0].kind, expected);
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_an_object_is_not_taken_for_it() {
    let case = Case::new();
    let stored = case.keep(b"one");
    let path = case.vault.path(Shelf::Originals, &stored.sha256);
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(case.file("elsewhere", b"one"), &path).unwrap();
    assert!(matches!(check(&case, &[(stored.sha256, 3)])[0].kind, FaultKind::Unreadable { .. }));
}
