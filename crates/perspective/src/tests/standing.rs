//! An evaluation that stands while statements are added to it is the full evaluation of what it holds, after every one of them.

use super::case::Case;
use crate::{Evidence, Standing, Switches};
use firsthand_model::board::Board;
use firsthand_model::history::History;
use firsthand_model::words::ReadExtent;
use firsthand_model::{Answer, Dependence, Place, Source, Statement, StatementId};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const HEAD: &str = "Q Q01 count rule=moment asof=2004-09-01/2004-09-10\nQ Q02 count;choice tol=5%\nQ Q03 time\nQ Q04 yes_no;text\n\
    Q Q05 order rule=moment asof=2004-09-01/2004-09-10\nQ Q06 actor\nQ Q07 place\n\
    Q Q08 choice rule=moment asof=2004-09-01/2004-09-10 together=open+shut;shut+locked\n\
    P P1\nP P2\nP P3\nB B1\n";
const PARTIES: &[&str] = &["-", "P1", "P2", "P3", "B1"];
const BASES: &[&str] = &["saw", "told", "official", "unknown", "estimated"];
const STANCES: &[&str] =
    &["", "", "", "stance=retracts", "stance=corrects", "stance=denies", "stance=does_not_know", "stance=declines"];
const SAID: &[&str] =
    &["", "said=2004-09-01", "said=2004-09-02", "said=2004-09-03", "said=2004-09-02~", "said=2004-09"];
const MOMENTS: &[&str] = &["", "asof=2004-09-04", "asof=2004-09-05", "asof=2004-09-04/2004-09-06", "asof=/2004-09-04"];
/// Mostly one scope, so that many answers meet in it.
const KEYS: &[&str] = &["", "", "", "", "", "", "pop=held", "pop=held tally=final", "tally=running", "unit=families"];
const COUNTS: &[&str] = &["100", "105", "~100", "90..110", ">95", "<=100", "200", "110"];
/// Answers of which several can be so together, each with its question and type.
const RELATED: &[&str] = &[
    "blow<dark q=Q05 type=order",
    "dark<fire q=Q05 type=order",
    "fire<blow q=Q05 type=order",
    "blow=fire q=Q05 type=order",
    "siren q=Q05 type=order",
    "!blow<fire q=Q05 type=order",
    "P1 q=Q06 type=actor",
    "P2 q=Q06 type=actor",
    "B1 q=Q06 type=actor",
    "P2;P3 q=Q06 type=actor",
    "unknown q=Q06 type=actor",
    "!B1 q=Q06 type=actor",
    "school q=Q07 type=place",
    "gym q=Q07 type=place",
    "park q=Q07 type=place",
    "@43.1841,44.54,50 q=Q07 type=place",
    "@43.1899,44.5401,30 q=Q07 type=place",
    "!school q=Q07 type=place",
    "open q=Q08 type=choice",
    "shut q=Q08 type=choice",
    "locked q=Q08 type=choice",
    "open;locked q=Q08 type=choice",
    "!shut q=Q08 type=choice",
    "some_words q=Q04 type=text codes=fear",
    "other_words q=Q04 type=text codes=fear;law",
];
const PUT: &[&str] = &["", "", "put=Q01", "put=Q05", "put=Q06", "put=Q99"];
const IN: &[&str] = &["", "source=S1", "source=S2", "source=S3"];
const LINKS: &[&str] = &["->", "->", "->", "=", "~", "|", "|"];

/// One more answer, as the line of a case has it: a value and what is said of it.
fn answer() -> impl Strategy<Value = String> {
    let count = (
        select(COUNTS),
        select(MOMENTS),
        select(KEYS),
        select(&["q=Q01", "q=Q01", "q=Q01", "q=Q02"][..]),
        select(&["", "part=1"][..]),
    )
        .prop_map(|(value, moment, key, question, part)| {
            format!("{value} {question} type=count {moment} {key} {part}")
        });
    let other = select(
        &[
            "a q=Q02 type=choice",
            "b q=Q02 type=choice",
            "a;b q=Q02 type=choice",
            "!a q=Q02 type=choice",
            "13:05 q=Q03 type=time",
            "~13:10 q=Q03 type=time",
            ">13:05 q=Q03 type=time",
            "13:00..13:30 q=Q03 type=time",
            "yes q=Q04 type=yes_no",
            "no q=Q04 type=yes_no",
            "unknown q=Q04 type=yes_no",
            "a_word q=Q04 type=text",
            "100 q=Q99 type=count",
            "none",
        ][..],
    );
    let related = (select(RELATED), select(MOMENTS)).prop_map(|(value, moment)| format!("{value} {moment}"));
    prop_oneof![5 => count, 2 => other.prop_map(str::to_owned), 3 => related]
}

