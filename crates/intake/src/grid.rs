//! Rows of cells as text, whichever file they came from, and the letters of a column for messages.
//! What the cells mean is in `rows`.

/// One row of a table; empty cells are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The row as a spreadsheet shows it, counted from 1.
    pub number: u64,
    /// Filled cells with their columns, counted from 0, left to right.
    pub cells: Vec<(usize, Cell)>,
}

/// One filled cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its value as text.
    pub text: String,
    /// Why its value cannot be taken.
    pub fault: Option<String>,
    /// What a person should know about it.
    pub note: Option<String>,
    /// Whole seconds of a time of day or a span, which its text may round to minutes.
    pub clock_seconds: Option<i64>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn fault(fault: impl Into<String>) -> Self {
        Self { fault: Some(fault.into()), ..Self::default() }
    }

    fn is_blank(&self) -> bool {
        self.fault.is_none() && self.note.is_none() && self.text.trim().is_empty()
    }
}

impl Row {
    /// A row of texts, from the first column on.
    pub fn of_texts<'a>(number: u64, texts: impl Iterator<Item = &'a str>) -> Self {
        Self::new(number, texts.map(Cell::text).enumerate())
    }

    /// A row of cells with their columns; blank ones are dropped.
    pub fn new(number: u64, cells: impl Iterator<Item = (usize, Cell)>) -> Self {
        Self { number, cells: cells.filter(|(_, cell)| !cell.is_blank()).collect() }
    }
}

/// A column's letters as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
pub(crate) fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        rest => letters(rest - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
