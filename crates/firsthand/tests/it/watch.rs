//! Recordings in a dossier: what may go along goes byte for byte beside its transcript, and what may not is nowhere.

use crate::run::{Place, files};
use firsthand_testkit::CaseFolder;

/// A word that stands nowhere else.
const CANARY: &str = "Zwölfkanarienvogel";

/// A short sound, valid as far as its head.
fn sound(tag: &str) -> Vec<u8> {
    [
        b"RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0".as_slice(),
        tag.as_bytes(),
        &[7; 2048],
    ]
    .concat()
}

fn captions() -> String {
    format!(
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\n<v Keeper>We stood on the quay and waited for the lamp.\n\n\
         00:00:05.000 --> 00:00:09.250\n<v Keeper>Then the {CANARY} sang above the water, and nobody spoke at all.\n"
    )
}

/// A case with one recording S5 and its captions S6; further cells for the recording.
fn case(recording: &[(&str, &str)]) -> CaseFolder {
    let own = [("ship_text", "own-work"), ("read_extent", "whole")];
    let cells = [("id", "S5"), ("what", "an interview"), ("langs", "en"), ("file", "files/talk.wav")];
    let rights = if recording.iter().any(|(column, _)| *column == "ship_text") { &own[1..] } else { &own[..] };
    let captions_row = [
        ("id", "S6"),
        ("kind", "captions"),
        ("what", "its captions"),
        ("langs", "en"),
        ("file", "files/talk.vtt"),
        ("depends_on", "S5"),
    ];
    CaseFolder::new()
        .titled("A case with sound")
        .count_question("Q1", "How many were there?")
        .row("sources", &[cells.as_slice(), rights, recording].concat())
        .row("sources", &[captions_row.as_slice(), &own].concat())
        .file("files/talk.wav", sound(""))
        .file("files/talk.vtt", captions())
}

fn said(id: &str, further: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let cells = [
        ("id", id),
        ("source", "S5"),
        ("speaker", "the keeper"),
        ("basis", "saw"),
        ("stance", "asserts"),
        ("claim", "they waited on the quay"),
        ("locator", "00:00:01.000–00:00:04.500"),
    ];
    let leaked = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    cells.iter().chain(further).map(|(column, cell)| (leaked(column), (*cell).to_owned())).collect()
}

fn with_statement(folder: CaseFolder, id: &str, further: &[(&str, &str)]) -> CaseFolder {
    let cells = said(id, further);
    let cells: Vec<(&str, &str)> = cells.iter().map(|(column, cell)| (*column, cell.as_str())).collect();
    folder.row("statements", &cells)
}

