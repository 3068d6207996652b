//! Saved messages with attachments, as mail programs write them.

use std::fmt::Write;

/// One attachment: its headers before the encoding, and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    /// Such as `image/jpeg; name="m.jpg"`.
    pub kind: &'a str,
    /// Such as `attachment; filename="m.jpg"`.
    pub disposition: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A message of these words with these attachments, each in base64 but messages, which stand as they are.
pub fn message(subject: &str, words: &str, attached: &[Attached<'_>]) -> Vec<u8> {
    // A boundary of its own: a message within must not end the one around it.
    let boundary = format!("part-{}-{}", subject.len(), attached.iter().map(|one| one.bytes.len()).sum::<usize>());
    let mut text = format!(
        "From: Keeper <keeper@a.example>\r\nTo: archive@a.example\r\nDate: Wed, 1 Sep 2004 09:05:00 +0400\r\n\
         Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n\
         --{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    )
    .into_bytes();
    for one in attached {
        let is_message = one.kind.starts_with("message/");
        let way = if is_message { "8bit" } else { "base64" };
        let head = format!(
            "--{boundary}\r\nContent-Type: {}\r\nContent-Disposition: {}\r\nContent-Transfer-Encoding: {way}\r\n\r\n",
            one.kind, one.disposition
        );
        text.extend(head.as_bytes());
        match is_message {
            true => text.extend(one.bytes),
            false => text.extend(base64(one.bytes).as_bytes()),
        }
        text.extend(b"\r\n");
    }
    text.extend(format!("--{boundary}--\r\n").as_bytes());
    text
}

/// The message with files attached under these names.
pub fn message_with(subject: &str, words: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let dispositions: Vec<String> = files.iter().map(|(name, _)| format!("attachment; filename=\"{name}\"")).collect();
    let attached: Vec<Attached<'_>> = files
        .iter()
        .zip(&dispositions)
        .map(|((name, bytes), disposition)| {
            let kind = if name.ends_with(".eml") { "message/rfc822" } else { "application/octet-stream" };
            Attached { kind, disposition, bytes }
        })
        .collect();
    message(subject, words, &attached)
}

/// Base64 in lines of 76 signs.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        if at > 0 && at % 19 == 0 {
            text.push_str("\r\n");
        }
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let number = byte(0) << 16 | byte(1) << 8 | byte(2);
        for sign in 0..4 {
            let sign_at = (number >> (18 - 6 * sign)) as usize & 63;
            let _ = write!(text, "{}", if sign > three.len() { '=' } else { char::from(SIGNS[sign_at]) });
        }
    }
    text
}
