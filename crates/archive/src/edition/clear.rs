//! Clearing: from the whole case to what one audience may be given. The only maker of a `DossierInput`; what is not cleared is a
//! `TeamInput`, of which no page can be made.
//! What stays is decided in `kept`, by `withholdable` and `allowed_links`. What is left out is remembered in `Withheld`, for the scan that looks for it in the finished folder.

use crate::edition::address::addresses;
use crate::edition::allowed_links::{cleared_media, cleared_source, strip_addresses};
use crate::edition::kept::Kept;
use crate::edition::withholdable::{Withholdable, forget_all, shown};
use crate::judgment::stale::stale_bearings;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::board::{Board, Scope};
use firsthand_model::explanation::{Explanation, scope_of, spelled};
use firsthand_model::history::History;
use firsthand_model::reach::Reached;
use firsthand_model::{Bearing, CaseSettings, Kind, Question, QuestionId, Source, Statement, StatementId, Translation};
use firsthand_perspective::{Evidence, Reach, Standing, Switches, reached};
use firsthand_publish::{Addresses, ClearedSource, ClearedStatement, DossierInput, EditionMark, TeamInput};
use std::collections::{BTreeMap, BTreeSet};

/// For whom a dossier is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// Anybody.
    #[default]
    Public,
}

impl Audience {
    /// The audience's name in an edition.
    pub fn word(self) -> &'static str {
        match self {
            Audience::Public => "public",
        }
    }
}

/// Clears the case for an audience: withheld rows go, and whatever stands only on them; columns that stay with the
/// team go, and columns that this version does not know; an address stays only where a link is allowed.
pub fn clear(snapshot: &Snapshot, audience: Audience, edition: EditionMark, address_key: &[u8]) -> DossierInput {
    clear_with(snapshot, audience, edition, address_key, Switches::default())
}

/// The same, with what counts of it in every tally.
pub(crate) fn clear_with(
    snapshot: &Snapshot,
    audience: Audience,
    edition: EditionMark,
    address_key: &[u8],
    switches: Switches,
) -> DossierInput {
    let kept = Kept::of(snapshot);
    let (examinations, examined_unseen) = kept.examinations(snapshot);
    let mut input = DossierInput {
        settings: public_settings(&snapshot.settings),
        audience: audience.word().to_owned(),
        edition,
        sources: kept.sources.values().map(|source| cleared_source(source)).collect(),
        statements: kept.statements().map(|statement| kept.cleared_statement(statement)).collect(),
        answers: snapshot.answers.iter().filter(|answer| kept.has_answer(answer)).cloned().collect(),
        people: kept.people(snapshot),
        questions: shown(&snapshot.questions),
        sessions: kept.sessions(snapshot),
        media: shown(&snapshot.media).into_iter().map(cleared_media).collect(),
        spans: snapshot.spans.iter().filter(|span| kept.has(&span.id)).cloned().collect(),
        places: shown(&snapshot.places),
        scene_parts: shown(&snapshot.scene_parts),
        populations: kept.populations(snapshot),
        events: shown(&snapshot.events),
        messages: kept.messages(snapshot),
        dependences: snapshot.dependences.iter().filter(|dependence| kept.has_both(dependence)).cloned().collect(),
        stale: kept.stale(snapshot),
        findings: kept.findings(snapshot),
        bearings: kept.bearings(snapshot),
        prompts: kept.prompts(snapshot),
        accounts: shown(&snapshot.accounts),
        originals: snapshot.originals_by_source(),
        custody: kept.custody(snapshot),
        examinations,
        examined_unseen,
        entries: snapshot.entries.clone(),
        ..DossierInput::default()
    };
    if switches.leave_out_duress {
        without_duress(snapshot, &mut input.bearings);
    }
    let bearings: BTreeSet<&str> = input.bearings.iter().map(|bearing| bearing.id.as_str()).collect();
    input.stale_bearings = stale_bearings(snapshot);
    input.stale_bearings.retain(|id, _| bearings.contains(id.as_str()));
    strip_addresses(&mut input);
    strip_unknown(&mut input);
    input.originals.retain(|source, _| kept.sources.contains_key(source));
    input.translations = kept_translations(snapshot, &input);
    input.addresses = addresses(snapshot, &input, address_key);
    let named: BTreeSet<(Kind, String)> = input.addresses.keys().collect();
    input.entries.retain(|key, _| named.contains(key) || key.0 == Kind::Case);
    (input.boards, input.histories) = boards_and_histories(snapshot, &input, switches);
    input.explanations = explanations(snapshot, &input, switches);
    input.boards_without_duress = boards_without_duress(snapshot, &input);
    input.reached = reached_by_party(snapshot, &input, switches);
    input.is_without_duress = switches.leave_out_duress;
    input.codings = crate::edition::clear_codings::coded_fields(snapshot, &input);
    input
}

