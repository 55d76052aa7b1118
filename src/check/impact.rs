//! Who was affected, in numbers that mean something, and lengths of time that agree with the timeline.

use super::Case;
use super::durations::{Written, between, written};
use super::findings::Findings;
use super::rule::Rule;
use super::texts::{Part, Told};
use super::words::{Sentence, place, sentences};
use crate::base::lang::Lang;
use crate::model::Incident;
use crate::model::incident::{Event, Impact};
use crate::model::time::{Mark, Precision};

const MISSING_IMPACT: Rule = Rule::new("missing-impact", "a report does not say who was affected", "-WWW")
    .example("impact: {}", "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}}")
    .quiet();

const WITHOUT_NUMBER: Rule = Rule::new("impact-without-number", "no impact has a number, or one has no unit", "-WWW")
    .in_study("H")
    .example(
        "impact: {shop: {en: Payments timed out., bn: পেমেন্টে টাইমআউট।}}",
        "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}}",
    );

const COUNT_WITHOUT_DATE: Rule = Rule::new("count-without-date", "a count that does not say on which day it was true", "-WWW")
    .example(
        "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, en: timed out., bn: টাইমআউটে আটকে যায়।}}",
        "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}}",
    )
    .quiet();

const VAGUE_QUANTITY: Rule = Rule::new("vague-quantity", "many, some, for a while: an impact without a number that could have one", "-WWW")
    .in_study("H")
    .example(
        "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}, pages: {en: Many users saw errors., bn: অনেক ব্যবহারকারী এরর দেখেন।}}",
        "impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}, pages: {en: 3% of the users saw errors., bn: ব্যবহারকারীর ৩% এরর দেখেন।}}",
    );

const TYPED_DURATION: Rule = Rule::new("typed-duration", "a length of time in a text that is not the one between its two times", "-WWW")
    .example(
        "summary: {en: 'Payments failed from 14:02 to 14:30, 38 minutes.', bn: '১৪:০২ থেকে ১৪:৩০ পর্যন্ত, মোট ৩৮ মিনিট পেমেন্ট ব্যর্থ হয়।'}",
        "summary: {en: 'Payments failed from 14:02 to 14:30, 28 minutes.', bn: '১৪:০২ থেকে ১৪:৩০ পর্যন্ত, মোট ২৮ মিনিট পেমেন্ট ব্যর্থ হয়।'}",
    )
    .quiet();

const OUTAGE_OR_DEGRADED: Rule = Rule::new("outage-or-degraded", "the title says outage, the impact says degraded", "-HHH")
    .example(
        "title: {en: Outage of the checkout, bn: চেকআউটে বিভ্রাট}\nimpact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: were slow. The service was degraded., bn: ধীর হয়ে যায়। সেবা ছিল আংশিক।}}",
        "title: {en: Partial outage of the checkout, bn: চেকআউটে আংশিক বিভ্রাট}\nimpact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: were slow. The service was degraded., bn: ধীর হয়ে যায়। সেবা ছিল আংশিক।}}",
    );

pub(super) const RULES: &[Rule] =
    &[MISSING_IMPACT, WITHOUT_NUMBER, COUNT_WITHOUT_DATE, VAGUE_QUANTITY, TYPED_DURATION, OUTAGE_OR_DEGRADED];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    check_numbers(incident, found);
    for impact in incident.impact.iter().filter(|impact| impact.amount.is_none()) {
        check_vague(case, impact, found);
    }
    let parts = [Part::Title, Part::Summary, Part::Impact];
    for told in case.told.iter().filter(|told| parts.contains(&told.part)) {
        check_durations(case, told, found);
    }
    check_title(case, found);
}

fn check_numbers(incident: &Incident, found: &mut Findings<'_>) {
    let Some(first) = incident.impact.first() else {
        let finding = MISSING_IMPACT.at(incident.span, "the report has no `impact`").label("not in this file");
        return found.push(finding.hint("who noticed, how many, for how long?"));
    };
    if incident.impact.iter().all(|impact| impact.amount.is_none()) {
        let finding = WITHOUT_NUMBER.at(first.entry.fact.span, "no impact has a number");
        found.push(finding.hint("add `value:` and `unit:`, or say in the text why nobody can know"));
    }
    for impact in &incident.impact {
        let Some(amount) = &impact.amount else { continue };
        let id = &impact.entry.id;
        if amount.unit.is_none() {
            let message = format!("the number of `{id}` has no unit");
            found
                .push(WITHOUT_NUMBER.at(impact.entry.fact.span, message).hint("add `unit: {en: users, bn: ব্যবহারকারী}`"));
        }
        if impact.entry.fact.as_of.is_none() {
            let message = format!("the number of `{id}` does not say when it was true");
            let hint = "add `as_of:` with the day of the count: counts grow";
            found.push(COUNT_WITHOUT_DATE.at(impact.entry.fact.span, message).hint(hint));
        }
    }
}

