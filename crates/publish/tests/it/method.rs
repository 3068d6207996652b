//! The page of method and corrections: the words of likelihood with their numbers, what was counted by which rules, and how a reader
//! tells of a mistake.

use crate::beslan;
use crate::pages::pages;
use firsthand_model::words::FindingStatus;
use firsthand_model::{Kind, LikelihoodScale, Translation};
use firsthand_publish::{DossierInput, EntryMark, publish};

/// The page, without its marks, of the example as changed.
fn method(lang: &str, change: impl Fn(&mut DossierInput)) -> String {
    page(&format!("{lang}method/index.html"), change)
}

fn page(path: &str, change: impl Fn(&mut DossierInput)) -> String {
    let mut input = beslan::input().clone();
    change(&mut input);
    let folder = tempfile::tempdir().unwrap();
    publish(&input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

fn section<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}"));
    html[start..].split("</section>").next().unwrap()
}

fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a printed scale, least likely first.
fn words(html: &str) -> Vec<String> {
    let rows = section(html, "scale").split("<th scope=\"row\">").skip(1);
    rows.map(|row| row.split("</th>").next().unwrap().to_owned()).collect()
}

/// The ranges of a printed scale in per cent, in the order of its words.
fn ranges(html: &str) -> Vec<(i64, i64)> {
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text} is no number"));
    let of = |row: &str| {
        let told = text(row.split("</th>").nth(1).unwrap().split("</tr>").next().unwrap());
        let (from, to) = told.strip_suffix(" per cent").unwrap().split_once(" to ").unwrap();
        (number(from), number(to))
    };
    section(html, "scale").split("<th scope=\"row\">").skip(1).map(of).collect()
}

/// ICD 203 of 2015-01-02, section D.6.e, and the IPCC's guidance note of 2010, table 1, with its additional terms.
const ICD203: [(i64, i64); 7] = [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)];
const IPCC: [(&str, (i64, i64)); 10] = [
    ("exceptionally unlikely", (0, 1)),
    ("extremely unlikely", (0, 5)),
    ("very unlikely", (0, 10)),
    ("unlikely", (0, 33)),
    ("about as likely as not", (33, 66)),
    ("more likely than not", (50, 100)),
    ("likely", (66, 100)),
    ("very likely", (90, 100)),
    ("extremely likely", (95, 100)),
    ("virtually certain", (99, 100)),
];

#[test]
fn the_words_of_the_scale_are_printed_with_their_numbers() {
    let icd = method("", |_| {});
    assert_eq!(words(&icd), LikelihoodScale::Icd203.rows()[0], "the row whose words the findings use");
    assert_eq!(ranges(&icd), ICD203);
    let ipcc = method("", |input| {
        input.settings.likelihood_scale = Some("ipcc".into());
        input.findings.iter_mut().for_each(|finding| finding.likelihood = None);
    });
    assert_eq!(
        words(&ipcc).into_iter().zip(ranges(&ipcc)).collect::<Vec<_>>(),
        IPCC.map(|(word, range)| (word.into(), range))
    );
    let unused = method("", |input| input.findings.iter_mut().for_each(|finding| finding.likelihood = None));
    assert_eq!(words(&unused)[0], "almost no chance, remote", "both rows where no finding has chosen");
    assert_eq!(ranges(&unused), ICD203);
}

