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
    answer(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}"))
}

/// The head of an answer in lower case, and its body.
fn answer(address: SocketAddr, request: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{request}Connection: close\r\n\r\n").unwrap();
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
    assert!(head.contains("content-range: bytes 10-19/256") && head.contains("content-length: 10\r\n"), "{head}");
    assert_eq!(body, (10..=19u8).collect::<Vec<_>>());
}

#[test]
fn nothing_outside_the_folder_is_handed_out() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("dossier");
    std::fs::create_dir_all(folder.join("sources")).unwrap();
    std::fs::write(folder.join("index.html"), "<title>a dossier</title>").unwrap();
    let secret = around.path().join("secret");
    std::fs::write(&secret, "not of the dossier").unwrap();
    let whole = secret.to_string_lossy().replace('\\', "/");
    let address = serving(&folder);
    let ways = ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/sources/../../secret"];
    let more = ["/sources/%2e%2e/%2e%2e/secret".into(), format!("/{whole}"), format!("/{}", whole.replace('/', "%2f"))];
    for path in ways.map(str::to_owned).into_iter().chain(more) {
        let (head, body) = ask(address, &path, "");
        assert!(!head.starts_with("http/1.1 200"), "{path}: {head}");
        assert!(!String::from_utf8_lossy(&body).contains("not of the dossier"), "{path}");
    }
    assert!(ask(address, "/", "").0.starts_with("http/1.1 200"));
}

/// What every answer has, whatever it answers.
const ALWAYS: [&str; 6] = [
    "cache-control: no-store",
    "cross-origin-opener-policy: same-origin",
    "cross-origin-resource-policy: same-origin",
    "referrer-policy: no-referrer",
    "x-content-type-options: nosniff",
    "frame-ancestors 'none'",
];

#[test]
fn no_answer_is_kept_sniffed_framed_or_told_to_another_site() {
    let folder = dossier();
    let address = serving(folder.path());
    for path in ["/", "/film.mp4", "/nothing"] {
        let (head, _) = ask(address, path, "");
        assert!(ALWAYS.iter().all(|header| head.contains(header)), "{path}: {head}");
        assert!(!head.contains("set-cookie") && !head.contains("server:"), "{path}: {head}");
        assert!(!head.contains("access-control-allow-origin"), "{path}: {head}");
    }
    let (_, body) = ask(address, "/", "");
    assert!(String::from_utf8_lossy(&body).contains("a dossier"));
}

#[test]
fn the_policy_is_that_of_every_page_and_none_may_frame_it() {
    let page = include_str!("../../../publish/templates/base.html");
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split('"').next().unwrap();
    let folder = dossier();
    let (head, _) = ask(serving(folder.path()), "/", "");
    assert!(head.contains(&format!("content-security-policy: {policy}; frame-ancestors 'none'\r\n")), "{head}");
}

#[test]
fn a_text_says_that_it_is_utf_8_and_a_film_does_not() {
    let folder = dossier();
    std::fs::write(folder.path().join("dossier.js"), "\"лампа\"").unwrap();
    let address = serving(folder.path());
    for (path, kind) in [("/", "text/html; charset=utf-8"), ("/dossier.js", "text/javascript; charset=utf-8")] {
        let (head, _) = ask(address, path, "");
        assert!(head.contains(&format!("content-type: {kind}\r\n")), "{path}: {head}");
    }
    assert!(ask(address, "/film.mp4", "").0.contains("content-type: video/mp4\r\n"));
}

#[test]
fn a_browser_that_another_site_led_here_is_answered_nothing() {
    let folder = dossier();
    let address = serving(folder.path());
    for host in ["Host: example.org\r\n", "Host: localhost.example.org:80\r\n", ""] {
        let (head, body) = answer(address, &format!("GET / HTTP/1.1\r\n{host}"));
        assert!(!head.starts_with("http/1.1 200") && body.is_empty(), "{host}: {head}");
    }
    let (head, _) = answer(address, &format!("GET / HTTP/1.1\r\nHost: {address}\r\n"));
    assert!(head.starts_with("http/1.1 200"), "{head}");
}

#[test]
fn no_redirect_leads_to_another_machine() {
    let folder = dossier();
    std::fs::create_dir(folder.path().join("example.org")).unwrap();
    let address = serving(folder.path());
    let (head, _) = ask(address, "//example.org", "");
    assert!(head.starts_with("http/1.1 404") && !head.contains("location:"), "{head}");
}

#[test]
fn nothing_is_asked_for_but_files_and_nothing_of_the_request_is_repeated() {
    let folder = dossier();
    std::fs::create_dir(folder.path().join("media")).unwrap();
    let address = serving(folder.path());
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS"] {
        let (head, _) =
            answer(address, &format!("{method} /film.mp4 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"));
        assert!(head.starts_with("http/1.1 405"), "{method}: {head}");
    }
    let (head, body) = ask(address, "/media/", "");
    assert!(head.starts_with("http/1.1 404") && body.is_empty(), "no folder is listed: {head}");
    let (head, body) = ask(address, "/lighthouse?q=lighthouse", "X-Lighthouse: lighthouse\r\n");
    assert!(head.starts_with("http/1.1 404") && !head.contains("lighthouse") && body.is_empty(), "{head}");
}

#[cfg(unix)]
#[test]
fn a_folder_with_a_link_in_it_is_refused() {
    let folder = dossier();
    std::fs::create_dir(folder.path().join("media")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("media/film.mp4")).unwrap();
    let refused = firsthand_server::serve(folder.path(), 0, |_| {}).unwrap_err();
    assert_eq!(refused.code(), "FH-SERVER-004");
    assert!(refused.to_string().contains("film.mp4"), "{refused}");
}

#[test]
fn a_folder_that_is_no_dossier_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = firsthand_server::serve(folder.path(), 0, |_| {});
    assert_eq!(refused.unwrap_err().code(), "FH-SERVER-001");
}
