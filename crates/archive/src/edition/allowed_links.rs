//! Which addresses a reader of an edition may be sent to: what two rules allow, and nothing noted in passing.

use firsthand_model::{Media, Source};
use firsthand_publish::{ClearedSource, DossierInput};

/// What the rule of a medium begins with that may be linked.
pub(crate) const LINK_ONLY: &str = "link-only";

/// The one address of a source that a reader may be sent to: both rules must allow it.
pub(crate) fn link_of(source: &Source) -> Option<String> {
    let allowed = source.public_link == Some(true) && source.link_rule.as_deref() == Some("link");
    source.urls.first().filter(|_| allowed).filter(|url| is_web(url)).cloned()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The source with that address and no other.
pub(crate) fn cleared_source(source: &Source) -> ClearedSource {
    let link = link_of(source);
    let source = Source { urls: Vec::new(), public_url: None, ..source.clone() };
    ClearedSource { source, link }
}

/// The medium with the one address that its maker gives, if its rule allows a link.
pub(crate) fn cleared_media(mut media: Media) -> Media {
    let allowed = media.public_link == Some(true)
        && media.link_is_makers == Some(true)
        && media.rule.as_deref().is_some_and(|rule| rule.starts_with(LINK_ONLY));
    media.urls.retain(|url| allowed && is_web(url));
    media.urls.truncate(1);
    media
}

/// Addresses noted in passing, which no rule has allowed.
pub(crate) fn strip_addresses(input: &mut DossierInput) {
    input.events.iter_mut().for_each(|event| event.source_url = None);
    for part in &mut input.scene_parts {
        part.source_url = None;
        part.source = part.source.take().map(|text| without_addresses(&text));
    }
    for media in &mut input.media {
        media.source = media.source.take().map(|text| without_addresses(&text));
    }
}

fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    words.collect::<Vec<_>>().join(" ").trim_matches([' ', ',', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An address that every rule allows, of a source and of a medium, is linked or is not.
    fn check(address: &str, is_linked: bool) {
        let source = Source {
            public_link: Some(true),
            link_rule: Some("link".into()),
            urls: vec![address.into()],
            ..Source::default()
        };
        assert_eq!(link_of(&source).is_some(), is_linked, "{address}");
        let media = Media {
            public_link: Some(true),
            link_is_makers: Some(true),
            rule: Some(LINK_ONLY.into()),
            urls: vec![address.into()],
            ..Media::default()
        };
        assert_eq!(cleared_media(media).urls.len(), usize::from(is_linked), "{address}");
    }

    #[test]
    fn only_what_a_browser_fetches_over_the_web_becomes_a_link() {
        check("https://example.org/a", true);
        check("http://example.org/a", true);
        for address in [
            "javascript:alert(1)",
            "JavaScript://example.org/%0aalert(1)",
            "data:text/html,x",
            "file:///a",
            "vbscript:x",
            " https://example.org/",
            "//example.org/a",
            "",
        ] {
            check(address, false);
        }
    }
}
