//! Drawings as one SVG file that stands alone: title, drawing, what its marks mean, one under another, with the look in
//! it. The look is that of the dossier's own style sheet, between two marks, with its colours written out, so that
//! programs which know no variables show it too.

use super::glyph;
use super::svg::wrapped;
use crate::embedded::STYLE;
use crate::figure::{Figure, Piece, Row, Table};
use crate::render::escape;
use std::fmt::Write as _;

/// Where the rules of drawings begin and end in the style sheet.
const FROM: &str = "/* Drawings: also put into the files that `firsthand draw` writes, from here";
const TO: &str = "/* to here */";

/// Width of a file, px.
const WIDE: f64 = 920.0;
const NARROW: f64 = 400.0;
/// Around everything, px; values that stand beyond an axis need more at the right.
const LEFT: f64 = 24.0;
const RIGHT: f64 = 48.0;

/// All the figures in one file.
pub fn sheet(figures: &[Figure], is_narrow: bool, lang: &str) -> String {
    let width = if is_narrow { NARROW } else { WIDE };
    let mut sheet = Sheet { body: String::new(), y: 12.0, width };
    figures.iter().for_each(|figure| sheet.figure(figure, is_narrow));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" lang=\"{}\" width=\"{width:.0}\" height=\"{:.0}\" \
         viewBox=\"0 0 {width:.0} {:.0}\">\n<style>\n{}</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
        escape(lang),
        sheet.y,
        sheet.y,
        look(),
        sheet.body
    )
}

struct Sheet {
    body: String,
    y: f64,
    width: f64,
}

impl Sheet {
    fn figure(&mut self, figure: &Figure, is_narrow: bool) {
        self.y += 24.0;
        self.lines("t-title", &figure.title, 8.8, 22.0);
        if let Some(note) = &figure.note {
            self.lines("t-soft", note, 6.9, 17.0);
        }
        self.y += 8.0;
        self.drawing(if is_narrow { &figure.narrow } else { &figure.wide });
        self.y += 24.0;
        let families = figure.legend.iter().map(|(family, word)| (Some(glyph::inline(family)), word));
        let keys = figure.keys.iter().map(|key| (key.sign.clone(), &key.text));
        self.legend(families.chain(keys));
        if figure.is_keyed {
            self.y += 16.0;
            figure.table.rows.iter().for_each(|row| self.row(&figure.table, row));
        }
        self.y += 24.0;
    }

    /// A row of the table in one line, since the drawing has numbers only.
    fn row(&mut self, table: &Table, row: &Row) {
        let cell = |pieces: &Vec<Piece>| pieces.iter().map(Piece::in_words).collect::<Vec<_>>().join("; ");
        let headed = |(column, text): (usize, String)| match table.headed_from {
            Some(first) if column >= first => format!("{}: {text}", table.heads[column]),
            _ => text,
        };
        let filled = row.cells.iter().map(cell).enumerate().filter(|(_, text)| !text.is_empty());
        let cells: Vec<String> = filled.map(headed).collect();
        let Some((number, rest)) = cells.split_first() else { return };
        for (at, line) in wrapped(&rest.join(" · "), ((self.room() - 26.0) / 6.9) as usize).iter().enumerate() {
            self.y += if at > 0 { 15.0 } else { 19.0 };
            if at == 0 {
                self.text("t-name", LEFT, number);
            }
            self.text("t-soft", LEFT + 26.0, line);
        }
    }

    fn room(&self) -> f64 {
        self.width - LEFT - RIGHT
    }

    /// A text on as many lines as it takes; `letter` and `line` are px.
    fn lines(&mut self, class: &str, text: &str, letter: f64, line: f64) {
        for text in wrapped(text, (self.room() / letter) as usize) {
            self.y += line;
            self.text(class, LEFT, &text);
        }
    }

    fn text(&mut self, class: &str, x: f64, text: &str) {
        let _ = writeln!(self.body, "<text class=\"{class}\" x=\"{x:.0}\" y=\"{:.0}\">{}</text>", self.y, escape(text));
    }

    /// The elements of a drawing, one under another.
    fn drawing(&mut self, drawn: &str) {
        const BEGIN: &str = "<svg role=";
        drawn.split(BEGIN).skip(1).for_each(|part| self.element(&format!("{BEGIN}{part}")));
    }

