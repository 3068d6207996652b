//! The duress switch as a page has it, also with scripts off: the answers of a scope that are left, and by how many separate
//! reports, once what was said in custody is left out.

use super::reports;
use crate::page::Said;
use crate::pages::standing::group_label;
use crate::site::Site;
use firsthand_model::QuestionId;
use firsthand_model::board::{Group, Scope};
use serde::Serialize;

/// What is left of a scope.
#[derive(Debug, Clone, Serialize)]
pub struct Without {
    /// How many answers are left out, in a sentence.
    pub left_out: String,
    /// The answers that are left, each with a sentence about its reports.
    pub groups: Vec<Left>,
}

/// An answer that is left.
#[derive(Debug, Clone, Serialize)]
pub struct Left {
    /// The answer.
    pub label: Said,
    /// How its statements hang together.
    pub about: String,
}

/// What is left of a scope without what was said in custody; none where nothing in it was.
pub fn without(site: &Site, lang: &str, question: &QuestionId, scope: &Scope) -> Option<Without> {
    let words = site.words(lang);
    let count = scope.answers.iter().filter(|scoped| scoped.duress).count();
    let board = site.input.boards_without_duress.iter().find(|board| board.question == *question);
    let left = board.and_then(|board| board.scopes.iter().find(|other| is_same(scope, other)));
    let group = |scope: &Scope, group: &Group| Left {
        label: group_label(site, lang, scope, group),
        about: reports::sentence(site, &words, group),
    };
    let groups = |left: &Scope| left.groups.iter().map(|one| group(left, one)).collect();
    (count > 0).then(|| Without {
        left_out: words.count("question.without_custody_left_out", count),
        groups: left.map(groups).unwrap_or_default(),
    })
}

fn is_same(one: &Scope, other: &Scope) -> bool {
    let key = |scope: &Scope| (scope.population.clone(), scope.unit.clone(), scope.tally, scope.answer_type);
    key(one) == key(other)
}
