//! Sets that only ever merge. What merges them is decided by the callers.

/// Disjoint sets of the numbers below a limit; each set is named by its smallest member.
#[derive(Debug, Clone)]
pub(crate) struct UnionFind {
    parent: Vec<usize>,
}

impl UnionFind {
    /// Every number in a set of its own.
    pub fn new(count: usize) -> UnionFind {
        UnionFind { parent: (0..count).collect() }
    }

    /// The smallest member of the set in which this number is.
    pub fn find(&mut self, of: usize) -> usize {
        let mut root = of;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = of;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// Makes one set of the two in which these numbers are.
    pub fn union(&mut self, left: usize, right: usize) {
        let (left, right) = (self.find(left), self.find(right));
        let (low, high) = if left < right { (left, right) } else { (right, left) };
        self.parent[high] = low;
    }
}

#[cfg(test)]
mod tests {
    use super::UnionFind;

    #[test]
    fn a_set_is_named_by_its_smallest_member() {
        let mut sets = UnionFind::new(5);
        sets.union(4, 3);
        sets.union(3, 1);
        assert_eq!((0..5).map(|at| sets.find(at)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
    }
}
