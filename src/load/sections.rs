//! Which sections reports have, and in which order.

use super::decode::{self, Fields};
use super::rules;
use super::yaml::Node;
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::model::{Incident, Section, Settings};

/// Reads `report: {sections: […]}`; all of them in their own order where it is not there.
pub(super) fn read(fields: &mut Fields<'_>, report: &mut Report) -> (Vec<Section>, Option<Span>) {
    let all = || (Section::ALL.to_vec(), None);
    let Some(node) = fields.take("report") else { return all() };
    let Some(mut own) = Fields::new(node, "`report`", report) else { return all() };
    let listed = own.take("sections");
    own.finish(report);
    let Some(node) = listed else { return all() };
    let Some(items) = decode::list(node, "`sections`", report) else { return all() };
    let words = Section::ALL.map(|section| (section.id(), section));
    let mut found: Vec<(Section, &Node)> = Vec::new();
    let mut whole = true;
    for item in items {
        let Some(section) = decode::one_of(item, "a section", &words, report) else {
            whole = false;
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == section) {
            let finding =
                decode::bad_value(item, format!("the section `{}` stands twice", section.id())).label("again here");
            report.push(finding.related(first.span, "first here").hint("a report has each section once: keep one"));
        } else {
            found.push((section, item));
        }
    }
    // A name that cannot be read may have meant it.
    if whole && found.iter().all(|(section, _)| *section != Section::Glance) {
        let finding = left_out(Section::Glance, node.span);
        report.push(finding.hint(
            "it says what happened, to whom and for how long: who reads one section reads this one, and the others build on it",
        ));
    }
    (found.into_iter().map(|(section, _)| section).collect(), Some(node.span))
}

/// Verdicts are never shown without what tells how far to trust them.
pub(super) fn check(settings: &Settings, incidents: &[Incident], report: &mut Report) {
    let Some(span) = settings.sections_span.filter(|_| !settings.shows(Section::Trust)) else { return };
    let claim = |incident: &&Incident| incident.lessons.iter().any(|lesson| lesson.claim.is_some());
    // Incidents come newest first; the oldest with a claim stays the same one as others are added.
    let Some(first) = incidents.iter().rev().find(claim) else { return };
    let finding = left_out(Section::Trust, span);
    report.push(finding.related(first.span, "this one claims what a model is to show").hint(
        "reports show what the model says of the lessons; what it does not reproduce has to stand beside it: add `trust`",
    ));
}

fn left_out(section: Section, span: Span) -> Diagnostic {
    let message = format!("`sections` leaves out `{}`, which has to stay", section.id());
    Diagnostic::error(rules::REPORT_SECTIONS, span, message).label(format!("no `{}` here", section.id()))
}
