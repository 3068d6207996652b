//! Control words of Rich Text that stand for something: a character, or words that are none of the body.

/// What stands in groups of its own and is none of the words.
pub(super) const PASSED_OVER: [&str; 16] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "themedata",
    "datastore",
    "xmlnstbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "filetbl",
    "fldinst",
    "nonshppict",
    "shp",
];
/// What holds words and is not of the body, and what that is called in a message.
pub(super) const OTHERS: [(&str, &str); 12] = [
    ("header", "heads"),
    ("headerl", "heads"),
    ("headerr", "heads"),
    ("headerf", "heads"),
    ("footer", "feet of pages"),
    ("footerl", "feet of pages"),
    ("footerr", "feet of pages"),
    ("footerf", "feet of pages"),
    ("footnote", "footnotes"),
    ("annotation", "comments"),
    ("shptxt", "text boxes"),
    ("deleted", "deleted passages"),
];
/// Control words that stand for characters.
pub(super) const CHARACTERS: [(&str, &str); 12] = [
    ("tab", "\t"),
    ("line", "\n"),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", "\u{2003}"),
    ("enspace", "\u{2002}"),
    ("qmspace", "\u{2005}"),
];
