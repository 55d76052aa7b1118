//! Where the rules put what they find about one incident.

use super::rule;
use crate::base::diag::{Diagnostic, Report};
use crate::model::Incident;

/// The findings about an incident, each as bad as its rule says for the incident's stage.
pub(super) struct Findings<'a> {
    incident: &'a Incident,
    found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Starts without any.
    pub(super) fn about(incident: &'a Incident) -> Self {
        Self { incident, found: Vec::new() }
    }

    /// Adds a finding, unless its rule is not asked at this stage.
    pub(super) fn push(&mut self, finding: Diagnostic) {
        let rule = rule::explain(finding.rule.0);
        let level = rule.map(|rule| rule.level(self.incident.stage, self.incident.kind));
        if let Some(severity) = level.and_then(rule::Level::severity) {
            self.found.push(Diagnostic { severity, ..finding });
        }
    }

    /// Returns them for `allow` to sift.
    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Puts findings into a report.
pub(super) fn into_report(found: Vec<Diagnostic>) -> Report {
    let mut report = Report::default();
    for finding in found {
        report.push(finding);
    }
    report
}
