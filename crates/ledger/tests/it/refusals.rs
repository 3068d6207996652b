//! What happens when the disk refuses: a read-only folder, and a disk without room at any byte.
//! A full disk is played by a limit on file size in a child process, which fails writes midway as a full disk does.

use crate::*;
use std::process::Command;

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_still_read() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::new();
    case.append(drafts(0, 2));
    let folder = case.path("ledger");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(folder.join("probe"), b"").is_ok() {
        allow(0o755);
        println!("skipped: this user may write in read-only folders");
        return;
    }
    assert_eq!(case.log().entries().count(), 2);
    fs::remove_file(case.path("ledger/lock")).unwrap_err();
    let lock = WriteLock::acquire(case.dir());
    let refused = lock.and_then(|lock| case.log().append_batch(&lock, drafts(2, 1), &signer(), &mut salts()));
    allow(0o755);
    assert!(["FH-LEDGER-002", "FH-LEDGER-007"].contains(&refused.unwrap_err().code()));
    assert_eq!(case.faults(), [""; 0]);
}

const CHILD: &str = "FIRSTHAND_LEDGER_TEST_APPEND_TO";

#[cfg(unix)]
#[test]
fn a_full_disk_takes_the_whole_batch_back_and_says_so() {
    let case = Case::new();
    case.append(drafts(0, 2));
    let before = case.files();
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" --exact refusals::child_appends_a_large_batch --nocapture";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, case.dir())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("FH-LEDGER-008"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(case.files(), before);
    assert_eq!(case.faults(), [""; 0]);
    case.append(drafts(2, 1));
}

/// Does its work only when the test above starts it; alone it shows that the same batch fits without the limit.
#[test]
fn child_appends_a_large_batch() {
    let own = Case::new();
    let limited = std::env::var_os(CHILD).map(PathBuf::from);
    let dir = limited.as_deref().unwrap_or(own.dir());
    let lock = WriteLock::acquire(dir).unwrap();
    let large = (0..40).map(|number| draft(number, json!("long ".repeat(1000)))).collect();
    match Log::open(dir).unwrap().append_batch(&lock, large, &signer(), &mut salts()) {
        Ok(receipt) => assert!(limited.is_none(), "appended {receipt:?} in spite of the limit"),
        Err(error) => println!("{} {error}", error.code()),
    }
}
