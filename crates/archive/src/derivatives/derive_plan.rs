//! What can be made of which original: decided by what its reader found, never by its name. Nothing is made here.

use crate::accepted::Accepted;
use crate::snapshot::Snapshot;
use firsthand_intake::Making;
use firsthand_model::description::CarrierKind;
use firsthand_model::natural::natural;
use firsthand_model::pages::PageText;
use firsthand_model::playable::needs_proxy;
use firsthand_model::{DerivativeKind, Hold, MediaDescription};
use firsthand_vault::{Digest, Vault};
use std::collections::BTreeMap;

/// Most pages of one document of which pictures are made.
const MAX_PAGES: usize = 2000;
/// Most pages or pictures in one original that are compared.
const MAX_PARTS: usize = 500;
/// A poster shows the film at a tenth of its length, and not later than this.
const LATEST_POSTER_MS: i64 = 10_000;

/// One derivative that an original can have.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// What the original is called.
    pub(crate) id: String,
    pub(crate) original: Digest,
    pub(crate) kind: DerivativeKind,
    pub(crate) plan: Plan,
}

/// How it is made.
#[derive(Debug, Clone)]
pub(crate) enum Plan {
    /// It is not, because.
    NotNeeded(String),
    /// It cannot be, because.
    Refused(String),
    /// Of the original's bytes, in one or several files.
    Made(Vec<Making>, Option<String>),
    /// Of the words in this accepted object.
    Words(String),
}

/// Everything that can be made of the held originals of a case, in order of their names.
pub(crate) fn items(snapshot: &Snapshot, vault: &Vault, wanted: &[DerivativeKind]) -> Vec<Item> {
    let names = snapshot.names_of_originals();
    // The last object counts: a newer reader knows more.
    let accepted: BTreeMap<&str, _> =
        snapshot.accepted.values().map(|record| (record.original.as_str(), record)).collect();
    let held = snapshot.originals.values().filter(|original| original.hold == Hold::Held);
    let mut items = Vec::new();
    for digest in held.filter_map(|original| original.sha256.as_deref()) {
        let Some(record) = accepted.get(digest) else { continue };
        let (Ok(original), Some(object)) = (digest.parse::<Digest>(), Accepted::read(vault, record)) else { continue };
        let id = names.get(digest).copied().unwrap_or(digest).to_owned();
        let plans = plans(&object, &record.sha256).into_iter().filter(|(kind, _)| wanted.contains(kind));
        items.extend(plans.map(|(kind, plan)| Item { id: id.clone(), original, kind, plan }));
    }
    items.sort_by_cached_key(|item| (natural(&item.id), item.original, item.kind));
    items.dedup_by(|a, b| (a.original, a.kind) == (b.original, b.kind));
    items
}

fn plans(object: &Accepted, digest: &str) -> Vec<(DerivativeKind, Plan)> {
    let mut plans = object.description.as_ref().map(of_carrier).unwrap_or_default();
    if let Some(pages) = object.pages.as_ref().filter(|_| object.is_pdf()) {
        let numbers: Vec<Making> = pages.pages.iter().map(|page| Making::Page(page.number)).collect();
        let plan = match numbers.len() {
            0 => Plan::NotNeeded("it has no pages".into()),
            1..=MAX_PAGES => Plan::Made(numbers, None),
            many => Plan::Refused(format!("it has {many} pages, and pictures are made of at most {MAX_PAGES}")),
        };
        plans.push((DerivativeKind::Pages, plan));
    }
    if object.words().is_some() || object.words_of_members().next().is_some() {
        plans.push((DerivativeKind::Fingerprint, Plan::Words(digest.to_owned())));
    }
    plans.extend(of_parts(object).map(|plan| (DerivativeKind::PartPrints, plan)));
    plans
}

