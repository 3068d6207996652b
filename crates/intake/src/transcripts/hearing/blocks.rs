//! A reStructuredText file as blocks parted by blank lines, each with its shape. Only the shapes of hearing days are told
//! apart; everything else is a paragraph, so that no word is lost.

/// One block of lines.
pub(super) struct Block<'t> {
    /// The line of the file where it begins, from 1.
    pub line: u64,
    /// What it looks like.
    pub shape: Shape<'t>,
    /// Its words: without underline, label or the marks around a note.
    pub text: String,
}

/// What a block looks like.
pub(super) enum Shape<'t> {
    /// `.. name:: argument`
    Directive(&'t str),
    /// Every line begins with a space.
    Indented,
    /// A line over a line of this mark.
    Heading(char),
    /// `**label**: words`
    Turn { label: &'t str },
    /// `*NAME (sworn).*`
    Oath,
    /// `*(words)*`
    Note,
    /// Anything else.
    Paragraph,
}

const UNDERLINES: [char; 4] = ['=', '-', '^', '~'];

/// Every block, in order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(u64, Vec<&str>)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (&mut open, line.trim_end()) {
            (_, "") => blocks.extend(open.take().map(|(line, lines)| block(line, &lines))),
            (Some((_, lines)), line) => lines.push(line),
            (None, line) => open = Some((number, vec![line])),
        }
    }
    blocks.extend(open.map(|(line, lines)| block(line, &lines)));
    blocks
}

fn block<'t>(line: u64, lines: &[&'t str]) -> Block<'t> {
    let whole = lines.join("\n");
    let (shape, text) = match lines {
        [first, ..] if first.starts_with(' ') => (Shape::Indented, whole),
        [first] if first.starts_with(".. ") && first.contains("::") => {
            (Shape::Directive(first[3..].split("::").next().unwrap_or_default()), whole)
        }
        [title, under] if underline(under).is_some() => {
            (Shape::Heading(underline(under).unwrap_or('=')), title.trim().to_owned())
        }
        [only] if is_note(only) => (Shape::Note, only[2..only.len() - 2].trim().to_owned()),
        [only] if is_oath(only) => (Shape::Oath, only.trim_matches('*').to_owned()),
        [first, ..] => match turn(first) {
            Some((label, rest)) => (Shape::Turn { label }, [&[rest], &lines[1..]].concat().join("\n")),
            None => (Shape::Paragraph, whole),
        },
        [] => (Shape::Paragraph, whole),
    };
    Block { line, shape, text: unescaped(&text) }
}

fn underline(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(|mark| UNDERLINES.contains(mark))?;
    (line.len() >= 3 && line.chars().all(|one| one == mark)).then_some(mark)
}

fn is_note(line: &str) -> bool {
    line.len() > 4 && line.starts_with("*(") && line.ends_with(")*")
}

fn is_oath(line: &str) -> bool {
    line.len() > 2 && line.starts_with('*') && !line.starts_with("**") && line.ends_with(").*")
}

/// Label and words of `**label**: words`.
fn turn(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix("**")?.split_once("**:")?;
    (!label.trim().is_empty() && !label.contains('*')).then(|| (label.trim(), rest.trim_start()))
}

/// Without the backslash before a mark that is meant as itself.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let meant = usize::from(behind.starts_with(|mark: char| mark.is_ascii_punctuation()));
        out.push_str(if meant == 0 { "\\" } else { &behind[..meant] });
        rest = &behind[meant..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn a_mark_that_is_meant_as_itself_loses_its_backslash_and_nothing_else_does() {
        assert_eq!(unescaped(r"\*noise\* of a \\ and \ é\"), r"*noise* of a \ and \ é\");
        assert_eq!(unescaped("no mark"), "no mark");
    }
}
