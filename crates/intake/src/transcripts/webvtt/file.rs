//! A WebVTT file as a value: header, regions and blocks in their order, each with its line.
//! Cue text stays as written here; `cue_text` takes it apart.

use super::blocks::{Blocks, RawBlock};
use super::numbers::Time;
use super::settings::{Region, Settings, cue_settings, region_settings};

/// A parsed file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WebVtt {
    /// What follows the signature on its line.
    pub title: String,
    /// The lines below the signature.
    pub header: String,
    /// Every region, in the order of the file.
    pub regions: Vec<Region>,
    /// Everything else and the places of the regions, in the order of the file.
    pub blocks: Vec<Block>,
}

/// One block of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its first line, from 1.
    pub line: u64,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A cue.
    Cue(VttCue),
    /// A region, as an index into `regions`, and its text as written.
    Region(usize, String),
    /// A style sheet.
    Style(String),
    /// A comment, without the word `NOTE`.
    Note(String),
    /// A block that the format drops: times that cannot be read, or no times at all.
    Stray {
        /// The line before the one with the arrow.
        id: String,
        /// The line with the arrow, if there is one.
        arrow_line: Option<String>,
        /// What follows.
        text: String,
    },
}

/// One cue of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VttCue {
    /// Its identifier; empty where it has none.
    pub id: String,
    /// When it begins.
    pub start: Time,
    /// When it ends; may lie before its beginning.
    pub end: Time,
    /// The settings as understood.
    pub settings: Settings,
    /// The settings as written.
    pub settings_text: String,
    /// The cue text as written.
    pub text: String,
}

impl WebVtt {
    /// The cues, in the order of the file.
    pub fn cues(&self) -> impl Iterator<Item = &VttCue> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Cue(cue) => Some(cue),
            _ => None,
        })
    }
}

/// Parses a file; nothing where it does not begin with the signature. A byte-order mark may precede it.
pub fn parse(text: &str) -> Option<WebVtt> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace('\0', "\u{fffd}").replace("\r\n", "\n").replace('\r', "\n");
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let title = first.strip_prefix("WEBVTT").filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))?;
    let mut blocks = Blocks::new(rest);
    let header = blocks.header().to_owned();
    let mut file = WebVtt { title: title.trim().to_owned(), header, ..WebVtt::default() };
    let mut seen_cue = false;
    for raw in blocks {
        let block = Block { line: raw.line, kind: file.kind(&raw, seen_cue) };
        seen_cue |= matches!(block.kind, BlockKind::Cue(_));
        file.blocks.push(block);
    }
    Some(file)
}

impl WebVtt {
    fn kind(&mut self, raw: &RawBlock, seen_cue: bool) -> BlockKind {
        if let Some((start, end, settings_text)) = raw.timings {
            return self.cue(raw, start, end, settings_text);
        }
        if raw.arrow_line.is_none() {
            if let Some(text) = after_word(raw.body, "NOTE", false) {
                return BlockKind::Note(text.to_owned());
            }
            if let Some(text) = after_word(raw.body, "STYLE", true).filter(|_| !seen_cue) {
                return BlockKind::Style(text.to_owned());
            }
            if let Some(text) = after_word(raw.body, "REGION", true).filter(|_| !seen_cue) {
                self.regions.push(region_settings(text));
                return BlockKind::Region(self.regions.len() - 1, text.to_owned());
            }
        }
        let arrow_line = raw.arrow_line.map(str::to_owned);
        BlockKind::Stray { id: raw.id.to_owned(), arrow_line, text: raw.body.to_owned() }
    }

    fn cue(&self, raw: &RawBlock, start: Time, end: Time, settings_text: &str) -> BlockKind {
        BlockKind::Cue(VttCue {
            id: raw.id.to_owned(),
            start,
            end,
            settings: cue_settings(settings_text, &self.regions),
            settings_text: settings_text.trim().to_owned(),
            text: raw.body.to_owned(),
        })
    }
}

/// The text of a block behind the word on its first line; the word must stand alone there where `alone`.
fn after_word<'a>(block: &'a str, word: &str, alone: bool) -> Option<&'a str> {
    let rest = block.strip_prefix(word)?;
    let (line, text) = rest.split_once('\n').unwrap_or((rest, ""));
    if alone {
        return line.trim_matches(|c: char| c.is_ascii_whitespace()).is_empty().then_some(text);
    }
    (line.is_empty() || line.starts_with([' ', '\t'])).then(|| rest.trim_start_matches([' ', '\t', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(u64, &'static str)> {
        let name = |kind: &BlockKind| match kind {
            BlockKind::Cue(_) => "cue",
            BlockKind::Region(..) => "region",
            BlockKind::Style(_) => "style",
            BlockKind::Note(_) => "note",
            BlockKind::Stray { .. } => "stray",
        };
        parse(text).unwrap().blocks.iter().map(|block| (block.line, name(&block.kind))).collect()
    }

    #[test]
    fn blocks_keep_their_order_and_their_lines() {
        let text = "WEBVTT - a\nKind: captions\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n\nNOTE b\n\n00:00.000 --> 00:01.000\nc\n\nd\n";
        assert_eq!(kinds(text), [(4, "style"), (7, "region"), (11, "note"), (13, "cue"), (16, "stray")]);
        let file = parse(text).unwrap();
        assert_eq!((file.title.as_str(), file.header.as_str()), ("- a", "Kind: captions"));
    }

    #[test]
    fn styles_below_the_first_cue_are_no_styles() {
        assert_eq!(kinds("WEBVTT\n\n00:00.000 --> 00:01.000\na\n\nSTYLE\nb"), [(3, "cue"), (6, "stray")]);
    }

    #[test]
    fn of_two_regions_with_one_name_the_last_holds() {
        let file =
            parse("WEBVTT\n\nREGION\nid:a\nlines:1\n\nREGION\nid:a\nlines:2\n\n00:00.000 --> 00:01.000 region:a\n");
        let region = file.and_then(|file| Some(file.regions[file.cues().next()?.settings.region?].lines));
        assert_eq!(region, Some(2.0));
    }

    #[test]
    fn a_file_without_the_signature_is_none() {
        for text in ["", "WEBVT", "WEBVTTX", "webvtt", " WEBVTT"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
