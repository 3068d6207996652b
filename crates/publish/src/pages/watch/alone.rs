//! The page of a transcript whose recording does not go along: the watch page without its player. A long one is parted into
//! several pages, with plain links from each to all others. Where they are parted is in `crate::alone`.

use super::super::parts::{self, capital};
use super::rows::Row;
use super::{Chapter, layers, marks, rows, sessions};
use crate::alone::Parted;
use crate::card::Card;
use crate::furniture::Words;
use crate::links::relative;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use firsthand_model::transcript::Timing;
use firsthand_model::{Kind, Source};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    title: Said,
    lede: String,
    label: String,
    note: Option<Said>,
    sha256: Option<String>,
    source_name: String,
    source_href: Option<String>,
    sessions: Vec<Value>,
    /// What of the transcript's file was verified, and what not.
    verified: Option<String>,
    spread: bool,
    /// Whether its file was not read to its end.
    is_part: bool,
    chapters: Vec<Chapter>,
    parts: Vec<Part>,
    previous: Option<String>,
    next: Option<String>,
    rows: Vec<Numbered>,
    elsewhere: Vec<Card>,
}

/// A turn with its place among all.
#[derive(Debug, Serialize)]
struct Numbered {
    number: usize,
    #[serde(flatten)]
    row: Row,
}

/// One page of a transcript in the list of its pages.
#[derive(Debug, Clone, Serialize)]
struct Part {
    href: String,
    label: String,
    title: Option<Said>,
    is_here: bool,
}

/// The pages of every transcript without a recording, in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    let each = site.languages.iter().flat_map(|lang| site.all_alone().map(move |parted| (lang, parted)));
    each.filter_map(|(lang, parted)| of_transcript(site, lang, parted)).flatten().collect()
}

fn of_transcript(site: &Site, lang: &str, parted: &Parted<'_>) -> Option<Vec<Page>> {
    let all = (0..).zip(parted.parts()).filter_map(|(part, _)| parted.target(site, lang, part));
    let paths: Vec<String> = all.collect();
    let layer = layers::alone(site, lang, &parted.alone.of)?;
    let page = |(part, path): (usize, &String)| {
        // Each page says its own way to the others and to the records, so that rows are made for each.
        let mut rows = rows::beside(site, lang, &layer, &[]);
        let elsewhere = marks::put_alone(site, path, parted.alone, &mut rows);
        let titles = parted.parts().map(|cues| first_title(&rows, cues.start)).collect();
        let cues = parted.parts().nth(part)?;
        let is_here = |row: &Numbered| cues.contains(&(row.number - 1));
        let rows = rows.into_iter().map(numbered).filter(is_here).collect();
        let is_last = part + 1 == paths.len();
        let shown =
            Shown { part, paths: &paths, titles, rows, elsewhere: if is_last { elsewhere } else { Vec::new() } };
        one_page(site, lang, parted, path, shown)
    };
    Some(paths.iter().enumerate().filter_map(page).collect())
}

/// What one page shows.
struct Shown<'p> {
    part: usize,
    paths: &'p [String],
    titles: Vec<Option<Said>>,
    rows: Vec<Numbered>,
    elsewhere: Vec<Card>,
}

fn one_page(site: &Site, lang: &str, parted: &Parted<'_>, path: &str, shown: Shown<'_>) -> Option<Page> {
    let words = site.words(lang);
    let id = parted.alone.of.source.as_str();
    let source = &site.source(id)?.source;
    let name = words.fill("source.kicker", &[("id", &parts::label(site, Kind::Source, id))]);
    let up = Step::to(name.clone(), site.link(path, Kind::Source, id));
    let kicker = kicker(&words, &shown);
    let cards = shown.rows.iter().flat_map(|row| row.row.marks.iter().map(|mark| &mark.card)).chain(&shown.elsewhere);
    let note = source.content_note.as_deref().map(|note| site.said(lang, Kind::Source, id, "content_note", note));
    let note = note.or_else(|| parts::notes_before(cards));
    let mut walk = vec![Step::plain(words.t("watch.walk_transcript")), up.clone()];
    walk.extend(parts::entry_step(site, &words, Kind::Source, id));
    let context = context(site, path, parted, source, name, shown)?;
    Some(Page {
        title: format!("{kicker}: {}", context.title.text),
        template: "transcript.html",
        section: "sources",
        crumbs: vec![
            Step::to(words.t("source.list_title"), Some(site.near(path, "sources/index.html"))),
            up,
            Step::plain(kicker),
        ],
        content_note: note,
        walk,
        lang: lang.to_owned(),
        alternate: None,
        context: serialized(&context),
        path: path.to_owned(),
    })
}

