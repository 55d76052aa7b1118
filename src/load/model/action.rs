//! Actions: what starts them, what they change, what they need.

use super::block::Context;
use super::expression::May;
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, Expr};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node};
use crate::model::Id;
use crate::model::scenario::{ActionBlock, Block, BlockKind, Change, Effect, Needs, Start, Target};

/// Decodes an action.
pub(super) fn decode(node: &Node, context: &Context<'_>, enabled: bool, report: &mut Report) -> Option<ActionBlock> {
    let mut fields = Fields::new(node, "an action", report)?;
    let starts = [fields.take("at"), fields.take("when"), fields.take("after")];
    let (hold, only) = (fields.take("for"), fields.take("only"));
    let (set, clear) = (fields.take("set"), fields.take("clear"));
    let (needs, every) = (fields.take("needs"), fields.take("every"));
    let (parallel, takes) = (fields.take("parallel"), fields.take("takes"));
    fields.finish(report);
    if let (Some(hold), None) = (hold, starts[1]) {
        let finding =
            Diagnostic::error(rules::UNKNOWN_KEY, hold.span, "`for` is how long the condition of `when` must hold");
        report.push(finding.hint("to end what it changes, write a second action, such as `after: this + 15s`"));
    }
    let start = start(node, starts, hold, (context, report));
    let mut changes = set.map_or_else(Vec::new, |node| changes(node, context, report));
    if let Some(target) = clear.and_then(|node| cleared(node, context, report)) {
        changes.push((target, Change::Clear));
    }
    let scope = context.scope;
    let only = only.map(|node| scope.read(node, Dim::Truth, May::Entity, report));
    let needs = needs.map(|node| self::needs(node, every, context, report));
    let parallel = parallel.map(|node| scope.read(node, Dim::NUMBER, May::Params, report));
    let takes = takes
        .map_or(Some(Expr::constant(0.0, Dim::DURATION)), |node| scope.read(node, Dim::DURATION, May::Params, report));
    Some(ActionBlock {
        start: start?,
        only: flatten(only)?,
        changes,
        needs: flatten(needs)?,
        parallel: flatten(parallel)?,
        takes: takes?,
        enabled,
    })
}

/// Finds actions that wait for one another in a circle, of which none would ever start, and rollouts that take themselves back.
pub(super) fn check_circles(blocks: &[Block], report: &mut Report) {
    let waits_for = |id: &Id| {
        let block = blocks.iter().find(|block| block.id == *id)?;
        match &block.kind {
            BlockKind::Action(ActionBlock { start: Start::After { action, .. }, .. }) => Some(action),
            BlockKind::Action(_)
            | BlockKind::Source(_)
            | BlockKind::Pool(_)
            | BlockKind::Cache(_)
            | BlockKind::Depends(_)
            | BlockKind::Rollout(_) => None,
        }
    };
    for block in blocks {
        if matches!(&block.kind, BlockKind::Rollout(rollout) if rollout.effect == Effect::Undo(block.id.clone())) {
            let message = format!("the rollout `{}` takes itself back", block.id);
            let finding = Diagnostic::error(rules::BAD_VALUE, block.span, message);
            report.push(finding.hint("name the rollout that it takes back: `undo: OTHER`"));
        }
        let mut next = waits_for(&block.id);
        for _ in 0..blocks.len() {
            if next == Some(&block.id) {
                let message = format!("the action `{}` waits for itself", block.id);
                let finding = Diagnostic::error(rules::BAD_VALUE, block.span, message);
                report.push(finding.hint("let one action of the circle start `at` a time or `when` a condition holds"));
                break;
            }
            next = next.and_then(waits_for);
        }
    }
}

/// Turns "there, but wrong" into a failure, and keeps "not there".
#[expect(clippy::option_option, reason = "the three cases are there, wrong and absent")]
fn flatten<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(Some(value)) => Some(Some(value)),
        Some(None) => None,
        None => Some(None),
    }
}