/// The pictures inside an original that are compared: pages on which no words were written, photographs in an archive or message.
fn of_parts(object: &Accepted) -> Option<Plan> {
    let scans = object.pages.iter().filter(|_| object.is_pdf()).flat_map(|text| &text.pages);
    let scans = scans.filter(|page| page.text != PageText::Stated).map(|page| Making::PageHash(page.number));
    let pictures = object.members.iter().filter_map(|member| {
        let carrier = member.made.description.as_ref().filter(|carrier| carrier.kind == CarrierKind::Picture)?;
        Some((carrier.format.as_str(), member.position?))
    });
    let of_member = |(format, position): (&str, _)| match format {
        "avif" => Making::DecodedMemberHash(position),
        _ => Making::MemberHash(position),
    };
    let makings: Vec<Making> = scans.chain(pictures.map(of_member)).collect();
    match makings.len() {
        0 => None,
        1..=MAX_PARTS => Some(Plan::Made(makings, None)),
        many => Some(Plan::Refused(format!("{many} pictures are in it, and at most {MAX_PARTS} are compared"))),
    }
}

fn of_carrier(carrier: &MediaDescription) -> Vec<(DerivativeKind, Plan)> {
    let one = |making| Plan::Made(vec![making], None);
    if carrier.kind == CarrierKind::Picture {
        let (thumbnail, hash) = match carrier.format.as_str() {
            "avif" => (Making::DecodedThumbnail, Making::DecodedPictureHash),
            _ => (Making::Thumbnail, Making::PictureHash),
        };
        return vec![(DerivativeKind::Thumbnail, one(thumbnail)), (DerivativeKind::Fingerprint, one(hash))];
    }
    let is_film = carrier.kind == CarrierKind::Film;
    let has_sound = carrier.streams.iter().any(|stream| stream.kind == "audio");
    let copy = if is_film { Making::Film } else { Making::Sound };
    let proxy = match needs_proxy(carrier) {
        Some(why) => Plan::Made(vec![copy], Some(why)),
        None => Plan::NotNeeded("browsers play it as it is".into()),
    };
    let at_ms = u64::try_from(carrier.duration_ms.unwrap_or(0) / 10).unwrap_or(0);
    let poster = one(Making::Poster(at_ms.min(LATEST_POSTER_MS.unsigned_abs())));
    let peaks = if has_sound { one(Making::Peaks) } else { Plan::NotNeeded("it has no sound".into()) };
    let mut plans = vec![(DerivativeKind::Peaks, peaks), (DerivativeKind::Proxy, proxy)];
    if is_film {
        plans.extend([(DerivativeKind::Poster, poster), (DerivativeKind::Fingerprint, one(Making::FrameHashes))]);
    }
    plans
}

impl Plan {
    /// Everything besides original and program that decides what comes out.
    pub(crate) fn parameters(&self) -> String {
        match self {
            Plan::Made(makings, _) => {
                let first = makings.first();
                let decoded = makings.iter().find(|making| matches!(making, Making::DecodedMemberHash(_)));
                let decoded = decoded.filter(|_| !matches!(first, Some(Making::DecodedMemberHash(_))));
                let each: Vec<String> = first.into_iter().chain(decoded).map(|making| making.parameters()).collect();
                let each = each.join(" ; ");
                if makings.len() > 1 { format!("{each} | {} files", makings.len()) } else { each }
            }
            Plan::Words(digest) => format!("words of {digest}, MinHash of 128 over runs of 5 words"),
            Plan::NotNeeded(_) | Plan::Refused(_) => String::new(),
        }
    }
}

/// The name of the file that a making gives.
pub(crate) fn file_name(kind: DerivativeKind, making: Making) -> String {
    match making {
        Making::Page(number) => format!("{kind}-{number:04}.jpg"),
        Making::Poster(_) | Making::Thumbnail | Making::DecodedThumbnail => format!("{kind}.jpg"),
        Making::Film => format!("{kind}.mp4"),
        Making::Sound => format!("{kind}.m4a"),
        Making::PageHash(number) => format!("{kind}-{number:04}.json"),
        Making::MemberHash(position) | Making::DecodedMemberHash(position) => {
            format!("{kind}-{}.json", position.padded())
        }
        Making::Peaks | Making::PictureHash | Making::DecodedPictureHash | Making::FrameHashes => {
            format!("{kind}.json")
        }
    }
}
