//! What to do now about an error of the archive. What it says is in `error`, whom it concerns in `fault`.

use crate::error::ArchiveError;

impl ArchiveError {
    /// What to do now, each a sentence or a command.
    pub fn hints(&self) -> Vec<String> {
        match self {
            ArchiveError::NotACase { .. } => {
                vec!["Go into a case's folder, name one with --case, or make one with `firsthand new DIR`.".into()]
            }
            ArchiveError::NothingToDraw { .. } => {
                vec![
                    "`firsthand questions` lists the questions; `firsthand draw --help` says what each drawing is of."
                        .into(),
                ]
            }
            ArchiveError::NotEmpty { .. } => vec!["Name a folder that does not exist yet.".into()],
            ArchiveError::NewerFormat { .. } => {
                vec!["Use the version of Firsthand that made the case, or a newer one.".into()]
            }
            ArchiveError::CaseFile { .. } => {
                vec!["Run `firsthand verify` to see what else is not as it was written.".into()]
            }
            ArchiveError::NoKey { .. } | ArchiveError::WrongKey { .. } => {
                vec!["Name the case's signing key with --key or FIRSTHAND_KEY.".into()]
            }
            ArchiveError::Ambiguous { .. } => vec!["Name one of them with its kind, as it is listed.".into()],
            ArchiveError::Untitled => {
                vec!["Import a folder with a case.toml in it, such as title = \"A siege\".".into()]
            }
            ArchiveError::NoSuchState { .. } => {
                vec![
                    "Name a number of entries, a day such as 2026-11-24, or a moment such as 2026-11-24T10:00:00Z."
                        .into(),
                ]
            }
            ArchiveError::NoSuchEntry { .. } => {
                vec![
                    "Read the number again where it is printed; a dossier's entries are those of the case it was made from."
                        .into(),
                ]
            }
            ArchiveError::NoJudgment { .. } => {
                vec![
                    "Correct what was coded by importing a corrected row; remove it for good with `firsthand erase`."
                        .into(),
                ]
            }
            ArchiveError::TakenBackByCorrecting { .. } => {
                vec!["Run `firsthand correct ID --take-back REVISION`.".into()]
            }
            ArchiveError::NotCodings { .. } => {
                vec!["Write a sheet with `firsthand coding-sheet --coder NAME`, and fill its column value in.".into()]
            }
            ArchiveError::NoReason => vec!["Say why with --reason, in words that name nobody.".into()],
            ArchiveError::NoTranscript { .. } | ArchiveError::NotAnEdit { .. } => {
                vec!["Write it with `firsthand transcripts ID --format text`, edit that file, and name it.".into()]
            }
            ArchiveError::SeveralPrompts { .. } => {
                vec!["Name in is_statement only statements of the text that prompted the case.".into()]
            }
            ArchiveError::NoText { .. } => {
                vec!["Save it as .txt, .md, .html, .docx or .pdf with its words as text, and name that file.".into()]
            }
            ArchiveError::NoFit { .. } => {
                vec!["See its revisions with `firsthand transcripts ID --json`; take back the later one first.".into()]
            }
            ArchiveError::OtherBytes { .. } => {
                vec!["Copy the file again, or correct the source's digest and import it.".into()]
            }
            ArchiveError::Leak { .. } => {
                vec!["Look at the named rows: a withheld text also stands in something that is published.".into()]
            }
            ArchiveError::Changed { .. } => {
                vec!["Wait until nothing writes to the file any more, then run the command again.".into()]
            }
            ArchiveError::OutOccupied { .. } | ArchiveError::OutForeign { .. } => {
                vec!["Name an empty folder with --out.".into()]
            }
            ArchiveError::Disk { .. } => vec!["Check free space and permissions, then run the command again.".into()],
            ArchiveError::Entry { .. } => vec!["Run `firsthand verify`.".into()],
            ArchiveError::Deriving { .. } | ArchiveError::Ledger(firsthand_ledger::LedgerError::Busy { .. }) => {
                vec!["Wait until the other command has ended, then run this one again.".into()]
            }
            _ => Vec::new(),
        }
    }
}