/// The whole case for its own team: nothing is cleared, and nothing but drawings for them can be made of it.
pub(crate) fn for_the_team(snapshot: &Snapshot, view: View<'_>) -> TeamInput {
    let mut records = DossierInput {
        settings: snapshot.settings.clone(),
        sources: snapshot.sources.iter().map(|source| ClearedSource { source: source.clone(), link: None }).collect(),
        statements: snapshot.statements.iter().map(uncleared).collect(),
        answers: snapshot.answers.clone(),
        people: snapshot.people.clone(),
        questions: snapshot.questions.clone(),
        places: snapshot.places.clone(),
        scene_parts: snapshot.scene_parts.clone(),
        populations: snapshot.populations.clone(),
        events: snapshot.events.clone(),
        translations: snapshot.translations.clone(),
        boards: view.evidence(snapshot).boards(),
        is_without_duress: view.without_duress,
        ..DossierInput::default()
    };
    let named = shown_ids(&records).into_iter().map(|(kind, id)| ((kind, id.to_owned()), id.to_owned())).collect();
    records.addresses = Addresses::new(named);
    TeamInput::new(records)
}

fn uncleared(statement: &Statement) -> ClearedStatement {
    ClearedStatement { statement: statement.clone(), ..ClearedStatement::default() }
}

/// What is reported to have reached each party, from what was cleared alone; those whom nothing reached are left out.
fn reached_by_party(snapshot: &Snapshot, input: &DossierInput, switches: Switches) -> Vec<Reached> {
    let sources: Vec<Source> = input.sources.iter().map(|cleared| cleared.source.clone()).collect();
    let statements: Vec<Statement> = input.statements.iter().map(|cleared| cleared.statement.clone()).collect();
    let reach = Reach {
        people: &input.people,
        messages: &input.messages,
        statements: &statements,
        sources: &sources,
        offset_minutes: snapshot.offset_minutes(),
        leave_out_duress: switches.leave_out_duress,
    };
    let each = input.people.iter().map(|party| reached(&reach, &party.id, None));
    each.filter(|found| !found.messages.is_empty()).collect()
}

fn boards_and_histories(snapshot: &Snapshot, input: &DossierInput, switches: Switches) -> (Vec<Board>, Vec<History>) {
    Standing::of(evidence_of(snapshot, input).with(switches)).into_parts()
}

/// The alternatives of every scope that leaves some, from what was cleared alone.
fn explanations(
    snapshot: &Snapshot,
    input: &DossierInput,
    switches: Switches,
) -> BTreeMap<QuestionId, Vec<Vec<Explanation>>> {
    let evidence = evidence_of(snapshot, input).with(switches);
    let questions: BTreeMap<&QuestionId, &Question> =
        input.questions.iter().map(|question| (&question.id, question)).collect();
    let of_board = |board: &Board| {
        let judged = judged_beside(board, questions.get(&board.question).copied(), &input.bearings);
        let of_scope = |(at, scope): (usize, &Scope)| {
            let own: Vec<&str> = judged.iter().filter(|(place, _)| *place == at).map(|(_, id)| id.as_str()).collect();
            evidence.explanations(&board.question, scope, &own)
        };
        board.scopes.iter().enumerate().map(of_scope).collect::<Vec<_>>()
    };
    let all = input.boards.iter().map(|board| (board.question.clone(), of_board(board)));
    all.filter(|(_, scopes)| scopes.iter().any(|one| !one.is_empty())).collect()
}

/// The explanations on which statements are judged to bear, each with the place of its scope.
fn judged_beside(board: &Board, question: Option<&Question>, bearings: &[Bearing]) -> Vec<(usize, String)> {
    let Some(question) = question else { return Vec::new() };
    let of = |bearing: &Bearing| {
        Some((scope_of(board, question, bearing)?, spelled(bearing.explanation.as_ref()?.as_str())))
    };
    bearings.iter().filter_map(of).collect()
}

/// Leaves out how statements under duress bear on explanations.
fn without_duress(snapshot: &Snapshot, bearings: &mut Vec<Bearing>) {
    let under_duress = snapshot.statements.iter().filter(|statement| statement.duress == Some(true));
    let under_duress: BTreeSet<&StatementId> = under_duress.map(|statement| &statement.id).collect();
    bearings.retain(|bearing| bearing.statement_id.as_ref().is_none_or(|id| !under_duress.contains(id)));
}

