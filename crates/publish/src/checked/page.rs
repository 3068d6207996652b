//! A checked text as one HTML file that needs nothing else: the style stands in it, known to the page's policy by its
//! digest, and there is no script. From a claim one step leads to its row, from there one to each statement's words.

use super::view::View;
use crate::embedded::STYLE;
use crate::error::PublishError;
use crate::page::{Page, serialized};
use crate::render::Renderer;
use crate::site::Site;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::context;
use sha2::{Digest, Sha256};

/// The page.
///
/// # Errors
/// [`PublishError::Template`] when the template does not fit what it is given.
pub fn page(site: &Site, path: &str, view: &View) -> Result<String, PublishError> {
    let renderer = Renderer::new(site, &[])?;
    let page = Page {
        path: path.to_owned(),
        lang: view.lang.clone(),
        title: site.words(&view.lang).fill("check.title", &[("name", &view.name)]),
        template: "check.html",
        content_note: view.content_note.clone(),
        context: context! { style => STYLE, style_digest => STANDARD.encode(Sha256::digest(STYLE)), check => serialized(view) },
        ..Page::default()
    };
    renderer.draw(&page)
}
