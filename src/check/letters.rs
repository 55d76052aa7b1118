//! Letters and digits that look right and are not: two digit systems in one number, visarga for a colon, letters dressed up as
//! bold. A search does not find them and a screen reader spells them out.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::Told;
use super::words::place;

const MIXED_DIGITS: Rule = Rule::new("mixed-digits", "one number with digits of two scripts", "EEEE")
    .example(
        "summary: {en: Payments failed for ২8 minutes., bn: পেমেন্ট ২8 মিনিট ব্যর্থ হয়।}",
        "summary: {en: Payments failed for 28 minutes., bn: পেমেন্ট ২৮ মিনিট ব্যর্থ হয়। API v2 ২ বার ডাকা হয়।}",
    )
    .quiet();

const VISARGA_IN_TIME: Rule = Rule::new("visarga-in-time", "ঃ between digits, where a colon is meant", "WWWW")
    .example(
        "summary: {en: Payments failed from ১৪ঃ০২ on., bn: ১৪ঃ০২ থেকে পেমেন্ট ব্যর্থ হয়।}",
        "summary: {en: Payments failed from 14:02 on., bn: ১৪:০২ থেকে পেমেন্ট ব্যর্থ হয়। দুঃখিত।}",
    )
    .quiet();

const STYLED_LETTERS: Rule = Rule::new("styled-letters", "letters dressed up as bold, italic or wide", "WWWW")
    .example(
        "summary: {en: The 𝗰𝗵𝗲𝗰𝗸𝗼𝘂𝘁 failed., bn: 𝗰𝗵𝗲𝗰𝗸𝗼𝘂𝘁 ব্যর্থ হয়।}",
        "summary: {en: The **checkout** failed., bn: '**চেকআউট** ব্যর্থ হয়।'}",
    )
    .quiet();

pub(super) const RULES: &[Rule] = &[MIXED_DIGITS, VISARGA_IN_TIME, STYLED_LETTERS];

const fn bengali(c: char) -> bool {
    matches!(c, '০'..='৯')
}

const fn styled(c: char) -> bool {
    // Mathematical alphanumerics, full width forms, letters in circles, squares and parentheses.
    matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff01}'..='\u{ff5e}' | '\u{2460}'..='\u{24ff}' | '\u{1f100}'..='\u{1f189}')
}

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for told in &case.told {
        let text = told.prose.markdown.as_str();
        if text.is_ascii() {
            continue;
        }
        mixed(case, told, found);
        if let Some(at) = visarga(text) {
            let finding =
                VISARGA_IN_TIME.at(place(case.sources, told.prose, at..at + 'ঃ'.len_utf8()), "`ঃ` between digits");
            let (before, after) = (&text[..at], &text[at + 'ঃ'.len_utf8()..]);
            let from = before.trim_end_matches(char::is_numeric).len();
            let to = after.len() - after.trim_start_matches(char::is_numeric).len();
            found.push(finding.hint(format!("write a colon: `{}:{}`", &before[from..], &after[..to])));
        }
        if let Some(from) = text.find(styled) {
            let rest = &text[from..];
            let length = rest.find(|c| !styled(c)).unwrap_or(rest.len());
            let said = &rest[..length];
            let span = place(case.sources, told.prose, from..from + length);
            let finding = STYLED_LETTERS.at(span, format!("`{said}` is made of signs that only look like letters"));
            found.push(finding.hint("write plain letters, and `**…**` for bold"));
        }
    }
}

fn visarga(text: &str) -> Option<usize> {
    text.match_indices('ঃ').map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + 'ঃ'.len_utf8()..].chars().next();
        before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)
    })
}

fn mixed(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    let text = told.prose.markdown.as_str();
    let mut from = 0;
    while let Some(offset) = text[from..].find(|c: char| bengali(c) || c.is_ascii_digit()) {
        let start = from + offset;
        let rest = &text[start..];
        let inside = |(at, c): (usize, char)| {
            let joined =
                matches!(c, '.' | ',' | ':') && rest[at + 1..].starts_with(|c| bengali(c) || c.is_ascii_digit());
            !(bengali(c) || c.is_ascii_digit() || joined)
        };
        let end = rest.char_indices().find(|found| inside(*found)).map_or(rest.len(), |(at, _)| at);
        let number = &rest[..end];
        if number.contains(bengali) && number.contains(|c: char| c.is_ascii_digit()) {
            let span = place(case.sources, told.prose, start..start + end);
            let finding = MIXED_DIGITS.at(span, format!("`{number}` mixes Bangla and Latin digits"));
            found.push(finding.hint("৪ looks like 8 and ৭ like 9: write all digits of a number in one script"));
        }
        from = start + end;
    }
}
