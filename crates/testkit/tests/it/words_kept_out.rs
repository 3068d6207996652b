//! What may be in no committed file: columns of the team in the example, the prompt's own words, machine paths.

use crate::{files, root};
use sha2::{Digest, Sha256};

#[test]
fn the_example_has_no_column_of_the_team() {
    for file in files(&root().join("examples"), &[".csv", ".toml", ".md"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        let is_prose = file.extension().is_some_and(|ending| ending == "md");
        let header = if is_prose { "" } else { text.lines().next().unwrap_or_default() };
        assert!(!header.contains("_team_only"), "{}", file.display());
    }
}

/// The prompt is cited by its hash and never quoted: no run of eight of its words stands in the example.
#[test]
fn the_example_does_not_quote_the_prompt() {
    let Some(post) = firsthand_testkit::shared_or_skip("example/beslan/seed-post.txt") else { return };
    let post = std::fs::read(post).unwrap();
    let digest: String = Sha256::digest(&post).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, "32b4bbead29a5ee799a89edbb068cb5915eb8acb15bd704603eae03615d063a8");
    let words = plain_words(&String::from_utf8(post).unwrap());
    for file in files(&root().join("examples"), &[".csv", ".toml", ".md"]) {
        let text = plain_words(&std::fs::read_to_string(&file).unwrap()).join(" ");
        for run in words.windows(8) {
            assert!(!text.contains(&run.join(" ")), "{} quotes «{}»", file.display(), run.join(" "));
        }
    }
}

fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[test]
fn no_private_speaker_of_the_example_is_registered_as_a_person() {
    let statements = std::fs::read_to_string(root().join("examples/beslan/statements.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(statements.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|found| found == name).unwrap();
    let (protection, speaker, link) = (column("speaker_protection"), column("speaker_id"), column("public_link"));
    let mut protected = 0;
    for row in reader.records().map(Result::unwrap).filter(|row| !row[protection].is_empty()) {
        protected += 1;
        let is_informant = &row[protection] == "informant";
        assert!(is_informant || row[speaker].is_empty() || row[speaker].starts_with('B'), "{row:?}");
        assert_eq!(&row[link], "false", "{row:?}");
    }
    assert_eq!(protected, 15);
}
