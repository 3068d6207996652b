//! Attachments of saved messages through the door of the command line: counted, found, cited, compared, and gone with their message.

use crate::run::{Place, small_case};
use firsthand_testkit::made_files::{self, MadePage};
use firsthand_testkit::made_mail::message_with;

/// A letter with a log of two pages, captions, and a forwarded letter in which an archive with a note and a picture lies.
fn letter(picture: &[u8]) -> Vec<u8> {
    let pdf = made_files::pdf("Log", &[MadePage::Blank, MadePage::Words(&["The lighthouse was dark."])], "");
    let packed = made_files::zip(&[("note.txt", "Маяк не горел.".as_bytes()), ("m.jpg", picture)]);
    let forwarded = message_with("Forwarded", "The ferryman wrote this.", &[("papers.zip", &packed)]);
    let captions = b"WEBVTT\n\n00:05.000 --> 00:06.000\n<v Keeper>The anchor was gone.\n";
    message_with("The night", "See below.", &[("log.pdf", &pdf), ("spoken.vtt", captions), ("fwd.eml", &forwarded)])
}

#[test]
fn words_in_attachments_are_found_with_the_way_to_them() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    std::fs::write(place.path("letter.eml"), letter(&photo)).unwrap();
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["add", "letter.eml"], 0);
    let (receipt, file) = (&outcome["receipt"], &outcome["receipt"]["files"][0]);
    assert_eq!((&receipt["total"], &receipt["stored"], &file["reader"]), (&1.into(), &1.into(), &"email".into()));
    let counts = ["attachments", "members", "members_unread"].map(|name| file["counts"][name].as_u64());
    assert_eq!(counts, [Some(3), Some(6), Some(0)], "{outcome:#}");
    let check = |words: &str, locator: Option<&str>| {
        let found = place.json(&["search", words], 0);
        let hit = &found["hits"][0];
        assert_eq!((&hit["id"], hit["locator"].as_str()), (&"letter.eml".into(), locator), "{words}: {found:#}");
    };
    check("below", None);
    check("lighthouses", Some("log.pdf, p. 2"));
    check("anchor", Some("spoken.vtt, cue 1"));
    check("ferryman", Some("fwd.eml"));
    check("маяка", Some("fwd.eml/papers.zip/note.txt"));
    check("jetty", Some("fwd.eml/papers.zip/m.jpg, claimed by the file"));
    let again = place.json(&["add", "letter.eml"], 0);
    assert_eq!((&again["entries"], &again["receipt"]["duplicate"]), (&0.into(), &1.into()), "{again}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    place.json(&["rebuild"], 0);
    check("маяка", Some("fwd.eml/papers.zip/note.txt"));
    let digest = file["sha256"].as_str().unwrap();
    place.json(&["erase", digest, "--reason", "asked for", "--yes"], 0);
    assert_eq!(place.json(&["search", "маяка"], 0)["total"], 0);
}

#[test]
fn pictures_and_words_in_attachments_are_compared_with_what_lies_beside_the_message() {
    let place = Place::new();
    let still = |name: &str, words: &str| made_files::still(&place.path(name), words);
    let scene = still("a.png", "-f lavfi -i testsrc2=s=640x480 -frames:v 1");
    let smaller = still("b.jpg", "-f lavfi -i testsrc2=s=640x480,scale=320:240 -frames:v 1 -q:v 9");
    let said = "The keeper lit the lamp at nine and went down to the jetty where three boats lay at anchor that night";
    let inner = message_with("Forwarded", &format!("He wrote: {said}"), &[("b.jpg", &smaller)]);
    let mail = message_with("The night", "See below.", &[("fwd.eml", &inner)]);
    place.case_of(&small_case().file("files/a.png", scene).file("files/said.txt", said).file("files/mail.eml", mail));
    let copies = place.json(&["copies"], 0);
    let pairs = copies["pairs"].as_array().unwrap();
    let part_beside = |one: &str| {
        let pair = pairs.iter().find(|pair| pair["sides"].as_array().unwrap().iter().any(|side| side["id"] == one));
        let sides = pair.unwrap_or_else(|| panic!("{one}: {copies:#}"))["sides"].as_array().unwrap();
        let other = sides.iter().find(|side| side["id"] == "files/mail.eml").unwrap();
        other["part"].as_str().map(str::to_owned)
    };
    assert_eq!(part_beside("files/said.txt").as_deref(), Some("fwd.eml"));
    assert_eq!(part_beside("files/a.png").as_deref(), Some("fwd.eml/b.jpg"));
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}
