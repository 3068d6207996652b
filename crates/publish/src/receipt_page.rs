//! The receipt of an import as one page that needs nothing else and prints whole: the style stands in it, and there is no script.

use crate::embedded::STYLE;
use crate::error::PublishError;
use crate::furniture::Furniture;
use crate::page::serialized;
use crate::render::environment;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::context;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What this page has beside the dossier's own look: names of files may be longer than a line, and break anywhere.
const OWN_STYLE: &str = "
.files { table-layout: fixed; width: 100%; }
.files th, .files td { white-space: normal; overflow-wrap: anywhere; min-width: 0; vertical-align: top; }
.files .file { width: 34%; }
.files .reason { width: 30%; }
";

/// The page of a receipt with its `entry`, `at`, `author`, `shares` and `receipt`, of a case of this title.
///
/// # Errors
/// [`PublishError::Template`] when the template does not fit what it is given.
pub fn receipt_page(title: &str, receipt: &impl Serialize) -> Result<String, PublishError> {
    const TEMPLATE: &str = "receipt.html";
    let failed = |error: minijinja::Error| PublishError::Template { page: TEMPLATE.into(), reason: error.to_string() };
    let env = environment(Arc::new(Furniture::load()?))?;
    let style = [STYLE, OWN_STYLE].concat();
    let style_digest = STANDARD.encode(Sha256::digest(&style));
    let given = context! { title, style, style_digest, kept => serialized(receipt) };
    env.get_template(TEMPLATE).and_then(|template| template.render(given)).map_err(failed)
}
