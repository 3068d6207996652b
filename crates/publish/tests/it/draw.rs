//! Drawings from the example's records: what a table says is drawn, what is drawn is in the table, and nothing is cut.

use crate::beslan;
use crate::framework::{MARKUP, with_markup};
use firsthand_model::beside::Relation;
use firsthand_model::board::{Board, Scope};
use firsthand_model::words::Stance;
use firsthand_model::{AnswerType, SourceId};
use firsthand_publish::draw::{DrawingKind, Drawn, draw, draw_agreement};
use firsthand_publish::figure::{Figure, Row};
use firsthand_publish::{DossierInput, TeamInput};
use std::collections::BTreeSet;

fn drawn(input: &DossierInput, kind: DrawingKind, id: Option<&str>) -> Drawn {
    draw(input, kind, id, None, false).unwrap()
}

/// Every kind for everything that it can be drawn of, in both languages.
fn all() -> Vec<(String, Figure)> {
    let input = beslan::input();
    let mut found = Vec::new();
    for kind in DrawingKind::ALL {
        let questions = input.questions.iter().map(|question| Some(question.id.as_str()));
        let ids: Vec<Option<&str>> = if kind.is_of_question() { questions.collect() } else { vec![None] };
        for (id, lang) in ids.into_iter().flat_map(|id| ["en", "ru"].map(|lang| (id, lang))) {
            let figures = draw(input, kind, id, Some(lang), false).unwrap().figures;
            found.extend(figures.into_iter().map(|figure| (format!("{} {id:?} {lang}", kind.word()), figure)));
        }
    }
    for lang in ["en", "ru"] {
        found.extend(agreement(None, lang).into_iter().map(|figure| (format!("agreement {lang}"), figure)));
    }
    found
}

