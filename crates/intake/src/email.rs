//! Reader `email`, version 1. Formats: a saved message (`.eml`): the headers that say who wrote to whom, when and of what, as
//! written and decoded; the text part, or the text of the HTML part; attachments by name, kind and size, never opened.
//! Limits: 64 MiB, 8 MiB of text, 1,000 parts that are messages themselves. Other headers stay in the original alone.

use crate::limits::{MAX_TABLE_BYTES, MAX_TEXT_BYTES};
use crate::{Problem, Reading, html, text};
use mail_parser::{HeaderForm, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

const NAME: &str = "email";
const VERSION: &str = "1";
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
/// Most messages within messages: each stands on the stack of whoever lets go of it.
const MAX_NESTED: usize = 1_000;

/// Whether a file of this ending is a message.
pub(crate) fn claims(ending: &str) -> bool {
    ending == "eml"
}

/// Reads a message as text, or says why it is kept unread.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Reading {
    let refuse = |why: String| Reading::failed(NAME, VERSION, Problem::note(file, format!("kept unread; {why}")));
    if bytes.len() as u64 > MAX_TABLE_BYTES {
        return refuse(format!("the message is larger than {MAX_TABLE_BYTES} bytes"));
    }
    if nested(bytes) > MAX_NESTED {
        return refuse(format!("more than {MAX_NESTED} messages stand in it"));
    }
    let Some(message) = MessageParser::default().parse(bytes).filter(has_headers) else {
        return refuse("no header of a message was found".into());
    };
    let mut reading = Reading::by(NAME, VERSION);
    let parts = [headers(&message), body(file, &message, &mut reading), attachments(&message)];
    let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    reading.text = Some(text::line_ends(&told));
    reading.counts.insert("attachments".into(), message.attachment_count() as u64);
    reading
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
        let end = told.floor_char_boundary(MAX_TEXT_BYTES as usize);
        told.truncate(end);
        reading.problem(Problem::note(file, format!("only the first {MAX_TEXT_BYTES} bytes of the text are shown")));
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

fn attachments(message: &Message<'_>) -> String {
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
