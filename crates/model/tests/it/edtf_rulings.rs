//! Our ruling on each of the 64 strings that two independent parsers dispute, with its reason.
//! The same rows stand in docs/conformance.md; a test holds the two together. What the strings are is in the suite.

/// One disputed string.
pub struct Ruling {
    /// The string.
    pub text: &'static str,
    /// The level at which we accept it, or `None`: refused.
    pub level: Option<u8>,
    /// Why.
    pub reason: &'static str,
}

const fn accepted(text: &'static str, level: u8, reason: &'static str) -> Ruling {
    Ruling { text, level: Some(level), reason }
}

const fn refused(text: &'static str, reason: &'static str) -> Ruling {
    Ruling { text, level: None, reason }
}

const SEASON: &str = "A season stands \"in place of a month\" (level 1), so it is a date and may end an interval";
const SEASON_QUALIFIED: &str = "A qualifier at the end applies to \"the entire date\" (level 1), and a season is a date; edtf-validate lists it under level 2, but `1952-23~/1953`, which holds the same, under 1";
const SEASON_QUALIFIED_IN_INTERVAL: &str =
    "A season is a date; a qualifier at its end is level 1 in an interval as elsewhere";
const PART_QUALIFIED: &str = "Level 2 lets parts of a date inside an interval be qualified";
const CLOCK_IN_INTERVAL: &str = "Level 0, Time Interval: \"Time of day is excluded\"";
const SPACE: &str =
    "The specification of 2019 separates members by commas alone; spaces stood in the examples of its 2012 draft";
const END_FIRST: &str = "The end certainly lies before the start";
const END_WITHIN: &str = "\"Beginning sometime\" in the start and \"ending sometime\" in the end: the end can lie on or after the start, as in the undisputed `1984-11-12/1984-11-XX`";
const FRACTION: &str = "Level 0 gives the time of day as hh:mm:ss; a fraction of a second is not among its features";
const ZERO_OFFSET: &str = "Offset in hours and minutes; ISO 8601-1 forbids only -00:00";
const WIDE_OFFSET: &str = "The specification sets no limit; clocks in use lie between -12:00 and +14:00, and `-14`, `+14:01` and `+15` are refused without dispute";
const NO_COLON: &str = "\"Extended format\" is required: a colon between clock components, so also in the offset";
const HOURS_ONLY: &str = "An offset in hours alone is a level 0 form (`-04`), and +14:00 is undisputed";
const CENTURY: &str = "Level 0 has year, month and day only; a century is written with unspecified digits (`19XX`)";
const DECADE: &str = "Level 0 has year, month and day only; a decade is written with unspecified digits (`197X`)";
const BOTH_UNKNOWN: &str =
    "Start and end may each be unknown (level 1), nothing ties one to the other; `/..` and `../` are undisputed";
const BOTH_SIDES: &str =
    "A qualifier left of a part speaks of that part, one right of it of all so far (level 2); one part may have both";
const NO_SUCH_DAY: &str = "No February has a day 30 to 39: no reading of it exists";

/// In the order of the suite.
pub const RULINGS: &[Ruling] = &[
    accepted("1923-21/1924", 1, SEASON),
    accepted("1952-23~/1953", 1, SEASON_QUALIFIED_IN_INTERVAL),
    accepted("2003-22/2004-22", 1, SEASON),
    accepted("2003-22/2003-22", 1, SEASON),
    accepted("2003-22/2003-23", 1, SEASON),
    accepted("2011-23~", 1, SEASON_QUALIFIED),
    accepted("1984?/2004~-06", 2, PART_QUALIFIED),
    refused("2005-07-25T10:10:10Z/2006-01-01T10:10:10Z", CLOCK_IN_INTERVAL),
    refused("[1667,1668, 1670..1672]", SPACE),
    refused("{-1667,1668, 1670..1672}", SPACE),
    refused("0800/-0999", END_FIRST),
    refused("-1000/-2000", END_FIRST),
    refused("1000/-2000", END_FIRST),
    refused("0001/0000", END_FIRST),
    accepted("0000-01-03/0000-01", 0, END_WITHIN),
    refused("0000/-0001", END_FIRST),
    accepted("0000-02/0000", 0, END_WITHIN),
    accepted("2004-06-11%/2004-%06", 2, END_WITHIN),
    accepted("2004-06-11%/2004-06~", 1, END_WITHIN),
    refused("2005-07-25T10:10:10Z/2006-01", CLOCK_IN_INTERVAL),
    refused("2005-07-25/2006-01-01T10:10:10Z", CLOCK_IN_INTERVAL),
    refused("2016-05-02T16:54:59.042", FRACTION),
    refused("2016-05-02T16:54:59.04200000", FRACTION),
    refused("2016-05-02T16:54:59.4", FRACTION),
    refused("2016-05-02T16:54:59.42", FRACTION),
    refused("2016-05-02T16:54:59.042123", FRACTION),
    refused("2016-05-02T16:54:59.042Z", FRACTION),
    accepted("2016-05-02T16:54:59+00:00", 0, ZERO_OFFSET),
    refused("2016-05-02T12:00:00-12:01", WIDE_OFFSET),
    refused("2016-05-02T12:00:00-13:00", WIDE_OFFSET),
    refused("2016-05-02T12:00:00-14:00", WIDE_OFFSET),
    refused("2016-05-02T16:54:59+0230", NO_COLON),
    refused("2016-05-02T16:54:59+0000", NO_COLON),
    refused("2016-05-02T16:54:59+1400", NO_COLON),
    refused("2016-05-02T16:54:59+1330", NO_COLON),
    refused("2016-05-02T16:54:59+1200", NO_COLON),
    refused("2016-05-02T16:54:59+0410", NO_COLON),
    refused("2016-05-02T16:54:59-0015", NO_COLON),
    refused("2016-05-02T16:54:59-1159", NO_COLON),
    refused("2016-05-02T16:54:59-1200", NO_COLON),
    accepted("2016-05-02T16:54:59+14", 0, HOURS_ONLY),
    refused("2016-05-02T12:00:00-13", WIDE_OFFSET),
    refused("19", CENTURY),
    refused("00", CENTURY),
    refused("-04", CENTURY),
    accepted("/", 1, BOTH_UNKNOWN),
    accepted("2001-?09~-09", 2, BOTH_SIDES),
    refused("15XX-02-3X", NO_SUCH_DAY),
    refused("193", DECADE),
    refused("019", DECADE),
    refused("009", DECADE),
    refused("000", DECADE),
    refused("-193", DECADE),
    refused("-019", DECADE),
    refused("197~", DECADE),
    refused("197?", DECADE),
    refused("197%", DECADE),
    refused("19~", CENTURY),
    refused("19?", CENTURY),
    refused("19%", CENTURY),
    refused("[1667, 1672-12]", SPACE),
    refused("{1667, 1670..1672}", SPACE),
    refused("{1960 ,  1961-12}", SPACE),
    accepted("2012-21/2012-22", 1, SEASON),
];
