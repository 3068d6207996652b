//! The example case, carried in the binary, so that `firsthand demo` needs no checkout.

use crate::edge::EdgeError;
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../examples/beslan"]
struct Beslan;

/// Writes the example's tables and accounts into a folder; files that are there already are left as they are.
pub fn write(folder: &Path) -> Result<(), EdgeError> {
    for name in Beslan::iter() {
        let file = folder.join(name.as_ref());
        let (false, Some(content)) = (file.exists(), Beslan::get(&name)) else { continue };
        let failed = |source| EdgeError::Write { file: file.clone(), source };
        std::fs::create_dir_all(file.parent().unwrap_or(folder)).map_err(failed)?;
        std::fs::write(&file, content.data).map_err(failed)?;
    }
    Ok(())
}
