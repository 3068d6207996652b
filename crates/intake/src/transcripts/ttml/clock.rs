//! Time expressions of TTML in milliseconds: clock times, frames, ticks and offsets. Whole numbers throughout.
//! Source: <https://www.w3.org/TR/ttml2/#timing-value-time-expression>

/// What a document says about counting time; all ratios as whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// Frames a second, before the multiplier.
    pub(super) frame_rate: i128,
    /// The multiplier of the frame rate: `1000 1001`.
    pub(super) multiplier: (i128, i128),
    /// Parts of a frame.
    pub(super) sub_frame_rate: i128,
    /// Ticks a second.
    pub(super) tick_rate: i128,
    /// Whether clock times count labelled frames, as timecodes of tape do.
    pub(super) is_smpte: bool,
    /// How timecodes leave out labels.
    pub(super) drop: Drop,
}

/// Which labels a timecode leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drop {
    /// None.
    None,
    /// Two a minute, but for every tenth.
    Ntsc,
    /// Four in every second minute, but for every twentieth.
    Pal,
}

impl Default for Clock {
    fn default() -> Self {
        let (frame_rate, multiplier, sub_frame_rate, tick_rate) = (30, (1, 1), 1, 1);
        Self { frame_rate, multiplier, sub_frame_rate, tick_rate, is_smpte: false, drop: Drop::None }
    }
}

/// A number with at most nine digits behind the point, in billionths.
const BILLION: i128 = 1_000_000_000;
const MAX_DIGITS: usize = 18;

impl Clock {
    /// Milliseconds of a time expression; nothing where it is none.
    pub(super) fn millis(&self, text: &str) -> Option<i64> {
        let text = text.trim();
        let millis = if text.contains(':') { self.clock_time(text)? } else { self.offset(text)? };
        i64::try_from(millis).ok()
    }

    /// `hh:mm:ss`, with a fraction or with frames.
    fn clock_time(&self, text: &str) -> Option<i128> {
        let parts: Vec<&str> = text.split(':').collect();
        let (hours, minutes, seconds, frames) = match parts.as_slice() {
            [hours, minutes, seconds] => (hours, minutes, seconds, None),
            [hours, minutes, seconds, frames] => (hours, minutes, seconds, Some(*frames)),
            _ => return None,
        };
        let (hours, minutes, seconds) = (whole(hours)?, whole(minutes)?, decimal(seconds)?);
        if minutes > 59 || seconds >= 61 * BILLION {
            return None;
        }
        let all_minutes = hours * 60 + minutes;
        let billionths = all_minutes * 60 * BILLION + seconds;
        let (frames, sub_frames) = frames.map_or(Some((0, 0)), |frames| self.frames(frames))?;
        let sub = self.sub_frame_rate.max(1);
        if self.is_smpte {
            let labelled = billionths / BILLION * self.frame_rate + frames - self.dropped(all_minutes);
            return Some(self.frames_ms(labelled * sub + sub_frames, sub) + billionths % BILLION / 1_000_000);
        }
        Some(billionths / 1_000_000 + self.frames_ms(frames * sub + sub_frames, sub))
    }

    /// Frames and parts of a frame: `12` or `12.1`.
    fn frames(&self, text: &str) -> Option<(i128, i128)> {
        let (frames, sub_frames) = text.split_once('.').unwrap_or((text, "0"));
        Some((whole(frames)?, whole(sub_frames)?))
    }

    /// Rounded up: what plays from there shows the frame that is named, and not the one before it.
    fn frames_ms(&self, sub_frames: i128, sub: i128) -> i128 {
        let (times, over) = self.multiplier;
        up(sub_frames * 1000 * over, (self.frame_rate * times * sub).max(1))
    }

    /// How many labels are left out before a minute.
    fn dropped(&self, minutes: i128) -> i128 {
        match self.drop {
            Drop::None => 0,
            Drop::Ntsc => 2 * (minutes - minutes / 10),
            Drop::Pal => 4 * (minutes / 2 - minutes / 20),
        }
    }

    /// `12.5s`, `100ms`, `2h`, `3m`, `25f`, `10000000t`.
    fn offset(&self, text: &str) -> Option<i128> {
        let at = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at(at);
        let billionths = decimal(number)?;
        let (times, over) = self.multiplier;
        let (millis, per) = match unit {
            "h" => (3_600_000, 1),
            "m" => (60_000, 1),
            "s" => (1000, 1),
            "ms" => (1, 1),
            "f" => (1000 * over, (self.frame_rate * times).max(1)),
            "t" => (1000, self.tick_rate.max(1)),
            _ => return None,
        };
        Some(if unit == "f" { up(billionths * millis, per * BILLION) } else { billionths * millis / per / BILLION })
    }
}

/// The quotient of two numbers, neither below zero, rounded up.
fn up(number: i128, by: i128) -> i128 {
    (number + by - 1) / by
}

fn whole(text: &str) -> Option<i128> {
    let is_number = (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A number in billionths; further digits are cut off.
fn decimal(text: &str) -> Option<i128> {
    let (number, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = part.bytes().chain(*b"000000000").take(9);
    let part = digits.fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    Some(whole(number)? * BILLION + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_and_offsets_are_read() {
        let clock = Clock { tick_rate: 10_000_000, frame_rate: 25, ..Clock::default() };
        for (text, millis) in [
            ("00:00:01.5", 1_500),
            ("01:00:00", 3_600_000),
            ("00:00:01:10", 1_400),
            ("12.25s", 12_250),
            ("100ms", 100),
            ("2h", 7_200_000),
            ("1.5m", 90_000),
            ("50f", 2_000),
            ("15000000t", 1_500),
            ("60s", 60_000),
        ] {
            assert_eq!(clock.millis(text), Some(millis), "{text}");
        }
        for text in ["", "12", "1:2", "00:61:00", "00:00:01,5", "-1s", "5x", "00:00:00:00:00", "99999999999999999999s"]
        {
            assert_eq!(clock.millis(text), None, "{text}");
        }
    }

    #[test]
    fn frames_follow_the_multiplier_and_timecodes_leave_labels_out() {
        let film = Clock { frame_rate: 30, multiplier: (1000, 1001), ..Clock::default() };
        assert_eq!(film.millis("00:00:01:15"), Some(1_501));
        assert_eq!(film.millis("30f"), Some(1_001));
        let tape = Clock { is_smpte: true, ..film.clone() };
        assert_eq!(tape.millis("00:10:00:00"), Some(600_600));
        // Of the 18,000 labels of ten minutes 18 are left out, which nearly makes up for the slower frames.
        let dropping = Clock { drop: Drop::Ntsc, ..tape };
        assert_eq!(dropping.millis("00:10:00:00"), Some(600_000));
        let slow = Clock { frame_rate: 24, multiplier: (1000, 1001), ..Clock::default() };
        assert_eq!((slow.millis("1f"), slow.millis("00:00:00:02")), (Some(42), Some(84)));
        assert_eq!(dropping.millis("00:01:00:02"), Some(60_060));
        let halves = Clock { sub_frame_rate: 2, frame_rate: 25, ..Clock::default() };
        assert_eq!(halves.millis("00:00:00:01.1"), Some(60));
    }
}
