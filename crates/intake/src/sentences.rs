//! The sentences of an account with their citations: block structure by `comrak`, sentence ends by the rules below.
//! Headings are no sentences; what a citation points to is checked by who has the case.

use crate::abbreviations::is_abbreviation;
use crate::citations::{Bracket, FRAMING, bracket};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// One sentence of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The line on which it starts, counted from 1 in the Markdown given.
    pub line: usize,
    /// Its words without markup, citations and marks, white space collapsed.
    pub text: String,
    /// The ids that it cites, in order.
    pub citations: Vec<String>,
    /// Whether it is marked as framing: it states nothing about the event.
    pub framing: bool,
    /// Brackets meant as citations that are not well formed, as written.
    pub malformed: Vec<String>,
}

/// Every sentence of a text, in order; block code and HTML count as one sentence each, without citations.
pub fn sentences(markdown: &str) -> Vec<Sentence> {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &Options::default());
    root.descendants().flat_map(block_sentences).collect()
}

fn block_sentences<'a>(node: &'a AstNode<'a>) -> Vec<Sentence> {
    let data = node.data();
    let line = data.sourcepos.start.line;
    match &data.value {
        NodeValue::Paragraph => {
            let mut words = String::new();
            node.children().for_each(|child| inline_text(child, &mut words));
            split(&words, line)
        }
        NodeValue::CodeBlock(code) => unread(line, &code.literal),
        NodeValue::HtmlBlock(html) => unread(line, &html.literal),
        _ => Vec::new(),
    }
}

fn unread(line: usize, literal: &str) -> Vec<Sentence> {
    vec![Sentence { line, text: collapse(literal), ..Sentence::default() }]
}

/// The words of an inline and what is inside it; a line break stays one, so that lines can be counted.
fn inline_text<'a>(node: &'a AstNode<'a>, words: &mut String) {
    match &node.data().value {
        NodeValue::Text(text) => words.push_str(text),
        NodeValue::Code(code) => words.push_str(&code.literal),
        NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
        _ => {}
    }
    node.children().for_each(|child| inline_text(child, words));
}

/// Splits the words of a paragraph that starts on `line`.
fn split(words: &str, line: usize) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let end = start + sentence_length(&words[start..]);
        let first_word = start + words[start..end].len() - words[start..end].trim_start().len();
        let at_line = line + words[..first_word].matches('\n').count();
        sentences.extend(Some(sentence(&words[start..end], at_line)).filter(says_something));
        start = end;
    }
    sentences
}

fn says_something(sentence: &Sentence) -> bool {
    !sentence.text.is_empty() || !sentence.citations.is_empty() || !sentence.malformed.is_empty()
}

/// How many bytes the first sentence takes, its marks and citations included.
pub(crate) fn sentence_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next == '['
            && let Bracket::Citations(_, length) | Bracket::Malformed(length) = bracket(&text[at..])
        {
            at += length;
        } else if is_stop(next) {
            let stop = at;
            at = after_stops(text, at);
            let tail = after_marks(text, at);
            if ends_here(text, stop, tail) {
                return tail;
            }
        } else if text[at..].starts_with(FRAMING) {
            // A framing mark closes its sentence even where the stop was forgotten.
            return at + FRAMING.len();
        } else {
            at += next.len_utf8();
        }
    }
    text.len()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '।' | '۔')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '»' | '”' | '’' | '“' | ')' | ']')
}

/// Past a run of stops and the quotes and brackets that close after it.
fn after_stops(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(is_stop);
    text.len() - rest.trim_start_matches(is_closer).len()
}

/// Past framing marks and citations that follow the stop, with or without a space.
fn after_marks(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text[at..].trim_start();
        let skipped = text.len() - rest.len();
        at = match bracket(rest) {
            _ if rest.starts_with(FRAMING) => skipped + FRAMING.len(),
            Bracket::Citations(_, length) if rest.starts_with('[') => skipped + length,
            _ => return at,
        };
    }
}

/// Whether the stop at `stop` ends a sentence, given what stands before it and after its marks.
fn ends_here(text: &str, stop: usize, tail: usize) -> bool {
    let rest = &text[tail..];
    if rest.trim().is_empty() {
        return true;
    }
    let marked = text[stop..tail].contains(['[', '{']);
    if !rest.starts_with(char::is_whitespace) && !marked {
        return false;
    }
    let opening =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '«' | '“' | '‘' | '„' | '(' | '[' | '—' | '–' | '-');
    let next = rest.trim_start_matches(opening).chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    marked || !text[stop..].starts_with('.') || !stands_after_abbreviation(&text[..stop])
}

fn stands_after_abbreviation(before: &str) -> bool {
    let mut words = before.split(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '"' | '“' | '[')).rev();
    is_abbreviation(words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

/// Takes marks and citations out of a sentence's words.
fn sentence(words: &str, line: usize) -> Sentence {
    let mut sentence = Sentence { line, ..Sentence::default() };
    let mut kept = String::new();
    let mut rest = words;
    while let Some(next) = rest.chars().next() {
        let taken = match bracket(rest) {
            _ if rest.starts_with(FRAMING) => {
                sentence.framing = true;
                FRAMING.len()
            }
            Bracket::Citations(ids, length) if next == '[' => {
                sentence.citations.extend(ids);
                length
            }
            Bracket::Malformed(length) if next == '[' => {
                sentence.malformed.push(rest[..length].to_owned());
                length
            }
            _ => {
                kept.push(next);
                next.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    sentence.text = collapse(&kept);
    sentence
}

/// White space collapsed, and none before a stop from which a citation was taken.
fn collapse(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [" .", " ,", " ;", " !", " ?", " …"].iter().fold(joined, |text, gap| text.replace(gap, gap.trim_start()))
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
