//! Writes WebVTT: parsing what is written gives the same file again. Text that the format cannot hold is changed as
//! little as possible: an arrow inside text is escaped, an empty line inside a block is left out.

use super::cue_text::{Node, NodeKind};
use super::file::{Block, BlockKind, VttCue, WebVtt};
use super::settings::Settings;
use std::fmt::Write;

/// The file as text.
pub fn write(file: &WebVtt) -> String {
    let mut out = String::from("WEBVTT");
    for (before, text) in [(" ", file.title.replace('\n', " ")), ("\n", block_text(&file.header))] {
        if !text.is_empty() {
            out.push_str(before);
            out.push_str(&text);
        }
    }
    out.push('\n');
    for Block { kind, .. } in &file.blocks {
        out.push('\n');
        out.push_str(&block(file, kind));
        out.push('\n');
    }
    out
}

fn block(file: &WebVtt, kind: &BlockKind) -> String {
    match kind {
        BlockKind::Cue(cue) => cue_block(file, cue),
        BlockKind::Region(_, text) => format!("REGION\n{}", block_text(text)),
        BlockKind::Style(text) => format!("STYLE\n{}", block_text(text)),
        BlockKind::Note(text) => format!("NOTE {}", block_text(text)),
        BlockKind::Stray { id, arrow_line, text } => {
            let parts = [Some(id), arrow_line.as_ref(), Some(text)];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n")
        }
    }
}

fn cue_block(file: &WebVtt, cue: &VttCue) -> String {
    let mut out = block_text(&cue.id).replace('\n', " ");
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = write!(out, "{} --> {}{}\n{}", cue.start, cue.end, settings(file, &cue.settings), block_text(&cue.text));
    out
}

/// The settings that differ from what holds without them, each behind a space.
fn settings(file: &WebVtt, settings: &Settings) -> String {
    let mut words = Vec::new();
    let with_align = |value: String, align: Option<&str>| match align {
        Some(align) => format!("{value},{align}"),
        None => value,
    };
    words.extend(settings.vertical.map(|value| format!("vertical:{value}")));
    words.extend(settings.line.as_ref().map(|line| {
        let percent = if line.is_percentage { "%" } else { "" };
        with_align(format!("line:{}{percent}", line.value), line.align)
    }));
    words.extend(settings.position.as_ref().map(|at| with_align(format!("position:{}%", at.value), at.align)));
    words.extend((settings.size != 100.0).then(|| format!("size:{}%", settings.size)));
    words.extend((settings.align != "center").then(|| format!("align:{}", settings.align)));
    let region = settings.region.and_then(|index| file.regions.get(index));
    words.extend(region.map(|region| format!("region:{}", region.id)));
    words.iter().map(|word| format!(" {word}")).collect()
}

/// Text that can stand in a block: no arrow, no empty line.
fn block_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace("-->", "--&gt;")
}

/// The nodes of a cue as cue text.
pub fn write_cue_text(nodes: &[Node]) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for node in nodes {
        close(&mut out, &mut open, node.depth);
        match &node.kind {
            NodeKind::Text(text) => out.push_str(&escape(text)),
            NodeKind::Time(at) => out.push_str(&format!("<{}>", at)),
            NodeKind::Element { tag, classes, annotation } => {
                let classes: String = classes.iter().map(|class| format!(".{class}")).collect();
                let space = if annotation.is_empty() { "" } else { " " };
                let _ = write!(out, "<{tag}{classes}{space}{}>", escape(annotation));
                open.push(tag);
            }
        }
    }
    close(&mut out, &mut open, 0);
    out
}

fn close(out: &mut String, open: &mut Vec<&str>, depth: usize) {
    while open.len() > depth {
        let _ = write!(out, "</{}>", open.pop().unwrap_or_default());
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::{parse, parse_cue_text};
    use super::*;

    #[test]
    fn parsing_what_is_written_gives_the_same_file() {
        let text = "WEBVTT - a\nLanguage: ru\n\nREGION\nid:a\nlines:2\n\nNOTE\nb\nc\n\none\n00:01.000 --> 1000:00:00.001 region:a align:start\n<v.x A>да\n\n00:02.000 --> 00:01.000 line:-1.5,end position:1%,center size:50% vertical:rl\nb\n\nstray\n";
        let mut first = parse(text).unwrap();
        let mut again = parse(&write(&first)).unwrap();
        // Lines move, and settings are written in one order.
        for file in [&mut first, &mut again] {
            file.blocks.iter_mut().for_each(|block| block.line = 0);
            file.blocks.iter_mut().for_each(|block| {
                if let BlockKind::Cue(cue) = &mut block.kind {
                    cue.settings_text.clear()
                }
            });
        }
        assert_eq!(first, again);
    }

    #[test]
    fn text_that_would_break_a_cue_is_escaped() {
        let cue = VttCue { id: "a\n\nb --> c".into(), text: "x --> y\n\nz".into(), ..VttCue::default() };
        let blocks = vec![Block { line: 0, kind: BlockKind::Cue(cue) }];
        let file = parse(&write(&WebVtt { blocks, ..WebVtt::default() })).unwrap();
        let cues: Vec<&VttCue> = file.cues().collect();
        assert_eq!((cues.len(), cues[0].id.as_str(), cues[0].text.as_str()), (1, "a b --&gt; c", "x --&gt; y\nz"));
        assert_eq!(write_cue_text(&parse_cue_text("a --&gt; &lt;b>")), "a --&gt; &lt;b&gt;");
    }
}
