//! What will be done: dates that can be met, verbs that can be checked, and what a day has made overdue.

use chrono::TimeDelta;

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::words::{place, sentences};
use crate::base::lang::Lang;
use crate::model::Incident;
use crate::model::incident::{Severity, Stage};
use crate::model::lesson::{Action, Priority};

const DUE_BEFORE_INCIDENT: Rule = Rule::new("due-before-incident", "an action is due before the incident", "EEEE")
    .example(
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2024-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const FAR_DUE: Rule = Rule::new("far-due", "an action is due more than a year after the incident", "WWWW")
    .example(
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2026-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-12-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const WEAK_ACTION: Rule = Rule::new("weak-action", "an action of which nobody can tell when it is done", "-WWW")
    .in_study("-")
    .example(
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Improve the alerts, bn: অ্যালার্ট উন্নত করা}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Improve the alerts until 5 calls in flight fire one, bn: ৫টি কল জমলেই বাজে এমন করে অ্যালার্ট উন্নত করা}}",
    )
    .quiet();

const NO_URGENT_ACTION: Rule = Rule::new("no-urgent-action", "a severe incident, and no action of P0 or P1", "-WWW")
    .in_study("-")
    .example(
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P3, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const TOO_MANY_ACTIONS: Rule =
    Rule::new("too-many-actions", "more than ten actions: none of them comes first", "-WWW").in_study("-").quiet();

const OVERDUE_ACTION: Rule =
    Rule::new("overdue-action", "an open action is overdue on the day that is asked about", "WWWW")
        .in_study("-")
        .quiet();

const OVERDUE_URGENT_ACTION: Rule =
    Rule::new("overdue-urgent-action", "an open action of P0 or P1 is overdue on the day that is asked about", "EEEE")
        .in_study("-")
        .quiet();

const UNVERIFIED_ACTION: Rule =
    Rule::new("unverified-action", "the report is closed, and nothing shows that an action works", "---W")
        .in_study("-")
        .example(
            "stage: closed\nactions: {watch: {for: fewer, owner: Payments on-call, done: 2025-03-01, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
            "stage: closed\nactions: {watch: {for: fewer, owner: Payments on-call, done: 2025-03-01, verified_by: drill of 2025-03-02, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        )
        .quiet();

const ONE_KIND_OF_ACTION: Rule =
    Rule::new("one-kind-of-action", "all actions are of one kind: none would see it or soften it next time", "-WWW")
        .in_study("-")
        .example(
            "actions:\n  cap: {for: fewer, kind: prevent, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Cap calls at 5 a page, bn: পাতায় সর্বোচ্চ ৫টি কল}\n  batch: {for: fewer, kind: prevent, owner: Payments on-call, due: 2025-03-31, priority: P2, en: Ask 20 prices at once, bn: একবারে ২০টি দাম চাওয়া}",
            "actions:\n  cap: {for: fewer, kind: prevent, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Cap calls at 5 a page, bn: পাতায় সর্বোচ্চ ৫টি কল}\n  watch: {for: fewer, kind: detect, owner: Payments on-call, due: 2025-03-31, priority: P2, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}",
        )
        .quiet();

pub(super) const RULES: &[Rule] = &[
    DUE_BEFORE_INCIDENT,
    FAR_DUE,
    WEAK_ACTION,
    NO_URGENT_ACTION,
    TOO_MANY_ACTIONS,
    OVERDUE_ACTION,
    OVERDUE_URGENT_ACTION,
    UNVERIFIED_ACTION,
    ONE_KIND_OF_ACTION,
];

/// Actions beyond which none of them comes first.
const MOST: usize = 10;

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    for action in &incident.actions {
        check_due(incident, action, found);
        check_verb(case, action, found);
        check_overdue(case, action, found);
        if incident.stage == Stage::Closed && action.done.is_some() && action.verified_by.is_none() {
            let message = format!("nothing shows that the action `{}` works", action.entry.id);
            let hint = "add `verified_by:` with a run, a test, a drill or a link";
            found.push(UNVERIFIED_ACTION.at(action.fact.span, message).hint(hint));
        }
    }
    check_all(incident, found);
}

fn check_due(incident: &Incident, action: &Action, found: &mut Findings<'_>) {
    let (Some(day), Some(due)) = (incident.day(), action.due) else { return };
    let (id, span) = (&action.entry.id, action.fact.span);
    if due < day {
        let message = format!("the action `{id}` is due on {due}, before the incident of {day}");
        found.push(DUE_BEFORE_INCIDENT.at(span, message).hint("is the year right?"));
    } else if due - day > TimeDelta::days(366) {
        let message = format!("the action `{id}` is due on {due}, more than a year after the incident");
        found.push(FAR_DUE.at(span, message).hint("what can be done of it this quarter?"));
    }
}

#[rustfmt::skip]
const WEAK_EN: [&[&str]; 16] = [
    &["improve"], &["consider"], &["investigate"], &["monitor"], &["review"], &["explore"], &["look", "into"], &["think", "about"],
    &["be", "more"], &["be", "careful"], &["try", "to"], &["raise", "awareness"], &["remind"], &["discuss"], &["evaluate"], &["pay", "attention"],
];
#[rustfmt::skip]
const WEAK_BN: [&[&str]; 14] = [
    &["উন্নত", "করা"], &["উন্নতি", "করা"], &["খেয়াল", "রাখা"], &["নজর", "রাখা"], &["বিবেচনা", "করা"], &["খতিয়ে", "দেখা"], &["সতর্ক", "থাকা"],
    &["চেষ্টা", "করা"], &["ভেবে", "দেখা"], &["আলোচনা", "করা"], &["পর্যালোচনা", "করা"], &["মনোযোগ", "দেওয়া"], &["সচেতনতা", "বাড়ানো"], &["সাবধান", "হওয়া"],
];

fn check_verb(case: &Case<'_>, action: &Action, found: &mut Findings<'_>) {
    let measured = action.verified_by.is_some();
    for (lang, prose) in action.entry.text.iter().filter(|_| !measured) {
        let all = sentences(&prose.markdown);
        let (phrases, verb_first): (&[&[&str]], bool) =
            if lang == Lang::BN { (&WEAK_BN, false) } else { (&WEAK_EN, true) };
        let Some(first) = all.first().filter(|_| !prose.markdown.contains(char::is_numeric)) else { continue };
        // English puts the verb first, Bangla last.
        let weak = phrases.iter().find_map(|phrase| {
            let at = if verb_first { 0 } else { first.len().checked_sub(phrase.len())? };
            let words = first.get(at..at + phrase.len())?;
            words.iter().zip(*phrase).all(|(word, part)| word.text == *part).then_some(words)
        });
        if let Some(words) = weak {
            let range = words[0].range.start..words[words.len() - 1].range.end;
            let said = &prose.markdown[range.clone()];
            let message = format!("`{said}`: when is the action `{}` done?", action.entry.id);
            let hint = "say what will be there that is not there now, with a number, or add `verified_by:`";
            found.push(WEAK_ACTION.at(place(case.sources, prose, range), message).hint(hint));
        }
    }
}

fn is_urgent(action: &Action) -> bool {
    action.priority.is_some_and(|priority| priority <= Priority::P1)
}

fn check_overdue(case: &Case<'_>, action: &Action, found: &mut Findings<'_>) {
    let (Some(today), Some(due)) = (case.today, action.due) else { return };
    // A day before the incident is a slip of its own.
    let is_slip = case.incident.day().is_some_and(|day| due < day);
    if action.done.is_some_and(|done| done <= today) || due >= today || is_slip {
        return;
    }
    let message = format!("the action `{}` is {} days overdue on {today}", action.entry.id, (today - due).num_days());
    let rule = if is_urgent(action) { &OVERDUE_URGENT_ACTION } else { &OVERDUE_ACTION };
    found.push(rule.at(action.fact.span, message).hint("do it and add `done:`, or agree on another day"));
}

fn check_all(incident: &Incident, found: &mut Findings<'_>) {
    let Some(first) = incident.actions.first() else { return };
    let severe = incident.severity.is_some_and(|severity| severity <= Severity::Sev2);
    if severe && !incident.actions.iter().any(is_urgent) {
        let message = "the incident was severe, and no action has `priority: P0` or `P1`";
        found.push(NO_URGENT_ACTION.at(first.fact.span, message).hint("which of them comes before everything else?"));
    }
    if incident.actions.len() > MOST {
        let message = format!("{} actions: what everybody has to do, nobody does first", incident.actions.len());
        found
            .push(TOO_MANY_ACTIONS.at(incident.actions[MOST].fact.span, message).hint("keep the ten that matter most"));
    }
    let kinds: Vec<_> = incident.actions.iter().filter_map(|action| action.kind).collect();
    let alike = kinds.windows(2).all(|pair| pair[0] == pair[1]);
    if alike && kinds.len() == incident.actions.len() && kinds.len() > 1 {
        let message = format!("all actions have `kind: {}`", kinds[0].word());
        let hint = "what would have shown it earlier (`detect`), and what would have made it smaller (`mitigate`)?";
        found.push(ONE_KIND_OF_ACTION.at(first.fact.span, message).hint(hint));
    }
}
