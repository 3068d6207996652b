//! The question *grades*: Admiralty letters with their words, for the team. No page shows them, nothing is computed with them,
//! and F and 6 say that something cannot be judged, not that it is bad.

use crate::Archive;
use crate::error::ArchiveError;
use crate::judgment::confirmed::{UNCONFIRMED, unconfirmed};
use firsthand_model::Grade;
use serde::Serialize;

/// A grade with its letters in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GradeLine {
    /// Its id.
    pub id: String,
    /// The source that the letter is for.
    pub source: Option<String>,
    /// The statement that the digit is for.
    pub statement: Option<String>,
    /// On what subject.
    pub topic: Option<String>,
    /// The letter, and what it means.
    pub reliability: Option<[String; 2]>,
    /// The digit, and what it means.
    pub credibility: Option<[String; 2]>,
    /// Why.
    pub reason: Option<String>,
    /// Who judged.
    pub author: Option<String>,
    /// When, EDTF.
    pub date: Option<String>,
    /// Why it does not hold any more as it was given: a 1, confirmed, whose second origin is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
}

impl Archive {
    /// Every grade, in order of id.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn grades(&self, at: Option<&str>) -> Result<Vec<GradeLine>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        let stale = unconfirmed(&snapshot);
        Ok(snapshot.grades.iter().map(|grade| line(grade, stale.contains(&grade.id))).collect())
    }
}

fn line(grade: &Grade, is_stale: bool) -> GradeLine {
    let in_words = |mark: &Option<String>, words: fn(&str) -> &'static str| {
        mark.as_deref().map(|mark| [mark.to_owned(), words(mark).to_owned()])
    };
    GradeLine {
        id: grade.id.to_string(),
        source: grade.source_id.as_ref().map(ToString::to_string),
        statement: grade.statement_id.as_ref().map(ToString::to_string),
        topic: grade.topic.clone(),
        reliability: in_words(&grade.reliability, reliability),
        credibility: in_words(&grade.credibility, credibility),
        reason: grade.reason.clone(),
        author: grade.author.clone(),
        date: grade.date.clone(),
        stale: is_stale.then(|| UNCONFIRMED.to_owned()),
    }
}

/// Source: NATO AJP-2.1, the alphanumeric system.
fn reliability(letter: &str) -> &'static str {
    match letter {
        "A" => "completely reliable",
        "B" => "usually reliable",
        "C" => "fairly reliable",
        "D" => "not usually reliable",
        "E" => "unreliable",
        _ => "reliability cannot be judged",
    }
}

fn credibility(digit: &str) -> &'static str {
    match digit {
        "1" => "confirmed by other sources",
        "2" => "probably true",
        "3" => "possibly true",
        "4" => "doubtful",
        "5" => "improbable",
        _ => "truth cannot be judged",
    }
}
