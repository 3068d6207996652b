//! Receipts for people: one line an import, or one file a line with the shares that sum to the whole.

use super::{Readable, read_line};
use firsthand_archive::{FileReceipt, KeptReceipt, Share};

impl Readable for Vec<KeptReceipt> {
    fn lines(&self) -> Vec<String> {
        let line = |kept: &KeptReceipt| {
            let shares = kept.shares.iter().map(|share| format!("{} {}", share.files, share.outcome));
            let shares = shares.collect::<Vec<_>>().join(", ");
            format!("{:>7}  {}  {} files: {shares}", kept.entry, kept.at, kept.receipt.total)
        };
        let more = "`firsthand receipts N` shows one with every file; with --out FILE.html as a page to print.";
        self.iter().map(line).chain([more.to_owned()]).collect()
    }
}

impl Readable for KeptReceipt {
    fn lines(&self) -> Vec<String> {
        let head = format!("Receipt of entry {}, written {} by {}", self.entry, self.at, self.author);
        let mut lines = vec![head, String::new()];
        for file in &self.receipt.files {
            lines.push(file_line(file));
            lines.extend(file.notes.iter().map(|note| format!("{:<12}  {note}", "")));
        }
        lines.extend(self.receipt.passed_over.iter().map(|one| format!("not taken   {}: {}", one.path, one.reason)));
        lines.extend(self.receipt.notes.iter().map(|note| format!("{:<12}{note}", "said")));
        lines.push(String::new());
        lines.extend(self.shares.lines());
        lines
    }
}

impl Readable for Vec<Share> {
    fn lines(&self) -> Vec<String> {
        let line = |share: &Share| percent(&share.outcome, share.files, share.per_mille);
        let (files, whole) = self.iter().fold((0, 0), |(files, whole), one| (files + one.files, whole + one.per_mille));
        self.iter().map(line).chain([percent("together", files, whole)]).collect()
    }
}

fn percent(outcome: &str, files: u64, per_mille: u64) -> String {
    format!("{outcome:<12}{files:>8} files{:>7}.{} %", per_mille / 10, per_mille % 10)
}

/// `stored      words.vtt: webvtt (12 cues)`.
fn file_line(file: &FileReceipt) -> String {
    let read = read_line(file).unwrap_or_else(|| file.path.clone());
    let why = if file.reason.is_empty() { String::new() } else { format!(": {}", file.reason) };
    format!("{:<12}{read}{why}", file.outcome)
}
