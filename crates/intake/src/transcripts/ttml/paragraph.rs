//! A paragraph as cues: one for each stretch of one speaker, language and interval, or one with timed words where every
//! span with times is a single word. Ruby's small text and metadata are not words.

use super::super::captions::tidy;
use super::document::{Walk, has_timed_spans};
use super::scope::{Scope, attribute};
use firsthand_model::transcript::{Cue, CueKind, TimedWord, Timing};
use roxmltree::Node;

/// Text under one scope.
struct Piece {
    scope: Scope,
    text: String,
}

/// Deepest nesting of spans.
const MAX_DEPTH: usize = 100;
/// Roles of what nobody says.
const NOTES: [&str; 3] = ["sound", "music", "action"];

/// Reads a paragraph; the latest end in it.
pub(super) fn read(walk: &mut Walk, node: Node, scope: &Scope) -> Option<i64> {
    let mut pieces = Vec::new();
    let line = walk.line(node);
    collect(walk, node, scope, &mut pieces, 0);
    let mut words = words(&pieces, scope, has_timed_spans(node));
    for word in words.iter_mut().filter(|word| word.start_ms.zip(word.end_ms).is_some_and(|(start, end)| end < start)) {
        walk.captions.tally("a word that ends before it begins; only its beginning is kept as a time", line);
        word.end_ms = None;
    }
    let pieces =
        if words.is_empty() { merged(pieces) } else { vec![Piece { text: all_text(&pieces), scope: scope.clone() }] };
    let is_plain = matches!(pieces.as_slice(), [_]) && node.children().all(|child| child.is_text());
    let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect();
    if pieces.is_empty() {
        walk.captions.tally("a paragraph without words; left out", line);
    }
    let mut latest = None;
    for (index, piece) in pieces.iter().enumerate() {
        let mut cue = cue(walk, piece, line);
        cue.label = attribute(node, "id").map(str::to_owned);
        if index == 0 {
            cue.words.clone_from(&words);
            keep_attributes(&mut cue, node);
            if !is_plain {
                cue.extra.insert("p".to_owned(), walk.source[node.range()].to_owned());
            }
        }
        latest = latest.max(piece.scope.end_ms);
        walk.captions.add(cue, piece.scope.voice.as_deref());
    }
    latest
}

fn cue(walk: &Walk, piece: &Piece, line: u64) -> Cue {
    let Scope { start_ms, end_ms, lang, role, .. } = piece.scope.clone();
    let is_note = role.as_ref().is_some_and(|role| role.split_ascii_whitespace().all(|role| NOTES.contains(&role)));
    let mut cue = Cue { text: piece.text.clone(), line: Some(line), ..Cue::default() };
    cue.kind = if is_note { CueKind::Note } else { CueKind::Speech };
    cue.lang = lang.filter(|lang| Some(lang) != walk.captions.transcript.lang.as_ref());
    if start_ms.is_some() {
        (cue.start_ms, cue.end_ms, cue.timing) = (start_ms, end_ms, Timing::Stated);
    }
    cue.extra.extend(role.map(|role| ("role".to_owned(), role)));
    cue
}

/// Attributes that have no field of their own.
fn keep_attributes(cue: &mut Cue, node: Node) {
    let known = ["begin", "end", "dur", "id", "lang", "space", "role"];
    for attribute in node.attributes().filter(|attribute| !known.contains(&attribute.name())) {
        let several = attribute.name() != "agent" || attribute.value().split_ascii_whitespace().count() > 1;
        if several {
            cue.extra.insert(attribute.name().to_owned(), attribute.value().to_owned());
        }
    }
}

/// The text below a node, piece by piece.
fn collect(walk: &mut Walk, node: Node, scope: &Scope, pieces: &mut Vec<Piece>, depth: usize) {
    let mut from = scope.start_ms;
    for child in node.children() {
        if child.is_text() {
            let text = child.text().unwrap_or_default();
            pieces.push(Piece { scope: scope.clone(), text: spaced(text, scope.keeps_space) });
            continue;
        }
        match child.tag_name().name() {
            "br" => pieces.push(Piece { scope: scope.clone(), text: "\n".to_owned() }),
            "span" if depth < MAX_DEPTH && !is_ruby_text(child) => {
                let inner = walk.scope(child, scope, from);
                collect(walk, child, &inner, pieces, depth + 1);
                if scope.is_sequence {
                    from = inner.end_ms.or(from);
                }
            }
            "span" if depth >= MAX_DEPTH => {
                let line = walk.line(child);
                walk.captions.tally("spans are nested too deep; what stands in them was left out", line);
            }
            _ => {}
        }
    }
}

/// Whether a span holds ruby's small text, which repeats the words beside it.
fn is_ruby_text(node: Node) -> bool {
    attribute(node, "ruby").is_some_and(|ruby| ["text", "textContainer", "delimiter"].contains(&ruby))
}

/// White space as it counts: kept, or any of it as one space.
fn spaced(text: &str, keeps: bool) -> String {
    if keeps {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len());
    for character in text.chars() {
        let is_space = character.is_ascii_whitespace();
        if !is_space || !spaced.ends_with(' ') {
            spaced.push(if is_space { ' ' } else { character });
        }
    }
    spaced
}

/// The text of all pieces, each line without white space around it and with single spaces inside, unless space is kept.
fn all_text(pieces: &[Piece]) -> String {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let text = tidy(&text);
    if pieces.first().is_some_and(|piece| piece.scope.keeps_space) {
        return text;
    }
    let single = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(single).collect::<Vec<_>>().join("\n")
}

/// Neighbouring pieces of one scope as one. White space alone goes with what stands before it.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let is_space = piece.text.trim().is_empty();
        match groups.last_mut() {
            Some(group) if is_space || is_same(&group[0].scope, &piece.scope) => group.push(piece),
            _ if is_space => {}
            _ => groups.push(vec![piece]),
        }
    }
    groups.into_iter().map(|group| Piece { text: all_text(&group), scope: group[0].scope.clone() }).collect()
}

fn is_same(one: &Scope, other: &Scope) -> bool {
    let key =
        |scope: &Scope| (scope.start_ms, scope.end_ms, scope.voice.clone(), scope.lang.clone(), scope.role.clone());
    key(one) == key(other)
}

/// Timed words, where every piece with times of its own is one word and all have one speaker; otherwise none.
fn words(pieces: &[Piece], paragraph: &Scope, has_timed_spans: bool) -> Vec<TimedWord> {
    let is_timed = |piece: &Piece| (piece.scope.start_ms, piece.scope.end_ms) != (paragraph.start_ms, paragraph.end_ms);
    let mut all = pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let are_words = has_timed_spans
        && paragraph.start_ms.is_some()
        && pieces.iter().any(is_timed)
        && all.all(|piece| {
            let is_word = piece.text.split_whitespace().count() == 1;
            (is_word || !is_timed(piece)) && piece.scope.voice == paragraph.voice && piece.scope.lang == paragraph.lang
        });
    if !are_words {
        return Vec::new();
    }
    let of = |piece: &Piece| {
        let (start_ms, end_ms) =
            if is_timed(piece) { (piece.scope.start_ms, piece.scope.end_ms) } else { (None, None) };
        let word = |text: &str| TimedWord { text: text.to_owned(), start_ms, end_ms, ..TimedWord::default() };
        piece.text.split_whitespace().map(word).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(of).collect()
}
