//! The tables of words with their boxes that pdftotext and tesseract print with `tsv`: the same columns, other counts.
//! Limits: 10,000 pages, 1,000,000 lines. Lines that are not rows of such a table are passed over and counted.

use super::plain;
use firsthand_model::pages::{Line, Page, PageText};

/// Most pages that are kept.
pub(crate) const MAX_PAGES: usize = 10_000;
/// Most lines of text that are kept.
pub(crate) const MAX_LINES: usize = 1_000_000;
/// Boxes are counted in parts of the page's side.
const PARTS: f64 = 10_000.0;

/// What such a table holds.
#[derive(Debug, Default)]
pub(crate) struct PageTable {
    /// Pages in their order; sides are in the table's own unit.
    pub(crate) pages: Vec<Page>,
    /// Lines of print that are no rows, or that were too many.
    pub(crate) left_out: u64,
}

/// One row.
struct Row<'a> {
    level: u8,
    page: u32,
    place: [u32; 3],
    sides: [f64; 4],
    confidence: f64,
    word: &'a str,
}

/// A line of text that grows by words: its place in the table, the corners of its box, its words' confidences.
struct Open {
    place: [u32; 3],
    corners: [f64; 4],
    confidences: Vec<f64>,
    text: String,
}

/// Reads a table whose words are `text`.
pub(crate) fn read(printed: &str, text: PageText) -> PageTable {
    let mut builder = Builder { text, sides: [1.0; 2], open: None, block: None, lines: 0, table: PageTable::default() };
    for line in printed.lines().skip(1).filter(|line| !line.is_empty()) {
        match row(line) {
            Some(row) => builder.take(&row),
            None => builder.table.left_out += 1,
        }
    }
    builder.finish()
}

/// A table while it is read.
struct Builder {
    text: PageText,
    sides: [f64; 2],
    open: Option<Open>,
    block: Option<[u32; 2]>,
    lines: usize,
    table: PageTable,
}

impl Builder {
    fn take(&mut self, row: &Row<'_>) {
        let is_new_page = self.table.pages.last().is_none_or(|page| page.number != row.page);
        if is_new_page || self.open.as_ref().is_some_and(|open| open.place != row.place) {
            self.close();
        }
        match row.level {
            1 if is_new_page && self.table.pages.len() < MAX_PAGES => self.begin_page(row),
            5 if !row.word.trim().is_empty() && !is_new_page && self.lines < MAX_LINES => self.grow(row),
            5 if !row.word.trim().is_empty() => self.table.left_out += 1,
            _ => {}
        }
    }

    fn begin_page(&mut self, row: &Row<'_>) {
        (self.sides, self.block) = ([row.sides[2].max(1.0), row.sides[3].max(1.0)], None);
        let [width_pt, height_pt] = self.sides.map(whole);
        self.table.pages.push(Page { number: row.page, width_pt, height_pt, ..Page::default() });
    }

    fn grow(&mut self, row: &Row<'_>) {
        let [left, top, width, height] = row.sides;
        let [right, bottom] = [left + width, top + height];
        let new = || Open {
            place: row.place,
            corners: [left, top, right, bottom],
            confidences: Vec::new(),
            text: String::new(),
        };
        let line = self.open.get_or_insert_with(new);
        let [l, t, r, b] = line.corners;
        line.corners = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
        line.confidences.push(row.confidence);
        if !line.text.is_empty() {
            line.text.push(' ');
        }
        line.text.push_str(row.word.trim());
    }

    /// Puts the finished line on its page, its box in parts of the page.
    fn close(&mut self) {
        let (Some(open), Some(page)) = (self.open.take(), self.table.pages.last_mut()) else { return };
        self.lines += 1;
        let before = page.lines.last().map_or(0, |line| line.block);
        // The first two numbers of a place are those of a column and of a paragraph in it.
        let block = [open.place[0], open.place[1]];
        let is_same = self.block.replace(block) == Some(block);
        let [left, top, right, bottom] = open.corners;
        let sure: Vec<u64> =
            open.confidences.iter().map(|percent| u64::from(whole(percent * 10.0)).min(1000)).collect();
        page.lines.push(Line {
            text: plain(&open.text),
            block: if is_same { before } else { before + 1 },
            left: part(left, self.sides[0]),
            top: part(top, self.sides[1]),
            width: part(right - left, self.sides[0]),
            height: part(bottom - top, self.sides[1]),
            confidence_permille: mean(&sure).filter(|_| self.text == PageText::MachineRead),
        });
    }

    fn finish(mut self) -> PageTable {
        self.close();
        for page in self.table.pages.iter_mut().filter(|page| !page.lines.is_empty()) {
            page.text = self.text;
            let sure = page.lines.iter().filter_map(|line| line.confidence_permille).map(u64::from);
            page.confidence_permille = mean(&sure.collect::<Vec<_>>());
        }
        self.table
    }
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.splitn(12, '\t');
    let mut cell = || cells.next();
    let level = cell()?.parse().ok()?;
    let page = cell()?.parse().ok()?;
    let place = [cell()?.parse().ok()?, cell()?.parse().ok()?, cell()?.parse().ok()?];
    cell()?;
    let mut sides = [0.0; 4];
    for side in &mut sides {
        *side = cell()?.parse::<f64>().ok().filter(|side| side.is_finite())?;
    }
    let confidence = cell()?.parse().ok()?;
    Some(Row { level, page, place, sides, confidence, word: cell().unwrap_or_default() })
}

/// The nearest whole number; nothing below 0 and no more than fits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

fn part(length: f64, side: f64) -> u16 {
    u16::try_from(whole((length / side * PARTS).min(PARTS))).unwrap_or(u16::MAX)
}

fn mean(values: &[u64]) -> Option<u16> {
    let count = u64::try_from(values.len()).ok().filter(|count| *count > 0)?;
    u16::try_from(values.iter().sum::<u64>() / count).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn words_become_lines_with_boxes_in_parts_of_the_page() {
        let rows = "1\t1\t0\t0\t0\t0\t0.0\t0.0\t200.0\t400.0\t-1\t###PAGE###\n\
            5\t1\t0\t0\t0\t0\t20.0\t40.0\t50.0\t10.0\t100\tone\n5\t1\t0\t0\t0\t1\t80.0\t38.0\t20.0\t12.0\t100\ttwo\n\
            5\t1\t0\t0\t1\t0\t20.0\t60.0\t20.0\t10.0\t100\tthree\n5\t1\t0\t1\t0\t0\t20.0\t90.0\t20.0\t10.0\t100\tfour\n";
        let table = read(&format!("{HEAD}{rows}"), PageText::Stated);
        let page = &table.pages[0];
        assert_eq!(
            (page.width_pt, page.text, page.words().as_str()),
            (200, PageText::Stated, "one two\nthree\n\nfour")
        );
        let line = &page.lines[0];
        assert_eq!((line.left, line.top, line.width, line.height), (1000, 950, 4000, 300));
        assert_eq!((page.confidence_permille, line.confidence_permille), (None, None));
    }

    #[test]
    fn a_machine_says_how_sure_it_is_and_other_lines_are_counted() {
        let rows = "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t10\t10\t90.55\tмаяк\n\
            5\t1\t1\t1\t1\t2\t0\t0\t10\t10\t-1\t \nnonsense\n5\t9\t1\t1\t1\t1\t0\t0\t1\t1\t9\tstray\n";
        let table = read(&format!("{HEAD}{rows}"), PageText::MachineRead);
        assert_eq!((table.pages.len(), table.pages[0].confidence_permille, table.left_out), (1, Some(906), 2));
    }
}
