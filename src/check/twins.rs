//! The same text in two languages: the same numbers, the same code, the terms that the glossary gives.

use std::collections::BTreeSet;

use super::Case;
use super::durations::latin_digits;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::Told;
use super::words::{Sentence, place};
use crate::base::lang::Lang;
use crate::base::source::SourceMap;
use crate::model::Prose;

const NUMBERS_DIFFER: Rule = Rule::new(
    "numbers-differ",
    "a number stands in one language and not in the other",
    "WWWW",
)
.example(
    "summary: {en: '1,250 payments failed.', bn: ১২৫০০টি পেমেন্ট ব্যর্থ হয়।}",
    "summary: {en: '1.25 million payments failed from 15:30 on.', bn: বিকেল ৩টা ৩০ মিনিট থেকে ১২.৫ লাখ পেমেন্ট ব্যর্থ হয়।}",
)
.quiet();

const CODE_DIFFERS: Rule = Rule::new("code-differs", "code stands in one language and not in the other", "WWWW")
    .example(
        "summary: {en: The flag `--all` was set., bn: ফ্ল্যাগ `--any` দেওয়া ছিল।}",
        "summary: {en: The flag `--all` was set., bn: '`--all` ফ্ল্যাগ দেওয়া ছিল।'}",
    )
    .quiet();

const TERM_DIFFERS: Rule = Rule::new("term-differs", "a term is rendered otherwise than the glossary says", "HHHH")
    .example(
        "glossary: {quota: {term: {en: Quota, bn: কোটা}, en: The most calls at once., bn: একসঙ্গে সবচেয়ে বেশি যত কল।}}\nsummary: {en: The quota was too low., bn: বরাদ্দ কম ছিল।}",
        "glossary: {quota: {term: {en: Quota, bn: কোটা}, en: The most calls at once., bn: একসঙ্গে সবচেয়ে বেশি যত কল।}}\nsummary: {en: The quota was too low., bn: কোটাটা কম ছিল।}",
    );

pub(super) const RULES: &[Rule] = &[NUMBERS_DIFFER, CODE_DIFFERS, TERM_DIFFERS];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for text in case.told.chunk_by(|one, next| std::ptr::eq(one.text, next.text)) {
        let of = |lang: Lang| text.iter().find(|told| told.lang == lang);
        let (Some(english), Some(bangla)) = (of(Lang::EN), of(Lang::BN)) else { continue };
        numbers(case.sources, english, bangla, found);
        numbers(case.sources, bangla, english, found);
        code(english.prose, bangla.prose, found);
        terms(case, english, bangla.prose, found);
    }
}

/// Numbers up to this are often written as words.
const WORDS: f64 = 12.0;

/// What a word multiplies the number before it by.
fn multiplier(word: &str) -> Option<f64> {
    let names: [(&str, f64); 11] = [
        ("hundred", 1e2),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("হাজার", 1e3),
        ("লাখ", 1e5),
        ("লক্ষ", 1e5),
        ("কোটি", 1e7),
        ("শত", 1e2),
        ("একশ", 1e2),
        ("দুশ", 2e2),
    ];
    names.iter().find(|(name, _)| word.starts_with(name)).map(|(_, value)| *value)
}

/// Halves and quarters that Bangla has words for: আড়াই লাখ, দেড় কোটি.
fn fraction(word: &str) -> Option<f64> {
    [("আড়াই", 2.5), ("দেড়", 1.5), ("সোয়া", 1.25), ("পৌনে", 0.75)]
        .iter()
        .find(|(name, _)| word == *name)
        .map(|(_, value)| *value)
}

/// Days of the longest month.
const DAYS: f64 = 31.0;

/// Beginnings of the names of months: a day before one follows the zone of the reader, which may be another day.
const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "জানুয়ারি",
    "ফেব্রুয়ারি",
    "মার্চ",
    "এপ্রিল",
    "মে",
    "জুন",
    "জুলাই",
    "আগস্ট",
    "সেপ্টেম্বর",
    "অক্টোবর",
    "নভেম্বর",
    "ডিসেম্বর",
];

/// A number as written, with every value that it may stand for.
struct Number {
    range: std::ops::Range<usize>,
    values: Vec<f64>,
    /// Whether it is written in digits.
    digits: bool,
}

/// Reads the numbers of a text.
fn read<'a>(told: &'a Told<'_>) -> impl Iterator<Item = Number> + 'a {
    let of = |sentence: &'a Sentence| (0..sentence.len()).filter_map(|index| number(sentence, index));
    told.sentences.iter().flat_map(of)
}

