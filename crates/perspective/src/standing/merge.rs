//! More of something put into what is in order already: where each of it comes, and where that stands then which was there.

/// Where each of some more comes among some that stand: before the first that is not before it.
pub(super) struct Merge(Vec<usize>);

impl Merge {
    /// Both must be in the order of `is_before`.
    pub fn of<T>(standing: &[T], more: &[T], is_before: impl Fn(&T, &T) -> bool) -> Merge {
        Merge(more.iter().map(|one| standing.partition_point(|other| is_before(other, one))).collect())
    }

    /// All of both, in order. Lists that stand in one order are merged by one merge.
    pub fn both<T>(&self, standing: Vec<T>, more: Vec<T>) -> Vec<T> {
        if standing.is_empty() {
            return more;
        }
        let mut all = Vec::with_capacity(standing.len() + more.len());
        let mut more = more.into_iter().zip(&self.0).peekable();
        for (at, one) in standing.into_iter().enumerate() {
            while let Some((next, _)) = more.next_if(|(_, place)| **place <= at) {
                all.push(next);
            }
            all.push(one);
        }
        all.extend(more.map(|(one, _)| one));
        all
    }

    /// Where each of so many that stood comes to stand.
    pub fn moved(&self, standing: usize) -> Vec<usize> {
        let mut before = self.0.iter().peekable();
        let mut moved = Vec::with_capacity(standing);
        let mut by = 0;
        for at in 0..standing {
            while before.next_if(|place| **place <= at).is_some() {
                by += 1;
            }
            moved.push(at + by);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::Merge;

    #[track_caller]
    fn check(standing: &[i32], more: &[i32], all: &[i32], moved: &[usize]) {
        let merge = Merge::of(standing, more, |one, other| one < other);
        assert_eq!(merge.both(standing.to_vec(), more.to_vec()), all);
        assert_eq!(merge.moved(standing.len()), moved);
    }

    #[test]
    fn what_stood_keeps_its_order_and_is_found_again() {
        check(&[1, 4, 9], &[0, 4, 5, 10], &[0, 1, 4, 4, 5, 9, 10], &[1, 3, 5]);
        check(&[], &[2], &[2], &[]);
        check(&[2], &[], &[2], &[0]);
    }
}
