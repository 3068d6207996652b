//! A checked text as a Word document: the text with its claims underlined and numbered, then each claim with what stands
//! beside it, then the statements with their words and sources. Written by `docx-rs`; no date or machine is in it.

use super::view::{ClaimView, Line, StatementView, View};
use crate::error::PublishError;
use crate::furniture::Words;
use crate::page::Said;
use crate::site::Site;
use docx_rs::{Docx, Paragraph, Run, Style, StyleType};
use std::io::Cursor;

/// The document's bytes.
///
/// # Errors
/// [`PublishError::Document`] when it cannot be put together.
pub fn document(site: &Site, view: &View) -> Result<Vec<u8>, PublishError> {
    let words = site.words(&view.lang);
    let mut docx = Docx::new().created_at(NO_DATE).updated_at(NO_DATE);
    for (level, size) in [(1, 36), (2, 28), (3, 24)] {
        let style = Style::new(heading(level), StyleType::Paragraph);
        docx = docx.add_style(style.name(format!("heading {level}")).size(size).bold().outline_lvl(level - 1));
    }
    let all = front(&words, view).into_iter().chain(text(&words, view)).chain(claims(&words, view));
    let all = all.chain(statements(&words, view));
    let docx = all.fold(docx, Docx::add_paragraph);
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| PublishError::Document { reason: error.to_string() })?;
    Ok(bytes.into_inner())
}

/// The same bytes whenever it is made.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

fn heading(level: usize) -> String {
    format!("Heading{level}")
}

fn titled(level: usize, text: &str) -> Paragraph {
    Paragraph::new().style(&heading(level)).add_run(run(text))
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}

fn run(text: &str) -> Run {
    Run::new().add_text(written(text))
}

/// XML knows no control characters but tab and line break.
fn written(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect()
}

fn front(words: &Words, view: &View) -> Vec<Paragraph> {
    let note = view.content_note.as_ref().map(|note| format!("{} {}", words.t("common.content_note"), note.text));
    let lines = [
        view.case_title.clone(),
        words.t("check.lede"),
        words.t("check.how"),
        view.tally.clone(),
        view.searched.join(" "),
        format!("{}: {}", words.t("check.digest"), view.sha256),
    ];
    let title = titled(1, &words.fill("check.title", &[("name", &view.name)]));
    std::iter::once(title).chain(lines.iter().chain(&note).map(|line| plain(line))).collect()
}

fn text(words: &Words, view: &View) -> Vec<Paragraph> {
    let paragraph = |pieces: &Vec<super::text::Piece>| {
        pieces.iter().fold(Paragraph::new(), |paragraph, piece| {
            let own = run(&piece.text);
            let own = if piece.claims.is_empty() { own } else { own.underline("single") };
            let numbers = piece.ends.iter().map(|number| run(&format!("[{number}]")).bold());
            std::iter::once(own).chain(numbers).fold(paragraph, Paragraph::add_run)
        })
    };
    std::iter::once(titled(2, &words.t("check.text"))).chain(view.paragraphs.iter().map(paragraph)).collect()
}

fn claims(words: &Words, view: &View) -> Vec<Paragraph> {
    let claims = view.claims.iter().flat_map(|claim| one_claim(words, claim));
    std::iter::once(titled(2, &words.t("check.claims"))).chain(claims).collect()
}

fn one_claim(words: &Words, claim: &ClaimView) -> Vec<Paragraph> {
    let number = words.fill("check.claim_n", &[("n", &claim.number)]);
    let mut made = vec![titled(3, &format!("{number}: {}", claim.claim))];
    made.push(Paragraph::new().add_run(run(&format!("«{}»", claim.words)).italic()));
    if !claim.is_in_text {
        made.push(plain(&words.t("check.lost")));
    }
    made.extend(claim.note.as_deref().map(plain));
    made.extend(coded(words, claim).as_deref().map(plain));
    made.extend(claim.nothing.as_deref().map(plain));
    for (key, lines, reports) in [
        ("check.said_by", &claim.said_by, &claim.said_by_reports),
        ("check.differs_from", &claim.differs_from, &claim.differs_reports),
        ("check.fits", &claim.fits, &None),
        ("check.about_something_else", &claim.about_something_else, &None),
        ("check.no_answer", &claim.no_answer, &None),
    ] {
        if !lines.is_empty() {
            made.push(Paragraph::new().add_run(run(&words.t(key)).bold()));
            made.extend(reports.as_deref().map(plain));
            made.extend(lines.iter().map(|line| plain(&line_text(words, line))));
        }
    }
    made
}

fn coded(words: &Words, claim: &ClaimView) -> Option<String> {
    let question = claim.question.as_ref()?;
    let answer = claim.answer.as_ref().map(|answer| format!(" · {}: {}", words.t("check.coded"), answer.text));
    let scope = claim.scope.as_ref().map(|scope| format!(" ({})", scope.text));
    Some(format!(
        "{}: {}{}{}",
        words.t("prompt.question"),
        question.text,
        answer.unwrap_or_default(),
        scope.unwrap_or_default()
    ))
}

fn line_text(words: &Words, line: &Line) -> String {
    let text = |said: &Option<Said>| said.as_ref().map(|said| said.text.clone());
    let value = text(&line.value).map(|value| match (&line.differs_in, text(&line.population)) {
        (Some(_), Some(population)) => format!("{value} ({population}): "),
        _ => format!("{value}: "),
    });
    let about = [Some(line.speaker.text.clone()), Some(line.basis.clone()), line.stance.clone(), line.said_at.clone()];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let marks = [line.custody.clone(), line.differs_in.clone(), line.by_hand.then(|| words.t("check.by_hand"))];
    let marks: String = marks.into_iter().flatten().map(|mark| format!(" ({mark})")).collect();
    format!("{}{}: {}{marks} [{}]", value.unwrap_or_default(), about.join(", "), line.claim.text, line.label)
}

fn statements(words: &Words, view: &View) -> Vec<Paragraph> {
    let statements = view.statements.iter().flat_map(|one| one_statement(words, one));
    let title = (!view.statements.is_empty()).then(|| titled(2, &words.t("check.statements")));
    title.into_iter().chain(statements).collect()
}

fn one_statement(words: &Words, one: &StatementView) -> Vec<Paragraph> {
    let card = &one.card;
    let tag = words.t(if one.paraphrase { "common.paraphrase" } else { "statement.quoted" });
    let told = card.told_by.as_ref().map(|said| format!("{} {}", words.t("common.told_by"), said.text));
    let carried = card.reported_by.as_ref().map(|said| format!("{} {}", words.t("common.reported_by"), said.text));
    let note = card.content_note.as_ref().map(|said| format!("{} {}", words.t("common.content_note"), said.text));
    let place = [
        Some(card.source.text.clone()),
        card.locator.as_ref().map(|said| said.text.clone()),
        Some(one.read.clone()),
        card.source_note.as_ref().map(|said| said.text.clone()),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let by = [
        Some(card.speaker.text.clone()),
        Some(card.basis.clone()),
        card.stance.clone(),
        card.said_at.clone(),
        card.duress.clone(),
    ];
    let by: Vec<String> = by.into_iter().flatten().collect();
    let lines = [
        note,
        one.quote.as_ref().map(|quote| format!("«{}»", quote.text)),
        Some(format!("{} ({tag})", card.claim.text)),
        told,
        carried,
        Some(place.join(" · ")),
    ];
    let title = titled(3, &format!("{} · {}", one.label, by.join(", ")));
    std::iter::once(title).chain(lines.iter().flatten().map(|line| plain(line))).collect()
}