fn case_text() -> impl Strategy<Value = String> {
    let statement = (select(PARTIES), select(BASES), select(PARTIES), select(STANCES), select(SAID), any::<bool>());
    let statement = (statement, select(PUT), select(IN), prop::collection::vec(answer(), 1..4));
    let link = (0..9_usize, select(LINKS), 0..9_usize);
    (prop::collection::vec(statement, 2..9), prop::collection::vec(link, 0..9)).prop_map(|(statements, links)| {
        let said = statements.iter().enumerate().map(|(at, (statement, put, source, answers))| {
            let (speaker, basis, knows, stance, said, duress) = statement;
            let duress = if *duress { "duress" } else { "" };
            let first = format!("E{at} {speaker} {basis} none knows={knows} {stance} {said} {duress} {put} {source}\n");
            first + &answers.iter().map(|answer| format!("E{at} + {answer}\n")).collect::<String>()
        });
        let judged = links.iter().filter(|(from, _, to)| *from.max(to) < statements.len());
        let judged = judged.map(|(from, sign, to)| format!("E{from} {sign} E{to}\n"));
        HEAD.to_owned() + &said.chain(judged).collect::<String>()
    })
}

/// One statement with what comes with it.
#[derive(Debug, Clone)]
struct Lot {
    statement: Statement,
    answers: Vec<Answer>,
    dependences: Vec<Dependence>,
}

/// The records of a case as they come: statements in a mixed order, of which some answers and judgments come too early or too
/// late, with another statement.
fn lots(case: &Case, by: &[u64], early: usize) -> Vec<Lot> {
    let key = |at: usize| by[at % by.len()].rotate_left(at as u32);
    let mut order: Vec<usize> = (0..case.statements.len()).collect();
    order.sort_by_key(|&at| (key(at), at));
    let lot =
        |&at: &usize| Lot { statement: case.statements[at].clone(), answers: Vec::new(), dependences: Vec::new() };
    let mut lots: Vec<Lot> = order.iter().map(lot).collect();
    let of =
        |id: &Option<StatementId>, lots: &[Lot]| lots.iter().position(|lot| Some(&lot.statement.id) == id.as_ref());
    let last = lots.len() - 1;
    for (number, answer) in case.answers.iter().enumerate() {
        let at = of(&answer.statement_id, &lots).unwrap();
        let with = match number % 7 {
            of if of == early => 0,
            of if of == (early + 3) % 7 => last,
            _ => at,
        };
        lots[with].answers.push(answer.clone());
    }
    for (number, dependence) in case.dependences.iter().enumerate() {
        let end = if number % 2 == early % 2 { &dependence.from_statement } else { &dependence.to_statement };
        let at = if number % 4 == early % 4 { last } else { of(end, &lots).unwrap() };
        lots[at].dependences.push(dependence.clone());
    }
    lots
}

/// What the case is once these have come.
fn held(case: &Case, lots: &[Lot]) -> Case {
    Case {
        questions: case.questions.clone(),
        people: case.people.clone(),
        statements: lots.iter().map(|lot| lot.statement.clone()).collect(),
        answers: lots.iter().flat_map(|lot| lot.answers.clone()).collect(),
        dependences: lots.iter().flat_map(|lot| lot.dependences.clone()).collect(),
    }
}

/// Three of which one is made of another, and one in which nobody speaks.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let source = |id: &str, extent| Source { id: id.into(), read_extent: Some(extent), ..Source::default() };
    vec![
        source("S1", ReadExtent::Whole),
        Source { depends_on: vec!["S1".into()], ..source("S2", ReadExtent::Whole) },
        source("S3", ReadExtent::Excerpt),
        source("S4", ReadExtent::Whole),
    ]
});

/// A school with a gymnasium in it, and a park beside it.
fn places() -> Vec<Place> {
    let place = |id: &str, lat: Option<&str>| Place {
        id: id.into(),
        lat: lat.map(str::to_owned),
        lon: lat.map(|_| "44.54".to_owned()),
        radius_m: lat.map(|_| 100),
        ..Place::default()
    };
    vec![
        place("school", Some("43.184")),
        Place { within: Some("school".into()), ..place("gym", None) },
        place("park", Some("43.19")),
    ]
}

/// The case under a switch, some statements withheld.
fn evidence(case: &Case, leave_out_duress: bool, withheld: usize) -> Evidence<'_> {
    let withheld: BTreeSet<StatementId> = [format!("E{withheld}").as_str().into()].into();
    let evidence = case.evidence().at_places(&places(), &[]).read_in(SOURCES.iter());
    evidence.with(Switches { leave_out_duress }).without_naming(withheld)
}

