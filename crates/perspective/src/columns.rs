//! Which groups are drawn in one column: a drawing aid that names every group and merges none.

use crate::groups::Draft;
use crate::tolerance::Tolerance;
use firsthand_model::AnswerType;

/// Columns of indexes into the drafts, left to right.
///
/// A group joins a column to its left while it lies nearer than the tolerance to that column's first group, so that
/// no column grows wider by one small step after another. Where moments part answers, groups of one column share a
/// moment. Options and texts stand alone.
pub(crate) fn columns(
    drafts: &[Draft<'_>],
    answer_type: AnswerType,
    tolerance: Tolerance,
    by_moment: bool,
) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let same_moment = |column: &[usize]| column.iter().all(|&one| drafts[one].moment.overlaps(draft.moment));
        let joins = |column: &&mut Vec<usize>| {
            near(&drafts[column[0]], draft, answer_type, tolerance) && (!by_moment || same_moment(column))
        };
        match columns.iter_mut().rev().find(joins) {
            Some(column) => column.push(at),
            None => columns.push(vec![at]),
        }
    }
    columns
}

fn near(first: &Draft<'_>, next: &Draft<'_>, answer_type: AnswerType, tolerance: Tolerance) -> bool {
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
        let drafts: Vec<Draft<'_>> = values.iter().map(|&(low, high)| draft(low, high, Interval::ALL)).collect();
        assert_eq!(columns(&drafts, AnswerType::Count, Tolerance::default(), false), expected);
    }

    fn draft(low: i64, high: i64, moment: Interval) -> Draft<'static> {
        Draft { members: vec![], value: Interval::new(low, high), moment, options: Vec::new() }
    }

    #[test]
    fn counts_of_different_days_share_no_column() {
        let on = |value, day| draft(value, value, Interval::new(day, day));
        let drafts = [on(320, 4), on(323, 4), on(335, 5), on(336, 4), on(338, 5)];
        let drawn = columns(&drafts, AnswerType::Count, Tolerance::default(), true);
        assert_eq!(drawn, [vec![0, 1, 3], vec![2, 4]]);
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
