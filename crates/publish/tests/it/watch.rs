//! The watch page from made-up recordings: every cue of every layer is on it, and a copy that is not the recording is refused.

use firsthand_model::transcript::{Cue, Section, SectionKind, Timing};
use firsthand_model::{Kind, Source, Statement, Transcript};
use firsthand_publish::digests::sha256_hex;
use firsthand_publish::{
    Addresses, Carried, ClearedSource, ClearedStatement, ClearedTranscript, DossierInput, MediaBytes, MediaForm,
    PublishError, Recording, publish,
};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

#[derive(Debug)]
struct InMemory(Vec<u8>);

impl MediaBytes for InMemory {
    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(Cursor::new(self.0.clone())))
    }
}

fn draw(input: &DossierInput, folder: &Path) -> Result<(), PublishError> {
    publish(input, folder, &|text| Ok(text.to_owned()), &mut |_, _| {}).map(drop)
}

fn source(id: &str, kind: &str, langs: &[&str]) -> ClearedSource {
    let langs = langs.iter().map(|lang| (*lang).to_owned()).collect();
    let source = Source {
        id: id.into(),
        kind: Some(kind.into()),
        what: Some(format!("source {id}")),
        langs,
        ..Default::default()
    };
    ClearedSource { source, link: None }
}

fn cue(start_ms: i64, end_ms: i64, text: &str) -> Cue {
    Cue { start_ms: Some(start_ms), end_ms: Some(end_ms), timing: Timing::Stated, text: text.into(), ..Cue::default() }
}

fn transcript(source: &str, cues: Vec<Cue>) -> ClearedTranscript {
    let transcript = Transcript { cues, ..Transcript::default() };
    ClearedTranscript { source: source.into(), transcript, voices: BTreeMap::new() }
}

/// A film S1 with captions S2, a translation S3 given before them, and a text without times S4.
fn input() -> DossierInput {
    let film = b"a film, as far as this room knows".to_vec();
    let mut captions = transcript(
        "S2",
        vec![cue(1000, 3000, "first words"), cue(4000, 6000, "second <words>"), cue(9000, 9900, "last")],
    );
    captions.transcript.sections.push(Section {
        kind: SectionKind::Chapter,
        title: "The quay".into(),
        first: 1,
        ..Section::default()
    });
    let english = Cue { lang: Some("en".into()), ..cue(4000, 6000, "second <words>") };
    let translation = transcript("S3", vec![cue(1100, 2900, "первые слова"), english, cue(7000, 8000, "лишнее")]);
    let untimed = transcript("S4", vec![Cue { text: "words without a time".into(), ..Cue::default() }]);
    let mut input = DossierInput { case_id: "films".into(), ..Default::default() };
    input.settings.title = "Films".into();
    input.settings.languages = vec!["en".into(), "ru".into()];
    input.edition.date = "2026-11-24".into();
    input.sources = vec![
        source("S1", "film", &["en"]),
        source("S2", "captions", &["en"]),
        source("S3", "translation", &["ru"]),
        source("S4", "notes", &["en"]),
    ];
    for (id, locator) in [("E1", "00:00:04.500–00:00:05"), ("E2", "page 4")] {
        let statement = Statement {
            id: id.into(),
            source: Some("S1".into()),
            locator: Some(locator.into()),
            claim: Some(format!("claim of {id}")),
            ..Default::default()
        };
        input.statements.push(ClearedStatement { statement, ..ClearedStatement::default() });
    }
    let named = |kind: Kind, ids: &[&str]| {
        ids.iter().map(|id| ((kind, (*id).to_owned()), (*id).to_owned())).collect::<Vec<_>>()
    };
    let names = named(Kind::Source, &["S1", "S2", "S3", "S4"]).into_iter().chain(named(Kind::Statement, &["E1", "E2"]));
    input.addresses = Addresses::new(names.collect());
    input.recordings.push(Recording {
        source: "S1".into(),
        file: Carried {
            sha256: sha256_hex(&film),
            size_bytes: film.len() as u64,
            form: MediaForm::Mp4,
            bytes: Arc::new(InMemory(film)),
        },
        transcripts: vec![translation, captions, untimed],
    });
    input
}

fn page(folder: &Path, lang: &str) -> String {
    std::fs::read_to_string(folder.join(lang).join("sources/S1/watch/index.html")).unwrap()
}

