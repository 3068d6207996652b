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
    for path in shipped(having("crates", ".rs", &["allow(unsafe_code)"])) {
        let named = path.trim_start_matches("crates/");
        assert!(named.starts_with("intake/src/") && page.contains(&format!("`{named}`")), "{path}");
    }
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
