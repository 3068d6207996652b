//! The smallest words of a drawing: text, line, band, mark. Numbers are printed with few digits, so bytes stay the same everywhere.

use super::glyph;
use crate::page::Said;
use crate::render::escape;
use crate::words::direction;
use firsthand_model::BasisFamily;
use std::fmt::Write as _;

/// From one line of a name to the next, px.
pub(super) const NAME_LINE: f64 = 14.0;

/// How many lines a name takes at this width.
pub(super) fn name_lines(said: &Said, width: usize) -> usize {
    wrap(&said.text, width, 2).len()
}

/// A drawing under way: elements and the height used so far, px.
pub(super) struct Canvas {
    body: String,
    /// The next free line.
    pub y: f64,
}

impl Canvas {
    pub fn new(y: f64) -> Self {
        Canvas { body: String::new(), y }
    }

    /// The element that holds everything, `y` px high and as wide as there is room.
    pub fn finish(self, id: &str, title: &str, description: &str) -> String {
        let (title, description) = (escape(title), escape(description));
        format!(
            "<svg role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" height=\"{:.0}\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>{}</svg>",
            self.y, self.body
        )
    }

    /// Puts what was drawn on another canvas under this one's later elements.
    pub fn append(&mut self, other: Canvas) {
        self.body.push_str(&other.body);
        self.y = other.y;
    }

    /// A text at `x` percent, moved by `dx` px.
    pub fn text(&mut self, class: &str, x: f64, dx: f64, y: f64, anchor: &str, text: &str) {
        self.text_in(class, x, dx, y, anchor, text, "");
    }

    /// A text in its own language.
    pub fn said(&mut self, class: &str, x: f64, dx: f64, y: f64, said: &Said, limit: usize) {
        let text = shorten(&said.text, limit);
        let lang = language(said);
        let anchor = if direction(&said.lang) == "rtl" { "end" } else { "start" };
        self.text_in(class, x, dx, y, anchor, &text, &lang);
    }

    /// A name in at most two lines round the middle `y`, in its own language; returns how many lines it took.
    pub fn name(&mut self, dx: f64, y: f64, said: &Said, width: usize) -> usize {
        let lines = wrap(&said.text, width, 2);
        let first = y - (lines.len() as f64 - 1.0) * NAME_LINE / 2.0;
        for (at, text) in lines.iter().enumerate() {
            let line = Said { text: text.clone(), ..said.clone() };
            self.said("t-name", 0.0, dx, first + at as f64 * NAME_LINE, &line, width);
        }
        lines.len()
    }

    #[allow(clippy::too_many_arguments)] // seven plain coordinates of one element; a struct would only rename them
    fn text_in(&mut self, class: &str, x: f64, dx: f64, y: f64, anchor: &str, text: &str, more: &str) {
        let anchor = if anchor == "start" { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
        let dx = if dx == 0.0 { String::new() } else { format!(" dx=\"{dx:.0}\"") };
        let text = escape(text);
        let _ = write!(
            self.body,
            "<text class=\"{class}\" x=\"{}\"{dx} y=\"{y:.0}\"{anchor}{more}>{text}</text>",
            percent(x)
        );
    }

    /// A text in its own language on as many lines of about `width` letters as it takes, from the baseline `y` down;
    /// returns how many. Nothing is cut.
    pub fn block(&mut self, class: &str, at: (f64, f64), y: f64, anchor: &str, said: &Said, width: usize) -> usize {
        let lang = language(said);
        let lines = wrapped(&said.text, width);
        for (index, text) in lines.iter().enumerate() {
            self.text_in(class, at.0, at.1, y + index as f64 * NAME_LINE, anchor, text, &lang);
        }
        lines.len()
    }

    /// Begins what belongs to a statement, by the name it has in this edition; `close` ends it.
    pub fn open(&mut self, statement: &str) {
        let _ = write!(self.body, "<g data-statement=\"{}\">", escape(statement));
    }

    /// Ends what `open` began.
    pub fn close(&mut self) {
        self.body.push_str("</g>");
    }

    /// Anything made of paths around a place: percent across, px down.
    pub fn at(&mut self, x: f64, y: f64, body: &str) {
        let x = percent(x);
        let _ =
            write!(self.body, "<svg x=\"{x}\" y=\"{y:.1}\" width=\"1\" height=\"1\" overflow=\"visible\">{body}</svg>");
    }

    /// A frame between two places in percent.
    pub fn frame(&mut self, class: &str, from: f64, to: f64, y1: f64, y2: f64) {
        let (x, width) = (percent(from), percent(to - from));
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y1:.1}\" width=\"{width}\" height=\"{:.1}\" rx=\"2\"/>",
            y2 - y1
        );
    }

    /// A straight line between two places in percent.
    pub fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        let (x1, x2) = (percent(x1), percent(x2));
        let _ = write!(self.body, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1:.1}\" x2=\"{x2}\" y2=\"{y2:.1}\"/>");
    }

    /// A shaded column.
    pub fn band(&mut self, from: f64, to: f64, y1: f64, y2: f64) {
        let (x, width) = (percent(from), percent(to - from));
        let _ = write!(
            self.body,
            "<rect class=\"band\" x=\"{x}\" y=\"{y1:.0}\" width=\"{width}\" height=\"{:.0}\"/>",
            y2 - y1
        );
    }

    /// Lines down from the places of an axis, 0 to 1, with their labels above; labels that would touch the one before are left
    /// out. In a narrow drawing the last label ends at its line, so that it is not cut.
    pub fn time_axis(&mut self, axis: (f64, f64), ticks: &[(f64, String)], is_narrow: bool, top: f64, bottom: f64) {
        /// Labels nearer than this share of the axis would touch.
        const LABEL_ROOM: f64 = 0.14;
        let mut last = f64::MIN;
        for (at, label) in ticks {
            let x = along(axis, *at);
            self.line("grid", x, top + 6.0, x, bottom);
            if at - last >= LABEL_ROOM {
                let anchor = if is_narrow && *at > 0.93 { "end" } else { "middle" };
                self.text("t-soft", x, 0.0, top, anchor, label);
                last = *at;
            }
        }
    }

    /// A glyph centred on a place, with what is drawn around it in px.
    pub fn mark(&mut self, family: BasisFamily, x: f64, y: f64, size: f64, around: &str) {
        let _ = write!(
            self.body,
            "<svg x=\"{}\" y=\"{y:.1}\" width=\"1\" height=\"1\" overflow=\"visible\">{around}{}</svg>",
            percent(x),
            glyph::at(family, 0.0, 0.0, size)
        );
    }
}

