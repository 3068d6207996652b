//! What readers of loosely written transcripts share: a speaker's label before a colon, and remarks in brackets.

/// A longer label is a sentence.
const LONGEST_LABEL_CHARS: usize = 40;

/// A label in capitals before a colon, and the words behind it.
pub(super) fn in_capitals(line: &str) -> Option<(&str, &str)> {
    let (label, words) = line.split_once(':')?;
    let letters = label.chars().filter(|one| one.is_alphabetic()).count();
    let is_label = letters > 1 && !label.contains('\n') && label.chars().count() <= LONGEST_LABEL_CHARS;
    (is_label && label.to_uppercase() == label).then(|| (label.trim(), words.trim_start()))
}

/// Whether a text is a remark of whoever wrote it down: all of it in brackets.
pub(super) fn is_remark(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('(') && text.ends_with(')')) || (text.starts_with('[') && text.ends_with(']'))
}
