//! Pace: whoever makes documents waits for the index library's thread when it is far ahead. The library's own queue would
//! hold ten thousand documents, and once it is full wakes the waiting thread for each that is taken.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;
use tantivy::TantivyDocument;
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

    /// A document to be sent; waits while too many are ahead.
    pub(super) fn send(self: &Arc<Self>, document: TantivyDocument) -> Sent {
        if self.ahead.fetch_add(1, Ordering::AcqRel) >= MOST {
            self.rest();
        }
        Sent { document, pace: self.clone() }
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
    document: TantivyDocument,
    pace: Arc<Pace>,
}

impl Document for Sent {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(mut self) -> TantivyDocument {
        std::mem::take(&mut self.document)
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

    #[test]
    fn a_maker_far_ahead_waits_until_few_are_left() {
        let pace = Pace::of_this_thread();
        let sent: Vec<Sent> = (0..MOST).map(|_| pace.send(TantivyDocument::default())).collect();
        let taker = thread::spawn(move || drop(sent));
        let last = pace.send(TantivyDocument::default());
        assert!(pace.ahead.load(Ordering::Acquire) <= FEW);
        taker.join().unwrap();
        drop(last.into_tantivy_document());
        assert_eq!(pace.ahead.load(Ordering::Acquire), 0);
    }

    #[test]
    fn a_maker_does_not_wait_for_ever_where_nobody_takes_any() {
        let pace = Pace::of_this_thread();
        let sent: Vec<Sent> = (0..=MOST).map(|_| pace.send(TantivyDocument::default())).collect();
        assert_eq!((sent.len(), pace.ahead.load(Ordering::Acquire)), (MOST + 1, MOST + 1));
    }
}
