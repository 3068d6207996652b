//! What readers made of one original as documents for the search index: its text, each turn, each page, what it says of
//! itself, and all of these of the files inside it. Whose words they are and when they were said is in `search_documents`.

use crate::accepted::Accepted;
use crate::search::search_documents::document;
use firsthand_ledger::search::SearchDoc;
use firsthand_model::pages::{Page, PageText};
use firsthand_model::{Kind, MediaDescription, PagedText, Transcript};
use std::sync::Arc;

/// The shape of a document that is a turn of a transcript, or a piece of a long one.
pub(crate) const TURN: &str = "transcript";

/// The documents of an object in its order. `id` is what its original is called.
pub(crate) fn object_documents(id: &str, object: Accepted) -> Vec<SearchDoc> {
    let mut documents: Vec<SearchDoc> = Vec::new();
    documents.extend(
        object
            .text
            .map(|text| SearchDoc { shape: Some("text"), ..document(Kind::Accepted, id, Some(id), [&Some(text)]) }),
    );
    documents.extend(object.transcript.into_iter().flat_map(|transcript| turn_documents(id, transcript)));
    documents.extend(object.pages.iter().flat_map(|pages| page_documents(id, pages)));
    documents.extend(object.description.as_ref().map(|description| description_document(id, description)));
    for member in object.members {
        let inner = object_documents(id, *member.made).into_iter().chain([member_document(id, &member.path)]);
        documents.extend(inner.map(|document| within(&member.path, document)));
    }
    documents
}

/// A document for each page that has words.
fn page_documents(id: &str, pages: &PagedText) -> Vec<SearchDoc> {
    let title = pages.title.as_deref().unwrap_or(id);
    let pages = pages.pages.iter().filter(|page| !page.lines.is_empty());
    let page = |page: &Page| SearchDoc {
        kind: Kind::Accepted,
        shape: Some("page"),
        id: id.into(),
        title: title.into(),
        locator: Some(match page.text {
            PageText::MachineRead => format!("p. {}, read by machine", page.number),
            _ => format!("p. {}", page.number),
        }),
        text: page.words(),
        ..SearchDoc::default()
    };
    pages.map(page).collect()
}

/// The values that a file gives of itself, by their names.
fn description_document(id: &str, description: &MediaDescription) -> SearchDoc {
    let values = description.extra.iter().map(|(name, value)| format!("{name}: {value}"));
    let text = values.collect::<Vec<_>>().join("\n");
    SearchDoc {
        shape: Some("description"),
        locator: Some("claimed by the file".into()),
        ..document(Kind::Accepted, id, Some(id), [&Some(text)])
    }
}

/// A file inside an archive or message, by its name.
fn member_document(id: &str, path: &str) -> SearchDoc {
    let text = Some(path.to_owned());
    SearchDoc { shape: Some("file"), ..document(Kind::Accepted, id, None, [&text]) }
}

/// The same place within a file inside an archive or message.
fn within(path: &str, document: SearchDoc) -> SearchDoc {
    let locator = document.locator.iter().map(String::as_str);
    let locator = [path].into_iter().chain(locator).collect::<Vec<_>>().join(", ");
    SearchDoc { locator: Some(locator), ..document }
}

/// A document for each turn, or piece of a long one, with the time at which it begins.
fn turn_documents(id: &str, mut transcript: Transcript) -> Vec<SearchDoc> {
    let id: Arc<str> = id.into();
    let title = transcript.title.as_deref().map_or_else(|| id.clone(), Arc::from);
    let pieces = transcript.pieces();
    let document = |piece: Vec<usize>| {
        let text = match piece[..] {
            [cue] => std::mem::take(&mut transcript.cues[cue].text),
            _ => piece.iter().map(|cue| transcript.cues[*cue].text.as_str()).collect::<Vec<_>>().join("\n"),
        };
        let first = &transcript.cues[piece[0]];
        SearchDoc {
            kind: Kind::Accepted,
            shape: Some(TURN),
            language: first.lang.clone().or_else(|| transcript.lang.clone()),
            id: id.clone(),
            title: title.clone(),
            speaker: transcript.speaker(first).map(str::to_owned),
            locator: Some(format!("cue {}", piece[0] + 1)),
            start_ms: first.start_ms,
            text,
            ..SearchDoc::default()
        }
    };
    pieces.into_iter().map(document).collect()
}
