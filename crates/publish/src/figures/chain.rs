//! Chains of reports behind the answers of a scope: from what each goes back to, by those who passed it on, to us.
//! Which reports are one is decided in `perspective`; here they are only laid out.

use super::chain_root::{begin_at, join_at};
use super::who::{basis_text, family, legend, name_of, speaker_piece, title, who};
use crate::card::{reported_by, told_by};
use crate::figure::{Figure, Key, Piece, Row, Table, cell};
use crate::furniture::Words;
use crate::input::ClearedStatement;
use crate::page::Said;
use crate::pages::standing::label_within;
use crate::plot::chain::{ChainNode, ChainPlot, ChainStep, chain_narrow, chain_wide};
use crate::plot::data::{Names, Section};
use crate::site::Site;
use crate::words_answers::named;
use crate::words_dates::short;
use firsthand_model::board::{Report, Root, Scope};
use firsthand_model::words::DependenceKind;
use firsthand_model::{AnswerType, BasisFamily, Kind, Statement, StatementId};
use std::collections::BTreeSet;

/// The chains of a scope; none where nothing was passed on, and where answers are only listed.
pub fn chain(site: &Site, from: &str, question: &Said, scope: &Scope, index: usize) -> Option<Figure> {
    if scope.answer_type == AnswerType::Text || scope.answers.len() < 2 {
        return None;
    }
    let lang = site.language_of(from);
    let words = site.words(lang);
    let sections = sections(site, lang, scope);
    if sections.iter().flat_map(|section| &section.chains).all(|chain| chain.hops.len() < 3) {
        return None;
    }
    let (id, title) = (format!("chain{}", index + 1), title(site, lang, "draw.chain", question, scope));
    let note = words.t("draw.chain_note");
    let plot = ChainPlot {
        names: Names { id: id.clone(), title: title.clone(), description: note.clone() },
        sections: sections.iter().map(|section| drawn(&words, section)).collect(),
    };
    let statements = sections.iter().flat_map(|section| &section.chains).map(|chain| &chain.cleared.statement);
    Some(Figure {
        id,
        heading: words.t("draw.chain_title"),
        title,
        note: Some(note),
        wide: chain_wide(&plot),
        narrow: chain_narrow(&plot),
        legend: legend(&words, statements.map(family)),
        keys: vec![Key::text(words.t("draw.key_unknown"))],
        is_keyed: false,
        table: table(site, from, &sections),
    })
}

/// One answer, or what stands beside the answers.
struct Answers<'s> {
    heading: String,
    reports: Vec<OneReport>,
    chains: Vec<Chain<'s>>,
}

/// What counts as one report: the places of its chains, and the person to whom all of them go back, where that is known.
struct OneReport {
    root: Option<Hop>,
    chains: Vec<usize>,
}

/// One statement with the steps by which it reached us; the last is where it stands.
struct Chain<'s> {
    cleared: &'s ClearedStatement,
    hops: Vec<Hop>,
}

/// One step, known again by its key: that of a person begins with their id.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hop {
    pub(super) key: String,
    pub(super) step: ChainStep,
    pub(super) label: Said,
}

/// Each statement once: at the first answer that it fits, else beside the answers.
fn sections<'s>(site: &Site<'s>, lang: &str, scope: &Scope) -> Vec<Answers<'s>> {
    let words = site.words(lang);
    let mut shown: BTreeSet<&StatementId> = BTreeSet::new();
    let mut out = Vec::new();
    for column in &scope.columns {
        let groups: Vec<_> = column.iter().filter_map(|index| scope.groups.get(*index)).collect();
        let labels: Vec<String> = groups.iter().map(|group| label_within(site, lang, scope, group).text).collect();
        let mut section = Answers { heading: labels.join(" / "), reports: Vec::new(), chains: Vec::new() };
        for report in groups.iter().flat_map(|group| &group.reports) {
            let fresh: Vec<&StatementId> = report.statements.iter().filter(|id| shown.insert(id)).collect();
            section.add(site, lang, &fresh, Some(report));
        }
        out.push(section);
    }
    let mut beside = Answers { heading: words.t("draw.beside"), reports: Vec::new(), chains: Vec::new() };
    for scoped in scope.answers.iter().filter(|scoped| !shown.contains(&scoped.statement)).collect::<Vec<_>>() {
        if !beside.chains.iter().any(|chain| chain.cleared.statement.id == scoped.statement) {
            beside.add(site, lang, &[&scoped.statement], None);
        }
    }
    out.push(beside);
    out.retain(|section| !section.chains.is_empty());
    out
}

