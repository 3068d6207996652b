//! Attachments of saved messages: unpacked, named, hashed and read by their own readers, however deep they lie, within one limit.

use crate::media::read_bytes;
use crate::support::archive;
use firsthand_intake::{Mode, Reading};
use firsthand_testkit::made_files::{self, MadePage};
use firsthand_testkit::made_mail::{Attached, base64, message, message_with};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

fn paths(reading: &Reading) -> Vec<&str> {
    reading.members.iter().map(|member| member.path.as_str()).collect()
}

fn readers(reading: &Reading) -> Vec<&str> {
    reading.members.iter().map(|member| member.reading.reader.as_str()).collect()
}

/// The text of the member with this path.
#[track_caller]
fn text_of<'r>(reading: &'r Reading, path: &str) -> &'r str {
    let member = reading.members.iter().find(|member| member.path == path);
    let member = member.unwrap_or_else(|| panic!("{path} is not among {:?}", paths(reading)));
    member.reading.text.as_deref().unwrap_or_else(|| panic!("{path} has no text: {:?}", reading.problems))
}

#[track_caller]
fn says(reading: &Reading, file: &str, part: &str) {
    let found = reading.problems.iter().any(|problem| problem.file == file && problem.message.contains(part));
    assert!(found, "{file}, {part}: {:#?}", reading.problems);
}

/// Reads a message in place, where no program of others is asked.
fn read(bytes: &[u8]) -> Reading {
    firsthand_intake::read_bytes("mail.eml", Mode::Auto, bytes)
}

