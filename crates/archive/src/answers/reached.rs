//! The question *reached*: what is reported to have reached a party by an hour, with what each message and statement says.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::edtf::Edtf;
use firsthand_model::reach::{Publication, Reached, ReachedMessage};
use firsthand_model::{Message, MessageId, PersonId, Statement, StatementId};
use firsthand_perspective::{Reach, reached};
use serde::Serialize;

/// What is reported to have reached a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachedView {
    /// The party.
    pub party: PersonId,
    /// Its name.
    pub name: Option<String>,
    /// The hour, EDTF; none where all is asked for.
    pub by: Option<String>,
    /// Messages.
    pub messages: Vec<MessageLine>,
    /// What was said in public by then.
    pub in_public: Vec<PublicLine>,
    /// Statements in public circumstances without a date.
    pub undated_in_public: Vec<StatementId>,
    /// Messages whose recipient is no registered party.
    pub recipient_unregistered: Vec<MessageId>,
}

/// A message with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageLine {
    /// How it is reported to have reached the party.
    #[serde(flatten)]
    pub told: ReachedMessage,
    /// From whom, in words.
    pub from: Option<String>,
    /// To whom, in words.
    pub to: Option<String>,
    /// What kind of message it is.
    pub kind: Option<String>,
    /// What was conveyed.
    pub content: Option<String>,
}

/// Something said in public, with who said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicLine {
    /// When it became public.
    #[serde(flatten)]
    pub public: Publication,
    /// The speaker, in words.
    pub speaker: Option<String>,
    /// The claim.
    pub claim: Option<String>,
}

impl Archive {
    /// What is reported to have reached a person, body or role by an hour, or at all.
    ///
    /// # Errors
    /// When the case cannot be read, or has no such state or party.
    pub fn reached(&self, party: &str, by: Option<&Edtf>, seen: View<'_>) -> Result<ReachedView, ArchiveError> {
        let snapshot = self.snapshot_at(seen.at)?;
        let unknown = || ArchiveError::Unknown { what: "person or body".into(), id: party.to_owned() };
        let known = snapshot.people.iter().find(|person| person.id.as_str() == party).ok_or_else(unknown)?;
        let found = reached(&records(&snapshot, seen.without_duress), &known.id, by);
        Ok(view(&snapshot, known.name.clone(), found))
    }
}

/// The records in which is looked.
fn records(snapshot: &Snapshot, leave_out_duress: bool) -> Reach<'_> {
    Reach {
        people: &snapshot.people,
        messages: &snapshot.messages,
        statements: &snapshot.statements,
        sources: &snapshot.sources,
        offset_minutes: snapshot.offset_minutes(),
        leave_out_duress,
    }
}

fn view(snapshot: &Snapshot, name: Option<String>, found: Reached) -> ReachedView {
    let message = |id: &MessageId| snapshot.messages.iter().find(|message| message.id == *id).cloned();
    let statement = |id: &StatementId| snapshot.statements.iter().find(|statement| statement.id == *id).cloned();
    ReachedView {
        party: found.party,
        name,
        by: found.by,
        messages: found
            .messages
            .into_iter()
            .map(|told| message_line(message(&told.message).unwrap_or_default(), told))
            .collect(),
        in_public: found
            .in_public
            .into_iter()
            .map(|public| public_line(statement(&public.statement).unwrap_or_default(), public))
            .collect(),
        undated_in_public: found.undated_in_public,
        recipient_unregistered: found.recipient_unregistered,
    }
}

fn message_line(message: Message, told: ReachedMessage) -> MessageLine {
    MessageLine { told, from: message.from, to: message.to, kind: message.kind, content: message.content }
}

fn public_line(statement: Statement, public: Publication) -> PublicLine {
    PublicLine { public, speaker: statement.speaker, claim: statement.claim }
}
