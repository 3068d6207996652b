//! Archives: members are named, hashed and read by their own readers, eight files deep; whatever they try stays inside.

use crate::media::read_bytes;
use crate::support::archive;
use firsthand_intake::{Mode, Reading};
use firsthand_testkit::made_files::{self, MadePage};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads an archive and expects a problem that names the member and says all of `parts`.
#[track_caller]
fn check(bytes: &[u8], member: &str, parts: &[&str]) -> Reading {
    let reading = read_bytes("box.zip", bytes);
    assert!(reading.is_clean(), "{:?}", reading.problems);
    let says = |message: &str| parts.iter().all(|part| message.contains(part));
    let found = reading.problems.iter().any(|problem| problem.file == member && says(&problem.message));
    assert!(found, "{member} {parts:?}: {:#?}", reading.problems);
    reading
}

#[test]
fn members_are_read_by_their_own_readers() {
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.mp4");
    made_files::film(&film, "2004-09-03T10:05:00Z");
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    let pdf = made_files::pdf("Log", &[MadePage::Words(&["The lantern was lit."])], "");
    let zip = archive(&[
        ("papers/log.pdf", &pdf),
        ("papers/note.txt", "Маяк не горел.".as_bytes()),
        ("spoken.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Keeper>It was dark.\n"),
        ("film.mp4", &std::fs::read(&film).unwrap()),
        ("photo.jpg", &photo),
        ("people.csv", b"id,name\nP1,A\n"),
        ("thing.bin", &[0; 40]),
    ]);
    let reading = read_bytes("box.zip", &zip);
    assert_eq!((reading.reader.as_str(), reading.counts["members"], reading.counts["members_unread"]), ("zip", 7, 1));
    let readers: Vec<&str> = reading.members.iter().map(|member| member.reading.reader.as_str()).collect();
    assert_eq!(readers, ["pdf", "text", "webvtt", "recording", "photograph", "text", "none"]);
    assert!(reading.proposals.is_empty() && reading.members.iter().all(|member| member.reading.proposals.is_empty()));
    let [pdf_member, note, spoken, film, ..] = &reading.members[..] else { panic!() };
    assert_eq!(pdf_member.reading.pages.as_ref().unwrap().pages[0].words(), "The lantern was lit.");
    assert_eq!(note.reading.text.as_deref(), Some("Маяк не горел."));
    assert_eq!(note.sha256.as_deref(), Some("sha256:4ed1ac54448ff73f7c22a7bea9db5f01e11a297eb73d0abcc3d5b65f0de2dfe5"));
    assert_eq!(spoken.reading.transcript.as_ref().unwrap().cues.len(), 1);
    assert_eq!(film.reading.description.as_ref().unwrap().duration_ms, Some(2000));
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    assert_eq!(reading.problems[0].file, "box.zip/thing.bin");
}

#[test]
fn a_member_of_a_large_archive_reaches_its_program_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tone.wav");
    made_files::sound(&path);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [("first.bin", vec![7; 9 << 20]), ("tone.wav", std::fs::read(&path).unwrap())] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let reading = read_bytes("box.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(reading.members[1].reading.reader, "recording", "{:?}", reading.problems);
}

#[test]
fn paths_that_lead_out_are_only_names() {
    let tricks =
        [("../../escape.txt", "escape.txt"), ("/etc/passwd", "etc/passwd"), ("C:\\boot\\..\\a.txt", "boot/a.txt")];
    for (written, path) in tricks {
        let folder = tempfile::tempdir().unwrap();
        let reading = check(&archive(&[(written, b"words")]), &format!("box.zip/{path}"), &["only named", written]);
        let member = &reading.members[0];
        assert_eq!((member.path.as_str(), member.written.as_deref()), (path, Some(written)));
        assert_eq!(member.reading.text.as_deref(), Some("words"));
        assert!(!folder.path().join("../escape.txt").exists() && !std::path::Path::new("escape.txt").exists());
    }
}

#[test]
fn a_bomb_is_stopped_and_its_neighbours_are_read() {
    let zeros = vec![0; 32 << 20];
    let reading = check(&archive(&[("bomb.txt", &zeros), ("note.txt", b"words")]), "box.zip/bomb.txt", &["200 times"]);
    assert_eq!(
        (reading.members[0].sha256.as_deref(), reading.members[1].reading.text.as_deref()),
        (None, Some("words"))
    );
    assert!(reading.members[0].size_bytes < 32 << 20);
}

#[test]
fn more_members_than_the_limit_are_counted_and_not_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..10_003 {
        zip.start_file(format!("{index}.bin"), SimpleFileOptions::default()).unwrap();
    }
    let reading = read_bytes("box.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(reading.counts["members"], 10_000);
    assert!(reading.problems.iter().any(|problem| problem.message.contains("10003 members; at most 10000")));
}

#[test]
fn an_archive_in_an_archive_is_opened_as_deep_as_is_said_and_no_deeper() {
    let nested = |levels: usize| {
        (0..levels).fold(archive(&[("deep.txt", b"deep words")]), |inner, _| archive(&[("in.zip", &inner)]))
    };
    let reading = read_bytes("box.zip", &nested(8));
    let deepest = reading.members.last().unwrap();
    let path = format!("{}/deep.txt", ["in.zip"; 8].join("/"));
    assert_eq!((deepest.path.as_str(), deepest.reading.text.as_deref()), (path.as_str(), Some("deep words")));
    let reading = check(&nested(9), &format!("box.zip/{}", ["in.zip"; 9].join("/")), &["8 files deep"]);
    let last = reading.members.last().unwrap();
    assert!(last.sha256.is_some() && last.reading.members.is_empty() && last.reading.text.is_none());
}

#[test]
fn archives_in_archives_have_one_limit_together() {
    let zeros = archive(&[("zeros.txt", &vec![0; 30 << 20])]);
    // Deflated so many zeros are more than 200 times shorter; stored inside they are not.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..60 {
        zip.start_file(format!("{at}.zip"), stored).unwrap();
        zip.write_all(&zeros).unwrap();
    }
    let reading = check(&zip.finish().unwrap().into_inner(), "box.zip/0.zip/zeros.txt", &["200 times"]);
    let came: u64 = reading.members.iter().map(|member| member.size_bytes).sum();
    assert!(came <= (256 << 20) + 120, "{came}");
}

#[test]
fn links_and_twins_are_named_and_lead_nowhere() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.add_directory("empty", SimpleFileOptions::default()).unwrap();
    for name in ["a.txt", "./a.txt"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"words").unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let reading = check(&bytes, "box.zip/link.txt", &["a link, which is not followed"]);
    check(&bytes, "box.zip/a (2).txt", &["same name"]);
    assert_eq!((reading.members.len(), reading.members[0].reading.text.as_deref()), (3, None));
}

#[test]
fn any_prefix_of_an_archive_gives_a_reading() {
    let whole = archive(&[("a.txt", b"words"), ("b/c.vtt", b"WEBVTT\n")]);
    for end in 4..whole.len() {
        let reading = firsthand_intake::read_bytes("box.zip", Mode::Auto, &whole[..end]);
        assert_eq!((reading.reader.as_str(), reading.problems.len()), ("none", 1), "cut at {end}");
    }
    let mut flipped = whole.clone();
    flipped[36] ^= 1;
    check(&flipped, "box.zip/a.txt", &["damaged"]);
}
