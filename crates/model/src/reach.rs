//! What is reported to have reached a party by an hour, as values: who says that something was sent, received, understood,
//! since when they say so, and what was said in public by then. What went on in anybody's head is not here, and no
//! word for it: a report that something arrived is a report.
//!
//! They are made in `perspective` and drawn in `publish`.

use crate::when::When;
use crate::words::Stance;
use crate::{Basis, Handle, MessageId, PersonId, StatementId, vocabulary};
use serde::{Deserialize, Serialize};

/// What is reported to have reached one party by one hour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The person, body or role.
    pub party: PersonId,
    /// The hour, EDTF as given; absent where everything recorded is asked for.
    pub by: Option<String>,
    /// Messages to the party, through it, and to those said to belong to it, by when they were sent; undated last.
    pub messages: Vec<ReachedMessage>,
    /// What was said in public, by when it became public; what is later than the hour or has no date is not here.
    pub in_public: Vec<Publication>,
    /// Statements in public circumstances without a date: whether they were public by then nobody can tell.
    pub undated_in_public: Vec<StatementId>,
    /// Messages whose recipient is no registered party: whether they reached this one nobody says.
    pub recipient_unregistered: Vec<MessageId>,
}

/// One message as it is reported to have reached a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachedMessage {
    /// The message.
    pub message: MessageId,
    /// As what it reached the party.
    pub as_what: AsWhat,
    /// The recipient said to belong to the party, with [`AsWhat::Member`].
    pub member: Option<PersonId>,
    /// Who says that the recipient belonged to it.
    pub member_by: Vec<WhoSays>,
    /// That it was sent.
    pub sent: Stage,
    /// That it arrived; of a carrier, that the carrier was told.
    pub received: Stage,
    /// That it was understood, or acted upon.
    pub understood: Stage,
    /// Who contradicts it.
    pub disputed_by: Vec<WhoSays>,
    /// Statements whose content it conveys.
    pub conveys: Vec<StatementId>,
}

/// One stage of a message: sent is not received, and received is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Whether it is reported to have come to it by the hour.
    pub by_then: ByThen,
    /// When, as recorded. Where nothing says when it came to a later stage, not before it came to the one before.
    pub when: When,
    /// Who says so.
    pub said_by: Vec<WhoSays>,
}

/// By whose account something is so, and since when that account exists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoSays {
    /// The statement; absent where only the row's source stands for it.
    pub statement: Option<StatementId>,
    /// The source or film in which it stands.
    pub source: Option<Handle>,
    /// The speaker in words.
    pub speaker: Option<String>,
    /// How the speaker knows.
    pub basis: Option<Basis>,
    /// What the speaker does with the claim.
    pub stance: Option<Stance>,
    /// Since when the account exists: when it was said or printed, else the date of its source.
    pub since: When,
    /// Words that hold under duress.
    pub duress: bool,
}

/// Something said in public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The statement.
    pub statement: StatementId,
    /// When it became public.
    pub when: When,
    /// Whether it was public by the hour, certainly or perhaps.
    pub by_then: ByThen,
    /// What makes it public.
    pub because: PublicBy,
}

vocabulary! {
    /// As what a message reached a party.
    AsWhat {
        /// It was sent to the party.
        Recipient = "recipient",
        /// The party carried it; it counts as told what it says only if somebody says so.
        Carrier = "carrier",
        /// It was sent to somebody said to belong to the party.
        Member = "member",
    }
}

vocabulary! {
    /// Whether something is reported to have happened by an hour.
    ByThen {
        /// By all that is recorded of its time, by then.
        ByThen = "by_then",
        /// It may have been earlier or later: its time is too wide, doubtful, or only doubted.
        Perhaps = "perhaps_by_then",
        /// After that.
        Later = "later",
        /// Somebody says so, and nobody says when.
        Undated = "time_not_stated",
        /// Nothing that was read says so.
        Unsaid = "nobody_says_so",
    }
}

vocabulary! {
    /// What makes a statement public.
    PublicBy {
        /// The circumstances in which it was said: a press conference, a broadcast, an agency's or paper's report.
        Circumstances = "circumstances",
        /// It stands in a publication, and was public when that appeared.
        Source = "source",
    }
}