#[test]
fn a_recording_that_may_go_along_goes_byte_for_byte_beside_every_cue() {
    let place = Place::new();
    place.case_of(&with_statement(case(&[]), "E1", &[]));
    let (one, two) = (place.json(&["publish", "--out", "one"], 0), place.json(&["publish", "--out", "two"], 0));
    assert_eq!(one["sha256sums"], two["sha256sums"]);
    let is_captions = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "vtt");
    let (captions, media): (Vec<_>, Vec<_>) = files(&place.path("one/media")).into_iter().partition(is_captions);
    assert_eq!((media.len(), captions.len()), (1, 1));
    assert!(std::fs::read_to_string(&captions[0]).unwrap().contains(CANARY));
    assert_eq!(std::fs::read(&media[0]).unwrap(), sound(""));
    let name = media[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(std::fs::read_to_string(place.path("one/SHA256SUMS")).unwrap().contains(&format!("  media/{name}\n")));
    let statement = std::fs::read_to_string(place.path("one/statements/E1/index.html")).unwrap();
    assert!(!statement.contains(CANARY));
    let link = statement.split("data-play href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(link.ends_with("/watch/index.html#t=1,4.5"), "{link}");
    let page = place.path("one/statements/E1").join(link.split('#').next().unwrap());
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains(&format!("/media/{name}\"")) && page.contains("<audio "));
    for words in ["We stood on the quay and waited for the lamp.", CANARY, "data-t=\"t=5,9.25\""] {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(place.json(&["verify", "one"], 0)["ok"], true);
}

#[test]
fn what_nobody_verified_says_so_on_the_page_of_a_recording_and_in_their_list() {
    let place = Place::new();
    place.case_of(&with_statement(case(&[]), "E1", &[]));
    place.json(&["publish", "--out", "dossier"], 0);
    for path in ["sources/S5/watch/index.html", "recordings/index.html"] {
        let page = std::fs::read_to_string(place.path("dossier").join(path)).unwrap();
        assert!(page.contains("Not verified: source, technical data, content."), "{path}: {page}");
    }
}

#[test]
fn the_turns_of_a_transcript_are_found_by_the_source_that_it_is_of() {
    let place = Place::new();
    place.case_of(&with_statement(case(&[]), "E1", &[]));
    let found = |query: &str| {
        let found = place.json(&["search", query], 0);
        let hits = found["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| (hit["id"].clone(), hit["source"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(found("source:S5 lamp"), [("S6".into(), "S6".into())]);
    assert_eq!(found("source:interview lamp"), [("S6".into(), "S6".into())]);
    assert_eq!(found("source:S6 quay kind:statement"), [], "a statement stands in its own source alone");
    place.json(&["publish", "--out", "dossier"], 0);
    let docs = std::fs::read_to_string(place.path("dossier/data/search/docs-0.js")).unwrap();
    assert!(docs.contains(r#""of":[["S5","an interview"]]"#), "{docs}");
}

/// Publishes a case and expects neither recording nor a word of its transcript in it.
#[track_caller]
fn check_kept_back(folder: CaseFolder) {
    let place = Place::new();
    place.case_of(&folder);
    place.json(&["publish", "--out", "dossier"], 0);
    let media = sound("");
    for file in files(&place.path("dossier")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes != media, "{}", file.display());
        let name = file.to_string_lossy().into_owned();
        assert!(!name.contains("watch") && !name.contains("media"), "{name}");
        assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{name}");
    }
}

#[test]
fn a_recording_of_others_stays_here_and_its_transcript_by_us_is_read_without_it() {
    check_kept_back(case(&[("link_rule", "never-ship")]));
    check_kept_back(case(&[("ship_text", "never")]));
    for word in ["court-document", "no"] {
        let place = Place::new();
        place.case_of(&case(&[("ship_text", word)]));
        place.json(&["publish", "--out", "dossier"], 0);
        assert!(!place.path("dossier/media").exists());
        let page = std::fs::read_to_string(place.path("dossier/sources/S6/transcript/index.html")).unwrap();
        assert!(page.contains(CANARY) && !page.contains("<audio "), "{page}");
    }
}

/// A film that no browser plays, valid as far as its head.
fn old_film(tag: &[u8]) -> Vec<u8> {
    [b"RIFF\x24\x08\0\0AVI LIST\0".as_slice(), tag, &[7; 2048]].concat()
}

#[test]
fn a_recording_that_no_browser_plays_goes_along_to_be_downloaded_and_its_page_says_why() {
    let place = Place::new();
    place.case_of(&with_statement(case(&[]), "E1", &[]).file("files/talk.wav", old_film(b"")));
    place.json(&["publish", "--out", "dossier"], 0);
    let film = files(&place.path("dossier/media")).into_iter().find(|path| path.extension().unwrap() == "avi").unwrap();
    assert_eq!(std::fs::read(&film).unwrap(), old_film(b""));
    let page = std::fs::read_to_string(place.path("dossier/sources/S5/watch/index.html")).unwrap();
    let name = film.file_name().unwrap().to_string_lossy().into_owned();
    for words in ["no browser plays its form (AVI)", &format!("{name}\" download>"), CANARY, "SHA-256"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<video") && !page.contains("<audio"));
    let statement = std::fs::read_to_string(place.path("dossier/statements/E1/index.html")).unwrap();
    assert!(statement.contains("/watch/index.html#L1-1\"") && !statement.contains("data-play"), "{statement}");
    assert_eq!(place.json(&["verify", "dossier"], 0)["ok"], true);
}

#[test]
fn a_recording_that_no_browser_plays_is_kept_back_and_looked_into_like_any_other() {
    let old = |folder: CaseFolder| folder.file("files/talk.wav", old_film(b""));
    check_kept_back(old(case(&[("link_rule", "never-ship")])));
    check_kept_back(old(case(&[("withhold", "true")])));
    check_kept_back(old(with_statement(case(&[]), "E1", &[("speaker_protection", "survivor")])));
    let claim = [
        ("id", "E9"),
        ("source", "S1"),
        ("speaker", "somebody"),
        ("basis", "saw"),
        ("claim", "Vertrauensperson Siebzehn came to the gate"),
        ("withhold", "true"),
    ];
    let other = [("id", "S1"), ("what", "a note"), ("read_extent", "whole")];
    let folder = case(&[]).row("sources", &other).row("statements", &claim);
    // As Windows Media writes its tags.
    let tag: Vec<u8> = "Vertrauensperson".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_stopped(folder.file("files/talk.wav", old_film(&tag)));
}

#[test]
fn titles_of_chapters_are_not_what_is_said_in_a_recording() {
    let chapters = "WEBVTT\nKind: chapters\n\n00:00:01.000 --> 00:00:04.500\nThe quay\n";
    let place = Place::new();
    place.case_of(&case(&[]).file("files/talk.vtt", chapters));
    place.json(&["publish", "--out", "dossier"], 0);
    assert!(!place.path("dossier/media").exists());
}

#[test]
fn a_recording_of_which_nothing_was_written_down_stays_here() {
    let source = [
        ("id", "S5"),
        ("what", "an interview"),
        ("file", "files/talk.wav"),
        ("ship_text", "own-work"),
        ("read_extent", "whole"),
    ];
    let folder = CaseFolder::new().titled("A case with sound").count_question("Q1", "How many were there?");
    check_kept_back(with_statement(folder.row("sources", &source).file("files/talk.wav", sound("")), "E1", &[]));
}

#[test]
fn a_withheld_recording_or_transcript_keeps_both_back() {
    check_kept_back(case(&[("withhold", "true")]));
    let withheld = [
        ("id", "S7"),
        ("what", "a first draft"),
        ("depends_on", "S5"),
        ("file", "files/draft.vtt"),
        ("withhold", "true"),
    ];
    let draft = "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nWe stood about.\n";
    check_kept_back(case(&[]).row("sources", &withheld).file("files/draft.vtt", draft));
}

#[test]
fn whatever_is_withheld_of_a_recording_keeps_all_of_it_back() {
    check_kept_back(with_statement(case(&[]), "E1", &[("withhold", "true")]));
    check_kept_back(with_statement(case(&[]), "E1", &[("speaker_protection", "survivor")]));
    let keeper = [("id", "P1"), ("name", "A Keeper By Name"), ("withhold", "true")];
    check_kept_back(with_statement(case(&[]).row("people", &keeper), "E1", &[("speaker_id", "P1")]));
    let session = [("id", "I1"), ("source_id", "S5"), ("withhold", "true")];
    check_kept_back(case(&[]).row("sessions", &session));
}

#[track_caller]
fn check_stopped(folder: CaseFolder) {
    let place = Place::new();
    place.case_of(&folder);
    assert_eq!(place.error(&["publish", "--out", "dossier"], 1)["code"], "FH-ARCHIVE-010");
    assert!(!place.path("dossier").exists());
}

#[test]
fn words_of_a_withheld_transcript_stop_the_edition_wherever_they_stand() {
    let leaflet = format!("a leaflet: Then the {CANARY} sang above the water, and nobody spoke at all.");
    let source = [("id", "S9"), ("what", leaflet.as_str()), ("read_extent", "whole")];
    let withheld = [
        ("id", "S6"),
        ("what", "its captions"),
        ("file", "files/talk.vtt"),
        ("depends_on", "S5"),
        ("withhold", "true"),
    ];
    let folder = CaseFolder::new()
        .titled("A case with sound")
        .row("sources", &[("id", "S5"), ("what", "an interview"), ("file", "files/talk.wav")])
        .row("sources", &withheld)
        .row("sources", &source)
        .file("files/talk.wav", sound(""))
        .file("files/talk.vtt", captions());
    check_stopped(folder);
}

#[test]
fn a_withheld_text_in_the_tags_of_a_recording_stops_the_edition() {
    let claim = "Vertrauensperson Siebzehn came to the gate";
    let withheld = [
        ("id", "E9"),
        ("source", "S1"),
        ("speaker", "somebody"),
        ("basis", "saw"),
        ("claim", claim),
        ("withhold", "true"),
    ];
    let other = [("id", "S1"), ("what", "a note"), ("read_extent", "whole")];
    let folder = case(&[]).row("sources", &other).row("statements", &withheld);
    check_stopped(folder.file("files/talk.wav", sound("LISTINFO Vertrauensperson\0")));
}

/// The case with a recording whose file says where it was made.
fn told_where(recording: &[(&str, &str)]) -> CaseFolder {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.m4a");
    firsthand_testkit::made_files::sound_made_at(&path, "+59.4370+024.7536/");
    case(recording).file("files/talk.wav", std::fs::read(&path).unwrap())
}

/// Whether the recording is in the dossier.
fn plays_in(place: &Place) -> bool {
    files(&place.path("dossier")).iter().any(|file| file.extension().is_some_and(|ending| ending == "m4a"))
}

#[test]
fn a_recording_whose_file_says_where_it_was_made_goes_along_only_where_that_was_allowed() {
    let place = Place::new();
    place.case_of(&told_where(&[]));
    let published = place.json(&["publish", "--out", "dossier"], 0);
    let notice = published["notices"].to_string();
    assert!(notice.contains("source S5") && notice.contains("where it was made"), "{published:#}");
    assert!(!plays_in(&place), "nothing of it is there");

    let allowed = Place::new();
    allowed.case_of(&told_where(&[("ship_position", "true")]));
    let published = allowed.json(&["publish", "--out", "dossier"], 0);
    assert!(!published["notices"].to_string().contains("where it was made"), "{published:#}");
    assert!(plays_in(&allowed));
}