fn sum(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

#[test]
fn attachments_are_read_by_their_own_readers() {
    let folder = tempfile::tempdir().unwrap();
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    let tone = folder.path().join("tone.wav");
    made_files::sound(&tone);
    let tone = std::fs::read(&tone).unwrap();
    let pdf = made_files::pdf("Log", &[MadePage::Words(&["The lantern was lit."])], "");
    let note = "Маяк не горел.\r\nНикто не вышел.\r\n".as_bytes();
    let mail = message_with(
        "The night",
        "See what is attached.",
        &[
            ("log.pdf", &pdf),
            ("note.txt", note),
            ("spoken.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Keeper>It was dark.\n"),
            ("tone.wav", &tone),
            ("photo.jpg", &photo),
            ("people.csv", b"id,name\nP1,A\n"),
            ("thing.bin", &[0xff; 40]),
        ],
    );
    let reading = read_bytes("mail.eml", &mail);
    assert_eq!(
        (reading.reader.as_str(), reading.counts["attachments"], reading.counts["members"]),
        ("email", 7, 7),
        "{:?}",
        reading.problems
    );
    assert_eq!(readers(&reading), ["pdf", "text", "webvtt", "recording", "photograph", "text", "none"]);
    assert_eq!(reading.counts["members_unread"], 1);
    assert!(reading.text.as_deref().unwrap().contains("See what is attached."));
    assert!(reading.proposals.is_empty() && reading.members.iter().all(|member| member.reading.proposals.is_empty()));
    assert_eq!(reading.members[0].reading.pages.as_ref().unwrap().pages[0].words(), "The lantern was lit.");
    assert_eq!(text_of(&reading, "note.txt"), "Маяк не горел.\nНикто не вышел.\n");
    assert_eq!(reading.members[3].reading.description.as_ref().unwrap().streams.len(), 1);
    for (at, bytes) in [&pdf[..], note].into_iter().enumerate() {
        let member = &reading.members[at];
        assert_eq!((member.sha256.clone(), member.size_bytes), (Some(sum(bytes)), bytes.len() as u64), "{at}");
    }
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    says(&reading, "mail.eml/thing.bin", "no reader");
}

#[test]
fn a_message_in_a_message_is_read_with_its_own_attachments() {
    let inner = message_with("Inner", "Words of the inner one.", &[("deep.txt", b"deep words")]);
    let middle = message_with("Middle", "Words of the middle one.", &[("inner.eml", &inner), ("side.txt", b"side")]);
    let reading = read(&message_with("Outer", "Words.", &[("Fwd: the night", b"x"), ("middle.eml", &middle)]));
    let expected = [
        "Fwd: the night",
        "middle.eml",
        "middle.eml/inner.eml",
        "middle.eml/inner.eml/deep.txt",
        "middle.eml/side.txt",
    ];
    assert_eq!(paths(&reading), expected, "{:?}", reading.problems);
    let positions: Vec<String> = reading.members.iter().map(|member| member.position.to_string()).collect();
    assert_eq!(positions, ["0", "1", "1.0", "1.0.0", "1.1"]);
    assert!(text_of(&reading, "middle.eml/inner.eml").contains("Words of the inner one."));
    assert_eq!(text_of(&reading, "middle.eml/inner.eml/deep.txt"), "deep words");
    assert_eq!(reading.members[1].sha256, Some(sum(&middle)), "a message within is hashed as it stands");
}

#[test]
fn an_archive_in_a_message_in_an_archive_is_opened_within_one_limit() {
    let folder = tempfile::tempdir().unwrap();
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    let pdf = made_files::pdf("Log", &[MadePage::Words(&["The lantern was lit."])], "");
    let inner = archive(&[("papers/log.pdf", &pdf), ("m.jpg", &photo), ("a.txt", b"words")]);
    let mail = message_with("Outer", "Words.", &[("papers.zip", &inner)]);
    let reading = read_bytes("box.zip", &archive(&[("first.txt", b"first"), ("letter.eml", &mail)]));
    let within = |path: &str| format!("letter.eml/papers.zip/{path}");
    let expected = ["first.txt", "letter.eml", "letter.eml/papers.zip"].map(str::to_owned);
    let expected = [&expected[..], &["papers/log.pdf", "m.jpg", "a.txt"].map(within)].concat();
    assert_eq!(paths(&reading), expected, "{:?}", reading.problems);
    assert_eq!(text_of(&reading, &within("a.txt")), "words");
    let pages = reading.members[3].reading.pages.as_ref();
    assert_eq!(pages.unwrap().pages[0].words(), "The lantern was lit.", "poppler was given the right bytes");
    assert_eq!(reading.members[4].reading.reader, "photograph");
    assert_eq!(reading.counts["members"], 6);
}

#[test]
fn pictures_inside_the_text_and_attachments_without_a_name_are_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    let mail = message(
        "Without names",
        "Words.",
        &[
            Attached { kind: "image/jpeg", disposition: "inline", bytes: &photo },
            Attached { kind: "image/jpeg; name=image.jpg", disposition: "inline", bytes: &photo },
            Attached { kind: "image/jpeg; name=image.jpg", disposition: "attachment", bytes: &photo },
            Attached { kind: "text/html", disposition: "attachment", bytes: b"<p>A page</p>" },
            Attached { kind: "text/plain; name=\"note\"", disposition: "attachment", bytes: b"a note" },
            Attached {
                kind: "message/rfc822",
                disposition: "attachment",
                bytes: b"From: a@a.example\r\n\r\nForwarded.",
            },
        ],
    );
    let reading = read(&mail);
    let expected = ["part 1.jpeg", "image.jpg", "image (2).jpg", "part 4.html", "note.txt", "part 6.eml"];
    assert_eq!(paths(&reading), expected, "{:?}", reading.problems);
    assert_eq!(readers(&reading), ["photograph", "photograph", "photograph", "html", "text", "email"]);
    assert_eq!(text_of(&reading, "part 4.html"), "A page");
    assert_eq!(reading.members[2].written.as_deref(), Some("image.jpg"));
    assert_eq!(reading.members[4].written.as_deref(), Some("note"));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn a_page_that_stands_behind_the_text_is_text_and_no_attachment() {
    let page = Attached { kind: "text/html", disposition: "inline", bytes: b"<p>A page behind it</p>" };
    let reading = read(&message("x", "Words.", &[page]));
    let told = reading.text.unwrap();
    assert!(told.contains("Words.") && told.contains("A page behind it"), "{told}");
    assert!(reading.members.is_empty());
}

#[test]
fn words_in_the_letters_that_the_message_names_are_read_and_hashed_as_they_were() {
    let cyrillic = b"\xcd\xe0 \xef\xf0\xe8\xf1\xf2\xe0\xed\xe8.";
    let kind = "text/plain; charset=windows-1251; name=\"a.txt\"";
    let reading = read(&message("x", "y", &[Attached { kind, disposition: "attachment", bytes: cyrillic }]));
    assert_eq!(text_of(&reading, "a.txt"), "На пристани.");
    assert_eq!((reading.members[0].sha256.clone(), reading.members[0].size_bytes), (Some(sum(cyrillic)), 12));
}

#[test]
fn paths_that_lead_out_are_only_names() {
    let tricks = [
        ("../../escape.txt", "escape.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\\\boot\\\\a.txt", "boot/a.txt"),
        ("..", "part 1"),
    ];
    for (written, path) in tricks {
        let reading = read(&message_with("x", "y", &[(written, b"words")]));
        assert_eq!(
            (paths(&reading), reading.members[0].reading.text.as_deref()),
            (vec![path], Some("words")),
            "{written}"
        );
        says(&reading, &format!("mail.eml/{path}"), "only named");
        assert!(reading.members[0].written.is_some() && !std::path::Path::new("escape.txt").exists());
    }
    let long = format!("{}.txt", "a".repeat(50_000));
    let reading = read(&message_with("x", "y", &[(&long, b"words")]));
    assert!(reading.members[0].path.len() < 1_100 && reading.members[0].reading.text.is_some());
}

#[test]
fn thousands_of_attachments_are_all_read_and_more_than_the_limit_are_counted() {
    let names: Vec<String> = (0..10_003).map(|at| format!("image{:03}.txt", at % 7)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"words"[..])).collect();
    let reading = read(&message_with("x", "y", &files[..5_000]));
    assert_eq!((reading.members.len(), reading.problems.len()), (5_000, 0), "{:?}", reading.problems.first());
    assert!(reading.members.iter().all(|member| member.reading.text.as_deref() == Some("words")));
    let reading = read(&message_with("x", "y", &files));
    assert_eq!((reading.counts["attachments"], reading.counts["members"]), (10_003, 10_000));
    says(&reading, "mail.eml", "10,000 files");
}

