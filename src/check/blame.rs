//! Who is said to have done wrong: a person as the subject of a word of blame, in either language.
//!
//! A word alone means nothing: a scheduler ignores a limit, a guard catches human error. So the subject is looked for, and
//! questions, conditions, negations and quotations are left in peace. `tests/vectors/blame.*.yaml` says how often that is right.

use std::ops::Range;

use super::findings::Findings;
use super::rule::Rule;
use super::words::{Sentence, place, sentences};
use super::{Case, blame_bn, blame_en};
use crate::base::lang::Lang;

pub(super) const BLAME: Rule = Rule::new("blame", "a text says that a person did wrong", "WWWW").example(
    "summary: {en: The on-call engineer forgot to renew the certificate., bn: দায়িত্বে থাকা ইঞ্জিনিয়ার সার্টিফিকেট নবায়ন করতে ভুলে গিয়েছিলেন।}",
    "summary: {en: The certificate ran out. The reminder had gone to a closed mailbox., bn: সার্টিফিকেটের মেয়াদ ফুরিয়ে যায়। মনে করিয়ে দেওয়ার মেইল গিয়েছিল বন্ধ ঠিকানায়।}",
)
.quiet();

pub(super) const HUMAN_ERROR: Rule = Rule::new("human-error", "a text gives human error as a cause", "WWWW")
    .example(
        "summary: {en: The root cause was human error., bn: মূল কারণ ছিল মানবিক ভুল।}",
        "summary: {en: A second prompt reduces human error., bn: দ্বিতীয়বার জিজ্ঞেস করলে মানুষের ভুল কমে।}",
    )
    .quiet();

const COUNTERFACTUAL: Rule = Rule::new(
    "counterfactual-about-people",
    "a text says what a person should have done",
    "HHHH",
)
.example(
    "summary: {en: The operator should have looked at the second graph., bn: অপারেটরের দ্বিতীয় গ্রাফটা দেখা উচিত ছিল।}",
    "summary: {en: The alert should have fired on the second graph., bn: দ্বিতীয় গ্রাফে অ্যালার্ট বাজা উচিত ছিল।}",
)
.quiet();

pub(super) const RULES: &[Rule] = &[BLAME, HUMAN_ERROR, COUNTERFACTUAL];

/// What a sentence says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// That he did wrong.
    Blame(Range<usize>),
    /// That people err, as a cause.
    HumanError(Range<usize>),
    /// What he should have done.
    Counterfactual(Range<usize>),
}

/// Returns what a text says of people, with the places in it.
pub fn faults(lang: Lang, markdown: &str) -> Vec<Fault> {
    sentences(markdown).iter().filter_map(|sentence| of(lang, sentence)).collect()
}

pub(super) fn of(lang: Lang, sentence: &Sentence) -> Option<Fault> {
    if lang == Lang::BN { blame_bn::of(sentence) } else { blame_en::of(sentence) }
}

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    for told in &case.told {
        for fault in told.sentences.iter().filter_map(|sentence| of(told.lang, sentence)) {
            let (rule, range, what) = match fault {
                Fault::Blame(range) => (&BLAME, range, "blames a person"),
                Fault::HumanError(range) => (&HUMAN_ERROR, range, "is no cause: it is where the question begins"),
                Fault::Counterfactual(range) => (&COUNTERFACTUAL, range, "tells what a person did not do"),
            };
            let said = &told.prose.markdown[range.clone()];
            let finding = rule.at(place(case.sources, told.prose, range), format!("`{said}` {what}"));
            found.push(finding.hint("say what the system showed, allowed or hid, so that it made sense at the time"));
        }
    }
}

/// Returns the stretch from one word of a sentence to another.
pub(super) fn stretch(sentence: &Sentence, from: usize, to: usize) -> Range<usize> {
    sentence[from.min(to)].range.start..sentence[from.max(to)].range.end
}
