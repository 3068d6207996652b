//! Prose as readers get it: numbered references, framing that does not show, and nothing that leads outside.

use firsthand_publish::prose::{citations, render, sections};

#[test]
fn notes_are_numbered_in_order_of_first_citation_and_keep_their_number() {
    let prose = render("One [@E2; @S1]. Two [@E1]. Three [@E2].", "en");
    let handles: Vec<_> = prose.notes.iter().map(|note| (note.handle.as_str(), note.references)).collect();
    assert_eq!(handles, [("E2", 2), ("S1", 1), ("E1", 1)]);
    let again = r##"<a class="cite" id="r1-2" href="#n1" data-note="n1">1</a>"##;
    assert!(prose.html.contains(again), "{}", prose.html);
}

#[test]
fn a_reference_stands_after_the_stop_in_english_and_before_it_in_russian() {
    assert!(render("They said so [@E1].", "en").html.contains("so.<sup"));
    assert!(render("Так сказано [@E1].", "ru").html.contains("сказано<sup"));
    assert!(render("Так сказано [@E1].", "ru").html.contains("</sup>."));
}

#[test]
fn framing_is_marked_and_does_not_show() {
    let html = render("What came of it?{.framing} It *differed*.{.framing} He said [@E1].", "en").html;
    assert!(html.contains(r#"<span class="framing">What came of it?</span>"#), "{html}");
    assert!(html.contains(r#"<span class="framing">It <em>differed</em>.</span>"#), "{html}");
    assert!(!html.contains("{.framing}") && !html.contains('\u{e012}'), "{html}");
}

#[test]
fn nothing_in_prose_leads_outside_or_runs() {
    let source = "A [link](https://example.org/) ![x](https://example.org/x.png) <script>alert(1)</script> \
                  <a href=\"javascript:x\" onclick=\"x\">y</a> [@E1].";
    let html = render(source, "en").html;
    for forbidden in ["http", "<script", "onclick", "javascript", "<img"] {
        assert!(!html.contains(forbidden), "{forbidden}: {html}");
    }
}

#[test]
fn private_characters_of_the_source_make_no_reference() {
    let prose = render("A \u{e010}E1\u{e011} b\u{e012} [@E2].", "en");
    assert_eq!(prose.notes.len(), 1);
    assert!(!prose.html.contains(['\u{e010}', '\u{e011}', '\u{e012}']));
}

#[test]
fn code_keeps_its_brackets() {
    assert!(citations("`[@E1]` cites nothing").is_empty());
}

#[test]
fn sections_are_plain_text_under_their_headings() {
    let found = sections("Before [@E1].\n\n## The number\n\nAfter *that* [@E2].\n\n## Второе\n\nТекст [@E3].");
    let texts: Vec<_> =
        found.iter().map(|(heading, text)| (heading.as_ref().map(|h| h.id.as_str()), text.as_str())).collect();
    assert_eq!(texts, [(None, "Before."), (Some("s-the-number"), "After that."), (Some("s-2"), "Текст.")]);
}

#[test]
fn markup_in_text_stays_text() {
    let html = render("a < b & \"c\" [@E1<b>].", "en").html;
    assert!(!html.contains("<b>"), "{html}");
}