#[test]
fn what_lies_too_deep_is_hashed_and_not_opened_and_its_neighbours_are_read() {
    let nested = (0..12).fold(b"From: a@a.example\r\n\r\nThe innermost words.".to_vec(), |inner, level| {
        message_with(&format!("level {level}"), "Words.", &[("inner.eml", &inner), ("side.txt", b"side")])
    });
    let reading = read(&nested);
    let deepest = ["inner.eml"; 9].join("/");
    says(&reading, &format!("mail.eml/{deepest}"), "8 files deep");
    let last = reading.members.iter().find(|member| member.path == deepest).unwrap();
    assert!(last.sha256.is_some() && last.reading.text.is_none(), "{last:?}");
    let positions: BTreeSet<_> = reading.members.iter().map(|member| member.position).collect();
    assert_eq!(
        positions.len(),
        reading.members.len(),
        "found by damage: the deepest had the position of what holds them"
    );
    let deepest_side = format!("{}/side.txt", ["inner.eml"; 8].join("/"));
    assert_eq!(text_of(&reading, &deepest_side), "side");
}

#[test]
fn one_stray_letter_costs_no_attachment() {
    let mut packed = base64(&[b"WEBVTT\n\n00:01.000 --> 00:02.000\nIt was dark.\n".as_slice(), &[b' '; 200]].concat());
    packed.insert(30, '!');
    let mail = format!(
        "From: a@a.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/vtt; name=a.vtt\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{packed}\r\n--b--\r\n"
    );
    let reading = read(mail.as_bytes());
    assert_eq!(readers(&reading), ["webvtt"], "{:?}", reading.problems);
    says(&reading, "mail.eml/a.vtt", "could not be decoded whole");
}

#[test]
fn any_prefix_of_a_message_gives_a_reading_of_what_is_there() {
    let inner = archive(&[("a.txt", b"words")]);
    let whole =
        message_with("x", "y", &[("a.txt", b"words"), ("b.zip", &inner), ("c.eml", b"From: a@a.example\r\n\r\nc")]);
    for end in 0..whole.len() {
        let reading = read(&whole[..end]);
        assert!(reading.is_clean(), "cut at {end}: {:?}", reading.problems);
    }
    assert_eq!(text_of(&read(&whole), "b.zip/a.txt"), "words");
}
