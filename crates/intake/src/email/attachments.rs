//! What is attached to a message, pictures inside its text and messages within it too: unpacked from the form in which it went
//! by post, and read like the members of an archive.

use crate::media;
use crate::members::{Members, sha256};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// Endings for what has no name, or one without an ending, by its kind: readers of words go by them.
const ENDINGS: [(&str, &str); 8] = [
    ("text/plain", "txt"),
    ("text/html", "html"),
    ("text/csv", "csv"),
    ("text/vtt", "vtt"),
    ("text/calendar", "ics"),
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("message/rfc822", "eml"),
];
/// Letters of which every text is UTF-8 as it stands.
const PLAIN_LETTERS: [&str; 3] = ["utf-8", "utf8", "us-ascii"];

/// Reads every attachment of the message in these bytes.
pub(super) fn read(message: &Message<'_>, bytes: &[u8], members: &mut Members<'_>) {
    for (position, part) in message.attachments().enumerate() {
        if members.allowance.members == 0 {
            let message = "more than 10,000 files are in it, attachments and theirs; the rest are not read";
            return members.rest_unread(message);
        }
        attachment(position, part, bytes, members);
    }
}

/// The bytes of one attachment of the message in these bytes.
pub(super) fn unpack(message: &Message<'_>, bytes: &[u8], position: u32) -> Option<Vec<u8>> {
    let part = message.attachments().nth(usize::try_from(position).ok()?)?;
    Some(sent(part, bytes).into_owned())
}

fn attachment(position: usize, part: &MessagePart<'_>, whole: &[u8], members: &mut Members<'_>) {
    let ending = ending_by_kind(part);
    let written = part.attachment_name().unwrap_or_default();
    let wanted = called(written, ending.as_deref(), part);
    let nameless = format!("part {}", position + 1);
    let nameless = ending.map_or(nameless.clone(), |ending| format!("{nameless}.{ending}"));
    let position = u32::try_from(position).unwrap_or(u32::MAX);
    let (mut member, _) = members.named(position, written, &wanted, &nameless);
    if leads_elsewhere(written) {
        let message = format!("the message would put it elsewhere ({}); it is only named", media::tidy(written));
        members.note(&member.path, &message);
    }
    let bytes = sent(part, whole);
    member.size_bytes = bytes.len() as u64;
    member.sha256 = Some(sha256(&bytes));
    if part.is_encoding_problem {
        members.note(&member.path, "it could not be decoded whole; what could be was read");
    }
    if member.size_bytes > members.allowance.bytes {
        members.note(&member.path, "too much is in the message already; it was not read. Take it out and add it");
        return members.keep(member);
    }
    members.allowance.bytes -= member.size_bytes;
    match words_of(part) {
        Some(words) => members.read(member, words.as_bytes()),
        None => members.read(member, &bytes),
    }
}

/// The name under which an attachment is read: its own, with an ending where that lacks one and its kind has one. A message
/// within is one whatever it is called.
fn called(written: &str, ending: Option<&str>, part: &MessagePart<'_>) -> String {
    let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let has_ending = name.contains('.') && !name.ends_with('.');
    let is_message = matches!(part.body, PartType::Message(_));
    match ending {
        _ if written.is_empty() => String::new(),
        Some(_) if is_message && !name.to_lowercase().ends_with(".eml") => format!("{written}.eml"),
        Some(ending) if !has_ending => format!("{}.{ending}", written.trim_end_matches('.')),
        _ => written.to_owned(),
    }
}

fn ending_by_kind(part: &MessagePart<'_>) -> Option<String> {
    if matches!(part.body, PartType::Message(_)) {
        return Some("eml".into());
    }
    let kind = part.content_type()?;
    let (kind, form) = (kind.ctype().to_lowercase(), kind.subtype()?.to_lowercase());
    if kind == "image" && media::ENDINGS.contains(&form.as_str()) {
        return Some(form);
    }
    let whole = format!("{kind}/{form}");
    ENDINGS.iter().find(|(kind, _)| *kind == whole).map(|(_, ending)| (*ending).to_owned())
}

/// Whether a name has a root, a drive or a way up. A slash in it may be one of a date.
fn leads_elsewhere(written: &str) -> bool {
    let mut parts = written.split(['/', '\\']);
    written.starts_with(['/', '\\']) || written.get(1..3) == Some(":\\") || parts.any(|part| part == "..")
}

/// The bytes as they were before they were packed for the way.
fn sent<'b>(part: &'b MessagePart<'_>, whole: &'b [u8]) -> Cow<'b, [u8]> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let packed = || whole.get(range.clone()).unwrap_or_default();
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Cow::Borrowed(bytes),
        PartType::Message(inner) if part.encoding != Encoding::None => Cow::Borrowed(inner.raw_message()),
        PartType::Message(_) | PartType::Multipart(_) => Cow::Borrowed(packed()),
        // The parser made UTF-8 of it, and of what it could not decode a text.
        PartType::Text(_) | PartType::Html(_) => decoded(part, packed()),
    }
}

fn decoded<'b>(part: &MessagePart<'_>, packed: &'b [u8]) -> Cow<'b, [u8]> {
    let way = part.content_transfer_encoding().unwrap_or_default().to_lowercase();
    let bytes = match way.as_str() {
        "base64" => base64_decode(&without_strange_signs(packed)),
        "quoted-printable" => quoted_printable_decode(packed),
        _ => None,
    };
    bytes.map_or(Cow::Borrowed(packed), Cow::Owned)
}

/// Signs of base64 alone: one stray letter must not cost the whole of a photograph.
fn without_strange_signs(packed: &[u8]) -> Vec<u8> {
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    packed.iter().copied().filter(is_sign).collect()
}

/// The words as UTF-8 where the message says in which other letters they are written.
fn words_of<'b>(part: &'b MessagePart<'_>) -> Option<&'b str> {
    let letters = part.content_type()?.attribute("charset")?.to_lowercase();
    match &part.body {
        PartType::Text(words) | PartType::Html(words) if !part.is_encoding_problem => {
            (!PLAIN_LETTERS.contains(&letters.as_str())).then_some(words)
        }
        _ => None,
    }
}
