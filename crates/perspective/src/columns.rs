//! Which groups are drawn in one column: a drawing aid that names every group and merges none.

use crate::groups::Draft;
use crate::tolerance::Tolerance;
use firsthand_model::AnswerType;

/// Columns of indexes into the drafts, left to right.
///
/// A group joins the column to its left while it lies nearer than the tolerance to that column's first group, so that
/// no column grows wider by one small step after another. Options and texts stand alone.
pub(crate) fn columns(drafts: &[Draft], answer_type: AnswerType, tolerance: Tolerance) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for at in 0..drafts.len() {
        match columns.last_mut() {
            Some(column) if near(&drafts[column[0]], &drafts[at], answer_type, tolerance) => column.push(at),
            _ => columns.push(vec![at]),
        }
    }
    columns
}

fn near(first: &Draft, next: &Draft, answer_type: AnswerType, tolerance: Tolerance) -> bool {
    let (Some(high), Some(low)) = (first.value.high_end(), next.value.low_end()) else {
        return false;
    };
    let gap = low.saturating_sub(high);
    gap <= 0 || gap < tolerance.around(answer_type, low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::Interval;

    #[track_caller]
    fn check(values: &[(i64, i64)], expected: &[&[usize]]) {
        let draft = |&(low, high): &(i64, i64)| Draft {
            members: vec![],
            value: Interval::new(low, high),
            moment: Interval::ALL,
            option: None,
        };
        let drafts: Vec<Draft> = values.iter().map(draft).collect();
        assert_eq!(columns(&drafts, AnswerType::Count, Tolerance::default()), expected);
    }

    #[test]
    fn near_values_share_a_column_and_far_ones_do_not() {
        check(&[(354, 354), (360, 400), (1_080, 1_100), (1_128, 1_128), (1_200, 1_200)], &[&[0, 1], &[2, 3, 4]]);
    }

    #[test]
    fn small_steps_do_not_add_up_to_one_wide_column() {
        check(&[(100, 100), (106, 106), (113, 113), (120, 120)], &[&[0, 1], &[2, 3]]);
    }
}
