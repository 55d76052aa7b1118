//! Rules about evidence: what runs say of the lessons that rest on them.

use super::allow;
use super::findings::Findings;
use super::rule::{Asked, Rule};
use crate::base::diag::{Report, RuleId};
use crate::model::Incident;
use crate::model::lesson::LessonKind;
use crate::runs::evidence::{Evidence, Verdict};

/// A run that cannot be simulated.
pub const RUN: RuleId = RuleId("run");
/// A record that is not up to date.
pub const LOCK: RuleId = RuleId("lock");
/// A run that does not give what is on record.
pub const DIGEST: RuleId = RuleId("digest");

const FAILED_LESSON: Rule =
    Rule::running(RuleId("failed-lesson"), "WWEE", "a lesson whose own run speaks against it").quiet();
const FRAGILE_LESSON: Rule =
    Rule::running(RuleId("fragile-lesson"), "HHHH", "a lesson that holds in part of the declared ranges only");
const NO_EFFECT: Rule = Rule::running(
    RuleId("variant-without-effect"),
    "WWWW",
    "a claim on a variant whose override its measure never sees",
)
.quiet();
const UNDECIDED_LESSON: Rule =
    Rule::running(RuleId("undecided-lesson"), "WWWW", "a lesson that its run neither supports nor refutes").quiet();

pub(super) const RULES: &[Rule] = &[
    Rule::running(DIGEST, "EEEE", "a run does not give the bytes on record").quiet(),
    FAILED_LESSON,
    FRAGILE_LESSON,
    Rule::running(LOCK, "EEEE", "runs.lock is not up to date").quiet(),
    Rule::running(RUN, "EEEE", "a run that cannot be simulated with its values").quiet(),
    UNDECIDED_LESSON,
    NO_EFFECT,
];

/// Finds claims of a difference on variants that make none: their override reaches nothing that is measured.
fn without_effect(incident: &Incident, evidence: &Evidence, found: &mut Findings<'_>) {
    for lesson in &incident.lessons {
        let Some(claim) = &lesson.claim else { continue };
        let Some(verdict) = evidence.verdict(&lesson.entry.id).filter(|verdict| verdict.no_effect) else { continue };
        let (run, measure) = (&verdict.run, &verdict.measure);
        let message = format!(
            "`{run}` changes nothing: `{measure}` is the same to the bit in every replication and every parameter set"
        );
        let hint = "does the override reach a block that is switched on, and does the measure see it?";
        found.push(NO_EFFECT.at(claim.span, message).hint(hint));
    }
}

/// Checks an incident's lessons against its runs. A hypothesis may fail: that is its finding.
pub fn evidence(incident: &Incident, evidence: &Evidence, report: &mut Report) {
    let mut found = Findings::about(incident);
    without_effect(incident, evidence, &mut found);
    for lesson in incident.lessons.iter().filter(|lesson| lesson.kind == LessonKind::Lesson) {
        let Some(verdict) = evidence.verdict(&lesson.entry.id) else { continue };
        let span = lesson.claim.as_ref().map_or(lesson.entry.fact.span, |claim| claim.span);
        let claim = lesson.claim.as_ref().map(|claim| claim.written.as_str()).unwrap_or_default();
        match verdict.verdict {
            Verdict::Holds => {}
            Verdict::Depends => {
                let message = format!("`{claim}` holds at the values given, but not over all of their ranges");
                let hint =
                    "the report says which value decides; let the lesson name the condition, or measure the value";
                found.push(FRAGILE_LESSON.at(span, message).hint(hint));
            }
            Verdict::Fails => {
                let message = format!("the run speaks against the lesson: `{claim}` fails");
                let hint = "mend the claim or the model, or publish it as `kind: hypothesis`";
                found.push(FAILED_LESSON.at(span, message).hint(hint));
            }
            Verdict::Undecided => {
                let message = format!("the run does not decide `{claim}`");
                found.push(UNDECIDED_LESSON.at(span, message).hint("more `replications` narrow the interval"));
            }
        }
    }
    report.merge(allow::sift(incident, found.into_found(), Asked::Running));
}
