//! Settings of cues and regions: where and how a caption is drawn. They are read so that nothing is lost; only layers
//! that draw captions use them.

/// How a cue is drawn. Numbers are as written: a line may be of any size.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `""`, `rl` or `lr`.
    pub vertical: String,
    /// A line number or percentage; nothing for `auto`.
    pub line: Option<f64>,
    /// Whether `line` counts lines.
    pub snap_to_lines: bool,
    /// `start`, `center` or `end`.
    pub line_align: String,
    /// A percentage; nothing for `auto`.
    pub position: Option<f64>,
    /// `auto`, `line-left`, `center` or `line-right`.
    pub position_align: String,
    /// A percentage.
    pub size: f64,
    /// `start`, `center`, `end`, `left` or `right`.
    pub align: String,
    /// The region's index in the file.
    pub region: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            vertical: String::new(),
            line: None,
            snap_to_lines: true,
            line_align: "start".into(),
            position: None,
            position_align: "auto".into(),
            size: 100.0,
            align: "center".into(),
            region: None,
        }
    }
}

/// A part of the picture in which cues are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its identifier.
    pub id: String,
    /// Percentage of the picture's width.
    pub width: f64,
    /// How many lines it has.
    pub lines: f64,
    /// Percentages of the region.
    pub region_anchor: (f64, f64),
    /// Percentages of the picture.
    pub viewport_anchor: (f64, f64),
    /// `""` or `up`.
    pub scroll: String,
}

impl Default for Region {
    fn default() -> Self {
        Region {
            id: String::new(),
            width: 100.0,
            lines: 3.0,
            region_anchor: (0.0, 100.0),
            viewport_anchor: (0.0, 100.0),
            scroll: String::new(),
        }
    }
}

impl Settings {
    /// Reads the settings behind a cue's times; what cannot be read is passed over.
    pub(super) fn read(text: &str, regions: &[Region]) -> Settings {
        let mut settings = Settings::default();
        for (name, value) in pairs(text) {
            let _ = settings.set(name, value, regions);
        }
        if settings.line.is_some() || settings.size != 100.0 || !settings.vertical.is_empty() {
            settings.region = None;
        }
        settings
    }

    fn set(&mut self, name: &str, value: &str, regions: &[Region]) -> Option<()> {
        match name {
            "region" => self.region = regions.iter().rposition(|region| region.id == value),
            "vertical" => self.vertical = one_of(value, &["rl", "lr"])?,
            "line" => {
                let (number, align) = parted(value);
                let align = align.map(|align| one_of(align, &["start", "center", "end"]));
                let line = line(number)?;
                if let Some(align) = align {
                    self.line_align = align?;
                }
                (self.line, self.snap_to_lines) = (Some(line), !number.ends_with('%'));
            }
            "position" => {
                let (number, align) = parted(value);
                let align = align.map(|align| one_of(align, &["line-left", "center", "line-right"]));
                let position = percentage(number)?;
                if let Some(align) = align {
                    self.position_align = align?;
                }
                self.position = Some(position);
            }
            "size" => self.size = percentage(value)?,
            "align" => self.align = one_of(value, &["start", "center", "end", "left", "right"])?,
            _ => {}
        }
        Some(())
    }
}

impl Region {
    /// Reads the lines of a region block.
    pub(super) fn read(text: &str) -> Region {
        let mut region = Region::default();
        for (name, value) in pairs(text) {
            let _ = region.set(name, value);
        }
        region
    }

    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "id" => self.id = value.to_owned(),
            "width" => self.width = percentage(value)?,
            "lines" if value.bytes().all(|byte| byte.is_ascii_digit()) => self.lines = value.parse().ok()?,
            "regionanchor" => self.region_anchor = anchor(value)?,
            "viewportanchor" => self.viewport_anchor = anchor(value)?,
            "scroll" => self.scroll = one_of(value, &["up"])?,
            _ => {}
        }
        Some(())
    }
}

/// `name:value` parts between white space.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = text.split([' ', '\t', '\n', '\u{c}', '\r']);
    parts.filter_map(|part| part.split_once(':')).filter(|(name, value)| !name.is_empty() && !value.is_empty())
}

fn parted(value: &str) -> (&str, Option<&str>) {
    value.split_once(',').map_or((value, None), |(number, align)| (number, Some(align)))
}

fn one_of(value: &str, known: &[&str]) -> Option<String> {
    known.contains(&value).then(|| value.to_owned())
}

fn anchor(value: &str) -> Option<(f64, f64)> {
    let (x, y) = value.split_once(',')?;
    Some((percentage(x)?, percentage(y)?))
}

fn percentage(text: &str) -> Option<f64> {
    let number = text.strip_suffix('%')?;
    unsigned(number).filter(|percent| *percent <= 100.0)
}

/// A line: a percentage, or a number with at most one sign and one point.
fn line(text: &str) -> Option<f64> {
    if text.ends_with('%') {
        return percentage(text);
    }
    match text.strip_prefix('-') {
        Some(rest) => unsigned(rest).map(|number| -number),
        None => unsigned(text),
    }
}

/// Digits, and after a point more digits; nothing where that is beyond the largest number.
fn unsigned(text: &str) -> Option<f64> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match text.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(text),
    };
    is_number.then(|| text.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}
