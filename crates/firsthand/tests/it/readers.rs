//! One folder with a file of each of the readers that take no table: all go in, all are counted, every one is found again.

use crate::run::{Place, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::Value;

const MAIL: &str = "From: an office <office@a.example>\r\nTo: the keeper <keeper@a.example>\r\n\
    Date: Wed, 1 Sep 2004 09:05:00 +0400\r\nSubject: The ferry\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Send the telegr=\r\nam at once.\r\n";
const PAGE: &str = "<!doctype html><html><head><title>Notice</title><script>hidden()</script></head>\
    <body><p>The harbour is <b>closed</b> until the barometer rises.</p></body></html>";
const MANIFEST: &str = r#"{"@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://a.example/m",
 "type": "Manifest", "label": {"en": ["On the quay"]}, "items": [{"id": "https://a.example/c", "type": "Canvas", "duration": 60,
 "items": [{"id": "https://a.example/p", "type": "AnnotationPage", "items": [{"id": "https://a.example/a", "type": "Annotation",
 "motivation": "painting", "target": "https://a.example/c", "body": {"id": "https://a.example/1.mp3", "type": "Sound"}}]}],
 "annotations": [{"id": "https://a.example/q", "type": "AnnotationPage", "items": [{"id": "https://a.example/s", "type": "Annotation",
 "motivation": "supplementing", "target": "https://a.example/c#t=1.5,3",
 "body": {"type": "TextualBody", "value": "A foghorn was heard.", "language": "en", "format": "text/plain"}}]}]}]}"#;
const TEI: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><profileDesc><particDesc>
<person xml:id="K"><persName>Keeper</persName></person></particDesc></profileDesc></teiHeader><text>
<timeline unit="s"><when xml:id="T0" absolute="00:00:00"/><when xml:id="T1" interval="2.5" since="#T0"/></timeline>
<body><u who="#K" start="#T0" end="#T1">The anchor was lost.</u></body></text></TEI>"##;
const ELAN: &str = r#"<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT AUTHOR="an office" VERSION="3.0"><TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="4000"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="6000"/></TIME_ORDER>
<TIER TIER_ID="Deckhand" PARTICIPANT="Deckhand" LINGUISTIC_TYPE_REF="t"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1"
 TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>The compass was broken.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
</ANNOTATION></TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="t"/></ANNOTATION_DOCUMENT>"#;
const VOSK: &str = r#"[{"result": [{"conf": 0.9, "end": 1.11, "start": 0.84, "word": "lifeboats"},
 {"conf": 1.0, "end": 1.5, "start": 1.11, "word": "ready"}], "text": "lifeboats ready"}]"#;

/// Path, text, reader, a word that stands in this file alone, and the time and speaker with which it is found.
type File = (&'static str, &'static str, &'static str, &'static str, Option<i64>, Option<&'static str>);

const FILES: [File; 8] = [
    ("mail/order.eml", MAIL, "email", "telegram", None, None),
    ("pages/notice.html", PAGE, "html", "barometer", None, None),
    ("notes/found.txt", "On the shelf lay a sextant, and nobody knew whose.\n", "text", "sextant", None, None),
    ("notes/read.md", "# Notes\n\nThe *chronometer* had stopped.\n", "text", "chronometer", None, None),
    ("spoken/manifest.json", MANIFEST, "iiif", "foghorn", Some(1_500), None),
    ("spoken/keeper.xml", TEI, "tei", "anchor", Some(0), Some("Keeper")),
    ("spoken/deck.eaf", ELAN, "elan", "compass", Some(4_000), Some("Deckhand")),
    ("spoken/machine.json", VOSK, "recogniser", "lifeboats", Some(840), None),
];

/// The case, where no table names any of the files but the message.
fn folder() -> CaseFolder {
    let folder = small_case()
        .row("sources", &[("id", "S7"), ("what", "an order"), ("read_extent", "whole"), ("file", "mail/order.eml")]);
    FILES.into_iter().fold(folder, |folder, (path, text, ..)| folder.file(path, text))
}

fn line_of<'a>(receipt: &'a Value, path: &str) -> &'a Value {
    receipt["files"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap()
}

#[test]
fn pages_messages_and_transcripts_of_every_kind_are_counted_by_reader() {
    let place = Place::new();
    let outcome = place.case_of(&folder());
    let receipt = &outcome["receipt"];
    let part = |name: &str| receipt[name].as_u64().unwrap();
    assert_eq!(part("total"), ["stored", "duplicate", "unreadable", "refused"].map(part).iter().sum::<u64>());
    assert_eq!(part("total"), receipt["files"].as_array().unwrap().len() as u64);
    assert_eq!((part("unreadable"), part("refused")), (0, 0), "{receipt}");
    for (path, _, reader, ..) in FILES {
        let line = line_of(receipt, path);
        assert_eq!((line["reader"].as_str(), line["outcome"].as_str()), (Some(reader), Some("stored")), "{path}");
    }
    assert_eq!(place.json(&["import", "tables"], 0)["entries"], 0);
}

#[test]
fn words_of_pages_messages_and_transcripts_are_found_with_speaker_and_time_also_after_a_rebuild() {
    let place = Place::new();
    place.case_of(&folder());
    let check = || {
        for (path, _, _, word, start_ms, speaker) in FILES {
            let found = place.json(&["search", word], 0);
            let hit = &found["hits"][0];
            assert_eq!((found["total"].as_u64(), hit["start_ms"].as_i64()), (Some(1), start_ms), "{path}: {found}");
            assert_eq!(hit["speaker"].as_str(), speaker, "{path}");
            let is_order = path == "mail/order.eml";
            assert_eq!(hit["is_unsourced"], !is_order, "{path}");
            assert_eq!(hit["id"], if is_order { "S7" } else { path }, "the file is named where no source is");
        }
        assert_eq!(place.json(&["search", "hidden"], 0)["total"], 0, "a script is nobody's words");
    };
    check();
    place.json(&["rebuild"], 0);
    check();
    let listed = place.json(&["transcripts"], 0);
    let ids: Vec<&str> = listed.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["spoken/deck.eaf", "spoken/keeper.xml", "spoken/machine.json", "spoken/manifest.json"]);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn a_hit_in_a_file_that_no_source_names_says_so() {
    let place = Place::new();
    place.case_of(&folder());
    let said = |word: &str| String::from_utf8(place.run(&["search", word]).stdout).unwrap();
    assert!(said("sextant").contains("text notes/found.txt  no source names it"), "{}", said("sextant"));
    assert!(!said("telegram").contains("no source"), "{}", said("telegram"));
}

#[test]
fn tables_accounts_and_settings_are_found_as_records_and_not_as_files() {
    let place = Place::new();
    let account = "+++\nid = \"one\"\ntitle = \"One\"\nlang = \"en\"\nkind = \"account\"\n+++\n\nA gramophone played.{.framing}\n";
    place.case_of(&folder().file("accounts/one.md", account));
    let found = place.json(&["search", "gramophone"], 0);
    assert_eq!((found["total"].as_u64(), found["hits"][0]["kind"].as_str()), (Some(1), Some("account")), "{found}");
}

#[test]
fn an_erased_message_is_found_no_more() {
    let place = Place::new();
    place.case_of(&folder());
    let outcome = place.json(&["erase", "S7", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(outcome["accepted"], 1, "{outcome}");
    assert_eq!(place.json(&["search", "telegram"], 0)["total"], 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}
