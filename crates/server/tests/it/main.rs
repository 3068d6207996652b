//! A dossier over HTTP: its files and nothing else, on the loopback address, with byte ranges.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::channel;

/// Serves a folder on a thread of its own for as long as the test runs.
fn serving(folder: &std::path::Path) -> SocketAddr {
    let (send, receive) = channel();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        firsthand_server::serve(&folder, 0, |address| send.send(address).unwrap()).unwrap();
    });
    receive.recv().unwrap()
}

fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<title>a dossier</title>").unwrap();
    std::fs::write(folder.path().join("film.mp4"), (0..=255u8).collect::<Vec<_>>()).unwrap();
    folder
}

fn ask(address: SocketAddr, path: &str, header: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end + 4..].to_vec())
}

#[test]
fn only_the_loopback_address_is_taken() {
    let folder = dossier();
    assert!(serving(folder.path()).ip().is_loopback());
}

#[test]
fn a_range_of_a_film_is_answered_with_those_bytes() {
    let folder = dossier();
    let (head, body) = ask(serving(folder.path()), "/film.mp4", "Range: bytes=10-19\r\n");
    assert!(head.starts_with("http/1.1 206"), "{head}");
    assert!(head.contains("content-range: bytes 10-19/256"), "{head}");
    assert_eq!(body, (10..=19u8).collect::<Vec<_>>());
}

#[test]
fn nothing_outside_the_folder_is_handed_out() {
    let folder = dossier();
    let address = serving(folder.path());
    for path in ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "//etc/hostname"] {
        let (head, _) = ask(address, path, "");
        assert!(!head.starts_with("http/1.1 200"), "{path}: {head}");
    }
}

#[test]
fn answers_are_not_sniffed_and_tell_no_other_site() {
    let folder = dossier();
    let (head, body) = ask(serving(folder.path()), "/", "");
    assert!(
        head.contains("x-content-type-options: nosniff") && head.contains("referrer-policy: no-referrer"),
        "{head}"
    );
    assert!(String::from_utf8_lossy(&body).contains("a dossier"));
}

#[test]
fn a_folder_that_is_no_dossier_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = firsthand_server::serve(folder.path(), 0, |_| {});
    assert_eq!(refused.unwrap_err().code(), "FH-SERVER-001");
}
