//! HTML pages and saved messages as plain text.

use crate::support::read;
use proptest::prelude::*;

const PAGE: &str = "<!doctype html><html><head><title>The quay</title><style>p{color:red}</style></head><body>\
 <script>track('x')</script><h1>Morning</h1><p>На пристани.<br>Nobody spoke.</p><ul><li>one</li><li>two</li></ul></body></html>";

const MESSAGE: &str = "From: =?utf-8?B?0KHQstC40LTQtdGC0LXQu9GM?= <witness@a.example>\r\n\
To: Archive <archive@a.example>,\r\n Second <second@a.example>\r\n\
Date: Wed, 1 Sep 2004 09:05:00 +0400\r\n\
Subject: =?koi8-r?B?7sEg0NLJ09TBzsk=?=\r\n\
Received: from relay.example\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n\
--outer\r\nContent-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n\
--inner\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
=CD=E0 =EF=F0=E8=F1=F2=E0=ED=E8.\r\n\
--inner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>In HTML<script>never()</script></p>\r\n--inner--\r\n\
--outer\r\nContent-Type: image/png; name=\"plan.png\"\r\nContent-Disposition: attachment; filename=\"plan.png\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nAAECAwQF\r\n--outer--\r\n";

#[test]
fn a_page_is_its_title_and_text() {
    let reading = read("web/quay.html", PAGE);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("html", 0));
    assert_eq!(reading.text.unwrap(), "The quay\n\nMorning\n\nНа пристани.\nNobody spoke.\n\n- one\n- two");
}

#[test]
fn a_page_in_another_encoding_is_read_and_the_guess_is_told() {
    let reading = read("web/quay.htm", b"<p>\xcd\xe0 \xef\xf0\xe8\xf1\xf2\xe0\xed\xe8</p>");
    assert_eq!(reading.text.as_deref(), Some("На пристани"));
    assert!(reading.is_clean() && reading.problems[0].message.contains("Windows-1251"));
}

#[test]
fn a_message_tells_its_headers_as_written_and_decoded_then_its_text_and_attachments() {
    let reading = read("mail/one.eml", MESSAGE);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("email", 1), "{:?}", reading.problems);
    assert!(reading.problems[0].file == "mail/one.eml/plan.png" && reading.problems[0].message.contains("no reader"));
    let expected = "From: Свидетель <witness@a.example>\nTo: Archive <archive@a.example>, Second <second@a.example>\n\
        Date: Wed, 1 Sep 2004 09:05:00 +0400\nSubject: На пристани\n\nНа пристани.\n\n\
        [Attachment: plan.png, image/png, 6 bytes]";
    assert_eq!((reading.text.as_deref(), reading.counts["attachments"]), (Some(expected), 1));
}

#[test]
fn a_message_in_html_alone_gives_its_text_and_no_script() {
    let message = "From: a@a.example\nSubject: x\nContent-Type: text/html\n\n<style>p{}</style><p>One</p><script>no</script><p>Two</p>";
    assert_eq!(read("one.eml", message).text.unwrap(), "From: a@a.example\nSubject: x\n\nOne\n\nTwo");
}

#[test]
fn what_has_no_header_of_a_message_is_kept_unread() {
    for bytes in ["", "no header at all", "\0\0\0"] {
        let reading = read("one.eml", bytes);
        assert!(reading.text.is_none() && reading.is_clean() && reading.problems.len() == 1, "{bytes}");
    }
}

#[test]
fn messages_within_messages_without_end_are_refused() {
    let nested = format!("From: a@a.example\n{}", "Content-Type: message/rfc822\n\n".repeat(50_000));
    let reading = read("one.eml", nested);
    assert!(reading.text.is_none() && reading.problems[0].message.contains("more than 10000 messages"));
    let most = format!("From: a@a.example\n{}text", "Content-Type: message/rfc822\n\n".repeat(10_000));
    assert_eq!(read("one.eml", most).counts["attachments"], 1);
}

#[test]
fn markup_as_deep_as_can_be_stops_nothing() {
    assert_eq!(read("deep.html", format!("{}x", "<div>".repeat(500_000))).text.as_deref(), Some("x"));
}

proptest! {
    #[test]
    fn no_bytes_stop_the_readers(at in 0..1_200usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        for (name, sample) in [("a.html", PAGE), ("a.eml", MESSAGE)] {
            let mut damaged = sample.as_bytes().to_vec();
            let at = at.min(damaged.len());
            let end = damaged.len().min(at + bytes.len());
            damaged.splice(at..end, bytes.iter().copied());
            read(name, damaged);
        }
    }

    #[test]
    fn no_markup_stops_the_page_reader(markup in "(<|</|script|style|title|pre|>|!--|&|#x|;|td|a| ){0,40}") {
        read("a.html", markup);
    }
}
