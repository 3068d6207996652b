//! How originals came here and what of them was verified, for people: what is missing is said at its place.

use super::Readable;
use firsthand_archive::{CustodyGap, CustodyView, ExaminedLine, HandoverLine, Hold, Stated};

impl Readable for Vec<CustodyView> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().flat_map(original_lines).collect();
        if self.is_empty() {
            lines.push("The case holds no original of a source, and no row of custody.csv.".into());
        }
        lines
    }
}

fn original_lines(view: &CustodyView) -> Vec<String> {
    let what = view.what.as_deref().map(|what| format!(": {what}")).unwrap_or_default();
    let size = view.size_bytes.map(|size| format!(", {size} bytes")).unwrap_or_default();
    let mut lines = vec![format!("{}{what}", view.source)];
    lines.push(match view.hold {
        Hold::Held => format!("   {}{size}", stated(&view.sha256)),
        Hold::Referenced => "   not held".into(),
        Hold::Erased => "   erased".into(),
    });
    if view.hold == Hold::Held {
        lines.push(format!("   came as     {}", stated(&view.names)));
        lines.push(format!("   read as     {}", stated(&view.read_as)));
        lines.push(format!("   taken in    {} by {}", stated(&view.taken_in), stated(&view.taken_in_by)));
    }
    lines.extend(view.handovers_unknown.iter().map(|why| format!("   how it came here is unknown: {why}")));
    lines.extend(view.handovers.iter().flat_map(handover_lines));
    lines.extend(view.examined.iter().flat_map(examined_lines));
    lines
}

fn handover_lines(line: &HandoverLine) -> Vec<String> {
    let mut lines: Vec<String> = line.gap.map(|gap| format!("   GAP         {}", gap_words(gap))).into_iter().collect();
    lines.push(format!(
        "   {:<11} {}: from {} to {}",
        line.id,
        stated(&line.at),
        stated(&line.giver),
        stated(&line.receiver)
    ));
    lines.push(format!("               what for: {}; how: {}", stated(&line.purpose), stated(&line.method)));
    lines.push(format!("               where: {}", stated(&line.place)));
    lines.extend(line.note.as_ref().map(|note| format!("               {note}")));
    lines
}

fn gap_words(gap: CustodyGap) -> &'static str {
    match gap {
        CustodyGap::OtherGiver => "who gives it on here is not who received it before",
        CustodyGap::Unnamed => "who had it between the two is not known",
        CustodyGap::Backwards => "dated before what is recorded before it",
        CustodyGap::Withheld => "what lies between is not shown",
    }
}

fn examined_lines(line: &ExaminedLine) -> Vec<String> {
    if line.looks.is_empty() {
        return vec![format!("   {:<11} not verified", line.part)];
    }
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let of = |look: &firsthand_archive::Examination| {
        let (by, when) = (word(&look.author), word(&look.date));
        format!("   {:<11} {} ({}) [{by}, {when}; {}]", line.part, word(&look.result), word(&look.method), look.id)
    };
    line.looks.iter().map(of).collect()
}

fn stated(value: &Stated) -> String {
    match value {
        Stated::Value(value) => value.clone(),
        Stated::Unknown(why) => format!("unknown ({why})"),
    }
}
