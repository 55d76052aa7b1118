//! What an author allows, and why: `allow: [{rule: …, reason: …}]` at the top of an incident or beside an entry.

use super::findings::{Findings, into_report};
use super::rule::{self, Asked, Rule};
use crate::base::diag::{Diagnostic, Report, nearest};
use crate::base::source::Span;
use crate::model::Incident;
use crate::model::incident::Allow;

const BAD_ALLOW: Rule =
    Rule::new("bad-allow", "`allow` names a rule that is not there, or one that nothing can allow", "EEEE")
        .example(
            "allow: [{rule: unknown-key, reason: we need this key}]",
            "allow: [{rule: no-urgent-action, reason: the switch was taken out the same day}]\n\
             actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P2, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        )
        .quiet();

const UNUSED_ALLOW: Rule = Rule::new("unused-allow", "`allow` for something that no longer happens", "WWWW")
    .example(
        "allow: [{rule: no-urgent-action, reason: the switch was taken out the same day}]",
        "allow: [{rule: no-urgent-action, reason: the switch was taken out the same day}]\n\
         actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P2, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

pub(super) const RULES: &[Rule] = &[BAD_ALLOW, UNUSED_ALLOW];

/// Leaves out what the author allows; what nothing can allow, and what allows nothing, is a finding. `asked` says when these
/// findings were made: what runs find is sifted when they have run.
pub(super) fn sift(incident: &Incident, found: Vec<Diagnostic>, asked: Asked) -> Report {
    let mut used = vec![false; incident.allows.len()];
    let mut kept = Vec::new();
    for finding in found {
        let by = incident.allows.iter().position(|allow| allow.rule == finding.rule.0 && covers(allow, finding.span));
        match by {
            Some(at) => used[at] = true,
            None => kept.push(finding),
        }
    }
    let mut own = Findings::about(incident);
    for (allow, used) in incident.allows.iter().zip(used) {
        judge(allow, used, asked, &mut own);
    }
    kept.extend(own.into_found());
    into_report(kept)
}

fn covers(allow: &Allow, place: Option<Span>) -> bool {
    let inside = |scope: &Span, place: Span| {
        scope.file == place.file && scope.start <= place.start && place.end <= scope.end.max(scope.start)
    };
    allow.scope.is_empty() || place.is_some_and(|place| allow.scope.iter().any(|scope| inside(scope, place)))
}

fn judge(allow: &Allow, used: bool, asked: Asked, found: &mut Findings<'_>) {
    let name = &allow.rule;
    match rule::explain(name) {
        None if asked == Asked::Checking => {
            let finding = BAD_ALLOW.at(allow.span, format!("there is no rule `{name}`")).label("no such rule");
            let near = nearest(name, rule::rules().iter().map(|rule| rule.id.0));
            found.push(match near {
                Some(near) => finding.hint(format!("did you mean `{near}`?")),
                None => finding.hint("a finding names its rule in brackets"),
            });
        }
        Some(rule) if asked == Asked::Checking && (rule.asked == Asked::Reading || is_own(rule)) => {
            let message = format!("`{name}` cannot be allowed");
            found.push(BAD_ALLOW.at(allow.span, message).hint("what breaks this rule cannot be read; mend it"));
        }
        Some(rule) if rule.asked == asked && !used => {
            let message = format!("`{name}` is allowed here, but nothing breaks it");
            found.push(UNUSED_ALLOW.at(allow.span, message).hint("delete this line of `allow`"));
        }
        Some(_) | None => {}
    }
}

/// Says whether a rule is about `allow` itself.
fn is_own(rule: &Rule) -> bool {
    RULES.iter().any(|own| own.id == rule.id)
}
