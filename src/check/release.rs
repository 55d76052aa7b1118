//! What a report needs before others read it: its sections, a label, a date, claims that a run can answer.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use crate::base::diag::Diagnostic;
use crate::model::incident::Severity;
use crate::model::lesson::Lesson;
use crate::model::time::Mark;
use crate::model::{Audience, Incident};

const MISSING_TLP: Rule =
    Rule::new("missing-tlp", "no `tlp` in a knowledge base for the public or the community", "EEEE").quiet();

const TLP_BELOW_RELATED: Rule =
    Rule::new("tlp-below-related", "a report is more open than one that it points at", "WWWW").quiet();

const MISSING_PUBLISHED: Rule =
    Rule::new("missing-published", "a published report without the date it came out", "--WW").quiet();

const LATE_PUBLICATION: Rule =
    Rule::new("late-publication", "a report came out long after the incident was over", "--WW")
        .in_study("-")
        .example("published: 2025-03-20", "published: 2025-02-08")
        .quiet();

const NO_CLAIM: Rule = Rule::new("lesson-without-claim", "a published lesson that no run puts to the test", "--WW")
    .example(
        "lessons: {fewer: {for: [calls, pool], en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
        "lessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    )
    .quiet();

const MISSING_SECTION: Rule = Rule::new("missing-section", "a section is empty that a report of this stage needs", "-WEE")
    .in_study("W")
    .example("factors: {}", "factors: {calls: {leads_to: pool, en: Each page asked twice., bn: প্রতিটি পাতা দুবার কল করত।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}\nlessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}")
    .quiet();

pub(super) const RULES: &[Rule] =
    &[MISSING_TLP, TLP_BELOW_RELATED, MISSING_PUBLISHED, LATE_PUBLICATION, NO_CLAIM, MISSING_SECTION];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let (incident, audience) = (case.incident, case.kb.settings.audience);
    if incident.tlp.is_none() && audience != Audience::Internal {
        let message = format!("the incident has no `tlp`, and the settings say `audience: {}`", audience.word());
        let finding = MISSING_TLP.at(incident.span, message).label("no `tlp` here");
        found.push(finding.hint("add `tlp: CLEAR` for everyone, or the label that says who may read it"));
    }
    check_labels(case, found);
    if incident.published.is_none() {
        let finding = MISSING_PUBLISHED.at(incident.span, "the report is out, but has no `published`");
        found.push(finding.hint("add `published:` with the date it came out"));
    }
    check_delay(incident, found);
    check_sections(incident, found);
    for lesson in incident.lessons.iter().filter(|lesson| lesson.claim.is_none()) {
        found.push(no_claim(lesson, incident));
    }
}

fn check_labels(case: &Case<'_>, found: &mut Findings<'_>) {
    let Some(own) = case.incident.tlp else { return };
    for other in case.incident.related.iter().chain(&case.incident.recurrence_of) {
        let label = case.kb.incident(&other.id).and_then(|incident| incident.tlp);
        let Some(label) = label.filter(|label| *label > own) else { continue };
        let message = format!("`{}` is TLP:{}, this report TLP:{}", other.id, label.label(), own.label());
        let hint = "does this report give away what the other keeps?";
        found.push(TLP_BELOW_RELATED.at(other.span, message).hint(hint));
    }
}

/// Five working days are a week with any weekend.
const fn days_to_publish(severity: Severity) -> i64 {
    match severity {
        Severity::Sev1 => 7,
        Severity::Sev2 => 14,
        Severity::Sev3 | Severity::Sev4 => 28,
    }
}

fn check_delay(incident: &Incident, found: &mut Findings<'_>) {
    let resolved = incident.marked(Mark::Resolved);
    let (Some(published), Some(resolved), Some(severity)) = (incident.published, resolved, incident.severity) else {
        return;
    };
    let (days, most) = ((published - resolved.when.local_day).num_days(), days_to_publish(severity));
    if days > most {
        let message = format!("the report came out {days} days after the incident was resolved");
        let hint = format!("at this severity {most} days are the aim: memory fades, and so does the will to act");
        found.push(LATE_PUBLICATION.at(resolved.when.span, message).hint(hint));
    }
}

fn check_sections(incident: &Incident, found: &mut Findings<'_>) {
    let sections = [
        ("summary", incident.summary.is_none()),
        ("timeline", incident.timeline.is_empty()),
        ("factors", incident.factors.is_empty()),
        ("lessons", incident.lessons.is_empty()),
    ];
    for (name, _) in sections.into_iter().filter(|(_, empty)| *empty) {
        let finding =
            MISSING_SECTION.at(incident.span, format!("the report has no `{name}`")).label("not in this file");
        found.push(finding.hint(format!("add `{name}:`, or go back to `stage: draft`")));
    }
}

fn no_claim(lesson: &Lesson, incident: &Incident) -> Diagnostic {
    let message = format!("no run puts the lesson `{}` to the test", lesson.entry.id);
    let finding = NO_CLAIM.at(lesson.entry.fact.span, message).label("no `claim` here");
    finding.hint(if incident.model.is_some() {
        "add a claim, such as `claim: error_minutes(break-glass) <= 50% of base`"
    } else {
        "add a model.yaml with a run that shows it, and a claim that names the run"
    })
}
