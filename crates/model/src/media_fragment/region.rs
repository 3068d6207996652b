//! A rectangle of a picture, in pixels or in hundredths of its width and height.

use super::parse::digits;
use std::fmt;

/// What the numbers of a region count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionUnit {
    /// Pixels.
    Pixel,
    /// Hundredths of width and height.
    Percent,
}

/// A rectangle that is not empty; in percent it lies within the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// What the numbers count.
    pub unit: RegionUnit,
    /// From the left edge.
    pub x: u32,
    /// From the upper edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

impl Region {
    pub(super) fn parse(value: &str) -> Option<Self> {
        let (unit, numbers) = match value.split_once(':') {
            Some(("pixel", numbers)) => (RegionUnit::Pixel, numbers),
            Some(("percent", numbers)) => (RegionUnit::Percent, numbers),
            Some(_) => return None,
            None => (RegionUnit::Pixel, value),
        };
        let numbers: Vec<u32> = numbers.splitn(5, ',').map(number).collect::<Option<_>>()?;
        let [x, y, w, h] = numbers[..] else { return None };
        Some(Self { unit, x, y, w, h }).filter(Self::holds)
    }

    fn holds(&self) -> bool {
        let is_within = |from: u32, length: u32| from.checked_add(length).is_some_and(|end| end <= 100);
        let fits = self.unit == RegionUnit::Pixel || (is_within(self.x, self.w) && is_within(self.y, self.h));
        self.w > 0 && self.h > 0 && fits
    }
}

fn number(text: &str) -> Option<u32> {
    digits(text, |length| length > 0).and_then(|value| u32::try_from(value).ok())
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.unit == RegionUnit::Percent { "percent:" } else { "" };
        write!(f, "{unit}{},{},{},{}", self.x, self.y, self.w, self.h)
    }
}
