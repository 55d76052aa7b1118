//! The same text in two languages: the same numbers, the same code, the terms that the glossary gives.

use std::collections::BTreeSet;

use super::Case;
use super::durations::latin_digits;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::texts;
use super::words::{place, sentences};
use crate::base::lang::Lang;
use crate::base::source::SourceMap;
use crate::model::{Prose, Text};

const NUMBERS_DIFFER: Rule = Rule::new("numbers-differ", "a number stands in one language and not in the other", "WWWW")
    .example(
        "summary: {en: '1,250 payments failed.', bn: ১২৫০০টি পেমেন্ট ব্যর্থ হয়।}",
        "summary: {en: '1.25 million payments failed from 15:30 on.', bn: বিকেল ৩টা ৩০ মিনিট থেকে সাড়ে বারো লাখ, মানে ১২.৫ লাখ পেমেন্ট ব্যর্থ হয়।}",
    );

const CODE_DIFFERS: Rule = Rule::new("code-differs", "code stands in one language and not in the other", "WWWW").example(
    "summary: {en: The flag `--all` was set., bn: ফ্ল্যাগ `--any` দেওয়া ছিল।}",
    "summary: {en: The flag `--all` was set., bn: '`--all` ফ্ল্যাগ দেওয়া ছিল।'}",
)
.quiet();

const TERM_DIFFERS: Rule = Rule::new("term-differs", "a term is rendered otherwise than the glossary says", "HHHH")
    .example(
        "glossary: {cap: {term: {en: Cap, bn: ঊর্ধ্বসীমা}, en: The most calls at once., bn: একসঙ্গে সবচেয়ে বেশি যত কল।}}\nsummary: {en: The cap was too low., bn: সীমানা কম ছিল।}",
        "glossary: {cap: {term: {en: Cap, bn: ঊর্ধ্বসীমা}, en: The most calls at once., bn: একসঙ্গে সবচেয়ে বেশি যত কল।}}\nsummary: {en: The cap was too low., bn: ঊর্ধ্বসীমাটা কম ছিল।}",
    );

pub(super) const RULES: &[Rule] = &[NUMBERS_DIFFER, CODE_DIFFERS, TERM_DIFFERS];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for (_, text) in texts(case.incident) {
        let (Some(english), Some(bangla)) = (text.get(Lang::EN), text.get(Lang::BN)) else { continue };
        for (here, there) in [(english, bangla), (bangla, english)] {
            numbers(case.sources, here, there, found);
        }
        code(english, bangla, found);
        terms(case, text, found);
    }
}

/// Numbers up to this are often written as words.
const WORDS: f64 = 12.0;

/// What multiplies a number before it.
fn multiplier(word: &str) -> Option<f64> {
    let names: [(&str, f64); 8] = [
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("হাজার", 1e3),
        ("লাখ", 1e5),
        ("লক্ষ", 1e5),
        ("কোটি", 1e7),
        ("শত", 1e2),
    ];
    names.iter().find(|(name, _)| word.starts_with(name)).map(|(_, value)| *value)
}

/// A number as written, with every value that it may stand for.
struct Number {
    range: std::ops::Range<usize>,
    values: Vec<f64>,
}

/// Reads the numbers of a text. A time of day stands for its hour on either clock, and for its minutes.
fn read(markdown: &str) -> Vec<Number> {
    let mut found = Vec::new();
    for sentence in sentences(markdown) {
        for (index, word) in sentence.iter().enumerate() {
            let text = latin_digits(&word.text);
            let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || ".,:".contains(*c)).collect();
            // Versions, names and ports are not counted.
            let rest = &text[digits.len()..];
            if digits.is_empty() || rest.contains(|c: char| c.is_ascii_alphanumeric()) || digits.matches('.').count() > 1 {
                continue;
            }
            let mut values = Vec::new();
            if let Some((hours, minutes)) = digits.split_once(':') {
                for part in [hours, minutes] {
                    values.extend(part.parse::<f64>().ok());
                }
                let hour = values.first().copied().unwrap_or(0.0);
                values.push(if hour > 12.0 { hour - 12.0 } else { hour + 12.0 });
            } else if let Ok(value) = digits.replace(',', "").parse::<f64>() {
                let by = sentence.get(index + 1).and_then(|next| multiplier(&next.text)).or_else(|| multiplier(rest));
                values.push(value * by.unwrap_or(1.0));
            }
            found.push(Number { range: word.range.clone(), values });
        }
    }
    found
}

fn numbers(sources: &SourceMap, here: &Prose, there: &Prose, found: &mut Findings<'_>) {
    let others: Vec<f64> = read(&there.markdown).into_iter().flat_map(|number| number.values).collect();
    // A text that writes its numbers as words has none to compare.
    if others.is_empty() {
        return;
    }
    for number in read(&here.markdown) {
        let same = |value: &f64| others.iter().any(|other| (other - value).abs() <= value.abs() * 1e-9);
        let small = number.values.iter().all(|value| *value <= WORDS);
        if !small && !number.values.iter().any(same) {
            let said = &here.markdown[number.range.clone()];
            let finding = NUMBERS_DIFFER.at(place(sources, here, number.range), format!("`{said}` is not in the other language"));
            found.push(finding.related(there.span, "the other language").hint("which of the two is right?"));
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

fn terms(case: &Case<'_>, text: &Text, found: &mut Findings<'_>) {
    let (Some(english), Some(bangla)) = (text.get(Lang::EN), text.get(Lang::BN)) else { return };
    let (told, there) = (sentences(&english.markdown), bangla.markdown.to_lowercase());
    for term in &case.incident.glossary {
        let (Some(name), Some(wanted)) = (term.term.get(Lang::EN), term.term.get(Lang::BN)) else { continue };
        let name = name.markdown.to_lowercase();
        let words: Vec<&str> = name.split(' ').collect();
        let at = told.iter().find_map(|sentence| {
            let hit = sentence.windows(words.len()).find(|run| run.iter().zip(&words).all(|(word, wanted)| word.text == *wanted))?;
            Some(hit[0].range.start..hit[hit.len() - 1].range.end)
        });
        let Some(range) = at else { continue };
        // The stem is enough: Bangla words take endings.
        if !there.contains(&wanted.markdown.to_lowercase()) && !there.contains(&name) {
            let message = format!("the glossary calls `{}` `{}`, the Bangla text does not", &english.markdown[range.clone()], wanted.markdown);
            let finding = TERM_DIFFERS.at(bangla.span, message).related(place(case.sources, english, range), "the term");
            found.push(finding.hint("one term, one spelling"));
        }
    }
}
