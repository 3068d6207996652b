//! Cue settings and region definitions: where captions stand on the picture. Read and written; nothing here renders.
//! A setting that is not understood is passed over, as the specification has it.

use super::numbers::{decimal, percentage};

/// The line of a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// A line number, or a percentage where `is_percentage`.
    pub value: f64,
    /// Whether the value is a percentage; lines are otherwise snapped to.
    pub is_percentage: bool,
    /// `start`, `center` or `end`.
    pub align: Option<&'static str>,
}

/// The position of a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// A percentage.
    pub value: f64,
    /// `line-left`, `center` or `line-right`.
    pub align: Option<&'static str>,
}

/// Where a cue stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `rl` or `lr` for vertical text.
    pub vertical: Option<&'static str>,
    /// The line; nothing for `auto`.
    pub line: Option<Line>,
    /// The position; nothing for `auto`.
    pub position: Option<Position>,
    /// A percentage; 100 unless said.
    pub size: f64,
    /// `start`, `center`, `end`, `left` or `right`.
    pub align: &'static str,
    /// The region, as an index into the regions of the file.
    pub region: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { vertical: None, line: None, position: None, size: 100.0, align: "center", region: None }
    }
}

/// A region of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its name; empty where it has none.
    pub id: String,
    /// A percentage.
    pub width: f64,
    /// How many lines it shows.
    pub lines: f64,
    /// The point of the region that lies on the viewport's, in percent.
    pub anchor: (f64, f64),
    /// The point of the picture, in percent.
    pub viewport_anchor: (f64, f64),
    /// Whether older lines scroll up.
    pub scrolls_up: bool,
}

impl Default for Region {
    fn default() -> Self {
        let anchor = (0.0, 100.0);
        Self { id: String::new(), width: 100.0, lines: 3.0, anchor, viewport_anchor: anchor, scrolls_up: false }
    }
}

/// The settings behind the times of a cue.
pub(super) fn cue_settings(text: &str, regions: &[Region]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in pairs(text) {
        settings.set(name, value, regions);
    }
    settings
}

/// The settings of a region block.
pub(super) fn region_settings(text: &str) -> Region {
    let mut region = Region::default();
    for (name, value) in pairs(text) {
        region.set(name, value);
    }
    region
}

/// Words of the form `name:value`, neither part empty.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = text.split_ascii_whitespace();
    words.filter_map(|word| word.split_once(':')).filter(|(name, value)| !name.is_empty() && !value.is_empty())
}

/// The word of a list that equals a value.
fn one_of(list: &[&'static str], value: &str) -> Option<&'static str> {
    list.iter().find(|word| **word == value).copied()
}

impl Settings {
    fn set(&mut self, name: &str, value: &str, regions: &[Region]) {
        match name {
            "region" => self.region = regions.iter().rposition(|region| region.id == value),
            "vertical" => self.vertical = one_of(&["rl", "lr"], value).or(self.vertical),
            "line" => self.line = line(value).or(self.line.take()),
            "position" => self.position = position(value).or(self.position.take()),
            "size" => self.size = percentage(value).unwrap_or(self.size),
            "align" => self.align = one_of(&["start", "center", "end", "left", "right"], value).unwrap_or(self.align),
            _ => {}
        }
        self.leave_region(name);
    }

    /// A cue with a line, a size or vertical text of its own does not stand in a region.
    fn leave_region(&mut self, name: &str) {
        let leaves = match name {
            "vertical" => self.vertical.is_some(),
            "line" => self.line.is_some(),
            "size" => self.size != 100.0,
            _ => false,
        };
        if leaves {
            self.region = None;
        }
    }
}

/// A value and what follows its first comma.
fn with_align<'a>(value: &'a str, list: &[&'static str]) -> Option<(&'a str, Option<&'static str>)> {
    match value.split_once(',') {
        Some((value, align)) => one_of(list, align).map(|align| (value, Some(align))),
        None => Some((value, None)),
    }
}

fn line(value: &str) -> Option<Line> {
    let (value, align) = with_align(value, &["start", "center", "end"])?;
    if value.ends_with('%') {
        return percentage(value).map(|value| Line { value, is_percentage: true, align });
    }
    let (sign, digits) = value.strip_prefix('-').map_or((1.0, value), |digits| (-1.0, digits));
    decimal(digits).map(|value| Line { value: sign * value, is_percentage: false, align })
}

fn position(value: &str) -> Option<Position> {
    let (value, align) = with_align(value, &["line-left", "center", "line-right"])?;
    percentage(value).map(|value| Position { value, align })
}

impl Region {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "id" => value.clone_into(&mut self.id),
            "width" => self.width = percentage(value).unwrap_or(self.width),
            "lines" => self.lines = whole(value).unwrap_or(self.lines),
            "regionanchor" => self.anchor = point(value).unwrap_or(self.anchor),
            "viewportanchor" => self.viewport_anchor = point(value).unwrap_or(self.viewport_anchor),
            "scroll" => self.scrolls_up |= value == "up",
            _ => {}
        }
    }
}

fn whole(value: &str) -> Option<f64> {
    decimal(value).filter(|_| !value.contains('.'))
}

fn point(value: &str) -> Option<(f64, f64)> {
    let (x, y) = value.split_once(',')?;
    percentage(x).zip(percentage(y))
}
