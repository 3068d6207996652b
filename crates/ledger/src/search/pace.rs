//! Pace: whoever makes documents waits for the index library's thread when it is far ahead. The library's own queue would
//! hold ten thousand documents, and once it is full wakes the waiting thread for each that is taken.

use super::batch::{Batch, Given, Values};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;
use tantivy::schema::document::Document;

/// Documents ahead at which the maker rests.
const MOST: usize = 4096;
/// Documents ahead at which it goes on.
const FEW: usize = MOST / 2;
/// How long it rests at most without one being taken: a thread that has died takes none.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many documents are on their way.
pub(super) struct Pace {
    ahead: AtomicUsize,
    maker: Thread,
}

impl Pace {
    /// The pace of documents that this thread makes.
    pub(super) fn of_this_thread() -> Arc<Pace> {
        Arc::new(Pace { ahead: AtomicUsize::new(0), maker: thread::current() })
    }

    /// Documents to be sent; waits while too many are ahead.
    pub(super) fn send(self: &Arc<Self>, batch: Batch) -> impl ExactSizeIterator<Item = Sent> {
        if self.ahead.fetch_add(batch.len(), Ordering::AcqRel) >= MOST {
            self.rest();
        }
        let (batch, pace) = (Arc::new(batch), self.clone());
        (0..batch.len()).map(move |number| Sent { batch: batch.clone(), number, pace: pace.clone() })
    }

    fn rest(&self) {
        let mut ahead = self.ahead.load(Ordering::Acquire);
        while ahead > FEW {
            thread::park_timeout(PATIENCE);
            let left = self.ahead.load(Ordering::Acquire);
            // Woken for something else, or nobody takes any: adding the next one tells why.
            if left >= ahead {
                return;
            }
            ahead = left;
        }
    }

    fn taken(&self) {
        if self.ahead.fetch_sub(1, Ordering::AcqRel) == FEW + 1 {
            self.maker.unpark();
        }
    }
}

/// A document on its way to the index library's thread.
pub(super) struct Sent {
    batch: Arc<Batch>,
    number: usize,
    pace: Arc<Pace>,
}

impl Document for Sent {
    type Value<'a> = Given<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        self.batch.values(self.number)
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.pace.taken();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(documents: usize) -> Batch {
        let mut batch = Batch::default();
        (0..documents).for_each(|_| batch.end_document());
        batch
    }

    #[test]
    fn a_maker_far_ahead_waits_until_few_are_left() {
        let pace = Pace::of_this_thread();
        let sent: Vec<Sent> = pace.send(batch(MOST)).collect();
        let far_ahead = pace.clone();
        let taker = thread::spawn(move || {
            while far_ahead.ahead.load(Ordering::Acquire) <= MOST {
                thread::yield_now();
            }
            drop(sent);
        });
        let last: Vec<Sent> = pace.send(batch(1)).collect();
        assert!(pace.ahead.load(Ordering::Acquire) <= FEW);
        taker.join().unwrap();
        drop(last);
        assert_eq!(pace.ahead.load(Ordering::Acquire), 0);
    }

    #[test]
    fn a_maker_does_not_wait_for_ever_where_nobody_takes_any() {
        let pace = Pace::of_this_thread();
        let sent: Vec<Sent> = (0..=MOST).flat_map(|_| pace.send(batch(1))).collect();
        assert_eq!((sent.len(), pace.ahead.load(Ordering::Acquire)), (MOST + 1, MOST + 1));
    }
}
