//! What could do harm stands where it may stand and nowhere else: the network, markup made while a page is read, unchecked code,
//! cryptography.

use crate::{files, root, text};
use std::path::PathBuf;

/// Sources of a folder that have one of these words, by the path below the checkout.
fn having(folder: &str, ending: &str, words: &[&str]) -> Vec<String> {
    let has = |path: &PathBuf| {
        let source = std::fs::read_to_string(path).unwrap();
        words.iter().any(|word| source.contains(word))
    };
    let found = files(&root().join(folder), &[ending]).into_iter().filter(has);
    found.map(|path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")).collect()
}

fn shipped(paths: Vec<String>) -> Vec<String> {
    paths.into_iter().filter(|path| path.contains("/src/") && !path.contains("/src/bin/")).collect()
}

#[test]
fn no_room_links_what_asks_other_machines() {
    let lock = text("Cargo.lock");
    for library in ["reqwest", "ureq", "curl", "attohttpc", "minreq", "rustls", "native-tls", "openssl"] {
        assert!(!lock.contains(&format!("name = \"{library}\"\n")), "{library}");
    }
    let with_sockets = shipped(having("crates", ".rs", &["std::net", "tokio::net", "TcpStream", "UdpSocket"]));
    assert_eq!(with_sockets, ["crates/server/src/lib.rs"], "only the server, which listens");
    assert!(!text("crates/server/src/lib.rs").contains("connect("));
}

#[test]
fn the_script_of_pages_evaluates_nothing_writes_no_markup_and_asks_nobody() {
    let markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment"];
    let evaluated = ["eval(", "new Function"];
    let asking = ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "postMessage"];
    let kept = ["document.cookie", "indexedDB", "caches."];
    for words in [&markup[..], &evaluated, &asking, &kept] {
        assert_eq!(having("web/src", ".ts", words), Vec::<String>::new(), "{words:?}");
    }
    let stored = having("web/src", ".ts", &["localStorage", "sessionStorage"]);
    assert_eq!(stored, ["web/src/theme.ts", "web/src/watch/asked.ts"], "which colours, and which link plays");
}

#[test]
fn unchecked_code_stands_in_the_sandbox_alone() {
    assert!(text("Cargo.toml").contains("unsafe_code = \"deny\""));
    let page = text("SECURITY.md");
    for manifest in files(&root().join("crates"), &["Cargo.toml"]) {
        let manifest = std::fs::read_to_string(manifest).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true\n"), "a room that is not held to it: {manifest}");
    }
    // However the rule is lifted, its name is written; and where it is not kept the word itself is.
    let words = ["unsafe_code", "unsafe {", "unsafe fn", "unsafe impl", "unsafe extern", "unsafe trait"];
    let found = shipped(having("crates", ".rs", &words));
    assert_eq!(found, ["crates/intake/src/enforce/linux.rs", "crates/intake/src/fork_server.rs"]);
    for path in found {
        assert!(page.contains(&format!("`{}`", path.trim_start_matches("crates/"))), "{path}");
    }
}

#[test]
fn what_is_not_rust_in_the_main_process_is_named() {
    let (lock, page) = (text("Cargo.lock"), text("SECURITY.md"));
    let built =
        |package: &&str| ["cc", "cmake", "nasm-rs"].iter().any(|tool| package.contains(&format!("\n \"{tool}\",\n")));
    let name =
        |package: &str| package.split("name = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let mut found: Vec<String> = lock.split("[[package]]").skip(1).filter(built).map(name).collect();
    // These two are for other systems: a clock of Haiku's and SQLite inside a browser.
    found.retain(|name| !["iana-time-zone-haiku", "sqlite-wasm-rs"].contains(&name.as_str()));
    assert_eq!(found, ["blake3", "libsqlite3-sys"], "a library with code of another language came in");
    assert!(page.contains("SQLite and BLAKE3 are in the main process"));
}

#[test]
fn randomness_comes_from_the_operating_system_alone() {
    assert_eq!(shipped(having("crates", ".rs", &["getrandom::"])), ["crates/archive/src/surroundings.rs"]);
    let others = [" rand::", "fastrand", "rand_core", "SmallRng", "StdRng"];
    assert_eq!(shipped(having("crates", ".rs", &others)), Vec::<String>::new());
    let made = shipped(having("crates", ".rs", &["Signer::generate("]));
    assert!(made.contains(&"crates/firsthand/src/keys.rs".to_owned()), "{made:?}");
    let keys = text("crates/firsthand/src/keys.rs");
    assert_eq!(keys.matches("SystemEntropy.fill(&mut seed);").count(), 1, "a new key is made of it");
}

#[test]
fn programs_are_started_where_they_may_be_and_never_by_a_shell() {
    // In `intake` ourselves as readers, and what the launcher becomes; in `firsthand` ourselves in the background.
    let started = shipped(having("crates", ".rs", &["Command::new("]));
    let started: Vec<&str> = started.iter().map(|path| path.trim_start_matches("crates/")).collect();
    let known = [
        "firsthand/src/commands/background.rs",
        "intake/src/forks.rs",
        "intake/src/launcher.rs",
        "intake/src/outside/run.rs",
        "intake/src/sandbox.rs",
        "testkit/src/made_files.rs",
    ];
    assert_eq!(started, known);
    let shells = ["\"sh\"", "\"bash\"", "/bin/sh", "\"cmd\"", "cmd.exe", "powershell", "\"-c\""];
    assert_eq!(shipped(having("crates", ".rs", &shells)), Vec::<String>::new());
}

#[test]
fn every_library_of_cryptography_is_in_the_inventory() {
    let (manifest, page) = (text("Cargo.toml"), text("SECURITY.md"));
    let libraries =
        ["sha1", "sha2", "sha3", "md-5", "blake3", "hmac", "hkdf", "argon2", "aes", "aes-gcm", "chacha20poly1305"];
    let more = ["age", "ring", "rsa", "ed25519-dalek", "x25519-dalek", "rand", "getrandom"];
    for library in libraries.into_iter().chain(more) {
        let is_used = manifest.contains(&format!("\n{library} = "));
        assert!(!is_used || page.contains(&format!("`{library}`")), "SECURITY.md does not name {library}");
    }
}
