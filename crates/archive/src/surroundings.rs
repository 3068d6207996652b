//! What the archive is given from outside: the time, randomness, an author, a signing key and the readers' sandbox.
//! It looks none of these up itself, so that a test can run a whole case without clock or chance.

use firsthand_intake::Sandbox;
use firsthand_ledger::Signer;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00Z.
    fn now_ms(&self) -> u64;
}

/// Fills bytes that nobody can guess.
pub trait Entropy: Send + Sync {
    /// Fills the whole slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// Everything a verb needs from outside the case.
pub struct Surroundings {
    /// The time of entries.
    pub clock: Box<dyn Clock>,
    /// Salts and identities.
    pub entropy: Box<dyn Entropy>,
    /// Who is named as author of entries.
    pub author: String,
    /// Signs checkpoints and editions; without it a case can be read and not written.
    pub signer: Option<Signer>,
    /// How strangers' files are read.
    pub sandbox: Sandbox,
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> u64 {
        u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
    }
}

/// The machine's randomness.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// # Panics
    /// When the system has no randomness at all: nothing may then be salted.
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system gives no randomness");
    }
}

impl Surroundings {
    /// The time as RFC 3339 in UTC, to the second.
    pub fn now(&self) -> String {
        let millis = i64::try_from(self.clock.now_ms()).unwrap_or_default();
        let second = jiff::Timestamp::from_millisecond(millis - millis.rem_euclid(1000));
        second.map(|at| at.to_string()).unwrap_or_default()
    }

    /// A fresh identity: a UUIDv7 of the present millisecond.
    pub fn identity(&self) -> String {
        let mut random = [0u8; 10];
        self.entropy.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(self.clock.now_ms(), &random).into_uuid().to_string()
    }

    /// `N` bytes that nobody can guess.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0u8; N];
        self.entropy.fill(&mut bytes);
        bytes
    }
}
