//! What a report needs before others read it: a label, a date, claims that a run can answer.

use crate::base::diag::{Diagnostic, Report, RuleId};
use crate::model::incident::Stage;
use crate::model::lesson::Lesson;
use crate::model::{Audience, Incident};

/// A base for the public or the community, and an incident without a label.
pub(super) const MISSING_TLP: RuleId = RuleId("missing-tlp");
/// A published report without its date.
pub(super) const MISSING_PUBLISHED: RuleId = RuleId("missing-published");
/// A published lesson that no run puts to the test.
pub(super) const NO_CLAIM: RuleId = RuleId("lesson-without-claim");

pub(super) fn check(incident: &Incident, audience: Audience, report: &mut Report) {
    if incident.tlp.is_none() && audience != Audience::Internal {
        let message = format!("the incident has no `tlp`, and the settings say `audience: {}`", audience.word());
        let finding = Diagnostic::error(MISSING_TLP, incident.span, message).label("no `tlp` here");
        report.push(finding.hint("add `tlp: CLEAR` for everyone, or the label that says who may read it"));
    }
    if incident.stage < Stage::Published {
        return;
    }
    if incident.published.is_none() {
        let finding =
            Diagnostic::warning(MISSING_PUBLISHED, incident.span, "the report is out, but has no `published`");
        report.push(finding.hint("add `published:` with the date it came out"));
    }
    for lesson in incident.lessons.iter().filter(|lesson| lesson.claim.is_none()) {
        report.push(no_claim(lesson, incident));
    }
}

fn no_claim(lesson: &Lesson, incident: &Incident) -> Diagnostic {
    let message = format!("no run puts the lesson `{}` to the test", lesson.entry.id);
    let finding = Diagnostic::warning(NO_CLAIM, lesson.entry.fact.span, message).label("no `claim` here");
    finding.hint(if incident.model.is_some() {
        "add a claim, such as `claim: error_minutes(break-glass) <= 50% of base`"
    } else {
        "add a model.yaml with a run that shows it, and a claim that names the run"
    })
}
