//! Words that judge: in the timeline, of what was easy to see afterwards, and of how bad it all was.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::{Part, Told};
use super::words::place;
use crate::base::lang::Lang;

const JUDGING_EVENT: Rule = Rule::new("judging-event", "an entry of the timeline judges instead of telling", "WWWW")
    .example(
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: 'Finally, an alert fires', bn: অবশেষে অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: 'The final alert fires', bn: শেষ অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

const HINDSIGHT: Rule = Rule::new("hindsight", "obviously, of course: clear now, and not then", "HHHH")
    .example(
        "summary: {en: The cap was obviously too low., bn: সীমাটা স্পষ্টতই কম ছিল।}",
        "summary: {en: The cap was clearly marked on the graph as too low., bn: গ্রাফে সীমাটা স্পষ্ট দেখা যেত।}",
    )
    .quiet();

const DRAMA: Rule = Rule::new("drama", "a word for how bad it was, where a number would say it", "HHHH").example(
    "summary: {en: A disastrous night for the checkout!!, bn: চেকআউটের জন্য ভয়াবহ এক রাত!!}",
    "summary: {en: A disaster recovery drill for the checkout., bn: চেকআউটের দুর্যোগ মহড়া।}",
);

pub(super) const RULES: &[Rule] = &[JUDGING_EVENT, HINDSIGHT, DRAMA];

const JUDGING_EN: [&str; 10] = [
    "unfortunately",
    "obviously",
    "finally",
    "luckily",
    "sadly",
    "regrettably",
    "surprisingly",
    "inexplicably",
    "thankfully",
    "hastily",
];
const JUDGING_BN: [&str; 9] =
    ["দুর্ভাগ্যবশত", "দুর্ভাগ্যক্রমে", "অবশেষে", "সৌভাগ্যবশত", "স্বাভাবিকভাবেই", "আশ্চর্যজনকভাবে", "তাড়াহুড়ো", "দুঃখজনকভাবে", "ভাগ্যক্রমে"];
const HINDSIGHT_EN: [&str; 7] =
    ["obviously", "evidently", "undoubtedly", "trivially", "needless", "predictably", "unsurprisingly"];
const HINDSIGHT_BN: [&str; 6] = ["স্পষ্টতই", "নিঃসন্দেহে", "বলাই বাহুল্য", "সহজেই বোঝা", "অবধারিতভাবে", "জানাই ছিল"];
const DRAMA_EN: [&str; 12] = [
    "disastrous",
    "catastrophic",
    "ridiculous",
    "horrible",
    "terrible",
    "awful",
    "nightmare",
    "shocking",
    "appalling",
    "chaos",
    "insane",
    "devastating",
];
const DRAMA_BN: [&str; 8] = ["ভয়াবহ", "ভয়ংকর", "দুঃস্বপ্ন", "মারাত্মকভাবে", "হাস্যকর", "বীভৎস", "তুলকালাম", "লজ্জাজনক"];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for told in &case.told {
        let bangla = told.lang == Lang::BN;
        let pick =
            |english: &'static [&'static str], bengali: &'static [&'static str]| if bangla { bengali } else { english };
        if told.part == Part::Event {
            let finding = |said: &str| format!("`{said}` judges; a timeline tells");
            each(
                case,
                told,
                (&JUDGING_EVENT, pick(&JUDGING_EN, &JUDGING_BN)),
                (finding, "leave the word out; what it means belongs under lessons"),
                found,
            );
        } else {
            let finding = |said: &str| format!("`{said}`: it is clear now, was it then?");
            each(
                case,
                told,
                (&HINDSIGHT, pick(&HINDSIGHT_EN, &HINDSIGHT_BN)),
                (finding, "say what could be seen at the time, and by whom"),
                found,
            );
        }
        let finding = |said: &str| format!("`{said}` says how it felt, not how bad it was");
        each(case, told, (&DRAMA, pick(&DRAMA_EN, &DRAMA_BN)), (finding, "give the number"), found);
        if let Some(at) = told.prose.markdown.find("!!") {
            let finding = DRAMA.at(place(case.sources, told.prose, at..at + 2), "more than one exclamation mark");
            found.push(finding.hint("one full stop will do"));
        }
    }
}

/// Finds words and phrases of a list.
fn each(
    case: &Case<'_>,
    told: &Told<'_>,
    (rule, list): (&Rule, &[&str]),
    (message, hint): (impl Fn(&str) -> String, &str),
    found: &mut Findings<'_>,
) {
    for sentence in &told.sentences {
        for (index, word) in sentence.iter().enumerate().filter(|(_, word)| !word.quoted) {
            let end = list.iter().filter(|phrase| phrase.starts_with(word.text.as_str())).find_map(|phrase| {
                let mut words = phrase.split(' ');
                let first = words.next().is_some_and(|first| first == word.text);
                let more = words.zip(sentence.iter().skip(index + 1)).all(|(wanted, word)| wanted == word.text);
                let count = phrase.split(' ').count();
                (first && more && index + count <= sentence.len()).then(|| index + count - 1)
            });
            let Some(end) = end else { continue };
            let range = word.range.start..sentence[end].range.end;
            let said = message(&told.prose.markdown[range.clone()]);
            found.push(rule.at(place(case.sources, told.prose, range), said).hint(hint));
        }
    }
}
