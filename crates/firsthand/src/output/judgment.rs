//! Judgments for people: what was taken back.

use super::Readable;
use firsthand_archive::Undone;

impl Readable for Vec<Undone> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().flat_map(undone_lines).collect();
        lines.push("Nothing was removed: every state before can still be shown with --at.".into());
        lines
    }
}

fn undone_lines(undone: &Undone) -> Vec<String> {
    let Undone { record, undoes, shows, cited_by } = undone;
    let mut lines = vec![match shows {
        Some(shows) => format!("{record}: entry {undoes} is taken back; what entry {shows} wrote stands again."),
        None => format!("{record}: entry {undoes} is taken back, and the record is not there any more."),
    }];
    lines.extend(cited_by.iter().map(|account| format!("note: the account {account} still cites it")));
    lines
}
