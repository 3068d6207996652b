//! Accounts and settings of our own example, read whole.

use crate::support::read;
use firsthand_model::Record;
use std::path::Path;

fn example(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/beslan").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: examples/beslan/{name} is not there");
    }
    bytes
}

#[test]
fn every_account_of_the_example_cites_or_frames_each_sentence() {
    for name in ["background.md", "in-perspective.md", "in-perspective.ru.md", "method.md", "method.ru.md"] {
        let path = format!("accounts/{name}");
        let Some(bytes) = example(&path) else { continue };
        let reading = read(&path, bytes);
        assert_eq!(reading.problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0], "{path}");
        assert_eq!(reading.counts["accounts"], 1);
    }
}

#[test]
fn the_example_s_settings_have_their_russian_texts() {
    let Some(bytes) = example("case.toml") else { return };
    let reading = read("case.toml", bytes);
    let Some(Record::Case(settings)) = reading.proposals.first().map(|proposal| &proposal.record) else {
        panic!("{:?}", reading.problems)
    };
    assert_eq!(settings.languages, ["en", "ru"]);
    assert!(settings.texts["ru"].contains_key("title") && reading.is_clean());
}