#[test]
fn every_cue_of_every_layer_is_on_the_page_in_order_of_time() {
    let folder = tempfile::tempdir().unwrap();
    draw(&input(), folder.path()).unwrap();
    for lang in ["", "ru"] {
        let page = page(folder.path(), lang);
        let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not on the page"));
        let order = [
            "first words",
            "первые слова",
            "class=\"chapter\"",
            "second &lt;words&gt;",
            "claim of E1",
            "лишнее",
            ">last<",
            "words without a time",
            "claim of E2",
        ];
        assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{lang}");
        assert_eq!(page.matches("second &lt;words&gt;").count(), 1, "the same words stand once");
        assert!(
            page.contains("data-same=\"L2\"") || page.contains("data-same=\"L3\""),
            "and say of which layers they are"
        );
    }
}

#[test]
fn what_was_read_stands_beside_a_correction_in_every_layer_and_a_voice_beside_its_spelling() {
    let mut input = input();
    let transcripts = &mut input.recordings[0].transcripts;
    transcripts[1].transcript.cues[0].as_read = Some("furst words".into());
    transcripts[0].transcript.cues[1].as_read = Some("sekond words".into());
    let voice = transcripts[1].transcript.voice("KEEPER");
    transcripts[1].transcript.cues[2].voice = Some(voice);
    transcripts[1].voices.insert("KEEPER".into(), "the lightkeeper".into());
    let folder = tempfile::tempdir().unwrap();
    draw(&input, folder.path()).unwrap();
    let page = page(folder.path(), "");
    assert!(page.contains("furst words") && page.contains("sekond words"), "{page}");
    assert_eq!(page.matches("before it was corrected").count(), 2);
    assert_eq!(page.matches("second &lt;words&gt;").count(), 2, "a corrected cue is not left out as the same");
    assert!(page.contains("KEEPER (as decided: the lightkeeper)"));
}

#[test]
fn statements_play_at_their_seconds_and_only_those_that_have_some() {
    let folder = tempfile::tempdir().unwrap();
    draw(&input(), folder.path()).unwrap();
    let statement =
        |id: &str| std::fs::read_to_string(folder.path().join(format!("statements/{id}/index.html"))).unwrap();
    assert!(statement("E1").contains("href=\"../../sources/S1/watch/index.html#t=4.5,5\""));
    assert!(!statement("E2").contains("data-play"));
    assert!(
        statement("E2").contains("href=\"../../sources/S1/watch/index.html\""),
        "the whole is one click away all the same"
    );
}

#[test]
fn the_film_is_copied_and_listed_and_two_sources_of_one_film_share_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut twice = input();
    let again = Recording { source: "S4".into(), ..twice.recordings[0].clone() };
    twice.recordings.push(again);
    draw(&twice, folder.path()).unwrap();
    let recording = &twice.recordings[0];
    let bytes = std::fs::read(folder.path().join(recording.file.path())).unwrap();
    assert_eq!(sha256_hex(&bytes), recording.file.sha256);
    let sums = std::fs::read_to_string(folder.path().join("SHA256SUMS")).unwrap();
    assert_eq!(sums.matches(".mp4\n").count(), 1);
    assert!(sums.contains(&format!("{}  {}\n", recording.file.sha256, recording.file.path())));
}

#[test]
fn a_copy_that_is_not_the_recording_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut damaged = input();
    damaged.recordings[0].file.bytes = Arc::new(InMemory(b"other bytes".to_vec()));
    let error = draw(&damaged, folder.path()).unwrap_err();
    assert_eq!(error.code(), "FH-PUBLISH-007");
    assert!(error.to_string().contains("Cannot copy media/"), "{error}");
}

#[test]
fn a_recording_without_a_transcript_has_its_page_and_stands_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut bare = input();
    bare.recordings[0].transcripts.clear();
    draw(&bare, folder.path()).unwrap();
    let page = page(folder.path(), "");
    assert!(page.contains("<video ") && page.contains("have been written down"), "{page}");
    assert!(page.contains("claim of E1"), "its statements stay");
    let list = std::fs::read_to_string(folder.path().join("recordings/index.html")).unwrap();
    assert!(list.contains("href=\"../sources/S1/watch/index.html\"") && list.contains("0 transcripts"), "{list}");
}

