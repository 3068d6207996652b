//! Which pages a dossier has. Each module makes the pages of one kind, for every language, from the `Site` alone.
//! To add a kind: one file here with `pub fn pages(site: &Site) -> Vec<Page>`, its line below, its template.

pub mod account;
pub mod accounts;
mod custody;
mod dependence;
pub mod front;
pub mod messages;
pub mod method;
mod notes;
pub(crate) mod parts;
pub mod people;
pub mod places;
pub mod prompt;
pub mod question;
pub mod questions;
pub mod recordings;
pub mod search;
pub mod source;
pub mod sources;
pub mod standing;
pub mod statement;
pub(crate) mod statement_answers;
mod statement_coding;
pub mod timeline;
mod track;
mod uses;
pub mod verify;
pub mod watch;

pub(crate) use parts::{event_said, label as label_of, message_said};

use crate::page::{Extra, Page};
use crate::site::Site;

/// Makes the pages of one kind.
type Maker = fn(&Site) -> Vec<Page>;

/// Every kind of page, in the order in which they are written.
const MAKERS: &[Maker] = &[
    front::pages,
    accounts::pages,
    account::pages,
    questions::pages,
    question::pages,
    statement::pages,
    sources::pages,
    source::pages,
    recordings::pages,
    watch::pages,
    watch::alone::pages,
    people::pages,
    messages::pages,
    timeline::pages,
    places::pages,
    prompt::pages,
    method::pages,
    verify::pages,
    search::pages,
];

/// Makes files that are not pages.
type ExtraMaker = fn(&Site) -> Vec<Extra>;

/// Every kind of further file.
const EXTRA_MAKERS: &[ExtraMaker] = &[search::extras, timeline::drawn::extras, watch::caption_files::extras];

/// Every page of the dossier.
pub fn all(site: &Site) -> Vec<Page> {
    MAKERS.iter().flat_map(|make| make(site)).collect()
}

/// Every file of the dossier that is neither page nor asset.
pub fn extras(site: &Site) -> Vec<Extra> {
    EXTRA_MAKERS.iter().flat_map(|make| make(site)).collect()
}
