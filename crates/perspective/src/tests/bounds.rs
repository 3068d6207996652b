//! What bounds and denials fit and exclude.

use super::{board, printed};
use insta::assert_snapshot;

#[test]
fn one_sided_bounds_fit_or_exclude_and_are_members_of_nothing() {
    assert_snapshot!(printed("
        Q Q01 count
        E1 - official 354
        E2 - unknown 1200
        E3 - deduced >=600
        E4 - told >1200
        E5 - told >=1200
        E6 - unknown <=354
        E7 - unknown <354
    "), @r#"
    count, ±10 %
      [354] E1.1 | origins 1..1: E1 (unknown)
      [1200] E2.1 | origins 1..1: E2 (unknown)
      E6.1 <= 354: fits 354; excludes 1200
      E7.1 < 354: excludes 354 and 1200
      E3.1 >= 600: fits 1200; excludes 354
      E5.1 >= 1200: fits 1200; excludes 354
      E4.1 > 1200: excludes 354 and 1200
    "#);
}

#[test]
fn where_there_are_only_bounds_there_are_no_groups() {
    let board = board(
        "
        Q Q01 count
        E1 - deduced >=600
        E2 - unknown <500
    ",
    );
    assert!(board.scopes[0].groups.is_empty());
    assert_eq!(board.scopes[0].bounds.len(), 2);
}

#[test]
fn a_denied_option_excludes_that_option_only() {
    assert_snapshot!(printed("
        Q Q10 actor
        E1 - unknown B07
        E2 - unknown B10
        E3 - unknown !B07 stance=denies
    "), @r#"
    actor
      [B07] E1.1 | origins 1..1: E1 (unknown)
      [B10] E2.1 | origins 1..1: E2 (unknown)
      E3.1 not B07: fits B10; excludes B07
    "#);
}

#[test]
fn a_denial_that_asserts_another_option_is_a_member_there() {
    assert_snapshot!(printed("
        Q Q10 actor
        E1 - unknown B11 stance=denies
        E1 + !B10
        E2 - unknown B10
    "), @r#"
    actor
      [B10] E2.1 | origins 1..1: E2 (unknown)
      [B11] E1.1 | origins 1..1: E1 (unknown)
      E1.2 not B10: fits B11; excludes B10
    "#);
}

#[test]
fn bounds_of_another_moment_are_not_compared() {
    assert_snapshot!(printed("
        Q Q06 count rule=moment
        E1 - official 338 asof=2004-09-05
        E2 - official 326 asof=2004-09-08
        E3 - official >335 asof=2004-09-08
    "), @r#"
    count, by moment, ±10 %
      [326] @2004-09-08/2004-09-08 E2.1 | origins 1..1: E2 (unknown)
      [338] @2004-09-05/2004-09-05 E1.1 | origins 1..1: E1 (unknown)
      E3.1 > 335: excludes 326; not compared 338
    "#);
}

#[test]
fn times_before_and_after_leave_out_the_minute_itself() {
    assert_snapshot!(printed("
        Q Q08 time
        E1 - unknown 13:05
        E2 - unknown >13:05
        E3 - unknown >=13:05
        E4 - unknown <13:05
        E5 - unknown <=13:05
    "), @r#"
    time, ±10 min
      [2004-09-03 13:05] E1.1 | origins 1..1: E1 (unknown)
      E4.1 before 2004-09-03 13:05: excludes 2004-09-03 13:05
      E5.1 2004-09-03 13:05 or earlier: fits 2004-09-03 13:05
      E3.1 2004-09-03 13:05 or later: fits 2004-09-03 13:05
      E2.1 after 2004-09-03 13:05: excludes 2004-09-03 13:05
    "#);
}

#[test]
fn an_approximate_bound_is_wider_by_the_tolerance() {
    assert_snapshot!(printed("
        Q Q01 count
        E1 - official 1400
        E2 - estimated >=1500 approx
    "), @r#"
    count, ±10 %
      [1400] E1.1 | origins 1..1: E1 (unknown)
      E2.1 >= about 1500: fits 1400
    "#);
}
