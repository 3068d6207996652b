//! Nothing that users meet is undocumented: error codes, commands, vocabulary.

use crate::{files, root, text};
use std::collections::BTreeSet;

/// Every `FH-ROOM-123` in the sources of the rooms.
fn codes() -> BTreeSet<String> {
    let sources = files(&root().join("crates"), &[".rs"]);
    let sources = sources.iter().filter(|path| path.to_string_lossy().replace('\\', "/").contains("/src/"));
    sources.flat_map(|path| codes_in(&std::fs::read_to_string(path).unwrap())).collect()
}

fn codes_in(source: &str) -> Vec<String> {
    let starts = source.match_indices("\"FH-");
    let codes = starts.filter_map(|(at, _)| source[at + 1..].split_once('"').map(|(code, _)| code.to_owned()));
    codes.filter(|code| code.rsplit('-').next().is_some_and(|number| number.len() == 3)).collect()
}

#[test]
fn every_error_code_is_explained() {
    let page = text("docs/errors.md");
    let missing: Vec<String> = codes().into_iter().filter(|code| !page.contains(&format!("| {code} |"))).collect();
    assert!(missing.is_empty(), "docs/errors.md does not explain {missing:?}");
}

#[test]
fn no_explained_error_code_is_gone() {
    let codes = codes();
    let page = text("docs/errors.md");
    let explained = page.lines().filter_map(|line| line.strip_prefix("| FH-")?.split_once(' '));
    let gone: Vec<String> =
        explained.map(|(code, _)| format!("FH-{code}")).filter(|code| !codes.contains(code)).collect();
    assert!(gone.is_empty(), "docs/errors.md explains {gone:?}, which no room uses");
}

#[test]
fn every_word_of_basis_and_stance_is_in_the_glossary() {
    let page = text("docs/glossary.md");
    let words = firsthand_model::Basis::WORDS.iter().chain(firsthand_model::words::Stance::WORDS);
    for word in words.chain(firsthand_model::Bound::WORDS).chain(firsthand_model::words::DependenceKind::WORDS) {
        assert!(page.contains(&word.replace('_', " ")), "docs/glossary.md does not have {word}");
    }
}

/// A command as it is typed: `CodingSheet` is `coding-sheet`.
fn as_typed(variant: &str) -> String {
    let typed = |(at, c): (usize, char)| {
        let hyphen = (at > 0 && c.is_uppercase()).then_some('-');
        hyphen.into_iter().chain(c.to_lowercase())
    };
    variant.chars().enumerate().flat_map(typed).collect()
}

#[test]
fn every_command_is_in_the_guide_or_the_readme() {
    let pages = text("docs/guide.md") + &text("README.md") + &text("CHANGELOG.md");
    let source = text("crates/firsthand/src/cli.rs");
    let list = source.split("pub enum Command {").nth(1).unwrap();
    let variants = list.lines().map(str::trim).filter(|line| line.ends_with('{') || line.ends_with(','));
    let commands = variants
        .filter_map(|line| line.split([' ', ',']).next())
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphanumeric));
    for command in commands.take_while(|word| *word != "Csv").map(as_typed) {
        assert!(pages.contains(&format!("`{command}`")) || pages.contains(&format!(" {command} ")), "{command}");
    }
}

#[test]
fn the_readme_shows_the_two_commands_first() {
    let page = text("README.md");
    let first_screen: String = page.lines().take(24).collect::<Vec<_>>().join("\n");
    assert!(first_screen.contains("make demo") && first_screen.contains("make test"));
    assert!(first_screen.contains("Not yet for private testimony"));
}

#[test]
fn links_between_documents_lead_somewhere() {
    for page in files(&root(), &[".md"]) {
        let text = std::fs::read_to_string(&page).unwrap();
        for (_, after) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let target = after.split(')').next().unwrap_or_default();
            let target = target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            let path = page.parent().unwrap().join(target);
            assert!(path.exists(), "{}: {target}", page.display());
        }
    }
}
