//! The text of a cue as a tree: classes, voices, languages, ruby, times, and text with its character references read.
//! Source: WebVTT, "WebVTT cue text tokenizer" and "cue text parsing rules".

use super::stamp;
use std::iter::Peekable;
use std::str::Chars;

/// A node of a cue's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// From here on, at this millisecond.
    Time(i64),
    /// `c`, `i`, `b`, `u`, `ruby`, `rt`, `v` or `lang`, with what is in it.
    Tag(Tag),
}

/// A tag with its classes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its classes, empty ones left out.
    pub classes: Vec<String>,
    /// The voice of `v`, the language of `lang`; empty otherwise.
    pub annotation: String,
    /// What is in it.
    pub children: Vec<Node>,
}

enum Token {
    Text(String),
    Start { name: String, classes: Vec<String>, annotation: String },
    End(String),
    Time(String),
}

/// Deeper tags are read as if they were not there.
const DEEPEST: usize = 64;

/// The nodes of a cue's text.
pub fn parse(text: &str) -> Vec<Node> {
    let mut open = vec![Tag::default()];
    let mut input = text.chars().peekable();
    while input.peek().is_some() {
        match token(&mut input) {
            Token::Text(text) => put(&mut open, Node::Text(text)),
            Token::Time(written) => {
                if let Some(ms) = stamp::exactly(&written) {
                    put(&mut open, Node::Time(ms));
                }
            }
            Token::Start { name, classes, annotation } => start(&mut open, name, classes, annotation),
            Token::End(name) => end(&mut open, &name),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}

fn put(open: &mut [Tag], node: Node) {
    if let Some(tag) = open.last_mut() {
        tag.children.push(node);
    }
}

fn start(open: &mut Vec<Tag>, name: String, classes: Vec<String>, annotation: String) {
    let is_in_ruby = open.last().is_some_and(|tag| tag.name == "ruby");
    let is_known = match name.as_str() {
        "rt" => is_in_ruby,
        name => ["c", "i", "b", "u", "ruby", "v", "lang"].contains(&name),
    };
    if is_known && open.len() < DEEPEST {
        let annotation = if matches!(name.as_str(), "v" | "lang") { annotation } else { String::new() };
        open.push(Tag { name, classes, annotation, children: Vec::new() });
    }
}

fn end(open: &mut Vec<Tag>, name: &str) {
    let current = open.last().map(|tag| tag.name.as_str()).filter(|_| open.len() > 1);
    match current {
        Some(current) if current == name => close(open),
        Some("rt") if name == "ruby" => {
            close(open);
            close(open);
        }
        _ => {}
    }
}

fn close(open: &mut Vec<Tag>) {
    if let Some(tag) = open.pop() {
        put(open, Node::Tag(tag));
    }
}

type Input<'t> = Peekable<Chars<'t>>;

fn token(input: &mut Input<'_>) -> Token {
    if input.peek() == Some(&'<') {
        input.next();
        return tag(input);
    }
    let mut text = String::new();
    while let Some(one) = input.next_if(|one| *one != '<') {
        match one {
            '&' => text.push_str(&reference(input)),
            one => text.push(one),
        }
    }
    Token::Text(text)
}

fn tag(input: &mut Input<'_>) -> Token {
    match input.peek() {
        Some('/') => {
            input.next();
            Token::End(until(input, |_| false))
        }
        Some(one) if one.is_ascii_digit() => Token::Time(until(input, |_| false)),
        _ => {
            let name = until_mark(input, |one| one == '.' || is_space(one));
            let mut classes = Vec::new();
            while input.next_if_eq(&'.').is_some() {
                classes.push(until_mark(input, |one| one == '.' || is_space(one)));
            }
            classes.retain(|class| !class.is_empty());
            let annotation = annotation(input);
            Token::Start { name, classes, annotation }
        }
    }
}

/// Everything up to `>`, which is taken too, or to the end.
fn until(input: &mut Input<'_>, stops: impl Fn(char) -> bool) -> String {
    let text = until_mark(input, stops);
    input.next_if_eq(&'>');
    text
}

fn until_mark(input: &mut Input<'_>, stops: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    while let Some(one) = input.next_if(|one| *one != '>' && !stops(*one)) {
        text.push(one);
    }
    text
}

fn annotation(input: &mut Input<'_>) -> String {
    let mut text = String::new();
    while let Some(one) = input.next_if(|one| *one != '>') {
        match one {
            '&' => text.push_str(&reference(input)),
            one => text.push(one),
        }
    }
    input.next_if_eq(&'>');
    text.split(is_space).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_space(one: char) -> bool {
    matches!(one, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

/// The longest name of a character reference, with its semicolon.
const LONGEST_NAME: usize = 32;

/// What a character reference behind `&` stands for; `&` itself where there is none.
fn reference(input: &mut Input<'_>) -> String {
    let ahead: String = input.clone().take(LONGEST_NAME).collect();
    let found = match ahead.strip_prefix('#') {
        Some(number) => numeric(number).map(|(text, length)| (text, length + 1)),
        None => named(&ahead),
    };
    let Some((text, length)) = found else { return "&".to_owned() };
    input.nth(length.saturating_sub(1));
    text
}

/// The character of `32;`, `x20;` and their like, and how many characters they are.
fn numeric(text: &str) -> Option<(String, usize)> {
    let (digits, radix, before) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.chars().take_while(|one| one.is_digit(radix)).count();
    let code = u32::from_str_radix(&digits[..length], radix).ok()?;
    let one = char::from_u32(code).filter(|one| *one != '\0').unwrap_or('\u{fffd}');
    let ends = usize::from(digits[length..].starts_with(';'));
    Some((one.to_string(), before + length + ends))
}

/// The longest named reference that the text begins with.
fn named(text: &str) -> Option<(String, usize)> {
    let begins = |entity: &&entities::Entity| text.starts_with(&entity.entity[1..]);
    let longest = entities::ENTITIES.iter().filter(begins).max_by_key(|entity| entity.entity.len())?;
    Some((longest.characters.to_owned(), longest.entity.len() - 1))
}