#[test]
fn a_word_of_likelihood_has_one_translation_on_every_page() {
    let rows = LikelihoodScale::ALL.iter().flat_map(|scale| scale.rows().iter().map(move |row| (*scale, *row)));
    for (scale, row) in rows {
        let folder = tempfile::tempdir().unwrap();
        let mut input = beslan::input().clone();
        input.settings.likelihood_scale = Some(scale.word().to_owned());
        let likely = row[row.len() - 2];
        input.findings.iter_mut().for_each(|finding| finding.likelihood = Some(likely.to_owned()));
        publish(&input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
        let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
        let printed = words(&read("ru/method/index.html"));
        assert_eq!(printed.len(), row.len());
        assert!(printed.iter().all(|word| !word.is_ascii()), "each has a translation: {printed:?}");
        let finding = text(&read("ru/questions/Q01/index.html"));
        let of_finding = format!("Вероятность: {}.", printed[row.len() - 2]);
        assert!(finding.contains(&of_finding), "{likely}: {of_finding}");
    }
}

#[test]
fn a_case_translates_the_words_of_its_scale_once_for_every_page() {
    let mut input = beslan::input().clone();
    input.settings.languages = vec!["en".into(), "fr".into()];
    let named = |(at, word): (usize, &&str)| Translation {
        id: format!("likelihood.{at}").as_str().into(),
        of_kind: Some("likelihood".into()),
        of_id: Some((*word).into()),
        field: Some("label".into()),
        lang: Some("fr".into()),
        text: Some(format!("degré {at}")),
        ..Translation::default()
    };
    input.translations.extend(LikelihoodScale::Icd203.rows()[0].iter().enumerate().map(named));
    let folder = tempfile::tempdir().unwrap();
    publish(&input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    let printed = words(&read("fr/method/index.html"));
    assert_eq!(printed, (0..7).map(|at| format!("degré {at}")).collect::<Vec<_>>());
    assert!(text(&read("fr/questions/Q01/index.html")).contains("Likelihood: degré 5."), "as the scale has it");
    assert!(text(&read("questions/Q01/index.html")).contains("Likelihood: very likely."));
}

/// Elements inside a sentence; every other one begins or ends a block.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "q", "small", "span", "strong", "sup", "time"];

/// The sentences of a page: a stop or the edge of a block ends one, and no sign between two labels does.
fn sentences(html: &str) -> Vec<String> {
    let mut flowing = String::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        flowing.push(if INLINE.contains(&name) { ' ' } else { '.' });
        flowing.push_str(text);
    }
    flowing.split('.').map(str::to_owned).collect()
}

/// Of every page in every language, each block and each sentence in it.
#[test]
fn no_sentence_of_any_page_has_both_likelihood_and_confidence() {
    let apart = [
        ["Likelihood:", "Confidence:", "Evidence:", "Agreement of the evidence:"],
        ["Вероятность:", "Уверенность:", "Свидетельства:", "Согласие свидетельств:"],
    ];
    let mut seen = 0;
    for html in pages().values() {
        for sentence in sentences(html) {
            for labels in &apart {
                let found: Vec<_> = labels.iter().filter(|label| sentence.contains(**label)).collect();
                assert!(found.len() < 2, "{sentence}");
                seen += found.len();
            }
        }
    }
    assert!(seen > 40, "findings say all four: {seen}");
}

#[test]
fn numbers_stand_with_the_version_of_the_text_on_how_they_were_counted_or_say_that_there_is_none() {
    let own = method("", |input| {
        let accounts = input.accounts.iter().filter(|account| account.kind == "method");
        let keys: Vec<_> = accounts.map(|account| (Kind::Account, account.id.clone())).collect();
        input.entries.extend(keys.into_iter().map(|key| (key, EntryMark { seq: 77, revision: 3 })));
    });
    assert!(text(section(&own, "text")).contains("Version 3 of this text, ledger entry 77."), "{own}");
    let none = "There are numbers in this edition, and the editors have written no text on whom they counted in";
    assert!(!own.contains(none));
    let without = |input: &mut DossierInput| input.accounts.retain(|account| account.kind != "method");
    assert!(method("", without).contains(none));
    assert!(method("ru/", without).contains("а редакторы не написали, кого они учитывали"));
}

#[test]
fn every_page_leads_to_how_a_mistake_is_reported_and_to_what_was_corrected() {
    for (path, html) in pages() {
        let foot = html.split("<footer").nth(1).unwrap();
        assert!(
            foot.contains("method/index.html#corrections\"") || foot.contains("index.html#corrections\""),
            "{path}"
        );
    }
    let corrected = method("", |input| {
        input.entries.insert((Kind::Statement, "E029".into()), EntryMark { seq: 900, revision: 2 });
    });
    let corrections = section(&corrected, "corrections");
    assert!(
        text(corrections)
            .contains("To report a mistake: If a statement here is wrong, tell whoever gave you this folder")
    );
    assert!(corrections.contains("statements/E029/index.html"), "{corrections}");
    assert!(text(corrections).contains("version 2, ledger entry 900"), "{corrections}");
    let silent = method("", |input| input.settings.corrections = None);
    assert!(text(section(&silent, "corrections")).contains("does not say how to report a mistake"));
}

#[test]
fn a_finding_says_when_by_whom_with_which_other_views_and_what_would_change_it() {
    let own = |html: &str| {
        let start = html.find("id=\"finding-F01\"").unwrap();
        text(html[start..].split("</section>").next().unwrap())
    };
    let whole = own(&pages()["questions/Q01/index.html"]);
    assert!(whole.contains("Judged by example editors, 24 November 2026."), "{whole}");
    let bare = own(&page("questions/Q01/index.html", |input| {
        let of = input.findings.iter_mut().filter(|finding| finding.id.as_str() == "F01");
        of.for_each(|finding| (finding.dissent, finding.would_change) = (None, None));
    }));
    assert!(bare.contains("Other views None recorded.") && bare.contains("What would change it Not stated."), "{bare}");
    assert!(!whole.contains("What would change it Not stated."), "{whole}");
}

#[test]
fn where_a_question_stands_is_no_word_of_likelihood() {
    let words: Vec<&str> = LikelihoodScale::ALL.iter().flat_map(|scale| scale.rows().concat()).collect();
    assert!(FindingStatus::WORDS.iter().chain(&["none gathered"]).all(|word| !words.contains(word)));
    let page = method("", |_| {});
    let states = text(section(&page, "groups"));
    assert!(states.contains("Established") && states.contains("Contested") && states.contains("Open"), "{states}");
}