fn as_it_stands(standing: &Standing<'_>) -> (Vec<Board>, Vec<History>) {
    (standing.boards().cloned().collect(), standing.histories().cloned().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_statement_added_leaves_what_the_full_evaluation_makes(
        text in case_text(),
        by in prop::collection::vec(any::<u64>(), 4),
        early in 0..9_usize,
        leave_out_duress in any::<bool>(),
        begun in 0..4_usize,
        withheld in 0..20_usize,
    ) {
        let mut case = Case::read(&text);
        case.people[0].belongs_to.push("B1".into());
        let lots = lots(&case, &by, early);
        let begun = begun.min(lots.len());
        let first = held(&case, &lots[..begun]);
        let mut standing = Standing::of(evidence(&first, leave_out_duress, withheld));
        for (at, lot) in lots.iter().enumerate().skip(begun) {
            prop_assert!(standing.add(&lot.statement, &lot.answers, &lot.dependences));
            let now = held(&case, &lots[..=at]);
            let full = evidence(&now, leave_out_duress, withheld);
            let (boards, histories) = as_it_stands(&standing);
            prop_assert_eq!(&boards, &full.boards(), "{} after {}", &text, &lot.statement.id);
            prop_assert_eq!(&histories, &full.histories(), "{} after {}", &text, &lot.statement.id);
        }
        prop_assert_eq!(as_it_stands(&standing), Standing::of(evidence(&held(&case, &lots), leave_out_duress, withheld)).into_parts());
    }
}

#[test]
fn a_statement_that_is_there_is_not_added_again() {
    let case = Case::read("Q Q01 count\nP P1\nE1 P1 saw 354\nE2 P1 saw 400");
    let mut standing = Standing::of(case.evidence());
    let before = as_it_stands(&standing);
    assert!(!standing.add(&case.statements[0], &case.answers[1..], &[]));
    assert_eq!(as_it_stands(&standing), before);
}

#[test]
fn a_judgment_waits_for_the_statement_it_names() {
    let case = Case::read(
        "Q Q01 count\nP P1\nP P2\nP P3\nE1 P1 saw 354\nE2 P2 unknown 354\nE3 P3 unknown 354\nE2 -> E1\nE3 -> E1",
    );
    let later = [1, 2, 0].map(|at| (&case.statements[at], &case.answers[at..=at]));
    let nothing = Case { statements: vec![], answers: vec![], dependences: vec![], ..case.clone() };
    let mut standing = Standing::of(nothing.evidence());
    let reports = |standing: &Standing<'_>| standing.board(&"Q01".into()).unwrap().scopes[0].groups[0].reports.len();
    standing.add(later[0].0, later[0].1, &case.dependences);
    standing.add(later[1].0, later[1].1, &[]);
    assert_eq!(reports(&standing), 2);
    standing.add(later[2].0, later[2].1, &[]);
    assert_eq!(reports(&standing), 1);
}

#[test]
fn what_a_figure_rests_on_grows_with_what_comes() {
    let case =
        Case::read("Q Q01 count\nP P1\nP P2\nP P3\nE1 P1 saw 100\nE2 P2 told 200\nE3 P3 saw 300\nE2 -> E1\nE2 -> E3");
    let first = Case { statements: case.statements[..2].to_vec(), answers: case.answers[..2].to_vec(), ..case.clone() };
    let rests_on = |standing: &Standing<'_>| {
        let (_, histories) = as_it_stands(standing);
        let figures = &histories[0].scopes[0].figures;
        figures.iter().find(|figure| figure.statement.as_str() == "E2").unwrap().rests_on.len()
    };
    let mut standing = Standing::of(first.evidence());
    assert_eq!(rests_on(&standing), 1);
    standing.add(&case.statements[2], &case.answers[2..], &[]);
    assert_eq!(rests_on(&standing), 2);
    assert_eq!(as_it_stands(&standing).1, case.evidence().histories());
}

/// One statement comes to some that stand; all boards are as if they had come together.
#[track_caller]
fn check_last(text: &str, before: &str, after: &str) {
    let case = Case::read(&format!("Q Q01 count rule=moment asof=2004-09-01/2004-09-10\n{text}"));
    let last = case.statements.len() - 1;
    let first =
        Case { statements: case.statements[..last].to_vec(), answers: case.answers[..last].to_vec(), ..case.clone() };
    let shown = |standing: &Standing<'_>| {
        let scope = &standing.board(&"Q01".into()).unwrap().scopes[0];
        let labels = scope.groups.iter().map(|group| group.label.clone());
        let notes =
            scope.bounds.iter().map(|note| format!("{} not compared with {}", note.label, note.not_compared.len()));
        labels.chain(notes).collect::<Vec<_>>().join("; ")
    };
    let mut standing = Standing::of(first.evidence());
    assert_eq!(shown(&standing), before);
    standing.add(&case.statements[last], &case.answers[last..], &[]);
    assert_eq!(shown(&standing), after);
    assert_eq!(as_it_stands(&standing).0, case.evidence().boards());
}

#[test]
fn a_group_of_a_narrower_moment_is_compared_anew_though_it_is_called_the_same() {
    check_last(
        "E1 - saw 100 asof=2004-09-04/2004-09-06\nE2 - saw >95 asof=2004-09-06\nE3 - saw 100 asof=2004-09-04",
        "100; > 95 not compared with 0",
        "100; > 95 not compared with 1",
    );
}

#[test]
fn a_group_that_stands_is_called_otherwise_where_another_has_its_name() {
    check_last(
        "E1 - saw 100 asof=2004-09-04\nE2 - saw 100 asof=2004-09-06",
        "100",
        "100, as of 2004-09-04; 100, as of 2004-09-06",
    );
}
