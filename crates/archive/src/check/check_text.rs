//! The verb *check*: a text from outside, its claims as a person marked them, each laid beside the record as an audience may
//! see it. The first run writes the marks table, later ones compare. Nothing enters the case unless it is to be kept.

use crate::check::checked_outputs::{CheckForm, PAGE, but_for, check_target, write};
use crate::check::keep_check::KeptCheck;
use crate::check::marked_claims::Marked;
use crate::check::marks::{self, Suggested};
use crate::check::strange_text::{StrangeText, file_name};
use crate::check::suggested_numbers::Counts;
use crate::check::suggestions::Suggester;
use crate::check::text_places::Places;
use crate::edition::clear::{Audience, clear, evidence_of};
use crate::edition::clear_recordings::transcripts;
use crate::edition::withheld::withheld;
use crate::error::{ArchiveError, disk};
use crate::import::folder;
use crate::import::receipt::ProblemAt;
use crate::snapshot::Snapshot;
use crate::{Archive, Surroundings};
use firsthand_intake::Mode;
use firsthand_perspective::Switches;
use firsthand_publish::checked::{CheckedText, ClaimView, Counts as ClaimCounts, view};
use firsthand_publish::{DossierInput, EditionMark, Site};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A marks table that was written for a person to fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MarksWritten {
    /// The table.
    pub marks: PathBuf,
    /// Sentences, each a row.
    pub sentences: usize,
    /// Rows for which something is suggested.
    pub suggested: usize,
}

/// How a text is to be checked.
#[derive(Debug, Clone)]
pub struct CheckOptions<'a> {
    /// The marks table.
    pub marks: &'a Path,
    /// The folder to write into.
    pub out: &'a Path,
    /// In which forms.
    pub forms: &'a [CheckForm],
    /// For whom.
    pub audience: Audience,
    /// Whether answers given under duress are left out of what is compared.
    pub without_duress: bool,
    /// Whether claims that are statements of the case become rows of its prompt.
    pub keep: bool,
}

/// A text beside the record.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TextCheck {
    /// The text's file name.
    pub text: String,
    /// Number of ledger entries that the comparison rests on.
    pub position: u64,
    /// How many claims are of which kind.
    pub counts: ClaimCounts,
    /// The claims with what stands beside each.
    pub claims: Vec<ClaimView>,
    /// Rows of the marks table whose words stand in the text no more.
    pub lost: Vec<u64>,
    /// Sentences of the text that no row of the marks table has.
    pub unmarked: usize,
    /// What is wrong in the marks table or worth knowing, with its place.
    pub problems: Vec<ProblemAt>,
    /// The files written; none if the table cannot be used.
    pub files: Vec<PathBuf>,
    /// What was kept in the case, if that was asked for.
    pub kept: Option<KeptCheck>,
}

impl TextCheck {
    /// Whether nothing was compared because the marks table cannot be used.
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.fatal)
    }
}

impl Archive {
    /// Writes the marks table of a text, with suggestions, for a person to fill in. Never over one that is there.
    ///
    /// # Errors
    /// When the text cannot be read, or the table cannot be written or exists.
    pub fn mark_text(
        &self,
        file: &Path,
        marks: &Path,
        audience: Audience,
        around: &Surroundings,
    ) -> Result<MarksWritten, ArchiveError> {
        let text = StrangeText::read(file, around)?;
        let snapshot = self.snapshot()?;
        let input = self.input_for(&snapshot, audience)?;
        let shown = input.statements.iter().map(|cleared| cleared.statement.id.as_str()).collect();
        let shown_questions = input.questions.iter().map(|question| question.id.as_str()).collect();
        let evidence = evidence_of(&snapshot, &input);
        let counts = Counts::of(&evidence, &input.answers);
        let suggester = Suggester::new(self.searcher()?, shown, shown_questions, &input.answers, counts);
        let rows = suggested(&text, &suggester)?;
        let table = marks::write(&rows).map_err(|error| disk("write", marks)(std::io::Error::other(error)))?;
        let mut file = std::fs::File::create_new(marks).map_err(disk("write", marks))?;
        file.write_all(&table).and_then(|()| file.sync_all()).map_err(disk("write", marks))?;
        let has_some = |row: &&Suggested| !row.statements.is_empty() || !row.questions.is_empty();
        let suggested = rows.iter().filter(has_some).count();
        Ok(MarksWritten { marks: marks.to_owned(), sentences: rows.len(), suggested })
    }

