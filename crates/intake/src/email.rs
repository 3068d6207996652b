//! Reader `email`, version 2. Formats: a saved message (`.eml`): the headers that say who wrote to whom, when and of what, as
//! written and decoded; the text part, or the text of the HTML part; attachments by name, kind and size, and each read by the
//! reader of its kind (`attachments`), pictures inside the text and messages within too.
//! Limits: 64 MiB, 8 MiB of text, 10,000 parts that are messages themselves; attachments have those of members of archives, one
//! limit for all of a file. Other headers stay in the original alone. Tools: those of its attachments.

mod attachments;

use crate::limits::{MAX_TABLE_BYTES, MAX_TEXT_BYTES};
use crate::members::{Allowance, Members};
use crate::{Problem, Reading, html, text};
use mail_parser::{HeaderForm, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

const NAME: &str = "email";
const VERSION: &str = "2";
/// The headers that are told, in this order.
const HEADERS: [HeaderName<'static>; 10] = [
    HeaderName::From,
    HeaderName::Sender,
    HeaderName::ReplyTo,
    HeaderName::To,
    HeaderName::Cc,
    HeaderName::Bcc,
    HeaderName::Date,
    HeaderName::Subject,
    HeaderName::MessageId,
    HeaderName::InReplyTo,
];
/// Most messages within messages.
const MAX_NESTED: usize = 10_000;

/// Whether a file of this ending is a message.
pub(crate) fn claims(ending: &str) -> bool {
    ending == "eml"
}

/// Reads a message as text with its attachments, or says why it is kept unread.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Reading {
    read_within(file, bytes, &mut Allowance::whole())
}

/// The same of a message that may lie in another file, within what may still come out of that.
pub(crate) fn read_within(file: &str, bytes: &[u8], allowance: &mut Allowance) -> Reading {
    let Some(message) = parsed(bytes) else { return refused(file, bytes) };
    let mut reading = Reading::by(NAME, VERSION);
    let parts = [headers(&message), body(file, &message, &mut reading), attached(&message)];
    let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    reading.text = Some(text::line_ends(&told));
    let count = message.attachment_count() as u64;
    reading.counts.insert("attachments".into(), count);
    if count > 0 {
        let mut members = Members::of(file, reading, allowance);
        attachments::read(&message, bytes, &mut members);
        reading = members.finish();
    }
    let_go(message);
    reading
}

/// The bytes of one attachment, for an outside program; nothing where they cannot be had.
pub(crate) fn unpack(bytes: &[u8], position: u32) -> Option<Vec<u8>> {
    let message = parsed(bytes)?;
    let unpacked = attachments::unpack(&message, bytes, position);
    let_go(message);
    unpacked
}

fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    if bytes.len() as u64 > MAX_TABLE_BYTES || nested(bytes) > MAX_NESTED {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    if has_headers(&message) {
        return Some(message);
    }
    let_go(message);
    None
}

fn refused(file: &str, bytes: &[u8]) -> Reading {
    let why = if bytes.len() as u64 > MAX_TABLE_BYTES {
        format!("the message is larger than {MAX_TABLE_BYTES} bytes")
    } else if nested(bytes) > MAX_NESTED {
        format!("more than {MAX_NESTED} messages stand in it")
    } else {
        "no header of a message was found".into()
    };
    Reading::failed(NAME, VERSION, Problem::note(file, format!("kept unread; {why}")))
}

/// Lets go of a message and of those within it one after another: each inside the other they would fill the stack.
fn let_go(message: Message<'_>) {
    let mut waiting = vec![message];
    while let Some(message) = waiting.pop() {
        waiting.extend(message.parts.into_iter().filter_map(|part| match part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        }));
    }
}

/// How often a part says that it is a message, whatever the case of its letters.
fn nested(bytes: &[u8]) -> usize {
    const KIND: &[u8] = b"message/";
    bytes.windows(KIND.len()).filter(|window| window.eq_ignore_ascii_case(KIND)).count()
}

fn has_headers(message: &Message<'_>) -> bool {
    HEADERS.iter().any(|name| message.header(name.clone()).is_some())
}

fn headers(message: &Message<'_>) -> String {
    let told = HEADERS.iter().flat_map(|name| {
        let values = message.header_as(name.clone(), HeaderForm::Text).into_iter();
        values.filter_map(move |value| words(&value).map(|words| format!("{}: {words}", name.as_str())))
    });
    told.collect::<Vec<_>>().join("\n")
}

fn words(value: &HeaderValue<'_>) -> Option<String> {
    let words = match value {
        HeaderValue::Text(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        HeaderValue::TextList(all) => all.join(" "),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// The text parts; where the writer sent none, the text of the HTML parts.
fn body(file: &str, message: &Message<'_>, reading: &mut Reading) -> String {
    let told: Vec<String> = message.text_bodies().filter_map(part_text).collect();
    let mut told = told.join("\n\n").trim().to_owned();
    if message.parts.iter().any(|part| part.is_encoding_problem) {
        let message = "a part could not be decoded whole; what could be is shown, the original is as it was";
        reading.problem(Problem::note(file, message));
    }
    if told.len() as u64 > MAX_TEXT_BYTES {
        let message = format!("its text has {} bytes; only the first {MAX_TEXT_BYTES} were read", told.len());
        reading.problem(Problem::rest_unread(file, message));
        let end = told.floor_char_boundary(MAX_TEXT_BYTES as usize);
        told.truncate(end);
    }
    told
}

fn part_text(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(words) => Some(words.trim_end().to_owned()),
        PartType::Html(page) => Some(html::text_of(page)),
        _ => None,
    }
}

fn attached(message: &Message<'_>) -> String {
    message.attachments().map(attachment).collect::<Vec<_>>().join("\n")
}

fn attachment(part: &MessagePart<'_>) -> String {
    let name = part.attachment_name().unwrap_or("without a name");
    let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
    let size = match part.body {
        PartType::Message(_) => part.raw_len() as usize,
        _ => part.len(),
    };
    format!("[Attachment: {name}, {}, {size} bytes]", kind.unwrap_or_else(|| "kind not stated".into()))
}