    /// One of them as it is on a page, given a place and the width that a page would give it.
    fn element(&mut self, svg: &str) {
        let high = svg.split_once("height=\"").and_then(|(_, rest)| rest.split_once('"'));
        let high: f64 = high.and_then(|(high, _)| high.parse().ok()).unwrap_or(0.0);
        let place = format!("x=\"{LEFT:.0}\" y=\"{:.0}\" width=\"{:.0}\"", self.y, self.room());
        let _ = writeln!(self.body, "{}", svg.replacen("width=\"100%\"", &place, 1));
        self.y += high;
    }

    /// Signs with their words, as many on a line as fit.
    fn legend<'k>(&mut self, keys: impl Iterator<Item = (Option<String>, &'k String)>) {
        let mut x = LEFT;
        for (sign, words) in keys {
            let edge = if sign.is_some() { 20.0 } else { 0.0 };
            let room = ((self.room() - edge) / 6.9) as usize;
            let lines = wrapped(words, room);
            let width = edge + 6.9 * lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64 + 20.0;
            if x > LEFT && x + width - 20.0 > LEFT + self.room() {
                (x, self.y) = (LEFT, self.y + 20.0);
            }
            if let Some(sign) = sign {
                let place = format!("<svg x=\"{x:.0}\" y=\"{:.0}\" ", self.y - 11.5);
                let _ = writeln!(self.body, "{}", sign.replacen("<svg ", &place, 1));
            }
            for (at, line) in lines.iter().enumerate() {
                self.y += if at > 0 { 16.0 } else { 0.0 };
                self.text("t-soft", x + edge, line);
            }
            x += width;
        }
    }
}

/// The rules of drawings, for light, and for dark where the viewer asks for it.
fn look() -> String {
    let rules = STYLE.split_once(FROM).and_then(|(_, rest)| rest.split_once("*/"));
    let rules = rules.and_then(|(_, rest)| rest.split_once(TO)).map_or("", |(rules, _)| rules.trim());
    let own = ".plot { font: 12.5px/1 var(--sans); } .plot .paper { fill: var(--paper); } .plot .t-title { font-size: 16px; font-weight: 650; }";
    let rules = format!("{own}\n{rules}\n");
    let light = with_colours(&rules, tokens(":root {"));
    let dark = with_colours(&rules, tokens(":root[data-theme=\"dark\"] {"));
    format!("{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n")
}

/// Names and values of a block of the style sheet.
fn tokens(block: &str) -> Vec<(&'static str, &'static str)> {
    let inner = STYLE.split_once(block).and_then(|(_, rest)| rest.split_once('}')).map_or("", |(inner, _)| inner);
    let all = inner.split(';').filter_map(|line| line.trim().split_once(':'));
    all.map(|(name, value)| (name.trim(), value.trim())).filter(|(name, _)| name.starts_with("--")).collect()
}

fn with_colours(rules: &str, tokens: Vec<(&str, &str)>) -> String {
    let fonts = self::tokens(":root {");
    let all = tokens.into_iter().chain(fonts);
    all.fold(rules.to_owned(), |rules, (name, value)| rules.replace(&format!("var({name})"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_is_taken_from_the_style_sheet_with_every_colour_written_out() {
        let look = look();
        assert!(look.contains(".plot .t-head") && look.contains(".plot .band"));
        assert!(!look.contains("var("), "{look}");
        assert!(look.contains("#fbfaf6") && look.contains("#16181a"), "light and dark");
    }

    #[test]
    fn a_file_is_one_picture_of_its_own() {
        let figure = Figure {
            title: "How <many>?".into(),
            wide: "<svg role=\"img\" width=\"100%\" height=\"120\"></svg>".into(),
            legend: vec![("told".into(), "was told".into())],
            ..Figure::default()
        };
        let drawn = sheet(&[figure], false, "en");
        assert!(drawn.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && drawn.ends_with("</svg>\n"));
        assert!(drawn.contains("How &lt;many&gt;?") && drawn.contains("was told"));
        assert!(!drawn.contains("width=\"100%\" height=\"120\""), "it has a place of its own");
    }
}
