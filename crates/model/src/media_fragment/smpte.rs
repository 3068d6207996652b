//! Time codes of film and television: hours, minutes, seconds, frames and hundredths of a frame.

use super::parse::{digits, sexagesimal};
use std::fmt;

/// How the frames of a time code are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// `smpte`: not said; taken as `smpte-30-drop`. Source: RFC 2326, section 3.5.
    Unsaid,
    /// `smpte-25`: 25 frames a second.
    Fps25,
    /// `smpte-30`: 30 frames a second.
    Fps30,
    /// `smpte-30-drop`: 30000 frames in 1001 seconds; two numbers left out every minute but each tenth.
    Fps30Drop,
}

impl Rate {
    const NAMES: [(&'static str, Rate); 4] = [
        ("smpte", Rate::Unsaid),
        ("smpte-25", Rate::Fps25),
        ("smpte-30", Rate::Fps30),
        ("smpte-30-drop", Rate::Fps30Drop),
    ];

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rate)| *rate)
    }

    /// The name as a fragment has it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, rate)| *rate == self).map_or("smpte", |(name, _)| name)
    }

    fn frames(self) -> u64 {
        if self == Rate::Fps25 { 25 } else { 30 }
    }
}

/// One time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Smpte {
    seconds: u64,
    frame: Option<u64>,
    hundredths: Option<u64>,
}

impl Smpte {
    pub(super) fn parse(text: &str, rate: Rate) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(5, ':').collect();
        let (hours, minutes, seconds, frames) = match parts[..] {
            [hours, minutes, seconds] => (hours, minutes, seconds, None),
            [hours, minutes, seconds, frames] => (hours, minutes, seconds, Some(frames)),
            _ => return None,
        };
        // Nine digits of hours keep every product below within 64 bits.
        let hours = digits(hours, |length| (1..=9).contains(&length))?;
        let seconds = hours * 3600 + sexagesimal(minutes)? * 60 + sexagesimal(seconds)?;
        let (frame, hundredths) = frames.map_or(Some((None, None)), |frames| frame_of(frames, rate))?;
        Some(Self { seconds, frame, hundredths })
    }

    /// Milliseconds from code 0:00:00, rounded up: what plays from there shows this frame and not the one before it, and the frame
    /// can be told from the milliseconds again.
    pub fn ms(self, rate: Rate) -> i64 {
        let frames = self.seconds * rate.frames() + self.frame.unwrap_or(0);
        let hundredths =
            u128::from(frames - self.dropped(rate).min(frames)) * 100 + u128::from(self.hundredths.unwrap_or(0));
        let ms = match rate {
            Rate::Fps25 | Rate::Fps30 => (hundredths * 10).div_ceil(u128::from(rate.frames())),
            Rate::Unsaid | Rate::Fps30Drop => (hundredths * 1001).div_ceil(3000),
        };
        i64::try_from(ms).unwrap_or(i64::MAX)
    }

    fn dropped(self, rate: Rate) -> u64 {
        let minutes = self.seconds / 60;
        match rate {
            Rate::Fps25 | Rate::Fps30 => 0,
            Rate::Unsaid | Rate::Fps30Drop => 2 * (minutes - minutes / 10),
        }
    }
}

fn frame_of(text: &str, rate: Rate) -> Option<(Option<u64>, Option<u64>)> {
    let two = |text| digits(text, |length| length == 2);
    let (frame, hundredths) = match text.split_once('.') {
        Some((frame, hundredths)) => (frame, Some(two(hundredths)?)),
        None => (text, None),
    };
    let frame = two(frame).filter(|frame| *frame < rate.frames())?;
    Some((Some(frame), hundredths))
}

impl super::Point for Smpte {
    type Place = (u64, u64, u64);

    fn place(&self) -> Self::Place {
        (self.seconds, self.frame.unwrap_or(0), self.hundredths.unwrap_or(0))
    }
}

impl fmt::Display for Smpte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        write!(f, "{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)?;
        self.frame.map_or(Ok(()), |frame| write!(f, ":{frame:02}"))?;
        self.hundredths.map_or(Ok(()), |hundredths| write!(f, ".{hundredths:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, Smpte};
    use crate::media_fragment::MediaFragment;

    #[track_caller]
    fn check(rate: Rate, code: &str, ms: i64) {
        assert_eq!(Smpte::parse(code, rate).map(|code| code.ms(rate)), Some(ms), "{code}");
    }

    #[test]
    fn frames_become_milliseconds_at_their_rate() {
        check(Rate::Fps25, "0:00:01:05", 1200);
        check(Rate::Fps30, "0:00:03:15.00", 3500);
        check(Rate::Fps30, "0:00:00:00.50", 17);
    }

    #[test]
    fn ten_minutes_of_drop_frame_code_are_ten_minutes() {
        check(Rate::Fps30Drop, "0:10:00:00", 600_000);
        check(Rate::Fps30Drop, "1:00:00:00", 3_599_997);
    }

    #[test]
    fn two_ways_to_write_one_moment_make_no_interval() {
        let fragment = MediaFragment::parse("t=smpte:0:00:03,0:00:03:00");
        assert!(fragment.is_empty());
    }

    #[test]
    fn a_frame_that_its_rate_does_not_have_is_refused() {
        assert_eq!(Smpte::parse("0:00:01:25", Rate::Fps25), None);
        assert_eq!(Smpte::parse("0:00:01:30", Rate::Fps30), None);
        assert_eq!(Smpte::parse("0:00:01:1", Rate::Fps30), None);
    }
}
