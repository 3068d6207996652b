//! Judgments for people: findings with their grounds, grades, bearings, and what was taken back.

use super::Readable;
use firsthand_archive::{BearingLine, FindingView, GradeDifference, GradeLine, GradedAlike, MarksAlike, Undone};

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

impl Readable for Vec<FindingView> {
    fn lines(&self) -> Vec<String> {
        self.iter().flat_map(finding_lines).collect()
    }

    fn where_none(&self) -> &'static str {
        "No finding to list. Findings are rows of findings.csv."
    }
}

fn finding_lines(finding: &FindingView) -> Vec<String> {
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let status = finding.status.map(|status| status.to_string()).unwrap_or_else(|| "-".into());
    let rule = finding.rule.map(|rule| rule.to_string()).unwrap_or_else(|| "none stated".into());
    let mut lines = vec![
        format!("{}  {}  [{status}; entry {}]", finding.id, word(&finding.headline), finding.entry),
        format!("   question {}, {}; rule: {rule}", word(&finding.question), word(&finding.population)),
    ];
    lines.extend(finding.grounds.iter().map(|sentence| format!("   {sentence}")));
    lines.push(format!("   likelihood: {}", word(&finding.likelihood)));
    lines.push(format!(
        "   confidence: {}; evidence: {}; agreement: {}",
        word(&finding.confidence),
        word(&finding.evidence),
        word(&finding.agreement)
    ));
    let named = |ids: &[firsthand_archive::StatementId]| match ids {
        [] => "none".to_owned(),
        ids => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    };
    lines.push(format!("   for: {}", named(&finding.for_statements)));
    lines.push(format!("   against: {}", named(&finding.against_statements)));
    lines.push(format!("   other views: {}", finding.dissent.as_deref().unwrap_or("none recorded")));
    lines.push(format!("   would change it: {}", finding.would_change.as_deref().unwrap_or("not stated")));
    lines.push(format!("   judged by: {}, {}", word(&finding.author), word(&finding.date)));
    lines.extend(finding.staleness().map(|words| format!("   STALE: {words}")));
    lines
}

/// Why a bearing stands in no matrix, if it does not.
fn no_matrix(bearing: &BearingLine) -> Option<String> {
    let why = match &bearing.could_mean[..] {
        _ if bearing.has_scope => return None,
        [] => "nobody answers in a scope that leaves this explanation".to_owned(),
        several => format!("any of {} could be meant, and it names none", several.join(", ")),
    };
    Some(format!("   {why}: it stands in no matrix"))
}

impl Readable for Vec<GradeLine> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().map(grade_line).collect();
        lines.push("Grades are for the team: no page shows them, and nothing is computed with them.".into());
        lines
    }
}

fn grade_line(grade: &GradeLine) -> String {
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let mark = |of: &Option<String>, mark: &Option<[String; 2]>| {
        mark.as_ref().map(|[mark, words]| format!("{}: {mark}, {words}", word(of)))
    };
    let marks = [mark(&grade.source, &grade.reliability), mark(&grade.statement, &grade.credibility)];
    let marks = marks.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let topic = grade.topic.as_ref().map(|topic| format!(" ({topic})")).unwrap_or_default();
    let (reason, author, date) = (word(&grade.reason), word(&grade.author), word(&grade.date));
    let stale = grade.stale.as_ref().map(|why| format!(" STALE: {why}")).unwrap_or_default();
    format!("{}  {marks}{topic}. {reason} [{author}, {date}]{stale}", grade.id)
}

impl Readable for GradedAlike {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for pair in &self.graders {
            let [one, other] = &pair.graders;
            lines.push(format!("{one} and {other}"));
            lines.push(format!("   letters, of one source on one topic: {}", marks_alike(&pair.letters)));
            lines.push(format!("   digits, of one statement on one topic: {}", marks_alike(&pair.digits)));
        }
        if self.graders.is_empty() {
            lines.push("Nothing was graded by two persons on the same topic.".into());
        }
        lines.extend(self.differences.iter().map(difference_line));
        let (on, of) = (self.on_diagonal, self.with_both);
        lines.push(format!("Of {of} grades with a letter and a digit {on} are A1, B2, C3, D4, E5 or F6: where most are, the two may not have been judged apart."));
        lines.push("Marks are the same or not; nothing else is computed with them.".into());
        lines
    }
}

fn marks_alike(alike: &MarksAlike) -> String {
    let MarksAlike { pairs, same, share } = alike;
    match share.value {
        Some(share) => format!("{pairs} graded by both, {same} with the same mark ({:.1} %)", share * 100.0),
        None => "none graded by both".into(),
    }
}

fn difference_line(difference: &GradeDifference) -> String {
    let of = difference.source.as_ref().or(difference.statement.as_ref()).cloned().unwrap_or_default();
    let topic = difference.topic.as_ref().map(|topic| format!(" ({topic})")).unwrap_or_default();
    let marks = difference.marks.iter().map(|given| format!("{} {} [{}]", given.author, given.mark, given.grade));
    format!("   {of}{topic}: {}", marks.collect::<Vec<_>>().join(" | "))
}

impl Readable for Vec<BearingLine> {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.iter().flat_map(bearing_lines).collect();
        lines.push(
            "Bearings are judgments: no answer, group or bound is changed by one, and nothing is added up.".into(),
        );
        lines
    }
}

fn bearing_lines(bearing: &BearingLine) -> Vec<String> {
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let bears = bearing.bears.map_or_else(|| "-".into(), |bears| bears.to_string());
    let of = bearing.population.as_ref().map(|population| format!(", {population}")).unwrap_or_default();
    let (question, explanation) = (word(&bearing.question), word(&bearing.explanation));
    let mut lines = vec![
        format!("{}  {question}{of}  {explanation}: {} is {bears}", bearing.id, word(&bearing.statement)),
        format!("   {} [{}, {}]", word(&bearing.reason), word(&bearing.author), word(&bearing.date)),
    ];
    lines.extend(bearing.said.map(|said| format!("   the statement's own answer {said} it, and stands first")));
    lines.extend(no_matrix(bearing));
    lines.extend(bearing.staleness().map(|words| format!("   STALE: {words}")));
    lines
}
