//! What a member is called: a path that leads nowhere outside, is short enough to be shown, and is no other member's.

use crate::media::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Longest path of a member, in characters.
const MAX_PATH_CHARS: usize = 1_000;
/// Longest ending that a path which is cut keeps, in characters.
const MAX_ENDING_CHARS: usize = 10;

/// A path without root, drive, `.`, `..` and control characters; nothing where nothing is left.
pub(super) fn cleaned(written: &str) -> Option<String> {
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    let parts = written.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !is_drive(part));
    // What surrounds a name goes, and may have hidden that it is one of these.
    let parts = parts.map(plain).filter(|part| !matches!(part.as_str(), "" | "." | ".."));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| shortened(parts.join("/")))
}

fn shortened(path: String) -> String {
    let Some((end, _)) = path.char_indices().nth(MAX_PATH_CHARS) else { return path };
    let (_, ending) = stem_and_ending(&path);
    let kept = if ending.chars().count() <= MAX_ENDING_CHARS { ending } else { "" };
    format!("{}…{kept}", &path[..end])
}

/// The path before its ending, and the ending with its dot; that is empty where the file has none.
fn stem_and_ending(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let dot = path[name..].rfind('.').filter(|dot| *dot > 0);
    dot.map_or((path, ""), |dot| path.split_at(name + dot))
}

/// The paths that were given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
    /// How often one was asked for, so that thousands of one name are not tried from the first.
    asked: BTreeMap<String, u32>,
}

impl Names {
    /// The path itself, or where another member has it `name (2).ending`, `name (3).ending`, …
    pub(super) fn unique(&mut self, path: String) -> String {
        if self.given.insert(path.clone()) {
            return path;
        }
        let (stem, ending) = stem_and_ending(&path);
        let number = self.asked.entry(path.clone()).or_insert(1);
        loop {
            *number += 1;
            let other = format!("{stem} ({number}){ending}");
            if self.given.insert(other.clone()) {
                return other;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_nowhere_outside() {
        let check = |written: &str, path: Option<&str>| assert_eq!(cleaned(written).as_deref(), path, "{written}");
        check("a/b.txt", Some("a/b.txt"));
        check("../../etc/passwd", Some("etc/passwd"));
        check("/etc/passwd", Some("etc/passwd"));
        check("C:\\Windows\\..\\a.txt", Some("Windows/a.txt"));
        check("a/\u{7}/./b\0c", Some("a/b\u{fffd}c"));
        check(" .. /\u{7}..\u{7}/a", Some("a"));
        check("../..", None);
    }

    #[test]
    fn a_path_too_long_is_cut_and_keeps_its_ending() {
        let path = cleaned(&format!("{}.pdf", "я".repeat(5_000))).unwrap();
        assert_eq!((path.chars().count(), path.ends_with("я….pdf")), (1_005, true));
        let path = cleaned(&format!("a.{}", "x".repeat(5_000))).unwrap();
        assert_eq!(path.chars().count(), 1_001);
    }

    #[test]
    fn each_of_one_name_has_a_path_of_its_own() {
        let mut names = Names::default();
        let mut check = |path: &str, given: &str| assert_eq!(names.unique(path.to_owned()), given);
        check("box/image.png", "box/image.png");
        check("box/image (2).png", "box/image (2).png");
        check("box/image.png", "box/image (3).png");
        check("box.1/image", "box.1/image");
        check("box.1/image", "box.1/image (2)");
        check(".hidden", ".hidden");
        check(".hidden", ".hidden (2)");
    }
}
