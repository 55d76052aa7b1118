//! The timeline: key times that a reader needs, gaps, and what it begins with.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::words::place;
use crate::base::lang::Lang;
use crate::base::source::Span;
use crate::model::Incident;
use crate::model::incident::{Event, Severity};
use crate::model::lesson::ActionKind;
use crate::model::time::{Mark, Precision, When};

const MISSING_KEY_TIME: Rule = Rule::new("missing-key-time", "a key time is not marked in the timeline", "-WEE")
    .in_study("H")
    .example(
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    );

const IN_THE_FUTURE: Rule =
    Rule::new("in-the-future", "something has happened on a day that has not come", "EEEE").quiet();

const ZERO_LENGTH: Rule = Rule::new("zero-length", "an incident that ends in the minute in which it begins", "WWWW")
    .example(
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:02, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:02, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:02, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:02, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:03, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:03, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

const YEAR_OFF: Rule = Rule::new("year-off", "an entry of the timeline lies more than a year away from the impact", "WWWW")
    .example(
        "timeline:\n  - {at: 2023-01-30, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 2024-12-30, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

const SILENT_GAP: Rule = Rule::new("silent-gap", "half an hour and more during the impact of which the timeline says nothing", "-WWW")
    .in_study("H")
    .example(
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:40, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:45, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:25, en: Two graphs are compared, bn: দুটি গ্রাফ মিলিয়ে দেখা হয়}\n  - {at: 14:40, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:45, mark: resolved, en: All is back, bn: সব সচল}",
    );

const STARTS_AT_THE_ALERT: Rule = Rule::new("starts-at-the-alert", "a timeline that begins when someone notices", "-WWW")
    .example(
        "timeline:\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:06, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, mark: change, en: The change goes out, bn: পরিবর্তন ছাড়া হয়}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:06, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

const UNSOURCED_EVENT: Rule = Rule::new("event-without-source", "an entry of the timeline rests on no source", "-WWW")
    .example(
        "timeline:\n  - {at: 14:01, source: [], en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "timeline:\n  - {at: 14:01, source: S1, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

const TOLD_BY_OTHERS: Rule = Rule::new("told-by-others", "customers noticed first, and no action is about noticing", "-HHH")
    .in_study("-")
    .example(
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: Customers call the shop, bn: গ্রাহকেরা দোকানে ফোন করেন}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}\nactions: {cap: {for: fewer, kind: prevent, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Cap calls at 5 a page, bn: পাতায় সর্বোচ্চ ৫টি কল}}",
        "timeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:05, mark: detected, en: Customers call the shop, bn: গ্রাহকেরা দোকানে ফোন করেন}\n  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}\nactions: {watch: {for: fewer, kind: detect, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const LATE_DETECTION: Rule = Rule::new("late-detection", "half of the incident passed unseen, and nothing says why", "-WWW")
    .example(
        "blind_spots: {}\ntimeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:20, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:22, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
        "blind_spots: {mean: {en: The alert looked at the mean., bn: অ্যালার্ট দেখত গড়।}}\ntimeline:\n  - {at: 14:01, en: Calls pile up, bn: কল জমতে থাকে}\n  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}\n  - {at: 14:20, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}\n  - {at: 14:22, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}\n  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}",
    )
    .quiet();

pub(super) const RULES: &[Rule] = &[
    MISSING_KEY_TIME,
    IN_THE_FUTURE,
    ZERO_LENGTH,
    YEAR_OFF,
    SILENT_GAP,
    STARTS_AT_THE_ALERT,
    UNSOURCED_EVENT,
    TOLD_BY_OTHERS,
    LATE_DETECTION,
];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    check_future(case, found);
    if incident.timeline.is_empty() {
        return;
    }
    for mark in [Mark::Impact, Mark::Detected, Mark::Mitigated, Mark::Resolved] {
        // Where all was back at once there is no other moment of relief.
        let spared = mark == Mark::Mitigated && incident.marked(Mark::Resolved).is_some();
        if incident.marked(mark).is_none() && !spared {
            let message = format!("no entry of the timeline has `mark: {}`", mark.word());
            let hint = "without the four key times a reader cannot tell how long it was felt and how fast it was seen";
            found.push(MISSING_KEY_TIME.at(incident.timeline[0].when.span, message).hint(hint));
        }
    }
    check_lengths(incident, found);
    check_gaps(incident, found);
    check_start(incident, found);
    check_sources(incident, found);
    check_detection(case, found);
}

fn check_future(case: &Case<'_>, found: &mut Findings<'_>) {
    let Some(today) = case.today else { return };
    for event in case.incident.timeline.iter().filter(|event| event.when.local_day > today) {
        let message = format!("this lies on {}, and today is {today}", event.when.local_day);
        found.push(IN_THE_FUTURE.at(event.when.span, message).hint("is the year right?"));
    }
    let done = case.incident.actions.iter().filter_map(|action| Some((action.done?, action.fact.span)));
    let published = case.incident.published.map(|day| (day, key(case, "published")));
    for (day, span) in done.chain(published).filter(|(day, _)| *day > today) {
        let message = format!("`{day}` has not come yet: today is {today}");
        found.push(IN_THE_FUTURE.at(span, message).hint("what is done or out has a day that is past"));
    }
}

/// Returns the place of a key of the incident, of which the model keeps only the value.
fn key(case: &Case<'_>, name: &str) -> Span {
    let whole = case.incident.span;
    let text = case.sources.slice(whole);
    let at = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let starts = *at == 0 || text[..*at].ends_with('\n');
        starts && text[at + name.len()..].trim_start().starts_with(':')
    });
    at.map_or(whole, |at| Span::new(whole.file, whole.start as usize + at..whole.start as usize + at + name.len()))
}

