//! Clock times in a note on what else was printed: `09:08 in S100; 09:10 or 09:11 in copies`. Only what needs no
//! reading is taken; a time of another zone, or one explained further, stays in words.

/// Minutes since midnight of every plain clock time, in order, each once.
pub fn printed_minutes(note: &str) -> Vec<i64> {
    let mut minutes: Vec<i64> = note.split(';').filter(|clause| is_plain(clause)).flat_map(leading).collect();
    minutes.sort_unstable();
    minutes.dedup();
    minutes
}

/// Whether a clause speaks of the case's own zone and explains nothing.
fn is_plain(clause: &str) -> bool {
    let explained = clause.contains(": ");
    let other_zone = ["GMT", "UTC", "local", "summer", "after", "before"].iter().any(|word| clause.contains(word));
    !explained && !other_zone
}

/// The times with which a clause begins: `09:10 or 09:11 in …`.
fn leading(clause: &str) -> Vec<i64> {
    let words = clause.split_whitespace();
    words.map_while(|word| if word == "or" { Some(None) } else { clock(word).map(Some) }).flatten().collect()
}

fn clock(word: &str) -> Option<i64> {
    let (hour, minute) = word.trim_end_matches(',').split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute.to_string().len() <= 2 && (0..24).contains(&hour) && (0..60).contains(&minute))
        .then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &str, expected: &[&str]) {
        let found: Vec<String> =
            printed_minutes(note).iter().map(|at| format!("{:02}:{:02}", at / 60, at % 60)).collect();
        assert_eq!(found, expected, "{note}");
    }

    #[test]
    fn plain_times_are_taken_and_others_stay_in_words() {
        check("06:00 in S35; 07:00 in S34", &["06:00", "07:00"]);
        check("09:10 or 09:11 in encyclopaedia copies; shortly after 9 in S04", &["09:10", "09:11"]);
        check("0914 GMT in S101; 13:20 in S61", &["13:20"]);
        check("10:00 in S60: 13:00 local time if it means British summer time", &[]);
        check("16:40 in S119, which has 12 children and an adult", &["16:40"]);
        check("25:00 in S1; a quarter past two", &[]);
        check("", &[]);
    }
}
