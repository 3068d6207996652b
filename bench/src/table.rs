//! The table that is printed: one line for each comparison, with its goal and whether it was met.

/// What a comparison must show.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// The median must be this much or more.
    AtLeast(f64),
    /// The median must be this much or less.
    AtMost(f64),
    /// The median must be less than this.
    Below(f64),
    /// Shown for comparison; nothing depends on it.
    None,
}

impl Goal {
    fn is_met(self, median: f64) -> bool {
        match self {
            Goal::AtLeast(bound) => median >= bound,
            Goal::AtMost(bound) => median <= bound,
            Goal::Below(bound) => median < bound,
            Goal::None => true,
        }
    }

    fn text(self) -> String {
        match self {
            Goal::AtLeast(bound) => format!(">= {bound:.2}"),
            Goal::AtMost(bound) => format!("<= {bound:.2}"),
            Goal::Below(bound) => format!("< {bound:.2}"),
            Goal::None => "-".into(),
        }
    }
}

/// One comparison.
pub struct Line {
    /// What of ours was measured.
    pub what: String,
    /// What it was measured against, and which way the ratio goes.
    pub against: String,
    /// The ratio of every round; empty when the comparison was skipped.
    pub ratios: Vec<f64>,
    /// What the median must show.
    pub goal: Goal,
}

impl Line {
    /// A comparison that could not be made, and why.
    pub fn skipped(what: &str, why: &str) -> Line {
        Line { what: what.into(), against: format!("skipped: {why}"), ratios: Vec::new(), goal: Goal::None }
    }

    /// Whether nothing speaks against it; a skipped comparison says so in the table and fails nothing.
    pub fn is_met(&self) -> bool {
        self.ratios.is_empty() || self.goal.is_met(self.spread()[1])
    }

    /// Least, median and greatest ratio.
    fn spread(&self) -> [f64; 3] {
        let mut sorted = self.ratios.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let median = match sorted.len() % 2 {
            0 => (sorted[middle - 1] + sorted[middle]) / 2.0,
            _ => sorted[middle],
        };
        [sorted[0], median, sorted[sorted.len() - 1]]
    }

    fn row(&self) -> String {
        let Line { what, against, goal, .. } = self;
        if self.ratios.is_empty() {
            return format!("| {what} | {against} | | | | | SKIP |");
        }
        let [least, median, most] = self.spread();
        let verdict = match (goal, self.is_met()) {
            (Goal::None, _) => "-",
            (_, true) => "PASS",
            (_, false) => "FAIL",
        };
        format!("| {what} | {against} | {least:.2} | {median:.2} | {most:.2} | {} | {verdict} |", goal.text())
    }
}

/// Prints the table as Markdown, as docs/benchmarks.md holds it.
pub fn print(lines: &[Line]) {
    println!("| measured | ratio | min | median | max | goal | |");
    println!("|---|---|---|---|---|---|---|");
    lines.iter().for_each(|line| println!("{}", line.row()));
}
