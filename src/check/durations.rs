//! Lengths of time and clock times as authors write them, in both languages.

use std::ops::Range;

use super::words::Sentence;
use crate::base::lang::Lang;

/// A length of time as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Minutes.
    pub(super) minutes: i64,
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// Whether it is said to be rounded: `about`, `nearly`, `প্রায়`.
    pub(super) rounded: bool,
}

/// Turns Bangla digits into Latin ones.
pub(super) fn latin_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '০'..='৯' => char::from_digit(u32::from(c) - u32::from('০'), 10).unwrap_or(c),
        c => c,
    };
    text.chars().map(digit).collect()
}

const ROUNDED_EN: [&str; 17] = [
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "some",
    "over",
    "under",
    "within",
    "least",
    "most",
    "than",
    "approximately",
    "another",
    "every",
    "first",
    "last",
];
const ROUNDED_BN: [&str; 10] = ["প্রায়", "মোটামুটি", "অন্তত", "কমবেশি", "আনুমানিক", "প্রতি", "প্রথম", "শেষ", "আরও", "বড়জোর"];

fn rounded(lang: Lang, word: &str) -> bool {
    if lang == Lang::BN { ROUNDED_BN.contains(&word) } else { ROUNDED_EN.contains(&word) }
}

/// Minutes in a unit, by how a word begins.
fn unit(lang: Lang, word: &str) -> Option<i64> {
    if lang == Lang::BN {
        if word.starts_with("ঘণ্টা") || word.starts_with("ঘন্টা") {
            return Some(60);
        }
        return word.starts_with("মিনিট").then_some(1);
    }
    match word {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(1),
        _ => None,
    }
}

/// Reads a whole number in the digits of either language, with a unit glued to it or not.
fn number(word: &str) -> Option<(i64, String)> {
    let text = latin_digits(word);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text.get(..digits)?.parse().ok()?;
    Some((value, text[digits..].trim_start_matches('-').to_owned()))
}

/// Finds the lengths of time in a sentence: `3 h 14 min`, `62 minutes`, `৩ ঘণ্টা ১৪ মিনিট`.
pub(super) fn written(lang: Lang, sentence: &Sentence) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some((minutes, length, unit)) = part(lang, sentence, at) else {
            at += 1;
            continue;
        };
        let (mut minutes, mut end) = (minutes, at + length);
        if unit == 60 {
            let and = usize::from(sentence.get(end).is_some_and(|word| word.text == "and"));
            if let Some((more, length, 1)) = part(lang, sentence, end + and) {
                minutes += more;
                end += and + length;
            }
        }
        let before = at.checked_sub(1).map(|before| sentence[before].text.as_str());
        let range = sentence[at].range.start..sentence[end - 1].range.end;
        found.push(Written { minutes, range, rounded: before.is_some_and(|word| rounded(lang, word)) });
        at = end;
    }
    found
}

/// Reads a number with its unit; returns minutes, words taken, minutes in the unit.
fn part(lang: Lang, sentence: &Sentence, at: usize) -> Option<(i64, usize, i64)> {
    let (value, glued) = number(&sentence.get(at)?.text)?;
    if !glued.is_empty() {
        let unit = unit(lang, &glued)?;
        return Some((value * unit, 1, unit));
    }
    let unit = unit(lang, &sentence.get(at + 1)?.text)?;
    Some((value * unit, 2, unit))
}

/// Reads a clock time (`15:13`, `১৫:১৩`), in minutes of the day.
fn clock(word: &str) -> Option<i64> {
    let text = latin_digits(word);
    let text: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Returns the minutes between the two ends that a sentence gives (`from 06:00 to 09:14`, `০৬:০০ থেকে ০৯:১৪`), and the byte after
/// them. Other times in it say nothing of how long anything was.
pub(super) fn between(lang: Lang, sentence: &Sentence) -> Option<(i64, usize)> {
    let text = |index: usize| sentence.get(index).map_or("", |word| word.text.as_str());
    (0..sentence.len()).find_map(|index| {
        let from = clock(text(index))?;
        let to = clock(text(index + 2))?;
        let joined = if lang == Lang::BN {
            text(index + 1) == "থেকে"
        } else {
            let opened = index > 0 && ["from", "between"].contains(&text(index - 1));
            opened && ["to", "until", "and", "till"].contains(&text(index + 1))
        };
        joined.then(|| ((to - from).rem_euclid(24 * 60), sentence[index + 2].range.end))
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::sentences;
    use super::*;

    fn minutes(lang: Lang, text: &str) -> Vec<(i64, bool)> {
        let all = sentences(text);
        all.iter().flat_map(|sentence| written(lang, sentence)).map(|found| (found.minutes, found.rounded)).collect()
    }

    #[test]
    fn lengths_are_read_in_both_languages() {
        assert_eq!(minutes(Lang::EN, "It lasted 3 h 14 min, about 5 hours in all."), [(194, false), (300, true)]);
        assert_eq!(
            minutes(Lang::EN, "For 62 minutes and 4 hours and 2 minutes, 5 nodes, 30m"),
            [(62, false), (242, false), (30, false)]
        );
        assert_eq!(minutes(Lang::BN, "মোট ৩ ঘণ্টা ১৪ মিনিট, প্রায\u{9bc} ৫ ঘণ্টার মতো।"), [(194, false), (300, true)]);
        assert_eq!(minutes(Lang::BN, "৬২টি কল, ৪ নম্বর"), []);
    }

    #[test]
    fn two_ends_are_read_in_both_languages() {
        let between = |lang: Lang, text: &str| {
            sentences(text).iter().find_map(|sentence| between(lang, sentence)).map(|(minutes, _)| minutes)
        };
        assert_eq!(between(Lang::EN, "It lasted from 06:00 to 09:14."), Some(194));
        assert_eq!(between(Lang::EN, "Between 23:50 and 00:10 nothing came."), Some(20));
        assert_eq!(between(Lang::EN, "An alert at 06:00, ten minutes later errors at 09:14."), None);
        assert_eq!(between(Lang::BN, "০৬:০০ থেকে ০৯:১৪ পর্যন্ত"), Some(194));
        assert_eq!(between(Lang::BN, "০৬:০০-তে অ্যালার্ট, ০৯:১৪-তে এরর"), None);
    }
}