impl<'s> Answers<'s> {
    fn add(&mut self, site: &Site<'s>, lang: &str, ids: &[&StatementId], report: Option<&Report>) {
        let root = report.and_then(|report| root_of(site, lang, report));
        let mut chains = Vec::new();
        for id in ids {
            let Some(cleared) = site.statement(id.as_str()) else { continue };
            let mut hops = whole_path(site, lang, cleared, ids, 0);
            root.iter().for_each(|root| begin_at(root, &mut hops));
            chains.push(self.chains.len());
            self.chains.push(Chain { cleared, hops });
        }
        if !chains.is_empty() {
            self.reports.push(OneReport { root, chains });
        }
    }
}

/// The person to whom a report goes back.
fn root_of(site: &Site, lang: &str, report: &Report) -> Option<Hop> {
    let (Root::FirstHand(person) | Root::Person(person)) = &report.root else { return None };
    Some(Hop { key: person.to_string(), step: ChainStep::Carrier, label: site.person_name(lang, person)? })
}

/// The steps of a statement that was taken from another one shown here run through that one.
fn whole_path(site: &Site, lang: &str, cleared: &ClearedStatement, shown: &[&StatementId], depth: usize) -> Vec<Hop> {
    /// Perspective refuses circles; this only keeps a damaged input from going on for ever.
    const DEEPEST: usize = 12;
    let id = &cleared.statement.id;
    let rests = site.dependences_of(id.as_str()).iter().find_map(|dependence| {
        let derived = dependence.kind == Some(DependenceKind::DerivedFrom);
        let to = dependence.to_statement.as_ref().filter(|to| *to != id && shown.contains(to));
        to.filter(|_| derived && dependence.from_statement.as_ref() == Some(id))
            .and_then(|to| site.statement(to.as_str()))
    });
    let own = own_path(site, lang, cleared);
    let Some(other) = rests.filter(|_| depth < DEEPEST) else { return own };
    let mut path = whole_path(site, lang, other, shown, depth + 1);
    path.pop();
    let speaker = own.iter().position(|hop| matches!(hop.step, ChainStep::Speaker(_))).unwrap_or(0);
    path.extend(own.into_iter().skip(speaker));
    path
}

/// What a statement itself says of its way: from whom its speaker has it, the speaker, who carried it, where it stands.
fn own_path(site: &Site, lang: &str, cleared: &ClearedStatement) -> Vec<Hop> {
    let statement = &cleared.statement;
    let mut hops = sources_of(site, lang, statement);
    let family = family(statement);
    let own_words = matches!(
        family,
        BasisFamily::FirstHand
            | BasisFamily::Deduced
            | BasisFamily::Believes
            | BasisFamily::Speculates
            | BasisFamily::Opinion
    );
    if hops.is_empty() && !own_words {
        let label = ours(site, lang, "draw.root_unknown");
        // Unknown is not one: each stands by itself.
        hops.push(Hop { key: format!("unknown {}", statement.id), step: ChainStep::Unknown, label });
    }
    let label = who(site, lang, statement);
    let speaker = statement.speaker_id.as_ref().map_or_else(|| statement.id.to_string(), ToString::to_string);
    hops.push(Hop {
        key: format!("{speaker} {} {}", label.text, family.word()),
        step: ChainStep::Speaker(family),
        label,
    });
    hops.extend(carriers(site, lang, statement));
    hops.push(here(site, lang, cleared));
    hops
}

fn ours(site: &Site, lang: &str, key: &str) -> Said {
    site.text_in(lang, lang, &site.words(lang).t(key), false)
}

/// From whom or what the speaker has it, the first source first.
fn sources_of(site: &Site, lang: &str, statement: &Statement) -> Vec<Hop> {
    if statement.knows_from_ids.is_empty() {
        let said = told_by(site, lang, statement);
        return said
            .map(|label| Hop { key: label.text.clone(), step: ChainStep::Carrier, label })
            .into_iter()
            .collect();
    }
    let hop = |id: &firsthand_model::Handle| Hop {
        key: id.as_str().to_owned(),
        step: ChainStep::Carrier,
        label: origin(site, lang, id.as_str()),
    };
    statement.knows_from_ids.iter().rev().map(hop).collect()
}

/// A party, film or source by its name.
fn origin(site: &Site, lang: &str, id: &str) -> Said {
    if let Some(cleared) = site.source(id) {
        let source = &cleared.source;
        return site.coded(lang, source.author_or_body.as_deref().or(source.what.as_deref()).unwrap_or(id));
    }
    if let Some(item) = site.input.media.iter().find(|item| item.id.as_str() == id) {
        return site.coded(lang, item.title.as_deref().unwrap_or(id));
    }
    named(site, lang, id)
}

