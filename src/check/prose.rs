//! Texts that are not finished, too long, cut short by YAML, or full of letters that nobody explains.

use std::collections::BTreeSet;

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::{Part, Told};
use super::words::place;
use crate::base::lang::Lang;
use crate::base::source::Span;

const PLACEHOLDER: Rule = Rule::new("placeholder", "a text is still to be written", "HWWW")
    .example(
        "summary: {en: TBD, bn: পরে লিখব}",
        "summary: {en: The runbook said “TBD”., bn: রানবুকে লেখা ছিল “পরে লিখব”।}",
    )
    .quiet();

const LONG_SUMMARY: Rule = Rule::new("long-summary", "a summary of more than five sentences or about 120 words", "-WWW")
    .example(
        "summary: {en: Calls grew. Costs grew. Queues grew. Pages hung. Payments failed. People left., bn: কল বাড়ে। খরচ বাড়ে। সারি বাড়ে। পাতা আটকায়। পেমেন্ট ব্যর্থ হয়। মানুষ চলে যান।}",
        "summary: {en: Calls grew. Costs grew. Queues grew. Pages hung. Payments failed., bn: কল বাড়ে। খরচ বাড়ে। সারি বাড়ে। পাতা আটকায়। পেমেন্ট ব্যর্থ হয়।}",
    )
    .quiet();

const UNEXPLAINED_ACRONYM: Rule =
    Rule::new("unexplained-acronym", "letters that stand for words, and no term of the glossary", "-HHH").example(
        "summary: {en: The PSP refused payments., bn: PSP পেমেন্ট ফিরিয়ে দেয়।}",
        "summary: {en: The API refused payments., bn: API পেমেন্ট ফিরিয়ে দেয়।}",
    );

const CUT_SHORT: Rule =
    Rule::new("cut-short", "a text without quotes ends at ` #`, where YAML starts a comment", "WWWW")
        .example(
            "summary:\n  en: The change #4711 went out.\n  bn: পরিবর্তন #৪৭১১ ছাড়া হয়।",
            "summary:\n  en: 'The change #4711 went out.'\n  bn: 'পরিবর্তন #৪৭১১ ছাড়া হয়।'",
        )
        .quiet();

pub(super) const RULES: &[Rule] = &[PLACEHOLDER, LONG_SUMMARY, UNEXPLAINED_ACRONYM, CUT_SHORT];

/// Words that stand where a text is still to come, small; in pieces where they would say it of this file.
const UNFINISHED: [&str; 6] = [concat!("to", "do"), "tbd", concat!("xx", "x"), concat!("fix", "me"), "lorem", "tbc"];
const UNFINISHED_BN: [&str; 4] = ["পরে লিখব", "পরে লিখতে হবে", "এখানে লিখুন", "লেখা বাকি"];

/// Sentences and words of a summary at most.
const SENTENCES: usize = 5;
const WORDS_EN: usize = 120;
const WORDS_BN: usize = 110;

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for told in &case.told {
        check_unfinished(case, told, found);
        if told.part == Part::Summary {
            check_summary(told, found);
        }
        check_cut(case, told, found);
    }
    check_acronyms(case, found);
}

fn check_unfinished(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    let mut words = told.sentences.iter().flatten().filter(|word| !word.quoted);
    let word = words.find(|word| UNFINISHED.contains(&word.text.as_str())).map(|word| word.range.clone());
    let text = told.prose.markdown.as_str();
    let phrase = UNFINISHED_BN.iter().find_map(|phrase| {
        let at = text.find(phrase)?;
        let quoted = told.sentences.iter().flatten().any(|word| word.range.start == at && word.quoted);
        (!quoted).then_some(at..at + phrase.len())
    });
    if let Some(range) = word.or(phrase) {
        let message = format!("`{}`: this text is still to be written", &text[range.clone()]);
        found.push(
            PLACEHOLDER.at(place(case.sources, told.prose, range), message).hint("write it, or leave the entry out"),
        );
    }
}

fn check_summary(told: &Told<'_>, found: &mut Findings<'_>) {
    let (sentences, words) = (told.sentences.len(), told.sentences.iter().flatten().count());
    let most = if told.lang == Lang::BN { WORDS_BN } else { WORDS_EN };
    if sentences > SENTENCES || words > most {
        let message = format!("the summary has {sentences} sentences and {words} words");
        let hint = format!("a stranger reads {SENTENCES} sentences and {most} words; the rest has sections of its own");
        let span = Span { end: told.prose.span.start, ..told.prose.span };
        found.push(LONG_SUMMARY.at(span, message).hint(hint));
    }
}

/// A text in quotes or in a block ends before its line does; one without ends where a comment begins.
fn check_cut(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    let span = told.prose.span;
    let file = case.sources.file(span.file);
    if file.path.rsplit('.').next() != Some("yaml") {
        return;
    }
    let rest = file.text.get(span.end as usize..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let gap = line.len() - line.trim_start_matches(' ').len();
    if gap > 0 && line[gap..].starts_with('#') {
        let start = span.end as usize + gap;
        let comment = Span::new(span.file, start..span.end as usize + line.trim_end().len());
        let finding = CUT_SHORT.at(comment, "the text ends here: ` #` starts a comment").label("nobody reads this");
        found.push(finding.hint("put the text in quotes, or the comment on a line of its own"));
    }
}

/// Letters that every reader of these reports knows.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "API", "APIS", "AWS", "CA", "CD", "CI", "CPU", "CPUS", "CSV", "DB", "DNS", "EU", "GB", "GET", "GPU", "HTML", "HTTP", "HTTPS", "ID", "IDS",
    "IP", "IT", "JSON", "KB", "MB", "OK", "OS", "PC", "PDF", "POST", "PUT", "QA", "RAM", "REST", "SDK", "SLA", "SLO", "SQL", "SRE", "SSH", "SSL", "TB",
    "TCP", "TLP", "TLS", "TTL", "UDP", "UI", "UK", "URL", "URLS", "US", "USA", "USB", "UTC", "VM", "VMS", "VPN", "WAN", "XML", "YAML", "CEO", "AM", "PM",
    "BN", "EN", "TTD", "TTA", "TTM", "TTR", "CVE", "MFA", "OTP", "AI", "ML", "CLI",
];

fn check_acronyms(case: &Case<'_>, found: &mut Findings<'_>) {
    let terms = case.incident.glossary.iter();
    let explained: String = terms
        .flat_map(|term| term.term.iter().chain(term.text.iter()))
        .map(|(_, prose)| prose.markdown.clone() + " ")
        .collect();
    let names: String = case.incident.services.join(" ");
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for told in case.told.iter().filter(|told| told.part != Part::Term) {
        for word in told.sentences.iter().flatten().filter(|word| !word.quoted) {
            let said = told.prose.markdown[word.range.clone()].split('-').next().unwrap_or_default();
            let letters = (2..=6).contains(&said.len()) && said.bytes().all(|byte| byte.is_ascii_uppercase());
            let is_source = case.incident.sources.iter().any(|source| source.id.as_str() == said);
            if !letters || KNOWN.contains(&said) || is_source || explained.contains(said) || names.contains(said) {
                continue;
            }
            if seen.insert(said) {
                let start = word.range.start;
                let span = place(case.sources, told.prose, start..start + said.len());
                let finding = UNEXPLAINED_ACRONYM.at(span, format!("`{said}` is not in the glossary"));
                found.push(finding.hint("add it to `glossary`, or write what it stands for"));
            }
        }
    }
}
