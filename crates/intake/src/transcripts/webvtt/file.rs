//! A WebVTT file as blocks: header, cues, regions, styles and notes, with the line where each begins.
//! The words of a cue are read in `cue_text`. Source: WebVTT, "WebVTT parser algorithm".

use super::settings::{Region, Settings};
use super::stamp;
use std::fmt::Write;

/// One file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// What stands behind the signature and in the lines below it.
    pub header: String,
    /// The cues, in the order of the file.
    pub cues: Vec<VttCue>,
    /// The regions.
    pub regions: Vec<Region>,
    /// The style sheets, as written.
    pub styles: Vec<String>,
    /// The notes, each before the cue with this index.
    pub notes: Vec<(usize, String)>,
    /// What could not be read.
    pub faults: Vec<Fault>,
}

/// One cue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VttCue {
    /// Its identifier; empty where it has none.
    pub id: String,
    /// First millisecond.
    pub start_ms: i64,
    /// First millisecond after it; not after the start where the file says so.
    pub end_ms: i64,
    /// The settings as written.
    pub written: String,
    /// The same, read.
    pub settings: Settings,
    /// The text with its tags, as written.
    pub text: String,
    /// The line of its times, from 1.
    pub line: u64,
}

/// Something that could not be read, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// What was wrong and what was made of it.
    pub what: String,
}

/// The lines of a file while they are read.
struct Lines<'t> {
    lines: Vec<&'t str>,
    at: usize,
}

