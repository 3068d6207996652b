//! What is reported to have reached a party, for people: each message with its stages and who says so since when, then what
//! was said in public.

use super::Readable;
use firsthand_archive::{AsWhat, ByThen, MessageLine, PublicLine, ReachedView, Stage, WhoSays};

impl Readable for ReachedView {
    fn lines(&self) -> Vec<String> {
        let by = self.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let name = self.name.as_deref().unwrap_or(self.party.as_str());
        let mut lines = vec![format!("Reported to have reached {name} ({}){by}:", self.party)];
        if self.messages.is_empty() {
            lines.push("   Nothing that was read says that a message was sent to this party.".into());
        }
        let is_later = |line: &&MessageLine| line.told.sent.by_then == ByThen::Later;
        lines.extend(self.messages.iter().filter(|line| !is_later(line)).flat_map(message_lines));
        let later: Vec<&str> = self.messages.iter().filter(is_later).map(|line| line.told.message.as_str()).collect();
        if !later.is_empty() {
            lines.push(String::new());
            lines.push(format!("   Sent later than that: {}.", later.join(", ")));
        }
        lines.push(String::new());
        lines.push(format!("Said in public{by}:"));
        lines.extend(self.in_public.iter().map(public_line));
        if !self.undated_in_public.is_empty() {
            lines.push(format!("   {} more statements were public and have no date.", self.undated_in_public.len()));
        }
        if !self.recipient_unregistered.is_empty() {
            let ids: Vec<&str> = self.recipient_unregistered.iter().map(|id| id.as_str()).collect();
            lines.push(String::new());
            lines.push(format!(
                "Messages to nobody registered, of which nobody says whether they reached this party: {}.",
                ids.join(", ")
            ));
        }
        lines
    }
}

fn message_lines(line: &MessageLine) -> Vec<String> {
    let or_not_stated = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".into());
    let told = &line.told;
    let kind = line.kind.as_deref().unwrap_or("message");
    let to = match told.as_what {
        AsWhat::Recipient => String::new(),
        AsWhat::Carrier => format!(", to {}, through this party", or_not_stated(&line.to)),
        AsWhat::Member => {
            format!(", to {}, said to belong to it by {}", or_not_stated(&line.to), accounts(&told.member_by))
        }
    };
    let mut lines = vec![
        String::new(),
        format!("   {} {kind} from {}{to}: {}", told.message, or_not_stated(&line.from), or_not_stated(&line.content)),
        stage_line("sent", &told.sent),
        stage_line("received", &told.received),
        stage_line("understood", &told.understood),
    ];
    lines.extend((!told.disputed_by.is_empty()).then(|| format!("      disputed by {}", accounts(&told.disputed_by))));
    lines
}

fn stage_line(name: &str, stage: &Stage) -> String {
    let state = stage.by_then.word().replace('_', " ");
    match stage.by_then {
        ByThen::Unsaid => format!("      {name}: nobody says so"),
        ByThen::Undated => format!("      {name}: {state}; says {}", accounts(&stage.said_by)),
        _ => format!("      {name}: {state}, {}; says {}", stage.when, accounts(&stage.said_by)),
    }
}

/// `Andreyev (E138, experienced, since 2005-12-16)`, or the source alone where the row rests on it.
fn accounts(all: &[WhoSays]) -> String {
    let one = |who: &WhoSays| {
        let source = who.source.as_ref().map(|id| id.as_str()).unwrap_or("nobody named");
        let custody = if who.duress { ", in custody" } else { "" };
        let stance = who.stance.map(|stance| stance.word()).filter(|word| *word != "asserts");
        let stance = stance.map(|word| format!(", {}", word.replace('_', " "))).unwrap_or_default();
        let since = match who.since.is_unknown() {
            true => "since when is not stated".to_owned(),
            false => format!("since {}", who.since),
        };
        match &who.statement {
            Some(id) => {
                let basis = who.basis.map(|basis| format!(", {basis}")).unwrap_or_default();
                format!("{} ({id}{basis}{stance}{custody}; {since})", who.speaker.as_deref().unwrap_or(source))
            }
            None => format!("the row's source {source} ({since})"),
        }
    };
    if all.is_empty() { "nobody named".into() } else { all.iter().map(one).collect::<Vec<_>>().join("; ") }
}

fn public_line(line: &PublicLine) -> String {
    let perhaps = if line.public.by_then == ByThen::Perhaps { "perhaps by then, " } else { "" };
    let (speaker, claim) = (line.speaker.as_deref().unwrap_or("-"), line.claim.as_deref().unwrap_or("-"));
    format!("   {perhaps}{}  {speaker}: {claim} ({})", line.public.when, line.public.statement)
}
