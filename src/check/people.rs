//! Roles and dates of our own incidents: who owns the report, who does what by when. A study demands none of them.

use crate::base::diag::{Diagnostic, Report, RuleId, Severity};
use crate::base::source::Span;
use crate::model::Incident;
use crate::model::incident::{Kind, Stage};

/// Nobody owns a report or an action.
pub(super) const MISSING_OWNER: RuleId = RuleId("missing-owner");
/// An action has no date.
pub(super) const MISSING_DUE: RuleId = RuleId("missing-due");

pub(super) fn check(incident: &Incident, report: &mut Report) {
    match incident.kind {
        Kind::Study => return,
        Kind::Own => {}
    }
    let severity = if incident.stage < Stage::Published { Severity::Warning } else { Severity::Error };
    let mut missing = |rule: RuleId, span: Span, message: String, hint: &str| {
        report.push(Diagnostic::new(rule, severity, Some(span), message).hint(hint));
    };
    if incident.owner.is_none() {
        let hint = "add `owner:` with a role, not a person";
        missing(MISSING_OWNER, incident.span, "nobody owns the report".to_owned(), hint);
    }
    for action in &incident.actions {
        let id = &action.entry.id;
        if action.owner.is_none() {
            let hint = "add `owner:` with a role, not a person";
            missing(MISSING_OWNER, action.fact.span, format!("nobody owns the action `{id}`"), hint);
        }
        if action.due.is_none() && action.done.is_none() {
            let hint = "add `due: 2025-03-31`, or `done:` with the date it was done";
            missing(MISSING_DUE, action.fact.span, format!("the action `{id}` has no date"), hint);
        }
    }
}