/// What carries the name of a statement or message in a drawing.
fn named(svg: &str) -> BTreeSet<String> {
    let parts = svg.split("data-statement=\"").skip(1);
    parts.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

/// What carries a name in the table. A message stands for the statements that say it was sent: they have no sign of their own.
fn in_table(figure: &Figure) -> BTreeSet<String> {
    let all = |row: &Row| {
        row.statements.iter().take(if figure.id == "lanes" { 1 } else { usize::MAX }).cloned().collect::<Vec<_>>()
    };
    figure.table.rows.iter().flat_map(all).collect()
}

#[test]
fn what_is_in_the_table_is_in_both_drawings_and_back() {
    let all = all();
    for kind in ["history", "chain", "matrix", "messages", "timeline"] {
        assert!(all.iter().any(|(name, _)| name.starts_with(kind)), "the example has a drawing {kind}");
    }
    for (name, figure) in all.iter().filter(|(name, _)| !name.starts_with("answers")) {
        let table = in_table(figure);
        assert!(!table.is_empty(), "{name}");
        assert_eq!(named(&figure.wide), table, "{name}, wide");
        // A narrow matrix names who says so or says not so; who says nothing of it stands there by number.
        if name.starts_with("matrix") {
            assert!(named(&figure.narrow).is_subset(&table), "{name}, narrow");
        } else {
            assert_eq!(named(&figure.narrow), table, "{name}, narrow");
        }
    }
}

#[test]
fn markup_in_records_stays_text_in_every_drawing() {
    let input = with_markup();
    let mut with_words = 0;
    for kind in DrawingKind::ALL {
        let questions = input.questions.iter().map(|question| Some(question.id.as_str()));
        let ids: Vec<Option<&str>> = if kind.is_of_question() { questions.collect() } else { vec![None] };
        let all: Vec<Drawn> = ids.into_iter().map(|id| drawn(&input, kind, id)).collect();
        let texts = all.iter().flat_map(|drawn| drawn.figures.iter().flat_map(|one| [&one.wide, &one.narrow]));
        let texts: Vec<&String> = texts.chain(all.iter().map(|drawn| &drawn.svg)).collect();
        with_words += usize::from(texts.iter().any(|svg| svg.contains("&lt;script")));
        for svg in texts {
            let found: Vec<_> = MARKUP.iter().filter(|markup| svg.contains(**markup)).collect();
            assert!(found.is_empty(), "{}: {found:?}", kind.word());
        }
    }
    assert!(with_words >= 6, "so many kinds of drawings have these words: {with_words}");
}

#[test]
fn nothing_in_a_new_drawing_is_cut() {
    for (name, figure) in all().iter().filter(|(name, _)| !name.starts_with("answers")) {
        for svg in [&figure.wide, &figure.narrow] {
            assert!(!svg.contains('…'), "{name} cuts a text");
            assert!(!svg.contains("style=") && !svg.contains("NaN") && !svg.contains("inf%"), "{name}");
            assert!(!svg.contains('⟦') && !figure.heading.contains('⟦'), "{name} lacks a word");
        }
        assert!(figure.keys.iter().all(|key| !key.text.contains('⟦')), "{name} lacks a word");
        assert!(figure.table.heads.iter().all(|head| !head.contains('⟦')), "{name} lacks a word");
        let width = figure.table.heads.len();
        assert!(figure.table.rows.iter().all(|row| row.cells.len() == width), "{name}: a cell for each head");
    }
}

#[test]
fn the_same_records_in_another_order_give_the_same_bytes() {
    let mut turned = beslan::input().clone();
    turned.statements.reverse();
    turned.answers.reverse();
    turned.messages.reverse();
    turned.dependences.reverse();
    for kind in DrawingKind::ALL {
        let id = Some("Q01").filter(|_| kind.is_of_question());
        assert_eq!(drawn(beslan::input(), kind, id), drawn(&turned, kind, id), "{kind:?}");
    }
}

#[test]
fn no_figure_joins_two_speakers() {
    let figures = drawn(beslan::input(), DrawingKind::History, Some("Q01")).figures;
    let main = &figures[0];
    let rows = main.table.rows.iter();
    let of = |who: &str| rows.clone().filter(|row| row.cells[2][0].text.text.contains(who)).count();
    assert!(of("Dzugayev") >= 3 && of("Aslakhanov") >= 3, "the spokesman's figures are a history of one speaker");
    // Lines run between neighbours of one speaker: one less than each has dated figures.
    let strands = main.wide.matches("class=\"strand").count();
    assert_eq!(strands, of("Dzugayev") - 1 + of("Aslakhanov") - 1);
}

#[test]
fn a_figure_that_repeats_another_says_which_and_is_drawn_small() {
    let figures = drawn(beslan::input(), DrawingKind::History, Some("Q01")).figures;
    let repeats = |cell: &str| cell.contains("repeats No.");
    let repeated =
        figures[0].table.rows.iter().filter(|row| row.cells[5].iter().any(|piece| repeats(&piece.text.text)));
    assert!(repeated.count() > 0);
    assert!(figures[0].keys.iter().any(|key| key.text.starts_with("small mark")));
}

#[test]
fn a_figure_taken_back_is_ringed_and_said_to_be() {
    let mut input = beslan::input().clone();
    let first =
        input.histories.iter().find(|history| history.question.as_str() == "Q01").unwrap().scopes[0].figures[0].clone();
    let statement = input.statements.iter_mut().find(|cleared| cleared.statement.id == first.statement).unwrap();
    statement.statement.stance = Some(Stance::Retracts);
    let figures = drawn(&input, DrawingKind::History, Some("Q01")).figures;
    assert!(figures[0].wide.contains("class=\"ring\"") && figures[0].narrow.contains("class=\"ring\""));
    let row = figures[0].table.rows.iter().find(|row| row.statements[0] == first.statement.as_str()).unwrap();
    assert!(row.cells[3][0].text.text.contains("takes an earlier statement back"), "{:?}", row.cells[3]);
}

#[test]
fn nobody_is_said_to_be_silent_whose_source_was_not_read_whole() {
    let mut input = beslan::input().clone();
    // A statement that excludes one explanation says nothing of the others, and only then is silence a question.
    for answer in
        input.answers.iter_mut().filter(|answer| answer.question_id.as_ref().is_some_and(|id| id.as_str() == "Q09"))
    {
        answer.negated = Some(true);
    }
    let board = input.boards.iter_mut().find(|board| board.question.as_str() == "Q09").unwrap();
    for scoped in board.scopes.iter_mut().flat_map(|scope| &mut scope.answers) {
        scoped.negated = true;
    }
    for explanation in input.explanations.get_mut(&"Q09".into()).unwrap().iter_mut().flatten() {
        explanation.answers.retain(|_, lies| *lies == Relation::Says);
        explanation.answers.values_mut().for_each(|lies| *lies = Relation::Excludes);
    }
    let words = |input: &DossierInput| {
        let figure = drawn(input, DrawingKind::Matrix, Some("Q09")).figures.remove(0);
        let cells = figure.table.rows.iter().flat_map(|row| row.cells[3..].iter().flatten());
        cells.map(|piece| piece.text.text.clone()).collect::<BTreeSet<String>>()
    };
    input
        .sources
        .iter_mut()
        .for_each(|source| source.source.read_extent = Some(firsthand_model::words::ReadExtent::Opening));
    assert!(!words(&input).contains("says nothing"));
    assert!(words(&input).contains("source not read whole"));
    input
        .sources
        .iter_mut()
        .for_each(|source| source.source.read_extent = Some(firsthand_model::words::ReadExtent::Whole));
    assert!(words(&input).contains("says nothing"));
}

#[test]
fn an_unknown_root_is_shown_as_unknown() {
    let figures = drawn(beslan::input(), DrawingKind::Chain, Some("Q01")).figures;
    assert!(figures[0].wide.contains("class=\"box unknown\"") && figures[0].wide.contains("own source not"));
    let unknown = figures[0]
        .table
        .rows
        .iter()
        .filter(|row| row.cells[1].iter().any(|piece| piece.text.text == "own source not stated"));
    assert!(unknown.count() > 3);
}

#[test]
fn a_message_of_which_nothing_says_that_it_arrived_ends_open() {
    let figures = drawn(beslan::input(), DrawingKind::Messages, None).figures;
    let table = &figures[0].table;
    let open =
        table.rows.iter().filter(|row| row.cells[7][0].text.text == "Nothing that was read says that it arrived.");
    assert_eq!(figures[0].wide.matches("class=\"tip-open\"").count(), open.count());
    for (_, figure) in all().iter().filter(|(name, _)| name.starts_with("messages")) {
        assert!(
            !figure.note.iter().any(|note| note.contains(" knew ") && !note.contains("never")),
            "{:?}",
            figure.note
        );
    }
}

#[test]
fn different_times_of_one_thing_stand_on_one_row_and_nothing_is_sharper_than_it_is_known() {
    let figure = drawn(beslan::input(), DrawingKind::Timeline, None).figures.remove(0);
    let row = |what: &str| figure.table.rows.iter().find(|row| row.cells[1][0].text.text.contains(what)).unwrap();
    let tank = row("tank fire");
    assert_eq!(tank.statements.len(), 3);
    let others: Vec<&str> = tank.cells[2].iter().map(|piece| piece.text.text.as_str()).collect();
    assert!(
        others.iter().any(|text| text.contains("14:00")) && others.iter().any(|text| text.contains("21:00")),
        "{others:?}"
    );
    let part = |event: &str| {
        let rest = figure.wide.split(&format!("data-statement=\"{event}\"")).nth(1).unwrap();
        rest.split("</g><g data-statement=\"T").next().unwrap().to_owned()
    };
    // Given to the minute, between two times, about a time, to the day: a stroke, strokes with hatching, hatching alone.
    assert!(part("T11").contains("class=\"moment\""));
    assert!(
        part("T02").contains("class=\"hatch\"")
            && part("T02").contains("class=\"thick\"")
            && !part("T02").contains("moment")
    );
    assert!(part("T18").contains("class=\"hatch\"") && !part("T18").contains("moment"));
    assert!(part("T03").contains("class=\"hatch faded\"") && !part("T03").contains("moment"));
    // Five minutes on an axis of ten hours are still no moment, nor is a month among years.
    assert!(!part("T21").contains("class=\"moment\"") && !part("T01").contains("class=\"moment\""));
    assert_eq!(
        part("T02").matches("class=\"printed\"").count(),
        3,
        "09:08, 09:10, 09:11; 09:30 is explained by another zone and stays in words"
    );
}

#[test]
fn words_in_custody_say_so_in_every_drawing() {
    let input = beslan::input();
    let custody: BTreeSet<&str> =
        input.statements.iter().filter(|s| s.statement.duress == Some(true)).map(|s| s.statement.id.as_str()).collect();
    let mut seen = 0;
    for (name, figure) in all().iter().filter(|(name, _)| !name.starts_with("messages")) {
        for row in figure.table.rows.iter().filter(|row| custody.contains(row.statements[0].as_str())) {
            assert!(row.cells.iter().flatten().any(|piece| piece.duress.is_some()), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn a_file_holds_every_scope_and_stands_alone() {
    let file = drawn(beslan::input(), DrawingKind::Matrix, Some("Q09"));
    assert!(file.svg.starts_with("<svg xmlns=") && file.svg.contains("<style>") && !file.svg.contains("var("));
    for figure in &file.figures {
        assert!(named(&file.svg).is_superset(&in_table(figure)));
    }
    assert!(file.svg.contains("in custody: Kulayev") || file.svg.contains("Said or done in custody"));
}

#[test]
fn no_word_of_a_chain_is_broken_while_its_columns_have_room() {
    for id in ["Q01", "Q09"] {
        for figure in drawn(beslan::input(), DrawingKind::Chain, Some(id)).figures {
            let cells = figure.table.rows.iter().flat_map(|row| &row.cells).flatten();
            let known: BTreeSet<String> = cells
                .map(firsthand_publish::figure::Piece::in_words)
                .chain(figure.keys.iter().map(|key| key.text.clone()))
                .flat_map(|text| words(&text))
                .collect();
            let texts = figure.wide.split("class=\"t-name\"").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1));
            let broken: Vec<String> = texts.flat_map(words).filter(|word| !known.contains(word)).collect();
            assert!(broken.is_empty(), "{id}: {broken:?} in {known:?}");
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.replace("&#39;", " ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The example with a plan drawn in percent, and with two places that have coordinates.
fn placed() -> DossierInput {
    let mut input = beslan::input().clone();
    for (id, region) in [("A03", "xywh=percent:10,20,30,30"), ("A04", "xywh=percent:50,20,4,4")] {
        let part = input.scene_parts.iter_mut().find(|part| part.id.as_str() == id).unwrap();
        part.what_a_public_source_says = Some(format!("drawn at {region}."));
    }
    input.statements[0].statement.locator = Some("on the plan, xywh=percent:10,20,30,30".into());
    let place = input.places.iter_mut().find(|place| place.id.as_str() == "L02").unwrap();
    (place.lat, place.lon) = (Some("43.1850".into()), Some("44.5420".into()));
    input
}

#[test]
fn a_part_is_framed_where_its_source_draws_it_and_nobody_is_put_at_a_point_in_it() {
    assert!(
        drawn(beslan::input(), DrawingKind::Plan, None).figures.is_empty(),
        "nothing is drawn where nothing is known"
    );
    let input = placed();
    let figure = drawn(&input, DrawingKind::Plan, None).figures.remove(0);
    assert!(figure.wide.contains("class=\"part\" x=\"64.0\" y=\"72.0\" width=\"192.0\" height=\"108.0\""));
    assert_eq!(named(&figure.wide), in_table(&figure));
    assert_eq!(named(&figure.narrow), in_table(&figure));
    let viewpoint = figure.table.rows.iter().filter(|row| row.cells[5][0].text.text == "said at this part of the plan");
    assert_eq!(viewpoint.flat_map(|row| row.statements.clone()).collect::<Vec<_>>(), ["E001"]);
    assert!(!figure.wide.contains('…'));
}

#[test]
fn a_place_without_coordinates_is_put_nowhere_and_an_unconfirmed_one_is_dashed() {
    assert!(drawn(beslan::input(), DrawingKind::Map, None).figures.is_empty(), "one place is no map");
    let figure = drawn(&placed(), DrawingKind::Map, None).figures.remove(0);
    assert_eq!(figure.wide.matches("class=\"box unknown\"").count(), 1);
    assert!(figure.wide.contains("(coordinates not") && figure.wide.contains("44.5420° E"));
    assert!(figure.wide.contains(" m</text>") || figure.wide.contains(" km</text>"), "a scale");
    assert_eq!(named(&figure.wide), in_table(&figure));
}

/// The agreement of sources, as a team draws it.
fn agreement(question: Option<&str>, lang: &str) -> Vec<Figure> {
    draw_agreement(&TeamInput::new(beslan::input().clone()), question, Some(lang), false).unwrap().figures
}

#[test]
fn agreement_of_sources_has_every_scope_and_no_sums_and_is_on_no_page() {
    let figure = agreement(None, "en").remove(0);
    let input = beslan::input();
    let source = |id: &str| {
        let cleared = input.statements.iter().find(|cleared| cleared.statement.id.as_str() == id)?;
        cleared.statement.source.clone()
    };
    let sources = |scope: &Scope| -> BTreeSet<SourceId> {
        scope.answers.iter().filter_map(|scoped| source(scoped.statement.as_str())).collect()
    };
    let compared = |board: &Board| board.scopes.iter().filter(|scope| sources(scope).len() > 1).count();
    let expected: Vec<(&str, usize)> = input
        .boards
        .iter()
        .map(|board| (board.question.as_str(), compared(board)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut found: Vec<(&str, usize)> = Vec::new();
    for row in &figure.table.rows {
        let name = row.cells[0][0].text.text.as_str();
        match found.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => found.push((name, 1)),
        }
        assert!(row.cells[2][0].text.text.contains("Compared are"), "{:?}", row.cells[2]);
        assert!(!row.cells[1].is_empty() && !row.cells[3].is_empty(), "{row:?}");
    }
    assert_eq!(found, expected, "one row for each question and scope");
    assert!(found.iter().any(|(_, count)| *count > 1), "some question has several scopes");
    let one = agreement(Some("Q01"), "en").remove(0);
    assert!(one.table.rows.iter().all(|row| row.cells[0][0].text.text == "Q01") && !one.table.rows.is_empty());
    for (path, html) in crate::pages::pages() {
        assert!(!html.contains("id=\"agreement\""), "{path}");
    }
}

/// The words of the cells of one statement's row in the first matrix of a question, in the order of the explanations.
#[track_caller]
fn matrix_row(question: &str, statement: &str) -> Vec<(String, String)> {
    let figures = drawn(beslan::input(), DrawingKind::Matrix, Some(question)).figures;
    let mut found = figures.iter().flat_map(|figure| figure.table.rows.iter().map(move |row| (figure, row)));
    let (figure, row) = found
        .find(|(_, row)| row.statements.iter().any(|id| id == statement))
        .unwrap_or_else(|| panic!("{statement} stands in a matrix of {question}"));
    let text = |cell: &Vec<firsthand_publish::figure::Piece>| {
        cell.iter().map(|piece| piece.text.text.as_str()).collect::<String>()
    };
    figure.table.heads.iter().cloned().zip(row.cells.iter().map(text)).skip(3).collect()
}

#[test]
fn who_says_yes_says_that_no_is_not_so_and_both_have_a_row() {
    let figures = drawn(beslan::input(), DrawingKind::Matrix, Some("Q12")).figures;
    let board = beslan::input().boards.iter().find(|board| board.question.as_str() == "Q12").unwrap();
    let asked = |scope: &&Scope| scope.answer_type == AnswerType::YesNo && scope.answers.len() > 2;
    let scopes: Vec<&Scope> = board.scopes.iter().filter(asked).collect();
    assert_eq!((figures.len(), scopes.len()), (2, 2), "also where nobody says no");
    let mut said: Vec<BTreeSet<&str>> = Vec::new();
    for (figure, scope) in figures.iter().zip(scopes) {
        for scoped in &scope.answers {
            let is_its = |row: &&Row| row.statements.iter().any(|id| id == scoped.statement.as_str());
            let row = figure.table.rows.iter().find(is_its).unwrap_or_else(|| panic!("no row of {}", scoped.statement));
            let cells: Vec<String> =
                row.cells[3..].iter().map(|cell| cell.iter().map(|piece| piece.text.text.as_str()).collect()).collect();
            let expected =
                if scoped.options == ["yes"] { ["says so", "says not so"] } else { ["says not so", "says so"] };
            assert_eq!(cells, expected, "{}", scoped.statement);
        }
        said.push(scope.answers.iter().flat_map(|scoped| &scoped.options).map(String::as_str).collect());
    }
    said.sort();
    assert_eq!(said, [BTreeSet::from(["no", "yes"]), BTreeSet::from(["yes"])]);
}

#[test]
fn parties_stand_as_explanations_and_whoever_denies_one_says_nothing_of_the_others() {
    let board = beslan::input().boards.iter().find(|board| board.question.as_str() == "Q10").unwrap();
    let denial = board.scopes[0].answers.iter().find(|scoped| scoped.negated).expect("somebody denies one");
    let cells = matrix_row("Q10", denial.statement.as_str());
    assert_eq!(cells.len(), 3, "{cells:?}");
    let denied: Vec<&(String, String)> = cells.iter().filter(|(_, cell)| cell == "says not so").collect();
    assert_eq!(denied.len(), 1, "{cells:?}");
    assert!(cells.iter().all(|(_, cell)| cell != "names another"), "{cells:?}");
}
