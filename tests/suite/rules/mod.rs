//! The rules of the checker: each breaks on its wrong example and not on its right one, and a good report breaks none.

mod allow;
mod alone;
mod blame;
mod forms;
mod here;
mod runs;
mod table;

use chrono::NaiveDate;
use nidan::base::diag::Diagnostic;
use nidan::check;

use crate::project::Project;
use crate::small::MODEL;

/// A report of our own that breaks no rule.
pub(crate) const GOOD: &str = "\
schema: 1
title: {en: Checkout is down for half an hour, bn: আধা ঘণ্টা চেকআউট অচল}
severity: sev2
tlp: CLEAR
stage: published
published: 2025-02-05
owner: Payments on-call
reviewers: [SRE lead]
zone: Asia/Dhaka
services: [checkout]
sources: {S1: {en: On-call log, bn: অন-কল লগ}}
summary: {en: Each page asked for every price on its own. The pool filled up and payments timed out., bn: প্রতিটি পাতা প্রতিটি দাম আলাদা করে চাইত। পুল ভরে গিয়ে পেমেন্টে টাইমআউট হতে থাকে।}
impact: {shop: {value: 1200, unit: {en: payments, bn: পেমেন্ট}, as_of: 2025-02-01, en: timed out., bn: টাইমআউটে আটকে যায়।}}
timeline:
  - {at: 14:01, mark: change, en: The page goes out, bn: নতুন পাতা ছাড়া হয়}
  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}
  - {at: 14:05, mark: detected, en: An alert fires, bn: অ্যালার্ট বাজে}
  - {at: 14:20, mark: mitigated, en: Calls are cut, bn: কল কমানো হয়}
  - {at: 14:30, mark: resolved, en: All is back, bn: সব সচল}
factors:
  calls: {leads_to: pool, en: Each page asked for every price on its own., bn: প্রতিটি পাতা প্রতিটি দাম আলাদা করে চাইত।}
  pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}
blind_spots: {mean: {en: The alert looked at the mean., bn: অ্যালার্ট দেখত গড়।}}
lessons:
  fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}
actions:
  cap: {for: fewer, kind: prevent, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Cap calls at 5 a page, bn: পাতায় সর্বোচ্চ ৫টি কল}
  watch: {for: fewer, kind: detect, owner: SRE lead, due: 2025-03-31, priority: P2, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}
";

pub(crate) const PLACE: &str = "incidents/2025-02-01-checkout";

/// Puts the top-level keys of a piece in the place of those of the good report.
pub(crate) fn with(piece: &str) -> String {
    let mut sections = sections(GOOD);
    for (key, text) in self::sections(piece) {
        match sections.iter_mut().find(|(known, _)| *known == key) {
            Some(section) => section.1 = text,
            None => sections.push((key, text)),
        }
    }
    sections.into_iter().map(|(_, text)| text).collect()
}

/// Cuts YAML at its top-level keys.
fn sections(yaml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in yaml.lines() {
        if !line.starts_with(' ') {
            let key = line.split(':').next().unwrap_or_default();
            found.push((key.to_owned(), String::new()));
        }
        let (_, text) = found.last_mut().expect("a piece starts with a key");
        text.push_str(line);
        text.push('\n');
    }
    found
}

pub(crate) fn project(incident: &str) -> Project {
    let project = Project::new().file(&format!("{PLACE}/incident.yaml"), incident);
    project.file(&format!("{PLACE}/model.yaml"), MODEL)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Checks a base on a day; what reading finds has to be nothing.
pub(crate) fn checked(project: &Project, today: &str) -> Vec<(Diagnostic, String)> {
    let loaded = project.load();
    let kb = loaded.kb.expect("it loads");
    let mut report = check::check(&kb, &loaded.sources, Some(day(today)));
    report.merge(loaded.report);
    let place = |finding: &Diagnostic| finding.span.map_or(String::new(), |span| loaded.sources.slice(span).to_owned());
    report.sorted().into_iter().map(|finding| (finding.clone(), place(finding))).collect()
}

/// Returns the rules that an incident breaks, each as often as it does.
pub(crate) fn broken(incident: &str) -> Vec<&'static str> {
    checked(&project(incident), "2025-03-25").iter().map(|(finding, _)| finding.rule.0).collect()
}