/// Reads a number. A time of day stands for its hour on either clock, and for its minutes.
fn number(sentence: &Sentence, index: usize) -> Option<Number> {
    let after = |index: usize| sentence.get(index).map_or("", |word| word.text.as_str());
    let word = &sentence[index];
    let found = |values: Vec<f64>, digits: bool| Some(Number { range: word.range.clone(), values, digits });
    let Some((digits, rest)) = digits(&word.text) else {
        let words = fraction(&word.text).and_then(|value| Some(value * multiplier(after(index + 1))?));
        return found(vec![words.or_else(|| multiplier(&word.text))?], false);
    };
    if let Some((hours, minutes)) = digits.split_once(':') {
        let mut values: Vec<f64> = [hours, minutes].iter().filter_map(|part| part.parse().ok()).collect();
        let hour = values.first().copied()?;
        values.push(if hour > 12.0 { hour - 12.0 } else { hour + 12.0 });
        return found(values, true);
    }
    let value: f64 = digits.replace(',', "").parse().ok()?;
    if value <= DAYS && MONTHS.iter().any(|month| after(index + 1).starts_with(month)) {
        return None;
    }
    let by = multiplier(after(index + 1)).or_else(|| multiplier(&rest));
    let mut values = vec![value * by.unwrap_or(1.0)];
    // In `13 to 17 lakh` the word at the end is for both.
    if ["to", "and", "or", "থেকে", "বা"].contains(&after(index + 1)) {
        values.extend(multiplier(after(index + 3)).map(|by| value * by));
    }
    // ৯ লাখ ৯৯ হাজার is one number.
    let part = |index: usize| Some(self::digits(after(index))?.0.parse::<f64>().ok()? * multiplier(after(index + 1))?);
    values.extend(part(index + 2).map(|more| more + values[0]).filter(|_| by.is_some()));
    values.extend(index.checked_sub(2).and_then(part).map(|before| before + values[0]));
    found(values, true)
}

/// Cuts the digits off a word, in Latin ones. Versions, names and ports are no numbers.
fn digits(word: &str) -> Option<(String, String)> {
    let text = latin_digits(word);
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || ".,:".contains(*c)).collect();
    let rest = text[digits.len()..].to_owned();
    let plain = !rest.contains(|c: char| c.is_ascii_alphanumeric()) && digits.matches('.').count() < 2;
    (plain && !digits.is_empty()).then_some((digits, rest))
}

fn numbers(sources: &SourceMap, here: &Told<'_>, there: &Told<'_>, found: &mut Findings<'_>) {
    let others: Vec<f64> = read(there).flat_map(|number| number.values).collect();
    // A text that writes its numbers as words has none to compare.
    if others.is_empty() {
        return;
    }
    for number in read(here).filter(|number| number.digits) {
        let same = |value: &f64| others.iter().any(|other| (other - value).abs() <= value.abs() * 1e-9);
        let small = number.values.iter().all(|value| *value <= WORDS);
        if !small && !number.values.iter().any(same) {
            let said = &here.prose.markdown[number.range.clone()];
            let at = place(sources, here.prose, number.range);
            let finding = NUMBERS_DIFFER.at(at, format!("`{said}` is not in the other language"));
            found.push(finding.related(there.prose.span, "the other language").hint("which of the two is right?"));
        }
    }
}

/// Returns the pieces of code in a text.
fn pieces(markdown: &str) -> BTreeSet<&str> {
    markdown.split('`').skip(1).step_by(2).filter(|code| !code.is_empty()).collect()
}

fn code(english: &Prose, bangla: &Prose, found: &mut Findings<'_>) {
    let (here, there) = (pieces(&english.markdown), pieces(&bangla.markdown));
    if let Some(only) = here.symmetric_difference(&there).next() {
        let span = if here.contains(only) { bangla.span } else { english.span };
        let finding = CODE_DIFFERS.at(span, format!("`{only}` stands in the other language, and not here"));
        found.push(finding.hint("code is the same in every language"));
    }
}

fn terms(case: &Case<'_>, english: &Told<'_>, bangla: &Prose, found: &mut Findings<'_>) {
    if case.incident.glossary.is_empty() {
        return;
    }
    let there = bangla.markdown.to_lowercase();
    for term in &case.incident.glossary {
        let (Some(name), Some(wanted)) = (term.term.get(Lang::EN), term.term.get(Lang::BN)) else { continue };
        let name = name.markdown.to_lowercase();
        let words: Vec<&str> = name.split(' ').collect();
        let at = english.sentences.iter().find_map(|sentence| {
            let hit = sentence
                .windows(words.len())
                .find(|run| run.iter().zip(&words).all(|(word, wanted)| word.text == *wanted))?;
            Some(hit[0].range.start..hit[hit.len() - 1].range.end)
        });
        let Some(range) = at else { continue };
        // The stem is enough: Bangla words take endings.
        if !there.contains(&wanted.markdown.to_lowercase()) && !there.contains(&name) {
            let message = format!(
                "the glossary calls `{}` `{}`, the Bangla text does not",
                &english.prose.markdown[range.clone()],
                wanted.markdown
            );
            let finding =
                TERM_DIFFERS.at(bangla.span, message).related(place(case.sources, english.prose, range), "the term");
            found.push(finding.hint("one term, one spelling"));
        }
    }
}
