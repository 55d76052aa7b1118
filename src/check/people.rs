//! Roles and dates of our own incidents: who owns the report, who does what by when, who has read it. A study demands none.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;

const MISSING_OWNER: Rule = Rule::new("missing-owner", "nobody owns a report of our own or an action", "WWEE")
    .in_study("-")
    .example(
        "actions: {watch: {for: fewer, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const VAGUE_OWNER: Rule = Rule::new("vague-owner", "an owner that is everybody, or two at once", "-WEE")
    .in_study("-")
    .example(
        "actions: {watch: {for: fewer, owner: the team, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments team lead, due: 2025-03-31, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const MISSING_DUE: Rule = Rule::new("missing-due", "an action of our own has no date", "WWEE")
    .in_study("-")
    .example(
        "actions: {watch: {for: fewer, owner: Payments on-call, priority: P1, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
        "actions: {watch: {for: fewer, owner: Payments on-call, priority: P1, done: 2025-02-03, en: Alert at 5 calls in flight, bn: ৫টি কল জমলেই অ্যালার্ট}}",
    )
    .quiet();

const MISSING_REVIEW: Rule = Rule::new(
    "missing-review",
    "a report of our own is out, and nobody but its owner has read it since it changed",
    "--EE",
)
.in_study("-")
.example("reviewers: [Payments on-call]", "reviewers: [SRE lead]\nreviewed: 2025-02-06\nupdated: 2025-02-06")
.quiet();

pub(super) const RULES: &[Rule] = &[MISSING_OWNER, VAGUE_OWNER, MISSING_DUE, MISSING_REVIEW];

/// Owners that are nobody.
const NOBODY: [&str; 14] = [
    "team",
    "the team",
    "everyone",
    "everybody",
    "all",
    "we",
    "us",
    "someone",
    "tbd",
    "n/a",
    "টিম",
    "দল",
    "সবাই",
    "আমরা",
];
/// What joins two owners.
const JOINED: [&str; 6] = [" and ", " & ", ", ", " / ", " ও ", " আর "];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    let hint = "add `owner:` with a role, not a person";
    match &incident.owner {
        None => {
            found.push(MISSING_OWNER.at(incident.span, "nobody owns the report").label("no `owner` here").hint(hint));
        }
        Some(owner) => check_owner(owner, ("the report", incident.span), found),
    }
    for action in &incident.actions {
        let (id, span) = (&action.entry.id, action.fact.span);
        match &action.owner {
            None => found.push(MISSING_OWNER.at(span, format!("nobody owns the action `{id}`")).hint(hint)),
            Some(owner) => check_owner(owner, (&format!("the action `{id}`"), span), found),
        }
        if action.due.is_none() && action.done.is_none() {
            let hint = "add `due: 2025-03-31`, or `done:` with the date it was done";
            found.push(MISSING_DUE.at(span, format!("the action `{id}` has no date")).hint(hint));
        }
    }
    check_review(case, found);
}

fn check_owner(owner: &str, (what, span): (&str, crate::base::source::Span), found: &mut Findings<'_>) {
    let small = owner.trim().to_lowercase();
    let message = if NOBODY.contains(&small.as_str()) {
        format!("`{owner}` owns {what}: that is nobody in particular")
    } else if JOINED.iter().any(|joint| small.contains(joint)) {
        format!("`{owner}` own {what}: what two own, each leaves to the other")
    } else {
        return;
    };
    found.push(VAGUE_OWNER.at(span, message).hint("name one role, such as `Payments on-call`"));
}

fn check_review(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    let other = incident.reviewers.iter().any(|reviewer| Some(reviewer) != incident.owner.as_ref());
    if !other {
        let message = match incident.reviewers.first() {
            None => "the report is out, and no one has reviewed it".to_owned(),
            Some(reviewer) => format!("the only reviewer, `{reviewer}`, is the owner of the report"),
        };
        let finding = MISSING_REVIEW.at(incident.span, message).label("no other reviewer here");
        found.push(finding.hint("add `reviewers: [SRE lead]`, and `reviewed:` with the date"));
    }
    if let (Some(reviewed), Some(updated)) = (incident.reviewed, incident.updated)
        && reviewed < updated
    {
        let message = format!("the report was changed on {updated}, after the review of {reviewed}");
        found.push(MISSING_REVIEW.at(incident.span, message).hint("have the change read, and set `reviewed:` anew"));
    }
}
