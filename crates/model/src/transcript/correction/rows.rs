//! An operation as the row of a table, and back. Rows are what is kept; operations are what is applied.

use super::token_id::{read_ids, write_ids};
use super::{CorrectionAction, Operation, Place, TokenId, Word};
use crate::Correction;

/// A column, and what was expected in it.
pub type RowMisfit = (&'static str, String);

impl Operation {
    /// The columns that say what is done; whose transcript and by whom is left to the caller.
    pub fn to_row(&self) -> Correction {
        let row = Correction { action: Some(self.action()), ..Correction::default() };
        match self {
            Operation::Words { at, remove, put } if remove.is_empty() => {
                let (side, anchor) = match at {
                    Place::Before(anchor) => ("before", anchor),
                    Place::After(anchor) => ("after", anchor),
                };
                Correction { tokens: write_ids(&[*anchor]), side: Some(side.into()), ..row }.with_put(put)
            }
            Operation::Words { remove, put, .. } => {
                let ids: Vec<TokenId> = remove.iter().map(|word| word.id).collect();
                Correction { tokens: write_ids(&ids), was: Some(joined(remove)), ..row }.with_put(put)
            }
            Operation::Speaker { tokens, was, speaker } => {
                Correction { tokens: write_ids(tokens), was: was.clone(), words: speaker.clone(), ..row }
            }
            Operation::Turn { token, .. } => Correction { tokens: write_ids(&[*token]), ..row },
            Operation::NonSpeech { tokens, .. } => Correction { tokens: write_ids(tokens), ..row },
        }
    }

    /// The operation that a row says.
    ///
    /// # Errors
    /// The column that does not fit, and what was expected.
    pub fn of_row(row: &Correction) -> Result<Operation, RowMisfit> {
        use CorrectionAction as Action;
        let action = row.action.ok_or_else(|| ("action", "expected what is done".to_owned()))?;
        let tokens = read_ids(&row.tokens).map_err(|why| ("tokens", why))?;
        let first = *tokens.first().ok_or_else(|| ("tokens", "expected at least one word".to_owned()))?;
        let last = *tokens.last().unwrap_or(&first);
        Ok(match action {
            Action::Insert => {
                let at = match row.side.as_deref() {
                    Some("before") => Place::Before(first),
                    Some("after") => Place::After(first),
                    _ => return Err(("side", "expected before or after".into())),
                };
                Operation::Words { at, remove: Vec::new(), put: put(row)? }
            }
            Action::Replace => {
                Operation::Words { at: Place::After(last), remove: removed(row, &tokens)?, put: put(row)? }
            }
            Action::Delete => {
                Operation::Words { at: Place::After(last), remove: removed(row, &tokens)?, put: Vec::new() }
            }
            Action::Speaker => Operation::Speaker { tokens, was: row.was.clone(), speaker: row.words.clone() },
            Action::Turn | Action::NoTurn => Operation::Turn { token: first, begins: action == Action::Turn },
            Action::NonSpeech | Action::Speech => Operation::NonSpeech { tokens, is: action == Action::NonSpeech },
        })
    }
}

impl Correction {
    fn with_put(self, put: &[Word]) -> Self {
        let ids: Vec<TokenId> = put.iter().map(|word| word.id).collect();
        Correction { ids: write_ids(&ids), words: (!put.is_empty()).then(|| joined(put)), ..self }
    }
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn removed(row: &Correction, ids: &[TokenId]) -> Result<Vec<Word>, RowMisfit> {
    paired(ids, row.was.as_deref().unwrap_or_default()).map_err(|why| ("was", why))
}

fn put(row: &Correction) -> Result<Vec<Word>, RowMisfit> {
    let ids = read_ids(&row.ids).map_err(|why| ("ids", why))?;
    if ids.is_empty() {
        return Err(("ids", "expected an id for each word put in".into()));
    }
    paired(&ids, row.words.as_deref().unwrap_or_default()).map_err(|why| ("words", why))
}

fn paired(ids: &[TokenId], words: &str) -> Result<Vec<Word>, String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    if words.len() != ids.len() {
        return Err(format!("expected a word for each of the {} ids; found {}", ids.len(), words.len()));
    }
    Ok(ids.iter().zip(words).map(|(id, text)| Word { id: *id, text: text.to_owned() }).collect())
}