const VAGUE_EN: [&str; 9] = ["many", "some", "several", "few", "numerous", "countless", "lots", "various", "most"];
const COUNTED_EN: [&str; 17] = [
    "users",
    "customers",
    "people",
    "requests",
    "calls",
    "orders",
    "payments",
    "clients",
    "sessions",
    "messages",
    "time",
    "hours",
    "minutes",
    "merchants",
    "devices",
    "machines",
    "tickets",
];
const VAGUE_BN: [&str; 8] = ["অনেক", "কিছু", "বহু", "কয়েক", "কয়েকজন", "অসংখ্য", "প্রচুর", "অধিকাংশ"];
const COUNTED_BN: [&str; 14] = [
    "ব্যবহারকারী",
    "গ্রাহক",
    "মানুষ",
    "রিকোয়েস্ট",
    "কল",
    "অর্ডার",
    "পেমেন্ট",
    "ক্লায়েন্ট",
    "বার্তা",
    "সময়",
    "ঘণ্টা",
    "মিনিট",
    "যন্ত্র",
    "ডিভাইস",
];

fn check_vague(case: &Case<'_>, impact: &Impact, found: &mut Findings<'_>) {
    for (lang, prose) in impact.entry.text.iter() {
        let all = sentences(&prose.markdown);
        if let Some(range) = all.iter().find_map(|sentence| vague(lang, sentence)) {
            let said = &prose.markdown[range.clone()];
            let message = format!("`{said}`: how many?");
            let hint = "a number with what it is a part of, or a bound: `at least 300 of 12,000 users`";
            found.push(VAGUE_QUANTITY.at(place(case.sources, prose, range), message).hint(hint));
        }
    }
}

fn vague(lang: Lang, sentence: &Sentence) -> Option<std::ops::Range<usize>> {
    let is_bangla = lang == Lang::BN;
    let (vague, counted): (&[&str], &[&str]) =
        if is_bangla { (&VAGUE_BN, &COUNTED_BN) } else { (&VAGUE_EN, &COUNTED_EN) };
    let pair = sentence.windows(2).find(|pair| {
        let noun = pair[1].text.as_str();
        let counts = counted.iter().any(|word| if is_bangla { noun.starts_with(word) } else { noun == *word });
        vague.contains(&pair[0].text.as_str()) && counts && !pair[1].parted && !pair[0].quoted
    })?;
    // A number beside it says how many after all.
    let numbered = sentence.iter().any(|word| word.text.contains(char::is_numeric));
    (!numbered).then(|| pair[0].range.start..pair[1].range.end)
}

/// Minutes that two lengths may differ by: each of its times is rounded to a minute.
const ROUNDING: i64 = 1;

fn check_durations(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    for sentence in &told.sentences {
        // Of the lengths in a sentence the first after its two ends is theirs.
        let mut ends = between(told.lang, sentence);
        for length in written(told.lang, sentence).into_iter().filter(|length| !length.rounded) {
            let theirs = ends.take_if(|(_, end)| *end <= length.range.start).map(|(minutes, _)| minutes);
            let between = theirs.or_else(|| near_total(case.incident, &length));
            let Some(between) = between.filter(|between| (between - length.minutes).abs() > ROUNDING) else { continue };
            let said = &told.prose.markdown[length.range.clone()];
            let message = format!("`{said}` is {} minutes, but between the two times lie {between}", length.minutes);
            let span = place(case.sources, told.prose, length.range.clone());
            found.push(
                TYPED_DURATION
                    .at(span, message)
                    .hint("the report works lengths out by itself: leave it out, or mend one"),
            );
        }
    }
}

/// Returns the length of the impact, when a length is near it and is no length between any two entries of the timeline.
fn near_total(incident: &Incident, length: &Written) -> Option<i64> {
    let (from, to) = (incident.marked(Mark::Impact)?, incident.marked(Mark::Resolved)?);
    let exact: Vec<&Event> = incident.timeline.iter().filter(|event| event.when.precision != Precision::Day).collect();
    if [from, to].iter().any(|event| event.when.precision != Precision::Exact) || exact.len() > 100 {
        return None;
    }
    let total = (to.when.from - from.when.from).num_minutes();
    let near = (length.minutes - total).abs() * 10 <= total;
    let moments = || exact.iter().flat_map(|event| std::iter::once(event.when.from).chain(event.when.to));
    let told = moments().any(|a| moments().any(|b| ((b - a).num_minutes() - length.minutes).abs() <= ROUNDING));
    (near && !told).then_some(total)
}

fn check_title(case: &Case<'_>, found: &mut Findings<'_>) {
    for lang in Lang::ALL {
        let (out, part): (&[&str], &[&str]) = if lang == Lang::BN {
            (&["বিভ্রাট", "অচল", "বন্ধ"], &["আংশিক", "ধীর", "ধীরগতি"])
        } else {
            (&["outage", "down"], &["partial", "partially", "degraded", "slow", "slower"])
        };
        let has = |part: Part, words: &[&str]| {
            let mut texts = case.told.iter().filter(move |told| told.part == part && told.lang == lang);
            let word = |told: &Told<'_>| {
                let mut all = told.sentences.iter().flatten();
                all.find(|word| words.iter().any(|wanted| word.text.starts_with(wanted))).map(|word| word.range.clone())
            };
            texts.find_map(|told| word(told).map(|range| (told.prose, range)))
        };
        if has(Part::Title, part).is_none()
            && has(Part::Impact, part).is_some()
            && let Some((prose, range)) = has(Part::Title, out)
        {
            let message = format!("the title says `{}`, the impact speaks of less", &prose.markdown[range.clone()]);
            let finding = OUTAGE_OR_DEGRADED.at(place(case.sources, prose, range), message);
            found.push(finding.hint("say in the title what was out and what was only slow"));
        }
    }
}
