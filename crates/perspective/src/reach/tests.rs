//! What is reported to have reached a party, on small cases: stages, hours, members, carriers, and who says so since when.

use super::{Reach, reached};
use firsthand_model::reach::{ByThen, Reached, ReachedMessage};
use firsthand_model::words::Stance;
use firsthand_model::{Message, Person, Source, Statement};
use proptest::prelude::*;

/// A case of one message to `P1`, said by `E1` of `S1`.
#[derive(Default)]
struct Case {
    people: Vec<Person>,
    messages: Vec<Message>,
    statements: Vec<Statement>,
    sources: Vec<Source>,
}

fn day(n: usize) -> Option<String> {
    (n > 0).then(|| format!("2004-09-0{n}"))
}

fn message() -> Message {
    Message {
        id: "G1".into(),
        to_id: Some("P1".into()),
        sent_by_source: vec!["E1".into()],
        receipt_evidence: vec!["E1".into()],
        earliest: day(1),
        latest: day(1),
        ..Message::default()
    }
}

fn statement(id: &str, said: Option<String>) -> Statement {
    Statement { id: id.into(), source: Some("S1".into()), stated_edtf: said, ..Statement::default() }
}

impl Case {
    fn of(message: Message) -> Case {
        let source = Source { id: "S1".into(), date_edtf: day(9), ..Source::default() };
        Case { messages: vec![message], statements: vec![statement("E1", None)], sources: vec![source], people: vec![] }
    }

    fn ask(&self, party: &str, by: &str) -> Reached {
        let reach = Reach {
            people: &self.people,
            messages: &self.messages,
            statements: &self.statements,
            sources: &self.sources,
            offset_minutes: 240,
            leave_out_duress: false,
        };
        reached(&reach, &party.into(), by.parse().ok().as_ref())
    }

    #[track_caller]
    fn check(&self, party: &str, by: &str, expected: [ByThen; 3]) -> ReachedMessage {
        let found = self.ask(party, by).messages.remove(0);
        let states = [&found.sent, &found.received, &found.understood].map(|stage| stage.by_then);
        assert_eq!(states, expected, "{found:#?}");
        found
    }
}

#[test]
fn sent_is_not_received_and_received_is_not_understood() {
    Case::of(message()).check("P1", "2004-09-02", [ByThen::ByThen, ByThen::Perhaps, ByThen::Unsaid]);
    let message = Message { received_earliest: day(2), received_latest: day(2), ..message() };
    let found = Case::of(message).check("P1", "2004-09-02", [ByThen::ByThen, ByThen::ByThen, ByThen::Unsaid]);
    assert_eq!(found.understood.when.earliest.as_deref(), Some("2004-09-02"), "not before it arrived");
}

#[test]
fn what_straddles_the_hour_is_perhaps_by_then() {
    let wide = Message { latest: day(3), ..message() };
    Case::of(wide).check("P1", "2004-09-02", [ByThen::Perhaps, ByThen::Perhaps, ByThen::Unsaid]);
    let within = Message { earliest: Some("2004-09-02T11:05:00+04:00".into()), latest: day(2), ..message() };
    let case = Case::of(within);
    case.check("P1", "2004-09-02T11:00:00+04:00", [ByThen::Later, ByThen::Later, ByThen::Unsaid]);
    case.check("P1", "2004-09-02T12:00:00+04:00", [ByThen::Perhaps, ByThen::Perhaps, ByThen::Unsaid]);
}

#[test]
fn a_time_that_is_not_stated_is_said_not_to_be() {
    let undated = Message { earliest: None, latest: None, ..message() };
    Case::of(undated).check("P1", "2004-09-02", [ByThen::Undated, ByThen::Undated, ByThen::Unsaid]);
}

#[test]
fn a_date_that_is_about_makes_nothing_certain() {
    let about = Some("2004-09-01~".to_owned());
    let about = Message { earliest: about.clone(), latest: about, ..message() };
    Case::of(about).check("P1", "2004-09-09", [ByThen::Perhaps, ByThen::Perhaps, ByThen::Unsaid]);
}

#[test]
fn who_doubts_makes_nothing_certain_and_who_does_not_say_so_says_nothing() {
    let mut case = Case::of(Message { received_latest: day(1), ..message() });
    case.statements[0].stance = Some(Stance::Doubts);
    case.check("P1", "2004-09-02", [ByThen::Perhaps, ByThen::Perhaps, ByThen::Unsaid]);
    case.statements[0].stance = Some(Stance::DoesNotKnow);
    case.check("P1", "2004-09-02", [ByThen::Unsaid, ByThen::Unsaid, ByThen::Unsaid]);
}

#[test]
fn a_carrier_is_told_only_if_somebody_says_so() {
    let carried = Message { carrier_ids: vec!["P2".into()], received_latest: day(1), ..message() };
    let mut case = Case::of(carried);
    case.check("P2", "2004-09-02", [ByThen::ByThen, ByThen::Unsaid, ByThen::Unsaid]);
    case.messages[0].carrier_evidence = vec!["E1".into()];
    case.check("P2", "2004-09-02", [ByThen::ByThen, ByThen::Perhaps, ByThen::Unsaid]);
}