    /// Lays the marked claims of a text beside the record and writes the result.
    ///
    /// # Errors
    /// When text, table or case cannot be read, the result cannot be written, or something withheld would stand in it.
    pub fn check_text(
        &mut self,
        file: &Path,
        options: &CheckOptions<'_>,
        around: &Surroundings,
    ) -> Result<TextCheck, ArchiveError> {
        check_target(options.out, &self.dir)?;
        let writing = if options.keep { Some(self.begin_writing(around)?) } else { None };
        folder::must_be_file(options.marks)?;
        let text = StrangeText::read(file, around)?;
        let name = file_name(options.marks);
        let table = around.sandbox.read(options.marks, &name, Mode::Cells);
        let snapshot = self.snapshot()?;
        let input = self.input_for(&snapshot, options.audience)?;
        let mut read = marks::read(&name, &table.cells);
        read.problems.extend(table.problems.into_iter().map(ProblemAt::from));
        let places = Places::of(&text.text);
        let evidence = evidence_of(&snapshot, &input).with(Switches { leave_out_duress: options.without_duress });
        let marked = Marked { input: &input, evidence: &evidence, places: &places, file: &name };
        let claims = marked.claims(&read.marks, &mut read.problems);
        let mut check = TextCheck { text: text.name.clone(), position: snapshot.position, ..TextCheck::default() };
        check.lost = claims.iter().filter(|claim| claim.place.is_none()).map(|claim| claim.row).collect();
        check.unmarked = unmarked(&text, &places, &read);
        check.problems = read.problems;
        if check.is_refused() {
            return Ok(check);
        }
        let checked = text.into_checked(claims, options.without_duress);
        self.write_check(&snapshot, &input, &checked, options, &mut check)?;
        if let Some(writing) = writing {
            check.kept = Some(self.keep_check(&writing, &snapshot, &checked, &name, around)?);
        }
        Ok(check)
    }

    fn write_check(
        &self,
        snapshot: &Snapshot,
        input: &DossierInput,
        checked: &CheckedText,
        options: &CheckOptions<'_>,
        check: &mut TextCheck,
    ) -> Result<(), ArchiveError> {
        let site = Site::new(input)?;
        let view = view(&site, PAGE, checked);
        let hidden = but_for(withheld(snapshot, input, &transcripts(snapshot, &self.vault)), &checked.text);
        check.files = write(&site, &view, options.forms, options.out, &hidden)?;
        (check.counts, check.claims) = (view.counts, view.claims);
        Ok(())
    }

    /// The case as an audience may see it, without recordings: nothing of them goes into a checked text.
    fn input_for(&self, snapshot: &Snapshot, audience: Audience) -> Result<DossierInput, ArchiveError> {
        let edition = EditionMark {
            date: snapshot.newest_at.chars().take(10).collect(),
            position: snapshot.position,
            ..EditionMark::default()
        };
        let mut input = clear(snapshot, audience, edition, &self.address_key()?);
        input.case_id = self.file.case.clone();
        Ok(input)
    }
}

fn suggested(text: &StrangeText, suggester: &Suggester<'_>) -> Result<Vec<Suggested>, ArchiveError> {
    let places = Places::of(&text.text);
    let row = |one: firsthand_intake::SentencePlace| {
        let sentence = text.text[one.bytes.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let (questions, statements) = suggester.suggest(&sentence)?;
        let characters = places.characters(&one.bytes);
        Ok(Suggested { characters, paragraph: one.paragraph, sentence, questions, statements })
    };
    text.sentences().into_iter().map(row).collect()
}

/// Sentences that were written since the table was made.
fn unmarked(text: &StrangeText, places: &Places<'_>, read: &marks::Marks) -> usize {
    let found = |(at, words): &(Option<std::ops::Range<usize>>, String)| places.find(words, at.as_ref());
    let known: Vec<_> = read.sentences.iter().filter_map(found).map(|place| place.bytes).collect();
    let is_known = |one: &firsthand_intake::SentencePlace| {
        known.iter().any(|place| place.start < one.bytes.end && one.bytes.start < place.end)
    };
    text.sentences().iter().filter(|one| !is_known(one)).count()
}
