//! Scopes, answer groups, bounds, origins and sum checks: pure functions over records.
//! Nothing here reads, writes, knows the hour or fails; nothing here scores, averages, ranks or resolves.
//!
//! [`chains_in_time`] looks for chains of reports that go backwards in time.
//! [`open_dependences`] asks a person about statements that share what few share.
//! [`reached`] says what is reported to have reached a party by an hour.
//! [`tensions`] looks for records that do not fit together; [`order`] solves what they come to in time.
//!
//! [`Evidence`] takes the records of a case and makes a [`Board`](firsthand_model::board::Board) for each question.
//!
//! # Rules
//!
//! **Scopes.** A scope is question, population, unit, tally and type of value. What is absent is a scope of its own.
//!
//! **Admissible values.** "About" is the value ± the question's tolerance ([`Tolerance`]). An exact figure by somebody
//! who estimated is "about", put on by us and marked so; one that the table marks as approximate is "about" too, and a
//! one-sided bound so marked is wider by the tolerance. A clock time whose seconds are 0 is its whole minute, since EDTF
//! cannot leave seconds out. A range runs from the earliest of its lower end to the latest of its upper end.
//!
//! **Stance.** `denies` and `doubts` are read like `asserts`: the coder puts the `no`, the `negated` or the doubting
//! words into the answer itself ("it did not begin with them" is `B07`, negated; "not convinced" is `unknown`; a denial
//! may also assert another actor), so that denying it again would turn it round. `corrects` asserts too: its answer fits or
//! excludes like any other. The answer of the same registered speaker that it replaces (the one from which it is derived; else
//! what was said before it, or not certainly after) stays in its group, is said to be corrected, and parts nothing.
//! Answers of statements that do not know, decline or retract are listed and are members of nothing.
//!
//! **Groups** of counts and times are maximal sets of members with a common admissible value; where the question's as-of
//! rule says that the moment parts answers, with a common moment too. Options, orders, places and parties make maximal sets of
//! those that can all be so together by the relation of their type; words are grouped by the codes that a person gave them.
//! One-sided bounds and negated options are members of none: they fit or exclude groups, or are not compared with
//! groups about another moment.
//!
//! **Origins.** Chains of `derived_from` and `common_source` are followed through all statements of the case. A statement
//! has its root in one known person if it is first-hand (its speaker), if it was told by one (the last in
//! `knows_from_ids`, since `A;B` says that B told A), or else in its speaker. Statements with one root, or one speaker,
//! are one report; only where the speaker was there too, and the one who told is heard through somebody else as well, are
//! those two kept apart. Bodies, sources, media and people who are not named make nothing one.
//!
//! *At most* is the number of reports. *At least* is the size of the largest set of roots that are certainly distinct, one
//! from each report and never fewer than one: first-hand accounts of different known persons that rest on no other
//! statement, and pairs judged independent. A pair judged to share exposure is not certain by a judgment of independence.
//! Repetition can therefore not raise it.
//!
//! **Beside.** A coded claim is compared with each answer of its scope by the same rules: two that each name one
//! value, exactly or about, say the same where they can meet; an answer says a range or bound by lying within it; what shares
//! no value excludes; the rest fits. Options exclude
//! each other unless they can be so together or somebody in the scope asserts several. Texts are not compared, but for the
//! very same words.
//!
//! **Explanations.** The alternatives of a scope (options, parties, yes and no, orders) lie to its answers by the relation that makes its
//! groups: an answer says one, can be so together with it, or excludes it. An answer that says nothing of one is not counted to it:
//! a denial of another, or another option where somebody asserts several at once.
//!
//! **History of a figure.** Figures of one scope by when they were said, the undated last. The same number with the same
//! bound in reports of one origin is one figure and its repetitions. A registered speaker's figure replaces the one before
//! it, where that was certainly said before and is another number, or the one from which it is recorded to be derived.
//!
//! **Sums.** Addends of one division are added as intervals and compared with the whole; subsets and percentages never are.
#![warn(missing_docs)]

pub mod agreement;
mod arrows;
mod beside;
mod bounds;
mod certain;
mod chains;
mod chains_in_time;
mod cliques;
mod clock;
mod columns;
mod compared;
mod components;
mod corrected;
mod discs;
mod distinct;
mod evidence;
mod explanations;
mod ground;
mod grounds;
mod group;
mod groups;
mod history;
mod interval;
mod joined;
mod labels;
mod links;
mod moment;
mod no_answer;
mod open_dependences;
pub mod order;
mod quick;
mod reach;
mod reading;
mod relation;
mod reports;
mod root;
mod scopes;
mod spoken;
mod standing;
mod sums;
mod tense;
mod together;
mod tolerance;
mod union_find;
mod voice;
mod when;
mod words;

#[cfg(test)]
mod tests;

pub use chains_in_time::{ChainRecords, chains_in_time};
pub use evidence::{Evidence, Switches, Unreadable};
pub use grounds::{Sides, Span};
pub use open_dependences::{Unjudged, open_dependences};
pub use reach::{Reach, reached};
pub use standing::Standing;
pub use tense::{Tense, tensions};
pub use tolerance::Tolerance;
