//! Commands that change nothing: export, search, questions, statements, entry, history, reached, chains, dependences, tensions, transcripts, verify.

use super::{Done, well};
use crate::cli::{Format, Global, Looked, MarkName, WrittenAs};
use crate::cli_values::NamedEntry;
use crate::edge::EdgeError;
use crate::output::print;
use crate::progress::Progress;
use crate::surroundings::case_folder;
use firsthand_archive::{
    Archive, Edtf, MarkKind, Search, TableFormat, TranscriptFormat, View, WrittenTranscript, is_dossier, verify_case,
    verify_dossier,
};
use std::io::{IsTerminal, Write};
use std::path::Path;

pub fn export(global: &Global, out: &Path, format: Format, with_team_only: bool) -> Result<Done, EdgeError> {
    let format = match format {
        Format::Csv => TableFormat::Csv,
        Format::Xlsx => TableFormat::Xlsx,
        Format::Ods => TableFormat::Ods,
    };
    well(global, &open(global)?.export_tables(out, format, with_team_only)?)
}

pub fn search(global: &Global, wanted: Search<'_>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.search(wanted)?)
}

pub fn questions(global: &Global, id: Option<&str>, looked: &Looked) -> Result<Done, EdgeError> {
    let case = open(global)?;
    match id {
        Some(id) => well(global, &case.question(id, view(looked))?),
        None => well(global, &case.questions(view(looked))?),
    }
}

pub fn statements(global: &Global, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.statements(at)?)
}

pub fn entry(global: &Global, entry: &NamedEntry) -> Result<Done, EdgeError> {
    let case = open(global)?;
    match entry {
        NamedEntry::Number(number) => well(global, &case.ledger_entry(*number)?),
        NamedEntry::Record(record) => well(global, &case.ledger_entry_of(record)?),
    }
}

pub fn receipts(global: &Global, entry: Option<u64>, out: Option<&Path>) -> Result<Done, EdgeError> {
    let case = open(global)?;
    let Some(entry) = entry else { return well(global, &case.receipts()?) };
    let receipt = case.receipt(entry)?;
    match out {
        Some(file) => {
            case.write_receipt(&receipt, file)?;
            well(global, &receipt.shares)
        }
        None => well(global, &receipt),
    }
}

pub fn history(global: &Global, question: &str, speaker: Option<&str>, looked: &Looked) -> Result<Done, EdgeError> {
    well(global, &open(global)?.history(question, speaker, view(looked))?)
}

pub fn reached(global: &Global, party: &str, by: Option<&Edtf>, looked: &Looked) -> Result<Done, EdgeError> {
    well(global, &open(global)?.reached(party, by, view(looked))?)
}

pub fn chains(global: &Global, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.chains(at)?)
}

pub fn dependences(global: &Global, unjudged: bool, at: Option<&str>) -> Result<Done, EdgeError> {
    let case = open(global)?;
    match unjudged {
        true => well(global, &case.open_dependences(at)?),
        false => well(global, &case.dependences(at)?),
    }
}

pub fn tensions(global: &Global, with_times: bool, looked: &Looked) -> Result<Done, EdgeError> {
    let mut found = open(global)?.tensions(view(looked))?;
    if !with_times && !global.json {
        found.times.clear();
    }
    well(global, &found)
}

pub fn transcripts(
    global: &Global,
    id: Option<&str>,
    format: Option<WrittenAs>,
    revision: Option<i64>,
) -> Result<Done, EdgeError> {
    let case = open(global)?;
    match (id, format) {
        (Some(id), Some(format)) => written(global, &case.transcript_as(id, format_of(format), revision)?),
        (Some(id), None) => well(global, &case.transcript_at(id, revision)?),
        (None, _) => well(global, &case.transcripts()?),
    }
}

pub fn transcript_marks(
    global: &Global,
    marks: MarkName,
    id: Option<&str>,
    like: Option<&str>,
) -> Result<Done, EdgeError> {
    let kind = match marks {
        MarkName::Oaths => MarkKind::Oaths,
        MarkName::Witnesses => MarkKind::Witnesses,
        MarkName::Questioners => MarkKind::Questioners,
        MarkName::Clock => MarkKind::Clock,
        MarkName::References => MarkKind::References,
    };
    well(global, &open(global)?.transcript_marks(kind, id, like)?)
}

/// Passages as Web Annotations.
pub fn annotations(global: &Global) -> Result<Done, EdgeError> {
    well(global, &open(global)?.annotations()?)
}

/// Passages that are lost are bad news.
pub fn passages(global: &Global, orphans: bool) -> Result<Done, EdgeError> {
    let mut found = open(global)?.passages()?;
    let is_lost = found.iter().any(|passage| passage.orphaned.is_some());
    if orphans {
        found.retain(|passage| passage.orphaned.is_some() || passage.is_disagreed);
    }
    print(&found, global.json);
    Ok(if is_lost { Done::Badly } else { Done::Well })
}

pub fn custody(global: &Global, source: Option<&str>, at: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.custody(source, at)?)
}

pub fn voices(global: &Global, id: Option<&str>) -> Result<Done, EdgeError> {
    well(global, &open(global)?.voices(id)?)
}

fn format_of(format: WrittenAs) -> TranscriptFormat {
    match format {
        WrittenAs::Eaf => TranscriptFormat::Eaf,
        WrittenAs::Vtt => TranscriptFormat::Vtt,
        WrittenAs::Text => TranscriptFormat::Text,
        WrittenAs::Tpme => TranscriptFormat::Tpme,
    }
}

/// A file goes out to the byte, unless a person would read it: a terminal gets no control characters.
fn written(global: &Global, file: &WrittenTranscript) -> Result<Done, EdgeError> {
    let mut out = std::io::stdout().lock();
    if global.json || out.is_terminal() {
        drop(out);
        return well(global, file);
    }
    let _ = out.write_all(file.text.as_bytes());
    Ok(Done::Well)
}

/// A dossier is known by its digests, anything else is taken for a case.
pub fn verify(global: &Global, dir: Option<&Path>, verifier: Option<&str>) -> Result<Done, EdgeError> {
    let folder = match dir {
        Some(dir) => dir.to_owned(),
        None => case_folder(global)?,
    };
    let mut progress = Progress::new(global);
    let found = match is_dossier(&folder) {
        true => verify_dossier(&folder, verifier, &mut |step| progress.step(step))?,
        false => verify_case(&folder, verifier, &mut |step| progress.step(step))?,
    };
    drop(progress);
    print(&found, global.json);
    Ok(if found.ok { Done::Well } else { Done::Badly })
}

pub fn view(looked: &Looked) -> View<'_> {
    View { at: looked.at.as_deref(), without_duress: looked.without_duress }
}

pub fn open(global: &Global) -> Result<Archive, EdgeError> {
    Ok(Archive::open(&case_folder(global)?)?)
}
