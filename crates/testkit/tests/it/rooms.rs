//! `A -> B`: A may import B. The compiler refuses the rest, as long as the manifests say only this.

use crate::text;
use std::collections::BTreeSet;

const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("perspective", &["model"]),
    ("intake", &["model"]),
    ("vault", &[]),
    ("ledger", &["model", "text"]),
    ("publish", &["model", "text"]),
    ("archive", &["intake", "ledger", "model", "perspective", "publish", "text", "vault"]),
    ("server", &["archive"]),
    ("firsthand", &["archive", "server"]),
    ("testkit", &["model"]),
];

/// Parts that only one room may use: what a room never touches, it cannot link.
const PARTS: &[(&str, &[&str])] = &[
    ("rusqlite", &["ledger"]),
    ("tantivy", &["ledger"]),
    ("axum", &["server"]),
    ("clap", &["firsthand"]),
    ("minijinja", &["publish"]),
    ("calamine", &["intake"]),
];

fn dependencies(room: &str) -> BTreeSet<String> {
    let manifest: toml::Table = toml::from_str(&text(&format!("crates/{room}/Cargo.toml"))).unwrap();
    manifest["dependencies"].as_table().map(|table| table.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn rooms_import_only_what_they_may() {
    for (room, allowed) in ROOMS {
        let allowed: BTreeSet<String> = allowed.iter().map(|name| format!("firsthand-{name}")).collect();
        let imported: BTreeSet<String> =
            dependencies(room).into_iter().filter(|name| name.starts_with("firsthand")).collect();
        assert!(imported.is_subset(&allowed), "{room} imports {:?}", imported.difference(&allowed));
    }
}

#[test]
fn every_crate_is_a_room_of_the_table() {
    let folders = std::fs::read_dir(crate::root().join("crates")).unwrap().flatten();
    let folders: BTreeSet<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, rooms);
}

#[test]
fn only_its_room_links_a_part() {
    for (part, rooms) in PARTS {
        for (room, _) in ROOMS.iter().filter(|(room, _)| !rooms.contains(room)) {
            assert!(!dependencies(room).contains(*part), "{room} links {part}");
        }
    }
}

#[test]
fn architecture_names_every_room() {
    let page = text("ARCHITECTURE.md");
    for (room, _) in ROOMS {
        assert!(page.contains(&format!("| {room} |")), "ARCHITECTURE.md does not name {room}");
    }
}
