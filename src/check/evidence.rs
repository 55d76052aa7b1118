//! Rules about evidence: what runs say of the lessons that rest on them.

use crate::base::diag::{Diagnostic, Report, RuleId};
use crate::model::Incident;
use crate::model::incident::Stage;
use crate::model::lesson::LessonKind;
use crate::runs::evidence::{Evidence, Verdict};

/// A run that cannot be simulated.
pub const RUN: RuleId = RuleId("run");
/// A record that is not up to date.
pub const LOCK: RuleId = RuleId("lock");
/// A run that does not give what is on record.
pub const DIGEST: RuleId = RuleId("digest");
/// A lesson whose own run speaks against it.
pub const FAILED_LESSON: RuleId = RuleId("failed-lesson");
/// A lesson that its run neither supports nor refutes.
pub const UNDECIDED_LESSON: RuleId = RuleId("undecided-lesson");

/// A variant that its claim's measure never sees.
pub const NO_EFFECT: RuleId = RuleId("variant-without-effect");

/// Finds claims of a difference on variants that make none: their override reaches nothing that is measured.
fn without_effect(incident: &Incident, evidence: &Evidence, report: &mut Report) {
    for lesson in &incident.lessons {
        let Some(claim) = &lesson.claim else { continue };
        let Some(verdict) = evidence.verdict(&lesson.entry.id).filter(|verdict| verdict.no_effect) else { continue };
        let (run, measure) = (&verdict.run, &verdict.measure);
        let message = format!(
            "`{run}` changes nothing: `{measure}` is the same to the bit in every replication and every parameter set"
        );
        let finding = Diagnostic::warning(NO_EFFECT, claim.span, message);
        report.push(finding.hint("does the override reach a block that is switched on, and does the measure see it?"));
    }
}

/// Checks an incident's lessons against its runs. A hypothesis may fail: that is its finding.
pub fn evidence(incident: &Incident, evidence: &Evidence, report: &mut Report) {
    without_effect(incident, evidence, report);
    for lesson in incident.lessons.iter().filter(|lesson| lesson.kind == LessonKind::Lesson) {
        let Some(verdict) = evidence.verdict(&lesson.entry.id) else { continue };
        let span = lesson.claim.as_ref().map_or(lesson.entry.fact.span, |claim| claim.span);
        let claim = lesson.claim.as_ref().map(|claim| claim.written.as_str()).unwrap_or_default();
        match verdict.verdict {
            Verdict::Holds | Verdict::Depends => {}
            Verdict::Fails => {
                let message = format!("the run speaks against the lesson: `{claim}` fails");
                let finding = if incident.stage >= Stage::Published {
                    Diagnostic::error(FAILED_LESSON, span, message)
                } else {
                    Diagnostic::warning(FAILED_LESSON, span, message)
                };
                report.push(finding.hint("mend the claim or the model, or publish it as `kind: hypothesis`"));
            }
            Verdict::Undecided => {
                let message = format!("the run does not decide `{claim}`");
                let finding = Diagnostic::warning(UNDECIDED_LESSON, span, message);
                report.push(finding.hint("more `replications` narrow the interval"));
            }
        }
    }
}
