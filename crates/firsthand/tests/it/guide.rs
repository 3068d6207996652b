//! What the guide prints works as it stands there.

use crate::run::Place;
use std::path::PathBuf;

/// The blocks of the guide that are files, by the name that stands first in the paragraph above each.
fn files() -> Vec<(String, String)> {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide.md");
    let page = std::fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let blocks = ["\n\n```csv\n", "\n\n```toml\n"].into_iter().flat_map(|fence| page.match_indices(fence));
    let file = |(at, fence): (usize, &str)| {
        let paragraph = page[..at].rsplit("\n\n").next().unwrap();
        let name = paragraph.split('`').nth(1).unwrap().to_owned();
        let text = page[at + fence.len()..].split("```").next().unwrap().to_owned();
        (name, text)
    };
    blocks.map(file).collect()
}

#[test]
fn the_tables_of_the_guide_import_and_publish_as_they_are_printed() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    std::fs::create_dir(place.path("tables")).unwrap();
    for (name, text) in files() {
        std::fs::write(place.path("tables").join(name), text).unwrap();
    }
    let outcome = place.json(&["import", "tables"], 0);
    assert_eq!((&outcome["problems"], &outcome["receipt"]["total"]), (&serde_json::json!([]), &5.into()), "{outcome}");
    let question = place.json(&["questions", "Q01"], 0);
    assert_eq!(question["scopes"].as_array().unwrap().len(), 1, "{question}");
    assert_eq!(place.json(&["questions", "Q03"], 0)["no_answer"]["does_not_know"], serde_json::json!(["E04"]));
    place.json(&["publish", "--out", "dossier"], 0);
    assert_eq!(place.json(&["verify", "dossier"], 0)["ok"], true);
}
