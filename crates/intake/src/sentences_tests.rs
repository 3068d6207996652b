//! Where sentences end, in English and Russian, with quotes, abbreviations, decimals, citations and marks.

use super::*;

#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    let found: Vec<String> = sentences(markdown).into_iter().map(|sentence| sentence.text).collect();
    assert_eq!(found, expected);
}

#[test]
fn citations_and_marks_belong_to_their_sentence() {
    let found = sentences("One thing [@E001; @E002, § 4]. Another.{.framing} A third. [@E003] Fourth [@E004].");
    let marks: Vec<(&str, usize, bool)> =
        found.iter().map(|s| (s.text.as_str(), s.citations.len(), s.framing)).collect();
    assert_eq!(marks, [("One thing.", 2, false), ("Another.", 0, true), ("A third.", 1, false), ("Fourth.", 1, false)]);
}

#[test]
fn headings_are_no_sentences_and_list_items_are() {
    check("# On. The day\n\n- One thing\n- Two. Three.\n\n> Said so.\n", &["One thing", "Two.", "Three.", "Said so."]);
}

#[test]
fn lines_are_those_of_the_markdown() {
    let lines: Vec<usize> =
        sentences("# H\n\nOne here\nand on. Two\nthere.\nThree.\n").iter().map(|s| s.line).collect();
    assert_eq!(lines, [3, 4, 6]);
}

#[test]
fn english_abbreviations_initials_and_decimals_do_not_end_a_sentence() {
    check(
        "In Tagayeva and Others v. Russia Dr. A. B. Roshal spoke at 9 a.m. and gave 43.18 on Sept. 3. Then No. 5 left.",
        &[
            "In Tagayeva and Others v. Russia Dr. A. B. Roshal spoke at 9 a.m. and gave 43.18 on Sept. 3.",
            "Then No. 5 left.",
        ],
    );
}

#[test]
fn quotes_close_before_the_sentence_ends() {
    check(
        "He said: \"It is so.\" She left. “Why?” she asked. (So it was.) End.",
        &["He said: \"It is so.\"", "She left.", "“Why?” she asked.", "(So it was.)", "End."],
    );
}

#[test]
fn russian_sentences_end_where_a_reader_ends_them() {
    check(
        "В г. Беслане А. С. Дзасохов сказал: «Это так». Он ушёл! «Почему?» спросил он. Это было в 2004 г. Суд решил иначе… Т. е. нет.",
        &[
            "В г. Беслане А. С. Дзасохов сказал: «Это так».",
            "Он ушёл!",
            "«Почему?» спросил он.",
            "Это было в 2004 г.",
            "Суд решил иначе…",
            "Т. е. нет.",
        ],
    );
}

#[test]
fn emphasis_and_links_leave_their_words() {
    check(
        "The account *In perspective*. See [the page. Here](https://example.org/a.b). Done.",
        &["The account In perspective.", "See the page.", "Here.", "Done."],
    );
}

#[test]
fn malformed_citations_are_handed_on() {
    let found = sentences("So it was [@E001, @E002; E003]. Next [@E004].");
    assert_eq!((found[0].malformed.len(), found[0].citations.len(), found[1].citations.len()), (1, 0, 1));
}

#[test]
fn block_html_and_code_count_as_uncited() {
    assert_eq!(sentences("<p>354 people</p>\n\n    code here\n").iter().filter(|s| s.citations.is_empty()).count(), 2);
}
