//! What was learned and what follows: lessons, actions, disputes, the glossary.

use super::context::Context;
use super::story;
use crate::load::claim;
use crate::load::decode::{self, Fields};
use crate::load::yaml::Node;
use crate::model::incident::{Dispute, Side, Term};
use crate::model::lesson::{Action, ActionKind, Lesson, LessonKind, Priority};

/// Reads the lessons. The sentence stands in the YAML; the section of a lesson's path is its longer explanation.
pub(crate) fn lessons(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Lesson> {
    let kinds = [("lesson", LessonKind::Lesson), ("hypothesis", LessonKind::Hypothesis)];
    context.section(fields, "lessons", |context, fields, id, path| {
        let kind = fields.take("kind").and_then(|node| decode::one_of(node, "`kind`", &kinds, context.report));
        let answers = fields.take("for");
        let answers = context.references(answers, "`for`", "factors");
        let claim = fields.take("claim").and_then(|node| claim::read(node, context.report));
        let cost = fields.take("cost");
        let cost = context.own_text(cost, &format!("`{path}/cost`"), Some(&format!("{path}/cost")));
        let more = fields.take("more");
        let more = context.own_text(more, &format!("`{path}/more`"), Some(path));
        let entry = story::entry(context, fields, id, None)?;
        Some(Lesson { entry, kind: kind.unwrap_or(LessonKind::Lesson), more, answers, claim, cost })
    })
}

/// Reads what will be done.
pub(crate) fn actions(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Action> {
    let priorities = [("P0", Priority::P0), ("P1", Priority::P1), ("P2", Priority::P2), ("P3", Priority::P3)];
    context.section(fields, "actions", |context, fields, id, path| {
        let kinds = ActionKind::ALL.map(|kind| (kind.word(), kind));
        let kind = fields.take("kind").and_then(|node| decode::one_of(node, "`kind`", &kinds, context.report));
        let priority = fields.take("priority");
        let priority = priority.and_then(|node| decode::one_of(node, "`priority`", &priorities, context.report));
        let lessons = fields.take("for");
        let lessons = context.references(lessons, "`for`", "lessons");
        let owner = fields.take("owner").and_then(|node| decode::scalar(node, "`owner`", context.report));
        let due = fields.take("due").and_then(|node| decode::date(node, "`due`", context.report));
        let done = fields.take("done").and_then(|node| decode::date(node, "`done`", context.report));
        let verified = fields.take("verified_by");
        let verified = verified.and_then(|node| decode::scalar(node, "`verified_by`", context.report));
        let entry = story::entry(context, fields, id, Some(path))?;
        let fact = entry.fact.clone();
        let (owner, verified_by) = (owner.map(str::to_owned), verified.map(str::to_owned));
        Some(Action { entry, lessons, kind, priority, owner, due, done, verified_by, fact })
    })
}

/// Reads where the sources disagree.
pub(crate) fn disputes(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Dispute> {
    context.section(fields, "disputes", |context, fields, id, path| {
        let about = fields.take("about");
        let about = context.own_text(about, &format!("`{path}/about`"), Some(&format!("{path}/about")));
        let claims = fields.require("claims", context.report);
        let claims = claims.and_then(|node| decode::list(node, "`claims`", context.report)).unwrap_or_default();
        let sides = claims.iter().filter_map(|node| side(context, node)).collect();
        let finding = fields.take("finding");
        let finding = context.own_text(finding, &format!("`{path}/finding`"), Some(&format!("{path}/finding")));
        let fact = context.fact(fields);
        Some(Dispute { id, about, sides, finding, fact })
    })
}

fn side(context: &mut Context<'_>, node: &Node) -> Option<Side> {
    let mut fields = Fields::new(node, "the claim of a dispute", context.report)?;
    let source = fields.require("source", context.report);
    let source = source.and_then(|node| context.reference(node, "`source`", "sources"));
    let text = context.text(&mut fields, None);
    fields.finish(context.report);
    Some(Side { source: source?, text: text? })
}

/// Reads the terms that are explained.
pub(crate) fn glossary(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Term> {
    context.section(fields, "glossary", |context, fields, id, path| {
        let term = fields.require("term", context.report);
        let term = term.and_then(|node| context.own_text(Some(node), &format!("`{path}/term`"), None));
        let fact = context.fact(fields);
        let text = context.text(fields, Some(path));
        Some(Term { id, term: term?, text: text?, fact })
    })
}