/// The records from which boards are made of what was cleared. Chains run through every statement, so that two reports do
/// not become distinct because what both repeat is withheld; a withheld statement is neither named nor counted.
pub(crate) fn evidence_of<'a>(snapshot: &'a Snapshot, input: &'a DossierInput) -> Evidence<'a> {
    let shown: BTreeSet<&StatementId> = input.statements.iter().map(|cleared| &cleared.statement.id).collect();
    let withheld = snapshot.statements.iter().map(|statement| &statement.id).filter(|id| !shown.contains(id));
    let (statements, dependences) = (&snapshot.statements, &snapshot.dependences);
    Evidence::new(&input.questions, statements, &input.answers, dependences, &input.people, snapshot.offset_minutes())
        .read_in(input.sources.iter().map(|cleared| &cleared.source))
        .at_places(&input.places, &input.scene_parts)
        .without_naming(withheld.cloned().collect())
}

/// Boards of the questions that somebody under duress answers, without those answers.
fn boards_without_duress(snapshot: &Snapshot, input: &DossierInput) -> Vec<Board> {
    let has_duress = |board: &&Board| board.scopes.iter().flat_map(|scope| &scope.answers).any(|scoped| scoped.duress);
    let evidence = evidence_of(snapshot, input).with(Switches { leave_out_duress: true });
    input.boards.iter().filter(has_duress).filter_map(|board| evidence.board(&board.question)).collect()
}

fn strip_unknown(input: &mut DossierInput) {
    input.sources.iter_mut().for_each(|cleared| cleared.source.forget_unknown());
    input.statements.iter_mut().for_each(|cleared| cleared.statement.forget_unknown());
    forget_all(&mut input.answers);
    forget_all(&mut input.people);
    forget_all(&mut input.questions);
    forget_all(&mut input.sessions);
    forget_all(&mut input.media);
    forget_all(&mut input.spans);
    forget_all(&mut input.places);
    forget_all(&mut input.scene_parts);
    forget_all(&mut input.events);
    forget_all(&mut input.messages);
    forget_all(&mut input.dependences);
    forget_all(&mut input.findings);
    forget_all(&mut input.bearings);
    forget_all(&mut input.examinations);
    forget_all(&mut input.prompts);
    forget_all(&mut input.accounts);
}

/// The settings without what this version does not know.
fn public_settings(settings: &CaseSettings) -> CaseSettings {
    let mut settings = settings.clone();
    settings.forget_unknown();
    settings
}

/// Translations of records that are shown, and of labels.
fn kept_translations(snapshot: &Snapshot, input: &DossierInput) -> Vec<Translation> {
    let mut kept = shown(&snapshot.translations);
    let ids = shown_ids(input);
    kept.retain(|translation| {
        let (Some(kind), Some(id)) = (translation.of_kind.as_deref(), translation.of_id.as_ref()) else { return false };
        Kind::from_name(kind).is_none_or(|kind| ids.contains(&(kind, id.as_str())))
    });
    kept.iter_mut().for_each(Withholdable::forget_unknown);
    kept
}

/// Kind and handle of every record that is shown.
pub(crate) fn shown_ids(input: &DossierInput) -> BTreeSet<(Kind, &str)> {
    let mut ids = BTreeSet::new();
    ids.extend(input.sources.iter().map(|cleared| (Kind::Source, cleared.source.id.as_str())));
    ids.extend(input.handovers().map(|row| (Kind::Custody, row.id.as_str())));
    ids.extend(input.examinations.iter().map(|record| (Kind::Examination, record.id.as_str())));
    ids.extend(input.statements.iter().map(|cleared| (Kind::Statement, cleared.statement.id.as_str())));
    ids.extend(input.answers.iter().map(|record| (Kind::Answer, record.id.as_str())));
    ids.extend(input.people.iter().map(|record| (Kind::Person, record.id.as_str())));
    ids.extend(input.questions.iter().map(|record| (Kind::Question, record.id.as_str())));
    ids.extend(input.sessions.iter().map(|record| (Kind::Session, record.id.as_str())));
    ids.extend(input.media.iter().map(|record| (Kind::Media, record.id.as_str())));
    ids.extend(input.places.iter().map(|record| (Kind::Place, record.id.as_str())));
    ids.extend(input.scene_parts.iter().map(|record| (Kind::ScenePart, record.id.as_str())));
    ids.extend(input.events.iter().map(|record| (Kind::Event, record.id.as_str())));
    ids.extend(input.messages.iter().map(|record| (Kind::Message, record.id.as_str())));
    ids.extend(input.dependences.iter().map(|record| (Kind::Dependence, record.id.as_str())));
    ids.extend(input.findings.iter().map(|record| (Kind::Finding, record.id.as_str())));
    ids.extend(input.bearings.iter().map(|record| (Kind::Bearing, record.id.as_str())));
    ids.extend(input.prompts.iter().map(|record| (Kind::Prompt, record.id.as_str())));
    ids.extend(input.accounts.iter().map(|record| (Kind::Account, record.id.as_str())));
    ids.extend(input.spans.iter().map(|record| (Kind::Span, record.id.as_str())));
    ids.extend(input.translations.iter().map(|record| (Kind::Translation, record.id.as_str())));
    ids
}