#[test]
fn what_was_sent_to_a_member_is_shown_as_that_with_who_says_that_they_belonged() {
    let mut case = Case::of(message());
    assert!(case.ask("B1", "2004-09-02").messages.is_empty());
    case.people = vec![Person {
        id: "P1".into(),
        belongs_to: vec!["B1".into()],
        belongs_to_source_ids: vec!["S1".into()],
        ..Person::default()
    }];
    let found = case.check("B1", "2004-09-02", [ByThen::ByThen, ByThen::Perhaps, ByThen::Unsaid]);
    assert_eq!((found.as_what.word(), found.member.as_ref().unwrap().as_str()), ("member", "P1"));
    assert_eq!(found.member_by[0].since.earliest.as_deref(), Some("2004-09-09"));
}

#[test]
fn an_account_exists_since_it_was_said_and_else_since_its_source_appeared() {
    let mut case = Case::of(message());
    let since = |case: &Case| case.ask("P1", "2004-09-02").messages[0].sent.said_by[0].since.earliest.clone();
    assert_eq!(since(&case).as_deref(), Some("2004-09-09"));
    case.statements[0].stated_edtf = day(5);
    assert_eq!(since(&case).as_deref(), Some("2004-09-05"));
    (case.statements[0].stated_edtf, case.sources[0].date_edtf) = (None, None);
    assert_eq!(since(&case), None);
}

#[test]
fn what_stands_in_a_paper_was_public_when_the_paper_appeared() {
    let mut case = Case::of(message());
    case.sources[0].kind = Some("news".into());
    case.statements[0].stated_edtf = day(2);
    assert!(case.ask("P1", "2004-09-05").in_public.is_empty());
    assert_eq!(case.ask("P1", "2004-09-09").in_public.len(), 1);
    case.statements[0].circumstances = Some("press_conference".into());
    assert_eq!(case.ask("P1", "2004-09-05").in_public.len(), 1);
    case.statements[0].stated_edtf = None;
    let found = case.ask("P1", "2004-09-05");
    assert_eq!((found.in_public.len(), found.undated_in_public.len()), (0, 1));
}

#[test]
fn a_message_to_nobody_registered_may_have_reached_anybody_and_is_named() {
    let nobody = Message { to_id: None, to: Some("the authorities".into()), ..message() };
    let found = Case::of(nobody).ask("P1", "2004-09-02");
    assert_eq!((found.messages.len(), found.recipient_unregistered.len()), (0, 1));
}

/// Whether each day from the first to the last that it can have been, 0 for never and 19 for ever, is one by the hour.
fn by_hand(ends: (usize, usize), hour: usize) -> Option<ByThen> {
    let (first, last) = (ends.0, if ends.1 == 0 { 19 } else { ends.1 });
    if ends == (0, 0) {
        return Some(ByThen::Undated);
    }
    let by: Vec<bool> = (first..=last).map(|day| day <= hour).collect();
    match (by.iter().all(|by| *by), by.iter().any(|by| *by)) {
        _ if by.is_empty() => None,
        (true, _) => Some(ByThen::ByThen),
        (_, true) => Some(ByThen::Perhaps),
        _ => Some(ByThen::Later),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_stage_is_as_certain_as_trying_every_day_makes_it(
        sent in (0..6_usize, 0..6_usize),
        received in (0..6_usize, 0..6_usize),
        hour in 1..7_usize,
    ) {
        let (earliest, latest) = (day(sent.0), day(sent.1));
        let (received_earliest, received_latest) = (day(received.0), day(received.1));
        let case = Case::of(Message { earliest, latest, received_earliest, received_latest, ..message() });
        let found = case.ask("P1", &format!("2004-09-0{hour}")).messages.remove(0);
        if let Some(expected) = by_hand(sent, hour) {
            prop_assert_eq!(found.sent.by_then, expected);
        }
        let arrived = if received == (0, 0) { (sent.0, 0) } else { received };
        if let Some(expected) = by_hand(arrived, hour) {
            prop_assert_eq!(found.received.by_then, expected);
        }
    }

    #[test]
    fn what_certainly_had_reached_by_an_hour_has_by_the_next(
        times in prop::collection::vec((0..6_usize, 0..6_usize, 0..6_usize, 0..6_usize), 1..6),
        hour in 1..7_usize,
        turn in any::<prop::sample::Index>(),
    ) {
        let mut case = Case::of(message());
        case.messages = times.iter().enumerate().map(|(at, time)| Message {
            id: format!("G{at}").into(),
            earliest: day(time.0), latest: day(time.1), received_earliest: day(time.2), received_latest: day(time.3),
            ..message()
        }).collect();
        let by_then = |found: &Reached| -> Vec<(String, bool)> {
            let certain = |told: &ReachedMessage| [&told.sent, &told.received].map(|s| s.by_then == ByThen::ByThen);
            let each = found.messages.iter().flat_map(|told| certain(told).map(|is| (told.message.to_string(), is)));
            each.collect()
        };
        let now = case.ask("P1", &format!("2004-09-0{hour}"));
        let next = case.ask("P1", &format!("2004-09-0{}", hour + 1));
        for (before, after) in by_then(&now).into_iter().zip(by_then(&next)) {
            prop_assert_eq!(&before.0, &after.0);
            prop_assert!(!before.1 || after.1);
        }
        let len = case.messages.len();
        case.messages.rotate_left(turn.index(len));
        prop_assert_eq!(now, case.ask("P1", &format!("2004-09-0{hour}")));
    }
}
