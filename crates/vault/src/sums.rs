//! Both digests of a stream in one pass: SHA-256 for exchange and courts, BLAKE3 for quick re-checking.
//! Long streams are hashed on two threads beside the one that copies; short ones inline.

use crate::Digest;
use sha2::Digest as _;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// How much is read, written and hashed at a time.
pub(crate) const CHUNK_BYTES: usize = 1 << 20;

/// Chunks that may wait for a hasher.
const QUEUE_CHUNKS: usize = 4;

type Chunk = Arc<Vec<u8>>;

/// The size and both digests of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// The digest that names the bytes.
    pub sha256: Digest,
    /// The BLAKE3 digest, 64 lower-case hexadecimal digits.
    pub blake3: String,
    /// How many bytes there are.
    pub size_bytes: u64,
}

/// Computes both digests of what can be read, storing nothing.
///
/// # Errors
/// What reading said.
pub fn sums_of(source: &mut dyn Read) -> io::Result<Sums> {
    pump(source, &mut |_| Ok(()), &mut |_| {}).map_err(|(Side::Reading | Side::Writing, error)| error)
}

/// Which side of a copy failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Reading,
    Writing,
}

/// Copies a stream to its end, hashing what passes and telling `progress` how many bytes have passed.
pub(crate) fn pump(
    source: &mut dyn Read,
    write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    progress: &mut dyn FnMut(u64),
) -> Result<Sums, (Side, io::Error)> {
    let mut hashers = Hashers::Inline(Box::default());
    let mut pool = VecDeque::new();
    let mut size_bytes = 0;
    loop {
        let chunk = fill(source, empty_chunk(&mut pool)).map_err(|error| (Side::Reading, error))?;
        let length = chunk.len();
        if length > 0 {
            let shared = Arc::new(chunk);
            hashers.feed(&shared);
            write(&shared).map_err(|error| (Side::Writing, error))?;
            pool.push_back(shared);
            size_bytes += length as u64;
            progress(size_bytes);
        }
        if length < CHUNK_BYTES {
            let (sha256, blake3) = hashers.finish();
            return Ok(Sums { sha256, blake3, size_bytes });
        }
    }
}

/// A chunk that all hashers are done with, or a new one.
fn empty_chunk(pool: &mut VecDeque<Chunk>) -> Vec<u8> {
    let free = pool.front_mut().and_then(Arc::get_mut).map(std::mem::take);
    if free.is_some() {
        pool.pop_front();
    }
    free.unwrap_or_else(|| vec![0; CHUNK_BYTES])
}

/// Reads until the chunk is full or the source ends; shorter than a chunk only at the end.
fn fill(source: &mut dyn Read, mut chunk: Vec<u8>) -> io::Result<Vec<u8>> {
    chunk.resize(CHUNK_BYTES, 0);
    let mut filled = 0;
    while filled < CHUNK_BYTES {
        match source.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    chunk.truncate(filled);
    Ok(chunk)
}

#[derive(Default)]
struct Pair {
    sha256: sha2::Sha256,
    blake3: blake3::Hasher,
}

enum Hashers {
    Inline(Box<Pair>),
    Threads(Worker<Digest>, Worker<String>),
}

impl Hashers {
    /// A full chunk is a sign that more come: from then on two threads hash.
    fn feed(&mut self, chunk: &Chunk) {
        if chunk.len() == CHUNK_BYTES
            && let Self::Inline(pair) = self
        {
            *self = Self::threads(std::mem::take(pair));
        }
        match self {
            Self::Inline(pair) => {
                pair.sha256.update(chunk.as_slice());
                pair.blake3.update(chunk);
            }
            Self::Threads(sha256, blake3) => {
                sha256.feed(chunk);
                blake3.feed(chunk);
            }
        }
    }

    fn threads(pair: Box<Pair>) -> Self {
        let Pair { mut sha256, mut blake3 } = *pair;
        let slow = Worker::spawn(move |chunks| {
            chunks.into_iter().for_each(|chunk| sha256.update(chunk.as_slice()));
            Digest::from_bytes(sha256.finalize().into())
        });
        let fast = Worker::spawn(move |chunks| {
            chunks.into_iter().for_each(|chunk| {
                blake3.update(&chunk);
            });
            blake3.finalize().to_hex().to_string()
        });
        Self::Threads(slow, fast)
    }

    fn finish(self) -> (Digest, String) {
        match self {
            Self::Inline(pair) => {
                (Digest::from_bytes(pair.sha256.finalize().into()), pair.blake3.finalize().to_hex().to_string())
            }
            Self::Threads(sha256, blake3) => (sha256.finish(), blake3.finish()),
        }
    }
}

/// One hasher on its own thread. Dropping it unfinished ends the thread.
struct Worker<T> {
    chunks: SyncSender<Chunk>,
    thread: JoinHandle<T>,
}

impl<T: Send + 'static> Worker<T> {
    fn spawn(work: impl FnOnce(Receiver<Chunk>) -> T + Send + 'static) -> Self {
        let (chunks, receiver) = sync_channel(QUEUE_CHUNKS);
        Self { chunks, thread: thread::spawn(move || work(receiver)) }
    }

    /// A hasher that panicked takes no more; `finish` says so.
    fn feed(&self, chunk: &Chunk) {
        let _ = self.chunks.send(Arc::clone(chunk));
    }

    fn finish(self) -> T {
        drop(self.chunks);
        self.thread.join().expect("hashing does not panic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives its bytes in pieces of a fixed length, as pipes do.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len()).min(self.0.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn expected(bytes: &[u8]) -> Sums {
        Sums {
            sha256: Digest::of(bytes),
            blake3: blake3::hash(bytes).to_hex().to_string(),
            size_bytes: bytes.len() as u64,
        }
    }

    #[test]
    fn streams_around_the_chunk_size_hash_as_in_memory() {
        for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7] {
            let bytes: Vec<u8> = (0..length).map(|i| (i * 31 % 251) as u8).collect();
            assert_eq!(sums_of(&mut bytes.as_slice()).unwrap(), expected(&bytes), "{length}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn pieces_of_any_length_give_the_same_sums(seed in any::<u8>(), length in 0usize..3_000_000, piece in 1usize..2_000_000) {
            let bytes: Vec<u8> = (0..length).map(|i| (i as u8).wrapping_mul(seed)).collect();
            prop_assert_eq!(sums_of(&mut Pieces(&bytes, piece.max(length / 50 + 1))).unwrap(), expected(&bytes));
        }
    }
}