impl File {
    /// Reads a file; nothing where it lacks the signature. NUL is read as U+FFFD, every line end as LF.
    pub fn parse(text: &str) -> Option<File> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace('\0', "\u{fffd}");
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = Lines { lines: text.split('\n').collect(), at: 1 };
        let behind = lines.lines[0].strip_prefix("WEBVTT")?;
        if !behind.is_empty() && !behind.starts_with([' ', '\t']) {
            return None;
        }
        let mut file = File { header: behind.trim().to_owned(), ..File::default() };
        if lines.peek().is_some_and(|line| !line.is_empty()) {
            file.block(&mut lines, true);
        }
        while lines.skip_blank() {
            file.block(&mut lines, false);
        }
        Some(file)
    }

    fn block(&mut self, lines: &mut Lines<'_>, is_header: bool) {
        let (first_line, mut count, mut seen_arrow) = (lines.at as u64 + 1, 0, false);
        let (mut cue, mut buffer, mut opens) = (None, String::new(), Opens::Nothing);
        while let Some(line) = lines.next().filter(|line| !line.is_empty()) {
            count += 1;
            if line.contains("-->") {
                if is_header || count > 2 || seen_arrow {
                    lines.at -= 1;
                    break;
                }
                seen_arrow = true;
                cue = self.timed(line, &buffer, lines.at as u64);
                if cue.is_some() {
                    buffer.clear();
                }
                continue;
            }
            if !is_header && count == 2 && !seen_arrow && self.cues.is_empty() {
                opens = Opens::of(&buffer);
                if opens != Opens::Nothing {
                    buffer.clear();
                }
            }
            if !buffer.is_empty() {
                buffer.push('\n');
            }
            buffer.push_str(line);
        }
        if is_header {
            self.header = [self.header.as_str(), buffer.as_str()].join("\n").trim().to_owned();
        } else if let Some(cue) = cue {
            self.cues.push(VttCue { text: buffer, ..cue });
        } else if !seen_arrow {
            self.other(opens, buffer, first_line);
        }
    }

    /// A block that is no cue.
    fn other(&mut self, opens: Opens, buffer: String, line: u64) {
        let is_note =
            buffer.strip_prefix("NOTE").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']));
        match opens {
            Opens::Region => self.regions.push(Region::read(&buffer)),
            Opens::Style => self.styles.push(buffer),
            Opens::Nothing if is_note => self.notes.push((self.cues.len(), buffer)),
            Opens::Nothing => {
                let what = "a block without times; it is kept as a note".to_owned();
                self.faults.push(Fault { line, what });
                self.notes.push((self.cues.len(), buffer));
            }
        }
    }

    fn timed(&mut self, line: &str, id: &str, number: u64) -> Option<VttCue> {
        let found = times(line);
        let Some((start_ms, end_ms, rest)) = found else {
            let what = format!("«{}» are no times; the cue was left out", line.trim());
            self.faults.push(Fault { line: number, what });
            return None;
        };
        if end_ms <= start_ms {
            let what = "the cue ends before it begins, or as it begins; kept as it is".to_owned();
            self.faults.push(Fault { line: number, what });
        }
        Some(VttCue {
            id: id.to_owned(),
            start_ms,
            end_ms,
            written: rest.trim_matches(is_space).to_owned(),
            settings: Settings::read(rest, &self.regions),
            text: String::new(),
            line: number,
        })
    }

    /// The file written anew: the same cues in the same order, with the settings as they were written.
    pub fn write(&self) -> String {
        let mut out = format!("WEBVTT{}{}\n", if self.header.is_empty() { "" } else { " " }, self.header);
        for region in &self.regions {
            let ((rx, ry), (vx, vy)) = (region.region_anchor, region.viewport_anchor);
            let _ = write!(out, "\nREGION\nid:{}\nwidth:{}%\nlines:{}\n", region.id, region.width, region.lines);
            let _ = write!(out, "regionanchor:{rx}%,{ry}%\nviewportanchor:{vx}%,{vy}%\n");
            out.push_str(if region.scroll.is_empty() { "" } else { "scroll:up\n" });
        }
        for style in &self.styles {
            let _ = write!(out, "\nSTYLE\n{style}\n");
        }
        for (index, cue) in self.cues.iter().enumerate() {
            self.notes_before(index, &mut out);
            let id = if cue.id.is_empty() { String::new() } else { format!("{}\n", cue.id) };
            let (start, end) = (stamp::written(cue.start_ms), stamp::written(cue.end_ms));
            let settings = if cue.written.is_empty() { String::new() } else { format!(" {}", cue.written) };
            let text = if cue.text.is_empty() { String::new() } else { format!("{}\n", cue.text) };
            let _ = write!(out, "\n{id}{start} --> {end}{settings}\n{text}");
        }
        self.notes_before(self.cues.len(), &mut out);
        out
    }

    fn notes_before(&self, index: usize, out: &mut String) {
        for (_, note) in self.notes.iter().filter(|(before, _)| *before == index) {
            let _ = write!(out, "\n{note}\n");
        }
    }
}

/// What the first line of a block opens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    Nothing,
    Style,
    Region,
}

impl Opens {
    fn of(line: &str) -> Opens {
        match line.trim_end_matches(is_space) {
            "STYLE" => Opens::Style,
            "REGION" => Opens::Region,
            _ => Opens::Nothing,
        }
    }
}

impl<'t> Lines<'t> {
    fn peek(&self) -> Option<&'t str> {
        self.lines.get(self.at).copied()
    }

    fn next(&mut self) -> Option<&'t str> {
        let line = self.peek()?;
        self.at += 1;
        Some(line)
    }

    /// Whether anything is left behind blank lines.
    fn skip_blank(&mut self) -> bool {
        while self.peek().is_some_and(str::is_empty) {
            self.at += 1;
        }
        self.peek().is_some()
    }
}

/// Start, end and what follows them.
fn times(line: &str) -> Option<(i64, i64, &str)> {
    let (start_ms, rest) = stamp::leading(line.trim_start_matches(is_space))?;
    let rest = rest.trim_start_matches(is_space).strip_prefix("-->")?;
    let (end_ms, rest) = stamp::leading(rest.trim_start_matches(is_space))?;
    Some((start_ms, end_ms, rest))
}

fn is_space(one: char) -> bool {
    matches!(one, ' ' | '\t' | '\u{c}')
}
