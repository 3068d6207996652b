//! Embeds templates, furniture, style sheet and script into the crate, by the names of their files.
//! The script is built from `web/` by `make web`; without it a dossier still reads whole, so an empty one is embedded.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = String::new();
    list(&mut code, "TEMPLATES", "Templates by file name.", &root.join("templates"), "html")?;
    list(&mut code, "FURNITURE", "Interface words by file name.", &root.join("furniture"), "toml")?;
    single(&mut code, "STYLE", "The style sheet.", &root.join("assets/dossier.css"));
    single(&mut code, "SCRIPT", "The one classic script.", &script(&root, &out)?);
    let words = own_words(&root)?;
    let _ = writeln!(
        code,
        "/// Every word of this room's own files, once, separated by spaces.\npub(crate) const OWN_WORDS: &str = {words:?};"
    );
    fs::write(out.join("embedded.rs"), code)
}

/// Words that pages may contain whatever the case is about: those of templates, interface words, style, script and code.
fn own_words(root: &Path) -> io::Result<String> {
    let mut words = BTreeSet::new();
    for folder in ["templates", "furniture", "assets", "src"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
        collect_words(&root.join(folder), &mut words)?;
    }
    Ok(words.into_iter().collect::<Vec<_>>().join(" "))
}

fn collect_words(folder: &Path, words: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_words(&path, words)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            words.extend(
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase),
            );
        }
    }
    Ok(())
}

fn list(code: &mut String, name: &str, doc: &str, folder: &Path, ending: &str) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    let row = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        format!("    ({name:?}, include_str!({:?})),\n", file.display().to_string())
    };
    let rows: String = files.iter().map(row).collect();
    let _ = write!(code, "/// {doc}\npub(crate) const {name}: &[(&str, &str)] = &[\n{rows}];\n");
    Ok(())
}

fn single(code: &mut String, name: &str, doc: &str, file: &Path) {
    println!("cargo:rerun-if-changed={}", file.display());
    let path = file.display().to_string();
    let _ = writeln!(code, "/// {doc}\npub(crate) const {name}: &str = include_str!({path:?});");
}

fn script(root: &Path, out: &Path) -> io::Result<PathBuf> {
    let built = root.join("assets/dossier.js");
    println!("cargo:rerun-if-changed={}", built.display());
    if built.exists() {
        return Ok(built);
    }
    println!("cargo:warning=assets/dossier.js is not built (run `make web`): dossiers will have no script");
    let placeholder = out.join("dossier.js");
    fs::write(&placeholder, "/* not built: run make web */\n")?;
    Ok(placeholder)
}