#[test]
fn a_transcript_that_was_not_read_to_its_end_says_so_before_its_words() {
    let (whole, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut input = input();
    let says = "Its file was not read to its end";
    draw(&input, whole.path()).unwrap();
    assert!(!page(whole.path(), "").contains(says));
    let extra = &mut input.recordings[0].transcripts[1].transcript.extra;
    extra.insert(firsthand_model::transcript::UNREAD.into(), "the first 3 cues were read".into());
    draw(&input, folder.path()).unwrap();
    let shown = page(folder.path(), "");
    assert!(shown.find(says) < shown.find("first words") && shown.matches(says).count() == 1, "{shown}");
    assert!(page(folder.path(), "ru").contains("Файл прочитан не до конца"));
}

#[test]
fn transcripts_with_times_are_caption_files_too_and_others_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let input = input();
    draw(&input, folder.path()).unwrap();
    let stem = input.recordings[0].file.path().replace(".mp4", "");
    let captions = std::fs::read_to_string(folder.path().join(format!("{stem}.S2.vtt"))).unwrap();
    assert!(captions.contains("00:00:04.000 --> 00:00:06.000\nsecond &lt;words&gt;\n"), "{captions}");
    assert!(folder.path().join(format!("{stem}.S3.vtt")).exists());
    assert!(!folder.path().join(format!("{stem}.S4.vtt")).exists());
}

#[test]
fn a_dossier_without_recordings_has_no_list_of_them() {
    let folder = tempfile::tempdir().unwrap();
    draw(&DossierInput { recordings: Vec::new(), ..input() }, folder.path()).unwrap();
    assert!(!folder.path().join("recordings").exists());
}

#[test]
fn a_film_that_no_browser_plays_is_downloaded_from_its_page_and_read_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut input = input();
    input.recordings[0].file.form = MediaForm::OtherFilm("wmv");
    draw(&input, folder.path()).unwrap();
    let file = input.recordings[0].file.path();
    for (lang, why) in [("", "no browser plays its form (WMV)"), ("ru", "браузеры не знают такого формата (WMV)")]
    {
        let page = page(folder.path(), lang);
        assert!(page.contains(why) && page.contains(&input.recordings[0].file.sha256), "{page}");
        assert!(page.contains(&format!("{file}\" download>")), "{page}");
        for of_a_player in ["<video", "<audio", "data-watch", "data-strip", "data-do=\"toggle\"", "href=\"#t="] {
            assert!(!page.contains(of_a_player), "{of_a_player}");
        }
        assert!(page.contains("href=\"#L1-2\"") && page.contains("second &lt;words&gt;"), "the transcript stays");
    }
    assert!(folder.path().join(&file).exists() && file.ends_with(".wmv"));
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    let statement = read("statements/E1/index.html");
    assert!(statement.contains("href=\"../../sources/S1/watch/index.html#L1-2\"") && !statement.contains("data-play"));
    assert!(read("recordings/index.html").contains("film, not played by browsers"));
    assert!(read("sources/S1/index.html").contains("Read its transcript, and download it"));
}

#[test]
fn chapters_of_a_file_of_their_own_stand_at_their_turns_and_the_key_names_them_only_where_there_are_some() {
    let folder = tempfile::tempdir().unwrap();
    let mut input = input();
    let captions =
        |input: &mut DossierInput| std::mem::take(&mut input.recordings[0].transcripts[1].transcript.sections);
    captions(&mut input);
    draw(&input, &folder.path().join("without")).unwrap();
    let without = page(&folder.path().join("without"), "");
    assert!(without.contains("where statements are made") && !without.contains("where chapters begin"), "{without}");
    let mut chapters = transcript("S4", Vec::new());
    let section = |start_ms: i64, title: &str| Section {
        kind: SectionKind::Chapter,
        title: title.into(),
        start_ms: Some(start_ms),
        ..Section::default()
    };
    chapters.transcript.sections =
        vec![section(0, "The beginning"), section(3500, "The quay"), section(99_000, "Past")];
    input.recordings[0].transcripts[2] = chapters;
    draw(&input, &folder.path().join("with")).unwrap();
    let with = page(&folder.path().join("with"), "");
    let place = |words: &str| with.rfind(words).unwrap_or_else(|| panic!("{words} is not on the page: {with}"));
    let order = [">The beginning<", "first words", ">The quay<", "second &lt;words&gt;"];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{with}");
    assert!(with.contains("where chapters begin") && with.matches("class=\"begins\"").count() == 2, "{with}");
    assert!(
        with.contains("chapters, English: ") && with.contains("3 chapters") && !with.contains("data-track=\"L3\""),
        "{with}"
    );
}
