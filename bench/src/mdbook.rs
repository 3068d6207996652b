//! Publishing against mdBook, per page: a book with one chapter for each page of the dossier, as large as that page.
//! The chapters are made of the dossier's own words. mdBook's own theme puts more than such a page around every
//! chapter, so a bare one is used; its search index is left on, its page for printing is off.

use crate::publish::{draw, drawn};
use crate::rounds::{Timed, ratios, rounds, timed};
use crate::table::{Goal, Line};
use crate::verify::every_file;
use crate::{Result, case};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROUNDS: usize = 9;
/// How far the pages of both may differ in mean size, in hundredths.
const TOLERANCE_PERCENT: f64 = 2.0;
const TRIALS: usize = 8;
/// Bytes of text between two blank lines.
const PARAGRAPH_BYTES: usize = 400;

/// The least theme that mdBook takes.
const THEME: &str = "<!DOCTYPE html>\n<html lang=\"{{ language }}\"><head><meta charset=\"utf-8\">\
    <title>{{ title }}</title></head>\n<body><main>{{{ content }}}</main></body></html>\n";

/// One page of the dossier: how large it is, and its words.
struct Model {
    size_bytes: f64,
    words: String,
}

pub fn lines(checkout: &Path, folder: &Path) -> Result<Vec<Line>> {
    let Some(version) = version() else {
        return Ok(vec![Line::skipped("publish, per page", "mdbook is not installed (cargo install mdbook)")]);
    };
    let input = case::example(checkout, folder)?;
    let dossier = folder.join("dossier");
    let published = draw(&input, &dossier)?;
    let models = models(&dossier)?;
    let book = folder.join("book");
    let mean_bytes = calibrate(&book, &models)?;
    let target = folder.join("target");
    let mut things: [Timed; 2] = [Box::new(|| built(&book)), Box::new(|| drawn(&input, &target))];
    let seconds = rounds(ROUNDS, &mut things)?;
    let per_page = models.len() as f64 / published.pages as f64;
    Ok(vec![Line {
        what: format!("publish, per page: {} pages of {:.1} KiB", published.pages, mean(&models) / 1024.0),
        against: format!("our time / {version}'s, {} chapters of {:.1} KiB", models.len(), mean_bytes / 1024.0),
        ratios: ratios(&seconds, 1, 0).iter().map(|ratio| ratio * per_page).collect(),
        goal: Goal::Below(1.0),
    }])
}

/// The program to run: `MDBOOK`, or `mdbook` where programs are found.
fn program() -> Command {
    let mut command = Command::new(std::env::var_os("MDBOOK").unwrap_or_else(|| "mdbook".into()));
    command.env("RUST_LOG", "error").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn version() -> Option<String> {
    let output = program().arg("--version").stdout(Stdio::piped()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn models(dossier: &Path) -> Result<Vec<Model>> {
    let is_page = |path: &PathBuf| path.extension().is_some_and(|end| end == "html");
    every_file(dossier)?.into_iter().filter(is_page).map(|path| model(&path)).collect()
}

fn model(path: &Path) -> Result<Model> {
    let html = fs::read_to_string(path)?;
    let mut words = String::new();
    for part in html.split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    let plain = words.split_whitespace().map(|word| word.replace(['&', ';', '#', '*', '_', '`', '[', ']', '|'], ""));
    Ok(Model { size_bytes: html.len() as f64, words: plain.collect::<Vec<_>>().join(" ") })
}

fn mean(models: &[Model]) -> f64 {
    models.iter().map(|model| model.size_bytes).sum::<f64>() / models.len() as f64
}

/// Writes and builds the book until its pages are as large as the models; gives their mean size in bytes.
fn calibrate(book: &Path, models: &[Model]) -> Result<f64> {
    let mut frame_bytes = 1000.0;
    for _ in 0..TRIALS {
        write_book(book, models, frame_bytes)?;
        built(book)?;
        let sizes: Vec<f64> = (0..models.len()).map(|number| size_of_chapter(book, number)).collect::<Result<_>>()?;
        let mean_bytes = sizes.iter().sum::<f64>() / sizes.len() as f64;
        let excess = mean_bytes - mean(models);
        eprintln!("  chapters of {mean_bytes:.0} bytes in the mean, pages of {:.0}", mean(models));
        if excess.abs() * 100.0 <= mean(models) * TOLERANCE_PERCENT {
            return Ok(mean_bytes);
        }
        frame_bytes += excess;
    }
    Err("mdBook's pages could not be brought to the size of ours".into())
}

fn size_of_chapter(book: &Path, number: usize) -> Result<f64> {
    Ok(fs::metadata(book.join("book").join(format!("{}.html", name(number))))?.len() as f64)
}

fn name(number: usize) -> String {
    format!("page-{number:04}")
}

fn write_book(book: &Path, models: &[Model], frame_bytes: f64) -> Result<()> {
    fs::create_dir_all(book.join("src"))?;
    let settings = "[book]\ntitle = \"As many pages\"\n[output.html.print]\nenable = false\n";
    fs::write(book.join("book.toml"), settings)?;
    fs::create_dir_all(book.join("theme"))?;
    fs::write(book.join("theme/index.hbs"), THEME)?;
    let mut summary = String::from("# Summary\n\n");
    for (number, model) in models.iter().enumerate() {
        let name = name(number);
        writeln!(summary, "- [Page {number}]({name}.md)")?;
        let length = (model.size_bytes - frame_bytes).max(0.0) as usize;
        fs::write(book.join("src").join(format!("{name}.md")), chapter(number, model, length))?;
    }
    Ok(fs::write(book.join("src/SUMMARY.md"), summary)?)
}

/// Headings, paragraphs and links of the model's words, over again until there are `length` bytes.
fn chapter(number: usize, model: &Model, length: usize) -> String {
    let mut text = format!("# Page {number}\n");
    let mut words = model.words.split(' ').cycle();
    let mut paragraphs = 0;
    while text.len() < length {
        if paragraphs % 5 == 0 {
            text.push_str("\n## Part\n");
        }
        let end = length.min(text.len() + PARAGRAPH_BYTES);
        text.push_str(&format!("\n*As said* in [the first page]({}.md):", name(0)));
        while text.len() < end {
            text.push(' ');
            text.push_str(words.next().unwrap_or("word"));
        }
        text.push('\n');
        paragraphs += 1;
    }
    text
}

/// Seconds of building the book into a folder that is not there.
fn built(book: &Path) -> Result<f64> {
    let output = book.join("book");
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    timed(|| match program().arg("build").arg(book).status()?.success() {
        true => Ok(()),
        false => Err("mdbook build failed".into()),
    })
}
