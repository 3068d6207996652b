//! Pieces of a query put together: NOT binds closest, then AND, then OR. Whatever has nothing to join is passed over.

use super::lex::{Piece, pieces};
use super::{Asked, Parsed};
use std::iter::Peekable;
use std::vec::IntoIter;

/// Brackets and NOTs within each other; what is deeper is read as if they were not there.
const DEEPEST: usize = 64;

/// Parses a query. Nothing that can be typed is an error.
pub fn parse(text: &str) -> Parsed {
    let (pieces, unknown) = pieces(text);
    Parsed { asked: any(&mut pieces.into_iter().peekable(), 0), unknown }
}

type Pieces = Peekable<IntoIter<Piece>>;

/// Alternatives up to a closing bracket or the end.
fn any(pieces: &mut Pieces, depth: usize) -> Option<Asked> {
    let mut alternatives = Vec::new();
    loop {
        alternatives.extend(all(pieces, depth));
        if pieces.next_if_eq(&Piece::Or).is_none() {
            return one(alternatives, Asked::Or);
        }
    }
}

/// Everything up to OR, the closing bracket or the end.
fn all(pieces: &mut Pieces, depth: usize) -> Option<Asked> {
    let goes_on = |piece: &Piece| match piece {
        Piece::Or => false,
        // Where no bracket is open, one that closes ends nothing.
        Piece::Close => depth == 0,
        _ => true,
    };
    let mut parts = Vec::new();
    while let Some(piece) = pieces.next_if(goes_on) {
        parts.extend(part(piece, pieces, depth));
    }
    one(parts, Asked::And)
}

fn part(piece: Piece, pieces: &mut Pieces, depth: usize) -> Option<Asked> {
    match piece {
        Piece::Asked(asked) => Some(asked),
        Piece::Open if depth < DEEPEST => {
            let inside = any(pieces, depth + 1);
            pieces.next_if_eq(&Piece::Close);
            inside
        }
        Piece::Not => negated(pieces, depth),
        Piece::Open | Piece::Close | Piece::And | Piece::Or => None,
    }
}

/// What stands after one or more NOTs.
fn negated(pieces: &mut Pieces, depth: usize) -> Option<Asked> {
    let mut negations = 1;
    while pieces.next_if_eq(&Piece::Not).is_some() {
        negations += 1;
    }
    let next = pieces.next_if(|piece| matches!(piece, Piece::Asked(_) | Piece::Open))?;
    let mut asked = part(next, pieces, (depth + negations).min(DEEPEST))?;
    // Two of them undo each other: what is too deep goes in pairs, so that the meaning stays.
    let most = DEEPEST - depth.min(DEEPEST);
    let kept = if negations > most { most - (most + negations) % 2 } else { negations };
    for _ in 0..kept {
        asked = Asked::Not(Box::new(asked));
    }
    Some(asked)
}

/// One part is itself; several are joined.
fn one(mut parts: Vec<Asked>, join: fn(Vec<Asked>) -> Asked) -> Option<Asked> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(join(parts)),
    }
}
