//! One scope of a question as a part of its page: drawing, table, groups, bounds.

use super::bounds::{Bound, bounds};
use super::changed::{ChangedRow, changed};
use super::drawing::{Drawing, Frame, by_family, drawing};
use super::ends::{EndPart, parts};
use super::groups::{Column, columns};
use super::table::{Row, rows};
use super::without::{Without, without};
use crate::card::{Card, cards};
use crate::figure::Figure;
use crate::figures;
use crate::furniture::Words;
use crate::page::Said;
use crate::plot::{self, MeasuredPlot, Shape};
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::AnswerType;
use firsthand_model::board::{Board, Scope, ScopedAnswer};
use serde::Serialize;

/// A scope, ready for a template.
#[derive(Debug, Clone, Serialize)]
pub struct ScopePart {
    /// The fragment under which it stands.
    pub id: String,
    /// What is counted or asked.
    pub title: Said,
    /// The drawing for 700 px and more; none where there is nothing to compare.
    pub wide: Option<String>,
    /// The drawing for less.
    pub narrow: Option<String>,
    /// Families that occur, in the drawing's order: table word and word for readers.
    pub legend: Vec<(String, String)>,
    /// What bars and arrows mean, if there are any, and the day and zone of clock times.
    pub keys: Vec<String>,
    /// The lowest and the highest number given, with who gives each.
    pub ends: Vec<EndPart>,
    /// Whether answers meet only where their moments overlap.
    pub by_moment: bool,
    /// Further drawings of the same answers, each with its table.
    pub figures: Vec<Figure>,
    /// Every answer.
    pub rows: Vec<Row>,
    /// Whether moments are worth a column of the table.
    pub show_moments: bool,
    /// Answers that can be true together.
    pub columns: Vec<Column>,
    /// What was taken back, declined or not known: in no group, and no bound.
    pub beside: Vec<Card>,
    /// Bounds and denials.
    pub bounds: Vec<Bound>,
    /// How the figure changed, in order of saying; none where a drawing with its table says so.
    pub changed: Vec<ChangedRow>,
    /// What is left without what was said in custody; none where nothing was.
    pub without: Option<Without>,
    /// Answers in words without a code, which are listed and not compared.
    pub in_words: bool,
    /// That not all groups are shown.
    pub left_out: Option<String>,
}

/// The part of a page that shows a scope, the `index`th of its question.
pub fn part(site: &Site, from: &str, question: &Said, board: &Board, index: usize) -> ScopePart {
    let scope = &board.scopes[index];
    let lang = site.language_of(from);
    let words = site.words(lang);
    let title = answers::scope(site, lang, scope);
    let frame = Frame { lang, id: format!("plot{}", index + 1), title: format!("{} {}", question.text, title.text) };
    let drawn = drawing(site, &frame, scope);
    let (wide, narrow) = match &drawn {
        Some(Drawing::Measured(plot)) => (Some(plot::measured_wide(plot)), Some(plot::measured_narrow(plot))),
        Some(Drawing::Columns(plot)) => (Some(plot::columns_wide(plot)), Some(plot::columns_narrow(plot))),
        None => (None, None),
    };
    let legend = by_family(site, scope).into_iter();
    ScopePart {
        id: format!("scope-{}", index + 1),
        title,
        wide,
        narrow,
        legend: legend
            .map(|(family, _)| (family.word().into(), words.t(&format!("common.family_short_{}", family.word()))))
            .collect(),
        keys: match &drawn {
            Some(Drawing::Measured(plot)) => keys(&words, plot, scope.tolerance.as_deref()),
            _ => Vec::new(),
        },
        figures: figures::of_scope(site, from, question, board, index),
        ends: parts(site, from, scope),
        by_moment: scope.by_moment,
        show_moments: scope.by_moment,
        rows: rows(site, from, scope),
        columns: columns(site, from, scope),
        beside: cards(site, from, beside(scope)),
        bounds: bounds(site, from, scope),
        changed: if figures::is_in_a_history(site, board, index) { Vec::new() } else { changed(site, from, scope) },
        without: without(site, lang, &board.question, scope),
        in_words: scope.answer_type == AnswerType::Text && scope.groups.is_empty(),
        left_out: (!scope.are_all).then(|| words.t("question.groups_left_out")),
    }
}

fn beside(scope: &Scope) -> impl Iterator<Item = &str> {
    let bound = |scoped: &ScopedAnswer| scope.bounds.iter().any(|note| note.answer == scoped.answer);
    let has_no_code = |scoped: &&ScopedAnswer| scope.answer_type == AnswerType::Text && scoped.stance.is_answer();
    let is_left = move |scoped: &&ScopedAnswer| scoped.in_groups.is_empty() && !bound(scoped) && !has_no_code(scoped);
    let left = scope.answers.iter().filter(is_left);
    left.map(|scoped| scoped.statement.as_str())
}

/// What is drawn besides glyphs, in words.
fn keys(words: &Words, plot: &MeasuredPlot, tolerance: Option<&str>) -> Vec<String> {
    let shapes: Vec<Shape> = plot.sections.iter().flat_map(|section| &section.rows).map(|row| row.shape).collect();
    let has = |wanted: fn(&Shape) -> bool| shapes.iter().any(wanted);
    let (about, range) =
        (has(|shape| matches!(shape, Shape::About(..))), has(|shape| matches!(shape, Shape::Range(..))));
    let tolerance = tolerance.unwrap_or_default();
    let about_key = if plot.hatched { "question.legend_about_time" } else { "question.legend_about" };
    let mut keys = Vec::new();
    keys.extend((about || (range && plot.hatched)).then(|| words.fill(about_key, &[("tolerance", &tolerance)])));
    keys.extend((range && !plot.hatched).then(|| words.t("question.legend_range")));
    keys.extend(has(|shape| matches!(shape, Shape::Above | Shape::Below)).then(|| words.t("question.legend_bound")));
    keys.extend(plot.note.clone());
    keys
}