fn is_exact(when: &When) -> bool {
    when.precision == Precision::Exact
}

fn check_lengths(incident: &Incident, found: &mut Findings<'_>) {
    let Some(impact) = incident.marked(Mark::Impact) else { return };
    if let Some(resolved) = incident.marked(Mark::Resolved)
        && is_exact(&impact.when)
        && is_exact(&resolved.when)
        && impact.when.from == resolved.when.from
    {
        let message = "`impact` and `resolved` are the same minute";
        let finding = ZERO_LENGTH.at(resolved.when.span, message).related(impact.when.span, "impact");
        found.push(finding.hint("an incident lasts; write seconds where minutes are too coarse"));
    }
    for event in &incident.timeline {
        let days = (event.when.local_day - impact.when.local_day).num_days();
        if days.abs() > 366 {
            let message = format!("this lies {} days from the impact", days.abs());
            found.push(YEAR_OFF.at(event.when.span, message).hint("is the year right?"));
        }
    }
}

/// How long a timeline may say nothing.
const fn silence(severity: Option<Severity>) -> i64 {
    match severity {
        Some(Severity::Sev1 | Severity::Sev2) | None => 30,
        Some(Severity::Sev3 | Severity::Sev4) => 60,
    }
}

fn check_gaps(incident: &Incident, found: &mut Findings<'_>) {
    let end = incident.marked(Mark::Mitigated).or(incident.marked(Mark::Resolved));
    let (Some(impact), Some(end)) = (incident.marked(Mark::Impact), end) else { return };
    let most = silence(incident.severity);
    let timed = |event: &&Event| {
        event.when.precision != Precision::Day
            && event.when.from >= impact.when.from
            && event.when.from <= end.when.from
    };
    let during: Vec<&Event> = incident.timeline.iter().filter(timed).collect();
    for pair in during.windows(2) {
        let minutes = (pair[1].when.from - pair[0].when.to.unwrap_or(pair[0].when.from)).num_minutes();
        if minutes > most {
            let message = format!("nothing is told of the {minutes} minutes before this");
            let finding = SILENT_GAP.at(pair[1].when.span, message).related(pair[0].when.span, "the entry before it");
            found.push(finding.hint("what was tried, thought or waited for? what did not help is worth telling too"));
        }
    }
}

fn check_start(incident: &Incident, found: &mut Findings<'_>) {
    let first = &incident.timeline[0];
    if first.mark == Some(Mark::Detected) && incident.timeline.len() > 1 {
        let finding = STARTS_AT_THE_ALERT.at(first.when.span, "the timeline begins when it was noticed");
        found.push(finding.hint("begin with what changed, or with the first effect that can be seen by now"));
    }
}

fn check_sources(incident: &Incident, found: &mut Findings<'_>) {
    let bare: Vec<&Event> = incident.timeline.iter().filter(|event| event.fact.sources.is_empty()).collect();
    let hint = "add `source:`; `sources:` takes a link, or words such as `{en: On-call log, bn: অন-কল লগ}`";
    if incident.sources.is_empty() {
        let message = "the timeline rests on no source: the file has no `sources`";
        found.push(UNSOURCED_EVENT.at(incident.timeline[0].when.span, message).hint(hint));
        return;
    }
    for event in bare {
        found.push(UNSOURCED_EVENT.at(event.when.span, "this entry names no source").hint(hint));
    }
}

fn outsiders(lang: Lang) -> &'static [&'static str] {
    if lang == Lang::BN {
        &["গ্রাহক", "ব্যবহারকারী", "ক্রেতা", "খদ্দের"]
    } else {
        &["customer", "user", "client", "shopper", "merchant"]
    }
}

fn check_detection(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    let Some(detected) = incident.marked(Mark::Detected) else { return };
    check_delay(incident, detected, found);
    if incident.actions.iter().any(|action| action.kind == Some(ActionKind::Detect)) {
        return;
    }
    for (lang, prose) in detected.text.iter() {
        let sentences = super::words::sentences(&prose.markdown);
        let first = sentences.iter().flatten().take(3);
        let outsider =
            first.into_iter().find(|word| outsiders(lang).iter().any(|outsider| word.text.starts_with(outsider)));
        if let Some(word) = outsider {
            let span = place(case.sources, prose, word.range.clone());
            let finding = TOLD_BY_OTHERS.at(span, "others noticed before we did, and no action has `kind: detect`");
            found.push(finding.hint("what would have told us first? make it an action with `kind: detect`"));
        }
    }
}

fn check_delay(incident: &Incident, detected: &Event, found: &mut Findings<'_>) {
    let (Some(impact), Some(end)) = (incident.marked(Mark::Impact), incident.marked(Mark::Resolved)) else { return };
    let unseen = (detected.when.from - impact.when.from).num_minutes();
    let all = (end.when.from - impact.when.from).num_minutes();
    if all > 0 && unseen * 2 > all && incident.blind_spots.is_empty() {
        let message = format!("it was noticed after {unseen} of {all} minutes, and `blind_spots` is empty");
        let hint = "say under `blind_spots` what hid it, and what could have shown it earlier";
        found.push(LATE_DETECTION.at(detected.when.span, message).hint(hint));
    }
}
