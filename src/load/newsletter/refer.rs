//! What the items of an issue point at: it has to be there, and those who get the issue have to be allowed to read it.

use super::super::{decode, rules};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::model::incident::Stage;
use crate::model::newsletter::{Item, ItemKind};
use crate::model::{Guard, Id, Incident, Newsletter, Tlp};

/// Checks every item of every issue. `folders` names all incidents that are there, those that could not be read included.
pub(crate) fn check(newsletters: &[Newsletter], (incidents, folders): (&[Incident], &[&str]), report: &mut Report) {
    for newsletter in newsletters {
        for item in &newsletter.items {
            check_guard(newsletter, (item.guard, item.span), "the item", report);
            check_item(newsletter, item, (incidents, folders), report);
        }
    }
}

fn check_item(newsletter: &Newsletter, item: &Item, (incidents, folders): (&[Incident], &[&str]), report: &mut Report) {
    let Some(other) = item.kind.incident() else { return };
    let Some(incident) = incidents.iter().find(|incident| incident.id == other.id) else {
        if !folders.contains(&other.id.as_str()) {
            let message = format!("there is no incident `{}` in the knowledge base", other.id);
            let finding = Diagnostic::error(rules::DANGLING, other.span, message).label("no such incident");
            report.push(decode::with_nearest(finding, other.id.as_str(), folders, "incidents"));
        }
        return;
    };
    let label = Guard { tlp: Some(incident.tlp.unwrap_or(Tlp::AmberStrict)), internal: false };
    check_guard(newsletter, (label, other.span), &format!("`{}`", incident.id), report);
    if newsletter.stage >= Stage::Published && incident.stage < Stage::Published {
        let message = format!("`{}` is not published, and the newsletter is", incident.id);
        let finding = Diagnostic::error(rules::STRICTER_ITEM, other.span, message).label("not out yet");
        report.push(finding.hint("publish the report first, or take the item out"));
    }
    if let ItemKind::Lead(lead) = &item.kind {
        check_lesson(newsletter, (&lead.lesson, other.span), incident, report);
    }
}

fn check_lesson(newsletter: &Newsletter, (id, span): (&Id, Span), incident: &Incident, report: &mut Report) {
    let lesson = incident.lessons.iter().find(|lesson| lesson.entry.id == *id);
    if let Some(lesson) = lesson {
        let what = format!("the lesson `{id}` of `{}`", incident.id);
        return check_guard(newsletter, (lesson.entry.fact.guard, span), &what, report);
    }
    let known: Vec<&str> = incident.lessons.iter().map(|lesson| lesson.entry.id.as_str()).collect();
    let message = format!("`{}` has no lesson `{id}`", incident.id);
    let finding = Diagnostic::error(rules::DANGLING, span, message).label("no such lesson");
    report.push(decode::with_nearest(finding, id.as_str(), &known, "its lessons"));
}

/// Reports what fewer may read than get the issue.
fn check_guard(newsletter: &Newsletter, (guard, span): (Guard, Span), what: &str, report: &mut Report) {
    let own = newsletter.tlp;
    let why = match guard {
        Guard { tlp: Some(tlp), .. } if tlp > own => format!("TLP:{}", tlp.label()),
        Guard { internal: true, .. } if own <= Tlp::Green => "`audience: internal`".to_owned(),
        Guard { .. } => return,
    };
    let message = format!("{what} is {why}, the newsletter TLP:{}", own.label());
    let finding = Diagnostic::error(rules::STRICTER_ITEM, span, message).label("for fewer readers");
    report.push(finding.hint("take it out, or give the newsletter the stricter label"));
}
