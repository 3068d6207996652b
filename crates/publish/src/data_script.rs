//! Data of a dossier as classic scripts, `FH.put(name, value)`: the policy allows no fetch, and `file://` neither.
//! What the data are is said where they are made.

use serde::Serialize;

/// The script that puts a value under a name. JSON is written so that no script can end inside it.
pub fn put<T: Serialize + ?Sized>(name: &str, value: &T) -> Vec<u8> {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".into());
    let safe = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("FH.put(\"{name}\", {safe});\n").into_bytes()
}