/// Where a place of an axis, 0 to 1, lies between the axis' ends, percent.
pub(super) fn along(axis: (f64, f64), at: f64) -> f64 {
    axis.0 + at * (axis.1 - axis.0)
}

/// An arrow from the origin, `length` px to the right, or to the left if negative.
pub(super) fn arrow(length: f64) -> String {
    let back = length - 8.0 * length.signum();
    format!("<path class=\"thick\" d=\"M0 0H{back:.0}\"/><path class=\"tip\" d=\"M{length:.0} 0 {back:.0}-4V4z\"/>")
}

/// The head of an arrow that comes to its place from above (`down`), from below (`up`) or from the left (`right`).
pub(super) fn head(class: &str, way: &str) -> String {
    let path = match way {
        "down" => "M0 0-4-8h8z",
        "up" => "M0 0-4 8h8z",
        _ => "M0 0-8-4v8z",
    };
    format!("<path class=\"{class}\" d=\"{path}\"/>")
}

fn language(said: &Said) -> String {
    if said.foreign { format!(" lang=\"{}\" direction=\"{}\"", escape(&said.lang), said.dir) } else { String::new() }
}

fn percent(x: f64) -> String {
    format!("{x:.2}%")
}

/// The text, cut with an ellipsis where it has more letters than `limit`.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// The text in at most `lines` lines of about `width` letters, cut at spaces.
pub(super) fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = out.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            out.push(word.to_owned());
        }
    }
    if out.len() > lines {
        let rest = out.split_off(lines - 1).join(" ");
        out.push(shorten(&rest, width));
    }
    out
}

/// The text on lines of at most `width` letters, broken at spaces, and inside a word only where the word alone is longer.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(4);
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        match out.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => out.push(word),
        }
    }
    if out.is_empty() { vec![String::new()] } else { out }
}

/// A word whole, or in pieces where it is longer than a line: first after its own hyphens and slashes.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let (mut out, mut piece) = (Vec::new(), String::new());
    for part in word.split_inclusive(['-', '/', '–']) {
        if !piece.is_empty() && piece.chars().count() + part.chars().count() > width {
            out.push(std::mem::take(&mut piece));
        }
        for c in part.chars() {
            if piece.chars().count() == width {
                out.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
    }
    out.push(piece);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_loses_no_letter_and_keeps_to_its_width() {
        for text in ["an official of the regional Interior Ministry", "Schützengrabenkommandant", "a-b/c", ""] {
            for width in 4..30 {
                let lines = wrapped(text, width);
                let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(letters(&lines.concat()), letters(text));
                assert!(lines.iter().all(|line| line.chars().count() <= width), "{lines:?}");
            }
        }
        assert_eq!(wrapped("north-eastern side", 8), ["north-", "eastern", "side"]);
    }

    #[test]
    fn long_heads_are_broken_at_spaces() {
        assert_eq!(wrap("set off on purpose inside", 12, 3), ["set off on", "purpose", "inside"]);
        assert_eq!(wrap("one two three four five", 5, 2), ["one", "two…"]);
    }

    #[test]
    fn names_are_cut_with_an_ellipsis() {
        assert_eq!(shorten("regional Interior Ministry", 12), "regional In…");
    }
}
