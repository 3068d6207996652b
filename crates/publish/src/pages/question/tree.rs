//! How the populations of a question lie in each other, as a nested list with the answers that stand for each: laid out
//! before any difference is drawn. What cannot be together is for investigators, in `firsthand tensions`, and not here.

use super::bounds::bounds;
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::standing::group_label;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::{Board, Scope};
use firsthand_model::words::WithinHow;
use firsthand_model::{AnswerType, Population, Question};
use serde::Serialize;
use std::collections::BTreeSet;

/// One population, with those within it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Whom or what it counts.
    pub title: Said,
    /// Whether it is some of what is around it, or one of the parts that make it up; none at the top.
    pub how: Option<String>,
    /// The scopes of this population with their answers.
    pub scopes: Vec<ScopeLine>,
    /// What lies within it.
    pub within: Vec<Node>,
}

/// The answers of one scope in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScopeLine {
    /// Unit and tally, where it has any.
    pub title: Option<String>,
    /// Where on the page it stands.
    pub href: String,
    /// Its groups, then its bounds and denials.
    pub answers: Vec<Said>,
}

/// The trees of a question, outermost first; none where no row says what lies in what.
pub fn trees(site: &Site, from: &str, question: &Question, board: &Board) -> Vec<Node> {
    // What lies within a population of another question is counted there, on another board.
    let of_question = |row: &&Population| row.question_id.as_ref() == Some(&question.id) && row.is_of_one_question();
    let rows: Vec<&Population> = site.input.populations.iter().filter(of_question).collect();
    let inner: BTreeSet<&str> = rows.iter().filter_map(|row| row.population.as_deref()).collect();
    let mut tops: Vec<&str> = rows.iter().filter_map(|row| row.within.as_deref()).collect();
    tops.retain(|top| !inner.contains(top));
    let mut met = BTreeSet::new();
    tops.retain(|top| met.insert(*top));
    let tree = Tree { site, from, rows, board };
    tops.into_iter().map(|top| tree.node(top, None, &mut Vec::new())).collect()
}

struct Tree<'t> {
    site: &'t Site<'t>,
    from: &'t str,
    rows: Vec<&'t Population>,
    board: &'t Board,
}

impl<'t> Tree<'t> {
    /// A population with those within it; `row` is the one that puts it into what is around it.
    fn node(&self, key: &'t str, row: Option<&Population>, path: &mut Vec<&'t str>) -> Node {
        let lang = self.site.language_of(self.from);
        path.push(key);
        // `import` refuses a population within itself; a page is finite all the same.
        let rows = self.rows.iter().filter(|row| row.within.as_deref() == Some(key));
        let within = rows.filter_map(|row| Some((row.population.as_deref()?, *row)));
        let within: Vec<_> = within.filter(|(inner, _)| !path.contains(inner)).collect();
        let within = within.into_iter().map(|(inner, row)| self.node(inner, Some(row), path)).collect();
        path.pop();
        let scopes = self.board.scopes.iter().enumerate();
        let of_key = scopes.filter(|(_, scope)| scope.population.as_deref() == Some(key));
        Node {
            title: self.site.population(lang, key),
            how: row.and_then(|row| how(&self.site.words(lang), row)),
            scopes: of_key.filter_map(|(index, scope)| self.line(index, scope)).collect(),
            within,
        }
    }

    fn line(&self, index: usize, scope: &Scope) -> Option<ScopeLine> {
        let lang = self.site.language_of(self.from);
        let groups = scope.groups.iter().map(|group| group_label(self.site, lang, scope, group));
        let bounds = bounds(self.site, self.from, scope).into_iter().map(|bound| bound.value);
        let mut said: Vec<Said> = Vec::new();
        for answer in groups.chain(bounds) {
            if !said.iter().any(|one| one.text == answer.text) {
                said.push(answer);
            }
        }
        let is_shown = scope.answer_type == AnswerType::Count && !said.is_empty();
        is_shown.then(|| ScopeLine {
            title: answers::unit_and_tally(self.site, lang, scope),
            href: format!("#scope-{}", index + 1),
            answers: said,
        })
    }
}

/// Whether a population is some of what is around it, or one of the parts of a division, in words.
fn how(words: &Words, row: &Population) -> Option<String> {
    Some(match (row.how?, &row.division) {
        (WithinHow::Addend, Some(division)) => words.fill("question.tree_addend_by", &[("division", division)]),
        (how, _) => words.t(&format!("question.tree_{}", how.word())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    #[test]
    fn a_part_names_the_division_that_has_a_name() {
        let furniture = Furniture::load().unwrap();
        let row = |how, division: Option<&str>| Population {
            how: Some(how),
            division: division.map(str::to_owned),
            ..Population::default()
        };
        let said = |row: Population| how(&furniture.words("en"), &row).unwrap();
        assert_eq!(said(row(WithinHow::Addend, None)), "one of the parts that make it up");
        assert_eq!(said(row(WithinHow::Addend, Some("origin"))), "one of the parts that make it up (origin)");
        assert_eq!(said(row(WithinHow::Subset, Some("origin"))), "some of these");
    }
}