/// Who carried it from the speaker to us, translated where the whole way was.
fn carriers(site: &Site, lang: &str, statement: &Statement) -> Vec<Hop> {
    let whole = reported_by(site, lang, statement);
    let split: Vec<Said> = whole
        .iter()
        .flat_map(|said| said.text.split('→').map(|text| Said { text: text.trim().to_owned(), ..said.clone() }))
        .collect();
    let coded = || statement.relay_chain.iter().map(|text| site.coded(lang, text)).collect();
    let labels: Vec<Said> = if split.len() == statement.relay_chain.len() { split } else { coded() };
    labels.into_iter().map(|label| Hop { key: label.text.clone(), step: ChainStep::Carrier, label }).collect()
}

/// The source in which it stands, and the day it was said.
fn here(site: &Site, lang: &str, cleared: &ClearedStatement) -> Hop {
    let statement = &cleared.statement;
    let source = statement.source.as_ref().map(|id| origin(site, lang, id.as_str())).unwrap_or_default();
    let day = statement.stated_edtf.as_deref().map(short);
    let text = [Some(source.text.clone()), day].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = name_of(site, statement.id.as_str());
    Hop { key: format!("here {name}"), step: ChainStep::Here(name), label: Said { text, ..source } }
}

fn drawn(words: &Words, section: &Answers) -> Section<ChainNode> {
    let mut rows = Vec::new();
    for report in &section.reports {
        let mut paths: Vec<Vec<Hop>> = report.chains.iter().map(|place| section.chains[*place].hops.clone()).collect();
        report.root.iter().for_each(|root| join_at(root, &mut paths));
        let trees = forest(&paths.iter().map(Vec::as_slice).collect::<Vec<_>>());
        if trees.len() < 2 {
            rows.extend(trees);
            continue;
        }
        // One report by judgment, and nothing that is stated joins its statements: what each goes back to is unknown once.
        let known = |node: ChainNode| if node.step == ChainStep::Unknown { node.after } else { vec![node] };
        let after = trees.into_iter().flat_map(known).collect();
        let label = Said { text: words.t("draw.one_report"), ..Said::default() };
        rows.push(ChainNode { step: ChainStep::Unknown, label, after });
    }
    Section { heading: section.heading.clone(), rows }
}

/// Paths with a common beginning share it, in the order in which they come.
fn forest(paths: &[&[Hop]]) -> Vec<ChainNode> {
    let mut nodes: Vec<(&str, &Hop, Vec<&[Hop]>)> = Vec::new();
    for path in paths {
        let Some((first, rest)) = path.split_first() else { continue };
        match nodes.iter_mut().find(|(key, _, _)| *key == first.key) {
            Some((_, _, rests)) => rests.push(rest),
            None => nodes.push((&first.key, first, vec![rest])),
        }
    }
    let node = |(_, hop, rests): (&str, &Hop, Vec<&[Hop]>)| ChainNode {
        step: hop.step.clone(),
        label: hop.label.clone(),
        after: forest(&rests),
    };
    nodes.into_iter().map(node).collect()
}

fn table(site: &Site, from: &str, sections: &[Answers]) -> Table {
    let words = site.words(site.language_of(from));
    let heads = [
        "question.col_answer",
        "draw.col_goes_back",
        "question.col_speaker",
        "question.col_basis",
        "draw.col_carried",
        "draw.col_stands",
    ];
    let line = |section: &Answers, chain: &Chain| {
        let speaker = chain.hops.iter().rposition(|hop| matches!(hop.step, ChainStep::Speaker(_))).unwrap_or(0);
        let last = chain.hops.len() - 1;
        Row {
            statements: vec![name_of(site, chain.cleared.statement.id.as_str())],
            cells: vec![
                cell(Some(section.heading.clone())),
                pieces(&chain.hops[..speaker]),
                vec![speaker_piece(site, from, &chain.cleared.statement)],
                cell(Some(basis_text(&words, &chain.cleared.statement))),
                pieces(&chain.hops[speaker + 1..last]),
                here_pieces(site, from, chain),
            ],
        }
    };
    let rows = sections.iter().flat_map(|section| section.chains.iter().map(move |chain| line(section, chain)));
    Table { heads: heads.iter().map(|key| words.t(key)).collect(), rows: rows.collect(), headed_from: None }
}

fn pieces(hops: &[Hop]) -> Vec<Piece> {
    hops.iter().map(|hop| Piece::said(hop.label.clone())).collect()
}

fn here_pieces(site: &Site, from: &str, chain: &Chain) -> Vec<Piece> {
    let source = chain.cleared.statement.source.as_ref();
    let href = source.and_then(|id| site.link(from, Kind::Source, id.as_str()));
    chain.hops.last().map(|hop| Piece { href, ..Piece::said(hop.label.clone()) }).into_iter().collect()
}
