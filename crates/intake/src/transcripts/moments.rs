//! Points on the time line of a document, as ELAN and TEI name them: some with a time, the others spread evenly between those.
//! How a format writes its points is the readers' affair.

/// One point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Its time; nothing where it lies outside all points that have one.
    pub ms: Option<i64>,
    /// Whether the file states it.
    pub is_stated: bool,
}

impl Moment {
    /// Whether it has a time that the file does not state.
    pub fn is_made(self) -> bool {
        self.ms.is_some() && !self.is_stated
    }
}

/// The points with the gaps between two known ones filled evenly; nothing is filled where those run backwards.
pub(super) fn spread(stated: &[Option<i64>]) -> Vec<Moment> {
    let mut filled: Vec<Moment> = stated.iter().map(|ms| Moment { ms: *ms, is_stated: ms.is_some() }).collect();
    let known: Vec<(usize, i64)> = stated.iter().enumerate().filter_map(|(at, time)| Some((at, (*time)?))).collect();
    for pair in known.windows(2).filter(|pair| pair[0].1 <= pair[1].1) {
        let ((from, first), (to, last)) = (pair[0], pair[1]);
        let whole = (to - from) as i128;
        for (part, moment) in (1..).zip(&mut filled[from + 1..to]) {
            let length = i128::from(last) - i128::from(first);
            moment.ms = i64::try_from(i128::from(first) + length * part / whole).ok();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_evenly_and_nothing_is_made_up_at_the_ends() {
        let filled: Vec<_> = spread(&[None, Some(100), None, None, Some(400), None]).iter().map(|one| one.ms).collect();
        assert_eq!(filled, [None, Some(100), Some(200), Some(300), Some(400), None]);
    }

    #[test]
    fn nothing_is_made_up_between_times_that_run_backwards() {
        assert_eq!(spread(&[Some(400), None, Some(100)])[1].ms, None);
    }

    #[test]
    fn times_as_far_apart_as_can_be_stop_nothing() {
        assert_eq!(spread(&[Some(i64::MIN), None, Some(i64::MAX)])[1].ms, Some(-1));
    }
}
