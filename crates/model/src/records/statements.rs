//! The unit of it all: what one voice asserts in one passage, and the typed answers that it gives.

use super::record;
use crate::answer::{AnswerType, Bound};
use crate::basis::Basis;
use crate::table::CellKind::{Decimal, Edtf, Flag, Integer, List, OneOf, Ref, Refs, Text};
use crate::words::{PartRole, Stance, Tally};
use crate::{AnswerId, Handle, Kind, PersonId, QuestionId, SourceId, StatementId};

record! {
    /// What one voice asserts in one passage of one source.
    Statement, Kind::Statement, "statements", key
    /// The statement's id.
    id: StatementId = "E029";
    /// The source in which it stands.
    source: Option<SourceId> = Ref(&[Kind::Source]), "S33", required;
    /// Where in the source it stands; none is invented.
    locator: Option<String> = Text, "§ 570";
    /// The speaker, in words.
    speaker: Option<String> = Text, "Dzugayev (P09)", required;
    /// The speaker, if a registered person or body.
    speaker_id: Option<PersonId> = Ref(&[Kind::Person]), "P09";
    /// Why the speaker is not named.
    speaker_protection: Option<String> = Text, "survivor";
    /// The dignity rule for linking; a link needs `true`.
    public_link: Option<bool> = Flag, "true";
    /// Which dignity rule forbids the link.
    public_link_rule: Option<String> = Text, "the page names the private speaker";
    /// From whom or what the speaker has it, in words; `-` means the source itself, or not stated.
    knows_from: Option<String> = Text, "Aushev";
    /// From whom or what the speaker has it, by id; `A;B` says that B told A.
    knows_from_ids: Vec<Handle> = Refs(&[Kind::Person, Kind::Media, Kind::Source]), "M01;P01";
    /// Who carried it from the speaker to us, in words.
    relayed_through: Option<String> = Text, "PAP in Wprost";
    /// Who carried it from the speaker to us, in order.
    relay_chain: Vec<String> = List, "PAP in Wprost";
    /// How the speaker knows.
    basis: Option<Basis> = OneOf(Basis::WORDS), "official", required;
    /// The reason of a hard decision about the basis.
    basis_note: Option<String> = Text, "says how many he got to see";
    /// Where the speaker was when they saw or heard it or it happened to them: a place, or a part of the scene.
    seen_from: Option<Handle> = Ref(&[Kind::Place, Kind::ScenePart]), "L04";
    /// The circumstances in which it was said.
    circumstances: Option<String> = Text, "press_conference";
    /// More on the circumstances.
    circumstances_note: Option<String> = Text, "in court, in custody";
    /// Whether words or acts of a person in custody are given or relied on.
    duress: Option<bool> = Flag, "false";
    /// What the speaker does with the claim.
    stance: Option<Stance> = OneOf(Stance::WORDS), "asserts";
    /// The claim in the coder's words.
    claim: Option<String> = Text, "354 people are held", required;
    /// `paraphrase`, or `exact` where the claim quotes.
    wording: Option<String> = Text, "paraphrase";
    /// The words as said, where they may be kept.
    quote: Option<String> = Text, "сколько было заложников";
    /// The language of `quote`, BCP 47.
    quote_lang: Option<String> = Text, "ru";
    /// The main question.
    question: Option<QuestionId> = Ref(&[Kind::Question]), "Q01";
    /// The compact form of the value, as first noted.
    value: Option<String> = Text, "count~1500";
    /// When it was said or printed, as noted.
    stated: Option<String> = Text, "2004-09-02";
    /// When it was said or printed, EDTF.
    stated_edtf: Option<String> = Edtf, "2004-09-02";
    /// What is doubtful about that date.
    stated_mark: Option<String> = Text, "year inferred";
    /// When it happened, by the speaker, EDTF.
    about_time: Option<String> = Edtf, "2004-09-03T13:05:00+04:00";
    /// The word of certainty used.
    certainty_word: Option<String> = Text, "about";
    /// Whose word that is: exact, translated or ours.
    certainty_wording: Option<String> = Text, "exact";
    /// Who coded the row.
    coder: Option<String> = Text, "AB";
    /// The codebook's version.
    codebook: Option<String> = Text, "1";
    /// Words shown before the material.
    content_note: Option<String> = Text, "deaths counted; children";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// One typed value that a statement gives to one question.
    Answer, Kind::Answer, "answers", key
    /// The statement's id and a number.
    id: AnswerId = "E029.1";
    /// The statement.
    statement_id: Option<StatementId> = Ref(&[Kind::Statement]), "E029", required;
    /// The question.
    question_id: Option<QuestionId> = Ref(&[Kind::Question]), "Q01", required;
    /// What kind of value it is.
    r#type: Option<AnswerType> = OneOf(AnswerType::WORDS), "count", required;
    /// How a count or time is bounded.
    bound: Option<Bound> = OneOf(Bound::WORDS), "exact";
    /// Lower end: a whole number, or for times EDTF; with `more-than` it is excluded.
    min: Option<String> = Text, "354";
    /// Upper end.
    max: Option<String> = Text, "354";
    /// Whether the value is given as approximate.
    approx: Option<bool> = Flag, "false";
    /// The unit; empty means one of what the question counts.
    unit: Option<String> = Text, "percent";
    /// Yes-no word, options, actors or places, or what came before what (`blow<dark`, `=` for at the same time); several are all asserted.
    option_ids: Vec<Handle> = List, "B07;B10";
    /// True means "not this one".
    negated: Option<bool> = Flag, "false";
    /// An answer in words.
    text: Option<String> = Text, "disbelief";
    /// Codes of an answer in words, of the question's own list; several are all given.
    codes: Vec<String> = List, "fear";
    /// A point as said: latitude, decimal degrees north, WGS 84.
    lat: Option<String> = Decimal, "43.184104";
    /// Its longitude, decimal degrees east, WGS 84.
    lon: Option<String> = Decimal, "44.540854";
    /// How far from the point it may have been, metres; empty takes the question's tolerance.
    radius_m: Option<i64> = Integer, "200";
    /// The scope key: what is counted or timed, or which part of the question this speaks to.
    population: Option<String> = Text, "held-in-school";
    /// The scope in words.
    about: Option<String> = Text, "running count";
    /// Whether the count still ran.
    tally: Option<Tally> = OneOf(Tally::WORDS), "running";
    /// Earliest moment that the figure describes, EDTF.
    as_of_earliest: Option<String> = Edtf, "2004-09-02";
    /// Latest moment that the figure describes, EDTF.
    as_of_latest: Option<String> = Edtf, "2004-09-02";
    /// The figure of which this is a part.
    part_of: Option<AnswerId> = Ref(&[Kind::Answer]), "E089.1";
    /// What kind of part.
    part_role: Option<PartRole> = OneOf(PartRole::WORDS), "addend";
    /// By what that figure is divided, in a word of your own: parts add up with those of the same division. Empty is one by itself.
    division: Option<String> = Text, "origin";
    /// The sum of the parts as noted by the coder.
    parts_sum: Option<String> = Text, "330";
    /// What the coder noted about the sum.
    parts_check: Option<String> = Text, "does-not-close";
    /// The time as printed.
    printed_time: Option<String> = Text, "09:05";
    /// The zone as printed.
    printed_zone: Option<String> = Text, "GMT";
    /// The calendar of the date as printed, if it is not the one that EDTF has.
    printed_calendar: Option<String> = Text, "Julian";
    /// A note.
    note: Option<String> = Text, "the day is not stated in the post";
}

impl Answer {
    /// Whether it gives a time closer than to the day: such a time was said in some zone, printed or not.
    pub fn is_clock_time(&self) -> bool {
        let has_clock = |end: &Option<String>| end.as_ref().is_some_and(|end| end.contains('T'));
        self.r#type == Some(AnswerType::Time) && (has_clock(&self.min) || has_clock(&self.max))
    }

    /// Whether there is something to say of how its source has the time: its zone, or that it prints none, or its calendar.
    pub fn is_read_from_print(&self) -> bool {
        self.is_clock_time() || self.r#type == Some(AnswerType::Time) && self.printed_calendar.is_some()
    }
}