/// What the page is called: `Transcript`, or `Transcript, part 2 of 7`.
fn kicker(words: &Words, shown: &Shown<'_>) -> String {
    match shown.paths.len() {
        1 => words.t("watch.transcript"),
        of => words.fill("watch.transcript_part", &[("n", &(shown.part + 1)), ("of", &of)]),
    }
}

fn context(
    site: &Site,
    path: &str,
    parted: &Parted<'_>,
    source: &Source,
    source_name: String,
    shown: Shown<'_>,
) -> Option<Context> {
    let lang = site.language_of(path);
    let id = source.id.as_str();
    let of = &parted.alone.of;
    let layer = layers::alone(site, lang, of)?;
    let parts = parts_list(site, path, &shown);
    let beside = |at: Option<usize>| at.and_then(|at| shown.paths.get(at)).map(|to| relative(path, to));
    let original = site.input.originals.get(&of.source).and_then(|original| original.sha256.as_deref());
    Some(Context {
        title: capital(&site.said(lang, Kind::Source, id, "what", source.what.as_deref().unwrap_or(id))),
        lede: lede(&site.words(lang), source),
        note: layer.doubt(site, lang),
        label: layer.label,
        sha256: original.map(|digest| digest.trim_start_matches("sha256:").to_owned()),
        source_name,
        source_href: site.link(path, Kind::Source, id),
        sessions: std::iter::once(&source.id)
            .chain(&source.depends_on)
            .flat_map(|id| sessions(site, path, id))
            .collect(),
        verified: super::super::custody::verified_line(site, lang, &source.id),
        is_part: of.transcript.unread().is_some(),
        spread: of.transcript.cues.iter().any(|cue| cue.timing == Timing::Interpolated),
        chapters: shown.rows.iter().filter_map(|row| super::chapter(&row.row)).collect(),
        parts: if parts.len() > 1 { parts } else { Vec::new() },
        previous: beside(shown.part.checked_sub(1)),
        next: beside(Some(shown.part + 1)),
        rows: shown.rows,
        elsewhere: shown.elsewhere,
    })
}

/// What the reader has before them: something recorded that is not here, or words that were only written down.
fn lede(words: &Words, source: &Source) -> String {
    words.t(if source.depends_on.is_empty() { "watch.lede_alone" } else { "watch.lede_no_recording" })
}

fn parts_list(site: &Site, path: &str, shown: &Shown<'_>) -> Vec<Part> {
    let words = site.words(site.language_of(path));
    let part = |(at, (to, title)): (usize, (&String, &Option<Said>))| Part {
        href: relative(path, to),
        label: words.fill("watch.part", &[("n", &(at + 1))]),
        title: title.clone(),
        is_here: at == shown.part,
    };
    shown.paths.iter().zip(&shown.titles).enumerate().map(part).collect()
}

/// The title of the chapter with which a page begins, or the last one before it.
fn first_title(rows: &[Row], start: usize) -> Option<Said> {
    let before = rows.iter().take_while(|row| number(row) <= start + 1);
    before.filter_map(|row| row.chapter.clone()).last()
}

fn numbered(row: Row) -> Numbered {
    Numbered { number: number(&row), row }
}

/// The number of a row's cue, from 1: the end of its id.
fn number(row: &Row) -> usize {
    row.id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(1)
}
