//! The seam between open and sealed cases for payload lines: how a line lies on disk.
//! `Open` keeps lines as they are; the sealed form is specified in docs/formats/sealed.md.

/// How a payload line lies on disk.
///
/// The log calls it for payload lines only. Commitment lines and checkpoints are never sealed: they hold nothing but
/// salted digests, and anybody may verify them. For stored objects the vault has a seam of its own.
///
/// `decode(encode(line)) == line`, and neither side holds a newline. A sealed line is
/// `{"age":"<standard base64 of one age v1 binary file>"}`, whose plain text is the canonical line without newline; it
/// is encrypted anew for each writing, so equal lines do not look alike. `decode` must refuse every form but the one
/// `encode` writes (padding, spaces, upper case), so that no byte on disk can change unnoticed.
pub trait Codec: Send + Sync {
    /// Turns a canonical line into its form on disk.
    fn encode(&self, line: String) -> String;

    /// Turns the form on disk back.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the form on disk.
    fn decode(&self, bytes: Vec<u8>) -> Result<String, String>;
}

/// The codec of open cases: lines as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Open;

impl Codec for Open {
    fn encode(&self, line: String) -> String {
        line
    }

    fn decode(&self, bytes: Vec<u8>) -> Result<String, String> {
        String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
    }
}
