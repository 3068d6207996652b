//! A place in the text being read, and how to say what went wrong there.
//! Knows characters and digits; what they mean is decided by the parsers.

use super::error::EdtfError;

/// Reads a text from left to right. EDTF is ASCII; any other character is refused where it stands.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    byte: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, byte: 0 }
    }

    /// What has not been read yet.
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.byte..]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// The place to return to or to report, in bytes.
    pub(crate) fn place(&self) -> usize {
        self.byte
    }

    /// Steps over the literal if it comes next, and says whether it did.
    pub(crate) fn take(&mut self, literal: &str) -> bool {
        let comes = self.rest().starts_with(literal);
        if comes {
            self.byte += literal.len();
        }
        comes
    }

    /// Steps over the literal.
    pub(crate) fn expect(&mut self, literal: &str, expected: &'static str) -> Result<(), EdtfError> {
        if self.take(literal) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    /// Steps over one character that the function accepts.
    pub(crate) fn take_if<T>(&mut self, read: impl Fn(char) -> Option<T>) -> Option<T> {
        let character = self.peek()?;
        let value = read(character)?;
        self.byte += character.len_utf8();
        Some(value)
    }

    /// One decimal digit.
    pub(crate) fn digit(&mut self, expected: &'static str) -> Result<u8, EdtfError> {
        self.take_if(digit).ok_or_else(|| self.unexpected(expected))
    }

    /// Two decimal digits as a number.
    pub(crate) fn two_digits(&mut self, expected: &'static str) -> Result<u8, EdtfError> {
        Ok(self.digit(expected)? * 10 + self.digit(expected)?)
    }

    /// A number without leading zeros, which is not zero.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<u64, EdtfError> {
        let start = self.byte;
        let digits: &str = &self.rest()[..self.rest().bytes().take_while(u8::is_ascii_digit).count()];
        if digits.is_empty() || digits.starts_with('0') {
            return Err(self.unexpected(expected));
        }
        self.byte += digits.len();
        digits.parse().map_err(|_| self.no_such_time(start, format!("{digits} is too large a number")))
    }

    pub(crate) fn unexpected(&self, expected: &'static str) -> EdtfError {
        let found = self.peek().map_or_else(|| "the end".to_owned(), |character| format!("{character:?}"));
        EdtfError::Unexpected { text: self.text.to_owned(), position: self.position(self.byte), found, expected }
    }

    pub(crate) fn no_such_time(&self, place: usize, why: String) -> EdtfError {
        EdtfError::NoSuchTime { text: self.text.to_owned(), position: self.position(place), why }
    }

    pub(crate) fn misplaced(&self, place: usize, what: &'static str, instead: &'static str) -> EdtfError {
        EdtfError::Misplaced { text: self.text.to_owned(), position: self.position(place), what, instead }
    }

    pub(crate) fn end_before_start(&self, place: usize) -> EdtfError {
        EdtfError::EndBeforeStart { text: self.text.to_owned(), position: self.position(place) }
    }

    fn position(&self, place: usize) -> usize {
        self.text[..place].chars().count() + 1
    }
}

/// The value of a decimal digit.
pub(crate) fn digit(character: char) -> Option<u8> {
    character.to_digit(10).map(|digit| digit as u8)
}
