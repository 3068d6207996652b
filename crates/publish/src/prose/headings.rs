//! Anchors of headings, and prose cut into sections at its headings. Levels are kept as written.

/// A heading of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The fragment that leads to it.
    pub id: String,
    /// 1 to 6.
    pub level: u8,
    /// Its words, without markup.
    pub text: String,
}

/// Gives every heading an id made from its words; returns the headings in order.
pub fn anchor(html: &str) -> (String, Vec<Heading>) {
    let mut out = String::with_capacity(html.len() + 512);
    let mut headings: Vec<Heading> = Vec::new();
    let mut rest = html;
    while let Some((before, level, inside, after)) = next_heading(rest) {
        let text = plain(inside);
        let id = unused(&slug(&text, headings.len() + 1), &headings);
        out.push_str(before);
        out.push_str(&format!("<h{level} id=\"{id}\">{inside}</h{level}>"));
        headings.push(Heading { id, level, text });
        rest = after;
    }
    out.push_str(rest);
    (out, headings)
}

/// Plain text of what stands under each heading; the first section has none.
pub fn sections(anchored: &str) -> Vec<(Option<Heading>, String)> {
    let mut sections = Vec::new();
    let (mut rest, mut heading) = (anchored, None);
    while let Some(at) = rest.find("<h") {
        push_section(&mut sections, heading.take(), &rest[..at]);
        let Some((level, id, inside, after)) = anchored_heading(&rest[at..]) else { break };
        heading = Some(Heading { id, level, text: plain(inside) });
        rest = after;
    }
    push_section(&mut sections, heading, rest);
    sections
}

fn push_section(sections: &mut Vec<(Option<Heading>, String)>, heading: Option<Heading>, html: &str) {
    let text = plain(&without_references(html));
    if heading.is_some() || !text.is_empty() {
        sections.push((heading, text));
    }
}

fn next_heading(html: &str) -> Option<(&str, u8, &str, &str)> {
    let (at, level) = (1..=6_u8).filter_map(|level| html.find(&format!("<h{level}>")).map(|at| (at, level))).min()?;
    let inside = &html[at + 4..];
    let end = inside.find(&format!("</h{level}>"))?;
    Some((&html[..at], level, &inside[..end], &inside[end + 5..]))
}

fn anchored_heading(html: &str) -> Option<(u8, String, &str, &str)> {
    let level = html.as_bytes().get(2)?.checked_sub(b'0').filter(|level| (1..=6).contains(level))?;
    let id = html.split_once("id=\"")?.1.split_once('"')?.0.to_owned();
    let open = html.find('>')? + 1;
    let close = html.find(&format!("</h{level}>"))?;
    Some((level, id, &html[open..close], &html[close + 5..]))
}

fn slug(text: &str, number: usize) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let slug = words.join("-");
    if slug.starts_with(|c: char| c.is_ascii_alphabetic()) { format!("s-{slug}") } else { format!("s-{number}") }
}

fn unused(slug: &str, taken: &[Heading]) -> String {
    let mut id = slug.to_owned();
    let mut nth = 2;
    while taken.iter().any(|heading| heading.id == id) {
        id = format!("{slug}-{nth}");
        nth += 1;
    }
    id
}

fn without_references(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<sup class=\"cites\">") {
        out.push_str(before);
        rest = after.split_once("</sup>").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The words of HTML that comrak wrote: tags become nothing, block ends become spaces, the five escapes are undone.
fn plain(html: &str) -> String {
    let spaced = html.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("</td>", "</td> ");
    let mut out = String::with_capacity(spaced.len());
    let mut inside_tag = false;
    for c in spaced.chars() {
        match c {
            '<' => inside_tag = true,
            '>' if inside_tag => inside_tag = false,
            c if !inside_tag => out.push(c),
            _ => {}
        }
    }
    let text = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}
