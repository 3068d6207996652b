//! Work on many files by a few threads: short files side by side, long ones one at a time and last.
//! What is done with a file is the caller's matter.

use crate::sums::CHUNK_BYTES;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// While some files are waited for, by disk or processor, others are at hand; more threads gain little on small machines.
const WORKERS: usize = 4;

/// Places of a list, handed to workers in order of length.
pub(crate) struct Queue {
    /// Each place in the list, and whether its file is long.
    order: Vec<(usize, bool)>,
    next: AtomicUsize,
    /// Held while a long file is read, so that two do not fight for one disk.
    long: Mutex<()>,
}

impl Queue {
    /// Takes the length of each file, in bytes.
    pub fn of(lengths: impl Iterator<Item = u64>) -> Self {
        let is_long = |bytes: u64| bytes > CHUNK_BYTES as u64;
        let mut order: Vec<(usize, bool)> = lengths.map(is_long).enumerate().collect();
        order.sort_by_key(|(_, is_long)| *is_long);
        Self { order, next: AtomicUsize::new(0), long: Mutex::default() }
    }

    /// How many threads should call `work`.
    pub fn workers(&self) -> usize {
        WORKERS.min(self.order.len())
    }

    /// Calls `each` with one place after the other, until none is left or somebody says stop.
    pub fn work(&self, mut each: impl FnMut(usize) -> ControlFlow<()>) {
        while let Some(&(place, is_long)) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let _alone = is_long.then(|| self.long.lock().unwrap_or_else(PoisonError::into_inner));
            if each(place).is_break() {
                return;
            }
        }
    }

    /// Hands out no further place. Workers finish what they have.
    pub fn stop(&self) {
        self.next.store(usize::MAX / 2, Ordering::Relaxed);
    }
}