fn start(
    node: &Node,
    [at, when, after]: [Option<&Node>; 3],
    hold: Option<&Node>,
    (context, report): (&Context<'_>, &mut Report),
) -> Option<Start> {
    let scope = context.scope;
    match (at, when, after) {
        (Some(at), None, None) => Some(Start::At(scope.read(at, Dim::Instant, May::Params, report)?)),
        (None, Some(when), None) => {
            let condition = scope.read(when, Dim::Truth, May::Fleet, report);
            let hold = hold.map_or(Some(Expr::constant(0.0, Dim::DURATION)), |node| {
                scope.read(node, Dim::DURATION, May::Params, report)
            });
            Some(Start::When { condition: condition?, hold: hold? })
        }
        (None, None, Some(after)) => self::after(after, context, report),
        _ => {
            let finding = Diagnostic::error(rules::BAD_VALUE, node.span, "an action says what starts it, once");
            report.push(finding.hint("write `at: 15:27`, `when: api.load > 100%` or `after: alert + 14m`"));
            None
        }
    }
}

/// Reads `ACTION + DELAY`.
pub(super) fn after(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Start> {
    let text = decode::scalar(node, "`after`", report)?;
    let (name, delay) = text.split_once('+').unwrap_or((text, "0s"));
    let action = context.named(name.trim(), "action", node, report);
    let place = (delay.trim(), node.content_span());
    let delay = context.scope.parse_as(place, Dim::DURATION, May::Params, report);
    Some(Start::After { action: action?, delay: delay? })
}

fn changes(node: &Node, context: &Context<'_>, report: &mut Report) -> Vec<(Target, Change)> {
    let entries = decode::entries(node, "`set`", report).unwrap_or_default();
    entries.iter().filter_map(|entry| change(entry, context, report)).collect()
}

fn change(entry: &Entry, context: &Context<'_>, report: &mut Report) -> Option<(Target, Change)> {
    let target = target(entry, context, report)?;
    let text = decode::scalar(&entry.value, "a change", report)?;
    let span = entry.value.content_span();
    let mut read = |text: &str, dim| context.scope.parse_as((text.trim(), span), dim, May::Params, report);
    let scales = !matches!(target, Target::Records(_));
    if let Some(factor) = text.strip_prefix('x').filter(|_| scales) {
        return Some((target, Change::Times(read(factor, Dim::NUMBER)?)));
    }
    if let (Target::Size, Some((rate, end))) = (&target, text.split_once(" to ")) {
        let falls = rate.starts_with('-');
        let (rate, end) = (read(rate.trim_start_matches(['-', '+']), Dim::RATE), read(end, Dim::Share));
        return Some((target, Change::Ramp { rate: rate?, end: end?, falls }));
    }
    if let (Target::Records(_), Some(share)) = (&target, text.strip_prefix('+')) {
        return Some((target, Change::Lose(read(share, Dim::Share)?)));
    }
    let finding = Diagnostic::error(rules::BAD_VALUE, entry.value.span, format!("`{text}` is not a change"));
    report.push(finding.hint(
        "write a factor, `x20%` or `x2`; sizes also move, `-1%/min to 30%`, and records of a cache run out, `+25%`",
    ));
    None
}

fn target(entry: &Entry, context: &Context<'_>, report: &mut Report) -> Option<Target> {
    let name = Node { span: entry.key_span, kind: entry.value.kind.clone() };
    match entry.key.split_once('.') {
        Some((group, "n")) if group == context.group.as_str() => Some(Target::Size),
        Some((source, "rate")) => context.named(source, "source", &name, report).map(Target::Rate),
        Some((pool, "servers")) => context.named(pool, "pool", &name, report).map(Target::Servers),
        Some((cache, "expired")) => context.named(cache, "cache", &name, report).map(Target::Records),
        Some((users, "weight")) => context.named(users, "depends", &name, report).map(Target::Weight),
        _ => {
            let message = format!("`{}` cannot be changed while the model runs", entry.key);
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, entry.key_span, message);
            let group = context.group;
            report.push(
                finding.hint(format!(
                    "can be changed: `{group}.n`, SOURCE.rate, POOL.servers, USERS.weight, CACHE.expired"
                )),
            );
            None
        }
    }
}

/// Reads what `clear` switches off: `SOURCE.enabled`, `ROLLOUT.enabled` or `ROLLOUT.reached`.
fn cleared(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Target> {
    let text = decode::scalar(node, "`clear`", report)?;
    let rollout = |name: &str| {
        context
            .index
            .iter()
            .find(|(id, kind, _)| *kind == "rollout" && id.as_str() == name)
            .map(|(id, _, _)| id.clone())
    };
    match text.rsplit_once('.') {
        Some((name, "reached")) => context.named(name, "rollout", node, report).map(Target::Reached),
        Some((name, "enabled")) if rollout(name).is_some() => rollout(name).map(Target::Rollout),
        _ => context.switch(node, report).map(Target::Enabled),
    }
}

fn needs(node: &Node, every: Option<&Node>, context: &Context<'_>, report: &mut Report) -> Option<Needs> {
    let text = decode::scalar(node, "`needs`", report)?;
    let Some((calls, lane)) = text.split_once(" calls to ") else {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, format!("`{text}` does not say which calls"));
        report.push(finding.hint("write `3 calls to api.normal`"));
        return None;
    };
    let scope = context.scope;
    let calls = scope.parse_as((calls.trim(), node.content_span()), Dim::NUMBER, May::Params, report);
    let lane = context.lane_named(lane.trim(), node, report);
    let every = every
        .map_or(Some(Expr::constant(30.0, Dim::DURATION)), |node| scope.read(node, Dim::DURATION, May::Params, report));
    Some(Needs { calls: calls?, lane: lane?, every: every? })
}
