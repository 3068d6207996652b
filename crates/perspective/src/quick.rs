//! Tables that are asked a hundred times for each statement, with a hash that takes less time than the standard one.
//! The order in which they hold things is never used.

/// What is found by a key.
pub(crate) type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;

/// What is there or not.
pub(crate) type Set<K> = hashbrown::HashSet<K, foldhash::fast::RandomState>;
