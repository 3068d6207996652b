//! What happens when the disk refuses: a read-only folder, and a disk without room.
//! A full disk is played by a limit on file size in a child process, which fails writes midway as a full disk does.

use crate::{Case, files_below};
use firsthand_vault::{Shelf, Vault};
use std::path::PathBuf;
use std::process::Command;

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_nothing_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::new();
    let folder = case.dir.path().join("case/originals");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(folder.join("probe"), b"").is_ok() {
        println!("skipped: this user may write in read-only folders");
        return;
    }
    let error = case.vault.store_bytes(Shelf::Originals, b"one").unwrap_err();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(error.code(), "FH-VAULT-002");
    assert!(error.to_string().contains("originals"), "{error}");
    assert!(case.files().is_empty());
}

const CHILD: &str = "FIRSTHAND_VAULT_TEST_STORE_IN";

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_to_be_full_and_the_partial_copy_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let script = "trap '' XFSZ; ulimit -f 600; exec \"$0\" --exact refusals::child_stores_two_mebibytes --nocapture";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("FH-VAULT-003"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(files_below(dir.path()).is_empty());
}

/// Does its work only when the test above starts it; alone it shows that the same bytes fit without the limit.
#[test]
fn child_stores_two_mebibytes() {
    let own = tempfile::tempdir().unwrap();
    let limited = std::env::var_os(CHILD).map(PathBuf::from);
    let vault = Vault::open(limited.as_deref().unwrap_or(own.path()));
    match vault.store_bytes(Shelf::Originals, &vec![1; 2 << 20]) {
        Ok(stored) => assert!(limited.is_none(), "stored {} in spite of the limit", stored.sha256),
        Err(error) => println!("{} {error}", error.code()),
    }
    if limited.is_none() {
        assert_eq!(files_below(own.path()).len(), 1);
    }
}
