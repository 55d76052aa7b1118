//! The stamp at the start of a message: `02/03/2025, 14:05 - ` or `[3/2/25, 2:05:10 PM] `, in either digits.

use chrono::NaiveTime;

use crate::draft::dates::{self, Written};
use crate::draft::scrub::is_silent;

/// The form of a phone's stamps, the same all through a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    bracket: bool,
    seconds: bool,
    halves: bool,
    sign: char,
}

/// When a message was sent, the order of its date's parts not yet known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: Written,
    pub(super) time: NaiveTime,
    pub(super) style: Style,
}

/// Reads the stamp of a line and returns what follows it.
pub(super) fn read(line: &str) -> Option<(Stamp, &str)> {
    let line = line.trim_start_matches(is_silent);
    let (bracket, rest) = match line.strip_prefix('[') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (date, rest) = Written::read(rest)?;
    let spaced = rest.strip_prefix(',').unwrap_or(rest);
    let rest = spaced.trim_start_matches(is_space);
    if rest.len() == spaced.len() {
        return None;
    }
    let (hour, digits, rest) = dates::number(rest)?;
    let (minute, minute_digits, mut rest) = dates::number(rest.strip_prefix([':', '.'])?)?;
    if digits > 2 || minute_digits != 2 {
        return None;
    }
    let mut second = None;
    if let Some((value, 2, after)) = rest.strip_prefix([':', '.']).and_then(dates::number) {
        (second, rest) = (Some(value), after);
    }
    let (half, rest) = if bracket { rest.split_once(']')? } else { split_dash(rest)? };
    let half = half_of_day(half)?;
    let hour = match half {
        Half::None => hour,
        Half::Morning | Half::Evening if hour == 0 || hour > 12 => return None,
        Half::Morning => hour % 12,
        Half::Evening => hour % 12 + 12,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0))?;
    let style = Style { bracket, seconds: second.is_some(), halves: half != Half::None, sign: date.sign };
    Some((Stamp { date, time, style }, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn split_dash(text: &str) -> Option<(&str, &str)> {
    let at = text.find(" - ").or_else(|| text.find(" – "))?;
    let dash = text[at + 1..].chars().next().map_or(0, char::len_utf8);
    Some((&text[..at], &text[at + 1 + dash..]))
}

/// What a clock of twelve hours adds to the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    /// Nothing: the clock has 24 hours.
    None,
    Morning,
    Evening,
}

/// Reads what stands between the time and the end of the stamp: nothing, or the half of the day.
fn half_of_day(text: &str) -> Option<Half> {
    let word: String = text.chars().filter(|c| !is_space(*c) && !is_silent(*c) && *c != '.').collect();
    match word.to_lowercase().as_str() {
        "" => Some(Half::None),
        "am" | "এএম" | "পূর্বাহ্ণ" | "পূর্বাহ্ন" => Some(Half::Morning),
        "pm" | "পিএম" | "অপরাহ্ণ" | "অপরাহ্ন" => Some(Half::Evening),
        _ => None,
    }
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{202f}' || c == '\u{a0}'
}
