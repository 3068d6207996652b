//! Question pages of the example: what the design promises a reader sees, seen.

use crate::beslan;
use crate::pages::pages;
use firsthand_model::AnswerId;
use firsthand_model::ends::{End, Ends, ends};

fn page(path: &str) -> &'static str {
    &pages()[path]
}

/// The part of a page from one mark to the next.
fn part<'h>(html: &'h str, from: &str, to: &str) -> &'h str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from}"));
    let rest = &html[start..];
    &rest[..rest[from.len()..].find(to).map_or(rest.len(), |end| end + from.len())]
}

/// The text of HTML, tags dropped, white space single.
fn text(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let joined =
        pieces.collect::<Vec<_>>().join(" ").replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn figures_around_354_and_above_a_thousand_are_different_groups() {
    let together = part(page("questions/Q01/index.html"), "id=\"together\"", "</section>\n<section aria");
    let heads: Vec<String> =
        together.split("<h3>").skip(1).map(|head| text(head.split("</h3>").next().unwrap())).collect();
    assert!(heads.iter().any(|head| head.starts_with("354")), "{heads:?}");
    assert!(heads.iter().any(|head| head.starts_with("1,0")), "{heads:?}");
}

#[test]
fn the_other_question_is_named_first_where_354_is_also_its_answer() {
    let html = page("questions/Q01/index.html");
    let note = part(html, "<div class=\"note\" role=\"note\">", "</div>");
    assert!(text(note).contains("354 was also given as an answer to another question"), "{note}");
    assert!(note.contains("href=\"../Q02/index.html\""));
    assert!(html.find("class=\"note\"") < html.find("class=\"plot\""), "it stands before the drawing");
}

#[test]
fn the_statement_about_the_list_stands_under_its_own_question_only() {
    let card = "data-statement=\"E028\"";
    assert!(page("questions/Q02/index.html").contains(card));
    assert!(!page("questions/Q01/index.html").contains(card));
}

#[test]
fn one_report_passed_on_is_bracketed_and_said_in_a_sentence() {
    let report = part(page("questions/Q01/index.html"), "<div class=\"report\">", "</div>");
    assert!(text(report).contains("One report, passed on: all of it goes back to Lev Dzugayev."), "{}", text(report));
    for id in ["E010", "E029", "E033", "E037"] {
        assert!(report.contains(&format!("data-statement=\"{id}\"")), "{id}");
    }
    assert!(!report.contains("<strong>") && !text(report).contains('%'), "never as a strength");
}

#[test]
fn a_bound_is_in_no_group_and_says_what_it_excludes() {
    let html = page("questions/Q01/index.html");
    assert!(!part(html, "id=\"together\"", "id=\"bounds\"").contains("data-statement=\"E034\""));
    let row = part(part(html, "id=\"bounds\"", "</section>"), "women in the crowd", "</tr>");
    let cells: Vec<String> = row.split("<td").map(text).collect();
    assert!(cells[2].contains("at least 600"), "{cells:?}");
    assert!(cells[3].contains("1,128") && !cells[3].contains("354"), "{cells:?}");
    assert!(cells[4].contains("354"), "{cells:?}");
}

#[test]
fn breakdowns_that_do_not_add_up_are_said_in_words() {
    let sums = text(part(page("questions/Q06/index.html"), "id=\"sums\"", "</section>"));
    assert!(sums.contains("318 + 10 + 2 + 15 = 345; the source gives 334."), "{sums}");
    assert!(sums.contains("317 + 10 + 2 + 1 = 330; the source gives 331."), "{sums}");
    assert!(sums.contains("7 + 3 = 10, as the source gives it."), "{sums}");
}

#[test]
fn populations_of_the_dead_are_kept_apart_and_a_shared_figure_is_pointed_out() {
    let html = page("questions/Q06/index.html");
    let note = text(part(html, "<div class=\"note\" role=\"note\">", "</div>"));
    assert!(note.contains("334 is given for more than one population"), "{note}");
    let apart = part(html, "id=\"apart\"", "id=\"settle\"");
    assert!(text(apart).contains("hostages among the dead · later total"));
}

#[test]
fn every_drawing_has_two_forms_a_name_and_a_table_of_the_same_answers() {
    for (path, html) in pages().iter().filter(|(path, _)| path.contains("questions/Q")) {
        let drawings = html.matches("<figure class=\"plot\">").count();
        assert_eq!(html.matches("class=\"wide-only\"").count(), drawings, "{path}");
        assert_eq!(html.matches("role=\"img\" aria-labelledby=").count(), 2 * drawings, "{path}");
        assert!(html.matches("class=\"table-of\"").count() >= drawings, "{path}");
    }
    let board = &beslan::input().boards[0];
    let table = part(page("questions/Q01/index.html"), "class=\"table-of\"", "</table>");
    assert_eq!(table.matches("<tr>").count() - 1, board.scopes[0].answers.len());
}

#[test]
fn the_spokesmans_later_figure_stands_in_place_of_his_earlier_ones_and_repetitions_are_no_figures() {
    let html = page("questions/Q01/index.html");
    let table = |html| part(part(html, "id=\"history1\"", "</section>"), "<tbody>", "</table>");
    let rows: Vec<String> = table(html).split("<tr>").skip(1).map(text).collect();
    let row = |of: &str| rows.iter().find(|row| row.contains(of)).unwrap_or_else(|| panic!("{of}: {rows:#?}"));
    assert!(row("more than 1,000").contains("354: same speaker, said later"), "{rows:#?}");
    assert!(row("blog author").contains("repeats No."), "{rows:#?}");
    assert!(!html.contains("class=\"table-of changed\" "), "what the drawing's table says stands a second time");
    assert!(text(table(page("ru/questions/Q01/index.html"))).contains("тот же говорящий, сказано позже"));
}

#[test]
fn words_in_custody_are_marked_in_drawing_table_and_card() {
    let html = page("questions/Q17/index.html");
    assert!(part(html, "class=\"wide-only\"", "</div>").contains("in custody: Kulayev"));
    assert!(part(html, "class=\"table-of\"", "</table>").contains("Said or done in custody"));
    let card = part(html, "data-statement=\"E186\"", "</article>");
    assert!(card.contains("Said or done in custody"), "{card}");
}

#[test]
fn a_question_without_a_finding_says_that_its_standing_is_computed() {
    let html = page("questions/Q09/index.html");
    assert!(html.contains("<span class=\"tag\">contested</span>"));
    assert!(html.contains("No finding is recorded."));
    assert!(!page("questions/Q01/index.html").contains("No finding is recorded."));
}

#[test]
fn likelihood_and_confidence_are_two_sentences() {
    let finding = text(part(page("questions/Q01/index.html"), "id=\"finding-F01\"", "</section>"));
    assert!(finding.contains("Likelihood: very likely. Confidence: moderate."), "{finding}");
    assert!(finding.contains("Other views None recorded."), "{finding}");
}

#[test]
fn the_same_page_in_russian_has_our_russian_and_marks_what_is_not() {
    let html = page("ru/questions/Q01/index.html");
    assert!(html.contains("Сколько людей удерживали в школе?"));
    assert!(html.contains("<span lang=\"en\" dir=\"ltr\">by checked lists there are 354 hostages"), "claims stay");
    assert!(html.contains("hreflang=\"en\" rel=\"alternate\""));
}

#[test]
fn a_statement_that_fits_several_answers_is_marked() {
    let html = page("questions/Q17/index.html");
    assert_eq!(
        html.matches("<article class=\"statement\" data-statement=\"E185\"").count(),
        2,
        "E185 stands in two columns"
    );
    assert!(html.matches("also fits").count() >= 2);
}

#[test]
fn the_dead_are_headed_by_later_totals_and_their_span_is_said() {
    let html = page("questions/Q06/index.html");
    let top = text(part(html, "<h1", "class=\"plot\""));
    assert!(top.contains("Five figures from five speakers as named here. They reach from 331 to 333."), "{top}");
    let front = text(&pages()["index.html"]);
    assert!(front.contains("two published breakdowns do not add up. 331 / 333"), "the front page names later totals");
}

#[test]
fn whoever_passes_on_words_from_custody_is_not_said_to_be_in_custody() {
    let plot = part(page("questions/Q05/index.html"), "class=\"wide-only\"", "</div>");
    assert!(plot.contains("custody, told by Ustinov") && !plot.contains("in custody: Ustinov"), "{plot}");
}

#[test]
fn custody_is_said_in_lists_and_of_persons_too() {
    let person = text(part(page("people/index.html"), "id=\"P16\"", "id=\"P17\""));
    assert!(person.contains("in custody"), "{person}");
    for (path, said) in [
        ("questions/index.html", "in custody"),
        ("ru/questions/index.html", "под стражей"),
        ("index.html", "in custody"),
    ] {
        let html = text(page(path));
        let at = html
            .find("admits belonging")
            .or_else(|| html.find("признаёт"))
            .or_else(|| html.find("How many attackers were there?"))
            .unwrap_or_else(|| panic!("{path}: no answers"));
        let line: String = html[at..].chars().take(400).collect();
        assert!(line.contains(said), "{path}: {line}");
    }
}

#[test]
fn a_translated_page_changes_nobody_who_speaks() {
    let html = page("ru/questions/Q12/index.html");
    assert!(html.contains("доклад Кесаева, просочившаяся версия"), "the leak is not the commission");
    let all: String =
        pages().iter().filter(|(path, _)| path.starts_with("ru/questions/")).map(|(_, html)| text(html)).collect();
    assert!(all.contains("большинство Суда") && all.contains("человек, которого удерживали в школе"));
    let plot = part(page("ru/questions/Q01/index.html"), "class=\"wide-only\"", "</div>");
    assert!(!plot.contains("a person held in the school"), "a coarsened role is said in the page's language");
}

#[test]
fn a_finding_on_another_scope_says_so_and_does_not_answer_the_question() {
    let top = text(part(page("questions/Q12/index.html"), "<h1", "class=\"plot\""));
    assert!(top.contains("contested: whether used while hostages were inside"), "{top}");
    assert!(top.contains("established, on these sources: whether used at all"), "{top}");
    let front = text(page("index.html"));
    let contested = part(&front, "Contested", "Open");
    assert!(
        contested.contains("Were flamethrowers or tanks fired at the school while hostages were inside?"),
        "{contested}"
    );
}

#[test]
fn several_answers_at_once_do_not_make_a_question_contested() {
    assert!(page("questions/Q17/index.html").contains("<span class=\"tag\">open</span>"));
    assert!(page("questions/Q13/index.html").contains("<span class=\"tag\">contested</span>"), "one denies an option");
}

#[test]
fn counts_of_different_days_and_other_dead_share_no_column() {
    let html = text(page("questions/Q06/index.html"));
    assert!(!html.contains("323–338") && !html.contains("317–334"), "columns of one moment, and near by one per cent");
}

#[test]
fn populations_stand_in_each_other_with_their_answers_before_any_drawing() {
    let html = page("questions/Q06/index.html");
    let tree = part(html, "aria-labelledby=\"tree\"", "</section>");
    assert_eq!(tree.matches("<ul class=\"list tree\">").count(), tree.matches("</ul>").count());
    assert!(tree.matches("<ul class=\"list tree\">").count() >= 3, "special forces lie within all, Alfa within them");
    assert!(text(tree).contains("some of these"), "{tree}");
    let led: Vec<&str> = tree.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(led.len() >= 3, "{tree}");
    assert!(led.iter().all(|id| html.contains(&format!("id=\"{id}\""))), "every line leads to its scope: {led:?}");
    assert!(html.find("aria-labelledby=\"tree\"") < html.find("class=\"main-scope\""));
    assert!(!page("questions/Q09/index.html").contains("aria-labelledby=\"tree\""), "no rows, no tree");
    assert!(text(page("ru/questions/Q06/index.html")).contains("Что в чём содержится"));
}

#[test]
fn each_kind_of_silence_has_a_row_of_its_own() {
    let html = page("questions/Q01/index.html");
    let rows = part(html, "aria-labelledby=\"silent\"", "</section>");
    let kinds: Vec<&str> = rows.split("data-silent=\"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(kinds, ["does_not_know", "declines", "not_asked", "not_read"]);
    assert!(part(rows, "data-silent=\"not_read\"", "</tr>").contains("sources/"), "sources not read whole are named");
}

#[test]
fn a_count_names_both_of_its_ends_with_everybody_who_gives_them() {
    let input = beslan::input();
    let record = |id: &AnswerId| input.answers.iter().find(|answer| answer.id == *id);
    let mut seen = 0;
    for board in &input.boards {
        let html = page(&format!("questions/{}/index.html", board.question));
        let found: Vec<Ends> = board.scopes.iter().filter_map(|scope| ends(scope, record)).collect();
        let all: Vec<&End> = found.iter().flat_map(|ends| [&ends.lowest, &ends.highest]).flatten().collect();
        let paragraphs: Vec<&str> =
            html.split("class=\"fine ends\"").skip(1).map(|rest| rest.split("</p>").next().unwrap()).collect();
        assert_eq!(paragraphs.len(), all.len(), "{}", board.question);
        let numbers: Vec<String> = all.iter().map(|end| end.value.to_string()).collect();
        for paragraph in &paragraphs {
            let sentence = text(paragraph).replace(',', "");
            assert!(numbers.iter().any(|number| sentence.contains(number.as_str())), "{sentence}");
        }
        // Everybody who gives an end, or leaves it open, is named with a link to their words.
        let links: usize = paragraphs.iter().map(|paragraph| paragraph.matches("<a ").count()).sum();
        assert_eq!(
            links,
            all.iter().map(|end| end.answers.len() + end.beyond.len()).sum::<usize>(),
            "{}",
            board.question
        );
        seen += links;
    }
    assert!(seen > 20, "{seen}");
    let held = part(page("questions/Q01/index.html"), "data-end=\"highest\"", "</p>");
    assert!(text(held).contains("Highest number given"), "{held}");
}
