//! The page on which a recording is watched beside everything written down of it, with its statements at their seconds.
//! Where no browser plays it, it is downloaded there and read. Without a recording it is `alone`. Layers are in `layers`, their cues in one list in `rows`, statements in `marks`. Playing is the script's business.

pub(super) mod alone;
pub(super) mod caption_files;
mod layers;
mod marks;
mod rows;
mod strip;
mod word_times;

use super::parts::{self, MediaFacts, capital};
use super::source::session_line;
use crate::card::Card;
use crate::furniture::Words;
use crate::page::{Page, Said, Step, serialized};
use crate::play::{Stretch, watch_target};
use crate::recording::{MediaForm, Recording};
use crate::site::Site;
use firsthand_model::{Kind, SourceId};
use layers::{Layer, LayerView};
use minijinja::Value;
use rows::Row;
use serde::Serialize;
use strip::Strip;

#[derive(Debug, Serialize)]
struct Context {
    title: Said,
    lede: String,
    film: bool,
    /// Whether browsers play it.
    plays: bool,
    /// Why they do not; empty where they do.
    unplayed: String,
    #[serde(flatten)]
    facts: MediaFacts,
    source_name: String,
    source_href: Option<String>,
    sessions: Vec<Value>,
    /// What of the recording was verified, and what not.
    verified: Option<String>,
    chapters: Vec<Chapter>,
    strip: Option<Strip>,
    rows: Vec<Row>,
    untimed: Vec<Untimed>,
    layers: Vec<LayerView>,
    elsewhere: Vec<Card>,
}

/// A chapter in the list of chapters.
#[derive(Debug, Serialize)]
struct Chapter {
    title: Said,
    href: String,
}

/// A layer of which too little has times to stand beside the words it belongs to.
#[derive(Debug, Serialize)]
struct Untimed {
    label: String,
    key: String,
    rows: Vec<Row>,
}

/// A page for every recording, in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    let each = parts::in_each_language(site, &site.input.recordings);
    each.filter_map(|(lang, recording)| page(site, lang, recording)).collect()
}

fn page(site: &Site, lang: &str, recording: &Recording) -> Option<Page> {
    let path = watch_target(site, lang, recording)?;
    let words = site.words(lang);
    let id = recording.source.as_str();
    let source = &site.source(id)?.source;
    let name = words.fill("source.kicker", &[("id", &parts::label(site, Kind::Source, id))]);
    let source_href = site.link(&path, Kind::Source, id);
    let context = context(site, &path, recording, name.clone())?;
    let cards = context.rows.iter().flat_map(|row| row.marks.iter().map(|mark| &mark.card)).chain(&context.elsewhere);
    let note = source.content_note.as_deref().map(|note| site.said(lang, Kind::Source, id, "content_note", note));
    let kicker = words.t("watch.kicker");
    let list = Step::to(words.t("watch.list_title"), Some(site.near(&path, "recordings/index.html")));
    let up = Step::to(name, source_href);
    let mut walk = vec![Step::plain(words.t("watch.walk_this")), up.clone()];
    walk.extend(parts::entry_step(site, &words, Kind::Source, id));
    Some(Page {
        title: format!("{kicker}: {}", context.title.text),
        template: "watch.html",
        section: "recordings",
        crumbs: vec![list, up, Step::plain(kicker)],
        content_note: note.or_else(|| parts::notes_before(cards)),
        walk,
        lang: lang.to_owned(),
        alternate: None,
        context: serialized(&context),
        path,
    })
}

fn context(site: &Site, path: &str, recording: &Recording, source_name: String) -> Option<Context> {
    let lang = site.language_of(path);
    let source = &site.source(recording.source.as_str())?.source;
    let layers = layers::of(site, lang, recording);
    let is_first_timed = layers.first().is_some_and(Layer::is_timed);
    let (timed, untimed): (Vec<&Layer>, Vec<&Layer>) =
        layers.iter().skip(1).partition(|layer| is_first_timed && layer.is_timed());
    let mut rows = layers.first().map(|first| rows::beside(site, lang, first, &timed)).unwrap_or_default();
    rows::put_chapters(site, lang, &layers, &mut rows);
    let elsewhere = marks::put(site, path, recording, &mut rows);
    let views = layers.iter().map(|layer| layer.view(site, path, recording, rows::same(&rows, &layer.key))).collect();
    let alone = |layer: &&Layer| Untimed {
        label: layer.label.clone(),
        key: layer.key.clone(),
        rows: rows::beside(site, lang, layer, &[]),
    };
    Some(Context {
        title: capital(&site.said(
            lang,
            Kind::Source,
            source.id.as_str(),
            "what",
            source.what.as_deref().unwrap_or(source.id.as_str()),
        )),
        lede: lede(&site.words(lang), recording.file.form),
        film: recording.file.form.is_film(),
        plays: recording.file.form.plays(),
        unplayed: unplayed(&site.words(lang), recording.file.form),
        facts: parts::media_facts(site, path, &recording.file),
        source_name,
        source_href: site.link(path, Kind::Source, source.id.as_str()),
        sessions: sessions(site, path, &recording.source),
        verified: super::custody::verified_line(site, lang, &recording.source),
        chapters: rows.iter().filter_map(chapter).collect(),
        strip: strip::of(&rows).filter(|_| recording.file.form.plays()),
        untimed: untimed.iter().filter(|layer| !layer.transcript.cues.is_empty()).map(alone).collect(),
        layers: views,
        rows,
        elsewhere,
    })
}

/// What the reader has before them.
fn lede(words: &Words, form: MediaForm) -> String {
    words.t(match (form.plays(), form.is_film()) {
        (false, _) => "watch.lede_unplayed",
        (true, true) => "watch.lede_film",
        (true, false) => "watch.lede_sound",
    })
}

/// Why nothing plays here, and what to do; nothing where it plays.
fn unplayed(words: &Words, form: MediaForm) -> String {
    let key = if form.is_film() { "watch.unplayed_film" } else { "watch.unplayed_sound" };
    if form.plays() { String::new() } else { words.fill(key, &[("form", &form.ending().to_uppercase())]) }
}

/// The id of the turn that is nearest to a stretch, of those that the page follows.
pub(crate) fn turn_near(site: &Site, lang: &str, recording: &Recording, stretch: Stretch) -> Option<String> {
    let layers = layers::of(site, lang, recording);
    let first = layers.first()?;
    Some(format!("{}-{}", first.key, crate::alone::nearest(first.transcript, stretch)? + 1))
}

fn chapter(row: &Row) -> Option<Chapter> {
    let title = row.chapter.clone()?;
    Some(Chapter { title, href: format!("#{}", row.id) })
}

/// When and under what conditions it was made.
fn sessions(site: &Site, path: &str, source: &SourceId) -> Vec<Value> {
    let of_source = site.input.sessions.iter().filter(|session| session.source_id.as_ref() == Some(source));
    of_source.map(|session| session_line(site, path, session)).collect()
}
